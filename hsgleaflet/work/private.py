"""Private: the door to the disk for what is about people.

Comes in: paths and bytes. Goes out: texts that nobody keeps; files and folders that only their owner can read. It
stands alone because the workspace remembers what it reads, for messages and manifests, and nothing here may be.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from hsgleaflet.problems import LeafletError, fail

_FOLDER, _FILE = 0o700, 0o600
_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of an archive: the same copies are the same file."""


def text(path: Path, shown: str) -> str:
    """Return the text of a list; raise LeafletError when it cannot be read."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise fail("B050", f"{shown} is not UTF-8 text", hint="save it as CSV UTF-8") from None
    except OSError as error:
        raise _trouble(f"{shown} cannot be read", error) from None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    try:
        _folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)  # made with 0600
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError as error:
        raise _trouble(f"{path} cannot be written", error) from None


def archive(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into one ZIP as they come, readable by its owner alone; what fails leaves no archive."""
    try:
        _folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as zipped:
                for entry, data in files:
                    info = zipfile.ZipInfo(entry, _DAY)
                    info.external_attr = _FILE << 16
                    zipped.writestr(info, data)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise _trouble(f"{path} cannot be written", error) from None


def _folder(path: Path) -> None:
    """Make a folder for its owner alone; one that is there keeps the rights it has."""
    for one in (*reversed(path.parents), path):
        if not one.exists():
            one.mkdir(_FOLDER)


def _trouble(message: str, error: OSError) -> LeafletError:
    return fail("B001", f"{message}: {(error.strerror or 'unknown reason').lower()}", hint="choose another place")
