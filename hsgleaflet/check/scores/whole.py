"""Whole: whether order, pictures, tables and pages are as an instrument asks.

Comes in: a Subject. Goes out: what was seen. It stands alone because it looks at the paper as well as at the words.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hsgleaflet.check.scores.item import Seen, na, no, partly, yes
from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.model.document import Blank, Figure, IconArray, Picture, plain
from hsgleaflet.model.pictures import Raster
from hsgleaflet.typeset.layout import Words

_ORDER = (
    ("tell-us-first",), ("what-it-is", "why", "benefits", "comparison", "alternatives"), ("when", "booking"),
    ("preparation",), ("pain", "who", "on-the-day", "how-long", "risks"), ("after-effects", "get-help", "going-home"),
    ("results", "without", "choices"), ("questions",), ("support",), ("disclaimer",),
)  # fmt: skip
"""The order of a patient's questions: what, when, how to get ready, the day, afterwards, help, what next."""
_RANK = {part: rank for rank, parts in enumerate(_ORDER) for part in parts}
_RING = re.compile(r"\bring us\b")
SMALLEST, LONGEST_LINE, FINEST = 12.0, 80, 300.0


def logical_order(subject: Subject) -> Seen:
    """Look whether the parts follow the order in which a patient meets them."""
    parts = [section for section in subject.sections if section.part in _RANK]
    for before, after in pairwise(parts):
        if _RANK[after.part] < _RANK[before.part]:
            return no(f'"{plain(after.heading)}" comes after "{plain(before.heading)}"', after.at)
    return yes(f"{len(parts)} parts in the order of a patient's questions") if parts else no("no parts")


def summary(subject: Subject) -> Seen:
    """Look for 3 to 5 key points on the first page."""
    points, place = len(subject.leaflet.key_points or ()), subject.place("key_points")
    if place is None or place[0]:
        return no("no key points on page 1")
    return (
        yes(f"{points} key points on page 1") if 3 <= points <= 5 else no(f"{points} key points; 3 to 5 are asked for")
    )


def first_summary(subject: Subject) -> Seen:
    """Look for what matters most in what is read first: key points, or a purpose that says when to ring."""
    said = _RING.search(subject.leaflet.purpose)
    if subject.is_aftercare and said:
        return yes(f'the first sentence says what is normal, and "{said[0]}"')
    return summary(subject)


def covers_announced(subject: Subject) -> Seen:
    """Look for a line or list at the start that says what is covered."""
    found = [block for block in subject.blocks if block.role == "contents"]
    if found:
        return yes("a list of contents")
    return (
        partly("what is read first says what it is about; no list of contents")
        if first_summary(subject).answer == "yes"
        else no("nothing says what is covered")
    )


def covers_kept(subject: Subject) -> Seen:
    """Look whether what the title, purpose and key points announce has a part of its own."""
    empty = [plain(section.heading) for section in subject.sections if not section.blocks]
    if empty or not subject.part("what-it-is", "get-help"):
        return no(f"a part is missing or empty: {', '.join(empty) or 'what it is'}")
    return yes(f"{len(subject.sections)} parts, none empty")


def message_on_top(subject: Subject) -> Seen:
    """Look for the main message before everything else on page 1."""
    place = subject.place("purpose")
    first = subject.sections and subject.place(subject.sections[0].id)
    if place is None or place[0] or (first and first <= place):
        return no("the main message is not at the top")
    return yes("at the top of page 1")


def message_stands_out(subject: Subject) -> Seen:
    """Look for larger type, or a box, for the main message."""
    size, body = subject.size("purpose"), _body_size(subject)
    return yes(f"{size:g} pt beside {body:g} pt") if size > body else no("set like the text around it")


def one_message(subject: Subject) -> Seen:
    """Look for one main message of at most 3 sentences and 25 words."""
    words = len(subject.leaflet.purpose.split())
    return yes(f"one sentence of {words} words") if words <= 25 else no(f"{words} words, more than 25")


def cues(subject: Subject) -> Seen:
    """Look for boxes that draw the eye: key points, alarm signs, a list of what to do."""
    boxes = {
        "key points": subject.callouts("expected" if subject.is_aftercare else "key-points"),
        "alarm signs": (*subject.callouts("call-us"), *subject.callouts("emergency")),
        "what to do": (*subject.steps, *(one for one in subject.lists if one.role == "checklist")),
    }
    lacking = [name for name, found in boxes.items() if not found]
    return no(f"nothing stands out for: {', '.join(lacking)}") if lacking else yes(", ".join(boxes))


def tool(subject: Subject) -> Seen:
    """Look for something to use: a checklist, questions with lines, a calendar to fill in."""
    found = [
        name
        for name, there in (
            ("a checklist", any(one.role == "checklist" for one in subject.lists)),
            ("questions to ask", bool(subject.part("questions"))),
            ("lines to fill in", any(isinstance(block, Blank) for block in subject.blocks)),
        )
        if there
    ]
    return yes(", ".join(found)) if found else no("nothing to use")


# ---------------------------------------------------------------- pictures and tables


def pictures_help(subject: Subject) -> Seen:
    """Look for a picture of what happens, where one would help."""
    found = subject.figures_in("what-it-is", "on-the-day", "why")
    return yes(f"{len(found)} beside what it is") if found else no("no picture of what happens")


def pictures_of_actions(subject: Subject) -> Seen:
    """Look for pictures beside what the reader is to do."""
    found = subject.figures_in("when", "preparation", "on-the-day", "going-home")
    return yes(f"{len(found)} beside what to do") if found else no("no picture beside the steps")


def captions(subject: Subject) -> Seen:
    """Look for a caption and words for the blind on each picture."""
    if not subject.figures:
        return na("no pictures")
    for figure in subject.figures:
        if not figure.alt.strip():
            return no("a picture without words that stand for it", figure.at)
        if not figure.caption and not _has_frames(subject, figure):
            return no("a picture without a caption", figure.at)
    return yes(f"all {len(subject.figures)} pictures")


def _has_frames(subject: Subject, figure: Figure) -> bool:
    """Return whether a picture of dots has its words beside it."""
    stem = figure.id.rpartition(".")[0]
    return any(block.role == "frames" and block.id.startswith(f"{stem}.") for block in subject.paragraphs)


def pictures_clear(subject: Subject) -> Seen:
    """Look for at most 6 labels, and for photographs with enough dots to the inch."""
    for figure in subject.figures:
        if not isinstance(figure.graphic, Picture):
            continue
        if len(figure.graphic.labels) > 6:
            return no(f"{len(figure.graphic.labels)} labels on one picture", figure.at)
        picture = subject.pictures.get(figure.graphic.asset)
        for art in subject.art_of(figure.graphic.asset) if isinstance(picture, Raster) else ():
            dots = picture.width / art.width * 72 if isinstance(picture, Raster) else FINEST
            if dots < FINEST:
                return no(f"a photograph of {dots:.0f} dots to the inch", figure.at)
    return yes("few labels, sharp") if subject.figures else na("no pictures")


def figures_clear(subject: Subject) -> Seen:
    """Look for captions and clear pictures together."""
    worst = next((seen for seen in (captions(subject), pictures_clear(subject)) if seen.answer != "yes"), None)
    return worst or yes("captions, few labels, sharp")


def tables_simple(subject: Subject) -> Seen:
    """Look for tables of at most 4 columns with a head of at most 4 words each."""
    if not subject.tables:
        return na("no tables")
    for table in subject.tables:
        if not 1 < len(table.head) <= 4:
            return no(f"a table of {len(table.head)} columns", table.at)
        long = next((plain(cell.content) for cell in table.head if len(plain(cell.content).split()) > 4), "")
        if long:
            return no(f'"{long}" is too long for the head of a column', table.at)
    return yes(f"{len(subject.tables)} tables of at most {max(len(table.head) for table in subject.tables)} columns")


def charts_explained(subject: Subject) -> Seen:
    """Look for the line that says how to read a picture of dots."""
    arrays = [found for found in subject.figures if isinstance(found.graphic, IconArray)]
    if not arrays:
        return na("no charts")
    stems = [block.id.rpartition(".")[0] + "." for block in subject.paragraphs if block.role == "reading"]
    bare = next((array for array in arrays if not array.id.startswith(tuple(stems))), None)
    return no("a chart without how to read it", bare.at) if bare else yes(f"all {len(arrays)} charts")


def message_shown(subject: Subject) -> Seen:
    """Look for a picture that carries the main message, on the first 2 pages."""
    nodes = {figure.id for figure in subject.figures_in("what-it-is", "why")}
    shown = [figure for figure in nodes if (place := subject.place(figure)) and place[0] < 2]
    return yes("a picture of what it is, on page 1 or 2") if shown else no("no picture on the first 2 pages")


# ---------------------------------------------------------------- the page


def _body_size(subject: Subject) -> float:
    """Return the size of the first paragraph without a role that is on paper."""
    plain_ones = (block.id for block in subject.paragraphs if not block.role and ".list." not in block.id)
    return next((size for node in plain_ones if (size := subject.size(node))), 0.0)


def design(subject: Subject) -> Seen:
    """Look for type of at least 12 pt, lines of at most 80 characters, and nothing that did not fit."""
    if subject.layout.problems:
        return no(subject.layout.problems[0].message, subject.layout.problems[0].at)
    lines = [item for page in subject.layout.pages for item in page.fragments if isinstance(item, Words)]
    sizes = [segment.run.size for item in lines for segment in item.line.segments]
    lengths = sorted(sum(len(segment.text) for segment in item.line.segments) for item in lines)
    if min(sizes, default=SMALLEST) < SMALLEST:
        return no(f"type of {min(sizes):g} pt")
    long = lengths[len(lengths) * 9 // 10] if lengths else 0
    said = f"type of {min(sizes, default=SMALLEST):g} pt or more, 9 in 10 lines of at most {long} characters"
    return yes(said) if long <= LONGEST_LINE else no(said)


def logo(subject: Subject) -> Seen:
    """Look for the clinic's logo on paper."""
    return yes("the clinic's logo") if subject.logo and any(subject.art_of(subject.logo)) else no("no logo")
