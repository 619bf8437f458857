"""Engine: jobs run here, in other processes or on a cluster, and always give the same.

Comes in: jobs, in an order that keeps what belongs together near each other. Goes out: results in that order, with the
bytes of the files; who asked writes them, so there is one writer, and a worker that dies leaves nothing behind. It
stands alone because any `concurrent.futures.Executor` will do: a job is a value, and so is what it makes.

Only a few tasks are under way at any time, so that memory stays flat however many there are. When a worker is lost,
what it may have held is done again, a job at a time: a job that loses its worker while it is alone is told as failed.
A job that takes too long is given up where it runs; a worker that does not even notice that is not waited for.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.memory import forget
from hsgleaflet.model.document import Meta
from hsgleaflet.problems import LeafletError, Problem, fail
from hsgleaflet.work.build import Job, Made, Output, make
from hsgleaflet.work.program import versions
from hsgleaflet.work.project import Project
from hsgleaflet.work.trace import Facts
from hsgleaflet.work.workspace import Workspace


class Result(Struct, frozen=True, kw_only=True):
    """What became of a job, wherever it ran; without outputs it failed. `facts` are the files that it depended on."""

    job: Job
    outputs: tuple[Output, ...] = ()
    meta: Meta | None = None
    direction: str = "ltr"
    problems: tuple[Problem, ...] = ()
    omitted: tuple[Omitted, ...] = ()
    facts: Facts = {}
    seconds: float = 0.0
    holds_until: str = ""


class Run(Struct, frozen=True, kw_only=True):
    """One build: where its project lies, its day, the versions it needs. A worker keeps nothing for the next one."""

    name: str
    root: Path
    today: datetime.date
    versions: tuple[str, ...]


class Task(Struct, frozen=True, kw_only=True):
    """Jobs that run one after the other in one place."""

    run: Run
    jobs: tuple[Job, ...]


# ---------------------------------------------------------------- in a worker


_worked_on: Counter[str] = Counter()
"""Leaflets that this process remembers, and how many jobs each had."""
_FIRST = 3
"""Jobs after which what a batch has in common is remembered; more would keep the workers waiting."""
_MANY, _MUCH = 12, 200
"""Leaflets, and jobs, to remember until another leaflet comes: few enough for a small machine. One for many clinics
leaves much behind; in a batch they come one after the other, and none comes again soon."""
_LEAST = 4
"""Jobs of the smallest portions of a large batch: each costs a message there and back."""
LIMIT = 120
"""Seconds for one job: a hundred times what the longest leaflets take."""
_PATIENCE = 10.0
"""Seconds in which a scheduler must answer."""
_kept: list[tuple[Run, Project]] = []
"""The run that this process works for, and its project."""


def perform(task: Task) -> tuple[Result, ...]:
    """Return the results of the jobs of a task; what goes wrong in one of them is told in its result."""
    if task.run.versions != versions():
        other = sorted(set(versions()).symmetric_difference(task.run.versions))
        hint = "install the same versions on every machine: bytes must not depend on where a job ran"
        problem = fail("B012", f"a worker has other versions: {', '.join(other)}", hint=hint).problems
        return tuple(Result(job=job, problems=problem) for job in task.jobs)
    _forget_others(task.jobs)
    project = _project(task.run)
    return tuple(result(project, job) for job in task.jobs)


def _project(run: Run) -> Project:
    if not _kept or _kept[0][0] != run:
        _kept[:] = [(run, Project(Workspace(run.root), run.today))]
    return _kept[0][1]


def _forget_others(jobs: Sequence[Job]) -> None:
    """Empty the memories of this process from time to time, when it comes to another leaflet."""
    is_new = any(job.leaflet not in _worked_on for job in jobs)
    if is_new and (len(_worked_on) >= _MANY or _worked_on.total() >= _MUCH):
        forget()
        _worked_on.clear()
    _worked_on.update(job.leaflet for job in jobs)


def result(project: Project, job: Job) -> Result:
    """Return the result of a job."""
    start = time.perf_counter()
    try:
        with _limited(), project.workspace.watching() as noted:
            made = make(project, job)
    except LeafletError as error:
        return Result(job=job, problems=error.problems, seconds=time.perf_counter() - start)
    except _LateError:
        forget()  # nobody knows in what it was interrupted
        _kept.clear()
        return _late(job)
    except Exception as error:  # one leaflet that meets a bug must not stop a thousand others
        if "HSGLEAFLET_DEBUG" in os.environ:
            raise
        hint = "please report it with the leaflet; HSGLEAFLET_DEBUG=1 shows more"
        problem = fail("B013", f"this is a bug in hsgleaflet: {type(error).__name__}: {error}", hint=hint).problems
        return Result(job=job, problems=problem, seconds=time.perf_counter() - start)
    return _result(job, made, project, noted, time.perf_counter() - start)


class _LateError(BaseException):
    """The time of a job is over; no `except Exception` on the way may take it for an error of its own."""


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Raise _LateError when what is done meanwhile takes too long; only the main thread of a process can be called."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise _LateError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _late(job: Job) -> Result:
    hint = "look for what is odd in it, or in the disk that its files lie on; please report it if you find nothing"
    problem = fail("B017", f"it took longer than {LIMIT} seconds and was given up", hint=hint).problems
    return Result(job=job, problems=problem, seconds=LIMIT)


def _result(job: Job, made: Made, project: Project, noted: set[str], seconds: float) -> Result:
    document, omitted = made.prepared.document, made.prepared.composed.omitted
    return Result(
        job=job, outputs=made.outputs, meta=document.meta, direction=document.direction, problems=made.problems,
        omitted=omitted, facts=project.workspace.facts(noted), seconds=seconds,
        holds_until=_holds_until(made, job, project),
    )  # fmt: skip


def _holds_until(made: Made, job: Job, project: Project) -> str:
    """Return the last day on which this is still what would be made and said; "" when no day changes it."""
    today, standings = project.today, (made.prepared.standing, *made.others)
    days = [one.changes_on - datetime.timedelta(1) for one in standings if one.changes_on]
    # a record of a day to come will count then
    days += [record.date - datetime.timedelta(1) for record in project.records(job.clinic) if record.date > today]
    if any(problem.code == "G103" for problem in made.problems):  # it says how many days are left
        days.append(today)
    return min(days).isoformat() if days else ""


# ---------------------------------------------------------------- places to work


class Here(Executor):
    """Does each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Place(Struct, frozen=True):
    """Where tasks go: how its executor is opened, tasks at once, jobs a task at the most, how it ends."""

    open: Callable[[], Executor]
    width: int
    chunk: int
    end: Callable[[Executor | None, bool], None]
    warm: bool = False
    """Whether workers begin with what this process remembers: then the first jobs are done here."""


def here(project: Project, run: Run) -> Place:
    """Return this process as a place; it goes on with the project that it has."""
    _kept[:] = [(run, project)]
    return Place(Here, 0, 1, lambda *_: None)


def processes(count: int) -> Place:
    """Return processes of this machine as a place."""
    return Place(lambda: _pool(count), count, 64, _end_pool, warm=True)


def _end_pool(executor: Executor | None, at_once: bool) -> None:
    """End the processes; at once means that what they are at is not waited for: they write nothing."""
    if executor is None:
        return
    if at_once:
        import multiprocessing

        for child in multiprocessing.active_children():
            child.terminate()
    executor.shutdown(wait=not at_once, cancel_futures=True)


def _pool(count: int) -> Executor:
    import gc
    import multiprocessing
    import sys
    from concurrent.futures import ProcessPoolExecutor

    # A fork begins with all that is remembered here; elsewhere than on Linux it is not safe.
    gc.freeze()  # so that looking for circles does not make copies of it
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(count, context, _start, (os.getpid(),))


def _start(parent: int) -> None:
    """Begin as a worker: Ctrl-C is for the parent to answer, and a worker does not outlive it."""
    import signal
    import threading

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=watch, daemon=True).start()


def cluster(address: str) -> Place:
    """Return the workers of a Dask scheduler as a place; raise LeafletError when there is none."""
    try:
        from distributed import Client
    except ImportError:
        hint = 'pip install "hsgleaflet[cluster]"'
        raise fail("B014", "--cluster needs the package distributed", hint=hint) from None
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        width = sum(client.nthreads().values())
    except (OSError, ValueError, TimeoutError) as error:
        hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`"
        raise fail("B014", f"no scheduler answers at {address}: {error}", hint=hint) from None
    if not width:
        client.close()
        raise fail("B014", f"the scheduler at {address} has no workers", hint=f"start some: dask worker {address}")
    return Place(lambda: client.get_executor(pure=False), width, 16, lambda *_: client.close())


# ---------------------------------------------------------------- running


class Crew:
    """Runs tasks in a place, and opens that again when it breaks."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._executor: Executor | None = None
        self._waiting: deque[tuple[Task, bool, Future[tuple[Result, ...]]]] = deque()

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results of tasks in their order."""
        fresh = iter(tasks)
        again: deque[Task] = deque()
        if self._place.warm:
            first = next(fresh, None)
            begun, rest = _parted(first) if first else ([], [])
            done = [result for task in begun for result in perform(task)]
            fresh = chain(rest, fresh)
            self._fill(fresh, again)  # the workers begin before anybody learns of a result, and draws it
            yield from done
        while self._fill(fresh, again):
            task, alone, future = self._waiting.popleft()
            try:
                yield from future.result(2 * LIMIT)
            except TimeoutError:
                future.cancel()
                lost = [task, *self._end_what_hangs()]
                if alone:
                    yield _late(task.jobs[0])
                else:
                    again.extend(_singles(lost))
            except (BrokenExecutor, CancelledError) as error:
                self._reopen(error)
                if alone:
                    yield _lost(task.jobs[0])
                else:
                    again.extend(_singles([task, *self._unfinished()]))
            except Exception as error:
                if type(error).__name__ != "KilledWorker":
                    raise
                if alone:
                    yield _lost(task.jobs[0])
                else:
                    again.extend(_singles([task]))

    def _fill(self, fresh: Iterator[Task], again: deque[Task]) -> bool:
        """Keep the place busy, and no more than that; a task of a place that broke runs alone. False at the end."""
        while len(self._waiting) <= 2 * self._place.width:
            if again:
                if self._waiting:
                    break
                self._submit(again.popleft(), alone=True)
                break
            task = next(fresh, None)
            if task is None:
                break
            self._submit(task, alone=False)
            if not self._place.width:
                break
        return bool(self._waiting)

    def _submit(self, task: Task, *, alone: bool) -> None:
        self._executor = self._executor or self._place.open()
        try:
            future = self._executor.submit(perform, task)
        except BrokenExecutor as error:
            future = Future()
            future.set_exception(error)
        self._waiting.append((task, alone, future))

    def _unfinished(self) -> list[Task]:
        """Take away and return the tasks that broke with their place; those that were done before stay."""
        kept: list[tuple[Task, bool, Future[tuple[Result, ...]]]] = []
        gone = []
        for task, alone, future in self._waiting:
            done = future.done() and not future.cancelled() and future.exception() is None
            if done:
                kept.append((task, alone, future))
            else:
                gone.append(task)
        self._waiting = deque(kept)
        return gone

    def _end_what_hangs(self) -> list[Task]:
        """End processes of our own, of which one hangs, and return what they had not done; a cluster lives on."""
        if not self._place.warm:
            return []
        self._reopen(BrokenExecutor())
        return self._unfinished()

    def _reopen(self, error: BaseException) -> None:
        if isinstance(error, BrokenExecutor):
            self._place.end(self._executor, True)
            self._executor = None

    def close(self, *, at_once: bool) -> None:
        """End the place; at once means that what is under way is not waited for."""
        for *_, future in self._waiting:
            future.cancel()
        self._place.end(self._executor, at_once)


def _parted(task: Task) -> tuple[list[Task], list[Task]]:
    """Return the first few jobs of a task, and the others if there are any."""
    first, rest = task.jobs[:_FIRST], task.jobs[_FIRST:]
    return [replace(task, jobs=first)], [replace(task, jobs=rest)] if rest else []


def _singles(tasks: Iterable[Task]) -> Iterator[Task]:
    return (replace(task, jobs=(job,)) for task in tasks for job in task.jobs)


def _lost(job: Job) -> Result:
    hint = "it may need more memory than there is; build it alone with -j 1 to see"
    return Result(job=job, problems=fail("B015", "the process that made it was killed", hint=hint).problems)


def tasks(jobs: Sequence[Job], place: Place, run: Run) -> Iterator[Task]:
    """Yield tasks: jobs of one leaflet and language stay together, in portions that keep every worker busy.

    A portion is large while there is much to do: whoever has one leaflet in mind should do all of it. Towards the end
    portions are small, so that the workers end together.
    """
    left, share = len(jobs), 2 * max(place.width, 1)
    least = min(_LEAST, max(1, left // (2 * share)))
    for _, kin in groupby(jobs, _kin):
        rest = list(kin)
        while rest:
            most = min(place.chunk, max(least, left // share))
            size = -(-len(rest) // -(-len(rest) // most))  # portions of a leaflet are equal
            yield Task(run=run, jobs=tuple(rest[:size]))
            rest = rest[size:]
            left -= size


def _kin(job: Job) -> tuple[str, str]:
    return job.leaflet, job.lang
