"""Arcs to cubic curves, by the implementation notes of SVG 1.1 (F.6).

Comes in: an ellipse and two points on it. Goes out: a straight line, or curves of at most a quarter turn
each. It stands alone because it is pure geometry, and can be held against the equation of the circle.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

KAPPA = 4 / 3 * math.tan(math.pi / 8)
"""How far a control point lies from its end, in radii, for a quarter of a circle (largest error 0.03 %)."""

_TINY = 1e-9
"""A radius below this draws a straight line: nobody sees it, and its square is no longer a safe divisor."""

Point = tuple[float, float]
CurveTo = tuple[float, float, float, float, float, float]


class Ellipse(Struct, frozen=True):
    """Two radii, the turn of the first in degrees, and which of the four arcs between two points is meant."""

    rx: float
    ry: float
    turn: float
    large: bool
    clockwise: bool


def curves(ellipse: Ellipse, start: Point, end: Point) -> Iterator[Point | CurveTo]:
    """Yield what to draw from `start`: curves, a line where a radius is 0, nothing where the ends meet."""
    if start == end:
        return
    if min(ellipse.rx, ellipse.ry) < _TINY:
        yield end
        return
    angle = math.radians(ellipse.turn)
    sine, cosine = math.sin(angle), math.cos(angle)
    across, down = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    # (u, v) is half the chord, seen from its middle, in a frame where the ellipse is the unit circle.
    u, v = (cosine * across + sine * down) / ellipse.rx, (cosine * down - sine * across) / ellipse.ry
    reach = math.hypot(u, v)
    if reach < 1e-12:
        yield end
        return
    grown = max(1.0, reach)
    u, v, rx, ry = u / grown, v / grown, ellipse.rx * grown, ellipse.ry * grown
    centre, begin, sweep = _on_circle(u, v, ellipse)
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    frame = (rx * cosine, rx * sine, -ry * sine, ry * cosine, x, y)
    yield from _pieces(frame, centre, (begin, sweep), end)


def _on_circle(u: float, v: float, ellipse: Ellipse) -> tuple[Point, float, float]:
    """Return the centre of the unit circle through (u, v) and (-u, -v), its first angle, and the turn on."""
    away = math.sqrt(max(0.0, 1 / (u * u + v * v) - 1))
    if ellipse.large == ellipse.clockwise:
        away = -away
    x, y = away * v, -away * u
    begin = math.atan2(v - y, u - x)
    sweep = (math.atan2(-v - y, -u - x) - begin) % math.tau
    return (x, y), begin, sweep if ellipse.clockwise else sweep - math.tau


def _pieces(
    frame: tuple[float, float, float, float, float, float],
    centre: Point,
    angles: tuple[float, float],
    end: Point,
) -> Iterator[CurveTo]:
    a, b, c, d, e, f = frame
    begin, sweep = angles
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    kappa = 4 / 3 * math.tan(step / 4)

    def placed(x: float, y: float) -> Point:
        return a * (x + centre[0]) + c * (y + centre[1]) + e, b * (x + centre[0]) + d * (y + centre[1]) + f

    for index in range(count):
        one, two = begin + index * step, begin + (index + 1) * step
        first = placed(math.cos(one) - kappa * math.sin(one), math.sin(one) + kappa * math.cos(one))
        second = placed(math.cos(two) + kappa * math.sin(two), math.sin(two) - kappa * math.cos(two))
        # The last piece ends where the author said, not where the sines round to.
        last = end if index == count - 1 else placed(math.cos(two), math.sin(two))
        yield *first, *second, *last
