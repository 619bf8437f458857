"""How well each language's text can be read back, beside Typst: `python -m benchmarks.scripts`.

Both engines set the sentences of `tests/data/coverage.tsv` with the same font files, each on one line; pdfium reads the
text back. Prints the share of words that come back whole.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import typst

from hsgleaflet.model.document import Document, Meta, Paragraph, Section, Text
from hsgleaflet.model.formats import paper
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.typeset.layout import Layout, Page, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import BLACK
from hsgleaflet.work.data import data_root
from hsgleaflet.write.pdf.writer import write

TABLE = Path(__file__).parents[1] / "tests" / "data" / "coverage.tsv"
SIZE, WIDE, TALL = 20.0, 2400.0, 120.0


class Sentence(NamedTuple):
    """A sentence of the table and the file that sets it."""

    name: str
    lang: str
    font: str
    text: str


def sentences() -> list[Sentence]:
    """Return the sentences of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Sentence(row["language"], row["code"], row["font"], row["sentence"]) for row in rows]


def ours(sentence: Sentence, setter: Setter) -> bytes:
    """Return a PDF page with a sentence on one line, set by our engine."""
    style = Style("Regular", SIZE, SIZE * 3)
    rtl = setting(sentence.lang).rtl
    line = setter.set(runs((Text(text=sentence.text),), style, sentence.lang, "p"), WIDE, rtl=rtl).lines[0]
    words = Words(20, 20, line.width, style.leading, 60, line, "p")
    heading = Section(id="s", heading=(), blocks=(Paragraph(id="p", content=(Text(text=sentence.text),)),))
    meta = Meta(
        leaflet="x", number="X-001", version="1.0", title="X", subject="X", clinic="X", clinic_id="x",
        written="2026-11-23", review_by="2028-11-23",
    )  # fmt: skip
    document = Document(
        id="x", title="X", lang=sentence.lang, direction="rtl" if rtl else "ltr", meta=meta, blocks=heading.blocks
    )  # fmt: skip
    theme = Theme(paper("a4"), {"text": BLACK}, {})
    return write(Layout("a4", (Page.of(WIDE, TALL, (words,)),)), document, theme, {})


def typst_pdf(sentence: Sentence) -> bytes:
    """Return a PDF page with a sentence on one line, set by Typst with the same font file."""
    fonts = data_root() / "fonts"
    family = font_family(fonts / sentence.font)
    source = (
        f"#set page(width: {WIDE}pt, height: {TALL}pt, margin: 20pt)\n"
        f'#set text(font: "{family}", size: {SIZE}pt, lang: "{sentence.lang.split("-")[0]}", fallback: false, '
        f"dir: {'rtl' if setting(sentence.lang).rtl else 'ltr'}, hyphenate: false)\n#set par(justify: false)\n"
        f"#{_quoted(sentence.text)}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.typ"
        path.write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(path), font_paths=[str(fonts)], ignore_system_fonts=True))


def font_family(font: Path) -> str:
    """Return the family name in a font file."""
    from fontTools.ttLib import TTFont

    names = TTFont(font)["name"]
    return str(names.getDebugName(16) or names.getDebugName(1))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read_back(data: bytes) -> str:
    """Return the text that pdfium reads on the first page."""
    page = pypdfium2.PdfDocument(data)[0]
    return str(page.get_textpage().get_text_range())


def share_of_words(text: str, read: str) -> float:
    """Return the share of the words of a text that come back whole."""
    found = read.split()
    words = text.split()
    return sum(word in found for word in words) / len(words)


def main() -> None:
    """Print the table."""
    from hsgleaflet.typeset.faces import Faces
    from hsgleaflet.work.workspace import Workspace

    setter = Setter(Faces(Workspace(Path.cwd())))
    print(f"{'language':24}{'ours':>8}{'Typst':>8}")
    for sentence in sentences():
        mine = share_of_words(sentence.text, read_back(ours(sentence, setter)))
        theirs = share_of_words(sentence.text, read_back(typst_pdf(sentence)))
        print(f"{sentence.name:24}{mine:8.0%}{theirs:8.0%}")


if __name__ == "__main__":
    main()
