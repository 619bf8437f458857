"""Tables: how the measure is shared between columns.

Comes in: a table, the measure and the gutter in points. Goes out: a width for each column. It stands alone so that the
rule can be judged by itself: every column gets its longest word or number, and the rest by what its cells ask for.
Where that cannot be, there are no columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from math import ceil
from typing import Protocol

from hsgleaflet.model.document import Cell, Table
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.text import Setter, runs

_STEP, _RAGGED = 0.04, 1.05
"""Share of a table that is moved from column to column at a time; how much longer lines that end ragged make a text."""


class Setting(Protocol):
    """What is needed to measure a cell."""

    theme: Theme
    setter: Setter
    lang: str
    rtl: bool


def column_widths(table: Table, setting: Setting, measure: float, gutter: float) -> list[float]:
    """Return column widths in points that fill the measure, gutters left out; none where words would be cut."""
    room = measure - gutter * (len(table.head) - 1)
    columns = list(zip(table.head, *table.rows, strict=True))
    wanted = [[asked(cell, setting) for cell in column] for column in columns]
    least = [max(narrow for narrow, _ in column) for column in wanted]
    if sum(least) > room:
        return []
    if table.widths:
        return _given(table.widths, least, room)
    most = [max(wide for _, wide in column) for column in wanted]
    if sum(most) <= room:
        return _grown(most, most, room)
    area = [sum(wide for _, wide in column) ** 0.5 for column in wanted]
    texts = [[wide for _, wide in row] for row in zip(*wanted, strict=True)]
    return _shortened(_shared(least, most, area, room), least, texts)


def asked(cell: Cell, setting: Setting) -> tuple[float, float]:
    """Return the width of the longest word or number of a cell, and of all of it on one line."""
    if not cell.content:
        return 0.0, 0.0
    style = setting.theme.style("cell", {"column": "head", "row": "row", "": ""}[cell.heads])
    return setting.setter.widths(runs(cell.content, style, cell.lang or setting.lang, cell.id), rtl=setting.rtl)


def _given(shares: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths by given shares; a column too narrow for its longest word takes what it lacks from the others."""
    tight: set[int] = set()
    while True:
        free = room - sum(least[index] for index in tight)
        total = sum(share for index, share in enumerate(shares) if index not in tight) or 1.0
        widths = [least[index] if index in tight else free * share / total for index, share in enumerate(shares)]
        cut = {index for index, width in enumerate(widths) if width < least[index]}
        if not cut:
            return widths
        tight |= cut


def _grown(widths: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    spare = room - sum(widths)
    total = sum(weights) or 1.0
    return [width + spare * weight / total for width, weight in zip(widths, weights, strict=True)]


def _shared(least: Sequence[float], most: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    """Return least widths grown by weight; a column that has all it asks for gives the rest to the others."""
    widths = _grown(least, weights, room)
    full = [index for index, width in enumerate(widths) if width > most[index]]
    if not full or len(full) == len(widths):
        return widths
    capped = [min(width, top) for width, top in zip(widths, most, strict=True)]
    others = [0.0 if index in full else weight for index, weight in enumerate(weights)]
    return _grown(capped, others, room)


def _shortened(widths: list[float], least: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    """Return widths between which some room was moved, as long as that saves lines; `rows` are the lengths of texts."""
    step = _STEP * sum(widths)
    lines = _lines(rows, widths)
    tried = True
    while tried:
        tried = False
        for giving, taking in permutations(range(len(widths)), 2):
            if widths[giving] - step < least[giving]:
                continue
            moved = [width + step * ((at == taking) - (at == giving)) for at, width in enumerate(widths)]
            if (fewer := _lines(rows, moved)) < lines:
                widths, lines, tried = moved, fewer, True
    return widths


def _lines(rows: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """Return about how many lines a table takes."""
    return sum(
        max(ceil(text * _RAGGED / width) if text > width else 1 for text, width in zip(row, widths, strict=True))
        for row in rows
    )
