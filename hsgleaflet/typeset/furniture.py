"""Furniture: what stands on every page outside the text: footer, page number, DRAFT bands.

Comes in: the running line of a Document and the number of pages. Goes out: fragments, all of them artifacts. It
stands alone because furniture is laid out after the pages are counted. Its place is kept free whether or not a leaflet
is a draft, so that an approval moves no line.
"""

from __future__ import annotations

from hsgleaflet.model.document import Document, Text
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import fail
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_BAND_HEIGHT = 6 * MM
_BAND_EDGE = 6 * MM
_FOOTER_RULE = 21 * MM
_MOST_LINES = 2


def furniture(document: Document, theme: Theme, setter: Setter, number: int, pages: int) -> list[Fragment]:
    """Return what stands around the text of page `number` (from 1)."""
    found = _footer(document, theme, setter, document.page_of(number, pages))
    if document.band:
        page = theme.format
        for top in (_BAND_EDGE, page.height - _BAND_EDGE - _BAND_HEIGHT):
            found += _band(document, theme, setter, top)
    return found


def footer_growth(document: Document, theme: Theme, setter: Setter) -> float:
    """Return by how many points the footer is taller than its one line, as in languages with long words."""
    return (len(_running(document, theme, setter)) - 1) * theme.style("footer").leading


def _running(document: Document, theme: Theme, setter: Setter) -> list[Words]:
    """Return the running text on one line or two, beside room for the page number; never a part of it."""
    style = theme.style("footer")
    widest = _lines(document.page_of(99, 99), style, document, setter, theme.format.measure)[0].width
    lines = _lines(document.running, style, document, setter, theme.format.measure - widest - 4 * MM)
    if len(lines) > _MOST_LINES:
        hint = "shorten the title, or give a `short_title:` for the footer"
        raise fail("L003", f'"{document.running}" is too long for the foot of the page', document.at, hint)
    return lines


def _footer(document: Document, theme: Theme, setter: Setter, page_words: str) -> list[Fragment]:
    page, style = theme.format, theme.style("footer")
    lines = _running(document, theme, setter)
    top = page.height - _FOOTER_RULE - (len(lines) - 1) * style.leading
    rule = Box(page.left, top, page.measure, 0.6, "rule", artifact=PAGINATION)
    number = _lines(page_words, style, document, setter, page.measure)[0]
    number = number.moved(page.width - page.right - number.width, top + 1.2 * MM)
    placed = [line.moved(page.left, top + 1.2 * MM + index * style.leading) for index, line in enumerate(lines)]
    return [rule, *placed, number]


def _band(document: Document, theme: Theme, setter: Setter, top: float) -> list[Fragment]:
    page, style = theme.format, theme.style("band")
    words, *rest = _lines(document.band, style, document, setter, page.measure, document.band_lang)
    if rest:
        raise fail("L003", f'"{document.band}" is too long for the band at the edge of the page', document.at)
    ground = Box(page.left, top, page.measure, _BAND_HEIGHT, "band", radius=1.2 * MM, artifact=PAGINATION)
    x = page.left + (page.measure - words.width) / 2
    return [ground, words.moved(x, top + (_BAND_HEIGHT - style.leading) / 2)]


def _lines(text: str, style: Style, document: Document, setter: Setter, room: float, lang: str = "") -> list[Words]:
    """Return a text of the page's edge in lines."""
    set_runs = runs((Text(text=text),), style, lang or document.lang, "")
    lines = setter.set(set_runs, room, rtl=setting(lang or document.lang).rtl).lines
    return [Words(0, 0, line.width, style.leading, style.drop, line, artifact=PAGINATION) for line in lines]
