"""Zipped: an archive of any number of files, written as they come.

Comes in: an open file, names and bytes. Goes out: a ZIP of stored entries, in the larger form (ZIP64) where numbers
need it. It stands alone because the standard library keeps the list of all it has written in memory, which is much for
a million entries; here that goes to a file without a name.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
import zlib
from pathlib import Path
from typing import IO

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END_64 = struct.Struct("<IQHHIIQQQQ")
_PLACE_64 = struct.Struct("<IIQI")
_END = struct.Struct("<IHHHHIIH")
_OFFSET_64 = struct.Struct("<HHQ")
_UTF_8 = 0x800
_DAY = 0x21
"""1 January 1980, midnight: the same files make the same archive."""
_UNIX, _PLAIN, _LARGE = 3 << 8, 20, 45
_MOST, _FARTHEST = 0xFFFF, 0xFFFFFFFF


class Archive:
    """An archive that grows; `with` it, its list of entries is written at the end."""

    def __init__(self, file: IO[bytes], folder: Path, rights: int) -> None:
        self._file = file
        self._rights = rights << 16
        self._list = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by __exit__)
        self._count, self._at = 0, file.tell()

    def __enter__(self) -> Archive:
        return self

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""
        raw, check, size = name.encode(), zlib.crc32(data), len(data)
        self._file.write(_LOCAL.pack(0x04034B50, _PLAIN, _UTF_8, 0, 0, _DAY, check, size, size, len(raw), 0) + raw)
        self._file.write(data)
        is_far = self._at >= _FARTHEST
        extra = _OFFSET_64.pack(1, 8, self._at) if is_far else b""
        head = _CENTRAL.pack(
            0x02014B50, _UNIX | (_LARGE if is_far else _PLAIN), _LARGE if is_far else _PLAIN, _UTF_8, 0, 0, _DAY,
            check, size, size, len(raw), len(extra), 0, 0, 0, self._rights, min(self._at, _FARTHEST),
        )  # fmt: skip
        self._list.write(head + raw + extra)
        self._at += _LOCAL.size + len(raw) + size
        self._count += 1

    def __exit__(self, kind: object, *_: object) -> None:
        with self._list as entries:
            if kind is None:
                size = entries.tell()
                entries.seek(0)
                shutil.copyfileobj(entries, self._file)
                self._file.write(self._end(size))

    def _end(self, size: int) -> bytes:
        """Return what tells where the list of entries is."""
        count, at = self._count, self._at
        end = _END.pack(0x06054B50, 0, 0, *[min(count, _MOST)] * 2, min(size, _FARTHEST), min(at, _FARTHEST), 0)
        if count < _MOST and at < _FARTHEST:
            return end
        large = _END_64.pack(0x06064B50, 44, _UNIX | _LARGE, _LARGE, 0, 0, count, count, size, at)
        return large + _PLACE_64.pack(0x07064B50, 0, at + size, 1) + end
