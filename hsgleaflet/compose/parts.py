"""Parts: risk tables and the three bands, the forms that have rules of their own.

Comes in: risk rows and bands with their spots. Goes out: a table with one denominator, callouts with the clinic's
numbers in their headings. It stands alone because its rules come from the leaflet standard, section 4: one
denominator for a whole table (K3), both frames (K5), unknown risks said plainly (K9), serious ones never left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from hsgleaflet.compose.blocks import Blocks, plain_words
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.spots import Spot
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Block, Callout, Cell, Filled, Inline, Paragraph, Table, Text
from hsgleaflet.model.leaflet import Bands, Risk

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


def _risk_row(risk: Risk, per: int, blocks: Blocks, phrases: Phrases, spot: Spot) -> tuple[Cell, ...]:
    what = blocks.fill(risk.what, spot / "what")
    sources = [risk.source] if isinstance(risk.source, str) else risk.source or []
    blocks.inlines.cite(sources, (spot / "source").at())
    often = _sentence(how_often(risk, per, phrases))
    for key in ("in_words", "who", "period"):
        if text := getattr(risk, key):
            often = (*often, *_after(often), *blocks.fill(text, spot / key).inlines)
    means: tuple[Inline, ...] = ()
    for key in ("means", "we_do"):
        if text := getattr(risk, key):
            means = (*means, *_after(means), *blocks.fill(text, spot / key).inlines)
    cells = (("what", what.inlines, "row"), ("often", often, ""), ("means", means or _sentence("–"), ""))
    return tuple(
        Cell(id=(spot / name).id, at=spot.at(), content=content, heads=heads, sources=tuple(sources))  # type: ignore[arg-type]
        for name, content, heads in cells
    )


def _sentence(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),) if text else ()


def _after(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return what joins the next sentence to these: a stop where none stands, and a space."""
    if not content:
        return ()
    last = content[-1]
    ends = isinstance(last, Text) and last.text.rstrip().endswith((".", "?", "!"))
    return (Text(text=" " if ends else ". "),)


def how_often(risk: Risk, per: int, phrases: Phrases) -> str:
    """Return how often a risk happens, in both frames, counted in `per` people."""
    if risk.n is None or risk.per is None:
        return "" if risk.in_words else phrases("risk_unknown")
    scale = per / int(risk.per)
    low, *rest = (round(n * scale) for n in _bounds(risk))
    shown = f"{per:,}"
    if rest:
        high = rest[0]
        return phrases(
            "risk_range", low=f"{low:,}", high=f"{high:,}", per=shown,
            rest_low=f"{per - high:,}", rest_high=f"{per - low:,}",
        )  # fmt: skip
    if low == 0:
        return phrases("risk_none", per=shown)
    numbers = {"n": f"{low:,}", "per": shown, "rest": f"{per - low:,}"}
    match risk.bound:
        case "fewer than" | "up to":
            return phrases("risk_bound", bound=phrases(risk.bound), **numbers)
        case "about":
            return phrases("risk_about", **numbers)
        case "more than":
            return phrases("risk_more", **numbers)
        case None:
            return phrases("risk_both", **numbers)


def bands(
    given: Bands, blocks: Blocks, phrases: Phrases, clinic: ClinicFile, hours: str, spot: Spot
) -> tuple[Block, ...]:
    """Return the bands that are given, each a callout; the number to ring stands in its heading."""
    found: list[Block] = []
    titles = {
        "expected": _filled_phrase(phrases, "expected"),
        "call_us": _filled_phrase(phrases, "call_us", phone=("clinic_phone", "phone", clinic.contacts.phone)),
        "emergency": _filled_phrase(phrases, "emergency", emergency=("emergency", "phone", clinic.emergency_number)),
    }
    for name, title in titles.items():
        texts = getattr(given, name)
        inside = blocks.list(texts, spot / name) if texts else ()
        if not inside:
            continue
        where = spot / name
        if name == "call_us":
            inside = (*inside, _when_closed(phrases, clinic, hours, where))
        found.append(Callout(id=where.id, at=where.at(), role=name.replace("_", "-"), title=title, blocks=inside))
    return tuple(found)


def _when_closed(phrases: Phrases, clinic: ClinicFile, hours: str, spot: Spot) -> Paragraph:
    content = _filled_phrase(
        phrases, "call_us_hours",
        hours=("clinic_hours", "text", hours), out_of_hours=("out_of_hours", "phone", clinic.contacts.out_of_hours),
    )  # fmt: skip
    return Paragraph(id=(spot / "hours").id, at=spot.at(), content=content)


def _filled_phrase(phrases: Phrases, key: str, **values: tuple[str, str, str]) -> tuple[Inline, ...]:
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
