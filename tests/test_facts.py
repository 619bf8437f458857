"""No number in a leaflet that nobody has looked up: each stands in `facts.yaml`, with a source that it is told with.

`facts.yaml` says what each number is about, its sources, and where it was found in the collection of facts that the
leaflets were written from. A number is one row however many leaflets tell it, so that two of them cannot drift apart.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import pytest

from hsgleaflet.compose.leaflet import Marked
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from tests.conftest import project
from tests.told import Told, numbers, told

TABLE = Path(__file__).with_name("facts.yaml")


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the table."""

    number: str
    about: str
    sources: tuple[str, ...] = ()
    facts: str = ""

    def covers(self, one: Told) -> bool:
        """Whether this is the row of a number: the same, with a source in common, or with none on either side."""
        shared = bool(one.sources & set(self.sources)) if self.sources else not one.sources
        return one.number == self.number and shared


@cache
def table() -> tuple[Fact, ...]:
    return tuple(msgspec.yaml.decode(TABLE.read_bytes(), type=list[Fact]))


@cache
def files() -> Sequence[Marked[LeafletFile] | Marked[PassageFile]]:
    shared = project().shared()
    assert shared
    return [*map(project().leaflet, project().workspace.leaflet_names()), shared]


@cache
def every() -> tuple[Told, ...]:
    return tuple(one for file in files() for one in told(file))


def test_every_number_in_a_leaflet_stands_in_the_table() -> None:
    lost = [one for one in every() if not any(fact.covers(one) for fact in table())]
    assert not [f"{one.at}: {one.number}, told with {', '.join(sorted(one.sources)) or 'no source'}" for one in lost]


def test_every_row_of_the_table_is_told_by_a_leaflet() -> None:
    assert not [fact for fact in table() if not any(fact.covers(one) for one in every())]


def test_every_source_of_a_row_is_told_with_that_number() -> None:
    for fact in table():
        told_with = set().union(*(one.sources for one in every() if fact.covers(one)))
        assert set(fact.sources) <= told_with, fact


def test_every_finding_says_where_it_was_looked_up() -> None:
    assert not [fact for fact in table() if fact.sources and not fact.facts]


def test_every_source_of_a_number_is_listed_in_its_file_or_the_shared_one() -> None:
    shared = project().shared()
    assert shared
    for file in files():
        listed = {*file.value.sources, *shared.value.sources}
        assert {key for one in told(file) for key in one.sources} <= listed


def test_no_row_stands_twice() -> None:
    rows = [(fact.number, fact.about) for fact in table()]
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 1,026 of 2,000 women; 14 in 100 did.", ["1,026 of 2,000", "14 in 100"]),
        ("From day 6 to 12, wait 2 to 3 days, or 1 week.", ["day 6 to 12", "2 to 3 days", "1 weeks"]),
        ("It scored 5 out of 10 in 2 studies, 1 study.", ["5 of 10", "2 studies", "1 studies"]),
        ("In 1928, 36 were larger than a 10p coin or 1.5 cm.", ["1928", "36", "10p", "1.5 cm"]),
    ],
)
def test_numbers_are_read_with_what_they_count(text: str, found: list[str]) -> None:
    assert list(numbers(text)) == found


def test_a_changed_number_a_changed_source_and_a_new_number_are_found() -> None:
    known = Told("20 in 1,000", frozenset({"ROEST21"}), None)
    rows = table()
    assert any(fact.covers(known) for fact in rows)
    for wrong in (
        Told("21 in 1,000", known.sources, None),
        Told(known.number, frozenset({"LF-CUH"}), None),
        Told(known.number, frozenset(), None),
    ):
        assert not any(fact.covers(wrong) for fact in rows)
