"""Sheet: machine, clinician and lay reader side by side, and a result only when all three are in.

Comes in: a Subject and what people answered. Goes out: for each instrument its rows, what the machine settled, what is
still open. It stands alone because this is where the temptation lies to print one number: a percentage that mixes what
was seen with what nobody has answered would say more than anybody knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from hsgleaflet.check.readability import Report
from hsgleaflet.check.scores.instruments import INSTRUMENTS
from hsgleaflet.check.scores.item import BOTH, Instrument, Item, Klass, Role, Seen, na
from hsgleaflet.check.scores.subject import Subject

Said = Mapping[tuple[str, str, Role], str]
"""What people answered, by instrument, item and role."""
_ORDER = ("no", "partly", "yes", "na")
_LEVELS = {"partly": "2", "no": "1"}
_POINTS = {"yes": 1.0, "partly": 0.5, "no": 0.0}


class Tally(Struct, frozen=True):
    """Points reached, of how many."""

    points: float
    of: int

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down."""
        return int(100 * self.points / self.of + 1e-9) if self.of else 0


class Row(Struct, frozen=True):
    """One item: what the machine saw, and what each role said."""

    item: Item
    seen: Seen | None
    said: Mapping[Role, str]

    @property
    def applies(self) -> bool:
        """Whether the item is about this leaflet at all."""
        return self.seen is None or self.seen.answer != "na"

    @property
    def open(self) -> tuple[Role, ...]:
        """Who must still answer."""
        return tuple(role for role in self.item.who if role not in self.said) if self.applies else ()

    @property
    def answer(self) -> str:
        """What stands in the end: what people said, the lower of two, and never better than a thing that is missing."""
        given, seen = list(self.said.values()), self.seen.answer if self.seen else "na"
        if not given:
            return seen
        on_levels = given[0] not in _ORDER
        if self.item.settles and seen in ("no", "partly"):
            given.append(_LEVELS[seen] if on_levels else seen)
        return min(given) if on_levels else min(given, key=_ORDER.index)


class Scored(Struct, frozen=True):
    """One instrument, filled in as far as it is."""

    instrument: Instrument
    rows: tuple[Row, ...]

    @property
    def settled(self) -> Tally:
        """What the machine settled, of the items that apply: there, or not."""
        return self._tally([row for row in self.rows if row.item.settles])

    @property
    def measured(self) -> Tally:
        """What the machine only measured and people confirm."""
        return self._tally([row for row in self.rows if row.item.klass is Klass.MEASURED])

    def _tally(self, rows: Sequence[Row]) -> Tally:
        seen = [row.seen.answer for row in rows if row.seen and row.applies]
        return Tally(sum(self._points(answer) for answer in seen), len(seen))

    def _points(self, answer: str) -> float:
        return 0.0 if answer == "partly" and not self.instrument.halves else _POINTS[answer]

    def answered(self, role: Role) -> Tally:
        """Return how many of its items a role has answered."""
        asked = [row for row in self.rows if role in row.item.who and row.applies]
        return Tally(sum(role in row.said for row in asked), len(asked))

    @property
    def complete(self) -> bool:
        """Whether machine, clinician and lay reader are all in."""
        return not any(row.open for row in self.rows)

    @property
    def results(self) -> Mapping[str, str]:
        """The results by domain as the instrument counts them; nothing before all three are in."""
        if not self.complete:
            return {}
        if self.instrument.scale:
            return self._levels()
        domains = list(dict.fromkeys(row.item.domain for row in self.rows))
        groups = domains if self.instrument.key == "pemat-p" else [""]
        return {name or "All items": f"{self._share(name)}%" for name in groups}

    def _share(self, domain: str) -> int:
        rows = [row for row in self.rows if not domain or row.item.domain == domain]
        answers = [row.answer for row in rows if row.answer != "na"]
        return Tally(sum(map(self._points, answers)), len(answers)).percent

    def _levels(self) -> Mapping[str, str]:
        """Return the lowest level; what the machine settled alone counts as the best or the worst."""
        best = str(self.instrument.scale)
        levels = {row.item.number: _level(row.answer, best) for row in self.rows if row.answer != "na"}
        lowest = min(levels.values(), default="")
        return {
            "Lowest item": f"{lowest} of {best}",
            "Items below 3": str(sum(level < "3" for level in levels.values())),
        }


def _level(answer: str, best: str) -> str:
    return best if answer == "yes" else _LEVELS.get(answer, answer)


class Sheet(Struct, frozen=True):
    """All score sheets of one leaflet for one clinic."""

    leaflet: str
    title: str
    version: str
    clinic: str
    lang: str
    report: Report
    scored: tuple[Scored, ...]


def score(subject: Subject, said: Said) -> Sheet:
    """Return the score sheets of a leaflet."""
    meta = subject.document.meta
    return Sheet(
        leaflet=meta.leaflet, title=meta.title, version=meta.version, clinic=meta.clinic, lang=subject.document.lang,
        report=subject.report,
        scored=tuple(
            Scored(instrument, tuple(_row(instrument, item, subject, said) for item in instrument.items))
            for instrument in INSTRUMENTS
            if not instrument.for_kinds or subject.leaflet.kind in instrument.for_kinds
        ),
    )  # fmt: skip


def _row(instrument: Instrument, item: Item, subject: Subject, said: Said) -> Row:
    given = {role: said[key] for role in BOTH if (key := (instrument.key, item.number, role)) in said}
    if subject.is_aftercare and (reason := instrument.past.get(item.number)):
        return Row(item, na(reason), given)
    return Row(item, item.look(subject) if item.look else None, given)
