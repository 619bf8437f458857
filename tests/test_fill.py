"""Pages filled: every piece on exactly one page and in order, nothing overlaps, nothing is parted that must not be."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hsgleaflet.typeset.fill import BACK, COVER, Filled, Overflow, fill
from hsgleaflet.typeset.layout import Box
from hsgleaflet.typeset.slabs import NEVER, Panel, Slab, boxed

HEAD = "head"
TOLERANCE = 0.02


def slab(number: int, height: float = 10, before: float = 0, stretch: float = 0, penalty: int = 0) -> Slab:
    """A slab whose one box carries its number as its fill."""
    return Slab(height, (Box(0, 0, 50, height, str(number)),), before, stretch, penalty)


@st.composite
def stories(draw: st.DrawFn, most: int = 30) -> list[Slab]:
    """Slabs as boxes make them: some never to be parted, some with a head, some bound to the first or last page."""
    count = draw(st.integers(1, most))
    cover = draw(st.integers(0, count // 5))
    back = draw(st.integers(count * 4 // 5 + 1, count + 1))
    found = []
    for number in range(count):
        one = slab(
            number,
            draw(st.floats(1, 60)),
            draw(st.floats(0, 20)),
            draw(st.sampled_from([0, 0, 1, 4])),
            draw(st.sampled_from([0, 0, 0, 90, 240, NEVER])),
        )
        if draw(st.integers(0, 9)) == 0:
            one = replace(one, header=Slab(8, (Box(0, 0, 50, 8, HEAD),)))
        place = COVER if number < cover else BACK if number >= back else ""
        found.append(replace(one, place=place))
    return found


heights = st.lists(st.floats(60, 200), min_size=1, max_size=2)


def boxes(page: Filled) -> list[Box]:
    return [item for item in page.fragments if isinstance(item, Box)]


def numbers(page: Filled) -> list[int]:
    """The numbers of the slabs on a page, heads left out."""
    return [int(box.fill) for box in boxes(page) if box.fill != HEAD]


def made(slabs: Sequence[Slab], room: Sequence[float]) -> list[Filled] | None:
    """Filled pages, or None when the story does not fit."""
    try:
        return fill(slabs, room)
    except Overflow:
        return None


def height_of(room: Sequence[float], page: int) -> float:
    return room[min(page, len(room) - 1)]


# --- whatever the story


@given(stories(), heights)
def test_every_slab_stands_on_one_page_in_order(slabs: list[Slab], room: list[float]) -> None:
    pages = made(slabs, room)
    if pages:
        assert [number for page in pages for number in numbers(page)] == list(range(len(slabs)))
        assert all(map(numbers, pages))


@given(stories(), heights)
def test_everything_stays_inside_its_page_and_nothing_overlaps(slabs: list[Slab], room: list[float]) -> None:
    for index, page in enumerate(made(slabs, room) or []):
        found = boxes(page)
        assert found[0].y == 0
        assert page.used <= height_of(room, index) + TOLERANCE
        assert found[-1].y + found[-1].height == pytest.approx(page.used, abs=0.01)
        for above, below in pairwise(found):
            assert below.y >= above.y + above.height - TOLERANCE


@given(stories(), heights)
def test_spaces_are_kept_and_grow_by_less_than_themselves(slabs: list[Slab], room: list[float]) -> None:
    for page in made(slabs, room) or []:
        for above, below in pairwise([box for box in boxes(page) if box.fill != HEAD]):
            gap = below.y - above.y - above.height
            before = slabs[int(below.fill)].before
            most = before * 1.9 if slabs[int(below.fill)].stretch else before
            assert before - TOLERANCE <= gap <= most + TOLERANCE


@given(stories(), heights)
def test_nothing_is_parted_that_belongs_together(slabs: list[Slab], room: list[float]) -> None:
    for page in (made(slabs, room) or [])[1:]:
        assert slabs[numbers(page)[0]].penalty < NEVER


@given(stories(), heights)
def test_the_first_and_the_last_page_hold_what_is_bound_to_them(slabs: list[Slab], room: list[float]) -> None:
    pages = made(slabs, room)
    for number, page in enumerate(pages or []):
        for index in numbers(page):
            assert slabs[index].place != COVER or number == 0
            assert slabs[index].place != BACK or number == len(pages or []) - 1


@given(stories(), heights)
def test_a_head_is_painted_again_where_a_page_starts_with_its_rows(slabs: list[Slab], room: list[float]) -> None:
    for page in made(slabs, room) or []:
        heads = [box.y for box in boxes(page) if box.fill == HEAD]
        assert heads == ([0] if slabs[numbers(page)[0]].header else [])


@given(stories(7), heights)
def test_a_story_is_refused_only_when_no_way_of_breaking_it_fits(slabs: list[Slab], room: list[float]) -> None:
    pages = made(slabs, room)
    fewest = min((len(bounds) - 1 for bounds in _all_ways(slabs, room)), default=None)
    assert (len(pages) if pages else None) == fewest


def _all_ways(slabs: Sequence[Slab], room: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """Yield every way of breaking a short story that keeps all rules, found by trying them all."""
    covers = [index for index, one in enumerate(slabs) if one.place == COVER]
    backs = [index for index, one in enumerate(slabs) if one.place == BACK]
    legal = [index for index in range(1, len(slabs)) if slabs[index].penalty < NEVER]
    for count in range(len(legal) + 1):
        for breaks in combinations(legal, count):
            bounds = (0, *breaks, len(slabs))
            bound = all(index < bounds[1] for index in covers) and all(index >= bounds[-2] for index in backs)
            pages = enumerate(pairwise(bounds))
            if bound and all(_tall(slabs[a:b]) <= height_of(room, page) + 0.01 for page, (a, b) in pages):
                yield bounds


def _tall(slabs: Sequence[Slab]) -> float:
    head = slabs[0].header.height if slabs[0].header else 0.0
    return head + sum(one.height + one.before for one in slabs) - slabs[0].before


@given(stories(), heights)
def test_what_does_not_fit_is_named(slabs: list[Slab], room: list[float]) -> None:
    overflow = _overflow(slabs, room)
    if overflow:
        assert 0 <= overflow.index < len(slabs)
        assert overflow.excess >= 0


def _overflow(slabs: Sequence[Slab], room: Sequence[float]) -> Overflow | None:
    try:
        fill(slabs, room)
    except Overflow as overflow:
        return overflow
    return None


# --- single cases


def test_a_piece_that_no_page_can_hold_is_named() -> None:
    slabs = [slab(0), slab(1), slab(2, 60, penalty=90), slab(3, 60, before=5, penalty=NEVER), slab(4)]
    with pytest.raises(Overflow) as caught:
        fill(slabs, [100])
    assert (caught.value.index, caught.value.excess) == (2, 25)


def test_a_back_that_is_too_tall_together_is_named() -> None:
    slabs = [slab(0), *(replace(slab(number, 40), place=BACK) for number in (1, 2, 3))]
    with pytest.raises(Overflow) as caught:
        fill(slabs, [100])
    assert (caught.value.index, caught.value.excess) == (1, 20)


def test_a_back_that_is_all_there_is_is_named_too() -> None:
    with pytest.raises(Overflow) as caught:
        fill([replace(slab(number, 40), place=BACK) for number in (0, 1, 2)], [100])
    assert (caught.value.index, caught.value.excess) == (0, 20)


def test_a_page_at_a_seam_begins_with_a_part() -> None:
    slabs = [replace(slab(number), opens=number in (0, 7)) for number in range(12)]
    assert [len(numbers(page)) for page in fill(slabs, [100])] == [6, 6]
    assert [len(numbers(page)) for page in fill(slabs, [100], {1})] == [7, 5]


def test_as_many_pages_are_filled_as_are_wanted() -> None:
    slabs = [slab(number) for number in range(12)]
    assert [len(numbers(page)) for page in fill(slabs, [100], least=3)] == [4, 4, 4]


def test_a_cover_that_is_too_tall_is_told() -> None:
    slabs = [replace(slab(number, 40), place=COVER) for number in (0, 1, 2)]
    with pytest.raises(Overflow) as caught:
        fill([*slabs, slab(3)], [100])
    assert caught.value.excess == 20


def test_spare_room_is_shared_between_the_pages() -> None:
    pages = fill([slab(number) for number in range(12)], [100])
    assert [len(numbers(page)) for page in pages] == [6, 6]


def test_a_break_is_made_where_it_costs_least() -> None:
    slabs = [slab(number, penalty=240 if number != 5 else 0) for number in range(12)]
    assert [len(numbers(page)) for page in fill(slabs, [100])] == [5, 7]


def test_spare_room_goes_above_what_may_stretch() -> None:
    slabs = [slab(0), slab(1, before=10, stretch=1), slab(2, before=10), slab(3, before=10, stretch=1)]
    (page,) = fill(slabs, [76])
    assert [box.y for box in boxes(page)] == [0, 23, 43, 66]


def test_a_panel_is_closed_with_white_where_a_page_ends_and_opened_again() -> None:
    ground = Panel(0, 50, fill="9")
    pages = fill(boxed([slab(number, 40) for number in range(3)], ground, 5), [100])
    assert [[(box.y, box.height) for box in boxes(page) if box.fill == "9"] for page in pages] == [
        [(0, 45 + 2.5)],
        [(0, 2.5 + 85)],
    ]
