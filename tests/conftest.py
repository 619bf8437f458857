"""What many tests share: every shipped leaflet, built once.

A test that asks for `built` runs for each leaflet, language and paper format that the example clinics give out (after
the first of each leaflet only when exhaustive), one that asks for `translated` for each leaflet and language that it is
translated into (other leaflets than the HSG only when exhaustive); `hsg` is the first leaflet of all on A4, `gallery`
the document with every element that an author can write.
"""

import signal
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.model.document import Document
from hsgleaflet.problems import Problem
from hsgleaflet.work import build
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import GALLERY, Workspace
from tests.conftest_goldens import add_goldens_option, golden
from tests.shell import shell

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["golden", "shell"]

# The same examples on every machine, and no verdict by the clock.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")

# Tests send Ctrl-C; a shell has what it runs in the background ignore that, and so would every process started here.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    add_goldens_option(parser)


class Built(Struct, frozen=True):
    """A leaflet that was built in this process."""

    job: build.Job
    made: build.Made

    @property
    def document(self) -> Document:
        return self.made.prepared.document

    @property
    def pages(self) -> int:
        return self.made.pages

    @property
    def data(self) -> bytes:
        return self.made.data

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.made.problems


@cache
def project() -> Project:
    """The shipped leaflets and clinics."""
    return Project(Workspace(data_root()))


@cache
def shipped() -> Sequence[build.Job]:
    """A job for each leaflet, language and format that the example clinics give out; those of Riverside come first."""
    paths = project().workspace.clinic_paths()
    return build.jobs(project(), sorted(paths, key=lambda path: path.parent.name != "riverside"))


def first_of_each() -> dict[str, build.Job]:
    """The first job of each leaflet."""
    found: dict[str, build.Job] = {}
    for job in shipped():
        found.setdefault(job.leaflet, job)
    return found


@cache
def make(job: build.Job) -> Built:
    """Build a job, once."""
    return Built(job, build.make(project(), job))


def in_conformance(built: Built, conformance: str) -> Built:
    """The same leaflet in another conformance."""
    return make(replace(built.job, conformance=conformance))


def translations() -> Sequence[build.Job]:
    """A job for each translation of a leaflet, on A4."""
    languages = project().workspace.translations
    return [replace(job, lang=lang) for name, job in sorted(first_of_each().items()) for lang in languages(name)]


def cases(jobs: Sequence[build.Job]) -> list[object]:
    """Each job as a case of a test: every run looks at all leaflets in English and at the HSG in all languages."""
    few = [job for job in jobs if job.lang.startswith("en") or job.leaflet == "hsg"]
    marks = [() if job in few else pytest.mark.exhaustive for job in jobs]
    names = [f"{job.leaflet}-{job.lang}-{job.format}" for job in jobs]
    return [pytest.param(job, id=name, marks=mark) for job, name, mark in zip(jobs, names, marks, strict=True)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for fixture, found in (("built", shipped), ("translated", translations)):
        if fixture in metafunc.fixturenames:
            few = [job for job in found() if job.leaflet == "hsg" and found is translations]
            jobs = [
                pytest.param(
                    job,
                    id=f"{job.clinic_name}-{job.leaflet}-{job.lang}-{job.format}",
                    marks=() if job in (*few, *first_of_each().values()) else pytest.mark.exhaustive,
                )
                for job in found()
            ]
            metafunc.parametrize(fixture, jobs, indirect=True, scope="session")


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest) -> Built:
    job: build.Job = request.param
    return make(job)


@pytest.fixture(scope="session")
def translated(request: pytest.FixtureRequest) -> Built:
    job: build.Job = request.param
    return make(job)


@pytest.fixture(scope="session")
def hsg() -> Built:
    return make(next(job for job in shipped() if job.leaflet == "hsg"))


@pytest.fixture(scope="session")
def gallery() -> Built:
    return make(replace(shipped()[0], leaflet=GALLERY))


# --- a real browser

CHROMIUM = "/usr/bin/chromium"
"""Debian's; the browsers that Playwright would fetch are not asked for."""
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()
