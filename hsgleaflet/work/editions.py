"""Editions: what is made of a leaflet without paper, and what leads from one of its files to the others.

Comes in: a project, a job, what was prepared. Goes out: bytes, and how the other files stand that they name. It stands
alone because these files know of each other: a web page leads to its other languages, wordings and papers, by the
names that they have in their states. Nothing leads to a machine's translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from hsgleaflet.compose.values import own_name
from hsgleaflet.model.formats import EDITIONS, FORMATS, paper
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.project import Prepared, Project

Named = Callable[[str, str, str], str]
"""Given language, format and state, returns the name of a file of the same leaflet and clinic."""


class Family:
    """The files that a clinic gives of one leaflet, seen from one of them."""

    def __init__(self, project: Project, clinic: Path, format_name: str, prepared: Prepared, named: Named) -> None:
        self.leaflet, self.lang, self.format = prepared.document.id, prepared.document.lang, format_name
        self._project, self._clinic, self._named = project, clinic, named
        self._formats = project.clinic(clinic).value.formats
        self._known: dict[tuple[str, str], Prepared | None] = {(self.lang, paper(self.format).wording): prepared}

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How those stand that were asked for."""
        return tuple(found.standing for found in self._known.values() if found)

    def languages(self) -> Iterator[tuple[str, str, str]]:
        """Yield language, its own name, and the file in it ("" for this one)."""
        offered = self._project.clinic(self._clinic).value.languages
        for lang in dict.fromkeys((*offered, self.lang)):
            if lang == self.lang or self.format in self._formats:
                yield from ((lang, _name(lang), file) for file in self._file(lang, self.format))

    def wordings(self) -> Iterator[tuple[str, str]]:
        """Yield each wording that this leaflet has in files of this kind, and its file."""
        own = EDITIONS[self.format]
        for name, edition in EDITIONS.items():
            if edition.medium == own.medium and (name == self.format or name in self._formats):
                for file in self._file(self.lang, name):
                    yield edition.wording, file

    def papers(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each paper format that the clinic gives, and its file to read."""
        for name in self._formats:
            if name in FORMATS:
                yield from ((_paper_name(name), file) for file in self._file(self.lang, name))

    def _file(self, lang: str, format_name: str) -> Iterator[str]:
        """Yield the name of a file if it can be made and given; "" for this one."""
        if (lang, format_name) == (self.lang, self.format):
            yield ""
            return
        wording = paper(format_name).wording
        if (lang, wording) not in self._known:
            self._known[lang, wording] = self._prepared(lang, format_name)
        found = self._known[lang, wording]
        if found is None or found.standing.is_stopped:
            return
        if format_name in EDITIONS and found.document.meta.wording != wording:
            return  # the full wording stands in for one that is not written
        yield self._named(lang, format_name, found.document.meta.state)

    def _prepared(self, lang: str, format_name: str) -> Prepared | None:
        with suppress(LeafletError):
            foreign = lang != self.lang
            catalogs = self._project.catalogs(self.leaflet, lang) if foreign else {}
            if not any(catalog.is_machine for catalog in catalogs.values()):
                return self._project.prepare(self.leaflet, self._clinic, lang, format_name)
        return None


def _name(lang: str) -> str:
    """Return a language in its own name; where it is spoken is left out."""
    name, _, region = own_name(lang).partition(" (")
    return name if len(lang.rpartition("-")[2]) == 2 or not region else f"{name} ({region}"


def _paper_name(name: str) -> str:
    return name.upper() if len(name) == 2 else FORMATS[name].title


def web_page(project: Project, prepared: Prepared, family: Family) -> bytes:
    """Return a leaflet as a web page."""
    from hsgleaflet.write.html.page import Around, Other, write

    phrases, document = prepared.composed.edge.phrases, prepared.document
    names = {"full": "full_version", "short": "short_version", "easy-read": "easy_read"}
    rtl = document.direction == "rtl"
    around = Around(
        contents=phrases("contents"),
        languages_name=phrases("languages"),
        to_print=phrases("to_print"),
        languages=tuple(
            Other(file, name, lang, setting(lang).rtl) for lang, name, file in family.languages()
        ),
        wordings=tuple(
            Other(file, phrases(names[wording]), document.lang, rtl) for wording, file in family.wordings()
        ),
        papers=tuple(Other(file, name, "en") for name, file in family.papers()),
    )  # fmt: skip
    return write(document, prepared.theme, prepared.pictures, project.setter, around, family.format)
