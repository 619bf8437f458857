"""Structure: headings, lists, paragraphs, and the parts of a leaflet in an order that readers know.

Comes in: files of wording. Goes out: what makes a leaflet hard to find one's way in. It stands alone because these
rules count and compare, and hardly read: most of them hold in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hsgleaflet.check.rule import Found, on_document, on_file, on_leaflet, on_text
from hsgleaflet.check.subjects import Paper, Prose, Sheet, count_words
from hsgleaflet.check.terms import BLOCK_CAPITALS, KNOWN
from hsgleaflet.model.base import Path
from hsgleaflet.model.document import Callout, Filled, Section, Text, plain, walk
from hsgleaflet.model.leaflet import Content, Part
from hsgleaflet.problems import Severity

MOST_ITEMS, MOST_SENTENCES, MOST_WORDS = 6, 3, 150
_LISTS = ("list", "checklist", "expected", "call_us", "emergency")
_EMPTY = re.compile(
    r"^(?:introduction|general(?: information)?|overview|background|other(?: information)?|miscellaneous|notes?"
    r"|further information|about)\W*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!;:,]$")
_ALSO_CAPITAL = frozenset(("HSG", "I", "NHS", "GP", "UK", "MRI", "CT", "X-ray", "X-rays"))
_VERB_FIRST = re.compile(r"^(?:to|the|a|an|your|it|there|this|that|patients?)\b", re.IGNORECASE)
_ORDER = (
    (Part.WHAT_IT_IS, Part.BENEFITS), (Part.WHAT_IT_IS, Part.RISKS), (Part.PREPARATION, Part.ON_THE_DAY),
    (Part.ON_THE_DAY, Part.AFTER_EFFECTS), (Part.PREPARATION, Part.AFTER_EFFECTS), (Part.RISKS, Part.AFTER_EFFECTS),
    (Part.AFTER_EFFECTS, Part.GET_HELP), (Part.TELL_US_FIRST, Part.PREPARATION),
)  # fmt: skip
"""Parts that come one before the other."""


# ---------------------------------------------------------------- headings


@on_text(
    "C170", Severity.WARNING, "PEMAT", "house",
    why="A heading is read at a glance or not at all.",
)  # fmt: skip
def short_heading(prose: Prose) -> Iterator[Found]:
    """A heading has at most 9 words."""
    if prose.kind == "heading" and prose.words > 9:
        yield Found(f"this heading has {prose.words} words", "say it in 9 words or fewer")


@on_text(
    "C171", Severity.ERROR, "PEMAT", english=True,
    why="Nobody looks for an answer under a heading that could stand over anything.",
)  # fmt: skip
def telling_heading(prose: Prose) -> Iterator[Found]:
    """A heading says what stands under it, best as a question the reader would ask."""
    if prose.kind == "heading" and _EMPTY.match(prose.text):
        yield Found(f'"{prose.text}" could stand over anything', "ask what the reader would ask")


@on_text(
    "C172", Severity.WARNING, "NHS-FORMAT", english=True, mends=True,
    why="A stop tells the eye that something has ended, where it should go on.",
)  # fmt: skip
def heading_without_stop(prose: Prose) -> Iterator[Found]:
    """A heading ends without a stop; a question mark is welcome."""
    found = _STOP.search(prose.text) if prose.kind == "heading" else None
    if found:
        yield Found("this heading ends with a stop", "leave it out", found.span(), new="")


@on_text(
    "C173", Severity.WARNING, "NHS-FORMAT", "RNIB", english=True,
    why="Words are known by their shape, and Capitals At Each Word break the shape.",
)  # fmt: skip
def sentence_case(prose: Prose) -> Iterator[Found]:
    """Headings have a capital at their beginning and in names only."""
    if prose.kind not in ("heading", "head", "caption"):
        return
    words = re.findall(r"[A-Za-z][\w’'-]*", prose.text)[1:]
    capitals = [word for word in words if word[0].isupper() and word not in _ALSO_CAPITAL and not word.isupper()]
    if len(capitals) >= 2 and 2 * len(capitals) >= len(words):
        yield Found(f"this heading has capitals in {', '.join(capitals)}", "write it like a sentence")


@on_text(
    "C174", Severity.WARNING, "RNIB", "NHS-FORMAT", english=True,
    why="BLOCK CAPITALS are slow to read, and a screen reader may spell them out.",
)  # fmt: skip
def no_block_capitals(prose: Prose) -> Iterator[Found]:
    """Nothing is set in block capitals; what matters most is bold."""
    for found in BLOCK_CAPITALS.finditer(prose.text):
        if KNOWN.issuperset(found[0].split()):
            continue
        yield Found(
            f'"{found[0]}" is in block capitals', "write it in small letters, or make it **bold**", found.span()
        )


# ---------------------------------------------------------------- paragraphs and lists


@on_text(
    "C175", Severity.WARNING, "NHS-WRITE",
    why="A long paragraph is skipped as a whole, with what matters in it.",
)  # fmt: skip
def short_paragraph(prose: Prose) -> Iterator[Found]:
    """A paragraph has at most 3 sentences."""
    if prose.kind == "paragraph" and len(prose.sentences) > MOST_SENTENCES:
        start = prose.sentences[MOST_SENTENCES][0]
        message = f"this paragraph has {len(prose.sentences)} sentences"
        yield Found(message, "begin a new paragraph here, or make a list", (start, start + 1))


@on_file(
    "C176", Severity.WARNING, "NHS-FORMAT", "PEMAT",
    why="After the sixth point the first ones are forgotten.",
)  # fmt: skip
def short_list(sheet: Sheet) -> Iterator[Found]:
    """A list has at most 6 points."""
    longest: dict[Path, int] = {}
    for prose in sheet.prose:
        if prose.path[-2:-1] and prose.path[-2] in _LISTS and isinstance(prose.path[-1], int):
            longest[prose.path[:-1]] = prose.path[-1] + 1
    for path, count in longest.items():
        if count > MOST_ITEMS:
            yield Found(f"this list has {count} points", "divide it in two, each with its own lead", path=path)


@on_text(
    "C177", Severity.WARNING, "NHS-FORMAT",
    why="A point of several sentences is a paragraph with a dot before it.",
)  # fmt: skip
def one_sentence_a_point(prose: Prose) -> Iterator[Found]:
    """A point of a list is one sentence."""
    if prose.kind == "item" and len(prose.sentences) > 1:
        start = prose.sentences[1][0]
        yield Found(f"this point has {len(prose.sentences)} sentences", "make two points of it", (start, start + 1))


@on_text(
    "C178", Severity.INFO, "NHS-FORMAT", english=True, mends=True,
    why="Points without stops are one calm column; with some stops they look unfinished.",
)  # fmt: skip
def point_without_stop(prose: Prose) -> Iterator[Found]:
    """A point of a list ends without a stop."""
    if prose.kind == "item" and len(prose.sentences) == 1 and re.search(r"\w[.;,]$", prose.text):
        end = len(prose.text)
        if not re.search(r"\b[ap]\.m\.$|\betc\.$", prose.text):
            yield Found("this point ends with a stop", "leave it out", (end - 1, end), new="")


@on_file(
    "C179", Severity.WARNING, "PEMAT",
    why="Without a heading nothing can be found again, and the page looks like work.",
)  # fmt: skip
def headings_often_enough(sheet: Sheet) -> Iterator[Found]:
    """There are at most 150 words between two headings."""
    for path, content in sheet.contents:
        words = sum(prose.words for prose in sheet.within(path) if prose.kind in ("paragraph", "item", "step"))
        if words > MOST_WORDS * (1 + _headings(content.body)):
            yield Found(f"{words} words stand here under one heading", "divide it by a `heading:` with a `body:`",
                        path=path)  # fmt: skip


def _headings(body: Sequence[object] | None) -> int:
    """Return how many smaller headings a body has."""
    return sum(1 for block in body or () if hasattr(block, "heading"))


@on_file(
    "C180", Severity.WARNING, "PEMAT", "house",
    why="More steps than fingers of a hand and a bit are not kept in mind.",
)  # fmt: skip
def few_steps(sheet: Sheet) -> Iterator[Found]:
    """A list of steps has at most 7."""
    for path, content in sheet.contents:
        for where, steps in _steps(path, content):
            if len(steps) > 7:
                yield Found(f"there are {len(steps)} steps", "put some together, or divide them", path=where)


def _steps(path: Path, content: Content) -> Iterator[tuple[Path, Sequence[object]]]:
    if content.steps:
        yield (*path, "steps"), content.steps
    for number, block in enumerate(content.body or ()):
        if steps := getattr(block, "steps", None):
            yield (*path, "body", number, "steps"), steps


@on_text(
    "C181", Severity.WARNING, "NHS-WRITE", "PEMAT",
    why="A step is done with one hand on the page: it must be seen at once.",
)  # fmt: skip
def short_step(prose: Prose) -> Iterator[Found]:
    """A step has at most 25 words."""
    if prose.kind == "step" and prose.words > 25:
        yield Found(f"this step has {prose.words} words", "make two steps of it")


@on_text(
    "C182", Severity.WARNING, "PEMAT", "house",
    why="A heading of a column that runs over lines hides the column under it.",
)  # fmt: skip
def short_column_head(prose: Prose) -> Iterator[Found]:
    """The heading of a column has at most 4 words."""
    if prose.kind == "head" and prose.words > 4:
        yield Found(f"this column heading has {prose.words} words", "say it in 4 words or fewer")


# ---------------------------------------------------------------- the whole leaflet


@on_leaflet(
    "C183", Severity.ERROR, "PEMAT", "house",
    why="Who does not know after one short sentence what the leaflet is for, puts it away.",
)  # fmt: skip
def short_purpose(sheet: Sheet) -> Iterator[Found]:
    """The purpose is one sentence of at most 25 words."""
    words = count_words(sheet.leaflet.purpose)
    if words > 25:
        yield Found(f"the purpose has {words} words", "say it in 25 words or fewer", path=("purpose",))


@on_leaflet(
    "C184", Severity.WARNING, "PEMAT", "CCI",
    why="A summary of everything sums up nothing.",
)  # fmt: skip
def few_key_points(sheet: Sheet) -> Iterator[Found]:
    """There are 3 to 5 key points."""
    count = len(sheet.leaflet.key_points or ())
    if count > 5:
        yield Found(f"there are {count} key points", "keep those that a reader who stops here must know",
                    path=("key_points", 5))  # fmt: skip


@on_leaflet(
    "C185", Severity.WARNING, "EQIP36", "PEMAT",
    why="Readers find their place by the order they know: what, why, risks, getting ready, the day, afterwards, help.",
)  # fmt: skip
def known_order(sheet: Sheet) -> Iterator[Found]:
    """The parts stand in the order in which things happen."""
    places: dict[Part, int] = {}
    for number, section in enumerate(sheet.leaflet.sections):
        if section.part and not section.option:
            places.setdefault(section.part, number)
    for first, second in _ORDER:
        if first in places and second in places and places[first] > places[second]:
            yield Found(f'"{second}" stands before "{first}"', f'move "{second}" behind it',
                        path=("sections", places[second], "part"))  # fmt: skip


@on_leaflet(
    "C186", Severity.WARNING, "DISCERN", "PEMAT",
    why="People forget their questions in front of a doctor; written down they are asked.",
)  # fmt: skip
def questions_to_ask(sheet: Sheet) -> Iterator[Found]:
    """The leaflet offers questions to ask, with room to write."""
    leaflet = sheet.leaflet
    if leaflet.kind != "aftercare" and not any(section.questions for section in leaflet.sections):
        yield Found("no section has questions to ask", "add a section with `part: questions`", path=("sections",),
                    on_key=True)  # fmt: skip


@on_leaflet(
    "C187", Severity.INFO, "EQIP36", "house",
    why="What was said at the visit is forgotten on the way home, unless it is written down.",
)  # fmt: skip
def room_for_notes(sheet: Sheet) -> Iterator[Found]:
    """There are lines to write on: 4 or more."""
    lines = 0
    for _, content in sheet.contents:
        lines += content.questions.lines if content.questions else 0
        lines += sum(write.lines for block in content.body or () if (write := getattr(block, "write", None)))
    if lines < 4:
        yield Found(f"there are {lines or 'no'} lines to write on", "give the questions `lines: 4`, or add a `write:`",
                    path=("sections",), on_key=True)  # fmt: skip


@on_leaflet(
    "C188", Severity.INFO, "EQIP36",
    why="Whether one may drive, work, have sex or swim is what people ask most, and what they are told least.",
)  # fmt: skip
def life_afterwards(sheet: Sheet) -> Iterator[Found]:
    """A leaflet for a test or operation says when normal life goes on."""
    leaflet = sheet.leaflet
    parts = {section.part for section in leaflet.sections}
    if leaflet.kind in ("test", "operation") and Part.GOING_HOME not in parts:
        hint = "add a section with `part: going-home`: driving, work, sex, sport"
        yield Found("nothing says when normal life goes on", hint, path=("sections",), on_key=True)


@on_leaflet(
    "C189", Severity.INFO, "PEMAT", "CCI",
    why="A picture of what is done is looked at first, and remembered longest.",
)  # fmt: skip
def has_picture(sheet: Sheet) -> Iterator[Found]:
    """A leaflet for a test or operation shows what is done in a picture."""
    figures = any(prose.kind == "alt" for prose in sheet.read)
    if sheet.leaflet.kind in ("test", "operation") and not figures:
        yield Found("there is no picture of what is done", "add a `figure:`", path=("sections",), on_key=True)


@on_text(
    "C190", Severity.WARNING, "PEMAT", english=True,
    why="A step that begins with its verb is an action; one that begins otherwise is a remark.",
)  # fmt: skip
def step_begins_with_verb(prose: Prose) -> Iterator[Found]:
    """Bold words, which call for action, begin with the verb."""
    for start, end in prose.bare.bold if prose.kind in ("step", "key") else ():
        words = prose.text[start:end]
        if _VERB_FIRST.match(words):
            yield Found(f'"{words}" does not begin with what to do', "begin with the verb", (start, end))


# ---------------------------------------------------------------- red flags


@on_document(
    "C191", Severity.ERROR, "EQIP36", "GMC2020", safety=True,
    why="A warning sign helps only a reader who knows whom to ring, with which number, and how fast.",
)  # fmt: skip
def red_flags_say_whom_to_ring(paper: Paper) -> Iterator[Found]:
    """Warning signs stand with the numbers to ring: the clinic's, the one when it is closed, that for emergencies."""
    wanted = {"call-us": {"clinic_phone", "out_of_hours"}, "emergency": {"emergency"}}
    for block in walk(paper.document.blocks):
        if isinstance(block, Callout) and block.role in wanted:
            lacking = wanted[block.role] - set(_fields(block))
            for name in sorted(lacking):
                yield Found(f"these warning signs do not say {{{name}}}", "print the number with them", at=block.at)


def _fields(block: Callout) -> Iterator[str]:
    """Yield the names of the fields that are filled in a box."""
    contents = [block.title, *(getattr(inside, "content", ()) for inside in walk(block.blocks))]
    yield from (inline.name for content in contents for inline in content if isinstance(inline, Filled))


@on_document(
    "C192", Severity.ERROR, "EQIP36",
    why="A part with nothing under its heading promises an answer and gives none.",
)  # fmt: skip
def no_empty_part(paper: Paper) -> Iterator[Found]:
    """Every heading has something under it."""
    for block in walk(paper.document.blocks):
        if isinstance(block, Section) and block.heading and not any(_holds(inside) for inside in block.blocks):
            yield Found(f'nothing stands under "{plain(block.heading)}"', "fill it, or leave it out", at=block.at)


def _holds(block: object) -> bool:
    content = getattr(block, "content", None)
    return content is None or any(not isinstance(inline, Text) or inline.text.strip() for inline in content)
