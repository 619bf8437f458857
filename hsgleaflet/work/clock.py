"""The clock: the one place that asks what day it is.

Comes in: nothing. Goes out: a day, handed down from here to whatever depends on it. It stands alone so that no result
depends on the clock unseen.
"""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """Return the day it is here."""
    return datetime.date.today()
