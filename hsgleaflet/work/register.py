"""Register: which files were issued to be given to patients.

Comes in: the bytes of approved files. Goes out: lines in `issued.jsonl` beside the clinic's file. It stands alone
because it only ever grows: `verify` finds here what a file or a sheet of paper was, long after it was built.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from hsgleaflet.compose.digest import code_of
from hsgleaflet.model.document import Meta
from hsgleaflet.work.build import Job, Output
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace


class Issue(Struct, frozen=True, kw_only=True):
    """One file that was issued."""

    sha256: str
    code: str
    leaflet: str
    number: str
    version: str
    lang: str
    wording: str
    format: str
    clinic: str
    date: datetime.date
    wording_digest: str
    answers_digest: str
    facts_digest: str
    review_by: datetime.date
    kind: str = ""
    conformance: str = ""


def note(project: Project, job: Job, meta: Meta, output: Output) -> None:
    """Add a file to the register, once; raise LeafletError when that cannot be written."""
    space, path, digest = project.workspace, _issued_path(job.clinic), sha256(output.data)
    if path.is_file() and digest.encode() in space.raw(path):
        return
    issue = Issue(
        sha256=digest, code=code_of(meta.wording_digest, meta.answers_digest), leaflet=meta.leaflet,
        number=meta.number, version=meta.version, lang=job.lang, wording=meta.wording, format=job.format,
        kind=output.kind, conformance=job.conformance, clinic=meta.clinic_id, date=project.today,
        wording_digest=meta.wording_digest, answers_digest=meta.answers_digest,
        facts_digest=meta.facts_digest, review_by=datetime.date.fromisoformat(meta.review_by),
    )  # fmt: skip
    space.append(path, msgspec.json.encode(issue) + b"\n")


def sha256(data: bytes) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(data).hexdigest()


def issued(space: Workspace, clinic: Path) -> tuple[Issue, ...]:
    """Return the files that a clinic issued, oldest first; a line that cannot be read is passed over."""
    path = _issued_path(clinic)
    return tuple(_issues(space.raw(path))) if path.is_file() else ()


def _issues(data: bytes) -> Iterator[Issue]:
    for line in data.splitlines():
        try:
            yield msgspec.json.decode(line, type=Issue)
        except msgspec.DecodeError:
            continue


def _issued_path(clinic: Path) -> Path:
    return clinic.parent / "issued.jsonl"
