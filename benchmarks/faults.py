"""Builds that are killed: `python -m benchmarks.faults [SEEDS] [FIRST]`.

A project with signed and unsigned leaflets, folds and web pages is built, changed, and built again; that build is
killed at a random point, up to three times, and then let run. Every seed picks its own points: between two calls that
touch the disk, or after a time. After each kill every file must be the old or the new one, and the manifest must not
lie; at the end nothing may be missing, left over or different from a build that nobody disturbed. 200 seeds unless told
otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.fleet import start
from hsgleaflet.work.manifest import Manifest, decoded, journal_lines

_TOUCHES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.chmod", "tempfile.mkstemp"}
_KILLS = 3
Hashes = dict[str, str]
"""The sha256 of each file of an output folder, by its path from there."""


class Rig(NamedTuple):
    """A project before its change, what its build made, what it makes afterwards, and how long that takes."""

    home: Path
    old: Hashes
    new: Hashes
    touches: int
    seconds: float


# ---------------------------------------------------------------- a project, and a change


def prepared(home: Path) -> Rig:
    """Build a project in `home/old`, and its changed copy in `home/new` undisturbed."""
    old, new = home / "old", home / "new"
    start(old, 3, 2)
    _edit(old, 0, formats=["a4", "trifold"])
    _edit(old, 1, formats=["a4", "html"])
    _approve(old)
    _well(old)
    shutil.copytree(old, new)
    change(new)
    shutil.rmtree(new / "build")
    _warm(new)
    began = time.perf_counter()
    touches = _well(new)
    return Rig(home, held(old / "build"), held(new / "build"), touches, time.perf_counter() - began)


def _approve(folder: Path) -> None:
    typed = ("approve", "hsg-000", "--clinic", "clinic-000", "--role", "clinician", "--yes")
    assert ended(started(folder, typed)) == 0, (folder / "log").read_text("utf-8")


def change(folder: Path) -> None:
    """Change a number, take a leaflet away, add a clinic."""
    _edit(folder, 0, contacts={"phone": "020 7946 0999"})
    _edit(folder, 1, leaflets=["hsg-000"])
    added = folder / "clinics" / "clinic-009"
    shutil.copytree(folder / "clinics" / "clinic-002", added)
    path = added / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("clinic-002", "clinic-009"), "utf-8")


def _edit(folder: Path, number: int, **changes: Any) -> None:
    path = folder / "clinics" / f"clinic-{number:03}" / "clinic.yaml"
    values = json.loads(path.read_text("utf-8"))
    for name, value in changes.items():
        values[name] = values[name] | value if isinstance(value, dict) else value
    path.write_text(json.dumps(values, indent=1), "utf-8")


# ---------------------------------------------------------------- a build in a process of its own


def started(folder: Path, typed: Sequence[str], before: Callable[[], None] = lambda: None) -> int:
    """Start a command in a copy of this process, which knows everything already, and return its number."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.chdir(folder)
        with (folder / "log").open("w") as log:
            for number in (1, 2):
                os.dup2(log.fileno(), number)
        before()
        code = _run(typed)
    finally:
        os._exit(code)


def _warm(folder: Path) -> None:
    """Build here once: processes that begin with what this one remembers do not spend their time on reading fonts."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        with (folder / "log").open("w") as log, redirect_stdout(log), redirect_stderr(log):
            assert _run(("build", "-j", "1")) == 0
    finally:
        os.chdir(here)
        shutil.rmtree(folder / "build")


def _run(typed: Sequence[str]) -> int:
    from hsgleaflet.cli.main import run
    from hsgleaflet.cli.project import current

    current.cache_clear()
    sys.argv = ["hsgleaflet", *typed]
    try:
        run()
    except SystemExit as end:
        sys.stdout.flush()
        return int(end.code or 0)
    raise AssertionError("a command ends by itself")


def ended(child: int) -> int:
    """Return how a process ended; a signal counts below 0."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _well(folder: Path, *args: str) -> int:
    """Let a build run, and return how often it touched the disk."""
    code = ended(started(folder, ("build", "-j", "1", *args), lambda: count(None)))
    log = (folder / "log").read_text("utf-8")
    assert code == 0, log
    return int((folder / "touches").read_text())


def count(last: int | None) -> None:
    """Count what touches the disk; kill this process at a number, or note the number at the end."""
    seen = 0
    whose = os.getpid()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        if event not in _TOUCHES or os.getpid() != whose or (event == "open" and not _is_written(args)):
            return
        seen += 1
        if seen == last:
            os.kill(whose, signal.SIGKILL)

    sys.addaudithook(hook)
    if last is None:
        leave = os._exit

        def noted(code: int) -> None:
            Path("touches").write_text(str(seen))
            leave(code)

        os._exit = noted  # type: ignore[assignment]


def _is_written(args: tuple[Any, ...]) -> bool:
    return isinstance(args[1], str) and any(sign in args[1] for sign in "wa+")


def killed(folder: Path, rig: Rig, chance: random.Random) -> bool:
    """Start a build and kill it; return whether it was killed before its end."""
    typed = ("build", "-j", chance.choice("12"))
    if chance.random() < 0.7:
        last = chance.randint(1, rig.touches)
        child = started(folder, typed, lambda: count(last))
    else:
        child = started(folder, typed)
        time.sleep(chance.uniform(0, rig.seconds))
        os.kill(child, signal.SIGKILL)
    return ended(child) < 0


# ---------------------------------------------------------------- what must hold


INSIDE = ".hsgleaflet"


def held(out: Path) -> Hashes:
    """Return the hash of every leaflet in an output folder."""
    files = (path for path in out.glob("*/*.*") if path.is_file() and path.parent.name not in ("superseded", INSIDE))
    return {path.relative_to(out).as_posix(): _sha256(path) for path in files if _is_output(path)}


def _is_output(path: Path) -> bool:
    return path.name != "index.html" and not path.name.startswith(".")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def known(out: Path) -> Manifest:
    """Return what manifest and journal of a folder say together."""
    path, journal = out / "manifest.json", out / INSIDE / "journal"
    manifest = decoded(path.read_bytes(), str(path))
    for line in journal_lines(journal.read_bytes() if journal.exists() else b""):
        manifest.add(line)
    return manifest


def check_truth(out: Path, old: Hashes, new: Hashes) -> None:
    """Raise AssertionError unless every file is the old or the new one, and nothing untrue is told of any."""
    found = held(out)
    for name, digest in found.items():
        assert digest in (old.get(name), new.get(name)), f"{name} is neither old nor new"
    away = {path.name for path in out.glob("superseded/*/*")}
    for entry in known(out).entries.values():
        for file in entry.files:
            stem, _, extension = file.file.rpartition("/")[2].rpartition(".")
            gone = file.file not in found and f"{stem}.{file.sha256[:8]}.{extension}" in away
            assert gone or found.get(file.file) == file.sha256, f"{file.file} is not what the manifest says"
    for path in out.glob("**/index.html"):
        assert path.read_text("utf-8").rstrip().endswith("</html>")


def check_killed(folder: Path, rig: Rig) -> None:
    """Raise AssertionError unless what a killed build left is true."""
    check_truth(folder / "build", rig.old, rig.new)
    for path in folder.glob("clinics/*/issued.jsonl"):
        assert [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def check_ended(folder: Path, rig: Rig) -> None:
    """Raise AssertionError unless a folder is as if nobody had disturbed anything."""
    out = folder / "build"
    manifest = decoded((out / "manifest.json").read_bytes(), "manifest.json")
    assert manifest.complete
    assert not manifest.pending
    told = {file.file: file.sha256 for entry in manifest.entries.values() for file in entry.files}
    assert told == held(out) == rig.new
    moved = {one.moved_to: one.sha256 for one in manifest.superseded}
    assert moved == {path.relative_to(out).as_posix(): _sha256(path) for path in out.glob("superseded/*/*")}
    assert len(moved) == len(rig.old.keys() - rig.new.keys())
    left = [str(path) for path in folder.rglob("*.part")] + [str(path) for path in out.glob(f"{INSIDE}/journal")]
    assert not left
    index = (out / "index.html").read_text("utf-8")
    assert set(re.findall(r'href="([^"]+\.pdf)"', index)) == {name for name in told if name.endswith(".pdf")}
    issued = "".join(path.read_text("utf-8") for path in folder.glob("clinics/*/issued.jsonl"))
    assert all(digest in issued for name, digest in told.items() if ".draft." not in name)


def survived(rig: Rig, seed: int) -> int:
    """Return how often the build of a seed was killed; raise AssertionError when something was lost."""
    chance = random.Random(seed)  # noqa: S311 (the same points for the same seed)
    folder = rig.home / f"seed-{seed}"
    shutil.copytree(rig.home / "old", folder)
    change(folder)
    kills = 0
    for _ in range(chance.randint(1, _KILLS)):
        kills += killed(folder, rig, chance)
        check_killed(folder, rig)
    _well(folder)
    check_ended(folder, rig)
    before = {path: path.stat().st_mtime_ns for path in folder.glob("build/**/*.*")}
    _well(folder)
    assert before == {path: path.stat().st_mtime_ns for path in folder.glob("build/**/*.*")}
    shutil.rmtree(folder)
    return kills


def main() -> None:
    """Print how many kills each seed survived, and what was lost where one did not."""
    count, first = [int(arg) for arg in sys.argv[1:]] + [200, 0][len(sys.argv) - 1 :]
    began, kills, lost = time.perf_counter(), 0, []
    with tempfile.TemporaryDirectory() as home:
        rig = prepared(Path(home))
        print(f"a build of {len(rig.new)} files touches the disk {rig.touches} times in {rig.seconds:.2f} s")
        for seed in range(first, first + count):
            try:
                kills += survived(rig, seed)
            except AssertionError as error:
                lost.append(seed)
                print(f"seed {seed}: {error}")
    print(f"{count} seeds, {kills} kills, {len(lost)} lost in {time.perf_counter() - began:.0f} s")
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
