"""The plain writer: a Layout becomes a PDF for a printer, without tags, links or bookmarks.

Comes in: Layout, Document, inks, pictures, what the file is for, a press. Goes out: bytes that depend on these alone.
It stands alone because such a file keeps the order of the sheet, which nobody could read aloud: it says so in its
metadata, claims PDF/A-2u and never PDF/UA.
"""

from __future__ import annotations

from collections.abc import Mapping

from hsgleaflet.model.document import Document
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.layout import Layout, Page
from hsgleaflet.write.pdf.file import PdfFile, Raw, Stream, text_string
from hsgleaflet.write.pdf.icc import profile as srgb_profile
from hsgleaflet.write.pdf.metadata import UNTAGGED, information, xmp
from hsgleaflet.write.pdf.paint import Painter
from hsgleaflet.write.pdf.press import OFFICE, FourInks, Press
from hsgleaflet.write.pdf.resources import Resources


def write_plain(
    layout: Layout,
    document: Document,
    theme: Theme,
    pictures: Mapping[str, Picture],
    purpose: str,
    press: Press = OFFICE,
) -> bytes:
    """Return an untagged PDF of pages as they stand; `purpose` says in its metadata what the file is for."""
    file, catalogue, tree = PdfFile(UNTAGGED.version), Raw(), Raw()
    root, parent = file.add(catalogue), file.add(tree)
    resources = Resources(pictures, theme.inks, press)
    contents = [
        file.add(Stream(Painter(page, resources).content())) for page in layout.pages
    ]  # painted before the resources are known
    shared = resources.add_to(file)
    pages = [
        file.add(Raw(page_of(page, parent, b"%d 0 R" % content, shared)))
        for page, content in zip(layout.pages, contents, strict=True)
    ]
    tree.data = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(b"%d 0 R" % page for page in pages), len(pages))
    packet = xmp(document.meta, document.lang, UNTAGGED, theme.format.name, purpose)
    catalogue.data = catalogue_of(file, parent, document.lang, packet, layout.pages[0], press)
    return file.write(root, file.add(Raw(information(document.meta))))


def catalogue_of(file: PdfFile, pages: int, lang: str, packet: bytes, first: Page, press: Press = OFFICE) -> bytes:
    """Return the catalogue of an untagged file; `first` is the first of its pages."""
    metadata = file.add(Stream(packet, b"/Type/Metadata/Subtype/XML", deflate=False))
    return b"<</Type/Catalog/Pages %d 0 R/Lang%b/Metadata %d 0 R/OutputIntents[%b]%b>>" % (
        pages, text_string(lang), metadata, _intents(file, press), _preferences(first),
    )  # fmt: skip


def _preferences(page: Page) -> bytes:
    """Return what a print dialogue is asked for: actual size, and sheets turned about their upright edge."""
    edge = b"Short" if page.width > page.height else b"Long"
    return b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/DuplexFlip%bEdge>>" % edge


def page_of(page: Page, parent: int, content: bytes, resources: int) -> bytes:
    """Return the object of an untagged page; `content` is the value of its /Contents."""
    boxes = b"/TrimBox[%b]" % _inner(page, page.trim) if page.trim else b""
    boxes += b"/BleedBox[%b]" % _inner(page, page.trim - page.bleed) if page.bleed else b""
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]%b/Contents %b/Resources %d 0 R>>" % (
        parent, page.width, page.height, boxes, content, resources,
    )  # fmt: skip


def _inner(page: Page, edge: float) -> bytes:
    return b"%.2f %.2f %.2f %.2f" % (edge, edge, page.width - edge, page.height - edge)


def _intents(file: PdfFile, press: Press) -> bytes:
    """Return the output intents: what the colours of the file are meant for."""
    kinds: tuple[bytes, ...] = (b"GTS_PDFA1",)
    if isinstance(press, FourInks):
        profile = file.add(Stream(press.profile, b"/N 4"))
        condition = text_string(press.condition)
        kinds = (*kinds, b"GTS_PDFX")
    else:
        profile = file.add(srgb_profile())
        condition = b"(sRGB)"
    return b"".join(
        b"<</Type/OutputIntent/S/%b/OutputConditionIdentifier%b/Info%b/DestOutputProfile %d 0 R>>"
        % (kind, condition, condition, profile)
        for kind in kinds
    )
