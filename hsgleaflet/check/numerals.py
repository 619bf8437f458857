"""Numerals: numbers, ranges, times and dates in one house style.

Comes in: texts. Goes out: what is written otherwise, most of it with the safe mending. It stands alone because these
are matters of form: no rule here changes what a number means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.check.rule import Found, on_text
from hsgleaflet.check.subjects import Prose
from hsgleaflet.problems import Severity

_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b(?![-‑’'])(?! (?:third|quarter|fifth|tenth)s?\b| \d)", re.IGNORECASE)
_PART_OF = ("-", "‑")
_END = r"(\d{1,3}(?:\.\d+)?(?:am|pm)?|(?:19|20)\d\d)"
_RANGE = re.compile(rf"(?<![\w.,/–—-]){_END} ?[-–—] ?{_END}(?![\w/–—-])")
_LONG = re.compile(r"(?<![\w.,/@:-])(?<!\d )\d{4,7}(?![\w,/@:-]|\.\d| \d)")
_COUNTED = re.compile(r" (?:people|women|men|patients|babies|children|births|pregnancies|tests|cases|times)\b")
"""What follows a number that counts; a number without may be a year, a room or a code."""
_NAMED = re.compile(
    r"\b(?:rooms?|wards?|levels?|codes?|extensions?|ext|gates?|floors?|zones?|pages?)\W+$", re.IGNORECASE
)
_POINT = re.compile(r"(?<![\w.])\.\d+")
_PM = re.compile(r"(?<=\d) ?([ap])\.m\.?(?=\W|$)|(?<=\d) ([ap])m\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?! ?[ap]\.?m)(?![\d:])", re.IGNORECASE)
_COLON = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?= ?[ap]\.?m)", re.IGNORECASE)
_TWELVE = re.compile(r"\b12 ?(?:am|pm|noon|midnight)\b|\b0?0[.:]00\b", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_ORDINAL = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)(?: of)? (?={_MONTH})")
_SHORT_MONTH = re.compile(r"(?<=\d )(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?")
_DATE = re.compile(
    r"(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4})(?![\d/.])"
    rf"|\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b"
)
_LATIN = {"e.g.": "for example", "eg": "for example", "i.e.": "that is", "ie": "that is", "&": "and"}
_SHORTHAND = re.compile(r"(?<![\w.])(?:e\.g\.|eg|i\.e\.|ie)(?!\w),?|(?<= )&(?= )|\b(?:etc|viz|NB)\b\.?|\band/or\b")


_CAPITAL = re.compile(r"[A-Z][\w’']* $")


def _before(prose: Prose, found: re.Match[str]) -> str:
    """Return the few letters before what was found."""
    return prose.text[max(0, found.start() - 30) : found.start()]


def _plain(prose: Prose) -> bool:
    """Return whether a text is one that is read as running words."""
    return prose.kind not in ("about", "term")


@on_text(
    "C130", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why="A digit is found at a glance, and by readers who know little English.",
)  # fmt: skip
def number_in_digits(prose: Prose) -> Iterator[Found]:
    """Numbers are written in digits: 2, not two."""
    starts = {start for start, _ in prose.sentences}
    for found in _WORD.finditer(prose.text) if _plain(prose) else ():
        inside = found[0][0].isupper() and found.start() not in starts
        if _before(prose, found).endswith(_PART_OF) or inside:
            continue  # a part of a word, or of a name such as Ward Two
        digits = _WORDS[found[0].lower()]
        yield Found(f'"{found[0]}" is a number in letters', f"write {digits}", found.span(), new=digits)


@on_text(
    "C131", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why="Without a comma 10000 and 100000 look alike.",
)  # fmt: skip
def thousands_have_commas(prose: Prose) -> Iterator[Found]:
    """A number over 999 has a comma between thousands: 1,000."""
    for found in _LONG.finditer(prose.text):
        if _COUNTED.match(prose.text, found.end()):
            new = f"{int(found[0]):,}"
            yield Found(f'"{found[0]}" has no comma', f"write {new}", found.span(), new=new)


@on_text(
    "C132", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why='A screen reader says "5 dash 10" or "5 10"; in print a dash can be taken for a minus sign.',
)  # fmt: skip
def range_with_to(prose: Prose) -> Iterator[Found]:
    """A range is written with "to": 5 to 10."""
    for found in _RANGE.finditer(prose.text):
        rises = found[1][-1] == "m" or found[2][-1] == "m" or float(found[1]) < float(found[2])
        if not rises or found[1].startswith("0") or _NAMED.search(_before(prose, found)):
            continue
        new = f"{found[1]} to {found[2]}"
        yield Found(f'"{found[0]}" is a range with a dash', f'write "{new}"', found.span(), new=new)


@on_text(
    "C133", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why="A point without a zero is easily overlooked: .5 is read as 5.",
)  # fmt: skip
def zero_before_point(prose: Prose) -> Iterator[Found]:
    """A number below 1 has a zero before its point: 0.5."""
    for found in _POINT.finditer(prose.text):
        yield Found(f'"{found[0]}" has no zero', f"write 0{found[0]}", found.span(), new=f"0{found[0]}")


@on_text(
    "C134", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why="One way of writing times is read faster than three.",
)  # fmt: skip
def time_of_day(prose: Prose) -> Iterator[Found]:
    """A time is written as 5.30pm: a point, and am or pm without space and stops."""
    text = prose.text
    for found in _COLON.finditer(text):
        start = found.start() + len(found[1])
        yield Found(f'"{found[0]}" has a colon', f"write {found[1]}.{found[2]}", (start, start + 1), new=".")
    for found in _PM.finditer(text):
        short = f"{(found[1] or found[2]).lower()}m"
        yield Found(f'"{found[0].strip()}" is not house style', f"write {short} behind the number", found.span(),
                    new=_with_stop(found, short))  # fmt: skip
    for found in _CLOCK.finditer(text):
        hour = int(found[1])
        if hour < 24:
            half, clock = ("pm" if hour >= 12 else "am"), (hour - 12 if hour > 12 else hour or 12)
            minutes = f".{found[2]}" if found[2] != "00" else ""
            yield Found(f'"{found[0]}" is a time of the 24-hour clock', f"write {clock}{minutes}{half}", found.span())


def _with_stop(found: re.Match[str], new: str) -> str | None:
    """Return what takes the place of a short form; None where its stop may be that of the sentence."""
    after = found.string[found.end() :].lstrip()
    if not found[0].endswith("."):
        return new
    return f"{new}." if not after else None if after[0].isupper() else new


@on_text(
    "C135", Severity.WARNING, "NHS-NUMBERS", english=True,
    why="12am and 12pm are taken for each other by many readers, and a missed meal or medicine follows.",
)  # fmt: skip
def noon_and_midnight(prose: Prose) -> Iterator[Found]:
    """Twelve o'clock is called midday or midnight."""
    for found in _TWELVE.finditer(prose.text):
        yield Found(f'"{found[0]}" may be taken for the other one', 'write "midday" or "midnight"', found.span())


@on_text(
    "C136", Severity.WARNING, "NHS-NUMBERS", english=True, mends=True,
    why="6/8 is June to one reader and August to another.",
)  # fmt: skip
def date_in_full(prose: Prose) -> Iterator[Found]:
    """A date is written as 6 August 2026: day, month in letters, year."""
    text = prose.text
    for found in _ORDINAL.finditer(text):
        yield Found(f'"{found[0].strip()}" is not house style', f"write {found[1]}", found.span(), new=f"{found[1]} ")
    for found in _SHORT_MONTH.finditer(text):
        month = next(name for name in _MONTHS if name.startswith(found[1][:3]))
        yield Found(f'"{found[0]}" is cut short', f"write {month}", found.span(), new=_with_stop(found, month))
    for found in _DATE.finditer(text):
        yield Found(f'"{found[0]}" can be misread', "write it as 6 August 2026", found.span())


@on_text(
    "C137", Severity.WARNING, "NHS-FORMAT", english=True, mends=True,
    why="Shorthand is not known to all, and screen readers stumble over it.",
)  # fmt: skip
def no_shorthand(prose: Prose) -> Iterator[Found]:
    """No e.g., i.e., etc., & or and/or: they are said in words."""
    for found in _SHORTHAND.finditer(prose.text) if _plain(prose) else ():
        if found[0] == "&" and _CAPITAL.search(_before(prose, found)):
            continue  # a name
        new = _LATIN.get(found[0].rstrip(","))
        hint = f'write "{new}"' if new else "say it in words, or leave it out"
        yield Found(f'"{found[0]}" is shorthand', hint, found.span(), new=new)
