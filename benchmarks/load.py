"""Load: whether memory stays flat. `python -m benchmarks.load WHAT [NUMBER]`.

- `leaflets 20000`: one batch in two processes, each leaflet for a clinic of its own colours and answers.
- `alone 10000`: the same in one process.
- `copies 1000000`: personal copies (of the tri-fold, two pages) into one archive, all names new, then a look into it.
- `disk 1000`: personal copies in memory, as files, and a bare loop that writes the same bytes.

The resident memory of each process is looked at every second; printed is what it was at a tenth, at half and at the end
of the time that the process lived, and at most.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.fleet import confirmed, start
from hsgleaflet.work.data import data_root
from hsgleaflet.work.personalise import Copies, People
from hsgleaflet.work.private import files
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace

_LEAFLETS = 100
"""Leaflets of each clinic."""
_ROUNDS = 5
_LOOKED = 5000
"""Copies of an archive that are read back."""
_SHORT = 10
"""Samples of a process that was not a worker but a helper of a moment."""
_FIRST = ("Anna", "Bilal", "Chloë", "Dorota", "Ewa", "Fatima", "Grace", "Hanna", "Imani", "Jadwiga", "Kamala", "Łucja")
_LAST = ("Ashworth", "Brennan", "Chaudhry", "Dąbrowska", "Evans", "Fitzgerald", "García", "Hughes", "Iqbal", "Jones")

Samples = dict[int, list[float]]
"""Resident megabytes of each process, a second apart."""


def watched(folder: Path, *args: str) -> tuple[float, Samples]:
    """Run a command and return its seconds and the memory of its processes; raise AssertionError when it fails."""
    began, samples = time.perf_counter(), Samples()
    command = [sys.executable, "-m", "hsgleaflet", *args]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        while running.poll() is None:
            for process in (running.pid, *_children(running.pid)):
                if size := _resident(process):
                    samples.setdefault(process, []).append(size)
            time.sleep(1)
    assert running.returncode == 0, (folder / "log").read_text("utf-8")[-2000:]
    return time.perf_counter() - began, samples


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except FileNotFoundError:
        return []


def _resident(process: int) -> float:
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(pages) * 4096 / 1e6


def told(samples: Samples) -> None:
    """Print the memory of each process that lived for some time; the first one is who asked for the work."""
    for number, found in enumerate(samples.values()):
        if len(found) >= _SHORT:
            name = f"worker {number}" if number else "parent"
            places = (len(found) // 10, len(found) // 2, len(found) - 1)
            early, middle, late = (found[place] for place in places)
            print(f"  {name}: {early:.0f}, {middle:.0f}, {late:.0f} MB; at most {max(found):.0f}")


def leaflets(folder: Path, count: int, processes: int = 2) -> None:
    """Build one batch."""
    start(folder, -(-count // _LEAFLETS), min(count, _LEAFLETS))
    took, samples = watched(folder, "build", "-j", str(processes), "--json")
    print(f"{confirmed(folder / 'build')} leaflets, {processes} process(es): {took:.0f} s, {count / took:.0f} a second")
    told(samples)


def alone(folder: Path, count: int) -> None:
    """Build one batch in one process."""
    leaflets(folder, count, 1)


def people(path: Path, count: int, form: str = "a4") -> None:
    """Write a list of people, none of whom has the name of another, and on what their copies are printed."""
    names = itertools.product(_FIRST, _LAST)
    known = [f"{first} {last}" for first, last in names]
    with path.open("w", encoding="utf-8") as file:
        file.write("name,date,time,place,format\n")
        for number in range(count):
            name = f"{known[number % len(known)]} {number // len(known):05d}"
            file.write(f"{name},2027-{number % 12 + 1:02}-{number % 28 + 1:02},{number % 9 + 8:02}:30,Level 1,{form}\n")


def copies(folder: Path, count: int) -> None:
    """Make personal copies in one archive."""
    people(folder / "rows.csv", count, "trifold")
    typed = ("personalise", "hsg", "--clinic", "riverside", "--data", "rows.csv", "--zip", "copies.zip")
    took, samples = watched(folder, *typed)
    path = folder / "copies.zip"
    print(f"{count} copies: {took:.0f} s, {count / took:.0f} a second, {path.stat().st_size / 1e9:.2f} GB")
    told(samples)
    with zipfile.ZipFile(path) as found:
        names = found.namelist()
        assert len(set(names)) == count
        looked = [names[0], names[-1], *random.Random(count).sample(names, min(count, _LOOKED))]  # noqa: S311
        whole = sum(found.read(name).startswith(b"%PDF-") for name in looked)
    print(f"  {len(names)} entries in the archive; {whole} of {len(looked)} that were looked at have their checksum")


def disk(folder: Path, count: int) -> None:
    """Make personal copies in memory and as files, and write the same bytes in a bare loop; the best of some rounds."""
    people(folder / "rows.csv", count)
    project, clinic = Project(Workspace(folder)), data_root() / "clinics" / "riverside" / "clinic.yaml"

    def made() -> Iterator[tuple[str, bytes]]:
        copies = Copies(project, "hsg", clinic)
        yield from copies.made(People(project, folder / "rows.csv", clinic, "hsg"))
        copies.forget()

    def bare() -> None:
        for name, data in kept:
            (folder / "bare" / name).write_bytes(data)

    kept = list(made())
    (folder / "bare").mkdir()
    ways: dict[str, Callable[[], object]] = {
        "in memory": lambda: sum(len(data) for _, data in made()), "as files": lambda: files(folder / "all", made()),
        "written alone": lambda: files(folder / "all", kept), "a bare loop that writes the same": bare,
    }  # fmt: skip
    for name, way in ways.items():
        least = min(_timed(way) for _ in range(_ROUNDS))
        print(f"{count} copies {name}: {least:.2f} s, {count / least:.0f} a second")


def _timed(way: Callable[[], object]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began


def main() -> None:
    """Do what was asked for, in a folder that is gone afterwards."""
    kinds: dict[str, tuple[Callable[[Path, int], None], int]] = {
        "leaflets": (leaflets, 20_000), "alone": (alone, 10_000), "copies": (copies, 1_000_000), "disk": (disk, 1_000),
    }  # fmt: skip
    run, count = kinds[sys.argv[1]]
    with tempfile.TemporaryDirectory() as home:
        run(Path(home), int(sys.argv[2]) if len(sys.argv) > 2 else count)


if __name__ == "__main__":
    main()
