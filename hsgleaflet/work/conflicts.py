"""Conflicts: what the leaflets of a clinic say of one thing, side by side.

Comes in: a project, a clinic. Goes out: for driving, work, sex and tampons the sentences of each leaflet, and whether
their numbers or their rules differ. It stands alone because no leaflet can see the others. It reads English, and it
finds places where people must look; whether two leaflets may differ there, people must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from hsgleaflet.compose.reading import reading
from hsgleaflet.compose.staff import paragraph, part, staff_document, table
from hsgleaflet.model.document import Block, Document
from hsgleaflet.work.project import Project

TOPICS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "driving": re.compile(r"\b(driv(e|es|ing)|car)\b", re.IGNORECASE),
        "work": re.compile(r"\b(at|off|to|from|do|your|and|or|can|not) work\b|\b(job|sick note)\b", re.IGNORECASE),
        "sex": re.compile(r"\b(sex|condoms?|intercourse)\b", re.IGNORECASE),
        "tampons": re.compile(r"\b(tampons?|menstrual cups?)\b", re.IGNORECASE),
    }
)
"""The things that patients compare, and the words by which a sentence is known to be about one."""
Verdict = Literal["same", "may conflict", "worded differently", "one leaflet only"]
_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_FACT = re.compile(r"\d+(?:\.\d+)?|\b(?:not|no|never|until|after|before|hours?|days?|weeks?|months?)\b", re.IGNORECASE)


class Saying(Struct, frozen=True):
    """One sentence, the leaflet and the heading that it stands under."""

    leaflet: str
    heading: str
    text: str


class Topic(Struct, frozen=True):
    """What is said of one thing, and whether the leaflets agree."""

    name: str
    sayings: tuple[Saying, ...]
    verdict: Verdict


def conflicts(project: Project, clinic: Path, leaflets: Sequence[str] = ()) -> tuple[Topic, ...]:
    """Return what leaflets say of each topic that any of them speaks of; raise LeafletError if one cannot be made."""
    said: list[Saying] = []
    for leaflet in leaflets or project.clinic(clinic).value.leaflets:
        lang = project.leaflet(leaflet).value.lang
        document = project.prepare(leaflet, clinic, lang, "a4").document
        said += [
            Saying(leaflet, passage.heading, sentence)
            for passage in reading(document)
            for line in passage.lines
            for sentence in _END.split(line)
        ]
    return tuple(_topics(said))


def _topics(said: Sequence[Saying]) -> Iterator[Topic]:
    for name, pattern in TOPICS.items():
        mine = tuple(dict.fromkeys(one for one in said if pattern.search(one.text)))
        if mine:
            yield Topic(name, mine, _verdict(mine))


def _verdict(sayings: Sequence[Saying]) -> Verdict:
    leaflets = list(dict.fromkeys(one.leaflet for one in sayings))
    if len(leaflets) == 1:
        return "one leaflet only"
    texts = [{_plain(one.text) for one in sayings if one.leaflet == leaflet} for leaflet in leaflets]
    if all(first == second for first, second in pairwise(texts)):
        return "same"
    facts = [{fact.lower() for text in found for fact in _FACT.findall(text)} for found in texts]
    return "may conflict" if any(first != second for first, second in pairwise(facts)) else "worded differently"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def conflicts_document(topics: Sequence[Topic], clinic: str, day: str) -> Document:
    """Return the report as a paper for staff."""
    blocks: list[Block] = [
        paragraph("how", "The program finds the sentences. Whether leaflets may differ in them, people must say.")
    ]
    for topic in topics:
        rows = [(one.leaflet, one.heading, one.text) for one in topic.sayings]
        shown = table(f"{topic.name}.table", "", ("Leaflet", "Under", "What it says"), rows, (0.22, 0.26, 0.52))
        blocks.append(part(topic.name, f"{topic.name.capitalize()}: {topic.verdict}", [shown]))
    if not topics:
        blocks.append(paragraph("none", f"No leaflet speaks of {', '.join(TOPICS)}."))
    return staff_document(
        "What our leaflets say of the same things", "For staff, not for patients.", clinic, day, blocks
    )
