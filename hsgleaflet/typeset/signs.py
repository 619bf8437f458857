"""Signs: the few shapes the program draws itself, told apart in black and white.

Goes out: drawings on a square of 24 units, in the ink role `text`, which the place of use replaces by its own. Our
own drawings. It stands alone so that boxes name a sign and never draw one.
"""

from __future__ import annotations

from math import cos, pi, sin

from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment, Shape

_SIDE = 24.0
_CURVE = 0.5523


def _polygon(*points: tuple[float, float]) -> tuple[Segment, ...]:
    first, *rest = points
    return (Move(*first), *(Line(*point) for point in rest), Close())


def _circle(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    handle = radius * _CURVE
    return (
        Move(x + radius, y),
        Curve(x + radius, y + handle, x + handle, y + radius, x, y + radius),
        Curve(x - handle, y + radius, x - radius, y + handle, x - radius, y),
        Curve(x - radius, y - handle, x - handle, y - radius, x, y - radius),
        Curve(x + handle, y - radius, x + radius, y - handle, x + radius, y),
        Close(),
    )


def _octagon(radius: float) -> tuple[Segment, ...]:
    angles = (pi / 8 + number * pi / 4 for number in range(8))
    return _polygon(*((12 + radius * cos(angle), 12 + radius * sin(angle)) for angle in angles))


def _filled(path: tuple[Segment, ...], paint: str = "text") -> Shape:
    return Shape(path=path, fill=paint, stroke=None)


def _lined(path: tuple[Segment, ...], width: float, paint: str = "text") -> Shape:
    return Shape(path=path, fill=None, stroke=paint, stroke_width=width, cap=1, join=1)


def _sign(*shapes: Shape) -> Drawing:
    return Drawing(width=_SIDE, height=_SIDE, shapes=shapes, anchors=())


_TRIANGLE = _polygon((12, 3), (22.4, 21), (1.6, 21))
_TICK = (Move(6.8, 12.4), Line(10.6, 16.2), Line(17.4, 8.4))
_STEM = (Move(12, 9.2), Line(12, 14.6))

SIGNS: dict[str, Drawing] = {
    "sign/circle": _sign(_filled(_circle(12, 12, 10.5)), _lined(_TICK, 2.4, "paper")),
    "sign/triangle": _sign(
        _filled(_TRIANGLE),
        _lined(_TRIANGLE, 2),
        _lined(_STEM, 2.4, "paper"),
        _filled(_circle(12, 18, 1.4), "paper"),
    ),
    "sign/octagon": _sign(
        _filled(_octagon(11.4)),
        _lined((Move(12, 6.4), Line(12, 13.4)), 2.6, "paper"),
        _filled(_circle(12, 17.2, 1.6), "paper"),
    ),
    "sign/alert": _sign(_lined(_TRIANGLE, 2), _lined(_STEM, 2.2), _filled(_circle(12, 17.8, 1.2))),
}
"""Expected (circle with a tick), call us (triangle), emergency (octagon), tell us first (open triangle)."""
