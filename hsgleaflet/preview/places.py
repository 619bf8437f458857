"""Places: where on its page a problem is.

Comes in: a Document, its Layout, problems with their lines. Goes out: for each problem a page and a rectangle there. It
stands alone because a problem tells of a line in a file, and a page is made of nodes: the values that hold the line are
walked outwards until one of them was printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hsgleaflet.model.document import Document, NodeId, Table, filled, leaf, walk
from hsgleaflet.problems import Location, Problem
from hsgleaflet.read.nodes import Marks
from hsgleaflet.typeset.layout import Layout

_NEAR = 8
"""Lines by which a text may have moved since it could last be read."""
_TITLE = "leaflet"
"""The node that holds the title of a leaflet."""
_CONTACTS = {
    "phone": "clinic_phone", "hours": "clinic_hours", "out_of_hours": "out_of_hours", "emergency": "emergency",
    "web": "clinic_web", "email": "clinic_email", "address": "clinic_address", "feedback": "feedback",
}  # fmt: skip
"""Names of the values that a clinic's contacts fill, by their keys."""


class Place(Struct, frozen=True):
    """A rectangle on a page, in points from its top left corner; pages count from 1."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Map(Struct, frozen=True):
    """A Document as it stands on its pages, and where its words stand in files."""

    document: Document
    layout: Layout
    marks: Mapping[str, Marks]
    stale: bool = False
    """Whether the files have changed since, and cannot be read now."""

    def place(self, problem: Problem) -> Place | None:
        """Return where a problem is on the pages; None when nothing of it is printed."""
        for node in self._nodes(problem):
            found = self._box(node)
            if found:
                return found
        return None

    def _nodes(self, problem: Problem) -> Iterator[NodeId]:
        if problem.node:
            yield problem.node
        if problem.at and problem.at.line:
            yield from self._written(problem.at)

    def _written(self, at: Location) -> Iterator[NodeId]:
        spots = sorted(
            ((spot.line, spot.column), node) for node, spot in self._spots() if spot.file == at.file and spot.line
        )
        marks = self.marks.get(at.file)
        if marks is None:
            yield from (node for (line, _), node in spots if line == at.line)
        else:
            for start, end in marks.around(at.line, at.column):
                yield from (node for spot, node in spots if start <= spot < end)
            yield from self._filled(marks, at)
        near = [(abs(line - at.line), node) for (line, _), node in spots if abs(line - at.line) <= _NEAR]
        if self.stale and near:
            yield min(near)[1]

    def _spots(self) -> Iterator[tuple[NodeId, Location]]:
        if self.document.at:
            yield leaf(_TITLE, "heading"), self.document.at
        for block in walk(self.document.blocks):
            if block.id and block.at:
                yield block.id, block.at
            if isinstance(block, Table):
                cells = (cell for row in (block.head, *block.rows) for cell in row)
                yield from ((cell.id, cell.at) for cell in cells if cell.id and cell.at)

    def _filled(self, marks: Marks, at: Location) -> Iterator[NodeId]:
        """Yield the nodes that hold the clinic's value which a line of its file gives."""
        key = marks.text.split("\n")[at.line - 1 : at.line]
        name = key[0].strip().partition(":")[0] if key else ""
        for node, found in filled(self.document.blocks):
            if found in (name, _CONTACTS.get(name)):
                yield node

    def _box(self, node: NodeId) -> Place | None:
        inside = (f"{node}.", f"{node}/")
        for number, page in enumerate(self.layout.pages, 1):
            found = [
                item
                for item in page.fragments
                if (own := getattr(item, "node", "")) and (own == node or own.startswith(inside))
            ]
            if found:
                x, y = min(item.x for item in found), min(item.y for item in found)
                right = max(item.x + item.width for item in found)
                return Place(number, x, y, right - x, max(item.y + item.height for item in found) - y)
        return None
