"""Timelines: what lasts how long, as bars on one scale.

Comes in: a Timeline and the room for its bars. Goes out: a Drawing and the numbers of the scale. It stands alone
because its geometry is its own; solid bars with round ends tell it in black only. Lengths are points, y grows
downwards.
"""

from __future__ import annotations

from functools import lru_cache

from hsgleaflet.model.document import Timeline
from hsgleaflet.model.drawing import Drawing, Line, Move, Shape, flipped
from hsgleaflet.typeset.signs import rounded
from hsgleaflet.units import MM

SCALE = 6.5 * MM
"""Height of the line of numbers."""
_BAR = 4.0 * MM
_MOST_TICKS = 8


def ticks(timeline: Timeline) -> list[int]:
    """Return the numbers of the scale, from 0 to the last end or just beyond it."""
    end = max(span.end for span in timeline.spans)
    step = next(step for step in (1, 2, 5, 7, 10, 14, 20, 50, 100, end) if end / step <= _MOST_TICKS)
    return [*range(0, end, step), -(-end // step) * step]


@lru_cache(64)
def bars(timeline: Timeline, tops: tuple[float, ...], room: float, height: float, *, rtl: bool) -> Drawing:
    """Return the bars, each in the row that begins at its top, over the lines of the scale."""
    scale = ticks(timeline)
    unit = room / scale[-1]
    lines = tuple(
        Shape(path=(Move(x, SCALE), Line(x, height)), fill=None, stroke="hairline", stroke_width=0.6)
        for x in (tick * unit for tick in scale)
    )
    edges = (*tops[1:], height)
    solid = tuple(
        Shape(
            path=rounded(span.start * unit, (top + foot - _BAR) / 2, (span.end - span.start) * unit, _BAR, _BAR / 2),
            fill="accent", stroke=None,
        )
        for span, top, foot in zip(timeline.spans, tops, edges, strict=True)
    )  # fmt: skip
    found = Drawing(width=room, height=height, shapes=(*lines, *solid))
    return flipped(found) if rtl else found
