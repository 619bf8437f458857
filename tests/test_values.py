"""Answers in words: the house style in English, the customs of the language elsewhere."""

import datetime

import pytest

from hsgleaflet.compose.phrases import ENGLISH, Phrases
from hsgleaflet.compose.values import clock, date, duration, hours, in_words, temperature, words
from hsgleaflet.model.asks import Answer, Choice, DayRange, Duration, Words
from hsgleaflet.model.clinic import Hours
from tests.samples import read_as


def phrases(lang: str) -> Phrases:
    """Phrases of a language, of which only the joints are its own."""
    joints = {"hours": "{first} – {last}, {opens} – {closes}", "to": "{low} – {high}"}
    return Phrases(lang) if lang.startswith("en") else Phrases(lang, ENGLISH | joints)


def opening(days: str, opens: str, closes: str) -> Hours:
    return read_as(Hours, {"days": days, "from": opens, "to": closes})


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en-GB", "3 November 2026"),
        ("en-US", "November 3, 2026"),
        ("fr", "3 novembre 2026"),
        ("pl", "3 listopada 2026"),
        ("zh-Hans", "2026年11月3日"),
    ],
)
def test_dates_have_their_month_in_full(lang: str, said: str) -> None:
    assert date(datetime.date(2026, 11, 3), Phrases(lang).locale) == said


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("38°C", "en-GB", "38°C"),
        ("100.4°F", "en-GB", "100.4°F"),
        ("100.4°F", "es", "100,4 °F"),
        ("38°C", "pl", "38°C"),
        ("38.5°C", "pl", "38,5°C"),
        ("38°C", "ur", "38°C"),
    ],
)
def test_temperatures_are_spaced_as_a_language_has_them(text: str, lang: str, said: str) -> None:
    assert temperature(text, Phrases(lang).locale) == said


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("08:30", "en-GB", "8.30am"),
        ("8.30", "en-GB", "8.30am"),
        ("17:00", "en-GB", "5pm"),
        ("09:00", "en-US", "9am"),
        ("12:00", "en-GB", "midday"),
        ("0:00", "en-GB", "midnight"),
        ("12:30", "en-GB", "12.30pm"),
        ("00:15", "en-GB", "12.15am"),
        ("23:59", "en-GB", "11.59pm"),
        ("8:30", "fr", "08:30"),
        ("17.00", "pl", "17:00"),
        ("0:00", "fr", "00:00"),
    ],
)
def test_times_of_day(text: str, lang: str, said: str) -> None:
    assert clock(text, Phrases(lang).locale) == said


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (("mon-fri", "08:30", "17:00"), "en-GB", "Monday to Friday, 8.30am to 5pm"),
        (("sat", "9:00", "12:00"), "en-GB", "Saturday, 9am to midday"),
        (("mon-fri", "08:30", "17:00"), "fr", "lundi – vendredi, 08:30 – 17:00"),
        (("sun-sun", "08:30", "17:00"), "pl", "niedziela – niedziela, 08:30 – 17:00"),
    ],
)
def test_opening_hours_name_the_days(value: tuple[str, str, str], lang: str, said: str) -> None:
    assert hours(opening(*value), phrases(lang)) == said


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (Duration(1, 1, "minute"), "en-GB", "1 minute"),
        (Duration(30, 30, "minute"), "en-GB", "30 minutes"),
        (Duration(2, 3, "week"), "en-GB", "2 to 3 weeks"),
        (Duration(1, 2, "hour"), "en-GB", "1 to 2 hours"),
        (Duration(5, 5, "day"), "pl", "5 dni"),
        (Duration(2, 2, "month"), "pl", "2 miesiące"),
        (Duration(5, 5, "month"), "pl", "5 miesięcy"),
        (Duration(30, 30, "minute"), "fr", "30 minutes"),
        (Duration(1, 1, "week"), "fr", "1 semaine"),
        (Duration(1, 2, "week"), "fr", "1 – 2 semaines"),
    ],
)
def test_lengths_of_time_agree_with_their_number(value: Duration, lang: str, said: str) -> None:
    assert duration(value, phrases(lang)) == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("020 7946 0018", "020 7946 0018"),
        (datetime.date(2027, 1, 31), "31 January 2027"),
        (Duration(10, 30, "minute"), "10 to 30 minutes"),
        (DayRange(6, 12), "day 6 to day 12"),
        (DayRange(8, 8), "day 8"),
        (Words((("", "level 2"),)), "level 2"),
        (Choice("ring"), "ring"),
    ],
)
def test_every_type_of_answer_has_words(answer: Answer, said: str) -> None:
    assert in_words(answer, Phrases("en-GB")) == said


@pytest.mark.parametrize(
    ("given", "lang", "said"),
    [
        ({"": "level 2"}, "pl", ("level 2", "")),
        ({"en": "level 2", "pl": "poziom 2"}, "pl", ("poziom 2", "")),
        ({"en": "level 2", "pl": "poziom 2"}, "en-GB", ("level 2", "")),
        ({"en-GB": "level 2", "pl": "poziom 2"}, "en-GB", ("level 2", "")),
        ({"pl": "poziom 2", "en": "level 2"}, "ur", ("level 2", "en")),
        ({"pl": "poziom 2", "en-GB": "level 2"}, "ur", ("level 2", "en-GB")),
        ({"pl": "poziom 2", "fr": "niveau 2"}, "ur", ("poziom 2", "pl")),
    ],
)
def test_free_text_says_which_language_it_is_in(given: dict[str, str], lang: str, said: tuple[str, str]) -> None:
    assert words(Words(tuple(given.items())), lang) == said
