"""Furniture: what stands on every page outside the text: footer, page number, DRAFT bands.

Comes in: the running line of a Document and the number of pages. Goes out: fragments, all of them artifacts. It
stands alone because furniture is laid out after the pages are counted. Its place is kept free whether or not a leaflet
is a draft, so that an approval moves no line.
"""

from __future__ import annotations

from hsgleaflet.model.document import Document, Text
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import fail
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_BAND_HEIGHT = 6 * MM
_BAND_EDGE = 6 * MM
_FOOTER_RULE = 21 * MM


def furniture(document: Document, theme: Theme, setter: Setter, number: int, pages: int) -> list[Fragment]:
    """Return what stands around the text of page `number` (from 1)."""
    found = _footer(document, theme, setter, document.page_of(number, pages))
    if document.band:
        page = theme.format
        for top in (_BAND_EDGE, page.height - _BAND_EDGE - _BAND_HEIGHT):
            found += _band(document, theme, setter, top)
    return found


def _footer(document: Document, theme: Theme, setter: Setter, page_words: str) -> list[Fragment]:
    page, style = theme.format, theme.style("footer")
    top = page.height - _FOOTER_RULE
    rule = Box(page.left, top, page.measure, 0.6, "rule", artifact=PAGINATION)
    number = _line(page_words, style, document, setter, page.measure)
    number = number.moved(page.width - page.right - number.width, top + 1.2 * MM)
    line = _line(document.running, style, document, setter, page.measure - number.width - 4 * MM)
    return [rule, number, line.moved(page.left, top + 1.2 * MM)]


def _band(document: Document, theme: Theme, setter: Setter, top: float) -> list[Fragment]:
    page, style = theme.format, theme.style("band")
    words = _line(document.band, style, document, setter, page.measure)
    ground = Box(page.left, top, page.measure, _BAND_HEIGHT, "band", radius=1.2 * MM, artifact=PAGINATION)
    x = page.left + (page.measure - words.width) / 2
    return [ground, words.moved(x, top + (_BAND_HEIGHT - style.leading) / 2)]


def _line(text: str, style: Style, document: Document, setter: Setter, room: float) -> Words:
    """Return a running text on its one line; raise LeafletError rather than lose its end."""
    set_runs = runs((Text(text=text),), style, document.lang, "")
    line, *rest = setter.set(set_runs, room, rtl=document.direction == "rtl").lines
    if rest:
        hint = "shorten the title, or give a `short_title:` for the footer"
        raise fail("L003", f'"{text}" is too long for its line at the edge of the page', document.at, hint)
    drop = (style.leading + 0.7 * style.size) / 2
    return Words(0, 0, line.width, style.leading, drop, line, artifact=PAGINATION)
