"""Lines: a shaped paragraph broken into lines of a measure, ragged and unhyphenated.

Comes in: `Shaped` and a width in points. Goes out: `Line`s. It stands alone so that the way lines are chosen can be
judged and tested without a page.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from hsgleaflet.typeset.shape import Segment, Shaped

_TOLERANCE = 1e-6
_STRANDED = 0.12
"""A last line shorter than this share of the measure, or of one word, looks left behind."""
_SQUEEZES = (0.97, 0.94, 0.91, 0.88)
"""Narrower measures that are tried to fetch company for a stranded last word."""


class Line(NamedTuple):
    """One line: its segments in logical order and its inked width in points."""

    segments: tuple[Segment, ...]
    width: float


Range = tuple[int, int]


def lines(shaped: Shaped, measure: float, *, balanced: bool = False) -> tuple[Line, ...]:
    """Return the lines of a paragraph; `balanced` makes them of nearly equal length (headings, leads)."""
    ranges = _balanced(shaped, measure) if balanced else _accompanied(shaped, measure)
    return tuple(Line(shaped.segments(a, b), _inked(shaped, (a, b))) for a, b in ranges)


def _greedy(shaped: Shaped, measure: float) -> list[Range]:
    found: list[Range] = []
    start, passed = 0, 0
    while start < len(shaped.text):
        limit = shaped.edges[start] + measure + _TOLERANCE
        fitting = bisect_right(shaped.reach, limit, passed)
        if fitting > passed:
            end, passed = shaped.stops[fitting - 1], fitting
        else:
            end = _forced(shaped, start, measure)
            passed = bisect_right(shaped.stops, end)
        found.append((start, end))
        start = end
    return found


def _forced(shaped: Shaped, start: int, measure: float) -> int:
    """Return where to cut what should stay whole but is wider than the line, so that nothing runs off the edge."""
    furthest = max(start + 1, bisect_right(shaped.edges, shaped.edges[start] + measure) - 1)
    space = shaped.text.rfind(" ", start + 1, furthest + 1)
    return space + 1 if space > start else furthest


def _accompanied(shaped: Shaped, measure: float) -> list[Range]:
    """Greedy lines, but with company for a last word that would stand alone."""
    best = _greedy(shaped, measure)
    if len(best) < 2 or not _is_stranded(shaped, best[-1], measure):
        return best
    least = _widest(shaped, measure)
    for squeeze in _SQUEEZES:
        tried = _greedy(shaped, measure * squeeze)
        if len(tried) > len(best) or measure * squeeze < least:
            break
        if not _is_stranded(shaped, tried[-1], measure):
            return tried
    return best


def _is_stranded(shaped: Shaped, last: Range, measure: float) -> bool:
    start, end = last
    text = shaped.text[start:end].strip()
    return " " not in text or _inked(shaped, last) < _STRANDED * measure


def _balanced(shaped: Shaped, measure: float) -> list[Range]:
    """Return lines as even as their number allows: the narrowest measure that needs no more lines."""
    best = _greedy(shaped, measure)
    if len(best) < 2:
        return best
    low, high = max(measure / len(best), _widest(shaped, measure)), measure
    while high - low > 2:
        middle = (low + high) / 2
        tried = _greedy(shaped, middle)
        if len(tried) <= len(best) and all(_inked(shaped, line) <= middle + _TOLERANCE for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def _widest(shaped: Shaped, measure: float) -> float:
    """Return the width of the widest piece that fits the measure: no line may be made so short that it is cut."""
    widths = (_inked(shaped, piece) for piece in pairwise((0, *shaped.stops)))
    return max((width for width in widths if width <= measure + _TOLERANCE), default=0.0)


def _inked(shaped: Shaped, line: Range) -> float:
    """Return the width of a line without the spaces that hang at its end."""
    return shaped.width(line[0], shaped.trimmed(*line))
