"""Lines: a run of words on lines of so many columns.

Comes in: a Run, a width. Goes out: lines that any mail program shows in the same order: a line of a text file is a
paragraph of its own to the rules of Unicode, so each carries the isolates of its own words. It stands alone because
phones, numbers and addresses are never split, here as on paper.
"""

from __future__ import annotations

import re
import unicodedata

from hsgleaflet.typeset.bidi import needs_bidi
from hsgleaflet.typeset.breaks import line_starts
from hsgleaflet.typeset.isolate import isolates
from hsgleaflet.write.words.leaves import Run

WIDTH = 72
_RIGHT_MARK, _END = "\u200f", "\u2069"
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")
_SPACE = " \u200b"


def columns(text: str) -> int:
    """Return how many columns a text takes in type of one width."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(run: Run, lang: str, rtl: bool, rest: str = "", width: int = WIDTH) -> list[str]:
    """Return a run on lines, all but the first after `rest`; what stays whole may be wider."""
    room, english = width, lang.startswith("en")
    starts = [*line_starts(run.text, run.solid, english=english), len(run.text)]
    found: list[str] = []
    low = high = 0
    for start in starts:
        if low < high and columns(run.text[low:start].rstrip(_SPACE)) > room:
            found.append(_line(run, low, high, rtl, rest if found else ""))
            low, room = high, width - columns(rest)
        high = start
    return [*found, _line(run, low, high, rtl, rest if found else "")]


def _line(run: Run, low: int, high: int, rtl: bool, before: str) -> str:
    text = run.text[low:high].rstrip(_SPACE)
    end = low + len(text)
    own = [(max(low, start) - low, min(end, stop) - low) for start, stop in run.own if start < end and stop > low]
    if not rtl:
        own = [(start, stop) for start, stop in own if needs_bidi(text[start:stop])]
    found, at = [], 0
    for start, stop, mark in isolates(text, int(rtl), own):
        found += [text[at:start], mark, text[start:stop], _END]
        at = stop
    return directed("".join((before, *found, text[at:])), rtl)


def directed(line: str, rtl: bool) -> str:
    """Return a line that starts from the right in a right-to-left text, whatever its first letter is."""
    strong = (unicodedata.bidirectional(char) for char in _ISOLATED.sub("", line))
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "L")
    return _RIGHT_MARK + line if rtl and first == "L" else line
