"""Trace: which files a piece of work depended on, and what they held.

Comes in: paths, as they are looked for and read. Goes out: for each a `Fact`, or None where there was no file. It
stands alone so that everything that decides whether an output is still current speaks of files in the same words: a
brand file that appears later matters as much as one that changes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

from msgspec import Struct

from hsgleaflet.work.data import data_root

_RACY = 2_000_000_000
"""Nanoseconds after a change in which another change may bear the same time; such a time is not trusted later."""


class Fact(Struct, frozen=True, array_like=True):
    """What a file was: its size, the times of its content and of its inode in ns, and the sha256 of its content."""

    size: int
    mtime: int
    ctime: int
    sha256: str = ""

    def same_stat(self, other: Fact) -> bool:
        """Return whether size and times agree; then the content does, too: nothing sets the time of an inode back."""
        return (self.size, self.mtime, self.ctime) == (other.size, other.mtime, other.ctime)


Facts = dict[str, Fact | None]
"""What was found at each absolute path; None where there was no file."""


def look(path: str) -> Fact | None:
    """Return what the disk says of a file without reading it, or None when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 (a Path for each of ten thousand looks is what takes the time)
    except (OSError, ValueError):
        return None
    return Fact(found.st_size, found.st_mtime_ns, found.st_ctime_ns) if stat.S_ISREG(found.st_mode) else None


def first_look(path: str) -> Fact | None:
    """Return the same for a file about to be read; one changed this moment gets no time that could be trusted later."""
    found = look(path)
    if found and time.time_ns() - max(found.mtime, found.ctime) < _RACY:
        return Fact(found.size, 0, 0)
    return found


def hashed(path: str) -> Fact | None:
    """Return what a file is and holds now, or None when there is none."""
    seen = first_look(path)
    return Fact(seen.size, seen.mtime, seen.ctime, sha256_of(path)) if seen else None


def sha256(data: bytes) -> str:
    """Return the sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: str) -> str:
    """Return the sha256 of a file, or "" when it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (as above)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


_SHIPPED = "hsgleaflet:"


class Names:
    """Names of inputs that hold when a project is moved as a whole: from the project, else from the shipped data."""

    def __init__(self, root: Path) -> None:
        self._homes = ((os.path.join(os.path.abspath(root), ""), ""), (os.path.join(data_root(), ""), _SHIPPED))  # noqa: PTH100, PTH118

        self._known: dict[str, str] = {}

    def name(self, path: str) -> str:
        """Return the name of an absolute path."""
        found = self._known.get(path)
        if found is None:
            home, prefix = next((one for one in self._homes if path.startswith(one[0])), ("", ""))
            found = self._known[path] = prefix + path.removeprefix(home)
        return found

    def path(self, name: str) -> str:
        """Return the absolute path of a name."""
        if name.startswith(_SHIPPED):
            return self._homes[1][0] + name.removeprefix(_SHIPPED)
        return name if os.path.isabs(name) else self._homes[0][0] + name  # noqa: PTH117
