"""WOFF2: an OpenType font in the form that every browser takes (W3C, WOFF File Format 2.0).

Comes in: the bytes of a TrueType font. Goes out: the same tables behind one Brotli stream. It stands alone as the
only place that knows the container. Tables are left as they are (the null transform): that costs a twentieth of the
size, and needs no library that takes fonts to pieces.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_KNOWN = (
    "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca", "prep", "CFF ",
    "VORG", "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT", "VDMX", "vhea", "vmtx", "BASE", "GDEF", "GPOS",
    "GSUB",
)  # fmt: skip
_ANY, _UNTRANSFORMED = 63, 3 << 6
_THOROUGH, _FAST, _LARGE = 11, 9, 1 << 16
"""Brotli's qualities, and from how many bytes on the best of them takes seconds."""


def woff2(font: bytes) -> bytes:
    """Return a font as WOFF2."""
    import brotli

    version, count = struct.unpack(">IH", font[:6])
    tables = [_table(font, 12 + 16 * number) for number in range(count)]
    directory = b"".join(_entry(tag, len(data)) for tag, data in tables)
    whole = b"".join(data for _, data in tables)
    quality = _THOROUGH if len(whole) < _LARGE else _FAST
    packed = brotli.compress(whole, mode=brotli.MODE_FONT, quality=quality)
    length = 48 + len(directory) + len(packed)
    padded = -length % 4
    plain = 12 + sum(16 + len(data) + -len(data) % 4 for _, data in tables)
    sizes = (length + padded, count, 0, plain, len(packed))
    head = struct.pack(">4sIIHHIIHHIIIII", b"wOF2", version, *sizes, 1, *(0,) * 6)
    return head + directory + bytes(packed) + bytes(padded)


def _table(font: bytes, at: int) -> tuple[str, bytes]:
    tag, _, offset, length = struct.unpack(">4sIII", font[at : at + 16])
    return tag.decode(), font[offset : offset + length]


def _entry(tag: str, length: int) -> bytes:
    """Return how the directory tells of a table: its number or name, and its length in groups of seven bits."""
    kept = _UNTRANSFORMED if tag in ("glyf", "loca") else 0
    name = bytes([kept | _KNOWN.index(tag)]) if tag in _KNOWN else bytes([_ANY]) + tag.encode()
    return name + bytes(_sevens(length))


def _sevens(value: int) -> Iterator[int]:
    groups = [value & 0x7F]
    while value := value >> 7:
        groups.append(value & 0x7F)
    yield from (group | 0x80 for group in reversed(groups[1:]))
    yield groups[0]
