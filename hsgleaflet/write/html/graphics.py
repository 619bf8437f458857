"""Graphics: figures of a web page, set by the same engine that sets them on paper.

Comes in: a Figure and what typesetting needs. Goes out: SVG with the alt text; what has words in it comes twice, for a
telephone and for a desk, and the style sheet shows one. It stands alone because only here a web page meets a measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import assert_never

from hsgleaflet.model.document import CycleCalendar, Document, Figure, IconArray, QrCode, Timeline
from hsgleaflet.model.document import Picture as Shown
from hsgleaflet.model.drawing import Drawing
from hsgleaflet.model.pictures import Picture, Raster
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.boxes import Boxes
from hsgleaflet.typeset.figures import Images, graphic
from hsgleaflet.typeset.layout import Page, mirrored
from hsgleaflet.typeset.text import Setter
from hsgleaflet.write.html.shapes import decoration, image, inline, number, placed

_PHONE, _DESK, _SMALL = 252.0, 460.0, 150.0
"""Measures in points: a telephone's width at 12 pt of print, a desk's, and what stands beside words."""
_REM = 12.8
"""Points of print in a rem, so that words in drawings are a little smaller than those around them."""


class Graphics:
    """Draws the figures of one document."""

    def __init__(self, document: Document, theme: Theme, pictures: Mapping[str, Picture], setter: Setter) -> None:
        self._pictures, self._rtl = pictures, document.direction == "rtl"
        images = Images({name: (one.width, one.height) for name, one in pictures.items()}, pictures)
        self._boxes = Boxes(theme, setter, images, document.lang, rtl=self._rtl)

    def figure(self, figure: Figure) -> str:
        """Return the picture of a figure; raise LeafletError when its words cannot be set."""
        found = figure.graphic
        match found:
            case Shown() if figure.role == "idea":
                return self.sign(found.asset, "art", "accent" if found.asset.startswith("icons/") else "")
            case Shown() if found.labels:
                return self._twice(figure)
            case CycleCalendar() | Timeline():
                return self._twice(figure)
            case Shown():
                picture = self._pictures[found.asset]
                if isinstance(picture, Raster):
                    return f'<img src="{image(picture)}" alt="{escape(figure.alt)}" {_size(picture)}>'
                return self._drawn(figure, min(found.width or _DESK, _DESK))
            case IconArray():
                return self._drawn(figure, _SMALL if found.per == 100 else _PHONE)
            case QrCode():
                return self._drawn(figure, _SMALL)
            case _:
                assert_never(found)

    def sign(self, asset: str, name: str, ink: str = "") -> str:
        """Return a picture that only decorates; "" when there is none of its name."""
        picture = self._pictures.get(asset)
        if isinstance(picture, Drawing):
            return decoration(picture, name, ink)
        return f'<img class="{name}" src="{image(picture)}" alt="" {_size(picture)}>' if picture else ""

    def logo(self, asset: str, alt: str) -> str:
        """Return the logo of a clinic, with the words that stand for it."""
        picture = self._pictures[asset]
        if isinstance(picture, Raster):
            return f'<img class="logo" src="{image(picture)}" alt="{escape(alt)}" {_size(picture)}>'
        told = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        return inline(picture, f'class="logo" {told}')

    def _twice(self, figure: Figure) -> str:
        return self._drawn(figure, _PHONE, "on-phone") + self._drawn(figure, _DESK, "on-desk")

    def _drawn(self, figure: Figure, measure: float, name: str = "") -> str:
        boxes, told = self._boxes, len(self._boxes.problems)
        slab = graphic(figure, boxes, measure)
        wrong = [problem for problem in boxes.problems[told:] if problem.severity == "error"]
        if wrong:
            raise LeafletError(wrong)
        width = max([item.x + item.width for item in slab.items], default=measure)
        page = Page.of(measure, slab.height, slab.items)
        left, fragments = 0.0, slab.items
        if self._rtl:
            left, fragments = measure - width, mirrored(page).fragments
        box = f"{number(left)} 0 {number(width)} {number(slab.height)}"
        style = f'style="width:{number(width / _REM)}rem"'
        label = f'role="img" aria-label="{escape(figure.alt)}"'
        lang = f' lang="{escape(figure.lang)}"' if figure.lang else ""
        inside = placed(fragments, self._pictures, rtl=self._rtl)
        return f'<svg class="{name}"{lang} {label} viewBox="{box}" {style}>{inside}</svg>'


def _size(raster: Raster) -> str:
    return f'width="{number(raster.width)}" height="{number(raster.height)}"'
