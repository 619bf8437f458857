"""Units: lengths in points, colours with the contrast figures that legibility is judged by, printing inks.

Comes in: what people write (`"5mm"`, `"#005EB8"`, `"navy"`). Goes out: points and `Colour` values. It stands alone so
that theme, layout and checks count in the same units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from msgspec import Struct

MM = 72 / 25.4
"""Points in one millimetre."""

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)")
_POINTS = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)")
NAMED = {
    "black": "#000000", "white": "#ffffff", "grey": "#808080", "gray": "#808080", "silver": "#c0c0c0",
    "red": "#ff0000", "maroon": "#800000", "orange": "#ffa500", "yellow": "#ffff00", "olive": "#808000",
    "lime": "#00ff00", "green": "#008000", "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff",
    "blue": "#0000ff", "navy": "#000080", "purple": "#800080", "fuchsia": "#ff00ff", "magenta": "#ff00ff",
}  # fmt: skip


def points(text: str) -> float:
    """Return a length such as `5mm`, `0.5 in` or `12pt` in points; raise ValueError when it is none."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a length; write a number with mm, cm, in or pt, for example 5mm')
    return float(found[1]) * _POINTS[found[2]]


class Colour(Struct, frozen=True, gc=False):
    """An sRGB colour; each channel runs from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2)."""
        return 0.2126 * _LIGHT[self.red] + 0.7152 * _LIGHT[self.green] + 0.0722 * _LIGHT[self.blue]

    @property
    def grey(self) -> float:
        """The grey of the same luminance, 0 (black) to 255, so that contrasts stay what they are."""
        level = self.luminance
        return 255 * (12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with `share` (0 to 1) of another mixed in."""
        mix = (round(a + (b - a) * share) for a, b in zip(self._channels(), other._channels(), strict=True))
        return Colour(*mix)

    def tint(self, share: float) -> Colour:
        """Return the tint with this share of ink on white paper, 0 (white) to 1 (this colour)."""
        return WHITE.mixed(self, share)

    def _channels(self) -> tuple[int, int, int]:
        return self.red, self.green, self.blue


MOST_INK = 300.0
"""Percent of ink, all four together, that uncoated paper can hold."""


class Inks(Struct, frozen=True, gc=False):
    """Percent of each printing ink, 0 to 100."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    def __str__(self) -> str:
        return f"[{', '.join(f'{part:g}' for part in self)}]"

    def __iter__(self) -> Iterator[float]:
        yield from (self.cyan, self.magenta, self.yellow, self.black)

    @property
    def total(self) -> float:
        """Percent of all inks together."""
        return sum(self)

    @property
    def only_black(self) -> bool:
        """Whether black ink alone is used."""
        return not (self.cyan or self.magenta or self.yellow)

    def tint(self, share: float) -> Inks:
        """Return this share, 0 to 1, of each ink."""
        return Inks(*(part * share for part in self))

    def held(self, most: float) -> Inks:
        """Return the inks with so much less colour (black stays) that together they are at most `most` percent."""
        colours = self.total - self.black
        if self.total <= most or not colours:
            return self
        share = (most - self.black) / colours
        return Inks(self.cyan * share, self.magenta * share, self.yellow * share, self.black)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


_LIGHT = [_linear(channel / 255) for channel in range(256)]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: Colour, against: Colour, ratio: float) -> Colour:
    """Return the colour, mixed with just enough black to reach a contrast ratio with a light background."""
    if contrast(colour, against) >= ratio:
        return colour
    low, high = 0, 100
    while high - low > 1:  # the more black, the more contrast
        middle = (low + high) // 2
        low, high = (low, middle) if contrast(colour.mixed(BLACK, middle / 100), against) >= ratio else (middle, high)
    return colour.mixed(BLACK, high / 100)


def lightened(colour: Colour, against: Colour, ratio: float) -> Colour:
    """Return the colour in the same hue, just light enough to reach a contrast ratio with a dark background."""
    hue, light, strength = rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)
    steps = (hls_to_rgb(hue, light + (1 - light) * step / 100, strength) for step in range(101))
    found = (Colour(*(round(255 * channel) for channel in step)) for step in steps)
    return next(one for one in found if contrast(one, against) >= ratio)


@lru_cache(256)
def colour(text: str) -> Colour:
    """Return the colour written as #rgb, #rrggbb, rgb(r, g, b) or a basic name; raise ValueError otherwise."""
    raw = text.strip().lower()
    raw = NAMED.get(raw, raw)
    if re.fullmatch(r"#[0-9a-f]{3}", raw):
        raw = "#" + "".join(digit * 2 for digit in raw[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", raw):
        return Colour(int(raw[1:3], 16), int(raw[3:5], 16), int(raw[5:7], 16))
    if (found := _RGB.fullmatch(raw)) and all(int(channel) < 256 for channel in found.groups()):
        return Colour(int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(f'"{text}" is not a colour; write "#005eb8" (in quotes), rgb(0, 94, 184) or a name like navy')


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
