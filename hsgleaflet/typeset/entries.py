"""Entries: lists in the shape of their role: bullets, boxes to tick, numbered steps, facts at a glance.

Comes in: a List, a measure, the setter of blocks. Goes out: slabs. It stands alone because what stands side by side on
a wide page stands below each other on a narrow one, and only lists have so many ways of doing that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from hsgleaflet.model.document import Block, Inline, Item, List, NodeId, Paragraph, Text, leaf, plain
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import Location
from hsgleaflet.typeset.layout import Box, Fragment
from hsgleaflet.typeset.slabs import IN_ITEMS, IN_SECTION, NEVER, Slab, beside, moved, spaced, stack
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_LAST_ITEM = 500
"""What it costs to leave the last entry of a list alone on a page."""
_TWO_COLUMNS, _STEPS_BESIDE = 140, 95
"""Measures, in the theme's em, from which boxes to tick stand in two columns, when and what of a step side by side."""
_LEAST_TO_SHARE = 4
"""Entries from which on boxes to tick may stand in two columns."""


class Setting(Protocol):
    """What is needed to set an entry."""

    theme: Theme
    setter: Setter
    lang: str
    rtl: bool

    def text(
        self,
        content: tuple[Inline, ...],
        style: Style,
        node: NodeId,
        measure: float,
        *,
        at: Location | None = None,
        lang: str | None = None,
        end: bool = False,
    ) -> list[Slab]:
        """Return a slab for each line of a text."""
        ...

    def blocks(self, blocks: Sequence[Block], measure: float, depth: int) -> list[Slab]:
        """Return the slabs of blocks below each other."""
        ...


def entries(block: List, setting: Setting, measure: float, depth: int) -> list[Slab]:
    """Return a list in the shape of its role."""
    match block.role:
        case "steps":
            return _steps(block, setting, measure)
        case "glance":
            return _glance(block, setting, measure)
        case "checklist":
            return _checklist(block, setting, measure, depth)
        case _:
            return _items(block, setting, measure, depth)


def _items(block: List, setting: Setting, measure: float, depth: int) -> list[Slab]:
    found: list[Slab] = []
    for number, item in enumerate(block.items):
        slabs = _item(item, f"{block.id}.{number}", setting, measure, depth, indent=6.2, glyph_size=1.0)
        last = spaced(slabs, setting.theme.style("item").before, 0.6, IN_ITEMS)
        found += last
    if len(block.items) > 1:
        found[-len(last)] = replace(last[0], penalty=NEVER if len(block.items) == 2 else _LAST_ITEM)
    return spaced(found, 2 * setting.theme.white, 0.8, IN_SECTION)


def _item(
    item: Item, node: NodeId, setting: Setting, measure: float, depth: int, *, indent: float, glyph_size: float
) -> list[Slab]:
    em, style = setting.theme.em, setting.theme.style("item")
    body = moved(setting.blocks(item.blocks, measure - indent * em, depth), indent * em)
    body = [replace(body[0], before=0), *body[1:]] if body else []
    if not item.marker or not body:
        return body
    marker = _marker(item.marker, replace(style, size=style.size * glyph_size), leaf(node, "marker"), setting)
    shifted = tuple(mark.moved(em if glyph_size == 1 else 0, 0) for mark in marker.items)
    return [replace(body[0], items=(*shifted, *body[0].items)), *body[1:]]


def _marker(text: str, style: Style, node: NodeId, setting: Setting) -> Slab:
    """Return a list marker on one line."""
    return setting.text((Text(text=text),), style, node, 100.0)[0]


def _checklist(block: List, setting: Setting, measure: float, depth: int) -> list[Slab]:
    """Return boxes to tick, in two columns where there is room for them and that takes less height than one."""
    one = _ticked(block, setting, measure, depth, 1)
    if measure <= _TWO_COLUMNS * setting.theme.em or len(block.items) < _LEAST_TO_SHARE:
        return one
    two = _ticked(block, setting, measure, depth, 2)
    return min(two, one, key=lambda rows: sum(row.before + row.height for row in rows))


def _ticked(block: List, setting: Setting, measure: float, depth: int, columns: int) -> list[Slab]:
    em, white = setting.theme.em, setting.theme.white
    gutter = 8 * em
    width = _share(measure, columns, gutter)
    cells = [
        stack(_item(item, f"{block.id}.{number}", setting, width, depth, indent=8.4, glyph_size=1.25))
        for number, item in enumerate(block.items)
    ]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    found = [beside([(cell, index * (width + gutter)) for index, cell in enumerate(row)]) for row in rows]
    return spaced([s for row in found for s in spaced([row], 2 * white, 0.5, IN_ITEMS)], 2 * white)


def _steps(block: List, setting: Setting, measure: float) -> list[Slab]:
    """Return numbered steps: a disc, when in bold, what beside or below it, a thin line joining the discs."""
    em, gap = setting.theme.em, setting.theme.style("item", "steps").before
    disc = 7.2 * em
    found: list[Slab] = []
    for number, item in enumerate(block.items):
        row = _step(item, setting, measure, disc + 4 * em if measure > _STEPS_BESIDE * em else disc + 2.6 * em)
        last = number == len(block.items) - 1
        node = leaf(f"{block.id}.{number}", "marker")
        marks = _disc(item.marker, node, setting, disc, 0 if last else row.height + gap)
        row = replace(row, items=(*marks, *row.items), height=max(row.height, disc))
        found += spaced([row], gap, 0, IN_ITEMS)
    if len(found) > 2:
        found[1] = replace(found[1], penalty=NEVER)
        found[-1] = replace(found[-1], penalty=NEVER)
    return spaced(found, 3 * setting.theme.white, 0.5, IN_SECTION)


def _step(item: Item, setting: Setting, measure: float, x: float) -> Slab:
    em = setting.theme.em
    if measure <= _STEPS_BESIDE * em:
        when, *do = setting.blocks(item.blocks, measure - x, 3)
        return beside([(stack([when, *(replace(slab, before=0.4 * slab.before) for slab in do)]), x)])
    when_width = 0.27 * measure
    do_x = x + when_width + 4 * em
    when = stack(setting.blocks(item.blocks[:-1], when_width, 3))
    what = stack(setting.blocks(item.blocks[-1:], measure - do_x, 3))
    return beside([(replace(when, before=0), x), (replace(what, before=0), do_x)])


def _disc(number: str, node: NodeId, setting: Setting, side: float, reach: float) -> list[Fragment]:
    theme, em = setting.theme, setting.theme.em
    size = max(12 * em / MM, theme.format.type.small)
    style = replace(theme.style("heading", "band"), size=size, leading=1.25 * size, ink="paper", above=0)
    digit = _marker(number, style, node, setting).items[0]
    top = (theme.style("paragraph").leading - side) / 2
    joint = [Box(side / 2 - 0.4, top + side, 0.8, reach - side, "accent")] if reach > side else []
    disc = Box(0, top, side, side, "accent", radius=side / 2)
    return [*joint, disc, digit.moved((side - digit.width) / 2, top + (side - style.leading) / 2)]


def _glance(block: List, setting: Setting, measure: float) -> list[Slab]:
    """Return facts side by side under a rule, as many in a row as stand there without breaking a word."""
    em = setting.theme.em
    columns = len(block.items)
    widest = max(_widest(item, setting) for item in block.items)
    while columns > 1 and _share(measure, columns, 4 * em) < widest:
        columns = -(-columns // 2)
    width = _share(measure, columns, 4 * em)
    cells = [stack(setting.blocks(item.blocks, width, 3)) for item in block.items]
    rows = [
        replace(
            beside([(cell, n * (width + 4 * em)) for n, cell in enumerate(cells[at : at + columns])]), before=2 * em
        )
        for at in range(0, len(cells), columns)
    ]
    row = stack(rows)
    rule = Box(0, 0, measure, 0.8, "accent")
    top = 3 * setting.theme.white
    row = replace(row, items=(rule, *(item.moved(0, top) for item in row.items)), height=row.height + top)
    return spaced([replace(row, before=0)], 4 * setting.theme.white, 0, NEVER)


def _share(measure: float, columns: int, gutter: float) -> float:
    return (measure - gutter * (columns - 1)) / columns


def _widest(item: Item, setting: Setting) -> float:
    """Return the width of the longest word of a fact and its note."""
    lines = (block for block in item.blocks if isinstance(block, Paragraph))
    return max(_longest_word(line, setting) for line in lines)


def _longest_word(line: Paragraph, setting: Setting) -> float:
    style, lang = setting.theme.style("paragraph", line.role), line.lang or setting.lang
    words = {Text(text=word) for word in plain(line.content).split()}
    return max(setting.setter.widths(runs((word,), style, lang, line.id), rtl=setting.rtl)[1] for word in words)
