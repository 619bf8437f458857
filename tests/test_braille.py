"""Braille: text that a transcriber can work from, and embossed pages that can be read back."""

import re
import shutil
from collections.abc import Sequence
from functools import cache

import pytest
from msgspec.structs import replace

from hsgleaflet.model.formats import EDITIONS
from hsgleaflet.problems import LeafletError
from hsgleaflet.work import build, louis
from hsgleaflet.work.build import Job
from hsgleaflet.write.words.braille import CELLS, LINES, Part, brf, parts, transcript
from tests.conftest import cases, make, project
from tests.samples import approved, clinic, composed, leaflet
from tests.test_words import every as texts
from tests.test_words import missing, words

BRAILLE = tuple(name for name, found in EDITIONS.items() if found.medium == "braille")


@cache
def every() -> tuple[Job, ...]:
    """A job for the braille of each leaflet, language and wording that there is."""
    return tuple(replace(job, format=job.format.replace("text", "braille")) for job in texts())


def in_capitals(texts: Sequence[str]) -> list[str]:
    """A translator that needs no liblouis."""
    return [re.sub(r"[^ -~]", "", text).upper() for text in texts]


def embossed(*found: Part, draft: str = "") -> list[list[str]]:
    """The lines of each page of a BRF."""
    data, count = brf(found, in_capitals, draft)
    pages = data.decode("ascii").split("\f")
    assert pages.pop() == ""
    assert len(pages) == count
    return [page.split("\r\n")[:-1] for page in pages]


# ---------------------------------------------------------------- for a transcriber


@pytest.mark.parametrize("job", cases(every()))
def test_the_transcript_has_every_word_of_the_document_in_its_order(job: Job) -> None:
    built = make(job)
    said = re.sub(r"\[(?:Heading \d|Printed page \d+|Space to write, \d+ lines?)\]", "", built.data.decode())
    assert missing(built.document, said) == []


@pytest.mark.parametrize("job", cases(every()))
def test_a_transcript_marks_headings_and_printed_pages(job: Job) -> None:
    built = make(job)
    lines = built.data.decode().splitlines()
    depths = [int(found[1]) for line in lines if (found := re.match(r"\[Heading (\d)\] \S", line))]
    assert depths[0] == 1
    assert max(depths) <= 3
    pages = [int(found[1]) for line in lines if (found := re.fullmatch(r"\[Printed page (\d+)\]", line))]
    assert pages == sorted(set(pages))  # nothing starts on a page that a long table fills
    assert bool(pages) is ("short" not in job.format)
    assert words(lines[2]) == words(lines[-1]) == words(built.document.band)


def test_an_approved_transcript_warns_of_nothing() -> None:
    found = approved(composed(leaflet(), clinic()))
    assert b"DRAFT" not in transcript(parts(found, {}))


# ---------------------------------------------------------------- embossed pages


def test_pages_have_25_lines_of_40_cells_and_their_number() -> None:
    pages = embossed(*[Part("paragraph", "word " * 60)] * 12, draft="DRAFT")
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert len(page) == LINES
        assert all(len(line) <= CELLS for line in page)
        assert page[-1].startswith("DRAFT ")
        assert page[-1].endswith(f" #{'ABCDEFGHIJ'[number - 1]}")
        assert len(page[-1]) == CELLS
    assert sum(line.count("WORD") for page in pages for line in page) == 12 * 60


def test_parts_stand_in_their_cells() -> None:
    (page,) = embossed(
        Part("heading", "Title"), Part("heading", "Part", 2), Part("heading", "Box", 3), Part("paragraph", "x " * 30),
        Part("entry", "y " * 30, marker="1."), Part("entry", "z", 2), Part("picture", "A womb"), Part("page", "#B"),
        Part("space", "6"),
    )  # fmt: skip
    assert page[:3] == ["TITLE".center(CELLS).rstrip(), "", ""]
    assert page[3:7] == ["    PART", "", "      BOX", "  " + " ".join("X" * 19)]
    assert page[7] == " ".join("X" * 11)
    assert page[8:11] == ["1. " + " ".join("Y" * 19), "    " + " ".join("Y" * 11), "  Z"]
    assert page[11:13] == ["      @.<A WOMB@.>", "-" * 38 + "#B"]


@pytest.mark.parametrize("before", range(LINES))
def test_a_heading_stays_with_what_it_heads(before: int) -> None:
    pages = embossed(
        *[Part("paragraph", "line")] * before, Part("heading", "Outer", 2), Part("heading", "Inner", 3),
        Part("paragraph", "word " * 20),
    )  # fmt: skip
    (page,) = [page for page in pages if any("OUTER" in line for line in page)]
    at = next(number for number, line in enumerate(page) if "INNER" in line)
    assert "WORD" in page[at + 1]
    assert "WORD" in page[at + 2]


def test_a_word_longer_than_a_line_is_broken() -> None:
    (page,) = embossed(Part("paragraph", "a " + "b" * 90))
    assert page[:4] == ["  A", "B" * 40, "B" * 40, "B" * 10]


# ---------------------------------------------------------------- with and without liblouis


def test_without_liblouis_the_text_is_made_and_a_note_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    made = build.make(project(), every()[0])
    assert [output.extension for output in made.outputs] == ["txt"]
    (told,) = (problem for problem in made.problems if problem.code == "B060")
    assert "liblouis is not installed" in told.message
    assert "apt install liblouis-bin" in told.hint


def test_a_language_without_a_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    made = build.make(project(), next(job for job in every() if job.lang == "ur"))
    assert [output.extension for output in made.outputs] == ["txt"]
    assert "B061" in [problem.code for problem in made.problems]


def test_a_broken_liblouis_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    with pytest.raises(LeafletError) as caught:
        build.make(project(), every()[0])
    assert caught.value.problems[0].code == "B062"


def spoken(text: str) -> list[str]:
    """Words without case, accents of quotes and signs that braille does not tell apart."""
    return re.findall(r"[a-z0-9]+", text.replace("’", "").replace("'", "").lower())


def is_as_spelt(heard: str, meant: str) -> bool:
    """Whether a word was read back as it is spelt: liblouis does so with a few of its own signs beside others.

    Such as "yrf" for yourself before a bracket, "en" for enough, "httpscc" for https and a colon.
    """
    letters = iter(meant)
    return all(letter in letters for letter in heard) or heard.startswith(meant)


@pytest.mark.liblouis
@pytest.mark.parametrize("job", cases([job for job in every() if job.lang == "en-GB"]))
def test_an_embossed_leaflet_reads_back_as_the_document(job: Job) -> None:
    text, signs = make(job).made.outputs
    assert (signs.kind, signs.extension, signs.name(job, "draft").rpartition(".draft")[2]) == ("brf", "brf", ".brf")
    pages = [page.split("\r\n")[:-1] for page in signs.data.decode("ascii").split("\f")[:-1]]
    assert len(pages) == signs.pages
    assert all(len(page) == LINES and max(map(len, page)) <= CELLS for page in pages)
    lines = [line.replace("@.<", "").replace("@.>", "") for page in pages for line in page[:-1]]
    whole = " ".join(" ".join(line for line in lines if line and not line.startswith("--")).split())
    (read,) = louis.read_back([whole], job.lang)
    marks = r"\[(?:Heading \d|Printed page \d+|Space to write.*?|Text for a braille.*?)\]|\[Picture:|^- "
    wanted = re.sub(marks, "", text.data.decode(), flags=re.MULTILINE)
    heard, meant = spoken(read), spoken(wanted)
    assert [word for word in heard if word.isdigit()] == [word for word in meant if word.isdigit()]
    assert len(heard) == len(meant)
    unlike = [(one, other) for one, other in zip(heard, meant, strict=True) if one != other]
    assert len(unlike) <= len(meant) / 100
    assert [pair for pair in unlike if not is_as_spelt(*pair)] == []


@pytest.mark.liblouis
def test_phones_and_contractions_of_unified_english_braille() -> None:
    signs = louis.translated(["Ring 020 7946 0018", "the children and you", ""], "en-GB")
    assert signs == [',R+ #JBJ"GIDF"JJAH', "! *N & Y", ""]
    assert louis.read_back(signs, "en-GB") == ["Ring 020 7946 0018", "the children and you", ""]


@pytest.mark.liblouis
def test_a_long_text_is_not_cut() -> None:
    (signs,) = louis.translated(["word " * 2000], "en-GB")
    assert len(signs.split()) == 2000
