"""The short and easy-read wordings of the shipped leaflets: few words, nothing vital lost, no other numbers."""

import re
from functools import cache

import pytest

from hsgleaflet.model.document import Document, Paragraph, Section, texts, walk
from hsgleaflet.model.wordings import NEVER_LEFT_OUT, has
from hsgleaflet.work.project import Prepared
from tests.conftest import project

MOST = 500
"""How many words a short wording has at most, the clinic's own name left out; a phone number is one."""
_PHONE = re.compile(r"\b\d[\d ]{5,}\d\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MASTHEAD = ("clinic", "department", "audience")
SHORT = [name for name in project().workspace.leaflet_names() if has(project().leaflet(name).value, "short")]
BANDS = ("expected", "call-us", "emergency")


@cache
def prepared(name: str, format_name: str, lang: str = "en-GB") -> Prepared:
    (path,) = project().workspace.clinic_paths(("riverside",))
    return project().prepare(name, path, lang, format_name)


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


def test_hsg_and_hysteroscopy_have_a_short_wording() -> None:
    assert {"hsg", "hysteroscopy"} <= set(SHORT)


@pytest.mark.parametrize("lang", ["en-GB", "pl"])
@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_is_short(name: str, lang: str) -> None:
    assert MOST / 2 < words(short(name, lang)) <= MOST


def translations() -> list[tuple[str, str]]:
    return [(name, lang) for name in SHORT for lang in project().workspace.translations(name)]


@pytest.mark.parametrize(("name", "lang"), translations())
def test_a_short_wording_is_whole_in_every_language(name: str, lang: str) -> None:
    made = prepared(name, "trifold", lang)
    assert [problem.message for problem in made.composed.problems] == []


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_holds_what_keeps_a_reader_safe(name: str) -> None:
    blocks = list(walk(short(name).blocks))
    assert {block.part for block in blocks if isinstance(block, Section)} >= NEVER_LEFT_OUT
    assert set(BANDS) <= {block.role for block in blocks}
    assert [block.role for block in blocks if block.id == "general"] == ["small"]


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_says_no_other_numbers_than_the_full_one(name: str) -> None:
    assert numbers(short(name)) - numbers(prepared(name, "a4").document) == set()


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_says_when_to_get_help_in_the_same_words(name: str) -> None:
    def help_(document: Document) -> list[str]:
        found = [block for block in walk(document.blocks) if block.role in ("call-us", "emergency")]
        return [text for block in found for text in texts(block)]

    assert help_(short(name)) == help_(prepared(name, "a4").document)


@pytest.mark.parametrize("name", SHORT)
def test_a_short_wording_is_signed_for_itself(name: str) -> None:
    full = prepared(name, "a4").document.meta
    assert short(name).meta.wording_digest != full.wording_digest
    assert short(name).meta.wording == "short"
