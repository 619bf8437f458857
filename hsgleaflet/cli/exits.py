"""Exit codes of every command."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from hsgleaflet.problems import Problem, Severity

_FILES = frozenset([
    "S001", "S002", "S003", "S004", "S005", "S006", "S007",
    "B001", "B005", "B006", "B010", "B011", "B014", "B063", "B064",
])  # fmt: skip
_BUG = "B013"


class Exit(IntEnum):
    """What a command says when it ends."""

    CLEAN = 0
    CONTENT = 1
    USAGE = 2
    FILES = 3
    BUG = 70
    INTERRUPTED = 130


def exit_for(problems: Iterable[Problem]) -> Exit:
    """Return the exit code for problems: trouble with files before trouble with their content."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if any(problem.code == _BUG for problem in errors):
        return Exit.BUG
    if any(problem.code in _FILES for problem in errors):
        return Exit.FILES
    return Exit.CONTENT if errors else Exit.CLEAN
