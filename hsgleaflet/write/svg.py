"""SVG of pages: what the Layout holds, drawn for a screen.

Comes in: pages, pictures by name. Goes out: SVG elements, whose colours are custom properties, and whose
lines of text say which node they belong to. It stands alone because a screen asks for what paper does not: it is drawn
anew with every save, at any enlargement.

Why not a bitmap of the PDF: both are drawn from the same Layout, and the glyphs here are the outlines of the same font
files at the same places, so nothing can differ but the grey of an edge (a test compares them with pdfium's). Outlines
stay sharp when they are enlarged, need no library, and a line that did not change is drawn from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

import uharfbuzz as hb

from hsgleaflet.memory import Of
from hsgleaflet.model.pictures import Picture
from hsgleaflet.typeset.faces import UNITS, Face
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Page, Words
from hsgleaflet.typeset.lines import Line
from hsgleaflet.typeset.shape import Segment
from hsgleaflet.units import Colour
from hsgleaflet.write.html.shapes import number, placed

_LINES: Of[Line, str] = Of(3000)
_OUTLINES: Of[Face, str] = Of(6000)
_FONTS: Of[Face, hb.Font] = Of(60)


def inks(colours: Mapping[str, Colour]) -> str:
    """Return the declarations of the custom properties that pages are drawn with."""
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


def svg(page: Page, pictures: Mapping[str, Picture]) -> tuple[str, str]:
    """Return a page as two SVG elements, one over the other, which whoever shows them must name and describe.

    The second one is what stands in the margins of every page, and holds the code of all words: it changes with any of
    them, and most pages change in nothing else.
    """
    edge = [item for item in page.fragments if item.artifact == PAGINATION]
    paper = Box(0, 0, page.width, page.height, "paper")
    return (
        _element(page, (paper, *(item for item in page.fragments if item.artifact != PAGINATION)), pictures),
        _element(page, edge, pictures),
    )


def _element(page: Page, items: Iterable[Fragment], pictures: Mapping[str, Picture]) -> str:
    size = f"{number(page.width)} {number(page.height)}"
    inside = "".join(
        _words(item) if isinstance(item, Words) else placed((item,), pictures, rtl=False) for item in items
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{inside}</svg>'


def words(page: Page) -> str:
    """Return the words of a page, a line for each of its lines."""
    lines = (item.line for item in page.fragments if isinstance(item, Words))
    return "\n".join("".join(part.text for part in line.segments) for line in lines)


def _words(item: Words) -> str:
    drawn = _LINES.get(item.line)
    if drawn is None:
        drawn = _LINES.keep(item.line, "".join(map(_segment, item.line.segments)))
    node = f' data-node="{escape(item.node)}"' if item.node else ""
    return f'<g{node} transform="translate({number(item.x)} {number(item.y + item.baseline)})">{drawn}</g>'


def _segment(segment: Segment) -> str:
    outlines = "".join(_placed_glyphs(segment))
    if not outlines:
        return ""
    scale = f"{segment.run.size / UNITS:.6g}"
    place = f"matrix({scale} 0 0 -{scale} {number(segment.x)} 0)"
    return f'<path transform="{place}" style="fill:var(--{segment.run.ink})" d="{outlines}"/>'


def _placed_glyphs(segment: Segment) -> Iterator[str]:
    pen = 0
    for glyph in segment.glyphs:
        outline = _outline(segment.face, glyph.gid)
        if outline:
            yield f"M{pen + glyph.dx} {glyph.dy}{outline}"
        pen += glyph.advance


def _outline(face: Face, gid: int) -> str:
    """Return the outline of a glyph in thousandths of an em, each step told from the one before."""
    found = _OUTLINES.get(face, gid)
    if found is None:
        pen = _Pen()
        _font(face).draw_glyph_with_pen(gid, pen)
        found = _OUTLINES.keep(face, "".join(pen.steps), gid)
    return found


def _font(face: Face) -> hb.Font:
    font = _FONTS.get(face)
    if font is None:
        font = _FONTS.keep(face, hb.Font(face.hb))
        font.scale = (UNITS, UNITS)
    return font


_Point = tuple[float, float]


class _Pen:
    """Writes the steps of an outline; the names of its methods are those that fontTools gave to pens."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._at: tuple[int, int] = (0, 0)
        self._start = self._at

    def _to(self, point: _Point) -> str:
        x, y = round(point[0]), round(point[1])
        return f"{x - self._at[0]} {y - self._at[1]}"

    def _step(self, letter: str, *points: _Point) -> None:
        self.steps.append(letter + " ".join(map(self._to, points)))
        self._at = (round(points[-1][0]), round(points[-1][1]))

    def moveTo(self, point: _Point) -> None:  # noqa: N802
        """Begin a part of the outline."""
        self._step("m", point)
        self._start = self._at

    def lineTo(self, point: _Point) -> None:  # noqa: N802
        """Draw a straight line."""
        self._step("l", point)

    def qCurveTo(self, *points: _Point) -> None:  # noqa: N802
        """Draw a curve with one handle, as TrueType has them."""
        self._step("q", *points)

    def curveTo(self, *points: _Point) -> None:  # noqa: N802
        """Draw a curve with two handles."""
        self._step("c", *points)

    def closePath(self) -> None:  # noqa: N802
        """Close a part of the outline."""
        self.steps.append("z")
        self._at = self._start

    def endPath(self) -> None:  # noqa: N802
        """End a part of the outline that is not closed."""
