"""Labels: words left and right of a drawing, each with a thin line to its anchor.

Comes in: a drawing, its place in the measure, measured words. Goes out: where the words stand and a Drawing of the
lines. It stands alone because it is pure geometry: words on one side never overlap and keep the order of their
anchors, so that no two lines on a side cross. Lengths are points, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from hsgleaflet.model.drawing import Drawing, Line, Move, Shape, flipped
from hsgleaflet.typeset.signs import circle
from hsgleaflet.units import MM

_APART = 1.6 * MM
_MIDDLE = 0.02
"""How near the middle, as a share of the width, an anchor belongs to either side."""


class Pointer(Struct, frozen=True):
    """A thin line from words (x, y) to an anchor (to_x, to_y)."""

    x: float
    y: float
    to_x: float
    to_y: float


def sides(across: Sequence[float], middle: float, width: float) -> list[bool]:
    """Return for each anchor whether its words stand on the left; those in the middle go where there are fewer."""
    near = [abs(x - middle) < _MIDDLE * width for x in across]
    left = [x < middle and not centred for x, centred in zip(across, near, strict=True)]
    for index, centred in enumerate(near):
        if centred:
            lefts, others = left.count(True), len(left) - left.count(True) - near[index:].count(True)
            left[index] = lefts < others
    return left


def stacked(wanted: Sequence[float], heights: Sequence[float], depth: float) -> list[float]:
    """Return the tops of words whose middles should stand at `wanted` (in order), without overlap from 0 to `depth`.

    When there is no room for all, the last ones stand lower than `depth`.
    """
    tops: list[float] = []
    lowest = 0.0
    for middle, height in zip(wanted, heights, strict=True):
        tops.append(max(middle - height / 2, lowest))
        lowest = tops[-1] + height + _APART
    floor = max(depth, sum(heights) + _APART * (len(heights) - 1))
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = min(tops[index], floor - heights[index])
        floor = tops[index] - _APART
    return tops


@lru_cache(256)
def pointers(lines: tuple[Pointer, ...], width: float, height: float, *, rtl: bool) -> Drawing:
    """Return lines with a dot at each anchor, edged with paper so that they show on dark parts."""
    paths = [((Move(line.x, line.y), Line(line.to_x, line.to_y)), circle(line.to_x, line.to_y, 1.5)) for line in lines]
    edges = tuple(
        Shape(path=path, fill=None, stroke="paper", stroke_width=2.2) for line, dot in paths for path in (line, dot)
    )
    inks = tuple(
        shape
        for line, dot in paths
        for shape in (
            Shape(path=line, fill=None, stroke="text", stroke_width=0.7),
            Shape(path=dot, fill="text", stroke=None),
        )
    )
    found = Drawing(width=width, height=height, shapes=(*edges, *inks))
    return flipped(found) if rtl else found
