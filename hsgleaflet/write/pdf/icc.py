"""The sRGB colour profile that every file names as its output intent.

Goes out: an ICC version 4 profile of some 500 bytes, made here from the figures of IEC 61966-2-1, so that it carries
nobody's licence, no date, and hardly any weight.
"""

from __future__ import annotations

from functools import cache

from hsgleaflet.write.pdf.file import Stream

_WHITE_D50 = (0.9642, 1.0, 0.8249)
_PRIMARIES_D50 = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of sRGB, adapted to D50 (Bradford)."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _s15(*numbers: float) -> bytes:
    return b"".join(round(number * 65536).to_bytes(4, "big", signed=True) for number in numbers)


def _text(words: str) -> bytes:
    raw = words.encode("utf-16-be")
    head = b"mluc\0\0\0\0" + (1).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"enUS"
    return head + len(raw).to_bytes(4, "big") + (28).to_bytes(4, "big") + raw


@cache
def srgb() -> bytes:
    """Return the profile."""
    curve = b"para\0\0\0\0\0\3\0\0" + _s15(*_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ \0\0\0\0" + _s15(*_WHITE_D50),
        b"chad": b"sf32\0\0\0\0" + _s15(*_ADAPTATION),
        **{tag: b"XYZ \0\0\0\0" + _s15(*xyz) for tag, xyz in _PRIMARIES_D50.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _tagged(tags)
    size = 128 + len(table) + len(body)
    return _header(size) + table + body


def _tagged(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    start = 128 + 4 + 12 * len(tags)
    table, body = len(tags).to_bytes(4, "big"), b""
    places: dict[bytes, int] = {}
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + places[data].to_bytes(4, "big") + len(data).to_bytes(4, "big")
    return table, body


def _header(size: int) -> bytes:
    parts = (
        size.to_bytes(4, "big"), bytes(4), b"\4\x20\0\0", b"mntrRGB XYZ ", bytes(12), b"acsp", bytes(28),
        _s15(*_WHITE_D50), bytes(48),
    )  # fmt: skip
    return b"".join(parts)


@cache
def profile() -> Stream:
    """Return the profile as a stream for any file."""
    return Stream(srgb(), b"/N 3", lasting=True)
