"""Digests: what was signed, in one number each for wording and answers.

Comes in: a Document. Goes out: sha256 over canonical JSON. It stands alone because sign-off, the PDF and `verify`
must mean the same thing: `wording` covers roles, order, words, numbers, chosen options and pictures, with filled
values by name only; `answers` covers the filled values; `facts` covers those too, but for phone numbers and addresses,
which a clinic may change with nobody else's leave. Style, ids, places and the state of approval are in none of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct, to_builtins
from msgspec.json import Encoder

from hsgleaflet.memory import Of
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
_JSON = Encoder(order="sorted")

_ADDRESSES = ("url", "email")
_PHONE = re.compile(r"(?<![\w-])\+?\(?\d[\d()\s-]{5,}\d(?!-?\w)")
"""A phone number; short ones, such as 999 or 111, are a country's and part of what is signed."""
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = f"0123456789{_LETTERS}"
"""Signs that are not taken for another on paper: no I, L, O or U."""
_MISREAD = str.maketrans("ILOU", "110V", " -")


class Digests(Struct, frozen=True):
    """What a signature covers, and the clinic's answers by name as (kind, text)."""

    wording: str
    answers: str
    facts: str
    given: Mapping[str, tuple[str, str]]


class _Part(Struct, frozen=True):
    """The canonical JSON of a block, and the answers in it."""

    text: str
    answers: Mapping[str, tuple[str, str]]


_PARTS: Of[Block, _Part] = Of(2000)


def digests(document: Document, pictures: Mapping[str, str]) -> Digests:
    """Return the digests of a document; `pictures` gives the sha256 of each image by its asset name."""
    answers: dict[str, tuple[str, str]] = {}
    meta, shown = document.meta, tuple(pictures.items())
    head: Json = [meta.leaflet, meta.number, meta.version, meta.wording, document.title, document.lang]
    blocks = ",".join(_text(block, pictures, shown, answers) for block in document.blocks)
    wording = _hashed(f"[{_canonical(head)},[{blocks}]]")
    given = dict(sorted(answers.items()))
    said: Json = [meta.leaflet, meta.clinic_id, {name: text for name, (_, text) in given.items()}]
    facts: Json = [meta.leaflet, meta.clinic_id, {name: _without_contacts(*one) for name, one in given.items()}]
    return Digests(wording, _hashed(_canonical(said)), _hashed(_canonical(facts)), given)


def _text(
    block: Block, pictures: Mapping[str, str], shown: tuple[tuple[str, str], ...], answers: dict[str, tuple[str, str]]
) -> str:
    """Return the canonical JSON of a block of a document, those of its parts from memory, and note its answers."""
    if not isinstance(block, Section):
        return _part(block, pictures, shown, answers)
    reader = _Reader(pictures)
    head: Json = ["section", block.role, block.part, reader.inlines(block.heading)]
    answers |= reader.answers
    inside = ",".join(_part(part, pictures, shown, answers) for part in block.blocks)
    return f"{_canonical(head)[:-1]},[{inside}]]"


def _part(
    block: Block, pictures: Mapping[str, str], shown: tuple[tuple[str, str], ...], answers: dict[str, tuple[str, str]]
) -> str:
    found = _PARTS.get(block, shown)
    if found is None:
        reader = _Reader(pictures)
        found = _PARTS.keep(block, _Part(_canonical(reader.block(block)), reader.answers), shown)
    answers.update(found.answers)
    return found.text


def code_of(wording: str, answers: str) -> str:
    """Return the eight signs that stand for both digests on paper, such as K7M3-9PQX."""
    number = int(hashlib.sha256(f"{wording}{answers}".encode()).hexdigest()[:16], 16)
    number, first = divmod(number, len(_LETTERS))  # a letter first: it keeps its place in right-to-left lines
    signs = [_LETTERS[first]]
    for _ in range(7):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[sign])
    return "".join((*signs[:4], "-", *signs[4:]))


def read_code(typed: str) -> str:
    """Return a code as somebody typed it from paper in its one spelling; "" when it cannot be one."""
    signs = typed.upper().translate(_MISREAD)
    good = len(signs) == 8 and signs[0] in _LETTERS and set(signs) <= set(_SIGNS)
    return f"{signs[:4]}-{signs[4:]}" if good else ""


def contacts(given: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the numbers and addresses among answers, those inside of texts too, each once."""
    return tuple(dict.fromkeys(contact for kind, text in given.values() for contact in _contacts(kind, text)))


def _contacts(kind: str, text: str) -> list[str]:
    if kind in _ADDRESSES:
        return [text]
    return [found for found in _PHONE.findall(text) if not _ISO_DATE.fullmatch(found)]


def _without_contacts(kind: str, text: str) -> str:
    for contact in _contacts(kind, text):
        text = text.replace(contact, "#")
    return text


def _canonical(value: Json) -> str:
    """Return JSON without spaces, its keys in order, letters as they are."""
    return _JSON.encode(value).decode()


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class _Reader:
    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.pictures = pictures
        self.answers: dict[str, tuple[str, str]] = {}

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
                self.answers[graphic.name] = ("day-range", f"{graphic.first}-{graphic.last}")
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
                self.answers[inline.name] = (inline.kind, inline.text)
                return ["filled", inline.name]
            case Link():
                filled = any(isinstance(part, Filled) for part in inline.content)
                return ["link", "" if filled else inline.target, self.inlines(inline.content)]
            case Span():
                return ["span", inline.lang, self.inlines(inline.content)]
            case _:
                assert_never(inline)
