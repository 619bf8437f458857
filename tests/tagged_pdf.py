"""A one-page tagged PDF made by hand with pikepdf: the good file that the conformance tests start from.

In: the name of a conformance from PROFILES. Out: the bytes of a PDF that meets it, with one of everything a
leaflet has: headings, a link, a list, a table, a figure and a page header. It stands alone, font and all,
so that a fault in our own writer can never hide a fault in the validator.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped, unused-ignore]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped, unused-ignore]
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

TITLE = "Having an HSG test"
_LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "•"
_PDF2 = "http://iso.org/pdf2/ssn"
_CLAIMS = {
    "ua1+a2a": "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
    "a3a": "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
    "ua2+a4": "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"
    "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>",
}
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{claims}
</rdf:Description>{more}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_DECLARATIONS = """<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li><rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>
</rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"""


def build(conformance: str = "ua1+a2a") -> bytes:
    """The bytes of a good PDF for one of the names in PROFILES; KeyError for another name."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    draft = _Draft(pdf, page, namespace=conformance == "ua2+a4")
    _write_leaflet(draft)
    page.Contents = pdf.make_stream("\n".join(draft.code).encode())
    page.Resources = Dictionary(Font=Dictionary(F1=_embed(pdf)))
    page.Tabs, page.StructParents, page.Annots = Name.S, 0, Array([draft.annotation])
    _fill_catalogue(pdf, draft, conformance)
    out = BytesIO()
    version = "2.0" if conformance == "ua2+a4" else "1.7"
    pdf.save(out, force_version=version, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


class _Draft:
    """Structure elements and page code as they grow together."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page, *, namespace: bool) -> None:
        self.pdf, self.page = pdf, page
        self.code: list[str] = []
        self.owners: list[pikepdf.Object] = []
        self.annotation: pikepdf.Object = Dictionary()
        self.namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(_PDF2))) if namespace else None
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))

    def element(self, tag: str, parent: pikepdf.Object, **entries: Any) -> pikepdf.Object:
        """A new last child of `parent`."""
        made = Dictionary(Type=Name.StructElem, S=Name("/" + tag), P=parent, Pg=self.page.obj, K=Array(), **entries)
        if self.namespace is not None:
            made.NS = self.namespace
        ref = self.pdf.make_indirect(made)
        parent.K.append(ref)
        return ref

    @contextmanager
    def content(self, element: pikepdf.Object) -> Iterator[None]:
        """Page code written inside is the marked content of `element`."""
        self.code.append(f"{element.S} <</MCID {len(self.owners)}>> BDC")
        element.K.append(len(self.owners))
        self.owners.append(element)
        yield
        self.code.append("EMC")

    def show(self, text: str, x: float, y: float) -> None:
        """Text at a point, in PDF units from the lower left corner."""
        codes = "".join(f"{_LETTERS.index(letter) + 1:04X}" for letter in text)
        self.code.append(f"BT /F1 12 Tf {x} {y} Td <{codes}> Tj ET")

    def text(self, tag: str, parent: pikepdf.Object, text: str, x: float, y: float, **entries: Any) -> pikepdf.Object:
        """A new element that holds one piece of text."""
        element = self.element(tag, parent, **entries)
        with self.content(element):
            self.show(text, x, y)
        return element


def _write_leaflet(draft: _Draft) -> None:
    draft.code.append("/Artifact <</Type /Pagination /Subtype /Header>> BDC 1 0 0 rg 40 800 500 2 re f EMC")
    document = draft.element("Document", draft.root)
    draft.text("H1", document, TITLE, 40, 760)
    paragraph = draft.text("P", document, "Read more on ", 40, 730)
    _write_link(draft, paragraph)
    draft.text("H2", document, "Before the test", 40, 700)
    _write_list(draft, document)
    draft.text("H2", document, "Risks", 40, 620)
    _write_table(draft, document)
    box = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([40, 400, 140, 500]))
    figure = draft.element("Figure", document, Alt=String("A red square"), A=box)
    with draft.content(figure):
        draft.code.append("1 0 0 rg 40 400 100 100 re f")


def _write_link(draft: _Draft, paragraph: pikepdf.Object) -> None:
    link = draft.text("Link", paragraph, "our site", 130, 730)
    address = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([130, 728, 180, 742]), F=4, A=address)
    annotation.Border, annotation.Contents, annotation.StructParent = Array([0, 0, 0]), String("Our site"), 1
    draft.annotation = draft.pdf.make_indirect(annotation)
    link.K.append(Dictionary(Type=Name.OBJR, Obj=draft.annotation, Pg=draft.page.obj))


def _write_list(draft: _Draft, document: pikepdf.Object) -> None:
    whole = draft.element("L", document, A=Dictionary(O=Name.List, ListNumbering=Name.Disc))
    for y, words in ((680, "Eat as usual"), (660, "Bring a pad")):
        item = draft.element("LI", whole)
        draft.text("Lbl", item, "•", 40, y)
        body = draft.element("LBody", item)
        draft.text("P", body, words, 55, y)


def _write_table(draft: _Draft, document: pikepdf.Object) -> None:
    table = draft.element("Table", document)
    for y, cells in ((600, ("What", "How often")), (580, ("Cramps", "Common")), (560, ("Infection", "Rare"))):
        row = draft.element("TR", table)
        for x, words in zip((40, 200), cells, strict=True):
            if y == 600 or x == 40:
                scope = Name.Column if y == 600 else Name.Row
                draft.text("TH", row, words, x, y, A=Dictionary(O=Name.Table, Scope=scope))
            else:
                draft.text("TD", row, words, x, y)


def _fill_catalogue(pdf: pikepdf.Pdf, draft: _Draft, conformance: str) -> None:
    link = next(owner for owner in draft.owners if Name.Link == owner.S)
    numbers = Array([0, pdf.make_indirect(Array(draft.owners)), 1, link])
    draft.root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    if draft.namespace is not None:
        draft.root.Namespaces = Array([draft.namespace])
    root = pdf.Root
    root.StructTreeRoot, root.MarkInfo, root.Lang = draft.root, Dictionary(Marked=True), String("en-GB")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    more = _DECLARATIONS if conformance == "ua2+a4" else _EXTENSION
    packet = _PACKET.format(title=TITLE, claims=_CLAIMS[conformance], more=more)
    root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    if conformance != "ua2+a4":
        pdf.docinfo.Title = TITLE
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = String("sRGB")
    root.OutputIntents = Array([intent])


def _embed(pdf: pikepdf.Pdf) -> pikepdf.Object:
    program = pdf.make_stream(_face())
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Boxes"), Flags=4, FontFile2=program)
    descriptor.FontBBox, descriptor.StemV, descriptor.ItalicAngle = Array([0, 0, 600, 700]), 80, 0
    descriptor.Ascent, descriptor.Descent, descriptor.CapHeight = 800, -200, 700
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    cid = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Boxes"), CIDSystemInfo=system)
    cid.FontDescriptor, cid.CIDToGIDMap = pdf.make_indirect(descriptor), Name.Identity
    cid.W = Array([0, Array([_width(gid) for gid in range(len(_LETTERS) + 1)])])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Boxes"), Encoding=Name("/Identity-H"))
    font.DescendantFonts, font.ToUnicode = Array([pdf.make_indirect(cid)]), pdf.make_stream(_to_unicode())
    return pdf.make_indirect(font)


def _width(gid: int) -> int:
    return 500 + gid % 3 * 50


def _to_unicode() -> bytes:
    pairs = "\n".join(f"<{gid:04X}> <{ord(letter):04X}>" for gid, letter in enumerate(_LETTERS, 1))
    return f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Boxes def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{len(_LETTERS)} beginbfchar
{pairs}
endbfchar endcmap CMapName currentdict /CMap defineresource pop end end""".encode()


@cache
def _face() -> bytes:
    """A TrueType font of 1000 units to the em whose glyphs are plain boxes."""
    names = [".notdef", *(f"g{ord(letter):04X}" for letter in _LETTERS)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): name for letter, name in zip(_LETTERS, names[1:], strict=True)})
    builder.setupGlyf({name: _box(_width(gid) - 50) for gid, name in enumerate(names)})
    builder.setupHorizontalMetrics({name: (_width(gid), 0) for gid, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (width, 700), (width, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
