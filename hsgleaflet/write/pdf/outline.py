"""Bookmarks from the headings of a document.

Comes in: headings with their level and place. Goes out: the number of the outline's root object. It stands alone
because PDF 2.0 wants its destinations to name structure elements.
"""

from __future__ import annotations

from msgspec import Struct, field

from hsgleaflet.memory import remembered
from hsgleaflet.write.pdf.file import PdfFile, Raw, text_string

_DEEPEST = 2


class Bookmark(Struct, frozen=True):
    """A heading: its words and level, the object of its page, its upper edge there, the object of its element."""

    text: str
    level: int
    page: int
    top: float
    element: int


class _Entry(Struct):
    place: int
    """Its number among the bookmarks, counted from 1; that of the root is 0."""
    kids: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        return len(self.kids) + sum(kid.count() for kid in self.kids)


def outline(file: PdfFile, headings: tuple[Bookmark, ...], *, structured: bool) -> int:
    """Add bookmarks for headings of the first two levels and return the number of their root."""
    root = file.next
    shown = [heading for heading in headings if heading.level <= _DEEPEST]
    around, *links = _links(tuple([heading.level for heading in shown]), root)
    file.add(Raw(b"<</Type/Outlines%b>>" % around[1]))
    for heading, (before, behind) in zip(shown, links, strict=True):
        parts = (text_string(heading.text), before, _destination(heading, structured), behind)
        file.add(Raw(b"<</Title%b%b%b%b>>" % parts))
    return root


@remembered(256)
def _links(levels: tuple[int, ...], first: int) -> tuple[tuple[bytes, bytes], ...]:
    """Return what leads from the root, and from headings of these levels, to others: before and behind a destination.

    They have the numbers from `first` on.
    """
    root = _Entry(0)
    path = [root]
    for place, level in enumerate(levels, 1):
        entry = _Entry(place)
        del path[level:]
        path[-1].kids.append(entry)
        path.append(entry)
    found: dict[int, tuple[bytes, bytes]] = {0: (b"", _inside(root, first))}
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        for at, kid in enumerate(parent.kids):
            before = b"/Parent %d 0 R" % (first + parent.place)
            before += b"/Prev %d 0 R" % (first + parent.kids[at - 1].place) if at else b""
            before += b"/Next %d 0 R" % (first + parent.kids[at + 1].place) if at + 1 < len(parent.kids) else b""
            found[kid.place] = (before, _inside(kid, first))
        waiting += parent.kids
    return tuple(found[place] for place in range(len(found)))


def _inside(entry: _Entry, first: int) -> bytes:
    if not entry.kids:
        return b""
    ends = (first + entry.kids[0].place, first + entry.kids[-1].place, entry.count())
    return b"/First %d 0 R/Last %d 0 R/Count %d" % ends


def _destination(bookmark: Bookmark, structured: bool) -> bytes:
    target = b"[%d 0 R/XYZ null %.2f null]" % (bookmark.page, bookmark.top)
    if not structured:
        return b"/Dest" + target
    element = b"[%d 0 R/XYZ null %.2f null]" % (bookmark.element, bookmark.top)
    return b"/A<</S/GoTo/D%b/SD%b>>" % (target, element)
