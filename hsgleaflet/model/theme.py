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
from msgspec.structs import replace

from hsgleaflet.model.brand import BrandFile, Typeface, print_inks
from hsgleaflet.model.formats import Format, Type, paper
from hsgleaflet.model.scripts import Setting, setting
from hsgleaflet.units import MM, WHITE, Colour, Inks, colour, contrast, darkened

_LEADING = 1.35
"""The leading of clear print, which the factors below are meant for."""
BODY_CONTRAST, HEADING_CONTRAST, LINE_CONTRAST = 7.0, 4.5, 3.0
_TINT = 0.1
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


class Theme(Struct, frozen=True):
    """Everything a look consists of."""

    format: Format
    inks: dict[str, Colour]
    styles: dict[str, Style]
    logo: str = ""
    logo_alt: str = ""
    notes: tuple[str, ...] = ()
    lang: str = "en"
    fonts: tuple[str, str] = ("", "")
    """Asset names of the clinic's own regular and bold fonts, "" for ours."""
    body: float = 14
    """Body size of Latin text in points."""

    @property
    def em(self) -> float:
        """A millimetre that grows with large print, in points: indents and marks beside text are so many of them."""
        return MM * max(1.0, self.body / 14)

    @property
    def white(self) -> float:
        """A millimetre of white between blocks, in points; less of it on small pages."""
        return MM * self.format.type.space

    def style(self, kind: str, role: str = "") -> Style:
        """Return the style of a kind of block in a role, or of the kind alone."""
        return self.styles.get(f"{kind}.{role}") or self.styles[kind]

    def sized(self, body: float) -> Theme:
        """Return the theme at another body size of its format, in points."""
        if body == self.body:
            return self
        return replace(self, body=body, styles=_styles(setting(self.lang), self.fonts, self.format.type, body))


def resolve(
    brand: BrandFile, format_name: str, logo: str = "", lang: str = "en", fonts: tuple[str, str] = ("", "")
) -> Theme:
    """Return the theme of a brand on a paper format; raise ValueError naming a colour that cannot be read.

    `logo` is the asset name of the logo, or "" for none; `fonts` are those of the clinic's own regular and bold fonts.
    """
    inks, notes = _inks(brand)
    image = brand.logo_image()
    alt = (image.alt if image else None) or ""
    found = paper(format_name)
    styles = _styles(setting(lang), fonts, found.type, found.type.body)
    return Theme(found, inks, styles, logo, alt, tuple(notes), lang, fonts, found.type.body)


def _inks(brand: BrandFile) -> tuple[dict[str, Colour], list[str]]:
    paper_colour = WHITE
    text, accent, warning, danger, link = (_role(brand, name) for name in _DEFAULTS)
    tint, band = accent.tint(_TINT), colour("#ececec")
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


def separations(brand: BrandFile, inks: dict[str, Colour]) -> dict[Colour, Inks]:
    """Return the printing inks of the colours for which a brand names some, and of their tint.

    A colour that had to be darkened is another one than the brand's: the brand's inks would be too pale for its text.
    """
    found = {}
    for name, given in print_inks(brand).items():
        raw, used = _role(brand, name), inks[{"primary": "accent"}.get(name, name)]
        found[raw] = given
        if name == "primary" and used == raw:
            found[inks["tint"]] = given.tint(_TINT)
    return found


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
def _styles(script: Setting, fonts: tuple[str, str], type_: Type, body: float) -> dict[str, Style]:
    """Return the styles of a format around a Latin body size in points, for the script of a language."""
    scale = body / type_.body
    white = type_.space * MM

    def style(weight: str, size: float, leading: float, ink: str = "text", **rest: float | bool) -> Style:
        weights = {"Regular": _weight("Regular", fonts[0]), "Bold": _weight("Bold", fonts[1])}
        own = size * script.size
        tall = own * leading * script.leading * type_.leading / _LEADING
        return Style(weights[weight], own, tall, ink, bold=weights["Bold"], above=script.above, **rest)  # type: ignore[arg-type]

    small, gap = type_.small, 2.4 * white
    who = max(small, min(body, 14))
    title, name, lead, heading, subheading, boxed = (
        scale * size
        for size in (type_.title, type_.name, type_.lead, type_.heading, type_.subheading, type_.boxed)
    )  # fmt: skip
    return {
        "heading.1": style("Bold", title, 1.1, "accent", before=5 * white, balanced=True),
        "heading.2": style("Bold", heading, 1.2, "accent", before=7 * white, stretch=4.0, balanced=True),
        "heading.3": style("Bold", subheading, 1.25, "text", before=4.5 * white, stretch=2.0, balanced=True),
        "heading.panel": style("Bold", boxed, 1.25, "accent", balanced=True),
        "heading.warning": style("Bold", boxed, 1.25, "warning", balanced=True),
        "heading.danger": style("Bold", boxed, 1.25, "danger", balanced=True),
        "heading.band": style("Bold", body, 1.35, "text"),
        "paragraph": style("Regular", body, 1.35, before=gap, stretch=1.0),
        "paragraph.english-title": style("Regular", small, 1.3, "muted", before=0.5 * white),
        "paragraph.medical-name": style("Regular", name, 1.3, "muted", before=0.5 * white),
        "paragraph.purpose": style("Regular", lead, 1.25, before=2 * white, balanced=True),
        "paragraph.clinic": style("Bold", who, 1.25),
        "paragraph.department": style("Regular", who, 1.25),
        "paragraph.audience": style("Regular", small, 1.25, "muted"),
        "paragraph.small": style("Regular", small, 1.35, before=2 * white, stretch=0.5),
        "paragraph.small-print": style("Regular", small, 1.35, before=1.5 * white),
        "paragraph.caption": style("Regular", small, 1.35, before=1.5 * white),
        "paragraph.label": style("Regular", small, 1.25),
        "paragraph.key": style("Regular", body, 1.35, before=1.2 * white),
        "paragraph.frames": style("Regular", body, 1.35, before=0.8 * white),
        "paragraph.reading": style("Regular", small, 1.35, before=1.6 * white),
        "paragraph.minutes": style("Regular", small, 1.3),
        "paragraph.fact": style("Bold", body, 1.25),
        "paragraph.note": style("Regular", small, 1.3),
        "paragraph.when": style("Bold", body, 1.35),
        "item": style("Regular", body, 1.35, before=1.6 * white, stretch=0.6),
        "item.steps": style("Regular", body, 1.35, before=2.6 * white, stretch=1.0),
        "cell": style("Regular", body, 1.3),
        "cell.head": style("Bold", body, 1.25, "accent"),
        "cell.row": style("Bold", body, 1.3),
        "caption": style("Bold", body, 1.3, before=gap),
        "footer": style("Regular", type_.footer, 1.3),
        "band": style("Bold", type_.footer, 1.2),
    }
