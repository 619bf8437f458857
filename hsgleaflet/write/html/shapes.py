"""Shapes: placed fragments and drawings as inline SVG.

Comes in: what typesetting placed, the pictures by name. Goes out: SVG whose colours are the page's custom properties.
It stands alone because a drawing is drawn once, in `typeset`; here it is only spelled in another language.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import assert_never

from hsgleaflet.memory import Of
from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Paint, Segment, Shape
from hsgleaflet.model.pictures import Picture, Raster
from hsgleaflet.typeset.layout import Art, Box, Fragment, Words
from hsgleaflet.units import Colour
from hsgleaflet.write.bitmaps import is_whole

_CAPS, _JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")
_GRAIN = 100
"""Steps in a unit to which coordinates are rounded."""
_PATHS: Of[Drawing, tuple[str, ...]] = Of(500)


def number(value: float) -> str:
    """Return a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def inline(drawing: Drawing, attributes: str, ink: str = "") -> str:
    """Return a drawing as an SVG element."""
    box = f"0 0 {number(drawing.width)} {number(drawing.height)}"
    return f'<svg {attributes} viewBox="{box}">{_painted(drawing, ink)}</svg>'


def decoration(drawing: Drawing, name: str, ink: str = "") -> str:
    """Return a drawing that says nothing which the words beside it do not."""
    return inline(drawing, f'class="{name}" aria-hidden="true" focusable="false"', ink)


def image(raster: Raster) -> str:
    """Return the address of a bitmap: the file itself; raise LeafletError when a reader would see nothing."""
    is_whole(raster)
    kind = "png" if raster.data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{b64encode(raster.data).decode()}"


def placed(fragments: Iterable[Fragment], pictures: Mapping[str, Picture], *, rtl: bool) -> str:
    """Return what typesetting placed, as the inside of an SVG element."""
    return "".join(_fragment(fragment, pictures, rtl=rtl) for fragment in fragments)


def _fragment(fragment: Fragment, pictures: Mapping[str, Picture], *, rtl: bool) -> str:
    match fragment:
        case Words():
            return _words(fragment, rtl=rtl)
        case Box():
            fill, stroke = (_colour(paint or None, "") for paint in (fragment.fill, fragment.stroke))
            line = f";stroke-width:{number(fragment.line_width)}" if fragment.stroke else ""
            style = f'style="fill:{fill};stroke:{stroke}{line}" rx="{number(fragment.radius)}"'
            return f"<rect {_place(fragment)} {style}/>"
        case Art():
            found = fragment.drawing or pictures[fragment.asset]
            if isinstance(found, Raster):
                return f'<image {_place(fragment)} href="{image(found)}"/>'
            return inline(found, _place(fragment), fragment.ink)
        case _:
            assert_never(fragment)


def _place(fragment: Box | Art) -> str:
    names = ("x", "y", "width", "height")
    return " ".join(f'{name}="{number(getattr(fragment, name))}"' for name in names)


def _words(words: Words, *, rtl: bool) -> str:
    """Return a line of text; it begins where it began on paper, whatever it then measures."""
    parts = words.line.segments
    if not parts:
        return ""
    run = parts[0].run
    text = escape("".join(part.text for part in parts).strip())
    bold = ' class="b"' if "Bold" in run.weight else ""
    start = words.x + words.width if rtl else words.x
    place = f'x="{number(start)}" y="{number(words.y + words.baseline)}" font-size="{number(run.size)}"'
    return f'<text {place}{bold} style="fill:{_colour(run.ink, "")}">{text}</text>'


# ---------------------------------------------------------------- drawings


def _painted(drawing: Drawing, ink: str) -> str:
    paths = _PATHS.get(drawing) or _PATHS.keep(drawing, tuple(map(_shape, drawing.shapes)))
    return "".join(
        f'<path style="fill:{_colour(shape.fill, ink)};stroke:{_colour(shape.stroke, ink)}"{path}/>'
        for shape, path in zip(drawing.shapes, paths, strict=True)
    )


def _colour(paint: Paint | None, ink: str) -> str:
    if paint is None:
        return "none"
    if isinstance(paint, Colour):
        return str(paint)
    role = {"primary": "accent"}.get(paint, paint)
    return f"var(--{ink if role == 'text' and ink else role})"


def _shape(shape: Shape) -> str:
    """Return the attributes of a path, all but its colours."""
    found = f' d="{_path(shape.path)}"'
    if shape.even_odd and shape.fill is not None:
        found += ' fill-rule="evenodd"'
    if shape.stroke is None:
        return found
    found += f' stroke-width="{number(shape.stroke_width)}"'
    found += f' stroke-linecap="{_CAPS[shape.cap]}"' if shape.cap else ""
    found += f' stroke-linejoin="{_JOINS[shape.join]}"' if shape.join else ""
    return found + (f' stroke-dasharray="{" ".join(map(number, shape.dash))}"' if shape.dash else "")


def _path(path: tuple[Segment, ...]) -> str:
    """Return a path, each point told from the one before: shorter by a half, and rounded without drift."""
    return "".join(_steps(path))


def _steps(path: tuple[Segment, ...]) -> Iterator[str]:
    at = start = (0, 0)
    for segment in path:
        match segment:
            case Move():
                to = start = _grain(segment.x, segment.y)
                yield "m" + _from(at, to)
            case Line():
                to = _grain(segment.x, segment.y)
                yield "l" + _from(at, to)
            case Curve():
                to = _grain(segment.x, segment.y)
                handles = (_grain(segment.x1, segment.y1), _grain(segment.x2, segment.y2))
                yield "c" + " ".join(_from(at, point) for point in (*handles, to))
            case Close():
                to = start
                yield "z"
            case _:
                assert_never(segment)
        at = to


def _grain(x: float, y: float) -> tuple[int, int]:
    return round(x * _GRAIN), round(y * _GRAIN)


def _from(at: tuple[int, int], to: tuple[int, int]) -> str:
    return " ".join(number((b - a) / _GRAIN) for a, b in zip(at, to, strict=True))
