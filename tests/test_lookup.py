"""What a project knows of a file or a sheet of paper: who signed it, when it was issued, whether it may be given."""

import pytest

from hsgleaflet.cli.exits import Exit
from hsgleaflet.work.verify import identify
from tests.shell import Ran, lines
from tests.signing import ANOTHER, Office, office, with_phone

__all__ = ["office"]

CLEAN, DRAFT = "build/sample-clinic/sample.en-GB.a4.pdf", "build/sample-clinic/sample.en-GB.a4.draft.pdf"


def verified(office: Office, file: str = "kept.pdf") -> tuple[int, str]:
    ran = office("verify", file)
    return ran.code, ran.out


def code_of(office: Office) -> str:
    found = identify((office.folder / "kept.pdf").read_bytes())
    assert found
    return found.code


@pytest.fixture
def given(office: Office) -> Office:
    """An approved file that was given to a patient, and the project it came from."""
    office.signed()
    assert office("build").code == Exit.CLEAN
    (office.folder / "kept.pdf").write_bytes((office.folder / CLEAN).read_bytes())
    return office


# --- files


def test_an_issued_file_is_known_with_who_signed_it_and_until_when(given: Office) -> None:
    code, said = verified(given)
    assert code == Exit.CLEAN
    assert "full wording on a4, code " in said
    assert "signed by clinician on 2026-11-25" in said
    assert "approved, may be given until 2028-11-23" in said
    assert "issued on 2026-11-25" in said
    assert "its words and answers are those of the project today" in said


def test_a_draft_says_what_it_waits_for(office: Office) -> None:
    office("build")
    code, said = verified(office, DRAFT)
    assert code == Exit.CLEAN
    assert "a draft: clinician has not signed" in said


def test_a_tampered_file_is_caught_twice(given: Office) -> None:
    data = (given.folder / "kept.pdf").read_bytes()
    (given.folder / "kept.pdf").write_bytes(data.replace(b"<dc:title>", b"<dc:title >"))
    code, said = verified(given)
    assert code == Exit.CONTENT
    assert "ALTERED" in said
    assert "may be given" not in said
    assert "NOT IN THE REGISTER" in said


def test_a_draft_that_calls_itself_approved_is_caught(office: Office) -> None:
    office("build")
    data = (office.folder / DRAFT).read_bytes()
    (office.folder / "kept.pdf").write_bytes(data.replace(b':state="draft"', b':state="approved"'))
    code, said = verified(office)
    assert code == Exit.CONTENT
    assert "NOT APPROVED by the records" in said


def test_a_file_whose_approval_was_backdated_by_hand_is_caught(given: Office) -> None:
    given.put("approvals.yaml", given.records().replace("date: 2026-11-25", "date: 2026-11-24"))
    code, said = verified(given)
    assert code == Exit.CONTENT
    assert "changed by hand" in said
    assert "NOT APPROVED" in said


def test_a_file_is_superseded_when_a_later_version_is_approved(given: Office) -> None:
    given.write(version="1.1", purpose="A test that shows something else.")
    code, said = verified(given)
    assert (code, "the words of the project changed since (version 1.1)" in said) == (Exit.CLEAN, True)
    given.approve()
    code, said = verified(given)
    assert code == Exit.CONTENT
    assert "SUPERSEDED by version 1.1, approved on 2026-11-25" in said


def test_a_file_expires_and_is_withdrawn(given: Office) -> None:
    given.on(2028, 11, 24)
    assert "EXPIRED on 2028-11-23" in verified(given)[1]
    given.on(2026, 12, 1)
    given("withdraw", "sample", "--replaced-by", "hsg", "--yes")
    code, said = verified(given)
    assert code == Exit.CONTENT
    assert "WITHDRAWN: give hsg instead" in said


def test_a_file_with_an_old_number_is_caught(given: Office) -> None:
    given.write(with_phone(ANOTHER))
    code, said = verified(given)
    assert code == Exit.CONTENT
    assert "A NUMBER OR ADDRESS CHANGED" in said


def test_another_answer_is_told_and_is_no_fault_of_the_file(given: Office) -> None:
    given.write({"name": "Other Clinic"})
    code, said = verified(given)
    assert code == Exit.CLEAN
    assert "the answers of the project changed since" in said


def test_where_the_clinic_is_not_the_file_speaks_for_itself(given: Office) -> None:
    given.write({"clinic": "another"})
    code, said = verified(given)
    assert code == Exit.CLEAN
    assert "issued on" not in said


def test_a_leaflet_that_is_gone_is_told(given: Office) -> None:
    (given.folder / "leaflets/sample.yaml").unlink()
    assert "not in this project any more" in verified(given)[1]


def test_machines_are_told_too(given: Office) -> None:
    (found,) = lines(given("verify", "--json", "kept.pdf").out)
    known = found["project"]
    assert isinstance(known, dict)
    assert (known["issued_on"], known["faults"], known["standing"]["state"]) == ("2026-11-25", [], "approved")


def test_a_damaged_line_of_the_register_hides_no_other(given: Office) -> None:
    register = (given.folder / "issued.jsonl").read_text("utf-8")
    given.put("issued.jsonl", f"not json\n{register}{{}}\n")
    assert verified(given)[0] == Exit.CLEAN


# --- sheets of paper


def looked_up(office: Office, code: str) -> Ran:
    return office("verify", "--digest", code)


def test_a_sheet_of_paper_is_known_by_its_code(given: Office) -> None:
    code = code_of(given)
    for typed in (code, code.lower().replace("-", " ")):
        ran = looked_up(given, typed)
        assert ran.code == Exit.CLEAN
        assert "sample version 1.0, en-GB, for sample-clinic" in ran.out
        assert "issued on 2026-11-25" in ran.out


@pytest.mark.parametrize("lost", [(), ("issued.jsonl",), ("issued.jsonl", "approvals.yaml")])
def test_what_is_lost_of_the_records_is_made_up_for_by_the_rest(given: Office, lost: tuple[str, ...]) -> None:
    code = code_of(given)
    for file in lost:
        (given.folder / file).unlink()
    assert "sample version 1.0" in looked_up(given, code).out


def test_an_old_sheet_is_known_after_the_words_changed(given: Office) -> None:
    code = code_of(given)
    given.write(version="1.1", purpose="A test that shows something else.")
    given.approve()
    ran = looked_up(given, code)
    assert ran.code == Exit.CONTENT
    assert "SUPERSEDED" in ran.out


def test_a_code_of_nothing_and_what_is_no_code_are_told(given: Office) -> None:
    ran = looked_up(given, "ABCD-EFGH")
    assert ran.code == Exit.CONTENT
    assert "nothing in this project has the code ABCD-EFGH" in ran.err
    assert looked_up(given, "HELLO").code == Exit.USAGE
    (found,) = lines(given("verify", "--json", "--digest", code_of(given)).out)
    assert found["code"] == code_of(given)
