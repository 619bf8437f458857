"""Fonts in a PDF: Type 0 faces, subset by HarfBuzz, whose codes always lead back to the right text.

Comes in: glyphs with the text each stands for. Goes out: codes to show, and the font objects. It stands alone because
text that looks right and reads wrong is the worst fault a leaflet can have.

A glyph that shows the very character it is mapped to has its own number as code, so that shown text is the same in
every document and can be remembered. Any other (glyph, text) pair gets a code of its own above the glyphs, so that
ToUnicode never has to choose.
"""

from __future__ import annotations

import hashlib
import zlib
from functools import lru_cache

import uharfbuzz as hb

from hsgleaflet.typeset.faces import Face
from hsgleaflet.write.pdf.file import PdfFile, Raw, Stream

_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "STAT", "kern", "DSIG")
_OWN_CODES = 0x8000
"""Codes from here on stand for glyphs that show other text than their own character."""


class FontUse:
    """A face as one document uses it."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.plain: set[int] = set()
        self._own: dict[tuple[int, str], int] = {}

    def code(self, gid: int, text: str) -> int:
        """Return the code that shows a glyph and reads back as the text."""
        if self.face.canonical.get(gid) == text:
            self.plain.add(gid)
            return gid
        return self._own.setdefault((gid, text), _OWN_CODES + len(self._own))

    def add_to(self, file: PdfFile) -> int:
        """Add the font and return the number of its object."""
        codes = sorted(
            [(gid, gid, self.face.canonical[gid]) for gid in self.plain]
            + [(code, gid, text) for (gid, text), code in self._own.items()]
        )
        data, tag, renumbered = _subset(self.face, frozenset(gid for _, gid, _ in codes))
        base = f"{tag}+{self.face.postscript_name}".encode()
        program = file.add(Stream(data[0], b"/Length1 %d/Filter/FlateDecode" % data[1], deflate=False))
        descriptor = file.add(Raw(_descriptor(self.face, base, program)))
        to_gid = file.add(Stream(_code_map({code: renumbered[gid] for code, gid, _ in codes})))
        to_unicode = file.add(Stream(_to_unicode([(code, text) for code, _, text in codes])))
        cid = file.add(
            Raw(
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                b"/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW 0/W[%b]>>"
                % (base, descriptor, to_gid, _widths(self.face, [(code, gid) for code, gid, _ in codes]))
            )
        )
        return file.add(
            Raw(
                b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
                % (base, cid, to_unicode)
            )
        )


@lru_cache(256)
def _subset(face: Face, gids: frozenset[int]) -> tuple[tuple[bytes, int], str, dict[int, int]]:
    """Return the deflated font program and its length, the subset tag, and the new number of each glyph."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    plan = hb.SubsetPlan(face.hb, wanted)
    data = bytes(plan.execute().blob.data)
    renumbered = plan.old_to_new_glyph_mapping
    digest = hashlib.sha256(repr((face.name, sorted(gids))).encode()).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
    return (zlib.compress(data, 9), len(data)), tag, {gid: renumbered[gid] for gid in gids}


def _descriptor(face: Face, base: bytes, program: int) -> bytes:
    found = face.metrics
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d/FontFile2 %d 0 R>>"
        % (
            base, *found.box, found.italic_angle, found.ascent, found.descent, found.cap_height,
            50 + (found.weight // 65) ** 2, program,
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
