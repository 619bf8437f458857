"""Paint: fragments become the content stream of a page, every mark either tagged or an artifact.

Comes in: fragments, what hands out marked-content numbers, resources. Goes out: bytes. It stands alone as
the only place that writes drawing operators. PDF counts y upwards from the bottom edge, the Layout downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, assert_never

from msgspec import Struct

from hsgleaflet.memory import Of, remembered
from hsgleaflet.model.document import NodeId
from hsgleaflet.model.drawing import Close, Curve, Drawing, Line, Move, Segment, Shape
from hsgleaflet.model.pictures import Picture, Raster
from hsgleaflet.typeset.faces import Face
from hsgleaflet.typeset.layout import Art, Box, Fragment, Page, Run, Words
from hsgleaflet.units import Colour
from hsgleaflet.write.pdf.press import colour_operator
from hsgleaflet.write.pdf.resources import Resources
from hsgleaflet.write.pdf.show import font_operator, number, pieces, say, show

Met = tuple[tuple[NodeId, NodeId], ...]
"""Leaves and owners of marked content, in the order in which they are met."""
Opened = tuple[bytes, ...]
"""The operators that open marked content."""
_TEXT = ("", "", "")
"""What text belongs to where nothing is marked."""
_CURVE = 0.5523
"""Distance of the handles of a quarter circle, in radii."""

_DRAWN: Of[Drawing, tuple[tuple[Colour | str | None, Colour | str | None, bytes], ...]] = Of(500)


class Marks(Protocol):
    """Hands out the operators that open marked content on one page."""

    @property
    def at(self) -> int:
        """The number of the next mark."""

    def mark(self, leaf: NodeId, owner: NodeId) -> bytes:
        """Return the operator for words of a leaf that belong to a node inside it, or to itself."""

    def take(self, met: Met, opened: Opened) -> bool:
        """Hand out all these at once if they are the next; return whether they are."""


class _Hole(bytes):
    """The place of an operator that differs from brand to brand."""

    __slots__ = ()


class _Holes(dict[bytes, bytes]):
    """Holes instead of the operators that set an ink."""

    def __missing__(self, key: bytes) -> bytes:
        return self.setdefault(key, _Hole(b"%%(%b)b" % key))


_HOLES = _Holes()


class _Painted(Struct, frozen=True):
    """How a run is painted, with holes for its inks: the glyphs it shows, what it marks and with which operators."""

    template: bytes
    glyphs: tuple[tuple[Face, int], ...]
    met: Met
    opened: Opened
    pictures: tuple[tuple[str, Picture], ...]


_PAINTED: Of[tuple[Fragment, ...], _Painted] = Of(800)


class Painter:
    """Paints one page. Without `marks` nothing is marked."""

    def __init__(self, page: Page, resources: Resources, marks: Marks | None = None) -> None:
        self.page = page
        self.resources = resources
        self.press = resources.press
        self.marks = marks
        self._inks: Mapping[bytes, bytes] = resources.operators
        self._begin()

    def _begin(self) -> None:
        self._out: list[bytes] = []
        self._open: object = None
        self._font = b""
        self._ink = ""
        self._glyphs: dict[Face, int] = {}
        """Glyphs that show their own characters, as bits by face."""
        self._met: list[tuple[NodeId, NodeId]] = []
        self._opened: list[bytes] = []
        self._pictures: list[tuple[str, Picture]] = []
        self._is_own = False
        """Whether something was painted that is named in this file alone."""

    def content(self) -> bytes:
        """Return the content stream."""
        return b"\n".join([self._remembered(run) if run.lasting else self._painted(run) for run in self.page.runs])

    # ------------------------------------------------------------ runs

    def _painted(self, run: Run) -> bytes:
        self._begin()
        self._paint(run)
        self._use(self._glyphs.items())
        return b"\n".join(self._out)

    def _remembered(self, run: Run) -> bytes:
        """Return a run that other documents show too: marked and painted alike it differs in its inks alone."""
        key = (self.page.height, self._at(run), self.press)
        known = _PAINTED.get(run.fragments, key)
        if known is None or not self._is_same(known):
            known = self._recorded(run)
            if not self._is_own:
                _PAINTED.keep(run.fragments, known, key)
        self._use(known.glyphs)
        return known.template % self.resources.operators

    def _at(self, run: Run) -> int:
        """Return the number of the next mark, -1 for a run that takes none, -2 where nothing is marked."""
        if not self.marks:
            return -2
        return self.marks.at if run.marked else -1

    def _is_same(self, known: _Painted) -> bool:
        same = all(self.resources.pictures[name] is picture for name, picture in known.pictures)
        return same and (self.marks is None or self.marks.take(known.met, known.opened))

    def _recorded(self, run: Run) -> _Painted:
        self._begin()
        self._inks = _HOLES
        self._paint(run)
        self._inks = self.resources.operators
        template = b"\n".join([part if type(part) is _Hole else part.replace(b"%", b"%%") for part in self._out])
        return _Painted(
            template, tuple(self._glyphs.items()), tuple(self._met), tuple(self._opened), tuple(self._pictures)
        )

    def _use(self, glyphs: Iterable[tuple[Face, int]]) -> None:
        for face, bits in glyphs:
            self.resources.font(face).plain |= bits

    def _paint(self, run: Run) -> None:
        for fragment in run.fragments:
            match fragment:
                case Words():
                    self._words(fragment)
                case Box():
                    self._artifact(fragment.artifact)
                    self._box(fragment)
                case Art():
                    self._art(fragment)
                case _:
                    assert_never(fragment)
        self._close()

    # ------------------------------------------------------------ marked content

    def _close(self) -> None:
        if self._open is not None:
            if isinstance(self._open, tuple):
                self._out.append(b"ET")
            if self.marks:
                self._out.append(b"EMC")
        self._open = None

    def _mark(self, leaf: NodeId, owner: NodeId, artifact: str) -> None:
        if self.marks is None:
            return
        if artifact:
            self._out.append(_artifact(artifact))
            return
        operator = self.marks.mark(leaf, owner)
        self._met.append((leaf, owner))
        self._opened.append(operator)
        self._out.append(operator)

    def _artifact(self, kind: str) -> None:
        """Open an artifact that is no text."""
        if self._open != kind:
            self._close()
            self._mark("", "", kind)
            self._open = kind

    def _text_mark(self, leaf: NodeId, owner: NodeId, artifact: str) -> None:
        key = (leaf, owner, artifact) if self.marks else _TEXT
        if self._open != key:
            self._begin_text(key)

    def _begin_text(self, key: tuple[NodeId, NodeId, str]) -> None:
        """Open text that belongs to a leaf, to an owner in it, or to an artifact."""
        self._close()
        self._mark(*key)
        self._out.append(b"BT")
        self._open = key

    # ------------------------------------------------------------ fragments

    def _words(self, words: Words) -> None:
        base = number(self.page.height - words.y - words.baseline)
        known = pieces(words.line)
        if known is None:
            self._segments(words, base)
            return
        node, artifact, left, met, out = words.node, words.artifact, words.x, self._glyphs, self._out
        key = _TEXT
        for owner, ink, font, x, shown, face, glyphs in known:
            if self.marks:
                key = (node, owner, artifact)
            if key != self._open:
                self._begin_text(key)
            if font != self._font or ink != self._ink:
                self._set(font, ink)
            met[face] = met.get(face, 0) | glyphs
            out.append(b"1 0 0 1 %b %b Tm\n%b" % (number(left + x), base, shown))

    def _segments(self, words: Words, base: bytes) -> None:
        """Paint a line whose glyphs get codes of this document."""
        self._is_own = True
        for segment in words.line.segments:
            self._text_mark(words.node, segment.run.owner, words.artifact)
            if not segment.glyphs:
                self._out += (say(segment.text), b"EMC")
                continue
            self._set(font_operator(segment), segment.run.ink)
            self._out.append(b"1 0 0 1 %b %b Tm" % (number(words.x + segment.x), base))
            self._out.append(show(self.resources.font(segment.face), segment))

    def _set(self, font: bytes, ink: str) -> None:
        """Set font and colour where they are not set yet; both last to the end of the run."""
        if font != self._font:
            self._out.append(font)
            self._font = font
        if ink != self._ink:
            self._out.append(self._inks[b"text %b" % ink.encode()])
            self._ink = ink

    def _box(self, box: Box) -> None:
        self._out.append(b"q")
        if box.fill:
            self._out.append(self._inks[b"fill %b" % box.fill.encode()])
        if box.stroke:
            self._out += (self._inks[b"stroke %b" % box.stroke.encode()], b"%b w" % number(box.line_width))
        bottom = number(self.page.height - box.y - box.height)
        if box.radius:
            self._out.append(b"1 0 0 1 %b %b cm" % (number(box.x), bottom))
            self._out.append(_outline(round(box.width, 2), round(box.height, 2), box.radius))
        else:
            self._out.append(b"%b %b %b %b re" % (number(box.x), bottom, number(box.width), number(box.height)))
        self._out.append(_PAINT[bool(box.fill), bool(box.stroke)] + b" Q")

    def _art(self, art: Art) -> None:
        self._close()
        self._mark(art.node, art.node, "" if art.node else art.artifact or "Layout")
        picture = art.drawing or self.resources.pictures[art.asset]
        if not art.drawing:
            self._pictures.append((art.asset, picture))
        bottom = self.page.height - art.y - art.height
        if isinstance(picture, Raster):
            self._is_own = True
            name = self.resources.image(art.asset)
            place = b" ".join(map(number, (art.width, 0, 0, art.height, art.x, bottom)))
            self._out.append(b"q %b cm /%b Do Q" % (place, name))
        else:
            scale = art.width / picture.width
            place = b" ".join(map(_precise, (scale, 0, 0, -scale, art.x, self.page.height - art.y)))
            frame = b"0 0 %b %b re W n" % (number(picture.width), number(picture.height))
            self._out.append(b"q %b cm %b" % (place, frame))
            self._drawing(picture, art.ink)
            self._out.append(b"Q")
        if self.marks:
            self._out.append(b"EMC")

    def _drawing(self, drawing: Drawing, ink: str) -> None:
        known = _DRAWN.get(drawing)
        if known is None:
            known = _DRAWN.keep(drawing, tuple(map(_shape, drawing.shapes)))
        for fill, stroke, rest in known:
            self._out.append(b"q")
            if fill is not None:
                self._out.append(self._colour(fill, ink))
            if stroke is not None:
                self._out.append(self._colour(stroke, ink, stroke=True))
            self._out.append(rest + b"Q")

    def _colour(self, paint: Colour | str, ink: str, *, stroke: bool = False) -> bytes:
        if isinstance(paint, Colour):
            return colour_operator(self.press, paint, stroke)
        role = {"primary": "accent"}.get(paint, paint)
        name = ink if role == "text" and ink else role
        return self._inks[(b"stroke %b" if stroke else b"fill %b") % name.encode()]


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
