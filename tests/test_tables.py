"""How the measure is shared between columns: all of it, the longest word first, the rest by what the cells ask for.

Whatever the cells hold and however narrow the measure, no word is cut.
"""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.model.document import Cell, Table, Text
from hsgleaflet.typeset.boxes import Boxes
from hsgleaflet.typeset.layout import Words
from hsgleaflet.typeset.tables import column_widths
from hsgleaflet.typeset.text import runs
from tests.pages import said
from tests.samples import images, setter, theme

MEASURE, GUTTER = 400.0, 10.0
NUMBER = "20 to 27 in 1,000"
SHORT, LONG = "Yes.", "It may hurt for a while, and some people feel sick or faint and lie down until it is over."
cells = st.sampled_from(["", "a", SHORT, "Hysterosalpingogram", NUMBER, LONG])


@cache
def setting() -> Boxes:
    return Boxes(theme(), setter(), images(), "en-GB", rtl=False)


def table(*rows: list[str], widths: tuple[float, ...] = ()) -> Table:
    """A table whose first row is its head and whose first column heads the rows."""
    head, *body = (tuple(map(_cell, row)) for row in rows)
    return Table(caption=(), head=head, rows=tuple(body), widths=widths)


def _cell(text: str) -> Cell:
    return Cell(content=(Text(text=text),) if text else ())


def columns(*rows: list[str], measure: float = MEASURE, widths: tuple[float, ...] = ()) -> list[float]:
    return column_widths(table(*rows, widths=widths), setting(), measure, GUTTER)


def longest(text: str) -> float:
    """The width of the widest unbreakable piece of a cell, in points."""
    return setter().widths(runs((Text(text=text),), theme().style("cell"), "en-GB", ""))[0] if text else 0


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    count = draw(st.integers(2, 4))
    rows = st.lists(cells, min_size=count, max_size=count)
    return [draw(rows.filter(all)), *draw(st.lists(rows, min_size=1, max_size=4))]


@given(tables(), st.booleans(), st.floats(60, 600))
def test_columns_fill_the_measure_and_hold_their_longest_words(
    rows: list[list[str]], shared: bool, measure: float
) -> None:
    least = [max(map(longest, column)) for column in zip(*rows, strict=True)]
    found = columns(*rows, measure=measure, widths=tuple(range(1, len(least) + 1)) if shared else ())
    assert bool(found) == (sum(least) <= measure - GUTTER * (len(least) - 1))
    if found:
        assert sum(found) + GUTTER * (len(found) - 1) == pytest.approx(measure)
        assert all(width >= need - 0.01 for width, need in zip(found, least, strict=True))


@given(tables(), st.booleans(), st.floats(250, 600))
def test_no_word_and_no_number_is_cut_in_a_table(rows: list[list[str]], shared: bool, measure: float) -> None:
    made = setting().table(table(*rows, widths=tuple(range(1, len(rows[0]) + 1)) if shared else ()), measure)
    lines = {said(item) for slab in made for item in slab.items if isinstance(item, Words)}
    assert {word for line in lines for word in line.split()} <= {
        word for row in rows for c in row for word in c.split()
    }
    assert all(NUMBER in line for line in lines if "27" in line)


def test_columns_that_ask_for_the_same_get_the_same() -> None:
    first, second, third = columns(["A", "A", "A"], [LONG, LONG, LONG])
    assert first == pytest.approx(second) == pytest.approx(third)


def test_a_column_that_asks_for_more_gets_more() -> None:
    first, second = columns(["A", "B"], [SHORT, LONG])
    assert second > 2 * first


def test_a_column_that_has_all_it_asks_for_gives_the_rest_to_others() -> None:
    first, second = columns(["A", "B"], [SHORT, LONG * 3])
    assert first == pytest.approx(longest(SHORT), abs=0.01)
    assert second == pytest.approx(MEASURE - GUTTER - first)


def test_room_goes_where_it_saves_lines() -> None:
    rows = [
        ["What it is", "HSG", "Keyhole operation"],
        ["Can it help?", LONG * 2, "We found no figure"],
        ["How long does it take?", LONG, "Hysterosalpingogram, asleep"],
        ["Is it clear?", "It is.", LONG],
    ]
    found = columns(*rows, measure=430)
    by_length = table(*rows, widths=(77, 130, 200))
    heights = [sum(slab.height for slab in setting().table(each, 430)) for each in (table(*rows), by_length)]
    assert sum(found) == pytest.approx(430 - 2 * GUTTER)
    assert heights[0] < heights[1] - 40


def test_short_cells_are_spread_over_the_measure() -> None:
    first, second = columns(["A", "B"], [SHORT, SHORT])
    assert first == pytest.approx(second)


def test_given_shares_are_kept() -> None:
    made = column_widths(table(["A", "B"], [SHORT, LONG], widths=(1, 3)), setting(), MEASURE, GUTTER)
    assert made == pytest.approx([97.5, 292.5])


def test_a_given_share_gives_way_to_a_longer_word() -> None:
    word = "Hysterosalpingogram"
    first, second, third = columns(["A", "B", "C"], [word, LONG, LONG], measure=300, widths=(1, 4, 4))
    assert first == pytest.approx(longest(word))
    assert second == pytest.approx(third)


def test_words_too_long_to_stand_side_by_side_have_no_columns_but_cards() -> None:
    number, word = NUMBER, "hysterosalpingography" * 3
    assert columns(["A", "B"], [word, number], measure=longest(word) + longest(number)) == []
