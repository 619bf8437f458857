"""Five hundred jobs for fifty clinics, interrupted, killed and resumed; and a cluster that loses a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.fleet import build, confirmed, start
from tests.samples import ROOT
from tests.shell import lines

pytestmark = pytest.mark.fleet
CLINICS, LEAFLETS = 50, 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("fleet")
    start(found, CLINICS, LEAFLETS)
    return found


def pdfs(folder: Path) -> int:
    return len(list(folder.glob("build/*/*.pdf")))


def hashes(out: Path) -> dict[str, str]:
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    return {file["file"]: file["sha256"] for entry in manifest["outputs"] for file in entry["files"]}


def until(folder: Path, count: int, running: "subprocess.Popen[bytes]") -> None:
    """Wait until a build has written so many files more."""
    wanted, end = pdfs(folder) + count, time.monotonic() + 120
    while pdfs(folder) < wanted:
        assert running.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < end
        time.sleep(0.02)


def started(folder: Path, *args: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "hsgleaflet", "build", *args]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)


def test_a_batch_that_is_stopped_twice_ends_with_a_manifest_that_is_true(folder: Path) -> None:
    running = started(folder, "-j", "2")
    until(folder, 30, running)
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: every process of the group
    assert running.wait(30) == 130
    assert time.monotonic() - began < 20
    assert json.loads((folder / "build" / "manifest.json").read_text("utf-8"))["complete"] is False
    assert len(hashes(folder / "build")) == pdfs(folder), "what was finished is recorded"
    assert (folder / "log").read_text().strip() == "Stopped."

    running = started(folder, "-j", "2")
    until(folder, 60, running)
    _, code = build(folder, "-j", "1")
    assert code == 3
    assert f"another build is writing into build (process {running.pid})" in (folder / "log").read_text()
    running.kill()
    running.wait()
    before = {path: path.stat().st_mtime_ns for path in folder.glob("build/*/*.pdf")}
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in before), "no half a file"

    _, code = build(folder, "--json")
    assert code == 0
    assert confirmed(folder / "build") == CLINICS * LEAFLETS
    again = [path for path, written in before.items() if path.stat().st_mtime_ns != written]
    assert len(again) <= 1, "only what was missing was made; one file may have been written and not yet told"
    statuses = [line["status"] for line in lines((folder / "log").read_text())]
    assert statuses.count("unchanged") >= len(before) - 1
    assert not list(folder.glob("build/*/.*"))


def test_a_change_in_one_clinic_makes_its_leaflets_and_no_others(folder: Path) -> None:
    build(folder)
    path = folder / "clinics" / "clinic-007" / "clinic.yaml"
    path.write_text(path.read_text("utf-8").replace("020 7946 0007", "020 7946 0997"), "utf-8")
    build(folder, "--json")
    told = lines((folder / "log").read_text())
    assert {line["clinic"] for line in told if line["status"] == "made"} == {"clinic-007"}
    assert sum(line["status"] == "made" for line in told) == LEAFLETS
    assert confirmed(folder / "build") == CLINICS * LEAFLETS


# --- a cluster


class Cluster(NamedTuple):
    """A scheduler of this machine and its two workers."""

    address: str
    workers: list["subprocess.Popen[bytes]"]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    told = tmp_path / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    def dask(*args: str) -> "subprocess.Popen[bytes]":
        with (tmp_path / f"dask-{args[0]}.log").open("a") as log:
            command = [sys.executable, "-m", "dask", *args, "--scheduler-file", str(told)]
            return subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)

    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    workers = []
    try:
        workers = [dask("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2)]
        end = time.monotonic() + 60
        while (tmp_path / "dask-worker.log").read_text().count("Registered to") < 2:
            assert time.monotonic() < end, (tmp_path / "dask-worker.log").read_text()
            time.sleep(0.1)
        yield Cluster(json.loads(told.read_text("utf-8"))["address"], workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_cluster_that_loses_a_worker_makes_the_same_files(tmp_path: Path, cluster: Cluster) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        start(folder, 8, 10)
    assert build(here, "-j", "1")[1] == 0
    running = started(there, "--cluster", cluster.address, "--json")
    until(there, 10, running)
    cluster.workers[0].kill()
    assert running.wait(240) == 0, (there / "log").read_text()
    assert {line["status"] for line in lines((there / "log").read_text())} == {"made"}
    assert confirmed(there / "build") == 80
    assert hashes(there / "build") == hashes(here / "build")
    # the worker that is left serves the next build, and does not remember the files of the last one
    clinic = there / "clinics" / "clinic-003" / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("020 7946 0003", "020 7946 0993"), "utf-8")
    assert build(there, "--cluster", cluster.address, "--json")[1] == 0
    made = [line for line in lines((there / "log").read_text()) if line["status"] == "made"]
    assert {line["clinic"] for line in made} == {"clinic-003"}
    assert hashes(there / "build") != hashes(here / "build")
