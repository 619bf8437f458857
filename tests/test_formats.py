"""Paper formats: the figures of the leaflet standard, panels that make up their sheet, sheets and sides per copy."""

import pytest

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.formats import FOLDED_SAFE, FORMATS, ONE_SIDE, Format, paper
from hsgleaflet.model.theme import resolve
from hsgleaflet.units import MM

FOLDS = [name for name, found in FORMATS.items() if found.is_fixed]


def mm(points: float) -> float:
    return round(points / MM, 1)


@pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
def test_text_stays_clear_of_what_a_printer_cannot_print(found: Format) -> None:
    assert min(found.top, found.bottom) > found.no_ink
    for number in range(1, 7):
        start = found.start(number)
        assert start > found.no_ink
        assert start + found.measure < found.page_width(number) - found.no_ink + 0.01


@pytest.mark.parametrize("name", FOLDS)
def test_text_stays_clear_of_the_folds(name: str) -> None:
    found = paper(name)
    for number in range(1, 7):
        assert found.start(number) >= FOLDED_SAFE
        assert found.page_width(number) - found.start(number) - found.measure >= FOLDED_SAFE


@pytest.mark.parametrize("name", FOLDS)
def test_panels_make_up_both_sides_of_their_sheet(name: str) -> None:
    found = paper(name)
    sides = ((5, 6, 1), (2, 3, 4))
    assert [mm(sum(found.page_width(number) for number in side)) for side in sides] == [mm(found.sheet[0])] * 2
    assert mm(found.sheet[1]) == mm(found.height)


def test_the_flap_of_a_tri_fold_is_narrower() -> None:
    assert [mm(paper("trifold").page_width(number)) for number in range(1, 7)] == [100, 100, 100, 97, 97, 100]
    assert [mm(paper("trifold-letter").page_width(n)) for n in range(1, 7)] == [94.1, 94.1, 94.1, 91.2, 91.2, 94.1]


def test_the_margin_at_the_fold_of_a_booklet_changes_sides() -> None:
    found = paper("booklet")
    assert [mm(found.start(number)) for number in (1, 2, 3)] == [16.5, 14, 16.5]
    assert mm(found.measure) == 118


@pytest.mark.parametrize(
    ("name", "pages", "sheets", "sides"),
    [("a4", 7, 4, 7), ("a4", 8, 4, 8), ("large-print", 1, 1, 1), ("booklet", 8, 2, 4), ("trifold", 6, 1, 2)],
)
def test_a_copy_takes_so_many_sheets_and_sides(name: str, pages: int, sheets: int, sides: int) -> None:
    assert (paper(name).sheets(pages), paper(name).sides(pages)) == (sheets, sides)


@pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
def test_no_text_is_smaller_than_the_reading_standards_allow(found: Format) -> None:
    theme = resolve(BrandFile(), found.name)
    for body in found.sizes:
        styles = theme.sized(body).styles
        small = {name for name, style in styles.items() if style.size < 12}
        assert small <= ({"footer", "band"} if found.is_fixed else set())
        assert min(style.size for style in styles.values()) >= 10
        assert styles["paragraph"].size == body


def test_large_print_keeps_the_sizes_of_its_name() -> None:
    assert [(paper(name).type.body, paper(name).type.least) for name in ("large-print", "giant-print")] == [
        (18, 16),
        (24, 20),
    ]


@pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)
def test_the_next_format_to_try_exists_and_leads_to_an_end(found: Format) -> None:
    seen = [found.name]
    while following := paper(seen[-1]).next:
        assert following not in seen
        seen.append(following)


@pytest.mark.parametrize(("name", "close"), ONE_SIDE.items(), ids=ONE_SIDE)
def test_a_sheet_of_one_side_saves_white_and_no_size_of_type(name: str, close: Format) -> None:
    usual = FORMATS[name]
    assert (close.sizes, close.type.small, close.type.footer) == (usual.sizes, usual.type.small, usual.type.footer)
    assert close.type.leading >= 1.25  # T5
    assert close.type.heading > close.type.lead > close.type.body
    assert (close.width, close.height, close.top, close.bottom) == (usual.width, usual.height, usual.top, usual.bottom)
