"""Pictures: drawings and photographs as values, ready to be placed.

Comes in: what the readers made of SVG, PNG and JPEG files. Goes out: to typesetting, which asks for the size, and to
the writers, which paint them.
"""

from __future__ import annotations

from msgspec import Struct

from hsgleaflet.model.drawing import Drawing


class Raster(Struct, frozen=True):
    """A bitmap: its file as it is, its size in pixels, and the name of the file."""

    data: bytes
    width: float
    height: float
    file: str = ""


Picture = Drawing | Raster
