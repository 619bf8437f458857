"""The writer: a Layout and its Document become the bytes of a tagged PDF.

Comes in: Layout, Document, inks, pictures, a standard, files to attach. Goes out: bytes that depend on these alone. It
stands alone as the one entrance to this room.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hsgleaflet.memory import Memory
from hsgleaflet.model.document import Document, Link, NodeId, plain
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.layout import Layout, Page
from hsgleaflet.write.pdf.file import PdfFile, Raw, Stream, text_string
from hsgleaflet.write.pdf.icc import profile as srgb_profile
from hsgleaflet.write.pdf.metadata import STANDARDS, Standard, information, xmp
from hsgleaflet.write.pdf.outline import Bookmark, outline
from hsgleaflet.write.pdf.paint import Marks, Painter
from hsgleaflet.write.pdf.places import Places
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.shapes import Shape, shape_of
from hsgleaflet.write.pdf.structure import Box, Diverged, Numbers, Replayed, Structure, Traced, framed
from hsgleaflet.write.pdf.tags import Tags

_Key = tuple[tuple[int, ...], str, tuple[NodeId, ...]]
_STRUCTURES: Memory[_Key, Structure] = Memory(256)
"""Structures made before, by the shape of the document, the standard, and what each page begins and ends with."""


class Attachment(Struct, frozen=True):
    """A file that travels inside the PDF as its source."""

    name: str
    data: bytes
    description: str


def write(
    layout: Layout,
    document: Document,
    theme: Theme,
    pictures: Mapping[str, Picture],
    conformance: str = "ua1+a2a",
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    """Return the PDF of a document in a conformance of `STANDARDS`."""
    return Writer(layout, document, theme, pictures, STANDARDS[conformance]).write(attachments)


class Writer:
    """Writes one document; what a page shows can be divided by those who write many copies."""

    def __init__(
        self,
        layout: Layout,
        document: Document,
        theme: Theme,
        pictures: Mapping[str, Picture],
        standard: Standard,
    ) -> None:
        self.layout = layout
        self.document = document
        self.theme = theme
        self.pictures = pictures
        self.standard = standard
        self.file = PdfFile(standard.version)
        self.resources = Resources(pictures, theme.inks)

    def write(self, attachments: tuple[Attachment, ...]) -> bytes:
        """Return the file; the structure of one that is tagged and broken alike is taken over."""
        shape = shape_of(self.document)
        found = Places(self.layout, shape.links, shape.figures)
        key = (shape.key, self.standard.name, tuple(found.ends))
        known = _STRUCTURES.get(key)
        if known is not None:
            try:
                return self._written(Replayed(known), found, shape, attachments)
            except Diverged:
                self.file, self.resources = PdfFile(self.standard.version), Resources(self.pictures, self.theme.inks)
        traced = Traced(Tags(self.document.blocks, rtl=self.document.direction == "rtl"), len(self.layout.pages))
        return self._written(traced, found, shape, attachments, key)

    def _written(
        self,
        marks: Traced | Replayed,
        found: Places,
        shape: Shape,
        attachments: tuple[Attachment, ...],
        key: _Key | None = None,
    ) -> bytes:
        """Return the file; one whose structure is new leaves it to others under its key."""
        file, pages = self.file, [Raw() for _ in self.layout.pages]
        catalogue, tree = Raw(), Raw()
        root, parent = file.add(catalogue), file.add(tree)
        page_numbers = tuple(map(file.add, pages))
        contents = [self.content(page, marks.on(number)) for number, page in enumerate(self.layout.pages)]
        linked = self._link_all(found, shape.links)
        numbers = Numbers(file.next, page_numbers, linked)
        if isinstance(marks, Replayed):
            structure = marks.structure(numbers)
        else:
            structure = marks.structure(numbers, is_two=self.standard.is_two)
        if key is not None:
            _STRUCTURES.keep(key, structure)
        self._add(structure, found)
        resources = self.resources.add_to(file)
        for number, page in enumerate(self.layout.pages):
            annotations = [link for _, link in linked[number]]
            pages[number].data = _page(page, number, parent, contents[number], resources, annotations)
        kids = b" ".join(b"%d 0 R" % number for number in page_numbers)
        tree.data = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages))
        marked = self._outline(structure, found, shape.titles)
        catalogue.data = self._catalogue(parent, structure.root, marked, attachments)
        info = None if self.standard.is_two else file.add(Raw(information(self.document.meta)))
        return file.write(root, info)

    # ------------------------------------------------------------ pages

    def content(self, page: Page, marks: Marks) -> bytes:
        """Add what a page shows and return the value of its /Contents."""
        return b"%d 0 R" % self.file.add(Stream(self.painted(page, marks)))

    def painted(self, page: Page, marks: Marks) -> bytes:
        """Return the content stream of a page or of a part of it."""
        return Painter(page, self.resources, marks).content()

    # ------------------------------------------------------------ links

    def _link_all(self, found: Places, links: Mapping[NodeId, Link]) -> tuple[tuple[tuple[NodeId, int], ...], ...]:
        """Add the link annotations of each page and return their owners and numbers."""
        key = len(self.layout.pages)
        added: list[tuple[tuple[NodeId, int], ...]] = []
        for places in found.links:
            here: list[tuple[NodeId, int]] = []
            for owner, boxes in places.items():
                here.append((owner, self.file.add(Raw(_link(links[owner], boxes, key)))))
                key += 1
            added.append(tuple(here))
        return tuple(added)

    # ------------------------------------------------------------ structure

    def _add(self, structure: Structure, found: Places) -> None:
        """Add the objects of a structure, figures with their boxes last."""
        self.file.add_packs(structure.packs, structure.count)
        for figure in structure.figures:
            self.file.add(Raw(framed(figure, found.boxes)))

    def _outline(self, structure: Structure, found: Places, titles: Mapping[NodeId, str]) -> int:
        pages = structure.numbers.pages
        bookmarks = []
        for heading in structure.headings:
            page, top = found.top(heading.node)
            bookmarks.append(Bookmark(titles[heading.node], heading.level, pages[page], top, heading.element))
        return outline(self.file, tuple(bookmarks), structured=self.standard.is_two)

    # ------------------------------------------------------------ catalogue

    def _catalogue(self, pages: int, structure: int, outline: int, attachments: tuple[Attachment, ...]) -> bytes:
        document, standard = self.document, self.standard
        packet = xmp(document.meta, document.lang, standard, self.theme.format.name)
        metadata = self.file.add(Stream(packet, b"/Type/Metadata/Subtype/XML", deflate=False))
        profile = self.file.add(srgb_profile())
        intent = self.file.add(
            Raw(
                b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
                b"/DestOutputProfile %d 0 R>>" % profile
            )
        )
        reading = b"/R2L" if document.direction == "rtl" else b"/L2R"
        return (
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Outlines %d 0 R/MarkInfo<</Marked true>>/Lang%b"
            b"/Metadata %d 0 R/OutputIntents[%d 0 R]/ViewerPreferences<</DisplayDocTitle true/Direction%b>>%b>>"
            % (
                pages, structure, outline, text_string(document.lang), metadata, intent, reading,
                self._attached(attachments),
            )
        )  # fmt: skip

    def _attached(self, attachments: tuple[Attachment, ...]) -> bytes:
        if not attachments:
            return b""
        names, numbers = [], []
        for item in sorted(attachments, key=lambda item: item.name):
            stream = self.file.add(
                Stream(item.data, b"/Type/EmbeddedFile/Subtype/text#2Fyaml/Params<</Size %d>>" % len(item.data))
            )
            text = text_string(item.name)
            number = self.file.add(
                Raw(
                    b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>>>"
                    % (text, text, text_string(item.description), stream, stream)
                )
            )
            names.append(b"%b %d 0 R" % (text, number))
            numbers.append(b"%d 0 R" % number)
        return b"/AF[%b]/Names<</EmbeddedFiles<</Names[%b]>>>>" % (b" ".join(numbers), b" ".join(names))


def _link(link: Link, boxes: list[Box], key: int) -> bytes:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    rect = b"%.2f %.2f %.2f %.2f" % (min(lefts), min(bottoms), max(rights), max(tops))
    corners = b" ".join(b"%.2f %.2f %.2f %.2f %.2f %.2f %.2f %.2f" % _quad(box) for box in boxes)
    words = plain(link.content)
    contents = words if link.target.endswith(words) else f"{words}: {link.target}"
    return (
        b"<</Type/Annot/Subtype/Link/Rect[%b]/QuadPoints[%b]/F 4/Border[0 0 0]/Contents%b"
        b"/StructParent %d/A<</S/URI/URI%b>>>>" % (rect, corners, text_string(contents), key, text_string(link.target))
    )


def _page(page: Page, number: int, parent: int, content: bytes, resources: int, annotations: list[int]) -> bytes:
    links = b"/Annots[%b]" % b" ".join(b"%d 0 R" % link for link in annotations) if annotations else b""
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %b/Resources %d 0 R"
        b"/StructParents %d/Tabs/S%b>>" % (parent, page.width, page.height, content, resources, number, links)
    )


def _quad(box: Box) -> tuple[float, float, float, float, float, float, float, float]:
    left, bottom, right, top = box
    return (left, top, right, top, left, bottom, right, bottom)
