"""Compare: two sides of a comparison found, wherever they are kept, and what a reader would notice between them.

Comes in: two names such as `hsg`, `hsg@riverside:pl`, `hsg#signed`, `hsg#v1.0`, `old/leaflets/hsg.yaml`, `leaflet.pdf`.
Goes out: the changes, the answers that differ, the advised version. It stands alone because only here the past is
looked up: in what was signed, and in git.
"""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hsgleaflet.compose.changes import Advice, Change, advice, changes, marked, numbers_apart
from hsgleaflet.compose.digest import code_of, read_code
from hsgleaflet.compose.reading import Passage, reading
from hsgleaflet.compose.staff import paragraph, part, staff_document, strong, table, words
from hsgleaflet.model.document import Block, Document, Inline
from hsgleaflet.model.records import Approval
from hsgleaflet.problems import LeafletError, fail
from hsgleaflet.work.approval import version_key
from hsgleaflet.work.kept import Answers, Signed, kept
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.sign import format_of
from hsgleaflet.work.verify import identify
from hsgleaflet.work.workspace import Workspace

_NAME = re.compile(r"(?P<leaflet>[a-z0-9-]+)(?:@(?P<clinic>[^:#]+))?(?::(?P<lang>[A-Za-z-]+))?(?:#(?P<version>.+))?")
_SYNTAX = "write leaflet, leaflet@clinic:language, leaflet#signed, leaflet#GIT-REVISION, a leaflet's .yaml or a .pdf"


class Side(Struct, frozen=True, kw_only=True):
    """One side of a comparison: how it is called, what is read there."""

    name: str
    lang: str
    version: str
    passages: tuple[Passage, ...]
    answers: Answers


class Compared(Struct, frozen=True, kw_only=True):
    """What a reader would notice; in two languages only what is missing, and numbers, can be compared."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    answers: tuple[tuple[str, str, str], ...]
    advice: Advice
    explained: int = 0
    """How many of the changes are nothing but other answers."""

    @property
    def translated(self) -> bool:
        """Whether the sides are in two languages."""
        return self.old.lang != self.new.lang

    @property
    def next_version(self) -> str:
        """The version that is advised, "" when the new side has it already, or more."""
        first, second, *_ = (*version_key(self.old.version), 0, 0)
        wanted = {"major": f"{first + 1}.0", "minor": f"{first}.{second + 1}"}.get(self.advice.level, "")
        return wanted if wanted and version_key(self.new.version) < version_key(wanted) else ""


def compare(old: Side, new: Side) -> Compared:
    """Return what a reader would notice from one side to the other."""
    if old.lang != new.lang:
        return Compared(
            old=old, new=new, changes=numbers_apart(old.passages, new.passages), answers=(), advice=Advice("none")
        )
    found = changes(old.passages, new.passages)
    apart = tuple(
        (name, old.answers.get(name, ("", ""))[1], new.answers.get(name, ("", ""))[1])
        for name in sorted({*old.answers, *new.answers})
        if old.answers.get(name) != new.answers.get(name)
    )
    wording = [change for change in found if not _is_answer(change, apart)]
    return Compared(
        old=old, new=new, changes=found, answers=apart, advice=advice(wording), explained=len(found) - len(wording)
    )


def _is_answer(change: Change, apart: Sequence[tuple[str, str, str]]) -> bool:
    """Return whether a line differs by the clinic's answers alone."""
    text = change.old
    for _, old, new in apart:
        text = text.replace(old, new) if old else text
    return text == change.new


# ---------------------------------------------------------------- finding a side


def side(project: Project, name: str, clinic: Path, wording: str) -> Side:
    """Return one side by its name; `clinic` serves where the name has none. Raise LeafletError with what to write."""
    path = project.workspace.root / name
    if name.endswith(".pdf"):
        return _of_pdf(project, path, name)
    if name.endswith((".yaml", ".yml")) and "@" not in name:
        return _of_file(project, path, name, clinic, wording)
    found = _NAME.fullmatch(name)
    if not found:
        raise fail("G126", f'"{name}" names nothing to compare', hint=_SYNTAX)
    place = project.workspace.clinic_paths((found["clinic"],))[0] if found["clinic"] else clinic
    lang = found["lang"] or project.leaflet(found["leaflet"]).value.lang
    version = found["version"]
    if not version:
        return _of(name, project.prepare(found["leaflet"], place, lang, format_of(wording)))
    if version == "signed" or read_code(version):
        return _of_signed(project, name, place, found["leaflet"], lang, wording, read_code(version))
    with tempfile.TemporaryDirectory() as folder:
        old = _checked_out(project, version, Path(folder))
        there = old.workspace.root / place.resolve().relative_to(project.workspace.root.resolve())
        return _of(name, old.prepare(found["leaflet"], there, lang, format_of(wording)))


def _of(name: str, prepared: Prepared) -> Side:
    document = prepared.document
    return Side(
        name=name, lang=document.lang, version=document.meta.version, passages=reading(document),
        answers=prepared.digests.given,
    )  # fmt: skip


def _of_kept(name: str, signed: Signed) -> Side:
    return Side(name=name, lang=signed.lang, version=signed.version, passages=signed.passages, answers=signed.answers)


def _of_file(project: Project, path: Path, name: str, clinic: Path, wording: str) -> Side:
    """Return a leaflet of another project, for the clinic of this one."""
    if not path.is_file():
        raise fail("S002", f"{name} is missing")
    root = path.parent.parent if path.parent.name == "leaflets" else path.parent
    other = Project(Workspace(root), project.today)
    other_clinic = root / clinic.resolve().relative_to(project.workspace.root.resolve())
    place = other_clinic if other_clinic.is_file() else clinic
    lang = other.leaflet(path.stem).value.lang
    return _of(name, other.prepare(path.stem, place, lang, format_of(wording)))


def _of_pdf(project: Project, path: Path, name: str) -> Side:
    """Return what a PDF says, by what was signed under its code, or by the leaflet that still says the same."""
    found = identify(project.workspace.raw(path))
    if found is None:
        raise fail("G127", f"{name} is no leaflet made by hsgleaflet", hint=_SYNTAX)
    for clinic in project.workspace.clinic_paths():
        try:
            prepared = project.prepare(found.leaflet, clinic, found.lang, format_of(found.wording))
        except LeafletError:
            continue
        if prepared.document.code == found.code:
            return _of(name, prepared)
        signed = kept(project.workspace, clinic, prepared.document, found.code)
        if signed:
            return _of_kept(name, signed)
    hint = f"only signed texts are kept; name its version in git: {found.leaflet}#REVISION"
    raise fail("G127", f"the words of {name} (code {found.code}) are not kept in this project", hint=hint)


def _of_signed(project: Project, name: str, clinic: Path, leaflet: str, lang: str, wording: str, code: str) -> Side:
    own = project.clinic(clinic).value.clinic
    codes = [
        code_of(one.wording, one.answers)
        for one in project.records(clinic)
        if isinstance(one, Approval)
        and (one.clinic, one.leaflet, one.lang, one.edition) == (own, leaflet, lang, wording)
    ]
    wanted = code or (codes[-1] if codes else "")
    document = project.prepare(leaflet, clinic, lang, format_of(wording)).document
    signed = kept(project.workspace, clinic, document, wanted) if wanted else None
    if signed is None:
        what = f"with the code {code}" if code else "yet"
        raise fail("G128", f"{leaflet} in {lang} was not signed {what} for {own}", hint=_SYNTAX)
    return _of_kept(name, signed)


def _checked_out(project: Project, revision: str, folder: Path) -> Project:
    """Return the project as it was at a revision; raise LeafletError when git does not know it."""
    if revision.startswith("-"):
        raise fail("G129", f'"{revision}" is no revision', hint=_SYNTAX)
    command = ["git", "archive", "--format=tar", revision]
    done = subprocess.run(command, cwd=project.workspace.root, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git says nothing"]
        raise fail("G129", f'git cannot show "{revision}": {said[-1]}', hint="`git tag` and `git log` list revisions")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive.getmembers():
            if member.isfile() and not member.name.startswith(("fonts/", "hsgleaflet/", "tests/")):
                archive.extract(member, folder, filter="data")
    return Project(Workspace(folder), project.today)


# ---------------------------------------------------------------- on paper


def changes_document(found: Compared, clinic: str, day: str) -> Document:
    """Return the changes as a paper for staff: before and after side by side, changed words bold."""
    blocks: list[Block] = [paragraph("advice", summary(found))]
    for number, (heading, group) in enumerate(_by_heading(found.changes)):
        rows = [_row(change) for change in group]
        node = f"change-{number}"
        sides = table(f"{node}.table", "", ("Before", "After"), rows, (0.5, 0.5), headed=False)
        blocks.append(part(node, heading, [sides]))
    if found.answers:
        given = [(name, old or "–", new or "–") for name, old, new in found.answers]
        blocks.append(
            part("answers", "Answers of the clinic",
                 [table("answers.table", "", ("Question", "Before", "After"), given, (0.3, 0.35, 0.35))])
        )  # fmt: skip
    title = found.new.passages[1].heading if len(found.new.passages) > 1 else found.new.name
    purpose = f"From {found.old.name} to {found.new.name}. For staff, not for patients."
    return staff_document(f"{title}: what changed", purpose, clinic, day, blocks)


def summary(found: Compared) -> str:
    """Return in one paragraph how much changed and which version is advised."""
    places = len({change.passage.id for change in found.changes})
    count = len(found.changes)
    if found.translated:
        said = "No heading is missing, and all numbers agree."
        if count:
            said = f"{_counted(count, 'heading')} missing, or with other numbers."
        return f"{found.old.lang} and {found.new.lang}: words of two languages are not compared. {said}"
    if not count:
        return "A reader would notice nothing."
    total = f"{_counted(count, 'change')} under {_counted(places, 'heading')}."
    if found.explained == count:
        return f"{total} All are answers of the clinic: they need a new signature and no new version."
    why = "; ".join(found.advice.reasons[:4]) + ("; and more" if len(found.advice.reasons) > 4 else "")
    step = f" Suggested: a {found.advice.level} version"
    if found.explained:
        total = f"{total[:-1]}, {found.explained} of them by answers of the clinic."
    step += f", {found.next_version}" if found.next_version else f"; {found.new.version} is one already"
    doubt = ", if a clinician agrees that the meaning stayed" if found.advice.level == "minor" else ""
    return f"{total}{step}, as {why}{doubt}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _by_heading(found: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    groups: dict[str, tuple[str, list[Change]]] = {}
    for change in found:
        groups.setdefault(change.passage.id, (change.passage.heading, []))[1].append(change)
    yield from groups.values()


def _row(change: Change) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    pairs = marked(change.old, change.new)
    return (_marked(pairs, "removed") or words("–"), _marked(pairs, "added") or words("–"))


def _marked(pairs: Sequence[tuple[str, str]], mark: str) -> tuple[Inline, ...]:
    return tuple(
        strong(text) if here == mark else words(text)[0] for here, text in pairs if here in ("same", mark) and text
    )
