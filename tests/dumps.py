"""Documents and layouts as texts that a person can read and compare."""

from collections.abc import Iterator

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Filled,
    Inline,
    Link,
    List,
    Paragraph,
    Picture,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from hsgleaflet.typeset.layout import Art, Box, Fragment, Layout, Words


def layout_text(layout: Layout) -> str:
    """Pages with a line for each fragment: x and y in points, size where it is no line of text, what it is."""
    lines = []
    for number, page in enumerate(layout.pages, 1):
        lines.append(f"page {number}: {page.width:.1f} x {page.height:.1f}")
        lines += [f"{item.x:6.1f} {item.y:6.1f} {_fragment(item)}" for item in page.fragments]
    return "\n".join(lines) + "\n"


def _fragment(item: Fragment) -> str:
    match item:
        case Words():
            return "".join(segment.text for segment in item.line.segments).rstrip()
        case Box():
            look = " ".join(filter(None, (item.fill, item.stroke and f"{item.stroke}-line")))
            return f"[{item.width:.1f} x {item.height:.1f} {look}]"
        case Art():
            return f"[{item.width:.1f} x {item.height:.1f} {item.asset}]"


def document_text(document: Document) -> str:
    """The tree, indented, a line for each text: kind, role, words; sources behind them."""
    head = [f"{document.id} {document.lang} {document.direction}: {document.title}", document.running, document.band]
    return "\n".join([*head, *(line for block in document.blocks for line in _block(block, 0))]) + "\n"


def _block(block: Block, depth: int) -> Iterator[str]:
    name = ".".join(filter(None, (type(block).__name__.lower(), block.role)))
    margin = "  " * depth
    match block:
        case Section():
            yield f"{margin}{name} {' '.join(filter(None, (block.part, block.slot)))}: {_words(block.heading)}"
            yield from _blocks(block.blocks, depth + 1)
        case Callout():
            yield f"{margin}{name}: {_words(block.title)}"
            yield from _blocks(block.blocks, depth + 1)
        case Paragraph():
            yield f"{margin}{name}: {_words(block.content)}{_sources(block.sources)}"
        case List():
            yield f"{margin}{name}:"
            for item in block.items:
                first, *rest = _blocks(item.blocks, depth + 2)
                yield f"{margin}  {item.marker or '-'} {first.strip()}"
                yield from rest
        case Table():
            yield f"{margin}{name}: {_words(block.caption)}"
            yield from (f"{margin}  {' | '.join(map(_cell, row))}" for row in (block.head, *block.rows))
        case Figure():
            graphic = block.graphic.asset if isinstance(block.graphic, Picture) else type(block.graphic).__name__
            yield f"{margin}{name} {graphic} ({block.alt}): {_words(block.caption)}"
        case Blank():
            yield f"{margin}{name} {block.lines} lines: {_words(block.label)}"


def _blocks(blocks: tuple[Block, ...], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth)


def _cell(cell: Cell) -> str:
    return _words(cell.content) + _sources(cell.sources)


def _sources(sources: tuple[str, ...]) -> str:
    return f" [{' '.join(sources)}]" if sources else ""


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Filled():
            return f"{{{inline.name}={inline.text}}}"
        case Strong():
            return f"**{_words(inline.content)}**"
        case Link():
            return f"[{_words(inline.content)}]({inline.target})"
        case Span():
            return f"<{inline.lang} {_words(inline.content)}>"
