"""Checking: every problem of leaflets and clinics, those that stop a build and those that only the rules see.

Comes in: a project and what was asked for. Goes out: problems, sentences that were left out, and safe mendings. It
stands alone because this is where the values that rules look at are gathered; a leaflet that cannot be read never
hides what is wrong with the others.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from hsgleaflet.check.readability import ratchet
from hsgleaflet.check.run import Case, Hit, Mending, run
from hsgleaflet.check.subjects import Paper
from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.formats import paper
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.approval import last_of, read_of
from hsgleaflet.work.build import Job, jobs
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.reading import reading


class Checked(Struct):
    """What was found, each thing once."""

    problems: dict[Problem, None] = field(default_factory=dict)
    omitted: dict[Omitted, None] = field(default_factory=dict)
    mendings: dict[Mending, None] = field(default_factory=dict)

    def add(self, hits: Sequence[Hit]) -> None:
        """Note what the rules found."""
        for hit in hits:
            self.problems[hit.problem] = None
            if hit.mending:
                self.mendings[hit.mending] = None


class Wanted(Struct, frozen=True):
    """What to check; empty names mean all."""

    leaflets: Sequence[str] = ()
    clinics: Sequence[str] = ()
    langs: Sequence[str] = ()
    formats: Sequence[str] = ()


def check(project: Project, wanted: Wanted, today: datetime.date) -> Checked:
    """Return all that is wrong with leaflets, on paper too where a clinic gives them out."""
    found = Checked()
    names = wanted.leaflets or project.workspace.leaflet_names()
    readable = [name for name in names if _read(found, partial(project.leaflet, name))]
    if not _read(found, project.shared):
        return found
    given: set[str] = set()
    for path in project.workspace.clinic_paths(wanted.clinics):
        for name, group in _by_leaflet(_jobs(project, path, wanted, found)):
            if name in readable:
                given.add(name)
                papers = [paper for job in group for paper in _paper(project, job, found)]
                _rules(project, name, found, today, project.clinic(path), papers)
    for name in readable:
        if name not in given:
            _rules(project, name, found, today, None, [])
    return found


def _read(found: Checked, step: Callable[[], object]) -> bool:
    """Take a step and note its problems; return whether it went well."""
    try:
        step()
    except LeafletError as error:
        found.problems.update(dict.fromkeys(error.problems))
        return False
    return True


def _jobs(project: Project, clinic: Path, wanted: Wanted, found: Checked) -> list[Job]:
    try:
        asked = jobs(project, [clinic], wanted.leaflets, wanted.langs, wanted.formats)
    except LeafletError as error:
        found.problems.update(dict.fromkeys(error.problems))
        return []
    return list(dict.fromkeys(_on_paper(asked)))


def _on_paper(asked: Sequence[Job]) -> Iterator[Job]:
    """Yield jobs, those without paper on the one that they are like, unless that one is folded: pages have no end."""
    for job in asked:
        like = paper(job.format)
        if job.format == like.name or not like.scheme:
            yield replace(job, format=like.name)


def _by_leaflet(planned: Sequence[Job]) -> Iterator[tuple[str, list[Job]]]:
    for name in dict.fromkeys(job.leaflet for job in planned):
        yield name, [job for job in planned if job.leaflet == name]


def _paper(project: Project, job: Job, found: Checked) -> list[Paper]:
    """Return a job as the rules look at it; nothing when it cannot be made, which is noted."""
    try:
        prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
        layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    except LeafletError as error:
        found.problems.update(dict.fromkeys(error.problems))
        return []
    found.problems.update(dict.fromkeys((*prepared.composed.problems, *prepared.problems, *layout.problems)))
    found.omitted.update(dict.fromkeys(prepared.composed.omitted))
    found.problems.update(dict.fromkeys(_harder(project, job, prepared)))
    leaflet = project.leaflet(job.leaflet).value
    return [Paper(prepared.document, leaflet, prepared.theme, layout, prepared.pictures)]


def _harder(project: Project, job: Job, prepared: Prepared) -> tuple[Problem, ...]:
    """Return a problem when the text reads harder than what was signed last."""
    records = project.records(job.clinic)
    last = last_of(records, read_of(prepared.document, prepared.digests)) if records else None
    if last is None or not last.reading:
        return ()
    leaflet = project.leaflet(job.leaflet)
    at = leaflet.marks.at(("reading_note",) if leaflet.value.reading_note else ("version",))
    now = reading(prepared.document, leaflet.value)
    return ratchet(now, last.reading, leaflet.value.reading_note or "", at)


def _rules(
    project: Project,
    name: str,
    found: Checked,
    today: datetime.date,
    clinic: Marked[ClinicFile] | None,
    papers: Sequence[Paper],
) -> None:
    found.add(run(Case(project.leaflet(name), today, project.shared(), clinic, papers)))
