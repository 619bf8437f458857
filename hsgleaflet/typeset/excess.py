"""Excess: what does not fit is told in lines of text, which an author can count.

Comes in: by how many points something is too long, and the Document it stands in. Goes out: a Problem. It stands alone
because fitting knows parts and points, and an author headings and lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from hsgleaflet.model.document import Block, Callout, Document, Section, plain
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import Problem, Severity
from hsgleaflet.typeset.fit import Piece, TooLong

TOO_LONG = {"L001", "L006"}
"""The codes of what does not fit: one part, the whole leaflet."""
_NAMED = 3
"""How many of the longest parts are named where a leaflet does not fit."""


def too_long(found: TooLong, pieces: Sequence[Piece], document: Document, theme: Theme) -> Problem:
    """Return what to tell an author: the part that no page can hold, or the lines over all and the longest parts."""
    leading = theme.style("paragraph").leading
    amount = _lines(found.excess, leading)
    if found.node:
        return Problem(
            code="L001",
            message=f"this part is {amount} too long for one page of {theme.format.name}",
            at=document.location(found.node),
            hint="shorten it, or divide it into two sections",
            node=found.node,
        )
    titles = {
        block.id: block for leaflet in document.blocks if isinstance(leaflet, Section) for block in leaflet.blocks
    }
    longest = sorted(pieces, key=lambda piece: piece.height, reverse=True)[:_NAMED]
    parts = ", ".join(f"{_title(titles.get(piece.node))} ({_lines(piece.height, leading)})" for piece in longest)
    return Problem(
        code="L006",
        message=f"the leaflet is {amount} too long for {theme.format.name}, set as small as may be",
        at=document.at,
        hint=f"shorten the longest parts: {parts}",
    )


def too_full(excess: float, document: Document, theme: Theme) -> Problem:
    """Return what to tell an author whose first page runs on."""
    amount = _lines(excess, theme.style("paragraph").leading)
    return Problem(
        code="L002",
        severity=Severity.WARNING,
        message=f"the first page is {amount} too full: what it must hold runs on to the second",
        at=document.location("key-points"),
        hint="shorten the key points or the list under tell-us-first",
    )


def _lines(points: float, leading: float) -> str:
    count = max(1, round(points / leading))
    return "1 line" if count == 1 else f"{count} lines"


def _title(block: Block | None) -> str:
    """Return a part's heading in quotes, with the line it stands on."""
    if isinstance(block, Callout):
        return plain(block.title).lower()
    if not isinstance(block, Section):
        return "the title"
    at = f", line {block.at.line}" if block.at and block.at.line else ""
    return f'"{plain(block.heading)}"{at}'
