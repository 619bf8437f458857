"""Leaves: the words of inlines and graphics for editions that are words alone.

Comes in: inlines, figures. Goes out: a text, and the ranges in it that a clinic filled in or that are in another
language. It stands alone because every edition says links and pictures in the same words.
"""

from __future__ import annotations

import re
from typing import assert_never

from msgspec import Struct

from hsgleaflet.model.document import Figure, Filled, Inline, Link, QrCode, Span, Strong, Text

NOTHING = "–"
"""What stands in a cell of a table that has nothing to say."""
_SCHEME = re.compile(r"^(?:https?://|mailto:|tel:)")


class Run(Struct, frozen=True):
    """A text with its ranges: what must stay on one line, what has a direction of its own."""

    text: str = ""
    solid: tuple[tuple[int, int], ...] = ()
    own: tuple[tuple[int, int], ...] = ()

    def __add__(self, other: Run) -> Run:
        by = len(self.text)
        return Run(self.text + other.text, self.solid + _moved(other.solid, by), self.own + _moved(other.own, by))


def _moved(ranges: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in ranges)


def run(content: tuple[Inline, ...]) -> Run:
    """Return the words of inlines; a link whose words are not its address has the address behind it."""
    found = Run()
    for inline in content:
        found += _run(inline)
    return found


def _run(inline: Inline) -> Run:
    match inline:
        case Text():
            return Run(inline.text)
        case Filled():
            whole = ((0, len(inline.text)),)
            return Run(inline.text, () if inline.kind == "text" else whole, whole)
        case Strong():
            return run(inline.content)
        case Span():
            inside = run(inline.content)
            return Run(inside.text, inside.solid, ((0, len(inside.text)),))
        case Link():
            inside, address = run(inline.content), address_of(inline.target)
            if same(inside.text, address):
                return inside
            return inside + Run(" ") + Run(f"<{address}>", ((0, len(address) + 2),), ((0, len(address) + 2),))
        case _:
            assert_never(inline)


def address_of(target: str) -> str:
    """Return what a person types or dials to get where a link leads."""
    return target if target.startswith("http") else _SCHEME.sub("", target)


def same(words: str, address: str) -> bool:
    """Return whether words are an address already."""

    def bare(text: str) -> str:
        return re.sub(r"[\s/]+", "", _SCHEME.sub("", text)).lower()

    return bare(words) == bare(address)


def shown(figure: Figure) -> str:
    """Return the words that stand for a figure, "" when it only decorates."""
    return address_of(figure.graphic.target) if isinstance(figure.graphic, QrCode) else figure.alt
