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

from functools import lru_cache
from itertools import pairwise

from hsgleaflet.typeset.bidi import mirrored
from hsgleaflet.typeset.faces import Face, Glyph
from hsgleaflet.typeset.shape import Segment
from hsgleaflet.write.pdf.fonts import FontUse

_SILENT = "\u200d"


def number(value: float) -> bytes:
    """Return a number as PDF writes it, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return (text if text not in ("", "-0") else "0").encode()


def say(text: str) -> bytes:
    """Return the operator after which, up to the next `EMC`, a text stands for whatever is shown."""
    return b"/Span<</ActualText<feff%b>>>BDC" % text.encode("utf-16-be").hex().encode()


def show(use: FontUse, segment: Segment) -> bytes:
    """Return operators that show a segment at the current text position."""
    if not segment.level % 2:
        plain = _plain(segment.face, segment.glyphs, segment.text, segment.start)
        if plain is not None:
            use.plain.update(plain[1])
            return plain[0]
    return _Show(use, segment).operators()


@lru_cache(50_000)
def _plain(face: Face, glyphs: tuple[Glyph, ...], text: str, start: int) -> tuple[bytes, frozenset[int]] | None:
    """Return operators and glyphs of a segment in which every glyph shows its own character, else None."""
    canonical = face.canonical
    if glyphs[0].cluster > start:
        return None
    ends = [*(glyph.cluster for glyph in glyphs[1:]), start + len(text)]
    parts: list[str] = []
    codes: list[str] = []
    adjust = 0
    for glyph, end in zip(glyphs, ends, strict=True):
        if glyph.dy or canonical.get(glyph.gid) != text[glyph.cluster - start : end - start]:
            return None
        adjust -= glyph.dx
        if adjust and codes:
            parts.append(f"<{''.join(codes)}>")
            codes = []
        if adjust:
            parts.append(str(adjust))
        codes.append(f"{glyph.gid:04x}")
        adjust = face.advance(glyph.gid) - glyph.advance + glyph.dx
    parts.append(f"<{''.join(codes)}>")
    return f"[{''.join(parts)}]TJ".encode(), frozenset(glyph.gid for glyph in glyphs)


class _Show:
    def __init__(self, use: FontUse, segment: Segment) -> None:
        self.use = use
        self.segment = segment
        self.text = segment.text
        self.rtl = bool(segment.level % 2)
        starts = sorted({glyph.cluster for glyph in segment.glyphs})
        self.ends = dict(pairwise([*starts, segment.start + len(segment.text)]))
        self.out: list[bytes] = []
        self.array: list[str] = []
        self.adjust = 0
        self.rise = 0

    def operators(self) -> bytes:
        unseen = self.text[: min(self.ends) - self.segment.start]
        if unseen:
            self.out += (say(unseen), b"EMC")
        for group in self._groups():
            self._show_group(group)
        self._flush()
        if self.rise:
            self.out.append(b"0 Ts")
        return b"\n".join(self.out)

    def _of(self, glyph: Glyph) -> str:
        found = self.text[glyph.cluster - self.segment.start : self.ends[glyph.cluster] - self.segment.start]
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
            low = min(glyph.cluster for glyph in group) - self.segment.start
            high = max(self.ends[glyph.cluster] for glyph in group) - self.segment.start
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
