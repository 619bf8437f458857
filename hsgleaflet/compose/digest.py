"""Digests: what was signed, in one number each for wording and answers.

Comes in: a Document. Goes out: two sha256 over canonical JSON. It stands alone because sign-off, the PDF and `verify`
must mean the same thing: `wording` covers roles, order, words, numbers, chosen options and pictures, with filled
values by name only; `answers` covers the filled values. Style, ids, places and the state of approval are in neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import assert_never

from msgspec import to_builtins

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    CycleCalendar,
    Document,
    Figure,
    Filled,
    Graphic,
    Group,
    IconArray,
    Inline,
    Link,
    List,
    Paragraph,
    Picture,
    QrCode,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Timeline,
)

Json = str | int | float | None | list["Json"] | dict[str, "Json"]


def digests(document: Document, pictures: Mapping[str, str]) -> tuple[str, str]:
    """Return the digests of wording and answers; `pictures` gives the sha256 of each image by its asset name."""
    reader = _Reader(pictures)
    meta = document.meta
    head: Json = [meta.leaflet, meta.number, meta.version, meta.wording, document.title, document.lang]
    wording: Json = [head, [reader.block(block) for block in document.blocks]]
    answers: Json = [meta.leaflet, meta.clinic_id, dict(sorted(reader.answers.items()))]
    return _sha256(wording), _sha256(answers)


def _sha256(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class _Reader:
    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.pictures = pictures
        self.answers: dict[str, Json] = {}

    def block(self, block: Block) -> Json:
        match block:
            case Section():
                return [
                    "section",
                    block.role,
                    block.part,
                    self.inlines(block.heading),
                    self._blocks(block.blocks),
                ]
            case Callout():
                return ["callout", block.role, self.inlines(block.title), self._blocks(block.blocks)]
            case Paragraph():
                return ["paragraph", block.role, self.inlines(block.content)]
            case List():
                items: Json = [[item.marker, self._blocks(item.blocks)] for item in block.items]
                return ["list", block.role, items]
            case Table():
                rows: Json = [self._row(row) for row in (block.head, *block.rows)]
                return ["table", block.role, self.inlines(block.caption), rows]
            case Figure():
                return ["figure", block.role, *self._graphic(block.graphic, block.alt), self.inlines(block.caption)]
            case Group():
                return ["group", block.role, self._blocks(block.blocks)]
            case Blank():
                return ["blank", block.role, self.inlines(block.label), block.lines]
            case _:
                assert_never(block)

    def _graphic(self, graphic: Graphic, alt: str) -> list[Json]:
        """Return what a picture says; the alt text of one that shows an answer is left to that answer."""
        match graphic:
            case Picture():
                labels: Json = [[label.anchor, label.text] for label in graphic.labels]
                return [self.pictures.get(graphic.asset, ""), labels, alt]
            case CycleCalendar() if graphic.name:
                self.answers[graphic.name] = f"{graphic.first}-{graphic.last}"
                return ["calendar", graphic.name, graphic.rule]
            case QrCode():
                return ["qr"]
            case IconArray() | CycleCalendar() | Timeline():
                return [to_builtins(graphic), alt]
            case _:
                assert_never(graphic)

    def _blocks(self, blocks: tuple[Block, ...]) -> Json:
        return [self.block(block) for block in blocks]

    def _row(self, row: tuple[Cell, ...]) -> Json:
        return [[cell.heads, self.inlines(cell.content)] for cell in row]

    def inlines(self, content: tuple[Inline, ...]) -> Json:
        return [self._inline(inline) for inline in content]

    def _inline(self, inline: Inline) -> Json:
        match inline:
            case Text():
                return inline.text
            case Strong():
                return ["strong", self.inlines(inline.content)]
            case Filled():
                self.answers[inline.name] = inline.text
                return ["filled", inline.name]
            case Link():
                filled = any(isinstance(part, Filled) for part in inline.content)
                return ["link", "" if filled else inline.target, self.inlines(inline.content)]
            case Span():
                return ["span", inline.lang, self.inlines(inline.content)]
            case _:
                assert_never(inline)
