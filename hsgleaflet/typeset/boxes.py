"""Boxes: every kind of block is measured into slabs.

Comes in: blocks of a Document, a Theme, a Setter. Goes out: slabs for the filler. It stands alone because here, and
only here, a kind and role of block gets its shape on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import accumulate, pairwise
from typing import assert_never

from msgspec.structs import replace

from hsgleaflet.memory import first
from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Figure,
    Group,
    Inline,
    List,
    NodeId,
    Paragraph,
    Section,
    Table,
    children,
    leaf,
)
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import Location, Problem
from hsgleaflet.typeset.entries import entries
from hsgleaflet.typeset.figures import Images, assets_of, graphic
from hsgleaflet.typeset.layout import Art, Box, Words
from hsgleaflet.typeset.signs import KEY_OF, SIGN_OF, icon_of
from hsgleaflet.typeset.slabs import (
    IN_ITEMS,
    IN_SECTION,
    NEVER,
    Measured,
    Panel,
    Slab,
    artifact,
    beside,
    boxed,
    kept,
    moved,
    spaced,
    stack,
    torn,
)  # fmt: skip
from hsgleaflet.typeset.tables import asked, column_widths
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_IN_LINES, _BETWEEN_SECTIONS = 240, 0
"""What it costs to break a page inside a paragraph, or before a section."""
_IN_TABLE = 850
"""What it costs to break a page inside a table: rows are compared, so nearly as much as two pages a third empty."""
_TORN = 900
"""What it costs to break a page inside a panel: as much as leaving nearly half of it empty."""
_ALMOST_ALONE, _LINES_UNDER = 450, 2
"""What it costs to leave a heading at the foot of a page with fewer lines, or other slabs, than this under it."""
_CARDS, _NAMES_BESIDE, _BESIDE, _TO_WRITE = 125, 95, 48, 60
"""Widths in the theme's em: of a measure below which a table of three columns and more is read better as cards (A5: 118
mm), and the names in a card stand above their cells; of the narrowest column beside another, and one written in."""
_LEAST_LINES, _SMALL = 6, 0.25
"""Lines of a panel from which on three are kept under its title; share of a page up to which it stays whole."""
_PAD, _LEAST_PAD = 4.6, 0.68
_HEADINGS = {
    "tell-us-first": "warning",
    "important": "warning",
    "warning": "danger",
    "key-points": "panel",
    "note": "panel",
}
_BANDS = ("expected", "call-us", "emergency")
_ICON, _ICON_EDGE = 5.5 * MM, 4 * MM
"""Side of the icon of a section, and how far it hangs inside the text area."""
_BAR = 16 * MM
"""Length of the bar under a main heading."""
_IDEA, _IDEA_GAP = 40 * MM, 7 * MM
"""Room for the picture of an easy-read idea, and from there to its words."""


class Boxes:
    """Measures blocks for one document; gathers the problems that only setting shows."""

    def __init__(self, theme: Theme, setter: Setter, images: Images, lang: str, *, rtl: bool) -> None:
        self.theme = theme
        self.setter = setter
        self.images = images
        self.lang = lang
        self.rtl = rtl
        self.problems: list[Problem] = []
        self._format = first(theme.format)
        self._look = (id(theme.styles), id(self._format), theme.body, theme.look_name, theme.cover, lang, rtl)
        self.white = theme.white
        self.pad = _PAD * MM * max(_LEAST_PAD, theme.format.type.space)

    # ------------------------------------------------------------ text

    def text(
        self,
        content: tuple[Inline, ...],
        style: Style,
        node: NodeId,
        measure: float,
        *,
        at: Location | None = None,
        lang: str | None = None,
        end: bool = False,
    ) -> list[Slab]:
        """Return a slab for each line of a text, start- or end-aligned in the measure."""
        set_runs = runs(content, style, lang or self.lang, node)
        found = self.setter.set(set_runs, measure, rtl=setting(lang or self.lang).rtl, balanced=style.balanced)
        self.problems += [Problem(code="F001", message=str(miss), at=at, node=node) for miss in found.missing]
        lines = found.lines
        slabs = []
        for number, line in enumerate(lines):
            x = measure - line.width if end else 0.0
            words = Words(x, 0, line.width, style.leading, style.drop, line, node)
            widowed = number == 1 or number == len(lines) - 1
            penalty = NEVER if widowed and number else _IN_LINES
            slabs.append(Slab(style.leading, (words,), penalty=penalty))
        return spaced(slabs, style.before, style.stretch, IN_SECTION)

    def heading(
        self, content: tuple[Inline, ...], style: Style, node: NodeId, measure: float, at: Location | None = None
    ) -> list[Slab]:
        """Return the lines of a heading, smaller where its longest word is wider than the measure."""
        widest, _ = self.setter.widths(runs(content, style, self.lang, node), rtl=self.rtl)
        if widest > measure:
            scale = max(measure / widest, self.theme.style("paragraph").size / style.size)
            style = replace(style, size=style.size * scale, leading=style.leading * scale)
        return self.text(content, style, node, measure, at=at)

    def _key(self, paragraph: Paragraph, measure: float) -> list[Slab]:
        """Return what a mark of a picture means, the mark before it."""
        em, style = self.theme.em, self.theme.style("paragraph", "key")
        side, indent = 4.4 * em, 7 * em
        lines = moved(self.text(paragraph.content, style, paragraph.id, measure - indent, at=paragraph.at), indent)
        sign, ink = KEY_OF[paragraph.role]
        mark = Art(0, (style.leading - side) / 2, side, side, sign, ink=ink)
        return kept([replace(lines[0], items=(*lines[0].items, mark), penalty=NEVER), *lines[1:]])

    def panel(self, role: str) -> Panel | None:
        """Return how a boxed role looks in the house style, None for one that is not boxed."""
        ground, look = self.theme.look.grounds.get(role), self.theme.look
        if ground is None:
            return None
        return Panel(0, 0, ground.fill, ground.stroke, ground.line, look.radius, ground.bar, ground.bar_width)

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Sequence[Block], measure: float, depth: int) -> list[Slab]:
        """Return the slabs of blocks below each other."""
        return [slab for block in blocks for slab in self.block(block, measure, depth)]

    def block(self, block: Block, measure: float, depth: int) -> list[Slab]:
        """Return the slabs of one block; `depth` is the level of a heading inside it."""
        return list(self.known(block, ("block", measure, depth), lambda: self._block(block, measure, depth)))

    def known(self, block: Block, how: Hashable, make: Callable[[], Sequence[Slab]]) -> tuple[Slab, ...]:
        """Return what a block becomes, measured once for all documents that it stands in and are set alike."""
        assets = assets_of(block)
        pictures = tuple(map(self.images.pictures.get, assets))
        key = (how, self._look, *map(id, pictures), *map(self.images.sizes.get, assets))
        found: Measured | None = self.setter.measured.get(block, key)
        if found is None and not children(block):
            block = first(block)  # another clinic's block may say the same; what holds others is looked into
            found = self.setter.measured.get(block, key)
        if found is None:
            told = len(self.problems)
            slabs = tuple(make())
            # Styles, format and pictures are kept with what they made, so that their ids stay their own.
            kept = (self.theme.styles, self._format, pictures)
            found = Measured(slabs, tuple(self.problems[told:]), kept)
            self.setter.measured.keep(block, found, key)
        else:
            self.problems += found.problems
        return found.slabs

    def _block(self, block: Block, measure: float, depth: int) -> list[Slab]:
        match block:
            case Paragraph() if block.role in KEY_OF:
                return self._key(block, measure)
            case Paragraph():
                style = self.theme.style("paragraph", block.role)
                return self.text(block.content, style, block.id, measure, at=block.at, lang=block.lang)
            case Section():
                return self.section(block, measure, depth)
            case List():
                return entries(block, self, measure, depth)
            case Callout():
                return self.callout(block, measure, depth)
            case Table():
                return self.table(block, measure)
            case Figure():
                return self.figure(block, measure)
            case Group():
                return self.group(block, measure, depth)
            case Blank():
                return self.inline_blank(block, measure) if block.role == "inline" else self.blank(block, measure)
            case _:
                assert_never(block)

    def section(self, section: Section, measure: float, depth: int) -> list[Slab]:
        """Return heading and content; the heading never parts from the first lines of its text."""
        panel = self.panel(section.role)
        if panel:
            return self._panelled_section(section, panel, measure, depth)
        style = self.theme.style("heading", str(min(depth, 3)))
        heading = kept(self.heading(section.heading, style, leaf(section.id, "heading"), measure, section.at))
        if heading:
            heading[0] = replace(heading[0], items=(*heading[0].items, *self._icon(section, style, depth)))
            heading[-1] = self._barred(heading[-1], depth)
        body = self.blocks(section.blocks, measure, depth + 1)
        first = [replace(slab, before=1.6 * self.white, stretch=0, penalty=NEVER) for slab in body[:1]]
        under = [replace(slab, penalty=max(slab.penalty, _ALMOST_ALONE)) for slab in body[1:_LINES_UNDER]]
        body = [*first, *under, *body[_LINES_UNDER:]]
        return spaced([*heading, *body], style.before, style.stretch, _BETWEEN_SECTIONS if depth < 3 else IN_SECTION)

    def _icon(self, section: Section, style: Style, depth: int) -> list[Art]:
        """Return the icon that hangs in the margin beside a main heading."""
        asset = icon_of(section.part)
        if depth != 2 or asset not in self.images.sizes:
            return []
        x = _ICON_EDGE - self.theme.format.indent
        return [Art(x, (style.leading - _ICON) / 2, _ICON, _ICON, asset, ink="accent")] if x + _ICON < 0 else []

    def _barred(self, line: Slab, depth: int) -> Slab:
        """Return the last line of a main heading with the bar under it, where the house style has one."""
        bar, gap = self.theme.look.bar, 0.5 * self.white
        if not bar or depth != 2:
            return line
        below = Box(0, line.height + gap, _BAR, bar, "second")
        return replace(line, height=line.height + 2 * gap + bar, items=(*line.items, below))

    def _panelled_section(self, section: Section, panel: Panel, measure: float, depth: int) -> list[Slab]:
        title = self._panel_title(section.role, section.heading, leaf(section.id, "heading"), measure - 2 * self.pad)
        body = self.blocks(section.blocks, measure - 2 * self.pad, depth + 1)
        slabs = moved([*title, *self._close_to_heading(body)], self.pad)
        panel = replace(panel, width=measure, node=section.id)
        torn = _torn_at_worst(boxed(slabs, panel, self.pad * 0.8), self.theme.format.depth)
        return spaced(torn, 4.2 * self.white, 2.0, _BETWEEN_SECTIONS)

    def _panel_title(self, role: str, title: tuple[Inline, ...], node: NodeId, measure: float) -> list[Slab]:
        style = self.theme.style("heading", "band" if role in _BANDS else _HEADINGS.get(role, "panel"))
        sign = SIGN_OF.get(role)
        if sign is None:
            return kept(self.heading(title, style, node, measure))
        side = style.size * 1.15
        lines = moved(kept(self.heading(title, style, node, measure - 1.5 * side)), 1.5 * side)
        mark = Art(0, (style.leading - side) / 2, side, side, sign[0], ink=sign[1])
        return [replace(lines[0], items=(*lines[0].items, mark)), *lines[1:]]

    def _close_to_heading(self, body: list[Slab]) -> list[Slab]:
        if not body:
            return []
        close = min(body[0].before, 1.6 * self.white)
        return [replace(body[0], before=close, stretch=0, penalty=NEVER), *body[1:]]

    def callout(self, callout: Callout, measure: float, depth: int) -> list[Slab]:
        """Return a boxed part; it stays whole."""
        panel = self.panel(callout.role if callout.role in self.theme.look.grounds else "note")
        assert panel
        pad = self.pad * 3.6 / _PAD if callout.role in _BANDS else self.pad
        inner = measure - 2 * pad
        title = (
            self._panel_title(callout.role, callout.title, leaf(callout.id, "title"), inner) if callout.title else []
        )
        body = self._close_to_heading(self.blocks(callout.blocks, inner, depth + 1))
        inside = boxed(moved([*title, *body], pad), replace(panel, width=measure, node=callout.id), pad * 0.8)
        if callout.role in _BANDS:
            pieces = torn(inside, len(title)) if callout.role == "call-us" and title and body else ()
            return spaced([replace(stack(inside), torn=pieces)], 3 * self.white, 1.0, IN_SECTION)
        return spaced(_torn_at_worst(inside, self.theme.format.depth), 4.2 * self.white, 1.0, IN_SECTION)

    # ------------------------------------------------------------ tables, figures, blanks

    def table(self, table: Table, measure: float) -> list[Slab]:
        """Return a ruled table; rows stay whole and the head stands again on a following page.

        Where there is no room for three columns, or for the longest words side by side, each row becomes a card.
        """
        caption = self.text(table.caption, self.theme.style("caption"), leaf(table.id, "caption"), measure, at=table.at)
        gutter, pad = 4 * self.theme.em, 1.7 * self.theme.em
        narrow = measure < _CARDS * self.theme.em and len(table.head) > 2
        widths = [] if narrow else column_widths(table, self, measure, gutter)
        if not widths:
            first, *others = self._cards(table, measure)
            return spaced([*kept(caption), replace(first, penalty=NEVER), *others], 3 * self.white, 1.0, IN_SECTION)
        head = self._row(table.head, widths, gutter, pad, "accent", 1.0)
        header = replace(head, items=tuple(map(artifact, head.items)))
        rows = [self._row(row, widths, gutter, pad, "hairline", 0.8) for row in table.rows]
        rows = [replace(row, header=header, penalty=_IN_TABLE) for row in rows]
        rows[0] = replace(rows[0], penalty=NEVER, header=None)
        for lonely in (1, -1) if len(rows) > 1 else ():
            rows[lonely] = replace(rows[lonely], penalty=NEVER)
        return spaced([*kept(caption), replace(head, penalty=NEVER), *rows], 3 * self.white, 1.0, IN_SECTION)

    def _cards(self, table: Table, measure: float) -> list[Slab]:
        """Return a card for each row: what it is about, then each column's name beside its cell.

        The names are read once, in the first card; in the others they are painted only.
        """
        side, found = 0.32 * measure, []
        rooms = ((side, table.head[1:]), *((measure - side - 3 * MM, row[1:]) for row in table.rows))
        cut = any(asked(cell, self)[0] > room for room, cells in rooms for cell in cells)
        stacked = cut or measure < _NAMES_BESIDE * self.theme.em
        for number, row in enumerate(table.rows):
            slabs = [] if number else self._cell(table.head[0], measure)
            slabs += self._cell(row[0], measure)
            for head, cell in zip(table.head[1:], row[1:], strict=True):
                name = stack(self._cell(head, measure if stacked else side))
                if number:
                    name = replace(name, items=tuple(map(artifact, name.items)))
                if stacked:
                    slabs += [replace(name, before=1.2 * self.white), *self._cell(cell, measure)]
                    continue
                words = stack(self._cell(cell, measure - side - 3 * MM))
                slabs += spaced([beside([(name, 0), (words, side + 3 * MM)])], 1.2 * self.white)
            rule = Slab(0.8, (Box(0, 0, measure, 0.8, "hairline"),), before=2 * self.white)
            alone = number in (1, len(table.rows) - 1)
            found += spaced([stack([*slabs, rule])], 2.4 * self.white, 0.8, _IN_TABLE if alone else IN_ITEMS)
        return found

    def _cell(self, cell: Cell, width: float) -> list[Slab]:
        style = self.theme.style("cell", {"column": "head", "row": "row", "": ""}[cell.heads])
        return self.text(cell.content, style, cell.id, width, at=cell.at, lang=cell.lang) if cell.content else []

    def _row(
        self,
        cells: tuple[Cell, ...],
        widths: Sequence[float],
        gutter: float,
        pad: float,
        rule: str,
        weight: float,
    ) -> Slab:
        x, columns = 0.0, []
        for cell, width in zip(cells, widths, strict=True):
            if slabs := self._cell(cell, width):
                columns.append((stack(slabs), x))
            x += width + gutter
        row = beside(columns)
        height = row.height + 2 * pad
        items = tuple(item.moved(0, pad) for item in row.items)
        line = Box(0, height - weight, x - gutter, weight, rule)
        return Slab(height, (*items, line))

    def figure(self, figure: Figure, measure: float) -> list[Slab]:
        """Return a picture with its caption below, kept together."""
        style = self.theme.style("paragraph", "caption")
        node = leaf(figure.id, "caption")
        caption = self.text(figure.caption, style, node, measure, at=figure.at) if figure.caption else []
        return spaced(kept([graphic(figure, self, measure), *caption]), 4 * self.white, 1.0, IN_SECTION)

    def group(self, group: Group, measure: float, depth: int) -> list[Slab]:
        """Return blocks that stand together, in the arrangement of their role; they stay whole."""
        match group.role:
            case "beside":
                row = self._beside(group.blocks, measure, depth)
            case "columns":
                row = self._columns(group.blocks, measure, depth)
            case "idea":
                return spaced([self._idea(group.blocks, measure, depth)], 7 * self.white, 1.0, IN_SECTION)
            case _:
                row = stack(self.blocks(group.blocks, measure, depth))
        return spaced([replace(row, before=0)], 3.6 * self.white, 1.0, IN_SECTION)

    def _columns(self, blocks: Sequence[Block], measure: float, depth: int) -> Slab:
        """Return blocks side by side; captions of pictures stand level."""
        gutter = 8 * MM
        width = (measure - gutter * (len(blocks) - 1)) / len(blocks)
        least = _TO_WRITE if any(isinstance(block, Blank) for block in blocks) else _BESIDE
        if width < least * self.theme.em:
            return stack(self.blocks(blocks, measure, depth))
        columns = [self.block(block, width, depth) for block in blocks]
        if all(isinstance(block, Figure) for block in blocks):
            tallest = max(column[0].height for column in columns)
            columns = [[replace(column[0], height=tallest), *column[1:]] for column in columns]
        return beside([(stack(column), number * (width + gutter)) for number, column in enumerate(columns)])

    def _beside(self, blocks: Sequence[Block], measure: float, depth: int) -> Slab:
        """Return words at the side of a picture, as high as its upper half allows."""
        picture, *words = blocks
        art = stack(self.block(picture, measure, depth))
        x = max(item.x + item.width for item in art.items) + 7 * MM
        if measure - x < _BESIDE * self.theme.em:
            return stack([art, *self.blocks(words, measure, depth)])
        text = stack(self.blocks(words, measure - x, depth))
        top = max(0.0, min(art.height - text.height, 4 * MM))
        text = replace(text, items=tuple(item.moved(0, top) for item in text.items), height=text.height + top)
        return beside([(art, 0.0), (text, x)])

    def _idea(self, blocks: Sequence[Block], measure: float, depth: int) -> Slab:
        """Return sentences at the side of their picture, the words of all ideas beginning on one line down the page."""
        picture, *sentences = blocks
        room = min(_IDEA, 0.28 * measure)
        art = stack(self.block(picture, room, depth))
        words = stack(self.blocks(sentences, measure - room - _IDEA_GAP, depth))
        height = max(art.height, words.height)
        level = [_lowered(slab, (height - slab.height) / 2) for slab in (art, words)]
        return beside([(level[0], 0.0), (level[1], room + _IDEA_GAP)])

    def blank(self, blank: Blank, measure: float) -> list[Slab]:
        """Return ruled lines to write on, 9 mm apart, under their label."""
        style = self.theme.style("paragraph")
        label = self.text(blank.label, style, leaf(blank.id, "label"), measure, at=blank.at) if blank.label else []
        pitch = 9 * self.theme.em
        rules = [Slab(pitch, (Box(0, pitch - 0.7, measure, 0.7, "rule"),), penalty=NEVER) for _ in range(blank.lines)]
        penalty = IN_ITEMS if label else NEVER  # lines without a label belong to what stands above them
        return spaced([*kept(label), *rules], 3 * self.white, 0.5, penalty)

    def inline_blank(self, blank: Blank, measure: float) -> list[Slab]:
        """Return a label and a ruled line to write on behind it."""
        style, pitch = self.theme.style("paragraph"), 9 * self.theme.em
        *above, last = self.text(blank.label, style, leaf(blank.id, "label"), measure * 0.75, at=blank.at)
        words = [item.moved(0, pitch - last.height) for item in last.items]
        x = max((item.x + item.width for item in words), default=0.0) + 2 * MM
        rule = Box(x, pitch - 0.32 * style.size, measure - x, 0.7, "rule")
        return spaced(kept([*above, Slab(pitch, (*words, rule))]), self.white, 0, IN_SECTION)


def _lowered(slab: Slab, down: float) -> Slab:
    return replace(slab, items=tuple(item.moved(0, down) for item in slab.items), height=slab.height + down)


def _torn_at_worst(slabs: Sequence[Slab], page: float) -> list[Slab]:
    """Return the slabs of a panel, which goes over two pages only where much of a page would else stay empty.

    A small one stays whole. Of another, two entries stand on either side, or of long entries more than one line.
    """
    entries = [number for number, slab in enumerate(slabs) if slab.before and slab.penalty < NEVER]
    ends = list(accumulate((slab.before + slab.height for slab in slabs), initial=0.0))
    legal = entries[1:-1]
    if ends[-1] < _SMALL * page:
        legal = []
    elif max(ends[b] - ends[a] for a, b in pairwise((0, *legal, len(slabs)))) > page / 2:
        legal = list(range(3 if len(slabs) > _LEAST_LINES else 1, len(slabs) - 1))
    return [
        replace(slab, penalty=max(slab.penalty, _TORN if number in legal else NEVER)) if number else slab
        for number, slab in enumerate(slabs)
    ]
