"""One measurement of one peer, in a process of its own: `python -m benchmarks.peers.runner PEER KIND COUNT`.

Comes in: a peer's name, what to measure, how often. Goes out: one line of JSON. It stands alone so that no peer shares
memory, caches or imports with another.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import resource
import sys
import tempfile
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


_READ_AHEAD = 50
"""Clinics that are read before leaflets for them are timed: fewer than any process remembers."""


def warm(name: str, count: int, *, read: bool = True) -> dict[str, float]:
    """Return leaflets a second, the size of one and the peak of memory, after a few leaflets that do not count."""
    made = peer(name)
    clinics = [clinic(number) for number in range(count + 3)]
    took, size = 0.0, 0
    for first in (0, *range(3, len(clinics), _READ_AHEAD)):
        ahead = clinics[first : first + _READ_AHEAD] if first else clinics[:3]
        if name == "hsgleaflet":
            made.expect(ahead, read=read)
        start = time.perf_counter()
        size = max(size, *[len(made.make(one)) for one in ahead])
        took += time.perf_counter() - start if first else 0.0
    return {"rate": count / took, "bytes": size, "megabytes": _peak()}


def copies(count: int, *, printed: bool = False) -> dict[str, float]:
    """Return personal copies a second with all names new and once shaped, bytes a copy, and the peak of memory.

    Reading and checking the list counts; the leaflet itself is composed before, as it is once for any number of rows.
    """
    from benchmarks.peers import ours
    from hsgleaflet.work.personalise import Copies, People

    with tempfile.TemporaryDirectory() as folder:
        project = ours.start(Path(folder), [clinic(0)])
        path = Path(folder) / "clinics" / clinic(0).slug / "clinic.yaml"
        data = Path(folder) / "rows.csv"
        data.write_text(people(count), encoding="utf-8")
        found = Copies(project, ours.NAME, path)
        next(found.made(People(project, data, path, ours.NAME)))
        start = time.perf_counter()
        plans = found.plan(People(project, data, path, ours.NAME))
        shaped = time.perf_counter()
        size = len(found.print_file(plans)) if printed else sum(len(made) for _, made in found.files(plans))
        end = time.perf_counter()
    return {
        "rate": count / (end - start),
        "shaped": count / (end - shaped),
        "bytes": size / count,
        "megabytes": _peak(),
    }


def stamped(count: int) -> dict[str, float]:
    """Return how many copies a second pikepdf stamps on a finished leaflet: a fixed place, no tags for the stamp."""
    import pikepdf

    base = peer("ReportLab").make(clinic(0))
    with pikepdf.open(io.BytesIO(base)) as pdf:
        page = pdf.pages[0]
        stream = pdf.make_stream(b"")
        page.Contents = pdf.make_indirect(pikepdf.Array([page.Contents, stream]))
        start = time.perf_counter()
        size = 0
        for number in range(count):
            stream.write(b"BT /F1 10 Tf 50 800 Td (Person %d) Tj ET" % number)
            out = io.BytesIO()
            pdf.save(out)
            size += len(out.getvalue())
        took = time.perf_counter() - start
    return {"rate": count / took, "shaped": count / took, "bytes": size / count, "megabytes": _peak()}


def people(count: int) -> str:
    """Return a list in which every name is another."""
    names = ("Zoë O’Brien", "Łukasz Wójcik", "Anna Example", "José Núñez", "Siân Prys-Jones", "Ægir Þórsson")
    rows = (
        f"{names[n % 6]} {n},2027-03-{n % 28 + 1:02d},{9 + n % 8}:{n % 6}0,X-ray department\n" for n in range(count)
    )
    return "name,date,time,place\n" + "".join(rows)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def once(name: str, out: str) -> dict[str, float]:
    """Make one leaflet into a file, as a script would that is started for it."""
    made = peer(name)
    if name == "hsgleaflet":
        made.expect([clinic(0)])
    data = made.make(clinic(0))
    Path(out).write_bytes(data)
    return {"bytes": len(data)}


def main() -> None:
    """Print what was measured."""
    name, kind, count = sys.argv[1:4]
    gc.set_threshold(100_000)  # as our command does; here it serves every peer alike
    if kind in ("copies", "printed"):
        found = copies(int(count), printed=kind == "printed")
    elif kind == "stamped":
        found = stamped(int(count))
    elif kind == "once":
        found = once(name, count)
    else:
        found = warm(name, int(count), read=kind != "read")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
