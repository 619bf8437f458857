"""Fit: the parts of a leaflet find their pages or panels, first with less white, then in other places.

Comes in: pieces, each a part of the leaflet measured into slabs, and a paper format. Goes out: filled pages in reader's
order, or `TooLong`. It stands alone because here order of meaning becomes order of paper: what belongs on the back of
the folded leaflet is put there, and nothing runs on over a seam. Type is made smaller one floor above, by measuring
anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.memory import Of
from hsgleaflet.model.document import NodeId
from hsgleaflet.model.formats import Format
from hsgleaflet.typeset.fill import BACK, COVER, Filled, Filling, Overflow, best, fill
from hsgleaflet.typeset.slabs import NEVER, Slab

DISCLAIMER, FACTS = "disclaimer", "facts"
_WHOLE, _HELD, _LED = "whole", "held", "led"
"""Places of parts of a first page that is too full: a box that stays whole, that also stays under the title, or that
only begins there."""
_TIGHT = (1.0, 0.7)
"""Shares of the white between blocks that are tried."""
_SQUEEZED, _FACTS_FIRST = 400, 600
"""What it costs to set panels with less white, or facts before the key points: less than to tear a box."""
_TORN, _LESS_WHITE, _SHEET = 450, 100, 150
"""From which cost on a page break tears what should stay whole; what less white and one more sheet cost to mend it."""
_ABOVE_TITLE, _ABOVE_LAST = 0.3, 0.3
"""Shares of the spare height of a cover."""
_MOST_PAGES = 60
"""Nobody reads more; what is longer is not tried in one size after the other."""
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
        return sum([slab.before + slab.height for slab in self.slabs])


class Fitted(Struct, frozen=True):
    """Filled pages in reader's order; None stands for a page to write on.

    `relaxed`: the first page runs on, as it is so many points too full (`excess`).
    """

    pages: tuple[Filled | None, ...]
    relaxed: bool = False
    excess: float = 0


Closer = Callable[[int], Sequence[Piece]]
"""Measures so many of the first parts anew, closer."""


class TooLong(Exception):
    """What does not fit: the piece that no page can hold, or "" for all of it; by how many points."""

    def __init__(self, node: NodeId, excess: float) -> None:
        super().__init__(node, excess)
        self.node = node
        self.excess = excess


def fit(
    pieces: Sequence[Piece],
    paper: Format,
    heights: Sequence[float],
    *,
    torn: bool = False,
    closer: Closer | None = None,
) -> Fitted:
    """Return filled pages; page `n` has the height `heights[n]`, later ones that of the last.

    `torn` lets the back of the leaflet run over two pages of its sheets; a panel never does. `closer` is asked where
    the first page is too full.
    """
    room = _MOST_PAGES * max(heights)
    if (whole := sum(piece.height for piece in pieces)) > room:
        raise TooLong("", whole - room)
    if paper.is_fixed:
        return _panels(pieces, paper, heights)
    if paper.covers:
        return _covered(pieces, paper, heights, closer, torn=torn)
    return (_booklet if paper.scheme else _sheets)(pieces, paper, heights, torn=torn)


# ---------------------------------------------------------------- whole sheets


def _sheets(pieces: Sequence[Piece], paper: Format, heights: Sequence[float], *, torn: bool) -> Fitted:
    """Return as many pages as it takes; what cannot stand where it should moves on rather than stop the leaflet.

    Tried in turn, each with less white too: everything in its place; the back of the leaflet after the disclaimer;
    the first page running on to the second.
    """
    ways = (
        (list(map(_uncovered, order)) if relaxed else order, (share, share), relaxed)
        for relaxed in ((True,) if torn else (False, True))
        for order in _orders(pieces, torn=torn)
        for share in _TIGHT
    )
    return _settled(ways, lambda tried, shares: _even(tried, shares[0], paper, heights))


def _covered(
    pieces: Sequence[Piece], paper: Format, heights: Sequence[float], closer: Closer | None, *, torn: bool
) -> Fitted:
    """Return whole sheets whose first page holds all that keeps a reader safe who stops there.

    Where it is too full, it alone is set with less white, then closer; only then it runs on, with whole boxes if it
    can.
    """
    count = max((number for number, piece in enumerate(pieces, 1) if piece.place == COVER), default=0)
    ways = (
        ([*first, *order], (white, share), relaxed)
        for first, white, relaxed in _firsts(pieces[:count], heights[0], closer)
        for order in _orders(pieces[count:], torn=torn)
        for share in _TIGHT
    )

    def tried(parts: list[Piece], shares: tuple[float, float]) -> Filling:
        first, rest = _slabs(parts[:count], shares[0]), parts[count:]
        found = best([*first, *_slabs(rest, shares[1])], heights)
        return _bettered(found, first, rest, paper, heights, full=shares[0] == 1)

    fitted = _settled(ways, tried)
    if not fitted.relaxed:
        return fitted
    fronts = (pieces[:count], *([closer(count)] if closer else []))
    return replace(fitted, excess=min(_tall(front, _TIGHT[-1]) for front in fronts) - heights[0])


def _bettered(
    found: Filling,
    first: Sequence[Slab],
    rest: Sequence[Piece],
    paper: Format,
    heights: Sequence[float],
    *,
    full: bool,
) -> Filling:
    """Return the filling, or a better one where it tears a table or a box, or the first page is not `full` of white.

    Less white may save that or a sheet; one more page may be worth its paper.
    """
    count = len(found.pages)
    torn = any(page.slabs[0].penalty >= _TORN for page in found.pages[1:])
    if not torn and (full or paper.sheets(count) == paper.sheets(count - 1)):
        return found
    ways = [found]
    with suppress(Overflow):
        tight = best([*first, *_slabs(rest, _TIGHT[-1])], heights)
        ways.append(replace(tight, cost=tight.cost + _LESS_WHITE))
    with suppress(Overflow):
        ways.append(best([*first, *_slabs(rest, 1)], heights, (), count + 1))
    return min(ways, key=lambda way: way.cost + _SHEET * paper.sheets(len(way.pages)))


def _firsts(front: Sequence[Piece], height: float, closer: Closer | None) -> Iterator[tuple[list[Piece], float, bool]]:
    """Yield ways to set what the first page must hold, with their share of white, and whether it may run on."""
    ways = [(front, share) for share in _TIGHT]
    yield from ((list(front), share, False) for _, share in ways if _tall(front, share) <= height)
    if closer:
        near = closer(len(front))
        ways += [(near, share) for share in _TIGHT]
        yield from ((list(near), share, False) for share in _TIGHT if _tall(near, share) <= height)
    for pieces, share in ways:
        if _tall(pieces[:2], share) <= height:
            yield [_placed(piece, _HELD if number == 1 else _WHOLE) for number, piece in enumerate(pieces)], share, True
    parted = [_placed(piece, _LED if number == 1 else "") for number, piece in enumerate(ways[-1][0])]
    yield from ((parted, share, True) for share in _TIGHT)


def _tall(pieces: Sequence[Piece], share: float) -> float:
    """Return how high parts stand at the head of a page, with a share of their white."""
    slabs = [slab for piece in pieces for slab in piece.slabs]
    return sum(slab.before * share + slab.height for slab in slabs) - (slabs[0].before * share if slabs else 0)


def _placed(piece: Piece, place: str) -> Piece:
    return replace(piece, place=place)


def _settled(
    ways: Iterable[tuple[list[Piece], tuple[float, float], bool]],
    tried: Callable[[list[Piece], tuple[float, float]], Filling],
) -> Fitted:
    """Return the first way that fits, or raise what the first one was too long by."""
    problem: TooLong | None = None
    for pieces, shares, relaxed in ways:
        try:
            return Fitted(tuple(tried(pieces, shares).pages), relaxed)
        except Overflow as overflow:
            problem = problem or TooLong(_piece_at(pieces, overflow.index), overflow.excess)
    assert problem
    raise problem


def _even(pieces: Sequence[Piece], share: float, paper: Format, heights: Sequence[float], back: int = 0) -> Filling:
    """Return as few pages as it takes; on small or large-print sheets more where no paper is lost and less is torn.

    `back` is how many pages come after these.
    """
    ways = [_evened(_slabs(order, share), paper, heights, back) for order in _fronts(pieces)]
    return min(ways, key=lambda way: (len(way.pages), way.cost))


def _evened(slabs: Sequence[Slab], paper: Format, heights: Sequence[float], back: int) -> Filling:
    found = best(slabs, heights)
    count = len(found.pages)
    for least in range(count + 1, paper.whole(count + back) - back + 1):
        with suppress(Overflow):
            found = min(found, best(slabs, heights, (), least), key=lambda filling: filling.cost)
    return found


def _fronts(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the parts as they are read, and with the facts at a glance before the key points."""
    facts = [piece for piece in pieces if piece.place == FACTS]
    others = [piece for piece in pieces if piece.place != FACTS]
    return [list(pieces), *([[*others[:1], *facts, *others[1:]]] if facts else [])]


# ---------------------------------------------------------------- booklets


def _booklet(pieces: Sequence[Piece], paper: Format, heights: Sequence[float], *, torn: bool) -> Fitted:
    """Return pages in fours: the back has a page for itself, and pages for notes stand before it.

    What the leaflet says of itself stands on the back too where it fits there. Less white is taken where that saves a
    sheet that would hardly be printed on.
    """
    ways: list[list[Filled]] = []
    for share in _TIGHT:
        try:
            ways.append(_bound(pieces, share, paper, heights, torn=torn))
        except TooLong as problem:
            last = problem
    if not ways:
        raise last
    found, tight = ways[0], ways[-1]
    if paper.whole(len(found)) - len(found) > _MOST_NOTES:
        found = min(found, tight, key=lambda pages: paper.sheets(len(pages)))
    if paper.whole(len(found)) > paper.most:
        raise TooLong("", sum(page.used for page in found[paper.most :]))
    end = max(1, len(found) - (2 if torn else 1))
    notes = (None,) * (paper.whole(len(found)) - len(found))
    return Fitted((*found[:end], *notes, *found[end:]))


def _bound(
    pieces: Sequence[Piece], share: float, paper: Format, heights: Sequence[float], *, torn: bool
) -> list[Filled]:
    """Return the pages of a booklet without those for notes; the back keeps to its page, or to two where it is torn."""
    plain = [_uncovered(piece) for piece in pieces if piece.place not in (BACK, DISCLAIMER)]
    about = [piece for piece in pieces if piece.place == DISCLAIMER]
    back = [replace(piece, place="") for piece in pieces if piece.place == BACK]
    back = list(map(_phones_on_both, back)) if torn else back
    found: list[Filling] = []
    for front, end in ((plain, [*back, *about]), ([*plain, *about], back)):
        part = end
        try:
            last = fill(_slabs(part, share), heights) if part else []
            if len(last) > (2 if torn else 1):
                continue
            part = front
            inside = _even(part, share, paper, heights, len(last))
        except Overflow as overflow:
            raise TooLong(_piece_at(part, overflow.index), overflow.excess) from None
        found.append(Filling([*inside.pages, *last], inside.cost))
    if not found:
        raise TooLong(back[0].node, sum(piece.height for piece in back) - heights[-1])
    return min(found, key=lambda filling: paper.sheets(len(filling.pages))).pages


def _phones_on_both(piece: Piece) -> Piece:
    """Return the get-help part so that it runs over two pages only inside the band whose phone stands on both."""
    found: list[Slab] = []
    parted = False
    for slab in piece.slabs:
        if slab.torn:
            first = replace(slab.torn[0], before=slab.before, stretch=slab.stretch, penalty=slab.penalty)
            found += [first, *slab.torn[1:]]
        else:
            found.append(replace(slab, penalty=NEVER) if parted else slab)
        parted = parted or bool(slab.torn)
    return replace(piece, slabs=tuple(found))


def _orders(pieces: Sequence[Piece], *, torn: bool) -> Iterator[list[Piece]]:
    """Yield the parts with the back of the leaflet before the disclaimer, and after it; a torn back has no place."""
    back = [piece for piece in pieces if piece.place == BACK]
    front = [piece for piece in pieces if piece.place != BACK]
    if torn:
        yield [*front, *(_placed(piece, "") for piece in back)]
        return
    end = len(front)
    while end and front[end - 1].place == DISCLAIMER:
        end -= 1
    yield [*front[:end], *back, *front[end:]]
    yield [*front, *back]


def _uncovered(piece: Piece) -> Piece:
    """Return a part that need not stand on the first page."""
    return _placed(piece, "") if piece.place == COVER else piece


def _slabs(pieces: Sequence[Piece], share: float) -> list[Slab]:
    """Return the slabs of pieces with their place, and with a share of their white."""
    return [slab for piece in pieces for slab in _white(piece, share)]


_WHITE: Of[tuple[Slab, ...], tuple[Slab, ...]] = Of(500)


def _white(piece: Piece, share: float) -> tuple[Slab, ...]:
    place = piece.place if piece.place in (COVER, BACK) else ""
    found = _WHITE.get(piece.slabs, (piece.place, share))
    if found is None:
        made = (
            replace(
                slab, before=slab.before * share, place=place, opens=number == 0, penalty=_penalty(slab, number, piece)
            )
            for number, slab in enumerate(piece.slabs)
        )
        found = _WHITE.keep(piece.slabs, tuple(made), (piece.place, share))
    return found


def _penalty(slab: Slab, number: int, piece: Piece) -> int:
    """Return what it costs to break a page before a slab of a part: what stays whole is not broken."""
    bound = {_HELD: True, _WHOLE: number > 0, _LED: number == 0}.get(piece.place, False)
    return NEVER if bound else slab.penalty


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
    front = [_uncovered(piece) for piece in pieces if piece.place not in (BACK, DISCLAIMER)]
    fronts = [(_FACTS_FIRST * number, _spread(order, heights[0])) for number, order in enumerate(_fronts(front))]
    nothing: list[Piece] = []
    backs = ((nothing, [*back, *about]), (about, back))
    found: list[tuple[float, Fitted]] = []
    problems: list[TooLong] = []
    for share, (price, one), (end, last) in itertools.product(_TIGHT, fronts, backs):
        try:
            cost, fitted = _folded([*one, *end], last, paper, heights, flow, seams, share)
        except TooLong as problem:
            problems.append(problem)
        else:
            found.append((cost + price + (_SQUEEZED if share < 1 else 0), fitted))
    if not found:
        raise min(problems, key=lambda problem: (problem.node != "", problem.excess))
    return min(found, key=lambda way: way[0])[1]


def _spread(pieces: Sequence[Piece], height: float) -> list[Piece]:
    """Return the pieces with the spare white of the cover above the title and above what stands last on it."""
    count, spare = 0, height
    while count < len(pieces) and pieces[count].height <= spare:
        spare -= pieces[count].height
        count += 1
    spread = list(pieces)
    if 0 < count < len(pieces) and len(pieces[0].slabs) > 1:
        spread[0] = _lower(spread[0], 1, _ABOVE_TITLE * spare)
        spread[count - 1] = _lower(spread[count - 1], 0, _ABOVE_LAST * spare) if count > 1 else spread[0]
    return spread


def _lower(piece: Piece, index: int, white: float) -> Piece:
    slab = piece.slabs[index]
    lower = replace(slab, before=slab.before + white)
    return replace(piece, slabs=(*piece.slabs[:index], lower, *piece.slabs[index + 1 :]))


def _folded(
    front: Sequence[Piece], back: Sequence[Piece], paper: Format, heights: Sequence[float],
    flow: Sequence[int], seams: set[int], share: float,
) -> tuple[float, Fitted]:  # fmt: skip
    on_back = _filled(back, [heights[paper.back - 1]], set(), share) if back else Filling([], 0)
    inside = _filled(front, [heights[number - 1] for number in flow], seams, share)
    pages: dict[int, Filled | None] = dict.fromkeys(range(1, paper.most + 1))
    pages |= dict(zip(flow, inside.pages, strict=False))
    pages |= dict(zip([paper.back], on_back.pages, strict=False))
    return on_back.cost + inside.cost, Fitted(tuple(pages.values()))


def _filled(pieces: Sequence[Piece], heights: Sequence[float], seams: set[int], share: float) -> Filling:
    """Return a page for each height where the pieces can be parted so often, else fewer; raise TooLong for more."""
    slabs = _slabs(pieces, share)
    count = len(heights)
    for least in (count, 1):
        with suppress(Overflow):
            found = best(slabs, heights, seams, least)
            if len(found.pages) <= count:
                return found
    try:
        fill(slabs, heights)
    except Overflow as overflow:
        raise TooLong(_piece_at(pieces, overflow.index), overflow.excess) from None
    raise TooLong("", sum(slab.before + slab.height for slab in slabs[_fitting(slabs, heights, seams) :]))


def _fitting(slabs: Sequence[Slab], heights: Sequence[float], seams: set[int]) -> int:
    """Return how many of the slabs, from the first, fit on pages of these heights."""
    fitting, beyond = 0, len(slabs)
    while beyond - fitting > 1:
        middle = (fitting + beyond) // 2
        try:
            holds = len(fill(slabs[:middle], heights, seams)) <= len(heights)
        except Overflow:
            holds = False
        fitting, beyond = (middle, beyond) if holds else (fitting, middle)
    return fitting
