"""Sign: what a role is shown before it signs, and the records that are written.

Comes in: a project, a leaflet, a clinic, a role. Goes out: what stands in the way, what changed since the last time,
and records appended to `approvals.yaml` beside the clinic's file. It stands alone because nothing else writes that
file: its comments and its order are kept, and it is replaced whole or not at all.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from hsgleaflet.compose.digest import code_of, contacts
from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.compose.reading import reading
from hsgleaflet.compose.translation import PSEUDO
from hsgleaflet.model.clinic import ClinicFile, Role, is_reserved
from hsgleaflet.model.document import Document, plain, spans
from hsgleaflet.model.formats import FORMATS, Wording
from hsgleaflet.model.records import Approval, Confirmation, Extension, Record, RecordFile, Withdrawal, sealed, written
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import LeafletError, Problem, Severity, fail
from hsgleaflet.read.yaml import load
from hsgleaflet.work.approval import EXTENSION, Read, is_confirmed, last_of, months_later, read_of, version_key
from hsgleaflet.work.checking import Wanted, check
from hsgleaflet.work.kept import Signed, Since, keep, kept, since
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.reading import reading as how_it_reads

_HEAD = """\
# Who signed what, and when. hsgleaflet adds to this file; nobody edits it.
# It is a record, not a cryptographic signature: whoever can write here can write anything.
records:
"""
_STALE = frozenset(("M010", "M011", "M013"))
"""Warnings of a translation that says something else than the English, or is partly English."""


class Signing(Struct, frozen=True, kw_only=True):
    """What is to be signed, how it stands, and what became of the text since somebody signed."""

    clinic: Path
    prepared: Prepared
    read: Read
    last: Approval | None
    since: Since | None
    problems: tuple[Problem, ...]

    @property
    def standing(self) -> Standing:
        """How it stands before it is signed."""
        return self.prepared.standing

    @property
    def omitted(self) -> tuple[Omitted, ...]:
        """The sentences that unanswered questions left out."""
        return self.prepared.composed.omitted


def format_of(wording: str) -> str:
    """Return the first paper format that prints a wording."""
    return next(name for name, paper in FORMATS.items() if paper.wording == wording)


def signing(project: Project, leaflet: str, clinic: Path, lang: str, wording: Wording) -> Signing:
    """Return what a role is shown; raise LeafletError when the leaflet cannot be made at all."""
    format_name = format_of(wording)
    prepared = project.prepare(leaflet, clinic, lang, format_name)
    if prepared.document.meta.wording != wording:
        message = f'leaflet "{leaflet}" has no {wording} wording: its full one is printed, and signed'
        raise fail("G110", message, prepared.document.at, "sign it with --wording full")
    read = read_of(prepared.document, prepared.digests)
    last = last_of(project.records(clinic), read)
    before = None
    if last:
        before = kept(project.workspace, clinic, prepared.document, code_of(last.wording, last.answers))
    wanted = Wanted((leaflet,), (str(clinic),), (lang,), (format_name,))
    found = (one for one in check(project, wanted, project.today).problems if one not in prepared.problems)
    return Signing(
        clinic=clinic, prepared=prepared, read=read, last=last, problems=tuple(found),
        since=since(before, prepared.document, prepared.digests.given) if before else None,
    )  # fmt: skip


def approve(project: Project, seen: Signing, role: Role) -> Approval:
    """Write that a role signed exactly what it was shown; raise LeafletError with everything that stands in the way."""
    wrong = list(obstacles(project, seen, role))
    if wrong:
        raise LeafletError(wrong)
    _must_be_ours(project, seen.clinic)
    read, document = seen.read, seen.prepared.document
    record = sealed(
        Approval, clinic=read.clinic, leaflet=read.leaflet, version=read.version, lang=read.lang, edition=read.edition,
        review_by=read.review_by, role=role, date=project.today, wording=read.wording, answers=read.answers,
        facts=read.facts, reads=_reads(project, seen),
    )  # fmt: skip
    signed = Signed(
        leaflet=read.leaflet, version=read.version, lang=read.lang, wording=read.edition, clinic=read.clinic,
        code=document.code, passages=reading(document), answers=dict(seen.prepared.digests.given),
    )  # fmt: skip
    keep(project.workspace, seen.clinic, signed)
    _append(project, seen.clinic, record)
    return record


def _reads(project: Project, seen: Signing) -> str | None:
    """Return how hard the text reads, as a record keeps it."""
    found = how_it_reads(seen.prepared.document, project.leaflet(seen.read.leaflet).value).approved
    return next((f"{name} {figure:.1f}" for name, figure in found.items()), None)


def confirm(project: Project, clinic: Path, contact: str, tried: datetime.date) -> Confirmation:
    """Write when somebody tried a number or address of the clinic."""
    if tried > project.today:
        message = f"{contact} cannot have been tried on {tried}: today is {project.today}"
        raise fail("G118", message, hint="give the day on which somebody really dialled it")
    name = project.clinic(clinic).value.clinic
    record = sealed(Confirmation, clinic=name, date=project.today, contact=contact, tried=tried)
    _append(project, clinic, record)
    return record


def extend(project: Project, seen: Signing, until: datetime.date, reason: str) -> Extension:
    """Write that the review of an approved version is put off; raise LeafletError when that is not allowed."""
    read, records = seen.read, project.records(seen.clinic)
    latest = months_later(read.review_by, EXTENSION)
    before = [one for one in records if isinstance(one, Extension) and _same_version(one, read)]
    name = f"{read.leaflet} {read.version}"
    if before:
        hint = "check the evidence, set new dates and a new version, and approve that"
        raise fail("G119", f"{name} was put off already, until {before[0].until}; that is allowed once", hint=hint)
    if not read.review_by < until <= latest:
        message = f"{until} is no day to put {name} off to: its review is due by {read.review_by}"
        raise fail("G120", message, hint=f"choose a day after that and not after {latest}, {EXTENSION} months later")
    if not (seen.standing.is_clean or seen.standing.state == "expired"):
        message = f"{name} cannot be put off: it is {seen.standing.state}"
        raise fail("G121", message, hint="only what was approved can be put off")
    record = sealed(
        Extension, clinic=read.clinic, date=project.today, leaflet=read.leaflet, version=read.version, until=until,
        reason=reason,
    )  # fmt: skip
    _append(project, seen.clinic, record)
    return record


def withdraw(project: Project, clinic: Path, leaflet: str, replaced_by: str = "", reason: str = "") -> Withdrawal:
    """Write that a leaflet, in its version of today and all before it, may not be given any more."""
    found, name = project.leaflet(leaflet).value, project.clinic(clinic).value.clinic
    if replaced_by:
        project.leaflet(replaced_by)
    if replaced_by == leaflet:
        raise fail("G122", "a leaflet cannot replace itself", hint="raise its version, and approve that")
    gone = [one for one in project.records(clinic) if isinstance(one, Withdrawal) and one.leaflet == leaflet]
    if any(version_key(one.version) >= version_key(found.version) for one in gone):
        raise fail("G122", f"{leaflet} {found.version} was withdrawn already, on {gone[-1].date}")
    more = {key: text for key, text in (("replaced_by", replaced_by), ("reason", reason)) if text}
    record = sealed(Withdrawal, clinic=name, date=project.today, leaflet=leaflet, version=found.version, **more)
    _append(project, clinic, record)
    return record


def printed_contacts(project: Project, clinic: Path) -> dict[str, str]:
    """Return the numbers and addresses that a clinic's leaflets print, each with where it is an answer."""
    marked = project.clinic(clinic).value
    found: dict[str, str] = {}
    for leaflet in marked.leaflets:
        own = project.leaflet(leaflet).value.lang
        given = project.prepare(leaflet, clinic, own, format_of("full")).digests.given
        for name, answer in given.items():
            for contact in contacts({name: answer}):
                found.setdefault(contact, name)
    return found


def unconfirmed(project: Project, clinic: Path) -> dict[str, str]:
    """Return those of the printed numbers and addresses that nobody has confirmed."""
    found, records, marked = printed_contacts(project, clinic), project.records(clinic), project.clinic(clinic).value
    return {one: name for one, name in found.items() if not is_confirmed(one, records, marked, project.today)}


# ---------------------------------------------------------------- what stands in the way


def obstacles(project: Project, seen: Signing, role: Role) -> Iterator[Problem]:
    """Yield why a role cannot sign this."""
    clinic, read = project.clinic(seen.clinic).value, seen.read
    yield from (problem for problem in seen.problems if problem.severity is Severity.ERROR)
    yield from _not_wanted(clinic, seen, role)
    yield from _not_its_own_words(project, seen)
    yield from _placeholders(project, clinic, seen)
    if read.written > project.today:
        hint = "correct `dates: written`, or the clock of this computer"
        yield _problem("G114", f"the leaflet says it was written on {read.written}, after today", seen, hint)
    if read.review_by < project.today:
        hint = "check the evidence, set new dates and a new version, and approve that"
        yield _problem("G115", f"its review was due by {read.review_by}", seen, hint)
    if seen.standing.state == "withdrawn":
        hint = "set a new version; that can be approved"
        yield _problem("G116", f"{read.leaflet} {read.version} was withdrawn", seen, hint)
    yield from _same_version_other_words(project, seen)


def _not_wanted(clinic: ClinicFile, seen: Signing, role: Role) -> Iterator[Problem]:
    wanted = clinic.policy.approval
    if role not in wanted:
        hint = f"its policy asks for: {', '.join(wanted)}; others stand under `policy: approval:`"
        yield _problem("G111", f"{clinic.name} asks for no signature of the role {role}", seen, hint)
    signed = {signature.role: signature.date for signature in seen.standing.signed}
    if role in signed:
        yield _problem("G112", f"{role} signed exactly this on {signed[role]}", seen, "there is nothing to do")


def _not_its_own_words(project: Project, seen: Signing) -> Iterator[Problem]:
    read = seen.read
    if read.lang in PSEUDO:
        yield _problem("G113", f"{read.lang} is no language: it is there to try a layout", seen, "")
        return
    catalogs = project.catalogs(read.leaflet, read.lang)
    machine = sorted(name for name, catalog in catalogs.items() if catalog.is_machine)
    if machine:
        hint = "when a translator has gone over every text, set X-Translator-Kind and Last-Translator in the PO file"
        yield _problem("G113", f"a machine translated {', '.join(machine)} into {read.lang}", seen, hint)
    foreign = list(dict.fromkeys(_foreign(seen.prepared.document)))
    if foreign:
        shown = "; ".join(f'"{text[:60]}"' for text in foreign[:3])
        message = f"{len(foreign)} texts are printed in another language than {read.lang}: {shown}"
        hint = f"give each in {read.lang}: answers in the clinic's file, texts in the PO file"
        yield _problem("G113", message, seen, hint)
    stale = sorted({problem.code for problem in seen.prepared.composed.problems} & _STALE)
    if stale and not foreign:
        hint = "bring the PO files up to date: hsgleaflet translate update"
        yield _problem("G113", f"the translation is behind the English ({', '.join(stale)})", seen, hint)


def _foreign(document: Document) -> Iterator[str]:
    return (plain(span.content) for span in spans(document.blocks))


def _placeholders(project: Project, clinic: ClinicFile, seen: Signing) -> Iterator[Problem]:
    if clinic.is_fictional:
        return
    for contact in filter(is_reserved, seen.read.contacts):
        hint = "write the real one; only a clinic marked `fictional: true` may print it"
        yield _problem("G117", f"{contact} is a placeholder: nobody answers there", seen, hint)
    shared = project.shared()
    asked = project.leaflet(seen.read.leaflet).value.asks.keys() | (shared.value.asks.keys() if shared else set())
    if left := [name for name in clinic.examples if name in asked]:
        hint = "answer each for this clinic, then take its name away under `examples:`"
        yield _problem("G117", f"still answered with an example: {', '.join(left)}", seen, hint)


def _same_version_other_words(project: Project, seen: Signing) -> Iterator[Problem]:
    """Yield that a version which all roles had signed says something else now: two texts must not share a number."""
    read, wanted = seen.read, set(project.clinic(seen.clinic).value.policy.approval)
    signed: dict[str, set[str]] = {}
    for one in project.records(seen.clinic):
        if isinstance(one, Approval) and _same_version(one, read) and _same_text(one, read):
            signed.setdefault(one.wording, set()).add(one.role)
    for wording, roles in signed.items():
        if wording != read.wording and wanted <= roles:
            hint = f"raise the version: `hsgleaflet diff {read.leaflet}` says by how much"
            message = f"version {read.version} was approved with other words"
            yield _problem("G116", message, seen, hint)
            return


def _problem(code: str, message: str, seen: Signing, hint: str) -> Problem:
    return Problem(code=code, message=message, at=seen.prepared.document.at, hint=hint)


# ---------------------------------------------------------------- records


def _same_text(one: Approval, read: Read) -> bool:
    return (one.lang, one.edition) == (read.lang, read.edition)


def _same_version(one: Approval | Extension, read: Read) -> bool:
    return (one.clinic, one.leaflet, one.version) == (read.clinic, read.leaflet, read.version)


def _must_be_ours(project: Project, clinic: Path) -> None:
    """Raise LeafletError for a clinic that came with the program: its folder is no place for records."""
    if not clinic.resolve().is_relative_to(project.workspace.root.resolve()):
        hint = "start your own with `hsgleaflet init`, or copy its folder into clinics/"
        raise fail("G130", f"{project.workspace.shown(clinic)} lies outside of this project", hint=hint)


def _append(project: Project, clinic: Path, record: Record) -> None:
    """Add a record at the end of the file; raise LeafletError when it would not be read back from there."""
    _must_be_ours(project, clinic)
    space, path = project.workspace, project.workspace.records_path(clinic)
    project.forget(path)
    before = space.text(path) if path.is_file() else _HEAD
    known = len(project.records(clinic))
    text = f"{before.rstrip()}\n{_written(record)}"
    shown = space.shown(path)
    try:
        whole = len(load(text, shown, RecordFile)[0].records) == known + 1
    except LeafletError:
        whole = False
    if not whole:
        hint = "its records must come last, each after a hyphen; restore the file as hsgleaflet wrote it"
        raise fail("G123", f"{shown} is not as it was written, and nothing was added", hint=hint)
    space.write(path, text.encode())
    project.forget(path)


def _written(record: Record) -> str:
    values = written(record)
    first = values.pop("act")
    lines = [f"  - act: {first}", *(f"    {key}: {_scalar(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _scalar(value: str) -> str:
    """Return a text as YAML: quoted, but for what is plainly a word, a day or a digest."""
    plainly = value.replace("-", "").isalnum() and value.isascii()
    return value if plainly and not value.isdigit() else json.dumps(value, ensure_ascii=False)
