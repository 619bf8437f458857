"""Rows: for whom a personal copy is made, and what stands on it.

Goes out: a frozen `Row`. It stands alone so that reading a list of people and printing for them speak of the same
values. Nothing here is ever remembered, logged or written anywhere but on the copy itself.
"""

from __future__ import annotations

import datetime

from msgspec import Struct

FIELDS = ("name", "date", "time", "place", "clinician", "lang", "format", "first_day")
"""The columns that a list may have."""


class Row(Struct, frozen=True, kw_only=True):
    """One copy: `number` is its line in the list; a value that is not given is empty or None."""

    number: int
    name: str = ""
    date: datetime.date | None = None
    time: str = ""
    place: str = ""
    clinician: str = ""
    lang: str = ""
    format: str = ""
    first_day: datetime.date | None = None
