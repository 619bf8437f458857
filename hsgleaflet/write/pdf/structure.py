"""Structure: the tags of a painted document as objects, made once for all documents that are tagged and broken alike.

Comes in: tags, and while pages are painted the leaves that are met, in order. Goes out: the operators that open marked
content, and the objects of the structure tree. It stands alone because of its two ways to the same bytes: `Traced`
grows the tree from its marks; `Replayed` follows a structure made before, and says `Diverged` at the first mark that
differs, so that nothing is ever taken over unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from hsgleaflet.model.document import NodeId
from hsgleaflet.write.pdf.file import Pack, packed, text_string
from hsgleaflet.write.pdf.tags import Annotation, Element, Mark, Tags

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the bottom left corner of a page."""
Met = tuple[NodeId, NodeId]
"""The leaf and the owner of marked content."""
_NAMESPACE = b"<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>"


class Diverged(Exception):
    """The pages are marked in another way than those that a structure was made for."""


class Numbers(Struct, frozen=True):
    """The objects that a structure points to: first of its own, the pages, the links of each page with their owners."""

    first: int
    pages: tuple[int, ...]
    links: tuple[tuple[tuple[NodeId, int], ...], ...]


class Bookmarked(Struct, frozen=True):
    """A heading for the bookmarks: its level, leaf and the number of its element."""

    level: int
    node: NodeId
    element: int


class Framed(Struct, frozen=True):
    """The element of a figure, whose box is known only on its page: its number and the two parts around the box."""

    node: NodeId
    number: int
    head: bytes
    tail: bytes


class Structure(Struct, frozen=True):
    """A finished tree: the marks it was made for, what opened them, its objects, the number of its root.

    The objects of figures have the last numbers and are completed for each document.
    """

    marks: tuple[tuple[Met, ...], ...]
    opened: tuple[tuple[bytes, ...], ...]
    numbers: Numbers
    packs: tuple[Pack, ...]
    count: int
    figures: tuple[Framed, ...]
    headings: tuple[Bookmarked, ...]
    root: int


class OnPage:
    """The marks of one page, as painting asks for them."""

    def __init__(self, marks: Traced | Replayed, page: int) -> None:
        self._marks, self._page = marks, page

    @property
    def at(self) -> int:
        """The number of the next mark."""
        return self._marks.at(self._page)

    def mark(self, leaf: NodeId, owner: NodeId) -> bytes:
        """Return the operator that opens the next marked content; raise Diverged when it must be another."""
        return self._marks.mark(self._page, leaf, owner)

    def take(self, met: tuple[Met, ...], opened: tuple[bytes, ...]) -> bool:
        """Hand out all these at once if they are the next; return whether they are."""
        return self._marks.take(self._page, met, opened)


class Traced:
    """Marks as they are met, hung into the tree of tags."""

    def __init__(self, tags: Tags, pages: int) -> None:
        self.tags = tags
        self.marks: list[list[Met]] = [[] for _ in range(pages)]
        self.opened: list[list[bytes]] = [[] for _ in range(pages)]
        self.owners: list[list[Element]] = [[] for _ in range(pages)]

    def on(self, page: int) -> OnPage:
        """Return the marks of one page."""
        return OnPage(self, page)

    def at(self, page: int) -> int:
        """Return the number of the next mark of a page."""
        return len(self.owners[page])

    def take(self, page: int, met: tuple[Met, ...], opened: tuple[bytes, ...]) -> bool:
        """Return False: a tree grows mark by mark."""
        return False

    def mark(self, page: int, leaf: NodeId, owner: NodeId) -> bytes:
        """Return the operator that opens the next marked content of a page."""
        element = self.tags.element(owner or leaf)
        mcid = len(self.owners[page])
        self.owners[page].append(element)
        element.kids.append(Mark(page, mcid))
        operator = b"/%b<</MCID %d>>BDC" % (element.tag.encode(), mcid)
        self.marks[page].append((leaf, owner))
        self.opened[page].append(operator)
        return operator

    def structure(self, numbers: Numbers, *, is_two: bool) -> Structure:
        """Return the finished tree; links hang behind what they stand in."""
        key = len(numbers.pages)
        for page, links in enumerate(numbers.links):
            for owner, number in links:
                self.tags.holder(owner).kids.append(Annotation(page, key, number))
                key += 1
        return _Tree(self, numbers, key, is_two=is_two).structure()


class Replayed:
    """Marks that must be those of a structure made before."""

    def __init__(self, structure: Structure) -> None:
        self.made = structure
        self._next = [0] * len(structure.marks)

    def on(self, page: int) -> OnPage:
        """Return the marks of one page."""
        return OnPage(self, page)

    def at(self, page: int) -> int:
        """Return the number of the next mark of a page."""
        return self._next[page]

    def take(self, page: int, met: tuple[Met, ...], opened: tuple[bytes, ...]) -> bool:
        """Hand out all these marks at once if they are the next; return whether they are."""
        at = self._next[page]
        end = at + len(met)
        if self.made.marks[page][at:end] != met or self.made.opened[page][at:end] != opened:
            return False
        self._next[page] = end
        return True

    def mark(self, page: int, leaf: NodeId, owner: NodeId) -> bytes:
        """Return the operator that opens the next marked content of a page; raise Diverged when it is another."""
        at = self._next[page]
        marks = self.made.marks[page]
        if at == len(marks) or marks[at] != (leaf, owner):
            raise Diverged
        self._next[page] = at + 1
        return self.made.opened[page][at]

    def structure(self, numbers: Numbers) -> Structure:
        """Return the structure; raise Diverged when marks are missing or objects have other numbers."""
        if self._next != [len(marks) for marks in self.made.marks] or numbers != self.made.numbers:
            raise Diverged
        return self.made


def framed(figure: Framed, boxes: Mapping[NodeId, Box]) -> bytes:
    """Return the object of a figure with the box it stands in."""
    box = boxes.get(figure.node)
    inside = b"<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % box if box else b""
    return figure.head + inside + figure.tail


class _Tree:
    def __init__(self, traced: Traced, numbers: Numbers, next_key: int, *, is_two: bool) -> None:
        self.traced = traced
        self.tags = traced.tags
        self.numbers = numbers
        self.next_key = next_key
        self.is_two = is_two

    def structure(self) -> Structure:
        elements = self.tags.elements()
        figures = {id(self.tags.leaves[node]): node for node in self.tags.figures()}
        plain = [element for element in elements if id(element) not in figures]
        drawn = [element for element in elements if id(element) in figures]
        root = self.numbers.first
        parents, space = root + 1, root + 2 if self.is_two else 0
        at = root + 2 + self.is_two
        for number, element in enumerate((*plain, *drawn), at):
            element.number = number
        objects = [self._root(parents, space), self._parent_tree(elements), *([_NAMESPACE] if space else [])]
        objects += [b"".join(self._element(element, root, space)) for element in plain]
        framed = [self._element(element, root, space) for element in drawn]
        return Structure(
            marks=tuple(map(tuple, self.traced.marks)),
            opened=tuple(map(tuple, self.traced.opened)),
            numbers=self.numbers,
            packs=packed(root, objects),
            count=len(objects),
            figures=tuple(
                Framed(figures[id(element)], element.number, head, tail)
                for element, (head, tail) in zip(drawn, framed, strict=True)
            ),
            headings=tuple(
                Bookmarked(heading.level, heading.node, heading.element.number) for heading in self.tags.headings
            ),
            root=root,
        )

    def _root(self, parents: int, space: int) -> bytes:
        spaces = b"/Namespaces[%d 0 R]" % space if space else b""
        return b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            self.tags.root.number, parents, self.next_key, spaces,
        )  # fmt: skip

    def _parent_tree(self, elements: Sequence[Element]) -> bytes:
        rows = [
            b"%d[%b]" % (page, b" ".join(b"%d 0 R" % element.number for element in owners))
            for page, owners in enumerate(self.traced.owners)
        ]
        links = sorted(
            (kid.key, element.number) for element in elements for kid in element.kids if isinstance(kid, Annotation)
        )
        return b"<</Nums[%b]>>" % b" ".join(rows + [b"%d %d 0 R" % link for link in links])

    def _element(self, element: Element, root: int, space: int) -> tuple[bytes, bytes]:
        """Return an element in two parts, between which further attributes may stand."""
        marks = [kid for kid in element.kids if isinstance(kid, Mark)]
        page = marks[0].page if marks else None
        parts = [b"<</S/%b/P %d 0 R" % (element.tag.encode(), element.parent.number if element.parent else root)]
        if page is not None:
            parts.append(b"/Pg %d 0 R" % self.numbers.pages[page])
        parts.append(b"/K[%b]" % b" ".join(self._kid(kid, page) for kid in element.kids if not _is_bare(kid)))
        for key, text in ((b"/Alt", element.alt), (b"/ActualText", element.actual), (b"/Lang", element.lang)):
            if text:
                parts.append(key + text_string(text))
        attributes = [f"<</O/{owner}{value}>>".encode() for owner, value in element.attributes.items()]
        space_key = b"/NS %d 0 R" % space if space else b""
        if attributes or element.tag == "Figure":
            return b"".join((*parts, b"/A[", *attributes)), b"]%b>>" % space_key
        return b"".join(parts), b"%b>>" % space_key

    def _kid(self, kid: Element | Mark | Annotation, page: int | None) -> bytes:
        match kid:
            case Element():
                return b"%d 0 R" % kid.number
            case Mark():
                if kid.page == page:
                    return b"%d" % kid.mcid
                return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self.numbers.pages[kid.page], kid.mcid)
            case Annotation():
                return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid.number, self.numbers.pages[kid.page])


def _is_bare(kid: Element | Mark | Annotation) -> bool:
    return isinstance(kid, Element) and kid.is_bare
