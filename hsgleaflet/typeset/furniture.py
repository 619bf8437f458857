"""Furniture: what stands on every page outside the text: footer, page number, DRAFT bands.

Comes in: the running line of a Document and the number of pages. Goes out: fragments, all of them artifacts. It
stands alone because furniture is laid out after the pages are counted. Its place is kept free whether or not a leaflet
is a draft, so that an approval moves no line: where a band stood, the day of the approval stands.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from msgspec.structs import replace

from hsgleaflet.model.document import Document, Text
from hsgleaflet.model.formats import FOLDED_SAFE
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import fail
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Run, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_BAND_HEIGHT, _BAND_PAD, _BAND_INSET = 6 * MM, 2.4, 1.6 * MM
_FOOTER_GAP = 1.2 * MM
"""Height of a band of one line; white around the words of a taller one, above and below together, and at each side."""
_CLEAR = 1 * MM
"""How far a band stays from where a printer cannot print, and the text from a band."""
_MOST_LINES, _MOST_ON_PANEL = 2, 3
_WRITING = 10
"""Distance of lines to write on, in the theme's em."""


def notes(document: Document, theme: Theme, setter: Setter) -> list[Fragment]:
    """Return what stands on a page to write on: its heading and ruled lines."""
    page, style = theme.format, theme.style("heading", "2")
    found: list[Fragment] = [*_lines((document.notes,), style, document, setter, page.measure)]
    pitch = _WRITING * theme.em
    lines = int((page.depth - style.leading - 2 * theme.em) / pitch)
    tops = (style.leading + number * pitch for number in range(1, lines))
    return [*found, *(Box(0, top, page.measure, 0.7, "rule", artifact=PAGINATION) for top in tops)]


def furniture(document: Document, theme: Theme, setter: Setter, number: int, pages: int) -> tuple[Run, ...]:
    """Return what stands around the text of page `number` (from 1): what all clinics share, then what has the code."""
    band = (theme.format, document.lang, document.band, document.band_lang)
    shared = (*band, theme.footer, document.running, document.page_of(number, pages), number)
    coded = (*band, document.approved, document.code, theme.format.start(number))
    found = (
        _known(setter, theme, shared, lambda: _shared(document, theme, setter, number, pages)),
        _known(setter, theme, coded, lambda: _coded(document, theme, setter, number)),
    )
    return tuple(run for run in found if run.fragments)


def _known(setter: Setter, theme: Theme, key: Hashable, make: Callable[[], list[Fragment]]) -> Run:
    """Return what stands at the edge of all pages that have this in common."""
    found: Run | None = setter.measured.get(theme.styles, key)
    if found is None:
        found = setter.measured.keep(theme.styles, Run(tuple(make()), lasting=True, marked=False), key)
    return found


def _shared(document: Document, theme: Theme, setter: Setter, number: int, pages: int) -> list[Fragment]:
    """Return the footer, and the warning at the head of a page that has room for another at its foot."""
    found = _footer(document, theme, setter, number, document.page_of(number, pages))
    return [*found, *_head_band(document, theme, setter, number)] if document.band else found


def _coded(document: Document, theme: Theme, setter: Setter, number: int) -> list[Fragment]:
    """Return the band that carries the code of the words, or the day of an approval with it."""
    found = _coded_band(document, theme, setter, number) if document.band else []
    if document.approved and not (document.band and theme.format.band_lines > 1):
        found += _approval(document, theme, setter, number)
    return found


def footer_growth(document: Document, theme: Theme, setter: Setter, number: int) -> float:
    """Return by how many points the footer of a page is taller than its place: more lines, or a script's deep ones."""
    return _growth(len(_running(document, theme, setter, number)), theme)


def _growth(lines: int, theme: Theme) -> float:
    page, leading = theme.format, theme.style("footer").leading
    room = page.footer_rule - _FOOTER_GAP - page.no_ink
    return (max(1, lines) - 1) * leading + max(0.0, leading - room)


def _running(document: Document, theme: Theme, setter: Setter, number: int) -> list[Words]:
    """Return the running text on one line or two, beside room for the page number; never a part of it.

    A sheet that is only folded carries it on its back panel.
    """
    if theme.format.is_fixed and number != theme.format.back:
        return []
    style = theme.style("footer")
    widest = _lines((document.page_of(99, 99),), style, document, setter, theme.format.measure)[0].width
    room = theme.format.measure - widest - 4 * MM
    lines = _lines((document.running.replace(" ·", "\u00a0·"),), style, document, setter, room)
    if len(lines) > 1:
        whole = _lines((_dated_as_one(document.running),), style, document, setter, room)
        lines = whole if len(whole) == len(lines) and all(line.width <= room for line in whole) else lines
    if len(lines) > (_MOST_ON_PANEL if theme.format.is_fixed else _MOST_LINES):
        hint = "shorten the title, or give a `short_title:` for the footer"
        raise fail("L003", f'"{document.running}" is too long for the foot of the page', document.at, hint)
    return lines


def _dated_as_one(running: str) -> str:
    """Return running text whose last part, which says when the leaflet is reviewed, stays on one line."""
    first, dot, last = running.rpartition(" · ")
    return f"{first}{dot}".replace(" ·", "\u00a0·") + last.replace(" ", "\u00a0")


def _footer(document: Document, theme: Theme, setter: Setter, number: int, page_words: str) -> list[Fragment]:
    page, style = theme.format, theme.style("footer")
    left = page.start(number)
    lines = _running(document, theme, setter, number)
    top = page.height - page.footer_rule - _growth(len(lines), theme)
    words = _lines((page_words,), style, document, setter, page.measure)[0]
    words = words.moved(left + page.measure - words.width, top + _FOOTER_GAP)
    placed = [line.moved(left, top + _FOOTER_GAP + index * style.leading) for index, line in enumerate(lines)]
    return [*_foot_rule(theme, left, top), *placed, words]


def _foot_rule(theme: Theme, left: float, top: float) -> list[Fragment]:
    """Return the rule above the footer, as the brand has it."""
    if theme.footer == "none":
        return []
    width, ink = (1.6, "brand") if theme.footer == "brand" else (0.6, "rule")
    return [Box(left, top, theme.format.measure, width, ink, artifact=PAGINATION)]


def head_growth(document: Document, theme: Theme) -> float:
    """Return by how many points a band of two lines is taller than its place, as in scripts with a wide leading."""
    page = theme.format
    if page.band_lines == 1:
        return 0
    needed = page.band_lines * _band_style(document, theme).leading + _BAND_PAD
    return max(0.0, page.no_ink + _CLEAR + needed + _CLEAR - page.top)


def _band_style(document: Document, theme: Theme) -> Style:
    """Return the style of the band, with the leading of the language that it is written in."""
    style, own, found = theme.style("band"), setting(document.lang), setting(document.band_lang or document.lang)
    return replace(style, leading=style.leading / own.leading * found.leading, above=found.above)


def _head_band(document: Document, theme: Theme, setter: Setter, number: int) -> list[Fragment]:
    """Return the warning at the head of a page; small pages, where it takes two lines, have it with the code."""
    page, style = theme.format, _band_style(document, theme)
    if page.band_lines > 1:
        return []
    words = _band_words(document, style, setter, page.measure, 1, coded=False)
    return _band(words, style, page.start(number), page.no_ink + _CLEAR, page.measure, _BAND_HEIGHT)


def _coded_band(document: Document, theme: Theme, setter: Setter, number: int) -> list[Fragment]:
    """Return the warning that carries the code: at the foot, where the day of an approval takes its place.

    On small pages it stands at the head.
    """
    page, style = theme.format, _band_style(document, theme)
    edge, left = page.no_ink + _CLEAR, page.start(number)
    if page.band_lines > 1:
        width = min(page.widths, default=page.width) - 2 * max(edge, FOLDED_SAFE) - abs(page.left - page.right)
        words = _band_words(document, style, setter, width, page.band_lines, coded=True)
        height = len(words) * style.leading + _BAND_PAD
        return _band(words, style, left + (page.measure - width) / 2, edge, width, height)
    if document.approved:
        return []
    words = _band_words(document, style, setter, page.measure, 1, coded=True)
    return _band(words, style, left, page.height - edge - _BAND_HEIGHT, page.measure, _BAND_HEIGHT)


def _band_words(
    document: Document, style: Style, setter: Setter, width: float, most: int, *, coded: bool
) -> list[Words]:
    """Return the lines of a band, with the code of the words where it is wanted and there is room for it."""
    start = f"{document.band} {document.approved} · " if document.approved else f"{document.band} "
    coded = coded and bool(document.code)
    texts = (start, document.code) if coded else (document.band,)
    inset = 2 * _BAND_INSET if most > 1 else 0  # one line stands in the middle: it needs no inset
    words = _lines(texts, style, document, setter, width - inset, document.band_lang, balanced=True)
    if len(words) > most and coded:
        return _band_words(document, style, setter, width, most, coded=False)
    if len(words) > most:
        raise fail("L003", f'"{document.band}" is too long for the band at the edge of the page', document.at)
    return words


def _band(words: list[Words], style: Style, left: float, top: float, width: float, height: float) -> list[Fragment]:
    first = top + (height - len(words) * style.leading) / 2
    return [
        Box(left, top, width, height, "band", radius=1.2 * MM, artifact=PAGINATION),
        *(
            line.moved(left + (width - line.width) / 2, first + index * style.leading)
            for index, line in enumerate(words)
        ),
    ]


def _approval(document: Document, theme: Theme, setter: Setter, number: int) -> list[Fragment]:
    """Return when a leaflet was approved, and its code; the code alone where there is no room for both.

    It stands at the foot; on small pages, whose footer reaches to the edge, where the band of a draft stood.
    """
    page, style = theme.format, theme.style("footer")
    edge = page.no_ink + _CLEAR
    top = page.height - edge - _BAND_HEIGHT if page.band_lines == 1 else edge
    for texts in ((f"{document.approved} · ", document.code), (document.code,)):
        words, *rest = _lines(texts, style, document, setter, page.measure)
        if not rest:
            break
    return [words.moved(page.start(number), top + (_BAND_HEIGHT - style.leading) / 2)]


def _lines(
    texts: tuple[str, ...], style: Style, document: Document, setter: Setter, room: float, lang: str = "",
    *, balanced: bool = False,
) -> list[Words]:  # fmt: skip
    """Return texts of the page's edge in lines; what stands in a text of its own is shaped apart from the rest."""
    content = tuple([Text(text=text) for text in texts])
    set_runs = runs(content, style, lang or document.lang, "")
    lines = setter.set(set_runs, room, rtl=setting(lang or document.lang).rtl, balanced=balanced).lines
    return [Words(0, 0, line.width, style.leading, style.drop, line, artifact=PAGINATION) for line in lines]
