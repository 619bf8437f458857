"""Jobs run here, in other processes or anywhere else, and give the same; a lost worker loses nothing but itself."""

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet import memory
from hsgleaflet.problems import LeafletError
from hsgleaflet.work import engine
from hsgleaflet.work.build import Job, Made, make
from hsgleaflet.work.engine import Crew, Here, Place, Result, Run, Task, perform, processes, tasks
from hsgleaflet.work.program import stamp, versions
from hsgleaflet.work.project import Project
from tests.fleets import Fleet
from tests.samples import ROOT

RUN = Run(name="one", root=Path(), today=datetime.date(2026, 11, 25), versions=versions())


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    monkeypatch.chdir(tmp_path)
    return Fleet(tmp_path)


def job(leaflet: str, clinic: str = "east", lang: str = "en-GB") -> Job:
    return Job(leaflet, Path(clinic), clinic, lang, "a4")


# --- the same everywhere


def test_processes_make_the_same_bytes(fleet: Fleet) -> None:
    fleet.build()
    here = fleet.hashes()
    ran = fleet.build(force=True, place=processes(2))
    assert len(ran.made) == 4
    assert fleet.hashes() == here


def test_processes_know_what_a_job_read(fleet: Fleet) -> None:
    fleet.build(place=processes(2))
    assert len(fleet.build().names("unchanged")) == 4
    fleet.leaflet("apple", purpose="Another purpose.")
    assert fleet.build().made == {"east/apple", "west/apple"}


def test_a_worker_of_other_versions_makes_nothing(fleet: Fleet) -> None:
    run = replace(RUN, versions=(*versions()[1:], "hsgleaflet-9"))
    (result,) = perform(Task(run=run, jobs=(job("apple"),)))
    (problem,) = result.problems
    assert problem.code == "B012"
    assert "hsgleaflet-9" in problem.message
    assert not result.outputs


def test_the_stamp_tells_code_fonts_and_libraries_apart(tmp_path: Path) -> None:
    assert stamp().startswith(versions()[0].removeprefix("hsgleaflet-"))
    assert {name.split("-")[0] for name in versions()} >= {"python", "zlib", "reportlab", "uharfbuzz", "babel"}
    for name in ("a.py", "inner/b.ttf", "__pycache__/a.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    from hsgleaflet.work.program import _files

    assert [line.split()[0] for line in _files(tmp_path)] == ["a.py", "inner/b.ttf"]


# --- lost workers


def dies(leaflet: str, times: int) -> Callable[[Project, Job], Made]:
    """A build that takes its process with it when it comes to a leaflet, so many times."""
    parent, left = os.getpid(), Path("deaths")
    left.mkdir()
    for number in range(times):
        (left / str(number)).touch()

    def made(project: Project, job: Job) -> Made:
        if os.getpid() != parent and job.leaflet == leaflet:
            for death in left.iterdir():
                death.unlink(missing_ok=True)  # two workers may die at once
                os.kill(os.getpid(), signal.SIGKILL)
        return make(project, job)

    return made


def test_what_a_lost_worker_held_is_done_again(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.build()
    here = fleet.hashes()
    monkeypatch.setattr(engine, "make", dies("berry", 1))
    ran = fleet.build(force=True, place=processes(2))
    assert ran.codes == set()
    assert fleet.hashes() == here


def test_a_job_that_kills_its_worker_is_told_and_the_others_are_made(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "make", dies("berry", 100))
    ran = fleet.build(place=processes(2))
    assert ran.codes == {"B015"}
    assert ran.names("failed") == {"east/berry", "west/berry"}
    assert ran.made == {"east/apple", "west/apple"}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_do_not_outlive_a_parent_that_was_killed() -> None:
    program = (
        "import os, time; from hsgleaflet.work.engine import processes\n"
        "pool = processes(1).open(); print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 20
    while is_running(child) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_running(child)


# --- portions


def test_jobs_of_one_leaflet_and_language_stay_together() -> None:
    found = [job("apple", str(number)) for number in range(20)] + [job("apple", "x", "ur"), job("berry")]
    place = Place(Here, 1, 8, lambda *_: None)
    portions = [task.jobs for task in tasks(found, place, RUN)]
    assert [len(portion) for portion in portions] == [7, 7, 3, 3, 1, 1]
    assert [one for portion in portions for one in portion] == found


@pytest.mark.parametrize(
    ("leaflets", "clinics", "sizes"),
    [
        (1, 3, [1] * 3),
        (1, 40, [8, 8, 6, 4, 4, 4, 3, 3]),
        (3, 8, [4, 4, 4, 2, 2, 3, 3, 2]),
        (10, 8, [8] * 7 + [4] * 6),
        (10, 9, [5, 4] * 8 + [3] * 6),
    ],
)
def test_portions_keep_every_worker_busy(leaflets: int, clinics: int, sizes: list[int]) -> None:
    """As much of a leaflet as a task may hold while there is much to do, less and less towards the end."""
    place = Place(Here, 2, 8, lambda *_: None)
    found = [job(f"leaflet-{name}", str(number)) for name in range(leaflets) for number in range(clinics)]
    portions = list(tasks(found, place, RUN))
    assert [len(task.jobs) for task in portions] == sizes
    assert [one for task in portions for one in task.jobs] == found


def test_a_large_batch_goes_out_in_large_portions() -> None:
    found = [job("apple", str(number)) for number in range(5000)]
    sizes = [len(task.jobs) for task in tasks(found, Place(Here, 2, 8, lambda *_: None), RUN)]
    assert sizes[:-9] == [8] * (len(sizes) - 9)
    assert sizes[-1] == 3


def test_workers_that_begin_warm_leave_the_first_jobs_to_their_parent(fleet: Fleet) -> None:
    ran = fleet.build(place=processes(2))
    assert [outcome.job.leaflet for outcome in ran.outcomes] == ["apple", "apple", "berry", "berry"]


class Slow(Executor):
    """Does nothing until somebody asks."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        task: Task = args[0]
        future: Future[Any] = Future()
        future.set_result(tuple(Result(job=one) for one in task.jobs))
        return future


def test_a_parent_does_no_more_than_the_first_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[int] = []

    def noted(task: Task) -> tuple[Result, ...]:
        here.append(len(task.jobs))
        return tuple(Result(job=one) for one in task.jobs)

    monkeypatch.setattr(engine, "perform", noted)
    place = Place(Slow, 2, 25, lambda *_: None, warm=True)
    jobs = tuple(job("apple", str(number)) for number in range(25))
    found = list(Crew(place).results([Task(run=RUN, jobs=jobs), Task(run=RUN, jobs=jobs[:2])]))
    assert here == [3]
    assert [one.job for one in found] == [*jobs, *jobs[:2]]


def test_only_a_few_tasks_are_under_way() -> None:
    """So memory stays flat: a result is handed over before more work is taken on."""
    taken = 0

    def many() -> Iterator[Task]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Task(run=RUN, jobs=(job("apple", str(number)),))

    crew = Crew(Place(Slow, 3, 1, lambda *_: None))
    for number, result in enumerate(crew.results(many())):
        assert result.job.clinic_name == str(number), "in their order"
        assert taken - number <= 2 * 3 + 1
    assert taken == 1000


# --- a cluster that is not there


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(engine, "_PATIENCE", 0.2)
    with pytest.raises(LeafletError) as caught:
        engine.cluster("tcp://127.0.0.1:9")
    (problem,) = caught.value.problems
    assert problem.code == "B014"
    assert "127.0.0.1:9" in problem.message
    assert "dask scheduler" in problem.hint


def test_the_extra_that_a_cluster_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LeafletError) as caught:
        engine.cluster("tcp://127.0.0.1:9")
    assert caught.value.problems[0].hint == 'pip install "hsgleaflet[cluster]"'


def test_a_process_forgets_the_leaflets_that_it_has_done(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a batch of many leaflets stays as small as one of a few; what it makes is the same."""
    fleet.build()
    here, forgotten = fleet.hashes(), []

    def forget() -> None:
        forgotten.append(1)
        memory.forget()

    monkeypatch.setattr(engine, "_MANY", 1)
    monkeypatch.setattr(engine, "forget", forget)
    engine._worked_on.clear()
    fleet.build(force=True)
    assert len(forgotten) == 1, "when the second leaflet comes, not for the second clinic of the first"
    assert fleet.hashes() == here
    monkeypatch.setattr(engine, "_MANY", 12)
    monkeypatch.setattr(engine, "_MUCH", 2)
    engine._worked_on.clear()
    fleet.build(force=True)
    assert len(forgotten) == 2, "a leaflet for many clinics is as much as many leaflets"
    assert fleet.hashes() == here
