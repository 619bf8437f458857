"""Path data to segments: M, L, C and Z are all that is left of SVG's twenty commands.

Comes in: the `d` of a path, and the matrix in force. Goes out: the segments of `model.drawing`, the matrix
applied. It stands alone because it is a language of its own, and because the basic shapes draw with the same
`Pen`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.model.drawing import Close, Curve, Line, Move, Segment
from hsgleaflet.read.svg_arc import Ellipse, curves
from hsgleaflet.read.svg_values import (
    COMMA,
    LARGEST,
    NUMBER,
    Matrix,
    SvgError,
    checked,
    numbers,
    shown,
    too_large,
)

_LETTERS = "MmZzLlHhVvCcSsQqTtAa"
_COMMAND = re.compile(rf"([{_LETTERS}])([^{_LETTERS}]*)")
_N = f"((?>{NUMBER}))"
_ARC = re.compile(
    rf"\s*+{_N}{COMMA}{_N}{COMMA}{_N}{COMMA}([01]){COMMA}([01]){COMMA}{_N}{COMMA}{_N}(?:\s*+,\s*+(?=[-+.0-9])|\s*+)",
    re.ASCII,
)
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_CLOSE = Close()


class Pen:
    """Gathers segments drawn in user coordinates and puts them through the matrix in force."""

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
        """Begin a part of the path; raise SvgError when the place is absurdly far away (so do the others)."""
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


def trace(data: str, pen: Pen) -> None:
    """Draw path data; raise SvgError with the place of the first mistake."""
    start = len(data) - len(data.lstrip())
    if start == len(data) or data.strip() == "none":
        return
    if data[start] not in "Mm":
        message = f'path data begins with "{shown(data[start : start + 20])}", not with M'
        raise SvgError("S040", message, "begin with a place to move to, such as M 10 20", start)
    _Trace(pen).follow(data)


class _Trace:
    """Where the pen is, where the part of the path began, and the control points that S and T mirror."""

    __slots__ = ("closed", "cubic", "first", "pen", "quadratic", "x", "y")

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.x = self.y = 0.0
        self.first = self.cubic = self.quadratic = (0.0, 0.0)
        self.closed = False

    def follow(self, data: str) -> None:
        """Draw all commands of some path data."""
        for found in _COMMAND.finditer(data):
            letter = found[1].upper()
            relative = letter != found[1]
            if letter == "Z":
                _nothing(found[2], found.start(2))
                self.close()
            for values in _groups(letter, found):
                if relative:
                    values = self._absolute(letter, values)
                self._step(letter, values)
                letter = "L" if letter == "M" else letter

    def _absolute(self, letter: str, values: list[float]) -> list[float]:
        x, y = self.x, self.y
        if letter == "H":
            return [values[0] + x]
        if letter == "V":
            return [values[0] + y]
        if letter == "A":
            return [*values[:5], values[5] + x, values[6] + y]
        return [value + (y if index % 2 else x) for index, value in enumerate(values)]

    def _step(self, letter: str, values: list[float]) -> None:
        if letter == "M":
            self.move(*values)
            return
        if self.closed:
            self.move(*self.first)
        match letter:
            case "C":
                self.curve(*values)
            case "S":
                x, y = self.cubic
                self.curve(2 * self.x - x, 2 * self.y - y, *values)
            case "L":
                self.line(*values)
            case "H":
                self.line(values[0], self.y)
            case "V":
                self.line(self.x, values[0])
            case "Q":
                self.parabola(*values)
            case "T":
                x, y = self.quadratic
                self.parabola(2 * self.x - x, 2 * self.y - y, *values)
            case _:
                self.arc(values)

    def _arrive(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.cubic = self.quadratic = (x, y)

    def move(self, x: float, y: float) -> None:
        self.pen.move(x, y)
        self._arrive(x, y)
        self.first = (x, y)
        self.closed = False

    def line(self, x: float, y: float) -> None:
        self.pen.line(x, y)
        self._arrive(x, y)

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.pen.curve(x1, y1, x2, y2, x, y)
        self._arrive(x, y)
        self.cubic = (x2, y2)

    def parabola(self, qx: float, qy: float, x: float, y: float) -> None:
        self.pen.curve(
            self.x + (qx - self.x) * 2 / 3,
            self.y + (qy - self.y) * 2 / 3,
            x + (qx - x) * 2 / 3,
            y + (qy - y) * 2 / 3,
            x,
            y,
        )
        self._arrive(x, y)
        self.quadratic = (qx, qy)

    def arc(self, values: list[float]) -> None:
        rx, ry, turn, large, sweep, x, y = values
        ellipse = Ellipse(abs(rx), abs(ry), turn, large=large == 1, clockwise=sweep == 1)
        for points in curves(ellipse, (self.x, self.y), (x, y)):
            if len(points) == 2:
                self.pen.line(*points)
            else:
                self.pen.curve(*points)
        self._arrive(x, y)

    def close(self) -> None:
        self.pen.close()
        self._arrive(*self.first)
        self.closed = True


def _nothing(text: str, offset: int) -> None:
    rest = text.lstrip()
    if rest:
        message = f'"Z" takes no numbers, found "{shown(rest[:20])}"'
        offset += len(text) - len(rest)
        raise SvgError("S040", message, "write another command first, such as M or L", offset)


def _groups(letter: str, found: re.Match[str]) -> Iterator[list[float]]:
    count, text, offset = _COUNTS[letter], found[2], found.start(2)
    if not count:
        return
    values = _arcs(text, offset) if letter == "A" else numbers(text, offset)
    if len(values) % count or not values:
        wanted = f"{count} numbers at a time" if count > 1 else "a number"
        got = f"{len(values)} numbers" if len(values) != 1 else "1 number"
        raise SvgError("S040", f'"{found[1]}" takes {wanted}, found {got}', _COUNT, found.start(1))
    for start in range(0, len(values), count):
        yield values[start : start + count]


_COUNT = "a number is missing or one too many stands here"


def _arcs(text: str, offset: int) -> list[float]:
    words: list[str] = []
    position = 0
    while position < len(text):
        found = _ARC.match(text, position)
        if not found:
            message = f'"{shown(text[position : position + 30])}" is not an arc'
            raise SvgError("S040", message, "write A rx ry turn 0-or-1 0-or-1 x y", offset + position)
        words += found.groups()
        position = found.end()
    return checked(words, offset)
