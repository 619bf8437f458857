"""Showing text: the glyphs of a segment as PDF operators that read back as the text they stand for.

Comes in: segments. Goes out: operators between `BT` and `ET`. It stands alone because the rules of extraction live
here, found by trial with poppler and pdfium:

- one glyph to a cluster: ToUnicode says it all;
- left-to-right words with clusters of several glyphs get an ActualText of the whole word;
- right-to-left clusters of several glyphs let the widest glyph carry the text and the others say nothing;
- brackets in right-to-left text carry the mirrored character, which extractors turn back;
- characters that have no glyph (joiners, direction marks) are said by a glyph before them, or by an empty sequence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from struct import pack
from typing import NamedTuple

from hsgleaflet.memory import Of
from hsgleaflet.model.document import NodeId
from hsgleaflet.typeset.bidi import mirrored
from hsgleaflet.typeset.faces import Face, Glyph, Glyphs
from hsgleaflet.typeset.lines import Line
from hsgleaflet.typeset.shape import Segment
from hsgleaflet.write.pdf.fonts import FontUse, font_name

_LARGEST = 200_000
_SILENT = "\u200d"


_NUMBERS: dict[int, bytes] = {}
"""Numbers of hundredths as they are written; a page has some tens of thousands of them at the most."""


def number(value: float) -> bytes:
    """Return a number as PDF writes it, to a hundredth."""
    hundredths = round(value * 100)
    found = _NUMBERS.get(hundredths)
    if found is None:
        text = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
        found = (text if text not in ("", "-0") else "0").encode()
        if abs(hundredths) < _LARGEST:
            _NUMBERS[hundredths] = found
    return found


def say(text: str) -> bytes:
    """Return the operator after which, up to the next `EMC`, a text stands for whatever is shown."""
    return b"/Span<</ActualText<feff%b>>>BDC" % text.encode("utf-16-be").hex().encode()


class Piece(NamedTuple):
    """Text of one owner, font and ink on a line: where it starts, the operators that show it, its glyphs as bits."""

    owner: NodeId
    ink: str
    font: bytes
    """The operator that sets face and size."""
    x: float
    shown: bytes
    face: Face
    glyphs: int


_PIECES: Of[Line, tuple[Piece, ...] | None] = Of(3000)


def pieces(line: Line) -> tuple[Piece, ...] | None:
    """Return a line as pieces that are the same in every document, None when some glyph does not show its own text."""
    found = _PIECES.get(line)
    if found is None:
        found = _PIECES.keep(line, _pieces(line))
    return found or None


def _pieces(line: Line) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for segment in line.segments:
        shown = None if segment.level % 2 or not segment.glyphs else _plain(segment)
        if not shown:
            return ()
        found.append(
            Piece(
                segment.run.owner, segment.run.ink, font_operator(segment), segment.x, shown[0], segment.face, shown[1]
            )
        )
    return tuple(found)


def font_operator(segment: Segment) -> bytes:
    """Return the operator that sets the face and size of a segment."""
    return b"/%b %b Tf" % (font_name(segment.face), number(segment.run.size))


def show(use: FontUse, segment: Segment) -> bytes:
    """Return operators that show a segment at the current text position."""
    return _Show(use, segment).operators()


_Plain = tuple[bytes, int] | tuple[()]
"""Operators and glyphs, or nothing where a glyph shows other text than its own character."""
_PLAIN: Of[Glyphs, _Plain] = Of(4000)


def _plain(segment: Segment) -> _Plain:
    """Return how a segment is shown; glyphs come from one face and one text, so that these need not be asked for."""
    glyphs = segment.glyphs
    found = _PLAIN.get(glyphs)
    return _PLAIN.keep(glyphs, _shown(segment.face, segment.text, glyphs)) if found is None else found


def _shown(face: Face, text: str, glyphs: Glyphs) -> _Plain:
    gids, advances, dxs = glyphs.gids, glyphs.advances, glyphs.dxs
    if not glyphs.even or any(glyphs.dys) or tuple(map(face.canonical.get, gids)) != tuple(text):
        return ()
    codes = pack(f">{len(gids)}H", *gids)
    used = 0
    for gid in set(gids):
        used |= 1 << gid
    natural = tuple(map(face.advance, gids))
    if natural == advances and not any(dxs):
        return b"[%b]TJ" % _literal(codes), used
    parts: list[bytes] = []
    begun = adjust = 0
    for at, (width, advance, dx) in enumerate(zip(natural, advances, dxs, strict=True)):
        if adjust != dx:
            if at > begun:
                parts.append(_literal(codes[2 * begun : 2 * at]))
            parts.append(b"%d" % (adjust - dx))
            begun = at
        adjust = width - advance + dx
    parts.append(_literal(codes[2 * begun :]))
    return b"[%b]TJ" % b"".join(parts), used


_ESCAPED = re.compile(rb"[\\()\r]")


def _literal(codes: bytes) -> bytes:
    """Return codes as a literal string: half as long as in hexadecimal, and sooner deflated."""
    return b"(%b)" % _ESCAPED.sub(lambda found: b"\\r" if found[0] == b"\r" else b"\\" + found[0], codes)


class _Show:
    def __init__(self, use: FontUse, segment: Segment) -> None:
        self.use = use
        self.segment = segment
        self.text = segment.text
        self.rtl = bool(segment.level % 2)
        starts = sorted(set(segment.glyphs.clusters))
        self.ends = dict(pairwise([*starts, len(segment.text)]))
        self.out: list[bytes] = []
        self.array: list[str] = []
        self.adjust = 0
        self.rise = 0

    def operators(self) -> bytes:
        unseen = self.text[: min(self.ends)]
        if unseen:
            self.out += (say(unseen), b"EMC")
        for group in self._groups():
            self._show_group(group)
        self._flush()
        if self.rise:
            self.out.append(b"0 Ts")
        return b"\n".join(self.out)

    def _of(self, glyph: Glyph) -> str:
        found = self.text[glyph.cluster : self.ends[glyph.cluster]]
        return mirrored(found) if self.rtl and len(found) == 1 else found

    def _groups(self) -> list[list[Glyph]]:
        """Return words (left to right) or clusters (right to left), spaces apart."""
        groups: list[list[Glyph]] = []
        for glyph in self.segment.glyphs:
            blank = self._of(glyph) == " "
            last = groups[-1][-1] if groups else None
            joins = last is not None and not blank and self._of(last) != " "
            if joins and last is not None and (not self.rtl or last.cluster == glyph.cluster):
                groups[-1].append(glyph)
            else:
                groups.append([glyph])
        return groups

    def _show_group(self, group: list[Glyph]) -> None:
        if all(a.cluster != b.cluster for a, b in pairwise(group)):
            for glyph in group:
                self._glyph(glyph, self._of(glyph))
        elif self.rtl:
            self._carried(group)
        else:
            low = min(glyph.cluster for glyph in group)
            high = max(self.ends[glyph.cluster] for glyph in group)
            self._spanned(self.text[low:high], [(glyph, self._of(glyph)) for glyph in group])

    def _carried(self, group: list[Glyph]) -> None:
        carrier = max(range(len(group)), key=lambda index: (group[index].advance, -index))
        for index, glyph in enumerate(group):
            if index == carrier:
                self._glyph(glyph, self._of(glyph))
            else:
                self._spanned("", [(glyph, _SILENT)])

    def _spanned(self, actual: str, glyphs: list[tuple[Glyph, str]]) -> None:
        self._flush()
        self.out.append(say(actual))
        for glyph, text in glyphs:
            self._glyph(glyph, text)
        self._flush()
        self.out.append(b"EMC")

    def _glyph(self, glyph: Glyph, text: str) -> None:
        if glyph.dy != self.rise:
            self._flush()
            self.out.append(b"%b Ts" % number(glyph.dy * self.segment.run.size / 1000))
            self.rise = glyph.dy
        self.adjust -= glyph.dx
        if self.adjust:
            self.array.append(str(self.adjust))
        self.array.append(f"<{self.use.code(glyph.gid, text):04x}>")
        self.adjust = self.use.face.advance(glyph.gid) - glyph.advance + glyph.dx

    def _flush(self) -> None:
        if self.adjust:
            self.array.append(str(self.adjust))
            self.adjust = 0
        if self.array:
            self.out.append(f"[{' '.join(self.array)}]TJ".replace("> <", "").encode())
            self.array = []
