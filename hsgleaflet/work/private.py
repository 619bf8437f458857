"""Private: the door to the disk for what is about people.

Comes in: paths and bytes. Goes out: texts that nobody keeps; files and folders that only their owner can read. It
stands alone because the workspace remembers what it reads, for messages and manifests, and nothing here may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from hsgleaflet.problems import fail
from hsgleaflet.work.whole import Part, sweep, told
from hsgleaflet.work.zipped import Archive

_FOLDER, _FILE = 0o700, 0o600


def lines(path: Path, shown: str) -> Iterator[str]:
    """Yield the lines of a list; raise LeafletError when it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from file
    except UnicodeDecodeError:
        raise fail("B050", f"{shown} is not UTF-8 text", hint="save it as CSV UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise fail("B001", f"{shown} cannot be read: {reason}", hint="make it readable") from None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    _ready(path.parent)
    _write(path, data)


def files(folder: Path, made: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder as they come."""
    _ready(folder)
    for name, data in made:
        _write(folder / name, data)


def archived(path: Path, made: Iterable[tuple[str, bytes]]) -> None:
    """Write files into one ZIP as they come, readable by its owner alone; what fails leaves no archive."""
    _ready(path.parent)
    with told(lambda: str(path)), Part(path, _FILE) as part:
        with Archive(part.file, path.parent, _FILE) as archive:
            for name, data in made:
                archive.add(name, data)
        part.put()


def _write(path: Path, data: bytes) -> None:
    with told(lambda: str(path)), Part(path, _FILE) as part:
        part.file.write(data)
        part.put()


def _ready(folder: Path) -> None:
    """Make a folder for its owner alone; one that is there keeps its rights, and loses what a killed process left."""
    with told(lambda: str(folder)):
        for one in (*reversed(folder.parents), folder):
            if not one.exists():
                one.mkdir(_FOLDER)
        sweep(folder)
