"""Braille: a leaflet for a transcriber, and embossed pages.

Comes in: a Document, the printed page on which each block starts, a translator of words to braille signs. Goes out:
structured UTF-8 text; a BRF of 40 cells by 25 lines. It stands alone because both are made of the same few parts:
headings, paragraphs, entries, descriptions of pictures, marks of printed pages. No table is wider than two columns: a
row becomes an entry for each of its cells, behind the title of the column.

Layout of the BRF: headings of the first level centred, of the second in cell 5, of the third in cell 7; paragraphs in
cell 3, entries in cell 1 and 3 with runovers in cell 5, descriptions between the signs of a transcriber's note. The
last line has the braille page at its right, and says draft at its left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, assert_never

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
    Item,
    List,
    NodeId,
    Paragraph,
    QrCode,
    Section,
    Table,
)
from hsgleaflet.write.words.leaves import NOTHING, Run, run, shown

CELLS, LINES = 40, 25
Translate = Callable[[Sequence[str]], Sequence[str]]
Kind = Literal["heading", "paragraph", "entry", "picture", "page", "space"]
_MARKED = {"•": "", "☐": "", "–": ""}
_NOTE, _NOTE_END = "@.<", "@.>"
"""Signs around a transcriber's note, in braille ASCII."""
_DIGITS = str.maketrans("1234567890", "ABCDEFGHIJ")
_DEEPEST = 3
_ABOUT = "Text for a braille transcriber. What stands in square brackets is not part of the leaflet."


class Part(Struct, frozen=True):
    """One line of meaning: what it is, its words, its depth from 1, the number of an entry."""

    kind: Kind
    text: str
    depth: int = 1
    marker: str = ""


def parts(document: Document, pages: Mapping[NodeId, int]) -> list[Part]:
    """Return a leaflet in parts; what warns of a draft stands first and last."""
    band = [Part("paragraph", _plain(document.band))] if document.band else []
    about = [Part("paragraph", _plain(said)) for said in (document.running, document.approved, document.code) if said]
    return [*band, *_Reader(pages).blocks(document.blocks), *about, *band]


class _Reader:
    """Reads blocks; knows on which printed page it is."""

    def __init__(self, pages: Mapping[NodeId, int]) -> None:
        self._pages, self._page = pages, 1

    def blocks(self, blocks: Sequence[Block], depth: int = 1) -> Iterator[Part]:
        for block in blocks:
            page = self._pages.get(block.id, 0)
            if page > self._page:
                self._page = page
                yield Part("page", str(page))
            yield from self._block(block, depth)

    def _block(self, block: Block, depth: int) -> Iterator[Part]:
        match block:
            case Section() | Callout():
                yield from _part("heading", run(block.heading if isinstance(block, Section) else block.title), depth)
                yield from self.blocks(block.blocks, depth + 1)
            case Group():
                yield from self.blocks(block.blocks, depth)
            case Paragraph():
                yield from _part("paragraph", run(block.content))
            case List():
                for item in block.items:
                    yield from self._item(item)
            case Table():
                yield from _part("paragraph", run(block.caption))
                for row in block.rows:
                    yield from _row(block.head, row)
            case Figure():
                kind: Kind = "paragraph" if isinstance(block.graphic, QrCode) else "picture"
                yield from _part(kind, Run(shown(block)))
                yield from _part("paragraph", run(block.caption))
            case Blank():
                yield from _part("paragraph", run(block.label))
                yield Part("space", str(block.lines))
            case _:
                assert_never(block)

    def _item(self, item: Item) -> Iterator[Part]:
        inside = iter(self.blocks(item.blocks))
        marker = _MARKED.get(item.marker, item.marker)
        for part in inside:
            if part.kind == "page":
                yield part
            elif part.kind == "paragraph":
                yield replace(part, kind="entry", marker=f"{marker}." if marker else "")
                break
            else:
                yield part
        for part in inside:
            yield replace(part, kind="entry", depth=2) if part.kind == "paragraph" else part


def _part(kind: Kind, words: Run, depth: int = 1) -> Iterator[Part]:
    text = _plain(words.text)
    if text:
        yield Part(kind, text, min(depth, _DEEPEST))


def _row(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> Iterator[Part]:
    for number, (title, cell) in enumerate(zip(head, row, strict=True)):
        label, words = run(title.content), run(cell.content)
        if words.text.strip() not in ("", NOTHING):
            yield from _part("entry", label + Run(": ") + words if label.text else words, 1 if number == 0 else 2)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


# ---------------------------------------------------------------- for a transcriber


def transcript(found: Sequence[Part]) -> bytes:
    """Return parts as text: a line each, with what it is in square brackets unless it is a plain paragraph."""
    lines = [f"[{_ABOUT}]", "", *(line for part in found for line in _line(part))]
    return ("\n".join(lines) + "\n").encode()


def _line(part: Part) -> Iterator[str]:
    match part.kind:
        case "heading":
            yield from ("", f"[Heading {part.depth}] {part.text}")
        case "paragraph":
            yield part.text
        case "entry":
            yield f"{part.marker or '-'} {part.text}" if part.depth == 1 else f"    {part.text}"
        case "picture":
            yield f"[Picture: {part.text}]"
        case "page":
            yield f"[Printed page {part.text}]"
        case "space":
            yield f"[Space to write, {part.text} {'line' if part.text == '1' else 'lines'}]"
        case _:
            assert_never(part.kind)


# ---------------------------------------------------------------- to emboss


def brf(found: Sequence[Part], translate: Translate, draft: str) -> tuple[bytes, int]:
    """Return parts as braille ASCII, and how many pages that takes; `draft` stands at the foot of each page."""
    spoken = [part for part in found if part.kind != "space"]
    texts = [f"{part.marker} {part.text}".strip().replace(" ·", ",") for part in spoken]
    signs = translate([*texts, draft])
    groups = [_set(part, text) for part, text in zip(spoken, signs, strict=False)]
    pages = list(_pages(groups, [part.kind == "heading" for part in spoken]))
    whole = (_foot(lines, number, signs[-1]) for number, lines in enumerate(pages, 1))
    return "".join("\r\n".join(lines) + "\r\n\f" for lines in whole).encode("ascii"), len(pages)


def _set(part: Part, signs: str) -> list[str]:
    """Return a part on its lines, an empty one before a heading and around the first one."""
    match part.kind:
        case "heading" if part.depth == 1:
            return ["", *(line.strip().center(CELLS).rstrip() for line in _filled(signs, 3, 3, CELLS - 3)), ""]
        case "heading":
            indent = 2 * part.depth
            return ["", *_filled(signs, indent, indent)]
        case "paragraph" | "space":
            return _filled(signs, 2, 0)
        case "entry":
            return _filled(signs, 2 * (part.depth - 1), 4)
        case "picture":
            return _filled(f"{_NOTE}{signs}{_NOTE_END}", 6, 4)
        case "page":
            return [signs.rjust(CELLS, "-")]
        case _:
            assert_never(part.kind)


def _filled(signs: str, first: int, rest: int, width: int = CELLS) -> list[str]:
    """Return signs on lines, broken between words; a word that is longer than a line is broken where it must be."""
    lines, line = [], " " * first
    empty = True
    for word in signs.split():
        if not empty and len(line) + 1 + len(word) > width:
            lines.append(line)
            line, empty = " " * rest, True
        while len(word) > width - len(line):
            room = width - len(line)
            lines.append(line + word[:room])
            line, word = " " * rest, word[room:]
        line, empty = line + ("" if empty else " ") + word, False
    return [*lines, line]


def _pages(groups: Sequence[list[str]], headings: Sequence[bool]) -> Iterator[list[str]]:
    """Yield the lines of each page; headings stay with the first two lines behind them."""
    page: list[str] = []
    for number, group in enumerate(groups):
        if headings[number] and len(page) + _together(groups, headings, number) >= LINES:
            yield page
            page = []
        for line in group:
            if len(page) == LINES - 1:
                yield page
                page = []
            if line or page:
                page.append(line)
    yield page


def _together(groups: Sequence[list[str]], headings: Sequence[bool], number: int) -> int:
    """Return how many lines stand on one page from a heading on."""
    last = next((at for at in range(number, len(groups)) if not headings[at]), number)
    return sum(map(len, groups[number:last])) + min(2, len(groups[last]))


def _foot(lines: list[str], number: int, draft: str) -> list[str]:
    """Return the lines of a page with its last one: draft, and the number of the page."""
    page = "#" + str(number).translate(_DIGITS)
    blank = [""] * (LINES - 1 - len(lines))
    return [*lines, *blank, draft + page.rjust(CELLS - len(draft))]
