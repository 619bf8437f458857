"""veraPDF on our own files: every leaflet passes, every format and script passes, every fault is caught."""

import pytest
from msgspec.structs import replace

from hsgleaflet.model.document import Document
from hsgleaflet.work.conformance import PROFILES, Validator
from hsgleaflet.work.conformance_rules import in_plain_words
from tests.conftest import Built, in_conformance, make
from tests.mutants import CAUGHT_BY, MUTANTS, UNSEEN, Mutation, mutated
from tests.pdf_faults import faults
from tests.sample_documents import bullets, document, everything, link, paragraph, pdf_of, section, table
from tests.test_tags import IN_EACH_SCRIPT
from tests.verapdf_cache import ask

pytestmark = pytest.mark.verapdf
_UA1_A2A = PROFILES["ua1+a2a"]


def _assert_passes(data: bytes, conformance: str, least_checks: int) -> None:
    for profile in PROFILES[conformance]:
        said = ask(data, profile)
        assert said.broken == (), profile
        assert said.checks > least_checks, profile


def test_every_leaflet_conforms(built: Built) -> None:
    _assert_passes(built.data, "ua1+a2a", 4000)


@pytest.mark.parametrize("conformance", ["a3a", "ua2+a4"])
def test_a_leaflet_conforms_to_the_other_standards(hsg: Built, conformance: str) -> None:
    _assert_passes(in_conformance(hsg, conformance).data, conformance, 5000)


@pytest.mark.parametrize("format_name", ["trifold", "easy-read"])
def test_the_other_wordings_conform(hsg: Built, format_name: str) -> None:
    _assert_passes(make(replace(hsg.job, format=format_name)).data, "ua1+a2a", 3000)


def test_every_translation_conforms(translated: Built) -> None:
    _assert_passes(translated.data, "ua1+a2a", 4000)


@pytest.mark.parametrize("conformance", PROFILES)
def test_a_document_with_one_of_everything_conforms(conformance: str) -> None:
    _assert_passes(pdf_of(everything(), conformance), conformance, 1000)


@pytest.mark.parametrize("lang", IN_EACH_SCRIPT)
def test_each_script_conforms(lang: str) -> None:
    text = IN_EACH_SCRIPT[lang]
    made = document(
        section("s", text, paragraph("p", text, link("l", "https://example.org", text), text), bullets("b", text)),
        table("t", (text, ""), (text, text), caption=text),
        lang=lang,
        title=text,
    )
    _assert_passes(pdf_of(made), "ua1+a2a", 100)


def test_the_least_document_conforms() -> None:
    for conformance in PROFILES:
        _assert_passes(pdf_of(document(paragraph("p", "x")), conformance), conformance, 50)


def test_words_without_glyphs_conform() -> None:
    made = document(paragraph("p", "\u200e\u00ad", link("l", "https://example.org", "a\u2060b"), "\u200f x"))
    for conformance in PROFILES:
        _assert_passes(pdf_of(made, conformance), conformance, 50)


# --- single faults in files of our own


def _with_fault(hsg: Built, mutate: Mutation) -> tuple[bytes, Document]:
    """A shipped leaflet with a fault, or the document with one of everything if the leaflet has no such part."""
    for good, made in ((hsg.data, hsg.document), (pdf_of(everything()), everything())):
        try:
            faulty = mutated(good, mutate)
        except LookupError:
            continue
        assert faulty != mutated(good, lambda pdf: None), "no fault was put in"
        return faulty, made
    raise AssertionError(f"nothing has a place for {mutate.__name__}")


def test_reading_and_writing_alone_is_no_fault(hsg: Built) -> None:
    for good in (hsg.data, pdf_of(everything())):
        assert [ask(mutated(good, lambda pdf: None), profile).broken for profile in _UA1_A2A] == [(), ()]


@pytest.mark.parametrize("name", MUTANTS)
def test_a_fault_in_a_leaflet_is_caught_and_told_in_the_same_words(hsg: Built, name: str) -> None:
    """Not always by the same rule: there is one for rows in a table, and another for rows in its head."""
    faulty, _ = _with_fault(hsg, MUTANTS[name])
    family, rule = CAUGHT_BY[name].split("/")
    profile = {"ua1": "ua1", "a": "2a"}[family]
    clause, test = rule.rsplit("-", 1)
    told = in_plain_words(profile, clause, int(test), rule)
    broken = ask(faulty, profile).broken
    assert [one for one in broken if one.startswith(f"{rule} ") or one.endswith(f" {told}")], broken


@pytest.mark.parametrize("name", UNSEEN)
def test_a_fault_that_is_not_caught_is_caught_by_our_own_checks(hsg: Built, name: str) -> None:
    """The day veraPDF sees one of them, it moves to the others."""
    faulty, made = _with_fault(hsg, UNSEEN[name].mutate)
    assert [ask(faulty, profile).broken for profile in _UA1_A2A] == [(), ()]
    assert faults(faulty, made)


def test_what_is_kept_is_what_the_validator_says(hsg: Built) -> None:
    (result,) = Validator().validate(hsg.data, ["ua1"])
    assert ask(hsg.data, "ua1") == ask(hsg.data, "ua1") == (result.checks, ())
    assert ask(hsg.data, "2a").checks != result.checks
