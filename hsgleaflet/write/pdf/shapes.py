"""Shapes: what the tags of a Document depend on, read block by block and remembered.

Comes in: a Document. Goes out: a `Shape`, whose key is the same for all documents that are tagged alike, and the links
and figures in it. It stands alone because another clinic's leaflet has other words in the same tree: most of its
blocks are the very objects of the leaflet before it.
"""

from __future__ import annotations

from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.memory import Memory, Of, first
from hsgleaflet.model.document import Block, Document, Link, NodeId, Section
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
    parts: list[_Part] = []
    key = [int(rtl), len(document.blocks)]
    for block in document.blocks:
        if isinstance(block, Section):
            # The body holds all parts: only its own heading is read anew.
            parts.append(_part(replace(block, blocks=()), rtl, 1))
            depth = 2 if block.heading else 1
            parts += [_part(inside, rtl, depth) for inside in block.blocks]
            key.append(len(block.blocks))
        else:
            parts.append(_part(block, rtl, 1))
    links = {owner: link for part in parts for owner, link in part.links.items()}
    figures = frozenset().union(*(part.figures for part in parts))
    titles = {node: words for part in parts for node, words in part.titles.items()}
    return Shape((*key, *(part.number for part in parts)), links, figures, titles)


def _part(block: Block, rtl: bool, depth: int) -> _Part:
    found = _PARTS.get(block, (rtl, depth))
    if found is None:
        block = first(block)
        found = _PARTS.get(block, (rtl, depth)) or _PARTS.keep(block, _read(block, rtl, depth), (rtl, depth))
    return found


def _read(block: Block, rtl: bool, depth: int) -> _Part:
    tags = Tags((block,), rtl=rtl, depth=depth)
    key = tags.shape()
    number = _NUMBERS.get(key)
    if number is None:
        number = _NUMBERS.keep(key, next(_COUNTER))
    return _Part(number, tags.links(), tags.figures(), {heading.node: heading.text for heading in tags.headings})
