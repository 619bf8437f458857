"""The run of the rules: places, severities of a clinic, languages, what `--explain` says."""

from typing import Any

import pytest
from msgspec.structs import asdict, replace

from hsgleaflet.check.explain import KNOWN, explained, overview
from hsgleaflet.check.rules import RULES
from hsgleaflet.check.subjects import Prose, kind_of
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.problems import Location, Severity
from hsgleaflet.read.markup import FIELD, bare
from hsgleaflet.work.mend import mended
from tests.rule_cases import TODAY, clean, codes, good_clinic, hits, leaf, says, section
from tests.samples import Marks, clinic, passages

CHANCE = "It happens to 1 in 7 women [@A]."


def _clinic(**changes: Any) -> ClinicFile:
    return replace(good_clinic(), **asdict(clinic(**changes)) | {"contacts": good_clinic().contacts})


def prose(text: str, kind: str = "paragraph") -> Prose:
    return Prose(text, ("key_points", 0), Marks(), "en-GB", kind)


# --- words and their places


def test_bare_words_know_where_they_were_written() -> None:
    text = r"**Ring** {phone} [@A; @B] or [see](https://a.org) \[it\]."
    found = bare(text)
    assert found.text == f"Ring {FIELD} or see [it]."
    assert [text[place] for place in found.places[:-1]] == [char.replace(FIELD, "{") for char in found.text]
    assert found.places[-1] == len(text)
    assert [(found.text[at], name) for at, name in found.asks] == [(FIELD, "phone")]
    assert [found.text[:at] for at in found.cites] == [f"Ring {FIELD}"]
    assert [found.text[start:end] for start, end in found.bold] == ["Ring"]


def test_sentences_end_at_stops_and_at_fields_that_are_sentences() -> None:
    text = "It is 1.5 cm. “Stop!” we say, e.g. now. {rule} Then {phone} rings."
    found = Prose(text, ("key_points", 0), Marks(), "en-GB", "", frozenset(["rule"]))
    assert [found.text[start:end].strip() for start, end in found.sentences] == [
        "It is 1.5 cm.",
        "“Stop!” we say, e.g. now.",
        FIELD,
        f"Then {FIELD} rings.",
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("purpose",), "purpose"),
        (("key_points", 1), "key"),
        (("words", "dye"), "meaning"),
        (("words", "dye", "word"), "term"),
        (("asks", "x", "options", "one"), "wording"),
        (("sections", 1, "heading"), "heading"),
        (("sections", 1, "body", 0), "paragraph"),
        (("sections", 1, "body", 0, "list", 2), "item"),
        (("sections", 1, "body", 0, "table", "rows", 0, 1), "cell"),
        (("sections", 1, "bands", "emergency", 0), "item"),
        (("sections", 1, "steps", 0, "do"), "step"),
        (("sections", 1, "risks", 0, "what"), "risk"),
        (("sections", 1, "questions", "ask", 0), "question"),
        (("sections", 1, "body", 0, "figure", "labels", "womb"), "label"),
    ],
)
def test_a_text_is_known_by_its_path(path: tuple[str | int, ...], kind: str) -> None:
    assert kind_of(path) == kind


def test_a_problem_stands_at_the_column_of_its_words() -> None:
    values = clean()
    section(values, "what-it-is")["body"] = [f"**Note** this [@A]. {CHANCE}"]
    (hit,) = hits(values)
    assert hit.problem.at == Location("sections/1/body/0", 1, "**Note** this [@A]. It happens to 1".rindex("1") + 1)


# --- where rules look


def test_shared_passages_and_answers_are_checked_too() -> None:
    shared = passages(asks={"place": {"type": "text", "ask": "Where?"}}, one=[CHANCE], two=["Go to {place}."])
    owner = _clinic(answers={"all": {"place": "the house where 1 in 8 goes"}})
    found = {str(hit.problem.at) for hit in hits(shared=shared, owner=owner) if hit.problem.code == "C101"}
    assert found == {"passages/one/body/0:1:15", "answers/all/place:1:17"}


def test_english_rules_look_at_english_only() -> None:
    def german(values: dict[str, object]) -> None:
        values["lang"] = "de"
        section(values, "what-it-is")["body"] = [CHANCE]

    assert "C101" not in leaf(german)()
    assert "C101" in says(CHANCE)()


# --- a clinic's own severities


@pytest.mark.parametrize("level", ["info", "warning", "error"])
def test_a_clinic_says_how_much_a_rule_matters(level: str) -> None:
    values = clean()
    section(values, "what-it-is")["body"] = ["Fainting is rare."]
    (hit,) = hits(values, owner=_clinic(policy={"rules": {"C109": level}}))
    assert hit.problem.severity == Severity(level)


def test_a_clinic_switches_a_rule_off() -> None:
    values = clean()
    section(values, "what-it-is")["body"] = ["Fainting is rare."]
    assert hits(values, owner=_clinic(policy={"rules": {"C109": "off"}})) == []


def test_a_safety_rule_stays_as_it_is() -> None:
    values = clean()
    section(values, "what-it-is")["body"] = [CHANCE]
    found = hits(values, owner=_clinic(policy={"rules": {"C101": "off"}}))
    assert {(hit.problem.code, hit.problem.severity) for hit in found} == {
        ("C101", Severity.ERROR),
        ("S046", Severity.ERROR),
    }


def test_a_rule_that_is_not_there_is_told() -> None:
    (hit,) = hits(owner=_clinic(policy={"rules": {"c109": "off"}}))
    assert (hit.problem.code, hit.problem.at) == ("S045", Location("policy/rules/c109", 1, 1))
    assert hit.problem.hint == 'did you mean "C109"?'


# --- what is said of rules


@pytest.mark.parametrize("code", KNOWN)
def test_every_rule_is_explained(code: str) -> None:
    rule = KNOWN[code]
    said = "\n".join(explained(rule))
    assert rule.says in said
    assert rule.why in said
    assert ("safety rule" in said) == (rule.safety and code in RULES)
    assert ("policy:" in said) == (code in RULES and not rule.safety)


def test_the_overview_has_a_line_for_each_rule() -> None:
    assert [line.split()[0] for line in overview()] == sorted(KNOWN)


def test_the_same_leaflet_on_the_same_day_gives_the_same_list() -> None:
    values = clean()
    section(values, "what-it-is")["body"] = [CHANCE, "Fainting is rare.", CHANCE]
    found = hits(values, day=TODAY)
    assert found == hits(values, day=TODAY)
    assert len(found) == len(set(found)) == 3
    assert codes(found) == {"C101", "C109"}


# --- mendings keep the meaning


def mended_text(text: str) -> str:
    """A paragraph after its mendings."""
    values = clean()
    section(values, "what-it-is")["body"] = [text]
    found = [hit.mending for hit in hits(values) if hit.mending and hit.mending.at.file == "sections/1/body/0"]
    return mended(text, sorted(found, key=lambda one: one.at.column))[0]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("You can’t, won't and shan't.", "You cannot, will not and shall not."),
        ("Don't go. It isn't far.", "Do not go. It is not far."),
        ("Two pads and **ten** tablets", "2 pads and **10** tablets"),
        ("In 2019-2021 we asked 12000 women.", "In 2019 to 2021 we asked 12,000 women."),
        ("Take .5 of it, 5-10 times.", "Take 0.5 of it, 5 to 10 times."),
        ("Come at 5:30 pm or 6 p.m. on 1st May.", "Come at 5.30pm or 6pm on 1 May."),
        ("It is on 2 Sept.", "It is on 2 September."),
        ("Prior to it, rest in order to sleep.", "Before it, rest to sleep."),
        ("Bring pads & a book, i.e. a novel [@A].", "Bring pads and a book, that is a novel [@A]."),
    ],
)
def test_mendings_say_the_same(text: str, good: str) -> None:
    assert mended_text(text) == good


@pytest.mark.parametrize(
    "text",
    [
        "Come to Ward Two at Mother & Baby, room 1204.",
        "Use code 12345, or page 3-4, open 24-7.",
        "In 2019 in the north. Ring 020 7946 0018.",
        "Why don't you come? Come on 06/07/2026 at 12pm or 17:30.",
        "It starts at 5 p.m. Then we rest.",
        "Two-thirds rest in a two-bed room; one of you may go.",
        "You refrain from it upon the day.",
        "Take two 500mg of it.",
    ],
)
def test_what_a_person_must_decide_is_never_mended(text: str) -> None:
    assert mended_text(text) == text
