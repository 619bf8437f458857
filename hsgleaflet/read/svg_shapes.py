"""The basic shapes of SVG as paths: rectangle, circle, ellipse, line, polyline, polygon; and the path itself.

Comes in: an element and a pen that knows the matrix in force. Goes out: segments on that pen, and what is
wrong in the element's own list of errors. It stands alone so that what follows meets paths only.
"""

from __future__ import annotations

from hsgleaflet.read.svg_arc import KAPPA
from hsgleaflet.read.svg_path import trace
from hsgleaflet.read.svg_pen import Pen
from hsgleaflet.read.svg_values import Element, SvgError, numbers, shown

SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))


def outline(element: Element, pen: Pen) -> None:
    """Draw the outline of a shape; one without extent is left as a single `Move` to where it stands."""
    try:
        match element.name:
            case "path":
                _attribute(element, "d", pen)
            case "rect":
                _rectangle(element, pen)
            case "circle":
                radius = element.length("r")
                _ellipse(pen, element.length("cx"), element.length("cy"), radius, radius)
            case "ellipse":
                _ellipse(pen, element.length("cx"), element.length("cy"), *_radii(element))
            case "line":
                pen.move(element.length("x1"), element.length("y1"))
                pen.line(element.length("x2"), element.length("y2"))
            case _:
                _attribute(element, "points", pen)
    except SvgError as error:
        element.errors.append(error)


def _attribute(element: Element, name: str, pen: Pen) -> None:
    text = element.attributes.get(name, "")
    try:
        if name == "d":
            trace(text, pen)
        else:
            _points(text, pen, closed=element.name == "polygon")
    except SvgError as error:
        raise error.within(name) from None


def _points(text: str, pen: Pen, *, closed: bool) -> None:
    values = numbers(text)
    if len(values) % 2:
        message = f'points "{shown(text)}" has {len(values)} numbers'
        raise SvgError("S040", message, "write pairs: every x with its y")
    if not values:
        return
    pen.move(*values[:2])
    for x, y in zip(values[2::2], values[3::2], strict=True):
        pen.line(x, y)
    if closed:
        pen.close()


def _radii(element: Element) -> tuple[float, float]:
    """Return rx and ry; one that is not written is like the other."""
    written = [name for name in ("rx", "ry") if element.attributes.get(name, "auto") != "auto"]
    found = {name: element.length(name) for name in written}
    other = next(iter(found.values()), 0.0)
    return found.get("rx", other), found.get("ry", other)


def _ellipse(pen: Pen, cx: float, cy: float, rx: float, ry: float) -> None:
    if not (rx and ry):
        pen.move(cx, cy)
        return
    kx, ky = KAPPA * rx, KAPPA * ry
    pen.move(cx + rx, cy)
    pen.curve(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
    pen.curve(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
    pen.curve(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
    pen.curve(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
    pen.close()


def _rectangle(element: Element, pen: Pen) -> None:
    left, top = element.length("x"), element.length("y")
    width, height = element.length("width"), element.length("height")
    rx, ry = _radii(element)
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    if not (width and height):
        pen.move(left + width / 2, top + height / 2)
    elif rx and ry:
        _rounded(pen, (left, top, left + width, top + height), rx, ry)
    else:
        pen.move(left, top)
        pen.line(left + width, top)
        pen.line(left + width, top + height)
        pen.line(left, top + height)
        pen.close()


def _rounded(pen: Pen, box: tuple[float, float, float, float], rx: float, ry: float) -> None:
    left, top, right, bottom = box
    kx, ky = rx - KAPPA * rx, ry - KAPPA * ry
    pen.move(left + rx, top)
    pen.line(right - rx, top)
    pen.curve(right - kx, top, right, top + ky, right, top + ry)
    pen.line(right, bottom - ry)
    pen.curve(right, bottom - ky, right - kx, bottom, right - rx, bottom)
    pen.line(left + rx, bottom)
    pen.curve(left + kx, bottom, left, bottom - ky, left, bottom - ry)
    pen.line(left, top + ry)
    pen.curve(left, top + ky, left + kx, top, left + rx, top)
    pen.close()
