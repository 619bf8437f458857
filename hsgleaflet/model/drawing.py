"""The Drawing: a line drawing or logo as plain vector values.

Comes in: what `read.svg` makes of a file. Goes out: to every writer that paints. It stands alone so that a
writer needs to know nothing of SVG, and a brand can theme a drawing by the role names in it.

All coordinates are the drawing's own units with y downwards from the top left corner; the writer scales them,
and cuts off what lies outside `width` and `height`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.units import Colour

Paint = Colour | str
"""A colour, or the name of a role that the theme paints, such as `primary`, `tint`, `text` or `paper`."""


class Move(Struct, frozen=True):
    """Begins a part of a path; every part begins with one."""

    x: float
    y: float


class Line(Struct, frozen=True):
    """A straight line to a point."""

    x: float
    y: float


class Curve(Struct, frozen=True):
    """A cubic Bézier curve to (x, y) with two control points."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


class Close(Struct, frozen=True):
    """Closes the part of the path back to its `Move`."""


Segment = Move | Line | Curve | Close


class Shape(Struct, frozen=True, kw_only=True):
    """A path and how it is painted: first the fill, then the stroke over it.

    `cap` (0 butt, 1 round, 2 square) and `join` (0 mitre, 1 round, 2 bevel) are PDF's numbers. `dash` holds
    dash and gap by turns, over and over; it is empty for a solid line.
    """

    path: tuple[Segment, ...]
    fill: Paint | None
    stroke: Paint | None
    stroke_width: float = 1.0
    even_odd: bool = False
    cap: Literal[0, 1, 2] = 0
    join: Literal[0, 1, 2] = 0
    miter_limit: float = 4.0
    dash: tuple[float, ...] = ()


class Drawing(Struct, frozen=True, kw_only=True):
    """Shapes in painting order in a box, and named points (name, x, y) for labels to point at."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    anchors: tuple[tuple[str, float, float], ...] = ()


def extent(drawing: Drawing) -> tuple[float, float]:
    """Return the left and right edge of what a drawing paints (handles of curves count as painted)."""
    across = [x for shape in drawing.shapes for segment in shape.path for x in _across(segment)]
    return (max(min(across), 0.0), min(max(across), drawing.width)) if across else (0.0, drawing.width)


def _across(segment: Segment) -> tuple[float, ...]:
    match segment:
        case Move() | Line():
            return (segment.x,)
        case Curve():
            return (segment.x1, segment.x2, segment.x)
        case _:
            return ()


def flipped(drawing: Drawing) -> Drawing:
    """Return a drawing turned about its upright axis, as right-to-left pages read it."""
    shapes = tuple(
        replace(shape, path=tuple(_flipped(segment, drawing.width) for segment in shape.path))
        for shape in drawing.shapes
    )
    anchors = tuple((name, drawing.width - x, y) for name, x, y in drawing.anchors)
    return replace(drawing, shapes=shapes, anchors=anchors)


def _flipped(segment: Segment, width: float) -> Segment:
    match segment:
        case Move():
            return Move(width - segment.x, segment.y)
        case Line():
            return Line(width - segment.x, segment.y)
        case Curve():
            return Curve(width - segment.x1, segment.y1, width - segment.x2, segment.y2, width - segment.x, segment.y)
        case _:
            return segment
