"""Furniture: what stands on every page outside the text: footer, page number, DRAFT bands.

Comes in: the running line of a Document and the number of pages. Goes out: fragments, all of them artifacts. It
stands alone because furniture is laid out after the pages are counted. Its place is kept free whether or not a leaflet
is a draft, so that an approval moves no line.
"""

from __future__ import annotations

from msgspec.structs import replace

from hsgleaflet.model.document import Document, Text
from hsgleaflet.model.formats import FOLDED_SAFE
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Style, Theme
from hsgleaflet.problems import fail
from hsgleaflet.typeset.layout import PAGINATION, Box, Fragment, Words
from hsgleaflet.typeset.text import Setter, runs
from hsgleaflet.units import MM

_BAND_HEIGHT, _BAND_PAD, _BAND_INSET = 6 * MM, 2.4, 1.6 * MM
"""Height of a band of one line; white around the words of a taller one, above and below together, and at each side."""
_CLEAR = 1 * MM
"""How far a band stays from where a printer cannot print, and the text from a band."""
_MOST_LINES = 2


def furniture(document: Document, theme: Theme, setter: Setter, number: int, pages: int) -> list[Fragment]:
    """Return what stands around the text of page `number` (from 1)."""
    found = _footer(document, theme, setter, number, document.page_of(number, pages))
    if document.band:
        found += _bands(document, theme, setter, number)
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


def _footer(document: Document, theme: Theme, setter: Setter, number: int, page_words: str) -> list[Fragment]:
    page, style = theme.format, theme.style("footer")
    left = page.start(number)
    lines = _running(document, theme, setter)
    top = page.height - page.footer_rule - (len(lines) - 1) * style.leading
    rule = Box(left, top, page.measure, 0.6, "rule", artifact=PAGINATION)
    words = _lines(page_words, style, document, setter, page.measure)[0]
    words = words.moved(left + page.measure - words.width, top + 1.2 * MM)
    placed = [line.moved(left, top + 1.2 * MM + index * style.leading) for index, line in enumerate(lines)]
    return [rule, *placed, words]


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


def _bands(document: Document, theme: Theme, setter: Setter, number: int) -> list[Fragment]:
    """Return the warning of a draft, at head and foot; on small pages, where it takes two lines, at the head only."""
    page, style = theme.format, _band_style(document, theme)
    edge = page.no_ink + _CLEAR
    width = page.measure
    if page.band_lines > 1:
        width = min(page.widths, default=page.width) - 2 * max(edge, FOLDED_SAFE)
    words = _lines(document.band, style, document, setter, width - 2 * _BAND_INSET, document.band_lang)
    if len(words) > page.band_lines:
        raise fail("L003", f'"{document.band}" is too long for the band at the edge of the page', document.at)
    height = _BAND_HEIGHT if page.band_lines == 1 else len(words) * style.leading + _BAND_PAD
    left = page.start(number) + (page.measure - width) / 2
    found: list[Fragment] = []
    for top in (edge, page.height - edge - height)[: 2 if page.band_lines == 1 else 1]:
        found.append(Box(left, top, width, height, "band", radius=1.2 * MM, artifact=PAGINATION))
        first = top + (height - len(words) * style.leading) / 2
        for index, line in enumerate(words):
            found.append(line.moved(left + (width - line.width) / 2, first + index * style.leading))
    return found


def _lines(text: str, style: Style, document: Document, setter: Setter, room: float, lang: str = "") -> list[Words]:
    """Return a text of the page's edge in lines."""
    set_runs = runs((Text(text=text),), style, lang or document.lang, "")
    lines = setter.set(set_runs, room, rtl=setting(lang or document.lang).rtl).lines
    return [Words(0, 0, line.width, style.leading, style.drop, line, artifact=PAGINATION) for line in lines]
