"""What a PNG or JPEG file says of itself: kind, size, channels; and whether it is whole.

Comes in: the bytes of a file and its name. Goes out: an `ImageInfo`, or a `LeafletError` that names what the
file really is. It stands alone so that a picture is judged before any library opens it; nothing is unpacked.

Code: S043.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from hsgleaflet.problems import LeafletError, Location, Problem, fail

MOST_PIXELS = 25_000_000
"""A full A4 page at 500 dpi; unpacked, with what is made of it, they take 400 MB."""

Kind = Literal["png", "jpeg"]
Channels = Literal[1, 2, 3, 4]

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_ENDINGS: dict[Kind, tuple[str, ...]] = {"png": ("png",), "jpeg": ("jpg", "jpeg", "jpe", "jfif")}
_CHANNELS: dict[int, tuple[Channels, tuple[int, ...]]] = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    3: (3, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
"""By the colour type of a PNG: channels, and the bits it allows."""

_PALETTE = 3
_COMPONENTS: dict[int, Channels] = {1: 1, 3: 3, 4: 4}
_SIZED = frozenset((0xC0, 0xC1, 0xC2))
_RARE = frozenset((0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))
_SCAN, _END = 0xDA, b"\xff\xd9"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "a GIF"),
    (b"BM", "a BMP"),
    (b"II*\0", "a TIFF"),
    (b"MM\0*", "a TIFF"),
    (b"8BPS", "a Photoshop file"),
    (b"%PDF", "a PDF"),
    (b"%!PS", "an EPS"),
    (b"\0\0\1\0", "a Windows icon"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL"),
    (b"\xff\x0a", "a JPEG XL"),
    (b"PK\3\4", "a ZIP or office file"),
)
_BRANDS = {b"heic": "a HEIC", b"heix": "a HEIC", b"mif1": "a HEIC", b"avif": "an AVIF", b"avis": "an AVIF"}
_SAVE = "save it as PNG (drawings, logos) or JPEG (photographs); a new name alone does not change it"
_AGAIN = "fetch or save the file anew"


class ImageInfo(Struct, frozen=True, kw_only=True):
    """What an image holds: pixels across and down, channels (alpha is one of them), bits of each.

    A PNG with a palette counts as the colours in the palette: 3 channels of 8 bits.
    """

    kind: Kind
    width: int
    height: int
    channels: Channels
    bits: int

    @property
    def is_cmyk(self) -> bool:
        """Whether the colours are printing inks, which PDF/A with an sRGB output intent refuses."""
        return self.kind == "jpeg" and self.channels == 4

    @property
    def is_deep(self) -> bool:
        """Whether channels have more than the 8 bits that a reader of the PDF can count on."""
        return self.bits > 8


class _PictureError(Exception):
    """What is wrong with the bytes, before the name of the file is known."""

    def __init__(self, message: str, hint: str = _AGAIN) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def image_info(data: bytes, file: str) -> ImageInfo:
    """Return what a PNG or JPEG file holds; raise LeafletError when it is another, broken or too large."""
    at = Location(file)
    try:
        info = _png(data) if _kind(data) == "png" else _jpeg(data)
    except _PictureError as error:
        raise fail("S043", error.message, at, error.hint) from None
    wrong = [*_misnamed(info.kind, file), *_oversized(info)]
    if wrong:
        raise LeafletError(Problem(code="S043", message=text, at=at, hint=hint) for text, hint in wrong)
    return info


def _misnamed(kind: Kind, file: str) -> Iterator[tuple[str, str]]:
    name = file.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() not in _ENDINGS[kind]:
        right = f"{stem}.{_ENDINGS[kind][0]}"
        yield f"the name ends in .{ending}, but this is a {kind.upper()}", f"rename it to {right}"


def _oversized(info: ImageInfo) -> Iterator[tuple[str, str]]:
    if info.width * info.height > MOST_PIXELS:
        millions = f"{info.width * info.height / 1e6:,.2f}"
        most = MOST_PIXELS // 1_000_000
        message = f"the picture has {info.width} by {info.height} pixels: {millions} million, more than {most}"
        yield message, "scale it down: a full A4 page at 300 dpi has 2480 by 3508"


def _kind(data: bytes) -> Kind:
    if data.startswith(_JPEG):
        return "jpeg"
    if data.startswith(_PNG):
        return "png"
    if not data:
        raise _PictureError("the file is empty")
    if data.startswith(b"\x89PNG"):
        raise _PictureError("this PNG was damaged on its way, as if it were text", "send it as a binary file")
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in head:
        raise _PictureError("this is an SVG, not a PNG or JPEG", "give its name the ending .svg")
    raise _PictureError(f"this is {_other(data, head)}, not a PNG or JPEG", _SAVE)


def _other(data: bytes, head: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a WebP"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "a video or a picture of a phone")
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "a web page"
    return next((what for start, what in _STARTS if data.startswith(start)), "no picture known here")


# ---------------------------------------------------------------- PNG


def _png(data: bytes) -> ImageInfo:
    """Read the header of a PNG after going through all its chunks, so that none is missing or damaged."""
    chunks = set(_chunks(data))
    if data[12:16] != b"IHDR" or int.from_bytes(data[8:12]) != 13:
        raise _PictureError("this PNG does not begin with its header")
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    bits, colour_type = data[24], data[25]
    channels, allowed = _CHANNELS.get(colour_type, (1, ()))
    if bits not in allowed or not (width and height):
        raise _PictureError("the header of this PNG makes no sense")
    palette = colour_type == _PALETTE
    missing = "IDAT" if b"IDAT" not in chunks else "PLTE" if palette and b"PLTE" not in chunks else ""
    if missing:
        raise _PictureError(f'this PNG lacks its "{missing}" part')
    return ImageInfo(kind="png", width=width, height=height, channels=channels, bits=8 if palette else bits)


def _chunks(data: bytes) -> Iterator[bytes]:
    view, start, name = memoryview(data), len(_PNG), b""
    while name != b"IEND":
        end = start + 12 + int.from_bytes(data[start : start + 4])
        if end > len(data):
            raise _PictureError("the file is cut short: the end of the PNG is missing")
        name = data[start + 4 : start + 8]
        if zlib.crc32(view[start + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            raise _PictureError(f'this PNG is damaged in its "{name.decode("latin-1")}" part')
        yield name
        start = end


# ---------------------------------------------------------------- JPEG


def _jpeg(data: bytes) -> ImageInfo:
    """Read the frame header of a JPEG, and see that its scan is there and ends."""
    info: ImageInfo | None = None
    for marker, body, end in _segments(data):
        if marker in _SIZED:
            info = _frame(body)
        elif marker in _RARE:
            raise _PictureError("this is a lossless or arithmetic JPEG, which few programs read", _SAVE)
        elif marker == _SCAN:
            if data.find(_END, end) < 0:
                break
            if info is None:
                raise _PictureError("this JPEG does not say how large it is")
            return info
    raise _PictureError("the file is cut short: the end of the JPEG is missing")


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield marker, body and end of every segment up to the first scan, while they are whole."""
    start = 2
    while start + 4 <= len(data):
        if data[start] != 0xFF:
            raise _PictureError("this JPEG is damaged: a marker is missing")
        marker = data[start + 1]
        if marker == 0xFF:
            start += 1
            continue
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if end > len(data):
            return
        yield marker, data[start + 4 : end], end
        start = end


def _frame(body: bytes) -> ImageInfo:
    if len(body) < 6 or body[5] not in _COMPONENTS:
        raise _PictureError("the header of this JPEG makes no sense")
    bits, height, width = body[0], int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    if not (width and height):
        raise _PictureError("this JPEG does not say how large it is")
    return ImageInfo(kind="jpeg", width=width, height=height, channels=_COMPONENTS[body[5]], bits=bits)
