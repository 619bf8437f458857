"""Reading: a Document as a reader meets it, part by part, in plain lines.

Comes in: a Document. Goes out: passages that can be kept beside a signature, shown, and compared with those of another
version. It stands alone because a reader notices words under headings, not blocks and roles.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hsgleaflet.model.document import Block, Callout, Document, Figure, Section, Table, children, plain, texts


class Passage(Struct, frozen=True):
    """What stands under one heading, a line for each paragraph, entry, row or picture."""

    id: str
    part: str
    heading: str
    lines: tuple[str, ...]


def reading(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order."""
    top = [line for block in document.blocks if not isinstance(block, Section) for line in _lines(block)]
    found = [Passage("top", "", "Top of the first page", tuple(top))]
    for block in document.blocks:
        if isinstance(block, Section):
            found += _passages(block, "")
    return tuple(passage for passage in found if passage.lines or passage.heading)


def _passages(section: Section, part: str) -> Iterator[Passage]:
    own = section.part or part
    own_lines = [line for block in section.blocks if not isinstance(block, Section) for line in _lines(block)]
    yield Passage(section.id, own, plain(section.heading), tuple(own_lines))
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _passages(block, own)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (text for text in (plain(block.caption),) if text)
            for row in (block.head, *block.rows):
                yield " | ".join(plain(cell.content) for cell in row)
        case Figure():
            yield f"[{block.alt}]"
            yield from texts(block)
        case Callout():
            yield from (text for text in (plain(block.title),) if text)
            for inside in block.blocks:
                yield from _lines(inside)
        case _:
            inside_blocks = children(block)
            if not inside_blocks:
                yield from texts(block)
            for inside in inside_blocks:
                yield from _lines(inside)
