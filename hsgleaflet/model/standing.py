"""Standing: in which state of approval a leaflet is, and why.

Comes in: what `work.approval` found out. Goes out: to every command that builds, lists or verifies. It stands alone,
without the schema of the records, because a draft needs no records.
"""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

State = Literal["draft", "approved", "due", "expired", "extended", "withdrawn"]


class Signature(Struct, frozen=True):
    """A role that signed these words and answers, and when."""

    role: str
    date: datetime.date


class Standing(Struct, frozen=True, kw_only=True):
    """The state of a leaflet on one day.

    `reasons` say, in words for people, why it is a draft or may not be printed; `changes_on` is the next day on which
    the state changes though nobody does anything; `until` is the last day on which it may be given.
    """

    state: State = "draft"
    signed: tuple[Signature, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    until: datetime.date | None = None
    changes_on: datetime.date | None = None
    replaced_by: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether copies for patients may be printed: approved, and in date."""
        return self.state in ("approved", "due", "extended")

    @property
    def is_stopped(self) -> bool:
        """Whether nothing may be printed at all."""
        return self.state in ("expired", "withdrawn")

    @property
    def approved_on(self) -> datetime.date | None:
        """The day on which the last role signed."""
        return max((signature.date for signature in self.signed), default=None)


DRAFT = Standing(reasons=("nobody has signed it",))
"""The standing of what has no records."""
