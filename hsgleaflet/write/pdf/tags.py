"""Tags: the structure tree of a PDF, read from the Document before anything is painted.

Comes in: a Document. Goes out: a tree of elements to which painting adds marked content; a paragraph on two pages is
one element with two marks, whatever the order on paper. It stands alone: the tree is the Document's meaning, never
guessed back from boxes.
"""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct, field

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
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
    leaf,
    plain,
)

DEEPEST = 6
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


class Heading(Struct, frozen=True):
    """A heading for the bookmarks: its words, level and element."""

    text: str
    level: int
    element: Element


class Tags:
    """The structure tree of one document and the leaf for each node that is painted."""

    def __init__(self, document: Document) -> None:
        self.rtl = document.direction == "rtl"
        self.root = Element("Document", None)
        self.leaves: dict[NodeId, Element] = {}
        self.inlines: dict[NodeId, Link | Span] = {}
        self.headings: list[Heading] = []
        self._opened: dict[NodeId, Element] = {}
        for block in document.blocks:
            self._block(block, self.root, 1)

    def element(self, node: NodeId, owner: NodeId) -> Element:
        """Return the element that content of a leaf belongs to; links and foreign words get one of their own."""
        if owner == node:
            return self.leaves[node]
        found = self._opened.get(owner)
        if found is None:
            inline = self.inlines[owner]
            found = self.leaves[node].add("Link" if isinstance(inline, Link) else "Span")
            found.lang = inline.lang or ""
            self._opened[owner] = found
        return found

    def elements(self) -> list[Element]:
        """Return every element, parents before children, in reading order."""
        found: list[Element] = []
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
        return found

    # ------------------------------------------------------------ building

    def _leaf(self, parent: Element, tag: str, node: NodeId, content: tuple[Inline, ...], lang: str | None) -> Element:
        element = parent.add(tag)
        self._adopt(element, node, content, lang)
        return element

    def _adopt(self, element: Element, node: NodeId, content: tuple[Inline, ...], lang: str | None) -> None:
        element.lang = lang or ""
        if self.rtl:
            element.actual = plain(content)
        self.leaves[node] = element
        self._inlines(content)

    def _inlines(self, content: tuple[Inline, ...]) -> None:
        for inline in content:
            match inline:
                case Link() | Span():
                    self.inlines[inline.id] = inline
                    self._inlines(inline.content)
                case Strong():
                    self._inlines(inline.content)

    def _blocks(self, blocks: tuple[Block, ...], parent: Element, depth: int) -> None:
        for block in blocks:
            self._block(block, parent, depth)

    def _block(self, block: Block, parent: Element, depth: int) -> None:
        match block:
            case Section():
                inside = parent.add("Sect")
                self._heading(inside, leaf(block.id, "heading"), block.heading, depth, block.lang)
                self._blocks(block.blocks, inside, depth + 1)
            case Callout():
                self._callout(block, parent, depth)
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

    def _heading(self, parent: Element, node: NodeId, words: tuple[Inline, ...], depth: int, lang: str | None) -> None:
        element = self._leaf(parent, f"H{min(depth, DEEPEST)}", node, words, lang)
        self.headings.append(Heading(plain(words), depth, element))

    def _callout(self, callout: Callout, parent: Element, depth: int) -> None:
        inside = parent.add("Sect")
        if callout.title:
            self._heading(inside, leaf(callout.id, "title"), callout.title, depth, callout.lang)
        self._blocks(callout.blocks, inside, depth + 1)

    def _list(self, block: List, parent: Element, depth: int) -> None:
        inside = parent.add("L")
        inside.attributes["List"] = f"/ListNumbering/{_NUMBERING[block.numbering]}"
        for number, item in enumerate(block.items):
            entry = inside.add("LI")
            if item.marker:
                self.leaves[leaf(f"{block.id}.{number}", "marker")] = entry.add("Lbl")
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
            element = self._leaf(row, "TH" if cell.heads else "TD", cell.id, cell.content, cell.lang)
            if cell.heads:
                element.attributes["Table"] = f"/Scope/{cell.heads.capitalize()}"

    def _figure(self, figure: Figure, parent: Element) -> None:
        # PDF/UA-2 looks through a Div: a Caption in one would stand in the middle of the section.
        inside = parent.add("Sect") if figure.caption else parent
        element = inside.add("Figure")
        element.alt = figure.alt
        element.lang = figure.lang or ""
        self.leaves[figure.id] = element
        if figure.caption:
            self._leaf(inside, "Caption", leaf(figure.id, "caption"), figure.caption, figure.lang)
