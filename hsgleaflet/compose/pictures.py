"""Pictures: what an author says of a picture becomes a Figure, its alt text made from the same data.

Comes in: figures, icon arrays, calendars, timelines and QR codes with their spots. Goes out: Document blocks, and the
images and anchors that the leaflet needs. It stands alone because every picture keeps three promises here: words beside
it say the same, its alt text cannot differ from what is drawn, and no number below 1 in 1,000 is drawn (K, 4.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from hsgleaflet.compose.counts import Count, frames, grid
from hsgleaflet.compose.inlines import Content, Inlines, typographic
from hsgleaflet.compose.spots import Spot
from hsgleaflet.compose.values import amount
from hsgleaflet.model import illustrations as author
from hsgleaflet.model.asks import Answer, Choice, DayRange
from hsgleaflet.model.document import (
    Blank,
    Block,
    CycleCalendar,
    Figure,
    Filled,
    Group,
    IconArray,
    Inline,
    Label,
    Link,
    Paragraph,
    Picture,
    QrCode,
    Strong,
    Text,
    Timeline,
    TimeSpan,
    plain,
)
from hsgleaflet.model.drawing import Drawing
from hsgleaflet.model.pictures import Raster
from hsgleaflet.problems import Location, Problem, did_you_mean
from hsgleaflet.units import points

_LONGEST_PERIOD = 5
_CYCLE = 28


class Shown(Struct, frozen=True):
    """An image that a leaflet shows: where it is named, and its labels, each with its place."""

    at: Location | None
    labels: tuple[tuple[str, Location | None], ...] = ()


def missing_anchors(name: str, shown: Shown, picture: Drawing | Raster) -> list[Problem]:
    """Return a problem for each label that points at nothing in the picture."""
    anchors = [anchor for anchor, _, _ in picture.anchors] if isinstance(picture, Drawing) else []
    known = f"anchors here: {', '.join(anchors)}" if anchors else "only a drawing (SVG) with anchors can have labels"
    return [
        Problem(
            code="M006", message=f'the picture {name} has no anchor "{anchor}"', at=at,
            hint=did_you_mean(anchor, anchors) or known,
        )
        for anchor, at in shown.labels
        if anchor not in anchors
    ]  # fmt: skip


class Filling(Protocol):
    """What is needed to fill the words of a picture."""

    inlines: Inlines
    answers: Mapping[str, Answer]

    def fill(self, text: str, spot: Spot, *, explain: bool = True) -> Content:
        """Return a text with its fields filled."""
        ...

    def paragraph(self, text: str, spot: Spot, role: str = "") -> tuple[Block, ...]:
        """Return a paragraph, or nothing when all of its sentences were left out."""
        ...


class Pictures:
    """Lowers pictures; gathers the images and codes they need."""

    def __init__(self, blocks: Filling) -> None:
        self.blocks = blocks
        self.phrases = blocks.inlines.phrases
        self.images: dict[str, Shown] = {}
        self.codes: dict[str, Location | None] = {}

    def _wrong(self, message: str, spot: Spot, hint: str) -> tuple[Block, ...]:
        self.blocks.inlines.problems.append(Problem(code="M007", message=message, at=spot.at(), hint=hint))
        return ()

    # ------------------------------------------------------------ figures

    def figure(self, figure: author.FigureBlock, spot: Spot) -> tuple[Block, ...]:
        """Return a drawing or photograph with its caption and labels."""
        if (figure.picture is None) == (figure.image is None):
            return self._wrong("a figure has either a `picture` or an `image`", spot, "picture: hsg-open")
        asset = f"{figure.picture}.svg" if figure.picture else figure.image or ""
        labels = figure.labels or {}
        places = tuple((anchor, self._key(spot / "labels", anchor)) for anchor in labels)
        before = self.images[asset].labels if asset in self.images else ()
        self.images[asset] = Shown((spot / ("picture" if figure.picture else "image")).at(), before + places)
        graphic = Picture(
            asset=asset, width=points(figure.width) if figure.width else 0,
            labels=tuple(
                Label(anchor=anchor, text=self._plain(text, spot / "labels" / anchor))
                for anchor, text in labels.items()
            ),
        )  # fmt: skip
        caption = self.blocks.fill(figure.caption, spot / "caption")
        alt = self.blocks.inlines.translated(figure.alt, spot / "alt")
        return (
            Figure(
                id=spot.id, at=spot.at(), lang=alt.foreign or None, graphic=graphic, alt=typographic(alt.text),
                caption=caption.inlines,
                sources=caption.sources,
            ),
        )  # fmt: skip

    def _plain(self, text: str, spot: Spot) -> str:
        return typographic(self.blocks.inlines.translated(text, spot).text)

    def _key(self, spot: Spot, key: str) -> Location | None:
        return spot.marks.at((*spot.path, key), on_key=True)

    def figures(self, figures: Sequence[author.FigureBlock], spot: Spot) -> tuple[Block, ...]:
        """Return pictures side by side."""
        made = tuple(block for number, one in enumerate(figures) for block in self.figure(one, spot / number))
        return (Group(id=spot.id, at=spot.at(), role="columns", blocks=made),)

    # ------------------------------------------------------------ icon arrays

    def array(self, block: author.ArrayBlock, spot: Spot) -> tuple[Block, ...]:
        """Return an icon array beside its words, or two above theirs."""
        sources = [block.source] if isinstance(block.source, str) else block.source
        self.blocks.inlines.cite(sources, spot / "source")
        if block.compare:
            return self._compared(block, spot)
        if block.n is None or block.what is None:
            return self._wrong("an icon array needs `what` and `n`, or `compare`", spot, "what: ..., n: 3, per: 100")
        what = self.blocks.fill(block.what, spot / "what")
        return self.counted(what.inlines, Count(block.n, int(block.per), block.bound or ""), spot)

    def counted(self, what: tuple[Inline, ...], count: Count, spot: Spot) -> tuple[Block, ...]:
        """Return one array beside its words."""
        dots = self._dots([count], spot)
        if not dots:
            return ()
        node = spot / "array"
        inside = (
            self._array(what, count, dots, node), *self._words(what, count, dots, node),
            self._reading(node, count.bound, dots * count.n // count.per),
        )  # fmt: skip
        return (Group(id=node.id, at=spot.at(), role="beside", blocks=inside),)

    def _compared(self, block: author.ArrayBlock, spot: Spot) -> tuple[Block, ...]:
        parts = block.compare or []
        counts = [Count(part.n, int(block.per), part.bound or "") for part in parts]
        dots = self._dots(counts, spot)
        if not dots:
            return ()
        title: tuple[Block, ...] = ()
        if block.what:
            said = Strong(content=self.blocks.fill(block.what, spot / "what").inlines)
            title = (Paragraph(id=(spot / "title").id, at=spot.at(), role="frames", content=(said,)),)
        columns = []
        for number, (part, count) in enumerate(zip(parts, counts, strict=True)):
            node = spot / "compare" / number
            what = self.blocks.fill(part.what, node / "what").inlines
            inside = (*self._words(what, count, dots, node), self._array(what, count, dots, node))
            columns.append(Group(id=node.id, at=node.at(), role="column", blocks=inside))
        pair = Group(id=(spot / "compare").id, at=spot.at(), role="columns", blocks=tuple(columns))
        return (Group(id=spot.id, at=spot.at(), blocks=(*title, pair, self._reading(spot, "", 2))),)

    def _dots(self, counts: Sequence[Count], spot: Spot) -> int:
        """Return how many dots show every count whole, or 0 with a problem."""
        found = grid(counts)
        if any(count.n > count.per for count in counts):
            self._wrong("more people than there are", spot, "`n` is at most `per`")
        elif any(count.n * 1000 < count.per for count in counts):
            self._wrong("a number below 1 in 1,000 is not drawn", spot, "say it in words, out of 10,000")
        elif not found:
            self._wrong("this number makes no whole dots", spot, "give it out of 100 or 1,000")
        else:
            return found
        return 0

    def _array(self, what: tuple[Inline, ...], count: Count, dots: int, spot: Spot) -> Figure:
        yes, no = frames(count, dots, self.phrases)
        filled = dots * count.n // count.per
        alt = self.phrases(
            "array_alt", per=self.phrases.number(dots), n=self.phrases.number(filled), what=plain(what), yes=yes, no=no
        )
        graphic = IconArray(n=filled, per=dots)
        return Figure(id=(spot / "dots").id, at=spot.at(), role="icon-array", graphic=graphic, alt=alt)

    def _words(self, what: tuple[Inline, ...], count: Count, dots: int, spot: Spot) -> tuple[Block, ...]:
        yes, no = frames(count, dots, self.phrases)
        said = self.phrases("array_frames", yes=yes, no=no)
        return (
            Paragraph(id=(spot / "title").id, at=spot.at(), role="frames", content=(Strong(content=what),)),
            Paragraph(id=(spot / "frames").id, at=spot.at(), role="frames", content=(Text(text=said),)),
        )

    def _reading(self, spot: Spot, bound: str, filled: int) -> Paragraph:
        key = f"array_reading_{bound}" if bound == "fewer than" else "array_reading"
        said = self.phrases(key if filled != 1 else f"{key}_one")
        return Paragraph(id=(spot / "reading").id, at=spot.at(), role="reading", content=(Text(text=said),))

    # ------------------------------------------------------------ calendar

    def calendar(self, block: author.CalendarBlock, spot: Spot) -> tuple[Block, ...]:
        """Return the days of a cycle, what their marks mean, and lines for own dates."""
        days = self._window(block.window, spot / "window")
        if days is None:
            return ()
        if not 1 <= days.first <= days.last <= _CYCLE:
            return self._wrong("the window lies outside day 1 to 28", spot / "window", "give two days, such as [6, 12]")
        rule = self._rule(block.rule, spot / "rule") if block.rule else 0
        name = block.window.strip("{}") if isinstance(block.window, str) else ""
        bleeding = max(1, min(_LONGEST_PERIOD, days.first - 1))
        graphic = CycleCalendar(
            first=days.first, last=days.last, bleeding=bleeding, rule=rule, notes=self._notes(block, days), name=name
        )
        caption = self.blocks.fill(block.caption, spot / "caption")
        figure = Figure(
            id=spot.id, at=spot.at(), graphic=graphic, alt=self._calendar_alt(graphic), caption=caption.inlines
        )
        return (figure, *self._legend(block, rule, spot), *(self._own_dates(spot) if block.own_dates == "true" else ()))

    def _window(self, window: str | tuple[int, int], spot: Spot) -> DayRange | None:
        if not isinstance(window, str):
            return DayRange(*window)
        name = window.strip("{}")
        self.blocks.inlines.value(name, spot)
        answer = self.blocks.answers.get(name)
        if answer is not None and not isinstance(answer, DayRange):
            self._wrong(f"{window} is no day-range question", spot, "its `type:` must be day-range")
        return answer if isinstance(answer, DayRange) else None

    def _rule(self, rule: author.RuleBar, spot: Spot) -> int:
        answer = self.blocks.answers.get(rule.ask)
        if not isinstance(answer, Choice):
            self.blocks.inlines.value(rule.ask, spot / "ask")
            return 0
        if answer.key not in rule.starts:
            self._wrong(f'no start is given for the answer "{answer.key}"', spot / "starts", f"{answer.key}: 1")
        return rule.starts.get(answer.key, 0)

    def _notes(self, block: author.CalendarBlock, days: DayRange) -> tuple[tuple[int, str], ...]:
        same = "calendar_test_one" if days.first == days.last else "calendar_test"
        notes = [(days.first, self.phrases(same, first=days.first, last=days.last))]
        if block.ring:
            notes.append((block.ring, self.phrases("calendar_ring")))
        return tuple(sorted(notes))

    def _calendar_alt(self, calendar: CycleCalendar) -> str:
        said = [self.phrases("calendar_alt", bleeding=calendar.bleeding)]
        said += [
            f"{self.phrases('day', day=day).capitalize()}: {words}{self.phrases.stop}" for day, words in calendar.notes
        ]
        if calendar.rule:
            said.append(self.phrases("calendar_alt_rule", rule=calendar.rule, last=calendar.last))
        return " ".join(said)

    def _legend(self, block: author.CalendarBlock, rule: int, spot: Spot) -> tuple[Block, ...]:
        ring = self.phrases("calendar_key_ring", day=block.ring) if block.ring else self.phrases("calendar_key")
        found: tuple[Block, ...] = (
            Paragraph(id=(spot / "drop").id, at=spot.at(), role="key-drop", content=(Text(text=ring),)),
        )
        if block.rule and rule:
            asked = f"{{{block.rule.ask}}}"
            words = self.blocks.inlines.fill(asked, spot / "rule" / "ask", explain=False, translate=False)
            content = (Text(text=self.phrases("calendar_key_rule", day=rule) + " "), *words.inlines)
            found += (Paragraph(id=(spot / "bar").id, at=spot.at(), role="key-bar", content=content),)
        return found

    def _own_dates(self, spot: Spot) -> tuple[Block, ...]:
        lines = tuple(
            Blank(id=(spot / key).id, at=spot.at(), role="inline", label=(Text(text=self.phrases(key)),))
            for key in ("my_day_1", "my_test")
        )
        return (Group(id=(spot / "dates").id, at=spot.at(), role="columns", blocks=lines),)

    # ------------------------------------------------------------ timeline and QR code

    def timeline(self, block: author.TimelineBlock, spot: Spot) -> tuple[Block, ...]:
        """Return what lasts how long, on one scale."""
        spans = []
        for number, entry in enumerate(block.entries):
            here = spot / "entries" / number
            if entry.end <= entry.start:
                return self._wrong("this ends before it starts", here, "`start` comes before `end`")
            sources = [entry.source] if isinstance(entry.source, str) else entry.source or []
            self.blocks.inlines.cite(sources, here / "source")
            name = plain(self.blocks.fill(entry.what, here / "what", explain=False).inlines)
            end = amount(entry.end, block.unit.removesuffix("s"), self.phrases.locale)
            words = self.phrases("to", low=entry.start, high=end) if entry.start else self.phrases("up_to", high=end)
            spans.append(TimeSpan(name=name, start=entry.start, end=entry.end, words=words))
        said = " ".join(f"{span.name}: {span.words}{self.phrases.stop}" for span in spans)
        graphic = Timeline(unit=self.phrases(f"timeline_{block.unit}"), spans=tuple(spans))
        caption = self.blocks.fill(block.caption, spot / "caption").inlines
        alt = self.phrases("timeline_alt", said=said)
        return (Figure(id=spot.id, at=spot.at(), graphic=graphic, alt=alt, caption=caption),)

    def qr(self, block: author.QrBlock, spot: Spot) -> tuple[Block, ...]:
        """Return a QR code beside what it is for and its address."""
        address = self._address(
            self.blocks.inlines.fill(block.target, spot / "target", explain=False, translate=False).inlines, spot
        )
        if address is None:
            return ()
        label = self.blocks.paragraph(block.label, spot / "label")
        return (self.code(address, label, spot, (spot / "target").at()),)

    def code(self, address: Link, label: tuple[Block, ...], spot: Spot, at: Location | None) -> Group:
        """Return a QR code beside its label and its address, which is written at `at`."""
        self.codes[address.target] = at
        figure = Figure(
            id=(spot / "code").id, at=spot.at(), role="qr", graphic=QrCode(target=address.target),
            alt=self.phrases("qr_alt", address=plain(address.content)),
        )  # fmt: skip
        link = Paragraph(id=(spot / "address").id, at=spot.at(), role="frames", content=(address,))
        return Group(id=spot.id, at=spot.at(), role="beside", blocks=(figure, *label, link))

    def _address(self, content: tuple[Inline, ...], spot: Spot) -> Link | None:
        only = content[0] if len(content) == 1 else None
        if isinstance(only, Link):
            return only
        text = plain(content)
        if not content or " " in text or "." not in text:
            self._wrong("a QR code needs a web address", spot / "target", "target: https://example.org/hsg")
            return None
        target = text if text.startswith("http") else f"https://{text}"
        shown: Inline = only if isinstance(only, Filled) else Text(text=text.split("://")[-1])
        return Link(id=f"{spot.id}~address", target=target, content=(shown,))
