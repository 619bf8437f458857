"""The writer: a Layout and its Document become the bytes of a tagged PDF.

Comes in: Layout, Document, inks, pictures, a standard, files to attach. Goes out: bytes that depend on these alone. It
stands alone as the one entrance to this room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hsgleaflet.model.document import Document, NodeId, plain
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.layout import Art, Layout, Page, Words
from hsgleaflet.write.pdf.file import PdfFile, Raw, Stream, text_string
from hsgleaflet.write.pdf.icc import srgb
from hsgleaflet.write.pdf.metadata import STANDARDS, Standard, information, xmp
from hsgleaflet.write.pdf.outline import outline
from hsgleaflet.write.pdf.paint import Painter
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.tags import Annotation, Element, Mark, Tags

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the bottom left corner of a page."""
_NAMESPACE = b"(http://iso.org/pdf2/ssn)"


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
    return _Writer(layout, document, theme, pictures, STANDARDS[conformance]).write(attachments)


class _Writer:
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
        self.resources = Resources(pictures)
        self.standard = standard
        self.file = PdfFile(standard.version)
        self.tags = Tags(document)
        self.owners: list[list[Element]] = [[] for _ in layout.pages]
        self.pages = [Raw() for _ in layout.pages]
        self.page_numbers: list[int] = []
        self.links = 0

    def write(self, attachments: tuple[Attachment, ...]) -> bytes:
        catalogue, tree = Raw(), Raw()
        root = self.file.add(catalogue)
        self.page_numbers = [self.file.add(page) for page in self.pages]
        parent = self.file.add(tree)
        painters = [self._painter(number, page) for number, page in enumerate(self.layout.pages)]
        contents = [self.file.add(Stream(painter.content())) for painter in painters]
        annotations = [self._annotations(number, page) for number, page in enumerate(self.layout.pages)]
        resources = self.resources.add_to(self.file)
        for number, page in enumerate(self.layout.pages):
            self.pages[number].data = _page(page, number, parent, contents[number], resources, annotations[number])
        kids = b" ".join(b"%d 0 R" % number for number in self.page_numbers)
        tree.data = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(self.pages))
        structure = self._structure()
        catalogue.data = self._catalogue(parent, structure, self._outline(), attachments)
        info = None if self.standard.is_two else self.file.add(Raw(information(self.document.meta)))
        return self.file.write(root, info)

    # ------------------------------------------------------------ pages

    def _painter(self, number: int, page: Page) -> Painter:
        def mark(leaf: NodeId, owner: NodeId) -> bytes:
            element = self.tags.element(owner or leaf)
            mcid = len(self.owners[number])
            self.owners[number].append(element)
            element.kids.append(Mark(number, mcid))
            return b"/%b<</MCID %d>>BDC" % (element.tag.encode(), mcid)

        return Painter(page, self.theme.inks, self.resources, mark)

    # ------------------------------------------------------------ links and figures

    def _annotations(self, number: int, page: Page) -> list[int]:
        """Add the link annotations of a page and note where its figures stand."""
        places: dict[NodeId, list[Rectangle]] = {}
        for fragment in page.fragments:
            if isinstance(fragment, Art | Words) and fragment.node:
                _widen(self.tags.leaves[fragment.node], fragment, page.height)
            if isinstance(fragment, Words) and fragment.node:
                for owner, box in _inline_places(fragment, page.height):
                    link = self.tags.link(owner)
                    if link:
                        places.setdefault(link.id, []).append(box)
        return [self._link(owner, number, boxes) for owner, boxes in places.items()]

    def _link(self, owner: NodeId, page: int, boxes: list[Rectangle]) -> int:
        link = self.tags.link(owner)
        assert link
        key = len(self.layout.pages) + self.links
        self.links += 1
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        rect = b"%.2f %.2f %.2f %.2f" % (min(lefts), min(bottoms), max(rights), max(tops))
        corners = b" ".join(b"%.2f %.2f %.2f %.2f %.2f %.2f %.2f %.2f" % _quad(box) for box in boxes)
        words = plain(link.content)
        contents = words if link.target.endswith(words) else f"{words}: {link.target}"
        number = self.file.add(
            Raw(
                b"<</Type/Annot/Subtype/Link/Rect[%b]/QuadPoints[%b]/F 4/Border[0 0 0]/Contents%b"
                b"/StructParent %d/A<</S/URI/URI%b>>>>"
                % (rect, corners, text_string(contents), key, text_string(link.target))
            )
        )
        self.tags.holder(owner).kids.append(Annotation(page, key, number))
        return number

    # ------------------------------------------------------------ structure

    def _structure(self) -> int:
        root = Raw()
        number = self.file.add(root)
        elements = self.tags.elements()
        raws = [Raw() for _ in elements]
        for element, raw in zip(elements, raws, strict=True):
            element.number = self.file.add(raw)
        space = self.file.add(Raw(b"<</Type/Namespace/NS%b>>" % _NAMESPACE)) if self.standard.is_two else 0
        for element, raw in zip(elements, raws, strict=True):
            raw.data = self._element(element, number, space)
        parents = self.file.add(Raw(self._parent_tree(elements)))
        spaces = b"/Namespaces[%d 0 R]" % space if space else b""
        root.data = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            self.tags.root.number, parents, len(self.layout.pages) + self.links, spaces,
        )  # fmt: skip
        return number

    def _parent_tree(self, elements: list[Element]) -> bytes:
        rows = [
            b"%d[%b]" % (page, b" ".join(b"%d 0 R" % element.number for element in owners))
            for page, owners in enumerate(self.owners)
        ]
        links = sorted(
            (kid.key, element.number) for element in elements for kid in element.kids if isinstance(kid, Annotation)
        )
        return b"<</Nums[%b]>>" % b" ".join(rows + [b"%d %d 0 R" % link for link in links])

    def _element(self, element: Element, root: int, space: int) -> bytes:
        marks = [kid for kid in element.kids if isinstance(kid, Mark)]
        page = marks[0].page if marks else None
        parts = [b"<</S/%b/P %d 0 R" % (element.tag.encode(), element.parent.number if element.parent else root)]
        if page is not None:
            parts.append(b"/Pg %d 0 R" % self.page_numbers[page])
        parts.append(b"/K[%b]" % b" ".join(self._kid(kid, page) for kid in element.kids if not _is_bare(kid)))
        for key, text in ((b"/Alt", element.alt), (b"/ActualText", element.actual), (b"/Lang", element.lang)):
            if text:
                parts.append(key + text_string(text))
        attributes = [f"<</O/{owner}{value}>>".encode() for owner, value in element.attributes.items()]
        if element.box:
            attributes.append(b"<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>" % element.box)
        if attributes:
            parts.append(b"/A[%b]" % b"".join(attributes))
        if space:
            parts.append(b"/NS %d 0 R" % space)
        return b"".join(parts) + b">>"

    def _kid(self, kid: Element | Mark | Annotation, page: int | None) -> bytes:
        match kid:
            case Element():
                return b"%d 0 R" % kid.number
            case Mark():
                if kid.page == page:
                    return b"%d" % kid.mcid
                return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self.page_numbers[kid.page], kid.mcid)
            case Annotation():
                return b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (kid.number, self.page_numbers[kid.page])

    # ------------------------------------------------------------ catalogue

    def _outline(self) -> int:
        tops = self._tops()
        places = {heading.element: tops[heading.node] for heading in self.tags.headings}
        return outline(self.file, self.tags.headings, places, self.page_numbers, structured=self.standard.is_two)

    def _tops(self) -> dict[NodeId, tuple[int, float]]:
        """Return page and y coordinate of the upper edge of each leaf."""
        found: dict[NodeId, tuple[int, float]] = {}
        for number, page in enumerate(self.layout.pages):
            for item in page.fragments:
                if isinstance(item, Words) and item.node not in found:
                    found[item.node] = (number, page.height - item.y + 6)
        return found

    def _catalogue(self, pages: int, structure: int, outline: int, attachments: tuple[Attachment, ...]) -> bytes:
        document, standard = self.document, self.standard
        packet = xmp(document.meta, document.lang, standard)
        metadata = self.file.add(Stream(packet, b"/Type/Metadata/Subtype/XML", deflate=False))
        profile = self.file.add(Stream(srgb(), b"/N 3"))
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


def _is_bare(kid: Element | Mark | Annotation) -> bool:
    return isinstance(kid, Element) and kid.is_bare


def _page(page: Page, number: int, parent: int, content: int, resources: int, annotations: list[int]) -> bytes:
    links = b"/Annots[%b]" % b" ".join(b"%d 0 R" % link for link in annotations) if annotations else b""
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources %d 0 R"
        b"/StructParents %d/Tabs/S%b>>" % (parent, page.width, page.height, content, resources, number, links)
    )


def _widen(element: Element, fragment: Art | Words, height: float) -> None:
    """Let the box of a figure reach over one more thing painted in it, its labels too."""
    if element.tag != "Figure":
        return
    bottom = height - fragment.y - fragment.height
    box = (fragment.x, bottom, fragment.x + fragment.width, bottom + fragment.height)
    old = element.box or box
    element.box = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))


def _inline_places(words: Words, height: float) -> Iterator[tuple[NodeId, Rectangle]]:
    """Yield where words of inlines stand, with the inline that owns them."""
    base = height - words.y - words.baseline
    for segment in words.line.segments:
        owner = segment.run.owner
        if owner != words.node and segment.text.strip():
            left, size = words.x + segment.x, segment.run.size
            yield owner, (left, base - 0.25 * size, left + segment.width, base + 0.85 * size)


def _quad(box: Rectangle) -> tuple[float, float, float, float, float, float, float, float]:
    left, bottom, right, top = box
    return (left, top, right, top, left, bottom, right, bottom)
