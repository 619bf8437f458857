"""Build: a job becomes bytes.

Comes in: a project and what was asked for. Goes out: jobs, and the files that one of them makes, in memory. It stands
alone because whoever builds, for a batch or for a preview, makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.formats import EDITIONS, FORMATS, NAMES, paper
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import LeafletError, Problem, Severity, fail
from hsgleaflet.typeset.excess import TOO_LONG
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.editions import Family, web_page
from hsgleaflet.work.printed import imposed, printed
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.write.pdf.metadata import PRINT, STANDARDS
from hsgleaflet.write.pdf.writer import Attachment, write

SUFFIX = {"ua1+a2a": "", "a3a": ".a3a", "ua2+a4": ".ua2"}
"""What stands in the file name for each conformance."""
FHIR = "fhir"
"""What is made for a record system: a DocumentReference."""


class Job(Struct, frozen=True):
    """One leaflet for one clinic in one edition."""

    leaflet: str
    clinic: Path
    clinic_name: str
    lang: str
    format: str
    conformance: str = "ua1+a2a"
    output: str = ""
    """What is made: "" for the file to read (and to print, where it is folded), else `shop`, `mono` or `fhir`."""


class Output(Struct, frozen=True):
    """One file of a job; its `kind` is "" for the file to read, else what else it is for: its twin to print, say."""

    kind: str
    extension: str
    data: bytes
    pages: int

    def name(self, job: Job, state: str) -> str:
        """Return the file's name; whatever is not approved says draft."""
        kind = f".{self.kind}" if self.kind not in ("", self.extension) else ""
        draft = ".draft" if state == "draft" else ""
        if job.format in EDITIONS and self.kind != FHIR:
            part = f".{EDITIONS[job.format].part}" if EDITIONS[job.format].part else ""
            return f"{job.leaflet}.{job.lang}{part}{kind}{draft}.{self.extension}"
        suffix = SUFFIX[job.conformance]
        return f"{job.leaflet}.{job.lang}.{job.format}{kind}{suffix}{draft}.{self.extension}"


class Made(Struct, frozen=True):
    """What a job makes, in memory: what was prepared, its files (the one to read first), the problems met.

    `others` is how those stand that its files lead to.
    """

    prepared: Prepared
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    others: tuple[Standing, ...] = ()

    @property
    def data(self) -> bytes:
        """The file to read."""
        return self.outputs[0].data

    @property
    def pages(self) -> int:
        """How many pages the file to read has."""
        return self.outputs[0].pages


def jobs(
    project: Project,
    clinics: Sequence[Path],
    leaflets: Sequence[str] = (),
    langs: Sequence[str] = (),
    formats: Sequence[str] = (),
    conformance: str = "ua1+a2a",
    *,
    drafts: bool = False,
    extras: tuple[str, ...] = (),
) -> list[Job]:
    """Return the jobs that were asked for, else all that the clinics ask for; raise LeafletError for unknown names.

    Machine translations are left out unless `drafts` are wanted or their language is named, and so is a language that
    only others of a clinic's leaflets have (see `untranslated`). So are formats for easy reading of leaflets without
    such a wording, unless they are named. `extras` are files that are wanted too: `shop` and `mono` for printers,
    `fhir` for a record system.
    """
    for name in leaflets:
        project.workspace.leaflet_path(name)
    if conformance not in STANDARDS:
        raise fail("B002", f'there is no conformance "{conformance}"', hint=f"choose from {', '.join(STANDARDS)}")
    found = []
    for path in clinics:
        marked = project.clinic(path)
        clinic = marked.value
        for format_name in formats or clinic.formats:
            if format_name not in NAMES:
                at = None if formats else marked.marks.at(("formats",))
                raise fail("B003", f'there is no format "{format_name}"', at, f"choose from {', '.join(NAMES)}")
            for leaflet in leaflets or _known(project, marked):
                if not formats and _lacks_wording(project, leaflet, format_name):
                    continue
                for lang in langs or _languages(project, clinic, leaflet, drafts=drafts):
                    job = Job(leaflet, path, clinic.clinic, lang, format_name)
                    if format_name not in EDITIONS:
                        printed_too = [replace(job, output=kind) for kind in extras if kind != FHIR]
                        job = replace(job, conformance=conformance)
                        found += [job, *printed_too]
                    else:
                        found.append(job)
                    if FHIR in extras:
                        found.append(replace(job, output=FHIR))
    return found


def _known(project: Project, clinic: Marked[ClinicFile]) -> list[str]:
    """Return the leaflets a clinic gives; raise LeafletError, at its line, for one that is not there."""
    for number, name in enumerate(clinic.value.leaflets):
        try:
            project.workspace.leaflet_path(name)
        except LeafletError as error:
            problem = error.problems[0]
            at = clinic.marks.at(("leaflets", number))
            raise fail(problem.code, problem.message, at, problem.hint) from None
    return clinic.value.leaflets


def _lacks_wording(project: Project, leaflet: str, format_name: str) -> bool:
    """Return whether a format needs a wording that nothing else can stand in for, and a leaflet has not got it."""
    wording = paper(format_name).wording
    if wording == "full" or (wording == "short" and format_name in FORMATS):
        return False
    try:
        return wording not in project.brief(leaflet).wordings
    except LeafletError:
        return False  # its own job says what is wrong; the others go on


def untranslated(project: Project, clinic: ClinicFile, leaflet: str) -> list[str]:
    """Return the languages of a clinic that a leaflet is not translated into yet, though others of the clinic's are.

    One that none of them has is no gap but a mistake: its jobs fail and say so.
    """
    lacking = [lang for lang in clinic.languages if not project.is_in(leaflet, lang)]
    return [lang for lang in lacking if any(project.is_in(other, lang) for other in clinic.leaflets)]


def _languages(project: Project, clinic: ClinicFile, leaflet: str, *, drafts: bool) -> list[str]:
    """Return the languages of a clinic that a leaflet is made in."""
    lacking = untranslated(project, clinic, leaflet)
    return [
        lang for lang in clinic.languages if lang not in lacking and (drafts or not _is_machine(project, leaflet, lang))
    ]


def _is_machine(project: Project, leaflet: str, lang: str) -> bool:
    try:
        return project.is_machine(leaflet, lang)
    except LeafletError:
        return False  # its own job says what is wrong; the others go on


def make(project: Project, job: Job) -> Made:
    """Return the files of a job, in memory."""
    if job.output == FHIR:
        return _filed(project, job)
    prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
    if prepared.standing.is_stopped:
        raise LeafletError(prepared.problems)
    if job.format in EDITIONS and EDITIONS[job.format].medium == "html":
        return _on_the_web(project, job, prepared)
    if job.format in EDITIONS:
        return _in_words(project, job, prepared)
    layout = laid_out(project, job, prepared)
    lacking = tuple(_lacking(project))
    notes = tuple(Problem(code="T002", message=note, severity=Severity.INFO) for note in prepared.theme.notes)
    outputs, said = (
        _printed(project, job, prepared, layout) if job.output else (_to_read(project, job, prepared, layout), [])
    )
    problems = (*prepared.composed.problems, *prepared.problems, *layout.problems, *notes, *said, *lacking)
    return Made(prepared, outputs, problems)


def _filed(project: Project, job: Job) -> Made:
    """Return what a record system is told of the files that are read."""
    from hsgleaflet.work.filing import filed
    from hsgleaflet.write.fhir import Filed

    made = make(project, replace(job, output=""))
    state = made.prepared.document.meta.state
    files = [
        Filed(output.name(job, state), output.extension, output.data) for output in made.outputs if output.kind != PRINT
    ]
    data = filed(project, job.clinic, job.format, job.conformance, made.prepared, files)
    return replace(made, outputs=(Output(FHIR, "json", data, 0),), problems=())


def _on_the_web(project: Project, job: Job, prepared: Prepared) -> Made:
    """Return a leaflet as a web page."""

    def named(lang: str, format_name: str, state: str) -> str:
        extension = EDITIONS[format_name].extension if format_name in EDITIONS else "pdf"
        return Output("", extension, b"", 0).name(replace(job, lang=lang, format=format_name), state)

    family = Family(project, job.clinic, job.format, prepared, named)
    output = Output("", EDITIONS[job.format].extension, web_page(project, prepared, family), 0)
    problems = (*prepared.composed.problems, *prepared.problems, *_lacking(project))
    return Made(prepared, (output,), problems, family.standings)


def _in_words(project: Project, job: Job, prepared: Prepared) -> Made:
    """Return a leaflet in words alone."""
    from hsgleaflet.work.words import files

    made, said = files(project, prepared, EDITIONS[job.format])
    outputs = tuple(Output(*file) for file in made)
    return Made(prepared, outputs, (*prepared.composed.problems, *prepared.problems, *said))


def laid_out(project: Project, job: Job, prepared: Prepared) -> Layout:
    """Return the pages of a job; raise LeafletError, with the next format that holds it, where it does not fit."""
    try:
        return lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    except LeafletError as error:
        if not {problem.code for problem in error.problems} & TOO_LONG:
            raise
        wider = _next_that_fits(project, job)
        hint = f"; or build it with --format {wider}, which holds it" if wider else ""
        raise LeafletError(replace(problem, hint=problem.hint + hint) for problem in error.problems) from None


def _next_that_fits(project: Project, job: Job) -> str:
    """Return the next larger format that holds a leaflet, tried, or ""."""
    name = job.format
    while name := FORMATS[name].next:
        prepared = project.prepare(job.leaflet, job.clinic, job.lang, name)
        with suppress(LeafletError):
            lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
            return name
    return ""


def _to_read(project: Project, job: Job, prepared: Prepared, layout: Layout) -> tuple[Output, ...]:
    """Return the file to read, and its twin on sheets where it is folded."""
    attachments = _sources(project, job) if job.conformance == "a3a" else ()
    data = write(layout, prepared.document, prepared.theme, prepared.pictures, job.conformance, attachments)
    sheets = imposed(prepared, layout)
    reading = Output("", "pdf", data, len(layout.pages))
    return (reading, Output(PRINT, "pdf", sheets.data, sheets.pages)) if sheets else (reading,)


def _printed(
    project: Project, job: Job, prepared: Prepared, layout: Layout
) -> tuple[tuple[Output, ...], list[Problem]]:
    """Return a file for a printer that was asked for, and what to say of it."""
    sheets, said = printed(project, job.clinic, prepared, layout, job.output)
    return (Output(job.output, "pdf", sheets.data, sheets.pages),), said


def _lacking(project: Project) -> Iterator[Problem]:
    """Yield what clinics' own fonts lack, so that nobody wonders about letters of another face."""
    for name, chars in project.setter.faces.lacking.items():
        shown = " ".join(sorted(chars)[:20])
        message = f"{Path(name).name} has not the characters {shown}; another font sets them"
        yield Problem(code="F002", message=message, severity=Severity.INFO)


def _sources(project: Project, job: Job) -> tuple[Attachment, ...]:
    """Return the author's files that a PDF/A-3 carries inside."""
    space = project.workspace
    paths = {"Wording of the leaflet": space.leaflet_path(job.leaflet), "Answers of the clinic": job.clinic}
    shared = space.shared_path()
    if shared:
        paths["Shared passages"] = shared
    return tuple(Attachment(path.name, space.raw(path), text) for text, path in paths.items())
