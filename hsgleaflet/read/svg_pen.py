"""The pen that all outlines are drawn with: it puts user coordinates through the matrix in force.

Comes in: moves, lines and curves in user coordinates. Goes out: the segments of `model.drawing`. It stands
alone because path data and basic shapes both draw with it.
"""

from __future__ import annotations

from hsgleaflet.model.drawing import Close, Curve, Line, Move, Segment
from hsgleaflet.read.svg_values import LARGEST, Matrix, too_large

_CLOSE = Close()


class Pen:
    """Gathers segments; raises SvgError when one would end up absurdly far away."""

    __slots__ = ("_matrix", "segments")

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self.segments: list[Segment] = []

    def _placed(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix
        right, down = a * x + c * y + e, b * x + d * y + f
        if -LARGEST <= right <= LARGEST and -LARGEST <= down <= LARGEST:
            return right, down
        raise too_large(f"the place ({right:.6g}, {down:.6g})")

    def move(self, x: float, y: float) -> None:
        """Begin a part of the path."""
        self.segments.append(Move(*self._placed(x, y)))

    def line(self, x: float, y: float) -> None:
        """Draw a straight line."""
        self.segments.append(Line(*self._placed(x, y)))

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        """Draw a cubic Bézier curve."""
        placed = self._placed
        self.segments.append(Curve(*placed(x1, y1), *placed(x2, y2), *placed(x, y)))

    def close(self) -> None:
        """Close the part of the path that is being drawn."""
        self.segments.append(_CLOSE)
