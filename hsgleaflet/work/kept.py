"""Kept: what was read when somebody signed, and what became of it since.

Comes in: the words and answers that a role signs. Goes out: a file in `signed/` beside the clinic's file, and changes
between it and the leaflet of today. It stands alone because digests say that something changed, and people want to know
what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from hsgleaflet.compose.changes import Change, changes
from hsgleaflet.compose.reading import Passage, reading
from hsgleaflet.model.document import Document
from hsgleaflet.work.workspace import Workspace

Answers = Mapping[str, tuple[str, str]]
"""The clinic's answers by name, as (kind, text)."""


class Signed(Struct, frozen=True, kw_only=True):
    """What was read when it was signed: the words by passage, and the clinic's answers as (kind, text)."""

    leaflet: str
    version: str
    lang: str
    wording: str
    clinic: str
    code: str
    passages: tuple[Passage, ...]
    answers: dict[str, tuple[str, str]]


class Since(Struct, frozen=True):
    """What changed since somebody signed: the words, and answers as (name, before, after)."""

    words: tuple[Change, ...]
    answers: tuple[tuple[str, str, str], ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The headings and the questions where something changed, each once."""
        headings = dict.fromkeys(f'"{change.passage.heading}"' for change in self.words)
        return (*headings, *(f"{{{name}}}" for name, _, _ in self.answers))


def keep(space: Workspace, clinic: Path, signed: Signed) -> None:
    """Keep what was signed, in a form that people can read and compare."""
    path = _path(clinic, signed.leaflet, signed.lang, signed.wording, signed.code)
    space.write(path, msgspec.json.format(msgspec.json.encode(signed), indent=1) + b"\n")


def kept(space: Workspace, clinic: Path, document: Document, code: str) -> Signed | None:
    """Return what was read when the code of another version was signed, None when that is missing or damaged."""
    meta = document.meta
    path = _path(clinic, meta.leaflet, document.lang, meta.wording, code)
    if not space.there(path):
        return None
    try:
        return msgspec.json.decode(space.raw(path), type=Signed)
    except (msgspec.DecodeError, RecursionError):
        return None


def since(before: Signed, document: Document, given: Answers) -> Since:
    """Return what changed since a signature."""
    return Since(changes(before.passages, reading(document)), tuple(_apart(before.answers, given)))


def _apart(old: Answers, new: Answers) -> Iterator[tuple[str, str, str]]:
    for name in sorted({*old, *new}):
        before, after = old.get(name, ("", ""))[1], new.get(name, ("", ""))[1]
        if before != after:
            yield name, before, after


def _path(clinic: Path, leaflet: str, lang: str, wording: str, code: str) -> Path:
    return clinic.parent / "signed" / f"{leaflet}.{lang}.{wording}.{code}.json"
