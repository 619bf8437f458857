"""Every house style with palettes as they come: all that an author can write is legible, urgency is told by form."""

import pytest

from hsgleaflet.check.pages import sign_contrast, text_contrast
from hsgleaflet.check.subjects import Paper
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.looks import LOOKS
from hsgleaflet.model.theme import Theme, resolve
from hsgleaflet.typeset.layout import Box, Layout, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.data import data_root
from tests.conftest import Built, project
from tests.samples import read_as

PALETTES = {
    "dark": {"primary": "#1b1f3b", "secondary": "#6b2d5c"},
    "pale": {"primary": "#9ad0ec", "secondary": "#f4b6c2"},
    "red": {"primary": "#d0021b", "secondary": "#f5a623"},
    "NHS": {"primary": "#005eb8", "secondary": "#41b6e6"},
    "grey": {"primary": "#8a8d8f", "secondary": "#c0c0c0"},
}


def theme(style: str, palette: str = "NHS", **own: object) -> Theme:
    defaults = {"hsgleaflet": {"style": style, **own}}
    return resolve(read_as(BrandFile, {"color": PALETTES[palette], "defaults": defaults}), "a4")


def laid_out(gallery: Built, look: Theme) -> Layout:
    return lay_out(gallery.document, look, project().setter, gallery.made.prepared.images)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("style", LOOKS)
def test_every_element_can_be_read_in_every_style_and_palette(gallery: Built, style: str, palette: str) -> None:
    look = theme(style, palette)
    leaflet = project().leaflet("gallery").value
    paper = Paper(gallery.document, leaflet, look, laid_out(gallery, look), gallery.made.prepared.pictures)
    for rule in (text_contrast, sign_contrast):
        assert rule.find
        assert [found.message for found in rule.find(paper)] == []


def title_of(layout: Layout) -> Words:
    return next(
        item for item in layout.pages[0].fragments if isinstance(item, Words) and item.node.endswith("/heading")
    )


@pytest.mark.parametrize("cover", ["plain", "rule", "band"])
def test_the_title_stands_as_the_cover_says(gallery: Built, cover: str) -> None:
    found = laid_out(gallery, theme("calm", cover=cover))
    title = title_of(found)
    boxes = [item for item in found.pages[0].fragments if isinstance(item, Box)]
    around = [box for box in boxes if box.fill == "brand" and box.y <= title.y and box.width > title.width]
    below = [box for box in boxes if box.fill == "second" and 0 < box.y - title.y < 2 * title.height]
    assert (len(around), len(below)) == {"plain": (0, 0), "rule": (0, 1), "band": (1, 0)}[cover]
    (ink,) = {segment.run.ink for segment in title.line.segments}
    assert ink == ("paper" if cover == "band" else "brand")
    if around:
        assert around[0].y + around[0].height > title.y + title.height


@pytest.mark.parametrize(("rule", "ink"), [("thin", {"rule"}), ("brand", {"brand"}), ("none", set())])
def test_the_rule_of_the_footer_is_as_the_brand_has_it(gallery: Built, rule: str, ink: set[str]) -> None:
    look = theme("calm", footer={"rule": rule})
    page = laid_out(gallery, look).pages[0]
    level = look.format.height - look.format.footer_rule
    assert {item.fill for item in page.fragments if isinstance(item, Box) and abs(item.y - level) < 12} - {
        "band"
    } == ink


def test_the_bold_style_has_a_bar_under_each_main_heading(gallery: Built) -> None:
    bars = [
        item
        for page in laid_out(gallery, theme("bold")).pages
        for item in page.fragments
        if isinstance(item, Box) and item.fill == "second"
    ]
    assert len(bars) > 5
    assert len({(round(bar.width), bar.height) for bar in bars}) == 1


def test_the_example_clinic_keeps_the_calm_style() -> None:
    brand = project().brand(data_root() / "clinics" / "riverside" / "clinic.yaml")
    assert brand
    assert brand.value.own.style == "calm"
