"""`hsgleaflet check` over whole projects: what is shipped passes, and every place is told once."""

import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from hsgleaflet.model.formats import FORMATS
from hsgleaflet.problems import Severity
from hsgleaflet.work.checking import Checked, Wanted, check
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.conftest import project, translations
from tests.shell import Shell, lines

DAY = datetime.date(2026, 11, 25)
ONE_A_SCRIPT = ("bn", "pl", "ur", "zh-Hans")
LANGS = [
    pytest.param(lang, marks=() if lang in ONE_A_SCRIPT else pytest.mark.exhaustive)
    for lang in sorted({job.lang for job in translations()})
]


PAPERS = ("a4", "trifold", "large-print")
"""A large, a small and a large-type paper: those that every run looks at."""


def said(checked: Checked, *severities: Severity) -> list[str]:
    return [str(problem) for problem in checked.problems if problem.severity in severities]


@pytest.mark.parametrize(
    "clinics", [["meadowbank"], pytest.param([], marks=pytest.mark.exhaustive)], ids=["one", "all"]
)
@pytest.mark.parametrize(
    "format_name", [pytest.param(name, marks=() if name in PAPERS else pytest.mark.exhaustive) for name in FORMATS]
)
def test_every_shipped_leaflet_keeps_every_rule_on_every_paper(format_name: str, clinics: list[str]) -> None:
    checked = check(project(), Wanted(clinics=clinics, formats=[format_name]), DAY)
    wrong = [problem for problem in checked.problems if problem.code[0] in "CGA" or problem.code[:2] == "L1"]
    assert [str(problem) for problem in wrong if problem.severity is not Severity.INFO] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_translation_keeps_every_rule(lang: str) -> None:
    jobs = sorted({(job.clinic_name, job.leaflet) for job in translations() if job.lang == lang})
    for clinic, found in groupby(jobs, itemgetter(0)):  # no other clinic need have answered what they ask
        wanted = Wanted([leaflet for _, leaflet in found], clinics=[clinic], langs=[lang], formats=["a4"])
        assert said(check(project(), wanted, DAY), Severity.ERROR) == []


def test_without_a_clinic_the_words_are_checked_all_the_same(tmp_path: Path) -> None:
    checked = check(Project(Workspace(tmp_path)), Wanted(["hsg"]), DAY)
    assert {problem.code for problem in checked.problems} >= {"G208"}
    assert said(checked, Severity.ERROR, Severity.WARNING) == []


def test_a_leaflet_is_overdue_on_its_day(tmp_path: Path) -> None:
    late = check(Project(Workspace(tmp_path)), Wanted(["hsg"]), datetime.date(2028, 11, 24))
    assert [problem.code for problem in late.problems if problem.severity is Severity.ERROR] == ["G202"]


def test_notes_of_the_calendar_never_run_into_each_other(tmp_path: Path) -> None:
    """Both stand above day 1 when the test may be done on every day."""
    clinic = (data_root() / "clinics/riverside/clinic.yaml").read_text("utf-8")
    assert "hsg_window: [6, 12]" in clinic
    (tmp_path / "clinic.yaml").write_text(clinic.replace("hsg_window: [6, 12]", "hsg_window: [1, 14]"), "utf-8")
    checked = check(Project(Workspace(tmp_path)), Wanted(["hsg"], ["clinic.yaml"]), DAY)
    assert said(checked, Severity.ERROR) == []


# --- mending, as typed

WORDS = "      - Say what is done, by whom, with what, and how long it takes."
POOR = [
    "      # don't touch this comment, two of them",
    "      - You can't eat, e.g. for two hours.   # can't",
    "      - 'It''s at 5:30pm, don''t come at 5-6pm.'",
    '      - "Rest prior to\\u00a0it. Don\\"t."',
    "      - >-",
    "        Folded words don't",
    "        end, they won't.",
]


def _poor(shell: Shell, ending: str) -> Path:
    shell("new", "poor")
    path = shell.folder / "leaflets" / "poor.yaml"
    text = path.read_text("utf-8").replace(WORDS, "\n".join(POOR)).replace("\n", ending)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return path


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_mending_changes_the_words_and_not_a_byte_more(shell: Shell, ending: str) -> None:
    path = _poor(shell, ending)
    path.chmod(0o600)
    before = path.read_bytes()
    ran = shell("check", "poor", "--fix")
    after = path.read_bytes().decode("utf-8")
    good = before.decode("utf-8")
    for old, new in [
        ("You can't eat, e.g. for two hours.", "You cannot eat, for example for 2 hours."),
        ("5:30pm", "5.30pm"),
        ("5-6pm", "5 to 6pm"),
        ("Rest prior to", "Rest before"),
        ("Folded words don't", "Folded words do not"),
        ("they won't", "they will not"),
    ]:
        good = good.replace(old, new)
    assert after == good
    assert path.stat().st_mode & 0o777 == 0o600
    assert "leaflets/poor.yaml:" in ran.out
    assert "can't -> cannot" in ran.out
    assert "places mended" in ran.out


def test_what_cannot_be_found_in_the_source_as_it_is_read_stays_for_a_person(shell: Shell) -> None:
    _poor(shell, "\n")
    shell("check", "poor", "--fix")
    left = [found for found in lines(shell("check", "poor", "--json").out) if found["code"] == "C140"]
    assert [found["message"] for found in left] == ['"don\'t" hides its not']


def test_mending_twice_changes_nothing_more(shell: Shell) -> None:
    path = _poor(shell, "\n")
    shell("check", "poor", "--fix")
    once = path.read_bytes()
    assert "mended" not in shell("check", "poor", "--fix").out  # nor offers what it could not do
    assert path.read_bytes() == once


def test_shipped_leaflets_are_never_mended_from_another_folder(shell: Shell) -> None:
    before = {path: path.read_bytes() for path in (data_root() / "leaflets").glob("*.yaml")}
    assert "mended" not in shell("check", "--fix").out
    assert {path: path.read_bytes() for path in before} == before


def test_mending_tells_machines_what_it_did(shell: Shell) -> None:
    _poor(shell, "\n")
    mended = [found for found in lines(shell("check", "poor", "--fix", "--json").out) if "mended" in found]
    assert {"mended": "can't", "to": "cannot", "file": "leaflets/poor.yaml"}.items() <= mended[0].items()


# --- explaining, as typed


def test_a_rule_is_explained_with_its_reason_and_source(shell: Shell) -> None:
    ran = shell("check", "--explain", "c101")
    assert ran.code == 0
    assert ran.out.startswith("C101  A risk is counted in 100, 1,000 or 10,000 people")
    assert "Sirota" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
    assert len(shell("check", "--explain", "all").out.splitlines()) > 100


def test_an_unknown_rule_is_told_with_the_nearest(shell: Shell) -> None:
    ran = shell("check", "--explain", "C1O1")
    assert (ran.code, "Codes with C tell of content" in ran.err, 'Did you mean "C1' in ran.err) == (2, True, True)


def test_a_clinic_that_changes_a_safety_rule_is_told_at_its_line(shell: Shell) -> None:
    shell("init", "--leaflet", "hsg")
    path = shell.folder / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + "policy: {rules: {C101: off, G208: off}}\n", "utf-8")
    ran = shell("check", "hsg")
    assert ran.code == 1
    assert "error S046: C101 guards safety: no clinic can change it" in ran.err
    assert "info G208" not in ran.err
