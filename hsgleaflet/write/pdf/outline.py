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
    bookmark: Bookmark | None
    number: int
    kids: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        return len(self.kids) + sum(kid.count() for kid in self.kids)


def outline(file: PdfFile, headings: tuple[Bookmark, ...], *, structured: bool) -> int:
    """Add bookmarks for headings of the first two levels and return the number of their root."""
    root = file.next
    for data in _objects(headings, root, structured):
        file.add(Raw(data))
    return root


@remembered(256)
def _objects(headings: tuple[Bookmark, ...], first: int, structured: bool) -> tuple[bytes, ...]:
    root = _Entry(None, first)
    path, number = [root], first
    for heading in headings:
        if heading.level <= _DEEPEST:
            number += 1
            entry = _Entry(heading, number)
            del path[heading.level :]
            path[-1].kids.append(entry)
            path.append(entry)
    found: list[bytes] = []
    _write(root, None, structured, found)
    return tuple(found)


def _write(entry: _Entry, parent: _Entry | None, structured: bool, found: list[bytes]) -> None:
    parts = [] if entry.bookmark else [b"/Type/Outlines"]
    if entry.bookmark and parent:
        place = parent.kids.index(entry)
        parts.append(b"/Title%b/Parent %d 0 R" % (text_string(entry.bookmark.text), parent.number))
        if place:
            parts.append(b"/Prev %d 0 R" % parent.kids[place - 1].number)
        if place + 1 < len(parent.kids):
            parts.append(b"/Next %d 0 R" % parent.kids[place + 1].number)
        parts.append(_destination(entry.bookmark, structured))
    if entry.kids:
        ends = (entry.kids[0].number, entry.kids[-1].number, entry.count())
        parts.append(b"/First %d 0 R/Last %d 0 R/Count %d" % ends)
    found.append(b"<<%b>>" % b"".join(parts))
    for kid in entry.kids:
        _write(kid, entry, structured, found)


def _destination(bookmark: Bookmark, structured: bool) -> bytes:
    target = b"[%d 0 R/XYZ null %.2f null]" % (bookmark.page, bookmark.top)
    if not structured:
        return b"/Dest" + target
    element = b"[%d 0 R/XYZ null %.2f null]" % (bookmark.element, bookmark.top)
    return b"/A<</S/GoTo/D%b/SD%b>>" % (target, element)
