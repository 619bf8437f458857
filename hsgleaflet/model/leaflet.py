"""LeafletFile: what an author may write in `leaflets/NAME.yaml`, and PassageFile for `leaflets/shared.yaml`.

Comes in: raw text values from `read.yaml`. Goes out: a checked, frozen model that `compose` lowers to a Document. It
stands alone because it is the public format; every field's docstring is shown by editors.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import field

from hsgleaflet.model.asks import Ask
from hsgleaflet.model.base import (
    AskName,
    Bounds,
    ByKey,
    Counted,
    Date,
    Lang,
    Line,
    Minutes,
    Model,
    Plain,
    Size,
    Slug,
    Text,
)
from hsgleaflet.model.illustrations import (
    ArrayBlock,
    Bound,
    CalendarBlock,
    FigureBlock,
    Per,
    QrBlock,
    TimelineBlock,
)

Texts = Annotated[list[Line], Size(1)]
"""Texts, one an entry; never none."""


class Part(StrEnum):
    """What a section is for; the parts that every leaflet must hold are checked."""

    TELL_US_FIRST = "tell-us-first"
    WHAT_IT_IS = "what-it-is"
    WHY = "why"
    BENEFITS = "benefits"
    ALTERNATIVES = "alternatives"
    COMPARISON = "comparison"
    WHEN = "when"
    BOOKING = "booking"
    PREPARATION = "preparation"
    PAIN = "pain"
    WHO = "who"
    ON_THE_DAY = "on-the-day"
    HOW_LONG = "how-long"
    RISKS = "risks"
    AFTER_EFFECTS = "after-effects"
    GET_HELP = "get-help"
    GOING_HOME = "going-home"
    RESULTS = "results"
    WITHOUT = "without"
    QUESTIONS = "questions"
    CHOICES = "choices"
    SUPPORT = "support"
    DISCLAIMER = "disclaimer"


class Dates(Model):
    """When the leaflet was written and checked, and when it must be checked again."""

    written: Date
    """Day this version was written, as 2026-11-23."""
    evidence_checked: Date
    """Day the facts were last checked against their sources."""
    review_by: Date
    """Day by which it must be checked again; at most 3 years after it was written."""


class Source(Model):
    """Where a fact comes from."""

    title: Plain
    """Title of the document."""
    organisation: Plain
    """Who published it."""
    year: Annotated[int, Bounds(1900, 2100)] | None = None
    """Year of publication, if it is known."""
    url: Annotated[str, Text(pattern=r"^https?://\S+$", most=2000)] | None = None
    """Web address."""


class Step(Model):
    """One step in time order."""

    when: Line
    """When, or at what point: a few words."""
    do: Line
    """What to do, or what happens."""
    minutes: Minutes | tuple[Minutes, Minutes] | None = None
    """How many minutes it takes; two numbers for a range. It stands under `when`."""


class SwitchedRow(Model):
    """A row of a table that only some clinics print."""

    only_if: AskName
    """A yes-or-no question: the row is printed where the clinic answers it with yes."""
    row: Texts
    """The cells of the row."""


TableRow = Texts | SwitchedRow


class TableBlock(Model):
    """A simple table; the first column heads its row."""

    caption: Line
    """What the table shows, in a few words."""
    columns: Annotated[list[Line], Size(2, 4)]
    """Headings of the columns, at most 4."""
    rows: Annotated[list[TableRow], Size(1)]
    """The rows; each has as many cells as there are columns. A row may be switched: {only_if: question, row: [...]}."""


class CalloutBlock(Model):
    """A boxed part with its own heading."""

    title: Line
    """Heading of the box."""
    kind: Literal["note", "important", "warning"] = "note"
    """How urgent it is."""
    body: Annotated[list["Block"], Size(1)]
    """What stands in the box."""


class WriteBlock(Model):
    """Lines for the reader to write on."""

    label: Line
    """What to write there."""
    lines: Annotated[int, Bounds(1, 12)] = 1
    """How many lines."""


class ListBlock(Model):
    """A bulleted list."""

    list: Texts
    """The entries."""


class ChecklistBlock(Model):
    """Boxes to tick."""

    checklist: Texts
    """The entries."""


class StepsBlock(Model):
    """Numbered steps in time order."""

    steps: Annotated[list[Step], Size(1, 9)]
    """The steps."""


class TableHolder(Model):
    """A table."""

    table: TableBlock
    """Caption, columns and rows."""


class CalloutHolder(Model):
    """A boxed part."""

    callout: CalloutBlock
    """Title, kind and body."""


class FigureHolder(Model):
    """A picture."""

    figure: FigureBlock
    """Image, alt and caption."""


class FiguresBlock(Model):
    """Two pictures side by side."""

    figures: Annotated[list[FigureBlock], Size(2, 2)]
    """The pictures, in reading order."""


class ArrayHolder(Model):
    """A picture of a number."""

    icon_array: ArrayBlock
    """What, n, per and source; or two to compare."""


class CalendarHolder(Model):
    """The days of a cycle."""

    cycle_calendar: CalendarBlock
    """Window, caption, and what else holds on which day."""


class TimelineHolder(Model):
    """What lasts how long."""

    timeline: TimelineBlock
    """Unit, caption and entries."""


class QrHolder(Model):
    """A QR code."""

    qr: QrBlock
    """Target and label."""


class WriteHolder(Model):
    """Lines to write on."""

    write: WriteBlock
    """Label and number of lines."""


class UseBlock(Model):
    """The words of a passage of `leaflets/shared.yaml`."""

    use: Slug
    """Name of the passage."""


class SubsectionBlock(Model):
    """A part of a section with a smaller heading."""

    heading: Line
    """The smaller heading."""
    body: Annotated[list["Block"], Size(1)]
    """What stands under it."""


class SwitchedBlock(Model):
    """Blocks that only some clinics print."""

    only_if: AskName
    """A yes-or-no question: the blocks are printed where the clinic answers it with yes."""
    body: Annotated[list["Block"], Size(1)]
    """The blocks."""


Block = Annotated[
    Line
    | ListBlock
    | ChecklistBlock
    | StepsBlock
    | TableHolder
    | CalloutHolder
    | FigureHolder
    | FiguresBlock
    | ArrayHolder
    | CalendarHolder
    | TimelineHolder
    | QrHolder
    | WriteHolder
    | UseBlock
    | SubsectionBlock
    | SwitchedBlock,
    ByKey(),
]
"""What stands in a body: a paragraph, or a block whose key names its kind."""


class Risk(Model):
    """One thing that may happen: how often, to whom, what it means, what is done about it."""

    what: Line
    """What may happen, in plain words."""
    n: Counted | tuple[Counted, Counted] | None = None
    """How many people it happens to; two numbers for a range."""
    per: Per | None = None
    """Out of how many people."""
    bound: Bound | None = None
    """How the number is meant, when it is not a plain count."""
    unknown: Literal["true"] | None = None
    """Say plainly that no reliable figure exists."""
    in_words: Line | None = None
    """How often, in words, where only that is known ("most people"); goes with `unknown`."""
    period: Line | None = None
    """Over what time, such as "in the week after"."""
    who: Line | None = None
    """Which people the number is about."""
    means: Line | None = None
    """What it would feel like or lead to."""
    we_do: Line | None = None
    """What we do about it."""
    serious: Literal["true", "false"] = "false"
    """A serious harm; such rows are printed however rare they are."""
    picture: Literal["true", "false"] = "false"
    """Show the number as 100 or 1,000 dots under the table."""
    source: list[Plain] | Plain | None = None
    """Key or keys of the sources of the number."""


class Bands(Model):
    """What is normal, when to ring, when to call an ambulance."""

    expected: list[Line] | None = None
    """What most people feel; no need to ring."""
    call_us: list[Line] | None = None
    """Ring the clinic the same day."""
    emergency: list[Line] | None = None
    """Call the emergency number now."""


class Questions(Model):
    """Questions a reader may want to ask, with lines to write on."""

    ask: Texts
    """The questions."""
    lines: Annotated[int, Bounds(0, 12)] = 4
    """Blank lines under them."""


class Content(Model):
    """What a section or a passage holds: a body, then at most one of the special forms."""

    body: Annotated[list[Block], Size(1)] | None = None
    """Paragraphs and blocks, in reading order."""
    checklist: Texts | None = None
    """Boxes to tick, under the heading."""
    steps: Annotated[list[Step], Size(1, 9)] | None = None
    """Numbered steps."""
    risks: Annotated[list[Risk], Size(1)] | None = None
    """The risk table."""
    bands: Bands | None = None
    """Expected, call us, emergency."""
    questions: Questions | None = None
    """Questions to ask, with room to write."""


class Shorter(Content):
    """What a folded leaflet prints in place of a text; risks and bands stay unless they are given here too."""

    heading: Line | None = None
    """A shorter heading; the same as in the full wording when left out."""


class Idea(Model):
    """One idea of an easy-read leaflet: a picture, and short sentences at its side."""

    say: Texts | Line
    """One sentence, or a few, an entry each; at most 15 words in each. Explain a hard word in the next sentence."""
    icon: Slug | None = None
    """The picture: the name of an icon in leaflets/pictures/icons, such as phone."""
    picture: Slug | None = None
    """The picture: the name of a drawing in leaflets/pictures, such as hsg-open; in place of `icon`."""
    risk: Line | None = None
    """The serious risk that this idea tells of: its `what` in the risk table."""


class EasyRead(Model):
    """What an easy-read leaflet prints: ideas, one below the other."""

    heading: Line | None = None
    """The heading; the same as in the full wording when left out."""
    ideas: Annotated[list[Idea], Size(1)] | None = None
    """The ideas, in reading order."""
    bands: Bands | None = None
    """Expected, call us, emergency, in easy words."""


class Reworded(Content):
    """What a section or a passage holds, and what other wordings print in its place."""

    short: Shorter | None = None
    """The same in fewer words, for folded leaflets."""
    easy_read: EasyRead | None = None
    """The same in easy words with pictures."""


class Section(Reworded):
    """One headed part of the leaflet."""

    part: Part | None = None
    """What the section is for."""
    heading: Line | None = None
    """The heading: best a question the reader would ask."""
    use: Slug | None = None
    """A passage of `leaflets/shared.yaml`; its heading is taken when none is given."""
    option: Slug | None = None
    """In a comparison: which option this section is about."""
    only_if: AskName | None = None
    """A yes-or-no question: the section is printed where the clinic answers it with yes."""
    in_short: Literal["true", "false"] = "true"
    """Say `false` to leave this section out of the short wording; parts that keep a reader safe always stay."""


class Fact(Model):
    """One thing to know at a glance."""

    fact: Line
    """One to four words."""
    note: Line
    """A few words more."""


class Passage(Reworded):
    """Words that several leaflets share."""

    heading: Line
    """Heading when the passage is a section of its own."""


class ShortForm(Model):
    """What the short wording says at its head."""

    figure: FigureBlock | None = None
    """A picture for the cover."""
    key_points: Annotated[list[Line], Size(2, 5)] | None = None
    """Two to five key points; without them a short wording has none."""


class LeafletFile(Model):
    """A leaflet: wording, evidence and the questions that each clinic answers."""

    schema_version: Literal["1"]
    """Version of this file format: 1."""
    leaflet: Slug
    """Short name, as in the file name."""
    number: Annotated[str, Text(pattern=r"^[A-Z]{2,6}-\d{3,4}$")]
    """Document number, kept for life, such as GYN-001."""
    title: Plain
    """The plain name of the procedure."""
    short_title: Plain | None = None
    """A shorter title for the footer, when the title is long."""
    medical_name: Plain | None = None
    """The medical name."""
    purpose: Line
    """One sentence: what it is for. At most 25 words."""
    kind: Literal["test", "operation", "comparison", "aftercare"]
    """What kind of leaflet it is; decides which parts it must have."""
    lang: Lang
    """Language it is written in."""
    version: Annotated[str, Text(pattern=r"^\d{1,4}\.\d{1,4}$")]
    """Version as major.minor; a change of meaning raises the first number."""
    dates: Dates
    """Written, evidence checked, review by."""
    owner: Plain
    """The post that looks after it, never a person."""
    funding: Plain
    """Who paid for it; "none" is an answer."""
    patient_involvement: Plain
    """How patients took part; "none yet" is an answer."""
    reading_note: Plain | None = None
    """Why this version may read harder than the last approved one, if it does."""
    options: dict[Slug, Plain] | None = None
    """In a comparison: what is compared."""
    asks: dict[AskName, Ask] = field(default_factory=dict)
    """What each clinic answers."""
    words: Annotated[dict[Plain, Line], Size(most=200)] = field(default_factory=dict)
    """Hard words and what they mean; the first use is explained by itself."""
    glance: Annotated[list[Fact], Size(2, 4)] | None = None
    """Two to four facts under the key points."""
    key_points: Annotated[list[Line], Size(3, 7)] | None = None
    """What a reader who stops here must know; a sheet for the days after may leave them out, as its boxes say it."""
    short: ShortForm | None = None
    """The cover of a folded leaflet; the sections hold their own `short:`."""
    sections: Annotated[list[Section], Size(1, 100)]
    """The parts of the leaflet, in reading order."""
    sources: dict[Plain, Source] = field(default_factory=dict)
    """Sources by their key."""


class PassageFile(Model):
    """Passages defined once and used by many leaflets, with the questions they need."""

    schema_version: Literal["1"]
    """Version of this file format: 1."""
    lang: Lang
    """Language they are written in."""
    asks: dict[AskName, Ask] = field(default_factory=dict)
    """What each clinic answers, once for all leaflets."""
    passages: dict[Slug, Passage]
    """The passages by name."""
    sources: dict[Plain, Source] = field(default_factory=dict)
    """Sources by their key."""
