"""Paint: fragments become the content stream of a page, every mark either tagged or an artifact.

Comes in: fragments, a function that hands out marked-content numbers, resources. Goes out: bytes. It stands alone as
the only place that writes drawing operators. PDF counts y upwards from the bottom edge, the Layout downwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from hsgleaflet.model.document import NodeId
from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment, Shape
from hsgleaflet.model.pictures import Raster
from hsgleaflet.typeset.layout import Art, Box, Page, Words
from hsgleaflet.units import Colour
from hsgleaflet.write.pdf.fonts import FontUse
from hsgleaflet.write.pdf.press import Press
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.show import number, say, show

Mark = Callable[[NodeId, NodeId], bytes]
"""Given a leaf and the node inside it that owns the text, returns the operator that opens its marked content."""
_TEXT = ("", "", "")
"""What text belongs to where nothing is marked."""
_CURVE = 0.5523
"""Distance of the handles of a quarter circle, in radii."""

_REMEMBERED = 500
_DRAWN: dict[tuple[int, str, tuple[Colour, ...], Press], tuple[Drawing, bytes]] = {}
"""Operators of the drawings painted last, by identity: hashing a drawing would cost more than painting it."""


class Painter:
    """Paints one page. Without `mark` nothing is marked."""

    def __init__(
        self,
        page: Page,
        inks: dict[str, Colour],
        resources: Resources,
        mark: Mark | None = None,
    ) -> None:
        self.page = page
        self.inks = inks
        self._palette = tuple(inks.values())
        self.resources = resources
        self.press = resources.press
        self.mark = mark
        self._out: list[bytes] = []
        self._open: object = None
        self._font: tuple[bytes, float] | None = None
        self._ink = ""

    def content(self) -> bytes:
        """Return the content stream."""
        for fragment in self.page.fragments:
            match fragment:
                case Words():
                    self._words(fragment)
                case Box():
                    self._artifact(fragment.artifact)
                    self._out.append(self._box(fragment))
                case Art():
                    self._art(fragment)
                case _:
                    assert_never(fragment)
        self._close()
        return b"\n".join(self._out)

    # ------------------------------------------------------------ marked content

    def _close(self) -> None:
        if self._open is not None:
            if isinstance(self._open, tuple):
                self._out.append(b"ET")
            if self.mark:
                self._out.append(b"EMC")
        self._open = None
        self._font, self._ink = None, ""

    def _artifact(self, kind: str) -> None:
        """Open an artifact that is no text."""
        if self._open != kind:
            self._close()
            if self.mark:
                self._out.append(_artifact(kind))
            self._open = kind

    def _text_mark(self, leaf: NodeId, owner: NodeId, artifact: str) -> None:
        key = (leaf, owner, artifact) if self.mark else _TEXT
        if self._open != key:
            self._close()
            if self.mark:
                self._out.append(_artifact(artifact) if artifact else self.mark(leaf, owner))
            self._out.append(b"BT")
            self._open = key

    # ------------------------------------------------------------ fragments

    def _words(self, words: Words) -> None:
        base = self.page.height - words.y - words.baseline
        for segment in words.line.segments:
            self._text_mark(words.node, segment.run.owner, words.artifact)
            if not segment.glyphs:
                self._out += (say(segment.text), b"EMC")
                continue
            self._set(self.resources.font(segment.face), segment.run.size, segment.run.ink)
            self._out.append(b"1 0 0 1 %b %b Tm" % (number(words.x + segment.x), number(base)))
            self._out.append(show(self.resources.font(segment.face), segment))

    def _set(self, use: FontUse, size: float, ink: str) -> None:
        font = (use.name.encode(), size)
        if font != self._font:
            self._out.append(b"/%b %b Tf" % (font[0], number(size)))
            self._font = font
        if ink != self._ink:
            self._out.append(self.press.text(self.inks[ink]))
            self._ink = ink

    def _box(self, box: Box) -> bytes:
        parts = [b"q"]
        if box.fill:
            parts.append(self.press.operator(self.inks[box.fill]))
        if box.stroke:
            parts.append(self.press.operator(self.inks[box.stroke], stroke=True) + b" %b w" % number(box.line_width))
        bottom = self.page.height - box.y - box.height
        parts.append(_outline(box.x, bottom, box.width, box.height, box.radius))
        parts.append({(True, True): b"B", (True, False): b"f", (False, True): b"S"}[bool(box.fill), bool(box.stroke)])
        parts.append(b"Q")
        return b" ".join(parts)

    def _art(self, art: Art) -> None:
        self._close()
        if self.mark:
            self._out.append(self.mark(art.node, art.node) if art.node else _artifact(art.artifact or "Layout"))
        picture = art.drawing or self.resources.pictures[art.asset]
        bottom = self.page.height - art.y - art.height
        if isinstance(picture, Raster):
            name = self.resources.image(art.asset)
            place = b" ".join(map(number, (art.width, 0, 0, art.height, art.x, bottom)))
            self._out.append(b"q %b cm /%b Do Q" % (place, name))
        else:
            scale = art.width / picture.width
            place = b" ".join(map(_precise, (scale, 0, 0, -scale, art.x, self.page.height - art.y)))
            frame = b"0 0 %b %b re W n" % (number(picture.width), number(picture.height))
            self._out.append(b"q %b cm %b\n%b\nQ" % (place, frame, self._drawing(picture, art.ink)))
        if self.mark:
            self._out.append(b"EMC")

    def _drawing(self, drawing: Drawing, ink: str) -> bytes:
        """Return the operators of a drawing, made once for each set of inks."""
        key = (id(drawing), ink, self._palette, self.press)
        known = _DRAWN.get(key)
        if known is None:
            # The drawing is kept with its operators, so that its id stays its own.
            known = _DRAWN[key] = (drawing, b"\n".join(self._shape(shape, ink) for shape in drawing.shapes))
            if len(_DRAWN) > _REMEMBERED:
                del _DRAWN[next(iter(_DRAWN))]
        return known[1]

    def _shape(self, shape: Shape, ink: str) -> bytes:
        parts = [b"q"]
        if shape.fill is not None:
            parts.append(self.press.operator(self._paint(shape.fill, ink)))
        if shape.stroke is not None:
            parts.append(self.press.operator(self._paint(shape.stroke, ink), stroke=True))
            dash = b" [%b] 0 d" % b" ".join(map(number, shape.dash)) if shape.dash else b""
            mitre = b" %b M" % number(shape.miter_limit) if shape.join == 0 else b""
            parts.append(b"%b w %d J %d j%b%b" % (number(shape.stroke_width), shape.cap, shape.join, mitre, dash))
        parts.append(b" ".join(map(_stroke, shape.path)))
        parts.append(_PAINT[shape.fill is not None, shape.stroke is not None] + (b"*" if _starred(shape) else b""))
        parts.append(b"Q")
        return b" ".join(parts)

    def _paint(self, paint: Colour | str, ink: str) -> Colour:
        if isinstance(paint, Colour):
            return paint
        role = {"primary": "accent"}.get(paint, paint)
        return self.inks[ink if role == "text" and ink else role]


_PAINT = {(True, True): b"B", (True, False): b"f", (False, True): b"S", (False, False): b"n"}


def _starred(shape: Shape) -> bool:
    return shape.even_odd and shape.fill is not None


def _stroke(segment: Segment) -> bytes:
    match segment:
        case Move():
            return b"%b %b m" % (number(segment.x), number(segment.y))
        case Line():
            return b"%b %b l" % (number(segment.x), number(segment.y))
        case Curve():
            ends = (segment.x1, segment.y1, segment.x2, segment.y2, segment.x, segment.y)
            return b" ".join(map(number, ends)) + b" c"
        case Close():
            return b"h"
        case _:
            assert_never(segment)


def _precise(value: float) -> bytes:
    return (f"{value:.5f}".rstrip("0").rstrip(".") or "0").encode()


def _artifact(kind: str) -> bytes:
    return b"/Artifact<</Type/%b>>BDC" % kind.encode()


def _outline(x: float, y: float, width: float, height: float, radius: float) -> bytes:
    """Return the path of a rectangle with round corners."""
    radius = min(radius, width / 2, height / 2)
    if radius <= 0:
        return b" ".join(map(number, (x, y, width, height))) + b" re"
    near, far = radius, radius * (1 - _CURVE)
    right, top = x + width, y + height
    corners = (
        (right - near, y, right - far, y, right, y + far, right, y + near),
        (right, top - near, right, top - far, right - far, top, right - near, top),
        (x + near, top, x + far, top, x, top - far, x, top - near),
        (x, y + near, x, y + far, x + far, y, x + near, y),
    )
    parts = [b"%b %b m" % (number(x + near), number(y))]
    for corner in corners:
        parts.append(b"%b %b l" % (number(corner[0]), number(corner[1])))
        parts.append(b" ".join(map(number, corner[2:])) + b" c")
    return b" ".join(parts) + b" h"
