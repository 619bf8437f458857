"""Calendar: the days of a cycle, two weeks a row, as a drawing and the places of its words.

Comes in: a CycleCalendar and a measure. Goes out: a Drawing and where each number and note stands. It stands alone
because its geometry is its own; it is told in black only: the days of the test are solid, a period has drops, a rule
is a bar. Lengths are points, y grows downwards.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from hsgleaflet.model.document import CycleCalendar
from hsgleaflet.model.drawing import Drawing, Line, Move, Shape, flipped
from hsgleaflet.typeset.signs import drop, rounded
from hsgleaflet.units import MM

DAYS, A_ROW = 28, 14
_NOTE, _HOOK, _CELL, _DROP, _BAR = 6.0 * MM, 1.8 * MM, 8.6 * MM, 4.2 * MM, 1.1 * MM
_BETWEEN = 2.4 * MM


class Place(Struct, frozen=True):
    """Where words stand: day, text, left edge, top, width; `solid` on a dark cell; `note` above the cells."""

    day: int
    text: str
    x: float
    y: float
    width: float
    height: float
    solid: bool = False
    note: bool = False


class Plan(Struct, frozen=True):
    """The whole calendar."""

    drawing: Drawing
    places: tuple[Place, ...]


@lru_cache(64)
def plan(calendar: CycleCalendar, measure: float, *, rtl: bool) -> Plan:
    """Return the drawing of a calendar as wide as the measure, and the places of its words."""
    shapes: list[Shape] = []
    places: list[Place] = []
    y = 0.0
    for start in range(1, DAYS + 1, A_ROW):
        y = _row(calendar, start, y, measure, shapes, places)
    drawing = Drawing(width=measure, height=y - _BETWEEN, shapes=tuple(shapes))
    return Plan(flipped(drawing) if rtl else drawing, tuple(places))


def _row(
    calendar: CycleCalendar, start: int, y: float, measure: float, shapes: list[Shape], places: list[Place]
) -> float:
    """Add the row of days from `start`; return where the next one begins."""
    pitch = measure / A_ROW
    end = start + A_ROW - 1
    notes = [(day, text) for day, text in calendar.notes if start <= day <= end]
    if notes:
        places += [Place(day, text, (day - start) * pitch, y, measure, _NOTE, note=True) for day, text in notes]
        hooked = y + _NOTE + _HOOK
        shapes += [_hook(day, start, end, calendar, pitch, hooked) for day, _ in notes]
        y = hooked + 0.4 * MM
    for day in range(start, end + 1):
        x, solid = (day - start) * pitch, calendar.first <= day <= calendar.last
        shapes.append(_cell(x, y, pitch, solid=solid))
        places.append(Place(day, str(day), x, y, pitch, _CELL, solid=solid))
    y += _CELL
    if start <= calendar.bleeding:
        for day in range(start, min(calendar.bleeding, end) + 1):
            path = drop((day - start + 0.5) * pitch, y + 0.6 * MM, 3.2 * MM)
            shapes.append(Shape(path=path, fill="text", stroke=None))
        y += _DROP
    if calendar.rule and (bar := _bar(calendar, start, end, y + 0.6 * MM, pitch)):
        shapes.append(bar)
        y += _BAR + 0.6 * MM
    return y + _BETWEEN


def _hook(day: int, start: int, end: int, calendar: CycleCalendar, pitch: float, foot: float) -> Shape:
    """Return a bracket over the days of the test, or a tick over a single day."""
    top = foot - _HOOK
    left = (day - start) * pitch + 0.4 * MM
    last = min(calendar.last, end) if day == calendar.first else day
    right = (last - start + 1) * pitch - 0.4 * MM
    path = (Move(left, foot), Line(left, top), Line(right, top), Line(right, foot))
    return Shape(path=path, fill=None, stroke="accent", stroke_width=1.2, join=1)


def _cell(x: float, y: float, pitch: float, *, solid: bool) -> Shape:
    path = rounded(x + 0.4 * MM, y, pitch - 0.8 * MM, _CELL, 1.2 * MM)
    if solid:
        return Shape(path=path, fill="accent", stroke="accent", stroke_width=0.8)
    return Shape(path=path, fill="paper", stroke="rule", stroke_width=0.8)


def _bar(calendar: CycleCalendar, start: int, end: int, y: float, pitch: float) -> Shape | None:
    first, last = max(calendar.rule, start), min(calendar.last, end)
    if first > last:
        return None
    x = (first - start) * pitch + 0.4 * MM
    return Shape(path=rounded(x, y, (last - first + 1) * pitch - 0.8 * MM, _BAR, 0), fill="warning", stroke=None)
