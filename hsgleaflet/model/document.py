"""The Document: what a leaflet means, as a small closed tree of blocks and inlines.

Comes in: what `compose` lowers the author's words to. Goes out: to every writer, which reads the same tree; the tags
of a PDF are read from it. It stands alone so that a writer needs to know nothing of YAML, clinics or themes.

Few kinds, open roles: "key points", "red flags" or "risk table" are a kind with a `role`; themes style by (kind,
role). The unions are closed: a `match` over them ends in `assert_never`, so that a new kind makes the type checker
list every writer to touch. Sections nest, so a heading level cannot be skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from hsgleaflet.problems import Location

NodeId = str
"""A stable path in the leaflet, such as `sections.3.body.1`."""


class Node(Struct, frozen=True, kw_only=True):
    """What every node carries: its id, where it was written, its language if foreign, its role, its evidence."""

    id: NodeId = ""
    at: Location | None = None
    lang: str | None = None
    role: str = ""
    sources: tuple[str, ...] = ()


# ---------------------------------------------------------------- inlines


class Text(Node, frozen=True, kw_only=True):
    """Plain words."""

    text: str


class Strong(Node, frozen=True, kw_only=True):
    """Words that matter most; a leaflet has no italics."""

    content: tuple[Inline, ...]


class Link(Node, frozen=True, kw_only=True):
    """Words that lead to a web page, an e-mail address or a phone (`https:`, `mailto:`, `tel:`)."""

    target: str
    content: tuple[Inline, ...]


class Filled(Node, frozen=True, kw_only=True):
    """A value the clinic gave, in words; never read as markup, never broken over lines when `kind` is not text."""

    name: str
    kind: str
    text: str
    slot: bool = False
    """Whether it belongs to one person: only personal copies have such values."""


class Span(Node, frozen=True, kw_only=True):
    """Words in another language (`lang` is set)."""

    content: tuple[Inline, ...]


Inline = Text | Strong | Link | Filled | Span


# ---------------------------------------------------------------- blocks


class Paragraph(Node, frozen=True, kw_only=True):
    """A run of sentences."""

    content: tuple[Inline, ...]


class Item(Struct, frozen=True, kw_only=True):
    """One entry of a list; `marker` is what stands before it on paper and is read aloud as its label."""

    marker: str
    blocks: tuple[Block, ...]


class List(Node, frozen=True, kw_only=True):
    """Entries with a marker each."""

    items: tuple[Item, ...]
    numbering: Literal["none", "disc", "square", "decimal"] = "disc"


class Callout(Node, frozen=True, kw_only=True):
    """A boxed part with a heading of its own."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class Cell(Node, frozen=True, kw_only=True):
    """One cell of a table; a head cell says what it heads."""

    content: tuple[Inline, ...]
    heads: Literal["", "column", "row"] = ""


class Table(Node, frozen=True, kw_only=True):
    """A simple table: one head row, no merged cells; `widths` are optional shares of the measure."""

    caption: tuple[Inline, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


class Label(Struct, frozen=True, kw_only=True):
    """Words beside a drawing, and the anchor in it that a thin line leads to."""

    anchor: str
    text: str


class Picture(Struct, frozen=True, kw_only=True):
    """An image by its asset name, with the width it is meant for in points (0: as wide as fits)."""

    asset: str
    width: float = 0
    labels: tuple[Label, ...] = ()


class IconArray(Struct, frozen=True, kw_only=True):
    """`per` dots (100 or 1,000), `n` of them black."""

    n: int
    per: int


class CycleCalendar(Struct, frozen=True, kw_only=True):
    """The days of a cycle: period from day 1 to `bleeding`, the test from `first` to `last`.

    A bar runs from day `rule` to `last` (0: none). `notes` are words that stand above a day: (day, words). `name` is
    the question that the clinic answers with first and last, or "".
    """

    first: int
    last: int
    bleeding: int
    rule: int = 0
    notes: tuple[tuple[int, str], ...] = ()
    name: str = ""


class TimeSpan(Struct, frozen=True, kw_only=True):
    """Something that lasts from `start` to `end`, in the unit of its timeline, and how long that is in words."""

    name: str
    start: int
    end: int
    words: str


class Timeline(Struct, frozen=True, kw_only=True):
    """What lasts how long, on one scale; `unit` heads it."""

    unit: str
    spans: tuple[TimeSpan, ...]


class QrCode(Struct, frozen=True, kw_only=True):
    """A QR code that leads to a web address."""

    target: str


Graphic = Picture | IconArray | CycleCalendar | Timeline | QrCode


class Figure(Node, frozen=True, kw_only=True):
    """A picture with the words that stand for it."""

    graphic: Graphic
    alt: str
    caption: tuple[Inline, ...] = ()


class Group(Node, frozen=True, kw_only=True):
    """Blocks that are read one after the other and stand together on paper; `role` says how."""

    blocks: tuple[Block, ...]


class Blank(Node, frozen=True, kw_only=True):
    """Ruled lines to write on, under a label."""

    label: tuple[Inline, ...] = ()
    lines: int = 1


class Section(Node, frozen=True, kw_only=True):
    """A heading and what belongs to it; `slot` asks for a place on paper without changing the reading order."""

    heading: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    part: str = ""
    slot: Literal["", "cover", "back"] = ""


Block = Section | Paragraph | List | Callout | Table | Figure | Group | Blank


class Meta(Struct, frozen=True, kw_only=True):
    """What the leaflet says of itself; dates are ISO, `clinic` is the publisher's printed name."""

    leaflet: str
    number: str
    version: str
    title: str
    subject: str
    clinic: str
    clinic_id: str
    written: str
    review_by: str
    keywords: tuple[str, ...] = ()
    fictional: bool = False
    wording_digest: str = ""
    answers_digest: str = ""
    facts_digest: str = ""
    state: str = "draft"
    wording: Literal["full", "short", "easy-read"] = "full"


class Document(Struct, frozen=True, kw_only=True):
    """One leaflet for one clinic in one language and wording."""

    id: str
    title: str
    lang: str
    direction: Literal["ltr", "rtl"]
    meta: Meta
    blocks: tuple[Block, ...]
    at: Location | None = None
    """Where the leaflet's title was written."""
    running: str = ""
    """The line of the footer: title, number, version, review date."""
    page_words: str = "{page}/{pages}"
    """How a page number is said, with `{page}` and `{pages}`."""
    notes: str = "Notes"
    """The heading of a page to write on."""
    band: str = ""
    """What the bands at head and foot of each page warn of; empty when there is nothing to warn of."""
    band_lang: str = ""
    """Language of the band; that of the document when empty."""
    code: str = ""
    """Eight signs by which a sheet of paper is known, made of both digests."""
    approved: str = ""
    """What the foot of each page says of the approval; empty for a draft."""

    def page_of(self, page: int, pages: int) -> str:
        """Return the words of a page number."""
        return self.page_words.format(page=page, pages=pages)

    def location(self, node: NodeId) -> Location | None:
        """Return where the block with this id, or the nearest one around it, was written."""
        found = [block for block in walk(self.blocks) if block.id and (node + ".").startswith(block.id + ".")]
        return max(found, key=lambda block: len(block.id)).at if found else None


# ---------------------------------------------------------------- reading the tree


def children(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case Section() | Callout() | Group():
            return block.blocks
        case List():
            return tuple(child for item in block.items for child in item.blocks)
        case Paragraph() | Table() | Figure() | Blank():
            return ()
        case _:
            assert_never(block)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block of a tree in reading order, parents before children."""
    for block in blocks:
        yield block
        yield from walk(children(block))


def leaf(node: NodeId, part: str) -> NodeId:
    """Return the id of a leaf that belongs to a node but is none itself: its heading, title, caption, marker, label."""
    return f"{node}/{part}"


def plain(content: tuple[Inline, ...]) -> str:
    """Return the words of inlines."""
    return "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Filled():
            return inline.text
        case Strong() | Link() | Span():
            return plain(inline.content)
        case _:
            assert_never(inline)


def spans(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield the words in another language than that of the document."""
    for block in walk(blocks):
        yield from (span for content in _contents(block) for span in _spans(content))


def filled(blocks: tuple[Block, ...]) -> Iterator[tuple[NodeId, str]]:
    """Yield each block that holds a value of the clinic's, and the name of that value."""
    for block in walk(blocks):
        for content in _contents(block):
            yield from ((block.id, name) for name in _filled(content))


def _filled(content: tuple[Inline, ...]) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Filled):
            yield inline.name
        elif isinstance(inline, Strong | Link | Span):
            yield from _filled(inline.content)


def _contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Section():
            yield block.heading
        case Callout():
            yield block.title
        case Paragraph():
            yield block.content
        case Table():
            yield block.caption
            yield from (cell.content for row in (block.head, *block.rows) for cell in row)
        case Figure():
            yield block.caption
        case Blank():
            yield block.label
        case List() | Group():
            return
        case _:
            assert_never(block)


def _spans(content: tuple[Inline, ...]) -> Iterator[Span]:
    for inline in content:
        match inline:
            case Span():
                yield inline
            case Strong() | Link():
                yield from _spans(inline.content)
            case Text() | Filled():
                pass
            case _:
                assert_never(inline)


def texts(block: Block) -> Iterator[str]:
    """Yield the text of every leaf a reader meets in a block, in reading order; pictures give nothing."""
    match block:
        case Section():
            if block.heading:
                yield plain(block.heading)
            yield from _texts(block.blocks)
        case Callout():
            if block.title:
                yield plain(block.title)
            yield from _texts(block.blocks)
        case Paragraph():
            if block.content:
                yield plain(block.content)
        case List():
            for item in block.items:
                if item.marker:
                    yield item.marker
                yield from _texts(item.blocks)
        case Table():
            if block.caption:
                yield plain(block.caption)
            for row in (block.head, *block.rows):
                yield from (plain(cell.content) for cell in row if cell.content)
        case Figure():
            if block.caption:
                yield plain(block.caption)
        case Group():
            yield from _texts(block.blocks)
        case Blank():
            if block.label:
                yield plain(block.label)
        case _:
            assert_never(block)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from texts(block)


def plain_text(document: Document) -> str:
    """Return the whole text of a document in reading order, a line for each leaf."""
    return "\n".join(_texts(document.blocks))
