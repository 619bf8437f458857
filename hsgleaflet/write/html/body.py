"""Body: every kind of block and inline as an element, in the order of the Document.

Comes in: blocks, the drawer of figures. Goes out: HTML, every word escaped. It stands alone because here, and only
here, a kind and role of block gets its element; how it looks stands in `style`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import assert_never

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Figure,
    Filled,
    Group,
    Inline,
    Item,
    Link,
    List,
    Node,
    Paragraph,
    Section,
    Span,
    Strong,
    Table,
    Text,
    plain,
)
from hsgleaflet.model.scripts import setting
from hsgleaflet.typeset.signs import KEY_OF, SIGN_OF, icon_of
from hsgleaflet.write.html.graphics import Graphics

_DEEPEST = 6
_WHOLE = 18
"""Characters up to which a value stays on one line, however a reader spaces them on a small screen."""
_CARDS = 3
"""Columns from which the rows of a table become cards on a telephone."""


class Body:
    """Writes the blocks of one document; gathers its main headings."""

    def __init__(self, lang: str, graphics: Graphics) -> None:
        self.lang = lang
        self.graphics = graphics
        self.headings: list[tuple[str, str]] = []
        """The main headings: name of their place, words."""

    # ------------------------------------------------------------ inlines

    def words(self, content: tuple[Inline, ...], *, linked: bool = False) -> str:
        """Return inlines; `linked` says that they stand in a link already."""
        return "".join(self._inline(inline, linked=linked) for inline in content)

    def _inline(self, inline: Inline, *, linked: bool) -> str:
        match inline:
            case Text():
                return escape(inline.text)
            case Strong():
                return f"<strong>{self.words(inline.content, linked=linked)}</strong>"
            case Link():
                return f'<a href="{escape(inline.target)}">{self.words(inline.content, linked=True)}</a>'
            case Filled():
                return self._filled(inline, linked=linked)
            case Span():
                return f"<span{self._lang(inline)}>{self.words(inline.content, linked=linked)}</span>"
            case _:
                assert_never(inline)

    def _filled(self, filled: Filled, *, linked: bool) -> str:
        text = escape(filled.text)
        if filled.kind == "phone" and not linked and (digits := re.sub(r"[^\d+*#]", "", filled.text)):
            return f'<a class="tel" dir="ltr" href="tel:{digits}">{text}</a>'
        whole = ' class="n"' if filled.kind != "text" and len(filled.text) <= _WHOLE else ""
        given = whole + self._lang(filled)
        return f"<span{given}>{text}</span>" if given else text

    def _lang(self, node: Node) -> str:
        if not node.lang or node.lang == self.lang:
            return ""
        return f' lang="{escape(node.lang)}" dir="{"rtl" if setting(node.lang).rtl else "ltr"}"'

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> str:
        """Return blocks below a heading of the level `depth` - 1."""
        return "\n".join(self.block(block, depth) for block in blocks)

    def leaflet(self, section: Section) -> tuple[str, str]:
        """Return the title with what stands under it, and all that follows."""
        blocks = section.blocks
        end = next((number for number, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
        top = f"{self._heading(section.heading, 1)}\n{self.blocks(blocks[:end], 2)}"
        return top, self.blocks(blocks[end:], 2)

    def block(self, block: Block, depth: int) -> str:
        """Return one block."""
        match block:
            case Section():
                return self._section(block, depth)
            case Paragraph():
                return self._paragraph(block)
            case List():
                return self._list(block, depth)
            case Callout():
                return self._callout(block, depth)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Group():
                return self._group(block, depth)
            case Blank():
                return self._blank(block)
            case _:
                assert_never(block)

    def _attributes(self, node: Node, *names: str) -> str:
        classes = " ".join(filter(None, (*names, escape(node.role))))
        return (f' class="{classes}"' if classes else "") + self._lang(node)

    def _heading(self, words: tuple[Inline, ...], depth: int, sign: str = "") -> str:
        level = min(depth, _DEEPEST)
        return f"<h{level}>{sign}<span>{self.words(words)}</span></h{level}>" if words else ""

    def _section(self, section: Section, depth: int) -> str:
        inside = depth + 1 if section.heading else depth
        place = escape(section.id)
        if depth == 2 and section.heading:
            self.headings.append((place, plain(section.heading)))
        icon = self.graphics.sign(icon_of(section.part), "icon", "accent") if depth == 2 and not section.role else ""
        heading = self._heading(section.heading, depth, self._sign(section.role) or icon)
        names = self._attributes(section, "box" if section.role else "part")
        return f'<section id="{place}"{names}>{heading}\n{self.blocks(section.blocks, inside)}</section>'

    def _callout(self, callout: Callout, depth: int) -> str:
        heading = self._heading(callout.title, depth, self._sign(callout.role))
        inside = self.blocks(callout.blocks, depth + 1 if callout.title else depth)
        return f"<div{self._attributes(callout, 'box')}>{heading}\n{inside}</div>"

    def _sign(self, role: str) -> str:
        return self.graphics.sign(SIGN_OF[role][0], "sign", SIGN_OF[role][1]) if role in SIGN_OF else ""

    def _paragraph(self, paragraph: Paragraph) -> str:
        key = KEY_OF.get(paragraph.role)
        sign = self.graphics.sign(key[0], "sign", key[1]) if key else ""
        words = self.words(paragraph.content)
        words = f"<span>{words}</span>" if key else words
        return f"<p{self._attributes(paragraph, 'key' if key else '')}>{sign}{words}</p>"

    def _list(self, block: List, depth: int) -> str:
        ordered = block.numbering == "decimal"
        role = "" if block.numbering == "disc" else ' role="list"'
        items = "\n".join(self._item(item, depth, marked=ordered) for item in block.items)
        tag = "ol" if ordered else "ul"
        names = self._attributes(block, "" if block.numbering == "disc" else block.numbering)
        return f"<{tag}{role}{names}>\n{items}\n</{tag}>"

    def _item(self, item: Item, depth: int, *, marked: bool) -> str:
        mark = f'<span class="mark" aria-hidden="true">{escape(item.marker)}</span>' if marked else ""
        return f"<li>{mark}<div>{self.blocks(item.blocks, depth)}</div></li>"

    def _table(self, table: Table) -> str:
        heads = [plain(cell.content) for cell in table.head]
        rows = "\n".join(self._row(row, heads) for row in table.rows)
        head = f'<tr role="row">{"".join(self._cell(cell, "") for cell in table.head)}</tr>'
        caption = f"<caption>{self.words(table.caption)}</caption>" if table.caption else ""
        names = self._attributes(table, "cards" if len(heads) >= _CARDS else "")
        groups = f'<thead role="rowgroup">{head}</thead>\n<tbody role="rowgroup">{rows}</tbody>'
        return f'<table role="table"{names}>{caption}\n{groups}</table>'

    def _row(self, row: tuple[Cell, ...], heads: list[str]) -> str:
        cells = "".join(self._cell(cell, head) for cell, head in zip(row, heads, strict=True))
        return f'<tr role="row">{cells}</tr>'

    def _cell(self, cell: Cell, under: str) -> str:
        name = f' data-under="{escape(under)}"' if under and not cell.heads else ""
        words = self.words(cell.content)
        match cell.heads if cell.content else "":
            case "column":
                return f'<th scope="col" role="columnheader"{self._lang(cell)}>{words}</th>'
            case "row":
                return f'<th scope="row" role="rowheader"{self._lang(cell)}>{words}</th>'
            case _:
                return f'<td role="cell"{name}{self._lang(cell)}>{words}</td>'

    def _figure(self, figure: Figure) -> str:
        drawn = self.graphics.figure(figure)
        if figure.role == "idea":
            return f'<div class="beside-idea">{drawn}</div>'
        caption = f"<figcaption>{self.words(figure.caption)}</figcaption>" if figure.caption else ""
        return f"<figure{self._attributes(figure)}>{drawn}{caption}</figure>"

    def _group(self, group: Group, depth: int) -> str:
        """Return blocks that stand together; beside a picture, all its words are one."""
        blocks, drawn = group.blocks, ""
        if group.role in ("beside", "idea"):
            drawn, blocks = self.block(blocks[0], depth), blocks[1:]
        words = self.blocks(blocks, depth)
        inside = f'{drawn}<div class="words">{words}</div>' if drawn else words
        return f'<div class="group {escape(group.role)}">{inside}</div>'

    def _blank(self, blank: Blank) -> str:
        inline = blank.role == "inline"
        tag = "span" if inline else "p"
        label = f"<{tag}>{self.words(blank.label)}</{tag}>" if blank.label else ""
        rules = "".join(_rules(1 if inline else blank.lines))
        return f"<div{self._attributes(blank, 'blank')}>{label}{rules}</div>"


def _rules(count: int) -> Iterator[str]:
    yield from ('<div class="rule"></div>' for _ in range(count))
