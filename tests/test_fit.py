"""Parts find their pages: order of paper, panels of a fold, whole sheets, and what is told when it is too much."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from msgspec.structs import replace

from hsgleaflet.model.formats import Format, paper
from hsgleaflet.typeset.fill import BACK, COVER, Filled
from hsgleaflet.typeset.fit import DISCLAIMER, FACTS, Fitted, Piece, TooLong, fit
from hsgleaflet.typeset.layout import Box
from hsgleaflet.typeset.slabs import Panel, Slab, boxed, stack, torn

A4, BOOKLET, TRIFOLD, ZFOLD = (paper(name) for name in ("a4", "booklet", "trifold", "zfold"))


def piece(name: str, lines: int, place: str = "", height: float = 10) -> Piece:
    return Piece(name, tuple(Slab(height, (Box(0, 0, 50, height, name),)) for _ in range(lines)), place)


def names(page: Filled | None) -> list[str]:
    """The parts on a page, each once."""
    return list(dict.fromkeys(box.fill for box in page.fragments if isinstance(box, Box))) if page else ["(notes)"]


def shown(pieces: Sequence[Piece], form: Format, height: float = 100) -> list[list[str]]:
    return [names(page) for page in fit(pieces, form, [height] * (form.most or 1)).pages]


# --- sheets and booklets


def test_what_belongs_on_the_back_comes_before_what_the_leaflet_says_of_itself() -> None:
    found = shown([piece("a", 5), piece("help", 2, BACK), piece("b", 5), piece("about", 2, DISCLAIMER)], A4, 200)
    assert found == [["a", "b", "help", "about"]]


def test_a_cover_that_is_too_full_runs_on_and_says_so() -> None:
    pieces = [piece("title", 8, COVER), piece("general", 8, COVER)]
    fitted = fit(pieces, A4, [100])
    assert fitted.relaxed
    assert not fit(pieces, A4, [200]).relaxed


def test_less_white_is_tried_before_the_cover_runs_on() -> None:
    pieces = [piece("title", 8, COVER), replace(piece("general", 1, COVER), slabs=(Slab(10, (), before=12),))]
    fitted = fit(pieces, A4, [100])
    assert (len(fitted.pages), fitted.relaxed) == (1, False)


def spaced_out(name: str, place: str = "") -> Piece:
    """Three lines with as much white as lines."""
    return replace(piece(name, 3, place), slabs=tuple(Slab(10, (Box(0, 0, 9, 10, name),), before=10) for _ in range(3)))


def test_a_cover_that_is_too_full_has_less_white_and_the_pages_behind_it_have_not() -> None:
    pages = fit([spaced_out("title", COVER), spaced_out("a"), piece("b", 3)], A4, [48]).pages
    steps = [[round(below - above) for above, below in pairwise(page.tops)] for page in pages if page]
    assert steps[:2] == [[17, 17], [20]]


def test_a_cover_is_set_closer_before_it_runs_on() -> None:
    asked = []

    def closer(count: int) -> list[Piece]:
        asked.append(count)
        return [piece("title", 5), piece("general", 5, COVER)]

    pieces = [piece("title", 8), piece("general", 8, COVER), piece("a", 5)]
    fitted = fit(pieces, A4, [100], closer=closer)
    assert (list(map(names, fitted.pages)), fitted.relaxed, asked) == ([["title", "general"], ["a"]], False, [2])
    assert not fit(pieces, A4, [200], closer=closer).relaxed
    assert asked == [2]


def test_a_cover_that_runs_on_keeps_its_boxes_whole_and_the_first_under_the_title() -> None:
    parts = [piece("title", 2), piece("points", 6), piece("tell", 6), piece("general", 1, COVER), piece("a", 4)]
    assert shown(parts, A4)[:2] == [["title", "points"], ["tell"]]


def test_a_table_is_not_torn_where_one_more_page_saves_it() -> None:
    table = Piece("table", tuple(Slab(10, (Box(0, 0, 9, 10, "table"),), penalty=850 if n else 0) for n in range(6)))
    found = shown([piece("a", 45), table, piece("b", 49)], A4)
    assert len(found) == 11
    assert sum("table" in page for page in found) == 1
    assert len(shown([piece("a", 45), piece("no table", 6), piece("b", 49)], A4)) == 10


def test_a_booklet_is_filled_up_with_notes_before_its_back() -> None:
    parts = [piece("a", 25), piece("b", 24), piece("help", 5, BACK), piece("about", 2, DISCLAIMER)]
    assert shown(parts, BOOKLET)[-3:] == [["(notes)"], ["(notes)"], ["help", "about"]]


def test_the_back_of_a_booklet_has_its_page_for_itself() -> None:
    parts = [piece("a", 22), piece("help", 5, BACK), piece("about", 8, DISCLAIMER)]
    assert shown(parts, BOOKLET) == [["a"], ["a"], ["a", "about"], ["help"]]


def test_a_back_that_is_too_long_for_a_page_is_named_before_it_is_torn() -> None:
    parts = [piece("a", 12), piece("help", 13, BACK)]
    with pytest.raises(TooLong) as caught:
        shown(parts, BOOKLET)
    assert (caught.value.node, caught.value.excess) == ("help", 30)
    assert [names(page) for page in fit(parts, BOOKLET, [100], torn=True).pages] == [["a"], ["a"], ["help"], ["help"]]


def test_a_back_on_two_pages_has_the_heading_with_the_phone_on_both() -> None:
    inside = [Slab(10, (Box(0, 0, 50, 10, name),)) for name in ("phone", "one", "two", "three", "four")]
    band = boxed(inside, Panel(0, 50, fill="band"), 5)
    call = replace(stack(band), torn=torn(band, 1))
    emergency = Slab(60, (Box(0, 0, 50, 60, "emergency"),), before=5)
    parts = [piece("a", 12), Piece("help", (call, emergency), BACK)]
    with pytest.raises(TooLong):
        fit(parts, BOOKLET, [100])
    pages = fit(parts, BOOKLET, [100], torn=True).pages
    assert [names(page) for page in pages[2:]] == [
        ["band", "phone", "one", "two", "three"],
        ["band", "phone", "four", "emergency"],
    ]
    assert pages[-1]
    (ground, *_) = (box for box in pages[-1].fragments if isinstance(box, Box))
    assert (ground.y, ground.height) == (0, 30)


def test_a_part_of_a_booklet_that_no_page_can_hold_is_named() -> None:
    with pytest.raises(TooLong) as caught:
        fit([piece("a", 3), piece("b", 1, height=120)], BOOKLET, [100])
    assert (caught.value.node, caught.value.excess) == ("b", 20)


@pytest.mark.parametrize("lines", range(1, 120, 7))
def test_a_booklet_has_whole_sheets_and_ends_with_text(lines: int) -> None:
    pages = fit([piece("a", lines)], BOOKLET, [100]).pages
    assert len(pages) % 4 == 0
    assert pages[0]
    assert pages[-1] or lines <= 10


def test_a_booklet_has_so_many_pages_and_no_more() -> None:
    with pytest.raises(TooLong):
        fit([piece("a", 10 * 48 + 1)], BOOKLET, [100])


# --- panels


def folded(form: Format, *lines: int, back: int = 5, about: int = 2, facts: int = 2) -> list[list[str]]:
    parts = [piece(f"part {number}", count) for number, count in enumerate(lines)]
    return shown(
        [piece("title", 3), piece("key", 4), piece("facts", facts, FACTS), *parts, piece("help", back, BACK),
         piece("about", about, DISCLAIMER)],
        form,
    )  # fmt: skip


@pytest.mark.parametrize(("form", "panel"), [(TRIFOLD, 6), (ZFOLD, 4)])
def test_the_back_of_the_folded_leaflet_holds_whom_to_ring(form: Format, panel: int) -> None:
    pages = folded(form, 8, 8, 8, 6)
    assert len(pages) == 6
    assert pages[panel - 1] == ["help", "about"]


def test_a_long_story_about_itself_goes_into_the_flow() -> None:
    pages = folded(TRIFOLD, 8, 8, 8, about=8)
    assert pages[5] == ["help"]
    assert "about" in pages[4]


def test_key_points_stand_on_the_cover_where_they_fit_and_the_facts_else() -> None:
    assert folded(TRIFOLD, 8, 8, 8, 6)[0] == ["title", "key", "facts"]
    assert folded(TRIFOLD, 6, 8, 8, 6, facts=5)[0] == ["title", "key"]


@pytest.mark.parametrize("form", [TRIFOLD, ZFOLD])
@pytest.mark.parametrize("lengths", [(8, 8, 8, 8), (16, 3, 3, 9), (5, 9, 9, 9), (3, 15, 8), (5, 5, 5, 9)])
def test_no_part_runs_over_a_seam(form: Format, lengths: tuple[int, ...]) -> None:
    pages = folded(form, *lengths)
    flow = [number for number in range(1, 7) if number != form.back]
    for before, after in pairwise(flow):
        if after in form.seams:
            assert not set(pages[before - 1]) & set(pages[after - 1]) - {"(notes)"}


def test_panels_that_nothing_is_left_for_are_for_notes() -> None:
    few = [piece("title", 1), replace(piece("facts", 1), place=FACTS), piece("help", 2, BACK)]
    assert shown(few, TRIFOLD).count(["(notes)"]) == 4


def test_too_much_for_a_fold_is_told_in_points() -> None:
    with pytest.raises(TooLong) as caught:
        folded(TRIFOLD, 20, 20, 20)
    assert caught.value.node == ""
    assert caught.value.excess >= 100


def test_a_back_that_no_panel_can_hold_is_named() -> None:
    pieces = [piece("title", 3), piece("help", 1, BACK, height=130)]
    with pytest.raises(TooLong) as caught:
        fit(pieces, TRIFOLD, [100] * 6)
    assert (caught.value.node, round(caught.value.excess)) == ("help", 30)


def test_every_line_is_kept_on_panels() -> None:
    fitted: Fitted = fit(
        [piece("title", 3), piece("a", 11), piece("b", 13), piece("help", 5, BACK), piece("about", 2, DISCLAIMER)],
        ZFOLD,
        [100] * 6,
    )
    assert sum(len(page.fragments) for page in fitted.pages if page) == 3 + 11 + 13 + 5 + 2
