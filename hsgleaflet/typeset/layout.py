"""The Layout: pages of placed fragments, known before any canvas exists.

Comes in: what the filler placed. Goes out: to the PDF writer and the checks. It stands alone so that page counts, copy
fitting and tests look at geometry without drawing anything. Lengths are points; y grows downwards from the top edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.memory import Of
from hsgleaflet.model.document import NodeId
from hsgleaflet.model.drawing import Drawing
from hsgleaflet.problems import Problem
from hsgleaflet.typeset.lines import Line

BACKGROUND, PAGINATION = "Layout", "Pagination"
"""Kinds of artifact: what only decorates, and what repeats on every page."""


class Words(Struct, frozen=True, gc=False):
    """One line of text; `node` is the leaf it belongs to, or `artifact` says why it belongs to none."""

    x: float
    y: float
    width: float
    height: float
    baseline: float
    line: Line
    node: NodeId = ""
    artifact: str = ""

    def moved(self, dx: float, dy: float) -> Words:
        """Return the same line elsewhere."""
        return Words(
            self.x + dx,
            self.y + dy,
            self.width,
            self.height,
            self.baseline,
            self.line,
            self.node,
            self.artifact,
        )


class Box(Struct, frozen=True, gc=False):
    """A rectangle, filled, outlined or both, in ink roles of the theme; corners are rounded by `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    line_width: float = 0
    radius: float = 0
    artifact: str = BACKGROUND

    def moved(self, dx: float, dy: float) -> Box:
        """Return the same box elsewhere."""
        return Box(
            self.x + dx, self.y + dy, self.width, self.height,
            self.fill, self.stroke, self.line_width, self.radius, self.artifact,
        )  # fmt: skip


class Art(Struct, frozen=True, gc=False):
    """A drawing or image by its asset name (or built-in sign), scaled to the box; `node` is its Figure, if any.

    A picture made while typesetting has no asset name: it comes as `drawing`.
    """

    x: float
    y: float
    width: float
    height: float
    asset: str
    node: NodeId = ""
    ink: str = ""
    artifact: str = ""
    drawing: Drawing | None = None

    def moved(self, dx: float, dy: float) -> Art:
        """Return the same picture elsewhere."""
        return Art(
            self.x + dx, self.y + dy, self.width, self.height,
            self.asset, self.node, self.ink, self.artifact, self.drawing,
        )  # fmt: skip


Fragment = Words | Box | Art


class Run(Struct, frozen=True, gc=False):
    """Fragments where they stand on a page; a lasting one is the same object in every document that shows the same.

    What stands at the edge of a page is `marked` as nothing that is read.
    """

    fragments: tuple[Fragment, ...]
    lasting: bool = False
    marked: bool = True


class Page(Struct, frozen=True, gc=False):
    """One page: its size in points and what stands on it, backgrounds below what stands on them.

    A page for a print shop is larger than what is left when it is cut: `trim` is how far inside its edge the knife
    goes, `bleed` how far colours reach beyond that cut.
    """

    width: float
    height: float
    runs: tuple[Run, ...]
    trim: float = 0
    bleed: float = 0

    @classmethod
    def of(
        cls, width: float, height: float, fragments: Iterable[Fragment], *, trim: float = 0, bleed: float = 0
    ) -> Page:
        """Return a page with fragments that no other document shares."""
        return cls(width, height, (Run(tuple(fragments)),), trim, bleed)

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Everything that stands on the page, in the order in which it is painted."""
        return tuple(chain.from_iterable(run.fragments for run in self.runs))

    def showing(self, fragments: Iterable[Fragment]) -> Page:
        """Return a page of the same size with these fragments instead."""
        return replace(self, runs=(Run(tuple(fragments)),))


class Layout(Struct, frozen=True):
    """A laid-out document; `problems` are those that geometry alone can show, `body` is its body size in points."""

    format: str
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...] = ()
    body: float = 14


def mirrored(page: Page) -> Page:
    """Return a page turned for right-to-left reading: every fragment keeps its distance from the other edge."""
    return replace(page, runs=tuple(_turned(run, page.width) for run in page.runs))


_TURNED: Of[tuple[Fragment, ...], Run] = Of(500)


def _turned(run: Run, width: float) -> Run:
    found = _TURNED.get(run.fragments, width) if run.lasting else None
    if found is None:
        items = tuple(item.moved(width - 2 * item.x - item.width, 0) for item in run.fragments)
        found = replace(run, fragments=items)
        if run.lasting:
            _TURNED.keep(run.fragments, found, width)
    return found
