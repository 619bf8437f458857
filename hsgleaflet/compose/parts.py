"""Parts: risk tables and the three bands, the forms that have rules of their own.

Comes in: risk rows and bands with their spots. Goes out: a table with one denominator, callouts with the clinic's
numbers in their headings. It stands alone because its rules come from the leaflet standard, section 4: one
denominator for a whole table (K3), both frames (K5), unknown risks said plainly (K9), serious ones never left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from hsgleaflet.compose.blocks import BULLET, Blocks, plain_words
from hsgleaflet.compose.counts import Count, frames
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.spots import Spot
from hsgleaflet.compose.values import hours
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import (
    Block,
    Callout,
    Cell,
    Filled,
    Inline,
    Item,
    List,
    Paragraph,
    Strong,
    Table,
    Text,
    plain,
)
from hsgleaflet.model.leaflet import Bands, Risk
from hsgleaflet.problems import Problem
from hsgleaflet.read.markup import STOPS

_NOTHING = "–"
"""What stands in a cell that has nothing to say."""
_DENOMINATORS = (100, 1000, 10_000, 100_000)


def denominator(risks: Sequence[Risk]) -> int:
    """Return the smallest of 100, 1,000, 10,000 and 100,000 that gives whole numbers for every row (K3)."""
    counted = [(_bounds(risk), int(risk.per)) for risk in risks if risk.n is not None and risk.per is not None]
    for per in _DENOMINATORS:
        if all(n * per % given == 0 for numbers, given in counted for n in numbers):
            return per
    return _DENOMINATORS[-1]


def _bounds(risk: Risk) -> tuple[int, ...]:
    return risk.n if isinstance(risk.n, tuple) else (risk.n or 0,)


def risk_table(risks: Sequence[Risk], blocks: Blocks, phrases: Phrases, spot: Spot) -> Table:
    """Return the risk table: what may happen, how often, what it means and what is done."""
    per = denominator(risks)
    head = tuple(
        Cell(id=(spot / "head" / number).id, content=plain_words(phrases(key)), heads="column")
        for number, key in enumerate(("risk_what", "risk_often", "risk_means"))
    )
    rows = tuple(_risk_row(risk, per, blocks, phrases, spot / number) for number, risk in enumerate(risks))
    return Table(
        id=spot.id, at=spot.at(), role="risks", caption=plain_words(phrases("risk_caption")), head=head, rows=rows,
        widths=(0.26, 0.34, 0.40),
    )  # fmt: skip


def risk_list(risks: Sequence[Risk], blocks: Blocks, phrases: Phrases, spot: Spot) -> List:
    """Return the risks in few words, an entry each: what may happen, then how often, what it means, what is done."""
    per, items = denominator(risks), []
    for number, risk in enumerate(risks):
        here = spot / number
        what, *said = _risk_row(risk, per, blocks, phrases, here)
        parts = [cell.content for cell in said if plain(cell.content) != _NOTHING]
        content = _sentences(phrases.stop, (Strong(content=what.content),), *parts)
        entry = Paragraph(id=here.id, at=here.at(), content=content, sources=what.sources)
        items.append(Item(marker=BULLET, blocks=(entry,)))
    return List(id=spot.id, at=spot.at(), role="risks", items=tuple(items))


def _risk_row(risk: Risk, per: int, blocks: Blocks, phrases: Phrases, spot: Spot) -> tuple[Cell, ...]:
    what = blocks.fill(risk.what, spot / "what")
    sources = [risk.source] if isinstance(risk.source, str) else risk.source or []
    blocks.inlines.cite(sources, spot / "source")
    given = {
        key: blocks.fill(text, spot / key).inlines
        for key in ("period", "in_words", "who", "means", "we_do")
        if (text := getattr(risk, key))
    }
    counted, rest = map(_words, how_often(risk, per, phrases))
    said, period = given.get("in_words", ()), given.get("period", ())
    first, second = (counted, said) if counted else (said, ())
    together = period and first and not plain(first).endswith(STOPS)
    parts = [(*first, *_words(phrases.comma), *period)] if together else [first, period]
    often = _sentences(phrases.stop, *parts, rest, second, given.get("who", ()))
    means = _sentences(phrases.stop, given.get("means", ()), given.get("we_do", ()))
    cells = (("what", what.inlines, "row"), ("often", often, ""), ("means", means or _words(_NOTHING), ""))
    return tuple(
        Cell(id=(spot / name).id, at=spot.at(), content=content, heads=heads, sources=tuple(sources))  # type: ignore[arg-type]
        for name, content, heads in cells
    )


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),) if text else ()


def _sentences(stop: str, *parts: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return texts as sentences one after the other: a capital first, a stop at the end."""
    found: list[Inline] = []
    for part in filter(None, parts):
        first = part[0]
        opened = Text(text=first.text[:1].upper() + first.text[1:]) if isinstance(first, Text) else first
        ends = plain(part).rstrip().endswith(STOPS)
        found += [*_words(" " if found and stop != "。" else ""), opened, *part[1:], *_words("" if ends else stop)]
    return tuple(found)


def how_often(risk: Risk, per: int, phrases: Phrases) -> tuple[str, str]:
    """Return how often a risk happens and how often it does not, counted in `per` people."""
    if risk.n is None or risk.per is None:
        return ("" if risk.in_words else phrases("risk_unknown")), ""
    if not isinstance(risk.n, tuple):
        return frames(Count(risk.n, int(risk.per), risk.bound or ""), per, phrases)
    scale = per / int(risk.per)
    low, high = (round(n * scale) for n in risk.n)
    numbers = {"low": phrases.number(low), "per": phrases.number(per), "rest": phrases.number(per - low)}
    least = phrases.number(per - high)
    return phrases("risk_range", high=phrases.number(high), **numbers), phrases(
        "risk_range_not", least=least, **numbers
    )


def risk_pictures(risks: Sequence[Risk], blocks: Blocks, spot: Spot) -> tuple[Block, ...]:
    """Return an icon array for each row that asks for one."""
    found: list[Block] = []
    for number, risk in enumerate(risks):
        if risk.picture != "true":
            continue
        here = spot / number
        if not isinstance(risk.n, int) or risk.per is None:
            hint = "give `n` as one number and `per`, or leave `picture` out"
            message = "only a row with one number has a picture"
            at = (here / "picture").at()
            blocks.inlines.problems.append(Problem(code="M007", message=message, at=at, hint=hint))
            continue
        what = blocks.fill(risk.what, here / "what", explain=False).inlines
        found += blocks.pictures.counted(what, Count(risk.n, int(risk.per), risk.bound or ""), here)
    return tuple(found)


def bands(
    given: Bands, blocks: Blocks, phrases: Phrases, clinic: Callable[[], ClinicFile], spot: Spot, untitled: str = ""
) -> tuple[Block, ...]:
    """Return the bands that are given, each a callout; the number to ring stands in its heading.

    The clinic is asked for only by a band that names it: the others are the same for every clinic. `untitled` is the
    band whose title the heading above it says already.
    """
    found: list[Block] = []
    for name in ("expected", "call_us", "emergency"):
        texts, where = getattr(given, name), spot / name
        inside = blocks.known(where, partial(blocks.list, texts, where)) if texts else ()
        if not inside:
            continue
        if name == "call_us":
            inside = (*inside, _when_closed(phrases, clinic(), where))
        title = () if name == untitled else _band_title(name, phrases, clinic)
        role = name.replace("_", "-")
        found.append(Callout(id=f"{where.id}-band", at=where.at(), role=role, title=title, blocks=inside))
    return tuple(found)


def _band_title(name: str, phrases: Phrases, clinic: Callable[[], ClinicFile]) -> tuple[Inline, ...]:
    match name:
        case "call_us":
            return filled_phrase(phrases, "call_us", phone=("clinic_phone", "phone", clinic().contacts.phone))
        case "emergency":
            return filled_phrase(phrases, "emergency", emergency=("emergency", "phone", clinic().emergency_number))
        case _:
            return filled_phrase(phrases, "expected")


def _when_closed(phrases: Phrases, clinic: ClinicFile, spot: Spot) -> Paragraph:
    open_, closed = hours(clinic.contacts.hours, phrases), clinic.contacts.out_of_hours
    content = filled_phrase(
        phrases, "call_us_hours", hours=("clinic_hours", "text", open_), out_of_hours=("out_of_hours", "phone", closed)
    )
    return Paragraph(id=(spot / "hours").id, at=spot.at(), content=content)


def filled_phrase(phrases: Phrases, key: str, **values: tuple[str, str, str]) -> tuple[Inline, ...]:
    """Return a phrase of the program with the clinic's values as `Filled` nodes."""
    marks = {name: f"\0{name}\0" for name in values}
    found: list[Inline] = []
    for number, piece in enumerate(phrases(key, **marks).split("\0")):
        if number % 2:
            name, kind, text = values[piece]
            found.append(Filled(name=name, kind=kind, text=text))
        elif piece:
            found.append(Text(text=piece))
    return tuple(found)
