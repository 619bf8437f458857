"""The questions a leaflet puts to a clinic, and how an answer of each type is read.

Comes in: the `asks:` of a leaflet and a clinic's raw answers. Goes out: frozen answers that `compose` puts into words.
It stands alone because leaflet and clinic files both lean on it.
"""

import datetime
import re
from typing import Annotated, Literal, assert_never

from msgspec import Struct

from hsgleaflet.model.base import AskName, Bounds, ByTag, Line, Model, Plain, Size

Day = Annotated[int, Bounds(1, 366)]
"""A day, counted from 1."""


class _Ask(Model):
    ask: Plain
    """The question, in plain words, as the clinic reads it."""
    optional: Literal["true", "false"] = "false"
    """When it is not answered, the sentences that need it are left out."""
    seen: Plain | None = None
    """What clinics were seen to answer, to help this one."""
    only_if: AskName | None = None
    """A yes-or-no question: only a clinic that answers it with yes is asked this one."""


class PhoneAsk(_Ask):
    """A phone number."""

    type: Literal["phone"]
    """phone"""


class TextAsk(_Ask):
    """Free text, given by language."""

    type: Literal["text"]
    """text"""


class DurationAsk(_Ask):
    """A length of time, or from one to another."""

    type: Literal["duration"]
    """duration"""


class DateAsk(_Ask):
    """A day."""

    type: Literal["date"]
    """date"""


class UrlAsk(_Ask):
    """A web address."""

    type: Literal["url"]
    """url"""


class EmailAsk(_Ask):
    """An e-mail address."""

    type: Literal["email"]
    """email"""


class DayRangeAsk(_Ask):
    """Two days of the cycle, first and last."""

    type: Literal["day-range"]
    """day-range"""
    within: tuple[Day, Day] | None = None
    """The days an answer must lie between."""


class ChoiceAsk(_Ask):
    """One of several wordings that the leaflet gives."""

    type: Literal["choice"]
    """choice"""
    options: Annotated[dict[AskName, Line], Size(2)]
    """The wording for each answer."""


class YesNoAsk(_Ask):
    """Yes or no: it switches parts of the leaflet on that say `only_if`, and has no words of its own."""

    type: Literal["yes-no"]
    """yes-no"""


Ask = Annotated[
    PhoneAsk | TextAsk | DurationAsk | DateAsk | UrlAsk | EmailAsk | DayRangeAsk | ChoiceAsk | YesNoAsk,
    ByTag("type"),
]

UNITS = ("minute", "hour", "day", "week", "month")
_UNIT = {
    "min": "minute", "mins": "minute", "minute": "minute", "minutes": "minute",
    "h": "hour", "hr": "hour", "hour": "hour", "hours": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
}  # fmt: skip
_DURATION = re.compile(r"(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?\s*([a-z]+)")
_DAYS = re.compile(r"\[?\s*(\d{1,3})\s*(?:,|-|–|to)\s*(\d{1,3})\s*\]?")


class Duration(Struct, frozen=True):
    """A length of time in one unit of `UNITS`; `low` and `high` are equal unless it is a range."""

    low: int
    high: int
    unit: str


class DayRange(Struct, frozen=True):
    """The first and the last day of the cycle."""

    first: int
    last: int


class Choice(Struct, frozen=True):
    """The key of the chosen wording."""

    key: str


class YesNo(Struct, frozen=True):
    """Whether the clinic does what it was asked for."""

    yes: bool


class Words(Struct, frozen=True):
    """Free text by language; the key "" stands for every language."""

    by_lang: tuple[tuple[str, str], ...]


Answer = str | datetime.date | Duration | DayRange | Choice | YesNo | Words
Raw = str | list[str] | dict[str, str]


def read_answer(ask: Ask, raw: Raw) -> Answer:
    """Return a raw answer as the type its question asks for; raise ValueError saying what is wanted instead."""
    if isinstance(ask, TextAsk):
        return _words(raw)
    if isinstance(ask, DayRangeAsk):
        return _day_range(raw, ask.within)
    if not isinstance(raw, str):
        raise ValueError(f"expected {ask.type}, not a list or mapping")
    match ask:
        case PhoneAsk():
            return phone(raw)
        case DurationAsk():
            return duration(raw)
        case DateAsk():
            return _date(raw)
        case UrlAsk():
            return _matching(raw, r"(https?://)?[\w.-]+\.[a-z]{2,}(/\S*)?", "a web address such as example.org/visit")
        case EmailAsk():
            return _matching(raw, r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "an e-mail address such as desk@example.org")
        case ChoiceAsk():
            if raw not in ask.options:
                raise ValueError(f'"{raw}" is not one of the answers: {", ".join(ask.options)}')
            return Choice(raw)
        case YesNoAsk():
            return _yes_no(raw)
        case _:
            assert_never(ask)


def phone(raw: str) -> str:
    """Return a phone number, spaces tidied; raise ValueError when it holds anything else."""
    wanted = "a phone number such as 020 7946 0018"
    return " ".join(_matching(raw, r"(?=(\D*\d){3})\+?[\d()\s-]{3,24}", wanted).split())


def duration(raw: str) -> Duration:
    """Return a length of time such as `30 min` or `2 to 3 weeks`; raise ValueError otherwise."""
    found = _DURATION.fullmatch(raw.strip().lower())
    if not found or found[3] not in _UNIT:
        raise ValueError(f'"{raw}" is not a length of time; write for example 30 min, 1 hour or 2 to 3 weeks')
    low, high = int(found[1]), int(found[2] or found[1])
    if high < low:
        raise ValueError(f'"{raw}" runs backwards')
    return Duration(low, high, _UNIT[found[3]])


def _yes_no(raw: str) -> YesNo:
    if raw not in ("yes", "no"):
        raise ValueError(f'"{raw}" is neither yes nor no')
    return YesNo(raw == "yes")


def _date(raw: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(raw)
    except ValueError:
        raise ValueError(f'"{raw}" is not a date; write year-month-day, for example 2026-11-23') from None


def _day_range(raw: Raw, within: tuple[int, int] | None) -> DayRange:
    text = ",".join(raw) if isinstance(raw, list) else raw if isinstance(raw, str) else ""
    found = _DAYS.fullmatch(text.strip())
    if not found:
        raise ValueError("expected two days of the cycle, such as [6, 12]")
    first, last = int(found[1]), int(found[2])
    if first < 1:
        raise ValueError("the first day of the cycle is day 1")
    if first > last:
        raise ValueError(f"day {first} comes after day {last}; write the earlier day first")
    if within and not (within[0] <= first and last <= within[1]):
        raise ValueError(f"days {first} to {last} lie outside day {within[0]} to day {within[1]}")
    return DayRange(first, last)


def _words(raw: Raw) -> Words:
    if isinstance(raw, list):
        raise ValueError("expected text; put it in quotes when it starts with [")
    pairs = raw.items() if isinstance(raw, dict) else [("", raw)]
    if not all(isinstance(text, str) and text.strip() for _, text in pairs):
        raise ValueError("expected text, or text by language such as {en: ..., pl: ...}")
    return Words(tuple((lang, text.strip()) for lang, text in pairs))


def _matching(raw: str, pattern: str, wanted: str) -> str:
    if not re.fullmatch(pattern, raw.strip()):
        raise ValueError(f'"{raw}" is not {wanted}')
    return raw.strip()
