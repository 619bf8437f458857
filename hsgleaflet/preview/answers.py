"""Answers: the form in which a clinic answers the questions of a leaflet.

Comes in: a project, a clinic, a leaflet; what was typed. Goes out: the fields of the form, the changes that the typing
means in `clinic.yaml`, and what the model has against them. It stands alone because a form speaks of questions and the
file of keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hsgleaflet.compose.known import shared_names
from hsgleaflet.model.asks import Ask, ChoiceAsk, DayRangeAsk
from hsgleaflet.model.clinic import ClinicFile, answers_of
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.read.edit import Change
from hsgleaflet.read.nodes import plain
from hsgleaflet.read.yaml import problems
from hsgleaflet.work.project import Project

Typed = Mapping[str, str]
"""What was typed, by the name of the field; "" takes an answer away."""
_MARKS = re.compile(r"\s*\[@[^\]]*\]|\*\*")
"""What stands in a wording for the printer: sources and bold words."""
_CONTACTS = (
    ("name", "The clinic's name, as printed", False), ("department", "The department, printed under it", True),
    ("contacts.phone", "The clinic's advice line", False),
    ("contacts.out_of_hours", "Number to ring when the clinic is closed", False),
    ("contacts.email", "E-mail address", True), ("contacts.web", "Web address", True),
    ("contacts.address", "Where the clinic is, in one line", True),
    ("contacts.feedback", "Whom to tell about a mistake in a leaflet, if not the advice line", True),
)  # fmt: skip


class Field(Struct, frozen=True, kw_only=True):
    """One question of the form; `value` is the answer as the file has it, days with a comma between them."""

    name: str
    ask: str
    kind: str
    value: str
    optional: bool = False
    seen: str = ""
    options: dict[str, str] = {}
    within: tuple[int, int] | None = None
    lang: str = ""


class Group(Struct, frozen=True):
    """Questions that belong together."""

    title: str
    fields: tuple[Field, ...]


def form(project: Project, clinic: Path, leaflet: str) -> tuple[Group, ...]:
    """Return the form of a clinic for a leaflet; raise LeafletError when one of the files cannot be read."""
    file, found = project.clinic(clinic).value, project.leaflet(leaflet)
    groups = [
        Group(found.value.title, tuple(_asked(file, leaflet, leaflet, found.value.asks))),
        Group("Questions that leaflets share", tuple(_asked(file, leaflet, "all", _shared(project, leaflet)))),
        Group("Name and contacts", tuple(_contacts(file))),
    ]
    return tuple(group for group in groups if group.fields)


def _shared(project: Project, leaflet: str) -> dict[str, Ask]:
    shared = project.shared()
    if shared is None:
        return {}
    own = project.leaflet(leaflet).value
    names = shared_names(own, shared.value)
    return {name: ask for name, ask in shared.value.asks.items() if name in names and name not in own.asks}


def _asked(clinic: ClinicFile, leaflet: str, home: str, asks: Mapping[str, Ask]) -> Iterator[Field]:
    for name, ask in asks.items():
        given = clinic.raw_answer(leaflet, name)
        place, raw = given or (home, "")
        whole = f"answers.{place}.{name}"
        if isinstance(raw, dict):
            yield from (_field(f"{whole}.{lang}", ask, text, lang) for lang, text in raw.items())
        else:
            yield _field(whole, ask, ", ".join(raw) if isinstance(raw, list) else raw)


def _field(name: str, ask: Ask, value: str, lang: str = "") -> Field:
    options = {key: _MARKS.sub("", text) for key, text in ask.options.items()} if isinstance(ask, ChoiceAsk) else {}
    within = ask.within if isinstance(ask, DayRangeAsk) else None
    return Field(
        name=name, ask=ask.ask, kind=ask.type, value=value, optional=ask.optional == "true", seen=ask.seen or "",
        options=options, within=within, lang=lang,
    )  # fmt: skip


def _contacts(clinic: ClinicFile) -> Iterator[Field]:
    for name, ask, optional in _CONTACTS:
        holder, _, key = name.rpartition(".")
        value = getattr(getattr(clinic, holder) if holder else clinic, key)
        kind = {"phone": "phone", "email": "email"}.get(key, "line")
        yield Field(name=name, ask=ask, kind=kind, value=value or "", optional=optional)


def fields(groups: tuple[Group, ...]) -> dict[str, Field]:
    """Return the fields of a form by their names."""
    return {field.name: field for group in groups for field in group.fields}


def changes(known: Mapping[str, Field], typed: Typed) -> list[Change]:
    """Return what was typed as changes of the clinic's file; names that no field has are left out."""
    return [_change(known[name], text.strip()) for name, text in typed.items() if name in known]


def _change(field: Field, text: str) -> Change:
    path = tuple(field.name.split("."))
    if field.kind == "day-range" and text:
        return Change(path, [part.strip() for part in text.split(",")])
    return Change(path, text or None)


def objections(project: Project, clinic: Path, leaflet: str) -> tuple[Problem, ...]:
    """Return what the model has against a clinic's file and its answers to a leaflet."""
    try:
        marked, asks = project.clinic(clinic), {**_shared(project, leaflet), **project.leaflet(leaflet).value.asks}
    except LeafletError as error:
        return error.problems
    return tuple(problems(answers_of(marked.value, leaflet, asks)[2], marked.marks))  # type: ignore[arg-type]


def refused(known: Mapping[str, Field], typed: Typed, found: tuple[Problem, ...], text: str) -> dict[str, str]:
    """Return what is wrong with what was typed, by field: a problem belongs to the value on whose line it stands."""
    told = {
        name: "This question must be answered."
        for name, value in typed.items()
        if name in known and not value.strip() and not known[name].optional
    }
    try:
        marks = plain(text, "")[1]
    except LeafletError:
        return told
    lines = {at.line: name for name in typed if (at := marks.at(tuple(name.split("."))))}
    for problem in found:
        if problem.at and problem.at.line in lines:
            told.setdefault(lines[problem.at.line], problem.message)
    return told
