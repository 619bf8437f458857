"""Figures: every kind of graphic becomes one slab, its words inside the Figure they belong to.

Comes in: a Figure, a measure, the setter of words. Goes out: a slab. It stands alone because a new kind of graphic
touches this module and no other box. All that is painted here carries the Figure's node, so that a screen reader meets
one figure with its alt text, and never loose numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from hsgleaflet.memory import Of
from hsgleaflet.model.document import (
    Block,
    CycleCalendar,
    Figure,
    IconArray,
    Inline,
    NodeId,
    Picture,
    QrCode,
    Section,
    Text,
    Timeline,
    children,
)
from hsgleaflet.model.drawing import Drawing, extent
from hsgleaflet.model.pictures import Picture as Image
from hsgleaflet.model.pictures import Raster
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import Location, Problem, Severity
from hsgleaflet.typeset.arrays import cell_side, icon_array
from hsgleaflet.typeset.calendar import DAYS, Place, plan
from hsgleaflet.typeset.labels import Pointer, pointers, sides, stacked
from hsgleaflet.typeset.layout import BACKGROUND, Art, Fragment
from hsgleaflet.typeset.signs import icon_of
from hsgleaflet.typeset.slabs import Slab, beside, stack
from hsgleaflet.typeset.timelines import SCALE, bars, ticks
from hsgleaflet.units import MM

_LABEL_ROOM, _NUMBER_ROOM, _LEAST_DRAWING = 35, 7, 42
"""Widths in the theme's em: of labels on each side of a drawing, of numbers instead, and of the least drawing."""
_LABEL_GAP = 4 * MM
_TALLEST = 76 * MM
"""How tall a drawing with labels gets when its width is left open."""
_IDEA_ICON, _IDEA_PICTURE = 17 * MM, 45 * MM
"""How tall an icon and a drawing get beside an easy-read idea."""
_TWO_WEEKS = 100
"""Measure in the theme's em from which two weeks of a calendar stand in a row."""
_PPI = 300
_QR_SIDE, _QR_MODULE = 28 * MM, 0.55 * MM
"""Least side of a QR code with its quiet zone, and of one of its modules."""


class Images(Struct, frozen=True):
    """What a picture measures (width and height in its own units) and what it is, by asset name."""

    sizes: dict[str, tuple[float, float]]
    pictures: Mapping[str, Image] = field(default_factory=dict)


_ASSETS: Of[Block, tuple[str, ...]] = Of(2000)


def assets_of(block: Block) -> tuple[str, ...]:
    """Return the names of the pictures that a block is measured with, icons of headings too."""
    found = _ASSETS.get(block)
    return _ASSETS.keep(block, tuple(_assets(block))) if found is None else found


def _assets(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        yield icon_of(block.part)
    if isinstance(block, Figure):
        graphic = block.graphic
        if isinstance(graphic, Picture):
            yield graphic.asset
        if isinstance(graphic, QrCode):
            yield f"qr/{graphic.target}"
    for inside in children(block):
        yield from assets_of(inside)


class Setting(Protocol):
    """What is needed to set a graphic and the words in it."""

    theme: Theme
    images: Images
    rtl: bool
    problems: list[Problem]

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
        """Return a slab for each line of a text."""
        ...


def graphic(figure: Figure, setting: Setting, measure: float) -> Slab:
    """Return the graphic of a figure as one slab no wider than the measure."""
    found = figure.graphic
    match found:
        case Picture() if figure.role == "idea":
            return _beside_idea(found, setting, measure)
        case Picture() if found.labels:
            return _labelled(figure, found, setting, measure)
        case Picture():
            return _picture(figure, found, setting, measure)
        case IconArray():
            return _array(figure, found, setting, measure)
        case CycleCalendar():
            return _calendar(figure, found, setting, measure)
        case Timeline():
            return _timeline(figure, found, setting, measure)
        case QrCode():
            modules = setting.images.sizes[f"qr/{found.target}"][0]
            side = max(_QR_SIDE, modules * _QR_MODULE)
            return Slab(side, (Art(0, 0, side, side, f"qr/{found.target}", figure.id),))
        case _:
            assert_never(found)


def _picture(figure: Figure, picture: Picture, setting: Setting, measure: float) -> Slab:
    natural = setting.images.sizes[picture.asset]
    width = min(picture.width or measure, measure)
    if isinstance(setting.images.pictures.get(picture.asset), Raster):
        ppi = natural[0] / (width / 72)
        if ppi < _PPI:
            setting.problems.append(_coarse(figure, picture, ppi, natural[0]))
    height = width * natural[1] / natural[0]
    return Slab(height, (Art(0, 0, width, height, picture.asset, figure.id),))


def _beside_idea(picture: Picture, setting: Setting, room: float) -> Slab:
    """Return the picture of an idea in the middle of its room; it says nothing that the words beside it do not."""
    width, height = setting.images.sizes[picture.asset]
    icon, image = picture.asset.startswith("icons/"), setting.images.pictures.get(picture.asset)
    left, right = extent(image) if isinstance(image, Drawing) else (0.0, width)
    scale = min(room / (right - left), (_IDEA_ICON if icon else _IDEA_PICTURE) / height)
    x = room / 2 - (left + right) / 2 * scale
    art = Art(x, 0, width * scale, height * scale, picture.asset, ink="accent" if icon else "", artifact=BACKGROUND)
    return Slab(height * scale, (art,))


def _coarse(figure: Figure, picture: Picture, ppi: float, pixels: float) -> Problem:
    message = f"{picture.asset} has {ppi:.0f} pixels an inch at this width; print needs {_PPI}"
    hint = f"use a larger photograph, or `width: {int(pixels / _PPI * 25.4)}mm`"
    return Problem(code="L004", severity=Severity.WARNING, message=message, at=figure.at, hint=hint, node=figure.id)


def _words(text: str, style: Style, figure: Figure, setting: Setting, room: float, *, end: bool = False) -> Slab:
    return stack(setting.text((Text(text=text),), style, figure.id, room, at=figure.at, lang=figure.lang, end=end))


def _placed(slab: Slab, x: float, y: float) -> list[Fragment]:
    return [item.moved(x, y) for item in slab.items]


# ---------------------------------------------------------------- labels


def _labelled(figure: Figure, picture: Picture, setting: Setting, measure: float) -> Slab:
    """Return a drawing with its labels beside it; where there is no room for them, with numbers and a list below."""
    em = setting.theme.em
    if measure - 2 * _LABEL_ROOM * em >= _LEAST_DRAWING * em:
        return _pointed_at(figure, picture, setting, measure, _LABEL_ROOM * em)
    return _numbered(figure, picture, setting, measure)


def _numbered(figure: Figure, picture: Picture, setting: Setting, measure: float) -> Slab:
    """Return a drawing with a number at each label's line, and what the numbers mean below it."""
    image, style = setting.images.pictures[picture.asset], setting.theme.style("paragraph", "label")
    assert isinstance(image, Drawing)
    depths = {name: down for name, _, down in image.anchors}
    ordered = sorted(picture.labels, key=lambda label: depths[label.anchor])
    numbers = tuple(replace(label, text=str(number)) for number, label in enumerate(ordered, 1))
    room = _NUMBER_ROOM * setting.theme.em
    drawn = _pointed_at(figure, replace(picture, labels=numbers), setting, measure, room, 0.8 * _TALLEST)
    half = (measure - _LABEL_GAP) / 2
    texts = [_words(label.text, style, figure, setting, measure - room) for label in ordered]
    columns = 2 if all(len(text.items) == 1 and text.items[0].width <= half - room for text in texts) else 1
    rows = []
    for start in range(0, len(texts), columns):
        row = []
        for number, text in enumerate(texts[start : start + columns]):
            digit = _words(str(start + number + 1), replace(style, weight=style.bold), figure, setting, room)
            x = number * (half + _LABEL_GAP)
            row += [(digit, x), (text, x + room)]
        rows.append(replace(beside(row), before=0.4 * setting.theme.white))
    return stack([drawn, replace(rows[0], before=2 * setting.theme.white), *rows[1:]])


def _pointed_at(
    figure: Figure, picture: Picture, setting: Setting, measure: float, side: float, tallest: float = _TALLEST
) -> Slab:
    """Return a drawing in the middle of the measure, its labels left and right of what it paints."""
    image = setting.images.pictures[picture.asset]
    assert isinstance(image, Drawing)
    left, right = extent(image)
    scale = min((measure - 2 * side) / (right - left), tallest / image.height)
    scale = picture.width / image.width if picture.width else scale
    x = (measure - (left + right) * scale) / 2
    anchors = {name: (x + across * scale, down * scale) for name, across, down in image.anchors}
    if setting.rtl:
        # The page is mirrored later, all but the inside of the drawing: its anchors are met where they will be.
        anchors = {name: (measure - ax, ay) for name, (ax, ay) in anchors.items()}
        x = measure - x - image.width * scale
    points = [anchors[label.anchor] for label in picture.labels]
    room = (measure - (right - left) * scale) / 2 - _LABEL_GAP
    height = image.height * scale
    items, lines = _labels(figure, picture, setting, points, room, measure, height)
    bottom = max([height, *(item.y + item.height for item in items)])
    art = Art(x, 0, image.width * scale, height, picture.asset, figure.id)
    overlay = pointers(tuple(lines), measure, bottom, rtl=setting.rtl)
    return Slab(bottom, (art, Art(0, 0, measure, bottom, "", figure.id, drawing=overlay), *items))


def _labels(
    figure: Figure,
    picture: Picture,
    setting: Setting,
    points: list[tuple[float, float]],
    room: float,
    measure: float,
    height: float,
) -> tuple[list[Fragment], list[Pointer]]:
    style = setting.theme.style("paragraph", "label")
    lefts = sides([x for x, _ in points], measure / 2, measure)
    items: list[Fragment] = []
    lines: list[Pointer] = []
    for is_left in (True, False):
        chosen = sorted(
            (point[1], label.text, point)
            for label, point, left in zip(picture.labels, points, lefts, strict=True)
            if left is is_left
        )
        slabs = [_words(text, style, figure, setting, room, end=is_left) for _, text, _ in chosen]
        tops = stacked([y for y, _, _ in chosen], [slab.height for slab in slabs], height)
        for slab, top, (_, _, (to_x, to_y)) in zip(slabs, tops, chosen, strict=True):
            edge = room if is_left else measure - room
            items += _placed(slab, 0 if is_left else edge, top)
            start = edge + (1 * MM if is_left else -1 * MM)
            lines.append(Pointer(start, top + slab.height / 2, to_x, to_y))
    return items, lines


# ---------------------------------------------------------------- icon arrays, calendars, timelines


def _array(figure: Figure, array: IconArray, setting: Setting, measure: float) -> Slab:
    side = cell_side(array.per, measure)
    if not side:
        message = f"there is no room here for {array.per:,} dots that can be counted"
        setting.problems.append(Problem(code="L005", message=message, at=figure.at, node=figure.id))
        return Slab(0, ())
    drawing = icon_array(array.n, array.per, side, rtl=setting.rtl)
    art = Art(0, 0, drawing.width, drawing.height, "", figure.id, drawing=drawing)
    return Slab(drawing.height, (art,))


def _calendar(figure: Figure, calendar: CycleCalendar, setting: Setting, measure: float) -> Slab:
    a_row = DAYS // 4 if measure < _TWO_WEEKS * setting.theme.em else DAYS // 2
    style = replace(setting.theme.style("paragraph", "label"), weight=setting.theme.style("paragraph").bold)
    widths = [_words(text, style, figure, setting, measure).items[0].width for _, text in calendar.notes]
    stacked = _crowded([day for day, _ in calendar.notes], widths, a_row, measure)
    found = plan(calendar, measure, a_row, setting.theme.em / MM, stacked=stacked, rtl=setting.rtl)
    drawing = found.drawing
    items: list[Fragment] = [Art(0, 0, measure, drawing.height, "", figure.id, drawing=drawing)]
    for place in found.places:
        items += _note(place, figure, setting) if place.note else _day(place, figure, setting)
    return Slab(drawing.height, tuple(items))


def _crowded(days: Sequence[int], widths: Sequence[float], a_row: int, measure: float) -> bool:
    """Return whether notes above days of one row, each beginning at its day, would run into each other."""
    spans = []
    for day, width in zip(days, widths, strict=True):
        row, place = divmod(day - 1, a_row)
        left = min(place * measure / a_row, measure - width)
        spans.append((row, left, left + width))
    return any(a[0] == b[0] and b[1] < a[2] + 4 * MM for a, b in pairwise(sorted(spans)))


def _day(place: Place, figure: Figure, setting: Setting) -> list[Fragment]:
    label = setting.theme.style("paragraph", "label")
    style = replace(label, weight="Bold", ink="paper") if place.solid else label
    slab = _words(place.text, style, figure, setting, place.width)
    across = (place.width - slab.items[0].width) / 2
    return _placed(slab, place.x + across, place.y + (place.height - slab.height) / 2)


def _note(place: Place, figure: Figure, setting: Setting) -> list[Fragment]:
    style = replace(setting.theme.style("paragraph", "label"), weight="Bold", ink="accent")
    slab = _words(place.text, style, figure, setting, place.width)
    x = min(place.x + 0.4 * MM, place.width - slab.items[0].width)
    return _placed(slab, x, place.y + place.height - slab.height)


def _timeline(figure: Figure, timeline: Timeline, setting: Setting, measure: float) -> Slab:
    """Return names and lengths at the start, bars on a scale beside them."""
    label = setting.theme.style("paragraph", "label")
    names = 0.36 * measure
    x = names + 5 * MM
    room = measure - x - 4 * MM
    unit = _words(timeline.unit, replace(label, weight=label.bold, ink="accent"), figure, setting, names)
    items = _placed(unit, 0, 0)
    tops: list[float] = []
    y = max(SCALE, unit.height)
    for span in timeline.spans:
        name = _words(span.name, replace(label, weight="Bold"), figure, setting, names)
        words = _words(span.words, label, figure, setting, names)
        items += [*_placed(name, 0, y + 1 * MM), *_placed(words, 0, y + 1 * MM + name.height)]
        tops.append(y)
        y += name.height + words.height + 2.4 * MM
    step = room / ticks(timeline)[-1]
    for tick in ticks(timeline):
        slab = _words(str(tick), label, figure, setting, room)
        items += _placed(slab, x + tick * step - slab.items[0].width / 2, 0)
    drawing = bars(timeline, tuple(tops), room, y, rtl=setting.rtl)
    return Slab(y, (Art(x, 0, room, y, "", figure.id, drawing=drawing), *items))
