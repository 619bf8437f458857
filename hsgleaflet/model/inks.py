"""Inks: a brand's palette becomes the colours that pages are printed in, each legible where it stands.

Comes in: a BrandFile and a Look. Goes out: colours by the names of inks, notes of what was changed; the printing inks
of a print shop. It stands alone so that one module answers for every contrast.

The rule: an ink that carries text is mixed with black until it reaches 7:1 on every ground it is set on, 4.5:1 where it
is for headings of 18 pt and more, 3:1 for bars and rules. A foreground that is paler than its background is made for
dark screens: on white paper the two change places. A light colour that text cannot be read on is not used.
"""

from __future__ import annotations

from msgspec import Struct

from hsgleaflet.model.brand import BrandFile, Typeface, print_inks
from hsgleaflet.model.looks import Look
from hsgleaflet.units import WHITE, Colour, Inks, colour, contrast, darkened, lightened

BODY_CONTRAST, HEADING_CONTRAST, LINE_CONTRAST = 7.0, 4.5, 3.0
_TINT = 10.0
"""Percent of the main colour in the ground of panels."""
_PALE = 0.75
"""Luminance that a light colour must have to be a ground of panels."""
NAMES = frozenset([
    "paper", "tint", "text", "muted", "accent", "brand", "second", "success", "warning", "danger", "rule", "hairline",
    "band", "link", "primary",
])  # fmt: skip
"""The names by which drawings and boxes ask for a colour; `primary` is the brand's word for `accent`."""
_DEFAULTS = {
    "foreground": "#1a1a1a",
    "primary": "#0f4c5c",
    "warning": "#844708",
    "danger": "#9b1c1c",
    "link": "primary",
}


def inks_of(brand: BrandFile, look: Look) -> tuple[dict[str, Colour], list[str]]:
    """Return colours by the names of inks, and what was changed; raise ValueError naming a colour that is none."""
    roles = {name: _role(brand, name) for name in _DEFAULTS}
    roles |= {name: _role(brand, name if _is_given(brand, name) else "primary") for name in ("secondary", "success")}
    notes: list[str] = []
    text, ground = roles["foreground"], _role(brand, "background") if _is_given(brand, "background") else WHITE
    if text.luminance > ground.luminance:
        notes.append(f"text is printed in {ground}: {text} is made for a dark ground, and paper is white")
        text = ground
    if look.black:
        roles |= dict.fromkeys(("primary", "secondary", "success", "warning", "danger", "link"), text)
    tint, band = _ground(brand, roles["primary"], look, notes), colour("#ececec")
    text = _legible("foreground", text, min(tint, band, key=lambda ground: ground.luminance), BODY_CONTRAST, notes)
    accent = _legible("primary", roles["primary"], tint, BODY_CONTRAST, notes)
    link_notes = notes if roles["link"] != roles["primary"] else []
    return {
        "paper": WHITE,
        "tint": tint,
        "text": text,
        "muted": darkened(colour("#595959"), tint, BODY_CONTRAST),
        "accent": accent,
        "brand": darkened(_heading(brand, roles["primary"], look), WHITE, HEADING_CONTRAST),
        "second": darkened(roles["secondary"], WHITE, LINE_CONTRAST),
        "success": darkened(roles["success"], tint, LINE_CONTRAST),
        "link": _legible("link", roles["link"], tint, BODY_CONTRAST, link_notes),
        "warning": _legible("warning", roles["warning"], WHITE, BODY_CONTRAST, notes),
        "danger": _legible("danger", roles["danger"], WHITE, BODY_CONTRAST, notes),
        "rule": darkened(colour("#8c8c8c"), WHITE, LINE_CONTRAST),
        "hairline": colour("#c4c4c4"),
        "band": band,
    }, notes  # fmt: skip


class Figure(Struct, frozen=True):
    """The contrast of a brand's colour where it is printed: as it was given, and as it is printed."""

    role: str
    ground: str
    needed: float
    wanted: Colour
    printed: Colour
    before: float
    after: float


_USES = (
    ("foreground", "text", "tint", BODY_CONTRAST), ("primary", "accent", "tint", BODY_CONTRAST),
    ("primary", "brand", "paper", HEADING_CONTRAST), ("secondary", "second", "paper", LINE_CONTRAST),
    ("success", "success", "tint", LINE_CONTRAST), ("warning", "warning", "paper", BODY_CONTRAST),
    ("danger", "danger", "paper", BODY_CONTRAST), ("link", "link", "tint", BODY_CONTRAST),
)  # fmt: skip
"""Role, ink, the ground it is hardest to read on, the contrast it must have there."""


def figures(brand: BrandFile, inks: dict[str, Colour]) -> list[Figure]:
    """Return the contrasts of a brand's colours with what they stand on; raise ValueError naming one that is none."""
    found = []
    for role, ink, ground, needed in _USES:
        given = _is_given(brand, role) or role in _DEFAULTS
        wanted, below = _role(brand, role if given else "primary"), inks[ground]
        before, after = contrast(wanted, below), contrast(inks[ink], below)
        found.append(Figure(role, ground, needed, wanted, inks[ink], before, after))
    return found


def at_night(inks: dict[str, Colour]) -> dict[str, Colour]:
    """Return the same inks for a screen in the dark: light on dark, by the same rule."""
    paper = colour("#14191b").mixed(inks["accent"], 0.08)
    tint, band = paper.mixed(WHITE, 0.07), paper.mixed(WHITE, 0.12)
    whole = {name: lightened(inks[name], band, BODY_CONTRAST) for name in ("accent", "link", "warning", "danger")}
    return {
        **inks, **whole,
        "paper": paper,
        "tint": tint,
        "text": colour("#f0f0f0"),
        "muted": lightened(colour("#b0b0b0"), band, BODY_CONTRAST),
        "brand": lightened(inks["brand"], tint, BODY_CONTRAST),
        "second": lightened(inks["second"], tint, HEADING_CONTRAST),
        "success": lightened(inks["success"], tint, HEADING_CONTRAST),
        "rule": lightened(colour("#7a7a7a"), tint, LINE_CONTRAST),
        "hairline": paper.mixed(WHITE, 0.25),
        "band": band,
    }  # fmt: skip


def _is_given(brand: BrandFile, name: str) -> bool:
    return bool(getattr(brand.color, name)) or name in brand.color.palette


def _ground(brand: BrandFile, primary: Colour, look: Look, notes: list[str]) -> Colour:
    """Return the ground of panels: the brand's light colour, or its main one thinned; white in black printing."""
    if look.black:
        return WHITE
    share = brand.own.page.tint
    if brand.color.light and share is None:
        light = _role(brand, "light")
        if light.luminance >= _PALE:
            return light
        notes.append(f"colour `light` ({light}) is too dark for the ground of panels: a tint of `primary` is used")
    return primary.tint((_TINT if share is None else share) / 100)


def _heading(brand: BrandFile, primary: Colour, look: Look) -> Colour:
    face = brand.typography.headings
    return _role(brand, face.color) if isinstance(face, Typeface) and face.color and not look.black else primary


def separations(brand: BrandFile, inks: dict[str, Colour]) -> dict[Colour, Inks]:
    """Return the printing inks of the colours for which a brand names some, and of their tint.

    A colour that had to be darkened is another one than the brand's: the brand's inks would be too pale for its text.
    """
    found = {}
    for name, given in print_inks(brand).items():
        raw, used = _role(brand, name), inks[{"primary": "accent"}.get(name, name)]
        found[raw] = given
        if name == "primary" and used == raw:
            share = _TINT if brand.own.page.tint is None else brand.own.page.tint
            found[inks["tint"]] = given.tint(share / 100)
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
    palette, typography = brand.color.palette, brand.typography
    named = {role: getattr(brand.color, role) for role in brand.color.__struct_fields__ if role != "palette"}
    roles = _DEFAULTS | palette | {role: text for role, text in named.items() if text}
    value = roles.get(name, name)  # a heading names a colour of its own, which need not be a role
    face = {"link": typography.link, "foreground": typography.base}.get(name)
    if isinstance(face, Typeface) and face.color:
        value = face.color
    seen: list[str] = []
    while value in palette or value in roles:
        if value in seen:
            raise ValueError(f"the colours {' -> '.join([*seen, value])} refer to each other in a circle")
        seen.append(value)
        value = palette.get(value) or roles[value]
    return colour(value)
