"""The small languages inside SVG attributes: numbers, lengths, transforms; and the element itself.

Comes in: the text of attributes. Goes out: floats and matrices, or an `SvgError` that says where in the value
it went wrong. It stands alone, below the other SVG modules, so that one place decides what a number is and
how large it may be.
"""

from __future__ import annotations

import math
import re

from msgspec import Struct, field

LARGEST = 1e6
"""Numbers and coordinates beyond this are a mistake, or an attack."""

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
SEPARATOR = r"(?:\s*+,\s*+(?=[-+.0-9])|\s*+)"
"""White space, or one comma when another number follows."""

_NUMBER = re.compile(NUMBER)
_NUMBERS = re.compile(rf"\s*+(?:{NUMBER}{SEPARATOR})*+", re.ASCII)
_LENGTH = re.compile(rf"\s*+((?>{NUMBER}))\s*+(%|[A-Za-z]*+)\s*+", re.ASCII)
_FUNCTION = re.compile(r"\s*([A-Za-z]+)\s*\(([^()]*)\)\s*,?\s*", re.ASCII)
_UNITS = {"": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16}
_ACROSS = frozenset(("x", "width", "cx", "rx", "x1", "x2"))
_DOWN = frozenset(("y", "height", "cy", "ry", "y1", "y2"))
_PLACES = frozenset(("x", "y", "cx", "cy", "x1", "y1", "x2", "y2"))
"""What may be negative."""

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = ax + cy + e, y' = bx + dy + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class SvgError(Exception):
    """What is wrong with a value, before its place in the file is known; never leaves the SVG modules."""

    def __init__(self, code: str, message: str, hint: str, offset: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.attribute = ""
        self.offset = offset

    def within(self, attribute: str, offset: int = 0) -> SvgError:
        """Return this error, placed in an attribute, its value beginning `offset` characters into it."""
        self.attribute = attribute
        self.offset += offset
        return self


class Element(Struct):
    """An element, the box that its percentages refer to, and what was found wrong with it."""

    name: str
    attributes: dict[str, str]
    width: float = 0.0
    height: float = 0.0
    errors: list[SvgError] = field(default_factory=list)

    def length(self, name: str) -> float:
        """Return a length in user units, 0 when it is not written or wrong (which is noted in `errors`)."""
        text = self.attributes.get(name)
        if text is None:
            return 0.0
        try:
            return self.measure(name, text)
        except SvgError as error:
            self.errors.append(error.within(name))
            return 0.0

    def measure(self, name: str, text: str) -> float:
        """Return what a length means for an attribute or property of this element; raise SvgError."""
        value = length(text, self._whole(name))
        if value < 0 and name not in _PLACES:
            raise SvgError("S040", f'{name} "{shown(text)}" is negative', "write 0 or more")
        return value

    def _whole(self, name: str) -> float:
        if name in _ACROSS:
            return self.width
        return self.height if name in _DOWN else math.hypot(self.width, self.height) / math.sqrt(2)


def shown(text: str) -> str:
    """Return a value short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def numbers(text: str, offset: int = 0) -> list[float]:
    """Return the numbers of a list; raise SvgError, its place counted from `offset`."""
    found = _NUMBERS.match(text)
    end = found.end() if found else 0
    if end < len(text):
        message = f'expected a number, found "{shown(text[end : end + 20])}"'
        raise SvgError("S040", message, _PLAIN, offset + end)
    return checked(_NUMBER.findall(text), offset)


_PLAIN = "write numbers such as 12, -0.5 or 1e-3, with spaces or single commas between them"


def checked(words: list[str], offset: int) -> list[float]:
    """Return numbers as floats; raise SvgError at `offset` when one is absurdly large."""
    values = list(map(float, words))
    if values and (max(values) > LARGEST or min(values) < -LARGEST):
        worst = next(word for word, value in zip(words, values, strict=True) if abs(value) > LARGEST)
        raise too_large(worst, offset)
    return values


def too_large(what: str, offset: int = 0) -> SvgError:
    """Return (to raise) the error for a number or place beyond `LARGEST`."""
    hint = "stay below 1,000,000; scale the drawing down"
    return SvgError("S042", f"{shown(what)} is too large", hint, offset)


def length(text: str, whole: float) -> float:
    """Return a length in user units (px), percentages counted of `whole`; raise SvgError."""
    found = _LENGTH.fullmatch(text)
    unit = found[2].lower() if found else "?"
    if not found or (unit != "%" and unit not in _UNITS):
        hint = "write a plain number, in the units of the viewBox"
        raise SvgError("S040", f'"{shown(text)}" is not a length', hint)
    value = float(found[1]) * (whole / 100 if unit == "%" else _UNITS[unit])
    if abs(value) > LARGEST:
        raise too_large(text)
    return value


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that first does `inner`, then `outer`."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def transform(text: str) -> Matrix:
    """Return the matrix of a list of transforms; raise SvgError."""
    matrix, position, end = IDENTITY, 0, len(text.rstrip())
    while position < end:
        found = _FUNCTION.match(text, position)
        if not found:
            message = f'expected a transform, found "{shown(text[position:])}"'
            raise SvgError("S040", message, _TRANSFORMS, position)
        name, values = found[1], numbers(found[2], found.start(2))
        one = _function(name, values)
        if one is None:
            message = f'"{shown(found[0])}" is not a transform'
            raise SvgError("S040", message, _TRANSFORMS, found.start(1))
        matrix, position = times(matrix, one), found.end()
    return matrix


_TRANSFORMS = "write for example translate(10 20), scale(2), rotate(45), rotate(45 10 10), skewX(5)"


def _function(name: str, values: list[float]) -> Matrix | None:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1.0, 0.0, 0.0, 1.0, x, rest[0] if rest else 0.0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0.0, 0.0, rest[0] if rest else x, 0.0, 0.0
        case "rotate", [angle]:
            return _rotation(angle)
        case "rotate", [angle, x, y]:
            turned = times((1.0, 0.0, 0.0, 1.0, x, y), _rotation(angle))
            return times(turned, (1.0, 0.0, 0.0, 1.0, -x, -y))
        case "skewX", [angle]:
            return 1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0
        case "skewY", [angle]:
            return 1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0
        case _:
            return None


def _rotation(angle: float) -> Matrix:
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return cosine, sine, -sine, cosine, 0.0, 0.0
