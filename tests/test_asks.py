"""Answers of clinics: what each type of question accepts, and what is said otherwise."""

import datetime
from typing import Any

import pytest

from hsgleaflet.model.asks import (
    Answer,
    Ask,
    Choice,
    DayRange,
    Duration,
    Raw,
    Words,
    YesNo,
    duration,
    phone,
    read_answer,
)
from hsgleaflet.problems import LeafletError
from tests.samples import passages

OPTIONS = {"ring": "Ring us.", "wait": "Wait."}


def ask(kind: str, **more: Any) -> Ask:
    if kind == "choice":
        more.setdefault("options", OPTIONS)
    return passages(asks={"it": {"type": kind, "ask": "What do you say?", **more}}).asks["it"]


@pytest.mark.parametrize(
    ("kind", "raw", "answer"),
    [
        ("phone", "020 7946 0018", "020 7946 0018"),
        ("text", "  level 2 ", Words((("", "level 2"),))),
        ("text", {"en": "level 2", "pl": "poziom 2"}, Words((("en", "level 2"), ("pl", "poziom 2")))),
        ("duration", "30 min", Duration(30, 30, "minute")),
        ("date", "2027-01-31", datetime.date(2027, 1, 31)),
        ("url", "example.org/visit", "example.org/visit"),
        ("url", "https://www.example.org", "https://www.example.org"),
        ("email", " desk.one+two@mail.example.org", "desk.one+two@mail.example.org"),
        ("day-range", ["6", "12"], DayRange(6, 12)),
        ("day-range", "6 to 12", DayRange(6, 12)),
        ("day-range", "[6, 12]", DayRange(6, 12)),
        ("day-range", "6-12", DayRange(6, 12)),
        ("day-range", "8–8", DayRange(8, 8)),
        ("choice", "ring", Choice("ring")),
        ("yes-no", "yes", YesNo(yes=True)),
        ("yes-no", "no", YesNo(yes=False)),
    ],
)
def test_an_answer_is_read_as_its_type(kind: str, raw: Raw, answer: Answer) -> None:
    assert read_answer(ask(kind), raw) == answer


@pytest.mark.parametrize(
    ("kind", "raw", "message"),
    [
        ("phone", "ask at the desk", "is not a phone number such as"),
        ("phone", "020 7946 0018 or 0019", "is not a phone number such as"),
        ("phone", ["020", "7946"], "expected phone, not a list or mapping"),
        ("text", " ", "expected text, or text by language"),
        ("text", {"en": ""}, "expected text, or text by language"),
        ("text", ["a", "b"], "put it in quotes when it starts with"),
        ("duration", "soon", "is not a length of time"),
        ("duration", {"en": "30 min"}, "expected duration, not a list or mapping"),
        ("date", "31/01/2027", "is not a date; write year-month-day"),
        ("date", "2027-02-30", "is not a date; write year-month-day"),
        ("url", "our website", "is not a web address such as"),
        ("url", "ftp://example.org", "is not a web address such as"),
        ("url", "https://example.org/a page", "is not a web address such as"),
        ("email", "desk at example.org", "is not an e-mail address such as"),
        ("email", "desk@example", "is not an e-mail address such as"),
        ("day-range", "6", "expected two days of the cycle"),
        ("day-range", ["6", "12", "14"], "expected two days of the cycle"),
        ("day-range", {"first": "6"}, "expected two days of the cycle"),
        ("day-range", "12 to 6", "day 12 comes after day 6"),
        ("day-range", "0 to 6", "the first day of the cycle is day 1"),
        ("choice", "call", '"call" is not one of the answers: ring, wait'),
        ("choice", "Ring", "is not one of the answers"),
        ("yes-no", "sometimes", '"sometimes" is neither yes nor no'),
        ("yes-no", {"en": "yes"}, "expected yes-no, not a list or mapping"),
    ],
)
def test_a_wrong_answer_says_what_is_wanted(kind: str, raw: Raw, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_answer(ask(kind), raw)


@pytest.mark.parametrize(
    ("raw", "fits"), [("1 to 14", True), ("6 to 12", True), ("1 to 15", False), ("2 to 20", False)]
)
def test_days_may_be_bound(raw: str, fits: bool) -> None:
    question = ask("day-range", within=(1, 14))
    if fits:
        assert isinstance(read_answer(question, raw), DayRange)
    else:
        with pytest.raises(ValueError, match="lie outside day 1 to day 14"):
            read_answer(question, raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("30 min", Duration(30, 30, "minute")),
        ("30min", Duration(30, 30, "minute")),
        ("1 Hour", Duration(1, 1, "hour")),
        ("2 hrs", None),
        ("2 hr", Duration(2, 2, "hour")),
        ("10 to 30 min", Duration(10, 30, "minute")),
        ("10-30 minutes", Duration(10, 30, "minute")),
        ("2 – 3 weeks", Duration(2, 3, "week")),
        (" 5 days ", Duration(5, 5, "day")),
        ("6 months", Duration(6, 6, "month")),
        ("2 years", None),
        ("1.5 hours", None),
        ("half an hour", None),
        ("30", None),
        ("min", None),
        ("3 to 2 weeks", None),
        ("1 hour 30 min", None),
        ("-5 min", None),
        ("", None),
    ],
)
def test_durations(raw: str, found: Duration | None) -> None:
    if found:
        assert duration(raw) == found
    else:
        with pytest.raises(ValueError, match=r"is not a length of time; write for example|runs backwards"):
            duration(raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("020 7946 0018", "020 7946 0018"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        (" 020   7946\t0018 ", "020 7946 0018"),
        ("(020) 7946-0018", "(020) 7946-0018"),
        ("111", "111"),
        ("999", "999"),
        ("11", None),
        ("( - )", None),
        ("- - - -", None),
        ("020 7946 0018 ext 4", None),
        ("0044+20 7946 0018", None),
        ("020.7946.0018", None),
        ("1" * 26, None),
        ("", None),
    ],
)
def test_phones(raw: str, found: str | None) -> None:
    if found:
        assert phone(raw) == found
    else:
        with pytest.raises(ValueError, match="is not a phone number such as 020 7946 0018"):
            phone(raw)


@pytest.mark.parametrize(
    "values",
    [
        {"type": "number", "ask": "How many?"},
        {"type": "phone"},
        {"type": "choice", "ask": "Which?", "options": {"one": "Only one."}},
        {"type": "choice", "ask": "Which?", "options": {"One": "a", "two": "b"}},
        {"type": "phone", "ask": "Which?", "options": OPTIONS},
        {"type": "phone", "ask": "Which?", "optional": "yes"},
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(LeafletError):
        passages(asks={"it": values})
