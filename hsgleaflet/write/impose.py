"""Impose: pages in the reader's order become the sides of sheets that fold into a booklet or a leaflet of panels.

Comes in: a Layout, how it is folded, its direction. Goes out: for each side of each sheet a page and where it is
folded; `impose` makes of them the Layout that an office prints. It stands alone: it moves fragments and knows nothing
of PDF, so that folding is tested as geometry.

All sheets are turned over their short edge, so that side B has the folds of side A, mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import pi

from msgspec import Struct

from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Layout, Page
from hsgleaflet.units import MM

SADDLE, TRIFOLD, ZFOLD = "saddle", "trifold", "zfold"
SCHEMES = (SADDLE, TRIFOLD, ZFOLD)
THICKNESS = 0.104 * MM
"""One leaf of office paper of 80 g/m2, in points."""
_CREEP_FROM = 0.5 * MM
"""Less than this the innermost pages of a booklet may stand out before the cut."""
_PANELS = ((5, 6, 1), (2, 3, 4))
"""Panels of both sides, left to right: the cover is on the right of the outside, the flap that folds in on its left."""
HAIRLINE = 0.25
_TICK_EDGE, _TICK_LENGTH = 6.4 * MM, 3 * MM
"""Ticks begin where every office printer prints, and end above the text."""


class Side(Struct, frozen=True):
    """One side of a sheet, and how far from its left edge it is folded, in points."""

    page: Page
    folds: tuple[float, ...]


def impose(layout: Layout, scheme: str, *, rtl: bool, thickness: float = THICKNESS) -> Layout:
    """Return the sides of sheets as they are printed, front and back in turn, with ticks where they are folded."""
    made = sides(layout, scheme, rtl=rtl, thickness=thickness)
    ticked = {0, len(made) - 1} if scheme == SADDLE else range(len(made))
    pages = (_ticked(side) if number in ticked else side.page for number, side in enumerate(made))
    return Layout(layout.format, tuple(pages), layout.problems)


def sides(layout: Layout, scheme: str, *, rtl: bool, thickness: float = THICKNESS) -> tuple[Side, ...]:
    """Return the sides of sheets without marks; raise ValueError for pages that do not fill them."""
    step = creep(len(layout.pages), thickness) if scheme == SADDLE else 0.0
    rows = order(len(layout.pages), scheme, rtl=rtl)
    return tuple(_side([layout.pages[page - 1] for page in row], step * (n // 2)) for n, row in enumerate(rows))


def order(pages: int, scheme: str, *, rtl: bool) -> tuple[tuple[int, ...], ...]:
    """Return the page numbers of each side from left to right; raise ValueError for pages that do not fill them."""
    if scheme == SADDLE:
        if pages < 4 or pages % 4:
            raise ValueError(f"a booklet has a multiple of 4 pages, not {pages}")
        rows = [row for sheet in range(pages // 4) for row in _sheet(pages, 2 * sheet)]
    else:
        if pages != 6:
            raise ValueError(f"a sheet folded twice has 6 panels, not {pages}")
        rows = list(_PANELS)
    return tuple(row[::-1] for row in rows) if rtl else tuple(rows)


def _sheet(pages: int, outer: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return front and back of a sheet of a booklet that has `outer` pages outside of it at either end."""
    return (pages - outer, 1 + outer), (2 + outer, pages - 1 - outer)


def creep(pages: int, thickness: float) -> float:
    """Return by how many points each sheet of a booklet moves its pages nearer the fold than the one around it.

    Paper lies round the fold in half circles, so each sheet reaches half a circumference less far around it. Nothing
    moves while all sheets together stay below half a millimetre.
    """
    step = pi / 2 * thickness
    return step if step * (pages // 4 - 1) >= _CREEP_FROM else 0.0


def _side(row: Sequence[Page], inwards: float) -> Side:
    """Return pages beside each other, moved `inwards` to the fold between them."""
    edges = list(accumulate((page.width for page in row), initial=0.0))
    shifts = [inwards, -inwards] if inwards else [0.0] * len(row)
    fragments: list[Fragment] = []
    for page, left, shift in zip(row, edges, shifts, strict=False):
        fragments += [fragment.moved(left + shift, 0) for fragment in page.fragments]
    return Side(Page.of(edges[-1], row[0].height, fragments), tuple(edges[1:-1]))


def _ticked(side: Side) -> Page:
    page = side.page
    tops = (_TICK_EDGE, page.height - _TICK_EDGE - _TICK_LENGTH)
    ticks = [upright(fold, top, _TICK_LENGTH, "rule") for fold in side.folds for top in tops]
    return page.showing((*page.fragments, *ticks))


def upright(x: float, top: float, length: float, ink: str) -> Box:
    """Return a hairline that stands at `x`."""
    return Box(x - HAIRLINE / 2, top, HAIRLINE, length, ink, artifact=PAGINATION)
