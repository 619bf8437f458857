"""Isolates: phone numbers, doses, addresses and Latin names keep their order in right-to-left text.

Comes in: a text and the ranges that a clinic filled in. Goes out: embedding levels. It stands alone because it guards a
safety rule (leaflet standard 6.2): without isolates the digits of "020 7946 0018" change places after an Arabic word.
The isolate characters of Unicode stand around such ranges while levels are resolved, and never reach the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hsgleaflet.typeset.bidi import needs_bidi, resolve

LATIN, _OWN_ISOLATE, _END = "\u2066", "\u2068", "\u2069"
_LATIN = re.compile(
    r"\+?\(?\d[\d() -]{5,}\d"
    r"|\d[\d.,:]* ?(?:°[CF]|%|mg|ml|mm|cm|kg|g)(?![A-Za-z])"
    r"|[A-Za-z][\w'’.:/@+-]*(?: [A-Za-z0-9][\w'’.:/@+-]*)*",
    re.ASCII,
)


def isolated_levels(text: str, base: int, ranges: Sequence[tuple[int, int, str]]) -> tuple[int, ...]:
    """Return the embedding level of every character in a paragraph of this base level with these isolates."""
    marked, kept = [], []
    at = length = 0
    for start, end, mark in ranges:
        marked += [text[at:start], mark, text[start:end], _END]
        kept += [*range(length, length + start - at), *range(length + start - at + 1, length + end - at + 1)]
        length += end - at + 2
        at = end
    kept += range(length, length + len(text) - at)
    levels = resolve("".join((*marked, text[at:])), base)[0]
    return tuple(levels[index] for index in kept)


def isolates(text: str, base: int, filled: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return the ranges to isolate in order, none over another, each with its isolate character.

    What a clinic filled in takes the direction of its own first letter; Latin words, phone numbers and numbers with
    units run from left to right.
    """
    found = [(start, end, _mark(text[start:end])) for start, end in filled if start < end]
    for match in _LATIN.finditer(text) if base else ():
        start, end = match.span()
        if all(end <= low or start >= high for low, high, _ in found):
            found.append((start, end, LATIN))
    return sorted(found)


def _mark(text: str) -> str:
    return _OWN_ISOLATE if needs_bidi(text) else LATIN
