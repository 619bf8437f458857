"""The short and easy-read wordings of the shipped leaflets: few words, nothing vital lost, no other numbers."""

import re
from functools import cache

import pytest
from msgspec.structs import replace

from hsgleaflet.model.document import Document, Paragraph, Section, plain_text, texts, walk
from hsgleaflet.model.wordings import NEVER_LEFT_OUT, has
from hsgleaflet.work.project import Prepared
from tests.conftest import first_of_each, make, project
from tests.pdf_faults import faults
from tests.pdf_reading import read

MOST = 500
"""How many words a short wording has at most, the clinic's own name left out; a phone number is one."""
_PHONE = re.compile(r"\b\d[\d ]{5,}\d\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MASTHEAD = ("clinic", "department", "audience")
LEAFLETS = {name: project().leaflet(name).value for name in project().workspace.leaflet_names()}
SHORT = [name for name, found in LEAFLETS.items() if has(found, "short")]
EASY = [name for name, found in LEAFLETS.items() if has(found, "easy-read")]
BANDS = ("expected", "call-us", "emergency")


@cache
def prepared(name: str, format_name: str, lang: str = "en-GB") -> Prepared:
    return project().prepare(name, first_of_each()[name].clinic, lang, format_name)


def short(name: str, lang: str = "en-GB") -> Document:
    return prepared(name, "trifold", lang).document


def said(document: Document) -> list[str]:
    """Every text of a document but the masthead."""
    shown = (block for block in document.blocks if not (isinstance(block, Paragraph) and block.role in _MASTHEAD))
    return [text for block in shown for text in texts(block)]


def words(document: Document) -> int:
    text = _PHONE.sub("phone", " ".join(said(document)))
    return sum(any(map(str.isalnum, word)) for word in text.split())


def numbers(document: Document) -> set[str]:
    return set(_NUMBER.findall(_PHONE.sub("", " ".join(said(document)))))


def helped(document: Document) -> list[str]:
    """What a document says of when to get help."""
    found = [block for block in walk(document.blocks) if block.role in ("call-us", "emergency")]
    return [text for block in found for text in texts(block)]


def test_hsg_and_hysteroscopy_have_every_wording() -> None:
    assert {"hsg", "hysteroscopy"} <= set(SHORT) & set(EASY)


def translations() -> list[tuple[str, str]]:
    return [(name, lang) for name in SHORT for lang in project().workspace.translations(name)]


@pytest.mark.parametrize(
    ("name", "lang"), [(name, "en-GB") for name in SHORT] + [pair for pair in translations() if pair[1] == "pl"]
)
def test_a_short_wording_is_short(name: str, lang: str) -> None:
    assert MOST / 2 < words(short(name, lang)) <= MOST


@pytest.mark.parametrize(("name", "lang"), translations())
def test_a_short_wording_is_whole_in_every_language(name: str, lang: str) -> None:
    made = prepared(name, "trifold", lang)
    assert [problem.message for problem in made.composed.problems] == []


ALL = [(name, "trifold") for name in SHORT] + [(name, "easy-read") for name in EASY]


@pytest.mark.parametrize(("name", "format_name"), ALL)
def test_every_wording_holds_what_keeps_a_reader_safe(name: str, format_name: str) -> None:
    blocks = list(walk(prepared(name, format_name).document.blocks))
    wanted = {section.part for section in LEAFLETS[name].sections} & NEVER_LEFT_OUT
    assert {block.part for block in blocks if isinstance(block, Section)} >= wanted
    assert set(BANDS) <= {block.role for block in blocks}


@pytest.mark.parametrize(("name", "format_name"), ALL)
def test_no_wording_says_other_numbers_than_the_full_one(name: str, format_name: str) -> None:
    assert numbers(prepared(name, format_name).document) - numbers(prepared(name, "a4").document) == set()


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_says_when_to_get_help_in_the_same_words(name: str) -> None:
    assert helped(short(name)) == helped(prepared(name, "a4").document)


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_has_the_short_disclaimer(name: str) -> None:
    assert [block.role for block in walk(short(name).blocks) if block.id == "general"] == ["small"]


@pytest.mark.parametrize("name", EASY)
def test_easy_words_say_when_to_get_help_with_the_same_numbers(name: str) -> None:
    easy, full = (prepared(name, format_name).document for format_name in ("easy-read", "a4"))
    assert _NUMBER.findall(" ".join(helped(easy))) == _NUMBER.findall(" ".join(helped(full)))


@pytest.mark.parametrize("name", EASY)
def test_easy_words_have_no_long_sentence_and_nothing_else_wrong(name: str) -> None:
    assert [problem.message for problem in prepared(name, "easy-read").composed.problems] == []


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_is_signed_for_itself(name: str) -> None:
    full = prepared(name, "a4").document.meta
    assert short(name).meta.wording_digest != full.wording_digest
    assert short(name).meta.wording == "short"


@pytest.mark.parametrize(("name", "format_name"), ALL)
def test_every_wording_is_read_aloud_as_it_was_written(name: str, format_name: str) -> None:
    made = make(replace(first_of_each()[name], format=format_name))
    assert faults(made.data, made.document) == []
    assert read(made.data).text() == plain_text(made.document)
