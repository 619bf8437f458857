"""QR codes: an address becomes a Drawing, with ReportLab's encoder.

Comes in: an address. Goes out: a Drawing whose unit is one module, quiet zone included. It stands alone as the only
place that needs the encoder, which is imported when the first code comes.
"""

from __future__ import annotations

from itertools import groupby

from hsgleaflet.model.drawing import Close, Drawing, Line, Move, Segment, Shape
from hsgleaflet.problems import Location, fail
from hsgleaflet.units import BLACK, WHITE
from hsgleaflet.write.pdf.late import alone

_QUIET = 4
"""Modules of white on each side, as ISO/IEC 18004 asks for."""
_LONGEST = 200


def qr_code(target: str, at: Location | None = None) -> Drawing:
    """Return the QR code of an address at level M (15 % may be lost); raise LeafletError when it is too long."""
    if len(target.encode()) > _LONGEST:
        message = f"this address has {len(target)} characters, too many for a QR code that prints well"
        raise fail("L006", message, at, "use a shorter address")
    rows = _modules(target)
    side = len(rows) + 2 * _QUIET
    ground = Shape(path=_bar(0, 0, side, side), fill=WHITE, stroke=None)
    dark = tuple(segment for y, row in enumerate(rows) for segment in _row(row, y + _QUIET))
    return Drawing(width=side, height=side, shapes=(ground, Shape(path=dark, fill=BLACK, stroke=None)))


def _modules(target: str) -> list[list[bool]]:
    qrencoder = alone("reportlab", "graphics", "barcode", "qrencoder")
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(target)
    code.make()
    size = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(size)] for row in range(size)]


def _row(row: list[bool], y: int) -> list[Segment]:
    """Return the dark runs of a row, one path each."""
    found: list[Segment] = []
    x = _QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        found += _bar(x, y, length, 1) if dark else ()
        x += length
    return found


def _bar(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    return (Move(x, y), Line(x + width, y), Line(x + width, y + height), Line(x, y + height), Close())
