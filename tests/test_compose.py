"""A whole leaflet composed: answers, passages, parts that must not vanish, and what the Document says of itself."""

from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Section, plain, plain_text, walk
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from tests.samples import (
    Json,
    approved,
    clinic,
    compose_problems,
    composed,
    document,
    leaflet,
    leaflet_values,
    passages,
    raw,
    read_as,
    spot,
    with_section,
)

OPTIONAL = {"place": {"type": "text", "ask": "Where can patients park?", "optional": "true"}}
PHONE = {"line": {"type": "phone", "ask": "Which number?", "seen": "one for all sites"}}


def told(
    leaflet: LeafletFile, clinic_: ClinicFile | None = None, shared: PassageFile | None = None
) -> list[tuple[str, str]]:
    """Codes and places of what is wrong."""
    return [(problem.code, str(problem.at)) for problem in compose_problems(leaflet, clinic_ or clinic(), shared)]


def replaced(part: str, **changes: Any) -> LeafletFile:
    """The sample leaflet with one part changed, and an optional question that nobody answered."""
    values = leaflet_values(asks=OPTIONAL)
    next(section for section in values["sections"] if section.get("part") == part).update(changes)
    return leaflet(**values)


# --- the Document


def test_sections_stand_in_the_order_they_were_written() -> None:
    headings = [plain(block.heading) for block in walk(document().blocks) if isinstance(block, Section)]
    assert headings == ["Sample test", *(section["heading"] for section in leaflet_values()["sections"])]


def test_every_block_has_an_id_of_its_own() -> None:
    ids = [block.id for block in walk(document().blocks)]
    assert all(ids)
    assert len(ids) == len(set(ids))


def test_a_place_is_found_by_an_id_or_by_what_is_around_it() -> None:
    found = document()
    assert str(found.location("sections.1.body.0")) == "sections/1/body/0:1:1"
    assert str(found.location("sections.1.body.7.list")) == "sections/1:1:1"
    assert found.location("nowhere") is None


def test_get_help_is_meant_for_the_back_and_boxed_parts_have_their_role() -> None:
    sections = {block.part: block for block in walk(document().blocks) if isinstance(block, Section)}
    assert sections["get-help"].slot == "back"
    assert sections["tell-us-first"].role == "tell-us-first"
    assert [part for part, section in sections.items() if section.slot] == ["get-help"]


def test_a_made_up_clinic_and_a_draft_say_so() -> None:
    draft, made_up = composed(leaflet(), clinic()), composed(leaflet(), clinic(fictional="true"))
    assert "DRAFT" in draft.document.band
    assert approved(draft).band == ""
    assert approved(made_up).band == "Made-up clinic."
    assert "Made-up clinic" in made_up.document.band


def test_the_subject_is_plain_words() -> None:
    found = document(purpose="A **test** [@A] for {clinic_name}.")
    assert found.meta.subject == "A test for Sample Clinic."


@pytest.mark.parametrize(("lang", "direction"), [("en-GB", "ltr"), ("ur", "rtl"), ("he", "rtl"), ("pl", "ltr")])
def test_the_language_decides_the_direction(lang: str, direction: str) -> None:
    assert document(lang=lang).direction == direction


@pytest.mark.parametrize("name", ["**X**", "{clinic_phone}", "<b>X</b>", "[a](https://x.org)", "{0} %s \\"])
def test_a_clinics_name_is_never_read(name: str) -> None:
    shown = composed(with_section(body=["We are {clinic_name}."]), clinic(name=name)).document
    assert f"\nWe are {name}.\n" in plain_text(shown)
    assert shown.meta.clinic == name


# --- questions


def test_a_question_without_an_answer_is_told_at_the_clinic() -> None:
    (problem,) = compose_problems(leaflet(asks=PHONE), clinic())
    assert problem.code == "S023"
    assert problem.message == 'leaflet "sample" asks for line: Which number? Seen elsewhere: one for all sites.'
    assert problem.hint == "answer it under answers: sample: line:"


def test_a_wrong_answer_is_told_where_it_stands_and_nowhere_else() -> None:
    values = replace(with_section(body=["Ring {line}. Again {line}."]), asks=leaflet(asks=PHONE).asks)
    assert told(values, clinic(answers={"all": {"line": "soon"}})) == [("S020", "answers/all/line:1:1")]


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = with_section(body=["Ring {linee}.", "A fact [@B].", "Say **stop", {"use": "nothing"}])
    assert [code for code, _ in told(found)] == ["M002", "M003", "M001", "M005"]


# --- what a clinic switches on

SWITCH = {"stay": {"type": "yes-no", "ask": "Can patients stay the night?"}}
BEDS = {"beds": {"type": "text", "ask": "Where are the beds?", "only_if": "stay"}}


def switched(*body: Any, asks: Json = SWITCH | BEDS) -> LeafletFile:
    values = leaflet_values(asks=asks)
    values["sections"].insert(-2, {"heading": "One more", "body": list(body)})
    return leaflet(**values)


def words(found: LeafletFile, shared: PassageFile | None = None, **answers: str) -> list[str]:
    """The words that are printed for answers."""
    return plain_text(composed(found, clinic(answers={"all": answers}), shared).document).split()


@pytest.mark.parametrize(("answer", "printed"), [("yes", True), ("no", False)])
@pytest.mark.parametrize(
    "block",
    [
        {"only_if": "stay", "body": ["asleep"]},
        {"only_if": "stay", "body": [{"heading": "Night", "body": [{"list": ["asleep"]}]}]},
        {
            "table": {
                "caption": "C",
                "columns": ["A", "B"],
                "rows": [{"only_if": "stay", "row": ["a", "asleep"]}],
            }
        },
    ],
)
def test_a_part_is_printed_where_its_question_is_answered_yes(block: Json, answer: str, printed: bool) -> None:
    found = switched("First.", block)
    assert ("asleep" in words(found, stay=answer, beds="Ward 1")) is printed
    assert composed(found, clinic(answers={"all": {"stay": "no"}})).omitted == ()


def test_a_section_is_printed_where_its_question_is_answered_yes() -> None:
    values = leaflet_values(asks=SWITCH)
    values["sections"].insert(-2, {"heading": "Staying", "only_if": "stay", "body": ["asleep"]})
    assert {"Staying", "asleep"} <= set(words(leaflet(**values), stay="yes"))
    assert not {"Staying", "asleep"} & set(words(leaflet(**values), stay="no"))


def test_rows_that_are_not_switched_stay_when_others_go() -> None:
    rows = [["a", "b"], {"only_if": "stay", "row": ["c", "d"]}, ["e", "f"]]
    made = switched({"table": {"caption": "C", "columns": ["A", "B"], "rows": rows}}, asks=SWITCH)
    for answer, cells in (("yes", "a b c d e f"), ("no", "a b e f")):
        assert cells in " ".join(words(made, stay=answer))


def test_a_question_that_hangs_on_another_is_asked_after_a_yes_only() -> None:
    found = switched({"only_if": "stay", "body": ["Go to {beds}."]})
    assert told(found, clinic(answers={"sample": {"stay": "no"}})) == []
    yes = compose_problems(found, clinic(answers={"sample": {"stay": "yes"}}))
    assert [problem.message for problem in yes] == ['leaflet "sample" asks for beds: Where are the beds?']
    assert [problem.message for problem in compose_problems(found, clinic())] == [
        'leaflet "sample" asks for stay: Can patients stay the night?',
        'leaflet "sample" asks for beds: Where are the beds?',
    ]


def test_a_switch_is_a_yes_or_no_question_and_has_no_words() -> None:
    answers = clinic(answers={"sample": {"stay": "yes", "beds": "Ward 1"}})
    assert told(switched({"only_if": "beds", "body": ["Words."]}), answers) == [
        ("M018", "sections/7/body/0/only_if:1:1")
    ]
    assert told(switched({"only_if": "stey", "body": ["Words."]}), answers) == [
        ("M002", "sections/7/body/0/only_if:1:1")
    ]
    assert told(switched("Is it {stay}?"), answers) == [("M017", "sections/7/body/0:1:7")]


def test_a_shared_question_may_be_a_switch() -> None:
    shared = passages(SWITCH, night=[{"only_if": "stay", "body": ["asleep"]}])
    found = with_section(use="night")
    assert "asleep" in words(found, shared, stay="yes")
    assert "asleep" not in words(found, shared, stay="no")
    assert [code for code, _ in told(found, clinic(), shared)] == ["S023"]


# --- what may not vanish


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("tell-us-first", {"checklist": ["you come by car. Park at {place}"]}),
        ("preparation", {"steps": [{"when": "Before", "do": "Park at {place}."}]}),
        ("after-effects", {"bands": {"expected": ["Park at {place}."]}}),
        ("get-help", {"bands": {"call_us": ["Park at {place}."], "emergency": ["fits"]}}),
        ("disclaimer", {"body": ["Park at {place}."]}),
        ("benefits", {"heading": "Where is {place}?"}),
        ("benefits", {"body": [{"callout": {"title": "At {place}", "body": ["Words."]}}]}),
        ("benefits", {"body": [{"heading": "At {place}", "body": ["Words."]}]}),
        ("benefits", {"body": [{"table": {"caption": "At {place}", "columns": ["A", "B"], "rows": [["a", "b"]]}}]}),
        ("benefits", {"body": [{"table": {"caption": "C", "columns": ["A", "B"], "rows": [["{place}", "b"]]}}]}),
        ("risks", {"risks": [{"what": "No space at {place}", "unknown": "true"}]}),
    ],
)
def test_titles_risks_and_safety_parts_lose_no_sentence(part: str, changes: Json) -> None:
    assert {code for code, _ in told(replaced(part, **changes))} == {"C001"}
    answered = clinic(answers={"sample": {"place": "the front"}})
    assert told(replaced(part, **changes), answered) == []


def test_a_required_part_may_not_become_empty() -> None:
    assert told(replaced("benefits", body=["Park at {place}."])) == [("C002", "sections/2:1:1")]
    assert told(replaced("benefits", body=["Park at {place}.", "It helps."])) == []


def test_another_part_may_become_empty_and_is_listed() -> None:
    values = raw(with_section(part="booking", body=["Park at {place}."], heading="Parking"))
    found = composed(leaflet(**values | {"asks": OPTIONAL}), clinic())
    assert "Parking" not in plain_text(found.document)
    assert [gone.text for gone in found.omitted] == ["Park at {place}."]


@pytest.mark.parametrize(
    ("step", "gone"),
    [
        ({"when": "At {place}", "do": "Get out."}, ["At {place}", "Get out."]),
        ({"when": "On the day", "do": "Go to {place}."}, ["Go to {place}.", "On the day"]),
    ],
)
def test_a_step_goes_with_both_of_its_texts_and_both_are_listed(step: Json, gone: list[str]) -> None:
    steps = [{"when": "First", "do": "Sit."}, step, {"when": "Last", "do": "Stand."}]
    found = composed(replaced("benefits", body=[{"steps": steps}]), clinic())
    assert [omitted.text for omitted in found.omitted] == gone
    assert "1\nFirst\nSit.\n2\nLast\nStand." in plain_text(found.document)


# --- passages


def test_a_passage_is_used_as_a_section_and_inside_one() -> None:
    shared = passages(parking=["Park at the front."])
    whole = composed(with_section(heading=None, use="parking"), clinic(), shared).document
    assert "Parking\nPark at the front." in plain_text(whole)
    inside = composed(with_section(body=["First.", {"use": "parking"}]), clinic(), shared).document
    assert "First.\nPark at the front." in plain_text(inside)


def test_only_the_questions_of_passages_that_are_used_are_asked() -> None:
    shared = passages(PHONE, parking=["Ring {line}."], other=["Nothing to ask."])
    assert told(with_section(use="other"), shared=shared) == []
    assert [code for code, _ in told(with_section(use="parking"), shared=shared)] == ["S023"]


@pytest.mark.parametrize(
    "found",
    [
        with_section(body=[{"use": "outer"}]),
        with_section(body=[{"callout": {"title": "Box", "body": [{"use": "outer"}]}}]),
        with_section(body=["Ring {line}."]),
        leaflet(purpose="Ring {line}."),
        leaflet(asks={"rule": {"type": "choice", "ask": "Which?", "options": {"a": "Ring {line}.", "b": "Wait."}}}),
    ],
)
def test_a_shared_question_is_asked_wherever_it_is_named(found: LeafletFile) -> None:
    shared = passages(PHONE, outer=[{"use": "inner"}], inner=["Ring {line}."])
    own = {"sample": {"rule": "a"}} if found.asks else {}
    answered = clinic(answers={"all": {"line": "020 7123 0001"}, **own})
    assert told(found, answered, shared) == []


def test_passages_that_use_each_other_are_refused() -> None:
    shared = passages(one=[{"use": "two"}], two=[{"use": "one"}])
    assert {code for code, _ in told(with_section(body=[{"use": "one"}]), shared=shared)} == {"M006"}
    assert {code for code, _ in told(with_section(use="one"), shared=shared)} == {"M006"}


def test_a_passage_with_risks_or_bands_is_used_by_a_section_only() -> None:
    content = {"heading": "Help", "bands": {"call_us": ["a fever"]}}
    values = {"schema_version": "1", "lang": "en-GB", "passages": {"help": content}}
    shared = read_as(PassageFile, values)
    assert [code for code, _ in told(with_section(body=[{"use": "help"}]), shared=shared)] == ["M006"]
    whole = composed(with_section(use="help"), clinic(), shared).document
    assert plain_text(whole).count("a fever") == 2


def test_an_unknown_passage_is_told_with_the_nearest() -> None:
    (problem,) = compose_problems(with_section(use="parkng"), clinic(), passages(parking=["Words."]))
    assert (problem.code, problem.hint) == ("M005", 'did you mean "parking"?')
    assert spot("sections", 7, "use").at() == problem.at
