"""SVG to a Drawing: line drawings and logos of flat colours, whatever reaches further is refused by name.

Comes in: the text of a file. Goes out: a `Drawing`, or one `LeafletError` with everything that is wrong and
where. It stands alone so that no SVG reaches the writers: they meet plain values, which can neither run nor
load anything.

Codes: S040 cannot be read, S041 refused, S042 beyond a limit.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import NoReturn
from xml.parsers import expat

from msgspec.structs import replace

from hsgleaflet.model.drawing import Drawing, Shape
from hsgleaflet.problems import LeafletError, Location, Problem, fail
from hsgleaflet.read.svg_paint import ANCHOR, State, box, inside, middle, not_a_point, painted
from hsgleaflet.read.svg_pen import Pen
from hsgleaflet.read.svg_refused import (
    ENTERED,
    IGNORED,
    NO_SHEET,
    refused,
    refused_attributes,
    refused_properties,
)
from hsgleaflet.read.svg_shapes import SHAPES, outline
from hsgleaflet.read.svg_source import Source
from hsgleaflet.read.svg_style import Style, properties
from hsgleaflet.read.svg_values import Element, SvgError, shown

SVG = "http://www.w3.org/2000/svg"
LARGEST_FILE = 1_000_000
"""Bytes."""
DEEPEST = 32
MOST_SEGMENTS = 20_000
MOST_PROBLEMS = 100

_SAVE = "save the drawing anew, as Plain SVG (Inkscape) or SVG 1.1 (Illustrator)"


def drawing(text: str, file: str) -> Drawing:
    """Return the drawing in the text of an SVG file; raise LeafletError with every problem found."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise fail("S040", "this is not text: it holds broken characters", Location(file), _SAVE) from None
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / 1e6:.1f}"
        hint = "simplify it (Inkscape: Path > Simplify), or use a PNG"
        raise fail("S042", f"the drawing has {size} MB, more than 1 MB", Location(file), hint)
    if not text.strip("\ufeff \t\r\n"):
        raise fail("S040", "the file is empty", Location(file), _SAVE)
    return _Reader(Source(re.sub("\r\n?", "\n", text.removeprefix("\ufeff")), file)).read()


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.at.line or sys.maxsize, problem.at.column) if problem.at else (0, 0)


class _StopError(Exception):
    """Ends the reading early: what follows would only cost time."""


class _Reader:
    """Follows the parser from tag to tag; all that is kept of the way back up is a stack of states."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._problems: dict[Problem, None] = {}
        self._stack: list[State] = []
        self._skipped = 0
        self._width = self._height = 0.0
        self._shapes: list[Shape] = []
        self._anchors: dict[str, tuple[float, float]] = {}
        self._segments = 0
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> Drawing:
        """Return the drawing; raise LeafletError."""
        try:
            self._parser.Parse(self._source.text.encode(), True)
        except expat.ExpatError as error:
            at = self._source.place(error.lineno, error.offset)
            message = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
            self._add(Problem(code="S040", message=message, at=at, hint=_SAVE))
        except _StopError:
            pass
        if self._problems:
            raise LeafletError(sorted(self._problems, key=_place))
        anchors = tuple((name, x, y) for name, (x, y) in self._anchors.items())
        return Drawing(width=self._width, height=self._height, shapes=tuple(self._shapes), anchors=anchors)

    # ------------------------------------------------------------ what the parser tells

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        if len(self._stack) + self._skipped >= DEEPEST:
            message = f"elements are nested more than {DEEPEST} deep"
            self._stop(SvgError("S042", message, "ungroup the drawing (Inkscape: Object > Ungroup)"))
        space, _, name = qualified.rpartition(" ")
        if self._skipped:
            self._skipped += 1
        elif not self._stack:
            self._root(space, Element(name, attributes))
        elif space != SVG or name in IGNORED:
            self._skipped = 1
        else:
            self._element(Element(name, attributes, self._width, self._height))

    def _end(self, _: str) -> None:
        self._parser.CharacterDataHandler = None
        if self._skipped:
            self._skipped -= 1
        else:
            self._stack.pop()

    def _doctype(self, *_: object) -> None:
        # The parser tells of it at its end, or at the bracket that opens its own declarations.
        at = self._source.last("<!DOCTYPE", self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)
        hint = "delete everything from <!DOCTYPE to its >; SVG does not need it"
        message = "DOCTYPE is refused: it can pull in other files"
        self._add(Problem(code="S041", message=message, at=at, hint=hint))

    def _entity(self, name: str, *_: object) -> None:
        message = f'entities are refused: "{shown(name)}" stands for other text'
        self._stop(SvgError("S041", message, "write the text itself where it is used"))

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            message = "<?xml-stylesheet is refused: a drawing reaches nothing outside its own file"
            self._report(SvgError("S041", message, "delete the line and write the colours on the shapes"))

    def _sheet(self, at: Location, text: str) -> None:
        if text.strip():
            message = "<style> is refused: style sheets are not read"
            self._add(Problem(code="S041", message=message, at=at, hint=NO_SHEET))

    # ------------------------------------------------------------ elements

    def _root(self, space: str, element: Element) -> None:
        if element.name == "svg" and not space:
            hint = f'write <svg xmlns="{SVG}" ...>'
            self._stop(SvgError("S040", "this <svg> does not say that it is SVG", hint))
        if space != SVG or element.name != "svg":
            message = f'this is XML, but not SVG: it begins with "{shown(element.name)}"'
            self._stop(SvgError("S040", message, _SAVE))
        left = top = 0.0
        try:
            left, top, self._width, self._height = box(element)
        except SvgError as error:
            element.errors.append(error)
        element.width, element.height = self._width, self._height
        if element.attributes.pop("transform", None):
            message = "transform on the <svg> is refused: it moves the box as well"
            moved = SvgError("S041", message, "put it on a <g> around the shapes")
            element.errors.append(moved.within("transform"))
        start = State(matrix=(1.0, 0.0, 0.0, 1.0, -left, -top), style=Style())
        self._push(element, self._inside(element, start))

    def _element(self, element: Element) -> None:
        if element.name == "style":
            self._skipped = 1
            at = self._source.place(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)
            self._parser.CharacterDataHandler = partial(self._sheet, at)
            return
        error = refused(element)
        if error:
            self._report(error)
        if error and element.name not in ENTERED:
            self._skipped = 1
            return
        if error:
            element.attributes.clear()
        state = self._inside(element, self._stack[-1])
        if element.name in SHAPES:
            self._shape(element, state)
            # What stands inside a shape, other than a title, is never painted.
            state = replace(state, painted=False)
        elif element.attributes.get("id", "").startswith(ANCHOR):
            element.errors.append(not_a_point(element))
        self._push(element, state)

    def _inside(self, element: Element, parent: State) -> State:
        """Return what is in force inside an element; what is wrong is noted in its errors."""
        written = properties(element)
        element.errors += refused_attributes(element)
        element.errors += refused_properties(written, root=not self._stack)
        return inside(element, written, parent)

    def _push(self, element: Element, state: State) -> None:
        for error in element.errors:
            self._report(error)
        self._stack.append(state)

    def _shape(self, element: Element, state: State) -> None:
        identity = element.attributes.get("id", "")
        anchor = identity.startswith(ANCHOR)
        if not anchor and not (state.painted and state.style.visible):
            return
        pen = Pen(state.matrix)
        outline(element, pen)
        self._segments += len(pen.segments)
        if self._segments > MOST_SEGMENTS:
            message = f"the drawing has more than {MOST_SEGMENTS:,} lines and curves"
            self._stop(SvgError("S042", message, "simplify it (Inkscape: Path > Simplify), or use a PNG"))
        if anchor:
            self._anchor(element, pen)
        elif shape := painted(element, pen, state):
            self._shapes.append(shape)

    def _anchor(self, element: Element, pen: Pen) -> None:
        identity = element.attributes["id"]
        name, point = identity.removeprefix(ANCHOR), middle(pen)
        if not name or name in self._anchors:
            message = f'a second anchor "{shown(name)}"' if name else "an anchor without a name"
            error = SvgError("S040", message, "give every anchor a name of its own, such as anchor-tube")
            element.errors.append(error.within("id"))
        elif point is None:
            element.errors.append(not_a_point(element))
        else:
            self._anchors[name] = point

    # ------------------------------------------------------------ problems

    def _report(self, error: SvgError) -> None:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        at = self._source.place(line, column, error.attribute, error.offset)
        self._add(Problem(code=error.code, message=error.message, at=at, hint=error.hint))
        if len(self._problems) == MOST_PROBLEMS:
            more = "there may be more problems than these; they are told when these are mended"
            self._add(Problem(code="S042", message=more, at=Location(self._source.file)))
            raise _StopError

    def _stop(self, error: SvgError) -> NoReturn:
        self._report(error)
        raise _StopError

    def _add(self, problem: Problem) -> None:
        self._problems[problem] = None
