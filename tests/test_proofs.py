"""Papers for staff: the proof of a leaflet, the sheet it is signed on, what leaflets say of the same things."""

import json
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Pdf

from hsgleaflet.cli.exits import Exit
from tests.samples import CLINIC, Json, leaflet_values
from tests.shell import lines
from tests.signing import CLINIC_FILE, Office, office

__all__ = ["office"]

ASKS = {
    "rule": {"type": "choice", "ask": "Which rule?", "options": {"wait": "**Wait** a day [@A].", "ring": "Ring."}},
    "parking": {"type": "text", "ask": "Where can patients park?", "optional": "true"},
}


def words(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    found = []
    for page in pdf:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return " ".join(" ".join(found).split())


def with_questions(office: Office, *bodies: str) -> None:
    sections = leaflet_values()["sections"]
    sections.insert(2, {"heading": "More", "body": list(bodies)})
    office.write({"answers": {"sample": {"rule": "wait"}}}, asks=ASKS, sections=sections)


def test_a_proof_names_the_source_of_each_claim_and_lists_them(office: Office) -> None:
    assert office("proof", "sample").out == "sample.en-GB.proof.pdf\n"
    said = words(office.folder / "sample.en-GB.proof.pdf")
    assert "A: A society" in said
    assert "A: A study, A society" in said
    assert "PROOF not for patients" in said
    assert "DRAFT" not in said
    with Pdf.open(office.folder / "sample.en-GB.proof.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_a_sign_off_sheet_shows_what_the_pages_do_not(office: Office) -> None:
    with_questions(office, "{rule}", "Park here: {parking}.")
    office("confirm", "--dialled", "2026-11-24")
    ran = office("signoff", "sample", "-o", "sheet.pdf")
    assert ran.out == "sheet.pdf\n"
    said = words(office.folder / "sheet.pdf")
    for told in (
        "Nobody has signed it before.", "Clinician: name, date, signature", "parking Park here: {parking}.",
        "rule Which rule? Wait a day.", "020 7123 4567 clinic_phone 2026-11-24", "A A study, A society",
        "PEMAT-P", "warning C117",
    ):  # fmt: skip
        assert told in said


def test_a_sign_off_sheet_says_who_signed_and_what_changed_since(office: Office) -> None:
    office.signed()
    office.write({"policy": {"approval": ["clinician", "lay-reader"]}})
    office("signoff", "sample", "-o", "sheet.pdf")
    said = words(office.folder / "sheet.pdf")
    assert "Clinician (recorded on 2026-11-25)" in said
    assert "Lay-reader: name, date, signature" in said
    assert "Nothing changed since." in said
    office.write(version="1.1", purpose="A test that shows something else.")
    office("signoff", "sample", "-o", "sheet.pdf")
    assert 'Changed since: "Sample test"' in words(office.folder / "sheet.pdf")


# --- conflicts


def other(office: Office, name: str, number: str, *body: str) -> None:
    sections = leaflet_values()["sections"]
    sections.insert(2, {"heading": "At home", "body": list(body)})
    values = leaflet_values(leaflet=name, number=number, sections=sections)
    office.put(f"leaflets/{name}.yaml", json.dumps(values))
    clinic: Json = json.loads((office.folder / CLINIC_FILE).read_text("utf-8"))
    given = [*(one for one in clinic["leaflets"] if one != "sample"), name]
    office.put(CLINIC_FILE, json.dumps(CLINIC | {"leaflets": given}))


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("Do not drive for 2 days.", "Do not drive for 2 days.", "same"),
        ("Do not drive for 2 days.", "Do not drive for 3 days.", "may conflict"),
        ("You can drive.", "Do not drive.", "may conflict"),
        ("You may drive home.", "You can drive.", "worded differently"),
        ("You may drive home.", "You can fly.", "one leaflet only"),
    ],
)
def test_leaflets_that_say_different_things_are_put_side_by_side(
    office: Office, first: str, second: str, verdict: str
) -> None:
    other(office, "one", "TST-002", first, "Use pads.")
    other(office, "two", "TST-003", second, "Use tampons or go back to work.")
    found = {str(topic["name"]): topic for topic in lines(office("conflicts", "--json").out)}
    assert found["driving"]["verdict"] == verdict
    assert found["tampons"]["verdict"] == found["work"]["verdict"] == "one leaflet only"
    assert "sex" not in found


def test_the_report_is_told_and_put_on_paper(office: Office) -> None:
    other(office, "one", "TST-002", "Wait 1 day before you have sex. Then do as you like.")
    other(office, "two", "TST-003", "Wait 2 days before you have sex.")
    ran = office("conflicts", "-o", "report.pdf")
    assert ran.code == Exit.CLEAN
    assert "sex: may conflict" in ran.out
    assert "  one, At home: Wait 1 day before you have sex.\n" in ran.out
    said = words(office.folder / "report.pdf")
    assert "Sex: may conflict" in said
    assert "one At home Wait 1 day before you have sex. two At home Wait 2 days" in said


def test_leaflets_that_speak_of_none_of_it_say_so(office: Office) -> None:
    assert "No leaflet speaks of driving" in office("conflicts", "-o", "none.pdf").out
    assert "No leaflet speaks of driving" in words(office.folder / "none.pdf")
