"""The leaflet whose parts a clinic switches on: every sensible choice of operations makes a whole leaflet that fits."""

from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from hsgleaflet.model.document import plain_text
from hsgleaflet.problems import Severity
from hsgleaflet.work import build
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.conftest import first_of_each
from tests.pdf_faults import faults

LEAFLET = "operative-hysteroscopy"
SEEN = {"polyp": "15 to 20 minutes", "fibroid": "some fibroids", "scar": "About 45 in 1,000", "septum": "(septum)"}
"""What only the leaflet for an operation says."""
WAYS = {"awake": "If you will be awake", "asleep": "If you will be asleep"}
CHOICES = [
    (operations, ways)
    for operations in product((True, False), repeat=len(SEEN))
    for ways in product((True, False), repeat=len(WAYS))
    if any(operations) and any(ways)
]
FEW = [((True,) * 4, (True, True)), *(((n == 0, n == 1, n == 2, n == 3), (n % 2 == 0, n % 2 == 1)) for n in range(4))]


def made(tmp_path: Path, answers: dict[str, bool], format_name: str) -> tuple[Project, build.Job]:
    """A job for the leaflet in a clinic that answers the switches, and no question that then is not asked."""
    job = first_of_each()[LEAFLET]
    said = job.clinic.read_text("utf-8")
    for name, on in answers.items():
        said = said.replace(f"operative_{name}: yes", f"operative_{name}: {'yes' if on else 'no'}")
        if not on:
            said = "".join(line for line in said.splitlines(True) if f"operative_{name}_" not in line)
    (tmp_path / "clinic.yaml").write_text(said, "utf-8")
    for beside in job.clinic.parent.iterdir():
        if beside.name != "clinic.yaml":
            (tmp_path / beside.name).write_bytes(beside.read_bytes())
    return Project(Workspace(data_root())), replace(job, clinic=tmp_path / "clinic.yaml", format=format_name)


@pytest.mark.parametrize(("operations", "ways"), CHOICES)
def test_every_choice_tells_its_own_parts_and_no_others(
    tmp_path: Path, operations: tuple[bool, ...], ways: tuple[bool, ...]
) -> None:
    answers = dict(zip((*SEEN, *WAYS), (*operations, *ways), strict=True))
    project, job = made(tmp_path, answers, "a4")
    composed = project.prepare(job.leaflet, job.clinic, job.lang, job.format).composed
    text = plain_text(composed.document)
    assert {name: words in text for name, words in (SEEN | WAYS).items()} == answers
    assert [problem for problem in composed.problems if problem.severity is Severity.ERROR] == []
    assert composed.omitted == ()


@pytest.mark.parametrize("format_name", ["a4", "letter", "booklet", "trifold"])
@pytest.mark.parametrize(("operations", "ways"), FEW)
def test_few_and_many_parts_fit(
    tmp_path: Path, operations: tuple[bool, ...], ways: tuple[bool, ...], format_name: str
) -> None:
    project, job = made(tmp_path, dict(zip((*SEEN, *WAYS), (*operations, *ways), strict=True)), format_name)
    found = build.make(project, job)
    assert [problem for problem in found.problems if problem.severity is not Severity.INFO] == []
    assert faults(found.data, found.prepared.document) == []
