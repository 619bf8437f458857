"""Every shipped leaflet builds, in every format and conformance, and reads on paper and aloud as it was written."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from hsgleaflet.model.document import Block, Document, Figure, Paragraph, Section, Table, plain, plain_text, texts, walk
from hsgleaflet.model.formats import paper
from hsgleaflet.problems import Severity
from hsgleaflet.write.pdf.metadata import STANDARDS
from tests.conftest import Built, in_conformance, project, shipped
from tests.pdf_faults import faults, inlines
from tests.pdf_reading import read
from tests.pdf_surgery import Code, Instruction, shows

_HYPHEN = "[\x02\ufffe](?:\r\n)?"
"""What pdfium finds where a line ends in a hyphen."""


def test_every_leaflet_is_given_out_by_an_example_clinic() -> None:
    assert {job.leaflet for job in shipped()} == set(project().workspace.leaflet_names())


def test_every_leaflet_builds_without_errors(built: Built) -> None:
    assert [problem for problem in built.problems if problem.severity is Severity.ERROR] == []
    with pikepdf.open(BytesIO(built.data)) as pdf:
        assert len(pdf.pages) == built.pages


@pytest.mark.parametrize("conformance", STANDARDS)
def test_every_leaflet_has_no_faults_in_any_conformance(built: Built, conformance: str) -> None:
    other = in_conformance(built, conformance)
    assert faults(other.data, other.document) == []
    assert other.data.startswith(b"%%PDF-%s" % STANDARDS[conformance].version.encode())


def test_every_translation_has_no_faults(translated: Built) -> None:
    assert translated.document.lang == translated.job.lang
    assert faults(translated.data, translated.document) == []


def test_it_is_read_aloud_as_it_was_written(built: Built) -> None:
    assert read(built.data).text() == plain_text(built.document)


def test_an_archive_with_sources_carries_them_whole(built: Built) -> None:
    space = project().workspace
    paths = [space.leaflet_path(built.job.leaflet), built.job.clinic, space.shared_path()]
    with pikepdf.open(BytesIO(in_conformance(built, "a3a").data)) as pdf:
        carried = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    assert carried == {path.name: path.read_bytes() for path in paths if path}


def test_all_that_holds_words_has_a_name_of_its_own(built: Built) -> None:
    """Tags and links find their words by it."""
    blocks = list(walk(built.document.blocks))
    cells = [cell for block in blocks if isinstance(block, Table) for row in (block.head, *block.rows) for cell in row]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph | Figure)]
    names = Counter(node.id for node in (*paragraphs, *cells, *inlines(built.document)))
    assert [name for name, count in names.items() if count > 1 or not name] == []


# --- the words on paper, as another program finds them


def test_every_word_is_on_paper_in_order_and_no_other(built: Built) -> None:
    """Parts that a paper format puts elsewhere, such as the back page, keep their own words together.

    Labels inside pictures are left out: they are no text of the leaflet, what is said of the picture is. Folded paper,
    with its own furniture, is read in `test_paper`.
    """
    if paper(built.job.format).scheme:
        pytest.skip("read in test_paper")
    found = [word for page in _pages(_without_labels(built.data)) for word in _without_furniture(page, built)]
    parts = list(_parts(built.document))
    order: list[int] = []
    while found:
        fits = [n for n, (_, words) in enumerate(parts) if n not in order and found[: len(words)] == words]
        assert fits, f"after part {order[-1:]}: {' '.join(found[:12])}"
        order.append(fits[0])
        del found[: len(parts[fits[0]][1])]
    assert sorted(order) == list(range(len(parts)))
    in_place = [n for n in order if not parts[n][0]]
    assert in_place == sorted(in_place)


def test_no_number_of_people_is_split_over_lines(built: Built) -> None:
    """Such as "1 to 2 in 1,000"."""
    for page in _texts(built.data):
        assert re.findall(r"\d(?: to \d+)? (?:in|out of)\s*\r\n\s*\d.*", page) == []


def _without_labels(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept = list(_outside_figures(list(pikepdf.parse_content_stream(page))))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(out)
    return out.getvalue()


def _outside_figures(code: Code) -> Iterator[Instruction]:
    depth = 0
    for one in code:
        if str(one.operator) in ("BDC", "BMC"):
            depth += bool(depth) or one.operands[0] == pikepdf.Name.Figure
        elif str(one.operator) == "EMC":
            depth -= bool(depth)
        if not depth or not shows(one):
            yield one


def _pages(data: bytes) -> Iterator[list[str]]:
    """The words of each page."""
    return (re.sub(_HYPHEN, "-", text).split() for text in _texts(data))


def _texts(data: bytes) -> Iterator[str]:
    pdf = pdfium.PdfDocument(data)
    try:
        for page in pdf:
            textpage = page.get_textpage()
            yield textpage.get_text_range()
            textpage.close()
            page.close()
    finally:
        pdf.close()


def _without_furniture(words: list[str], built: Built) -> list[str]:
    """A page without the running lines at its end, and without the head of a table that runs on from the last."""
    document = built.document
    words = list(words)
    counted = re.escape(document.page_of(0, built.pages)).replace("0", r"\d+", 1)
    text = " ".join(words)
    bands = f"(?: {re.escape(document.band)}){{2}}(?: {document.code})?" if document.band else ""
    furniture = f"{re.escape(document.running)} {counted}{bands}$"
    ending = re.search(furniture, text)
    assert ending, text[-300:]
    words = text[: ending.start()].split()
    for head in _heads(document):
        if words[: len(head)] == head:
            return words[len(head) :]
    return words


def _heads(document: Document) -> Iterator[list[str]]:
    for block in walk(document.blocks):
        if isinstance(block, Table):
            yield " ".join(plain(cell.content) for cell in block.head).split()


def _parts(document: Document) -> Iterator[tuple[str, list[str]]]:
    """The parts of a document that stand on their own, with the place they ask for and their words."""
    for block in document.blocks:
        if isinstance(block, Section):
            yield "", plain(block.heading).split()
            yield from (_part(inside) for inside in block.blocks)
        else:
            yield _part(block)


def _part(block: Block) -> tuple[str, list[str]]:
    return block.slot if isinstance(block, Section) else "", " ".join(texts(block)).split()
