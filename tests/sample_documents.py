"""Small Documents made by hand, and their PDFs: what the shipped leaflets do not have, or not all at once.

In: blocks, a language. Out: a Document and its bytes in any conformance. It stands alone so that a test of tags can
say in one line what it is about, without an author's file around it.
"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO

from PIL import Image

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Filled,
    Inline,
    Item,
    Link,
    List,
    Meta,
    Paragraph,
    Picture,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from hsgleaflet.model.pictures import Picture as Drawn
from hsgleaflet.model.pictures import Raster
from hsgleaflet.model.theme import resolve
from hsgleaflet.typeset.faces import Faces
from hsgleaflet.typeset.figures import Images
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.typeset.text import Setter
from hsgleaflet.work.data import data_root
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.writer import write

_RTL = ("ar", "fa", "ur", "he")
META = Meta(
    leaflet="sample",
    number="TST-001",
    version="1.2",
    title="A sample",
    subject="What a sample is for.",
    clinic="Example Clinic",
    clinic_id="example",
    written="2026-11-23",
    review_by="2028-11-23",
    keywords=("TST-001", "sample"),
    wording_digest="ab" * 32,
    answers_digest="cd" * 32,
)


def words(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines, strings as plain text."""
    return tuple(Text(text=part) if isinstance(part, str) else part for part in parts)


def paragraph(id: str, *parts: str | Inline, role: str = "") -> Paragraph:
    return Paragraph(id=id, role=role, content=words(*parts))


def link(id: str, target: str, *parts: str | Inline) -> Link:
    return Link(id=id, target=target, content=words(*parts))


def section(id: str, heading: str, *blocks: Block) -> Section:
    return Section(id=id, heading=words(heading), blocks=blocks)


def bullets(id: str, *texts: str, marker: str = "•") -> List:
    items = [Item(marker=marker, blocks=(paragraph(f"{id}.{n}.0", text),)) for n, text in enumerate(texts)]
    return List(id=id, items=tuple(items))


def table(id: str, *rows: tuple[str, ...], caption: str = "A table") -> Table:
    """A table whose first row and first column are heads; an empty string is an empty cell."""

    def cells(at: int, row: tuple[str, ...]) -> tuple[Cell, ...]:
        heads = ["column" if at == 0 else "" if number else "row" for number in range(len(row))]
        return tuple(
            Cell(id=f"{id}.{at}.{n}", content=words(text) if text else (), heads=head)  # type: ignore[arg-type]
            for n, (text, head) in enumerate(zip(row, heads, strict=True))
        )

    head, *body = (cells(at, row) for at, row in enumerate(rows))
    return Table(id=id, caption=words(caption), head=head, rows=tuple(body))


def document(*blocks: Block, lang: str = "en-GB", title: str = "A sample", meta: Meta = META) -> Document:
    """A Document with these blocks below its title."""
    body = Section(id="leaflet", role="leaflet", heading=words(title), blocks=blocks)
    return Document(
        id="sample",
        title=meta.title,
        lang=lang,
        direction="rtl" if lang in _RTL else "ltr",
        meta=meta,
        blocks=(paragraph("clinic", "Example Clinic", role="clinic"), body),
        running="A sample, version 1.2",
        band="DRAFT",
    )


def everything() -> Document:
    """One of every kind of block and inline, on more than one page."""
    filled = Filled(name="phone", kind="phone", text="020 7946 0018")
    arabic = Span(id="p1~9", lang="ar", content=words("عيادة ريفرسايد"))
    long = "This sentence is repeated so that the paragraph is long and runs over a page. " * 40
    steps = List(
        id="st",
        role="steps",
        numbering="decimal",
        items=tuple(
            Item(
                marker=str(n + 1),
                blocks=(
                    paragraph(f"st.{n}.when", f"Step {n}", role="when"),
                    paragraph(f"st.{n}.do", "Do it."),
                ),
            )
            for n in range(3)
        ),
    )
    inside = paragraph("co.0", "Read ", link("co.0~1", "https://example.org/a", "this page"), ".")
    return document(
        paragraph("p1", "Ring ", Strong(content=words("us")), " on ", filled, ", ", arabic, "."),
        Callout(id="co", role="important", title=words("Note this"), blocks=(inside,)),
        section(
            "s1",
            "Lists",
            bullets("l1", "one", "two", "three"),
            steps,
            section("s1.1", "Boxes", bullets("l2", "a box", "another", marker="☐")),
        ),
        section(
            "s2",
            "A table and pictures",
            table("t1", ("What", "How often"), ("Pain", "1 in 10"), ("Fever", "1 in 1,000")),
            Figure(id="f1", graphic=Picture(asset="sign/circle", width=80), alt="A tick in a circle"),
            Figure(id="f2", graphic=Picture(asset="dot", width=40), alt="A red dot", caption=words("The dot")),
            Blank(id="b1", label=words("My questions"), lines=2),
        ),
        section("s3", "Long", paragraph("p2", long, link("p2~1", "mailto:desk@example.org", "Write to us"))),
    )


def layout_of(made: Document) -> Layout:
    """The Layout of a document on A4."""
    return lay_out(made, resolve(BrandFile(), "a4"), _setter(), _images())


def pdf_of(made: Document, conformance: str = "ua1+a2a") -> bytes:
    """The PDF of a document on A4."""
    return write(layout_of(made), made, resolve(BrandFile(), "a4"), pictures(), conformance)


@cache
def _setter() -> Setter:
    return Setter(Faces(Workspace(data_root())))


@cache
def pictures() -> Mapping[str, Drawn]:
    """The signs of the program and a red dot."""
    out = BytesIO()
    Image.new("RGB", (40, 40), (200, 0, 0)).save(out, "PNG")
    return {**SIGNS, "dot": Raster(out.getvalue(), 40, 40)}


@cache
def _images() -> Images:
    return Images({name: (picture.width, picture.height) for name, picture in pictures().items()})
