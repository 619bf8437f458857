"""Every leaflet in every format, read back from the PDF: where ink and text may stand, how small text may be, no word
lost; and a table of what fits, which changes only when somebody has looked at it (`pytest --refresh-goldens`).

A few leaflets and formats run every time. With `-m exhaustive` the oldest leaflets run in four languages and every
format, the others in what an example clinic gives out; the table holds all leaflets in all languages.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pypdfium2 as pdfium
import pytest
from msgspec.structs import replace

from hsgleaflet.model.formats import FOLDED_SAFE, FORMATS, Format
from hsgleaflet.model.wordings import has
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work import build
from tests.conftest import Built, make, project, shipped
from tests.conftest_goldens import GOLDENS, Golden
from tests.pdf_faults import faults
from tests.pdf_reading import read

Case = tuple[str, str, str]
"""A leaflet, a language, a format."""
TABLE = "formats.txt"
_FEW = [
    *product(["hsg"], ["en-GB"], FORMATS),
    *product(["hysteroscopy"], ["en-GB", "pl"], ["trifold", "zfold", "booklet"]),
    ("hsg-or-hysteroscopy", "en-GB", "a5"),
    ("hsg-or-hysteroscopy", "en-GB", "zfold"),
    ("hsg", "ur", "booklet"),
]
_OLDEST = ("hsg", "hysteroscopy", "hsg-or-hysteroscopy")
_LANGS = ("en-GB", "pl", "ur", "bn")
"""The words at home, the longest, those from right to left with the tallest lines, and the longest leaflets."""
_SCALE = 2.0
"""Pixels for each point where ink is looked for."""
_GREY = 250
"""What is darker is ink."""


def every() -> Iterator[Case]:
    """Yield every leaflet in every language it has and every format."""
    for name in project().workspace.leaflet_names():
        langs = [project().leaflet(name).value.lang, *project().workspace.translations(name)]
        yield from product([name], langs, FORMATS)


def job(case: Case) -> build.Job:
    leaflet, lang, form = case
    first = next(job for job in shipped() if job.leaflet == leaflet)
    return replace(first, lang=lang, format=form)


def given_out() -> set[Case]:
    """Return the leaflets that example clinics print, in their languages and formats."""
    files = (project().clinic(path).value for path in project().workspace.clinic_paths())
    return {case for clinic in files for case in product(clinic.leaflets, clinic.languages, clinic.formats)}


def few(cases: list[Case]) -> list[object]:
    """All cases as parameters, those that are not among the few only when all are wanted."""
    return [
        pytest.param(case, id="-".join(case), marks=() if case in _FEW else (pytest.mark.exhaustive,)) for case in cases
    ]


@cache
def outcome(case: Case) -> str:
    """What becomes of a leaflet in a format, in a line."""
    asked = job(case)
    found = FORMATS[asked.format]
    try:
        prepared = project().prepare(asked.leaflet, asked.clinic, asked.lang, asked.format)
        layout = lay_out(prepared.document, prepared.theme, project().setter, prepared.images)
    except LeafletError as error:
        problem = error.problems[0]
        return f"{problem.code} {problem.message}"
    pages = len(layout.pages)
    return f"{pages} pages, {found.sheets(pages)} sheets, {layout.body:g} pt"


@cache
def fits(case: Case) -> bool:
    return " pages, " in outcome(case)


def wanted() -> list[Case]:
    """Return what is read back from PDFs."""
    given = given_out()
    return [
        case
        for case in every()
        if case in _FEW or case in given or (case[0] in _OLDEST and case[1] in _LANGS and case[2] != "easy-read")
    ]


def shown(case: Case) -> str:
    return f"{' '.join(case)}: {outcome(case)}"


@pytest.fixture
def held(case: Case) -> Built:
    """A leaflet in a format that it fits."""
    if not fits(case):
        pytest.skip(outcome(case))
    return make(job(case))


# --- the table


@pytest.mark.parametrize("case", [case for case in every() if case in _FEW], ids="-".join)
def test_what_fits_is_what_the_table_says(case: Case) -> None:
    assert shown(case) in (GOLDENS / TABLE).read_text("utf-8").splitlines()


@pytest.mark.exhaustive
def test_the_table_of_all_that_fits(golden: Golden) -> None:
    golden(TABLE, "\n".join(map(shown, every())) + "\n")


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in product(["hsg", "hysteroscopy"], ["en-GB", "pl", "ur"], FORMATS)
        if case[2] != "easy-read" and not (case[1] == "ur" and FORMATS[case[2]].is_fixed)
    ],
    ids="-".join,
)
def test_the_table_promises_both_leaflets_in_every_format(case: Case) -> None:
    (line,) = [
        line for line in (GOLDENS / TABLE).read_text("utf-8").splitlines() if line.startswith(f"{' '.join(case)}:")
    ]
    assert " pages, " in line


# --- ink, text, words


@pytest.mark.parametrize("case", few(wanted()))
def test_no_ink_falls_where_a_printer_cannot_print(held: Built) -> None:
    edge = int(FORMATS[held.job.format].no_ink * _SCALE) - 1
    with pdfium.PdfDocument(held.data) as pdf:
        for page in pdf:
            grey = page.render(scale=_SCALE, grayscale=True)
            data, width = bytes(grey.buffer), grey.stride
            rows = [data[start : start + grey.width] for start in range(0, width * grey.height, width)]
            strips = (*rows[:edge], *rows[-edge:], *(row[:edge] + row[-edge:] for row in rows))
            assert min(map(min, strips)) > _GREY


@pytest.mark.parametrize("case", few([case for case in wanted() if FORMATS[case[2]].is_fixed]))
def test_no_text_stands_near_a_fold(held: Built) -> None:
    with pdfium.PdfDocument(held.data) as pdf:
        for page in pdf:
            width, _ = page.get_size()
            text = page.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            assert boxes
            assert min(left for left, _, _, _ in boxes) >= FOLDED_SAFE
            assert max(right for _, _, right, _ in boxes) <= width - FOLDED_SAFE


@pytest.mark.parametrize("case", few(wanted()))
def test_no_text_is_smaller_than_its_format_allows(held: Built) -> None:
    found: Format = FORMATS[held.job.format]
    sizes = [piece.size for piece in read(held.data).shown]
    assert min(sizes) >= min(found.type.small, found.type.footer) * 0.93 - 0.01  # broad scripts look larger
    large = [size for size in sizes if size >= found.type.least * 0.93 - 0.01]
    assert len(large) > len(sizes) / 3


@pytest.mark.parametrize("case", few(wanted()))
def test_no_word_is_lost_and_the_tags_read_as_the_document(held: Built) -> None:
    assert faults(held.data, held.document) == []


@pytest.mark.parametrize("case", few([case for case in wanted() if FORMATS[case[2]].scheme]))
def test_the_back_of_what_is_folded_says_whom_to_ring(held: Built) -> None:
    found = FORMATS[held.job.format]
    with pdfium.PdfDocument(held.data) as pdf:
        back = pdf[(found.back or len(pdf)) - 1].get_textpage().get_text_range()
    contacts = project().clinic(held.job.clinic).value.contacts
    assert str(contacts.emergency) in back
    # pdfium turns the parts of a number round in right-to-left lines; their order is read from the tags, above
    assert set(re.findall("[0-9]+", contacts.phone)) <= set(re.findall("[0-9]+", back))


def test_easy_read_is_for_leaflets_with_that_wording() -> None:
    for name in project().workspace.leaflet_names():
        case = (name, "en-GB", "easy-read")
        assert fits(case) is has(project().leaflet(name).value, "easy-read")
