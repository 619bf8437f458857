"""Register: which files were issued to be given to patients.

Comes in: the bytes of approved files. Goes out: lines in `issued.jsonl` beside the clinic's file. It stands alone
because it only ever grows: `verify` finds here what a file or a sheet of paper was, long after it was built.
"""

from __future__ import annotations

import datetime
import hashlib

import msgspec

from hsgleaflet.compose.digest import code_of
from hsgleaflet.model.document import Meta
from hsgleaflet.work.build import Job, Output
from hsgleaflet.work.issued import Issue, issued_path
from hsgleaflet.work.project import Project


def note(project: Project, job: Job, meta: Meta, output: Output) -> None:
    """Add a file to the register, once; raise LeafletError when that cannot be written."""
    space, path, digest = project.workspace, issued_path(job.clinic), sha256(output.data)
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
