"""Manifest: what lies in an output folder, what it was made of, and whether that still holds.

Comes in: entries, one for each job that made files. Goes out: `manifest.json`, written whole or not at all, and a
journal beside it while a build runs. It stands alone so that a build that was killed at any moment leaves the truth
behind: before the first file is replaced, the entries to be made again move to `pending`; a file is written before its
entry stands in the journal; the journal goes only when everything in it stands in the manifest.

Checked by size and times (of content and inode): inputs and outputs that nobody has touched since. Checked by sha256:
whatever differs in one of these; everything, when it is asked to verify.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict, replace

from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.problems import Problem, fail
from hsgleaflet.work.trace import Fact, Facts, Names, hashed, look, sha256_of

VERSION = 1
"""Of the manifest's own form."""


class File(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file of an output folder, by its path from there."""

    file: str
    sha256: str
    size: int
    mtime: int
    ctime: int
    pages: int
    kind: str = ""

    @property
    def fact(self) -> Fact:
        """What the file was when it was written."""
        return Fact(self.size, self.mtime, self.ctime, self.sha256)


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked of a job, but for the place of its clinic's file."""

    leaflet: str = ""
    clinic_name: str
    lang: str = ""
    format: str = ""
    conformance: str = ""
    output: str = ""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a job made: the job, what the leaflet says of itself, its files, the digest of all that it was made of."""

    job: str
    asked: Asked
    clinic: str
    clinic_file: str
    direction: str
    title: str
    number: str
    version: str
    review_by: str
    state: str
    wording: str
    answers: str
    digest: str
    inputs: tuple[str, ...]
    files: tuple[File, ...] = ()
    made_on: str = ""
    holds_until: str = ""
    problems: tuple[Problem, ...] = ()
    omitted: tuple[Omitted, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its files: the short name of the clinic."""
        return self.asked.clinic_name


class Retired(Struct, frozen=True, kw_only=True):
    """A file that no longer counts: where it lay, where it lies now ("" when it was gone), why, and since when."""

    file: str
    moved_to: str
    sha256: str
    reason: str
    on: str


class Plan(Struct, frozen=True, kw_only=True):
    """What a clinic asked for, and the digest of what that was read from.

    `untranslated` are leaflets and languages that it asked for and that are left out.
    """

    digest: str
    inputs: tuple[str, ...]
    jobs: tuple[Asked, ...]
    untranslated: tuple[tuple[str, str], ...] = ()


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the journal: an entry that was made, or one that is gone, or a file that was retired."""

    made: Entry | None = None
    facts: Facts = field(default_factory=dict)
    gone: str = ""
    retired: Retired | None = None


class _Row(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """The form of an entry in `manifest.json`; it refers to inputs, problems and left-out sentences by number."""

    inputs: tuple[int, ...]  # type: ignore[assignment]
    problems: tuple[int, ...] = ()  # type: ignore[assignment]
    omitted: tuple[int, ...] = ()  # type: ignore[assignment]


class _Stored(Struct, kw_only=True):
    """The form of `manifest.json`."""

    manifest: int
    program: str
    complete: bool
    outputs: list[_Row]
    pending: list[_Row]
    superseded: list[Retired]
    inputs: dict[str, Fact | None]
    problems: list[Problem]
    omitted: list[Omitted]
    plans: dict[str, dict[str, Plan]]


class Manifest(Struct, kw_only=True):
    """A manifest in memory; entries by job."""

    program: str = ""
    complete: bool = True
    entries: dict[str, Entry] = field(default_factory=dict)
    pending: dict[str, Entry] = field(default_factory=dict)
    superseded: list[Retired] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    plans: dict[str, dict[str, Plan]] = field(default_factory=dict)
    _kept: dict[Any, Any] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Take in a line of the journal."""
        if line.made:
            self.facts |= line.facts
            self.entries[line.made.job] = _sharing(line.made, self._kept)
            self.pending.pop(line.made.job, None)
        if line.gone:
            self.entries.pop(line.gone, None)
            self.pending.pop(line.gone, None)
        if line.retired:
            self.superseded = [one for one in self.superseded if one.moved_to != line.retired.moved_to]
            self.superseded.append(line.retired)

    def encoded(self) -> bytes:
        """Return the manifest as JSON."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the manifest as JSON, an entry a line, sorted; what entries have in common stands once."""
        tables = _Tables()
        yield b'{\n"manifest":' + _json(VERSION)
        yield b',\n"program":' + _json(self.program)
        yield b',\n"complete":' + _json(self.complete)
        yield from _rows("outputs", (tables.row(self.entries[name]) for name in sorted(self.entries)))
        yield from _rows("pending", (tables.row(self.pending[name]) for name in sorted(self.pending)))
        yield from _rows("superseded", self.superseded)
        inputs = tables.inputs | dict.fromkeys(name for plan in self._all_plans() for name in plan.inputs)
        facts = b",\n".join(_json(name) + b":" + _json(self.facts.get(name)) for name in inputs)
        yield b',\n"inputs":{\n' + facts + b"\n}"
        yield from _rows("problems", tables.problems)
        yield from _rows("omitted", tables.omitted)
        yield b',\n"plans":' + _json(self.plans) + b"\n}\n"

    def _all_plans(self) -> Iterable[Plan]:
        return (plan for plans in self.plans.values() for plan in plans.values())


class _Tables:
    """Gives numbers to what entries have in common."""

    def __init__(self) -> None:
        self.inputs: dict[str, int] = {}
        self.problems: dict[Problem, int] = {}
        self.omitted: dict[Omitted, int] = {}

    def row(self, entry: Entry) -> dict[str, Any]:
        row = {name: getattr(entry, name) for name in entry.__struct_fields__}
        row["inputs"] = [_number(self.inputs, name) for name in entry.inputs]
        row["problems"] = [_number(self.problems, problem) for problem in entry.problems]
        row["omitted"] = [_number(self.omitted, omitted) for omitted in entry.omitted]
        return row


def _number(table: dict[Any, int], value: Any) -> int:
    return table.setdefault(value, len(table))


_json = msgspec.json.Encoder().encode


def _rows(name: str, values: Iterable[object]) -> Iterator[bytes]:
    before = b",\n" + _json(name) + b":["
    for value in values:
        yield before + b"\n" + _json(value)
        before = b","
    yield b"\n]" if before == b"," else before + b"]"


_OFTEN = (
    "clinic", "clinic_file", "direction", "title", "number", "version", "review_by", "state", "wording", "made_on",
    "holds_until", "problems", "omitted",
)  # fmt: skip
"""What thousands of entries have in common."""


def _sharing(entry: Entry, kept: dict[Any, Any]) -> Entry:
    """Return an entry whose common values are those that are kept already: each came in a copy of its own."""
    values = ((name, getattr(entry, name)) for name in _OFTEN)
    return replace(entry, **{name: kept.setdefault(value, value) for name, value in values})


# ---------------------------------------------------------------- reading


def decoded(data: bytes, shown: str) -> Manifest:
    """Return a manifest from its JSON; raise LeafletError when it is none of ours."""
    try:
        stored = msgspec.json.decode(data, type=_Stored)
        if stored.manifest != VERSION:
            raise ValueError(f"its form is {stored.manifest}")
        names, kept = list(stored.inputs), dict[Any, Any]()
        entries, pending = (
            {row.job: _sharing(_entry(row, names, stored), kept) for row in rows}
            for rows in (stored.outputs, stored.pending)
        )
    except (msgspec.DecodeError, RecursionError, ValueError, LookupError, TypeError) as error:
        hint = "choose another folder with -o, or move this file away; then everything is built anew"
        raise fail("B010", f"{shown} is no manifest of this program: {error}", hint=hint) from None
    return Manifest(
        program=stored.program, complete=stored.complete, entries=entries, pending=pending,
        superseded=stored.superseded, facts=stored.inputs, plans=stored.plans,
    )  # fmt: skip


def _entry(row: _Row, names: list[str], stored: _Stored) -> Entry:
    values = asdict(row)
    for name, table in (("inputs", names), ("problems", stored.problems), ("omitted", stored.omitted)):
        values[name] = tuple([table[number] for number in values[name]])
    return Entry(**values)


def journal_lines(data: bytes) -> list[Line]:
    """Return the lines of a journal; the last one may be torn and is then left out."""
    lines = []
    for text in data.split(b"\n"):
        try:
            lines.append(msgspec.json.decode(text, type=Line))
        except (msgspec.DecodeError, RecursionError):
            break
    return lines


def journal(path: Path) -> IO[bytes]:
    """Return a journal to go on with; half a line, where the process was killed that wrote it, goes."""
    file = path.open("a+b", buffering=0)
    file.seek(0)
    file.truncate(file.read().rfind(b"\n") + 1)
    return file


def journal_line(line: Line) -> bytes:
    """Return a line of the journal."""
    return _json(line) + b"\n"


# ---------------------------------------------------------------- whether it still holds


def digest(program: str, what: Mapping[str, object], inputs: Iterable[tuple[str, str]]) -> str:
    """Return the digest of everything that something was made of; `inputs` gives each file's name and sha256."""
    files = "\n".join(f"{name}\0{held}" for name, held in inputs)
    return hashlib.sha256(f"{program}\n{_json(sorted(what.items())).decode()}\n{files}".encode()).hexdigest()


class Now:
    """The files as they are now, each looked at once; what had to be hashed again is remembered in `facts`."""

    def __init__(self, facts: Facts, names: Names, *, verify: bool = False) -> None:
        self.facts = facts
        self._names = names
        self._verify = verify
        self._held: dict[str, str] = {}

    def held(self, name: str) -> str:
        """Return the sha256 of an input as it is now, "" when there is no file."""
        found = self._held.get(name)
        if found is None:
            found = self._held[name] = self._look(name)
        return found

    def _look(self, name: str) -> str:
        path, known = self._names.path(name), self.facts.get(name)
        seen = look(path)
        if seen is None:
            return ""
        if known and known.same_stat(seen) and not self._verify:
            return known.sha256
        self.facts[name] = found = hashed(path)
        return found.sha256 if found else ""

    def whole(self, folder: Path, file: File) -> File | None:
        """Return a file of the output folder, its times renewed, or None when it is not what was written."""
        path = f"{folder}/{file.file}"
        seen = look(path)
        if seen is None or seen.size != file.size:
            return None
        if seen.same_stat(file.fact) and not self._verify:
            return file
        if sha256_of(path) != file.sha256:
            return None
        return replace(file, mtime=seen.mtime, ctime=seen.ctime)
