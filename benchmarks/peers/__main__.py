"""Every peer in turns, the ratios, and the table that the README quotes: `python -m benchmarks.peers [--quick]`.

Rounds go through all peers before the next begins, so that what else the machine does hits all alike; of each figure
the best round counts, as everything else only adds to it. Peers that are not installed, or fail, are
named and left out.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.peers import ours
from benchmarks.peers.runner import NEEDS, PEERS
from benchmarks.peers.text import HERE, clinic

RESULTS = HERE / "results.md"
_COUNTS = {"hsgleaflet": 300, "Typst": 100, "ReportLab": 50}
_TAGGED = {"hsgleaflet": "UA-1 + A-2a", "Typst": "UA-1 + A-2a", "WeasyPrint": "UA-1"}
_HEAD = """# The same words by each tool

`python -m benchmarks.peers`, the best of five rounds. Cold: hsgleaflet is the whole command, which makes five tagged
pages, an index and a manifest; "files read too" is a script of ours that makes the two pages that the other scripts
make. Warm: from checked values in memory, or with the files of each clinic read and checked too.

| | tagged | cold, ms | warm, leaflets/s | warm, to Typst | size, kB | peak, MB |
|---|---|--:|--:|--:|--:|--:|
"""
_MERGE = """| personal copies | all names new, copies/s | once shaped | kB a copy | peak, MB |
|---|--:|--:|--:|--:|
"""


class Row(NamedTuple):
    """What was measured of one peer: milliseconds cold, leaflets a second warm, kilobytes, megabytes."""

    cold: float
    warm: float
    size: float
    memory: float


def main() -> None:
    """Measure, print and write the table."""
    quick = "--quick" in sys.argv
    missing = [name for name, module in NEEDS.items() if importlib.util.find_spec(module) is None]
    with tempfile.TemporaryDirectory() as folder:
        installed = [name for name in PEERS if name not in missing]
        names = [name for name in installed if _works(name, Path(folder))]
        table = _table(_measured(names, Path(folder), 1 if quick else 5, quick))
    copies = 200 if quick else 1000
    table += _merge_table(
        {
            "hsgleaflet, tagged PDFs": _best("hsgleaflet", "copies", copies, quick),
            "hsgleaflet, one print file": _best("hsgleaflet", "printed", copies * 10, quick),
            "pikepdf stamps, untagged, fixed place": _best("ReportLab", "stamped", copies, quick),
        }
    )
    failed = [name for name in installed if name not in names]
    left_out = f"\nLeft out, as not installed: {', '.join(missing)}.\n" if missing else ""
    left_out += f"\nLeft out, as it stops with an error on this text: {', '.join(failed)}.\n" if failed else ""
    print(table + left_out)
    if not quick:
        RESULTS.write_text(table + left_out, encoding="utf-8")


def _works(name: str, folder: Path) -> bool:
    """Return whether a peer makes the leaflet at all, with the versions that are installed."""
    command = [sys.executable, "-m", "benchmarks.peers.runner", name, "once", str(folder / "tried.pdf")]
    return subprocess.run(command, check=False, capture_output=True, env=_environment()).returncode == 0


def _measured(names: list[str], folder: Path, rounds: int, quick: bool) -> dict[str, Row]:
    ours.start(folder, [clinic(0)])
    warm: dict[str, list[dict[str, float]]] = {name: [] for name in (*names, _READ)}
    cold: dict[str, list[float]] = {name: [] for name in (*names, _READ)}
    for turn in range(rounds):
        for name in (*names, _READ):
            known = name if name != _READ else "hsgleaflet"
            count = _COUNTS.get(known, 12) // (4 if quick else 1)
            warm[name].append(_run(known, "read" if name == _READ else "warm", str(max(count, 3))))
        for _ in range(1 if quick else 3):
            for name in (*names, _READ):
                cold[name].append(_cold(name, folder))
        print(f"round {turn + 1} of {rounds}", file=sys.stderr)
    return {
        name: Row(
            min(cold[name]) * 1000,
            max(found["rate"] for found in warm[name]),
            warm[name][0]["bytes"] / 1000,
            min(found["megabytes"] for found in warm[name]),
        )
        for name in (*names, _READ)
    }


_READ = "hsgleaflet, files read too"


def _cold(name: str, folder: Path) -> float:
    """Return the seconds of a process that makes one leaflet: the command that users type, or a script like the others.

    The script of ours writes the files of its project first.
    """
    known = "hsgleaflet" if name == _READ else name
    command = [sys.executable, "-m", "benchmarks.peers.runner", known, "once", str(folder / "out.pdf")]
    where = Path.cwd()
    if name == "hsgleaflet":
        command, where = [sys.executable, "-m", "hsgleaflet", "build", "-o", str(folder / "out")], folder
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_environment(), cwd=where)
    return time.perf_counter() - start


def _run(name: str, kind: str, count: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.peers.runner", name, kind, count]
    done = subprocess.run(command, check=True, capture_output=True, env=_environment())
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _best(name: str, kind: str, count: int, quick: bool) -> dict[str, float]:
    rounds = [_run(name, kind, str(count)) for _ in range(1 if quick else 3)]
    return max(rounds, key=lambda found: found["rate"])


def _merge_table(rows: dict[str, dict[str, float]]) -> str:
    lines = [
        f"| {name} | {found['rate']:.0f} | {found['shaped']:.0f} | {found['bytes'] / 1000:.1f} | "
        f"{found['megabytes']:.0f} |"
        for name, found in rows.items()
    ]
    return f"\n{_MERGE}" + "\n".join(lines) + "\n"


def _environment() -> dict[str, str]:
    """Byte code is cached, as after an installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONWARNINGS": "ignore"}


def _table(rows: dict[str, Row]) -> str:
    yardstick = rows["Typst"].warm if "Typst" in rows else float("nan")
    lines = [
        f"| {name} | {_TAGGED.get(name.partition(',')[0], 'no')} | {row.cold:.0f} "
        f"| {row.warm:.0f} | {row.warm / yardstick:.2f} x | {row.size:.1f} | {row.memory:.0f} |"
        for name, row in sorted(rows.items(), key=lambda item: -item[1].warm)
    ]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
