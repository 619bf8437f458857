"""The same leaflet is the same file, to the byte: in another folder, process, order, or with another hash seed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hsgleaflet.work import build
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.metadata import STANDARDS
from tests.conftest import Built, first_of_each, in_conformance, make, shipped

_BUILD = """
import sys
from pathlib import Path
from hsgleaflet.work import build
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace

project = Project(Workspace(Path.cwd()))
for conformance in sys.argv[1:]:
    found = build.jobs(project, project.workspace.clinic_paths(), conformance=conformance)
    for job in found:
        for output in build.make(project, job).outputs:
            project.workspace.write(Path("out", job.clinic_name, output.name(job, "draft")), output.data)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A clinic in a folder of another name, with files that are younger."""
    folder = tmp_path / "another place" / "ä clinic"
    clinic = Path("clinics", "riverside")
    shutil.copytree(data_root() / clinic, folder / clinic, copy_function=shutil.copyfile)
    return folder


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_another_folder_process_hash_seed_clock_and_language_make_the_same_files(copy: Path, seed: str) -> None:
    settings = {
        **os.environ,
        "PYTHONPATH": str(Path(build.__file__).parents[2]),
        "PYTHONHASHSEED": seed,
        "TZ": "Pacific/Kiritimati" if seed == "0" else "America/Adak",
        "LC_ALL": "C",
    }
    subprocess.run([sys.executable, "-c", _BUILD, *STANDARDS], cwd=copy, env=settings, check=True, timeout=120)
    found = {path.relative_to(copy / "out"): _digest(path.read_bytes()) for path in copy.glob("out/*/*")}
    own = Project(Workspace(copy))
    expected = {}
    for conformance in STANDARDS:
        for job in build.jobs(own, own.workspace.clinic_paths(), conformance=conformance):
            same = next(one for one in shipped() if _edition(one) == _edition(job))
            for output in in_conformance(make(same), conformance).made.outputs:
                expected[Path(job.clinic_name, output.name(job, "draft"))] = _digest(output.data)
    assert found == expected


def _edition(job: build.Job) -> tuple[str, ...]:
    return job.clinic_name, job.leaflet, job.lang, job.format


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_was_built_before_leaves_no_trace() -> None:
    """Fonts, shaped words and drawings are remembered in a process: their order must not matter."""
    project = Project(Workspace(data_root()))
    for job in reversed(first_of_each().values()):
        assert build.make(project, job).data == make(job).data


def test_a_change_of_one_answer_changes_the_id_and_one_digest(copy: Path, hsg: Built) -> None:
    path = copy / "clinics" / "riverside" / "clinic.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("020 7946 0019", "020 7946 0011"), encoding="utf-8")
    project = Project(Workspace(copy))
    (job,) = build.jobs(project, [path], ["hsg"], formats=["a4"])
    made = build.make(project, job)
    meta, before = made.prepared.document.meta, hsg.document.meta
    assert meta.wording_digest == before.wording_digest
    assert meta.answers_digest != before.answers_digest
    assert made.data != hsg.data
