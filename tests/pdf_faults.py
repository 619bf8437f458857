"""What is wrong with a leaflet's PDF that no validator can see, because only the Document knows better.

In: the bytes of a PDF and the Document it was made from. Out: faults in words, none for a good file. It stands alone
as the list of what a listener is promised: the same words in the same order as on paper, as headings, lists, tables
and links, with everything said of a picture, and a file that says of itself what the leaflet says.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Document,
    Figure,
    Group,
    Inline,
    Link,
    List,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    plain,
    plain_text,
)
from hsgleaflet.units import Colour, contrast
from tests.pdf_metadata import metadata
from tests.pdf_pages import Mark
from tests.pdf_reading import Annotation, Reading, Tag, read

LEAST_CONTRAST = 4.5
_CELLS = ("TH", "TD")


def faults(data: bytes, document: Document) -> list[str]:
    """Everything that is wrong; a file that cannot be read at all is one fault."""
    try:
        reading = read(data)
    except (AttributeError, KeyError, ValueError, LookupError) as error:
        return [f"the structure tree cannot be read: {error!r}"]
    checks = (text, words, content, tags, headings, tables, links, right_to_left, colours)
    found = [fault for check in checks for fault in check(reading, document)]
    return [*found, *metadata(reading, document)]


# --- words


def text(reading: Reading, document: Document) -> Iterator[str]:
    """The text, spaces included, is that of the Document."""
    read_aloud, meant = reading.text(), plain_text(document)
    if read_aloud != meant:
        at = next((at for at, pair in enumerate(zip(read_aloud, meant, strict=False)) if pair[0] != pair[1]), -1)
        yield f"reads {read_aloud[at : at + 40]!r} where the leaflet says {meant[at : at + 40]!r}"


def words(reading: Reading, document: Document) -> Iterator[str]:
    """Every leaf is tagged as what it is; pictures say what the Document says of them."""
    found = [(tag.role, said(tag)) for tag in reading.root.walk() if tag.is_leaf or tag.role == "Figure"]
    meant = [pair for block in document.blocks for pair in leaves(block, 1)]
    if found != meant:
        got, want = Counter(found) - Counter(meant), Counter(meant) - Counter(found)
        yield f"leaves in another order or role: {list(got)[:2]} instead of {list(want)[:2]}"


def said(tag: Tag) -> str:
    return tag.alt or "" if tag.role == "Figure" else tag.text()


def leaves(block: Block, depth: int) -> Iterator[tuple[str, str]]:
    """Role and words of each leaf of a block, figures with their alternative text."""
    match block:
        case Section() | Callout():
            heading = block.heading if isinstance(block, Section) else block.title
            yield from _leaf(f"H{min(depth, 6)}", heading)
            for inside in block.blocks:
                yield from leaves(inside, depth + 1 if heading else depth)
        case Group():
            for inside in block.blocks:
                yield from leaves(inside, depth)
        case Paragraph():
            yield from _leaf("P", block.content)
        case List():
            for item in block.items:
                if item.marker:
                    yield "Lbl", item.marker
                found = [leaf for inside in item.blocks for leaf in leaves(inside, depth)]
                yield from [("LBody", found[0][1])] if _is_plain(item.blocks) else found
        case Table():
            yield from _leaf("Caption", block.caption)
            for cell in (cell for row in (block.head, *block.rows) for cell in row):
                yield from _leaf("TH" if cell.heads else "TD", cell.content)
        case Figure():
            yield from [("Figure", block.alt)] if block.alt else []
            yield from _leaf("Caption", block.caption)
        case Blank():
            yield from _leaf("P", block.label)


def _is_plain(blocks: tuple[Block, ...]) -> bool:
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph)


def _leaf(role: str, content: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    if content:
        yield role, plain(content)


# --- the tree and the pages


def content(reading: Reading, document: Document) -> Iterator[str]:
    """Every piece of marked content belongs to one tag, which the page leads back to; nothing is without one."""
    owners = [(kid.at, tag.key) for tag in reading.root.walk() for kid in tag.kids if isinstance(kid, Mark)]
    for at, count in Counter(at for at, _ in owners).items():
        if count > 1:
            yield f"content {at} belongs to {count} tags"
    yield from (f"content number {at} stands twice on its page" for at in reading.twice)
    yield from (f"content {at} belongs to no tag" for at in set(reading.marks) - {at for at, _ in owners})
    yield from (f"no content {at}" for at in {at for at, _ in owners} - set(reading.marks))
    yield from (f"content {at} does not lead back to its tag" for at, key in owners if reading.parents.get(at) != key)
    for at, mark in reading.marks.items():
        if not mark.paints and not mark.text:
            yield f"content {at} shows nothing"
    yield from (f"neither content nor decoration: {what}" for what in reading.untagged)


def tags(reading: Reading, document: Document) -> Iterator[str]:
    """No tag is empty but a cell; no picture is without words."""
    for tag in reading.root.walk():
        if not tag.kids and tag.role not in _CELLS:
            yield f"empty {tag.role}"
        if tag.role == "Figure" and not (tag.alt or "").strip():
            yield "picture without words"
        if tag.role == "L" and [kid.role for kid in tag.tags] != ["LI"] * len(tag.kids):
            yield "a list holds something that is no entry"


def headings(reading: Reading, document: Document) -> Iterator[str]:
    """One title, and no level is skipped on the way down."""
    levels = [int(tag.role[1:]) for tag in reading.root.walk() if tag.role[0] == "H" and tag.role[1:].isdigit()]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings begin with {levels[:3]}"
    yield from (f"H{low} is followed by H{high}" for low, high in pairwise(levels) if high > low + 1)


def tables(reading: Reading, document: Document) -> Iterator[str]:
    """Rows are equally long, and every cell has a heading above it or at the start of its row."""
    for table in (tag for tag in reading.root.walk() if tag.role == "Table"):
        rows = [row.tags for row in table.walk() if row.role == "TR"]
        if len({len(row) for row in rows}) != 1:
            yield f"rows of {sorted({len(row) for row in rows})} cells"
            continue
        for row in rows:
            for column, cell in enumerate(row):
                heads = [(row[0], "Row"), *((above[column], "Column") for above in rows)]
                headed = any(head.role == "TH" and head.scope == scope for head, scope in heads)
                if cell.role == "TD" and cell.kids and not headed:
                    yield f"cell {cell.text()!r} has no heading"


def links(reading: Reading, document: Document) -> Iterator[str]:
    """Links stand where the Document has them, lead where it says, and say so; each can be clicked."""
    found = [tag for tag in reading.root.walk() if tag.role == "Link"]
    meant = [(plain(link.content), link.target) for link in inlines(document) if isinstance(link, Link)]
    if [tag.text() for tag in found] != [text for text, _ in meant]:
        yield f"links {[tag.text() for tag in found]} instead of {[text for text, _ in meant]}"
        return
    for tag, (text, target) in zip(found, meant, strict=True):
        areas = [kid for kid in tag.kids if isinstance(kid, Annotation)]
        if not areas:
            yield f"link {text!r} cannot be clicked"
        for area in areas:
            yield from (f"link {text!r}: {fault}" for fault in _area(area, tag, text, target))
    if len(reading.links) != sum(isinstance(kid, Annotation) for tag in found for kid in tag.kids):
        yield "a link annotation belongs to no link"


def _area(area: Annotation, tag: Tag, text: str, target: str) -> Iterator[str]:
    if area.target != target:
        yield f"leads to {area.target}, not {target}"
    if text not in area.contents:
        yield f"is described as {area.contents!r}"
    if not area.inside or area.flags != 4:
        yield "is outside the page or not printed"
    if area.owner != tag.key:
        yield "does not lead back to its tag"


def inlines(document: Document) -> Iterator[Inline]:
    """Every link and foreign word of a document in reading order."""
    for block in document.blocks:
        for content in _contents(block):
            yield from _inside(content)


def _contents(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Section():
            inside: tuple[Block, ...] = block.blocks
            yield block.heading
        case Callout():
            inside = block.blocks
            yield block.title
        case Group():
            inside = block.blocks
        case List():
            inside = tuple(each for item in block.items for each in item.blocks)
        case Table():
            inside = ()
            yield block.caption
            yield from (cell.content for row in (block.head, *block.rows) for cell in row)
        case Paragraph() | Figure() | Blank():
            inside = ()
            yield block.content if isinstance(block, Paragraph) else getattr(block, "caption", None) or ()
            yield block.label if isinstance(block, Blank) else ()
    for each in inside:
        yield from _contents(each)


def _inside(content: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Link | Span):
            yield inline
        if isinstance(inline, Link | Span | Strong):
            yield from _inside(inline.content)


def right_to_left(reading: Reading, document: Document) -> Iterator[str]:
    """Words painted in the order of the eye are said in the order of the voice; foreign words name their language."""
    for tag in reading.root.walk():
        marks = "".join(kid.text for kid in tag.kids if isinstance(kid, Mark))
        turned = document.direction == "rtl" or any(unicodedata.bidirectional(char) in ("R", "AL") for char in marks)
        if marks and turned and tag.actual is None and tag.role != "Figure":
            yield f"{tag.role} {marks[:40]!r} is said as it is painted"
    found = Counter(tag.lang for tag in reading.root.walk() if tag.lang)
    meant = Counter(span.lang for span in inlines(document) if isinstance(span, Span) and span.lang)
    if meant - found:
        yield f"words in {', '.join(map(str, meant - found))} do not say so"


def colours(reading: Reading, document: Document) -> Iterator[str]:
    """Text stands out from what lies below it."""
    for shown in reading.shown:
        ratio = contrast(_colour(shown.ink), _colour(shown.ground))
        if ratio < LEAST_CONTRAST and shown.text.strip():
            yield f"page {shown.page + 1}: {shown.text!r} has a contrast of {ratio:.1f}"


def _colour(rgb: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(255 * channel) for channel in rgb)
    return Colour(red, green, blue)
