"""Path data, arcs and basic shapes: the segments they become, their places, their mistakes."""

from __future__ import annotations

import math
from itertools import pairwise
from operator import mul

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.svg import drawing
from hsgleaflet.read.svg_arc import Ellipse, curves
from hsgleaflet.read.svg_path import trace
from hsgleaflet.read.svg_pen import Pen
from hsgleaflet.read.svg_values import IDENTITY, SvgError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'


def traced(data: str) -> list[Segment]:
    pen = Pen(IDENTITY)
    trace(data, pen)
    return pen.segments


def printed(segments: list[Segment] | tuple[Segment, ...]) -> str:
    """Return segments as the path data that they are."""
    letters = {Move: "M", Line: "L", Curve: "C", Close: "Z"}
    words = []
    for segment in segments:
        words.append(letters[type(segment)])
        words += [f"{round(getattr(segment, name), 9) + 0:.4g}" for name in segment.__struct_fields__]
    return " ".join(words)


def points(segments: list[Segment] | tuple[Segment, ...]) -> list[tuple[float, float]]:
    """Return points all along some segments, close together."""
    found = []
    here = (0.0, 0.0)
    for segment in segments:
        if isinstance(segment, Close):
            continue
        if isinstance(segment, Curve):
            found += [bezier(here, segment, step / 64) for step in range(1, 64)]
        here = (segment.x, segment.y)
        found.append(here)
    return found


def bezier(start: tuple[float, float], curve: Curve, t: float) -> tuple[float, float]:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    across, down = (start[0], curve.x1, curve.x2, curve.x), (start[1], curve.y1, curve.y2, curve.y)
    return sum(map(mul, weights, across)), sum(map(mul, weights, down))


def bounds(segments: list[Segment] | tuple[Segment, ...]) -> tuple[float, float, float, float]:
    across, down = zip(*points(segments), strict=True)
    return min(across), min(down), max(across), max(down)


def shape(body: str) -> tuple[Segment, ...]:
    return drawing(SVG.format(body), "a.svg").shapes[0].path


# ---------------------------------------------------------------- commands


@pytest.mark.parametrize(
    ("data", "segments"),
    [
        ("M1 2", "M 1 2"),
        (" m1,2l3-4.5.5 1e1Z ", "M 1 2 L 4 -2.5 L 4.5 7.5 Z"),
        ("M1 2 3 4 5 6", "M 1 2 L 3 4 L 5 6"),
        ("m1 2 3 4 5 6", "M 1 2 L 4 6 L 9 12"),
        ("M+1.-.5L\t2\n3", "M 1 -0.5 L 2 3"),
        ("M1 2H5 6V7h1v-1-2", "M 1 2 L 5 2 L 6 2 L 6 7 L 7 7 L 7 6 L 7 4"),
        ("M0 0C1 2 3 4 5 6c1 2 3 4 5 6", "M 0 0 C 1 2 3 4 5 6 C 6 8 8 10 10 12"),
        ("M0 0C1 2 3 4 5 6S1 1 2 2", "M 0 0 C 1 2 3 4 5 6 C 7 8 1 1 2 2"),
        ("M0 0c1 2 3 4 5 6s1 1 2 2 3 0 4 0", "M 0 0 C 1 2 3 4 5 6 C 7 8 6 7 7 8 C 8 9 10 8 11 8"),
        ("M5 5S1 1 2 2", "M 5 5 C 5 5 1 1 2 2"),
        ("M0 0C1 2 3 4 5 6L9 9S1 1 2 2", "M 0 0 C 1 2 3 4 5 6 L 9 9 C 9 9 1 1 2 2"),
        ("M0 0Q1 2 3 4S1 1 2 2", "M 0 0 C 0.6667 1.333 1.667 2.667 3 4 C 3 4 1 1 2 2"),
        ("M0 0Q3 6 6 0T12 0", "M 0 0 C 2 4 4 4 6 0 C 8 -4 10 -4 12 0"),
        ("M1 0q3 6 6 0t6 0 6 0", "M 1 0 C 3 4 5 4 7 0 C 9 -4 11 -4 13 0 C 15 4 17 4 19 0"),
        ("m1 1q3 3 6 9t1 2", "M 1 1 C 3 3 5 6 7 10 C 9 14 9.333 14.67 8 12"),
        ("M6 0T12 0", "M 6 0 C 6 0 8 0 12 0"),
        ("M0 0Q3 6 6 0L6 3T12 3", "M 0 0 C 2 4 4 4 6 0 L 6 3 C 6 3 8 3 12 3"),
        ("M1 1h2v2zm5 5h1z", "M 1 1 L 3 1 L 3 3 Z M 6 6 L 7 6 Z"),
        ("M1 1h2v2zl5 5z", "M 1 1 L 3 1 L 3 3 Z M 1 1 L 6 6 Z"),
        ("M1 1zz", "M 1 1 Z"),
        ("M1 1A0 5 0 0 1 9 9", "M 1 1 L 9 9"),
        ("M1 1A5 5 0 0 1 1 1h1", "M 1 1 L 2 1"),
        ("M0 0A1e6 1e6 0 0 1 1e-8 0h1", "M 0 0 L 1e-08 0 L 1 0"),
        ("M0 0A5 5 0 0110 0a5 5 0 00-10 0", "M 0 0 " + "C 0 -2.761 2.239 -5 5 -5 C 7.761 -5 10 -2.761 10 0 "
         "C 10 -2.761 7.761 -5 5 -5 C 2.239 -5 0 -2.761 0 0"),
    ],
)  # fmt: skip
def test_commands(data: str, segments: str) -> None:
    assert printed(traced(data)) == segments


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (" L1 2", 'path data begins with "L1 2", not with M', 1),
        ("5 M1 2", 'path data begins with "5 M1 2", not with M', 0),
        ("M", '"M" takes 2 numbers at a time, found 0 numbers', 0),
        ("M1 2 3", '"M" takes 2 numbers at a time, found 3 numbers', 0),
        ("M1 2h", '"h" takes a number, found 0 numbers', 4),
        ("M1 2c1 2 3 4 5", '"c" takes 6 numbers at a time, found 5 numbers', 4),
        ("M1 2z3", '"z" takes no numbers, found 1 number', 4),
        ("M1 2z,", 'expected a number, found ","', 5),
        ("M1 2,", 'expected a number, found ","', 4),
        ("M,1 2", 'expected a number, found ",1 2"', 1),
        ("M1,,2", 'expected a number, found ",,2"', 2),
        ("M1 2L3 é", 'expected a number, found "é"', 7),
        ("M1 2 1e", 'expected a number, found "e"', 6),
        ("M1 2L- 3 4", 'expected a number, found "- 3 4"', 5),
        ("M1 2A5 5 0 2 1 9 9", '"5 5 0 2 1 9 9" is not an arc', 5),
        ("M1 2A5 5 0 11 9", '"5 5 0 11 9" is not an arc', 5),
        ("M1 2a1 1 0 0 1 9 9 x", '"x" is not an arc', 19),
        ("M1 2a1 1 0 0 1 9 9,", '"," is not an arc', 18),
        ("M1 2a", '"a" takes 7 numbers at a time, found 0 numbers', 4),
        ("M1 2L1000000.5 3", "1000000.5 is too large", 5),
        ("M1 2a1e7 1 0 0 1 9 9", "1e7 is too large", 5),
    ],
)
def test_mistakes(data: str, message: str, offset: int) -> None:
    with pytest.raises(SvgError) as caught:
        traced(data)
    assert (caught.value.message, caught.value.offset) == (message, offset)


# ---------------------------------------------------------------- arcs


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("clockwise", [False, True])
@pytest.mark.parametrize(("rx", "ry", "turn"), [(50, 50, 0), (50, 50, 77), (60, 30, 0), (30, 60, 30), (45, 40, -100)])
def test_arcs_lie_on_their_ellipse(rx: float, ry: float, turn: float, large: bool, clockwise: bool) -> None:
    start, end = (10.0, 20.0), (55.0, 35.0)
    ellipse = Ellipse(rx, ry, turn, large, clockwise)
    drawn: list[Segment] = [Move(*start)]
    drawn += [Curve(*each) for each in curves(ellipse, start, end) if len(each) == 6]
    assert points(drawn)[-1] == end
    along = unturned(points(drawn), turn)
    centre = middle(along, rx, ry)
    for x, y in along:
        assert math.hypot((x - centre[0]) / rx, (y - centre[1]) / ry) == pytest.approx(1, abs=3e-4)
    angles = [math.atan2((y - centre[1]) / ry, (x - centre[0]) / rx) for x, y in along]
    turns = [(two - one + math.pi) % math.tau - math.pi for one, two in pairwise(angles)]
    assert all(step > 0 if clockwise else step < 0 for step in turns)
    assert (abs(sum(turns)) > math.pi) == large
    assert len(drawn) - 1 == math.ceil(abs(sum(turns)) / (math.pi / 2))


def unturned(along: list[tuple[float, float]], turn: float) -> list[tuple[float, float]]:
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    return [(cosine * x + sine * y, cosine * y - sine * x) for x, y in along]


def middle(along: list[tuple[float, float]], rx: float, ry: float) -> tuple[float, float]:
    """Return the centre of the circle through three points, in a frame where the ellipse is one."""
    three = along[0], along[len(along) // 2], along[-1]
    (ax, ay), (bx, by), (cx, cy) = ((x / rx, y / ry) for x, y in three)
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    return (
        rx * (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d,
        ry * (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d,
    )


def test_a_radius_too_small_grows_until_it_reaches() -> None:
    half = traced("M0 0A1 1 0 0 1 20 0")
    assert all(math.hypot(x - 10, y) == pytest.approx(10, rel=3e-4) for x, y in points(half))
    assert bounds(half) == pytest.approx((0, -10, 20, 0), abs=1e-9)
    assert bounds(traced("M0 0A2 1 0 0 0 20 0")) == pytest.approx((0, 0, 20, 5), abs=1e-9)


def test_the_signs_of_radii_do_not_matter() -> None:
    assert traced("M0 0A-5 -3 9 0 1 4 4") == traced("M0 0A5 3 9 0 1 4 4")


@pytest.mark.parametrize("chord", [1e-3, 1e-6, 1e-9])
def test_an_arc_whose_ends_nearly_meet_is_nearly_a_circle(chord: float) -> None:
    left, top, right, bottom = bounds(traced(f"M0 0A10 10 0 1 1 {chord:.12f} 0"))
    assert [right - left, bottom - top] == pytest.approx([20, 20], abs=0.01)


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    ("body", "box"),
    [
        ('<rect x="1" y="2" width="30" height="40"/>', (1, 2, 31, 42)),
        ('<rect x="-1" y="2" width="30" height="40" rx="5" ry="9"/>', (-1, 2, 29, 42)),
        ('<rect width="30" height="40" rx="500"/>', (0, 0, 30, 40)),
        ('<circle cx="50" cy="40" r="10"/>', (40, 30, 60, 50)),
        ('<circle r="10" transform="rotate(30) scale(2)"/>', (-20, -20, 20, 20)),
        ('<ellipse cx="50" cy="40" rx="10" ry="5"/>', (40, 35, 60, 45)),
        ('<ellipse cx="50" cy="40" rx="10"/>', (40, 30, 60, 50)),
        ('<ellipse cx="50" cy="40" rx="auto" ry="5"/>', (45, 35, 55, 45)),
        ('<line x1="1" y1="2" x2="-3" y2="4" stroke="red"/>', (-3, 2, 1, 4)),
        ('<polyline points="1,2 3,4-5,6"/>', (-5, 2, 3, 6)),
        ('<path d="M10 10C10 50 50 50 50 10"/>', (10, 10, 50, 40)),
        ('<path d="M0 0A30 30 0 1 1 0 .0001"/>', (0, -30, 60, 30)),
    ],
)
def test_bounding_boxes(body: str, box: tuple[float, float, float, float]) -> None:
    assert bounds(shape(body)) == pytest.approx(box, abs=0.02)


@pytest.mark.parametrize(
    ("body", "segments"),
    [
        ('<rect x="1" y="2" width="3" height="4" rx="0"/>', "M 1 2 L 4 2 L 4 6 L 1 6 Z"),
        ('<rect width="30" height="40" ry="10"/>',
         "M 10 0 L 20 0 C 25.52 0 30 4.477 30 10 L 30 30 C 30 35.52 25.52 40 20 40 "
         "L 10 40 C 4.477 40 0 35.52 0 30 L 0 10 C 0 4.477 4.477 0 10 0 Z"),
        ('<circle cx="20" cy="20" r="10"/>',
         "M 30 20 C 30 25.52 25.52 30 20 30 C 14.48 30 10 25.52 10 20 "
         "C 10 14.48 14.48 10 20 10 C 25.52 10 30 14.48 30 20 Z"),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', "M 1 2 L 3 4"),
        ('<polyline points=" 1 2, 3 4 5 6 "/>', "M 1 2 L 3 4 L 5 6"),
        ('<polygon points="1 2 3 4 5 6"/>', "M 1 2 L 3 4 L 5 6 Z"),
    ],
)  # fmt: skip
def test_shapes(body: str, segments: str) -> None:
    assert printed(shape(body)) == segments


def test_a_line_has_no_fill() -> None:
    (line,) = drawing(SVG.format('<line x2="5" fill="red" stroke="blue"/>'), "a.svg").shapes
    assert line.fill is None


# ---------------------------------------------------------------- properties

NUMBERS = st.one_of(
    st.integers(-2_000_000, 2_000_000).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(["0", "1", ".5.5", "1e-320", "1e400", "-", ".", "e5", "\u0661", "nan"]),
)
SMALL = st.floats(-99, 99).map(lambda value: f"{value:.3f}")
LETTERS, GAPS = st.sampled_from("MmZzLlHhVvCcSsQqTtAa"), st.sampled_from(" ,\n")
DATA = st.lists(st.one_of(LETTERS, GAPS, NUMBERS)).map("".join)


@given(st.one_of(DATA, DATA.map("M1 2".__add__), st.text("MmZzLlHhVvCcSsQqTtAa01234.-+eE, ")))
@settings(max_examples=600, deadline=None)
def test_any_path_data_is_a_value_or_a_leaflet_error(data: str) -> None:
    found = outcome(data)
    if isinstance(found, LeafletError):
        (problem,) = found.problems
        assert problem.code in ("S040", "S042")
        assert problem.at
        assert problem.at.line <= 1 + data.count("\n")
    else:
        for segment in (segment for each in found.shapes for segment in each.path):
            assert all(abs(getattr(segment, name)) <= 1e6 for name in segment.__struct_fields__)


def outcome(data: str) -> Drawing | LeafletError:
    try:
        return drawing(SVG.format(f'<path d="{data}"/>'), "a.svg")
    except LeafletError as error:
        return error


RADII = st.floats(1, 99).map(lambda value: f"{value:.3f}")
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}


@st.composite
def good_data(draw: st.DrawFn) -> str:
    words = [f"M{draw(SMALL)} {draw(SMALL)}"]
    for letter in draw(st.lists(st.sampled_from("MLHVCSQTAmlhvcsqtaZz"), max_size=12)):
        values = [draw(SMALL) for _ in range(COUNTS.get(letter.upper(), 0))]
        if letter in "Aa":
            values[0:2] = draw(RADII), draw(RADII)
            values[3:5] = draw(st.sampled_from(("00", "01", "10", "11")))
        words.append(letter + draw(st.sampled_from((" ", ",", " , "))).join(values))
    return " ".join(words)


@given(good_data())
@settings(max_examples=200, deadline=None)
def test_good_data_is_drawn_and_means_the_same_when_printed_and_read_again(data: str) -> None:
    once = traced(data)
    exact = " ".join(
        f"{type(each).__name__[0]} {' '.join(repr(getattr(each, name)) for name in each.__struct_fields__)}"
        if not isinstance(each, Close)
        else "Z"
        for each in once
    )
    assert traced(exact) == once
    assert isinstance(once[0], Move)
    assert all(isinstance(two, Move) for one, two in pairwise(once) if isinstance(one, Close))


@given(good_data(), st.integers(-50, 50), st.integers(-50, 50))
@settings(max_examples=100, deadline=None)
def test_a_moved_path_is_the_path_moved(data: str, dx: int, dy: int) -> None:
    pen = Pen((1.0, 0.0, 0.0, 1.0, dx, dy))
    trace(data, pen)
    for moved, still in zip(points(pen.segments), points(traced(data)), strict=True):
        assert moved == pytest.approx((still[0] + dx, still[1] + dy), abs=1e-6)
