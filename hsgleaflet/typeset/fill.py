"""Fill: slabs are dealt onto pages, so that pages are even and nothing that belongs together is parted.

Comes in: slabs and the height of a page's text area. Goes out: for each page its fragments, relative to the area's top
left corner. It stands alone: it knows neither text nor themes. The breaks are chosen together for the whole document
(after Knuth and Plass), with as few pages as it needs and the spare room shared evenly between them.

Two places can be bound: slabs marked `cover` must end on the first page, those marked `back` must all stand on the
last one. Pages named as seams begin with a part of the leaflet.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterator, Sequence
from math import inf

from msgspec import Struct

from hsgleaflet.memory import Memory
from hsgleaflet.typeset.layout import Fragment, Run
from hsgleaflet.typeset.slabs import NEVER, Slab, painted_panels, torn_pad

COVER, BACK = "cover", "back"
_TOLERANCE = 0.01
_UNEVEN = 4000
"""Cost of a page that is wholly empty; grows with the square of the empty share."""
_MOST_STRETCH = 0.9
"""How much of itself a space may grow."""


class Overflow(Exception):
    """A piece that no page can hold: the index of its first slab, and by how many points it is too tall."""

    def __init__(self, index: int, excess: float) -> None:
        super().__init__(index, excess)
        self.index = index
        self.excess = excess


class Filling(Struct, frozen=True):
    """Filled pages and what their breaks and empty parts cost."""

    pages: list[Filled]
    cost: float


class Filled(Struct, frozen=True):
    """What stands on one page: slabs and their tops in the text area, and the height they use, in points.

    `above` and `below` are the white that a panel keeps which is torn at its head or foot.
    """

    slabs: tuple[Slab, ...]
    tops: tuple[float, ...]
    used: float
    above: float = 0
    below: float = 0

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Everything on the page, relative to the text area."""
        return tuple(itertools.chain.from_iterable(run.fragments for run in self.runs(0, 0)))

    def runs(self, x: float, y: float) -> tuple[Run, ...]:
        """Return what stands on a page whose text area has its top left corner here, part by part."""
        starts = [n for n, slab in enumerate(self.slabs) if not n or (slab.opens and not self._held(n))]
        return tuple(self._run(a, b, x, y) for a, b in itertools.pairwise((*starts, len(self.slabs))))

    def _held(self, index: int) -> bool:
        """Return whether a slab stands in one panel with the slab above it."""
        return any(panel in self.slabs[index].panels for panel in self.slabs[index - 1].panels)

    def _run(self, start: int, end: int, x: float, y: float) -> Run:
        slabs, tops = self.slabs[start:end], self.tops[start:end]
        above = None if start else self.above
        bottom = round(self.used + self.below, 2) if end == len(self.slabs) else None
        key = (tuple(map(id, slabs)), tops, x, y, above, bottom)
        known = _RUNS.get(key)
        if known is not None:
            run = known[1]
            if not run.lasting:  # met again, so worth remembering what becomes of it
                run = _RUNS.keep(key, (slabs, Run(run.fragments, lasting=True)))[1]
            return run
        run = Run(tuple([item.moved(x, y) for item in _placed(slabs, tops, above, bottom)]))
        return _RUNS.keep(key, (slabs, run))[1]


_RUNS: Memory[Hashable, tuple[tuple[Slab, ...], Run]] = Memory(1000)
"""Placed parts by the identity of their slabs, which are kept with them so that their ids stay their own."""


def _placed(
    slabs: Sequence[Slab], tops: Sequence[float], above: float | None, bottom: float | None
) -> Iterator[Fragment]:
    """Yield panels and items; `above` is given at the head of a page, `bottom` where panels end at its foot."""
    bounds = [(top, top + slab.height) for slab, top in zip(slabs, tops, strict=True)]
    if above:
        bounds[0] = (0.0, bounds[0][1])
    if bottom is not None:
        bounds[-1] = (bounds[-1][0], bottom)
    yield from painted_panels(slabs, bounds)
    if above is not None and slabs[0].header:
        yield from slabs[0].header.items
    for slab, top in zip(slabs, tops, strict=True):
        yield from (item.moved(0, top) for item in slab.items)


def fill(slabs: Sequence[Slab], heights: Sequence[float], seams: Collection[int] = (), least: int = 1) -> list[Filled]:
    """Return filled pages, as few as it takes but `least`; page `n` has the height `heights[n]`, later ones the last.

    `seams` are the pages, counted from 0, that must begin with a part of the leaflet. Raises `Overflow` when a piece
    that must not be parted is taller than its page.
    """
    return best(slabs, heights, seams, least).pages


def best(slabs: Sequence[Slab], heights: Sequence[float], seams: Collection[int] = (), least: int = 1) -> Filling:
    """Return filled pages as `fill` does, with their cost, so that ways of setting a leaflet can be compared."""
    tears = _tears(slabs)
    measures = tuple(
        [(s.before, s.height, s.stretch, s.penalty, s.place, s.opens, s.header and s.header.height) for s in slabs]
    )
    key = (measures, tuple(tears), tuple(heights), frozenset(seams), least)
    cost, places = _FOUND.get(key) or _FOUND.keep(key, _best(slabs, tears, heights, seams, least))
    pages = [Filled(tuple(slabs[place.start : place.end]), *place.white) for place in places]
    return Filling(pages, cost)


class _Place(Struct, frozen=True):
    """Which slabs stand on a page, and what `Filled` tells of it besides them."""

    start: int
    end: int
    white: tuple[tuple[float, ...], float, float, float]


_FOUND: Memory[Hashable, tuple[float, tuple[_Place, ...]]] = Memory(500)
"""Pages filled before: slabs of the same heights and penalties stand alike, whatever they say."""


def _best(
    slabs: Sequence[Slab], tears: Sequence[float], heights: Sequence[float], seams: Collection[int], least: int
) -> tuple[float, tuple[_Place, ...]]:
    cost, bounds = _Breaks(slabs, heights, seams).best(least)
    return cost, tuple(
        _Place(a, b, _whites(slabs[a:b], _height(heights, number), tears[a], tears[b]))
        for number, (a, b) in enumerate(itertools.pairwise(bounds))
    )


def _tears(slabs: Sequence[Slab]) -> list[float]:
    """Return the white that a page which ends, or begins, before each slab must keep inside a torn panel."""
    inside = [
        torn_pad(above, below) if above.panels and below.panels else 0.0 for above, below in itertools.pairwise(slabs)
    ]
    return [0.0, *inside, 0.0][: len(slabs) + 1]


def _height(heights: Sequence[float], number: int) -> float:
    return heights[min(number, len(heights) - 1)]


class _Breaks:
    def __init__(self, slabs: Sequence[Slab], heights: Sequence[float], seams: Collection[int]) -> None:
        self.slabs = slabs
        self.heights = heights
        self.seams = seams
        self.tears = _tears(slabs)
        self.sums = [0.0]
        for slab in slabs:
            self.sums.append(self.sums[-1] + slab.before + slab.height)
        self.legal = [0, *(i for i in range(1, len(slabs)) if slabs[i].penalty < NEVER), len(slabs)]
        self.cover_end = max((i + 1 for i, slab in enumerate(slabs) if slab.place == COVER), default=0)
        self.back_start = min((i for i, slab in enumerate(slabs) if slab.place == BACK), default=len(slabs))

    def tall(self, start: int, end: int) -> float:
        """Return the height of slabs start..end at the top of a page."""
        first = self.slabs[start]
        top = first.header.height if first.header else self.tears[start]
        return self.sums[end] - self.sums[start] - first.before + top + self.tears[end]

    def best(self, least: int) -> tuple[float, tuple[int, ...]]:
        """Return the cost of the breaks, the indices at which pages start, and the end."""
        if self._back() > max(self.heights) + _TOLERANCE:
            raise self._overflow()
        # reached[i]: the cheapest way to end a page before slab i, as (cost, bounds so far)
        reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
        for number in range(len(self.slabs) + 1):
            height = _height(self.heights, number)
            done = self._finished(reached, number, height)
            if done and number + 1 >= least:
                return done
            reached = self._next(reached, number, height)
            if not reached:
                break
        raise self._overflow()

    def _back(self) -> float:
        """Return the least height of what must stand on the last page together."""
        first = self.slabs[self.back_start].before if self.back_start < len(self.slabs) else 0.0
        return self.sums[-1] - self.sums[self.back_start] - first

    def _finished(
        self, reached: dict[int, tuple[float, tuple[int, ...]]], number: int, height: float
    ) -> tuple[float, tuple[int, ...]] | None:
        """Return cost and bounds when this page can be the last."""
        end = len(self.slabs)
        best: tuple[float, tuple[int, ...]] = (inf, ())
        for start, (cost, bounds) in reached.items():
            if start > self.back_start or (number == 0 and start) or start == end:
                continue
            spare = height - self.tall(start, end)
            if spare >= -_TOLERANCE and (total := cost + _emptiness(spare, height)) < best[0]:
                best = (total, (*bounds, end))
        return best if best[1] else None

    def _next(
        self, reached: dict[int, tuple[float, tuple[int, ...]]], number: int, height: float
    ) -> dict[int, tuple[float, tuple[int, ...]]]:
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, bounds) in reached.items():
            for at in range(bisect_right(self.legal, start), len(self.legal) - 1):
                end = self.legal[at]
                if number == 0 and end < self.cover_end:
                    continue
                if number + 1 in self.seams and not self.slabs[end].opens:
                    continue
                spare = height - self.tall(start, end)
                if spare < -_TOLERANCE:
                    break
                total = cost + _emptiness(spare, height) + self.slabs[end].penalty
                if total < found.get(end, (inf,))[0]:
                    found[end] = (total, (*bounds, end))
        return found

    def _overflow(self) -> Overflow:
        worst = Overflow(0, 0.0)
        for start, end in zip(self.legal, self.legal[1:], strict=False):
            for number in range(min(len(self.heights), 2)):
                excess = self.tall(start, end) - _height(self.heights, number)
                if excess > worst.excess:
                    worst = Overflow(start, excess)
        if worst.excess <= 0:
            has_back = self.back_start < len(self.slabs)
            index = self.back_start if has_back else 0
            tall = self.tall(index, len(self.slabs)) if has_back else self.tall(0, max(self.cover_end, 1))
            worst = Overflow(index, max(0.0, tall - min(self.heights)))
        return worst


def _emptiness(spare: float, height: float) -> float:
    return _UNEVEN * (max(spare, 0.0) / height) ** 2


def _whites(
    slabs: Sequence[Slab], height: float, above: float, below: float
) -> tuple[tuple[float, ...], float, float, float]:
    """Return where slabs stand on a page, the height that they use, the white that panels keep at head and foot."""
    header = slabs[0].header
    y = header.height if header else above
    tops: list[float] = []
    for slab, gap in zip(slabs, _gaps(slabs, height - y - below), strict=True):
        y += gap
        tops.append(round(y, 2))  # as exact as a PDF says it: what differs by less is the same place
        y += slab.height
    return tuple(tops), y, above, below


def _gaps(slabs: Sequence[Slab], height: float) -> list[float]:
    """Return the space above each slab, grown a little where that fills the page."""
    gaps = [slab.before for slab in slabs]
    weights = [slab.stretch for slab in slabs]
    gaps[0] = weights[0] = 0.0
    spare = height - sum(gaps) - sum([slab.height for slab in slabs])
    total = sum(weights)
    if spare <= 0 or not total:
        return gaps
    share = spare / total
    return [gap + min(share * weight, gap * _MOST_STRETCH) for gap, weight in zip(gaps, weights, strict=True)]
