"""What a job read is known: the interpreter itself is asked which files were opened meanwhile."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from hsgleaflet.work.build import Job
from hsgleaflet.work.data import data_root
from hsgleaflet.work.engine import result
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace

_OPENED: list[str] = []
_WATCHING: list[bool] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHING and event == "open" and isinstance(arguments[0], str | os.PathLike):
        _OPENED.append(str(Path(arguments[0]).absolute()))


sys.addaudithook(_hook)  # it cannot be taken away again, so it listens only when it is asked to

BRAND = """
defaults: {hsgleaflet: {extends: ../../_brand.yml}}
typography:
  fonts: [{family: Own, source: file, files: [own.ttf]}]
  base: Own
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(data_root() / "clinics" / "riverside", tmp_path / "clinics" / "mine")
    shutil.copy(data_root() / "fonts" / "NotoSans-Regular.ttf", tmp_path / "clinics" / "mine" / "own.ttf")
    (tmp_path / "clinics" / "mine" / "_brand.yml").write_text(BRAND, "utf-8")
    (tmp_path / "_brand.yml").write_text("logo: logo.svg\n", "utf-8")
    (tmp_path / "logo.svg").write_text((data_root() / "clinics/riverside/logo.svg").read_text("utf-8"), "utf-8")
    return tmp_path


JOBS = [
    Job("hsg", Path(), "riverside", "en-GB", "a4"),
    Job("hsg", Path(), "riverside", "ar", "a4"),
    Job("hysteroscopy", Path(), "riverside", "en-GB", "trifold"),
    Job("hsg-or-hysteroscopy", Path(), "riverside", "en-GB", "a4", "a3a"),
    Job("hsg", Path(), "riverside", "en-GB", "booklet", output="shop"),
]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.leaflet}-{job.lang}-{job.format}")
def test_every_file_that_a_job_opens_counts(folder: Path, job: Job) -> None:
    project = Project(Workspace(folder))
    job = replace(job, clinic=folder / "clinics" / "mine" / "clinic.yaml")
    result(project, job)  # so that everything is imported
    project = Project(Workspace(folder))
    _OPENED.clear()
    _WATCHING.append(True)
    try:
        made = result(project, job)
    finally:
        _WATCHING.clear()
    assert made.outputs, made.problems
    homes = [f"{folder}/", f"{data_root()}/leaflets/", f"{data_root()}/clinics/"]
    opened = {path for path in _OPENED if path.startswith(tuple(homes))}
    assert len(opened) > 5
    assert opened <= set(made.facts), "else a change of it would pass unseen"
    others = {Path(path) for path in _OPENED} - set(map(Path, opened))
    program = (data_root() / "fonts", Path(sys.prefix), Path(sys.base_prefix), data_root() / "hsgleaflet")
    unknown = {path for path in others if path.suffix and not any(path.is_relative_to(home) for home in program)}
    assert unknown == set(), "neither an input nor a part of the program"


def test_the_same_counts_when_it_was_read_before(folder: Path) -> None:
    clinic = folder / "clinics" / "mine" / "clinic.yaml"
    jobs = [replace(job, clinic=clinic) for job in JOBS]
    fresh = [set(result(Project(Workspace(folder)), job).facts) for job in jobs]
    project = Project(Workspace(folder))
    assert [set(result(project, job).facts) for job in [*jobs, *jobs]] == [*fresh, *fresh]
