"""Governance: who looks after a leaflet, until when it holds, what it rests on.

Comes in: a leaflet, a clinic, the day. Goes out: what lets leaflets grow old unseen. It stands alone because these
rules look at what is said about a leaflet, never at its words.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from hsgleaflet.check.rule import Found, on_clinic, on_document, on_leaflet
from hsgleaflet.check.subjects import Paper, Sheet
from hsgleaflet.model.base import Model
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import plain, walk
from hsgleaflet.problems import Severity
from hsgleaflet.read.markup import bare

_SOON = datetime.timedelta(days=91)
_EARLIER = datetime.timedelta(days=183)
_OLD_EVIDENCE = datetime.timedelta(days=183)
_PERSON = re.compile(r"^(?i:dr|mr|mrs|ms|miss|mx|prof(?:essor)?|sister|sir|dame)\.? [A-Z]|^[A-Z][a-z]+ [A-Z][a-z'’-]+$")
_POSTS = re.compile(
    r"\b(?:editor|lead|manager|nurse|consultant|team|head|officer|matron|director|librarian|group|committee"
    r"|department|service|coordinator|doctor|radiographer|secretary|clinic|unit|midwife|practitioner|board)s?\b",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(r"^(?:tbc|tba|todo|n/?a|unknown|x+|-+|\?+|to be confirmed|not known)\W*$", re.IGNORECASE)
_NONE_YET = re.compile(r"^(?:none|no|nobody|not yet)\b", re.IGNORECASE)


@on_leaflet(
    "G201", Severity.ERROR, "BSUH", "NHS-STANDARD",
    why="People leave; that the author has left is the usual reason why a leaflet is out of date.",
)  # fmt: skip
def owner_is_a_post(sheet: Sheet) -> Iterator[Found]:
    """A post looks after the leaflet, never a person."""
    owner = sheet.leaflet.owner
    if _PERSON.match(owner) and not _POSTS.search(owner):
        yield Found(f'"{owner}" looks like a person', "name the post: lead nurse, library editor", path=("owner",))


@on_leaflet(
    "G202", Severity.ERROR, "NHS-STANDARD", safety=True,
    why="Nobody has looked whether an overdue leaflet is still true.",
)  # fmt: skip
def review_is_not_past(sheet: Sheet) -> Iterator[Found]:
    """The review date has not passed."""
    review_by = sheet.leaflet.dates.review_by
    if review_by < sheet.day:
        message = f"this leaflet was to be checked by {review_by}"
        yield Found(message, "check it against its sources, then give it new dates", path=("dates", "review_by"))


@on_leaflet(
    "G203", Severity.WARNING, "PAH", "NHS-STANDARD",
    why="A review takes months; begun on the day it is due, it is late.",
)  # fmt: skip
def review_is_near(sheet: Sheet) -> Iterator[Found]:
    """The review begins 3 months before its date at the latest."""
    left = sheet.leaflet.dates.review_by - sheet.day
    if datetime.timedelta(0) <= left <= _SOON:
        message = f"this leaflet must be checked again in {left.days} days"
        yield Found(message, "begin the review now", path=("dates", "review_by"))


@on_leaflet(
    "G204", Severity.INFO, "NHS-STANDARD", "PAH",
    why="Six months are enough to find the people and the evidence.",
)  # fmt: skip
def review_comes(sheet: Sheet) -> Iterator[Found]:
    """The review is planned 6 months before its date."""
    left = sheet.leaflet.dates.review_by - sheet.day
    if _SOON < left <= _EARLIER:
        yield Found(f"this leaflet must be checked again in {left.days} days", "plan the review",
                    path=("dates", "review_by"))  # fmt: skip


@on_leaflet(
    "G205", Severity.ERROR, "NHS-STANDARD", "house",
    why="A date that has not come yet says that something was done which was not.",
)  # fmt: skip
def dates_have_come(sheet: Sheet) -> Iterator[Found]:
    """The leaflet was written, and its facts were checked, before today."""
    dates = sheet.leaflet.dates
    for name, day in (("written", dates.written), ("evidence_checked", dates.evidence_checked)):
        if day > sheet.day:
            yield Found(f"{day} has not come yet", "write the day on which it was done", path=("dates", name))


@on_leaflet(
    "G206", Severity.WARNING, "NHS-STANDARD", "house",
    why="New words on old evidence look newer than they are.",
)  # fmt: skip
def evidence_is_fresh(sheet: Sheet) -> Iterator[Found]:
    """The facts were checked no more than 6 months before this version was written."""
    dates = sheet.leaflet.dates
    if dates.written - dates.evidence_checked > _OLD_EVIDENCE:
        message = f"the facts were checked {(dates.written - dates.evidence_checked).days} days before"
        yield Found(message, "check them again for this version", path=("dates", "evidence_checked"))


@on_leaflet(
    "G207", Severity.ERROR, "EQIP36", "IPDAS4",
    why="Who pays may sway what is said; readers have a right to know, and none is an answer.",
)  # fmt: skip
def funding_is_told(sheet: Sheet) -> Iterator[Found]:
    """It is said who paid for the leaflet."""
    funding = sheet.leaflet.funding
    if _NO_ANSWER.match(funding):
        yield Found(f'"{funding}" does not say who paid', 'say who did, or "none"', path=("funding",))


@on_leaflet(
    "G208", Severity.INFO, "EQIP36", "PIF-TICK",
    why="Patients find what clinicians cannot see; of 73 hospital leaflets none said that they took part.",
)  # fmt: skip
def patients_took_part(sheet: Sheet) -> Iterator[Found]:
    """Patients took part, and it is said how."""
    given = sheet.leaflet.patient_involvement
    if _NONE_YET.match(given) or _NO_ANSWER.match(given):
        hint = "have some read it, and say who, how many, and what they changed"
        yield Found("no patients have taken part", hint, path=("patient_involvement",))


@on_leaflet(
    "G209", Severity.WARNING, "IPDAS4", "PIF-TICK",
    why="A list of sources that nothing leans on only looks like evidence.",
)  # fmt: skip
def source_is_used(sheet: Sheet) -> Iterator[Found]:
    """Every source is the source of something."""
    used = {key for prose in sheet.prose for key in _cited(prose.raw)}
    for _, content in sheet.contents:
        used |= _keys(content)
    for key in sheet.leaflet.sources:
        if key not in used:
            yield Found(f'nothing leans on the source "{key}"', "mark what it says with [@" + key + "], or take it out",
                        path=("sources", key), on_key=True)  # fmt: skip


def _cited(text: str) -> Iterator[str]:
    if bare(text).cites:
        yield from re.findall(r"@([^\]\s;]+)", text)


def _keys(value: object) -> set[str]:
    """Return the keys that stand under `source:` anywhere in a part of a file."""
    if not isinstance(value, Model):
        return {key for one in value for key in _keys(one)} if isinstance(value, list | tuple) else set()
    found: set[str] = set()
    for name in value.__struct_fields__:
        inside = getattr(value, name)
        if name == "source" and inside:
            found |= {inside} if isinstance(inside, str) else set(inside)
        elif not isinstance(inside, str):
            found |= _keys(inside)
    return found


@on_leaflet(
    "G210", Severity.ERROR, "EQIP36", "PIF-TICK",
    why="Of 73 hospital leaflets none named its evidence; a leaflet without any cannot be checked at all.",
)  # fmt: skip
def has_sources(sheet: Sheet) -> Iterator[Found]:
    """The leaflet has sources."""
    shared = sheet.shared.value.sources if sheet.shared else {}
    if not sheet.leaflet.sources and not shared:
        yield Found("this leaflet has no sources", "list them under `sources:`", path=("sections",), on_key=True)


@on_leaflet(
    "G211", Severity.INFO, "NHS-STANDARD",
    why="A source without year and address cannot be found again, nor be seen to be old.",
)  # fmt: skip
def source_can_be_found(sheet: Sheet) -> Iterator[Found]:
    """Every source has a year or a web address."""
    for key, source in sheet.leaflet.sources.items():
        if source.year is None and source.url is None:
            yield Found(f'the source "{key}" has neither year nor address', "add `year:` or `url:`",
                        path=("sources", key), on_key=True)  # fmt: skip


@on_leaflet(
    "G212", Severity.WARNING, "NHS-STANDARD", "house",
    why="Two leaflets of one number cannot be told apart in a record.",
)  # fmt: skip
def number_is_given(sheet: Sheet) -> Iterator[Found]:
    """The leaflet has a number of its own, not that of the template."""
    if sheet.leaflet.number.startswith("NEW-"):
        yield Found(f"{sheet.leaflet.number} is the number of the template", "give it one that is kept for life",
                    path=("number",))  # fmt: skip


@on_clinic(
    "G213", Severity.INFO, "PIF-TICK", "NHS-STANDARD",
    why="A mistake that a reader finds should reach who can mend it, not the line for appointments.",
)  # fmt: skip
def feedback_has_a_way(clinic: ClinicFile) -> Iterator[Found]:
    """The clinic says whom to tell about a mistake in a leaflet."""
    if not clinic.contacts.feedback:
        yield Found("mistakes are reported to the clinic's phone", "give `feedback:` a number or address",
                    path=("contacts",), on_key=True)  # fmt: skip


@on_clinic(
    "G216", Severity.WARNING, "house", safety=True,
    why="An example reads like an answer: a patient would follow what nobody at the clinic has decided.",
)  # fmt: skip
def examples_are_answered(clinic: ClinicFile) -> Iterator[Found]:
    """No answer of a real clinic is still the example that `init` wrote."""
    if clinic.examples and not clinic.is_fictional:
        count = len(clinic.examples)
        answers = "1 answer is still an example" if count == 1 else f"{count} answers are still examples"
        yield Found(answers, "answer each for your clinic, then take its name away", path=("examples",), on_key=True)


@on_document(
    "G214", Severity.ERROR, "NHS-STANDARD", "EQIP36", safety=True,
    why="Number, version and review date are how a sheet of paper is known for what it is, and for old.",
)  # fmt: skip
def says_what_it_is(paper: Paper) -> Iterator[Found]:
    """Every page says the leaflet's number and version."""
    meta, running = paper.document.meta, paper.document.running
    for name, value in (("number", meta.number), ("version", meta.version)):
        if value not in running:
            yield Found(f"the foot of the page does not say the {name}", "print it there", at=paper.document.at)


@on_document(
    "G215", Severity.WARNING, "AIS", "NHS-STANDARD",
    why="Few people who need another format or language get it; the leaflet itself must offer it.",
)  # fmt: skip
def offers_other_formats(paper: Paper) -> Iterator[Found]:
    """The leaflet says how to get an interpreter or another format."""
    if paper.document.meta.wording != "full":
        return  # the short wordings say where the full leaflet is
    fields = {inline for block in walk(paper.document.blocks) for inline in _names(block)}
    english = paper.document.lang.startswith("en")
    said = " ".join(plain(getattr(block, "content", ())) for block in walk(paper.document.blocks)).lower()
    if not fields & {"interpreter_phone", "formats"} and (not english or "interpreter" not in said):
        hint = "add `use: interpreter`, or a sentence with {interpreter_phone} or {formats}"
        yield Found("nothing offers an interpreter or another format", hint, at=paper.document.at)


def _names(block: object) -> Iterator[str]:
    yield from (name for inline in getattr(block, "content", ()) if (name := getattr(inline, "name", "")))
