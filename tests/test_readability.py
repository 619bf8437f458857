"""Readability: formulas worked by hand, another implementation, the ratchet, the command."""

import re
from math import sqrt

import pytest
import readability as other
from msgspec.structs import replace
from readability.langdata import LANGDATA

from hsgleaflet.check.prose import Sentence, sentences, split
from hsgleaflet.check.readability import Figures, Report, measured, names_of, ratchet
from hsgleaflet.check.syllables import english, spanish
from hsgleaflet.problems import Location, Severity
from hsgleaflet.work.reading import counter, reading
from hsgleaflet.work.syllables import dictionary
from tests.conftest import Built, project
from tests.samples import Json, leaflet, leaflet_values
from tests.shell import Shell, lines
from tests.signing import Office, office

__all__ = ["office"]

HERE = Location("hsg.yaml", 12)
EASY = "We pass a thin tube in. It may hurt. You can stop at any time. Ring us if you feel ill. "
HARD = "Hysteroscopy examination information is usually available before your operation. "


def read(text: str, lang: str = "en-GB", names: tuple[str, ...] = ()) -> Report:
    return measured(list(split(text, HERE)), lang, counter(lang), names)


# --- formulas, worked by hand


def test_figures_of_a_text_counted_by_hand() -> None:
    text = "The cat sat on the mat. A hysteroscopy is a camera test. "  # 6 and 6 words, 6 and 12 syllables
    found = read(text * 20).raw
    assert found == Figures(words=240, sentences=40, syllables=360, letters=860, long_words=40)


def test_smog_is_as_published() -> None:
    found = Figures(words=300, sentences=30, syllables=450, letters=1400, long_words=16)
    assert found.smog_uk == 12  # 8 + the root of 16
    assert found.smog_us == pytest.approx(3.1291 + 1.043 * 4)
    assert found.long_per_10 == pytest.approx(5.333, abs=0.001)


@pytest.mark.parametrize(("long_words", "age"), [(9, 11), (15, 8 + sqrt(15)), (30, 8 + sqrt(30))])
def test_smog_ages_are_those_of_the_standard(long_words: int, age: float) -> None:
    """0.3 long words in a sentence are age 11, 0.5 about 12, 1 is 13.5."""
    assert Figures(words=300, sentences=30, syllables=1, letters=1, long_words=long_words).smog_uk == pytest.approx(age)


def test_smog_counts_for_30_sentences() -> None:
    assert Figures(words=100, sentences=60, syllables=1, letters=1, long_words=18).smog_uk == 11  # 9 in 30 sentences


def test_flesch_kincaid_is_as_published() -> None:
    found = Figures(words=120, sentences=10, syllables=168, letters=1, long_words=0)
    assert found.flesch_kincaid == pytest.approx(5.61)  # 0.39 x 12 + 11.8 x 1.4 - 15.59


def test_coleman_liau_is_as_published() -> None:
    found = Figures(words=119, sentences=5, syllables=1, letters=639, long_words=0)
    assert found.coleman_liau == pytest.approx(14.53, abs=0.01)  # 0.0588 x 536.97 - 0.296 x 4.2017 - 15.8


def test_inflesz_has_the_coefficients_of_szigriszt() -> None:
    found = Figures(words=100, sentences=10, syllables=200, letters=1, long_words=0)
    assert found.inflesz == pytest.approx(206.835 - 62.3 * 2 - 10)
    assert found.inflesz == pytest.approx(72.235)


@pytest.mark.parametrize(("age", "adults"), [(9.9, 93), (10, 76), (11.9, 76), (12, 51), (14, 22), (16.9, 22), (17, 0)])
def test_the_share_of_adults_is_that_of_the_nhs(age: float, adults: int) -> None:
    long_words = round((age - 8) ** 2 * 1_000_000)
    assert Figures(words=1, sentences=30_000_000, syllables=1, letters=1, long_words=long_words).adults == adults


def test_lengths_and_passives_counted_by_hand() -> None:
    found = read("The tube is passed in slowly by a doctor. We stop. " * 10 + "No end here")
    assert found.longest == 9
    assert found.mean_whole == (9 + 2) / 2
    assert found.raw is not None
    assert found.raw.mean_sentence == pytest.approx((10 * 11 + 3) / 21)
    assert found.passive == 50


# --- what is measured


def test_names_are_taken_out() -> None:
    text = "A hysteroscopy is a test. Biopsies are taken. Ask about your operation. " * 15
    found = read(text, names=("Hysteroscopy", "biopsy"))
    assert found.names == ("biopsy", "hysteroscopy")
    assert (found.raw.long_words, found.named.long_words) == (45, 15)  # type: ignore[union-attr]
    assert found.named.words == found.raw.words - 30  # type: ignore[union-attr]
    assert {place.long_words for place in found.worst} == {("operation",)}


def test_short_words_of_names_stay() -> None:
    assert read(EASY * 10, names=("HSG test", "fallopian tube")).names == ("fallopian", "hsg")


def test_a_leaflet_declares_its_names() -> None:
    made = leaflet(medical_name="Sampling", words={"cervix": "the neck of the womb"}, options={"a": "Scan"})
    assert names_of(made) == ("Sample test", "Sampling", "cervix", "Scan")


def test_a_short_text_has_no_figure() -> None:
    assert read(EASY * 4).raw is None  # 96 words: 24 four times
    assert read(EASY * 5).raw is not None


def test_few_sentences_are_indicative() -> None:
    assert read(EASY * 7).indicative
    assert not read(EASY * 8).indicative


def test_the_worst_places_come_first_and_are_at_most_20() -> None:
    long = "You can ask us as often as you want and we will tell you all that we know of it and more. "
    found = read(EASY + long + HARD * 30)
    assert len(found.worst) == 20
    assert found.worst[0].long_words[:2] == ("Hysteroscopy", "examination")
    assert found.worst[0].at == HERE
    assert read(EASY * 5).worst == ()
    assert [place.words for place in read(EASY * 5 + long).worst] == [22]


def test_a_language_without_a_formula_has_lengths_only() -> None:
    found = read("Wstań. " * 50 + "To jest badanie. " * 50, "pl")
    assert (found.formula, found.passive, found.approved) == ("", None, {})
    assert found.raw is not None
    assert found.longest == 3


def test_a_language_without_spaces_has_no_lengths() -> None:
    found = read("这是检查。" * 200, "zh-Hans")
    assert (found.raw, found.longest, found.worst) == (None, 0, ())


def test_spanish_has_inflesz() -> None:
    found = read("El útero es un órgano. La prueba dura poco. " * 20, "es")
    assert found.formula == "inflesz"
    assert found.raw == Figures(words=180, sentences=40, syllables=320, letters=660, long_words=40)
    assert found.approved == {"inflesz": round(206.835 - 62.3 * 320 / 180 - 4.5, 1)}
    assert counter("es") is spanish


# --- another implementation


def without_initials(sentence: Sentence) -> Sentence:
    kept = tuple(word for word in sentence.words if not word.isupper() or len(word) < 2)
    return replace(sentence, words=kept or ("none",))


def test_another_implementation_agrees_on_every_shipped_leaflet(built: Built) -> None:
    """The package `readability` has other rules for syllables: it hears none in "the", "be" and numerals.

    It reads initials as words, which we spell: they are left out for both. It counts no long word that begins with a
    capital, and rounds the constants of SMOG to 3 and 1: SMOG is worked out so for both. What is left is a word in ten
    whose syllables the two hear differently ("minutes", "describes").
    """
    if not built.job.lang.startswith("en") or built.document.meta.wording != "full":
        pytest.skip("the formulas are for English, and for more than a short wording")
    found = [without_initials(sentence) for sentence in sentences(built.document)]
    counted = english(dictionary())
    ours = measured(found, "en-GB", counted).raw
    assert ours is not None
    theirs = other.getmeasures([" ".join(sentence.words) for sentence in found], lang="en")
    grades, info = theirs["readability grades"], theirs["sentence info"]
    assert info["sentences"] == ours.sentences
    assert info["words"] == pytest.approx(ours.words, rel=0.01)
    assert grades["Coleman-Liau"] == pytest.approx(ours.coleman_liau, abs=0.1)
    small = (word for sentence in found for word in sentence.words if not word[0].isupper())
    long_words = sum(counted(word) >= 3 for word in small)
    assert info["complex_words"] == pytest.approx(long_words, rel=0.15)
    assert grades["SMOGIndex"] == pytest.approx(3 + sqrt(30 * long_words / ours.sentences), abs=0.25)
    heard = sum(max(LANGDATA["en"]["syllables"](word.lower()), 1) for sentence in found for word in sentence.words)
    assert heard == pytest.approx(ours.syllables, rel=0.05)
    theirs_heard = grades["Kincaid"] + 11.8 * (heard - info["syllables"]) / info["words"]
    assert theirs_heard == pytest.approx(ours.flesch_kincaid, abs=0.6)


# --- the shipped leaflets


def test_shipped_leaflets_read_as_easily_as_was_asked(built: Built) -> None:
    if not built.job.lang.startswith("en"):
        pytest.skip("the target is for English")
    value = project().leaflet(built.job.leaflet).value
    found = reading(built.document, value)
    assert found.named is not None
    assert found.named.smog_uk <= 12
    assert found.mean_whole < 15
    assert found.indicative == (value.kind == "aftercare")  # one side has fewer than 30 sentences


def test_names_of_the_english_leaflet_are_not_looked_for_in_a_translation() -> None:
    (clinic,) = project().workspace.clinic_paths(["riverside"])
    for lang, names in (("es", 0), ("en-GB", 5)):
        document = project().prepare("hsg", clinic, lang, "a4").document
        assert len(reading(document, project().leaflet("hsg").value).names) == names


# --- the ratchet


def harder(approved: dict[str, float], note: str = "") -> list[Severity]:
    now = read(EASY * 5 + HARD * 10)  # in 30 sentences 60 long words
    return [problem.severity for problem in ratchet(now, approved, note, HERE)]


def test_a_harder_version_is_refused() -> None:
    now = read(EASY * 5 + HARD * 10).approved["smog_us"]
    (problem,) = ratchet(read(EASY * 5 + HARD * 10), {"smog_us": now - 0.6}, "", HERE)
    assert (problem.code, problem.severity, problem.at) == ("C070", Severity.ERROR, HERE)
    assert f"SMOG grade {now:g}, approved {now - 0.6:g}" in problem.message


def test_a_note_explains_a_harder_version() -> None:
    (problem,) = ratchet(read(EASY * 5 + HARD * 10), {"smog_us": 5}, "A new risk had to be told.", HERE)
    assert problem.severity is Severity.INFO
    assert "A new risk had to be told." in problem.hint


def test_half_a_grade_is_no_matter() -> None:
    now = read(EASY * 5 + HARD * 10).approved["smog_us"]
    assert harder({"smog_us": round(now - 0.5, 1)}) == []
    assert harder({"smog_us": now + 1}) == []
    assert harder({}) == []
    assert harder({"inflesz": 90.0}) == []


def test_a_spanish_version_is_harder_when_inflesz_falls() -> None:
    now = read("El útero es un órgano. La prueba dura poco. " * 20, "es")
    assert ratchet(now, {"inflesz": now.approved["inflesz"] + 5}, "", HERE) == ()
    (problem,) = ratchet(now, {"inflesz": now.approved["inflesz"] + 5.1}, "", HERE)
    assert "INFLESZ" in problem.message


# --- the command


def test_the_command_tells_people(shell: Shell) -> None:
    ran = shell("readability", "hsg")
    assert (ran.code, ran.err) == (0, "")
    assert "SMOG, reading age (UK)" in ran.out
    assert "names removed" in ran.out
    assert re.search(r"leaflets/hsg\.yaml:\d+:\d+  \d+ words", ran.out)


def test_the_command_tells_machines(shell: Shell) -> None:
    (told,) = lines(shell("readability", "hsg", "--json").out)
    assert (told["leaflet"], told["clinic"], told["formula"]) == ("hsg", "riverside", "english")
    assert isinstance(told["names_removed"], dict)
    assert told["names_removed"]["smog_uk"] <= 12
    assert isinstance(told["worst"], list)
    assert told["worst"][0]["line"] > 1


def test_the_command_invents_no_score(shell: Shell) -> None:
    said = shell("readability", "hsg", "--lang", "pl", "--lang", "zh-Hans").out
    assert said.count("No formula has been validated for patient texts in this language.") == 2
    assert "SMOG" not in said
    assert "No figures" in said


def test_the_command_gives_inflesz_for_spanish(shell: Shell) -> None:
    said = shell("readability", "hsg", "--lang", "es").out
    assert "INFLESZ" in said
    assert "SMOG" not in said


# --- signatures keep how hard a text read


def heavier(**more: object) -> Json:
    """Changes of the sample leaflet that make it read harder."""
    sections = leaflet_values()["sections"]
    heavy = {"part": "support", "heading": "More", "body": [HARD * 3] * 4}
    return {"sections": [*sections[:-1], heavy, sections[-1]], "version": "1.1"} | more


def test_a_signature_keeps_how_hard_the_text_read(office: Office) -> None:
    office.signed()
    assert re.search(r'reads: "smog_us \d\.\d"', office.records())
    assert "C070" not in office("check").err


def test_a_version_that_reads_harder_needs_a_note_to_be_signed(office: Office) -> None:
    office.signed()
    office.write(**heavier())
    ran = office.approve()
    assert ran.code == 1
    assert "error C070: this version reads harder than the last approved one" in ran.err
    office.write(**heavier(reading_note="A new risk had to be told."))
    assert "info C070" in office("check").err
    assert office.approve().code == 0
