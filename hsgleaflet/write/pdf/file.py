"""A PDF file on ReportLab's objects, packed: object streams, a cross-reference stream, an /ID from the content.

Comes in: objects. Goes out: bytes. It stands alone because it holds every seam to ReportLab's `pdfdoc`:

- `PDFObject` and `PDFStream` are what our objects are; their `format` is replaced, as ReportLab writes no end of line
  before `endstream` (ISO 19005-2, 6.1.7.1), and the file around them too, as it writes neither object streams nor
  cross-reference streams;
- `PDFString`, `pdfdocEnc` and `PDFName` write text and names;
- `late` keeps it from loading PIL before a bitmap comes.

Streams are deflated by libdeflate: with zlib, that alone took more time than everything else in the file together.
The /ID is the sha256 of the file with its /ID digits set to zero, so that an altered file can be told from the file
alone. That shows integrity, not who made it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from deflate import zlib_compress
from msgspec import Struct

from hsgleaflet.memory import remembered
from hsgleaflet.write.pdf.late import postpone

postpone("PIL", "Image")  # ReportLab loads it as it starts
from reportlab.pdfbase import pdfdoc  # noqa: E402

_LEVEL, _LASTING = 5, 12
"""How hard deflating tries: fast for what one file shows, hard for what is made once for many files."""
_ZEROS = b"0" * 64
"""The /ID while the file is hashed: as long as the sha256 that takes its place."""
_IDENTIFIER = re.compile(rb"/ID\[<([0-9a-f]{64})><\1>\]")
_IN_ONE_STREAM = 200
"""Objects in one object stream; readers unpack a whole stream to reach one."""

_MISREAD = re.compile("[\x7f\x9f\xad]|^(?:\xfe\xff|\xef\xbb\xbf)")
"""What ReportLab writes in PDFDocEncoding though it is not in it, or would be taken for a byte order mark."""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are ready, or will be before the file is written."""

    __slots__ = ("data",)

    def __init__(self, data: bytes = b"null") -> None:
        self.data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the bytes."""
        return self.data


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream with its dictionary entries as bytes, deflated unless it says otherwise."""

    __slots__ = ("data", "entries")

    def __init__(self, data: bytes, entries: bytes = b"", *, deflate: bool = True, lasting: bool = False) -> None:
        self.data = deflated(data, _LASTING if lasting else _LEVEL) if deflate else data
        self.entries = entries + (b"/Filter/FlateDecode" if deflate else b"")

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return dictionary and data with the ends of line that PDF/A asks for."""
        return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (self.entries, len(self.data), self.data)


def deflated(data: bytes, level: int = _LEVEL) -> bytes:
    """Return bytes as the filter FlateDecode reads them."""
    return bytes(zlib_compress(data, level))


class Pack(Struct, frozen=True):
    """Objects with numbers from `first` on, packed into one object stream that never changes."""

    first: int
    count: int
    stream: Stream


def packed(first: int, objects: Sequence[bytes]) -> tuple[Pack, ...]:
    """Return objects with numbers from `first` on in as few packs as readers like."""
    return tuple(
        Pack(first + at, len(group), _object_stream(list(enumerate(group, first + at)), lasting=True))
        for at in range(0, len(objects), _IN_ONE_STREAM)
        if (group := objects[at : at + _IN_ONE_STREAM])
    )


class End(Struct, frozen=True):
    """What an update must know of a file: catalogue, information, the first free number, its cross-references."""

    root: int
    info: int
    size: int
    start: int


class PdfFile:
    """A document to which numbered objects are added and which is then written at once."""

    def __init__(self, version: str) -> None:
        self._header = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n" % version.encode()
        self._items: dict[int, pdfdoc.PDFObject] = {}
        self._packs: tuple[Pack, ...] = ()
        self.next = 1
        """The number of the next object."""
        self.end = End(0, 0, 0, 0)
        """Where an update goes on, once the file is written."""

    def add(self, item: pdfdoc.PDFObject) -> int:
        """Add an object and return its number."""
        number = self.next
        self._items[number] = item
        self.next = number + 1
        return number

    def add_packs(self, packs: tuple[Pack, ...], count: int) -> None:
        """Add ready packs that take the next `count` numbers."""
        self._packs += packs
        self.next += count

    def write(self, root: int, info: int | None) -> bytes:
        """Return the file with this catalogue and information dictionary."""
        streams = [(number, item) for number, item in self._items.items() if isinstance(item, pdfdoc.PDFStream)]
        loose = [(number, item.data) for number, item in self._items.items() if isinstance(item, Raw)]
        rows = [_row(0, 0, 65535)] * self.next
        for pack in self._packs:
            rows[pack.first : pack.first + pack.count] = _packed_rows(len(rows), pack.count)
            streams.append((len(rows), pack.stream))
            rows.append(b"")
        for at in range(0, len(loose), _IN_ONE_STREAM):
            group = loose[at : at + _IN_ONE_STREAM]
            for (own, _), row in zip(group, _packed_rows(len(rows), len(group)), strict=True):
                rows[own] = row
            streams.append((len(rows), _object_stream(group)))
            rows.append(b"")
        parts, offset = [self._header], len(self._header)
        for own, item in streams:
            data = b"%d 0 obj\n%b\nendobj\n" % (own, item.format(None))
            rows[own] = _row(1, offset, 0)
            parts.append(data)
            offset += len(data)
        number = len(rows)
        rows.append(_row(1, offset, 0))
        parts.append(_cross_references(number, b"".join(rows), offset, root, info))
        self.end = End(root, info or 0, number + 1, offset)
        return _identified(b"".join(parts))


def _row(kind: int, where: int, index: int) -> bytes:
    return bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")


@remembered(256)
def _packed_rows(stream: int, count: int) -> tuple[bytes, ...]:
    """Return the cross-references of the objects in an object stream."""
    return tuple(_row(2, stream, index) for index in range(count))


def _object_stream(items: list[tuple[int, bytes]], *, lasting: bool = False) -> Stream:
    index, body = [], []
    at = 0
    for number, data in items:
        index.append(b"%d %d" % (number, at))
        body.append(data)
        at += len(data) + 1
    head = b" ".join(index) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(items), len(head))
    return Stream(head + b"\n".join(body), entries, lasting=lasting)


def _cross_references(number: int, table: bytes, offset: int, root: int, info: int | None) -> bytes:
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R" % (number + 1, root)
    entries += b"/Info %d 0 R" % info if info else b""
    entries += _identifier(_ZEROS)
    stream = Stream(table, entries)
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream.format(None), offset)


class Base:
    """A finished file to which updates are appended, each making another file of it."""

    def __init__(self, data: bytes, end: End) -> None:
        self._data = data
        self._end = end
        self._hash = hashlib.sha256(data)

    def updated(self, number: int, content: bytes) -> bytes:
        """Return the file with another stream in the place of one."""
        end, at = self._end, len(self._data)
        item = b"%d 0 obj\n%b\nendobj\n" % (number, Stream(content).format(None))
        table = _row(1, at, 0) + _row(1, at + len(item), 0)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Index[%d 1 %d 1]/Root %d 0 R/Prev %d" % (
            end.size + 1, number, end.size, end.root, end.start,
        )  # fmt: skip
        entries += b"/Info %d 0 R" % end.info if end.info else b""
        head = b"%b%d 0 obj\n<<%b" % (item, end.size, entries)
        tail = b"/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
            len(table), table, at + len(item),
        )  # fmt: skip
        found = self._hash.copy()
        found.update(b"".join((head, _identifier(_ZEROS), tail)))
        return b"".join((self._data, head, _identifier(found.hexdigest().encode()), tail))


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


@remembered(4096)
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
