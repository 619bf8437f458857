"""How what was built is printed: sheets and sides per copy, and a line for each way of folding.

Comes in: formats and pages. Goes out: counts and sentences. It stands alone because the words for
people and for machines are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hsgleaflet.model.formats import FORMATS
from hsgleaflet.work.build import Job
from hsgleaflet.work.printed import FOLDING, HOW


def how_to_print(formats: Iterable[str]) -> Iterator[str]:
    """Yield in lines what to do with the `.print` files of formats that are folded, each fold once."""
    folds: dict[str, list[str]] = {}
    for name in dict.fromkeys(formats):
        if FORMATS[name].scheme:
            folds.setdefault(FORMATS[name].scheme, []).append(name)
    if folds:
        yield f"Print the .print files {HOW}."
    for scheme, names in folds.items():
        yield f"  {', '.join(names)}: {FOLDING[scheme]}"


def printing_of(job: Job) -> str:
    """Return how the `.print` file of a job is printed and folded, "" when it has none."""
    scheme = FORMATS[job.format].scheme
    return f"{HOW}; {FOLDING[scheme]}" if scheme and not job.output else ""


def paper_of(job: Job, pages: int) -> dict[str, int]:
    """Return how many sheets and printed sides one copy takes; nothing for files that are not for reading."""
    found = FORMATS[job.format]
    return {} if job.output or not pages else {"sheets": found.sheets(pages), "sides": found.sides(pages)}


def copy_of(job: Job, pages: int) -> str:
    """Return what a file holds, in words: pages, and the sheets of one copy printed on both sides."""
    paper = paper_of(job, pages)
    counted = _counted(pages, "page")
    return f"{counted}: {_counted(paper['sheets'], 'sheet')}" if paper else counted


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
