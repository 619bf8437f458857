"""Theme: a brand's palette becomes inks, and inks and sizes become the styles that pages are set in.

Comes in: a BrandFile and the name of a paper format. Goes out: a frozen `Theme`. It stands alone so that typesetting
asks for a style by (kind, role) and never for a colour or a number of its own. Sizes are points; their floors are in
the leaflet standard (T1 to T8).

Contrast rule: an ink that carries text is mixed with black until it reaches 7:1 on every ground it is set on (4.5:1
for headings of 18 pt and more); a colour that cannot is never printed as it is.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from hsgleaflet.model.brand import BrandFile, Typeface
from hsgleaflet.model.scripts import Setting, setting
from hsgleaflet.units import MM, WHITE, Colour, colour, contrast, darkened

BODY_CONTRAST, HEADING_CONTRAST, LINE_CONTRAST = 7.0, 4.5, 3.0
_PAPER = {"a4": (210 * MM, 297 * MM)}
INKS = frozenset(
    ["paper", "tint", "text", "muted", "accent", "warning", "danger", "rule", "hairline", "band", "link", "primary"]
)  # fmt: skip
"""The names by which drawings and boxes ask for a colour; `primary` is the brand's word for `accent`."""
_DEFAULTS = {
    "foreground": "#1a1a1a",
    "primary": "#0f4c5c",
    "warning": "#844708",
    "danger": "#9b1c1c",
    "link": "primary",
}


class Style(Struct, frozen=True):
    """How a kind of text is set: weight, size and leading in points, ink, space above, how it may stretch."""

    weight: str
    size: float
    leading: float
    ink: str = "text"
    before: float = 0
    stretch: float = 0
    balanced: bool = False
    bold: str = "Bold"
    """Weight of emphasised words."""
    above: float = 0
    """Share of the leading by which the base line stands higher, for scripts that hang below it."""

    @property
    def drop(self) -> float:
        """Distance in points of the base line from the top of its line."""
        return (self.leading + 0.7 * self.size) / 2 - self.above * self.leading


class Format(Struct, frozen=True):
    """A paper format: sheet and margins in points; `indent` is how far running text stands in from panels."""

    name: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    indent: float

    @property
    def measure(self) -> float:
        """Width of panels and title, in points."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """Height of the text area, in points."""
        return self.height - self.top - self.bottom


class Theme(Struct, frozen=True):
    """Everything a look consists of."""

    format: Format
    inks: dict[str, Colour]
    styles: dict[str, Style]
    logo: str = ""
    logo_alt: str = ""
    notes: tuple[str, ...] = ()

    def style(self, kind: str, role: str = "") -> Style:
        """Return the style of a kind of block in a role, or of the kind alone."""
        return self.styles.get(f"{kind}.{role}") or self.styles[kind]


def paper(name: str) -> Format:
    """Return a format by name; raise KeyError for one that does not exist."""
    width, height = _PAPER[name]
    return Format(name, width, height, 16.5 * MM, 24 * MM, 18 * MM, 18 * MM, 19 * MM)


FORMATS = tuple(_PAPER)


def resolve(
    brand: BrandFile, format_name: str, logo: str = "", lang: str = "en", fonts: tuple[str, str] = ("", "")
) -> Theme:
    """Return the theme of a brand on a paper format; raise ValueError naming a colour that cannot be read.

    `logo` is the asset name of the logo, or "" for none; `fonts` are those of the clinic's own regular and bold fonts.
    """
    inks, notes = _inks(brand)
    image = brand.logo_image()
    alt = (image.alt if image else None) or ""
    return Theme(paper(format_name), inks, _styles(setting(lang), fonts), logo, alt, tuple(notes))


def _inks(brand: BrandFile) -> tuple[dict[str, Colour], list[str]]:
    paper_colour = WHITE
    text, accent, warning, danger, link = (_role(brand, name) for name in _DEFAULTS)
    tint, band = accent.tint(0.1), colour("#ececec")
    darkest = min(tint, band, key=lambda ground: ground.luminance)
    notes: list[str] = []
    inks = {
        "paper": paper_colour,
        "tint": tint,
        "text": _legible("foreground", text, darkest, BODY_CONTRAST, notes),
        "muted": darkened(colour("#595959"), tint, BODY_CONTRAST),
        "accent": _legible("primary", accent, tint, BODY_CONTRAST, notes),
        "link": _legible("link", link, tint, BODY_CONTRAST, notes if link != accent else []),
        "warning": _legible("warning", warning, paper_colour, BODY_CONTRAST, notes),
        "danger": _legible("danger", danger, paper_colour, BODY_CONTRAST, notes),
        "rule": darkened(colour("#8c8c8c"), paper_colour, LINE_CONTRAST),
        "hairline": colour("#c4c4c4"),
        "band": band,
    }
    return inks, notes


def _legible(name: str, wanted: Colour, ground: Colour, ratio: float, notes: list[str]) -> Colour:
    found = darkened(wanted, ground, ratio)
    if found != wanted:
        have = contrast(wanted, ground)
        notes.append(
            f"colour `{name}` ({wanted}) has a contrast of {have:.1f}:1; darkened to {found} to reach {ratio:g}:1"
        )
    return found


def _role(brand: BrandFile, name: str) -> Colour:
    """Return the colour of a role, following palette names; raise ValueError for a loop or an unreadable colour."""
    palette, link = brand.color.palette, brand.typography.link
    roles = _DEFAULTS | palette | brand.color.model_dump(exclude={"palette"}, exclude_none=True)
    value = roles[name]
    if name == "link" and isinstance(link, Typeface) and link.color:
        value = link.color
    seen: list[str] = []
    while value in palette or value in roles:
        if value in seen:
            raise ValueError(f"the colours {' -> '.join([*seen, value])} refer to each other in a circle")
        seen.append(value)
        value = palette.get(value) or roles[value]
    return colour(value)


def _weight(name: str, own: str) -> str:
    return f"{name}|{own}" if own else name


@lru_cache(64)
def _styles(script: Setting, fonts: tuple[str, str] = ("", ""), body: float = 14.0) -> dict[str, Style]:
    """Return the styles of clear print around a Latin body size in points, for the script of a language."""
    scale = body / 14 * script.size
    small, text, large = 12 * scale, 14 * scale, 16.5 * scale

    def style(weight: str, size: float, leading: float, ink: str = "text", **rest: float | bool) -> Style:
        weights = {"Regular": _weight("Regular", fonts[0]), "Bold": _weight("Bold", fonts[1])}
        tall = size * leading * script.leading
        return Style(weights[weight], size, tall, ink, bold=weights["Bold"], above=script.above, **rest)  # type: ignore[arg-type]

    gap = 2.4 * MM
    return {
        "heading.1": style("Bold", 34 * scale, 1.1, "accent", before=5 * MM, balanced=True),
        "heading.2": style("Bold", 20 * scale, 1.2, "accent", before=7 * MM, stretch=4.0, balanced=True),
        "heading.3": style("Bold", 16 * scale, 1.25, "text", before=4.5 * MM, stretch=2.0, balanced=True),
        "heading.panel": style("Bold", 17 * scale, 1.25, "accent", balanced=True),
        "heading.warning": style("Bold", 17 * scale, 1.25, "warning", balanced=True),
        "heading.danger": style("Bold", 17 * scale, 1.25, "danger", balanced=True),
        "heading.band": style("Bold", text, 1.35, "text"),
        "paragraph": style("Regular", text, 1.35, before=gap, stretch=1.0),
        "paragraph.english-title": style("Regular", small, 1.3, "muted", before=0.5 * MM),
        "paragraph.medical-name": style("Regular", 18 * scale, 1.3, "muted", before=0.5 * MM),
        "paragraph.purpose": style("Regular", large, 1.25, before=2 * MM, balanced=True),
        "paragraph.clinic": style("Bold", 14 * scale, 1.25),
        "paragraph.department": style("Regular", 14 * scale, 1.25),
        "paragraph.audience": style("Regular", small, 1.25, "muted"),
        "paragraph.small": style("Regular", small, 1.35, before=2 * MM, stretch=0.5),
        "paragraph.small-print": style("Regular", small, 1.35, before=1.5 * MM),
        "paragraph.caption": style("Regular", small, 1.35, before=1.5 * MM),
        "paragraph.label": style("Regular", small, 1.25),
        "paragraph.key": style("Regular", text, 1.35, before=1.2 * MM),
        "paragraph.frames": style("Regular", text, 1.35, before=0.8 * MM),
        "paragraph.reading": style("Regular", small, 1.35, before=1.6 * MM),
        "paragraph.minutes": style("Regular", small, 1.3),
        "paragraph.fact": style("Bold", text, 1.25),
        "paragraph.note": style("Regular", small, 1.3),
        "paragraph.when": style("Bold", text, 1.35),
        "item": style("Regular", text, 1.35, before=1.6 * MM, stretch=0.6),
        "item.steps": style("Regular", text, 1.35, before=2.6 * MM, stretch=1.0),
        "cell": style("Regular", text, 1.3),
        "cell.head": style("Bold", text, 1.25, "accent"),
        "cell.row": style("Bold", text, 1.3),
        "caption": style("Bold", text, 1.3, before=gap),
        "footer": style("Regular", small, 1.3),
        "band": style("Bold", small, 1.2),
    }
