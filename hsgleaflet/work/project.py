"""The project: author files read through the workspace, checked and kept.

Comes in: a workspace. Goes out: checked leaflets, clinics, themes and pictures, each read once. It stands alone so
that every command meets the same files in the same way.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, get_args

from msgspec import Struct, field

from hsgleaflet.compose.digest import Digests, code_of, digests
from hsgleaflet.compose.leaflet import Composed, Marked, compose
from hsgleaflet.compose.pictures import Shown, missing_anchors
from hsgleaflet.compose.stamp import stamped, with_digests
from hsgleaflet.compose.translation import PROGRAM, PSEUDO
from hsgleaflet.memory import Memory, Of
from hsgleaflet.model import brand as brand_model
from hsgleaflet.model import clinic as clinic_model
from hsgleaflet.model import required, wordings
from hsgleaflet.model.base import Finding, Model
from hsgleaflet.model.brand import BrandFile, is_address
from hsgleaflet.model.catalog import Catalog
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Document, Section
from hsgleaflet.model.drawing import Drawing
from hsgleaflet.model.formats import ONE_SIDE, Wording, paper
from hsgleaflet.model.inks import NAMES as INK_NAMES
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.model.pictures import Picture, Raster
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.standing import DRAFT, Standing
from hsgleaflet.model.theme import Theme, resolve
from hsgleaflet.problems import LeafletError, Location, Problem, fail
from hsgleaflet.read.yaml import load, problems
from hsgleaflet.typeset.faces import Faces
from hsgleaflet.typeset.figures import Images, assets_of
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.typeset.text import Setter
from hsgleaflet.work.brands import Brand, brand_of
from hsgleaflet.work.clock import today
from hsgleaflet.work.workspace import Workspace

if TYPE_CHECKING:
    from hsgleaflet.model.records import Approval, Record

M = TypeVar("M", bound=Model)
_LEAFLETS = 12
"""Leaflets to remember: a long one takes a megabyte, and a batch comes to them one after the other."""
_CATALOGS = 40
"""Translations to remember: those of a leaflet into a dozen languages, with what they share."""


class Prepared(Struct, frozen=True):
    """A Document with what it takes to lay it out: theme, pictures, what was left out; and how it stands."""

    document: Document
    theme: Theme
    pictures: Mapping[str, Picture]
    composed: Composed
    digests: Digests
    standing: Standing
    problems: tuple[Problem, ...]

    @property
    def images(self) -> Images:
        """What each picture measures."""
        return images_of(self.pictures)


class Brief(Struct, frozen=True):
    """What of a leaflet decides which of its jobs there are: its own language, and the wordings that it has."""

    lang: str
    wordings: frozenset[Wording]


class Project(Struct):
    """Reads and keeps the files of a project; one a process."""

    workspace: Workspace
    today: datetime.date = field(default_factory=today)
    _models: Memory[str, object] = field(default_factory=lambda: Memory(150))
    _leaflets: Memory[str, object] = field(default_factory=lambda: Memory(_LEAFLETS))
    _briefs: Memory[str, Brief] = field(default_factory=lambda: Memory(2000))
    _catalogs: Memory[str, Catalog] = field(default_factory=lambda: Memory(_CATALOGS))
    _machines: Memory[tuple[str, str], tuple[bool, frozenset[str]]] = field(default_factory=lambda: Memory(5000))
    _pictures: Memory[str, Picture] = field(default_factory=lambda: Memory(200))
    _hashes: Of[Picture, str] = field(default_factory=lambda: Of(200))
    _brands: Of[BrandFile, Brand] = field(default_factory=lambda: Of(150))
    _themes: Of[BrandFile, Theme] = field(default_factory=lambda: Of(150))
    _setter: Setter | None = None

    @property
    def setter(self) -> Setter:
        """The setter of this process, with everything it remembers."""
        if self._setter is None:
            self._setter = Setter(Faces(self.workspace))
        return self._setter

    def leaflet(self, name: str) -> Marked[LeafletFile]:
        """Return a checked leaflet."""
        path = self.workspace.leaflet_path(name)
        return self._load(path, LeafletFile, lambda leaflet: _leaflet_findings(leaflet, path), self._leaflets)

    def brief(self, name: str) -> Brief:
        """Return the little of a leaflet that is remembered when many others have been read since."""
        path = self.workspace.leaflet_path(name)
        shown = self.workspace.shown(path)
        found = self._briefs.get(shown)
        if found is None:
            value = self.leaflet(name).value
            known: tuple[Wording, ...] = get_args(Wording)
            brief = Brief(value.lang, frozenset(wording for wording in known if wordings.has(value, wording)))
            found = self._briefs.keep(shown, brief)
        return found

    def shared(self) -> Marked[PassageFile] | None:
        """Return the shared passages, if there are any."""
        path = self.workspace.shared_path()
        if path is None:
            return None
        return self._load(path, PassageFile, _passage_findings)

    def clinic(self, path: Path) -> Marked[ClinicFile]:
        """Return a checked clinic."""
        return self._load(path, ClinicFile, clinic_model.findings)

    def brand(self, clinic: Path) -> Brand | None:
        """Return the checked brand of a clinic, joined with those that it extends; None when it has none."""
        path = self.workspace.brand_path(clinic)
        if path is None:
            return None
        return brand_of(self.workspace, self._brand_file, path, self._brands)

    def _brand_file(self, path: Path) -> Marked[BrandFile]:
        return self._load(path, BrandFile, brand_model.findings)

    def theme(self, clinic: Path, format_name: str, lang: str = "en") -> Theme:
        """Return the theme of a clinic on a paper format for a language."""
        brand = self.brand(clinic)
        if brand is None:
            return resolve(BrandFile(), format_name, lang=lang)
        image = brand.value.logo_image()
        logo = self._logo(brand, image.path) if image and not is_address(image.path) else ""
        regular, bold, heading = (self._font(brand, name) for name in brand.value.own_fonts())
        key = (format_name, logo, setting(lang), regular, bold, heading)
        try:
            known = self._themes.get(brand.value, key)
            return known or self._themes.keep(
                brand.value, resolve(brand.value, format_name, logo, lang, (regular, bold, heading)), key
            )
        except ValueError as error:
            raise fail("T001", str(error), brand.marks.at(("color",), on_key=True)) from None

    def is_in(self, leaflet: str, lang: str) -> bool:
        """Return whether a leaflet is written in a language or translated into it, so far as can be told."""
        try:
            own = self.brief(leaflet).lang
        except LeafletError:
            return True  # its own job says what is wrong; the others go on
        return lang in (own, *PSEUDO) or self.workspace.catalog_path(lang, leaflet) is not None

    def catalogs(self, leaflet: str, lang: str) -> dict[str, Catalog]:
        """Return the translations of a leaflet, of the shared passages and of the program's phrases.

        Raises LeafletError when the leaflet is not translated into the language at all.
        """
        own = self.brief(leaflet).lang
        if lang == own or lang in PSEUDO:
            return {}
        found: dict[str, Catalog] = {}
        for name in (leaflet, "shared", PROGRAM):
            path = self.workspace.catalog_path(lang, name)
            if path:
                found[name] = self._catalog(path, lang)
        if leaflet not in found:
            known = ", ".join((own, *self.workspace.translations(leaflet)))
            message = f'leaflet "{leaflet}" is not translated into {lang}'
            raise fail(
                "B004", message, hint=f"its languages: {known}; start one with: hsgleaflet translate update {lang}"
            )
        return found

    def _catalog(self, path: Path, lang: str) -> Catalog:
        from hsgleaflet.read.catalog import catalog

        self.workspace.note(path)
        shown = self.workspace.shown(path)
        known = self._catalogs.get(shown)
        return known or self._catalogs.keep(shown, catalog(self.workspace.text(path), shown, lang))

    def is_machine(self, leaflet: str, lang: str) -> bool:
        """Return whether a machine translated anything of a leaflet; what that depends on is noted each time."""
        found = self._machines.get((leaflet, lang))
        if found is None:
            with self.workspace.watching() as noted:
                answer = any(catalog.is_machine for catalog in self.catalogs(leaflet, lang).values())
            found = self._machines.keep((leaflet, lang), (answer, frozenset(noted)))
        for name in found[1]:
            self.workspace.note_name(name)
        return found[0]

    def prepare(self, leaflet: str, clinic: Path, lang: str, format_name: str) -> Prepared:
        """Return everything that laying out one leaflet takes; raise LeafletError with all that is wrong."""
        marked_clinic, wording = self.clinic(clinic), paper(format_name).wording
        catalogs = self.catalogs(leaflet, lang)
        composed = compose(self.leaflet(leaflet), self.shared(), marked_clinic, lang, catalogs, wording=wording)
        theme = self.theme(clinic, format_name, lang)
        if format_name in ONE_SIDE and self.leaflet(leaflet).value.kind == "aftercare":
            theme = theme.on(ONE_SIDE[format_name])
        pictures = self.common_pictures(theme)
        pictures |= self._icons(composed.document)
        pictures |= {f"qr/{target}": self._code(target, at) for target, at in composed.codes.items()}
        hashes = self._illustrate(self.workspace.leaflet_path(leaflet), composed.images, pictures)
        found = digests(composed.document, hashes)
        document, standing, noted = self._stand(with_digests(composed.document, found), found, composed, clinic)
        return Prepared(document, theme, pictures, composed, found, standing, noted)

    def common_pictures(self, theme: Theme) -> dict[str, Picture]:
        """Return the pictures that any document may need: signs, and the logo of a theme."""
        logo = self._pictures.get(theme.logo)
        return {**SIGNS, **({theme.logo: logo} if logo else {})}

    def records(self, clinic: Path) -> Sequence[Record]:
        """Return what was signed beside a clinic's file, oldest first; raise LeafletError when it cannot be read."""
        path = self.workspace.records_path(clinic)
        if not self.workspace.there(path):
            return ()
        from hsgleaflet.model.records import RecordFile

        return self._load(path, RecordFile).value.records

    def forget(self, path: Path) -> None:
        """Read a file anew when it is next asked for: it was written."""
        self.workspace.forget(path)
        for memory in (self._models, self._leaflets, self._briefs):
            memory.drop(self.workspace.shown(path))
        self._catalogs.drop(self.workspace.shown(path))
        self._machines.clear()

    def pretend(self, path: Path, data: bytes) -> None:
        """Take these bytes for a file's until it is forgotten, and read it anew."""
        self.workspace.pretend(path, data)
        self._models.drop(self.workspace.shown(path))

    def _stand(
        self, document: Document, found: Digests, composed: Composed, clinic: Path
    ) -> tuple[Document, Standing, tuple[Problem, ...]]:
        """Return a document with its state on its pages, how it stands, and what is to be said of that."""
        records = self.records(clinic)
        if not records:
            return document, DRAFT, ()
        from hsgleaflet.work.approval import last_of, problems_of, read_of, state_of

        read = read_of(document, found)
        standing = state_of(read, records, self.clinic(clinic).value, self.today)
        if standing.is_clean and standing.approved_on:
            put_off = standing.until if standing.state == "extended" else None
            document = stamped(document, composed.edge, standing.approved_on, put_off)
        last = last_of(records, read)
        changed = self._changed(document, found, clinic, last) if last and standing.state == "draft" else ()
        return document, standing, tuple(problems_of(standing, read, self.today, document.at, changed))

    def _changed(self, document: Document, found: Digests, clinic: Path, last: Approval) -> tuple[str, ...]:
        from hsgleaflet.work.kept import kept, since

        before = kept(self.workspace, clinic, document, code_of(last.wording, last.answers))
        return since(before, document, found.given).places if before else ()

    def _illustrate(self, leaflet: Path, images: Mapping[str, Shown], pictures: dict[str, Picture]) -> dict[str, str]:
        """Add the images of a leaflet to its pictures and return the sha256 of each; labels must find their anchors."""
        wrong: list[Problem] = []
        found = {}
        for name, shown in images.items():
            path = self._image_path(leaflet, name, shown.at)
            pictures[name] = self.picture(path)
            found[name] = self._image_hash(path, pictures[name])
            wrong += missing_anchors(name, shown, pictures[name])
        if wrong:
            raise LeafletError(wrong)
        return found

    def _image_hash(self, path: Path, picture: Picture) -> str:
        known = self._hashes.get(picture)
        return known or self._hashes.keep(picture, hashlib.sha256(self.workspace.raw(path)).hexdigest())

    def _icons(self, document: Document) -> dict[str, Picture]:
        """Return the icons that the headings of a document need."""
        bodies = (block.blocks for block in document.blocks if isinstance(block, Section))
        names = (asset for blocks in bodies for block in blocks for asset in assets_of(block))
        return {name: self._icon(name) for name in names if name.startswith("icon/")}

    def _icon(self, name: str) -> Picture:
        file = f"leaflets/pictures/icons/{name.removeprefix('icon/')}.svg"
        self.workspace.note_shipped(file)
        found = self._pictures.get(name)
        if found is None:
            from hsgleaflet.read.svg import drawing

            found = self._pictures.keep(name, drawing(self.workspace.bytes_of(file).decode(), file))
        return found

    def _code(self, target: str, at: Location | None) -> Picture:
        name = f"qr/{target}"
        found = self._pictures.get(name)
        if found is None:
            from hsgleaflet.write.pdf.qr import qr_code

            found = self._pictures.keep(name, qr_code(target, at))
        return found

    def picture(self, path: Path) -> Picture:
        """Return a picture by its file."""
        self.workspace.note(path)
        shown = self.workspace.shown(path)
        return self._pictures.get(shown) or self._pictures.keep(shown, self._read_picture(path, shown))

    def _read_picture(self, path: Path, shown: str) -> Picture:
        if path.suffix.lower() == ".svg":
            from hsgleaflet.read.svg import drawing

            found = drawing(self.workspace.text(path), shown)
            unknown = sorted(_roles(found) - INK_NAMES)
            if unknown:
                hint = f"choose from {', '.join(sorted(INK_NAMES))}"
                raise fail("T003", f"unknown colour var(--{unknown[0]})", Location(shown), hint)
            return found
        from hsgleaflet.read.png import image_info

        data = self.workspace.raw(path)
        info = image_info(data, shown)
        return Raster(data, info.width, info.height, shown)

    def _image_path(self, leaflet: Path, name: str, at: Location | None) -> Path:
        try:
            return self.workspace.image_path(leaflet, name)
        except LeafletError as error:
            raise _located(error, at) from None

    def _font(self, brand: Brand, name: str) -> str:
        """Return the asset name of a clinic's own font; raise LeafletError when it is missing or cannot be used."""
        if not name:
            return ""
        try:
            path = brand.find(self.workspace, name)
            self.workspace.raw(path)
            self.setter.faces.get(str(path))
        except LeafletError as error:
            raise _located(error, brand.marks.at(("typography",), on_key=True)) from None
        return str(path)

    def _logo(self, brand: Brand, name: str) -> str:
        try:
            path = brand.find(self.workspace, name)
            if not self.workspace.there(path):
                hint = f"put it beside {self.workspace.shown(brand.files[0])}"
                raise fail("S006", f'the logo "{name}" is missing', hint=hint)
        except LeafletError as error:
            raise _located(error, brand.marks.at(("logo",), on_key=True)) from None
        self.picture(path)
        return self.workspace.shown(path)

    def _load(
        self,
        path: Path,
        model: type[M],
        findings: Callable[[M], list[Finding]] = lambda _: [],
        memory: Memory[str, object] | None = None,
    ) -> Marked[M]:
        """Return a file whose fields fit each other, kept in a memory; raise LeafletError with all that do not."""
        self.workspace.note(path)
        shown, memory = self.workspace.shown(path), self._models if memory is None else memory
        found = memory.get(shown)
        if found is None:
            value, marks = load(self.workspace.text(path), shown, model)
            if wrong := findings(value):
                raise LeafletError(problems(wrong, marks))
            found = memory.keep(shown, Marked(value, marks))
        return found  # type: ignore[return-value]


def images_of(pictures: Mapping[str, Picture]) -> Images:
    """Return what pictures measure."""
    return Images({name: (picture.width, picture.height) for name, picture in pictures.items()}, pictures)


def _roles(drawing: Drawing) -> set[str]:
    paints = (paint for shape in drawing.shapes for paint in (shape.fill, shape.stroke))
    return {paint for paint in paints if isinstance(paint, str)}


def _leaflet_findings(leaflet: LeafletFile, path: Path) -> list[Finding]:
    wrong = [*required.findings(leaflet), *wordings.findings(leaflet)]
    if leaflet.leaflet != path.stem:
        message = f"this file is called {path.name}, but says `leaflet: {leaflet.leaflet}`"
        wrong.append(Finding(("leaflet",), "S008", message, "make both names the same"))
    return wrong


def _passage_findings(shared: PassageFile) -> list[Finding]:
    return [*required.passage_findings(shared), *wordings.passage_findings(shared)]


def _located(error: LeafletError, at: Location | None) -> LeafletError:
    return LeafletError(
        Problem(code=problem.code, message=problem.message, at=problem.at or at, hint=problem.hint)
        for problem in error.problems
    )
