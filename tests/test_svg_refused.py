"""SVG files that are turned away: unreadable, refused by name, beyond a limit; always with place and hint."""

from __future__ import annotations

import time

import pytest

from hsgleaflet.model.drawing import Drawing, Move
from hsgleaflet.problems import LeafletError, render
from hsgleaflet.read.svg import drawing

TRIANGLE = 'd="M0 0 4 0 4 3z"'


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{body}\n</svg>'


def read(body: str) -> Drawing:
    return drawing(svg(body), "logo.svg")


def problems(text: str) -> list[str]:
    with pytest.raises(LeafletError) as caught:
        drawing(text, "logo.svg")
    found = caught.value.problems
    assert all(problem.hint or "more problems" in problem.message for problem in found)
    return [str(problem).removeprefix("logo.svg:").replace("error S0", "S0") for problem in found]


# ---------------------------------------------------------------- files that cannot be read


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "S040: the file is empty"),
        ("\ufeff \n", "S040: the file is empty"),
        ("a\ud800", "S040: this is not text: it holds broken characters"),
        ("GIF89a", "1:1: S040: this is not well-formed XML: syntax error"),
        (svg("<g>"), "3:3: S040: this is not well-formed XML: mismatched tag"),
        (svg("<g a='1' a='2'/>"), "2:10: S040: this is not well-formed XML: duplicate attribute"),
        (svg("<g a:b='1'/>"), "2:1: S040: this is not well-formed XML: unbound prefix"),
        ("<svg viewBox='0 0 1 1'/>", "1:1: S040: this <svg> does not say that it is SVG"),
        ("<!-- é𝒳 --><html/>", '1:12: S040: this is XML, but not SVG: it begins with "html"'),
        (svg("", ""), "1:1: S040: the drawing does not say how large it is"),
        (svg("", 'width="100%" height="5"'), "1:1: S040: the drawing does not say how large it is"),
        (svg("", 'width="5em" height="5"'), '1:1: S040: "5em" is not a length'),
        (svg("", 'width="0" height="5"'), "1:1: S040: the drawing has no area: its width or height is 0"),
        (svg("", 'viewBox="0 0 5"'), '1:50: S040: viewBox "0 0 5" is not four numbers'),
        (svg("", 'viewBox="0 0 5 0"'), "1:50: S040: the drawing has no area: its width or height is 0"),
        (svg("", 'viewBox="0 0 5 -5"'), "1:50: S040: the drawing has no area: its width or height is 0"),
    ],
)
def test_unreadable(text: str, message: str) -> None:
    (found,) = problems(text)
    assert found.strip() == message


def test_values_that_make_no_sense_are_told_all_at_once_where_they_stand() -> None:
    body = """<rect x="1em" width="-5" height="5 5"
      fill="salmon" stroke-width="-1" style="stroke:#12345; stroke-linecap: flat"/>
<g transform="spin(4)"/><g transform="rotate(4deg)"/><g transform="scale(1) 4"/><g transform="rotate(1 2)"/>
<g transform="scale(1 2 3)"/><g transform="translate(1 2 3)"/><g transform="matrix(1 2 3 4 5)"/>
<g stroke-dasharray="1 -1" stroke-miterlimit="0.5" fill="var(--Dark)" stroke="var(--a, oak)"/>
<polygon points="1 2 3"/><polyline points="1,,2"/><g visibility="no" fill-rule="odd"/>
<path
   d="M 1 2
      L &#52;,x"/><path
   d="M 1 2
      L 4 ,x"/>"""
    assert problems(svg(body)) == [
        '2:10: S040: "1em" is not a length',
        '2:22: S040: width "-5" is negative',
        '2:34: S040: "5 5" is not a length',
        '3:13: S040: fill "salmon" is not a colour known here',
        '3:35: S040: stroke-width "-1" is negative',
        '3:46: S040: stroke "#12345" is not a colour known here',
        '3:61: S040: stroke-linecap "flat" is not known here',
        '4:15: S040: "spin(4)" is not a transform',
        '4:47: S040: expected a number, found "deg"',
        '4:77: S040: expected a transform, found "4"',
        '4:95: S040: "rotate(1 2)" is not a transform',
        '5:15: S040: "scale(1 2 3)" is not a transform',
        '5:44: S040: "translate(1 2 3)" is not a transform',
        '5:77: S040: "matrix(1 2 3 4 5)" is not a transform',
        '6:22: S040: stroke-dasharray "-1" is negative',
        '6:47: S040: stroke-miterlimit "0.5" is below 1',
        '6:58: S040: fill "var(--Dark)" is not a colour known here',
        '6:79: S040: stroke "oak" is not a colour known here',
        '7:18: S040: points "1 2 3" has 3 numbers',
        '7:45: S040: expected a number, found ",,2"',
        '7:66: S040: visibility "no" is not known here',
        '7:81: S040: fill-rule "odd" is not known here',
        '9:7: S040: expected a number, found ",x"',
        '12:11: S040: expected a number, found ",x"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<g id="anchor-a"/>', "2:8: S040: an anchor is a point: this <g> has no middle"),
        ('<path id="anchor-a"/>', "2:11: S040: an anchor is a point: this <path> has no middle"),
        ('<circle id="anchor-"/>', "2:13: S040: an anchor without a name"),
        ('<circle id="anchor-a"/><circle id="anchor-a"/>', '2:36: S040: a second anchor "a"'),
    ],
)
def test_anchor_mistakes(body: str, message: str) -> None:
    assert problems(svg(body)) == [message]


# ---------------------------------------------------------------- what is refused

FLAT = "a drawing has flat colours only"
CUT = "a drawing cuts nothing off"
WORDS = "a drawing holds no text, so that its words can be translated and read aloud"
REFUSED = {
    "a": "a drawing has no links",
    "animate": "paper does not move",
    "animateMotion": "paper does not move",
    "animateTransform": "paper does not move",
    "clipPath": CUT,
    "filter": "a drawing has no blur or shadow",
    "font": "a drawing brings no fonts",
    "foreignObject": "a drawing holds no web content",
    "image": "a drawing holds no bitmaps or other files",
    "linearGradient": FLAT,
    "marker": "arrowheads are not added to lines",
    "mask": CUT,
    "pattern": FLAT,
    "radialGradient": FLAT,
    "script": "a drawing runs nothing",
    "set": "paper does not move",
    "svg": "a drawing holds no second drawing",
    "switch": "a drawing has no alternatives",
    "symbol": "shapes are not repeated by reference",
    "text": WORDS,
    "textPath": WORDS,
    "use": "shapes are not repeated by reference",
    "video": "a drawing holds no web content",
    "view": "a drawing has one view",
}


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_refused_elements(name: str, why: str) -> None:
    text = svg(f"<defs>\n <{name} href='a.png'/></defs>")
    assert problems(text) == [f"3:2: S041: <{name}> is refused: {why}"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<rects/>", "2:1: S041: <rects> is not known here"),
        ("<style>.a{fill:red}</style>", "2:1: S041: <style> is refused: style sheets are not read"),
        ("<style><![CDATA[a{}]]></style>", "2:1: S041: <style> is refused: style sheets are not read"),
        ("<g onclick='go()'/>", "2:13: S041: onclick is refused: a drawing runs nothing"),
        ("<g xmlns:x='http://www.w3.org/1999/xlink' x:href='b.svg#c'/>",
         '2:51: S041: href is refused: a drawing reaches nothing outside its file, found "b.svg#c"'),
        ("<g fill='url(#sky)'/>", f'2:10: S041: fill "url(#sky)" is refused: {FLAT}'),
        ("<g style='a:b;stroke: url(http://a.b/c)'/>",
         f'2:15: S041: stroke "url(http://a.b/c)" is refused: {FLAT}'),
        ("<g opacity='.5'/>", '2:13: S041: opacity ".5" is refused: a drawing is never see-through'),
        ("<path fill='none' opacity='0.99'/>",
         '2:28: S041: opacity "0.99" is refused: a drawing is never see-through'),
        ("<g fill-opacity='99%'/>",
         '2:18: S041: fill-opacity "99%" is refused: a drawing is never see-through'),
        ("<g fill='none' fill-opacity='0'/>",
         '2:30: S041: fill-opacity "0" is refused: a drawing is never see-through'),
        ("<path stroke='red' style='stroke-opacity:0.9'/>",
         '2:27: S041: stroke-opacity "0.9" is refused: a drawing is never see-through'),
        ("<path stroke-dasharray='1' stroke-dashoffset='2'/>",
         "2:47: S041: stroke-dashoffset is refused: dashes begin where the line begins"),
        ("<g clip-path='url(#c)'/>", f"2:15: S041: clip-path is refused: {CUT}"),
        ("<g mask='url(#c)'/>", f"2:10: S041: mask is refused: {CUT}"),
        ("<g style='filter:blur(2px)'/>", "2:11: S041: filter is refused: a drawing has no blur or shadow"),
        ("<path marker-end='url(#m)'/>",
         "2:19: S041: marker-end is refused: arrowheads are not added to lines"),
        ("<g style='mix-blend-mode:screen'/>", "2:11: S041: mix-blend-mode is refused: colours do not mix"),
        ("<g vector-effect='non-scaling-stroke'/>",
         "2:19: S041: vector-effect is refused: strokes grow with the drawing"),
        ("<g paint-order='stroke fill'/>", "2:17: S041: paint-order is refused: strokes lie over fills"),
        ("<path pathLength='5'/>", "2:19: S041: pathLength is refused: dashes count in user units"),
        ("<g systemLanguage='de'/>",
         "2:20: S041: systemLanguage is refused: a drawing looks the same in every language"),
        ("<rect style='width:5px'/>", "2:14: S041: width in a style is refused: it is not read there"),
        ("<g transform-origin='5 5'/>",
         "2:22: S041: transform-origin is refused: transforms turn about the origin"),
    ],
)  # fmt: skip
def test_refused_features(body: str, message: str) -> None:
    assert problems(svg(body)) == [message]


@pytest.mark.parametrize(
    "body",
    [
        "<path fill='none' fill-opacity='0.5'/>",
        "<path stroke-opacity='0.5' stroke-dashoffset='3'/>",
        "<g opacity='1' stroke-dashoffset='0px' vector-effect='none' paint-order='normal' href='#a'/>",
        "<g transform-origin='0 0' filter='none' pathLength='none'/>",
    ],
)
def test_what_changes_nothing_is_let_through(body: str) -> None:
    assert read(body).shapes == ()


def test_transform_on_the_root_is_refused() -> None:
    text = svg("", 'viewBox="0 0 1 1" transform="scale(2)"')
    assert problems(text) == ["1:70: S041: transform on the <svg> is refused: it moves the box as well"]


def test_doctype_entities_and_stylesheets_are_refused() -> None:
    public = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n  "http://www.w3.org/svg11.dtd">'
    doctype = f"<!-- <!DOCTYPE -->\n{public}\n<!-- <!DOCTYPE -->"
    refused = "S041: DOCTYPE is refused: it can pull in other files"
    assert problems(doctype + svg("<text/>")) == [f"2:1: {refused}", f"5:1: S041: <text> is refused: {WORDS}"]
    laughs = '<!DOCTYPE svg [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]>' + svg("<g fill='&b;'/>")
    first, second = problems(laughs)
    assert first == f"1:1: {refused}"
    assert second.endswith('S041: entities are refused: "a" stands for other text')
    sheet = '<?xml-stylesheet href="a.css"?>\n<?other?>' + svg("")
    reason = "a drawing reaches nothing outside its own file"
    assert problems(sheet) == [f"1:1: S041: <?xml-stylesheet is refused: {reason}"]


def test_refused_containers_are_looked_into() -> None:
    assert problems(svg('<a href="http://a.b"><g onload="x()"/><text/></a>')) == [
        "2:1: S041: <a> is refused: a drawing has no links",
        "2:33: S041: onload is refused: a drawing runs nothing",
        f"2:39: S041: <text> is refused: {WORDS}",
    ]


def test_the_caret_stands_under_the_mistake_and_the_hint_helps() -> None:
    text = svg('<rect fill="bleu"/><circel/>')
    with pytest.raises(LeafletError) as caught:
        drawing(text, "logo.svg")
    first, second = (render(problem, lambda _: text.splitlines()) for problem in caught.value.problems)
    assert first.splitlines()[1:3] == ['    <rect fill="bleu"/><circel/>', "                ^"]
    assert first.splitlines()[3].startswith("  hint: write #005eb8, rgb(0, 94, 184), a name such as navy")
    assert second.splitlines()[3] == '  hint: did you mean "circle"?'


# ---------------------------------------------------------------- limits


def test_numbers_and_places_are_limited() -> None:
    body = """<path d="M1 1 L2e6 5"/><rect width="1000001"/><path d="m1 1h900000h900000"/>
<g transform="translate(-1e7)"/><rect width="9" height="9" transform="scale(1e5) scale(1e5)"/>
<rect width="9" height="9" transform="SCALE"/>""".replace("SCALE", "scale(1e6)" * 60)
    assert problems(svg(body)) == [
        "2:16: S042: 2e6 is too large",
        "2:37: S042: 1000001 is too large",
        "2:56: S042: the place (1.8e+06, 1) is too large",
        "3:25: S042: -1e7 is too large",
        "3:33: S042: the place (9e+10, 0) is too large",
        "4:1: S042: the place (nan, nan) is too large",
    ]
    assert read('<path d="M1e6 -1000000h-1"/>').shapes[0].path[0] == Move(1e6, -1e6)


def test_nesting_is_limited() -> None:
    deepest = "<g>" * 31 + "</g>" * 31
    assert read(deepest).shapes == ()
    assert problems(svg(f"<g>{deepest}</g>")) == ["2:94: S042: elements are nested more than 32 deep"]
    assert problems(svg("<metadata>" + "<b>" * 40)) == ["2:101: S042: elements are nested more than 32 deep"]


def test_segments_are_limited() -> None:
    half = f'<path d="M0 0{"h1" * 9_999}"/>'
    assert sum(len(shape.path) for shape in read(half * 2).shapes) == 20_000
    more = "S042: the drawing has more than 20,000 lines and curves"
    assert problems(svg(f"{half}\n{half}\n<path {TRIANGLE}/>")) == [f"4:1: {more}"]


def test_dashes_are_limited() -> None:
    assert read(f'<path stroke-dasharray="{"1 " * 100}"/>').shapes == ()
    message = "2:25: S042: stroke-dasharray has more than 100 numbers"
    assert problems(svg(f'<path stroke-dasharray="{"1 " * 101}"/>')) == [message]


@pytest.mark.parametrize(
    ("name", "start", "middle", "end"),
    [
        ("d", "M0 0 ", "1 ", "x"),
        ("d", "M0 0", " ", ","),
        ("d", "M0 0a", "1 1 0 00 1 1 ", "x"),
        ("d", "M0 0a", "1", ""),
        ("x", "5", " ", "x!"),
        ("x", "", "1", "!"),
        ("opacity", "", "0", "!"),
        ("stroke-dashoffset", "", "0", "!"),
        ("fill", "rgb(1", " ", "x"),
        ("fill", "var(--a,", " ", "x"),
        ("fill", "", "var(--a,", ")"),
        ("fill", "var(--", "a-", ")"),
        ("style", "fill:red", " ", "x"),
        ("style", "", "/*a", ""),
        ("style", "fill:", "!", ""),
        ("style", "fill:a", "-", ""),
        ("transform", "", "a(", ""),
        ("transform", "rotate(", " 1", ""),
        ("transform", "", "a", ""),
        ("transform", "scale(1)", " ", "x"),
    ],
)
def test_long_values_take_no_time(name: str, start: str, middle: str, end: str) -> None:
    value = start + middle * (480_000 // len(middle)) + end
    text = svg(f'<rect {name}="{value}"/><path {name}="{value}"/><text/>')
    begin = time.perf_counter()
    with pytest.raises(LeafletError):
        drawing(text, "logo.svg")
    assert time.perf_counter() - begin < 3


def test_size_is_limited() -> None:
    text = svg("é" * 499_900)
    assert drawing(text, "logo.svg").shapes == ()
    assert problems(text + "\n" * 200) == [" S042: the drawing has 1.0 MB, more than 1 MB"]


def test_problems_are_limited() -> None:
    found = problems(svg("<text/>\n" * 10_000))
    assert len(found) == 101
    assert found[-1] == " S042: there may be more problems than these; they are told when these are mended"
