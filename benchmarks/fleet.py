"""A batch as large as a region's: `python -m benchmarks.fleet [CLINICS] [LEAFLETS] [PROCESSES]`.

Generates clinics, each with its own name, number, colour and logo, that give copies of the shipped leaflets (50 and 100
of them unless told otherwise: 5,000 jobs), and builds them as a user would: the build is interrupted, killed, resumed,
and run again unchanged. At the end every file is hashed and compared with the manifest. Prints seconds and rates.
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from hsgleaflet.read.nodes import plain
from hsgleaflet.work.data import data_root

_SHIPPED = ("hsg", "hysteroscopy")
_PLACES = ("River", "Harbour", "Meadow", "Castle", "Mill", "Orchard", "Abbey", "Forest", "Station", "Bridge")


def start(folder: Path, clinics: int, leaflets: int) -> None:
    """Write the files of a project."""
    names = [f"{_SHIPPED[number % len(_SHIPPED)]}-{number:03}" for number in range(leaflets)]
    for number, name in enumerate(names):
        text = (data_root() / "leaflets" / f"{_SHIPPED[number % len(_SHIPPED)]}.yaml").read_text("utf-8")
        text = re.sub(r"(?m)^leaflet: .*$", f"leaflet: {name}", text, count=1)
        text = re.sub(r"(?m)^number: .*$", f"number: FLT-{number:03}", text, count=1)
        _put(folder / "leaflets" / f"{name}.yaml", text)
    riverside = data_root() / "clinics" / "riverside"
    answers, _ = plain((riverside / "clinic.yaml").read_text("utf-8"), "clinic.yaml")
    assert isinstance(answers, dict)
    for number in range(clinics):
        home = folder / "clinics" / f"clinic-{number:03}"
        _put(home / "clinic.yaml", json.dumps(_clinic(answers, number, names), indent=1))
        _put(
            home / "_brand.yml",
            f'color:\n  primary: "#{(number * 37) % 80:02x}{40 + number % 50:02x}6c"\nlogo: logo.svg\n',
        )
        _put(home / "logo.svg", (riverside / "logo.svg").read_text("utf-8"))


def _clinic(answers: dict[str, Any], number: int, leaflets: list[str]) -> dict[str, Any]:
    place = f"{_PLACES[number % len(_PLACES)]} {number}"
    every = {name: value for group in answers["answers"].values() for name, value in group.items()}
    contacts = answers["contacts"] | {"phone": f"020 7946 0{number % 1000:03}", "address": f"{number} {place} Road"}
    return answers | {
        "clinic": f"clinic-{number:03}", "name": f"{place} Clinic", "contacts": contacts, "leaflets": leaflets,
        "answers": {"all": every},
    }  # fmt: skip


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def confirmed(out: Path) -> int:
    """Return how many files a manifest names; raise AssertionError unless all are there, with their hash."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["complete"]
    assert not manifest["pending"]
    told = {file["file"]: file["sha256"] for entry in manifest["outputs"] for file in entry["files"]}
    found = {path.relative_to(out).as_posix(): path for path in out.glob("*/*.pdf") if path.parent.name != "superseded"}
    assert told.keys() == found.keys()
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == told[name] for name, path in found.items())
    return len(told)


def build(folder: Path, *args: str, stop: tuple[float, int] | None = None) -> tuple[float, int]:
    """Return the seconds that a build took and how it ended; `stop` says after how long it gets which signal."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "hsgleaflet", "build", *args]
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        if stop:
            try:
                running.wait(stop[0])
            except subprocess.TimeoutExpired:
                running.send_signal(stop[1])
        code = running.wait()
    return time.perf_counter() - began, code


def main() -> None:
    """Print what each step took."""
    clinics, leaflets, processes = [int(arg) for arg in sys.argv[1:]] + [50, 100, 2][len(sys.argv) - 1 :]
    jobs = clinics * leaflets
    wait = jobs / 400 + clinics / 10
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        start(folder, clinics, leaflets)
        many = ["-j", str(processes)]
        took, code = build(folder, *many, stop=(wait, signal.SIGINT))
        print(f"interrupted after {took:.1f} s, ended with {code}: {len(list(folder.glob('build/*/*.pdf')))} files")
        took, _ = build(folder, *many, stop=(wait, signal.SIGKILL))
        print(f"killed after {took:.1f} s: {len(list(folder.glob('build/*/*.pdf')))} files")
        before = len(list(folder.glob("build/*/*.pdf")))
        took, code = build(folder, *many)
        print(f"resumed: {took:.1f} s, ended with {code}, {(jobs - before) / took:.0f} leaflets a second")
        print(f"every file has the hash of the manifest: {confirmed(folder / 'build')} of {jobs}")
        for name, args in (("unchanged", []), ("unchanged, every file hashed", ["--verify"])):
            took, code = build(folder, *args)
            print(f"{name}: {took:.2f} s, ended with {code}")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the largest process took {largest:.0f} MB")


if __name__ == "__main__":
    main()
