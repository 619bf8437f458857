"""Changes: what a reader would notice between two readings of a leaflet, and how much that matters.

Comes in: two readings. Goes out: changes by passage, their words marked, and whether they make a minor or a major
version. It stands alone because sign-off, `diff` and its PDF must tell the same changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from hsgleaflet.compose.reading import Passage
from hsgleaflet.model.required import STRICT

Mark = Literal["same", "removed", "added"]
_WORD = re.compile(r"\s+|[^\s]+")
_NUMBER = re.compile(r"\d[\d.,:]*")
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})[,.\u00a0\u202f ](?=000\b)")
_TIME = re.compile(r"\b(\d{1,2})(?:\.(\d\d))?(am|pm)\b")
_TURNING = frozenset(
    ("not", "no", "never", "none", "only", "unless", "without", "must", "should", "always", "stop", "avoid", "if")
)
"""Words whose coming or going turns a sentence round."""
_ALIKE = 0.45
"""How alike two lines must be to be one line that changed."""


class Change(Struct, frozen=True):
    """One line that was added (`old` is empty), removed (`new` is empty) or changed."""

    passage: Passage
    old: str
    new: str


class Advice(Struct, frozen=True):
    """Which step the version should take, and why."""

    level: Literal["none", "minor", "major"]
    reasons: tuple[str, ...] = ()


def changes(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Change, ...]:
    """Return the changes from one reading to another, in the order of the new one."""
    pairs = _paired(old, new)
    return tuple(change for before, after in pairs for change in _between(before, after))


def numbers_apart(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Change, ...]:
    """Return passages of a translation that are missing, or say other numbers; their words cannot be compared."""
    found: list[Change] = []
    for before, after in _paired(old, new):
        passage = after or before
        assert passage
        said = [" ".join(sorted(_numbers(one.lines))) if one else "" for one in (before, after)]
        if before is None or after is None:
            found.append(Change(passage, before.heading if before else "", after.heading if after else ""))
        elif said[0] != said[1]:
            found.append(Change(passage, said[0], said[1]))
    return tuple(found)


def marked(old: str, new: str) -> tuple[tuple[Mark, str], ...]:
    """Return the words of a changed line, each marked as the same, removed or added."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[tuple[Mark, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(before[a:b])))
            continue
        found += [("removed", "".join(before[a:b]))] if b > a else []
        found += [("added", "".join(after[c:d]))] if d > c else []
    return tuple(found)


def advice(found: Sequence[Change]) -> Advice:
    """Return whether changes make a minor or a major version.

    A machine cannot see that a meaning stayed: what it calls minor is minor when a clinician agrees.
    """
    if not found:
        return Advice("none")
    reasons = dict.fromkeys(reason for change in found if (reason := _why_major(change)))
    return Advice("major", tuple(reasons)) if reasons else Advice("minor", ("only words outside the safety parts",))


def _why_major(change: Change) -> str:
    where = f"“{change.passage.heading}”"
    if change.passage.part in STRICT:
        return f"{where} keeps a reader safe"
    if not change.old:
        return f"something was added under {where}"
    if not change.new:
        return f"something was removed under {where}"
    if _numbers([change.old]) != _numbers([change.new]):
        return f"a number changed under {where}"
    turned = _turning(change.old) ^ _turning(change.new)
    return f"“{sorted(turned)[0]}” came or went under {where}" if turned else ""


def _numbers(lines: Sequence[str]) -> list[str]:
    """Return the numbers of lines, however a language parts thousands or tells the time."""
    plain = (_GROUPED.sub(r"\1", _TIME.sub(_clock, line)) for line in lines)
    return [number.rstrip(".,:") for line in plain for number in _NUMBER.findall(line)]


def _clock(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3] == "pm" else 0)
    return f"{hour:02d}:{found[2] or '00'}"


def _turning(text: str) -> frozenset[str]:
    return _TURNING & frozenset(re.findall(r"[a-z]+", text.lower()))


def _paired(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Yield passages that belong together: by heading, else by id and part; the rest alone."""
    left = list(old)
    for passage in new:
        partner = next((one for one in left if one.heading == passage.heading and one.part == passage.part), None)
        partner = partner or next((one for one in left if (one.id, one.part) == (passage.id, passage.part)), None)
        if partner:
            left.remove(partner)
        yield partner, passage
    for passage in left:
        yield passage, None


def _between(before: Passage | None, after: Passage | None) -> Iterator[Change]:
    passage = after or before
    assert passage
    old = (before.heading, *before.lines) if before else ()
    new = (after.heading, *after.lines) if after else ()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (Change(passage, *pair) for pair in _matched(old[a:b], new[c:d]) if any(pair))


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield lines that changed into one another, and those that only went or came."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    left = list(old)
    for line in new:
        alike = [(SequenceMatcher(None, one.split(), line.split()).ratio(), -at) for at, one in enumerate(left)]
        best = max(alike, default=(0.0, 0))
        if best[0] < _ALIKE:
            yield "", line
            continue
        for gone in left[: -best[1]]:
            yield gone, ""
        yield left[-best[1]], line
        left = left[-best[1] + 1 :]
    for gone in left:
        yield gone, ""
