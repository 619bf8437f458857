"""The way from a Document to its Layout.

Comes in: a Document, a Theme, a Setter, what pictures measure. Goes out: a Layout, or a LeafletError that names what
does not fit. It stands alone as the one entrance to this floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from hsgleaflet.model.document import Block, Callout, Document, List, Paragraph, Section
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.boxes import Boxes
from hsgleaflet.typeset.excess import too_full, too_long
from hsgleaflet.typeset.figures import Images
from hsgleaflet.typeset.fill import BACK, COVER, Filled
from hsgleaflet.typeset.fit import DISCLAIMER, FACTS, Piece, TooLong, fit
from hsgleaflet.typeset.furniture import footer_growth, furniture, head_growth, notes
from hsgleaflet.typeset.layout import Art, Box, Fragment, Layout, Page, Run, mirrored
from hsgleaflet.typeset.slabs import NEVER, Panel, Slab, beside, boxed, moved, spaced, stack
from hsgleaflet.typeset.text import Setter
from hsgleaflet.units import MM

_NARROW = 100
"""The measure, in the theme's em, from which "who it is for" stands at the other edge."""
_RULE, _RULE_GAP = 1.4, 1.8
"""The rule under a title, in points, and its distance from it, in the format's white."""


def lay_out(document: Document, theme: Theme, setter: Setter, images: Images) -> Layout:
    """Return the pages of a document; raise LeafletError for missing characters and for what does not fit.

    Type is made smaller only where less white does not help, and never below the floor of the format. Only where the
    back of the leaflet is too long at every size does it run over two pages.
    """
    rtl = document.direction == "rtl"
    sizes = theme.format.sizes
    for body, torn in (*((size, False) for size in sizes), (sizes[0], True), (sizes[-1], True)):
        sized = theme.sized(body)
        boxes = Boxes(sized, setter, images, document.lang, rtl=rtl)
        pieces = _pieces(document, boxes)
        errors = [problem for problem in boxes.problems if problem.severity == "error"]
        if errors:
            raise LeafletError(errors)
        try:
            heights = _heights(document, sized, setter)
            fitted = fit(pieces, sized.format, heights, torn=torn, closer=partial(_closer, document, boxes))
        except TooLong as problem:
            last = problem
            continue
        if fitted.relaxed and theme.format.covers:
            boxes.problems.append(too_full(fitted.excess, document, sized))
        pages = _pages(document, sized, setter, fitted.pages)
        return Layout(theme.format.name, tuple(map(mirrored, pages)) if rtl else pages, tuple(boxes.problems), body)
    raise LeafletError([too_long(last, pieces, document, sized)])


def _heights(document: Document, theme: Theme, setter: Setter) -> tuple[float, ...]:
    """Return the height of the text area of each page, that of later ones last."""
    key = (theme.format, document.running, document.page_words, document.lang, document.band_lang)
    found: tuple[float, ...] | None = setter.measured.get(theme.styles, key)
    if found is None:
        room = theme.format.depth - head_growth(document, theme)
        numbers = range(1, (theme.format.most or 1) + 1)
        heights = tuple(room - footer_growth(document, theme, setter, number) for number in numbers)
        found = setter.measured.keep(theme.styles, heights, key)
    return found


def _pages(document: Document, theme: Theme, setter: Setter, filled: Sequence[Filled | None]) -> tuple[Page, ...]:
    paper = theme.format
    top = paper.top + head_growth(document, theme)
    found = []
    for number, page in enumerate(filled, 1):
        left = paper.start(number)
        inside = page.runs(left, top) if page else (Run(tuple(_to_write_on(document, theme, setter, left, top))),)
        around = furniture(document, theme, setter, number, len(filled))
        found.append(Page(paper.page_width(number), paper.height, (*inside, *around)))
    return tuple(found)


def _to_write_on(document: Document, theme: Theme, setter: Setter, left: float, top: float) -> Iterator[Fragment]:
    return (item.moved(left, top) for item in notes(document, theme, setter))


def _closer(document: Document, boxes: Boxes, count: int) -> list[Piece]:
    """Return the first parts of a leaflet, set closer; what is wrong with them was told before."""
    close = Boxes(boxes.theme.closer(), boxes.setter, boxes.images, boxes.lang, rtl=boxes.rtl)
    return _pieces(document, close, count)


def _pieces(document: Document, boxes: Boxes, most: int | None = None) -> list[Piece]:
    """Return the parts of a leaflet in order of meaning, or the first ones; the title is with the masthead."""
    masthead = [block for block in document.blocks if isinstance(block, Paragraph)]
    first = [_masthead(masthead, boxes)]
    found: list[Piece] = []
    for leaflet in document.blocks:
        if not isinstance(leaflet, Section):
            continue
        first += _title(leaflet, boxes)
        for block in leaflet.blocks:
            if len(found) + 1 == most:
                break
            if isinstance(block, Paragraph) and not found:
                first += _part(block, boxes)
            elif isinstance(block, Callout) and not boxes.theme.format.covers:
                found += [Piece(one.id, _part(one, boxes), place) for one, place in _facts_apart(block)]
            else:
                found.append(Piece(block.id, _part(block, boxes), _place(block)))
    return [Piece("leaflet", tuple(first)), *found]


def _facts_apart(callout: Callout) -> Iterator[tuple[Callout, str]]:
    """Yield a callout without its facts at a glance, then those: they have their own box on small pages."""
    facts = tuple(block for block in callout.blocks if isinstance(block, List) and block.role == "glance")
    yield replace(callout, blocks=tuple(block for block in callout.blocks if block not in facts)), ""
    if facts:
        yield replace(callout, title=(), blocks=facts), FACTS


def _place(block: Block) -> str:
    """Return where a part wants to stand on paper."""
    if isinstance(block, Section):
        return DISCLAIMER if block.part == "disclaimer" else {"cover": COVER, "back": BACK}.get(block.slot, "")
    return COVER if block.role == "small" else ""


def _masthead(lines: Sequence[Paragraph], boxes: Boxes) -> Slab:
    """Return who the leaflet is from: logo and clinic at the start, whom it is for at the end."""
    theme = boxes.theme
    measure = theme.format.measure
    share = 0.62 if measure > _NARROW * theme.em else 1.0
    logo: list[Fragment] = []
    x = 0.0
    if theme.logo:
        width, height = boxes.images.sizes[theme.logo]
        scale = min(theme.logo_height / height, 60 * MM / width)
        logo = [Art(0, (theme.logo_height - height * scale) / 2, width * scale, height * scale, theme.logo)]
        x = width * scale + 4 * MM
    start = [line for line in lines if line.role != "audience" or share == 1]
    end = [line for line in lines if line not in start]
    names = stack([slab for line in start for slab in boxes.block(line, measure * share - x, 1)])
    audience = [
        slab
        for line in end
        for slab in boxes.text(line.content, theme.style("paragraph", "audience"), line.id, measure * 0.34, end=True)
    ]
    top = max(0.0, (theme.logo_height - names.height) / 2) if logo else 0.0
    columns = [(_lowered(names, top), x)]
    if audience:
        columns.append((_lowered(stack(audience), top + 1), measure * 0.66))
    row = beside(columns)
    return replace(row, items=(*logo, *row.items), height=max(row.height, theme.logo_height if logo else 0.0))


def _lowered(slab: Slab, top: float) -> Slab:
    return replace(slab, items=tuple(item.moved(0, top) for item in slab.items), height=slab.height + top)


def _title(section: Section, boxes: Boxes) -> list[Slab]:
    """Return the title: alone, over a rule, or on a band of the main colour."""
    theme, node, measure = boxes.theme, f"{section.id}/heading", boxes.theme.format.measure
    style = theme.style("heading", "1")
    if theme.cover != "band":
        found = boxes.heading(section.heading, style, node, measure, section.at)
        if theme.cover == "rule" and found:
            last, below = found[-1], _RULE_GAP * boxes.white
            rule = Box(0, last.height + below, measure, _RULE, "second")
            found[-1] = replace(last, height=last.height + below + _RULE, items=(*last.items, rule))
        return [replace(slab, penalty=NEVER) for slab in found]
    pad = boxes.pad
    lines = boxes.heading(section.heading, replace(style, ink="paper"), node, measure - 2 * pad, section.at)
    panel = Panel(0, measure, fill="brand", radius=theme.look.radius, node=node)
    band = spaced(boxed(moved(lines, pad), panel, pad), style.before)
    return [replace(slab, penalty=NEVER) for slab in (*band, Slab(_RULE_GAP * boxes.white, ()))]


def _part(block: Block, boxes: Boxes) -> tuple[Slab, ...]:
    """Return a part: panels stand on the full measure, running text is indented."""
    return boxes.known(block, "part", lambda: _indented(block, boxes))


def _indented(block: Block, boxes: Boxes) -> list[Slab]:
    theme = boxes.theme
    full = block.role in theme.look.grounds or (isinstance(block, Paragraph) and block.role)
    indent = 0.0 if full else theme.format.indent
    slabs = boxes.block(block, theme.format.measure - indent, 2)
    slabs = [slab.moved(indent) for slab in slabs] if indent else slabs
    if isinstance(block, Paragraph):
        slabs = spaced(slabs, 0, penalty=NEVER)
    return slabs
