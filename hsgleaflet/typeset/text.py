"""Text: the inlines of a paragraph become runs, and runs become lines of a measure.

Comes in: inlines, a style, a measure. Goes out: lines, remembered by their content, so that what another clinic or
format shares is set once a process. It stands alone between the Document and the shaping floor.
"""

from __future__ import annotations

import itertools
from typing import Any, assert_never

from msgspec import Struct

from hsgleaflet.memory import Memory, Of
from hsgleaflet.model.document import Filled, Inline, Link, NodeId, Span, Strong, Text
from hsgleaflet.model.theme import Style
from hsgleaflet.typeset.faces import Faces
from hsgleaflet.typeset.lines import Line, lines
from hsgleaflet.typeset.shape import Missing, Run, Shaped

_REMEMBERED = 2000
"""Paragraphs and blocks kept in memory, twice: what a fleet of leaflets shares, in some 40 MB."""


class Look(Struct, frozen=True, gc=False):
    """What a run inherits: style, language and the leaf it belongs to."""

    style: Style
    lang: str
    owner: NodeId
    weight: str
    ink: str


def runs(content: tuple[Inline, ...], style: Style, lang: str, owner: NodeId) -> tuple[Run, ...]:
    """Return inlines as runs of one look each."""
    found: list[Run] = []
    _collect(content, Look(style, lang, owner, style.weight, style.ink), found)
    return tuple(found)


def _collect(content: tuple[Inline, ...], look: Look, found: list[Run]) -> None:
    for inline in content:
        match inline:
            case Text():
                found.append(_run(inline.text, look))
            case Filled():
                found.append(_run(inline.text, look, solid=inline.kind != "text"))
            case Strong():
                _collect(inline.content, Look(look.style, look.lang, look.owner, look.style.bold, look.ink), found)
            case Link():
                _collect(inline.content, Look(look.style, look.lang, inline.id, look.weight, "link"), found)
            case Span():
                lang = inline.lang or look.lang
                _collect(inline.content, Look(look.style, lang, inline.id, look.weight, look.ink), found)
            case _:
                assert_never(inline)


def _run(text: str, look: Look, *, solid: bool = False) -> Run:
    return Run(text, look.weight, look.style.size, look.ink, look.lang, look.owner, solid)


class SetText(Struct, frozen=True):
    """Lines of a paragraph and the characters that no face has, each with its index in the text."""

    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]


class Setter:
    """Sets runs in lines; remembers what it has set."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.measured: Of[Any, Any] = Of(_REMEMBERED)
        """Blocks as they were measured with these faces."""
        self._shaped: Memory[tuple[tuple[Run, ...], bool], Shaped] = Memory(_REMEMBERED // 5)
        self._widths: Memory[tuple[tuple[Run, ...], bool], tuple[float, float]] = Memory(_REMEMBERED // 5)
        self._set: Memory[tuple[tuple[Run, ...], bool, float, bool], SetText] = Memory(_REMEMBERED)

    def set(self, text: tuple[Run, ...], measure: float, *, rtl: bool = False, balanced: bool = False) -> SetText:
        """Return text in lines no wider than the measure, in points."""
        key = (text, rtl, round(measure, 2), balanced)
        found = self._set.get(key)
        if found is None:
            shaped = self._shape(text, rtl)
            found = SetText(lines(shaped, measure, balanced=balanced), tuple(shaped.missing))
            self._set.keep(key, found)
        return found

    def widths(self, text: tuple[Run, ...], *, rtl: bool = False) -> tuple[float, float]:
        """Return the width of the widest unbreakable piece and of the whole text on one line, in points."""
        found = self._widths.get((text, rtl))
        return found or self._widths.keep((text, rtl), self._measure(text, rtl))

    def _measure(self, text: tuple[Run, ...], rtl: bool) -> tuple[float, float]:
        shaped = self._shape(text, rtl)
        stops = [0, *shaped.stops]
        pieces = (shaped.width(a, shaped.trimmed(a, b)) for a, b in itertools.pairwise(stops))
        return max(pieces, default=0.0), shaped.width(0, shaped.trimmed(0, len(shaped.text)))

    def _shape(self, text: tuple[Run, ...], rtl: bool) -> Shaped:
        key = (text, rtl)
        found = self._shaped.get(key)
        if found is None:
            found = Shaped(text, rtl, self.faces)
            self._shaped.keep(key, found)
        return found
