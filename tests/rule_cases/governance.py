"""Cases of `check.governance`."""

import datetime
from typing import Any

from msgspec.structs import replace

from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.leaflet import LeafletFile
from tests.rule_cases import Codes, Tried, clean, codes, hits, leaf, put, top
from tests.samples import clinic, composed, contacts, read_as

DATES = {"written": "2026-11-23", "evidence_checked": "2026-11-20", "review_by": "2028-11-23"}
SOURCE = {"title": "A study", "organisation": "A society"}


def _on(day: str) -> Codes:
    return leaf(lambda values: None, day=datetime.date.fromisoformat(day))


def _dates(**changes: str) -> Codes:
    return top(dates=DATES | changes)


def _sources(**sources: Any) -> Codes:
    return top(sources={"A": SOURCE | {"year": 2020}, **sources})


def _clinic(**changes: Any) -> Codes:
    return leaf(lambda values: None, owner=clinic(contacts=contacts(**changes)))


def _example(**changes: Any) -> Codes:
    owner = {"contacts": contacts(feedback="Ring 020 7123 4568"), "answers": {"all": {"window": ["6", "12"]}}}
    return leaf(lambda values: None, owner=clinic(examples=["window"], **owner, **changes))


def _without_numbers() -> Codes:
    values = clean()
    for section in values["sections"]:
        section.pop("risks", None)
        section["body"] = ["We found no figure. You can wait."] if "body" in section else section.get("body")
    return leaf(lambda one: one.update(values | {"sources": {}, "kind": "aftercare"}))


def _document(running: str = "TST-001 v1.0", *, offers: bool = True) -> Codes:
    def found() -> set[str]:
        values = clean()
        if not offers:
            values["sections"][-1]["body"] = ["It cannot cover everything."]
        leaflet = read_as(LeafletFile, values)
        document = replace(composed(leaflet, clinic()).document, running=running)
        return codes(hits(values, papers=(Paper(document, leaflet),)))

    return found


CASES = [
    Tried("G201", top(owner="Dr Ada Field"), top(owner="Doctor on call")),
    Tried("G201", top(owner="Ada Field"), top(owner="Lead Nurse")),
    Tried("G202", _on("2028-11-24"), _on("2028-11-23")),
    Tried("G203", _on("2028-08-24"), _on("2028-08-23")),
    Tried("G204", _on("2028-05-24"), _on("2028-05-23")),
    Tried("G205", _dates(written="2026-12-01"), _dates(written="2026-11-25")),
    Tried("G205", _dates(evidence_checked="2026-12-01"), _dates(evidence_checked="2026-11-25")),
    Tried("G206", _dates(evidence_checked="2026-05-01"), _dates(evidence_checked="2026-06-01")),
    Tried("G207", top(funding="tbc"), top(funding="none")),
    Tried("G208", top(patient_involvement="none yet"), top(patient_involvement="6 women read it")),
    Tried("G209", _sources(B=SOURCE | {"year": 2020}), _sources()),
    Tried("G210", _without_numbers(), _sources()),
    Tried("G211", top(sources={"A": SOURCE}), _sources()),
    Tried("G212", top(number="NEW-001"), top(number="GYN-001")),
    Tried("G213", _clinic(), _clinic(feedback="Ring 020 7123 4568")),
    Tried("G214", _document("TST-001"), _document()),
    Tried("G216", _example(), _example(fictional="true")),
    Tried("G216", _example(), leaf(lambda values: None)),
    Tried("G215", _document(offers=False), _document()),
    Tried("G215", _document(offers=False), put("disclaimer", body=["Ask for an interpreter."])),
]
