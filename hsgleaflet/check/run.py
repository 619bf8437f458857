"""Run: every rule over a leaflet, as one list of problems.

Comes in: checked files with their marks, a clinic's policy, Documents and Layouts, the day. Goes out: problems at
their line and column, each with its safe mending if there is one. It stands alone as the one entrance to this floor;
it takes values only, so that the same leaflet on the same day gives the same list.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from hsgleaflet.check.rule import Found, Look, Rule
from hsgleaflet.check.rules import RULES
from hsgleaflet.check.subjects import Paper, Prose, Sheet
from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.compose.spots import Marks
from hsgleaflet.model.asks import TextAsk
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.problems import Location, Problem, Severity, did_you_mean


class Mending(Struct, frozen=True):
    """A change that keeps the meaning: `old` stands at this place of a file, and `new` takes its place."""

    at: Location
    old: str
    new: str


class Hit(Struct, frozen=True):
    """A problem that a rule found, and how the program can mend it."""

    problem: Problem
    mending: Mending | None = None


class Case(Struct, frozen=True):
    """What is checked: a leaflet with the shared passages, for a clinic if there is one, and what was made of it."""

    leaflet: Marked[LeafletFile]
    day: datetime.date
    shared: Marked[PassageFile] | None = None
    clinic: Marked[ClinicFile] | None = None
    papers: Sequence[Paper] = ()
    """One for each language and format."""


def run(case: Case) -> list[Hit]:
    """Return all that the rules find, each once, in the order of the file."""
    clinic = case.clinic
    levels: Mapping[str, str] = clinic.value.policy.rules if clinic else {}
    found = [*(_policy(clinic) if clinic else ()), *_wording(case, levels), *_papers(case.papers, levels)]
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda hit: _place(hit.problem))


def _place(problem: Problem) -> tuple[str, int, int, str]:
    at = problem.at or Location("")
    return at.file, at.line, at.column, problem.code


def _wording(case: Case, levels: Mapping[str, str]) -> Iterator[Hit]:
    shared = Sheet(case.shared.value, case.shared.marks, case.day) if case.shared else None
    own = Sheet(case.leaflet.value, case.leaflet.marks, case.day, shared=shared)
    sheets = [own, shared] if shared else [own]
    for rule, severity in _active(levels):
        if rule.look is Look.TEXT:
            texts: Iterable[Prose] = (prose for sheet in sheets for prose in sheet.prose)
            yield from _texts(rule, severity, [*texts, *_answers(case)])
        elif rule.look in (Look.FILE, Look.LEAFLET):
            for sheet in sheets if rule.look is Look.FILE else [own]:
                if sheet.english or not rule.english:
                    yield from (_hit(rule, severity, found, sheet.marks) for found in _found(rule, sheet))
        elif rule.look is Look.CLINIC and case.clinic:
            marks = case.clinic.marks
            yield from (_hit(rule, severity, found, marks) for found in _found(rule, case.clinic.value))


def _papers(papers: Sequence[Paper], levels: Mapping[str, str]) -> Iterator[Hit]:
    for rule, severity in _active(levels):
        if rule.look not in (Look.DOCUMENT, Look.PAPER):
            continue
        for paper in papers:
            if rule.look is Look.DOCUMENT or paper.layout is not None:
                yield from (_hit(rule, severity, found, None, paper) for found in _found(rule, paper))


def _active(levels: Mapping[str, str]) -> Iterator[tuple[Rule, Severity]]:
    """Yield the rules that are not switched off, each with its severity; nobody changes a safety rule."""
    for code, rule in RULES.items():
        level = "" if rule.safety else levels.get(code, "")
        if level != "off":
            yield rule, Severity(level) if level else rule.severity


def _found(rule: Rule, subject: object) -> Iterator[Found]:
    assert rule.find is not None
    return rule.find(subject)


def _texts(rule: Rule, severity: Severity, texts: Iterable[Prose]) -> Iterator[Hit]:
    for prose in texts:
        if rule.english and not prose.lang.startswith("en"):
            continue
        for found in _found(rule, prose):
            at = found.at or prose.at(found.span[0] if found.span else 0)
            yield Hit(_problem(rule, severity, found, at), _mending(prose, found, at))


def _answers(case: Case) -> Iterator[Prose]:
    """Yield the sentences and words that a clinic answered questions of this leaflet with."""
    if case.clinic is None:
        return
    clinic, leaflet = case.clinic, case.leaflet.value
    asks = {**(case.shared.value.asks if case.shared else {}), **leaflet.asks}
    for name, ask in asks.items():
        given = clinic.value.raw_answer(leaflet.leaflet, name) if isinstance(ask, TextAsk) else None
        if given is None:
            continue
        path = ("answers", given[0], name)
        by_lang = given[1] if isinstance(given[1], dict) else {leaflet.lang: given[1]}
        for lang, text in by_lang.items():
            where = (*path, lang) if isinstance(given[1], dict) else path
            if isinstance(text, str):
                yield Prose(text, where, clinic.marks, lang, "answer")


def _hit(rule: Rule, severity: Severity, found: Found, marks: Marks | None, paper: Paper | None = None) -> Hit:
    at = found.at
    if at is None and marks is not None:
        at = marks.at(found.path, on_key=found.on_key)
    if at is None and paper is not None:
        at = (paper.document.location(found.node) if found.node else None) or paper.document.at
    return Hit(_problem(rule, severity, found, at))


def _problem(rule: Rule, severity: Severity, found: Found, at: Location | None) -> Problem:
    return Problem(code=rule.code, message=found.message, severity=severity, at=at, hint=found.hint, node=found.node)


def _mending(prose: Prose, found: Found, at: Location | None) -> Mending | None:
    """Return the change that mends a breach, if its words stand in the source as they are read."""
    if found.new is None or found.span is None or at is None:
        return None
    start, end = found.span
    old = prose.text[start:end]
    first, last = prose.bare.places[start], prose.bare.places[end - 1]
    return Mending(at, old, found.new) if prose.raw[first : last + 1] == old else None


def _policy(clinic: Marked[ClinicFile]) -> Iterator[Hit]:
    """Yield what is wrong with a clinic's own severities: a rule that is not there, a rule that guards safety."""
    for code in clinic.value.policy.rules:
        at = clinic.marks.at(("policy", "rules", code), on_key=True)
        rule = RULES.get(code)
        if rule is None:
            hint = did_you_mean(code.upper(), RULES) or "hsgleaflet check --explain all lists the rules"
            yield Hit(Problem(code="S045", message=f"there is no rule {code}", at=at, hint=hint))
        elif rule.safety:
            message = f"{code} guards safety: no clinic can change it"
            hint = f"take the line out; hsgleaflet check --explain {code} says why"
            yield Hit(Problem(code="S046", message=message, at=at, hint=hint))
