"""Calendar: the days of a cycle, a week or two a row, as a drawing and the places of its words.

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

DAYS = 28
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


class Row(Struct, frozen=True):
    """Days in a row: the first, the last, the width of each, and how many times their words are larger than usual."""

    start: int
    end: int
    pitch: float
    large: float

    @property
    def cell(self) -> float:
        """Height of a day."""
        return _CELL * self.large


@lru_cache(64)
def plan(
    calendar: CycleCalendar, measure: float, a_row: int = DAYS // 2, large: float = 1.0, *, stacked: bool = False,
    rtl: bool,
) -> Plan:  # fmt: skip
    """Return the drawing of a calendar as wide as the measure, and the places of its words.

    `a_row` is how many days stand in a row, `large` how many times their words are larger than usual; `stacked` puts
    notes on lines of their own.
    """
    shapes: list[Shape] = []
    places: list[Place] = []
    y = 0.0
    for start in range(1, DAYS + 1, a_row):
        row = Row(start, start + a_row - 1, measure / a_row, large)
        y = _row(calendar, row, _notes(calendar, row, y, measure, shapes, places, stacked=stacked), shapes, places)
    drawing = Drawing(width=measure, height=y - _BETWEEN, shapes=tuple(shapes))
    return Plan(flipped(drawing) if rtl else drawing, tuple(places))


def _notes(
    calendar: CycleCalendar, row: Row, y: float, measure: float, shapes: list[Shape], places: list[Place], *,
    stacked: bool,
) -> float:  # fmt: skip
    """Add what stands above days of a row; return where the days begin."""
    notes = [(day, text) for day, text in calendar.notes if row.start <= day <= row.end]
    if not notes:
        return y
    height = _NOTE * row.large
    foot = y + height * (len(notes) if stacked else 1) + _HOOK
    for number, (day, text) in enumerate(notes):
        line = y + number * height if stacked else y
        places.append(Place(day, text, (day - row.start) * row.pitch, line, measure, height, note=True))
        shapes.append(_hook(day, row, calendar, line + height, foot))
    return foot + 0.4 * MM


def _row(calendar: CycleCalendar, row: Row, y: float, shapes: list[Shape], places: list[Place]) -> float:
    """Add the days of a row; return where the next one begins."""
    start, end, pitch = row.start, row.end, row.pitch
    for day in range(start, end + 1):
        x, solid = (day - start) * pitch, calendar.first <= day <= calendar.last
        shapes.append(_cell(x, y, row, solid=solid))
        places.append(Place(day, str(day), x, y, pitch, row.cell, solid=solid))
    y += row.cell
    if start <= calendar.bleeding:
        for day in range(start, min(calendar.bleeding, end) + 1):
            path = drop((day - start + 0.5) * pitch, y + 0.6 * MM, 3.2 * MM)
            shapes.append(Shape(path=path, fill="text", stroke=None))
        y += _DROP
    if calendar.rule and (bar := _bar(calendar, start, end, y + 0.6 * MM, pitch)):
        shapes.append(bar)
        y += _BAR + 0.6 * MM
    return y + _BETWEEN


def _hook(day: int, row: Row, calendar: CycleCalendar, top: float, foot: float) -> Shape:
    """Return a bracket over the days of the test, or a tick over a single day."""
    left = (day - row.start) * row.pitch + 0.4 * MM
    last = min(calendar.last, row.end) if day == calendar.first else day
    right = (last - row.start + 1) * row.pitch - 0.4 * MM
    bend = foot - _HOOK
    stem = (Move(left, top), Line(left, bend)) if top < bend else (Move(left, foot), Line(left, bend))
    path = (*stem, Line(right, bend), Line(right, foot))
    return Shape(path=path, fill=None, stroke="accent", stroke_width=1.2, join=1)


def _cell(x: float, y: float, row: Row, *, solid: bool) -> Shape:
    path = rounded(x + 0.4 * MM, y, row.pitch - 0.8 * MM, row.cell, 1.2 * MM)
    if solid:
        return Shape(path=path, fill="accent", stroke="accent", stroke_width=0.8)
    return Shape(path=path, fill="paper", stroke="rule", stroke_width=0.8)


def _bar(calendar: CycleCalendar, start: int, end: int, y: float, pitch: float) -> Shape | None:
    first, last = max(calendar.rule, start), min(calendar.last, end)
    if first > last:
        return None
    x = (first - start) * pitch + 0.4 * MM
    return Shape(path=rounded(x, y, (last - first + 1) * pitch - 0.8 * MM, _BAR, 0), fill="warning", stroke=None)
