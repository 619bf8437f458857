"""The way from a Document to its Layout.

Comes in: a Document, a Theme, a Setter, what pictures measure. Goes out: a Layout, or a LeafletError that names what
does not fit. It stands alone as the one entrance to this floor.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hsgleaflet.model.document import Block, Document, Paragraph, Section
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import LeafletError, Problem, Severity
from hsgleaflet.typeset.boxes import PANELS, Boxes
from hsgleaflet.typeset.figures import Images
from hsgleaflet.typeset.fill import BACK, COVER, Filled, Overflow, fill
from hsgleaflet.typeset.furniture import footer_growth, furniture, head_growth
from hsgleaflet.typeset.layout import Art, Fragment, Layout, Page, mirrored
from hsgleaflet.typeset.slabs import NEVER, Slab, beside, spaced, stack
from hsgleaflet.typeset.text import Setter
from hsgleaflet.units import MM

_LOGO = 12 * MM


def lay_out(document: Document, theme: Theme, setter: Setter, images: Images) -> Layout:
    """Return the pages of a document; raise LeafletError for missing characters and for what does not fit."""
    rtl = document.direction == "rtl"
    boxes = Boxes(theme, setter, images, document.lang, rtl=rtl)
    slabs = _slabs(document, boxes)
    errors = [problem for problem in boxes.problems if problem.severity == "error"]
    if errors:
        raise LeafletError(errors)
    pages = _pages(document, theme, setter, _filled(slabs, document, boxes))
    return Layout(theme.format.name, tuple(map(mirrored, pages)) if rtl else pages, tuple(boxes.problems))


def _pages(document: Document, theme: Theme, setter: Setter, filled: Sequence[Filled]) -> tuple[Page, ...]:
    paper = theme.format
    top = paper.top + head_growth(document, theme)
    return tuple(
        Page(
            paper.page_width(number),
            paper.height,
            (
                *(fragment.moved(paper.start(number), top) for fragment in page.fragments),
                *furniture(document, theme, setter, number, len(filled)),
            ),
        )
        for number, page in enumerate(filled, 1)
    )


def _slabs(document: Document, boxes: Boxes) -> list[Slab]:
    masthead = [block for block in document.blocks if isinstance(block, Paragraph)]
    found = [_masthead(masthead, boxes)]
    for block in document.blocks:
        if isinstance(block, Section):
            found += _leaflet(block, boxes)
    return found


def _masthead(lines: Sequence[Paragraph], boxes: Boxes) -> Slab:
    """Return who the leaflet is from: logo and clinic at the start, whom it is for at the end."""
    theme = boxes.theme
    measure = theme.format.measure
    logo: list[Fragment] = []
    x = 0.0
    if theme.logo:
        width, height = boxes.images.sizes[theme.logo]
        scale = min(_LOGO / height, 60 * MM / width)
        logo = [Art(0, (_LOGO - height * scale) / 2, width * scale, height * scale, theme.logo)]
        x = width * scale + 4 * MM
    start = [line for line in lines if line.role != "audience"]
    end = [line for line in lines if line.role == "audience"]
    names = stack([slab for line in start for slab in boxes.block(line, measure * 0.62 - x, 1)])
    audience = [
        slab
        for line in end
        for slab in boxes.text(line.content, theme.style("paragraph", "audience"), line.id, measure * 0.34, end=True)
    ]
    top = max(0.0, (_LOGO - names.height) / 2) if logo else 0.0
    columns = [(_lowered(names, top), x)]
    if audience:
        columns.append((_lowered(stack(audience), top + 1), measure * 0.66))
    row = beside(columns)
    return replace(row, items=(*logo, *row.items), height=max(row.height, _LOGO if logo else 0.0))


def _lowered(slab: Slab, top: float) -> Slab:
    return replace(slab, items=tuple(item.moved(0, top) for item in slab.items), height=slab.height + top)


def _leaflet(section: Section, boxes: Boxes) -> list[Slab]:
    """Return title and parts; panels stand on the full measure, running text is indented."""
    theme = boxes.theme
    style = theme.style("heading", "1")
    node = f"{section.id}/heading"
    found = boxes.text(section.heading, style, node, theme.format.measure, at=section.at)
    found = [replace(slab, penalty=NEVER) for slab in found]
    for block in _paper_order(section.blocks):
        found += _part(block, boxes)
    return found


def _paper_order(blocks: Sequence[Block]) -> list[Block]:
    """Return parts as they stand on paper: those for the back come last, just before the disclaimer."""
    back = [block for block in blocks if isinstance(block, Section) and block.slot == "back"]
    front = [block for block in blocks if block not in back]
    end = len(front)
    while end and getattr(front[end - 1], "part", "") == "disclaimer":
        end -= 1
    return [*front[:end], *back, *front[end:]]


def _part(block: Block, boxes: Boxes) -> list[Slab]:
    theme = boxes.theme
    full = block.role in PANELS or (isinstance(block, Paragraph) and block.role)
    indent = 0.0 if full else theme.format.indent
    slabs = boxes.block(block, theme.format.measure - indent, 2)
    slabs = [slab.moved(indent) for slab in slabs] if indent else slabs
    if isinstance(block, Paragraph):
        slabs = spaced(slabs, 0, penalty=NEVER)
    place = {"cover": COVER, "back": BACK}.get(block.slot, "") if isinstance(block, Section) else ""
    place = COVER if block.role == "small" else place
    return [replace(slab, place=place) for slab in slabs] if place else slabs


def _filled(slabs: Sequence[Slab], document: Document, boxes: Boxes) -> list[Filled]:
    """Return filled pages; what cannot stand where it should moves on rather than stop the leaflet.

    Tried in turn: everything in its place; the back of the leaflet after the disclaimer; the first page running on to
    the second, with a warning.
    """
    theme = boxes.theme
    depth = theme.format.depth - head_growth(document, theme) - footer_growth(document, theme, boxes.setter)
    uncovered = [replace(slab, place="") if slab.place == COVER else slab for slab in slabs]
    for number, tried in enumerate((slabs, _back_last(slabs), uncovered, _back_last(uncovered))):
        try:
            found = fill(tried, [depth])
        except Overflow as overflow:
            last = _overflow(overflow, tried, document, boxes.theme)
            continue
        if number > 1 and theme.format.covers:
            boxes.problems.append(_pushed_off_cover(document))
        return found
    raise LeafletError([last])


def _back_last(slabs: Sequence[Slab]) -> list[Slab]:
    """Return slabs with those for the back of the leaflet at the very end."""
    return [slab for slab in slabs if slab.place != BACK] + [slab for slab in slabs if slab.place == BACK]


def _pushed_off_cover(document: Document) -> Problem:
    return Problem(
        code="L002",
        severity=Severity.WARNING,
        message="the first page is too full: what it must hold runs on to the second",
        at=document.location("key-points"),
        hint="shorten the key points or the list under tell-us-first",
    )


def _overflow(overflow: Overflow, slabs: Sequence[Slab], document: Document, theme: Theme) -> Problem:
    lines = max(1, round(overflow.excess / theme.style("paragraph").leading))
    nodes = [node for item in slabs[overflow.index].items if (node := getattr(item, "node", ""))]
    where = nodes[0].partition("/")[0] if nodes else ""
    amount = "1 line" if lines == 1 else f"{lines} lines"
    return Problem(
        code="L001",
        message=f"this part is {amount} too long for one page of {theme.format.name}",
        at=document.location(where),
        hint="shorten it, or divide it into two sections",
        node=where,
    )
