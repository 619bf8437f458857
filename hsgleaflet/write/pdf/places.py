"""Places: where the nodes of a Document stand on its pages, for links, figures and bookmarks.

Comes in: a Layout, the links and figures of its Document. Goes out: boxes in PDF's own measure, which counts y upwards
from the bottom edge. It stands alone because it is read from geometry before anything is painted, run by run: what
other documents show too was looked through before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hsgleaflet.memory import Of
from hsgleaflet.model.document import Link, NodeId
from hsgleaflet.typeset.layout import Art, Fragment, Layout, Run, Words
from hsgleaflet.typeset.layout import Box as PlainBox
from hsgleaflet.write.pdf.structure import Box


class _Seen(Struct, frozen=True):
    """What stands in a run: the top of each node, the box of each picture, places of inlines, first and last node."""

    tops: dict[NodeId, float]
    boxes: dict[NodeId, Box]
    inlines: tuple[tuple[NodeId, Box], ...]
    first: NodeId
    last: NodeId


_SEEN: Of[tuple[Fragment, ...], _Seen] = Of(800)


class Places:
    """Where links, figures and headings stand; `ends` are the first and last node of each page."""

    def __init__(self, layout: Layout, links: Mapping[NodeId, Link], figures: frozenset[NodeId]) -> None:
        self.links: list[dict[NodeId, list[Box]]] = [{} for _ in layout.pages]
        self.boxes: dict[NodeId, Box] = {}
        self.ends: list[NodeId] = []
        self._tops: list[dict[NodeId, float]] = [{} for _ in layout.pages]
        for number, page in enumerate(layout.pages):
            seen = [_seen(run, page.height) for run in page.runs]
            marked = [run for run in seen if run.first]
            self.ends += (marked[0].first, marked[-1].last) if marked else ("", "")
            for run in marked:
                self._tops[number] = run.tops | self._tops[number]
                for node in run.boxes:
                    if node in figures:
                        self.boxes[node] = _joined(self.boxes.get(node), run.boxes[node])
                for owner, box in run.inlines:
                    if link := links.get(owner):
                        self.links[number].setdefault(link.id, []).append(box)

    def top(self, node: NodeId) -> tuple[int, float]:
        """Return the page on which a node begins, counted from 0, and its upper edge there."""
        return next((number, tops[node]) for number, tops in enumerate(self._tops) if node in tops)


def _seen(run: Run, height: float) -> _Seen:
    if not run.lasting:
        return _looked(run, height)
    return _SEEN.get(run.fragments, height) or _SEEN.keep(run.fragments, _looked(run, height), height)


def _looked(run: Run, height: float) -> _Seen:
    marked = [item for item in run.fragments if not isinstance(item, PlainBox) and item.node]
    tops: dict[NodeId, float] = {}
    boxes: dict[NodeId, Box] = {}
    pictures = {item.node for item in marked if isinstance(item, Art)}
    for item in marked:
        tops.setdefault(item.node, height - item.y + 6)
        if item.node in pictures:
            bottom = height - item.y - item.height
            box = (item.x, bottom, item.x + item.width, bottom + item.height)
            boxes[item.node] = _joined(boxes.get(item.node), box)
    inlines = [place for item in marked if isinstance(item, Words) for place in _inline_places(item, height)]
    return _Seen(tops, boxes, tuple(inlines), marked[0].node if marked else "", marked[-1].node if marked else "")


def _joined(old: Box | None, box: Box) -> Box:
    """Return the box of a node wider by one more thing painted in it, the labels of a figure too."""
    if old is None:
        return box
    return min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])


def _inline_places(words: Words, height: float) -> Iterator[tuple[NodeId, Box]]:
    """Yield where words of inlines stand, with the inline that owns them."""
    base = height - words.y - words.baseline
    for segment in words.line.segments:
        owner = segment.run.owner
        if owner != words.node and segment.text.strip():
            left, size = words.x + segment.x, segment.run.size
            yield owner, (left, base - 0.25 * size, left + segment.width, base + 0.85 * size)
