"""Lengths and colours: what is read, what is refused, and the contrast that legibility is judged by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.units import BLACK, MM, NAMED, WHITE, Colour, colour, contrast, darkened, lightened, points

channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)


@pytest.mark.parametrize(
    ("text", "length"),
    [("72pt", 72), ("1in", 72), ("0.5 in", 36), ("25.4mm", 72), ("2.54 cm", 72), (" 5mm ", 5 * MM), ("0pt", 0)],
)
def test_lengths_are_read(text: str, length: float) -> None:
    assert points(text) == pytest.approx(length)


@pytest.mark.parametrize("text", ["", "5", "mm", "-5mm", "5 px", "5mm wide", "1,5cm", "5.mm", ".5mm", "1e3mm"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length; write a number with mm, cm, in or pt"):
        points(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#005EB8", "#005eb8"),
        ("#fff", "#ffffff"),
        ("#1a9", "#11aa99"),
        ("rgb(0, 94, 184)", "#005eb8"),
        ("RGB(0 94 184)", "#005eb8"),
        (" Navy ", "#000080"),
        ("grey", "#808080"),
    ],
)
def test_colours_are_read(text: str, shown: str) -> None:
    assert str(colour(text)) == shown


@pytest.mark.parametrize(
    "text", ["", "005eb8", "#005eb", "#00gg00", "rgb(256, 0, 0)", "rgb(1, 2)", "bluish", "#005EB8FF", "hsl(1, 2%, 3%)"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour; write"):
        colour(text)


@given(colours)
def test_a_colour_is_read_as_it_is_shown(found: Colour) -> None:
    assert colour(str(found)) == found


@pytest.mark.parametrize("name", NAMED)
def test_every_name_is_a_colour(name: str) -> None:
    assert colour(name) == colour(NAMED[name])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("black", "white", 21), ("#777777", "white", 4.48), ("blue", "white", 8.59), ("yellow", "white", 1.07)],
)  # fmt: skip
def test_contrast_agrees_with_published_figures(one: str, other: str, ratio: float) -> None:
    assert contrast(colour(one), colour(other)) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_at_least_one(one: Colour, other: Colour) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colours, st.sampled_from([3.0, 4.5, 7.0]))
def test_darkening_reaches_the_ratio_and_goes_no_further_than_needed(wanted: Colour, ratio: float) -> None:
    found = darkened(wanted, WHITE, ratio)
    assert contrast(found, WHITE) >= ratio
    if contrast(wanted, WHITE) >= ratio:
        assert found == wanted
    else:
        assert contrast(found, WHITE) < ratio * 1.1


def test_on_a_dark_ground_nothing_darker_than_black_is_given() -> None:
    assert darkened(colour("red"), BLACK, 7) == BLACK


@given(colours)
def test_a_tint_runs_from_paper_to_full_ink(ink: Colour) -> None:
    assert ink.tint(0) == WHITE
    assert ink.tint(1) == ink
    assert ink.tint(0.1).luminance >= ink.luminance - 1e-9


def test_mixing_meets_in_the_middle() -> None:
    assert BLACK.mixed(WHITE, 0.5) == Colour(128, 128, 128)


def test_a_colour_for_the_night_keeps_its_hue_and_reaches_the_contrast() -> None:
    ground = colour("#14191b")
    for name in ("#844708", "#9b1c1c", "#0f4c5c", "#000000"):
        found = lightened(colour(name), ground, 7)
        assert contrast(found, ground) >= 7
    found = lightened(colour("#844708"), ground, 7)
    assert found.red > found.green > found.blue
    assert lightened(WHITE, ground, 7) == WHITE
