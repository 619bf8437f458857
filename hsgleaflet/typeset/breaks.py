"""Where a line may start: spaces, hyphens, slashes and the rules of Chinese and Japanese punctuation.

Comes in: the text of a paragraph and the ranges that must stay whole. Goes out: indices. It stands alone because it
guards a safety rule: numbers, doses, times, dates, phone numbers, web addresses and units are never split over lines
(leaflet standard T9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_UNIT = "mm|cm|m|ml|mg|g|kg|mSv|mGy|°C|°F|%|am|pm|in|pt|minutes?|mins?|hours?|days?|weeks?|months?|years?|people|women"
_TIME = r"\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)"
_COUNTED = re.compile(
    rf"\d[\d,.]*(?: to \d[\d,.]*)? (?:in|out of) \d[\d,]*"
    rf"|{_TIME} to {_TIME}"
    rf"|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
    rf"|\d{{1,2}}\.?(?: [^\W\d]+){{1,3}} \d{{4}}"
    rf"|[Dd]ays? \d+(?: to (?:day )?\d+)?"
    rf"|\d[\d.,]* to \d[\d.,]* (?:{_UNIT})(?!\w)"
    rf"|\d[\d.,]* (?:{_UNIT})(?!\w)"
    rf"|\+?\(?\d[\d() -]{{5,}}\d"
    rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[Vv]ersion \d[\d.]*"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|uk|ie|nhs)(?:/\S*)?"
)
_NUMBER_AND_WORD = re.compile(r"\d[\d.,]* [^\W\d]\S{0,9}(?=\s|$)")
_OUT_OF = re.compile(r"(?:\d[\d.,\u00a0\u202f]* (?:[^\W\d]{1,4} ){1,2})+\d[\d.,\u00a0\u202f]*")
"""Such as "1 na 1\u00a0000", "5 de cada 100"."""
_MAY_COUNT = re.compile(r"[\d+(]|[Dd]ay|[Vv]ersion")
"""What everything counted begins with: looked for first, as most of a text is none."""
_HAS_NUMBER, _HAS_ADDRESS = re.compile(r"\d"), re.compile(r"[@/]|\.\w")
_SPACE = re.compile(" +(?=[^ ])")
_JOINT = re.compile("[-/\u200b\u2010\u2013\u2014]")
_AT_JOINT = re.compile(r"\u200b(?! )|(?<=[^\W\d]{2})[-\u2010\u2013\u2014](?=[^\W\d])|(?<=[^\W\d])/(?=[^\W\d])")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_NOT_AT_START = frozenset(
    "、。，．：；？！）］｝〕〉》」』】〗…‥ー々・”’%％‰℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NOT_AT_END = frozenset("（［｛〔〈《「『【〖“‘￥＄")


def line_starts(text: str, solid: Iterable[tuple[int, int]] = (), *, english: bool = True) -> list[int]:
    """Return the indices at which a line may start, in order, without 0.

    Outside of English, whose units are known, a number stays with the word behind it, and with the number it is out of.
    """
    starts = {found.end() for found in _SPACE.finditer(text)}
    if _JOINT.search(text):
        starts.update(found.end() for found in _AT_JOINT.finditer(text))
    if not text.isascii() and _CJK.search(text):
        starts.update(index for index in range(1, len(text)) if _between_cjk(text[index - 1], text[index]))
    for low, high in (*solid, *_whole(text, english=english)):
        starts.difference_update(range(low + 1, high))
    starts.discard(len(text))
    return sorted(starts)


def _whole(text: str, *, english: bool) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text that stay on one line."""
    if _HAS_NUMBER.search(text):
        yield from _counted(text)
        for pattern in () if english else (_NUMBER_AND_WORD, _OUT_OF):
            yield from (found.span() for found in pattern.finditer(text))
    if _HAS_ADDRESS.search(text):
        yield from (found.span() for found in _ADDRESS.finditer(text))


def _counted(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for begins in _MAY_COUNT.finditer(text):
        found = _COUNTED.match(text, begins.start()) if begins.start() >= end else None
        if found:
            end = found.end()
            yield found.span()


def _between_cjk(before: str, after: str) -> bool:
    if " " in (before, after) or after in _NOT_AT_START or before in _NOT_AT_END:
        return False
    return bool(_CJK.match(after) or _CJK.match(before))
