"""SVG files as a whole: what is painted and how, where anchors are, how fast; any tree of elements."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Shape
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.svg import drawing
from hsgleaflet.units import Colour

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
BLACK, RED, BLUE = Colour(0, 0, 0), Colour(255, 0, 0), Colour(0, 94, 184)
TRIANGLE = 'd="M0 0 4 0 4 3z"'


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"') -> str:
    return f"<svg {NAMESPACE} {attributes}>\n{body}\n</svg>"


def read(body: str, attributes: str = 'viewBox="0 0 100 50"') -> Drawing:
    return drawing(svg(body, attributes), "logo.svg")


def only(body: str) -> Shape:
    (shape,) = read(body).shapes
    return shape


def outcome(text: str) -> Drawing | LeafletError:
    try:
        return drawing(text, "logo.svg")
    except LeafletError as error:
        return error


# ---------------------------------------------------------------- the box


@pytest.mark.parametrize(
    ("attributes", "width", "height", "start"),
    [
        ('viewBox="0 0 100 50"', 100, 50, Move(1, 2)),
        ('viewBox="-10,20 30 , 40.5" width="1in" height="9"', 30, 40.5, Move(11, -18)),
        ('width="30" height="20px"', 30, 20, Move(1, 2)),
        ('width="2.54cm" height="25.4mm"', 96, 96, Move(1, 2)),
        ('width="72pt" height="6pc"', 96, 96, Move(1, 2)),
    ],
)
def test_box(attributes: str, width: float, height: float, start: Move) -> None:
    found = read('<path d="M1 2h3"/>', attributes)
    assert [found.width, found.height] == pytest.approx([width, height])
    assert found.shapes[0].path[0] == start


def test_percentages_count_of_the_box() -> None:
    path = only('<rect x="50%" y="10%" width="25%" height="100%"/>').path
    assert path[:3] == (Move(50, 5), Line(75, 5), Line(75, 55))
    width = only('<path d="M0 0h9" stroke="red" stroke-width="10%"/>').stroke_width
    assert width == pytest.approx(7.9057, abs=1e-4)


# ---------------------------------------------------------------- paint


@pytest.mark.parametrize(
    ("attributes", "fill", "stroke"),
    [
        ("", BLACK, None),
        ('fill="#f00"', RED, None),
        ('fill="rgb(0, 94, 184)" stroke="Red"', BLUE, RED),
        ('fill="var(--primary)" stroke="var( --body-tint )"', "primary", "body-tint"),
        ('fill="var(--primary, #005eb8)" stroke="currentColor"', "primary", "text"),
        ('color="red" fill="currentcolor" stroke="none"', RED, None),
        ('style="fill:#f00; stroke : #005eb8 ! important ; "', RED, BLUE),
        ('fill="blue" style="/* fill:navy; */fill:red"', RED, None),
        ('fill="transparent" stroke="red"', None, RED),
        ('stroke="red" stroke-width="0"', BLACK, None),
        ('stroke="inherit" fill="inherit"', BLACK, None),
        ('opacity="1.0" fill-opacity="100%" stroke-opacity="inherit"', BLACK, None),
    ],
)
def test_paint(attributes: str, fill: object, stroke: object) -> None:
    shape = only(f"<path {TRIANGLE} {attributes}/>")
    assert (shape.fill, shape.stroke) == (fill, stroke)


def test_stroke_properties() -> None:
    style = "stroke:red; stroke-width:2px; stroke-linecap:round; stroke-linejoin:bevel; stroke-miterlimit:10"
    shape = only(f'<path {TRIANGLE} fill-rule="evenodd" stroke-dasharray="4, 1 2" style="{style}"/>')
    assert shape == Shape(
        path=(Move(0, 0), Line(4, 0), Line(4, 3), Close()),
        fill=BLACK,
        stroke=RED,
        stroke_width=2,
        even_odd=True,
        cap=1,
        join=2,
        miter_limit=10,
        dash=(4, 1, 2),
    )


def test_a_dash_of_nothing_is_a_solid_line() -> None:
    assert only(f'<path {TRIANGLE} stroke-dasharray="0 0"/>').dash == ()
    assert only(f'<g stroke-dasharray="1"><path {TRIANGLE} stroke-dasharray="none"/></g>').dash == ()


def test_groups_hand_their_style_down() -> None:
    group = 'fill="none" stroke="red" stroke-width="3"'
    first, second = read(f'<g {group}><path d="M0 0h9"/><path d="M0 9h9" stroke="#005eb8"/></g>').shapes
    assert (first.fill, first.stroke, first.stroke_width) == (None, RED, 3)
    assert (second.fill, second.stroke, second.stroke_width) == (None, BLUE, 3)


def test_transforms_nest_and_scale_strokes_and_dashes() -> None:
    body = f'<path transform="scale(2 8)" stroke="red" stroke-dasharray="1 2" {TRIANGLE}/>'
    shape = only(f'<g transform="translate(10 20)"><g transform="rotate(90)">{body}</g></g>')
    points = [(point.x, point.y) for point in shape.path if not isinstance(point, Close)]
    assert points == [pytest.approx(point) for point in ((10, 20), (10, 28), (-14, 28))]
    assert (shape.stroke_width, shape.dash) == (4, (4, 8))


@pytest.mark.parametrize(
    ("transform", "x", "y"),
    [
        ("translate(5)", 8, 4),
        ("translate(5,6)", 8, 10),
        ("scale(2)", 6, 8),
        ("scale(2 -1)", 6, -4),
        ("rotate(90)", -4, 3),
        ("rotate(90 1 2)", -1, 4),
        ("skewX(45)", 7, 4),
        ("skewY(45)", 3, 7),
        ("matrix(1 2 3 4 5 6)", 20, 28),
        ("matrix(1 2 3 4 5 6) matrix(2 3 5 7 11 13)", 192, 280),
        ("translate(1 0) , scale(2)rotate(-90)", 9, -6),
        ("", 3, 4),
    ],
)
def test_transform(transform: str, x: float, y: float) -> None:
    (anchor,) = read(f'<circle id="anchor-p" cx="3" cy="4" transform="{transform}"/>').anchors
    assert anchor[0] == "p"
    assert anchor[1:] == pytest.approx((x, y))


@pytest.mark.parametrize(
    "body",
    [
        f'<path {TRIANGLE} fill="none"/>',
        f'<path {TRIANGLE} display="none"/>',
        f'<g style="display:none"><path {TRIANGLE} display="inline"/></g>',
        f'<g visibility="hidden"><path {TRIANGLE}/></g>',
        f'<path {TRIANGLE} transform="scale(0)"/>',
        f"<defs><path {TRIANGLE}/></defs>",
        f"<metadata><path {TRIANGLE}/></metadata>",
        '<path d="M0 0"/>',
        '<path d=""/><path d="none"/><path/>',
        '<rect width="5"/><circle/><ellipse rx="0" ry="3"/><polygon/>',
        '<line x2="5"/>',
        f'<other xmlns="urn:other"><path {TRIANGLE}/></other>',
        "<style> </style><title>a</title><desc><b/></desc>",
    ],
)
def test_what_is_not_seen_is_not_painted(body: str) -> None:
    assert read(body).shapes == ()


def test_a_shape_inside_a_shape_is_not_painted() -> None:
    assert only(f'<path {TRIANGLE} fill="red"><title>t</title><path {TRIANGLE}/></path>').fill == RED


def test_visible_again_inside_hidden() -> None:
    assert only(f'<g visibility="hidden"><path {TRIANGLE} visibility="visible"/></g>').fill == BLACK


def test_files_as_inkscape_saves_them() -> None:
    text = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<svg {NAMESPACE} width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" xml:space="preserve"
   inkscape:version="1.3" xmlns:inkscape="urn:inkscape" xmlns:sodipodi="urn:sodipodi"
   style="width:100px;fill-rule:evenodd">
  <sodipodi:namedview id="n" pagecolor="#fff"><inkscape:page x="0"/></sodipodi:namedview>
  <defs id="defs1"><inkscape:path-effect/></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(1,2)">
    <path d="m 1,2 3,4 z" sodipodi:nodetypes="cc" id="p" class="a" aria-label="a"
       style="font-size:12px;opacity:1;fill:#ff0000;fill-opacity:1;stroke:none;stroke-opacity:0.4;\
stroke-dashoffset:0.5;paint-order:markers fill stroke;mix-blend-mode:normal;marker:none;filter:none"/>
  </g>
</svg>"""
    (shape,) = drawing("\ufeff" + text.replace("\n", "\r\n"), "logo.svg").shapes
    assert (shape.path, shape.fill, shape.even_odd) == ((Move(2, 4), Line(5, 8), Close()), RED, True)


# ---------------------------------------------------------------- anchors


def test_anchors_are_named_points_that_are_not_painted() -> None:
    body = """<g transform="scale(2)"><circle id="anchor-tube" cx="5" cy="6" r="1"/></g>
    <ellipse id="anchor-left ovary" cx="1" cy="2"/><rect id="anchor-r" x="10" y="20" width="4" height="2"/>
    <line id="anchor-l" x1="0" y1="0" x2="4" y2="2"/><path id="anchor-p" d="M7 8"/>
    <rect id="anchor-thin" x="1" y="2" height="6"/>
    <g display="none"><circle id="anchor-hidden" cx="9" cy="9" r="1" transform="rotate(30 9 9)"/></g>
    <circle id="anchored" cx="3" cy="3" r="1"/>"""
    found = read(body)
    assert len(found.shapes) == 1
    *rest, hidden = found.anchors
    assert rest[:3] == [("tube", 10, 12), ("left ovary", 1, 2), ("r", 12, 21)]
    assert rest[3:] == [("l", 2, 1), ("p", 7, 8), ("thin", 1, 5)]
    assert hidden[0] == "hidden"
    assert hidden[1:] == pytest.approx((9, 9))


# ---------------------------------------------------------------- properties and speed

VALUES = st.sampled_from(
    ["", "0", "-1", "5", "50%", "1e9", "1mm", "red", "none", "inherit", "var(--a)", "url(#b)", "M0 0h5v5z",
     "1 2 3 4", "rotate(5)", "scale(0)", "anchor-a", "evenodd", "round", "fill:red;stroke:#123",
     "&amp;", "&#x10;", "é"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["id", "d", "x", "y", "width", "height", "r", "rx", "cx", "points", "x1", "fill", "stroke",
     "stroke-width", "style", "transform", "color", "opacity", "display", "stroke-dasharray", "fill-rule",
     "onload", "href", "viewBox", "xml:space"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "defs", "style", "text", "title",
     "a", "use", "nope"]
)  # fmt: skip
ELEMENTS = st.recursive(
    st.just(""),
    lambda inner: st.builds(
        lambda tag, attributes, children: "<{0}{1}>{2}</{0}>".format(
            tag, "".join(f' {name}="{value}"' for name, value in attributes.items()), "".join(children)
        ),
        TAGS,
        st.dictionaries(NAMES, VALUES, max_size=4),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(ELEMENTS)
@settings(max_examples=200, deadline=None)
def test_any_tree_is_a_drawing_or_a_leaflet_error(body: str) -> None:
    found = outcome(svg(body))
    if isinstance(found, LeafletError):
        assert all(problem.at and 0 < problem.at.line <= 3 for problem in found.problems)
    else:
        assert all(isinstance(shape.path[0], Move) and len(shape.path) > 1 for shape in found.shapes)


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_leaflet_error(text: str) -> None:
    assert isinstance(outcome(text), LeafletError)


def test_a_logo_of_5_kb_is_drawn_curve_by_curve() -> None:
    random = Random(7)

    def numbers(count: int) -> str:
        return " ".join(f"{random.uniform(-20, 20):.3f}" for _ in range(count))

    def data() -> str:
        return "M40 20" + "".join(f"c{numbers(6)}l{numbers(2)}h{numbers(1)}" for _ in range(7))

    text = svg("\n".join(f'<path fill="#005eb8" d="{data()}z"/>' for _ in range(11)))
    assert 5000 < len(text) < 5800

    curves = [sum(isinstance(each, Curve) for each in shape.path) for shape in drawing(text, "").shapes]
    assert curves == [7] * 11
