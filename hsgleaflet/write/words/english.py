"""English: how a voice says what stands on paper in figures, signs and short forms.

Comes in: words in English. Goes out: the same words without a figure, a sign or an abbreviation. It stands alone
because each language needs a table of its own; this one is British. What no rule knows stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

LETTERS = (
    "HSG",
    "NHS",
    "CT",
    "MRI",
    "GP",
    "IUD",
    "IUS",
    "STI",
    "HIV",
    "ID",
    "UK",
    "US",
    "PDF",
    "QR",
    "IVF",
    "PID",
    "HRT",
)
"""Short forms that are said letter by letter."""
SHORT_FORMS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "vs": "versus",
    "no.": "number",
    "St.": "Saint",
    "Dr": "Doctor",
    "approx.": "about",
}
"""Short forms that are said in full."""
UNITS = {
    "mg": "milligram", "ml": "millilitre", "mm": "millimetre", "cm": "centimetre", "km": "kilometre", "kg": "kilogram",
    "g": "gram", "mSv": "millisievert", "mGy": "milligray", "%": "percent", "°C": "degree Celsius",
    "°F": "degree Fahrenheit", "p": "penny",
}  # fmt: skip
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SCALES = ((1_000_000, "million"), (1000, "thousand"), (100, "hundred"))
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_MORNING, _EVENING = 12, 18
_AMOUNTS = {"penny": "pence", "percent": "percent", "degree Celsius": "degrees Celsius",
            "degree Fahrenheit": "degrees Fahrenheit"}  # fmt: skip


def cardinal(number: int) -> str:
    """Return a number below a thousand million in words."""
    if number < len(_ONES):
        return _ONES[number]
    if number < 100:
        ones = number % 10
        return _TENS[number // 10] + (f"-{_ONES[ones]}" if ones else "")
    scale, name = next((scale, name) for scale, name in _SCALES if number >= scale)
    whole, rest = divmod(number, scale)
    joined = f" {'and ' if rest < 100 else ''}{cardinal(rest)}" if rest else ""
    return f"{cardinal(whole)} {name}{joined}"


def ordinal(number: int) -> str:
    """Return the place of a number in a row, in words."""
    head, dash, last = cardinal(number).rpartition("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}{dash}{_ORDINALS.get(last, regular)}"


def step(marker: str) -> str:
    """Return what is said before a step."""
    return f"Step {cardinal(int(marker))}. "


def year(number: int) -> str:
    """Return a year in words."""
    high, low = divmod(number, 100)
    if not low or (high == 20 and low < 10):
        return cardinal(number)
    return f"{cardinal(high)} {f'oh {cardinal(low)}' if low < 10 else cardinal(low)}"


def digits(text: str) -> str:
    """Return a phone number digit by digit, a comma where it has a space."""
    groups = re.split(r"[^\d+]+", text)
    said = (" ".join("plus" if char == "+" else _ONES[int(char)] for char in group) for group in groups)
    return ", ".join(filter(None, said))


def _letters(text: str) -> str:
    return " ".join(_ONES[int(char)] if char.isdigit() else char for char in text)


def _number(text: str) -> str:
    whole, _, part = text.replace(",", "").partition(".")
    said = cardinal(int(whole)) if len(whole) < 10 and not (len(whole) > 1 and whole[0] == "0") else _letters(whole)
    return f"{said} point {_letters(part)}" if part else said


def _address(found: re.Match[str]) -> str:
    text = found[0].rstrip(".,")
    rest = found[0][len(text) :]
    said = re.sub(r"[./@_-]", lambda sign: _SIGNS[sign[0]], re.sub(r"^https?://", "", text).rstrip("/"))
    said = " ".join(" ".join(word) if word in ("www", "nhs", "uk") else word for word in said.split())
    return re.sub(r"\d", lambda digit: f" {_ONES[int(digit[0])]} ", said).strip() + rest


_SIGNS = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore "}


def _date(found: re.Match[str]) -> str:
    said = f"the {ordinal(int(found[1]))} of {found[2]}"
    return f"{said} {year(int(found[3]))}" if found[3] else said


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2] or 0)
    late = found[3] == "pm"
    if not minute and hour == _MORNING:
        return "noon" if late else "midnight"
    on_clock = hour % 12 + (12 if late else 0)
    part = "in the morning" if on_clock < _MORNING else "in the afternoon" if on_clock < _EVENING else "in the evening"
    said = cardinal(hour) + (f" {'oh ' if minute < 10 else ''}{cardinal(minute)}" if minute else "")
    return f"{said} {part}"


def _measure(found: re.Match[str]) -> str:
    unit = UNITS[found[2]]
    name = unit if found[1] == "1" else _AMOUNTS.get(unit, f"{unit}s")
    return f"{_number(found[1])} {name}"


def _pounds(found: re.Match[str]) -> str:
    pounds = f"{_number(found[1])} {'pound' if found[1] == '1' else 'pounds'}"
    return f"{pounds} {_number(found[2].lstrip('0') or '0')}" if found[2] else pounds


def _years(found: re.Match[str]) -> str:
    return year(int(found[0]))


_UNITS = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SHORT = "|".join(sorted(map(re.escape, SHORT_FORMS), key=len, reverse=True))
_RULES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|\b[a-z][\w-]*(?:\.[\w-]+)*\.(?:org|com|net|uk|ie)(?:/[\w./-]*\w)?",
     _address),
    (r"\+?\(?\d[\d()]{1,6}(?: \d{2,})+", lambda found: digits(found[0])),
    (rf"\b(\d{{1,2}}) ({_MONTHS})(?: (\d{{4}}))?\b", _date),
    (r"\b(\d{1,2})(?:[.:](\d\d))? ?(am|pm)\b", _time),
    (r"\b[A-Z]{2,}-\d+\b", lambda found: " ".join(map(_letters, found[0].split("-")))),
    (rf"£({_NUMBER})(?:\.(\d\d))?", _pounds),
    (rf"((?:{_NUMBER})(?:\.\d+)?) ?({_UNITS})(?![\w%])", _measure),
    (r"\b(?:19|20)\d\d\b", _years),
    (rf"(?:{_NUMBER})(?:\.\d+)?", lambda found: _number(found[0])),
    (rf"(?<!\w)(?:{_SHORT})(?!\w)", lambda found: SHORT_FORMS[found[0]]),
    (rf"\b(?:{'|'.join(LETTERS)})(?=s?\b)", lambda found: _letters(found[0])),
)  # fmt: skip
_STARTS = re.compile(r"(?<=[.!?] )[a-z]")
_COMPILED = [(re.compile(pattern), say) for pattern, say in _RULES]


def say(text: str) -> str:
    """Return words as they are said: the first rule that fits a place, from left to right."""
    found, at = [], 0
    while at < len(text):
        tried = ((number, rule.search(text, at)) for number, (rule, _) in enumerate(_COMPILED))
        hits = [(hit.start(), number, hit) for number, hit in tried if hit]
        if not hits:
            break
        start, number, hit = min(hits, key=lambda one: one[:2])
        found += [text[at:start], _COMPILED[number][1](hit)]
        at = hit.end()
    said = "".join((*found, text[at:])).replace("·", ",")
    return _STARTS.sub(lambda start: start[0].upper(), said)
