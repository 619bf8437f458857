"""Shaping: runs of styled text become glyphs with widths, levels and places where a line may break.

Comes in: `Run`s, the direction of the paragraph, `Faces`. Goes out: `Shaped`, which knows the width of any range and
cuts out the segments of a line in visual order. It stands alone because it is the only place where text turns into
glyphs; a character that no face has is reported here and never becomes a blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec import Struct

from hsgleaflet.memory import Of, remembered
from hsgleaflet.model.document import NodeId
from hsgleaflet.typeset.bidi import needs_bidi, reorder
from hsgleaflet.typeset.breaks import line_starts
from hsgleaflet.typeset.faces import Face, Faces, Glyphs, script_of
from hsgleaflet.typeset.isolate import LATIN, isolated_levels, isolates

_LATIN_LANG = "en"
"""Isolated numbers and Latin words take the Latin face with its wider space, whatever the language around them."""
_WIDE_LANGS = ("zh", "yue", "ja")
"""Languages whose faces have wide quotes and digits of their own, which do not suit Latin words."""
_JOINING = "\u0590"
"""From here on scripts have letters that join; Latin, Greek and Cyrillic lie below."""


class Run(Struct, frozen=True, gc=False):
    """Text of one look: weight, size in points, colour role, language; `owner` is the node it belongs to.

    A `solid` run is never broken over lines and keeps its own direction in right-to-left text.
    """

    text: str
    weight: str
    size: float
    ink: str
    lang: str
    owner: NodeId
    solid: bool = False


class Missing(NamedTuple):
    """A character that no face has, and its place in the text."""

    char: str
    face: str
    place: int

    def __str__(self) -> str:
        name = unicodedata.name(self.char, "unnamed")
        return f'no font has the character "{self.char}" (U+{ord(self.char):04X} {name}); {self.face} was tried'


class Segment(NamedTuple):
    """Glyphs of one face, run and level on one line.

    `x` is the offset in points from the line's left edge, `text` what the glyphs stand for; `start` counts in the
    paragraph, the clusters in the text.
    """

    x: float
    width: float
    face: Face
    run: Run
    level: int
    start: int
    text: str
    glyphs: Glyphs


class _Item(NamedTuple):
    start: int
    end: int
    run: Run
    face: Face
    level: int
    glyphs: Glyphs


class Shaped:
    """A shaped paragraph; indices count in its whole text.

    A line may end at one of `stops`, where its ink reaches to `reach`; `edges` holds the left edge of every character
    when all of the text stands on one line. Lengths are points.
    """

    def __init__(self, runs: tuple[Run, ...], rtl: bool, faces: Faces) -> None:
        self.text = "".join(run.text for run in runs)
        self.base = int(rtl)
        self.missing: list[Missing] = []
        self._levels: tuple[int, ...] = ()
        self._latin: set[int] = set()
        solid = _solid_ranges(runs)
        if rtl or needs_bidi(self.text):
            ranges = isolates(self.text, self.base, solid)
            self._levels = isolated_levels(self.text, self.base, ranges)
            self._latin = _inside(ranges)
        elif any(run.lang.startswith(_WIDE_LANGS) for run in runs):
            self._latin = _inside(isolates(self.text, 1, ()))
        self._items = [self._shaped(*bounds) for bounds in self._itemise(runs, faces)]
        self.edges = self._cumulate()
        english = not runs or runs[0].lang.startswith("en")
        self.stops = [*line_starts(self.text, solid, english=english), len(self.text)]
        self.reach = [self.edges[len(self.text[:stop].rstrip(" "))] for stop in self.stops]

    def _itemise(self, runs: tuple[Run, ...], faces: Faces) -> list[tuple[int, int, Run, Face]]:
        found: list[tuple[int, int, Run, Face]] = []
        at = 0
        for run in runs:
            first = faces.get(faces.chain(run.weight, run.lang)[0])
            if not self._levels and _is_simple(first, run.text):
                found.append((at, at + len(run.text), run, first))
            else:
                found += self._split(run, at, first, faces)
            at += len(run.text)
        return [item for item in found if item[0] < item[1]]

    def _split(self, run: Run, at: int, first: Face, faces: Faces) -> list[tuple[int, int, Run, Face]]:
        """Cut a run where face, level or script changes; shared characters stay with what stands before them."""
        cuts: list[tuple[int, int, Run, Face]] = []
        face, script, start = first, None, at
        for index, char in enumerate(run.text, at):
            own_script = script_of(char)
            own_face = self._face_for(char, index, run, face, own_script, faces)
            turned = index > start and self._levels and self._levels[index] != self._levels[index - 1]
            changed = own_script is not None and script is not None and own_script != script
            if index > start and (own_face is not face or turned or changed):
                cuts.append((start, index, run, face))
                start, script = index, None
            face, script = own_face, own_script or script
        cuts.append((start, at + len(run.text), run, face))
        return cuts

    def _face_for(self, char: str, index: int, run: Run, face: Face, script: str | None, faces: Faces) -> Face:
        in_latin = index in self._latin
        if script is None and ord(char) in face.covered and in_latin == (index - 1 in self._latin):
            return face
        found = faces.find(char, run.weight, _LATIN_LANG) if in_latin else None
        found = found or faces.find(char, run.weight, run.lang)
        if found is None:
            if unicodedata.category(char) != "Cf":
                self.missing.append(Missing(char, faces.chain(run.weight, run.lang)[0], index))
            return face
        return found

    def _shaped(self, start: int, end: int, run: Run, face: Face) -> _Item:
        level = self._levels[start] if self._levels else 0
        if level % 2:
            return _Item(start, end, run, face, level, face.shape(self.text, start, end, True, run.lang))
        glyphs = face.shape(self.text[start:end], 0, end - start, False, run.lang)
        return _Item(start, end, run, face, level, glyphs)

    def _cumulate(self) -> list[float]:
        advances: list[float] = []
        for item in self._items:
            advances += _widths(item.glyphs, item.run.size / 1000, item.end - item.start)
        return list(accumulate(advances, initial=0.0))

    def width(self, start: int, end: int) -> float:
        """Return the width in points of a range of the text, set on one line."""
        return self.edges[end] - self.edges[start]

    def trimmed(self, start: int, end: int) -> int:
        """Return the end of a range without the spaces that hang at the end of a line."""
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return end

    def segments(self, start: int, end: int) -> tuple[Segment, ...]:
        """Return what stands on a line, in logical order, each with its visual offset from the line's left edge."""
        inked = self.trimmed(start, end)
        pieces = [piece for item in self._items for piece in self._cut(item, start, end, inked)]
        widths = [sum(piece.glyphs.advances) * piece.run.size / 1000 for piece in pieces]
        offsets = list(accumulate(widths, initial=0.0)) if not self._levels else _offsets(pieces, widths)
        hanging = sum(width for piece, width in zip(pieces, widths, strict=True) if self.base and piece.start >= inked)
        return tuple(
            [
                Segment(
                    at - hanging, width, piece.face, piece.run, piece.level,
                    piece.start, self.text[piece.start : piece.end], piece.glyphs,
                )
                for piece, at, width in zip(pieces, offsets, widths, strict=False)
            ]
        )  # fmt: skip

    def _cut(self, item: _Item, start: int, end: int, inked: int) -> list[_Item]:
        low, high = max(item.start, start), min(item.end, end)
        if low >= high:
            return []
        bounds = [low, inked, high] if self._levels and low < inked < high else [low, high]
        return [self._piece(item, a, b, self.base if a >= inked else item.level) for a, b in pairwise(bounds)]

    def _piece(self, item: _Item, low: int, high: int, level: int) -> _Item:
        if (low, high) == (item.start, item.end):
            return item if level == item.level else item._replace(level=level)
        if self._joins(item):
            return self._shaped(low, high, item.run, item.face)._replace(level=level)
        inside = item.glyphs.cut(low - item.start, high - item.start)
        return _Item(low, high, item.run, item.face, level, inside)

    def _joins(self, item: _Item) -> bool:
        """Return whether letters may join over a cut, so that its parts must be shaped anew."""
        return bool(item.level % 2) or max(self.text[item.start : item.end], default="") >= _JOINING


@remembered(4000)
def _is_simple(face: Face, text: str) -> bool:
    """Return whether a face alone shows a text from left to right, and no letters of it join."""
    return face.covers(text) and max(text, default="") < _JOINING


_WIDTHS: Of[Glyphs, list[float]] = Of(4000)


def _widths(glyphs: Glyphs, scale: float, count: int) -> list[float]:
    """Return the width of each of `count` characters: what several glyphs show of it together."""
    found = _WIDTHS.get(glyphs, scale)
    if found is None:
        found = [advance * scale for advance in glyphs.advances]
        found = _WIDTHS.keep(glyphs, found if glyphs.even else _by_character(glyphs, found, count), scale)
    return found


def _by_character(glyphs: Glyphs, widths: Sequence[float], count: int) -> list[float]:
    found = [0.0] * count
    for cluster, width in zip(glyphs.clusters, widths, strict=True):
        found[cluster] += width
    return found


def _offsets(pieces: Sequence[_Item], widths: Sequence[float]) -> list[float]:
    """Return where each piece of a line starts when they stand in the order of the eye."""
    found, x = [0.0] * len(pieces), 0.0
    for index in reorder([piece.level for piece in pieces]):
        found[index], x = x, x + widths[index]
    return found


def _inside(ranges: Iterable[tuple[int, int, str]]) -> set[int]:
    """Return the places of a text that stand in Latin isolates."""
    return {index for start, end, mark in ranges if mark == LATIN for index in range(start, end)}


def _solid_ranges(runs: tuple[Run, ...]) -> list[tuple[int, int]]:
    found, at = [], 0
    for run in runs:
        if run.solid:
            found.append((at, at + len(run.text)))
        at += len(run.text)
    return found
