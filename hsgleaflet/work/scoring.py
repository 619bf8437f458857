"""Scoring: everything that the score sheets look at, gathered; what people answered, read.

Comes in: a project, a job, the file of answers. Goes out: a Sheet, and its PDF. It stands alone because a score sheet
needs the whole house at once: wording, pages, rules, readability.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from hsgleaflet.check.run import Case, run
from hsgleaflet.check.scores.instruments import INSTRUMENTS
from hsgleaflet.check.scores.item import Role
from hsgleaflet.check.scores.paper import document
from hsgleaflet.check.scores.sheet import Sheet, score
from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.check.subjects import Paper
from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.model.answers import ScoreFile, Scores
from hsgleaflet.model.leaflet import LeafletFile
from hsgleaflet.problems import LeafletError, Location, Problem, Severity, fail
from hsgleaflet.read.yaml import load
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.build import Job
from hsgleaflet.work.project import Project
from hsgleaflet.work.reading import reading
from hsgleaflet.write.pdf.writer import write

ANSWERS = "scores.yaml"
_SIZE = 12.0
"""Size of the type of a score sheet in points."""
_LEVELS = ("1", "2", "3", "4", "5")


def sheet(project: Project, job: Job, today: datetime.date, answers: Path | None) -> tuple[Sheet, list[Problem]]:
    """Return the score sheets of a job, and what is to be said of the answers; raise LeafletError for wrong ones."""
    leaflet = project.leaflet(job.leaflet)
    if not leaflet.value.lang.startswith("en"):
        raise fail("B040", "the score sheets read English only", Location(leaflet.marks.file))
    said, problems = _said(project, answers, leaflet.value)
    return score(_subject(project, job, today, leaflet), said), problems


def _subject(project: Project, job: Job, today: datetime.date, leaflet: Marked[LeafletFile]) -> Subject:
    prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
    layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    paper = Paper(prepared.document, leaflet.value, prepared.theme, layout, prepared.pictures)
    clinic = project.clinic(job.clinic)
    hits = run(Case(leaflet, today, project.shared(), clinic, [paper]))
    found = [hit.problem for hit in hits]
    report = reading(prepared.document, leaflet.value)
    logo = prepared.theme.logo
    return Subject(leaflet.value, clinic.value, prepared.document, layout, report, found, prepared.pictures, logo)


def pdf(project: Project, job: Job, made: Sheet, today: datetime.date) -> bytes:
    """Return score sheets as a PDF, in the brand of the clinic."""
    prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
    paper = document(made, today.isoformat())
    theme = prepared.theme.sized(_SIZE)
    layout = lay_out(paper, theme, project.setter, prepared.images)
    return write(layout, paper, theme, prepared.pictures)


# ---------------------------------------------------------------- what people answered


def answers_beside(clinic: Path) -> Path | None:
    """Return the file of answers beside a clinic's file, if there is one."""
    path = clinic.parent / ANSWERS
    return path if path.is_file() else None


def _said(
    project: Project, path: Path | None, leaflet: LeafletFile
) -> tuple[dict[tuple[str, str, Role], str], list[Problem]]:
    """Return the latest answers of each role to this version; tell of answers to another one."""
    if path is None:
        return {}, []
    shown = project.workspace.shown(path)
    value, marks = load(project.workspace.text(path), shown, ScoreFile)
    found = Marked(value, marks)
    said: dict[tuple[str, str, Role], str] = {}
    old: list[Problem] = []
    wrong: list[Problem] = []
    for number, given in sorted(enumerate(value.scores), key=lambda one: one[1].date):
        if given.leaflet != leaflet.leaflet:
            continue
        if given.version != leaflet.version:
            message = f"these answers are about version {given.version}; this is version {leaflet.version}"
            at = found.marks.at(("scores", number, "version"))
            hint = "they are not counted: read the new version and answer again"
            old.append(Problem(code="G040", message=message, severity=Severity.WARNING, at=at, hint=hint))
            continue
        wrong += _wrong(found, number, given)
        said |= {
            (sheet_name, item, given.role): answer
            for sheet_name, answers in given.answers.items()
            for item, answer in answers.items()
        }
    if wrong:
        raise LeafletError(wrong)
    return said, old


def _wrong(found: Marked[ScoreFile], number: int, given: Scores) -> list[Problem]:
    """Return what does not belong: unknown score sheets and items, answers on another scale, items of other roles."""
    known = {instrument.key: instrument for instrument in INSTRUMENTS}
    wrong = []
    for name, answers in given.answers.items():
        path = ("scores", number, "answers", name)
        if name not in known:
            at, hint = found.marks.at(path, on_key=True), f"choose from {', '.join(known)}"
            wrong.append(Problem(code="S070", message=f'there is no score sheet "{name}"', at=at, hint=hint))
            continue
        items = {item.number: item for item in known[name].items}
        levels = _LEVELS[: known[name].scale] if known[name].scale else ("yes", "partly", "no", "na")
        for item, answer in answers.items():
            at = found.marks.at((*path, item), on_key=True)
            if item not in items or given.role not in items[item].who:
                message = f'"{name}" asks a {given.role} no item "{item}"'
                wrong.append(Problem(code="S071", message=message, at=at, hint=_asked(name, given.role)))
            elif answer not in levels:
                hint = f"choose from {', '.join(levels)}"
                wrong.append(Problem(code="S072", message=f'"{answer}" is no answer here', at=at, hint=hint))
    return wrong


def _asked(name: str, role: Role) -> str:
    items = next(instrument.items for instrument in INSTRUMENTS if instrument.key == name)
    return f"items for this role: {', '.join(item.number for item in items if role in item.who)}"
