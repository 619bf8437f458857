"""Pages: what is printed can be read: size, contrast, lines, margins, breaks.

Comes in: a Document on its pages, with its theme and pictures. Goes out: what a reader would have trouble with on
paper. It stands alone because these rules measure the Layout as it is, whatever made it: a brand, a font of the
clinic's own, a fault of ours. They hold in every language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hsgleaflet.check.rule import Found, on_paper
from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.drawing import Drawing, extent
from hsgleaflet.model.pictures import Raster
from hsgleaflet.model.scripts import setting
from hsgleaflet.problems import Severity
from hsgleaflet.typeset.layout import PAGINATION, Art, Box, Fragment, Words
from hsgleaflet.typeset.shape import Segment
from hsgleaflet.units import MM, WHITE, Colour, contrast

LEAST_X, LEAST_X_LARGE = 2.0, 2.6
"""Height of a small x in millimetres, in clear print and in large print."""
LONGEST_LINE, BODY_CONTRAST, LARGE_CONTRAST, LINE_CONTRAST = 80, 7.0, 4.5, 3.0
WRITING, RESOLUTION = 8.0, 300
"""Millimetres between lines to write on; dots an inch of a photograph."""
_LARGE_PRINT, _LARGE, _LARGE_BOLD = 16, 18, 14
_SLACK = 0.5
_LETTERS_WITH_X = "\u0530"
"""Below this scripts have a small x."""
_DECORATIVE = ("hairline", "tint", "band", "paper", "")


def _words(paper: Paper) -> Iterator[tuple[int, Words]]:
    """Yield every line of text with the number of its page."""
    for number, page in enumerate(paper.layout.pages if paper.layout else (), 1):
        yield from ((number, item) for item in page.fragments if isinstance(item, Words))


def _segments(paper: Paper) -> Iterator[tuple[int, Words, Segment]]:
    for number, words in _words(paper):
        yield from ((number, words, segment) for segment in words.line.segments if segment.text.strip())


def _body(words: Words) -> bool:
    return words.artifact != PAGINATION


@on_paper(
    "L101", Severity.ERROR, "RNIB", "UKAAF",
    why="Points say little: fonts of one size differ by a third. What the eye reads by is the height of the small x.",
)  # fmt: skip
def x_height(paper: Paper) -> Iterator[Found]:
    """A small x is at least 2.0 mm high, in large print 2.6 mm."""
    large = paper.theme is not None and paper.theme.format.type.least >= _LARGE_PRINT
    least = LEAST_X_LARGE if large else LEAST_X
    told: set[tuple[str, float]] = set()
    for number, words, segment in _segments(paper):
        key = (segment.face.name, segment.run.size)
        height = segment.face.metrics.x_height / 1000 * segment.run.size / MM
        latin = any(char.isalpha() and char < _LETTERS_WITH_X for char in segment.text)
        if _body(words) and latin and height < least - 0.005 and key not in told:
            told.add(key)
            message = (
                f"on page {number} a small x is {height:.2f} mm high ({segment.face.name}, {segment.run.size:g} pt)"
            )
            yield Found(message, f"use a font with larger small letters: {least} mm are needed", node=words.node)


@on_paper(
    "L102", Severity.ERROR, "UKAAF", "RNIB", "AIS",
    why="Below 12 points one adult in six cannot read without trouble; people ask for 14 and more.",
)  # fmt: skip
def type_size(paper: Paper) -> Iterator[Found]:
    """No text is smaller than 12 points, in large print 16; the foot of a folded panel 10."""
    if paper.theme is None:
        return
    kind = paper.theme.format.type
    told: set[float] = set()
    for number, words, segment in _segments(paper):
        least = min(kind.small, 16.0) if _body(words) else kind.footer
        scale = min(setting(segment.run.lang).size, setting(paper.document.lang).size, 1.0)
        if segment.run.size / scale < least - 0.05 and segment.run.size not in told:
            told.add(segment.run.size)
            message = f"on page {number} text is {segment.run.size:g} points"
            yield Found(message, f"{least:g} points are the least here", node=words.node)


@on_paper(
    "L103", Severity.WARNING, "RNIB", "WCAG",
    why="From the end of a long line the eye does not find the beginning of the next.",
)  # fmt: skip
def line_length(paper: Paper) -> Iterator[Found]:
    """Nine lines in ten have at most 80 letters."""
    counts = sorted(
        sum(len(segment.text) for segment in words.line.segments)
        for _, words in _words(paper)
        if words.node and not words.artifact
    )
    longest = counts[int(0.9 * (len(counts) - 1))] if counts else 0
    if longest > LONGEST_LINE:
        yield Found(f"lines have up to {longest} letters", "take a narrower page, larger type or wider margins")


@on_paper(
    "L104", Severity.WARNING, "WCAG", "UKAAF", "house",
    why="Lines too close are read twice, lines too far apart fall asunder.",
)  # fmt: skip
def leading(paper: Paper) -> Iterator[Found]:
    """From line to line of running text there are 1.25 to 1.5 times its size."""
    if paper.theme is None:
        return
    style, script = paper.theme.style("paragraph"), setting(paper.document.lang)
    ratio = style.leading / style.size / script.leading
    if not 1.2 <= ratio <= 1.55:
        yield Found(f"lines stand {ratio:.2f} times their size apart", "1.25 to 1.5 times is read best")


@on_paper(
    "L105", Severity.ERROR, "WCAG", "RNIB", safety=True,
    why="Pale print is lost to tired, old and colour-blind eyes, and to a worn toner.",
)  # fmt: skip
def text_contrast(paper: Paper) -> Iterator[Found]:
    """Text has a contrast of 7 to 1 with its ground; large headings 4.5 to 1."""
    if paper.theme is None or paper.layout is None:
        return
    told: set[tuple[str, str]] = set()
    for number, page in enumerate(paper.layout.pages, 1):
        for index, item in enumerate(page.fragments):
            if not isinstance(item, Words):
                continue
            ground = _ground(item, page.fragments[:index])
            if ground is None:
                continue
            for segment in item.line.segments:
                run = segment.run
                large = run.size >= _LARGE or ("Bold" in run.weight and run.size >= _LARGE_BOLD)
                ratio = contrast(_ink(paper, run.ink), _ink(paper, ground))
                if ratio < (LARGE_CONTRAST if large else BODY_CONTRAST) - 0.01 and (run.ink, ground) not in told:
                    told.add((run.ink, ground))
                    message = f"on page {number} the contrast of {run.ink} on {ground or 'paper'} is {ratio:.1f} to 1"
                    yield Found(message, "choose a darker ink or a lighter ground", node=item.node)


def _ground(words: Words, below: Sequence[Fragment]) -> str | None:
    """Return the ink of what lies under the middle of a line; None for a picture, which is no one colour."""
    x, y = words.x + words.width / 2, words.y + words.height / 2
    for item in reversed(below):
        inside = item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height
        if inside and isinstance(item, Art):
            return None
        if inside and isinstance(item, Box) and item.fill:
            return item.fill
    return ""


def _ink(paper: Paper, name: str) -> Colour:
    inks = paper.theme.inks if paper.theme else {}
    return inks.get("accent" if name == "primary" else name or "paper", WHITE)


@on_paper(
    "L106", Severity.ERROR, "WCAG", "RNIB",
    why="A sign or a frame that cannot be seen tells nothing, and a line to write on must be found.",
)  # fmt: skip
def sign_contrast(paper: Paper) -> Iterator[Found]:
    """Signs, frames and lines to write on have a contrast of 3 to 1 with the paper."""
    inks: dict[str, int] = {}
    for number, page in enumerate(paper.layout.pages if paper.layout else (), 1):
        for item in page.fragments:
            if isinstance(item, Art | Box):
                inks.setdefault(item.ink if isinstance(item, Art) else item.stroke, number)
            if isinstance(item, Box) and item.fill == "rule":
                inks.setdefault("rule", number)
    for name, number in inks.items():
        ratio = contrast(_ink(paper, name), _ink(paper, "paper"))
        if name not in _DECORATIVE and ratio < LINE_CONTRAST - 0.01:
            yield Found(f"on page {number} the contrast of {name} is {ratio:.1f} to 1", "choose a darker colour")


@on_paper(
    "L107", Severity.ERROR, "house",
    why="Office printers leave the edge of the sheet white: what stands there is not printed.",
)  # fmt: skip
def edge_is_free(paper: Paper) -> Iterator[Found]:
    """Nothing stands in the edge of the sheet that printers leave white."""
    if paper.theme is None or paper.layout is None:
        return
    edge = paper.theme.format.no_ink - _SLACK
    for number, page in enumerate(paper.layout.pages, 1):
        for item in page.fragments:
            left, right = _across(item, paper)
            if min(left, page.width - right, item.y, page.height - item.y - item.height) < edge:
                node = getattr(item, "node", "") or None
                yield Found(f"page {number} prints into the edge of the sheet", "make it narrower", node=node)
                break


def _across(item: Fragment, paper: Paper) -> tuple[float, float]:
    """Return the left and right edge of what a fragment paints; a drawing may have white at its sides."""
    drawing = (item.drawing or paper.pictures.get(item.asset)) if isinstance(item, Art) else None
    if isinstance(drawing, Drawing):
        first, last = extent(drawing)
        scale = item.width / drawing.width
        return item.x + first * scale, item.x + last * scale
    return item.x, item.x + item.width


@on_paper(
    "L108", Severity.ERROR, "RNIB",
    why="Letters over letters are no letters.",
)  # fmt: skip
def no_text_over_text(paper: Paper) -> Iterator[Found]:
    """No text stands on other text."""
    pages: defaultdict[int, list[Words]] = defaultdict(list)
    for number, words in _words(paper):
        if words.line.segments:
            pages[number].append(words)
    for number, found in pages.items():
        found.sort(key=lambda words: words.y)
        for index, one in enumerate(found):
            for other in found[index + 1 :]:
                if other.y > one.y + one.height:
                    break
                if _overlap(one, other):
                    yield Found(f"on page {number} text stands on other text", "report this, it is a fault of ours",
                                node=other.node)  # fmt: skip


def _overlap(one: Words, other: Words) -> bool:
    """Return whether the letters of two lines cover each other by more than a hair."""
    (top, bottom), (top2, bottom2) = _ink_of(one), _ink_of(other)
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    return across > 1 and min(bottom, bottom2) - max(top, top2) > 1


def _ink_of(words: Words) -> tuple[float, float]:
    """Return from where to where the small letters of a line reach, downwards."""
    size = min(segment.run.size for segment in words.line.segments)
    baseline = words.y + words.baseline
    return baseline - 0.45 * size, baseline


@on_paper(
    "L109", Severity.WARNING, "HARTLEY",
    why="A line that stands alone on a page is taken for the end, or for a heading.",
)  # fmt: skip
def no_lonely_line(paper: Paper) -> Iterator[Found]:
    """No first or last line of a paragraph stands alone on a page."""
    lines: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, words in _words(paper):
        if words.node:
            lines[words.node][number] += 1
    for node, pages in lines.items():
        if len(pages) > 1 and sum(pages.values()) > 2 and 1 in (pages[min(pages)], pages[max(pages)]):
            yield Found(f"one line of this text stands alone on page {max(pages)} or {min(pages)}",
                        "make the text a little shorter or longer", node=node.partition("/")[0])  # fmt: skip


@on_paper(
    "L110", Severity.WARNING, "HARTLEY",
    why="A heading at the foot of a page promises what is not there.",
)  # fmt: skip
def heading_stays_with_text(paper: Paper) -> Iterator[Found]:
    """No heading is the last line of a page."""
    last: dict[int, Words] = {}
    for number, words in _words(paper):
        if words.node and (number not in last or words.y > last[number].y):
            last[number] = words
    for number, words in last.items():
        if words.node.endswith("/heading") and number != len(paper.layout.pages if paper.layout else ()):
            yield Found(f"page {number} ends with a heading", "shorten or lengthen what stands before",
                        node=words.node.partition("/")[0])  # fmt: skip


@on_paper(
    "L111", Severity.WARNING, "PEMAT", "house",
    why="A photograph of too few dots is a blur on paper, however good it looks on a screen.",
)  # fmt: skip
def photograph_is_sharp(paper: Paper) -> Iterator[Found]:
    """A photograph has 300 dots an inch at the size it is printed."""
    told: set[str] = set()
    for page in paper.layout.pages if paper.layout else ():
        for item in page.fragments:
            picture = paper.pictures.get(item.asset) if isinstance(item, Art) else None
            if isinstance(item, Art) and isinstance(picture, Raster) and item.asset not in told:
                told.add(item.asset)
                dots = picture.width / (item.width / 72)
                if dots < RESOLUTION:
                    message = f"{item.asset} has {dots:.0f} dots an inch at this size"
                    yield Found(message, "take a larger image, or print it smaller with `width:`", node=item.node)


@on_paper(
    "L112", Severity.WARNING, "PEMAT", "CCI",
    why="Many read the first page and no more.",
)  # fmt: skip
def key_points_come_first(paper: Paper) -> Iterator[Found]:
    """The key points begin on the first page; on small pages or in giant print, on the second at the latest."""
    pages = [number for number, words in _words(paper) if ".key_points." in f".{words.node}."]
    most = 1 if paper.theme and paper.theme.format.covers else 2
    if pages and min(pages) > most:
        yield Found(f"the key points begin on page {min(pages)}", "shorten the title or the purpose", node="key-points")


@on_paper(
    "L113", Severity.WARNING, "EQIP36", "house",
    why="Who looks for help has the leaflet open at one page, and may not turn it.",
)  # fmt: skip
def emergency_stays_together(paper: Paper) -> Iterator[Found]:
    """The signs of an emergency stand together on one page."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in _words(paper):
        before, band, _ = words.node.partition(".bands.emergency")
        if band:
            pages[before + band].add(number)
    for node, found in pages.items():
        if len(found) > 1:
            yield Found(f"the signs of an emergency stand on pages {min(found)} and {max(found)}",
                        "shorten the list, or what stands before it", node=node)  # fmt: skip


@on_paper(
    "L114", Severity.WARNING, "EQIP36", "house",
    why="Handwriting needs 8 mm and more; on closer lines nobody writes.",
)  # fmt: skip
def lines_to_write_on(paper: Paper) -> Iterator[Found]:
    """Lines to write on are at least 8 mm apart."""
    for number, page in enumerate(paper.layout.pages if paper.layout else (), 1):
        rules = sorted(
            (round(item.x), round(item.width), item.y)
            for item in page.fragments
            if isinstance(item, Box) and item.fill == "rule" and item.height < 1.5 and item.artifact != PAGINATION
        )
        for one, other in pairwise(rules):
            if one[:2] == other[:2] and other[2] - one[2] < WRITING * MM - _SLACK:
                apart = (other[2] - one[2]) / MM
                yield Found(f"on page {number} lines to write on are {apart:.1f} mm apart", "8 mm are needed")
                break
