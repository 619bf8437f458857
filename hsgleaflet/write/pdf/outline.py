"""Bookmarks from the headings of a document.

Comes in: headings with their level and place. Goes out: the number of the outline's root object. It stands alone
because PDF 2.0 wants its destinations to name structure elements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from hsgleaflet.write.pdf.file import PdfFile, Raw, text_string
from hsgleaflet.write.pdf.tags import Element, Heading

_DEEPEST = 2


class _Entry(Struct):
    heading: Heading | None
    raw: Raw
    number: int
    kids: list[_Entry] = field(default_factory=list)

    def count(self) -> int:
        return len(self.kids) + sum(kid.count() for kid in self.kids)


def outline(
    file: PdfFile,
    headings: Sequence[Heading],
    tops: Mapping[Element, tuple[int, float]],
    pages: Sequence[int],
    *,
    structured: bool,
) -> int:
    """Add bookmarks for headings of the first two levels; `tops` gives page and upper edge of each."""
    root = _entry(file, None)
    path = [root]
    for heading in headings:
        if heading.level <= _DEEPEST:
            entry = _entry(file, heading)
            del path[heading.level :]
            path[-1].kids.append(entry)
            path.append(entry)
    _write(root, None, tops, pages, structured)
    return root.number


def _entry(file: PdfFile, heading: Heading | None) -> _Entry:
    raw = Raw()
    return _Entry(heading, raw, file.add(raw))


def _write(
    entry: _Entry,
    parent: _Entry | None,
    tops: Mapping[Element, tuple[int, float]],
    pages: Sequence[int],
    structured: bool,
) -> None:
    parts = [] if entry.heading else [b"/Type/Outlines"]
    if entry.heading and parent:
        place = parent.kids.index(entry)
        parts.append(b"/Title%b/Parent %d 0 R" % (text_string(entry.heading.text), parent.number))
        if place:
            parts.append(b"/Prev %d 0 R" % parent.kids[place - 1].number)
        if place + 1 < len(parent.kids):
            parts.append(b"/Next %d 0 R" % parent.kids[place + 1].number)
        parts.append(_destination(entry.heading, tops, pages, structured))
    if entry.kids:
        ends = (entry.kids[0].number, entry.kids[-1].number, entry.count())
        parts.append(b"/First %d 0 R/Last %d 0 R/Count %d" % ends)
    entry.raw.data = b"<<%b>>" % b"".join(parts)
    for kid in entry.kids:
        _write(kid, entry, tops, pages, structured)


def _destination(
    heading: Heading, tops: Mapping[Element, tuple[int, float]], pages: Sequence[int], structured: bool
) -> bytes:
    page, top = tops[heading.element]
    target = b"[%d 0 R/XYZ null %.2f null]" % (pages[page], top)
    if not structured:
        return b"/Dest" + target
    element = b"[%d 0 R/XYZ null %.2f null]" % (heading.element.number, top)
    return b"/A<</S/GoTo/D%b/SD%b>>" % (target, element)
