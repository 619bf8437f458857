"""Watch: tells which files of a project were saved.

Comes in: folders. Goes out: sets of paths, as soon as the disk is quiet for a moment. It stands alone because what an
editor does to a file (a new one moved over the old, say) differs, and nobody else should care.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

from watchfiles import Change, awatch

Changes = set[tuple[Change, str]]
_KINDS = frozenset((".yaml", ".yml", ".po", ".svg", ".png", ".jpg", ".jpeg", ".ttf", ".icc"))
_ASIDE = frozenset(("build", "dist", "node_modules", "signed", "superseded"))
_QUIET, _LONGEST = 15, 150
"""Milliseconds of quiet after which what was saved is told, and after which it is told in any case."""


def concerns(path: str) -> bool:
    """Return whether a file can matter to a leaflet; what editors and we ourselves put beside it does not."""
    found = Path(path)
    return found.suffix.lower() in _KINDS and not found.name.startswith(".")


def folders(root: Path, shipped: Path) -> list[Path]:
    """Return the folders below which leaflets, clinics and brands lie; environments and outputs are left out."""
    found = [path for path in sorted(root.iterdir()) if path.is_dir() and _is_ours(path)]
    own = shipped / "leaflets"
    return found if own.resolve().is_relative_to(root.resolve()) else [*found, own]


def _is_ours(path: Path) -> bool:
    return not path.name.startswith(".") and path.name not in _ASIDE and not (path / "pyvenv.cfg").exists()


async def saved(root: Path, shipped: Path, stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """Yield the paths that were written, made or taken away, until told to stop."""
    while not stop.is_set():
        async with aclosing(_changes(root, folders(root, shipped), stop)) as found:
            async for changes in found:
                paths = {Path(name) for _, name in changes if concerns(name)}
                if paths:
                    yield paths
                if any(
                    kind is Change.added and Path(name).parent == root and Path(name).is_dir() for kind, name in changes
                ):
                    break  # a new folder: it is watched from now on


async def _changes(root: Path, inner: Sequence[Path], stop: asyncio.Event) -> AsyncGenerator[Changes, None]:
    """Yield what happened in the project's own folder and below others."""
    queue: asyncio.Queue[Changes] = asyncio.Queue()
    enough = asyncio.Event()  # each its own: whoever watches sets it when it ends

    async def follow(*places: Path, recursive: bool) -> None:
        async for changes in awatch(
            *places, watch_filter=None, step=_QUIET, debounce=_LONGEST, recursive=recursive, stop_event=enough
        ):
            await queue.put(changes)

    tasks = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(follow(root, recursive=False))]
    if inner:
        tasks.append(asyncio.ensure_future(follow(*inner, recursive=True)))
    try:
        while True:
            waiting = asyncio.ensure_future(queue.get())
            await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                waiting.cancel()
                return
            yield waiting.result()
    finally:
        enough.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
