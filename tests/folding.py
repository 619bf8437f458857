"""Paper on a table: printed sheets that are turned, laid on each other, folded and opened as hands do it.

In: the sides of sheets as a Layout has them, marked by `reading_pages`. Out: which page lies where, seen from above,
and whether it stands upright. It stands alone: it shares nothing with the program but fragments, so that it can show
that an order of pages is wrong.

A sheet has one coordinate system, that of side A as it is printed. The printer turns the paper before it prints side
B; how it does so decides where on the paper a mark of side B lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hsgleaflet.typeset.layout import Box, Layout, Page

SHORT, LONG = "short edge", "long edge"
_FIRST, _LAST = "first", "last"


def reading_pages(sizes: Sequence[tuple[float, float]]) -> Layout:
    """Pages in the reader's order; each has its number at its top left and bottom right corner."""
    return Layout(
        "test",
        tuple(
            Page.of(
                width, height, (Box(10, 12, 4, 4, f"{_FIRST} {n}"), Box(width - 14, height - 16, 4, 4, f"{_LAST} {n}"))
            )
            for n, (width, height) in enumerate(sizes, 1)
        ),
    )


@dataclass(frozen=True)
class Seen:
    """A page as it is seen: its number, its left and right edge on the table, whether it can be read."""

    page: int
    left: float
    right: float
    upright: bool


@dataclass(frozen=True)
class Leaf:
    """A part of a sheet between folds. On the table a point of it lies at `sign` * x + `shift`; +1 has side A up."""

    left: float
    right: float
    height: float
    front: tuple[tuple[str, float, float], ...]
    back: tuple[tuple[str, float, float], ...]
    sign: int = 1
    shift: float = 0.0

    def edges(self) -> tuple[float, float]:
        ends = sorted((self.sign * self.left + self.shift, self.sign * self.right + self.shift))
        return ends[0], ends[1]

    def turned(self, line: float) -> "Leaf":
        """The same leaf turned over about a line on the table."""
        return replace(self, sign=-self.sign, shift=2 * line - self.shift)

    def seen(self) -> Seen:
        """The page on its upper face, read from its marks."""
        marks = self.front if self.sign > 0 else self.back
        placed = {name.split()[0]: (self.sign * x + self.shift, y) for name, x, y in marks}
        pages = {name.split()[1] for name, _, _ in marks}
        assert len(marks) == 2, f"{len(marks)} marks on one face: {marks}"
        assert len(pages) == 1, f"one face shows pages {pages}"
        first, last = placed[_FIRST], placed[_LAST]
        left, right = self.edges()
        assert left < first[0] < right
        return Seen(int(pages.pop()), left, right, first[0] < last[0] and first[1] < last[1])


Stack = list[Leaf]
"""Leaves on the table, the lowest first."""


def printed(front: Page, back: Page, folds: Sequence[float], turned_over: str = SHORT) -> Stack:
    """One sheet, flat, side A up: both sides printed, the paper turned over by the printer in between."""
    assert (front.width, front.height) == (back.width, back.height)

    def on_paper(x: float, y: float) -> tuple[float, float]:
        return (front.width - x, y) if turned_over == SHORT else (x, front.height - y)

    marks = [
        [(f.fill, f.x + 2, f.y + 2) for f in page.fragments if isinstance(f, Box) and _is_mark(f)]
        for page in (front, back)
    ]
    behind = [(name, *on_paper(x, y)) for name, x, y in marks[1]]
    edges = [0.0, *folds, front.width]
    return [
        Leaf(
            left, right, front.height,
            tuple(mark for mark in marks[0] if left < mark[1] < right),
            tuple(mark for mark in behind if left < mark[1] < right),
        )
        for left, right in pairwise(edges)
    ]  # fmt: skip


def _is_mark(box: Box) -> bool:
    return box.fill.startswith((_FIRST, _LAST))


def turned(stack: Stack) -> Stack:
    """The whole stack turned over sideways, as one turns a page."""
    lines = [edge for leaf in stack for edge in leaf.edges()]
    middle = (min(lines) + max(lines)) / 2
    return [leaf.turned(middle) for leaf in reversed(stack)]


def folded(stack: Stack, line: float, part: str, *, under: bool = False) -> Stack:
    """What lies to the `left` or `right` of a line, folded about it over the rest, or under it."""
    moves = [
        leaf for leaf in stack if (leaf.edges()[1] <= line + 0.01 if part == "left" else leaf.edges()[0] >= line - 0.01)
    ]
    stays = [leaf for leaf in stack if leaf not in moves]
    assert moves
    assert stays
    flipped = [leaf.turned(line) for leaf in reversed(moves)]
    return flipped + stays if under else stays + flipped


def opened(stack: Stack, leaves: int, spine: float) -> Stack:
    """A bound stack with its upper leaves turned over the spine."""
    turning = stack[len(stack) - leaves :]
    return stack[: len(stack) - leaves] + [leaf.turned(spine) for leaf in reversed(turning)]


def view(stack: Stack) -> list[Seen]:
    """The pages seen from above, from left to right: those that nothing above covers at their middle."""
    seen: list[Seen] = []
    for leaf in reversed(stack):
        left, right = leaf.edges()
        middle = (left + right) / 2
        if not any(other.left <= middle <= other.right for other in seen):
            seen.append(leaf.seen())
    return sorted(seen, key=lambda one: one.left)


def pages(stack: Stack) -> list[int]:
    """The numbers of the pages seen from above, from left to right; all of them must be readable."""
    found = view(stack)
    assert all(one.upright for one in found), found
    return [one.page for one in found]
