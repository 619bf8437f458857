"""Batch: what was asked for meets what is there already, and the difference is built.

Comes in: a project, a request, an output folder. Goes out: an outcome for each job, as it is known; errors never stop
the others. It stands alone because it decides: a job is built when the digest of everything that it was made of (the
files it read or looked for in vain, its options, the program) is not the one in the manifest, or one of its files is
not the one that was written. To decide that, nothing is composed.

What this run was asked to cover and what no longer holds there is retired: a job that fails now, and an output that
nobody asked for in this run and that is out of date. An output that is still true stays, whoever asked for it.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.problems import LeafletError, Problem, Severity, fail
from hsgleaflet.work.build import FHIR, Job, jobs, untranslated
from hsgleaflet.work.engine import Crew, Place, Result, Run, here, tasks
from hsgleaflet.work.manifest import Asked, Entry, Now, Plan, digest
from hsgleaflet.work.outbox import Outbox
from hsgleaflet.work.program import stamp, versions
from hsgleaflet.work.project import Project
from hsgleaflet.work.trace import Fact, Facts, Names
from hsgleaflet.work.whole import FULL, uninterrupted

T = TypeVar("T")
_GROUP = 64
"""Clinics built side by side: few enough to remember, enough that a leaflet's own work is done once for many."""
_FOR_EVER = "9999-12-31"
_REQUESTS = 4
"""Requests whose plans are remembered."""


class Request(Struct, frozen=True, kw_only=True):
    """What was asked for; empty means all that the clinics ask for. `named` says that the clinics were named."""

    clinics: tuple[Path, ...]
    named: bool = False
    leaflets: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    conformance: str = "ua1+a2a"
    drafts: bool = False
    extras: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What decides which jobs a clinic has."""
        names = (self.leaflets, self.langs, self.formats, self.extras)
        parts = [*map(",".join, names), self.conformance, str(self.drafts)]
        return ";".join(parts)


class Options(Struct, frozen=True, kw_only=True):
    """How it is done: everything anew, every file hashed, nothing written, stopped at the first failure."""

    force: bool = False
    verify: bool = False
    dry_run: bool = False
    fail_fast: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a job: its files, the problems met, the sentences left out, the seconds it took."""

    status: Literal["made", "unchanged", "failed", "planned"]
    job: Job
    folder: Path = Path()
    names: tuple[str, ...] = ()
    """Of its files, from the output folder."""
    pages: int = 0
    state: str = ""
    problems: tuple[Problem, ...] = ()
    omitted: tuple[Omitted, ...] = ()
    seconds: float = 0.0

    @property
    def files(self) -> tuple[Path, ...]:
        """Where its files are."""
        return tuple(self.folder / name for name in self.names)

    @property
    def failed(self) -> bool:
        """Whether no file was made."""
        return self.status == "failed"


class Batch(Struct):
    """A build of many jobs in one output folder, inside `with outbox`."""

    project: Project
    request: Request
    options: Options
    outbox: Outbox
    todo: list[Job] = field(default_factory=list)
    same: list[tuple[Job, Entry]] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)
    untranslated: dict[tuple[str, str], None] = field(default_factory=dict)
    """Leaflets and languages that clinics ask for and that nobody has translated yet."""
    _names: Names | None = None
    _now: Now | None = None
    _clinics: dict[str, Path] = field(default_factory=dict)
    _unread: set[str] = field(default_factory=set)
    _said: dict[Any, Any] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """Names of inputs."""
        if self._names is None:
            self._names = Names(self.project.workspace.root)
        return self._names

    @property
    def now(self) -> Now:
        """The inputs as they are now."""
        if self._now is None:
            verify = self.options.verify or not self.outbox.ended_well
            self._now = Now(self.outbox.manifest.facts, self.names, verify=verify)
        return self._now

    # ------------------------------------------------------------ what there is to do

    def plan(self) -> None:
        """Find the jobs, and which of them are done already."""
        found = [job for path in self.request.clinics for job in self._planned(path)]
        self.unread = list(dict.fromkeys(self.unread))
        places = {path: number // _GROUP for number, path in enumerate(self.request.clinics)}
        for job in sorted(found, key=lambda job: (places[job.clinic], job.leaflet, job.lang, job.format)):
            entry = None if self.options.force else self._still(job)
            if entry:
                self.same.append((job, entry))
            else:
                self.todo.append(job)

    def _planned(self, clinic: Path) -> list[Job]:
        """Return the jobs of a clinic, from the manifest when nothing that decides them has changed."""
        plans = self.outbox.manifest.plans.setdefault(self.request.key, {})
        name = self._name(clinic)
        known = plans.get(name)
        if known is None or known.digest != self._digest({"request": self.request.key}, known.inputs):
            plans.pop(name, None)
            request = self.request
            try:
                with self.project.workspace.watching() as noted:
                    found = jobs(
                        self.project, [clinic], request.leaflets, request.langs, request.formats, request.conformance,
                        drafts=request.drafts, extras=request.extras,
                    )  # fmt: skip
                    lacking = [] if request.langs else self._untranslated(clinic)
            except LeafletError as error:
                self.unread += error.problems
                self._unread.add(name)
                return []
            plans[name] = known = self._plan(found, noted, lacking)
        else:
            found = [Job(**asdict(asked), clinic=clinic) for asked in known.jobs]
        self.untranslated |= dict.fromkeys(known.untranslated)
        return self._unique(clinic, found)

    def _untranslated(self, clinic: Path) -> list[tuple[str, str]]:
        asked = self.project.clinic(clinic).value
        leaflets = self.request.leaflets or asked.leaflets
        return [(leaflet, lang) for leaflet in leaflets for lang in untranslated(self.project, asked, leaflet)]

    def _plan(self, found: Sequence[Job], noted: set[str], lacking: Sequence[tuple[str, str]]) -> Plan:
        facts = {self.names.name(path): fact for path, fact in self.project.workspace.facts(noted).items()}
        self.outbox.manifest.facts |= facts
        inputs = tuple(facts)
        held = [(name, _held(fact)) for name, fact in facts.items()]
        self.outbox.changed = True
        mark = digest(stamp(), {"request": self.request.key}, held)
        return Plan(digest=mark, inputs=inputs, jobs=tuple(map(_asked, found)), untranslated=tuple(lacking))

    def _unique(self, clinic: Path, found: list[Job]) -> list[Job]:
        """Return the jobs of a clinic, none when another clinic of this run has its name: their files would mix."""
        for job in found[:1]:
            other = self._clinics.setdefault(job.clinic_name, clinic)
            if other != clinic:
                shown = self.project.workspace.shown
                message = f'"clinic: {job.clinic_name}" stands in {shown(other)} and in {shown(clinic)}'
                self.unread += fail("B016", message, hint="give each clinic a name of its own").problems
                return []
        return found

    def _still(self, job: Job) -> Entry | None:
        """Return what a job made before, if that still holds."""
        entry = self.outbox.manifest.entries.get(_key(job))
        if entry is None or entry.clinic_file != self._name(job.clinic):
            return None
        return self._current(entry)

    def _current(self, entry: Entry) -> Entry | None:
        """Return an entry whose inputs, state and files still hold, the times of its files renewed; else None."""
        if not entry.made_on <= self.project.today.isoformat() <= (entry.holds_until or _FOR_EVER):
            return None
        if entry.digest != self._digest(_what(entry), entry.inputs):
            return None
        files = tuple(self.now.whole(self.outbox.folder, file) for file in entry.files)
        if None in files:
            return None
        if files != entry.files:
            entry = replace(entry, files=files)
            self.outbox.renew(entry)
        return entry

    def _digest(self, what: dict[str, str], inputs: Sequence[str]) -> str:
        held = self.now.held
        return digest(stamp(), what, [(name, held(name)) for name in inputs])

    def _name(self, path: Path) -> str:
        return self.names.name(str(path.absolute()))

    # ------------------------------------------------------------ doing it

    def run(self, place: Place | None = None) -> Generator[Outcome]:
        """Yield the outcome of every job, those that are done already first; then manifest and index are true."""
        yield from (self._unchanged(job, entry) for job, entry in self.same)
        if self.options.dry_run:
            yield from (Outcome(status="planned", job=job) for job in self.todo)
            return
        self._retire_what_nobody_asked_for()
        complete = not self.todo
        try:
            if self.todo:
                self.outbox.begin(map(_key, self.todo), stamp())
                for outcome in self._made(place):
                    yield outcome
                    if outcome.failed and self.options.fail_fast:
                        return
                complete = True
        finally:
            self.outbox.manifest.plans = dict(list(self.outbox.manifest.plans.items())[-_REQUESTS:])
            self.outbox.finish(stamp(), complete=complete)

    def _made(self, place: Place | None) -> Iterator[Outcome]:
        run = Run(
            name=uuid.uuid4().hex, root=self.project.workspace.root, today=self.project.today, versions=versions()
        )
        place = place or here(self.project, run)
        crew = Crew(place)
        done = False
        try:
            for result in crew.results(tasks(self.todo, place, run)):
                yield self._recorded(result)
            done = True
        finally:
            crew.close(at_once=not done)

    def _recorded(self, result: Result) -> Outcome:
        """Return the outcome of a result, its files written; what a failed job made before is retired."""
        start = time.perf_counter()
        result = replace(result, problems=self._once(result.problems), omitted=self._once(result.omitted))
        problems = result.problems
        if result.meta:
            facts = {self.names.name(path): fact for path, fact in result.facts.items()}
            files = [
                (f"{result.job.clinic_name}/{output.name(result.job, result.meta.state)}", output)
                for output in result.outputs
            ]
            try:
                with uninterrupted():
                    self._issue(result)
                    made = self.outbox.put(self._entry(result, facts), files, facts)
            except LeafletError as error:
                problems = _unless_full(error)
            else:
                seconds = result.seconds + time.perf_counter() - start
                return _outcome("made", result.job, made, self.outbox.folder, seconds)
        problems = (*problems, *self._not_renewed(result.job, problems))
        return Outcome(status="failed", job=result.job, problems=problems, seconds=result.seconds)

    def _not_renewed(self, job: Job, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Retire what a failed job made before, unless that is still true; return what keeps it from moving."""
        old = self.outbox.old(_key(job))
        if old is None:
            return ()
        if current := self._current(old):
            self.outbox.renew(current)
            return ()
        worst = next((one for one in problems if one.severity is Severity.ERROR), problems[0])
        try:
            self.outbox.retire(old, f"it cannot be made any more: {worst.code} {worst.message}")
        except LeafletError as error:
            return _unless_full(error)
        return ()

    def _issue(self, result: Result) -> None:
        """Enter files that patients may be given in the clinic's register, before they are there."""
        if result.meta and result.meta.state == "approved" and result.job.output != FHIR:
            from hsgleaflet.work.register import note

            for output in result.outputs:
                note(self.project, result.job, result.meta, output)

    def _once(self, said: tuple[T, ...]) -> tuple[T, ...]:
        """Return what was said, each thing as it is kept already: thousands of jobs say the same."""
        return tuple([self._said.setdefault(one, one) for one in said])

    def _unchanged(self, job: Job, entry: Entry) -> Outcome:
        return _outcome("unchanged", job, entry, self.outbox.folder, 0.0)

    def _entry(self, result: Result, facts: Facts) -> Entry:
        job, meta = result.job, result.meta
        assert meta
        entry = Entry(
            job=_key(job), asked=_asked(job), clinic=meta.clinic, clinic_file=self._name(job.clinic),
            direction=result.direction, title=meta.title, number=meta.number, version=meta.version,
            review_by=meta.review_by, state=meta.state, wording=meta.wording_digest, answers=meta.answers_digest,
            digest="", inputs=tuple(sorted(facts)), made_on=self.project.today.isoformat(),
            holds_until=result.holds_until,
            problems=result.problems, omitted=result.omitted,
        )  # fmt: skip
        held = [(name, _held(facts[name])) for name in entry.inputs]
        return replace(entry, digest=digest(stamp(), _what(entry), held))

    # ------------------------------------------------------------ what no longer counts

    def _retire_what_nobody_asked_for(self) -> None:
        asked = {_key(job) for job in self.todo} | {entry.job for _, entry in self.same}
        known = self.outbox.manifest
        for entry in [*known.entries.values(), *known.pending.values()]:
            if entry.job in asked or not self._covers(entry):
                continue
            current = self._current(entry)
            if current is None:
                self.outbox.retire(entry, self._why(entry))
            elif entry.job in known.pending:
                self.outbox.renew(current)

    def _why(self, entry: Entry) -> str:
        if entry.clinic_file in self._unread:
            return "its clinic cannot be read"
        return "it is out of date, and nobody asks for it any more"

    def _covers(self, entry: Entry) -> bool:
        """Return whether this run was asked to look after an entry."""
        request, asked = self.request, entry.asked
        return (
            self._covers_clinic(entry.clinic_file)
            and (not request.leaflets or asked.leaflet in request.leaflets)
            and (not request.langs or asked.lang in request.langs)
            and (not request.formats or asked.format in request.formats)
        )

    def _covers_clinic(self, name: str) -> bool:
        if self.request.named:
            return name in {self._name(path) for path in self.request.clinics}
        parts = name.split("/")
        return parts[-1] == "clinic.yaml" and (len(parts) == 1 or (len(parts) == 3 and parts[0] == "clinics"))


def _unless_full(error: LeafletError) -> tuple[Problem, ...]:
    """Return the problems of one job; raise them when the disk is full, since they are those of all that follow."""
    if any(problem.code == FULL for problem in error.problems):
        raise error
    return tuple(error.problems)


def _asked(job: Job) -> Asked:
    return Asked(**{name: getattr(job, name) for name in Asked.__struct_fields__})


def _key(job: Job) -> str:
    """Return the name of a job: the same for the same output."""
    rest = (job.leaflet, job.lang, job.format, job.conformance, job.output)
    return f"{job.clinic_name}/{'.'.join(filter(None, rest))}"


def _held(fact: Fact | None) -> str:
    return fact.sha256 if fact else ""


def _what(entry: Entry) -> dict[str, str]:
    return {**asdict(entry.asked), "clinic": entry.clinic_file}


def _outcome(status: Literal["made", "unchanged"], job: Job, entry: Entry, folder: Path, seconds: float) -> Outcome:
    return Outcome(
        status=status, job=job, folder=folder, names=tuple(file.file for file in entry.files),
        pages=entry.files[0].pages, state=entry.state, problems=entry.problems, omitted=entry.omitted, seconds=seconds,
    )  # fmt: skip
