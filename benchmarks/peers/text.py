"""The words that every peer prints, and clinics for which they print them.

Comes in: `benchmarks/leaflet.yaml`. Goes out: values without any tool's format. It stands alone so that no peer gets
other words or other pictures than the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parents[1]
FONTS = HERE.parent / "fonts"
REGULAR, BOLD = FONTS / "AtkinsonHyperlegibleNext-Regular.ttf", FONTS / "AtkinsonHyperlegibleNext-Bold.ttf"
LOGO, FIGURE, QR = (HERE / "assets" / f"{name}.svg" for name in ("logo", "figure", "qr"))
SIZE = 9.2
"""Body text in points, with which the words fill two A4 pages."""
_PLACES = ("Riverside", "Hill Road", "Castle Street", "Northgate", "St Anne", "Quayside", "Vale", "Mill Lane")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


class Clinic(NamedTuple):
    """What differs from clinic to clinic."""

    slug: str
    name: str
    phone: str
    colour: str
    minutes: int
    visit: int
    first: int
    last: int
    weeks: int

    @property
    def answers(self) -> dict[str, str]:
        """The answers as they are printed."""
        return {
            "minutes": f"{self.minutes} minutes", "visit": f"{self.visit} minutes",
            "window": f"day {self.first} to day {self.last}", "results": f"{self.weeks} weeks",
        }  # fmt: skip


def clinic(number: int) -> Clinic:
    """Return a clinic that differs from every other in name, phone, colour and answers."""
    name = f"{_PLACES[number % len(_PLACES)]} Fertility Clinic {number + 1}"
    colour = f"#{20 + number * 7 % 60:02x}{50 + number * 11 % 50:02x}{100 + number * 13 % 90:02x}"
    phone = f"01632 960 {number % 1000:03d}"
    first = 5 + number % 4
    return Clinic(
        f"c{number:05d}", name, phone, colour, 15 + number % 20, 45 + number % 40, first, first + 5 + number % 2,
        2 + number % 5,
    )  # fmt: skip


def leaflet() -> dict[str, Any]:
    """Return the words, with the answers' names in braces."""
    found: dict[str, Any] = yaml.load((HERE / "leaflet.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return found


def filled(text: str, of: Clinic) -> str:
    """Return a text with a clinic's answers in place."""
    for name, answer in of.answers.items():
        text = text.replace(f"{{{name}}}", answer)
    return text


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches of a text, and whether each is bold."""
    for number, part in enumerate(_BOLD.split(text)):
        if part:
            yield part, bool(number % 2)
