"""Progress of a batch on a terminal: one line that moves; nothing in a pipe.

Comes in: outcomes, as they are known. Goes out: the same, shown on standard error meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from hsgleaflet.work.batch import Outcome

_FEW = 2
"""Jobs that are done before anybody could read a line about them."""


def shown(outcomes: Iterator[Outcome], todo: int, same: int) -> Iterator[Outcome]:
    """Yield outcomes; on a terminal with a bar, the rest of the time, and how many are made, unchanged and failed."""
    if todo < _FEW or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    first = next(outcomes)  # worker processes start here, before the thread that draws
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    failed = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=todo + same)
        for outcome in _with(first, outcomes):
            failed += outcome.failed
            told = f"[red]{failed} failed[/]  " if failed else ""
            where = f"{outcome.job.clinic_name}: {outcome.job.leaflet} {outcome.job.lang} {outcome.job.format}"
            progress.update(task, advance=1, description=f"{told}[dim]{where}[/]")
            yield outcome


def _with(first: Outcome, rest: Iterator[Outcome]) -> Iterator[Outcome]:
    yield first
    yield from rest
