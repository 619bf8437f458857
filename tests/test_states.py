"""Time passes over an output folder: what may not be given any more does not stay there, though nothing was edited."""

from tests.shell import lines
from tests.signing import Office, office

__all__ = ["office"]
CLEAN = "sample.en-GB.a4.pdf"


def statuses(office: Office) -> list[str]:
    return [str(line["status"]) for line in lines(office("build", "--json").out)]


def test_an_approval_makes_the_draft_a_clean_copy_and_moves_the_draft(office: Office) -> None:
    office("build")
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]
    office.signed()
    assert statuses(office) == ["made", "superseded"]
    assert office.files() == [CLEAN]
    assert statuses(office) == ["unchanged"]


def test_a_clean_copy_goes_when_its_time_is_over(office: Office) -> None:
    office.signed()
    office("build")
    office.on(2028, 11, 24)  # the day after its review date
    failed, moved = lines(office("build", "--json").out)
    assert (failed["status"], failed["files"]) == ("failed", [])
    assert (moved["status"], moved["file"]) == ("superseded", f"sample-clinic/{CLEAN}")
    assert "G101" in str(moved["why"])
    assert office.files() == []
    assert CLEAN not in (office.folder / "build/index.html").read_text("utf-8")


def test_a_copy_that_is_due_says_each_day_how_many_are_left(office: Office) -> None:
    office.signed()
    office.on(2028, 10, 1)
    assert statuses(office) == ["made"]
    assert statuses(office) == ["unchanged"]
    before = office("build").err
    office.on(2028, 10, 2)
    assert office("build").err != before


def test_a_clean_copy_does_not_outlive_a_clock_that_was_put_back(office: Office) -> None:
    office.signed()
    office("build")
    office.on(2026, 11, 20)  # before anybody signed
    office("build")
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]


def test_a_record_that_is_taken_away_brings_the_draft_back(office: Office) -> None:
    office.signed()
    office("build")
    (office.folder / "approvals.yaml").unlink()
    office("build")
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]


def test_a_record_of_a_day_to_come_counts_on_that_day(office: Office) -> None:
    office.on(2026, 12, 1)
    office.signed()
    office.on(2026, 11, 25)
    office("build")
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]
    office.on(2026, 12, 1)
    office("build")
    assert office.files() == [CLEAN]
