"""Two sides of a comparison: today, what was signed, a revision of git, a file, a clinic, a language; and the paper."""

import json
import subprocess
from pathlib import Path

import pytest
from pikepdf import Pdf

from hsgleaflet.cli.exits import Exit
from tests.samples import CLINIC, Json, leaflet_values
from tests.shell import lines
from tests.signing import ANOTHER, LEAFLET_FILE, Office, office, with_phone

__all__ = ["office"]

PURPOSE: Json = {"purpose": "A test that shows how a leaflet is compared."}
SAID = "A test that shows how a leaflet is [-made.-]{+compared.+}"


def test_what_changed_since_it_was_signed(office: Office) -> None:
    office.signed()
    assert "A reader would notice nothing." in office("diff", "sample").out
    office.write(**PURPOSE)
    ran = office("diff", "sample")
    assert ran.code == Exit.CLEAN
    assert SAID in ran.out
    assert "1 change under 1 heading. Suggested: a minor version, 1.1" in ran.out
    assert "if a clinician agrees" in ran.out


def test_each_signature_is_found_by_its_code(office: Office) -> None:
    office.signed()
    office.write(version="2.0", **PURPOSE)
    office.approve()
    first, second = sorted((office.folder / "signed").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    codes = [path.name.split(".")[3] for path in (first, second)]
    said = office("diff", f"sample#{codes[0]}", f"sample#{codes[1]}").out
    assert SAID in said
    assert "2.0 is one already" in said or "1.1" not in said


def test_answers_alone_need_no_new_version(office: Office) -> None:
    office.signed()
    office.write(with_phone(ANOTHER))
    said = office("diff", "sample").out
    assert "answer {clinic_phone}: 020 7123 4567 -> 020 7123 9999" in said
    assert "All are answers of the clinic" in said


def test_a_revision_of_git(office: Office) -> None:
    def git(*args: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *args], cwd=office.folder, check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("tag", "v1.0")
    office.write(**PURPOSE)
    assert SAID in office("diff", "sample#v1.0", "sample").out
    ran = office("diff", "sample#v9", "sample")
    assert ran.code == Exit.CONTENT
    assert "G129" in ran.err
    assert "G129" in office("diff", "sample#--output=x", "sample").err


def test_a_leaflet_of_another_folder(office: Office) -> None:
    office.put("old/leaflets/sample.yaml", json.dumps(leaflet_values()))
    office.write(**PURPOSE)
    assert SAID in office("diff", "old/leaflets/sample.yaml", "sample").out
    assert office("diff", "old/leaflets/none.yaml", "sample").code == Exit.FILES


def test_two_clinics(office: Office) -> None:
    office.put("clinics/other/clinic.yaml", json.dumps(CLINIC | {"clinic": "other", "name": "Other Clinic"}))
    ran = office("diff", "sample@clinic.yaml", "sample@other", "--clinic", "other")
    assert "[-Sample-]{+Other+} Clinic" in ran.out
    assert "G124" in office("diff", "sample", "sample").err


def test_two_languages(office: Office) -> None:
    ran = office("diff", "hsg", "hsg:pl", "--clinic", "riverside")
    assert ran.code == Exit.CLEAN
    assert "words of two languages are not compared" in ran.out


def test_a_pdf_is_known_by_its_code(office: Office) -> None:
    office("build")
    name = "build/sample-clinic/sample.en-GB.a4.draft.pdf"
    (office.folder / "a.pdf").write_bytes((office.folder / name).read_bytes())
    assert "notice nothing" in office("diff", "a.pdf", "sample").out
    office.write(**PURPOSE)
    assert "G127" in office("diff", "a.pdf", "sample").err
    office.write()
    office.approve()
    office.write(**PURPOSE)
    assert SAID in office("diff", "a.pdf", "sample").out


@pytest.mark.parametrize(
    ("args", "code"), [(("sample",), "G128"), (("Sample leaflet", "sample"), "G126"), (("x.pdf", "sample"), "S002")]
)
def test_what_cannot_be_found_is_told_with_what_to_write(office: Office, args: tuple[str, ...], code: str) -> None:
    ran = office("diff", *args)
    assert ran.code in (Exit.CONTENT, Exit.FILES)
    assert code in ran.err


def test_machines_are_told_each_change_and_the_advice(office: Office) -> None:
    office.signed()
    office.write(with_phone(ANOTHER), **PURPOSE)
    *found, last = lines(office("diff", "--json", "sample").out)
    assert {"heading", "part", "old", "new"} == set(found[0])
    assert last == {"advice": "minor", "reasons": ["only words outside the safety parts"], "version": "1.1"}


def test_changes_become_a_tagged_paper(office: Office, tmp_path: Path) -> None:
    office.signed()
    office.write(with_phone(ANOTHER), **PURPOSE)
    assert office("diff", "sample", "-o", "changes.pdf").code == Exit.CLEAN
    with Pdf.open(tmp_path / "changes.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo.Title == "Sample test: what changed"
    assert (office.folder / LEAFLET_FILE).is_file()
