"""Personal copies: whole tagged files that read like any other, and nothing of a person anywhere else."""

import datetime
import gc
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from hsgleaflet.compose.personal import personal
from hsgleaflet.model.asks import DayRange
from hsgleaflet.model.document import Document, plain_text
from hsgleaflet.model.rows import Row
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.lines import Line
from hsgleaflet.work.data import data_root
from hsgleaflet.work.personalise import Copies, People, Plan
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.file import is_unaltered
from tests.pdf_faults import faults
from tests.shell import Shell

RIVERSIDE = data_root() / "clinics" / "riverside" / "clinic.yaml"
SECRET = "Xanthippe Quillfeather"
PEOPLE = """name,date,time,place,clinician,lang,format
Zoë O’Brien,2027-03-01,9:30,Level 1,,,
Łukasz Wójcik-Ægir,2027-03-02,12:00,Level 1,,,
Ann,2027-03-03,14:10,Level 1,Dr B. Example,,
Ann,,,,,pl,a5
"""


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(Workspace(data_root()))


def people(project: Project, folder: Path, text: str = PEOPLE) -> list[Row]:
    path = folder / "rows.csv"
    path.write_text(text, "utf-8")
    found = People(project, path, RIVERSIDE, "hsg")
    assert not any(found.wrong())
    return list(found)


def document_of(copies: Copies, plan: Plan) -> Document:
    """What a copy means, composed by itself."""
    row = plan.row
    known = copies.project.prepare("hsg", RIVERSIDE, row.lang, row.format)
    return personal(known.document, row, known.composed.edge.phrases, copies.window)


def test_each_copy_reads_as_its_document(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path))
    for plan, (name, data) in zip(plans, copies.files(plans), strict=True):
        document = document_of(copies, plan)
        assert plan.row.name in plain_text(document)
        assert faults(data, document) == []
        assert is_unaltered(data)
        assert name == f"hsg.{plan.row.lang}.{plan.row.format}.{plan.row.number:05d}.draft.pdf"


def test_copies_that_fit_are_updates_of_one_base(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path)[:2])
    assert all(plan.lines for plan in plans)
    one, two = (data for _, data in copies.files(plans))
    same = one.rindex(b"startxref", 0, one.rindex(b"startxref"))
    assert one[:same] == two[:same]
    assert len(one) - same < 1500


@pytest.mark.parametrize("name", ["A name " * 20, "שרה כהן", "نادية"])
def test_what_does_not_fit_its_line_is_laid_out_by_itself(project: Project, tmp_path: Path, name: str) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path, f"name\nAnn\n{name.strip()}\n"))
    assert [plan.lines is None for plan in plans] == [False, True]
    _, (_, data) = copies.files(plans)
    assert faults(data, document_of(copies, plans[1])) == []


def test_right_to_left_leaflets_are_laid_out_one_by_one(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path, "name,lang\nAnn,ur\n"))
    ((_, data),) = copies.files(plans)
    assert plans[0].lines is None
    assert faults(data, document_of(copies, plans[0])) == []


def test_a_print_file_holds_all_copies_on_sheets_of_their_own(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path, "name\n" + "".join(f"Person {n}\n" for n in range(70)) + "نادية\n"))
    data = copies.print_file(plans)
    with pikepdf.open(BytesIO(data)) as pdf:
        each, odd = divmod(len(pdf.pages), len(plans))
        assert odd == 0
        assert each % 2 == 0
        assert "/StructTreeRoot" not in pdf.Root
        streams = [page.Contents[1].read_bytes() for page in pdf.pages[: 70 * each : each]]
    assert len(set(streams)) == 70
    more = copies.plan(people(project, tmp_path, "name\n" + "".join(f"Person {n}\n" for n in range(140))))
    assert (len(copies.print_file(more)) - len(data)) / 70 < 2000


def test_nothing_of_a_person_stays(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    list(copies.files(copies.plan(people(project, tmp_path, f"name\n{SECRET}\n"))))
    copies.forget()
    gc.collect()
    lines = [one for one in gc.get_objects() if isinstance(one, Line)]
    assert not any(SECRET in "".join(segment.text for segment in line.segments) for line in lines)
    assert not any(SECRET in raw.decode("utf-8", "replace") for raw in project.workspace.read.values())


def test_the_clinics_own_days_become_dates() -> None:
    project = Project(Workspace(data_root()))
    known = project.prepare("hsg", RIVERSIDE, "en-GB", "a4")
    row = Row(number=2, name="Ann", first_day=datetime.date(2027, 2, 25))
    made = personal(known.document, row, known.composed.edge.phrases, DayRange(6, 12))
    said = "Days for your test: 2 March 2027 to 8 March 2027. Please check this with us."
    assert said in plain_text(made)
    assert made.meta == known.document.meta
    assert said not in plain_text(personal(known.document, row, known.composed.edge.phrases, None))


def test_dates_of_a_cycle_need_the_clinics_leave(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("name,first_day,format,lang\nAnn,2027-02-25,,\nBea,,quarto,\nCat,,,tlh\n", "utf-8")
    found = People(project, path, RIVERSIDE, "hsg")
    assert list(found) == []
    assert [problem.message.partition(":")[0] for (problem,) in found.wrong()] == [
        'column "first_day"', 'column "format"', 'column "lang"',
    ]  # fmt: skip


def test_a_sign_that_no_font_has_is_not_repeated(project: Project, tmp_path: Path) -> None:
    copies = Copies(project, "hsg", RIVERSIDE)
    plans = copies.plan(people(project, tmp_path, "name\nAnn\nA\U0001f9ff\n"))
    with pytest.raises(LeafletError) as error:
        list(copies.files(plans))
    assert "row 3" in str(error.value.problems[0])
    assert "\U0001f9ff" not in str(error.value.problems[0])


# ---------------------------------------------------------------- the command


def rows(shell: Shell, text: str) -> None:
    shell.put("rows.csv", text)


def test_files_are_for_their_owner_alone(shell: Shell) -> None:
    rows(shell, f"name,date\n{SECRET},2027-03-01\n")
    ran = shell("personalise", "hsg", "--clinic", "riverside", "--data", "rows.csv", "-o", "out/all")
    assert ran.code == 0
    folder = shell.folder / "out" / "all"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert SECRET not in ran.out + ran.err + file.name


def test_one_archive(shell: Shell) -> None:
    rows(shell, "name\nAnn\nBea\n")
    for name in ("one.zip", "two.zip"):
        assert shell("personalise", "hsg", "--clinic", "riverside", "--data", "rows.csv", "--zip", name).code == 0
    one, two = ((shell.folder / name).read_bytes() for name in ("one.zip", "two.zip"))
    assert one == two
    with zipfile.ZipFile(BytesIO(one)) as found:
        assert found.namelist() == [f"hsg.en-GB.a4.0000{number}.draft.pdf" for number in (2, 3)]
    assert stat.S_IMODE((shell.folder / "one.zip").stat().st_mode) == 0o600


def test_one_mistake_stops_all_unless_it_is_skipped(shell: Shell) -> None:
    rows(shell, f"name,date\nAnn,2027-03-01\n{SECRET},tomorrow\n")
    typed = ("personalise", "hsg", "--clinic", "riverside", "--data", "rows.csv", "--print-file", "all.pdf")
    ran = shell(*typed)
    assert ran.code == 1
    assert "rows.csv:3" in ran.out + ran.err
    assert SECRET not in ran.out + ran.err
    assert not (shell.folder / "all.pdf").exists()
    ran = shell(*typed, "--skip-bad")
    assert ran.code == 0
    assert (shell.folder / "all.pdf").exists()
    assert SECRET not in ran.out + ran.err


def test_rows_are_counted_not_their_mistakes(shell: Shell) -> None:
    rows(shell, "name,date,time\nAnn,2027-03-01,09:30\nBea,tomorrow,noon\n")
    ran = shell("personalise", "hsg", "--clinic", "riverside", "--data", "rows.csv")
    assert "1 of 2 rows cannot be printed" in ran.err


def test_an_archive_and_a_print_file_are_not_made_at_once(shell: Shell) -> None:
    rows(shell, "name\nAnn\n")
    typed = ("--clinic", "riverside", "--data", "rows.csv", "--zip", "all.zip", "--print-file", "all.pdf")
    ran = shell("personalise", "hsg", *typed)
    assert ran.code == 2
    assert "--zip and --print-file" in ran.err
    assert not (shell.folder / "all.pdf").exists()
