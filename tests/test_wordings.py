"""Short and easy-read wordings: what each prints, and what none may leave out."""

from typing import Any

import pytest

from hsgleaflet.model import wordings
from hsgleaflet.model.leaflet import LeafletFile
from tests.samples import Json, leaflet, leaflet_values

SERIOUS: Json = {
    "what": "Hole in the womb", "n": 2, "per": "1000", "who": "After the menopause", "serious": "true", "source": "A",
}  # fmt: skip


def with_parts(top: Json | None = None, **parts: Json) -> LeafletFile:
    """The sample leaflet with sections changed, each named by its part, and what stands at its head."""
    values = leaflet_values(**(top or {}))
    for section in values["sections"]:
        section |= parts.get(section["part"].replace("-", "_"), {})
    values["sections"][5]["risks"].append(SERIOUS)
    return leaflet(**values)


def easy(**parts: Json) -> LeafletFile:
    """The sample leaflet with an easy-read wording, sections of it changed; one that is None is gone."""
    say: Json = {"ideas": [{"icon": "info", "say": "It is easy."}]}
    risk: Json = {"ideas": [{"icon": "info", "say": "It makes a hole in 2 in 1,000 wombs.", "risk": SERIOUS["what"]}]}
    given: dict[str, Any] = {
        "tell_us_first": say, "what_it_is": say, "preparation": say, "risks": risk, "disclaimer": say,
        "after_effects": say | {"bands": {"expected": ["pain"]}},
        "get_help": {"bands": {"call_us": ["fever"], "emergency": ["fits"]}},
    }  # fmt: skip
    return with_parts(**{part: {"easy_read": words} for part, words in (given | parts).items() if words})


def told(found: LeafletFile) -> list[tuple[str, str]]:
    return [(finding.code, ".".join(map(str, finding.path))) for finding in wordings.findings(found)]


def one_idea(**changes: Any) -> Json:
    return {"easy_read": {"ideas": [{"icon": "info", "say": "It is easy."} | changes]}}


# --- which wordings there are


def test_a_leaflet_has_the_wordings_it_gives() -> None:
    assert [wordings.has(leaflet(), name) for name in ("full", "short", "easy-read")] == [True, False, False]
    assert wordings.has(leaflet(short={"key_points": ["One.", "Two."]}), "short")
    assert wordings.has(with_parts(benefits={"in_short": "false"}), "short")
    assert wordings.has(with_parts(benefits={"short": {"body": ["Less."]}}), "short")
    assert wordings.has(with_parts(benefits=one_idea()), "easy-read")


def test_a_short_wording_leaves_out_what_it_says_and_keeps_the_rest() -> None:
    found = with_parts(benefits={"in_short": "false"})
    assert [number for number, _ in wordings.sections(found, "short")] == [0, 1, 3, 4, 5, 6, 7, 8]
    assert len(wordings.sections(found, "full")) == 9


def test_an_easy_read_wording_has_the_sections_that_are_written_for_it() -> None:
    assert [number for number, _ in wordings.sections(easy(), "easy-read")] == [0, 1, 4, 5, 6, 7, 8]


# --- what a wording prints


def test_short_words_take_the_place_of_a_text_and_its_heading() -> None:
    section = with_parts(preparation={"body": ["Long."], "short": {"heading": "Ready?", "body": ["Rest."]}}).sections[4]
    shown, moved = wordings.reworded(section, "short")
    assert (shown.heading, shown.body, shown.steps) == ("Ready?", ["Rest."], None)
    assert moved == ("short", frozenset(("heading", "body")))
    assert wordings.reworded(section, "full")[0] is section


def test_risks_and_bands_stay_unless_they_are_given() -> None:
    found = with_parts(risks={"body": ["Long."], "short": {"body": ["Less."]}})
    shown = wordings.reworded(found.sections[5], "short")[0]
    assert (shown.body, shown.risks) == (["Less."], found.sections[5].risks)


def test_easy_words_take_the_place_of_everything() -> None:
    section = easy(get_help={"heading": "Help", "bands": {"call_us": ["fever"], "emergency": ["fits"]}}).sections[7]
    shown, moved = wordings.reworded(section, "easy-read")
    assert (shown.heading, shown.body) == ("Help", None)
    assert shown.bands
    assert shown.bands.call_us == ["fever"]
    assert moved == ("easy_read", frozenset(("heading", "bands")))
    assert wordings.reworded(with_parts().sections[7], "easy-read")[0].bands is None


# --- what may not be left out


def test_the_sample_wordings_have_nothing_wrong() -> None:
    assert told(easy()) == []
    assert told(with_parts(benefits={"in_short": "false"})) == []


@pytest.mark.parametrize("part", sorted(wordings.NEVER_LEFT_OUT))
def test_a_part_that_keeps_a_reader_safe_is_not_left_out(part: str) -> None:
    found = with_parts(**{part.replace("-", "_"): {"in_short": "false"}})
    place = next(number for number, section in enumerate(found.sections) if section.part == part)
    assert told(found)[0] == ("S050", f"sections.{place}.in_short")
    without = easy(**{part.replace("-", "_"): None})  # type: ignore[arg-type]
    assert told(without)[0] == ("S050", f"sections.{place}.part")


def test_a_section_is_shortened_or_left_out_and_something_is_left_of_it() -> None:
    both = with_parts(benefits={"in_short": "false", "short": {"body": ["Less."]}})
    assert told(both) == [("S050", "sections.2.in_short")]
    assert told(with_parts(benefits={"short": {"heading": "Good?"}})) == [("S050", "sections.2.short")]
    assert told(with_parts(risks={"short": {"heading": "Risks"}})) == []


@pytest.mark.parametrize("key", ["short", "easy_read"])
def test_bands_are_not_left_out(key: str) -> None:
    bands = {"bands": {"call_us": ["a fever"]}}
    found = with_parts(get_help={"short": bands}) if key == "short" else easy(get_help=bands)
    assert told(found) == [("S051", f"sections.7.{key}")]


def test_serious_risks_are_not_left_out_of_a_short_wording() -> None:
    mild = {"what": "Infection", "n": 1, "per": "100", "who": "All"}
    assert told(with_parts(risks={"short": {"risks": [mild]}})) == [("S052", "sections.5.risks.1.what")]
    assert told(with_parts(risks={"short": {"risks": [SERIOUS]}})) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"n": 3}, "1"), ({"per": "100"}, "1"), ({"bound": "about"}, "1"), ({"what": "Hole in a womb"}, "1.what")],
)
def test_the_risks_of_a_short_wording_are_those_of_the_full_one(changes: Json, place: str) -> None:
    found = with_parts(risks={"short": {"risks": [SERIOUS, SERIOUS | changes]}})
    assert told(found) == [("S052", f"sections.5.short.risks.{place}")]


def test_serious_risks_are_told_in_easy_words_with_their_numbers() -> None:
    def risks(**changes: Any) -> LeafletFile:
        return easy(
            risks={"ideas": [{"icon": "info", "say": "A hole, in 2 in 1,000.", "risk": SERIOUS["what"]} | changes]}
        )

    place = "sections.5.easy_read.ideas.0.risk"
    assert told(risks()) == []
    assert told(risks(say=["A hole.", "2 in 1000 people."])) == []
    assert told(risks(say="A hole, in 2 in 100.")) == [("S052", place)]
    assert told(risks(risk=None)) == [("S052", "sections.5.risks.1.what")]
    assert told(risks(risk="Holes")) == [("S052", place), ("S052", "sections.5.risks.1.what")]


def test_an_idea_has_one_picture() -> None:
    place = "sections.1.easy_read.ideas.0"
    assert told(easy(what_it_is=one_idea(picture="hsg-open")["easy_read"])) == [("S053", place)]
    assert told(easy(what_it_is=one_idea(icon=None)["easy_read"])) == [("S053", place)]
