"""States of approval: what counts as signed, for how long, and what brings the draft back."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet.model.records import Approval, Confirmation, Extension, Record, Withdrawal, sealed
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import Problem, Severity
from hsgleaflet.work.approval import Read, months_later, problems_of, state_of
from tests.samples import clinic

TODAY = date(2026, 12, 1)
READ = Read(
    leaflet="sample", version="1.0", lang="en-GB", edition="full", clinic="sample-clinic",
    written=date(2026, 11, 23), review_by=date(2028, 11, 23),
    wording="a" * 64, answers="b" * 64, facts="c" * 64, contacts=(),
)  # fmt: skip


def approval(role: str = "clinician", **changes: Any) -> Approval:
    values: dict[str, Any] = {
        "clinic": "sample-clinic", "leaflet": "sample", "version": "1.0", "lang": "en-GB", "edition": "full",
        "role": role, "date": date(2026, 11, 25), "review_by": date(2028, 11, 23),
        "wording": "a" * 64, "answers": "b" * 64, "facts": "c" * 64,
    }  # fmt: skip
    return sealed(Approval, **values | changes)


def confirmation(contact: str, **changes: Any) -> Confirmation:
    values = {"clinic": "sample-clinic", "contact": contact, "tried": date(2026, 11, 20), "date": date(2026, 11, 25)}
    return sealed(Confirmation, **values | changes)


def extension(until: date, **changes: Any) -> Extension:
    values = {"clinic": "sample-clinic", "leaflet": "sample", "version": "1.0", "date": date(2026, 11, 26)}
    return sealed(Extension, **values | {"until": until, "reason": "the group meets in spring"} | changes)


def withdrawal(version: str = "1.0", **changes: Any) -> Withdrawal:
    values = {"clinic": "sample-clinic", "leaflet": "sample", "date": date(2026, 11, 26)}
    return sealed(Withdrawal, **values | {"version": version} | changes)


def standing(*records: Record, read: Read = READ, today: date = TODAY, **policy: Any) -> Standing:
    return state_of(read, records, clinic(policy=policy), today)


def test_what_nobody_signed_is_a_draft() -> None:
    found = standing()
    assert found.state == "draft"
    assert found.missing == ("clinician",)
    assert found.reasons == ("clinician has not signed",)
    assert not found.is_clean


def test_what_was_signed_is_approved_from_the_day_of_the_last_signature() -> None:
    found = standing(approval(), approval("governance", date=date(2026, 11, 27)), approval=["clinician", "governance"])
    assert found.state == "approved"
    assert found.approved_on == date(2026, 11, 27)
    assert found.until == READ.review_by


def test_a_role_that_the_policy_asks_for_is_missed() -> None:
    found = standing(approval(), approval=["clinician", "governance", "lay-reader"])
    assert found.state == "draft"
    assert found.missing == ("governance", "lay-reader")
    assert [signature.role for signature in found.signed] == ["clinician"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wording": "d" * 64}, "the words have changed since clinician signed on 2026-11-25"),
        ({"answers": "d" * 64, "facts": "d" * 64}, "an answer has changed since clinician signed on 2026-11-25"),
        ({"version": "1.1", "wording": "d" * 64}, "clinician signed version 1.0 on 2026-11-25, not 1.1"),
        ({"lang": "pl"}, "clinician has not signed"),
        ({"edition": "short"}, "clinician has not signed"),
        ({"leaflet": "other"}, "clinician has not signed"),
        ({"clinic": "other"}, "clinician has not signed"),
    ],
)
def test_an_approval_counts_for_nothing_but_what_was_read(changes: dict[str, str], reason: str) -> None:
    found = standing(approval(), read=replace(READ, **changes))
    assert found.state == "draft"
    assert found.reasons == (reason,)


def test_words_that_came_back_are_approved_again() -> None:
    assert standing(approval(wording="d" * 64), approval(), approval(wording="e" * 64)).state == "approved"


# --- numbers


def test_a_changed_number_asks_only_for_the_clinics_confirmation() -> None:
    changed = replace(READ, answers="d" * 64, contacts=("020 7123 0009",))
    found = standing(approval(), read=changed)
    assert (found.state, found.unconfirmed) == ("draft", ("020 7123 0009",))
    assert found.missing == ()
    assert found.reasons == ("the clinic has not confirmed 020 7123 0009",)
    assert standing(approval(), confirmation("02071230009"), read=changed).state == "approved"
    assert standing(approval(), confirmation("020 7123 0008"), read=changed).state == "draft"


def test_a_number_kept_free_for_examples_needs_no_confirmation_where_the_clinic_is_made_up() -> None:
    read = replace(READ, contacts=("020 7946 0018", "example.org/riverside"))
    for fictional, state in (("true", "approved"), ("false", "draft")):
        assert state_of(read, [approval()], clinic(fictional=fictional), TODAY).state == state


# --- records that are not believed


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (replace(approval(), date=date(2026, 11, 24)), "changed by hand"),
        (approval(date=date(2026, 11, 22)), "before the leaflet was written"),
        (approval(date=date(2026, 12, 2)), "after today"),
    ],
)
def test_a_record_with_a_wrong_date_does_not_count(record: Approval, why: str) -> None:
    found = standing(record)
    assert found.state == "draft"
    assert any(why in reason for reason in found.reasons)


def test_a_number_cannot_have_been_tried_after_its_record_was_written() -> None:
    read = replace(READ, contacts=("020 7123 0009",))
    assert standing(approval(), confirmation("020 7123 0009", tried=date(2026, 11, 26)), read=read).state == "draft"


# --- time


@pytest.mark.parametrize(
    ("today", "state", "changes_on"),
    [
        (date(2028, 5, 22), "approved", date(2028, 5, 23)),
        (date(2028, 5, 23), "due", date(2028, 11, 24)),
        (date(2028, 11, 23), "due", date(2028, 11, 24)),
        (date(2028, 11, 24), "expired", None),
    ],
)
def test_an_approval_becomes_due_and_ends(today: date, state: str, changes_on: date | None) -> None:
    found = standing(approval(), today=today)
    assert (found.state, found.changes_on) == (state, changes_on)
    assert found.is_clean == (state != "expired")


@pytest.mark.parametrize(
    ("warning", "first"),
    [("30 days", date(2028, 10, 24)), ("2 weeks", date(2028, 11, 9)), ("1 months", date(2028, 10, 23))],
)
def test_the_policy_says_when_it_becomes_due(warning: str, first: date) -> None:
    assert standing(approval(), today=first, review_warning=warning).state == "due"
    assert standing(approval(), today=date.fromordinal(first.toordinal() - 1), review_warning=warning).state != "due"


def test_a_review_is_put_off_once_and_by_six_months() -> None:
    late = date(2028, 12, 1)
    once = extension(date(2029, 3, 1))
    found = standing(approval(), once, today=late)
    assert (found.state, found.until, found.changes_on) == ("extended", date(2029, 3, 1), date(2029, 3, 2))
    assert standing(approval(), once, today=date(2029, 3, 2)).state == "expired"
    assert standing(approval(), once, extension(date(2029, 5, 1)), today=date(2029, 3, 2)).state == "expired"
    assert standing(approval(), extension(date(2029, 5, 23)), today=late).state == "extended"
    assert standing(approval(), extension(date(2029, 5, 24)), today=late).state == "expired"


def test_a_withdrawn_version_and_those_before_it_are_stopped_for_ever() -> None:
    gone = withdrawal("1.9", replaced_by="other")
    found = standing(approval(), gone)
    assert (found.state, found.replaced_by, found.is_stopped) == ("withdrawn", "other", True)
    assert standing(gone, approval()).state == "withdrawn"
    later = {"version": "1.10", "wording": "d" * 64}
    assert standing(gone, approval(**later), read=replace(READ, **later)).state == "approved"


def test_months_end_where_a_shorter_month_ends() -> None:
    assert months_later(date(2028, 8, 31), 6) == date(2029, 2, 28)
    assert months_later(date(2028, 3, 31), -1) == date(2028, 2, 29)


# --- what a build says


def said(*records: Record, today: date = TODAY) -> list[Problem]:
    return problems_of(standing(*records, today=today), READ, today, None)


def test_a_build_says_that_a_review_is_near() -> None:
    assert said(approval()) == []
    first, last = (said(approval(), today=day)[0] for day in (date(2028, 6, 1), date(2028, 10, 1)))
    assert (first.code, first.severity, last.severity) == ("G103", Severity.INFO, Severity.WARNING)
    assert "53 days are left" in last.message


def test_a_build_says_why_nothing_is_printed_and_what_to_do() -> None:
    expired = said(approval(), today=date(2029, 1, 1))[0]
    assert (expired.code, expired.severity) == ("G101", Severity.ERROR)
    assert "hsgleaflet extend sample" in expired.hint
    gone = said(withdrawal(replaced_by="other"))[0]
    assert gone.code == "G102"
    assert "give other instead" in gone.hint
