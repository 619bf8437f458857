"""Proof: a laid-out leaflet with numbered lines, and evidence beside each claim, for people who read it critically.

Comes in: a Layout made on a page with a wide margin, and what is to be said of nodes. Goes out: the same Layout with
both added; no line moves. It stands alone because nothing of this is part of a leaflet: all of it are artifacts.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from hsgleaflet.model.document import NodeId, Text
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.typeset.layout import BACKGROUND, Fragment, Layout, Page, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

WIDE, NARROW = 70 * MM, 18 * MM
"""The margin to write in, and the one opposite, where the lines are numbered."""
_GAP, _SIZE, _NEAR = 6 * MM, 9.0, 3.0
"""White beside the text; size of what is added in points; lines as near as this are one line to people."""
_LANG = "en-GB"


def proof_theme(theme: Theme) -> Theme:
    """Return a theme whose pages have a wide margin to write in."""
    paper = replace(theme.format, left=NARROW, right=WIDE, indent=0)
    return replace(theme, format=paper)


def proofed(layout: Layout, theme: Theme, setter: Setter, notes: Mapping[NodeId, str], *, rtl: bool) -> Layout:
    """Return a layout with its lines numbered from first to last, and notes beside the first line of their node."""
    style = replace(theme.style("footer"), size=_SIZE, leading=_SIZE * 1.25, ink="muted")
    told: set[NodeId] = set()
    pages: list[Page] = []
    count = 0
    for page in layout.pages:
        words = [item for item in page.fragments if isinstance(item, Words) and not item.artifact]
        tops = _tops(words)
        added = [_number(count + number, top, page, style, setter, rtl=rtl) for number, top in enumerate(tops, 1)]
        count += len(tops)
        added += _beside(words, page, style, setter, notes, told, rtl=rtl)
        pages.append(page.showing((*page.fragments, *added)))
    return replace(layout, pages=tuple(pages))


def _tops(words: list[Words]) -> list[float]:
    """Return the baselines of a page's lines, those side by side once."""
    found: list[float] = []
    for base in sorted(item.y + item.baseline for item in words):
        if not found or base - found[-1] > _NEAR:
            found.append(base)
    return found


def _number(number: int, base: float, page: Page, style: Style, setter: Setter, *, rtl: bool) -> Fragment:
    (words,) = _set(str(number), style, setter, NARROW)
    x = page.width - NARROW + _GAP / 2 if rtl else NARROW - _GAP / 2 - words.width
    return words.moved(x, base - words.baseline)


def _beside(
    words: list[Words], page: Page, style: Style, setter: Setter, notes: Mapping[NodeId, str], told: set[NodeId],
    *, rtl: bool,
) -> list[Fragment]:  # fmt: skip
    """Return the notes of nodes that start on a page, each as near to its line as the one above allows."""
    found: list[Fragment] = []
    free = 0.0
    left = _GAP if rtl else page.width - WIDE + _GAP
    for item in sorted(words, key=lambda item: item.y):
        if item.node not in notes or item.node in told:
            continue
        told.add(item.node)
        top = max(free, item.y + item.baseline - style.drop)
        for line in _set(notes[item.node], style, setter, WIDE - 2 * _GAP):
            found.append(line.moved(left, top))
            top += style.leading
        free = top + style.leading / 3
    return found


def _set(text: str, style: Style, setter: Setter, room: float) -> list[Words]:
    lines = setter.set(runs((Text(text=text),), style, _LANG, ""), room).lines
    return [Words(0, 0, line.width, style.leading, style.drop, line, artifact=BACKGROUND) for line in lines]
