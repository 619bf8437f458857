"""QR codes: an address becomes a Drawing, with ReportLab's encoder.

Comes in: an address. Goes out: a Drawing whose unit is one module, quiet zone included. It stands alone as the only
place that needs the encoder, which is imported when the first code comes.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    dark = tuple(segment for bar in _bars(rows) for segment in _bar(*bar))
    return Drawing(width=side, height=side, shapes=(ground, Shape(path=dark, fill=BLACK, stroke=None)))


def _modules(target: str) -> list[list[bool]]:
    qrencoder = alone("reportlab", "graphics", "barcode", "qrencoder")
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(target)
    code.make()
    size = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(size)] for row in range(size)]


def _bars(rows: list[list[bool]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the dark runs of all rows as rectangles; equal runs below each other are one, with no seam between."""
    begun: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, []], _QUIET):
        here = set(_runs(row))
        for run in [run for run in begun if run not in here]:
            top = begun.pop(run)
            yield run[0], top, run[1], y - top
        for run in sorted(here):
            begun.setdefault(run, y)


def _runs(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield where the dark runs of a row start and how long they are."""
    x = _QUIET
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield x, length
        x += length


def _bar(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    return (Move(x, y), Line(x + width, y), Line(x + width, y + height), Line(x, y + height), Close())
