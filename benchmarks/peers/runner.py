"""One measurement of one peer, in a process of its own: `python -m benchmarks.peers.runner PEER KIND COUNT`.

Comes in: a peer's name, what to measure, how often. Goes out: one line of JSON. It stands alone so that no peer shares
memory, caches or imports with another.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.peers.text import clinic

PEERS = {
    "hsgleaflet": "ours", "Typst": "by_typst", "WeasyPrint": "by_weasyprint", "fpdf2": "by_fpdf2",
    "ReportLab": "by_reportlab",
}  # fmt: skip
NEEDS = {"Typst": "typst", "WeasyPrint": "weasyprint", "fpdf2": "fpdf"}
"""The package to import for each peer that does not come with hsgleaflet."""


def peer(name: str) -> Any:
    """Return a peer, ready to make leaflets."""
    return importlib.import_module(f"benchmarks.peers.{PEERS[name]}").Peer()


def warm(name: str, count: int, *, read: bool = True) -> dict[str, float]:
    """Return leaflets a second, the size of one and the peak of memory, after a few leaflets that do not count."""
    made = peer(name)
    clinics = [clinic(number) for number in range(count + 3)]
    if name == "hsgleaflet":
        made.expect(clinics, read=read)
    sizes = [len(made.make(one)) for one in clinics[:3]]
    start = time.perf_counter()
    for one in clinics[3:]:
        made.make(one)
    took = time.perf_counter() - start
    return {"rate": count / took, "bytes": max(sizes), "megabytes": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def once(name: str, out: str) -> dict[str, float]:
    """Make one leaflet into a file, as a script would that is started for it."""
    data = peer(name).make(clinic(0))
    Path(out).write_bytes(data)
    return {"bytes": len(data)}


def main() -> None:
    """Print what was measured."""
    name, kind, count = sys.argv[1:4]
    if kind == "once":
        found = once(name, count)
    else:
        found = warm(name, int(count), read=kind != "read")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
