"""Colours as they leave: grey of the same luminance, four inks that the paper can hold, black text in black ink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hsgleaflet.units import BLACK, MOST_INK, WHITE, Colour, Inks, colour, contrast
from hsgleaflet.write.pdf.press import OFFICE, FourInks, Grey
from tests.ink_profile import four_inks

TEAL, BRAND_TEAL = colour("#0f4c5c"), Inks(100, 20, 30, 50)
PRESS = FourInks(four_inks(), "Made here", ((TEAL, BRAND_TEAL),))
channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)
percents = st.floats(0, 100)


def numbers(operator: bytes) -> list[float]:
    return [float(part) for part in operator.split() if part.replace(b".", b"").isdigit()]


def every_colour() -> Image.Image:
    steps = range(0, 256, 15)
    picture = Image.new("RGB", (len(steps) ** 2, len(steps)))
    picture.putdata([(r, g, b) for r in steps for g in steps for b in steps])
    return picture


def samples(picture: Image.Image) -> list[tuple[int, ...]]:
    data, bands = picture.tobytes(), len(picture.getbands())
    return [tuple(data[at : at + bands]) for at in range(0, len(data), bands)]


# --- grey


@given(colours, colours)
def test_contrasts_are_the_same_in_grey(one: Colour, other: Colour) -> None:
    greys = [Colour(*[round(each.grey)] * 3) for each in (one, other)]
    assert contrast(greys[0], greys[1]) == pytest.approx(contrast(one, other), rel=0.09)


def test_grey_has_one_channel() -> None:
    assert Grey().operator(WHITE) == b"1 g"
    assert Grey().operator(BLACK, stroke=True) == b"0 G"
    assert OFFICE.operator(TEAL) == b"0.059 0.298 0.361 rg"


def test_bitmaps_turn_grey_by_the_same_measure() -> None:
    picture = every_colour()
    for before, after in zip(samples(picture), samples(Grey().bitmap(picture)), strict=True):
        assert after[0] == pytest.approx(Colour(*before).grey, abs=4)


# --- four inks


@given(colours)
def test_no_colour_takes_more_ink_than_the_paper_holds(some: Colour) -> None:
    inks = PRESS.inks(some)
    assert inks.total <= MOST_INK + 1e-6
    assert all(0 <= part <= 100 for part in inks)


def test_no_spot_of_a_bitmap_takes_more_ink_than_the_paper_holds() -> None:
    found = samples(PRESS.bitmap(every_colour()))
    assert max(sum(pixel) for pixel in found) * 100 / 255 <= MOST_INK
    assert min(sum(pixel) for pixel in found) == 0


def test_grey_bitmaps_are_left_to_black_ink() -> None:
    picture = Image.new("L", (2, 2), 100)
    assert PRESS.bitmap(picture) is picture


@given(percents, percents, percents, percents)
def test_ink_is_held_by_taking_colour_and_never_black(cyan: float, magenta: float, yellow: float, black: float) -> None:
    inks = Inks(cyan, magenta, yellow, black)
    held = inks.held(MOST_INK)
    assert held.total <= MOST_INK + 1e-6
    assert held.black == black
    assert held == inks or inks.total > MOST_INK


def test_a_colour_of_the_brand_takes_the_inks_the_brand_names() -> None:
    assert PRESS.inks(TEAL) == BRAND_TEAL
    assert numbers(PRESS.operator(TEAL)) == [1, 0.2, 0.3, 0.5]


@pytest.mark.parametrize("grey", ["#000", "#1a1a1a", "#595959"])
def test_black_and_grey_text_is_solid_black_printed_over_its_ground(grey: str) -> None:
    assert PRESS.text(colour(grey)) == b"/K1 gs 0 0 0 1 k"
    assert b"/K1<</OP false/op true/OPM 1>>" in PRESS.resources


def test_text_in_a_colour_or_in_white_is_not_printed_over_its_ground() -> None:
    assert PRESS.text(TEAL).startswith(b"/K0 gs ")
    assert PRESS.text(WHITE) == b"/K0 gs 0 0 0 0 k"


def test_grey_areas_are_black_ink_alone() -> None:
    assert PRESS.inks(colour("#c4c4c4")).only_black
    assert PRESS.inks(colour("#c4c4c4")).black == pytest.approx(23, abs=1)
