"""Slabs: the least pieces that a page can be broken between.

Comes in: fragments measured by the boxes. Goes out: sequences of `Slab` that the filler deals onto pages, and the few
ways of joining them: below each other, beside each other, inside a panel. It stands alone because every box, however
nested, speaks in slabs, and the filler knows nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.document import NodeId
from hsgleaflet.problems import Problem
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Words

NEVER = 10_000
"""Penalty that forbids a break."""
IN_ITEMS, IN_SECTION = 140, 150
"""What it costs to break a page inside a list, or inside a section."""

_AT_A_TEAR = 0.5
"""Share of a panel's padding that it has where a page ends inside it."""


class Panel(Struct, frozen=True, gc=False):
    """A ground or outline behind consecutive slabs; it is closed and opened again where a page ends."""

    x: float
    width: float
    fill: str = ""
    stroke: str = ""
    line_width: float = 0
    radius: float = 0
    bar: str = ""
    bar_width: float = 0
    node: NodeId = ""
    """The block it belongs to: consecutive slabs of one block share one panel."""
    pad: float = 0
    """White between its edge and its words where a page ends inside it."""


class Slab(Struct, frozen=True, gc=False):
    """A piece of fixed height; `before` is the space above it, which vanishes at the top of a page.

    `stretch` says how much of the spare room on a page may go above this slab; `penalty` what it costs to break the
    page before it; `header` is painted again above the slab when a page starts with it (table heads).
    """

    height: float
    items: tuple[Fragment, ...]
    before: float = 0
    stretch: float = 0
    penalty: int = 0
    panels: tuple[Panel, ...] = ()
    header: Slab | None = None
    place: str = ""
    opens: bool = False
    """Whether a part of the leaflet begins here."""
    torn: tuple[Slab, ...] = ()
    """The same in pieces that may stand on two pages, for where no page can hold all that must be seen together."""

    def moved(self, dx: float) -> Slab:
        """Return the slab shifted to the right."""
        return replace(
            self,
            items=tuple(item.moved(dx, 0) for item in self.items),
            panels=tuple(replace(panel, x=panel.x + dx) for panel in self.panels),
            header=self.header.moved(dx) if self.header else None,
            torn=tuple(slab.moved(dx) for slab in self.torn),
        )


class Measured(Struct, frozen=True):
    """The slabs of a block, the problems that setting it showed, and what they were made of besides values."""

    slabs: tuple[Slab, ...]
    problems: tuple[Problem, ...]
    made_of: tuple[object, ...]


def moved(slabs: Iterable[Slab], dx: float) -> list[Slab]:
    """Return slabs shifted to the right."""
    return [slab.moved(dx) for slab in slabs] if dx else list(slabs)


def kept(slabs: Sequence[Slab]) -> list[Slab]:
    """Return slabs that no page break may part."""
    return [*slabs[:1], *(replace(slab, penalty=NEVER) for slab in slabs[1:])]


def spaced(slabs: Sequence[Slab], before: float, stretch: float = 0, penalty: int | None = None) -> list[Slab]:
    """Return slabs with at least this space above the first."""
    if not slabs:
        return []
    first = slabs[0]
    cost = first.penalty if penalty is None else penalty
    first = replace(first, before=max(before, first.before), stretch=max(stretch, first.stretch), penalty=cost)
    return [first, *slabs[1:]]


def stack(slabs: Sequence[Slab]) -> Slab:
    """Return one unbreakable slab with the others below each other, panels painted."""
    items: list[Fragment] = []
    y = 0.0
    tops: list[tuple[float, float]] = []
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0
        tops.append((y, y + slab.height))
        items += [item.moved(0, y) for item in slab.items]
        y += slab.height
    grounds = painted_panels(slabs, tops)
    return Slab(y, (*grounds, *items), slabs[0].before if slabs else 0, slabs[0].stretch if slabs else 0)


def painted_panels(slabs: Sequence[Slab], bounds: Sequence[tuple[float, float]]) -> list[Fragment]:
    """Return the boxes of all panels over slabs that stand at these tops and bottoms, outermost first."""
    spans: dict[Panel, tuple[Panel, int, float, float]] = {}
    for slab, (top, bottom) in zip(slabs, bounds, strict=True):
        for depth, panel in enumerate(slab.panels):
            known = spans.get(panel)
            spans[panel] = (panel, depth, known[2] if known else top, bottom)
    ordered = sorted(spans.values(), key=lambda span: span[1])
    return [box for panel, _, top, bottom in ordered for box in _painted(panel, top, bottom)]


def _painted(panel: Panel, top: float, bottom: float) -> list[Fragment]:
    inset = panel.line_width / 2
    boxes: list[Fragment] = [
        Box(
            panel.x + inset, top + inset, panel.width - 2 * inset, bottom - top - 2 * inset,
            panel.fill, panel.stroke, panel.line_width, panel.radius,
        )
    ]  # fmt: skip
    if panel.bar:
        boxes.append(Box(panel.x, top, panel.bar_width, bottom - top, panel.bar))
    return boxes


def torn_pad(above: Slab, below: Slab) -> float:
    """Return the white that panels which hold both slabs need where a page ends between them."""
    if not above.panels or not below.panels:
        return 0
    return sum(panel.pad for panel in above.panels if panel in below.panels)


def boxed(slabs: Sequence[Slab], panel: Panel, pad: float) -> list[Slab]:
    """Return slabs inside a panel, with padding above the first and below the last; they may still break."""
    panel = replace(panel, pad=_AT_A_TEAR * pad)
    inside = [replace(slab, panels=(panel, *slab.panels)) for slab in slabs]
    first = inside[0]
    inside[0] = replace(
        first, height=first.height + pad, items=tuple(item.moved(0, pad) for item in first.items), before=0
    )
    inside[-1] = replace(inside[-1], height=inside[-1].height + pad)
    return inside


def torn(slabs: Sequence[Slab], head: int) -> tuple[Slab, ...]:
    """Return the slabs of a panel, the first `head` of which are painted again where the panel goes on."""
    top = stack([replace(slab, panels=()) for slab in slabs[:head]])
    white = slabs[head].before
    header = Slab(top.height + white, tuple(map(artifact, top.items)), panels=slabs[0].panels)
    again = [replace(slab, header=header) for slab in slabs[head + 1 :]]
    return (*kept(slabs[: head + 1]), *again)


def artifact(item: Fragment) -> Fragment:
    """Return a fragment that is painted again and read only once."""
    return replace(item, artifact=PAGINATION, node="") if isinstance(item, Words) else item


def beside(columns: Sequence[tuple[Slab, float]]) -> Slab:
    """Return one slab with slabs side by side, tops level; each comes with its x offset."""
    items = tuple(item.moved(x, 0) for slab, x in columns for item in slab.items)
    return Slab(max((slab.height for slab, _ in columns), default=0), items)
