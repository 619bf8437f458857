"""Shapes: what the tags of a Document depend on, read block by block and remembered.

Comes in: a Document. Goes out: a `Shape`, whose key is the same for all documents that are tagged alike, and the links
and figures in it. It stands alone because another clinic's leaflet has other words in the same tree: most of its
blocks are the very objects of the leaflet before it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.memory import Memory, Of, first
from hsgleaflet.model.document import Block, Callout, Document, Link, NodeId, Section
from hsgleaflet.write.pdf.tags import Tags


class Shape(Struct, frozen=True):
    """A number for each shape of a block, the links by their owner, the figures, the words of headings."""

    key: tuple[int, ...]
    links: dict[NodeId, Link]
    figures: frozenset[NodeId]
    titles: dict[NodeId, str]


class _Part(Struct, frozen=True):
    number: int
    links: dict[NodeId, Link]
    figures: frozenset[NodeId]
    titles: dict[NodeId, str]


_PARTS: Of[Block, _Part] = Of(2000)
_NUMBERS: Memory[tuple[object, ...], int] = Memory(2000)
_COUNTER = count()
"""Numbers live as long as the process and are never written anywhere; one is never given twice."""


def shape_of(document: Document) -> Shape:
    """Return the shape of a document."""
    rtl = document.direction == "rtl"
    parts = [_part(block, rtl, 1) for block in document.blocks]
    whole = _joined(parts)
    return Shape((int(rtl), *(part.number for part in parts)), whole.links, whole.figures, whole.titles)


def _part(block: Block, rtl: bool, depth: int) -> _Part:
    found = _PARTS.get(block, (rtl, depth))
    if found is None:
        if isinstance(block, Section | Callout) and block.blocks:
            found = _held(block, rtl, depth)
        else:
            found = _read(block, rtl, depth)
        _PARTS.keep(block, found, (rtl, depth))
    return found


def _held(block: Section | Callout, rtl: bool, depth: int) -> _Part:
    """Return the shape of a block that holds others: only its own heading is read, most of those are known."""
    words = block.heading if isinstance(block, Section) else block.title
    inside = depth + 1 if words else depth
    return _joined([_read(replace(block, blocks=()), rtl, depth), *(_part(one, rtl, inside) for one in block.blocks)])


def _read(block: Block, rtl: bool, depth: int) -> _Part:
    """Return the shape of a block, which another document may hold too."""
    block = first(block)
    found = _PARTS.get(block, (rtl, depth))
    if found is None:
        tags = Tags((block,), rtl=rtl, depth=depth)
        titles = {heading.node: heading.text for heading in tags.headings}
        part = _Part(_number(tags.shape()), tags.links(), tags.figures(), titles)
        found = _PARTS.keep(block, part, (rtl, depth))
    return found


def _joined(parts: Sequence[_Part]) -> _Part:
    links = {owner: link for part in parts for owner, link in part.links.items()}
    figures = frozenset().union(*[part.figures for part in parts])
    titles = {node: words for part in parts for node, words in part.titles.items()}
    return _Part(_number(tuple([part.number for part in parts])), links, figures, titles)


def _number(key: tuple[Hashable, ...]) -> int:
    """Return the number of a shape, of which everything is told by its tags or by the numbers of its parts."""
    found = _NUMBERS.get(key)
    return _NUMBERS.keep(key, next(_COUNTER)) if found is None else found
