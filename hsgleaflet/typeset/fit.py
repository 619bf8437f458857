"""Fit: the parts of a leaflet find their pages or panels, first with less white, then in other places.

Comes in: pieces, each a part of the leaflet measured into slabs, and a paper format. Goes out: filled pages in reader's
order, or `TooLong`. It stands alone because here order of meaning becomes order of paper: what belongs on the back of
the folded leaflet is put there, and nothing runs on over a seam. Type is made smaller one floor above, by measuring
anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.document import Block, Callout, Document, NodeId, Section, plain
from hsgleaflet.model.formats import Format
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import Problem
from hsgleaflet.typeset.fill import BACK, COVER, Filled, Filling, Overflow, best, fill
from hsgleaflet.typeset.slabs import Slab

DISCLAIMER, FACTS = "disclaimer", "facts"
_TIGHT = (1.0, 0.7)
"""Shares of the white between blocks that are tried."""
_SQUEEZED, _FACTS_FIRST = 400, 600
"""What it costs to set panels with less white, or facts before the key points: less than to tear a box."""
_ABOVE_TITLE, _ABOVE_FACTS = 0.3, 0.4
"""Shares of the spare height of a cover."""
_LINE = 16
"""A line and its share of white, in points, where lines too many are counted."""
TOO_LONG = {"L001", "L006"}
"""The codes of what does not fit: one part, the whole leaflet."""
_NAMED = 3
"""How many of the longest parts are named where a leaflet does not fit."""
_MOST_NOTES = 2
"""Pages for notes at the end of a booklet, from which on a sheet is saved where less white does that."""


class Piece(Struct, frozen=True):
    """A part of the leaflet, its slabs and its place: `cover`, `back`, `disclaimer`, `facts` or anywhere."""

    node: NodeId
    slabs: tuple[Slab, ...]
    place: str = ""

    @property
    def height(self) -> float:
        """How tall it is, in points."""
        return sum(slab.before + slab.height for slab in self.slabs)


class Fitted(Struct, frozen=True):
    """Filled pages in reader's order; None stands for a page to write on. `relaxed`: the first page runs on."""

    pages: tuple[Filled | None, ...]
    relaxed: bool = False


class TooLong(Exception):
    """What does not fit: the piece that no page can hold, or "" for all of it; by how many points."""

    def __init__(self, node: NodeId, excess: float) -> None:
        super().__init__(node, excess)
        self.node = node
        self.excess = excess


def fit(pieces: Sequence[Piece], paper: Format, heights: Sequence[float]) -> Fitted:
    """Return filled pages; page `n` has the height `heights[n]`, later ones that of the last."""
    return _panels(pieces, paper, heights) if paper.is_fixed else _sheets(pieces, paper, heights)


# ---------------------------------------------------------------- what is too long


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


# ---------------------------------------------------------------- whole sheets


def _sheets(pieces: Sequence[Piece], paper: Format, heights: Sequence[float]) -> Fitted:
    """Return as many pages as it takes; what cannot stand where it should moves on rather than stop the leaflet.

    Tried in turn, each with less white too: everything in its place; the back of the leaflet after the disclaimer;
    the first page running on to the second; the back running on too.
    """
    last: Overflow | None = None
    for tried, relaxed in _orders(pieces):
        for share in _TIGHT:
            try:
                pages = _even(tried, share, paper, heights)
            except Overflow as overflow:
                last = last or overflow
                failed = tried
                continue
            if share == 1.0 and paper.step > 2 and paper.whole(len(pages)) - len(pages) > _MOST_NOTES:
                pages = _fewer_sheets(tried, pages, paper, heights)
            if paper.most and paper.whole(len(pages)) > paper.most:
                raise TooLong("", sum(page.used for page in pages[paper.most :]))
            return Fitted(_padded(pages, paper), relaxed)
    assert last
    raise TooLong(_piece_at(failed, last.index), last.excess)


def _even(pieces: Sequence[Piece], share: float, paper: Format, heights: Sequence[float]) -> list[Filled]:
    """Return as few pages as it takes; on small or large-print sheets more where no paper is lost and less is torn."""
    slabs = _slabs(pieces, share)
    found = best(slabs, heights)
    if paper.covers:
        return found.pages
    count = len(found.pages)
    for least in range(count + 1, paper.whole(count) + 1):
        with suppress(Overflow):
            found = min(found, best(slabs, heights, (), least), key=lambda filling: filling.cost)
    return found.pages


def _fewer_sheets(tried: Sequence[Piece], pages: list[Filled], paper: Format, heights: Sequence[float]) -> list[Filled]:
    """Return the pages with less white where that saves a sheet of a booklet, else those there were."""
    tight = fill(_slabs(tried, _TIGHT[-1]), heights)
    return tight if paper.sheets(len(tight)) < paper.sheets(len(pages)) else pages


def _padded(pages: Sequence[Filled], paper: Format) -> tuple[Filled | None, ...]:
    """Return the pages of a booklet with pages for notes before the last one; sheets leave their last side empty."""
    spare = paper.whole(len(pages)) - len(pages) if paper.scheme else 0
    return (*pages[:-1], *(None,) * spare, pages[-1]) if len(pages) > 1 else (*pages, *(None,) * spare)


def _orders(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], bool]]:
    back = [piece for piece in pieces if piece.place == BACK]
    front = [piece for piece in pieces if piece.place != BACK]
    end = len(front)
    while end and front[end - 1].place == DISCLAIMER:
        end -= 1
    in_place, last = [*front[:end], *back, *front[end:]], [*front, *back]
    yield in_place, False
    yield last, False
    for order in (in_place, last):
        yield [replace(piece, place="") if piece.place == COVER else piece for piece in order], True
    yield [replace(piece, place="") for piece in last], True


def _slabs(pieces: Sequence[Piece], share: float) -> list[Slab]:
    """Return the slabs of pieces with their place, and with a share of their white."""
    found = []
    for piece in pieces:
        place = piece.place if piece.place in (COVER, BACK) else ""
        for number, slab in enumerate(piece.slabs):
            found.append(replace(slab, before=slab.before * share, place=place, opens=number == 0))
    return found


def _piece_at(pieces: Sequence[Piece], index: int) -> NodeId:
    for piece in pieces:
        if index < len(piece.slabs):
            return piece.node
        index -= len(piece.slabs)
    return ""


# ---------------------------------------------------------------- panels


def _panels(pieces: Sequence[Piece], paper: Format, heights: Sequence[float]) -> Fitted:
    """Return the panels of a fold; the back holds what must be seen when it is folded.

    The best is taken of: with less white or not; what the leaflet says of itself on the back or in the flow; the facts
    at a glance after the key points, or before them where those do not fit on the cover.
    """
    flow = [number for number in range(1, paper.most + 1) if number != paper.back]
    seams = {flow.index(number) for number in paper.seams if number in flow}
    back = [piece for piece in pieces if piece.place == BACK]
    about = [piece for piece in pieces if piece.place == DISCLAIMER]
    front = [replace(piece, place="") for piece in pieces if piece.place not in (BACK, DISCLAIMER)]
    facts = [replace(piece, place="") for piece in pieces if piece.place == FACTS]
    others = [piece for piece in front if piece not in facts]
    fronts = [(0, front)]
    if facts:
        fronts.append((_FACTS_FIRST, _spread(others[0], facts[0], others[1:], heights[0])))
    nothing: list[Piece] = []
    backs = ((nothing, [*back, *about]), (about, back))
    found: list[tuple[float, Fitted]] = []
    for share, (price, one), (end, last) in itertools.product(_TIGHT, fronts, backs):
        try:
            cost, fitted = _folded([*one, *end], last, paper, heights, flow, seams, share)
        except TooLong as problem:
            worst = problem
        else:
            found.append((cost + price + (_SQUEEZED if share < 1 else 0), fitted))
    if not found:
        raise worst
    return min(found, key=lambda way: way[0])[1]


def _spread(cover: Piece, facts: Piece, others: Sequence[Piece], height: float) -> list[Piece]:
    """Return the pieces, title and facts with white between them where they have the cover for themselves."""
    spare = height - cover.height - facts.height
    if spare <= 0 or len(cover.slabs) < 2 or not others or others[0].height < spare:
        return [cover, facts, *others]
    masthead, title, *rest = cover.slabs
    title = replace(title, before=title.before + _ABOVE_TITLE * spare)
    first, *below = facts.slabs
    first = replace(first, before=first.before + _ABOVE_FACTS * spare)
    return [replace(cover, slabs=(masthead, title, *rest)), replace(facts, slabs=(first, *below)), *others]


def _folded(
    front: Sequence[Piece], back: Sequence[Piece], paper: Format, heights: Sequence[float],
    flow: Sequence[int], seams: set[int], share: float,
) -> tuple[float, Fitted]:  # fmt: skip
    on_back = _filled(back, [heights[paper.back - 1]], set(), 1, share) if back else Filling([], 0)
    inside = _filled(front, [heights[number - 1] for number in flow], seams, len(flow), share)
    over = [*on_back.pages[1:], *inside.pages[len(flow) :]]
    if over:
        raise TooLong("", sum(page.used for page in over))
    pages: dict[int, Filled | None] = dict.fromkeys(range(1, paper.most + 1))
    pages |= dict(zip(flow, inside.pages, strict=False))
    pages |= dict(zip([paper.back], on_back.pages, strict=False))
    return on_back.cost + inside.cost, Fitted(tuple(pages.values()))


def _filled(pieces: Sequence[Piece], heights: Sequence[float], seams: set[int], count: int, share: float) -> Filling:
    """Return pages, exactly `count` where the pieces can be parted so often; more where they are too long.

    Where they fit but for a seam, the page before it is too short by some lines: so many are told.
    """
    slabs = _slabs(pieces, share)
    for least in (count, 1):
        with suppress(Overflow):
            return best(slabs, heights, seams, least)
    try:
        pages = fill(slabs, heights)
    except Overflow as overflow:
        raise TooLong(_piece_at(pieces, overflow.index), overflow.excess) from None
    over = sum(page.used for page in pages) - sum(heights[:count])
    raise TooLong("", max(over, _lacking(slabs, heights, seams)))


def _lacking(slabs: Sequence[Slab], heights: Sequence[float], seams: set[int]) -> float:
    """Return by how many points every page would have to be taller for the slabs to fit with their seams."""
    for more in range(_LINE, 40 * _LINE, _LINE):
        with suppress(Overflow):
            taller = fill(slabs, [height + more for height in heights], seams)
            if len(taller) <= len(heights):
                return more
    return sum(heights)
