"""Speech: a leaflet as a script to be read aloud, by a person or by a machine.

Comes in: a Document, how a length in minutes is said. Goes out: UTF-8 text, or SSML with every language marked. It
stands alone because what is seen and what is said differ: short forms and figures are spoken, phones digit by digit,
pictures described, a row of a table said with its labels; lines to write on are left out. The order is that of the
Document, behind what warns of a draft and how long it takes; the warning comes last again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Filled,
    Group,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    QrCode,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from hsgleaflet.model.scripts import setting
from hsgleaflet.write.words import english
from hsgleaflet.write.words.leaves import NOTHING, Run, address_of, same, shown
from hsgleaflet.write.words.lines import wrapped

WORDS_A_MINUTE = 150
_STOPS = tuple(".!?:;…。！？；：।۔؟")
_PHONE = re.compile(r"\+?\(?\d[\d()]{1,6}(?: \d{2,})+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE_A_WORD = 1.6
"""Chinese signs that take as long to say as a word."""


class Said(Struct, frozen=True):
    """Words in one language."""

    text: str
    lang: str


class Passage(Struct, frozen=True):
    """What is said in one go; a pause follows, a longer one around a heading."""

    parts: tuple[Said, ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(part.text for part in self.parts)


class Tongue(Struct, frozen=True):
    """How a language says what stands on paper in signs; what is not declared is said as it is written."""

    words: Callable[[str], str]
    phone: Callable[[str], str]
    step: Callable[[str], str] = "{}. ".format
    picture: str = ""
    address: str = ""
    length: str = "{minutes}"


def _apart(phone: str) -> str:
    """Return a phone number with its digits apart, which any voice says one by one."""
    return ", ".join(" ".join(group) for group in re.split(r"[\s()-]+", phone) if group)


_WRITTEN = Tongue(lambda text: _PHONE.sub(lambda found: _apart(found[0]), text), _apart)
_TONGUES = {
    "en": Tongue(
        english.say, english.digits, english.step, "Picture: ", "Web address: ",
        "It takes about {minutes} to read this aloud.",
    ),
}  # fmt: skip
"""The languages whose short forms and figures are declared."""


def tongue(lang: str) -> Tongue:
    """Return how a language is spoken."""
    return _TONGUES.get(lang.partition("-")[0], _WRITTEN)


# ---------------------------------------------------------------- what is said


def passages(document: Document, length: Callable[[int], str]) -> tuple[Passage, ...]:
    """Return everything that is said, in order; `length` says a number of minutes."""
    own = document.lang
    band = tuple(_passage(_spoken(document.band, document.band_lang or own)) if document.band else ())
    told = (*band, *_blocks(document.blocks, own), *_passage(_spoken(document.approved, own)), *band)
    minutes = tongue(own).length.format(minutes=length(minutes_of(told)))
    opening = _passage((*_spoken(document.title, own), Said(". ", own), *_spoken(minutes, own)))
    return (*band, *opening, *told[len(band) :])


def minutes_of(said: Sequence[Passage]) -> int:
    """Return how many minutes it takes to say passages, rounded up."""
    text = " ".join(passage.text for passage in said)
    words = len(_WIDE.sub(" ", text).split()) + len(_WIDE.findall(text)) / _WIDE_A_WORD
    return math.ceil(words / WORDS_A_MINUTE)


def spoken(content: tuple[Inline, ...], lang: str) -> tuple[Said, ...]:
    """Return inlines as they are said, in their languages."""
    return tuple(said for inline in content for said in _inline(inline, lang))


def _inline(inline: Inline, lang: str) -> tuple[Said, ...]:
    match inline:
        case Text():
            return _spoken(inline.text, lang)
        case Filled():
            if inline.kind == "phone":
                return (Said(tongue(lang).phone(inline.text), lang),)
            return _spoken(inline.text, lang)
        case Strong():
            return spoken(inline.content, lang)
        case Span():
            return spoken(inline.content, inline.lang or lang)
        case Link():
            inside, address = spoken(inline.content, lang), address_of(inline.target)
            if same("".join(part.text for part in _written(inline.content)), address):
                return inside
            return (*inside, Said(" (", lang), *_spoken(address, lang), Said(")", lang))
        case _:
            assert_never(inline)


def _written(content: tuple[Inline, ...]) -> Iterator[Text | Filled]:
    for inline in content:
        match inline:
            case Text() | Filled():
                yield inline
            case Strong() | Link() | Span():
                yield from _written(inline.content)
            case _:
                assert_never(inline)


def _spoken(text: str, lang: str) -> tuple[Said, ...]:
    return (Said(tongue(lang).words(text).replace("\u200b", ""), lang),) if text else ()


def _passage(parts: tuple[Said, ...], *, is_heading: bool = False, opens: bool = False) -> Iterator[Passage]:
    """Yield parts as a passage that starts and ends like a sentence, nothing for nothing; it may open a list."""
    whole = "".join(part.text for part in parts).strip()
    if whole:
        first, lang = parts[0], parts[-1].lang
        stop = ":" if opens and ":" not in whole else setting(lang).stop
        end = () if whole.rstrip("”’\"')").endswith(_STOPS) else (Said(stop, lang),)
        capital = Said(first.text[:1].upper() + first.text[1:], first.lang)
        yield Passage((capital, *parts[1:], *end), is_heading)


def _blocks(blocks: Sequence[Block], lang: str) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block, block.lang or lang)


def _block(block: Block, lang: str) -> Iterator[Passage]:
    match block:
        case Section() | Callout():
            opens = bool(block.blocks) and isinstance(block.blocks[0], List)
            heading = block.heading if isinstance(block, Section) else block.title
            yield from _passage(spoken(heading, lang), is_heading=True, opens=opens)
            yield from _blocks(block.blocks, lang)
        case Group():
            yield from _blocks(block.blocks, lang)
        case Paragraph():
            yield from _passage(spoken(block.content, lang))
        case List():
            for item in block.items:
                if block.role == "glance":
                    yield from _fact(item, lang)
                else:
                    yield from _item(item, block.numbering == "decimal", lang)
        case Table():
            yield from _passage(spoken(block.caption, lang))
            for row in block.rows:
                yield from _row(block.head, row, lang)
        case Figure():
            told = tongue(lang)
            before = told.address if isinstance(block.graphic, QrCode) else told.picture
            said = _spoken(shown(block), lang)
            yield from _passage((Said(before, lang), *said) if said else ())
            yield from _passage(spoken(block.caption, lang))
        case Blank():
            return
        case _:
            assert_never(block)


def _item(item: Item, is_step: bool, lang: str) -> Iterator[Passage]:
    said = _blocks(item.blocks, lang)
    first = next(said, None)
    if first:
        step = (Said(tongue(lang).step(item.marker), lang),) if is_step else ()
        yield Passage((*step, *first.parts))
    yield from said


def _fact(item: Item, lang: str) -> Iterator[Passage]:
    """Yield a fact and what is said of it in one go."""
    lines = [spoken(block.content, lang) for block in item.blocks if isinstance(block, Paragraph)]
    yield from _passage((*lines[0], *(part for line in lines[1:] for part in (Said(": ", lang), *line))))


def _row(head: tuple[Cell, ...], row: tuple[Cell, ...], lang: str) -> Iterator[Passage]:
    for title, cell in zip(head, row, strict=True):
        label, words = spoken(title.content, lang), spoken(cell.content, lang)
        if "".join(part.text for part in words).strip() not in ("", NOTHING):
            yield from _passage((*label, Said(": ", lang), *words) if label else words)


# ---------------------------------------------------------------- on paper and for machines


def script(document: Document, said: Sequence[Passage]) -> bytes:
    """Return passages as a script for a reader: a heading stands between empty lines."""
    rtl, found = setting(document.lang).rtl, []
    for passage in said:
        ranges, at = [], 0
        for part in passage.parts:
            if part.lang != document.lang:
                ranges.append((at, at + len(part.text)))
            at += len(part.text)
        found += ["", *wrapped(Run(passage.text, own=tuple(ranges)), document.lang, rtl), *[""] * passage.is_heading]
    return ("\n".join(_single(found)).strip("\n") + "\n").encode()


def _single(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with one empty line where there are several."""
    return (line for number, line in enumerate(lines) if line or (number and lines[number - 1]))


def ssml(document: Document, said: Sequence[Passage]) -> bytes:
    """Return passages as SSML 1.1, a paragraph each."""
    own = document.lang
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang={quoteattr(own)}>')
    for passage in said:
        words = "".join(_marked(part, own) for part in passage.parts)
        paragraph = f"<p>{words}</p>"
        lines.append(f'<break time="800ms"/>{paragraph}<break time="400ms"/>' if passage.is_heading else paragraph)
    return ("\n".join((*lines, "</speak>")) + "\n").encode()


def _marked(part: Said, own: str) -> str:
    words = escape(part.text)
    return words if part.lang == own else f"<lang xml:lang={quoteattr(part.lang)}>{words}</lang>"
