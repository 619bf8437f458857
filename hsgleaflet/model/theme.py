"""Theme: inks, sizes and the house style become the styles that pages are set in.

Comes in: a BrandFile and the name of a paper format. Goes out: a frozen `Theme`. It stands alone so that typesetting
asks for a style by (kind, role) and never for a colour or a number of its own. Sizes are points; their floors are in
the leaflet standard (T1 to T8).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.formats import Format, Type, paper
from hsgleaflet.model.inks import inks_of
from hsgleaflet.model.looks import LOOKS, Cover, Look
from hsgleaflet.model.looks import Style as LookName
from hsgleaflet.model.scripts import Setting, setting
from hsgleaflet.units import MM, Colour, points

_LEADING = 1.35
"""The leading of clear print, which the factors below are meant for."""
_CLOSE, _LESS_WHITE, _SMALLER = 1.3, 0.7, 0.87
"""Leading, share of the white between blocks and of the size of heads, of a first page that is too full."""
_LARGE = 18
"""Points from which a heading may be printed in the brand's own colour at the lesser contrast."""
_LOGO = 12 * MM


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
    script: Setting = setting("en")
    fonts: tuple[str, str, str] = ("", "", "")
    """Asset names of the clinic's own fonts, "" for ours: regular, bold, and that of headings."""
    body: float = 14
    """Body size of Latin text in points."""
    look_name: LookName = "calm"
    cover: Cover = "plain"
    footer: Literal["thin", "brand", "none"] = "thin"
    logo_height: float = _LOGO

    @property
    def look(self) -> Look:
        """The house style."""
        return LOOKS[self.look_name]

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
        return replace(self, body=body, styles=_styles(self.script, self.fonts, self.format.type, body, self.look_name))

    def closer(self) -> Theme:
        """Return the theme for a first page that is too full: smaller heads, closer lines, less white."""
        own = self.format.type
        heads = {name: max(own.body, _SMALLER * getattr(own, name)) for name in ("title", "name", "lead", "boxed")}
        type_ = replace(own, leading=min(own.leading, _CLOSE), space=_LESS_WHITE * own.space, **heads)
        styles = _styles(self.script, self.fonts, type_, self.body, self.look_name, near=True)
        return replace(self, format=replace(self.format, type=type_), styles=styles)

    def on(self, paper: Format) -> Theme:
        """Return the theme on another paper."""
        styles = _styles(self.script, self.fonts, paper.type, paper.type.body, self.look_name)
        return replace(self, format=paper, body=paper.type.body, styles=styles)


def resolve(
    brand: BrandFile,
    format_name: str,
    logo: str = "",
    lang: str = "en",
    fonts: tuple[str, str, str] = ("", "", ""),
) -> Theme:
    """Return the theme of a brand on a paper format; raise ValueError naming a colour that cannot be read.

    `logo` is the asset name of the logo, or "" for none; `fonts` are those of the clinic's own.
    """
    own, image, found = brand.own, brand.logo_image(), paper(format_name)
    look = LOOKS[own.style]
    inks, notes = inks_of(brand, look)
    script = setting(lang)
    styles = _styles(script, fonts, found.type, found.type.body, own.style)
    height = points(own.page.logo_height) if own.page.logo_height else _LOGO
    notes += [f"not fetched, as builds never touch the network: {what}" for what in brand.not_fetched()]
    alt = (image.alt if image else None) or ""
    return Theme(
        found, inks, styles, logo, alt, tuple(notes), script, fonts, found.type.body, own.style,
        own.cover or look.cover, own.footer.rule, height,
    )  # fmt: skip


def _weight(name: str, own: str) -> str:
    return f"{name}|{own}" if own else name


def _leadings(script: Setting, *, near: bool) -> tuple[float, float]:
    """Return what a script adds to leading, and the leading of a title: only lines of text have room to come nearer."""
    if not near:
        return script.leading, 1.1
    lines = script.near or script.leading
    return lines, 1.1 * script.leading / lines * _LEADING / _CLOSE


@lru_cache(64)
def _styles(
    script: Setting, fonts: tuple[str, str, str], type_: Type, body: float, look_name: LookName, *, near: bool = False
) -> dict[str, Style]:
    """Return the styles of a format around a Latin body size in points, for the script of a language."""
    look, scale = LOOKS[look_name], body / type_.body
    white = type_.space * MM
    lines, over = _leadings(script, near=near)

    def style(weight: str, size: float, leading: float, ink: str = "text", **rest: float | bool) -> Style:
        bold = _weight("Bold", fonts[1])
        own = size * script.size
        tall = own * leading * lines * type_.leading / _LEADING
        own_font = fonts[0] if weight == "Regular" else fonts[1]
        return Style(_weight(weight, own_font), own, tall, ink, bold=bold, above=script.above, **rest)  # type: ignore[arg-type]

    def head(weight: str, size: float, leading: float, ink: str, **rest: float | bool) -> Style:
        found = style(weight, size, leading, "accent" if ink == "brand" and size < _LARGE else ink, **rest)
        return replace(found, weight=_weight(weight, fonts[2]))

    small, gap = type_.small, 2.4 * white
    who = max(small, min(body, 14))
    title, name, lead, heading, subheading, boxed = (
        scale * size
        for size in (type_.title, type_.name, type_.lead, type_.heading, type_.subheading, type_.boxed)
    )  # fmt: skip
    return {
        "heading.1": head(look.title, title, over, "text" if look.black else "brand", before=5 * white, balanced=True),
        "heading.2": head(look.heading, heading, 1.2, look.heading_ink, before=7 * white, stretch=4.0, balanced=True),
        "heading.3": head(look.heading, subheading, 1.25, "text", before=4.5 * white, stretch=2.0, balanced=True),
        "heading.panel": head(look.heading, boxed, 1.25, "accent", balanced=True),
        "heading.warning": head(look.heading, boxed, 1.25, "warning", balanced=True),
        "heading.danger": head(look.heading, boxed, 1.25, "danger", balanced=True),
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
