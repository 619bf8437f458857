"""Pictures: drawings and photographs as values, ready to be placed.

Comes in: what the readers made of SVG, PNG and JPEG files. Goes out: to typesetting, which asks for the size, and to
the writers, which paint them.
"""

from __future__ import annotations

from dataclasses import dataclass

from hsgleaflet.model.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Raster:
    """A bitmap: its file as it is, and its size in pixels."""

    data: bytes
    width: float
    height: float


Picture = Drawing | Raster
