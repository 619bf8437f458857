"""Spots: where in the author's files a text stands, and the name its node gets.

Comes in: the marks of a file and a path. Goes out: locations for problems, stable ids for nodes. It stands alone so
that composing never handles lines and columns itself.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from hsgleaflet.memory import Of
from hsgleaflet.model.base import Path
from hsgleaflet.problems import Location


class Marks(Protocol):
    """Knows where the values of one file stand."""

    file: str

    def at(self, path: Path, offset: int = 0, *, on_key: bool = False) -> Location | None:
        """Return the place of a value, or of a character in it."""
        ...


class Spot(Struct, frozen=True):
    """A value in a file, and the id of the node made from it."""

    marks: Marks
    path: Path
    id: str
    here: Location | None = None
    """Where the words really stand, when they are a translation."""
    moved: tuple[str, frozenset[str]] = ("", frozenset())
    """Values of this one that stand under a key of it: those of another wording than the full one."""

    def __truediv__(self, step: str | int) -> Spot:
        """Return the spot of a value inside this one."""
        key, names = self.moved
        steps = (key, step) if step in names else (step,)
        return Spot(self.marks, (*self.path, *steps), ".".join(map(str, (self.id, *steps) if self.id else steps)))

    def at(self, offset: int = 0) -> Location | None:
        """Return the place in the file."""
        return self.here or _found(self.marks, self.path, offset)


_PLACES: Of[Marks, tuple[Location | None]] = Of(8000)


def _found(marks: Marks, path: Path, offset: int) -> Location | None:
    """Return the place of a value, looked for once for all clinics that print it."""
    known = _PLACES.get(marks, (path, offset))
    return (known or _PLACES.keep(marks, (marks.at(path, offset),), (path, offset)))[0]
