"""Blocks: what an author writes in a body, lowered to the few blocks of a Document.

Comes in: blocks of a leaflet or passage with their spots. Goes out: Document blocks; a block whose sentences were all
left out is none. It stands alone so that a new author word costs one small function here and no writer changes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.inlines import Content, Inlines, Omitted
from hsgleaflet.compose.pictures import Pictures, Shown
from hsgleaflet.compose.spots import Spot
from hsgleaflet.compose.values import amount
from hsgleaflet.model import leaflet as author
from hsgleaflet.model.asks import Answer, YesNo
from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Inline,
    Item,
    List,
    Paragraph,
    Section,
    Table,
    Text,
)
from hsgleaflet.problems import Location, Problem, did_you_mean

T = TypeVar("T")
TICK_BOX, BULLET = "☐", "•"
Passages = Callable[[str], tuple[author.Passage, Spot] | None]
"""Gives a shared passage and where it stands, by its name."""


_ALONE = (str, author.ListBlock, author.ChecklistBlock, author.StepsBlock, author.TableHolder)


class Part(Protocol):
    """Composes a part, or recalls what it became before."""

    def __call__(self, place: Hashable, make: Callable[[], T], /) -> T:
        """Return what `make` returns, at a place in the author's files."""
        ...


def _made(place: Hashable, make: Callable[[], T]) -> T:
    return make()


class Blocks:
    """Lowers blocks in reading order."""

    def __init__(self, inlines: Inlines, passages: Passages, names: Iterable[str]) -> None:
        self.inlines = inlines
        self.passages = passages
        self.names = tuple(names)
        self.answers: Mapping[str, Answer] = {}
        self.safety = False
        self.pictures = Pictures(self)
        self.in_use: list[str] = []
        self.part: Part = _made

    def fill(self, text: str, spot: Spot, *, explain: bool = True) -> Content:
        """Return a text with its fields filled; sentences of safety parts and titles may not be left out.

        A title is a text in which no word is explained.
        """
        return self.inlines.fill(text, spot, explain=explain, safety=self.safety or not explain)

    def body(self, blocks: Sequence[author.Block], spot: Spot) -> tuple[Block, ...]:
        """Return the blocks of a body."""
        return tuple(made for number, block in enumerate(blocks) for made in self.block(block, spot / number))

    def block(self, block: author.Block, spot: Spot) -> tuple[Block, ...]:
        """Return what one block of a body becomes; blocks without pictures are remembered one by one."""
        return (
            self.known(spot, lambda: self._block(block, spot))
            if isinstance(block, _ALONE)
            else self._block(block, spot)
        )

    def known(self, spot: Spot, make: Callable[[], T]) -> T:
        """Return what is made of the words at a spot, remembered for all clinics that answer them alike."""
        return self.part((spot.marks.file, spot.path, spot.id), make)

    def _block(self, block: author.Block, spot: Spot) -> tuple[Block, ...]:
        match block:
            case str():
                return self.paragraph(block, spot)
            case author.ListBlock():
                return self.list(block.list, spot / "list")
            case author.ChecklistBlock():
                return self.checklist(block.checklist, spot / "checklist")
            case author.StepsBlock():
                return self.steps(block.steps, spot / "steps")
            case author.TableHolder():
                return self.table(block.table, spot / "table")
            case author.CalloutHolder():
                return self._callout(block.callout, spot / "callout")
            case author.FigureHolder():
                return self.pictures.figure(block.figure, spot / "figure")
            case author.FiguresBlock():
                return self.pictures.figures(block.figures, spot / "figures")
            case author.ArrayHolder():
                return self.pictures.array(block.icon_array, spot / "icon_array")
            case author.CalendarHolder():
                return self.pictures.calendar(block.cycle_calendar, spot / "cycle_calendar")
            case author.TimelineHolder():
                return self.pictures.timeline(block.timeline, spot / "timeline")
            case author.QrHolder():
                return self.pictures.qr(block.qr, spot / "qr")
            case author.WriteHolder():
                label = self.fill(block.write.label, spot / "write" / "label")
                return (Blank(id=spot.id, at=spot.at(), label=label.inlines, lines=block.write.lines),)
            case author.UseBlock():
                return self.used(block.use, spot)
            case author.SubsectionBlock():
                heading = self.fill(block.heading, spot / "heading", explain=False)
                inside = self.body(block.body, spot / "body")
                return (Section(id=spot.id, at=spot.at(), heading=heading.inlines, blocks=inside),) if inside else ()
            case author.SwitchedBlock():
                return self.body(block.body, spot / "body") if self.switched_on(block.only_if, spot) else ()
        raise TypeError(block)

    def switched_on(self, name: str, spot: Spot) -> bool:
        """Return whether the clinic answers a yes-or-no question with yes; one that is missing is told elsewhere."""
        self.inlines.value(name, spot / "only_if")
        answer = self.answers.get(name)
        if answer is not None and not isinstance(answer, YesNo):
            message, hint, at = f'"{name}" is no yes-or-no question', "its `type:` must be yes-no", spot / "only_if"
            self.inlines.problems.append(Problem(code="M018", message=message, at=at.at(), hint=hint))
        return not isinstance(answer, YesNo) or answer.yes

    def paragraph(self, text: str, spot: Spot, role: str = "") -> tuple[Block, ...]:
        """Return a paragraph, or nothing when all of its sentences were left out."""
        found = self.fill(text, spot)
        if not found:
            return ()
        return (Paragraph(id=spot.id, at=spot.at(), role=role, content=found.inlines, sources=found.sources),)

    def list(self, texts: Sequence[str], spot: Spot) -> tuple[Block, ...]:
        """Return a bulleted list."""
        return self._items(texts, spot, BULLET, "", "disc")

    def checklist(self, texts: Sequence[str], spot: Spot) -> tuple[Block, ...]:
        """Return boxes to tick."""
        return self._items(texts, spot, TICK_BOX, "checklist", "square")

    def _items(self, texts: Sequence[str], spot: Spot, marker: str, role: str, numbering: str) -> tuple[Block, ...]:
        made = [self._entry(text, spot / number) for number, text in enumerate(texts)]
        items = tuple(Item(marker=marker, blocks=blocks) for blocks in made if blocks)
        if not items:
            return ()
        return (List(id=spot.id, at=spot.at(), role=role, items=items, numbering=numbering),)  # type: ignore[arg-type]

    def _entry(self, text: str, spot: Spot) -> tuple[Block, ...]:
        return self.known(spot, lambda: self.paragraph(text, spot))

    def steps(self, steps: Sequence[author.Step], spot: Spot) -> tuple[Block, ...]:
        """Return numbered steps; a step whose sentences were left out leaves no gap in the numbers."""
        made = []
        for number, step in enumerate(steps):
            if pair := self.pair({"when": step.when, "do": step.do}, spot / number):
                made.append((pair[0], *self._minutes(step, spot / number / "minutes"), pair[1]))
        items = tuple(Item(marker=str(number), blocks=blocks) for number, blocks in enumerate(made, 1))
        if not items:
            return ()
        return (List(id=spot.id, at=spot.at(), role="steps", items=items, numbering="decimal"),)

    def _minutes(self, step: author.Step, spot: Spot) -> tuple[Block, ...]:
        if step.minutes is None:
            return ()
        phrases = self.inlines.phrases
        low, high = step.minutes if isinstance(step.minutes, tuple) else (step.minutes, step.minutes)
        words = amount(high, "minute", phrases.locale)
        content = plain_words(words if low == high else phrases("to", low=low, high=words))
        return (Paragraph(id=spot.id, at=spot.at(), role="minutes", content=content),)

    def pair(self, texts: Mapping[str, str], spot: Spot) -> tuple[Block, ...]:
        """Return paragraphs that need each other, their keys as roles; none when one of them was left out."""
        made = {key: self.paragraph(text, spot / key, key) for key, text in texts.items()}
        if all(made.values()):
            return tuple(block for blocks in made.values() for block in blocks)
        for key, blocks in made.items():
            if blocks:
                self.inlines.leave_out_too(texts[key], (spot / key).at())
        return ()

    def table(self, table: author.TableBlock, spot: Spot) -> tuple[Block, ...]:
        """Return a table whose first column heads the rows."""
        caption = self.fill(table.caption, spot / "caption", explain=False)
        head = tuple(self._cell(text, spot / "columns" / number, "column") for number, text in enumerate(table.columns))
        rows = tuple(
            tuple(self._cell(text, where / number, "" if number else "row") for number, text in enumerate(cells))
            for cells, where in self._rows(table.rows, spot / "rows")
        )
        return (Table(id=spot.id, at=spot.at(), caption=caption.inlines, head=head, rows=rows),) if rows else ()

    def _rows(self, rows: Sequence[author.TableRow], spot: Spot) -> Iterator[tuple[Sequence[str], Spot]]:
        """Yield the cells of each row that this clinic prints, and where they stand."""
        for number, row in enumerate(rows):
            if not isinstance(row, author.SwitchedRow):
                yield row, spot / number
            elif self.switched_on(row.only_if, spot / number):
                yield row.row, spot / number / "row"

    def _cell(self, text: str, spot: Spot, heads: str) -> Cell:
        found = self.fill(text, spot, explain=not heads)
        return Cell(id=spot.id, at=spot.at(), content=found.inlines, heads=heads, sources=found.sources)  # type: ignore[arg-type]

    def _callout(self, callout: author.CalloutBlock, spot: Spot) -> tuple[Block, ...]:
        inside = self.body(callout.body, spot / "body")
        if not inside:
            return ()
        title = self.fill(callout.title, spot / "title", explain=False)
        return (Callout(id=spot.id, at=spot.at(), role=callout.kind, title=title.inlines, blocks=inside),)

    def used(self, name: str, spot: Spot) -> tuple[Block, ...]:
        """Return the blocks of a shared passage in the place of use."""
        found = self.passage(name, spot)
        if found is None:
            return ()
        passage, where = found
        if name in self.in_use:
            self._refuse(f'the passage "{name}" uses itself', "leave out one `use:` of the circle", spot)
            return ()
        if passage.risks or passage.bands:
            self._refuse(f'the passage "{name}" holds risks or bands', "give it a section of its own", spot)
        self.in_use.append(name)
        made = self.content(passage, where)
        self.in_use.pop()
        return made

    def _refuse(self, message: str, hint: str, spot: Spot) -> None:
        at = (spot / "use").at()
        self.inlines.problems.append(Problem(code="M006", message=message, at=at, hint=hint))

    def passage(self, name: str, spot: Spot) -> tuple[author.Passage, Spot] | None:
        """Return a passage, its ids those of the place of use; note a problem when there is none."""
        found = self.passages(name)
        if found is None:
            hint = did_you_mean(name, self.names) or f"known passages: {', '.join(self.names) or 'none'}"
            problem = Problem(code="M005", message=f'unknown passage "{name}"', at=(spot / "use").at(), hint=hint)
            self.inlines.problems.append(problem)
            return None
        passage, where = found
        return passage, replace(where, id=f"{spot.id}.{name}")

    def content(self, content: author.Content, spot: Spot) -> tuple[Block, ...]:
        """Return the blocks of a section or passage, its special forms after its body."""
        found = list(self.body(content.body or (), spot / "body"))
        if content.checklist:
            found += self.checklist(content.checklist, spot / "checklist")
        if content.steps:
            found += self.steps(content.steps, spot / "steps")
        if content.questions:
            found += self.list(content.questions.ask, spot / "questions" / "ask")
            if content.questions.lines:
                found.append(Blank(id=(spot / "questions").id, at=spot.at(), lines=content.questions.lines))
        return tuple(found)


class Trail:
    """What composing one part after the other reads and leaves behind, as `recall.State` wants it."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.inlines = blocks.inlines

    def key(self) -> Hashable:
        """Return what a part may depend on besides answers."""
        blocks, inlines = self.blocks, self.inlines
        images = tuple(blocks.pictures.images.items())
        return blocks.safety, inlines.strict, frozenset(inlines.explained_words), tuple(blocks.in_use), images

    def begin(self) -> _Left:
        """Return how things stand; sources and codes of the part to come are gathered apart."""
        inlines, pictures = self.inlines, self.blocks.pictures
        before = _Left(
            inlines.problems[:], inlines.omitted[:], inlines.sources, set(inlines.explained_words),
            dict(pictures.images), pictures.codes,
        )  # fmt: skip
        inlines.sources, pictures.codes = {}, {}
        return before

    def end(self, before: _Left) -> _Left:
        """Return what a part has left behind."""
        inlines, pictures = self.inlines, self.blocks.pictures
        left = _Left(
            inlines.problems[len(before.problems) :],
            inlines.omitted[len(before.omitted) :],
            inlines.sources,
            inlines.explained_words - before.explained,
            {name: shown for name, shown in pictures.images.items() if before.images.get(name) is not shown},
            pictures.codes,
        )
        inlines.sources, pictures.codes = before.sources | left.sources, before.codes | left.codes
        return left

    def add(self, left: _Left) -> None:
        """Leave behind what a part left before."""
        inlines, pictures = self.inlines, self.blocks.pictures
        inlines.problems += left.problems
        inlines.omitted += left.omitted
        inlines.sources.update(left.sources)
        inlines.explained_words.update(left.explained)
        pictures.images.update(left.images)
        pictures.codes.update(left.codes)


class _Left(Struct, frozen=True):
    problems: list[Problem]
    omitted: list[Omitted]
    sources: dict[str, None]
    explained: set[str]
    images: dict[str, Shown]
    codes: dict[str, Location | None]


def plain_words(text: str) -> tuple[Inline, ...]:
    """Return words of the program's own as inlines."""
    return (Text(text=text),)
