"""Text: a leaflet as the body of an e-mail.

Comes in: a Document. Goes out: UTF-8 in lines of at most 72 columns, in the order of reading. It stands alone because
it has one means only, the line: a heading is underlined, an entry hangs behind its marker, a row of a table becomes a
block of "label: value", a picture its description in brackets. Nothing in it looks like markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Group,
    Inline,
    Item,
    List,
    Paragraph,
    QrCode,
    Section,
    Table,
)
from hsgleaflet.model.scripts import setting
from hsgleaflet.write.words.leaves import NOTHING, Run, run, shown
from hsgleaflet.write.words.lines import WIDTH, columns, directed, wrapped

_MARKERS = {"•": "-", "": "-", "☐": "[ ]"}
_RULE = "_" * 40
_SPACED, _RULED = 2, 3
"""Levels of headings down to which there is more white above and a line below."""


def text(document: Document) -> bytes:
    """Return a leaflet as text; what warns of a draft stands first and last."""
    writer = _Writer(document.lang, document.direction == "rtl")
    band = warning(document)
    about = [line for line in (document.running, document.approved, document.code) if line]
    parts = [band, *writer.blocks(document.blocks), [line for said in about for line in writer.lines(Run(said))], band]
    return ("\n\n".join("\n".join(part) for part in parts if part) + "\n").encode()


def warning(document: Document) -> list[str]:
    """Return what warns of a draft, in its own language and direction; nothing when there is nothing to warn of."""
    lang = document.band_lang or document.lang
    return wrapped(Run(document.band), lang, setting(lang).rtl) if document.band else []


class _Writer(Struct, frozen=True):
    """Writes blocks as parts, each some lines, between which there is white."""

    lang: str
    rtl: bool
    width: int = WIDTH

    def lines(self, words: Run, rest: str = "") -> list[str]:
        if not words.text.strip():
            return []
        return wrapped(words, self.lang, self.rtl, rest, self.width)

    def blocks(self, blocks: Sequence[Block], level: int = 1) -> Iterator[list[str]]:
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterator[list[str]]:
        match block:
            case Section():
                yield self._heading(block.heading, level)
                yield from self.blocks(block.blocks, level + 1)
            case Callout():
                yield self._heading(block.title, level)
                yield from self.blocks(block.blocks, level + 1)
            case Group():
                yield from self.blocks(block.blocks, level)
            case Paragraph():
                yield self.lines(run(block.content))
            case List():
                yield [line for item in block.items for line in self._item(item)]
            case Table():
                yield self.lines(run(block.caption))
                yield from ([*self._row(block.head, row)] for row in block.rows)
            case Figure():
                yield self._figure(block)
            case Blank():
                yield [*self.lines(run(block.label)), _RULE]
            case _:
                assert_never(block)

    def _heading(self, heading: tuple[Inline, ...], level: int) -> list[str]:
        found = self.lines(run(heading))
        if not found:
            return []
        rule = ("=" if level == 1 else "-") * max(map(columns, found))
        above = [""] if level <= _SPACED else []
        return [*above, *found, directed(rule, self.rtl)] if level <= _RULED else found

    def _item(self, item: Item) -> Iterator[str]:
        marker = _MARKERS.get(item.marker, f"{item.marker}.")
        margin = " " * (columns(marker) + 1)
        inner = replace(self, width=self.width - len(margin))
        inside = [line for part in inner.blocks(item.blocks, _RULED + 1) for line in part]
        for number, line in enumerate(inside):
            yield directed((margin if number else f"{marker} ") + line, self.rtl)

    def _row(self, head: tuple[Cell, ...], row: tuple[Cell, ...]) -> Iterator[str]:
        for title, cell in zip(head, row, strict=True):
            label, words = run(title.content), run(cell.content)
            if words.text.strip() not in ("", NOTHING):
                yield from self.lines(label + Run(": ") + words if label.text else words, rest="  ")

    def _figure(self, figure: Figure) -> list[str]:
        said = shown(figure)
        alone = isinstance(figure.graphic, QrCode) or not said
        return [*self.lines(Run(said if alone else f"[{said}]")), *self.lines(run(figure.caption))]
