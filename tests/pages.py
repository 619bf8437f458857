"""What stands on pages: lines of text, and the leaves of a document that they come from."""

from collections import Counter
from collections.abc import Iterator

from hsgleaflet.model.document import Blank, Block, Callout, Figure, List, Paragraph, Section, Table, leaf, plain
from hsgleaflet.typeset.layout import Layout, Page, Words

TOLERANCE = 0.05
"""Points by which two lengths may differ and be the same."""
_TITLES = ("/heading", "/title", "/caption")


def texts(page: Page) -> list[Words]:
    """The lines of a page that belong to the document, in reading order."""
    return [item for item in page.fragments if isinstance(item, Words) and not item.artifact]


def said(words: Words) -> str:
    return "".join(segment.text for segment in words.line.segments)


def set_in_lines(layout: Layout) -> dict[str, str]:
    """The text of every leaf as it was set."""
    found: dict[str, str] = {}
    for page in layout.pages:
        for words in texts(page):
            found[words.node] = found.get(words.node, "") + said(words)
    return found


def leaves(block: Block) -> Iterator[tuple[str, str]]:
    """Yield every leaf of a block by its id, with its words."""
    match block:
        case Section():
            yield leaf(block.id, "heading"), plain(block.heading)
        case Callout():
            yield leaf(block.id, "title"), plain(block.title)
        case Paragraph():
            yield block.id, plain(block.content)
        case List():
            yield from ((leaf(f"{block.id}.{n}", "marker"), item.marker) for n, item in enumerate(block.items))
        case Table():
            yield leaf(block.id, "caption"), plain(block.caption)
            yield from ((cell.id, plain(cell.content)) for row in (block.head, *block.rows) for cell in row)
        case Figure():
            yield leaf(block.id, "caption"), plain(block.caption)
        case Blank():
            yield leaf(block.id, "label"), plain(block.label)


def titles_left_behind(layout: Layout) -> list[str]:
    """The titles, captions and table heads that are the last thing on their page."""
    last = [max(texts(page), key=lambda words: words.y + words.height) for page in layout.pages]
    return [said(words) for words in last if words.node.endswith(_TITLES) or ".head." in words.node]


def lines_left_alone(layout: Layout) -> list[str]:
    """The leaves of which a page begins or ends with one line, and the rest stands on another."""
    whole = Counter(words.node for page in layout.pages for words in texts(page))
    found = []
    for page in layout.pages:
        here = Counter(words.node for words in texts(page))
        first, last = texts(page)[0].node, texts(page)[-1].node
        found += [node for node in {first, last} if here[node] == 1 < whole[node]]
    return found
