"""A PDF file on ReportLab's object model, packed: object streams, a cross-reference stream, an /ID from the content.

Comes in: objects. Goes out: bytes. It stands alone because it holds every seam to ReportLab's `pdfdoc`:

- `PDFDocument.format` is replaced, as ReportLab writes neither object streams nor cross-reference streams;
- `PDFStream.format` is replaced, as it writes no end of line before `endstream` (ISO 19005-2, 6.1.7.1);
- `Reference`, `idToObjectNumberAndVersion`, `numberToId` and `idToObject` give objects their numbers.

The /ID is the sha256 of the file with its /ID digits set to zero, so that an altered file can be told from the file
alone. That shows integrity, not who made it.
"""

from __future__ import annotations

import hashlib
import re
import zlib

from reportlab.pdfbase import pdfdoc

_LEVEL = 6
_ZEROS = b"0" * 64
"""The /ID while the file is hashed: as long as the sha256 that takes its place."""
_IDENTIFIER = re.compile(rb"/ID\[<([0-9a-f]{64})><\1>\]")
_IN_ONE_STREAM = 200
"""Objects in one object stream; readers unpack a whole stream to reach one."""

_MISREAD = re.compile("[\x7f\x9f\xad]|^(?:\xfe\xff|\xef\xbb\xbf)")
"""What ReportLab writes in PDFDocEncoding though it is not in it, or would be taken for a byte order mark."""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are ready, or will be before the file is written."""

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the bytes."""
        return self.data


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream with its dictionary entries as bytes, deflated unless it says otherwise."""

    def __init__(self, data: bytes, entries: bytes = b"", *, deflate: bool = True) -> None:
        self.data = zlib.compress(data, _LEVEL) if deflate else data
        self.entries = entries + (b"/Filter/FlateDecode" if deflate else b"")

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return dictionary and data with the ends of line that PDF/A asks for."""
        return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (self.entries, len(self.data), self.data)


class PdfFile(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A document to which numbered objects are added and which is then written at once."""

    def __init__(self, version: str) -> None:
        super().__init__(dummyoutline=1, compression=0, invariant=1)
        self._header = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n" % version.encode()
        self.idToObjectNumberAndVersion.clear()
        self.numberToId.clear()
        self.idToObject.clear()
        self.objectcounter = 0

    def add(self, item: pdfdoc.PDFObject) -> int:
        """Add an object and return its number."""
        reference = self.Reference(item)
        return int(self.idToObjectNumberAndVersion[reference.name][0])

    def write(self, root: int, info: int | None) -> bytes:
        """Return the file with this catalogue and information dictionary."""
        numbers = range(1, self.objectcounter + 1)
        items = {number: self.idToObject[self.numberToId[number]] for number in numbers}
        streams = {number: item for number, item in items.items() if isinstance(item, pdfdoc.PDFStream)}
        packed = [number for number in numbers if number not in streams]
        parts, places = [self._header], {}
        offset = len(self._header)
        next_number = self.objectcounter + 1
        for start in range(0, len(packed), _IN_ONE_STREAM):
            group = packed[start : start + _IN_ONE_STREAM]
            streams[next_number] = _object_stream([(number, items[number].format(self)) for number in group])
            places.update({number: (2, next_number, index) for index, number in enumerate(group)})
            next_number += 1
        for number, item in streams.items():
            data = b"%d 0 obj\n%b\nendobj\n" % (number, item.format(self))
            places[number] = (1, offset, 0)
            parts.append(data)
            offset += len(data)
        parts.append(_cross_references(next_number, places, offset, root, info))
        return _identified(b"".join(parts))


def _object_stream(items: list[tuple[int, bytes]]) -> Stream:
    index, body = [], []
    at = 0
    for number, data in items:
        index.append(b"%d %d" % (number, at))
        body.append(data)
        at += len(data) + 1
    head = b" ".join(index) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(items), len(head))
    return Stream(head + b"\n".join(body), entries)


def _cross_references(
    number: int, places: dict[int, tuple[int, int, int]], offset: int, root: int, info: int | None
) -> bytes:
    places = {0: (0, 0, 65535), **places, number: (1, offset, 0)}
    rows = (places[n] for n in range(number + 1))
    table = b"".join(
        bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big") for kind, where, index in rows
    )
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R" % (number + 1, root)
    entries += b"/Info %d 0 R" % info if info else b""
    entries += _identifier(_ZEROS)
    stream = Stream(table, entries)
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream.format(None), offset)


def _identifier(digest: bytes) -> bytes:
    return b"/ID[<%b><%b>]" % (digest, digest)


def _identified(data: bytes) -> bytes:
    blank = _identifier(_ZEROS)
    at = data.rindex(blank)
    return data[:at] + _identifier(hashlib.sha256(data).hexdigest().encode()) + data[at + len(blank) :]


def is_unaltered(data: bytes) -> bool | None:
    """Return whether a file still has the content its /ID was made from; None when it has no such /ID."""
    found = list(_IDENTIFIER.finditer(data))
    if not found:
        return None
    last = found[-1]
    plain = data[: last.start()] + _identifier(_ZEROS) + data[last.end() :]
    return hashlib.sha256(plain).hexdigest().encode() == last[1]


def text_string(text: str) -> bytes:
    """Return text as a PDF string, in the encoding that ReportLab chooses (PDFDocEncoding or UTF-16)."""
    if _MISREAD.search(text):
        return b"<feff%b>" % text.encode("utf-16-be").hex().encode()
    return bytes(pdfdoc.pdfdocEnc(pdfdoc.PDFString(text).format(_NO_ENCRYPTION)))


class _Plain:
    encrypt = pdfdoc.NoEncryption()


_NO_ENCRYPTION = _Plain()


def name(text: str) -> bytes:
    """Return a PDF name."""
    return str(pdfdoc.PDFName(text)).encode()
