"""Lookup: what a project knows of a file, or of a sheet of paper by the code at its foot.

Comes in: what a PDF says of itself, or a code. Goes out: who approved those words, when the file was issued, whether it
may still be given. It stands alone because a file tells only of the day it was made; the records tell what came after.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hsgleaflet.compose.digest import code_of
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.records import Approval, Record
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.approval import Read, state_of, version_key
from hsgleaflet.work.issued import Issue, issued
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.sign import format_of
from hsgleaflet.work.verify import Identity


class Paper(Struct, frozen=True, kw_only=True):
    """What a file or a sheet of paper is; `sha256` is empty for paper, `state` for what nobody built."""

    leaflet: str
    version: str
    lang: str
    wording: str
    clinic: str
    review_by: datetime.date
    wording_digest: str
    answers_digest: str
    facts_digest: str
    sha256: str = ""
    state: str = ""

    @property
    def code(self) -> str:
        """The code at its foot."""
        return code_of(self.wording_digest, self.answers_digest)


class Known(Struct, frozen=True, kw_only=True):
    """What a project knows of a paper; `faults` are why it should not be given, `notes` what else is to be said."""

    standing: Standing
    issued_on: datetime.date | None
    faults: tuple[str, ...]
    notes: tuple[str, ...]


def paper_of(identity: Identity, sha256: str) -> Paper:
    """Return what a file is by its own metadata."""
    return Paper(
        leaflet=identity.leaflet, version=identity.version, lang=identity.lang, wording=identity.wording,
        clinic=identity.clinic, review_by=_day(identity.review_by), wording_digest=identity.wording_digest,
        answers_digest=identity.answers_digest, facts_digest=identity.facts_digest, sha256=sha256,
        state=identity.state,
    )  # fmt: skip


def known(project: Project, paper: Paper) -> Known | None:
    """Return what a project knows of a paper, None when its clinic is not here or cannot be read."""
    path = _clinic(project, paper.clinic)
    if path is None:
        return None
    clinic, records = project.clinic(path).value, project.records(path)
    standing = _standing(paper, records, clinic, project.today)
    issues = issued(project.workspace, path)
    mine = [one for one in issues if (one.sha256 == paper.sha256 if paper.sha256 else one.code == paper.code)]
    now = _now(project, paper, path)
    faults = (*_refused(paper, standing), *_not_issued(paper, mine), *_overtaken(paper, now))
    return Known(
        standing=standing, issued_on=mine[0].date if mine else None, faults=faults, notes=tuple(_notes(paper, now))
    )


def papers(project: Project, code: str) -> Iterator[Paper]:
    """Yield every paper that carries a code: issued, signed, or as it would be built today; each once."""
    seen: set[tuple[str, str, str, str]] = set()
    for path in project.workspace.clinic_paths():
        for paper in (*_from_register(project, path), *_from_records(project, path), *_from_today(project, path)):
            key = (paper.clinic, paper.leaflet, paper.lang, paper.wording)
            if paper.code == code and key not in seen:
                seen.add(key)
                yield paper


# ---------------------------------------------------------------- one paper


def _clinic(project: Project, name: str) -> Path | None:
    for path in project.workspace.clinic_paths():
        try:
            if project.clinic(path).value.clinic == name:
                return path
        except LeafletError:
            continue
    return None


def _standing(paper: Paper, records: Sequence[Record], clinic: ClinicFile, today: datetime.date) -> Standing:
    read = Read(
        leaflet=paper.leaflet, version=paper.version, lang=paper.lang, edition=paper.wording, clinic=paper.clinic,
        written=datetime.date.min, review_by=paper.review_by, wording=paper.wording_digest,
        answers=paper.answers_digest, facts=paper.facts_digest, contacts=(),
    )  # fmt: skip
    return state_of(read, records, clinic, today)


def _now(project: Project, paper: Paper, clinic: Path) -> Prepared | None:
    """Return the same leaflet as it would be built today, None when it cannot be."""
    try:
        return project.prepare(paper.leaflet, clinic, paper.lang, format_of(paper.wording))
    except (LeafletError, StopIteration):
        return None


def _refused(paper: Paper, standing: Standing) -> Iterator[str]:
    match standing.state:
        case "withdrawn":
            instead = f": give {standing.replaced_by} instead" if standing.replaced_by else ""
            yield f"WITHDRAWN{instead}"
        case "expired":
            yield f"EXPIRED on {standing.until}"
        case "draft" if paper.state == "approved":
            yield "NOT APPROVED by the records of this project, though the file says so"
        case _:
            return


def _not_issued(paper: Paper, mine: list[Issue]) -> Iterator[str]:
    if paper.sha256 and paper.state == "approved" and not mine:
        yield "NOT IN THE REGISTER: this very file was not issued here"


def _overtaken(paper: Paper, now: Prepared | None) -> Iterator[str]:
    """Yield that another version, or another number, has taken the place of what is on the paper."""
    if now is None:
        return
    meta = now.document.meta
    if now.standing.is_clean and version_key(meta.version) > version_key(paper.version):
        yield f"SUPERSEDED by version {meta.version}, approved on {now.standing.approved_on}"
    same_but_numbers = (meta.wording_digest, meta.facts_digest) == (paper.wording_digest, paper.facts_digest)
    if same_but_numbers and meta.answers_digest != paper.answers_digest:
        yield "A NUMBER OR ADDRESS CHANGED since it was made: build it again"


def _notes(paper: Paper, now: Prepared | None) -> Iterator[str]:
    if now is None:
        yield "the leaflet is not in this project any more, or cannot be made"
        return
    meta = now.document.meta
    if (meta.wording_digest, meta.answers_digest) == (paper.wording_digest, paper.answers_digest):
        yield "its words and answers are those of the project today"
        return
    what = "words" if meta.wording_digest != paper.wording_digest else "answers"
    version = f" (version {meta.version})" if meta.version != paper.version else ""
    yield f"the {what} of the project changed since{version}"


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return datetime.date.min


# ---------------------------------------------------------------- papers with a code


def _from_register(project: Project, clinic: Path) -> Iterator[Paper]:
    for one in issued(project.workspace, clinic):
        yield Paper(
            leaflet=one.leaflet, version=one.version, lang=one.lang, wording=one.wording, clinic=one.clinic,
            review_by=one.review_by, wording_digest=one.wording_digest, answers_digest=one.answers_digest,
            facts_digest=one.facts_digest,
        )  # fmt: skip


def _from_records(project: Project, clinic: Path) -> Iterator[Paper]:
    for one in project.records(clinic):
        if isinstance(one, Approval):
            yield Paper(
                leaflet=one.leaflet, version=one.version, lang=one.lang, wording=one.edition, clinic=one.clinic,
                review_by=one.review_by, wording_digest=one.wording, answers_digest=one.answers,
                facts_digest=one.facts,
            )  # fmt: skip


def _from_today(project: Project, clinic: Path) -> Iterator[Paper]:
    marked = project.clinic(clinic).value
    for leaflet in marked.leaflets:
        for lang in dict.fromkeys((*marked.languages, *project.workspace.translations(leaflet))):
            for wording in ("full", "short", "easy-read"):
                prepared = _prepared(project, leaflet, clinic, lang, wording)
                if prepared:
                    yield _paper(prepared)


def _prepared(project: Project, leaflet: str, clinic: Path, lang: str, wording: str) -> Prepared | None:
    try:
        found = project.prepare(leaflet, clinic, lang, format_of(wording))
    except LeafletError:
        return None
    return found if found.document.meta.wording == wording else None


def _paper(prepared: Prepared) -> Paper:
    meta = prepared.document.meta
    return Paper(
        leaflet=meta.leaflet, version=meta.version, lang=prepared.document.lang, wording=meta.wording,
        clinic=meta.clinic_id, review_by=_day(meta.review_by), wording_digest=meta.wording_digest,
        answers_digest=meta.answers_digest, facts_digest=meta.facts_digest, state=meta.state,
    )  # fmt: skip
