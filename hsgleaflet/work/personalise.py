"""Personalise: one leaflet for many people, each with their appointment on it.

Comes in: a project, a leaflet, a clinic, a list of people. Goes out: copies, each a tagged PDF, or one print
file. It stands alone because of what it must not do: what is set here is kept by a setter of its own and forgotten at
the end; no name reaches a log, a manifest, a cache or the name of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from hsgleaflet.compose.personal import lines, personal
from hsgleaflet.memory import forget
from hsgleaflet.model.asks import DayRange
from hsgleaflet.model.clinic import answers_of
from hsgleaflet.model.document import Document, NodeId, Paragraph
from hsgleaflet.model.formats import FORMATS
from hsgleaflet.model.rows import Row
from hsgleaflet.problems import LeafletError, Location, Problem, fail
from hsgleaflet.read.rows import rows
from hsgleaflet.typeset.faces import Face, Faces
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.typeset.lines import Line
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.work import private
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.trace import look
from hsgleaflet.write.pdf.merge import Printed, Shared, Slots, Template, glyphs_of, slots_of
from hsgleaflet.write.pdf.writer import write

_PAPER = "a4"
"""What copies are printed on for a clinic that prints nothing else."""
_PORTION = 5000
"""Copies that share their fonts."""
GroupKey = tuple[str, str, tuple[NodeId, ...]]
"""Language, format and the lines in the box: copies that share a layout."""


class Group(Struct):
    """Copies that share a layout; without `slots` each is laid out by itself."""

    prepared: Prepared
    sample: Document
    layout: Layout
    slots: Slots | None
    measure: float
    glyphs: dict[Face, int] = field(default_factory=dict)


class Plan(Struct, frozen=True):
    """One copy: its row, its group, and its lines where they fit the slots of the group."""

    row: Row
    group: GroupKey
    lines: dict[NodeId, Line] | None


class People:
    """The people of a list, read anew each time, so that no more than a few are remembered however long it is."""

    def __init__(self, project: Project, data: Path, clinic: Path, leaflet: str) -> None:
        self.file = project.workspace.shown(data)
        self._project, self._data, self._clinic, self._leaflet = project, data, clinic, leaflet
        value = project.clinic(clinic).value
        self._lang, self._format = value.languages[0], next((name for name in value.formats if name in FORMATS), _PAPER)
        self._kept = None if data.is_file() else list(private.lines(data, self.file))  # a pipe can be read only once
        self._seen = look(str(data))
        self._known: dict[tuple[str, str, bool], tuple[str, str, str] | None] = {}

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that can be printed, with language and format; raise LeafletError when the list changed."""
        for row, wrong in self._rows():
            if not wrong:
                yield row
        if look(str(self._data)) != self._seen:
            raise fail("B054", f"{self.file} was changed while it was read", hint="do it again")

    def wrong(self) -> Iterator[list[Problem]]:
        """Yield what is wrong with each row, nothing for one that can be printed."""
        return (wrong for _, wrong in self._rows())

    def _rows(self) -> Iterator[tuple[Row, list[Problem]]]:
        for row, wrong in rows(private.lines(self._data, self.file) if self._kept is None else self._kept, self.file):
            lang, form = row.lang or self._lang, row.format or self._format
            problem = None if wrong else self._unprintable(lang, form, dated=row.first_day is not None)
            if problem:
                column, message, hint = problem
                at = Location(self.file, row.number)
                wrong.append(Problem(code="B052", message=f'column "{column}": {message}', at=at, hint=hint))
            yield _given(row, lang, form), wrong

    def _unprintable(self, lang: str, form: str, *, dated: bool) -> tuple[str, str, str] | None:
        key = (lang, form, dated)
        if key not in self._known:
            self._known[key] = _unprintable(self._project, self._clinic, self._leaflet, *key)
        return self._known[key]


def _given(row: Row, lang: str, form: str) -> Row:
    return Row(
        number=row.number, name=row.name, date=row.date, time=row.time, place=row.place, clinician=row.clinician,
        lang=lang, format=form, first_day=row.first_day,
    )  # fmt: skip


def _unprintable(
    project: Project, clinic: Path, leaflet: str, lang: str, form: str, dated: bool
) -> tuple[str, str, str] | None:
    """Return column, message and hint of what keeps a row from being printed."""
    if form not in FORMATS:
        return "format", "there is no such format", f"choose from {', '.join(FORMATS)}"
    try:
        project.catalogs(leaflet, lang)
    except LeafletError:
        known = (project.leaflet(leaflet).value.lang, *project.workspace.translations(leaflet))
        return "lang", "the leaflet is not in this language", f"choose from {', '.join(known)}"
    if dated and project.clinic(clinic).value.policy.own_dates != "true":
        return "first_day", "this clinic prints no dates of a cycle", "policy: {own_dates: true} in clinic.yaml"
    if dated and window(project, clinic, leaflet) is None:
        return "first_day", "this leaflet has no days of a cycle", "leave the column out"
    return None


def window(project: Project, clinic: Path, leaflet: str) -> DayRange | None:
    """Return the clinic's own days of the cycle for a leaflet."""
    asks = project.leaflet(leaflet).value.asks
    answers, _, _ = answers_of(project.clinic(clinic).value, leaflet, dict(asks))
    return next((answer for answer in answers.values() if isinstance(answer, DayRange)), None)


class Copies:
    """The copies of one leaflet for the people of a list."""

    def __init__(self, project: Project, leaflet: str, clinic: Path) -> None:
        self.project, self.leaflet, self.clinic = project, leaflet, clinic
        self.window = window(project, clinic, leaflet)
        self._setter = Setter(Faces(project.workspace))
        self._groups: dict[GroupKey, Group] = {}
        self._sets: dict[tuple[GroupKey, Paragraph], Line | None] = {}

    # ------------------------------------------------------------ planning

    def made(self, people: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each copy, a portion after the other: memory does not grow with the list."""
        rest = iter(people)
        while portion := list(islice(rest, _PORTION)):
            yield from self.files(self.plan(portion))
            for group in self._groups.values():
                group.glyphs = {}

    def plan(self, people: Iterable[Row]) -> list[Plan]:
        """Return how each copy is made; the fonts of a group then hold what all of its copies need."""
        return [self._plan(row) for row in people]

    def _plan(self, row: Row) -> Plan:
        known = self._prepared(row)
        said = lines(row, known.composed.edge.phrases, self.window)
        key = (row.lang, row.format, tuple(said))
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = self._group(row, known)
        found = self._fitted(group, said) if group.slots else None
        glyphs = glyphs_of(found) if found else None
        if glyphs is None:
            return Plan(row, key, None)
        for face, bits in glyphs.items():
            group.glyphs[face] = group.glyphs.get(face, 0) | bits
        return Plan(row, key, found)

    def _prepared(self, row: Row) -> Prepared:
        for (lang, form, _), group in self._groups.items():
            if (lang, form) == (row.lang, row.format):
                return group.prepared
        found = self.project.prepare(self.leaflet, self.clinic, row.lang, row.format)
        if found.standing.is_stopped:
            raise LeafletError(found.problems)
        return found

    def _group(self, row: Row, known: Prepared) -> Group:
        document, layout = self._laid_out(row, known)
        nodes = frozenset(line.id for line in lines(row, known.composed.edge.phrases, self.window).values())
        slots = slots_of(layout, nodes) if document.direction == "ltr" else None
        if slots is None:
            return Group(known, document, layout, None, 0)
        paper = known.theme.format
        padding = slots.words[0].x - paper.start(slots.page + 1)
        return Group(known, document, layout, slots, paper.measure - 2 * padding)

    def _laid_out(self, row: Row, known: Prepared) -> tuple[Document, Layout]:
        document = personal(known.document, row, known.composed.edge.phrases, self.window)
        try:
            return document, lay_out(document, known.theme, self._setter, known.images)
        except LeafletError as error:
            if any(problem.node and problem.node.startswith("appointment") for problem in error.problems):
                raise fail(
                    "B053", f"a character of row {row.number} is in no font", hint="look for odd signs"
                ) from None
            raise

    def _fitted(self, group: Group, said: dict[str, Paragraph]) -> dict[NodeId, Line] | None:
        """Return the one line of each slot, None where words are missing, too long, or run from right to left."""
        found: dict[NodeId, Line] = {}
        theme = group.prepared.theme
        for paragraph in said.values():
            text = runs(paragraph.content, theme.style("paragraph"), group.sample.lang, paragraph.id)
            made = self._setter.set(text, group.measure)
            if len(made.lines) != 1 or made.missing:
                return None
            found[paragraph.id] = made.lines[0]
        return found

    # ------------------------------------------------------------ making

    def files(self, plans: Sequence[Plan]) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each copy; names tell nothing of a person."""
        templates: dict[GroupKey, Template] = {}
        for plan in plans:
            group = self._groups[plan.group]
            if plan.lines is None or group.slots is None:
                yield self._name(plan.row, group), self._whole(plan.row, group)
                continue
            template = templates.get(plan.group)
            if template is None:
                known = group.prepared
                template = templates[plan.group] = Template(
                    group.layout, group.sample, known.theme, known.pictures, group.slots, group.glyphs
                )
            yield self._name(plan.row, group), template.copy(plan.lines)

    def _name(self, row: Row, group: Group) -> str:
        draft = ".draft" if group.prepared.document.meta.state == "draft" else ""
        return f"{self.leaflet}.{row.lang}.{row.format}.{row.number:05d}{draft}.pdf"

    def _whole(self, row: Row, group: Group) -> bytes:
        known = group.prepared
        document, layout = self._laid_out(row, known)
        return write(layout, document, known.theme, known.pictures)

    def print_file(self, plans: Sequence[Plan]) -> bytes:
        """Return one file with all copies, each on sheets of its own; it is untagged and says so."""
        first = self._groups[plans[0].group].prepared
        made = Printed(first.document, first.theme.format.name)
        shared: dict[GroupKey, Shared] = {}
        for plan in plans:
            group = self._groups[plan.group]
            known = group.prepared
            if plan.lines is None or group.slots is None:
                _, layout = self._laid_out(plan.row, known)
                made.add(made.shared(layout, known.theme, known.pictures, None, {}))
                continue
            if plan.group not in shared:
                shared[plan.group] = made.shared(group.layout, known.theme, known.pictures, group.slots, group.glyphs)
            made.add(shared[plan.group], plan.lines)
        return made.write()

    def forget(self) -> None:
        """Forget everybody."""
        self._groups.clear()
        self._setter = Setter(Faces(self.project.workspace))
        forget()
