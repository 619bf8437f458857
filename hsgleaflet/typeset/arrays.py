"""Icon arrays: a number of people as dots in a grid, some of them black.

Comes in: how many of how many, and the side of a cell. Goes out: a Drawing, remembered. It stands alone because its
measures come from the leaflet standard, 4.2: one block from the start corner, row by row, a gap after every fifth row
and column to count by; solid black against rings, so that it is told in grey and without colour.
"""

from __future__ import annotations

from functools import lru_cache

from hsgleaflet.model.drawing import Drawing, Segment, Shape, flipped
from hsgleaflet.typeset.signs import circle
from hsgleaflet.units import BLACK, MM

_COLUMNS = {100: 10, 1000: 25}
_CELL = {100: 5.0 * MM, 1000: 2.5 * MM}
_FLOOR = {100: 4.0 * MM, 1000: 2.5 * MM}
_GAP = 0.8 * MM
_OUTLINE = 0.5


def cell_side(per: int, measure: float) -> float:
    """Return the side of a cell in points for a measure, or 0 when even the smallest allowed does not fit."""
    columns = _COLUMNS[per]
    fitting = (measure - _gaps(columns)) / columns
    return min(_CELL[per], fitting) if fitting >= _FLOOR[per] else 0.0


def _gaps(cells: int) -> float:
    return (cells - 1) // 5 * _GAP


@lru_cache(64)
def icon_array(n: int, per: int, cell: float, *, rtl: bool) -> Drawing:
    """Return `per` dots of which the first `n` are solid; the drawing measures points."""
    columns = _COLUMNS[per]
    rows = per // columns
    # A ring is as wide outside as a dot, and both take at least 70 % of the cell.
    radius = 0.39 * cell
    centres = [(_centre(number % columns, cell), _centre(number // columns, cell)) for number in range(per)]
    black = Shape(path=_dots(centres[:n], radius), fill=BLACK, stroke=None)
    rings = Shape(path=_dots(centres[n:], radius - _OUTLINE / 2), fill="paper", stroke="muted", stroke_width=_OUTLINE)
    shapes = tuple(shape for shape in (black, rings) if shape.path)
    found = Drawing(width=columns * cell + _gaps(columns), height=rows * cell + _gaps(rows), shapes=shapes)
    return flipped(found) if rtl else found


def _centre(index: int, cell: float) -> float:
    return (index + 0.5) * cell + index // 5 * _GAP


def _dots(centres: list[tuple[float, float]], radius: float) -> tuple[Segment, ...]:
    return tuple(segment for x, y in centres for segment in circle(x, y, radius))
