"""How a shape is painted: presentation attributes and inline `style`, handed down from group to shape.

Comes in: an element and the style of its parent. Goes out: the style in force for it, what is wrong in the
element's own list of errors. It stands alone because inheritance is the one thing in SVG that looks beyond an
element.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.drawing import Paint
from hsgleaflet.read.svg_values import Element, SvgError, length, shown
from hsgleaflet.units import BLACK, Colour, colour

T = TypeVar("T")

_INHERITED = (
    "color", "fill", "stroke", "stroke-width", "fill-rule", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "visibility",
)  # fmt: skip
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)", re.DOTALL)
_DECLARATION = re.compile(r"\s*([-A-Za-z]+)\s*:\s*([^;]*)")
_ROLE = re.compile(r"var\(\s*+--([a-z][a-z0-9]*+(?:-[a-z0-9]++)*+)\s*+(?:,(.*))?\)", re.DOTALL)
_LONGEST_COLOUR = 60
_MOST_DASHES = 100
_CAPS: Mapping[str, Literal[0, 1, 2]] = {"butt": 0, "round": 1, "square": 2}
_JOINS: Mapping[str, Literal[0, 1, 2]] = {"miter": 0, "round": 1, "bevel": 2}
_COLOURS = "write #005eb8, rgb(0, 94, 184), a name such as navy, or a brand colour such as var(--primary)"
_LIGHTER = "choose the lighter colour itself, such as var(--tint); for nothing at all write none as colour"


class Written(Struct, frozen=True):
    """The text of a property, the attribute it stands in and where in that."""

    text: str
    attribute: str
    offset: int = 0


class Style(Struct, frozen=True, kw_only=True):
    """The properties that pass from a group to what is in it, with SVG's defaults; widths in user units."""

    color: Paint | None = "text"
    fill: Paint | None = BLACK
    stroke: Paint | None = None
    stroke_width: float = 1.0
    even_odd: bool = False
    cap: Literal[0, 1, 2] = 0
    join: Literal[0, 1, 2] = 0
    miter_limit: float = 4.0
    dash: tuple[float, ...] = ()
    visible: bool = True


def properties(element: Element) -> dict[str, Written]:
    """Return the properties of an element; its `style` goes before its attributes, as in CSS."""
    found = {name: Written(text.strip(), name) for name, text in element.attributes.items()}
    if found.pop("style", None):
        found |= _inline(element.attributes["style"])
    return found


def _inline(style: str) -> dict[str, Written]:
    found: dict[str, Written] = {}
    style = _COMMENT.sub(lambda comment: " " * len(comment[0]), style)
    start = 0
    for declaration in style.split(";"):
        match = _DECLARATION.match(declaration)
        if match:
            text, _, important = match[2].rpartition("!")
            text = text if important.strip().lower() == "important" else match[2]
            found[match[1].lower()] = Written(text.strip(), "style", start + match.start(1))
        start += len(declaration) + 1
    return found


def styled(element: Element, written: Mapping[str, Written], parent: Style) -> Style:
    """Return the style in force for an element, given its properties; note what is wrong in its errors."""
    style = parent
    for name in _INHERITED:
        if name not in written or written[name].text == "inherit":
            continue
        try:
            style = _with(style, name, written[name].text, element)
        except SvgError as error:
            element.errors.append(error.within(written[name].attribute, written[name].offset))
    _opaque(element, written, style)
    return style


def _with(style: Style, name: str, text: str, element: Element) -> Style:
    match name:
        case "color":
            return replace(style, color=paint(name, text, style.color))
        case "fill":
            return replace(style, fill=paint(name, text, style.color))
        case "stroke":
            return replace(style, stroke=paint(name, text, style.color))
        case "stroke-width":
            return replace(style, stroke_width=element.measure(name, text))
        case "fill-rule":
            return replace(style, even_odd=_one_of(name, text, {"nonzero": False, "evenodd": True}))
        case "stroke-linecap":
            return replace(style, cap=_one_of(name, text, _CAPS))
        case "stroke-linejoin":
            return replace(style, join=_one_of(name, text, _JOINS))
        case "stroke-miterlimit":
            return replace(style, miter_limit=_miter_limit(element, text))
        case "stroke-dasharray":
            return replace(style, dash=_dash(element, text))
        case _:
            visible = _one_of(name, text, {"visible": True, "hidden": False, "collapse": False})
            return replace(style, visible=visible)


def paint(name: str, text: str, current: Paint | None) -> Paint | None:
    """Return the paint that `fill`, `stroke` or `color` ask for, None for no paint; raise SvgError."""
    word = text.strip()
    if word in ("none", "transparent"):
        return None
    if word.lower() == "currentcolor":
        return current
    if word.startswith("url("):
        message = f'{name} "{shown(word)}" is refused: a drawing has flat colours only'
        raise SvgError("S041", message, "fill with one colour, such as #005eb8 or var(--primary)")
    if role := _ROLE.fullmatch(word):
        if role[2] is not None:
            # The colour after the comma is for programs that know no brand; read, so that a slip is told.
            _colour(name, role[2])
        return role[1]
    return _colour(name, word)


def _colour(name: str, text: str) -> Colour:
    try:
        return colour(text if len(text) <= _LONGEST_COLOUR else "")
    except ValueError:
        raise SvgError("S040", f'{name} "{shown(text)}" is not a colour known here', _COLOURS) from None


def _one_of(name: str, text: str, known: Mapping[str, T]) -> T:
    if text not in known:
        raise SvgError("S040", f'{name} "{shown(text)}" is not known here', f"write {' or '.join(known)}")
    return known[text]


def _miter_limit(element: Element, text: str) -> float:
    limit = element.measure("stroke-miterlimit", text)
    if limit < 1:
        raise SvgError("S040", f'stroke-miterlimit "{shown(text)}" is below 1', "write 1 or more")
    return limit


def _dash(element: Element, text: str) -> tuple[float, ...]:
    if text == "none":
        return ()
    words = text.replace(",", " ").split()
    if len(words) > _MOST_DASHES:
        message = f"stroke-dasharray has more than {_MOST_DASHES} numbers"
        raise SvgError("S042", message, "write the pattern once; it repeats by itself")
    dash = tuple(element.measure("stroke-dasharray", word) for word in words)
    return dash if any(dash) else ()


def _opaque(element: Element, written: Mapping[str, Written], style: Style) -> None:
    """Note what would show through, or shift a dash, unless nothing is painted with it anyway."""
    group = element.name in ("g", "svg")
    for name, matters in (
        ("opacity", True),
        ("fill-opacity", style.fill is not None),
        ("stroke-opacity", style.stroke is not None),
    ):
        if name in written and (matters or group) and not _amount(written[name].text, 1) >= 1:
            message = f'{name} "{shown(written[name].text)}" is refused: a drawing is never see-through'
            _note(element, written[name], message, _LIGHTER)
    offset = written.get("stroke-dashoffset")
    if offset and (style.dash or group) and _amount(offset.text, 0) != 0:
        message = "stroke-dashoffset is refused: dashes begin where the line begins"
        _note(element, offset, message, "delete it, or draw the dashes as lines")


def _note(element: Element, written: Written, message: str, hint: str) -> None:
    element.errors.append(SvgError("S041", message, hint).within(written.attribute, written.offset))


def _amount(text: str, inherited: float) -> float:
    """Return a number or percentage, not-a-number when it is none."""
    try:
        return inherited if text == "inherit" else length(text, 1.0)
    except SvgError:
        return math.nan
