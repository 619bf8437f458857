"""Cases of `check.pages`: the clean leaflet on its pages, with a fragment or the theme changed afterwards."""

from collections.abc import Callable, Iterable
from functools import cache
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.document import Document
from hsgleaflet.model.leaflet import LeafletFile
from hsgleaflet.model.pictures import Raster
from hsgleaflet.model.theme import Theme
from hsgleaflet.typeset.layout import PAGINATION, Art, Box, Fragment, Layout, Words
from hsgleaflet.typeset.lines import Line
from hsgleaflet.typeset.shape import Segment
from hsgleaflet.units import MM, colour
from tests.rule_cases import Codes, Tried, clean, codes, hits, section
from tests.samples import clinic, composed, laid_out, read_as, theme

Change = Callable[[Words], Words]
BODY = "sections.1.body.0"


@cache
def _made() -> tuple[LeafletFile, Document, Layout]:
    values = clean()
    section(values, "going-home")["body"].pop()  # its picture
    leaflet = read_as(LeafletFile, values)
    document = composed(leaflet, clinic()).document
    return leaflet, document, laid_out(document)


def _paper(layout: Layout, look: Theme | None = None, **rest: Any) -> Codes:
    leaflet, document, _ = _made()
    return lambda: codes(hits(papers=(Paper(document, leaflet, look or theme(), layout, **rest),)))


def _pages(change: Callable[[int, tuple[Fragment, ...]], Iterable[Fragment]], **rest: Any) -> Codes:
    _, _, layout = _made()
    pages = [page.showing(change(n, page.fragments)) for n, page in enumerate(layout.pages)]
    return _paper(replace(layout, pages=tuple(pages)), **rest)


def _lines(change: Change, node: str = "") -> Codes:
    """The pages with some lines of text changed: those of a node, or all that are no furniture."""

    def changed(_: int, fragments: tuple[Fragment, ...]) -> Iterable[Fragment]:
        for item in fragments:
            wanted = isinstance(item, Words) and item.artifact != PAGINATION and node in item.node
            yield change(item) if wanted and isinstance(item, Words) else item

    return _pages(changed)


def _with(*more: Fragment, page: int = 0, **rest: Any) -> Codes:
    """The pages with something more at the end of one."""
    return _pages(lambda number, fragments: (*fragments, *(more if number == page else ())), **rest)


def _pieces(words: Words, change: Callable[[Segment], Segment]) -> Words:
    return replace(words, line=Line(tuple(map(change, words.line.segments)), words.line.width))


def _sized(size: float) -> Change:
    return lambda words: _pieces(words, lambda piece: piece._replace(run=replace(piece.run, size=size)))


def _inked(ink: str) -> Change:
    return lambda words: _pieces(words, lambda piece: piece._replace(run=replace(piece.run, ink=ink)))


def _squat(x_height: int) -> Change:
    """Lines in a face whose small letters are so many thousandths of its size high."""

    def change(piece: Segment) -> Segment:
        face = SimpleNamespace(name="Squat", metrics=piece.face.metrics._replace(x_height=x_height))
        return piece._replace(face=face)  # type: ignore[arg-type]

    return lambda words: _pieces(words, change)


def _longer(words: Words) -> Words:
    return _pieces(words, lambda piece: piece._replace(text="x" * 90))


def _line(node: str) -> Words:
    """The first line of a node."""
    items = (item for page in _made()[2].pages for item in page.fragments)
    return next(item for item in items if isinstance(item, Words) and item.node == node)


def _at(words: Words, y: float, node: str = "") -> Words:
    return replace(words, y=y, node=node or words.node)


def _spaced(leading: float) -> Codes:
    look = theme()
    styles = look.styles | {"paragraph": replace(look.style("paragraph"), leading=leading)}
    return _paper(_made()[2], replace(look, styles=styles))


def _rules(apart: float) -> Codes:
    return _with(*(Box(100, 100 + number * apart * MM, 90, 0.7, "rule") for number in range(2)))


def _photograph(pixels: int) -> Codes:
    art = Art(300, 700, 72, 72, "photo.png", artifact="Layout")
    return _with(art, pictures={"photo.png": Raster(b"", pixels, pixels)})


def _alone(lines: int) -> Codes:
    """A paragraph of three lines or more, the last ones of it on the second page."""
    words = _line(BODY)
    first = [_at(words, 300 + 20 * number, "sections.9.long") for number in range(2)]
    rest = [_at(words, 300 + 20 * number, "sections.9.long") for number in range(lines)]

    def changed(number: int, fragments: tuple[Fragment, ...]) -> Iterable[Fragment]:
        yield from (item for item in fragments if item.artifact == PAGINATION)
        yield from (first, rest)[number] if number < 2 else ()

    return _pages(changed)


def _late(number: int, fragments: tuple[Fragment, ...]) -> Iterable[Fragment]:
    """No key points on the first page, but on the second."""
    yield from (item for item in fragments if "key_points" not in getattr(item, "node", ""))
    if number == 1:
        yield _at(_line(BODY), 740, "key_points.0")


FINE = _paper(_made()[2])
PALE = replace(theme(), inks=theme().inks | {"rule": colour("#b0b0b0")})
LINE = _line(BODY)

CASES = [
    Tried("L101", _lines(_squat(400), BODY), _lines(_squat(410), BODY)),
    Tried("L102", _lines(_sized(11.9), BODY), _lines(_sized(12), BODY)),
    Tried("L103", _lines(_longer), FINE),
    Tried("L104", _spaced(14 * 1.1), _spaced(14 * 1.5)),
    Tried("L105", _lines(_inked("hairline"), BODY), _lines(_inked("muted"), BODY)),
    Tried("L106", _paper(_made()[2], PALE), FINE),
    Tried("L107", _with(Box(2 * MM, 100, 10, 10, "tint")), _with(Box(5 * MM, 100, 10, 10, "tint"))),
    Tried("L108", _with(_at(LINE, LINE.y + 2)), FINE),
    Tried("L109", _alone(1), _alone(2)),
    Tried("L110", _with(_at(LINE, 740, "sections.1/heading")), _with(_at(LINE, 740))),
    Tried("L111", _photograph(250), _photograph(300)),
    Tried("L112", _pages(_late), _with(_at(LINE, 740, "key_points.2"), page=1)),
    Tried("L113", _with(_at(LINE, 740, "sections.7.bands.emergency.0")), FINE),
    Tried("L114", _rules(7), _rules(8)),
]
