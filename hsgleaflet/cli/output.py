"""What a command prints: problems for people, or lines of JSON for machines.

Comes in: problems and values. Goes out: text on standard output and error. Colour is used on a terminal only, and never
when `NO_COLOR` is set.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

import click

from hsgleaflet.problems import LinesOf, Problem, Severity, render

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def colourful() -> bool:
    """Return whether colours are wanted on standard error."""
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def print_problems(problems: Iterable[Problem], lines_of: LinesOf) -> None:
    """Print problems on standard error, each once, errors last so that they are seen."""
    order = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}
    for problem in sorted(dict.fromkeys(problems), key=lambda problem: order[problem.severity]):
        text = render(problem, lines_of)
        if colourful():
            word = f"{problem.severity} {problem.code}"
            text = text.replace(word, click.style(word, fg=_COLOURS[problem.severity], bold=True), 1)
        click.echo(text, err=True)


def print_json(value: object) -> None:
    """Print one line of JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True))


def as_json(problem: Problem) -> dict[str, object]:
    """Return a problem as plain values."""
    at = problem.at
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "file": at.file if at else None,
        "line": at.line if at and at.line else None,
        "column": at.column if at and at.column else None,
    }
