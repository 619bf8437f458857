"""Merge: many copies of one leaflet that differ in a few lines.

Comes in: a laid-out leaflet with its slots, and lines for each copy that fit them. Goes out: one tagged PDF a copy,
each the same base with an update of one stream; or one untagged print file whose pages share all streams but one. It
stands alone because here, and only here, a file is made without painting its pages.

A copy whose lines do not fit the slots (another number of them, letters that need codes of their own, right-to-left
words) is none of this room's: it is written as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.document import Document, NodeId
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.faces import Face
from hsgleaflet.typeset.layout import Fragment, Layout, Page, Words
from hsgleaflet.typeset.lines import Line
from hsgleaflet.write.pdf.file import Base, PdfFile, Raw, Stream
from hsgleaflet.write.pdf.metadata import STANDARDS, UNTAGGED, information, xmp
from hsgleaflet.write.pdf.paint import Marks, Met, Opened, Painter
from hsgleaflet.write.pdf.plain import catalogue_of, page_of
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.show import pieces
from hsgleaflet.write.pdf.writer import Writer

Lines = Mapping[NodeId, Line]
"""The one line of each slot, for one copy."""
_IN_ONE_NODE = 64
"""Copies below one node of the page tree of a print file."""


class Slots(Struct, frozen=True):
    """Where the lines of a copy stand: the page, and its fragments before, in and behind the slots."""

    page: int
    before: tuple[Fragment, ...]
    words: tuple[Words, ...]
    behind: tuple[Fragment, ...]

    def filled(self, lines: Lines) -> tuple[Words, ...]:
        """Return the words of a copy."""
        return tuple(replace(words, line=lines[words.node], width=lines[words.node].width) for words in self.words)


def slots_of(layout: Layout, nodes: frozenset[NodeId]) -> Slots | None:
    """Return the slots of a layout, None where they are not one line each in one place."""
    pages = [n for n, page in enumerate(layout.pages) if any(getattr(f, "node", "") in nodes for f in page.fragments)]
    if len(pages) != 1:
        return None
    fragments = layout.pages[pages[0]].fragments
    places = [n for n, fragment in enumerate(fragments) if getattr(fragment, "node", "") in nodes]
    words = fragments[places[0] : places[-1] + 1]
    found = tuple(one for one in words if isinstance(one, Words) and one.node in nodes)
    if len(found) != len(words) or {one.node for one in found} != nodes or len(found) != len(nodes):
        return None
    return Slots(pages[0], fragments[: places[0]], found, fragments[places[-1] + 1 :])


def glyphs_of(lines: Lines) -> dict[Face, int] | None:
    """Return the glyphs that lines show, as bits by face; None where some do not show their own text."""
    found: dict[Face, int] = {}
    for line in lines.values():
        known = pieces(line)
        if known is None:
            return None
        for piece in known:
            found[piece.face] = found.get(piece.face, 0) | piece.glyphs
    return found


class _Opened:
    """The marks of the slots: each leaf opens in every copy as it did in the base."""

    at = 0

    def __init__(self, marks: Marks | None = None) -> None:
        self._marks = marks
        self._known: dict[NodeId, bytes] = {}

    def mark(self, leaf: NodeId, owner: NodeId) -> bytes:
        """Return the operator that opens a slot."""
        if leaf not in self._known and self._marks:
            self._known[leaf] = self._marks.mark(leaf, owner)
        return self._known[leaf]

    def take(self, met: Met, opened: Opened) -> bool:
        """Return False: no copy shows what another one does."""
        return False


class _TemplateWriter(Writer):
    """Writes the base: the page with the slots shows three streams, and fonts hold what all copies need."""

    def __init__(
        self,
        layout: Layout,
        document: Document,
        theme: Theme,
        pictures: Mapping[str, Picture],
        slots: Slots,
        glyphs: Mapping[Face, int],
    ) -> None:
        super().__init__(layout, document, theme, pictures, STANDARDS["ua1+a2a"])
        self.slots = slots
        self.glyphs = glyphs
        self.slot = 0
        self.opened = _Opened()

    def content(self, page: Page, marks: Marks) -> bytes:
        if page is not self.layout.pages[self.slots.page]:
            return super().content(page, marks)
        self.opened = _Opened(marks)
        before = self.painted(page.showing(self.slots.before), marks)
        slot = self.painted(page.showing(self.slots.words), self.opened)
        behind = self.painted(page.showing(self.slots.behind), marks)
        for face, bits in self.glyphs.items():
            self.resources.font(face).plain |= bits
        numbers = [self.file.add(Stream(part)) for part in (before, slot, behind)]
        self.slot = numbers[1]
        return b"[%b]" % b" ".join(b"%d 0 R" % one for one in numbers)


class Template:
    """A leaflet to be copied: tagged, each copy a whole file."""

    def __init__(
        self,
        layout: Layout,
        document: Document,
        theme: Theme,
        pictures: Mapping[str, Picture],
        slots: Slots,
        glyphs: Mapping[Face, int],
    ) -> None:
        self._writer = _TemplateWriter(layout, document, theme, pictures, slots, glyphs)
        self._base = Base(self._writer.write(()), self._writer.file.end)
        self._page = layout.pages[slots.page]

    def copy(self, lines: Lines) -> bytes:
        """Return the PDF with these lines in its slots."""
        writer = self._writer
        page = self._page.showing(writer.slots.filled(lines))
        return self._base.updated(writer.slot, writer.painted(page, writer.opened))


class Printed:
    """A print file: copies one behind the other, each beginning on a sheet of its own where sheets have two sides."""

    def __init__(self, document: Document, format_name: str) -> None:
        self.file = PdfFile(UNTAGGED.version)
        self._document, self._format = document, format_name
        self._catalogue, self._tree = Raw(), Raw()
        self._root, self._parent = self.file.add(self._catalogue), self.file.add(self._tree)
        self._nodes: list[tuple[int, Raw, list[int]]] = []
        self._first: Page | None = None
        self._ends: list[Shared] = []

    def shared(
        self,
        layout: Layout,
        theme: Theme,
        pictures: Mapping[str, Picture],
        slots: Slots | None,
        glyphs: Mapping[Face, int],
    ) -> Shared:
        """Add what copies of one layout have in common."""
        found = Shared(self.file, layout, Resources(pictures, theme.inks), slots, glyphs)
        self._first = self._first or layout.pages[0]
        self._ends.append(found)
        return found

    def add(self, of: Shared, lines: Lines | None = None) -> None:
        """Add a copy, with these lines in its slots."""
        if not self._nodes or len(self._nodes[-1][2]) >= _IN_ONE_NODE:
            raw = Raw()
            self._nodes.append((self.file.add(raw), raw, []))
        node, _, kids = self._nodes[-1]
        kids += of.pages(node, lines)

    def write(self) -> bytes:
        """Return the file."""
        for shared in self._ends:
            shared.finish()
        count = 0
        for _, raw, kids in self._nodes:
            listed = b" ".join(b"%d 0 R" % kid for kid in kids)
            raw.data = b"<</Type/Pages/Parent %d 0 R/Kids[%b]/Count %d>>" % (self._parent, listed, len(kids))
            count += len(kids)
        nodes = b" ".join(b"%d 0 R" % number for number, _, _ in self._nodes)
        self._tree.data = b"<</Type/Pages/Kids[%b]/Count %d>>" % (nodes, count)
        document, file = self._document, self.file
        packet = xmp(document.meta, document.lang, UNTAGGED, self._format, "print")
        assert self._first
        self._catalogue.data = catalogue_of(file, self._parent, document.lang, packet, self._first)
        return file.write(self._root, file.add(Raw(information(document.meta))))


class Shared:
    """The streams and fonts that copies of one layout have in common."""

    def __init__(
        self,
        file: PdfFile,
        layout: Layout,
        resources: Resources,
        slots: Slots | None,
        glyphs: Mapping[Face, int],
    ) -> None:
        self._file, self._layout = file, layout
        self._resources, self._slots = resources, slots
        self._shared, self._number = Raw(), 0
        self._number = file.add(self._shared)
        self._contents = [self._content(number, page) for number, page in enumerate(layout.pages)]
        for face, bits in glyphs.items():
            resources.font(face).plain |= bits
        if len(layout.pages) % 2:
            self._contents.append(b"[]")

    def _painted(self, page: Page, fragments: Sequence[Fragment]) -> Stream:
        return Stream(Painter(page.showing(fragments), self._resources).content())

    def _content(self, number: int, page: Page) -> bytes:
        slots = self._slots
        if slots is None or number != slots.page:
            return b"%d 0 R" % self._file.add(self._painted(page, page.fragments))
        before, behind = (self._file.add(self._painted(page, part)) for part in (slots.before, slots.behind))
        return b"[%d 0 R %%d 0 R %d 0 R]" % (before, behind)

    def pages(self, parent: int, lines: Lines | None) -> list[int]:
        """Add the pages of a copy and return their numbers; a side is left empty so that the next has its own sheet."""
        found = []
        for number, content in enumerate(self._contents):
            page = self._layout.pages[min(number, len(self._layout.pages) - 1)]
            if self._slots and lines is not None and number == self._slots.page:
                content = content % self._file.add(self._painted(page, self._slots.filled(lines)))
            found.append(self._file.add(Raw(page_of(page, parent, content, self._number))))
        return found

    def finish(self) -> None:
        """Add the fonts and images, once all copies are painted."""
        self._shared.data = self._resources.dictionary(self._file)
