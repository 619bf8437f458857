"""The print shop: pages or sides of sheets with the room that a cutter needs, and marks outside of them.

Comes in: a Layout, how it is folded, the bleed. Goes out: a Layout whose pages know where they are cut. It stands alone
because a shop imposes by itself: it wants single pages in order, and whole sides only of what is folded and not bound.
"""

from __future__ import annotations

from msgspec.structs import replace

from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Layout, Page
from hsgleaflet.units import MM
from hsgleaflet.write.impose import HAIRLINE, SADDLE, sides, upright

_OFFSET, _LENGTH, _AIR = 3 * MM, 5 * MM, 2 * MM
"""From the cut to its marks, along them, and from them to the edge."""
_DASH = 1 * MM
_TOLERANCE = 0.01


def for_shop(layout: Layout, scheme: str, *, rtl: bool, bleed: float) -> Layout:
    """Return the pages of a print-shop file: single ones in order, or both sides of a sheet that is folded."""
    if scheme and scheme != SADDLE:
        pages = tuple(_marked(side.page, side.folds, bleed) for side in sides(layout, scheme, rtl=rtl))
    else:
        pages = tuple(_marked(page, (), bleed) for page in layout.pages)
    return Layout(layout.format, pages, layout.problems)


def _marked(page: Page, folds: tuple[float, ...], bleed: float) -> Page:
    offset = max(_OFFSET, bleed)
    edge = offset + _LENGTH + _AIR
    inside = [_bled(fragment, page, bleed).moved(edge, edge) for fragment in page.fragments]
    width, height = page.width + 2 * edge, page.height + 2 * edge
    marks: list[Fragment] = []
    for top in (_AIR, height - _AIR - _LENGTH):
        marks += [upright(x, top, _LENGTH, "text") for x in (edge, width - edge)]
        marks += [
            upright(edge + fold, top + at * _DASH, _DASH, "text")
            for fold in folds
            for at in range(0, round(_LENGTH / _DASH), 2)
        ]
    marks += [_level(left, y) for left in (_AIR, width - _AIR - _LENGTH) for y in (edge, height - edge)]
    return Page.of(width, height, (*inside, *marks), trim=edge, bleed=bleed)


def _level(left: float, y: float) -> Box:
    return Box(left, y - HAIRLINE / 2, _LENGTH, HAIRLINE, "text", artifact=PAGINATION)


def _bled(fragment: Fragment, page: Page, bleed: float) -> Fragment:
    """Return a coloured ground that reaches the edge of the page, carried on to where the knife may slip."""
    if not isinstance(fragment, Box) or not fragment.fill:
        return fragment
    left = bleed if fragment.x <= _TOLERANCE else 0.0
    top = bleed if fragment.y <= _TOLERANCE else 0.0
    right = bleed if fragment.x + fragment.width >= page.width - _TOLERANCE else 0.0
    bottom = bleed if fragment.y + fragment.height >= page.height - _TOLERANCE else 0.0
    return replace(
        fragment,
        x=fragment.x - left,
        y=fragment.y - top,
        width=fragment.width + left + right,
        height=fragment.height + top + bottom,
    )
