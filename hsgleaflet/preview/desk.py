"""Desk: what lies open, and how it looks at this moment.

Comes in: a choice of clinic, leaflet, language and format; what is being tried in the forms; the news that files were
saved. Goes out: plain values for the page: pages, problems with their places, forms. It stands alone, without a server,
so that all of the preview but its wires can be tested by calling it.

A text that cannot be read leaves the last good pages where they were, and its problems stand on them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from hsgleaflet.compose.translation import PSEUDO
from hsgleaflet.compose.values import own_name
from hsgleaflet.memory import Memory, forget
from hsgleaflet.model.formats import EDITIONS, FORMATS
from hsgleaflet.preview import answers, brand
from hsgleaflet.preview.drafts import Draft, draft, save
from hsgleaflet.preview.places import Map
from hsgleaflet.problems import LeafletError, Problem, Severity, fail
from hsgleaflet.read.nodes import Marks
from hsgleaflet.work.build import Job, laid_out, make
from hsgleaflet.work.checking import Wanted, check
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import GALLERY, Workspace
from hsgleaflet.write.svg import inks, svg, words

_TEXTS = frozenset((".yaml", ".yml", ".po"))
_AROUND = 7
"""Lines of a file that are shown above and below the one in question."""
_EXAMPLE = "riverside"
_LANG = re.compile(r"[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


class Choice(Struct, frozen=True):
    """What is looked at; the clinic by the printed name of its file."""

    clinic: str
    leaflet: str
    lang: str
    format: str


class Asked(Struct, frozen=True):
    """A request of the page: its choice, what is tried in the forms, the pages that it has already."""

    choice: Choice
    brand: dict[str, str] = {}
    answers: dict[str, str] = {}
    have: tuple[str, ...] = ()


class Good(Struct, frozen=True):
    """What could be shown last of a choice."""

    shown: dict[str, Any]
    svgs: dict[str, str] = {}
    map: Map | None = None
    problems: tuple[Problem, ...] = ()


class Desk:
    """The project on the desk; its methods may be called from several threads."""

    def __init__(self, project: Project, clinics: tuple[str, ...] = ()) -> None:
        self._project, self._names = project, clinics
        self._disk = Project(Workspace(project.workspace.root), project.today)
        self._lock = RLock()
        self._held: dict[Path, bytes] = {}
        self._good: Memory[Choice, Good] = Memory(12)
        self._stale: set[Choice] = set()
        """Choices whose pages are those of an earlier text."""
        self._editions: Memory[str, str] = Memory(6)
        self._offers: dict[str, Any] = {}

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._project.workspace.root

    # ------------------------------------------------------------ files

    def saved(self, paths: Iterable[Path]) -> None:
        """Read files anew when they are next needed; pictures and fonts are remembered in many places."""
        with self._lock:
            if all(path.suffix.lower() in _TEXTS for path in paths):
                for path in paths:
                    self._project.forget(path)
                    self._disk.forget(path)
                    self._held.pop(path, None)
            else:
                forget()
                root, today = self.root, self._project.today
                self._project, self._disk = (Project(Workspace(root), today) for _ in range(2))
                self._held.clear()

    def _hold(self, wanted: Mapping[Path, bytes]) -> None:
        """Take texts that are tried for those of the disk, and no others."""
        for path in [path for path in self._held if path not in wanted]:
            del self._held[path]
            self._project.forget(path)
        for path, data in wanted.items():
            if self._held.get(path) != data:
                self._held[path] = data
                self._project.pretend(path, data)

    def _drafts(self, asked: Asked) -> tuple[Draft | None, Draft | None]:
        """Return what is tried of the brand and of the answers: changes of what lies on the disk."""
        ours, given, disk = None, None, self._disk
        if asked.brand:
            clinic = self._clinic(asked.choice)
            ours = draft(disk, brand.brand_file(disk, clinic), brand.changes(disk, clinic, asked.brand))
        if asked.answers:
            clinic = self._clinic(asked.choice)
            known = answers.fields(answers.form(disk, clinic, asked.choice.leaflet))
            given = draft(disk, clinic, answers.changes(known, asked.answers))
        return ours, given

    @contextmanager
    def _trying(self, asked: Asked) -> Iterator[tuple[Draft | None, Draft | None]]:
        """Try what the forms hold; problems of the forms themselves must not hide the pages."""
        with self._lock:
            wanted = {}
            ours = given = None
            with suppress(LeafletError):
                ours, given = self._drafts(asked)
                wanted = {one.path: one.after.encode() for one in (ours, given) if one and one.changed}
            self._hold(wanted)
            yield ours, given

    def _clinic(self, choice: Choice) -> Path:
        """Return the file of a clinic that is offered: a name never leads to any other file."""
        space = self._disk.workspace
        found = next((path for path in self._clinics() if space.shown(path) == choice.clinic), None)
        if found is None:
            raise fail("S007", f'there is no clinic "{choice.clinic}"')
        return found

    def _clinics(self) -> list[Path]:
        space = self._disk.workspace
        return space.clinic_paths(self._names) or space.clinic_paths([_EXAMPLE])

    # ------------------------------------------------------------ what can be chosen

    def offers(self) -> dict[str, Any]:
        """Return what can be chosen: clinics with their leaflets, languages and formats."""
        with self._lock:
            found = [self._offer(path) for path in self._clinics()]
            langs = {name for one in found for group in one["langs"].values() for name in group}
            names = {name: _called(name) for name in sorted(langs)}
            formats = {name: one.title for name, one in (FORMATS | EDITIONS).items()}
            return {"clinics": found, "languages": names, "formats": formats}

    def _offer(self, path: Path) -> dict[str, Any]:
        """Return what a clinic gives out first, then the rest; what it gave last when its file cannot be read now."""
        space = self._disk.workspace
        shown = space.shown(path)
        names = space.leaflet_names()
        try:
            clinic = self._disk.clinic(path).value
            first, langs, formats, name = clinic.leaflets, clinic.languages, clinic.formats, clinic.name
        except LeafletError:
            known = self._offers.get(shown)
            if known:
                return dict(known)
            first, langs, formats, name = names[:1], ["en-GB"], ["a4"], path.parent.name
        leaflets = {one: self._said(one, "title", one) for one in dict.fromkeys((*first, *names))}
        leaflets[GALLERY] = "Every element, to try a brand"
        self._offers[shown] = {
            "id": shown, "name": name, "first": list(first), "leaflets": leaflets, "formats": list(formats),
            "langs": {one: self._languages(one, langs) for one in leaflets},
        }  # fmt: skip
        return dict(self._offers[shown])

    def _said(self, leaflet: str, key: str, instead: str) -> str:
        """Return a plain value of a leaflet, read without reading the rest: a dozen leaflets are listed."""
        try:
            text = self._disk.workspace.text(self._disk.workspace.leaflet_path(leaflet))
        except LeafletError:
            return instead
        found = re.search(rf"^{key}:[ \t]+[\"']?(.+?)[\"']?[ \t]*(?: #.*)?$", text, re.MULTILINE)
        return found[1] if found else instead

    def _languages(self, leaflet: str, offered: list[str]) -> list[str]:
        own = self._said(leaflet, "lang", "en-GB")
        there = [own, *self._disk.workspace.translations(leaflet)]
        return list(dict.fromkeys([*(lang for lang in offered if lang in there), *there, *PSEUDO]))

    # ------------------------------------------------------------ what it looks like

    def show(self, asked: Asked) -> dict[str, Any]:
        """Return the pages of a choice, those alone drawn that the page has not got; or the last good ones."""
        with self._trying(asked):
            try:
                good = self._good.keep(asked.choice, self._made(asked.choice))
                problems, stale = good.problems, False
                self._stale.discard(asked.choice)
            except LeafletError as error:
                known = self._good.get(asked.choice)
                good, problems, stale = known or Good({"kind": "none", "pages": []}), error.problems, True
                self._stale.add(asked.choice)
            return {
                **good.shown,
                "stale": stale,
                "svgs": {key: drawn for key, drawn in good.svgs.items() if key not in asked.have},
                "problems": self._told(problems, good.map, stale=stale),
            }

    def _made(self, choice: Choice) -> Good:
        job = self._job(choice)
        if choice.format in EDITIONS:
            return self._edition(job)
        prepared = self._project.prepare(job.leaflet, job.clinic, job.lang, job.format)
        layout = laid_out(self._project, job, prepared)
        drawn = [svg(page, prepared.pictures) for page in layout.pages]
        keys = [_key(body) for body, _ in drawn]
        pages = [
            {"key": key, "edge": edge, "width": page.width, "height": page.height, "words": words(page)}
            for key, (_, edge), page in zip(keys, drawn, layout.pages, strict=True)
        ]
        document = prepared.document
        shown = {
            "kind": "pages", "pages": pages, "inks": inks(prepared.theme.inks), "lang": document.lang,
            "dir": document.direction, "title": document.title, "state": document.meta.state, "body": layout.body,
        }  # fmt: skip
        problems = (*prepared.composed.problems, *prepared.problems, *layout.problems)
        found = Map(document, layout, self._marks(job))
        return Good(shown, {key: body for key, (body, _) in zip(keys, drawn, strict=True)}, found, problems)

    def _edition(self, job: Job) -> Good:
        """Return an edition that is no paper: a web page by its address, texts as they are."""
        made = make(self._project, job)
        document = made.prepared.document
        shown: dict[str, Any] = {
            "pages": [], "lang": document.lang, "dir": document.direction, "title": document.title,
            "state": document.meta.state,
        }  # fmt: skip
        if EDITIONS[job.format].medium == "html":
            text = made.data.decode()
            key = _key(text)
            self._editions.keep(key, text)
            shown |= {"kind": "html", "edition": key}
        else:
            state = document.meta.state
            files = [
                {"name": one.name(job, state), "text": one.data.decode("utf-8", "replace")} for one in made.outputs
            ]
            shown |= {"kind": "text", "files": files}
        return Good(shown, problems=made.problems)

    def _job(self, choice: Choice) -> Job:
        if choice.format not in FORMATS and choice.format not in EDITIONS:
            raise fail("B003", f'there is no format "{choice.format}"')
        if choice.leaflet not in (*self._disk.workspace.leaflet_names(), GALLERY):
            raise fail("S005", f'there is no leaflet "{choice.leaflet}"')
        if not _LANG.fullmatch(choice.lang):
            raise fail("B004", f'"{choice.lang}" is not a language')
        path = self._clinic(choice)
        return Job(choice.leaflet, path, path.parent.name, choice.lang, choice.format)

    def _marks(self, job: Job) -> dict[str, Marks]:
        found = (self._project.leaflet(job.leaflet), self._project.shared(), self._project.clinic(job.clinic))
        return {marked.marks.file: marked.marks for marked in found if marked}  # type: ignore[misc]

    def edition(self, key: str) -> str | None:
        """Return a web page that was shown."""
        return self._editions.get(key)

    def warm(self, first: Mapping[str, str]) -> None:
        """Make what the page will most likely ask for first, while the browser opens."""
        offered = self.offers()["clinics"][0]
        leaflet = first["leaflet"] or next(iter(offered["leaflets"]))
        lang = first["lang"] or next(iter(offered["langs"].get(leaflet, ["en-GB"])))
        self.show(Asked(Choice(offered["id"], leaflet, lang, first["format"] or offered["formats"][0])))

    # ------------------------------------------------------------ problems

    def check(self, asked: Asked) -> list[dict[str, Any]]:
        """Return all that the rules and the readers find, with their places on the pages."""
        choice = asked.choice
        with self._trying(asked):
            self._job(choice)
            if choice.leaflet == GALLERY:  # no patient gets it, so no rule is for it
                return []
            wanted = Wanted((choice.leaflet,), (str(self._clinic(choice)),), (choice.lang,), (choice.format,))
            found = check(self._project, wanted, self._project.today)
            good, stale = self._good.get(choice), choice in self._stale
            own = good.problems if good and not stale else ()
            left_out = [
                Problem(code="C070", severity=Severity.INFO, at=gone.at,
                        message=f"left out, as {{{gone.ask}}} is not answered: {gone.text}")
                for gone in found.omitted
            ]  # fmt: skip
            every = dict.fromkeys((*found.problems, *own, *left_out))
            return self._told(every, good.map if good else None, stale=stale)

    def _told(self, problems: Iterable[Problem], found: Map | None, *, stale: bool) -> list[dict[str, Any]]:
        order = list(Severity)
        known = replace(found, stale=stale) if found else None
        told = []
        for problem in sorted(problems, key=lambda one: order.index(one.severity)):
            at = problem.at
            told.append({
                "code": problem.code, "severity": str(problem.severity), "message": problem.message,
                "hint": problem.hint, "file": at.file if at else "", "line": at.line if at else 0,
                "column": at.column if at else 0, "place": to_builtins(known.place(problem)) if known else None,
            })  # fmt: skip
        return told

    def source(self, file: str, line: int) -> dict[str, Any] | None:
        """Return the lines around a place in a text that the project has read; None for any other file."""
        with self._lock:
            if Path(file).suffix.lower() not in _TEXTS:
                return None
            lines = self._project.workspace.lines_of(file)
        if lines is None:
            return None
        first = max(line - _AROUND, 1)
        return {"file": file, "line": line, "first": first, "lines": list(lines[first - 1 : line + _AROUND])}

    # ------------------------------------------------------------ forms

    def brand(self, asked: Asked) -> dict[str, Any]:
        """Return the brand panel with what is tried in it; its problems stand where its figures would."""
        with self._trying(asked) as (ours, _):
            clinic = self._clinic(asked.choice)
            format_name = asked.choice.format if asked.choice.format in FORMATS else "a4"
            told = {"difference": ours.difference, "text": ours.after} if ours and ours.changed else {}
            wrong = list(ours.problems) if ours else []
            try:
                theme = self._project.theme(clinic, format_name, asked.choice.lang)
                panel = to_builtins(brand.panel(self._project, clinic, theme))
            except LeafletError as error:
                panel, wrong = None, [*wrong, *error.problems]
            return {"panel": panel, **told, "problems": self._told(wrong, None, stale=False)}

    def answers(self, asked: Asked) -> dict[str, Any]:
        """Return the form of the clinic's answers, and what the model has against what was typed."""
        with self._trying(asked) as (_, given):
            try:
                return self._form(asked, given)
            except LeafletError as error:
                return {"groups": [], "wrong": {}, "problems": self._told(error.problems, None, stale=False)}

    def _form(self, asked: Asked, given: Draft | None) -> dict[str, Any]:
        clinic, leaflet = self._clinic(asked.choice), asked.choice.leaflet
        groups = answers.form(self._disk, clinic, leaflet)
        told: dict[str, Any] = {"difference": "", "text": ""}
        wrong: dict[str, str] = {}
        new: list[Problem] = []
        if given:
            found = answers.objections(self._project, clinic, leaflet)
            old = {(one.code, one.message) for one in answers.objections(self._disk, clinic, leaflet)}
            wrong = answers.refused(answers.fields(groups), asked.answers, found, given.after)
            new = [*given.problems, *(one for one in found if (one.code, one.message) not in old)]
            told = {"difference": given.difference, "text": given.after} if given.changed else told
        return {
            "file": self._disk.workspace.shown(clinic), "groups": to_builtins(groups), "wrong": wrong, **told,
            "problems": self._told([one for one in new if one.message not in wrong.values()], None, stale=False),
        }  # fmt: skip

    def save(self, asked: Asked, what: str) -> dict[str, Any]:
        """Write what is tried of the brand or of the answers into its file, unless the model refuses it."""
        with self._lock:
            told = self.brand(asked) if what == "brand" else self.answers(asked)
            if told["problems"] or told.get("wrong"):
                return {**told, "saved": ""}
            ours, given = self._drafts(asked)
            wanted = ours if what == "brand" else given
            try:
                if wanted and wanted.changed:
                    save(self._disk, wanted)
                    self.saved([wanted.path])
            except LeafletError as error:
                return {**told, "problems": self._told(error.problems, None, stale=False), "saved": ""}
            return {**told, "saved": self._project.workspace.shown(wanted.path) if wanted else ""}


def _key(text: str) -> str:
    """Return what tells a text from others."""
    return hashlib.blake2b(text.encode(), digest_size=9).hexdigest()


def _called(lang: str) -> str:
    """Return a language in its own name; those that only try a layout by what they do."""
    tried = {"en-XA": "Longer words, to try the layout", "ar-XB": "Right to left, to try the layout"}
    return tried.get(lang) or f"{own_name(lang)} ({lang})"
