"""Imposition: every page once and in its place, proved by folding the printed sheets."""

from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.typeset.layout import Box, Layout, Page
from hsgleaflet.units import MM
from hsgleaflet.write.impose import SADDLE, THICKNESS, TRIFOLD, ZFOLD, creep, impose, order, sides
from tests.folding import LONG, Stack, folded, opened, pages, printed, reading_pages, turned, view

A5, HALF_LETTER = (148.5, 210.0), (139.7, 215.9)
A4_PANELS = [(width, 210.0) for width in (100, 100, 100, 97, 97, 100)]
LETTER_PANELS = [(width, 215.9) for width in (94.1, 94.1, 94.1, 91.2, 91.2, 94.1)]
Z_PANELS = [(99.0, 210.0)] * 6
LETTER_Z_PANELS = [(279.4 / 3, 215.9)] * 6
TRIFOLDS, ZFOLDS = [A4_PANELS, LETTER_PANELS], [Z_PANELS, LETTER_Z_PANELS]
DIRECTIONS = pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
booklets = st.integers(1, 12).map(lambda sheets: 4 * sheets)


def layout(millimetres: Sequence[tuple[float, float]]) -> Layout:
    return reading_pages([(width * MM, height * MM) for width, height in millimetres])


def booklet(count: int, size: tuple[float, float] = A5) -> Layout:
    return layout([size] * count)


# --- the tables of the standard


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (4, "4.1 2.3"),
        (8, "8.1 2.7 6.3 4.5"),
        (12, "12.1 2.11 10.3 4.9 8.5 6.7"),
        (16, "16.1 2.15 14.3 4.13 12.5 6.11 10.7 8.9"),
    ],
)
def test_booklets_are_in_the_order_of_the_standard(count: int, told: str) -> None:
    wanted = [tuple(map(int, side.split("."))) for side in told.split()]
    assert list(order(count, SADDLE, rtl=False)) == wanted
    assert list(order(count, SADDLE, rtl=True)) == [side[::-1] for side in wanted]


@pytest.mark.parametrize("scheme", [TRIFOLD, ZFOLD])
def test_panels_are_in_the_order_of_the_standard(scheme: str) -> None:
    assert order(6, scheme, rtl=False) == ((5, 6, 1), (2, 3, 4))
    assert order(6, scheme, rtl=True) == ((1, 6, 5), (4, 3, 2))


@pytest.mark.parametrize(
    ("panels", "rtl", "outside", "inside"),
    [
        (A4_PANELS, False, (97, 197), (100, 200)),
        (A4_PANELS, True, (100, 200), (97, 197)),
        (LETTER_PANELS, False, (91.2, 185.3), (94.1, 188.2)),
        (Z_PANELS, False, (99, 198), (99, 198)),
        (Z_PANELS, True, (99, 198), (99, 198)),
    ],
)
def test_folds_lie_where_the_standard_has_them(
    panels: list[tuple[float, float]], rtl: bool, outside: tuple[float, ...], inside: tuple[float, ...]
) -> None:
    front, back = sides(layout(panels), TRIFOLD, rtl=rtl)
    assert [fold / MM for fold in front.folds] == pytest.approx(outside)
    assert [fold / MM for fold in back.folds] == pytest.approx(inside)


@pytest.mark.parametrize("count", [0, 2, 3, 6, 10, 47])
def test_a_booklet_of_other_lengths_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        order(count, SADDLE, rtl=False)


@pytest.mark.parametrize("count", [4, 5, 7, 12])
def test_other_numbers_of_panels_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="6 panels"):
        order(count, ZFOLD, rtl=False)


# --- every page once


@given(booklets, st.booleans())
def test_each_page_of_a_booklet_stands_on_one_side_once(count: int, rtl: bool) -> None:
    rows = order(count, SADDLE, rtl=rtl)
    assert sorted(chain(*rows)) == list(range(1, count + 1))
    assert all(sum(row) == count + 1 for row in rows)


@given(booklets, st.booleans(), st.sampled_from([A5, HALF_LETTER]))
def test_nothing_is_lost_or_painted_twice(count: int, rtl: bool, size: tuple[float, float]) -> None:
    made = booklet(count, size)
    before = sorted(f.fill for page in made.pages for f in page.fragments if isinstance(f, Box))
    after = [f.fill for page in impose(made, SADDLE, rtl=rtl).pages for f in page.fragments if isinstance(f, Box)]
    assert sorted(fill for fill in after if fill != "rule") == before
    assert len({(page.width, page.height) for page in impose(made, SADDLE, rtl=rtl).pages}) == 1


# --- booklets, folded


def bound(made: Layout, *, rtl: bool, turned_over: str = "short edge") -> tuple[Stack, float]:
    """The sheets of a booklet in each other, folded, cover up; and where its spine lies."""
    found = sides(made, SADDLE, rtl=rtl)
    (fold,) = found[0].folds
    stack: Stack = []
    for front, back in zip(found[::2], found[1::2], strict=True):
        stack += turned(printed(front.page, back.page, front.folds, turned_over))
    return folded(stack, fold, "right" if rtl else "left"), fold


@DIRECTIONS
@pytest.mark.parametrize("count", range(4, 49, 4))
def test_a_folded_booklet_is_read_from_the_first_page_to_the_last(count: int, rtl: bool) -> None:
    stack, spine = bound(booklet(count), rtl=rtl)
    spreads = [pages(opened(stack, leaves, spine)) for leaves in range(count // 2 + 1)]
    wanted = [[1], *([page, page + 1] for page in range(2, count, 2)), [count]]
    assert spreads == ([spread[::-1] for spread in wanted] if rtl else wanted)


@DIRECTIONS
def test_a_booklet_opens_from_the_side_its_readers_expect(rtl: bool) -> None:
    stack, spine = bound(booklet(16), rtl=rtl)
    (cover,) = view(stack)
    assert (cover.right if rtl else cover.left) == pytest.approx(spine)
    assert pages(turned(stack)) == [16]


def test_sheets_turned_over_their_long_edge_come_out_upside_down() -> None:
    """What happens to whoever does not do as `build` says; and proof that the table would notice."""
    stack, spine = bound(booklet(8), rtl=False, turned_over=LONG)
    inside = [one for leaves in range(1, 4) for one in view(opened(stack, leaves, spine))]
    assert any(not one.upright for one in inside)


# --- three panels, folded


def flat(made: Layout, scheme: str, *, rtl: bool) -> Stack:
    """The printed sheet with its inside up."""
    front, back = sides(made, scheme, rtl=rtl)
    return turned(printed(front.page, back.page, front.folds))


def inside_folds(made: Layout, scheme: str, *, rtl: bool) -> tuple[float, float]:
    first, second = sides(made, scheme, rtl=rtl)[1].folds
    return first, second


def mirrored(row: list[int], *, rtl: bool) -> list[int]:
    return row[::-1] if rtl else row


@DIRECTIONS
@pytest.mark.parametrize("panels", TRIFOLDS, ids=["a4", "letter"])
def test_a_trifold_opens_in_the_readers_order(panels: list[tuple[float, float]], rtl: bool) -> None:
    made = layout(panels)
    first, second = inside_folds(made, TRIFOLD, rtl=rtl)
    open_sheet = flat(made, TRIFOLD, rtl=rtl)
    flap_in = folded(open_sheet, first, "left") if rtl else folded(open_sheet, second, "right")
    closed = folded(flap_in, second, "right") if rtl else folded(flap_in, first, "left")
    assert pages(closed) == [1]
    assert pages(turned(closed)) == [6]
    assert pages(flap_in) == mirrored([2, 5], rtl=rtl)
    assert pages(open_sheet) == mirrored([2, 3, 4], rtl=rtl)
    assert pages(turned(open_sheet)) == mirrored([5, 6, 1], rtl=rtl)


@DIRECTIONS
@pytest.mark.parametrize("panels", TRIFOLDS, ids=["a4", "letter"])
def test_the_flap_lies_flat_inside(panels: list[tuple[float, float]], rtl: bool) -> None:
    """Its free edge ends 2 to 3 mm before the fold on the other side."""
    made = layout(panels)
    first, second = inside_folds(made, TRIFOLD, rtl=rtl)
    flap_in = folded(flat(made, TRIFOLD, rtl=rtl), first if rtl else second, "left" if rtl else "right")
    left, right = flap_in[-1].edges()
    room = (second - right) if rtl else (left - first)
    assert 2 <= room / MM <= 3.001


@DIRECTIONS
@pytest.mark.parametrize("panels", ZFOLDS, ids=["a4", "letter"])
def test_a_zfold_opens_in_the_readers_order_and_panel_4_is_its_back(
    panels: list[tuple[float, float]], rtl: bool
) -> None:
    made = layout(panels)
    first, second = inside_folds(made, ZFOLD, rtl=rtl)
    open_sheet = flat(made, ZFOLD, rtl=rtl)
    half = folded(open_sheet, first, "left", under=True) if rtl else folded(open_sheet, second, "right", under=True)
    closed = folded(half, second, "right") if rtl else folded(half, first, "left")
    assert pages(closed) == [1]
    assert pages(turned(closed)) == [4]
    assert pages(half) == mirrored([2, 3], rtl=rtl)
    assert pages(open_sheet) == mirrored([2, 3, 4], rtl=rtl)
    assert pages(turned(open_sheet)) == mirrored([5, 6, 1], rtl=rtl)
    assert len({round(leaf.right - leaf.left, 3) for leaf in closed}) == 1


@DIRECTIONS
@pytest.mark.parametrize(("panels", "scheme"), [(A4_PANELS, TRIFOLD), (LETTER_PANELS, TRIFOLD), (Z_PANELS, ZFOLD)])
def test_both_sides_are_folded_at_the_same_lines_of_the_paper(
    panels: list[tuple[float, float]], scheme: str, rtl: bool
) -> None:
    front, back = sides(layout(panels), scheme, rtl=rtl)
    assert [front.page.width - fold for fold in reversed(back.folds)] == pytest.approx(list(front.folds))
    assert (front.page.width, front.page.height) == (back.page.width, back.page.height)


# --- creep


@pytest.mark.parametrize(("count", "total"), [(8, 0.16), (16, 0.49), (24, 0.82), (28, 0.98)])
def test_paper_creeps_as_far_as_the_standard_reckons(count: int, total: float) -> None:
    step = creep(48, THICKNESS) / MM
    assert step * (count // 4 - 1) == pytest.approx(total, abs=0.005)


@pytest.mark.parametrize(("count", "moves"), [(4, False), (16, False), (20, True), (48, True)])
def test_pages_move_only_when_it_can_be_seen(count: int, moves: bool) -> None:
    assert bool(creep(count, THICKNESS)) is moves


def test_thicker_paper_creeps_sooner() -> None:
    assert not creep(16, THICKNESS)
    assert creep(16, 1.5 * THICKNESS)


@given(booklets, st.booleans())
def test_inner_sheets_move_nearer_the_fold_by_equal_steps(count: int, rtl: bool) -> None:
    made = booklet(count)
    step = creep(count, THICKNESS)
    half = made.pages[0].width
    for number, side in enumerate(sides(made, SADDLE, rtl=rtl)):
        inwards = step * (number // 2)
        corners = sorted(f.x for f in side.page.fragments if isinstance(f, Box) and f.fill.startswith("first"))
        assert corners == pytest.approx([10 + inwards, half + 10 - inwards])


# --- ticks


def ticks(page: Page) -> list[Box]:
    return [f for f in page.fragments if isinstance(f, Box) and f.fill == "rule"]


@DIRECTIONS
@pytest.mark.parametrize(("panels", "scheme"), [(A4_PANELS, TRIFOLD), (LETTER_PANELS, TRIFOLD), (Z_PANELS, ZFOLD)])
def test_ticks_show_each_fold_at_both_edges_where_a_printer_prints(
    panels: list[tuple[float, float]], scheme: str, rtl: bool
) -> None:
    made = layout(panels)
    for page, side in zip(impose(made, scheme, rtl=rtl).pages, sides(made, scheme, rtl=rtl), strict=True):
        found = ticks(page)
        assert sorted({round(tick.x + tick.width / 2, 3) for tick in found}) == [round(fold, 3) for fold in side.folds]
        assert len(found) == 2 * len(side.folds)
        for tick in found:
            near = min(tick.y, page.height - tick.y - tick.height)
            assert near / MM >= 6.35
            assert (near + tick.height) / MM <= 10


def test_a_booklet_has_ticks_only_where_hands_fold_it() -> None:
    found = [len(ticks(page)) for page in impose(booklet(12), SADDLE, rtl=False).pages]
    assert found == [2, 0, 0, 0, 0, 2]
