"""Print-shop pages: where the knife goes, what reaches beyond it, marks that never fall inside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.typeset.layout import Box, Layout, Page
from hsgleaflet.units import MM
from hsgleaflet.write.impose import SADDLE, TRIFOLD
from hsgleaflet.write.shop import for_shop
from tests.folding import reading_pages

BLEED, BLEED_US = 3 * MM, 3.175 * MM
A4 = (210 * MM, 297 * MM)
PANELS = [(width * MM, 210 * MM) for width in (100, 100, 100, 97, 97, 100)]
BLEEDS = pytest.mark.parametrize("bleed", [BLEED, BLEED_US], ids=["3 mm", "1/8 inch"])


def one(*boxes: Box, bleed: float = BLEED) -> Page:
    """A page of A4 with these boxes, as a shop gets it."""
    (page,) = for_shop(Layout("a4", (Page.of(*A4, boxes),)), "", rtl=False, bleed=bleed).pages
    return page


def marks(page: Page) -> list[Box]:
    return [f for f in page.fragments if isinstance(f, Box) and f.fill == "text"]


def cut(page: Page) -> tuple[float, float, float, float]:
    return page.trim, page.trim, page.width - page.trim, page.height - page.trim


@BLEEDS
def test_the_page_is_larger_than_its_cut_by_the_bleed_and_the_marks(bleed: float) -> None:
    page = one(bleed=bleed)
    left, top, right, bottom = cut(page)
    assert (right - left, bottom - top) == pytest.approx(A4)
    assert page.bleed == bleed
    assert page.trim > bleed + 5 * MM


@BLEEDS
def test_eight_crop_marks_stand_on_the_lines_of_the_cut_and_outside_the_bleed(bleed: float) -> None:
    page = one(bleed=bleed)
    left, top, right, bottom = cut(page)
    found = marks(page)
    assert len(found) == 8
    for mark in found:
        assert sorted((mark.width, mark.height)) == pytest.approx([0.25, 5 * MM])
        middle = (mark.x + mark.width / 2, mark.y + mark.height / 2)
        lines, across = ((left, right), middle[0]) if mark.width < mark.height else ((top, bottom), middle[1])
        assert min(abs(line - across) for line in lines) < 0.001
        ends = (mark.y, mark.y + mark.height) if mark.width < mark.height else (mark.x, mark.x + mark.width)
        near, far = (top, bottom) if mark.width < mark.height else (left, right)
        gap = min(abs(near - max(ends)), abs(far - min(ends)))
        assert gap >= max(3 * MM, bleed) - 0.001
        assert min(mark.x, mark.y, page.width - mark.x - mark.width, page.height - mark.y - mark.height) > 0


@pytest.mark.parametrize("rtl", [False, True])
def test_fold_marks_are_dashes_outside_the_cut(rtl: bool) -> None:
    layout = for_shop(reading_pages(PANELS), TRIFOLD, rtl=rtl, bleed=BLEED)
    assert len(layout.pages) == 2
    for page, folds in zip(layout.pages, ((97, 197), (100, 200)) if not rtl else ((100, 200), (97, 197)), strict=True):
        left, top, right, bottom = cut(page)
        dashes = [mark for mark in marks(page) if left + 1 < mark.x < right - 1]
        assert {round((dash.x + dash.width / 2 - left) / MM, 3) for dash in dashes} == set(folds)
        assert len(dashes) == 2 * 2 * 3
        assert all(dash.y + dash.height <= top - 3 * MM + 0.01 or dash.y >= bottom + 3 * MM - 0.01 for dash in dashes)


def test_a_bound_booklet_comes_as_single_pages_in_order() -> None:
    pages = for_shop(reading_pages([(148.5 * MM, 210 * MM)] * 8), SADDLE, rtl=False, bleed=BLEED).pages
    first = [next(f.fill for f in page.fragments if isinstance(f, Box)) for page in pages]
    assert first == [f"first {number}" for number in range(1, 9)]


edges = st.floats(0, 1)


@given(edges, edges, edges, edges)
def test_only_grounds_that_reach_the_edge_go_on_into_the_bleed(x: float, y: float, width: float, height: float) -> None:
    wide, high = A4[0] * 0.49, A4[1] * 0.49  # two opposite edges are never reached at once
    box = Box(round(x * 9) / 9 * wide, round(y * 9) / 9 * high, width * wide + 1, height * high + 1, "tint")
    page = one(box)
    (found,) = [f for f in page.fragments if isinstance(f, Box) and f.fill == "tint"]
    left, top, _, _ = cut(page)
    assert found.x == pytest.approx(left - BLEED if box.x == 0 else left + box.x)
    assert found.y == pytest.approx(top - BLEED if box.y == 0 else top + box.y)
    assert found.x + found.width == pytest.approx(left + box.x + box.width)
    assert found.y + found.height == pytest.approx(top + box.y + box.height)


def test_a_ground_over_the_whole_page_bleeds_on_all_sides() -> None:
    page = one(Box(0, 0, *A4, "tint"))
    (found,) = [f for f in page.fragments if isinstance(f, Box) and f.fill == "tint"]
    left, top, right, bottom = cut(page)
    assert (found.x, found.y) == pytest.approx((left - BLEED, top - BLEED))
    assert (found.x + found.width, found.y + found.height) == pytest.approx((right + BLEED, bottom + BLEED))


def test_an_outline_keeps_its_place() -> None:
    page = one(Box(0, 0, 50, 50, stroke="rule", line_width=1))
    (found,) = [f for f in page.fragments if isinstance(f, Box) and f.stroke]
    assert (found.x, found.y, found.width) == pytest.approx((page.trim, page.trim, 50))
