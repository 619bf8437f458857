"""Filing: what a record system is told of the files of a job.

Comes in: a project, a job, what was prepared, the files to read. Goes out: a DocumentReference. It stands alone because
it looks at more than one leaflet: a translation is one of the leaflet in its own language, and an approved leaflet
replaces what was issued before it, of an older version or of a leaflet that was withdrawn for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from hsgleaflet.compose.digest import code_of
from hsgleaflet.model.document import Document
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.issued import Issue, issued
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.write.fhir import Filed, Relation, document_reference, identifier

_USUAL = "ua1+a2a"


def filed(
    project: Project, clinic: Path, format_name: str, conformance: str, prepared: Prepared, files: Sequence[Filed]
) -> bytes:
    """Return the DocumentReference of files."""
    document, standing = prepared.document, prepared.standing
    kept = _kept(format_name, conformance)
    own = _own(document, kept)
    relations = [*_translated(project, clinic, kept, document)]
    if standing.is_clean:
        relations += _replaced(project, clinic, kept, document, own)
    return document_reference(document, own, files, relations, standing.approved_on if standing.is_clean else None)


def _kept(format_name: str, conformance: str) -> str:
    """Return a format with its conformance, unless that is the usual one."""
    return format_name if conformance in ("", _USUAL) else f"{format_name}.{conformance}"


def _own(document: Document, kept: str) -> str:
    meta = document.meta
    return identifier(
        meta.clinic_id, meta.number, meta.version, document.lang, meta.wording, kept, document.code
    )  # fmt: skip


def _translated(project: Project, clinic: Path, kept: str, document: Document) -> Iterator[Relation]:
    """Yield the leaflet that a translation is one of."""
    lang = project.leaflet(document.id).value.lang
    if lang == document.lang:
        return
    with suppress(LeafletError):
        first = project.prepare(document.id, clinic, lang, kept.partition(".")[0]).document
        yield Relation("transforms", _own(first, kept), first.title)


def _replaced(project: Project, clinic: Path, kept: str, document: Document, own: str) -> Iterator[Relation]:
    """Yield what was last issued before an approved leaflet, and what was withdrawn for it."""
    records = project.records(clinic)
    gone = (record.leaflet for record in records if record.act == "withdraw" and record.replaced_by == document.id)
    project.workspace.note(clinic.parent / "issued.jsonl")
    known = [
        issue
        for issue in issued(project.workspace, clinic)
        if not issue.kind
        and (issue.lang, issue.wording) == (document.lang, document.meta.wording)
        and _kept(issue.format, issue.conformance) == kept
    ]
    for leaflet in dict.fromkeys((document.id, *gone)):
        before = [issue for issue in known if issue.leaflet == leaflet and _known_as(issue) != own]
        if before:
            last = before[-1]
            yield Relation("replaces", _known_as(last), f"{last.leaflet}, version {last.version}")


def _known_as(issue: Issue) -> str:
    code = code_of(issue.wording_digest, issue.answers_digest)
    kept = _kept(issue.format, issue.conformance)
    return identifier(issue.clinic, issue.number, issue.version, issue.lang, issue.wording, kept, code)
