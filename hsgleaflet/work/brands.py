"""Brands: a clinic's brand file and those that it extends, as one brand.

Comes in: a brand file's path and the way to read one. Goes out: the brand with everything joined, and where the files
that it names lie. It stands alone so that a logo or font that a trust's brand names is found beside the trust's file,
whichever clinic builds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.compose.spots import Marks
from hsgleaflet.memory import Of
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.problems import LeafletError, Location, fail
from hsgleaflet.read.yaml import joined
from hsgleaflet.work.data import data_root
from hsgleaflet.work.workspace import Workspace, followed


class Brand(Struct, frozen=True):
    """A brand, the places of the clinic's own file, and all files that it was joined from, the clinic's own first."""

    value: BrandFile
    marks: Marks
    files: tuple[Path, ...]
    parts: tuple[BrandFile, ...]
    """What it was joined from: kept, so that a memory may know them by their identity."""

    def find(self, space: Workspace, name: str) -> Path:
        """Return a file that the brand names: beside the clinic's own file, else beside those that this extends.

        Raises LeafletError when the name leads out of its folder.
        """
        places = [space.inside(file.parent, name) for file in self.files]
        return next((place for place in places if space.there(place)), places[0])


def brand_of(
    space: Workspace, load: Callable[[Path], Marked[BrandFile]], path: Path, known: Of[BrandFile, Brand]
) -> Brand:
    """Return the brand of a file; raise LeafletError when it is wrong, or extends itself."""
    own = load(path)
    if not own.value.own.extends and (single := known.get(own.value, (id(own.value),))):
        return single
    files, chain = [path.resolve()], [own]
    while above := chain[-1].value.own.extends:
        found = _above(space, files, above, chain[-1].marks.at(("defaults", "hsgleaflet", "extends")))
        files.append(found)
        chain.append(load(found))
    key = tuple(id(marked.value) for marked in chain)
    return known.get(own.value, key) or known.keep(own.value, _joined(space, chain, files), key)


def _above(space: Workspace, files: list[Path], name: str, at: Location | None) -> Path:
    """Return the file that the last of these extends."""
    found = _followed(files[-1].parent, name, at)
    if "\\" in name or not any(found.is_relative_to(root.resolve()) for root in (space.root, data_root())):
        hint = f"put it below {space.shown(space.root)}"
        raise fail("S004", f'"{name}" leads out of the project', at, hint)
    if not space.there(found):
        raise fail("S006", f'the brand file "{name}" is missing', at, "name it from the folder of this file")
    if found in files:
        circle = " -> ".join(space.shown(file) for file in (*files, found))
        raise fail("T009", f"the brand files {circle} extend each other in a circle", at)
    return found


def _followed(folder: Path, name: str, at: Location | None) -> Path:
    try:
        return followed(folder / name, name)
    except LeafletError as error:
        raise LeafletError(replace(problem, at=at) for problem in error.problems) from None


def _joined(space: Workspace, chain: Sequence[Marked[BrandFile]], files: Sequence[Path]) -> Brand:
    value = chain[0].value
    if len(chain) > 1:
        value = joined([(space.text(file), space.shown(file)) for file in reversed(files)], BrandFile)
    return Brand(value, chain[0].marks, tuple(files), tuple(marked.value for marked in chain))
