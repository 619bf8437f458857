"""Mend: safe changes written into the author's files.

Comes in: mendings, each with its place, or the new text of a file. Goes out: the files with exactly those words
changed; comments, quotes and line ends stay byte for byte. It stands alone because it is the only place that writes
into what a person wrote: a file whose words do not stand where they should, or that could not be read afterwards, is
left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from hsgleaflet.check.run import Mending
from hsgleaflet.problems import LeafletError, Location, fail
from hsgleaflet.read.nodes import plain
from hsgleaflet.work.workspace import Workspace

_LINES = re.compile("\r\n|\r|\n")
_BOM = "\ufeff"


def mend(workspace: Workspace, mendings: Iterable[Mending]) -> list[Mending]:
    """Write mendings into the project's own files and return those that were made, in their order.

    Raises LeafletError when a file cannot be written.
    """
    by_file: dict[str, list[Mending]] = {}
    for mending in mendings:
        by_file.setdefault(mending.at.file, []).append(mending)
    made: list[Mending] = []
    for file, wanted in sorted(by_file.items()):
        path = (Path.cwd() / file).resolve()
        if not path.is_relative_to(workspace.root.resolve()):
            continue
        text = workspace.raw(path).decode("utf-8")
        changed, done = mended(text, sorted(wanted, key=lambda one: (one.at.line, one.at.column)))
        if done and _reads(changed, file):
            mode = path.stat().st_mode
            workspace.write(path, changed.encode("utf-8"))
            path.chmod(mode)
            made += done
    return made


def rewrite(workspace: Workspace, path: Path, text: str) -> None:
    """Write the whole new text of a person's file, which must be the project's own.

    Raises LeafletError when it is not, cannot be read afterwards, or cannot be written.
    """
    shown = workspace.shown(path)
    if not path.resolve().is_relative_to(workspace.root.resolve()):
        hint = f"copy it below {workspace.shown(workspace.root)} first"
        raise fail("S049", f"{shown} is not part of this project", hint=hint)
    plain(text, shown)
    mode = path.stat().st_mode if path.exists() else None
    workspace.write(path, text.encode("utf-8"))
    if mode is not None:
        path.chmod(mode)


def mended(text: str, mendings: Iterable[Mending]) -> tuple[str, list[Mending]]:
    """Return a text with mendings made, last first, and those that were; of two that overlap the later one waits."""
    start = len(_BOM) if text.startswith(_BOM) else 0
    starts = [start, *(found.end() for found in _LINES.finditer(text))]
    done: list[Mending] = []
    places: list[int] = []
    end = -1
    for mending in mendings:
        place = _place(starts, mending.at)
        if place > end and text[place : place + len(mending.old)] == mending.old:
            done.append(mending)
            places.append(place)
            end = place + len(mending.old)
    for place, mending in reversed(list(zip(places, done, strict=True))):
        text = text[:place] + mending.new + text[place + len(mending.old) :]
    return text, done


def _place(starts: list[int], at: Location) -> int:
    return starts[at.line - 1] + at.column - 1 if 0 < at.line <= len(starts) else -1


def _reads(text: str, file: str) -> bool:
    """Return whether a changed file can still be read."""
    try:
        plain(text, file)
    except LeafletError:
        return False
    return True
