"""What an SVG may hold that a leaflet's drawing may not, by name, with the reason and the way out.

Comes in: an element or its properties. Goes out: `SvgError`s. It stands alone so that the list can be read,
and argued about, without reading code.

Refused is what would print differently from what the author saw, what reaches outside the file, and what
runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hsgleaflet.problems import did_you_mean
from hsgleaflet.read.svg_shapes import SHAPES
from hsgleaflet.read.svg_style import Written
from hsgleaflet.read.svg_values import Element, SvgError, shown

IGNORED = frozenset(("title", "desc", "metadata"))
GROUPS = frozenset(("g", "defs"))
ENTERED = frozenset(("a", "switch", "svg"))
"""Refused, but looked into all the same, so that what is wrong inside is told in the same breath."""

_FLAT = (
    "a drawing has flat colours only",
    "fill with one colour, such as #005eb8 or var(--primary) (unused: Inkscape, File > Clean Up Document)",
)
_CUT = ("a drawing cuts nothing off", "cut the shapes themselves (Inkscape: Path > Intersection)")
_EFFECT = ("a drawing has no blur or shadow", "take the effect off (Inkscape: Filters > Remove Filters)")
_MARKER = ("arrowheads are not added to lines", "draw them as shapes (Inkscape: Path > Stroke to Path)")
_TEXT = (
    "a drawing holds no text, so that its words can be translated and read aloud",
    "put the words in the leaflet, or turn a logo's letters into paths (Inkscape: Path > Object to Path)",
)
_REUSE = ("shapes are not repeated by reference", "copy the shape (Inkscape: Edit > Clone > Unlink Clone)")
_STILL = ("paper does not move", "delete the animation")
_WEB = ("a drawing holds no web content", "delete it")
_FONT = ("a drawing brings no fonts", "delete it")
NO_SHEET = 'write the colours on the shapes: fill="#005eb8" (Illustrator: Styling > Presentation Attributes)'
_REFUSED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("linearGradient", "radialGradient", "meshgradient", "pattern", "hatch"), _FLAT),
    **dict.fromkeys(("clipPath", "mask"), _CUT),
    "filter": _EFFECT,
    "marker": _MARKER,
    **dict.fromkeys(("text", "tspan", "textPath", "tref", "flowRoot"), _TEXT),
    **dict.fromkeys(("use", "symbol"), _REUSE),
    **dict.fromkeys(
        ("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"),
        _STILL,
    ),
    **dict.fromkeys(("foreignObject", "audio", "canvas", "iframe", "video"), _WEB),
    **dict.fromkeys(("font", "font-face"), _FONT),
    "script": ("a drawing runs nothing", "delete the script"),
    "image": (
        "a drawing holds no bitmaps or other files",
        "use the PNG or JPEG file as the picture itself, or trace it (Inkscape: Path > Trace Bitmap)",
    ),
    "a": ("a drawing has no links", "take the shapes out of the link"),
    "switch": ("a drawing has no alternatives", "take the shapes you want out of the switch"),
    "svg": ("a drawing holds no second drawing", "use <g> with a transform instead"),
    "view": ("a drawing has one view", "delete it"),
}
_PROPERTIES: Mapping[str, tuple[str, tuple[str, str]]] = {
    **dict.fromkeys(("clip-path", "mask", "mask-image"), ("none", _CUT)),
    "filter": ("none", _EFFECT),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), ("none", _MARKER)),
    "mix-blend-mode": ("normal", ("colours do not mix", "choose the mixed colour itself")),
    "vector-effect": ("none", ("strokes grow with the drawing", "set the stroke width that suits its size")),
    "pathLength": ("none", ("dashes count in user units", "delete it and set stroke-dasharray anew")),
    "systemLanguage": ("", ("a drawing looks the same in every language", "delete it")),
    "transform-origin": ("0 0", ("transforms turn about the origin", "write rotate(angle x y) instead")),
}
_GEOMETRY = frozenset(("transform", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"))
_XLINK = "http://www.w3.org/1999/xlink href"


def refused(element: Element) -> SvgError | None:
    """Return why an element cannot be in a drawing, or None when it can."""
    name = element.name
    if name in SHAPES or name in GROUPS:
        return None
    why, hint = _REFUSED.get(name, ("", ""))
    if why:
        return SvgError("S041", f"<{name}> is refused: {why}", hint)
    hint = did_you_mean(name, sorted(SHAPES | GROUPS | _REFUSED.keys())) or "delete it, or draw it with paths"
    return SvgError("S041", f"<{shown(name)}> is not known here", hint)


def refused_attributes(element: Element) -> Iterator[SvgError]:
    """Yield what no element may have: event attributes, references to the outside."""
    for name, value in element.attributes.items():
        if name.startswith("on"):
            message = f"{name} is refused: a drawing runs nothing"
            yield SvgError("S041", message, "delete the attribute").within(name)
        elif name in ("href", _XLINK) and not value.lstrip().startswith("#"):
            message = f'href is refused: a drawing reaches nothing outside its file, found "{shown(value)}"'
            yield SvgError("S041", message, "delete it, or draw what it points to here").within("href")


def refused_properties(properties: Mapping[str, Written], *, root: bool) -> Iterator[SvgError]:
    """Yield the properties that a drawing cannot honour, unless they are set to do nothing."""
    for name, written in properties.items():
        harmless, (why, hint) = _PROPERTIES.get(name, ("", ("", "")))
        if why and written.text != harmless:
            yield _error(f"{name} is refused: {why}", hint, written)
        elif name == "paint-order" and _strokes_first(written.text):
            hint = "draw the line as a shape of its own below"
            yield _error("paint-order is refused: strokes lie over fills", hint, written)
        elif written.attribute == "style" and name in _GEOMETRY and not root:
            hint = f'write it as an attribute, {name}="..."'
            yield _error(f"{name} in a style is refused: it is not read there", hint, written)


def _error(message: str, hint: str, written: Written) -> SvgError:
    return SvgError("S041", message, hint).within(written.attribute, written.offset)


def _strokes_first(order: str) -> bool:
    return [word for word in order.split() if word in ("fill", "stroke")][:1] == ["stroke"]
