"""Fonts in a PDF: Type 0 faces, subset by HarfBuzz, whose codes always lead back to the right text.

Comes in: glyphs with the text each stands for. Goes out: codes to show, and the font objects. It stands alone because
text that looks right and reads wrong is the worst fault a leaflet can have.

A glyph that shows the very character it is mapped to has its own number as code, so that shown text is the same in
every document and can be remembered. Any other (glyph, text) pair gets a code of its own above the glyphs, so that
ToUnicode never has to choose.
"""

from __future__ import annotations

from zlib import crc32

import uharfbuzz as hb
from msgspec import Struct

from hsgleaflet.memory import Memory, remembered
from hsgleaflet.typeset.faces import Face
from hsgleaflet.write.pdf.file import PdfFile, Raw, Stream

_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "STAT", "kern", "DSIG")
_OWN_CODES = 0x8000
"""Codes from here on stand for glyphs that show other text than their own character."""
_TAG = 26**6


class _Parts(Struct, frozen=True):
    """The objects of a font for one set of codes; `%d` stands for the number of another of them."""

    program: Stream
    descriptor: bytes
    to_gid: Stream
    to_unicode: Stream
    cid: bytes
    font: bytes


_MADE: Memory[tuple[Face, int, tuple[tuple[int, str], ...]], _Parts] = Memory(100)


class FontUse:
    """A face as one document uses it; bit `n` of `plain` is set when glyph `n` shows its own character."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.name = font_name(face)
        self.plain = 0
        self._own: dict[tuple[int, str], int] = {}

    def code(self, gid: int, text: str) -> int:
        """Return the code that shows a glyph and reads back as the text."""
        if self.face.canonical.get(gid) == text:
            self.plain |= 1 << gid
            return gid
        return self._own.setdefault((gid, text), _OWN_CODES + len(self._own))

    def add_to(self, file: PdfFile) -> int:
        """Add the font and return the number of its object."""
        key = (self.face, _with_digits(self.face, self.plain), tuple(self._own))
        parts = _MADE.get(key) or _MADE.keep(key, _parts(*key))
        program, to_gid, to_unicode = map(file.add, (parts.program, parts.to_gid, parts.to_unicode))
        descriptor = file.add(Raw(parts.descriptor % program))
        cid = file.add(Raw(parts.cid % (descriptor, to_gid)))
        return file.add(Raw(parts.font % (cid, to_unicode)))


@remembered(256)
def font_name(face: Face) -> bytes:
    """Return the name by which pages call a face: of its content alone, so that shown text can be remembered."""
    return b"F%08x" % crc32(face.postscript_name.encode() + face.table("head"))


@remembered(256)
def _digits(face: Face) -> int:
    return sum(1 << gid for gid, text in face.canonical.items() if text.isascii() and text.isdigit())


def _with_digits(face: Face, plain: int) -> int:
    """Return glyphs with all digits if one is there: phone numbers then ask for no font of their own."""
    digits = _digits(face)
    return plain | digits if plain & digits else plain


def gids_of(bits: int) -> list[int]:
    """Return the glyphs whose bits are set, in order."""
    return [gid for gid, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def _parts(face: Face, plain: int, own: tuple[tuple[int, str], ...]) -> _Parts:
    codes = [(gid, gid, face.canonical[gid]) for gid in gids_of(plain)]
    codes += [(_OWN_CODES + number, gid, text) for number, (gid, text) in enumerate(own)]
    program, tag, renumbered = _subset(face, frozenset(gid for _, gid, _ in codes))
    base = f"{tag}+{face.postscript_name}".encode()
    return _Parts(
        program=program,
        descriptor=_descriptor(face, base) + b"/FontFile2 %d 0 R>>",
        to_gid=Stream(_code_map({code: renumbered[gid] for code, gid, _ in codes}), lasting=True),
        to_unicode=Stream(_to_unicode([(code, text) for code, _, text in codes]), lasting=True),
        cid=b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/FontDescriptor %%d 0 R/CIDToGIDMap %%d 0 R/DW 0/W[%b]>>"
        % (base, _widths(face, [(code, gid) for code, gid, _ in codes])),
        font=b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%%d 0 R]/ToUnicode %%d 0 R>>"
        % base,
    )


@remembered(256)
def _subset(face: Face, gids: frozenset[int]) -> tuple[Stream, str, dict[int, int]]:
    """Return the font program, the subset tag, and the new number of each glyph."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    plan = hb.SubsetPlan(face.hb, wanted)
    data = bytes(plan.execute().blob.data)
    renumbered = plan.old_to_new_glyph_mapping
    return Stream(data, b"/Length1 %d" % len(data), lasting=True), _tag(data), {gid: renumbered[gid] for gid in gids}


def _tag(data: bytes) -> str:
    """Return six capitals that name a subset, made from its content."""
    number = crc32(data) % _TAG
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _descriptor(face: Face, base: bytes) -> bytes:
    found = face.metrics
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d"
        % (
            base, *found.box, found.italic_angle, found.ascent, found.descent, found.cap_height,
            50 + (found.weight // 65) ** 2,
        )
    )  # fmt: skip


def _widths(face: Face, codes: list[tuple[int, int]]) -> bytes:
    parts: list[bytes] = []
    previous = None
    for code, gid in codes:
        if previous is not None and code == previous + 1:
            parts.append(b" %d" % face.advance(gid))
        else:
            parts.append(b"%b%d[%d" % (b"]" if parts else b"", code, face.advance(gid)))
        previous = code
    return b"".join(parts) + b"]"


def _code_map(gids: dict[int, int]) -> bytes:
    table = bytearray(2 * (max(gids) + 1))
    for code, gid in gids.items():
        table[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(codes: list[tuple[int, str]]) -> bytes:
    rows = [b"<%04x><%b>" % (code, text.encode("utf-16-be").hex().encode()) for code, text in codes]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
        b"/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><ffff>"
        b"endcodespacerange\n%b\nendcmap CMapName currentdict/CMap defineresource pop end end" % body
    )
