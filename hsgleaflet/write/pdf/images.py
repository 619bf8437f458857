"""Bitmaps in a PDF, as ReportLab writes them.

Comes in: a Raster, a press. Goes out: the number of its image object. It stands alone because it needs PIL, which is
imported when the first bitmap comes.
"""

from __future__ import annotations

import io

from hsgleaflet.model.pictures import Raster
from hsgleaflet.write.pdf.file import PdfFile, Stream
from hsgleaflet.write.pdf.press import OFFICE, Press

_SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}


def image(file: PdfFile, raster: Raster, press: Press = OFFICE) -> int:
    """Add a bitmap, with its transparency as a soft mask, and return its object number."""
    from PIL import Image

    with Image.open(io.BytesIO(raster.data)) as opened:
        picture = opened.convert("RGBA" if "A" in opened.mode or "transparency" in opened.info else _mode(opened.mode))
    mask = b""
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A")
        picture = picture.convert("RGB")
        if alpha.getextrema() != (255, 255):
            mask = b"/SMask %d 0 R" % file.add(_stream(alpha, b""))
    return file.add(_stream(press.bitmap(picture), mask))


def _mode(mode: str) -> str:
    return "L" if mode in ("1", "L", "I;16", "I") else "RGB"


def _stream(picture: object, extra: bytes) -> Stream:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8%b" % (
        picture.width,
        picture.height,
        _SPACES[picture.mode],
        extra,
    )
    return Stream(picture.tobytes(), entries)
