"""Bitmaps in a PDF, as ReportLab writes them.

Comes in: a Raster, a press. Goes out: the number of its image object. It stands alone because it is imported when the
first bitmap comes.
"""

from __future__ import annotations

from hsgleaflet.memory import remembered
from hsgleaflet.model.pictures import Raster
from hsgleaflet.write.bitmaps import decoded
from hsgleaflet.write.pdf.file import PdfFile, Stream
from hsgleaflet.write.pdf.press import Press

_SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}


class _Picture(Stream):
    """An image that may say where its mask is."""

    __slots__ = ()

    def masked(self, mask: int) -> _Picture:
        """Return the same image with a mask, its data deflated already."""
        return _Picture(self.data, self.entries + b"/SMask %d 0 R" % mask, deflate=False)


def image(file: PdfFile, raster: Raster, press: Press) -> int:
    """Add a bitmap, with its transparency as a soft mask, and return its object number."""
    picture, mask = _made(raster, press)
    return file.add(picture if mask is None else picture.masked(file.add(mask)))


@remembered(16)
def _made(raster: Raster, press: Press) -> tuple[_Picture, Stream | None]:
    picture, mask = decoded(raster), None
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A")
        picture = picture.convert("RGB")
        mask = None if alpha.getextrema() == (255, 255) else _picture(alpha)
    return _picture(press.bitmap(picture)), mask


def _picture(picture: object) -> _Picture:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8" % (
        picture.width,
        picture.height,
        _SPACES[picture.mode],
    )
    return _Picture(picture.tobytes(), entries)
