"""The workspace: the only door to the disk.

Comes in: paths. Goes out: texts, bytes, checked files; and whole files, written or not at all. It stands alone: every
file that a build reads or writes passes here, so that what was read is known, nothing outside the project is touched,
and a file is never half-written.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from hsgleaflet.memory import Memory
from hsgleaflet.problems import Location, did_you_mean, fail
from hsgleaflet.work.data import data_root
from hsgleaflet.work.trace import Fact, Facts, first_look, sha256, sha256_of
from hsgleaflet.work.whole import Part, append, sweep, told

GALLERY = "gallery"
"""The leaflet that shows every element, in a folder of its own: it is for no patient, so it is not listed."""
_LARGEST = 50_000_000
"""Bytes of a file that is read at all."""
_LONGEST_PART, _LONGEST_PATH = 255, 4000
"""What the disk takes: bytes of one name, characters of a path."""
_FOR_ALL = 0o644


_CALLED = re.compile(r"^clinic:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


class Workspace(Struct):
    """A project folder laid over the shipped data: its own leaflets and clinics come first."""

    root: Path
    read: dict[str, bytes] = field(default_factory=dict)
    _fonts: dict[str, bytes] = field(default_factory=dict)
    _seen: dict[str, Fact | None] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)
    _swept: set[Path] = field(default_factory=set)
    _tried: set[str] = field(default_factory=set)
    _inside: Memory[tuple[str, str], tuple[Path, bool]] = field(default_factory=lambda: Memory(4000))
    _brands: Memory[str, tuple[Path, ...]] = field(default_factory=lambda: Memory(4000))
    _shown: Memory[tuple[str, str], str] = field(default_factory=lambda: Memory(4000))

    # ------------------------------------------------------------ what mattered

    @contextlib.contextmanager
    def watching(self) -> Iterator[set[str]]:
        """Collect the paths that matter meanwhile, with a file or without; who watches outside learns of them too."""
        outside, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            outside |= self._noted
            self._noted = outside

    def note(self, path: Path) -> None:
        """Note that a file, or that there is none, matters; what is kept of it must be noted each time it is used."""
        self.note_name(self._name(path))

    def _name(self, path: Path) -> str:
        """Return the absolute path of a file, its links as they are; what was seen before has it already."""
        name = str(path)
        return name if name in self._seen else os.path.abspath(path)  # noqa: PTH100 (links must stay as they are)

    def note_name(self, name: str) -> None:
        """Note the same of an absolute path."""
        if name not in self._seen:
            self._seen[name] = first_look(name)
        self._noted.add(name)

    def note_shipped(self, name: str) -> None:
        """Note that a shipped file matters."""
        self.note_name(f"{data_root()}{os.sep}{name}")

    def there(self, path: Path) -> bool:
        """Return whether there is a file, and note that it mattered."""
        name = self._name(path)
        self.note_name(name)
        if self._seen[name] is not None or (self._tried and self.shown(path) in self._tried):
            return True
        return path.is_file()  # what was missing may have come

    def facts(self, noted: Iterable[str]) -> Facts:
        """Return what the files at noted paths held when they were first looked at."""
        return {name: self._fact(name) for name in sorted(noted)}

    def _fact(self, name: str) -> Fact | None:
        seen = self._seen[name]
        if seen is None:
            return None
        if name not in self._hashes:
            kept = self.read.get(self.shown(Path(name)))
            self._hashes[name] = sha256_of(name) if kept is None else sha256(kept)
        return Fact(seen.size, seen.mtime, seen.ctime, self._hashes[name])

    # ------------------------------------------------------------ reading

    def text(self, path: Path) -> str:
        """Return the text of a file; raise LeafletError when it is missing, unreadable or not UTF-8."""
        raw = self.raw(path)
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            at = Location(self.shown(path), before.count(b"\n") + 1)
            hint = "save it as UTF-8 in your editor"
            raise fail("S003", "this line is not UTF-8 text", at, hint) from None

    def raw(self, path: Path) -> bytes:
        """Return the bytes of a file; raise LeafletError when it cannot be read."""
        self.note(path)
        shown = self.shown(path)
        if shown not in self.read:
            self.read[shown] = _bytes(path, shown)
        return self.read[shown]

    def held(self, path: Path) -> bytes | None:
        """Return the bytes of a file as it is now, or None when there is none; raise LeafletError as `raw` does."""
        return _bytes(path, self.shown(path)) if os.path.lexists(path) else None

    def lines_of(self, file: str) -> Sequence[str] | None:
        """Return the lines of a file that was read, by its printed name."""
        raw = self.read.get(file)
        text = raw.decode("utf-8-sig", "replace") if raw is not None else None
        return None if text is None else re.split("\r\n|\r|\n", text.removesuffix("\n"))

    def bytes_of(self, name: str) -> bytes:
        """Return an asset, shipped (`fonts/NotoSans-Bold.ttf`) or a clinic's own by its whole path, read once."""
        found = self._fonts.get(name)
        if found is None:
            path = data_root() / name
            found = self._fonts[name] = _bytes(path, name)
        return found

    def shown(self, path: Path) -> str:
        """Return a path as people read it: relative to where they stand when it is below."""
        key = (str(path), os.getcwd())  # noqa: PTH109 (called for every file of every leaflet)
        found = self._shown.get(key)
        return self._shown.keep(key, self._relative(path)) if found is None else found

    def _relative(self, path: Path) -> str:
        for base in (Path.cwd(), self.root, data_root()):
            with contextlib.suppress(ValueError, OSError, RuntimeError):
                return path.resolve().relative_to(base.resolve()).as_posix()
        return str(path)

    def inside(self, base: Path, name: str) -> Path:
        """Return a path named in a file; raise LeafletError when it leads out of the folder it is named in."""
        key = (str(base), name)
        known = self._inside.get(key)
        if known is None:
            path = followed(base / name, name)
            below = not Path(name).is_absolute() and "\\" not in name and path.is_relative_to(base.resolve())
            known = self._inside.keep(key, (path, below))
        path, below = known
        if not below:
            hint = f"put it below {self.shown(base)} and name it from there"
            raise fail("S004", f'"{name}" leads out of the folder', hint=hint)
        return path

    # ------------------------------------------------------------ finding

    def leaflet_names(self) -> list[str]:
        """Return the names of all leaflets, the project's own and the shipped ones."""
        folders = [self.root / "leaflets", data_root() / "leaflets"]
        found = {path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}
        return sorted(found - {"shared"})

    def leaflet_path(self, name: str) -> Path:
        """Return the file of a leaflet; raise LeafletError with the nearest name when there is none."""
        shipped = data_root() / "leaflets"
        for folder in (self.root / "leaflets", shipped, shipped / GALLERY):
            path = folder / f"{name}.yaml"
            if self.there(path):
                return path
        names = self.leaflet_names()
        hint = did_you_mean(name, names) or f"leaflets here: {', '.join(names)}"
        raise fail("S005", f'there is no leaflet "{name}"', hint=hint)

    def shared_path(self) -> Path | None:
        """Return the file of shared passages, or None."""
        for root in (self.root, data_root()):
            path = root / "leaflets" / "shared.yaml"
            if self.there(path):
                return path
        return None

    def catalog_path(self, lang: str, name: str) -> Path | None:
        """Return the PO file of a leaflet in a language, or None."""
        for root in (self.root, data_root()):
            path = root / "leaflets" / "locale" / lang / f"{name}.po"
            if self.there(path):
                return path
        return None

    def translations(self, leaflet: str) -> list[str]:
        """Return the languages that a leaflet is translated into."""
        roots = (self.root, data_root())
        found = {path.parent.name for root in roots for path in (root / "leaflets" / "locale").glob(f"*/{leaflet}.po")}
        return sorted(found)

    def image_path(self, leaflet: Path, name: str) -> Path:
        """Return an image named in a leaflet: beside it, in its pictures folder, or one of the shipped pictures."""
        folders = (leaflet.parent / "pictures", data_root() / "leaflets" / "pictures")
        for base in (leaflet.parent, *folders):
            path = self.inside(base, name)
            if self.there(path):
                return path
        known = (path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.*"))
        hint = did_you_mean(name, known) or f"put it into {self.shown(leaflet.parent)}/pictures"
        raise fail("S006", f'the image "{name}" is missing', hint=hint)

    def clinic_paths(self, names: Sequence[str] = ()) -> list[Path]:
        """Return the files of clinics: those named (a name, folder or file), or all of the project."""
        if names:
            return [self._clinic_path(name) for name in names]
        own = sorted((self.root / "clinics").glob("*/clinic.yaml"))
        if self.there(self.root / "clinic.yaml"):
            own.append(self.root / "clinic.yaml")
        return own

    def _clinic_path(self, name: str) -> Path:
        places = [
            self.root / name,
            self.root / name / "clinic.yaml",
            self.root / "clinics" / name / "clinic.yaml",
        ]
        places += [data_root() / "clinics" / name / "clinic.yaml"]
        for path in places:
            if self.there(path):
                return path
        own = {_called(self.text(path)): path for path in self.clinic_paths()}
        if name in own:
            return own[name]
        roots = (self.root / "clinics", data_root() / "clinics")
        known = sorted({path.parent.name for root in roots for path in root.glob("*/clinic.yaml")} | own.keys() - {""})
        hint = did_you_mean(name, known) or f"clinics here: {', '.join(known) or 'none'}"
        raise fail("S007", f'there is no clinic "{name}"', hint=hint)

    def brand_path(self, clinic: Path) -> Path | None:
        """Return the brand file of a clinic: in its folder or a folder above, up to the project."""
        places = self._brands.get(str(clinic)) or self._brands.keep(str(clinic), tuple(self._brand_places(clinic)))
        return next((place for place in places if self.there(place)), None)

    def _brand_places(self, clinic: Path) -> Iterator[Path]:
        for folder in (clinic.parent, *clinic.parent.parents):
            yield from (folder / name for name in ("_brand.yml", "brand/_brand.yml", "_brand/_brand.yml"))
            if folder in (self.root.resolve(), self.root, data_root()):
                return

    def records_path(self, clinic: Path) -> Path:
        """Return where the records of a clinic stand, beside its file; there need not be any."""
        return clinic.parent / "approvals.yaml"

    # ------------------------------------------------------------ writing

    def write(self, path: Path, data: bytes | Iterable[bytes]) -> None:
        """Write a file (or its pieces) whole or not at all, to last; raise LeafletError when that cannot be done."""
        with self.part(path, data) as part:
            self.put(part, lasting=True)

    def part(self, path: Path, data: bytes | Iterable[bytes]) -> Part:
        """Return a part with the bytes of a file, beside its place; what a killed process left there goes."""
        folder = path.parent
        with told(lambda: self.shown(folder)):
            folder.mkdir(parents=True, exist_ok=True)
            if folder not in self._swept:
                sweep(folder)
                self._swept.add(folder)
            part = Part(path, _FOR_ALL)
        with part.undone(), told(lambda: self.shown(path)):
            part.file.writelines([data] if isinstance(data, bytes) else data)
            part.file.flush()
        return part

    def put(self, part: Part, *, lasting: bool = False) -> None:
        """Give a part the place of its file."""
        with told(lambda: self.shown(part.path)):
            part.put(lasting=lasting)
        self.forget(part.path)

    def append(self, path: Path, data: bytes) -> None:
        """Add a line to the end of a file, or nothing; raise LeafletError when it cannot be written."""
        with told(lambda: self.shown(path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            append(path, data)
        self.forget(path)

    def forget(self, path: Path) -> None:
        """Read a file anew when it is next asked for: it was written."""
        name = self._name(path)
        self._hashes.pop(name, None)
        if self._seen.pop(name, None) or (self._tried and self.shown(path) in self._tried):
            self.read.pop(self.shown(path), None)
            self._tried.discard(self.shown(path))

    def pretend(self, path: Path, data: bytes) -> None:
        """Take these bytes for a file's until it is forgotten: what somebody tries before they save it."""
        self.forget(path)
        self.note(path)
        self._tried.add(self.shown(path))
        self.read[self.shown(path)] = data


def followed(path: Path, name: str) -> Path:
    """Return where a path leads, its links followed; raise LeafletError when no file can be called this."""
    longest = max(len(part.encode("utf-8", "replace")) for part in ("", *path.parts))
    if longest > _LONGEST_PART or len(str(path)) > _LONGEST_PATH or "\0" in name:
        raise fail("S004", f'no file can have the name "{name[:60]}…"', hint="give it a shorter name")
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise fail("S004", f'"{name}" cannot be followed: its links lead in a circle') from None


def _bytes(path: Path, shown: str) -> bytes:
    try:
        seen = path.stat()
        if not stat.S_ISREG(seen.st_mode) and not stat.S_ISDIR(seen.st_mode):
            raise fail("S002", f"{shown} is no file", hint="a device or a pipe may never end")
        if seen.st_size > _LARGEST:
            raise fail("S002", f"{shown} is larger than 50 MB", hint="use a smaller file")
        return path.read_bytes()
    except FileNotFoundError:
        raise fail("S002", f"{shown} is missing") from None
    except OSError as error:
        raise fail("S002", f"{shown} cannot be read: {_reason(error)}") from None


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def _called(text: str) -> str:
    """Return the name that a clinic's file gives itself, which may be another than its folder's."""
    found = _CALLED.search(text)
    return found[1] if found else ""
