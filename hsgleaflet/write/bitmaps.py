"""Bitmaps, decoded: the pixels of a PNG or JPEG as 8 bits of grey, RGB or RGBA.

Comes in: a Raster. Goes out: a picture of PIL, or a LeafletError when the file is broken inside. It stands alone
because PDFs and web pages refuse the same files, and because PIL is imported when the first bitmap comes.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from hsgleaflet.memory import remembered
from hsgleaflet.model.pictures import Raster
from hsgleaflet.problems import Location, fail

if TYPE_CHECKING:
    from PIL.Image import Image


def decoded(raster: Raster) -> Image:
    """Return the pixels of a bitmap, in mode L, RGB or RGBA; raise LeafletError when it cannot be decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what can be read is read; the rest is an error
            with Image.open(io.BytesIO(raster.data), formats=("PNG", "JPEG")) as opened:
                opened.load()
                return _plain(opened)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, struct.error):
        hint = "save it anew as PNG or JPEG"
        at = Location(raster.file) if raster.file else None
        raise fail("S044", "this picture is broken inside: its pixels cannot be read", at, hint) from None


@remembered(16)
def is_whole(raster: Raster) -> bool:
    """Return whether a bitmap can be decoded; raise LeafletError when it cannot."""
    return bool(decoded(raster).size)


def _plain(opened: Image) -> Image:
    if opened.mode in ("I", "I;16"):  # 16 bits of grey, which a conversion would cut off at 255
        return opened.point(lambda level: level * (1 / 256)).convert("L")
    mode = "RGBA" if "A" in opened.mode or "transparency" in opened.info else "L" if opened.mode in "1L" else "RGB"
    return opened if opened.mode == mode else opened.convert(mode)
