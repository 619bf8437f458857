"""Whole: a file is what it was or what it is meant to be, at every moment, whatever becomes of the process.

Comes in: a place for a file, and its bytes. Goes out: a part beside that place, which then takes it at once. It stands
alone because everything that is written goes this way: the workspace's files and those about people. Who writes a part
holds a lock on it that ends with the process: what a killed one left behind can be told from what another is at.

A machine that loses its power is another matter: what was written may not be on the disk yet, and a file may have its
new name before its bytes. What cannot be made again is therefore forced onto the disk, the part before it takes its
place and the folder after that: what people wrote, signatures, the register of what was issued, manifest and index of
an output folder, what moves to `superseded/`. Leaflets and copies come by the thousand and can be made again: they are
not waited for, and a torn one has not the hash that stands in the manifest (nor, mostly, the size). Every file is
hashed by `build --verify`, and by the build after one that did not come to its end.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from hsgleaflet.problems import LeafletError, fail

FULL = "B006"
"""The code of a disk that is full: what comes next would fail too."""
_PREFIX, _SUFFIX = ".hsgleaflet-", ".part"
"""The name of a part says nothing of what it holds."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Part:
    """A file in the making; `with` it, what was not put in its place is gone at the end."""

    def __init__(self, path: Path, rights: int) -> None:
        self.path = path
        self._rights = rights
        self.file, self.name = _opened(path.parent)

    def __enter__(self) -> Part:
        return self

    def put(self, *, lasting: bool = False) -> None:
        """Take the place of the file, the lock held until that is done; `lasting` outlives a loss of power."""
        self.file.flush()
        os.fchmod(self.file.fileno(), self._rights)
        if lasting:
            os.fsync(self.file.fileno())
        Path(self.name).replace(self.path)
        if lasting:
            _force(self.path.parent)

    @contextlib.contextmanager
    def undone(self) -> Iterator[None]:
        """Take the part away when something goes wrong meanwhile."""
        try:
            yield
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self.file.close()
        Path(self.name).unlink(missing_ok=True)


def _opened(folder: Path) -> tuple[IO[bytes], str]:
    """Return a new part, locked, and its name; another process may take it away before it is locked."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return os.fdopen(handle, "wb"), name
        os.close(handle)


def move(path: Path, there: Path) -> None:
    """Move a file into another folder; that it is gone here outlives a loss of power."""
    path.replace(there)
    _force(there.parent)
    _force(path.parent)


def _force(folder: Path) -> None:
    """Force the names in a folder onto the disk, where its file system knows of such a thing and it may be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def append(path: Path, line: bytes) -> None:
    """Add a line to a file, or nothing; it outlives a loss of power."""
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        is_torn = size and os.pread(file.fileno(), 1, size - 1) != b"\n"
        write_line(file, b"\n" + line if is_torn else line)
        os.fsync(file.fileno())
    if not size:
        _force(path.parent)


def write_line(file: IO[bytes], line: bytes) -> None:
    """Add a line to the end of a file without a buffer, or nothing: half a line would spoil the next one."""
    size = os.fstat(file.fileno()).st_size
    try:
        if file.write(line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        file.truncate(size)
        raise


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C until a step is done: a file that is written is then told as well."""
    if threading.current_thread() is not threading.main_thread():  # Python interrupts no other
        yield
        return
    came = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal came
        came = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def sweep(folder: Path) -> None:
    """Take away the parts in a folder that nobody writes any more."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


@contextlib.contextmanager
def told(shown: Callable[[], str]) -> Iterator[None]:
    """Tell an error of the disk as one for people: what cannot be written, why, and what to do.

    `shown` gives the path as people read it, which is asked for only then.
    """
    try:
        yield
    except OSError as error:
        raise _cannot_write(shown(), error) from None


def _cannot_write(shown: str, error: OSError) -> LeafletError:
    if error.errno in _NO_ROOM:
        hint = "make room, then do it again: what is there is whole, and only the rest is made"
        return fail(FULL, f"{shown} cannot be written: there is no room left", hint=hint)
    hint = "choose another folder with -o, or make this one writable"
    return fail("B001", f"{shown} cannot be written: {(error.strerror or 'unknown reason').lower()}", hint=hint)
