"""A process with any history writes the same bytes as a fresh one: what is remembered depends on its key alone."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.peers import ours
from benchmarks.peers.text import Clinic, clinic
from hsgleaflet.memory import forget
from hsgleaflet.work import build
from hsgleaflet.work.build import Job
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace

RIVERSIDE = data_root() / "clinics" / "riverside" / "clinic.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with clinics that differ in name, phone, colour and answers."""
    root = tmp_path_factory.mktemp("warm")
    ours.start(root, [clinic(number) for number in range(6)])
    return root


def jobs(root: Path) -> list[Job]:
    """Leaflets that share much: clinics of one leaflet, conformances, languages from left and from right."""
    found = [
        Job(ours.NAME, root / "clinics" / clinic(number).slug / "clinic.yaml", clinic(number).slug, "en-GB", "a4", kind)
        for number in range(6)
        for kind in ("ua1+a2a", "ua2+a4")
    ]
    return [*found, *(Job("hsg", RIVERSIDE, "riverside", lang, "a4") for lang in ("en-GB", "pl", "ur"))]


@cache
def fresh(root: Path, job: Job) -> bytes:
    """What a process makes that has made nothing before."""
    forget()
    return build.make(Project(Workspace(root)), job).data


@settings(max_examples=5)
@given(data=st.data())
def test_no_history_changes_a_byte(data: st.DataObject, folder: Path) -> None:
    wanted = data.draw(st.lists(st.sampled_from(jobs(folder)), min_size=2, max_size=8))
    expected = [fresh(folder, job) for job in wanted]
    forget()
    project = Project(Workspace(folder))
    assert [build.make(project, job).data for job in wanted] == expected


_WORDS = ("Riverside", "Women’s", "Clinic", "fi", "Łódź", "Ægir", "عيادة", "α", "W", "0", "of", "Gynaecology", "2nd")
_CLINICS = st.builds(
    Clinic,
    slug=st.just(""),
    name=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join),
    phone=st.integers(0, 999).flatmap(lambda n: st.sampled_from((f"01632 960 {n:03}", f"020 7946 0{n:03}"))),
    colour=st.sampled_from(("#123456", "#a00030", "#ffd000", "#777777")),
    minutes=st.integers(1, 400), visit=st.integers(1, 2000), first=st.integers(1, 9), last=st.integers(10, 20),
    weeks=st.integers(1, 60),
)  # fmt: skip


@settings(max_examples=5)
@given(clinics=st.lists(_CLINICS, min_size=2, max_size=4))
def test_a_clinic_of_any_words_gets_what_a_fresh_process_makes(
    clinics: list[Clinic], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Names and answers that break into other lines, need other fonts or run from right to left."""
    root = tmp_path_factory.mktemp("any")
    ours.start(root, [one._replace(slug=f"c{number}") for number, one in enumerate(clinics)])
    wanted = [
        Job(ours.NAME, root / "clinics" / f"c{number}" / "clinic.yaml", f"c{number}", "en-GB", form)
        for number in range(len(clinics))
        for form in ("a4", "a5")
    ]
    expected = [fresh(root, job) for job in wanted]
    forget()
    project = Project(Workspace(root))
    assert [build.make(project, job).data for job in wanted] == expected


def test_one_process_for_many_clinics(folder: Path) -> None:
    expected = [fresh(folder, job) for job in jobs(folder)]
    project = Project(Workspace(folder))
    for order in (jobs(folder), list(reversed(jobs(folder)))):
        made = {job: build.make(project, job).data for job in order}
        assert [made[job] for job in jobs(folder)] == expected


def test_a_picture_changed_under_its_name_is_painted_anew(tmp_path: Path) -> None:
    ours.start(tmp_path, [clinic(0)])
    job, figure = jobs(tmp_path)[0], tmp_path / "leaflets" / "pictures" / "figure.svg"
    project = Project(Workspace(tmp_path))
    before = [build.make(project, job).data for _ in range(4)]
    figure.write_text(figure.read_text("utf-8").replace('fill="', 'fill="#123456" data-was="', 1), "utf-8")
    after = build.make(Project(Workspace(tmp_path), _setter=project.setter), job).data
    assert before == before[:1] * 4
    assert after != before[0]
    assert after == fresh(tmp_path, job)
