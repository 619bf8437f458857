"""Problems: what is wrong, where, and what to do about it.

Comes in: a code, a message and a place, from any floor. Goes out: one `LeafletError` that carries all problems of a
file at once, and the text a person reads. It stands alone, below everything else, so that every floor speaks of
mistakes in the same way.

Code families: S source, M markup, T theme, F fonts, L layout, C content, G governance, A accessibility, B batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

LinesOf = Callable[[str], Sequence[str] | None]
"""Gives the lines of a source file by its printed name, or None when they are not at hand."""


class Severity(StrEnum):
    """How much a problem matters: an error stops the leaflet, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(Struct, frozen=True, gc=False):
    """A place in a source file; line and column count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, with the place it was written at and a hint that says what to do."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    at: Location | None = None
    hint: str = ""
    node: str | None = None

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at else ""
        return f"{place}{self.severity} {self.code}: {self.message}"


class LeafletError(Exception):
    """The only exception meant for people; it carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[LeafletError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def fail(code: str, message: str, at: Location | None = None, hint: str = "") -> LeafletError:
    """Return (to raise) a `LeafletError` with a single problem."""
    return LeafletError([Problem(code=code, message=message, at=at, hint=hint)])


def render(problem: Problem, lines_of: LinesOf) -> str:
    """Return a problem as people read it: the place and message, the source line with a caret, the hint."""
    parts = [visible(str(problem))]
    at = problem.at
    lines = lines_of(at.file) if at and at.line else None
    if at and lines and 0 < at.line <= len(lines):
        parts += _excerpt(lines[at.line - 1], at.column)
    if problem.hint:
        parts.append(f"  hint: {visible(problem.hint)}")
    return "\n".join(parts)


_UNSEEN = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)
"""What moves a terminal's cursor, turns the direction of its text or cannot be seen on it."""


def visible(text: str) -> str:
    """Return a text that is safe to print: characters that would act instead of being seen are spelt out."""
    return re.sub(_UNSEEN, lambda found: f"<U+{ord(found[0]):04X}>", text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return 'did you mean "x"?' for the closest known word, or nothing when none is close."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else ""


_WIDEST = 110
"""Characters of a source line that are shown; longer lines are cut around the caret."""


def _excerpt(line: str, column: int) -> list[str]:
    line = line.rstrip("\r\n").replace("\t", " ")
    caret = max(column, 1) - 1
    start = max(0, caret - _WIDEST * 2 // 3) if len(line) > _WIDEST else 0
    shown = visible(line[start : start + _WIDEST])
    before = "…" if start else ""
    after = "…" if start + _WIDEST < len(line) else ""
    marks = [f"    {before}{shown}{after}"]
    if column:
        marks.append("    " + " " * (len(visible(line[start:caret])) + len(before)) + "^")
    return marks
