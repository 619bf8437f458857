"""Tags: the structure tree of a PDF, read from the Document before anything is painted.

Comes in: the blocks of a Document. Goes out: a tree of elements to which painting adds marked content; a paragraph on
two pages is one element with two marks, whatever the order on paper. It stands alone: the tree is the Document's
meaning, never guessed back from boxes.

Words that run from right to left are painted in the order of the eye, so an ActualText says them in the order of the
voice. It replaces all that is below it, links too; where links are inside, each stretch between them gets its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import assert_never

from msgspec import Struct, field

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Figure,
    Filled,
    Group,
    Inline,
    Link,
    List,
    NodeId,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
    leaf,
    plain,
)
from hsgleaflet.typeset.bidi import needs_bidi

DEEPEST = 6
_CELLS = ("TH", "TD")
_NUMBERING = {"none": "None", "disc": "Disc", "square": "Square", "decimal": "Decimal"}


class Mark(Struct):
    """Marked content: page (from 0) and its number on that page."""

    page: int
    mcid: int


class Annotation(Struct):
    """A link annotation: page, the object's number once known, its key in the parent tree."""

    page: int
    key: int
    number: int = 0


class Element(Struct, eq=False):
    """One structure element; `kids` are elements, marks and annotations in reading order."""

    tag: str
    parent: Element | None
    kids: list[Element | Mark | Annotation] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    alt: str = ""
    actual: str = ""
    lang: str = ""
    box: tuple[float, float, float, float] | None = None
    number: int = 0

    def add(self, tag: str) -> Element:
        """Append a new element and return it."""
        kid = Element(tag, self)
        self.kids.append(kid)
        return kid

    @property
    def is_bare(self) -> bool:
        """Whether nothing is inside; a cell is never bare, as even an empty one holds its column's place."""
        return self.tag not in _CELLS and all(isinstance(kid, Element) and kid.is_bare for kid in self.kids)


class Heading(Struct, frozen=True):
    """A heading for the bookmarks: its words, level, leaf and element."""

    text: str
    level: int
    node: NodeId
    element: Element


class _Holder(Struct):
    """A leaf or inline with text; `actuals` is what replaces each stretch between the inlines inside, or nothing.

    An inline's element is made when its first words are painted; `met` counts the inlines inside that have one.
    """

    actuals: list[str]
    element: Element | None = None
    inline: Link | Span | None = None
    around: NodeId = ""
    met: int = 0
    stretches: dict[int, Element] = field(default_factory=dict)


class Tags:
    """The structure tree of one document and the leaf for each node that is painted."""

    def __init__(self, blocks: tuple[Block, ...], *, rtl: bool = False, depth: int = 1) -> None:
        self.rtl = rtl
        self.root = Element("Document", None)
        self.leaves: dict[NodeId, Element] = {}
        self.headings: list[Heading] = []
        self._holders: dict[NodeId, _Holder] = {}
        self._blocks(blocks, self.root, depth)

    def shape(self) -> tuple[Hashable, ...]:
        """Return everything that these tags depend on, as a value: trees of one shape are tagged alike.

        The words of headings are left out: only bookmarks need them.
        """
        found: list[Hashable] = []
        places: dict[int, int] = {}
        waiting: list[tuple[Element, int]] = [(self.root, 0)]
        while waiting:
            element, parent = waiting.pop()
            place = places[id(element)] = len(places)
            found.append((element.tag, parent, *element.attributes.items(), element.alt, element.actual, element.lang))
            waiting += [(kid, place) for kid in reversed(element.kids) if isinstance(kid, Element)]
        found += [(node, places[id(element)]) for node, element in self.leaves.items()]
        found += [
            (node, held.around, type(held.inline), held.inline and held.inline.lang, *held.actuals)
            for node, held in self._holders.items()
        ]
        found += [(heading.level, heading.node) for heading in self.headings]
        return tuple(found)

    def links(self) -> dict[NodeId, Link]:
        """Return the link that each inline is, or stands in."""
        return {owner: link for owner in self._holders if (link := self.link(owner))}

    def figures(self) -> frozenset[NodeId]:
        """Return the leaves that are figures."""
        return frozenset(node for node, element in self.leaves.items() if element.tag == "Figure")

    def element(self, owner: NodeId) -> Element:
        """Return the element for what a leaf, or an inline in it, shows next."""
        element = self.holder(owner)
        held = self._holders.get(owner)
        if held is None or len(held.actuals) == 1 or not held.actuals[held.met]:
            return element
        if held.met not in held.stretches:
            held.stretches[held.met] = element.add("Span")
            held.stretches[held.met].actual = held.actuals[held.met]
        return held.stretches[held.met]

    def holder(self, owner: NodeId) -> Element:
        """Return the element of a leaf or inline."""
        if owner in self.leaves:
            return self.leaves[owner]
        held = self._holders[owner]
        if held.element is None:
            held.element = self.holder(held.around).add("Link" if isinstance(held.inline, Link) else "Span")
            held.element.lang = (held.inline and held.inline.lang) or ""
            held.element.actual = held.actuals[0] if len(held.actuals) == 1 else ""
            self._holders[held.around].met += 1
        return held.element

    def link(self, owner: NodeId) -> Link | None:
        """Return the link that an inline is, or stands in."""
        held = self._holders[owner]
        if isinstance(held.inline, Link):
            return held.inline
        return self.link(held.around) if held.around else None

    def elements(self) -> list[Element]:
        """Return every element that has something inside, parents before children, in reading order."""
        found: list[Element] = []
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            found.append(element)
            inside = (kid for kid in reversed(element.kids) if isinstance(kid, Element))
            waiting += [kid for kid in inside if not kid.is_bare]
        return found

    # ------------------------------------------------------------ building

    def _leaf(self, parent: Element, tag: str, node: NodeId, content: tuple[Inline, ...], lang: str | None) -> Element:
        element = parent.add(tag)
        self._adopt(element, node, content, lang)
        return element

    def _adopt(self, element: Element, node: NodeId, content: tuple[Inline, ...], lang: str | None) -> None:
        element.lang = lang or ""
        self.leaves[node] = element
        held = self._hold(node, content, turned=self.rtl or needs_bidi(plain(content)))
        element.actual = held.actuals[0] if len(held.actuals) == 1 else ""

    def _hold(self, node: NodeId, content: tuple[Inline, ...], *, turned: bool) -> _Holder:
        """Hold a leaf or inline; `turned`: some words of the leaf run from right to left, and signs beside them too."""
        texts = [""]
        for part in _flat(content):
            if isinstance(part, str):
                texts[-1] += part
            elif plain(part.content):
                held = self._hold(part.id, part.content, turned=turned)
                held.inline, held.around = part, node
                texts.append("")
        self._holders[node] = _Holder(texts if turned else [""] * len(texts))
        return self._holders[node]

    def _blocks(self, blocks: tuple[Block, ...], parent: Element, depth: int) -> None:
        for block in blocks:
            self._block(block, parent, depth)

    def _block(self, block: Block, parent: Element, depth: int) -> None:
        match block:
            case Section():
                self._part(block, leaf(block.id, "heading"), block.heading, parent, depth)
            case Callout():
                self._part(block, leaf(block.id, "title"), block.title, parent, depth)
            case Paragraph():
                self._leaf(parent, "P", block.id, block.content, block.lang)
            case List():
                self._list(block, parent, depth)
            case Table():
                self._table(block, parent)
            case Figure():
                self._figure(block, parent)
            case Group():
                self._blocks(block.blocks, parent.add("Div"), depth)
            case Blank():
                if block.label:
                    self._leaf(parent, "P", leaf(block.id, "label"), block.label, block.lang)
            case _:
                assert_never(block)

    def _part(
        self, block: Section | Callout, node: NodeId, words: tuple[Inline, ...], parent: Element, depth: int
    ) -> None:
        """Add a part; one without a heading does not count as a level, else the next heading would skip one."""
        inside = parent.add("Sect")
        if words:
            element = self._leaf(inside, f"H{min(depth, DEEPEST)}", node, words, block.lang)
            self.headings.append(Heading(plain(words), depth, node, element))
        self._blocks(block.blocks, inside, depth + 1 if words else depth)

    def _list(self, block: List, parent: Element, depth: int) -> None:
        inside = parent.add("L")
        inside.attributes["List"] = f"/ListNumbering/{_NUMBERING[block.numbering]}"
        for number, item in enumerate(block.items):
            entry = inside.add("LI")
            if item.marker:
                marker = (Text(text=item.marker),)
                self._leaf(entry, "Lbl", leaf(f"{block.id}.{number}", "marker"), marker, None)
            body = entry.add("LBody")
            first = item.blocks[0]
            if len(item.blocks) == 1 and isinstance(first, Paragraph):
                self._adopt(body, first.id, first.content, first.lang)
            else:
                self._blocks(item.blocks, body, depth)

    def _table(self, table: Table, parent: Element) -> None:
        inside = parent.add("Table")
        if table.caption:
            self._leaf(inside, "Caption", leaf(table.id, "caption"), table.caption, table.lang)
        self._row(inside.add("THead"), table.head)
        body = inside.add("TBody")
        for row in table.rows:
            self._row(body, row)

    def _row(self, parent: Element, cells: tuple[Cell, ...]) -> None:
        row = parent.add("TR")
        for cell in cells:
            heads = cell.heads and cell.content  # an empty cell heads nothing
            element = self._leaf(row, "TH" if heads else "TD", cell.id, cell.content, cell.lang)
            if heads:
                element.attributes["Table"] = f"/Scope/{cell.heads.capitalize()}"

    def _figure(self, figure: Figure, parent: Element) -> None:
        if not figure.alt:
            return  # it only decorates
        # PDF/UA-2 looks through a Div: a Caption in one would stand in the middle of the section.
        inside = parent.add("Sect") if figure.caption else parent
        element = inside.add("Figure")
        element.alt = figure.alt
        element.lang = figure.lang or ""
        self.leaves[figure.id] = element
        if figure.caption:
            self._leaf(inside, "Caption", leaf(figure.id, "caption"), figure.caption, figure.lang)


def _flat(content: tuple[Inline, ...]) -> Iterator[str | Link | Span]:
    """Yield text and the inlines that have an element of their own."""
    for inline in content:
        match inline:
            case Text() | Filled():
                yield inline.text
            case Strong():
                yield from _flat(inline.content)
            case Link() | Span():
                yield inline
            case _:
                assert_never(inline)
