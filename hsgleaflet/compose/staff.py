"""Staff: papers for staff as Documents: what changed, what was signed. They are set, tagged and kept like leaflets.

Comes in: plain values. Goes out: Documents, and the blocks they are made of. It stands alone because their words are
the program's own, in English, and no patient is given one.
"""

from __future__ import annotations

from collections.abc import Sequence

from hsgleaflet.model.document import Block, Cell, Document, Inline, Meta, Paragraph, Section, Strong, Table, Text

LANG = "en-GB"
Words = str | tuple[Inline, ...]


def staff_document(title: str, purpose: str, clinic: str, day: str, blocks: Sequence[Block]) -> Document:
    """Return a paper for staff under a title; `purpose` stands below it, `day` is when it was made, as ISO."""
    body = Section(
        id="leaflet", role="leaflet", heading=words(title),
        blocks=(Paragraph(id="purpose", role="purpose", content=words(purpose)), *blocks),
    )  # fmt: skip
    meta = Meta(
        leaflet="", number="", version="", title=title, subject=purpose, clinic=clinic, clinic_id="", written=day,
        review_by=day,
    )  # fmt: skip
    head = Paragraph(id="clinic", role="clinic", content=words(clinic))
    return Document(
        id="staff", title=title, lang=LANG, direction="ltr", meta=meta, blocks=(head, body), running=f"{title} · {day}",
        page_words="Page {page} of {pages}",
    )  # fmt: skip


def words(text: Words) -> tuple[Inline, ...]:
    """Return a text as inlines; inlines stay as they are."""
    if isinstance(text, str):
        return (Text(text=text),) if text else ()
    return text


def strong(text: str) -> Inline:
    """Return words that stand out."""
    return Strong(content=words(text))


def paragraph(node: str, text: Words) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(id=node, content=words(text))


def part(node: str, heading: str, blocks: Sequence[Block]) -> Section:
    """Return a part with its heading."""
    return Section(id=node, heading=words(heading), blocks=tuple(blocks))


def table(
    node: str,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Words]],
    widths: Sequence[float],
    *,
    headed: bool = True,
) -> Table:
    """Return a table; the first cell of each row heads it where rows are `headed`."""
    head = tuple(
        Cell(id=f"{node}.head.{number}", content=words(text), heads="column") for number, text in enumerate(heads)
    )
    made = tuple(
        tuple(
            Cell(id=f"{node}.{line}.{number}", content=words(text), heads="row" if headed and not number else "")
            for number, text in enumerate(cells)
        )
        for line, cells in enumerate(rows)
    )
    return Table(id=node, caption=words(caption), head=head, rows=made, widths=tuple(widths))
