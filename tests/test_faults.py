"""Whatever the machine does: files are old or new, the manifest tells the truth, the next build does the rest."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import faults
from benchmarks.faults import Hashes, check_truth, held
from hsgleaflet.problems import LeafletError
from hsgleaflet.work import engine, whole
from hsgleaflet.work.build import Job, Made, make
from hsgleaflet.work.clock import today
from hsgleaflet.work.engine import Here, Place, processes
from hsgleaflet.work.project import Project
from hsgleaflet.work.start import LOGO
from tests.fleets import Fleet, Ran
from tests.shell import Shell
from tests.signing import Office, office

__all__ = ["office"]
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    monkeypatch.chdir(tmp_path)
    return Fleet(tmp_path)


def codes_of(build: Callable[[], Ran]) -> set[str]:
    """What a build says, whether it went to its end or not."""
    try:
        return build().codes
    except LeafletError as error:
        return {problem.code for problem in error.problems}


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def changed(fleet: Fleet) -> None:
    for name in ("apple", "berry"):
        fleet.leaflet(name, purpose="Another purpose.")


def new_hashes(fleet: Fleet) -> Hashes:
    """What a build that nobody disturbs makes."""
    fleet.build(out=fleet.root / "undisturbed")
    return held(fleet.root / "undisturbed")


# --- killed


@pytest.mark.fleet
def test_a_build_that_is_killed_anywhere_loses_nothing(tmp_path: Path) -> None:
    rig = faults.prepared(tmp_path)
    assert sum(faults.survived(rig, seed) for seed in range(20)) >= 10


def test_what_another_process_is_writing_is_not_taken_away(tmp_path: Path) -> None:
    dead = tmp_path / ".hsgleaflet-dead.part"
    dead.write_text("x")
    with whole.Part(tmp_path / "file", 0o600) as part:
        part.file.write(b"data")
        whole.sweep(tmp_path)
        assert parts(tmp_path) == [Path(part.name)]
        part.put()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_line_of_a_journal_that_was_torn_spoils_no_other(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while a line is written, and the next build killed too: what that one told is still known."""
    journal = fleet.out / faults.INSIDE / "journal"
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b'{"made":{"job"')
    batch = fleet.batch()
    monkeypatch.setattr(batch.outbox, "finish", lambda *_, **__: None)
    with batch.outbox:
        batch.plan()
        list(batch.run())
    assert len(faults.known(fleet.out).entries) == 4


# --- no room, no rights


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something, or skip the test where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if ran.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: writing stops in the middle, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def filled_up(path: Path, free: int) -> None:
    """Write a file that fills a disk but for some kilobytes."""
    room = os.statvfs(path.parent)
    path.write_bytes(b"x" * (room.f_bavail * room.f_frsize - free * 1024))


@pytest.mark.skipif(not IS_ROOT, reason="only root can mount a small disk")
@pytest.mark.parametrize("free", [0, 4, 8, 12, 20])
def test_a_full_disk_stops_a_build_and_spoils_nothing(shell: Shell, free: int) -> None:
    fleet = Fleet(shell.folder)
    with mounted(fleet.out, "-t", "tmpfs", "-o", "size=1m", "none"):
        assert shell("build").code == 0
        old = held(fleet.out)
        changed(fleet)
        new = new_hashes(fleet)
        filler = fleet.out / "filler"
        filled_up(filler, free)
        ran = shell("build", "--json")
        assert ran.code == 3
        assert "error B006: " in ran.err
        assert "there is no room left" in ran.err
        check_truth(fleet.out, old, new)
        assert parts(fleet.out) == []
        filler.unlink()
        assert shell("build").code == 0
        assert held(fleet.out) == fleet.hashes() == new


@pytest.mark.parametrize("size", [200, 3000, 9000])
def test_a_write_that_stops_in_the_middle_spoils_nothing(fleet: Fleet, size: int) -> None:
    fleet.build()
    old = held(fleet.out)
    changed(fleet)
    new = new_hashes(fleet)
    with at_most(size):
        assert codes_of(fleet.build) == {"B001"}, "of the leaflets, or of the manifest"
    check_truth(fleet.out, old, new)
    assert parts(fleet.out) == []
    fleet.build()
    assert held(fleet.out) == fleet.hashes() == new


def test_a_register_keeps_whole_lines_only(tmp_path: Path) -> None:
    path = tmp_path / "issued.jsonl"
    path.write_bytes(b'{"a": 1}\n{"b"')
    whole.append(path, b'{"c": 3}\n')
    assert path.read_bytes() == b'{"a": 1}\n{"b"\n{"c": 3}\n'
    with at_most(path.stat().st_size + 3), pytest.raises(OSError, match=r"room|space|large"):
        whole.append(path, b'{"d": 4}\n')
    assert path.read_bytes() == b'{"a": 1}\n{"b"\n{"c": 3}\n'


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take away the right to write into a folder; from root, that takes a mount."""
    if IS_ROOT:
        with mounted(folder, "--bind", str(folder)):
            subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
            yield
    else:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)


def test_a_read_only_folder_is_told_and_left_alone(shell: Shell) -> None:
    fleet = Fleet(shell.folder)
    assert shell("build").code == 0
    old = held(fleet.out)
    changed(fleet)
    with read_only(fleet.out):
        ran = shell("build")
    assert ran.code == 3
    assert "error B001: build cannot be written: " in ran.err
    assert held(fleet.out) == fleet.hashes() == old


def test_a_clinic_whose_folder_is_read_only_does_not_stop_the_others(shell: Shell) -> None:
    fleet = Fleet(shell.folder)
    assert shell("build").code == 0
    old = held(fleet.out)
    changed(fleet)
    new = new_hashes(fleet)
    with read_only(fleet.out / "east"):
        ran = shell("build")
    assert ran.code == 3
    assert "2 of 4 not made: east/apple" in ran.err
    check_truth(fleet.out, old, new)
    assert {name for name in fleet.hashes() if name.startswith("west")} == {n for n in new if n.startswith("west")}
    assert shell("build").code == 0
    assert held(fleet.out) == fleet.hashes() == new


def test_what_is_still_true_stays_when_it_cannot_be_made_anew(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.build()
    old = held(fleet.out)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "make", hangs("berry"))
        patch.setattr(engine, "LIMIT", 0.3)
        ran = fleet.build(force=True)
    assert ran.codes == {"B017"}
    assert ran.moved == []
    assert held(fleet.out) == fleet.hashes() == old


# --- no power


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What is done to the disk, in its order: what was forced onto it, and what took the place of a file."""
    done: list[tuple[str, str]] = []
    force, replace = os.fsync, Path.replace

    def forced(handle: int) -> None:
        done.append(("forced", Path(f"/proc/self/fd/{handle}").readlink().name))
        force(handle)

    def replaced(path: Path, there: Path) -> Path:
        done.extend([("put", path.name), ("as", there.name)])
        return replace(path, there)

    monkeypatch.setattr(os, "fsync", forced)
    monkeypatch.setattr(Path, "replace", replaced)
    return done


def lasts(disk: list[tuple[str, str]], name: str, folder: str) -> bool:
    """Whether what took a name last was forced onto the disk before that, and its folder afterwards."""
    at = max(number for number, one in enumerate(disk) if one == ("as", name))
    return ("forced", disk[at - 1][1]) in disk[:at] and ("forced", folder) in disk[at:]


@pytest.mark.skipif(sys.platform != "linux", reason="names of open files are looked up in /proc")
def test_what_cannot_be_made_again_is_on_the_disk_before_anything_stands_on_it(
    office: Office, disk: list[tuple[str, str]]
) -> None:
    office.signed()
    assert lasts(disk, "approvals.yaml", office.folder.name)
    assert office("build").code == 0
    for name in ("manifest.json", "index.html"):
        assert lasts(disk, name, "build")
    (leaflet,) = office.files()
    assert disk.index(("forced", "issued.jsonl")) < disk.index(("as", leaflet))
    assert office("withdraw", "sample", "--yes", "--reason", "out of date").code == 0
    office("build")
    moved = disk.index(("put", leaflet))
    assert [name for kind, name in disk[moved:] if kind == "forced"][:2] == ["sample-clinic", "sample-clinic"]


def test_after_a_build_that_did_not_end_no_file_is_believed(fleet: Fleet) -> None:
    """As after a loss of power: a leaflet has its size and times, and not its bytes."""
    fleet.build()
    path = next(fleet.out.glob("east/*.pdf"))
    name = path.relative_to(fleet.out).as_posix()
    (old,) = [file for entry in fleet.manifest()["outputs"] for file in entry["files"] if file["file"] == name]
    path.write_bytes(bytes(old["size"]))
    now = path.stat()
    told = (fleet.out / "manifest.json").read_text("utf-8")
    for time_of, is_now in (("mtime", now.st_mtime_ns), ("ctime", now.st_ctime_ns)):
        told = told.replace(f'"{time_of}":{old[time_of]}', f'"{time_of}":{is_now}')
    (fleet.out / "manifest.json").write_text(told, "utf-8")
    assert fleet.build().made == set()
    (fleet.out / faults.INSIDE / "lock").write_text("4711")
    assert len(fleet.build().made) == 1
    assert held(fleet.out) == fleet.hashes()


# --- what goes away meanwhile


def test_an_input_that_vanishes_takes_its_own_leaflets_with_it(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    logo = fleet.put("clinics/east/logo.svg", LOGO)
    fleet.put("clinics/east/_brand.yml", "logo: logo.svg\n")

    def vanishing(project: Project, job: Job) -> Made:
        logo.unlink(missing_ok=True)
        return make(project, job)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "make", vanishing)
        ran = fleet.build()
    assert ran.made == {"west/apple", "west/berry"}
    assert ran.codes == {"S006"}
    assert held(fleet.out) == fleet.hashes()
    fleet.put("clinics/east/logo.svg", LOGO)
    assert fleet.build().made == {"east/apple", "east/berry"}


# --- workers that hang


def hangs(leaflet: str, *, deaf: bool = False) -> Callable[[Project, Job], Made]:
    """A build that never ends when it comes to a leaflet; a deaf one does not hear that its time is over."""

    def made(project: Project, job: Job) -> Made:
        if job.leaflet == leaflet:
            if deaf:
                signal.setitimer(signal.ITIMER_REAL, 0)
            time.sleep(60)
        return make(project, job)

    return made


@pytest.mark.parametrize("place", [None, processes(2)])
def test_a_job_that_hangs_is_given_up(fleet: Fleet, monkeypatch: pytest.MonkeyPatch, place: Place | None) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "make", hangs("apple"))
        patch.setattr(engine, "LIMIT", 2)
        ran = fleet.build(place=place)
    assert ran.codes == {"B017"}
    assert ran.names("failed") == {"east/apple", "west/apple"}
    assert ran.made == {"east/berry", "west/berry"}
    assert len(fleet.build().made) == 2


def test_a_worker_that_is_deaf_is_ended_and_the_others_jobs_are_done(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "make", hangs("berry", deaf=True))
    monkeypatch.setattr(engine, "LIMIT", 1)
    ran = fleet.build(place=processes(2))
    assert ran.codes == {"B017"}
    assert ran.names("failed") == {"east/berry", "west/berry"}
    assert ran.made == {"east/apple", "west/apple"}


def test_a_cluster_that_hangs_is_left_alone() -> None:
    """Its workers are not ours to end: only the job is given up."""
    ends: list[bool] = []
    place = Place(Here, 1, 1, lambda _, at_once: ends.append(at_once))
    crew = engine.Crew(place)
    assert crew._end_what_hangs() == []
    assert ends == []


# --- two at once


def test_of_two_builds_at_once_one_is_told_to_wait(fleet: Fleet) -> None:
    command = [sys.executable, "-m", "hsgleaflet", "build", "-j", "1"]
    both = [subprocess.Popen(command, cwd=fleet.root, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    ends = sorted(process.returncode for process in both)
    assert ends in ([0, 0], [0, 3])
    assert ends == [0, 0] or any("error B011: another build is writing into build" in text for text in said)
    assert held(fleet.out) == fleet.hashes()
    assert len(fleet.build(day=today().isoformat()).names("unchanged")) == 4
    assert parts(fleet.out) == []


def test_a_dry_run_takes_nothing_away_from_a_build_that_runs(fleet: Fleet) -> None:
    fleet.build()
    changed(fleet)
    batch = fleet.batch()
    with batch.outbox:
        batch.plan()
        batch.outbox.begin([], "")
        part = batch.project.workspace.part(fleet.out / "east" / "file.pdf", b"data")
        fleet.build(dry_run=True)
        with part:
            batch.project.workspace.put(part)
    assert (fleet.out / "east" / "file.pdf").read_bytes() == b"data"
