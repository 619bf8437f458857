"""A leaflet on which every score sheet finds what it asks for, and the ways of taking one thing away."""

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache
from typing import Any

from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.model.document import Document
from hsgleaflet.model.leaflet import LeafletFile
from hsgleaflet.problems import Problem
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.work.reading import reading
from tests.samples import Json, clinic, composed, laid_out, leaflet_values, read_as

Change = Callable[[Json], None]
"""Takes one thing away from a leaflet."""

_ARRAY = {"icon_array": {"what": "Found a cause", "n": 90, "per": "100", "source": "A"}}
_FILLER = ["You can ask us at any time.", "We help you.", "We tell you more."]
SECTIONS: list[Json] = [
    {"part": "tell-us-first", "heading": "Tell us first if", "checklist": ["you are pregnant", "you bleed easily"]},
    {"part": "what-it-is", "heading": "What is it, and why have it?",
     "body": ["The main reason is bleeding. We look inside your cervix (the neck of the womb).", _ARRAY]},
    {"part": "benefits", "heading": "What are the benefits?",
     "body": ["It finds the cause in 90 in 100 people, and not in 10 [@A]. It is quick, and you go home soon.",
              "You can ask us all that you want to know. We can often treat what we find at once, so that you need "
              "not come again."]},
    {"part": "alternatives", "heading": "What else could I have?",
     "body": [{"table": {"caption": "Other choices", "columns": ["Choice", "Good to know"], "rows": [
         ["A scan", "It is easy to have."], ["No test", "We would not know the cause."]]}}]},
    {"part": "preparation", "heading": "How do I get ready?", "steps": [
        {"when": "Before", "do": "Ring {clinic_phone} so that we can plan it."}, {"when": "That day", "do": "Eat."}]},
    {"part": "on-the-day", "heading": "What happens?", "body": [
        {"steps": [{"when": "First", "do": "You lie down."}, {"when": "Then", "do": "It may hurt."}]}, _ARRAY]},
    {"part": "risks", "heading": "What are the risks?", "risks": [
        {"what": "Infection", "n": 1, "per": "100", "period": "in the week after", "means": "You may have a fever",
         "we_do": "We give you antibiotics", "source": "A", "picture": "true"},
        {"what": "Bleeding", "unknown": "true", "means": "You may need to stay", "we_do": "We stop it"}]},
    {"part": "after-effects", "heading": "How might I feel?", "bands": {"expected": ["cramp", "spotting"]}},
    {"part": "get-help", "heading": "When do I need help?", "bands": {"call_us": ["a fever"], "emergency": ["fits"]}},
    {"part": "going-home", "heading": "What can I do at home?",
     "body": ["You can drive and work when you feel ready. Wait 2 days before you have sex."]},
    {"part": "results", "heading": "When do I get my result?",
     "body": ["We tell you that day. If nothing is found, we talk about what is next.",
              "The test can be wrong. It finds 60 of 100 women with it [@A]."]},
    {"part": "questions", "heading": "What may I ask?", "questions": {"ask": ["What do you look for?"], "lines": 6}},
    {"part": "support", "heading": "What other help is there?", "body": ["Read more at [www.nhs.uk](https://www.nhs.uk)."]},
    {"part": "disclaimer", "heading": "About this leaflet", "body": _FILLER},
]  # fmt: skip

RICH: Json = leaflet_values(
    purpose="A test that looks inside your womb, to help you choose.",
    key_points=["Ring {clinic_phone} to book.", "You are awake.", "You can stop."],
    sections=SECTIONS,
)
COMPARED: Json = {
    "part": "comparison",
    "heading": "How do they compare?",
    "body": [{"table": {"caption": "Side by side", "columns": ["Question", "Scan", "Camera"], "rows": [
        ["What can it find?", "Growths in 50 in 100 women", "Growths in 90 in 100 women"],
        ["What can go wrong?", "Nothing is known to", "A problem in 2 in 1,000"],
        ["How does it feel?", "No pain", "Cramp"]]}}],
}  # fmt: skip
COMPARED_BOTH_SIDES: Json = json.loads(json.dumps(COMPARED).replace("in 1,000", "in 1,000; 998 have none"))


def made(*changes: Change) -> LeafletFile:
    """The rich leaflet with some things changed."""
    values = deepcopy(RICH)
    for change in changes:
        change(values)
    return read_as(LeafletFile, values)


def subject_of(value: LeafletFile, problems: Iterable[Problem] = (), logo: str = "", **given: Any) -> Subject:
    """A leaflet as the score sheets look at it, for the sample clinic with some values changed."""
    where = clinic(**given)
    document = composed(value, where).document
    return Subject(value, where, document, laid_out(document), reading(document, value), problems, {}, logo)


@cache
def rich() -> Subject:
    """The leaflet that lacks nothing."""
    return subject_of(made())


def looked_at(document: Document, layout: Layout | None = None) -> Subject:
    """A document that no leaflet was composed to."""
    value = made()
    pages = layout if layout is not None else laid_out(document)
    return Subject(value, clinic(), document, pages, reading(document, value))


def without(*parts: str) -> Change:
    """Leave out parts."""

    def change(values: Json) -> None:
        values["sections"] = [section for section in values["sections"] if section["part"] not in parts]

    return change


def instead(part: str, **section: Any) -> Change:
    """Put other content under the heading of a part."""

    def change(values: Json) -> None:
        for number, found in enumerate(values["sections"]):
            if found["part"] == part:
                values["sections"][number] = {"part": part, "heading": found["heading"]} | section

    return change


def field(**given: Any) -> Change:
    """Change fields of the leaflet."""
    return lambda values: values.update(given)


def compared(values: Json) -> None:
    """Make the leaflet one that compares two options."""
    values.update(kind="comparison", options={"scan": "Scan", "camera": "Camera"})
    without("benefits", "risks", "alternatives")(values)
    values["sections"].insert(2, deepcopy(COMPARED))


def every(*changes: Change) -> Change:
    """Make several changes."""

    def change(values: Json) -> None:
        for one in changes:
            one(values)

    return change


def rows(*changed: Json) -> Change:
    """Change rows of the risk table."""

    def change(values: Json) -> None:
        (section,) = [one for one in values["sections"] if one["part"] == "risks"]
        section["risks"] = [row | new for row, new in zip(section["risks"], changed, strict=False)]

    return change
