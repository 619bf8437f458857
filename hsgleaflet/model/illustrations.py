"""Illustrations: figures, icon arrays, calendars, timelines and QR codes, each asked for in a few lines.

Comes in: raw text values from `read.yaml`. Goes out: checked, frozen parts of a LeafletFile. It stands alone because
these forms describe data to be drawn, not text; the rest of the public format is in `leaflet`.
"""

from typing import Annotated, Literal

from hsgleaflet.model.base import AskName, Bounds, Line, Model, Plain, Size, Slug, Text

Per = Literal["10", "20", "50", "100", "200", "500", "1000", "2000", "5000", "10000", "100000"]
"""Out of how many people a number is."""
Bound = Literal["about", "fewer than", "more than", "up to"]
"""How a number is meant, when it is not a plain count."""


class FigureBlock(Model):
    """A picture with words that say the same."""

    picture: Slug | None = None
    """Name of a drawing in leaflets/pictures, such as hsg-open."""
    image: Plain | None = None
    """File of an image (SVG, PNG or JPEG), beside the leaflet or in its pictures folder; in place of `picture`."""
    alt: Plain
    """What the picture shows, for someone who cannot see it."""
    caption: Line
    """The line printed under the picture."""
    labels: Annotated[dict[Slug, Plain], Size(most=6)] | None = None
    """Words beside the drawing, each by the name of the anchor it points at; at most 6."""
    width: Annotated[str, Text(pattern=r"^\d{1,4}(\.\d{1,4})? ?(mm|cm|in|pt)$")] | None = None
    """Width on paper, such as 90mm; as wide as the text and its labels allow when left out."""


class ArrayPart(Model):
    """One of two icon arrays that stand side by side."""

    what: Line
    """What this one is about: a few words."""
    n: Annotated[int, Bounds(1, 100_000)]
    """How many people it happens to."""
    bound: Bound | None = None
    """How the number is meant, when it is not a plain count."""


class ArrayBlock(Model):
    """A picture of a number: one dot for each person, those it happens to in black."""

    what: Line | None = None
    """What happens to the people shown as black dots: a few words."""
    n: Annotated[int, Bounds(1, 100_000)] | None = None
    """How many people it happens to; left out when `compare` is given."""
    per: Per
    """Out of how many people; drawn as 100 or 1,000 dots, so never below 1 in 1,000."""
    bound: Bound | None = None
    """How the number is meant, when it is not a plain count."""
    compare: Annotated[list[ArrayPart], Size(2, 2)] | None = None
    """Two numbers to compare, side by side, in place of `n`."""
    source: list[Plain] | Plain
    """Key or keys of the sources of the number."""


class RuleBar(Model):
    """A rule that holds from a day of the cycle until the test: a bar under those days."""

    ask: AskName
    """The choice question whose wording is the rule."""
    starts: dict[AskName, Annotated[int, Bounds(1, 28)]]
    """The day the rule starts, for each answer of that question."""


class CalendarBlock(Model):
    """The days of a cycle, two weeks a row, with those on which the test is done."""

    window: Annotated[str, Text(pattern=r"^\{[a-z][a-z0-9_]*\}$")] | tuple[int, int]
    """The days of the test: a day-range question in braces, or two days such as [6, 12]."""
    caption: Line
    """The line printed under the days."""
    ring: Annotated[int, Bounds(1, 28)] | None = None
    """The day on which to ring the clinic."""
    rule: RuleBar | None = None
    """A rule that holds until the test."""
    own_dates: Literal["true", "false"] = "true"
    """Lines to write one's own dates on."""


class TimelineEntry(Model):
    """One thing that lasts for a time."""

    what: Line
    """What it is: a few words."""
    start: Annotated[int, Bounds(0, 1000)] = 0
    """When it starts, counted from the procedure."""
    end: Annotated[int, Bounds(1, 1000)]
    """When it is over at the latest."""
    source: list[Plain] | Plain | None = None
    """Key or keys of the sources of the times."""


class TimelineBlock(Model):
    """What lasts how long, on one scale."""

    unit: Literal["hours", "days", "weeks"]
    """The unit of all times."""
    caption: Line
    """What the scale shows, in a few words."""
    entries: Annotated[list[TimelineEntry], Size(1, 6)]
    """What is shown, at most 6."""


class QrBlock(Model):
    """A QR code with its address beside it."""

    target: Line
    """The web address it leads to, or a question in braces such as {clinic_web}."""
    label: Line
    """What the reader finds there."""
