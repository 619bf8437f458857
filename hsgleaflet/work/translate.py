"""Translate: PO files for translators, and what is still to do.

Comes in: the leaflets of a project. Goes out: templates, PO files brought up to date, counts. It stands alone because
translators work in their own programs: gettext is the meeting place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
from msgspec import Struct

from hsgleaflet.compose.phrases import ENGLISH
from hsgleaflet.compose.texts import translatable
from hsgleaflet.compose.translation import PROGRAM
from hsgleaflet.model.base import LANGUAGE, Model
from hsgleaflet.model.catalog import context
from hsgleaflet.problems import fail
from hsgleaflet.read.catalog import HUMAN, KIND, MACHINE, parsed
from hsgleaflet.work.project import Project


class Status(Struct, frozen=True):
    """How far a translation is: texts in all, translated, waiting since their English changed, and by whom."""

    name: str
    lang: str
    texts: int
    done: int
    stale: int
    translator: str


def names(project: Project, leaflets: tuple[str, ...]) -> list[str]:
    """Return what can be translated: the leaflets (named, or all), the shared passages, the program's phrases."""
    chosen = leaflets or tuple(project.workspace.leaflet_names())
    return [*chosen, "shared", PROGRAM]


def template(project: Project, name: str) -> polib.POFile:
    """Return the PO template of a leaflet, of `shared` or of `program`."""
    found = polib.POFile(wrapwidth=0)
    found.metadata = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
    for ctx, text, note in _texts(project, name):
        found.append(polib.POEntry(msgctxt=ctx, msgid=text, comment=note))
    return found


def _texts(project: Project, name: str) -> Iterator[tuple[str, str, str]]:
    if name == PROGRAM:
        yield from ((key, text, "printed by the program; keep what stands in braces") for key, text in ENGLISH.items())
        return
    shared = project.shared() if name == "shared" else None
    model: Model | None = project.leaflet(name).value if name != "shared" else shared.value if shared else None
    if model is not None:
        yield from ((context(item.path), item.text, item.note) for item in translatable(model))


def extract(project: Project, name: str) -> Path:
    """Write the template of a leaflet and return its path."""
    path = project.workspace.root / "leaflets" / "locale" / f"{name}.pot"
    project.workspace.write(path, str(template(project, name)).encode())
    return path


def update(project: Project, name: str, lang: str) -> Path:
    """Bring the PO file of a language up to date, or start it, and return its path.

    A text whose English changed keeps its translation and is marked as waiting.
    """
    if not re.fullmatch(LANGUAGE, lang):
        raise fail("M014", f'the language "{lang}" is not known', hint="write a tag such as en-GB, ur or zh-Hans")
    path = project.workspace.root / "leaflets" / "locale" / lang / f"{name}.po"
    known = project.workspace.catalog_path(lang, name)
    old = parsed(project.workspace.text(known), project.workspace.shown(known)) if known else polib.POFile(wrapwidth=0)
    new = template(project, name)
    new.metadata |= {"Language": lang, HUMAN: "", KIND: MACHINE} | dict(old.metadata)
    _carry(old, new)
    project.workspace.write(path, str(new).encode())
    return path


def _carry(old: polib.POFile, new: polib.POFile) -> None:
    """Carry translations over: the same English keeps its translation wherever it moved, changed English marks it."""
    translated = [entry for entry in old if entry.msgstr and not entry.obsolete]
    by_place = {entry.msgctxt: entry for entry in translated}
    by_text = {entry.msgid: entry for entry in translated if not entry.fuzzy}
    still = {entry.msgid for entry in new}
    for entry in new:
        past = by_place.get(entry.msgctxt)
        same = past if past and past.msgid == entry.msgid else by_text.get(entry.msgid)
        found = same or past
        if found is None or (same is None and found.msgid in still):
            continue
        entry.msgstr = found.msgstr
        if found.fuzzy or same is None:
            entry.flags.append("fuzzy")
            entry.previous_msgid = found.previous_msgid or found.msgid


def status(project: Project, leaflets: tuple[str, ...]) -> list[Status]:
    """Return how far every translation is."""
    found = []
    for name in names(project, leaflets):
        texts = {ctx: text for ctx, text, _ in _texts(project, name)}
        for lang in project.workspace.translations(name):
            path = project.workspace.catalog_path(lang, name)
            assert path
            found_in = parsed(project.workspace.text(path), project.workspace.shown(path))
            entries = {entry.msgctxt: entry for entry in found_in if entry.msgstr}
            known = [entries[ctx] for ctx in texts if ctx in entries]
            stale = sum(entry.fuzzy or entry.msgid != texts[str(entry.msgctxt)] for entry in known)
            catalog = project._catalog(path, lang)
            found.append(Status(name, lang, len(texts), len(known) - stale, stale, catalog.human or MACHINE))
    return found
