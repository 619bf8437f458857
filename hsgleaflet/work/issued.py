"""Issued: what the register of a clinic says of the files that were given out.

Comes in: `issued.jsonl` beside the clinic's file. Goes out: an `Issue` for each line. It stands alone because more is
read from the register than written to it: what a file was, what a leaflet replaces.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

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


def issued(space: Workspace, clinic: Path) -> tuple[Issue, ...]:
    """Return the files that a clinic issued, oldest first; a line that cannot be read is passed over."""
    path = issued_path(clinic)
    return tuple(_issues(space.raw(path))) if path.is_file() else ()


def _issues(data: bytes) -> Iterator[Issue]:
    for line in data.splitlines():
        try:
            yield msgspec.json.decode(line, type=Issue)
        except (msgspec.DecodeError, RecursionError):
            continue


def issued_path(clinic: Path) -> Path:
    """Return where the register of a clinic is."""
    return clinic.parent / "issued.jsonl"
