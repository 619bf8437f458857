"""Values: typed answers put into words of a language.

Comes in: an answer and the phrases of a language. Goes out: words. It stands alone because dates, times and amounts
follow the house style of the leaflet standard (R11 to R13): 23 November 2026, 8.30am, 2 to 3 weeks. Names of months,
days and units come from Babel.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Literal, assert_never

from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.model.asks import Answer, Choice, DayRange, Duration, Words, YesNo
from hsgleaflet.model.clinic import DAYS, Hours
from hsgleaflet.problems import fail


def in_words(answer: Answer, phrases: Phrases) -> str:
    """Return an answer in words; a text answer in a language it was not given in falls back to its first one."""
    match answer:
        case str():
            return answer
        case datetime.date():
            return date(answer, phrases.locale)
        case Duration():
            return duration(answer, phrases)
        case DayRange():
            if answer.first == answer.last:
                return phrases("day", day=answer.first)
            return phrases("day_range", first=answer.first, last=answer.last)
        case Words():
            return words(answer, phrases.lang)[0]
        case Choice():
            return answer.key
        case YesNo():
            return "yes" if answer.yes else "no"
        case _:
            assert_never(answer)


def words(answer: Words, lang: str) -> tuple[str, str]:
    """Return free text in a language, and the language it is really in ("" for any)."""
    table = dict(answer.by_lang)
    base = lang.split("-", maxsplit=1)[0]
    for key in (lang, base, "", "en-GB", "en"):
        if key in table:
            return table[key], "" if key in (lang, base, "") else key
    return answer.by_lang[0][1], answer.by_lang[0][0]


@lru_cache(1024)
def date(day: datetime.date, locale: str) -> str:
    """Return a date with its month in full."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=locale))


def check_language(lang: str) -> None:
    """Raise LeafletError for a language whose dates and amounts nobody has put into words."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(Phrases(lang).locale)
    except (UnknownLocaleError, ValueError):
        raise fail(
            "M014", f'the language "{lang}" is not known', hint="write a tag such as en-GB, ur or zh-Hans"
        ) from None


def duration(value: Duration, phrases: Phrases) -> str:
    """Return a length of time such as "30 minutes" or "2 to 3 weeks"."""
    high = amount(value.high, value.unit, phrases.locale)
    if value.low == value.high:
        return high
    return phrases("to", low=value.low, high=high)


@lru_cache(1024)
def amount(number: int, unit: str, locale: str) -> str:
    """Return a number of a unit such as `minute`, in words.

    Where CLDR has no long form, its short one is written in full.
    """
    from babel import Locale
    from babel.units import format_unit

    patterns = Locale.parse(locale)._data["unit_patterns"][f"duration-{unit}"]
    length: Literal["short", "long"] = "long" if set(patterns.get("long", ())) - {"per"} else "short"
    return str(format_unit(number, f"duration-{unit}", length, locale=locale)).replace("\u00a0", " ")


@lru_cache(64)
def temperature(text: str, locale: str) -> str:
    """Return a temperature such as 38°C, spaced as a language has it."""
    from babel.numbers import format_decimal
    from babel.units import format_unit

    number, scale = text[:-2], text[-2:]
    unit = {"°C": "temperature-celsius", "°F": "temperature-fahrenheit"}[scale]
    said = str(format_unit(float(number), unit, "short", locale=locale)).replace("\u200e", "")
    return said if "°" in said else f"{format_decimal(float(number), locale=locale)}{scale}"


def clot_size(country: str, phrases: Phrases) -> str:
    """Return how large a clot of blood is that patients ring about: a coin that they know, or its width."""
    if country == "GB":
        return phrases("coin")
    from babel.units import format_unit

    size, unit = (1, "length-inch") if country == "US" else (2.5, "length-centimeter")
    return str(format_unit(size, unit, "long" if country == "US" else "short", locale=phrases.locale))


def clock(text: str, locale: str) -> str:
    """Return a time of day: 8.30am and 5pm in English, 08:30 elsewhere."""
    hour, minute = (int(part) for part in text.replace(".", ":").split(":"))
    if not locale.startswith("en"):
        return f"{hour:02d}:{minute:02d}"
    if minute == 0 and hour in (0, 12):
        return "midday" if hour else "midnight"
    half = "am" if hour < 12 else "pm"
    shown = hour % 12 or 12
    return f"{shown}.{minute:02d}{half}" if minute else f"{shown}{half}"


def hours(value: Hours, phrases: Phrases) -> str:
    """Return opening hours such as "Monday to Friday, 8.30am to 5pm"."""
    days = [_day(day, phrases.locale) for day in value.days.split("-")]
    times = {"opens": clock(value.from_, phrases.locale), "closes": clock(value.to, phrases.locale)}
    if len(days) == 1:
        return phrases("hours_one", first=days[0], **times)
    return phrases("hours", first=days[0], last=days[1], **times)


@lru_cache(256)
def _day(day: str, locale: str) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=locale)[[*map(str, DAYS)].index(day)])


@lru_cache(64)
def language_name(lang: str) -> str:
    """Return a language in its own name and in English, such as "Polski (Polish)"."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return lang
    return f"{own_name(lang)} ({locale.get_display_name('en')})"


def own_name(lang: str) -> str:
    """Return a language in its own name, such as "Polski"."""
    from babel import Locale, UnknownLocaleError

    try:
        own = str(Locale.parse(lang.replace("-", "_")).get_display_name())
    except (UnknownLocaleError, ValueError):
        return lang
    return own[:1].upper() + own[1:]
