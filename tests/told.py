"""Every number that the leaflets tell, with its sources and its place: what the table of facts is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.compose.texts import translatable
from hsgleaflet.model.base import Model, Path, names_of
from hsgleaflet.model.illustrations import ArrayBlock
from hsgleaflet.model.leaflet import LeafletFile, PassageFile, Risk
from hsgleaflet.problems import Location
from hsgleaflet.read.markup import Cite, Piece, parse, sentences

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_RANGE = rf"{_NUMBER}(?: to {_NUMBER})?"
_TOLD = re.compile(
    rf"(?P<of>{_RANGE}) (?:out )?(?P<in>in|of)(?: every)? (?P<per>{_NUMBER})"
    rf"|day (?P<day>{_RANGE})|(?P<number>{_RANGE})(?P<unit>%|°[CF]|p\b)?(?: (?P<word>[A-Za-z]+))?"
)
_FIELD = re.compile(r"\{\w+\}|\[@[^\]]*\]|\(https?:[^)]*\)|www\.\S+")
_MANY = {name: f"{name}s" for name in ("minute", "hour", "day", "week", "month", "year", "cycle")} | {
    "study": "studies", "cm": "cm", "mm": "mm",
}  # fmt: skip
"""What a number may count, one and many; other words behind a number are no part of it."""
_UNITS = frozenset(_MANY.values())


class Told(Struct, frozen=True):
    """A number as it is told, such as "20 in 1,000" or "2 days", the keys of its sources, and where it stands."""

    number: str
    sources: frozenset[str]
    at: Location | None


def told(marked: Marked[LeafletFile] | Marked[PassageFile]) -> Iterator[Told]:
    """Yield the numbers of a file: those in its texts, in all wordings, then those of its risks and pictures.

    A sentence without a mark leans on those of its paragraph.
    """
    counts = dict(_counts(marked.value, ()))
    for found in translatable(marked.value):
        rows = [counts[found.path[:end]] for end in range(len(found.path)) if found.path[:end] in counts]
        pieces = parse(found.text)[0]
        for sentence in sentences(pieces):
            cited = _cited(sentence) or _cited(pieces)
            for number in numbers(_FIELD.sub(" ", _text(sentence))):
                yield Told(number, cited.union(*map(_sources, rows)), marked.marks.at(found.path))
    for path, count in counts.items():
        for number in _drawn(count):
            yield Told(number, _sources(count), marked.marks.at((*path, "n")) or marked.marks.at(path))


def numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text as the table writes them."""
    for found in _TOLD.finditer(text):
        if found["per"]:
            yield f"{found['of']} {found['in']} {found['per']}"
        elif found["day"]:
            yield f"day {found['day']}"
        else:
            word = found["word"] or ""
            counted = word if word in _UNITS else _MANY.get(word, "")
            yield f"{found['number']}{found['unit'] or ''}" + (f" {counted}" if counted else "")


def _counts(value: object, path: Path) -> Iterator[tuple[Path, Risk | ArrayBlock]]:
    """Yield what counts people, and where it stands."""
    if isinstance(value, Risk | ArrayBlock):
        yield path, value
    elif isinstance(value, Model):
        for name, written in names_of(type(value)):
            yield from _counts(getattr(value, name), (*path, written))
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _counts(inside, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inside in enumerate(value):
            yield from _counts(inside, (*path, number))


def _drawn(count: Risk | ArrayBlock) -> Iterator[str]:
    for part in getattr(count, "compare", None) or [count]:
        if part.n is not None:
            low, high = part.n if isinstance(part.n, tuple) else (part.n, part.n)
            many = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            yield f"{many} in {int(count.per or 0):,}"


def _sources(count: Risk | ArrayBlock) -> frozenset[str]:
    given = count.source
    return frozenset([given] if isinstance(given, str) else given or ())


def _cited(pieces: tuple[Piece, ...]) -> frozenset[str]:
    found: set[str] = set()
    for piece in pieces:
        found |= set(piece.keys) if isinstance(piece, Cite) else _cited(getattr(piece, "pieces", ()))
    return frozenset(found)


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(getattr(piece, "text", "") or _text(getattr(piece, "pieces", ())) for piece in pieces)
