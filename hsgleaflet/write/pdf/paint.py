"""Paint: fragments become the content stream of a page, every mark either tagged or an artifact.

Comes in: fragments, a function that hands out marked-content numbers, resources. Goes out: bytes. It stands alone as
the only place that writes drawing operators. PDF counts y upwards from the bottom edge, the Layout downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from hsgleaflet.memory import Of, remembered
from hsgleaflet.model.document import NodeId
from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment, Shape
from hsgleaflet.model.pictures import Raster
from hsgleaflet.typeset.faces import Face
from hsgleaflet.typeset.layout import Art, Box, Page, Words
from hsgleaflet.units import Colour
from hsgleaflet.write.pdf.press import Press
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.show import font_operator, number, pieces, say, show

Mark = Callable[[NodeId, NodeId], bytes]
"""Given a leaf and the node inside it that owns the text, returns the operator that opens its marked content."""
_TEXT = ("", "", "")
"""What text belongs to where nothing is marked."""
_CURVE = 0.5523
"""Distance of the handles of a quarter circle, in radii."""

_DRAWN: Of[Drawing, tuple[tuple[Colour | str | None, Colour | str | None, bytes], ...]] = Of(500)


@remembered(4096)
def _operator(press: Press, colour: Colour, stroke: bool) -> bytes:
    return press.operator(colour, stroke=stroke)


@remembered(1024)
def _text_operator(press: Press, colour: Colour) -> bytes:
    return press.text(colour)


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
        self.resources = resources
        self.press = resources.press
        self.mark = mark
        self._out: list[bytes] = []
        self._open: object = None
        self._font = b""
        self._ink = ""
        self._glyphs: dict[Face, int] = {}
        """Glyphs that show their own characters, as bits by face."""

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
        for face, glyphs in self._glyphs.items():
            self.resources.font(face).plain |= glyphs
        return b"\n".join(self._out)

    # ------------------------------------------------------------ marked content

    def _close(self) -> None:
        if self._open is not None:
            if isinstance(self._open, tuple):
                self._out.append(b"ET")
            if self.mark:
                self._out.append(b"EMC")
        self._open = None

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
        base = number(self.page.height - words.y - words.baseline)
        known = pieces(words.line)
        if known is None:
            self._segments(words, base)
            return
        node, artifact, left, shown_glyphs = words.node, words.artifact, words.x, self._glyphs
        for owner, ink, font, x, shown, face, glyphs in known:
            if not self.mark or self._open != (node, owner, artifact):
                self._text_mark(node, owner, artifact)
            if font != self._font or ink != self._ink:
                self._set(font, ink)
            shown_glyphs[face] = shown_glyphs.get(face, 0) | glyphs
            self._out.append(b"1 0 0 1 %b %b Tm\n%b" % (number(left + x), base, shown))

    def _segments(self, words: Words, base: bytes) -> None:
        """Paint a line whose glyphs get codes of this document."""
        for segment in words.line.segments:
            self._text_mark(words.node, segment.run.owner, words.artifact)
            if not segment.glyphs:
                self._out += (say(segment.text), b"EMC")
                continue
            self._set(font_operator(segment), segment.run.ink)
            self._out.append(b"1 0 0 1 %b %b Tm" % (number(words.x + segment.x), base))
            self._out.append(show(self.resources.font(segment.face), segment))

    def _set(self, font: bytes, ink: str) -> None:
        """Set font and colour where they are not set yet; both last to the end of the page."""
        if font != self._font:
            self._out.append(font)
            self._font = font
        if ink != self._ink:
            self._out.append(_text_operator(self.press, self.inks[ink]))
            self._ink = ink

    def _box(self, box: Box) -> bytes:
        parts = [b"q"]
        if box.fill:
            parts.append(_operator(self.press, self.inks[box.fill], False))
        if box.stroke:
            parts.append(_operator(self.press, self.inks[box.stroke], True) + b" %b w" % number(box.line_width))
        bottom = self.page.height - box.y - box.height
        if box.radius:
            parts.append(b"1 0 0 1 %b %b cm" % (number(box.x), number(bottom)))
            parts.append(_outline(round(box.width, 2), round(box.height, 2), box.radius))
        else:
            parts.append(b"%b %b %b %b re" % (number(box.x), number(bottom), number(box.width), number(box.height)))
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
        """Return the operators of a drawing; only its colours are written anew for each brand."""
        known = _DRAWN.get(drawing)
        if known is None:
            known = _DRAWN.keep(drawing, tuple(map(_shape, drawing.shapes)))
        return b"\n".join(
            b"q %b%b%bQ" % (self._colour(fill, ink), self._colour(stroke, ink, stroke=True), rest)
            for fill, stroke, rest in known
        )

    def _colour(self, paint: Colour | str | None, ink: str, *, stroke: bool = False) -> bytes:
        return b"" if paint is None else _operator(self.press, self._paint(paint, ink), stroke) + b" "

    def _paint(self, paint: Colour | str, ink: str) -> Colour:
        if isinstance(paint, Colour):
            return paint
        role = {"primary": "accent"}.get(paint, paint)
        return self.inks[ink if role == "text" and ink else role]


_PAINT = {(True, True): b"B", (True, False): b"f", (False, True): b"S", (False, False): b"n"}


def _shape(shape: Shape) -> tuple[Colour | str | None, Colour | str | None, bytes]:
    """Return fill, stroke, and the operators behind the colours."""
    parts = []
    if shape.stroke is not None:
        dash = b" [%b] 0 d" % b" ".join(map(number, shape.dash)) if shape.dash else b""
        mitre = b" %b M" % number(shape.miter_limit) if shape.join == 0 else b""
        parts.append(b"%b w %d J %d j%b%b" % (number(shape.stroke_width), shape.cap, shape.join, mitre, dash))
    parts.append(b" ".join(_path(shape.path)))
    parts.append(_PAINT[shape.fill is not None, shape.stroke is not None] + (b"*" if _starred(shape) else b""))
    return shape.fill, shape.stroke, b" ".join((*parts, b""))


def _starred(shape: Shape) -> bool:
    return shape.even_odd and shape.fill is not None


def _path(path: tuple[Segment, ...]) -> Iterator[bytes]:
    """Yield the operators of a path; a rectangle takes one, a third of the room: a QR code has hundreds."""
    at = 0
    while at < len(path):
        rectangle = _rectangle(path[at : at + 5])
        yield rectangle or _stroke(path[at])
        at += 5 if rectangle else 1


def _rectangle(path: tuple[Segment, ...]) -> bytes:
    """Return the operator of an upright rectangle that is drawn across first, b"" for any other path."""
    match path:
        case (Move(x, y), Line(right, _) as a, Line() as b, Line() as c, Close()) if (
            (a.y, b.x, b.y, c.x) == (y, right, c.y, x) and right > x and b.y > y
        ):
            return b" ".join(map(number, (x, y, right - x, b.y - y))) + b" re"
        case _:
            return b""


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


@remembered(1024)
def _outline(width: float, height: float, radius: float) -> bytes:
    """Return the path of a rectangle with round corners, its lower left corner at 0."""
    near = min(radius, width / 2, height / 2)
    far = near * (1 - _CURVE)
    corners = (
        (width - near, 0, width - far, 0, width, far, width, near),
        (width, height - near, width, height - far, width - far, height, width - near, height),
        (near, height, far, height, 0, height - far, 0, height - near),
        (0, near, 0, far, far, 0, near, 0),
    )
    parts = [b"%b 0 m" % number(near)]
    for corner in corners:
        parts.append(b"%b %b l" % (number(corner[0]), number(corner[1])))
        parts.append(b" ".join(map(number, corner[2:])) + b" c")
    return b" ".join(parts) + b" h"
