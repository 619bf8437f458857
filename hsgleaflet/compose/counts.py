"""Counts: how many people of how many, in words and in dots.

Comes in: numbers as an author gives them. Goes out: both frames ("3 in 100", "97 do not") and the grid that shows them
whole. It stands alone because tables and pictures must say the same number in the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hsgleaflet.compose.phrases import Phrases

GRIDS = (100, 1000)
"""How many dots an icon array may have (leaflet standard, 4.2)."""


class Count(Struct, frozen=True):
    """`n` people of `per`; `bound` says how the number is meant ("about", "fewer than", ...) or is "" for a count."""

    n: int
    per: int
    bound: str = ""


def grid(counts: Sequence[Count]) -> int:
    """Return the smallest grid that shows every count in whole dots, or 0 when there is none."""
    return next((dots for dots in GRIDS if all(count.n * dots % count.per == 0 for count in counts)), 0)


def frames(count: Count, per: int, phrases: Phrases) -> tuple[str, str]:
    """Return how often something happens and how often it does not, counted in `per` people."""
    low = round(count.n * per / count.per)
    if low == 0:
        return phrases("risk_none", per=phrases.number(per)), ""
    key = f"risk_{count.bound}" if count.bound else "risk"
    numbers = {"low": phrases.number(low), "per": phrases.number(per), "rest": phrases.number(per - low)}
    return phrases(key, **numbers), phrases(f"{key}_not", **numbers)
