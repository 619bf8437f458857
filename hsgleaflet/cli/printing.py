"""How what was built is printed: sheets and sides per copy, and a line for each way of folding.

Comes in: formats and pages. Goes out: counts and sentences. It stands alone because the words for
people and for machines are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hsgleaflet.model.formats import EDITIONS, FORMATS, paper
from hsgleaflet.work.build import Job
from hsgleaflet.work.printed import FOLDING, HOW


def how_to_print(formats: Iterable[str]) -> Iterator[str]:
    """Yield in lines what to do with the `.print` files of formats that are folded, each fold once."""
    folds: dict[str, list[str]] = {}
    for name in dict.fromkeys(formats):
        if scheme := _scheme(name):
            folds.setdefault(scheme, []).append(name)
    if folds:
        yield f"Print the .print files {HOW}."
    for scheme, names in folds.items():
        yield f"  {', '.join(names)}: {FOLDING[scheme]}"


def printing_of(job: Job) -> str:
    """Return how the `.print` file of a job is printed and folded, "" when it has none."""
    scheme = _scheme(job.format)
    return f"{HOW}; {FOLDING[scheme]}" if scheme and not job.output else ""


def paper_of(job: Job, pages: int) -> dict[str, int]:
    """Return how many sheets and printed sides one copy takes; nothing for files that are not for reading."""
    found = paper(job.format)
    return {} if job.output or not pages else {"sheets": found.sheets(pages), "sides": found.sides(pages)}


def copy_of(job: Job, pages: int) -> str:
    """Return what a file holds, in words: pages, and the sheets of one copy printed on both sides."""
    if job.format in EDITIONS:
        return EDITIONS[job.format].title
    held = paper_of(job, pages)
    counted = _counted(pages, "page")
    return f"{counted}: {_counted(held['sheets'], 'sheet')}" if held else counted


def _scheme(name: str) -> str:
    return FORMATS[name].scheme if name in FORMATS else ""


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
