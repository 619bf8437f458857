"""Prose: the sentences of a Document that are measured, cleaned in one fixed way.

Comes in: a Document. Goes out: its sentences in reading order, each with its words and the place it was written at. It
stands alone because a figure for how hard a text reads means nothing without saying which text was measured.

The body a reader sees is measured: headings, paragraphs, entries of lists, captions, questions. Left out are the head
of the page, contacts (phone numbers, web and mail addresses), the cells of tables, what the leaflet says of itself
(number, dates, owner, sources) and the footer. Every heading and every entry ends like a sentence, whether a full stop
is printed or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Document,
    Figure,
    Filled,
    Group,
    Inline,
    Link,
    List,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from hsgleaflet.problems import Location
from hsgleaflet.read.markup import STOPS

_FURNITURE = {"clinic", "department", "audience", "english-title"}
_CONTACTS = {"phone", "url", "email"}
_WORD = re.compile(r"\d+(?:[.,:]\d+)*(?:[ap]m)?%?|[^\W\d_]+(?:['’‐‑-][^\W_]+)*")
_PHONE = re.compile(r"\+?\b\d(?:[ \u00a0]?\d){8,14}\b")
_SPLIT = re.compile(r"(?<=[.?!؟۔।])[\"'”’)»]*\s+(?=[^a-z\s])|(?<=[。！？])")


class Sentence(Struct, frozen=True):
    """One sentence: its words, its text, where it was written, and whether it ended with a stop of its own."""

    words: tuple[str, ...]
    text: str
    at: Location | None
    whole: bool


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the measured sentences of a document, in reading order."""
    return tuple(
        sentence
        for block in document.blocks
        for text, at in _leaves(block, document.at)
        for sentence in split(text, at)
    )


def inside(block: Block) -> tuple[Sentence, ...]:
    """Return the measured sentences of one block, in reading order."""
    return tuple(sentence for text, at in _leaves(block, None) for sentence in split(text, at))


def split(text: str, at: Location | None = None) -> Iterator[Sentence]:
    """Yield the sentences of one leaf of text; the last one ends with it."""
    for piece in _SPLIT.split(text):
        words = tuple(found[0] for found in _WORD.finditer(piece))
        if words:
            shown = " ".join(piece.split())
            yield Sentence(words, shown, at, shown.rstrip("\"'”’)»").endswith(STOPS))


def _leaves(block: Block, outer: Location | None) -> Iterator[tuple[str, Location | None]]:
    """Yield the text of every measured leaf with its place, that of what is around it when it has none."""
    at = block.at or outer
    match block:
        case Section():
            yield _said(block.heading), at
            yield from _inside(block.blocks, at)
        case Callout():
            yield _said(block.title), at
            yield from _inside(block.blocks, at)
        case Paragraph():
            if block.role not in _FURNITURE and not is_about(block):
                yield _said(block.content), at
        case List():
            for item in block.items:
                yield from _inside(item.blocks, at)
        case Group():
            yield from _inside(block.blocks, at)
        case Figure():
            yield _said(block.caption), at
        case Blank():
            yield _said(block.label), at
        case Table():
            return
        case _:
            assert_never(block)


def _inside(blocks: tuple[Block, ...], at: Location | None) -> Iterator[tuple[str, Location | None]]:
    for block in blocks:
        yield from _leaves(block, at)


def is_about(block: Paragraph) -> bool:
    """Return whether a paragraph is what the leaflet says of itself: number, dates, owner, sources."""
    return block.role == "small-print" and block.id.rpartition(".")[2].startswith("about-")


def _said(content: tuple[Inline, ...]) -> str:
    return _PHONE.sub("", "".join(map(_one, content)))


def _one(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Filled():
            return "" if inline.kind in _CONTACTS else inline.text
        case Link():
            return "" if inline.target.startswith(("tel:", "mailto:")) else _said(inline.content)
        case Strong() | Span():
            return _said(inline.content)
        case _:
            assert_never(inline)
