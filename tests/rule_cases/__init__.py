"""Cases of rules: for each rule a leaflet that breaks it and the nearest one that keeps it.

Each side of a case is a function that returns the codes a check finds.
"""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from hsgleaflet.check.run import Case, Hit, run
from hsgleaflet.check.subjects import Paper
from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from tests.samples import Json, Marks, clinic, contacts, leaflet_values, read_as

TODAY = datetime.date(2026, 11, 25)
Codes = Callable[[], set[str]]
Change = Callable[[Json], object]


FIGURE = {
    "figure": {"picture": "hsg-open", "alt": "A tube on each side of the womb.", "caption": "Both tubes are open."}
}


class Tried(NamedTuple):
    """A rule with what breaks it and what does not."""

    code: str
    breaks: Codes
    keeps: Codes


def hits(
    values: Json | None = None,
    *,
    shared: PassageFile | None = None,
    owner: ClinicFile | None = None,
    papers: tuple[Paper, ...] = (),
    day: datetime.date = TODAY,
) -> list[Hit]:
    """What the rules find in a leaflet."""
    leaflet = read_as(LeafletFile, clean() if values is None else values)
    marks = Marks()
    passages = Marked(shared, marks) if shared else None
    return run(Case(Marked(leaflet, marks), day, passages, Marked(owner or good_clinic(), marks), papers))


def good_clinic() -> ClinicFile:
    return clinic(contacts=contacts(feedback="020 7123 4568"))


def codes(found: list[Hit]) -> set[str]:
    return {hit.problem.code for hit in found}


def clean() -> Json:
    """The sample leaflet, with everything that the rules ask for."""
    values = leaflet_values(patient_involvement="6 women read it")
    values["sources"]["A"]["year"] = 2020
    section(values, "disclaimer")["body"] = ["It cannot cover everything. Ask for an interpreter."]
    risk = section(values, "risks")["risks"][0]
    risk |= {"who": "women who had the test", "means": "Pain and a fever", "we_do": "We give you tablets"}
    section(values, "benefits")["body"] = ["It helps 90 in 100 women [@A]. We found no figure for men."]
    values["sections"].insert(-1, {"part": "going-home", "heading": "What now?", "body": ["You can drive.", FIGURE]})
    questions = {"ask": ["What if it fails?"], "lines": 4}
    values["sections"].insert(-1, {"part": "questions", "heading": "What may I ask?", "questions": questions})
    return values


def section(values: Json, part: str) -> Json:
    found: Json = next(one for one in values["sections"] if one.get("part") == part)
    return found


def leaf(change: Change, **rest: Any) -> Codes:
    """A leaflet with one change."""

    def found() -> set[str]:
        values = clean()
        change(values)
        return codes(hits(values, **rest))

    return found


def says(text: str, part: str = "what-it-is") -> Codes:
    """A leaflet that says one more thing in a paragraph."""
    return leaf(lambda values: section(values, part).setdefault("body", []).append(text))


def has(block: Any, part: str = "what-it-is") -> Codes:
    """A leaflet with one more block."""
    return leaf(lambda values: section(values, part).setdefault("body", []).append(block))


def put(part: str, /, **changes: Any) -> Codes:
    """A leaflet with a section changed."""
    return leaf(lambda values: section(values, part).update(changes))


def top(**changes: Any) -> Codes:
    """A leaflet with other values at its top."""
    return leaf(lambda values: values.update(changes))


def risk_row(**changes: Any) -> Codes:
    """A leaflet with its risk row changed; None takes a key out."""

    def change(values: Json) -> None:
        row = section(values, "risks")["risks"][0] | changes
        section(values, "risks")["risks"][0] = {key: value for key, value in row.items() if value is not None}

    return leaf(change)
