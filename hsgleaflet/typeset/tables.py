"""Tables: how the measure is shared between columns.

Comes in: a table, the measure and the gutter in points. Goes out: a width for each column. It stands alone so that the
rule can be judged by itself: every column gets its longest word, and the rest by what its cells ask for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hsgleaflet.model.document import Cell, Table
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.text import Setter, runs


class Setting(Protocol):
    """What is needed to measure a cell."""

    theme: Theme
    setter: Setter
    lang: str
    rtl: bool


def column_widths(table: Table, setting: Setting, measure: float, gutter: float) -> list[float]:
    """Return column widths in points that fill the measure, gutters left out."""
    room = measure - gutter * (len(table.head) - 1)
    if table.widths:
        return [room * share / sum(table.widths) for share in table.widths]
    columns = list(zip(table.head, *table.rows, strict=True))
    asked = [[_asked(cell, setting) for cell in column] for column in columns]
    least = [max(narrow for narrow, _ in column) for column in asked]
    most = [max(wide for _, wide in column) for column in asked]
    if sum(most) <= room:
        return _grown(most, most, room)
    if sum(least) > room:
        return [room * narrow / sum(least) for narrow in least]
    area = [sum(wide for _, wide in column) ** 0.5 for column in asked]
    return _shared(least, most, area, room)


def _asked(cell: Cell, setting: Setting) -> tuple[float, float]:
    if not cell.content:
        return 0.0, 0.0
    style = setting.theme.style("cell", {"column": "head", "row": "row", "": ""}[cell.heads])
    return setting.setter.widths(runs(cell.content, style, setting.lang, cell.id), rtl=setting.rtl)


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
