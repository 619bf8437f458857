"""Program: which program made something, as one short text.

Comes in: the installed package and its libraries. Goes out: `stamp`, which changes whenever the same inputs might give
other bytes. It stands alone so that a batch and the workers that serve it ask the same question. Code and fonts are
known by their sizes and times, as Python itself knows whether its byte code is stale; libraries by the names of
their installed versions.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hsgleaflet import __version__
from hsgleaflet.work.data import data_root

_LIBRARIES = ("babel", "deflate", "msgspec", "pillow", "polib", "pyyaml", "reportlab", "uharfbuzz")
_SKIPPED = ("__pycache__", "data")


@cache
def stamp() -> str:
    """Return version and digest of program, fonts, libraries and compressor."""
    package = Path(__file__).parents[1]
    parts = [*versions(), *_files(package), *_files(data_root() / "fonts")]
    return f"{__version__}+{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"


@cache
def versions() -> tuple[str, ...]:
    """Return the versions that two machines must share to make the same bytes."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (f"hsgleaflet-{__version__}", f"python-{python}", f"zlib-{zlib.ZLIB_RUNTIME_VERSION}", *_installed())


def _installed() -> list[str]:
    """Return names and versions of the libraries, from the names of their folders: reading them takes long."""
    found = importlib.util.find_spec("reportlab")
    assert found
    assert found.origin
    names = os.listdir(Path(found.origin).parents[1])  # noqa: PTH208
    known = (name.removesuffix(".dist-info").lower() for name in names if name.endswith(".dist-info"))
    return sorted(name for name in known if name.startswith(_LIBRARIES))


def _files(folder: Path, name: str = "") -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.is_file():
                known = entry.stat()
                yield f"{name}{entry.name} {known.st_size} {known.st_mtime_ns}"
            elif entry.name not in _SKIPPED:
                yield from _files(Path(entry.path), f"{name}{entry.name}/")
