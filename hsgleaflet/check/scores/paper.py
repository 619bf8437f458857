"""Paper: score sheets as a Document, so that they are set, tagged and kept like every leaflet.

Comes in: a Sheet. Goes out: a Document with a table for each instrument: machine, clinician, lay reader. It stands
alone because a score sheet is for staff: its words are the program's own, in English.
"""

from __future__ import annotations

from collections.abc import Iterator

from hsgleaflet.check.readability import Figures, Report
from hsgleaflet.check.scores.item import BOTH, Role
from hsgleaflet.check.scores.sheet import Row, Scored, Sheet, Tally
from hsgleaflet.model.document import Block, Cell, Document, Inline, Meta, Paragraph, Section, Strong, Table, Text

_LANG = "en-GB"
_NAMES: dict[Role, str] = {"clinician": "Clinician", "lay": "Lay reader"}
_HEADS = ("Item", "What it asks", "Machine", *_NAMES.values())
_WIDTHS = (0.08, 0.26, 0.34, 0.16, 0.16)
_SHOWN = {"yes": "Yes", "partly": "Partly", "no": "No", "na": "Does not apply"}
_READS = (
    "SMOG, reading age (UK)", "SMOG, school grade (US)", "Flesch-Kincaid, school grade",
    "Coleman-Liau, school grade", "Long words in 10 sentences",
)  # fmt: skip
OPEN, NOT_ASKED = "Open", "–"


def document(sheet: Sheet, today: str) -> Document:
    """Return the score sheets as a document; `today` is the day it was made, as ISO."""
    title = f"Score sheet: {sheet.title}"
    subject = f"What the program, a clinician and a lay reader say of {sheet.title}, version {sheet.version}"
    body = Section(
        id="leaflet", role="leaflet", heading=_words(title), blocks=(*_opening(sheet, today), *_instruments(sheet))
    )
    meta = Meta(
        leaflet=sheet.leaflet, number="", version=sheet.version, title=title, subject=subject, clinic=sheet.clinic,
        clinic_id="", written=today, review_by=today,
    )  # fmt: skip
    return Document(
        id=sheet.leaflet, title=title, lang=_LANG, direction="ltr", meta=meta, blocks=(_head(sheet), body),
        running=f"{title}. Version {sheet.version}. {today}", page_words="Page {page} of {pages}",
    )  # fmt: skip


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),)


def _head(sheet: Sheet) -> Paragraph:
    return Paragraph(id="clinic", role="clinic", content=_words(sheet.clinic))


def _opening(sheet: Sheet, today: str) -> Iterator[Block]:
    yield Paragraph(
        id="purpose", role="purpose",
        content=_words(f"Version {sheet.version}, {today}. For staff, not for patients."),
    )  # fmt: skip
    said = (
        "The machine answers only what it can see: whether a thing is there. Whether it is true, kind and clear, "
        "people must say. There is no result before machine, clinician and lay reader have all answered."
    )
    yield Paragraph(id="how", content=_words(said))
    yield _table("summary", "At a glance", ("Score sheet", "Machine", *_NAMES.values(), "Result"),
                 [_summary(scored) for scored in sheet.scored], (0.28, 0.24, 0.16, 0.16, 0.16))  # fmt: skip
    rows = list(_reading(sheet.report))
    if rows:
        heads = ("How it reads", "As it stands", "Without names")
        yield _table("reading", "Readability", heads, rows, (0.5, 0.25, 0.25))


def _summary(scored: Scored) -> tuple[str, ...]:
    roles = [part(scored.answered(role)) for role in BOTH]
    result = ", ".join(f"{name}: {value}" for name, value in scored.results.items()) or "Open"
    return (scored.instrument.title, share(scored.settled), *roles, result)


def part(tally: Tally) -> str:
    """Return points and of how many."""
    return f"{tally.points:g} of {tally.of}" if tally.of else NOT_ASKED


def share(tally: Tally) -> str:
    """Return points, of how many, and the share."""
    return f"{tally.points:g} of {tally.of} ({tally.percent}%)" if tally.of else NOT_ASKED


def _reading(report: Report) -> Iterator[tuple[str, ...]]:
    if report.formula != "english" or report.raw is None or report.named is None:
        return
    for name, raw, named in zip(_READS, _figures(report.raw), _figures(report.named), strict=True):
        yield name, f"{raw:.1f}", f"{named:.1f}"


def _figures(one: Figures) -> tuple[float, ...]:
    return one.smog_uk, one.smog_us, one.flesch_kincaid, one.coleman_liau, one.long_per_10


def _instruments(sheet: Sheet) -> Iterator[Section]:
    for scored in sheet.scored:
        instrument = scored.instrument
        node = instrument.key
        source = Paragraph(id=f"{node}.source", content=_words(f"{instrument.source}."))
        rows = [_row(row) for row in scored.rows]
        table = _table(f"{node}.items", f"{instrument.title}, item by item", _HEADS, rows, _WIDTHS)
        told = Paragraph(id=f"{node}.told", content=(Strong(content=_words("Machine: ")), *_words(_told(scored))))
        yield Section(id=node, heading=_words(instrument.title), blocks=(source, told, table))


def _told(scored: Scored) -> str:
    said = f"{share(scored.settled)} of what it can settle"
    if scored.measured.of:
        said += f"; measured and to be confirmed: {scored.measured.points:g} of {scored.measured.of} look right"
    return f"{said}."


def _row(row: Row) -> tuple[str, ...]:
    seen = f"{_SHOWN[row.seen.answer]}: {row.seen.why}" if row.seen else NOT_ASKED
    return (row.item.number, row.item.asks, seen, *(_role(row, role) for role in BOTH))


def _role(row: Row, role: Role) -> str:
    if role in row.said:
        return _SHOWN.get(row.said[role], row.said[role])
    return OPEN if role in row.open else NOT_ASKED


def _table(
    node: str, caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], widths: tuple[float, ...]
) -> Table:
    head = tuple(
        Cell(id=f"{node}.head.{number}", content=_words(text), heads="column") for number, text in enumerate(heads)
    )
    made = tuple(
        tuple(
            Cell(id=f"{node}.{line}.{number}", content=_words(text), heads="" if number else "row")
            for number, text in enumerate(cells)
        )
        for line, cells in enumerate(rows)
    )
    return Table(id=node, caption=_words(caption), head=head, rows=made, widths=widths)
