"""Personal: the box that stands on one person's copy.

Comes in: a Document, a row, the clinic's own window of days. Goes out: the Document with an appointment box before its
first part. It stands alone because only personal copies have one: it is in no digest, and what is signed is the leaflet
without it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec.structs import replace

from hsgleaflet.compose.parts import filled_phrase
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.values import clock, date
from hsgleaflet.model.asks import DayRange
from hsgleaflet.model.document import Block, Callout, Document, Filled, Inline, Paragraph, Section, Text
from hsgleaflet.model.rows import Row

BOX = "appointment"


def personal(document: Document, row: Row, phrases: Phrases, window: DayRange | None) -> Document:
    """Return a document with the appointment of a row."""
    box = Callout(
        id=BOX, role=BOX, title=(Text(text=phrases("appointment")),), blocks=tuple(lines(row, phrases, window).values())
    )
    return replace(document, blocks=tuple(_boxed(block, box) for block in document.blocks))


def _boxed(block: Block, box: Callout) -> Block:
    if not isinstance(block, Section):
        return block
    first = next((n for n, part in enumerate(block.blocks) if not isinstance(part, Paragraph)), len(block.blocks))
    return replace(block, blocks=(*block.blocks[:first], box, *block.blocks[first:]))


def lines(row: Row, phrases: Phrases, window: DayRange | None) -> dict[str, Paragraph]:
    """Return the paragraphs of an appointment box by the fields they show; a field that is not given has none."""
    said: dict[str, Mapping[str, str]] = {
        "name": {"name": row.name},
        "date": {"date": date(row.date, phrases.locale)} if row.date else {},
        "time": {"time": clock(row.time, phrases.locale)} if row.time else {},
        "place": {"place": row.place} if row.place else {},
        "clinician": {"clinician": row.clinician} if row.clinician else {},
        "window": _window(row.first_day, window, phrases),
    }
    return {name: _line(name, values, phrases) for name, values in said.items() if values}


def _line(name: str, values: Mapping[str, str], phrases: Phrases) -> Paragraph:
    kinds = {"date": "date", "first": "date", "last": "date", "time": "time"}
    given = {key: (key, kinds.get(key, "text"), text) for key, text in values.items()}
    content: tuple[Inline, ...] = tuple(
        replace(part, slot=True) if isinstance(part, Filled) else part
        for part in filled_phrase(phrases, f"appointment_{name}", **given)
    )
    return Paragraph(id=f"{BOX}.{name}", content=content)


def _window(first_day: datetime.date | None, window: DayRange | None, phrases: Phrases) -> Mapping[str, str]:
    """Return the dates of the clinic's days of the cycle, counted from the first day of a period, which is day 1."""
    if first_day is None or window is None:
        return {}
    days = (first_day + datetime.timedelta(number - 1) for number in (window.first, window.last))
    first, last = (date(day, phrases.locale) for day in days)
    return {"first": first, "last": last}
