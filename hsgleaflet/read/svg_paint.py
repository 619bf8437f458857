"""From outline and style to a painted shape or an anchor, and the box they lie in.

Comes in: an element, its outline on a pen, what is in force around it. Goes out: a `Shape`, a point, a box.
It stands alone so that `svg` is left with the parser, and this with no parser at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from hsgleaflet.model.drawing import Close, Shape
from hsgleaflet.read.svg_pen import Pen
from hsgleaflet.read.svg_style import Style, Written, styled
from hsgleaflet.read.svg_values import Element, Matrix, SvgError, numbers, shown, times, transform

ANCHOR = "anchor-"
"""How the id of an anchor begins; its name follows."""

_SMALLEST = 0.001
"""User units; a box below this cannot be scaled to paper."""

_BOX = 'write viewBox="0 0 width height" on the <svg>'


class State(Struct, frozen=True, kw_only=True):
    """What is in force inside an element."""

    matrix: Matrix
    style: Style
    painted: bool = True


def inside(element: Element, written: Mapping[str, Written], parent: State) -> State:
    """Return what is in force inside an element, given its properties; note what is wrong in its errors."""
    matrix = parent.matrix
    if "transform" in element.attributes:
        try:
            matrix = times(matrix, transform(element.attributes["transform"]))
        except SvgError as error:
            element.errors.append(error.within("transform"))
    display = written.get("display")
    hidden = element.name == "defs" or (display is not None and display.text == "none")
    style = styled(element, written, parent.style)
    return State(matrix=matrix, style=style, painted=parent.painted and not hidden)


def painted(element: Element, pen: Pen, state: State) -> Shape | None:
    """Return the shape that an outline makes, or None when nothing of it would be seen."""
    a, b, c, d, _, _ = state.matrix
    style, scale = state.style, math.sqrt(abs(a * d - b * c))
    fill = style.fill if element.name != "line" else None
    stroke = style.stroke if style.stroke_width else None
    if len(pen.segments) < 2 or not scale or (fill is None and stroke is None):
        return None
    return Shape(
        path=tuple(pen.segments),
        fill=fill,
        stroke=stroke,
        stroke_width=style.stroke_width * scale,
        even_odd=style.even_odd,
        cap=style.cap,
        join=style.join,
        miter_limit=style.miter_limit,
        dash=tuple(part * scale for part in style.dash),
    )


def middle(pen: Pen) -> tuple[float, float] | None:
    """Return the middle of the points an outline passes through, or None when it passes through none."""
    points = [segment for segment in pen.segments if not isinstance(segment, Close)]
    if not points:
        return None
    across, down = [point.x for point in points], [point.y for point in points]
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def not_a_point(element: Element) -> SvgError:
    """Return the error for an anchor that stands nowhere."""
    message = f"an anchor is a point: this <{element.name}> has no middle"
    hint = 'put the id on a small circle: <circle id="anchor-tube" cx="4" cy="5" r="1"/>'
    return SvgError("S040", message, hint).within("id")


def box(element: Element) -> tuple[float, float, float, float]:
    """Return left, top, width, height of the viewBox, else from `width` and `height`; raise SvgError."""
    text = element.attributes.get("viewBox")
    try:
        values = _view_box(text) if text is not None else [0.0, 0.0, *_sides(element)]
    except SvgError as error:
        raise error.within("viewBox") if text is not None else error from None
    left, top, width, height = values
    if min(width, height) < _SMALLEST:
        raise SvgError("S040", "the drawing has no area: its width or height is 0", _BOX).within("viewBox")
    return left, top, width, height


def _view_box(text: str) -> list[float]:
    values = numbers(text)
    if len(values) != 4:
        raise SvgError("S040", f'viewBox "{shown(text)}" is not four numbers', _BOX)
    return values


def _sides(element: Element) -> tuple[float, float]:
    width, height = element.attributes.get("width", "%"), element.attributes.get("height", "%")
    if "%" in width + height:
        raise SvgError("S040", "the drawing does not say how large it is", _BOX)
    return element.measure("width", width), element.measure("height", height)
