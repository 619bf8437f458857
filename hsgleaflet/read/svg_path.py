"""Path data to segments: M, L, C and Z are all that is left of SVG's twenty commands.

Comes in: the `d` of a path. Goes out: moves, lines and curves on a pen, or an `SvgError` at the first
mistake. It stands alone because it is a language of its own.

Data is matched once as a whole and then only cut up: the place of a mistake is looked for when there is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from hsgleaflet.read.svg_arc import Ellipse, curves
from hsgleaflet.read.svg_pen import Pen
from hsgleaflet.read.svg_values import NUMBER, SEPARATOR, SvgError, checked, numbers, shown

_LETTERS = "MmZzLlHhVvCcSsQqTtAa"
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_COMMAND = re.compile(rf"([{_LETTERS}])([^{_LETTERS}]*)")
_NUMBER = re.compile(NUMBER)
_FLAG = "[01]"
_ARC = (NUMBER, NUMBER, NUMBER, _FLAG, _FLAG, NUMBER, NUMBER)
_ONE_ARC = re.compile(r"\s*+" + "".join(f"((?>{part})){SEPARATOR}" for part in _ARC), re.ASCII)


def _command(letters: str, count: int, part: str = rf"(?>{NUMBER}){SEPARATOR}") -> str:
    return rf"[{letters}]\s*+(?:(?:{part}){{{count}}})++"


_COMMANDS = (
    r"[Zz]\s*+",
    _command("HhVv", 1),
    _command("MmLlTt", 2),
    _command("SsQq", 4),
    _command("Cc", 6),
    _command("Aa", 1, "".join(f"(?>{part}){SEPARATOR}" for part in _ARC)),
)
_WHOLE = re.compile(rf"\s*+(?=[Mm])(?:{'|'.join(_COMMANDS)})++", re.ASCII)
_MAYBE_HUGE = re.compile(r"[0-9]{7}|[eE]")

Point = tuple[float, float]


def trace(data: str, pen: Pen) -> None:
    """Draw path data; raise SvgError with the place of the first mistake."""
    if not data.strip() or data.strip() == "none":
        return
    if not _WHOLE.fullmatch(data) or _MAYBE_HUGE.search(data):
        _examine(data)
    _Trace(pen).follow(data)


# ---------------------------------------------------------------- mistakes


def _examine(data: str) -> None:
    """Raise SvgError at the first mistake, if there is one."""
    start = len(data) - len(data.lstrip())
    if data[start] not in "Mm":
        message = f'path data begins with "{shown(data[start : start + 20])}", not with M'
        raise SvgError("S040", message, "begin with a place to move to, such as M 10 20", start)
    for found in _COMMAND.finditer(data):
        letter, text, offset = found[1].upper(), found[2], found.start(2)
        values = _arcs(text, offset) if letter == "A" else numbers(text, offset)
        count = _COUNTS[letter]
        if len(values) % (count or len(values) + 1) or bool(values) != bool(count):
            wanted = {0: "no numbers", 1: "a number"}.get(count, f"{count} numbers at a time")
            got = f"{len(values)} number{'s' * (len(values) != 1)}"
            hint = "a number is missing, or one too many stands here"
            raise SvgError("S040", f'"{found[1]}" takes {wanted}, found {got}', hint, found.start(1))


def _arcs(text: str, offset: int) -> list[float]:
    words: list[str] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _ONE_ARC.match(text, position)
        if not found:
            message = f'"{shown(text[position : position + 30])}" is not an arc'
            raise SvgError("S040", message, "write A rx ry turn 0-or-1 0-or-1 x y", offset + position)
        words += found.groups()
        position = found.end()
    return checked(words, offset)


# ---------------------------------------------------------------- drawing


class _Trace:
    """Where the pen is, where the part of the path began, and the control points that S and T mirror.

    Every command is a method that takes its numbers as they stand; `..._by` are the relative ones.
    """

    __slots__ = ("closed", "cubic", "first", "pen", "quadratic", "x", "y")

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.x = self.y = 0.0
        self.first: Point = (0.0, 0.0)
        self.cubic: Point | None = None
        self.quadratic: Point | None = None
        self.closed = False

    def follow(self, data: str) -> None:
        """Draw all commands of path data that is right."""
        for letter, text in _COMMAND.findall(data):
            if letter in "Zz":
                self.close()
            else:
                if self.closed and letter not in "Mm":
                    self.move(*self.first)
                self._each(letter, _arc_words(text) if letter in "Aa" else _NUMBER.findall(text))
            # Only the command before counts: S mirrors after C and S, T after Q and T.
            if letter not in "CcSs":
                self.cubic = None
            if letter not in "QqTt":
                self.quadratic = None

    def _each(self, letter: str, words: list[str]) -> None:
        values = list(map(float, words))
        count, step = _STEPS[letter]
        if len(values) == count:
            step(self, *values)
            return
        for start in range(0, len(values), count):
            step(self, *values[start : start + count])
            if letter in "Mm":
                # Pairs after the first of a move are lines.
                letter = "L" if letter == "M" else "l"
                step = _STEPS[letter][1]

    def move(self, x: float, y: float) -> None:
        self.pen.move(x, y)
        self.x, self.y = self.first = (x, y)
        self.closed = False

    def move_by(self, dx: float, dy: float) -> None:
        self.move(self.x + dx, self.y + dy)

    def line(self, x: float, y: float) -> None:
        self.pen.line(x, y)
        self.x, self.y = x, y

    def line_by(self, dx: float, dy: float) -> None:
        self.line(self.x + dx, self.y + dy)

    def across(self, x: float) -> None:
        self.line(x, self.y)

    def across_by(self, dx: float) -> None:
        self.line(self.x + dx, self.y)

    def down(self, y: float) -> None:
        self.line(self.x, y)

    def down_by(self, dy: float) -> None:
        self.line(self.x, self.y + dy)

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.pen.curve(x1, y1, x2, y2, x, y)
        self.x, self.y = x, y
        self.cubic = (x2, y2)

    def curve_by(self, x1: float, y1: float, x2: float, y2: float, dx: float, dy: float) -> None:
        x, y = self.x, self.y
        self.curve(x + x1, y + y1, x + x2, y + y2, x + dx, y + dy)

    def smooth(self, x2: float, y2: float, x: float, y: float) -> None:
        self.curve(*self._mirrored(self.cubic), x2, y2, x, y)

    def smooth_by(self, x2: float, y2: float, dx: float, dy: float) -> None:
        self.smooth(self.x + x2, self.y + y2, self.x + dx, self.y + dy)

    def parabola(self, qx: float, qy: float, x: float, y: float) -> None:
        x0, y0 = self.x, self.y
        first = x0 + (qx - x0) * 2 / 3, y0 + (qy - y0) * 2 / 3
        self.pen.curve(*first, x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y)
        self.x, self.y = x, y
        self.quadratic = (qx, qy)

    def parabola_by(self, qx: float, qy: float, dx: float, dy: float) -> None:
        x, y = self.x, self.y
        self.parabola(x + qx, y + qy, x + dx, y + dy)

    def smooth_parabola(self, x: float, y: float) -> None:
        self.parabola(*self._mirrored(self.quadratic), x, y)

    def smooth_parabola_by(self, dx: float, dy: float) -> None:
        self.smooth_parabola(self.x + dx, self.y + dy)

    def arc(self, rx: float, ry: float, turn: float, big: float, sweep: float, x: float, y: float) -> None:
        ellipse = Ellipse(abs(rx), abs(ry), turn, large=bool(big), clockwise=bool(sweep))
        for points in curves(ellipse, (self.x, self.y), (x, y)):
            if len(points) == 2:
                self.pen.line(*points)
            else:
                self.pen.curve(*points)
        self.x, self.y = x, y

    def arc_by(self, rx: float, ry: float, turn: float, big: float, sweep: float, x: float, y: float) -> None:
        self.arc(rx, ry, turn, big, sweep, self.x + x, self.y + y)

    def close(self) -> None:
        if not self.closed:
            self.pen.close()
        self.x, self.y = self.first
        self.closed = True

    def _mirrored(self, control: Point | None) -> Point:
        x, y = control or (self.x, self.y)
        return 2 * self.x - x, 2 * self.y - y


def _arc_words(text: str) -> list[str]:
    return [word for found in _ONE_ARC.findall(text) for word in found]


_METHODS: Mapping[str, tuple[Callable[..., None], Callable[..., None]]] = {
    "M": (_Trace.move, _Trace.move_by),
    "L": (_Trace.line, _Trace.line_by),
    "H": (_Trace.across, _Trace.across_by),
    "V": (_Trace.down, _Trace.down_by),
    "C": (_Trace.curve, _Trace.curve_by),
    "S": (_Trace.smooth, _Trace.smooth_by),
    "Q": (_Trace.parabola, _Trace.parabola_by),
    "T": (_Trace.smooth_parabola, _Trace.smooth_parabola_by),
    "A": (_Trace.arc, _Trace.arc_by),
}
_STEPS: Mapping[str, tuple[int, Callable[..., None]]] = {
    letter: (_COUNTS[letter.upper()], _METHODS[letter.upper()][letter.islower()])
    for letter in _LETTERS
    if letter not in "Zz"
}
