"""Outbox: the output folder while a build writes into it.

Comes in: what jobs made. Goes out: whole files, a journal of them, the manifest, the page that leads to them; what no
longer counts lies in `superseded/`. It stands alone because the order of these writes is what makes a build safe: one
build at a time (a lock that ends with its process), a stale file moved before its successor is written, a file written
before it is told, the manifest replaced before the journal goes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from msgspec.structs import replace

from hsgleaflet.problems import LeafletError, fail
from hsgleaflet.work import manifest as stored
from hsgleaflet.work.build import Output
from hsgleaflet.work.clinic_page import clinic_pages
from hsgleaflet.work.index import GENERATOR, page
from hsgleaflet.work.manifest import Entry, File, Line, Manifest, Retired
from hsgleaflet.work.trace import Facts, look, sha256, sha256_of
from hsgleaflet.work.whole import Part, move, sweep, told, write_line
from hsgleaflet.work.workspace import Workspace

INSIDE = ".hsgleaflet"
"""Folder for what concerns a running build only."""
SUPERSEDED = "superseded"


class Outbox:
    """An output folder; `with` it, no other build writes there."""

    def __init__(self, workspace: Workspace, folder: Path, today: str) -> None:
        self.folder = folder
        self.manifest = Manifest()
        self._workspace = workspace
        self._today = today
        self._lock: IO[bytes] | None = None
        self._journal: IO[bytes] | None = None
        self._told: set[str] = set()
        self._owners: dict[str, str] = {}
        self.moved: list[Retired] = []
        """What was moved by this build."""
        self.changed = False
        """Whether the manifest on the disk is behind."""
        self._written = False
        self.ended_well = True
        """Whether the build before came to its end; if not, what it told of files that it wrote is not believed."""

    # ------------------------------------------------------------ open and close

    def __enter__(self) -> Outbox:
        self._lock, self.ended_well = _locked(self._inside("lock"), self._workspace.shown(self.folder))
        try:
            self.read()
            if not self.ended_well:
                self._sweep()
        except LeafletError:
            self._leave_nothing()
            self._lock.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._lock
        known = self.manifest
        if not self._journal and not known.entries and not known.pending and not known.superseded:
            self._leave_nothing()
        if self._journal:
            self._journal.close()  # the build ended badly; the next one reads it
        self._lock.truncate(0)
        self._lock.close()

    def read(self) -> None:
        """Read what is known of the folder; raise LeafletError when its manifest is not ours."""
        path = self.folder / "manifest.json"
        data = self._workspace.held(path)
        if data is None:
            self._check_index(self.folder / "index.html")
        else:
            self.manifest = stored.decoded(data, self._workspace.shown(path))
        for line in stored.journal_lines(self._workspace.held(self._inside("journal")) or b""):
            self.manifest.add(line)
        self.changed = self._inside("journal").exists() or not self.manifest.complete
        everything = (*self.manifest.entries.values(), *self.manifest.pending.values())
        self._owners = {file.file: entry.job for entry in everything for file in entry.files}
        if outside := next((name for name in self._owners if _leads_out(name)), ""):
            message = f'{self._workspace.shown(path)} names "{outside}", which leads out of its folder'
            raise fail("B010", message, hint="move this file away; then everything is built anew")

    def _check_index(self, path: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            if GENERATOR not in path.read_text("utf-8", "replace"):
                hint = "choose another folder with -o, or move this file away"
                raise fail("B010", f"{self._workspace.shown(path)} is no index of this program", hint=hint)

    def _inside(self, name: str) -> Path:
        return self.folder / INSIDE / name

    def _leave_nothing(self) -> None:
        """Take away the traces of a build that made nothing in a folder that held nothing."""
        written = (self.folder / "manifest.json", self.folder / "index.html") if self._written else ()
        for path in (self._inside("lock"), *written):
            path.unlink(missing_ok=True)
        for folder in (self.folder / INSIDE, self.folder):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _sweep(self) -> None:
        """Take away what a build that was killed had begun to write."""
        for folder in (self.folder, *self.folder.glob("*/")):
            sweep(folder)

    # ------------------------------------------------------------ writing

    def begin(self, jobs: Iterable[str], program: str) -> None:
        """Say which jobs are about to be made again, before the first of their files is replaced."""
        known = self.manifest
        for job in jobs:
            if job in known.entries:
                known.pending[job] = known.entries.pop(job)
        known.program, known.complete, self.changed = program, False, True
        self._write_manifest()
        self._drop_journal()  # all of it stands in the manifest, and the build after next must not read it

    def old(self, job: str) -> Entry | None:
        """Return what a job made before."""
        return self.manifest.entries.get(job) or self.manifest.pending.get(job)

    def put(self, entry: Entry, files: Sequence[tuple[str, Output]], facts: Facts) -> Entry:
        """Write the files of a job, each by its path from here, and return its entry with them.

        All of them are on the disk before the first takes its place: where there is no room, the old ones stay.
        """
        with ExitStack() as parts:
            written = [
                (path, output, parts.enter_context(self._workspace.part(self.folder / path, output.data)))
                for path, output in files
            ]
            self._make_room(entry, {path for path, _ in files})
            made = replace(entry, files=tuple(self._write(*one) for one in written))
        self._owners |= {file.file: made.job for file in made.files}
        new = {name: facts[name] for name in made.inputs if name not in self._told}
        self._told.update(new)
        self._tell(Line(made=made, facts=new))
        return self.manifest.entries[made.job]

    def _write(self, name: str, output: Output, part: Part) -> File:
        path = self.folder / name
        self._workspace.put(part)
        seen = look(str(path))
        if seen is None:
            raise fail("B001", f"{self._workspace.shown(path)} was taken away while it was written")
        held = sha256(output.data)
        return File(
            file=name, sha256=held, size=seen.size, mtime=seen.mtime, ctime=seen.ctime, pages=output.pages,
            kind=output.kind,
        )  # fmt: skip

    def _make_room(self, entry: Entry, names: set[str]) -> None:
        """Move the files that the new ones do not replace; another job's entry for one that they do replace goes."""
        old = self.old(entry.job)
        for file in old.files if old else ():
            if file.file not in names:
                self.moved.append(self._move(file, "made again under another name"))
        for name in names:
            owner = self._owners.get(name, entry.job)
            other = self.old(owner)
            if owner != entry.job and other:
                spare = [file for file in other.files if file.file not in names]
                self.moved += [self._move(file, "its job gave way to another of the same name") for file in spare]
                self._tell(Line(gone=owner))

    def renew(self, entry: Entry) -> None:
        """Take an entry as true that was pending, or whose files bear other times now."""
        self.manifest.pending.pop(entry.job, None)
        self.manifest.entries[entry.job] = entry
        self.changed = True

    def retire(self, entry: Entry, reason: str) -> None:
        """Move the files of an entry to `superseded/` and let go of it."""
        self.moved += [self._move(file, reason) for file in entry.files]
        self._tell(Line(gone=entry.job))

    def _move(self, file: File, reason: str) -> Retired:
        here = self.folder / file.file
        stem, dot, extension = file.file.rpartition(".")
        held = sha256_of(str(here)) or file.sha256  # it may not be the one that was written
        there = f"{SUPERSEDED}/{stem}.{held[:8]}{dot}{extension}"
        try:
            (self.folder / there).parent.mkdir(parents=True, exist_ok=True)
            move(here, self.folder / there)
        except FileNotFoundError:
            there = there if (self.folder / there).is_file() else ""  # a build that was killed may have moved it
        except OSError as error:
            shown = self._workspace.shown(here)
            raise fail("B001", f"{shown} cannot be moved to {SUPERSEDED}/: {error.strerror}") from None
        retired = Retired(file=file.file, moved_to=there, sha256=held, reason=reason, on=self._today)
        self._tell(Line(retired=retired))
        return retired

    def _tell(self, line: Line) -> None:
        with told(lambda: self._workspace.shown(self.folder)):
            if self._journal is None:
                self._inside("").mkdir(parents=True, exist_ok=True)
                self._journal = stored.journal(self._inside("journal"))
            write_line(self._journal, stored.journal_line(line))
        self.manifest.add(line)
        self.changed = True

    # ------------------------------------------------------------ the end

    def finish(self, program: str, *, complete: bool) -> None:
        """Write manifest and index if something changed; only then does the journal go."""
        if self.changed or not (self.folder / "index.html").is_file():
            self.manifest.program, self.manifest.complete = program, complete
            self._write_manifest()
            self._workspace.write(self.folder / "index.html", page(self.manifest.entries.values()))
            self._write_clinic_pages()
        self._drop_journal()

    def _drop_journal(self) -> None:
        if self._journal:
            self._journal.close()
            self._journal = None
        self._inside("journal").unlink(missing_ok=True)

    def _write_clinic_pages(self) -> None:
        """Write the page of each clinic that gives web pages out; take away ours of one that does no more."""
        pages = clinic_pages(self.manifest.entries.values())
        for path in self.folder.glob("*/index.html"):
            if GENERATOR not in path.read_text("utf-8", "replace"):
                pages.pop(path.parent.name, None)  # somebody's own
            elif path.parent.name not in pages:
                path.unlink()
        for folder, data in pages.items():
            self._workspace.write(self.folder / folder / "index.html", data)

    def _write_manifest(self) -> None:
        self._written = True
        self._workspace.write(self.folder / "manifest.json", self.manifest.pieces())


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _locked(path: Path, shown: str) -> tuple[IO[bytes], bool]:
    """Return the lock file, locked, and whether the build before ended well; raise LeafletError when one is at it.

    While a build runs, its number stands in the file.
    """
    with told(lambda: shown), ExitStack() as closed:
        while True:
            file = closed.enter_context(_lock_file(path))
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise _busy(file, shown) from None
            with contextlib.suppress(FileNotFoundError):
                if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
                    break
            closed.close()  # the build before us took its lock file away while we waited at it
        file.seek(0)
        ended_well = not file.read()
        file.truncate(0)
        file.write(b"%d" % os.getpid())
        closed.pop_all()
        return file, ended_well


def _lock_file(path: Path) -> IO[bytes]:
    while True:
        with contextlib.suppress(FileNotFoundError):  # another build took the folder away that it had made
            path.parent.mkdir(parents=True, exist_ok=True)
            return path.open("a+b", buffering=0)


def _busy(file: IO[bytes], shown: str) -> LeafletError:
    file.seek(0)
    by = f" (process {number})" if (number := file.read().decode().strip()) else ""
    hint = "wait until it has ended, or choose another folder with -o"
    return fail("B011", f"another build is writing into {shown}{by}", hint=hint)
