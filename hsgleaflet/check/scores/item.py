"""Items: what an instrument asks, who can answer it, and how the machine looks.

Goes out: `Item`, `Seen` (what the machine saw), `Instrument`. It stands alone so that an instrument is a table. The
questions are paraphrased in our own words; the instruments themselves are named by `source`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.problems import Location

Answer = Literal["yes", "partly", "no", "na"]
Role = Literal["clinician", "lay"]
CLINICIAN: tuple[Role, ...] = ("clinician",)
BOTH: tuple[Role, ...] = ("clinician", "lay")


class Klass(StrEnum):
    """How much of an item a program can settle."""

    MACHINE = "A"
    PRESENCE = "A/P"
    """The machine sees whether it is there, people whether it is true and good."""
    PARTLY = "A/H"
    """The machine settles one half and measures the other, which people confirm."""
    MEASURED = "H"
    """The machine measures, people decide."""
    PEOPLE = "P"


class Seen(Struct, frozen=True):
    """What the machine saw: its answer, why, and where."""

    answer: Answer
    why: str
    at: Location | None = None


def yes(why: str) -> Seen:
    """Return that it is as the item asks."""
    return Seen("yes", why)


def partly(why: str) -> Seen:
    """Return that some of it is as the item asks."""
    return Seen("partly", why)


def no(why: str, at: Location | None = None) -> Seen:
    """Return that it is not as the item asks."""
    return Seen("no", why, at)


def na(why: str) -> Seen:
    """Return that the item does not apply."""
    return Seen("na", why)


Look = Callable[[Subject], Seen]


class Item(Struct, frozen=True):
    """One item; `who` must answer beside the machine, and `look` is how the machine looks (None: it cannot)."""

    number: str
    asks: str
    klass: Klass
    who: tuple[Role, ...] = ()
    look: Look | None = None
    domain: str = ""

    @property
    def settles(self) -> bool:
        """Whether the machine settles it, or half of it."""
        return self.klass in (Klass.MACHINE, Klass.PRESENCE, Klass.PARTLY)


class Instrument(Struct, frozen=True):
    """A score sheet: its items, and the largest number by which people answer them (0: yes, partly, no)."""

    key: str
    title: str
    source: str
    items: tuple[Item, ...]
    scale: int = 0
    halves: bool = False
    """Whether "partly" counts a half."""
    for_kinds: tuple[str, ...] = ()
    """Kinds of leaflet that it is for; all when empty."""
    past: Mapping[str, str] = field(default_factory=dict)
    """Items that do not apply to a sheet for the days after, each with the reason.

    Only for an instrument that has the answer "does not apply" as published, and only for what is over by then. What
    still may happen (risks, alarm signs, what to do) is asked of such a sheet like of any other.
    """


def machine(number: str, asks: str, look: Look, domain: str = "") -> Item:
    """Return an item that the machine settles alone."""
    return Item(number, asks, Klass.MACHINE, (), look, domain)


def presence(number: str, asks: str, look: Look, who: tuple[Role, ...] = ("clinician",), domain: str = "") -> Item:
    """Return an item whose presence the machine sees and whose truth people confirm."""
    return Item(number, asks, Klass.PRESENCE, who, look, domain)


def halved(number: str, asks: str, look: Look, who: tuple[Role, ...] = ("lay",), domain: str = "") -> Item:
    """Return an item of which the machine settles one half."""
    return Item(number, asks, Klass.PARTLY, who, look, domain)


def measured(number: str, asks: str, look: Look, who: tuple[Role, ...] = ("lay",), domain: str = "") -> Item:
    """Return an item that the machine measures and people decide."""
    return Item(number, asks, Klass.MEASURED, who, look, domain)


def people(number: str, asks: str, who: tuple[Role, ...] = BOTH, look: Look | None = None, domain: str = "") -> Item:
    """Return an item that only people can answer; `look` may find that it does not apply."""
    return Item(number, asks, Klass.PEOPLE, who, look, domain)
