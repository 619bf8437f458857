"""The proof in black alone, looked at as a printer makes it: words can be read, and what colours tell is still told."""

from collections import Counter
from itertools import combinations
from typing import NamedTuple

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.document import CycleCalendar, Timeline, TimeSpan
from hsgleaflet.model.drawing import Drawing
from hsgleaflet.model.inks import BODY_CONTRAST, HEADING_CONTRAST, LINE_CONTRAST
from hsgleaflet.model.theme import resolve
from hsgleaflet.typeset.arrays import icon_array
from hsgleaflet.typeset.calendar import plan
from hsgleaflet.typeset.layout import Art, Layout, Page, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.typeset.timelines import SCALE, bars
from hsgleaflet.units import MM, Colour, contrast
from hsgleaflet.write.pdf.plain import write_plain
from hsgleaflet.write.pdf.press import Grey
from tests.conftest import Built, project
from tests.sample_documents import document, paragraph
from tests.samples import read_as

SCALE_UP = 4
BRANDS = pytest.mark.parametrize("primary", ["#0f4c5c", "#ffd500", "#c8102e", "#000000"])
TELLING = 0.1
"""Share of a mark that must look clearly different for eyes to tell it from another."""


LARGE = 18
"""Points from which headings need less contrast."""


class Place(NamedTuple):
    """A rectangle on a page, in points."""

    x: float
    y: float
    width: float
    height: float


def level(value: int) -> Colour:
    return Colour(value, value, value)


def proof(drawing: Drawing, primary: str) -> Image.Image:
    """A drawing alone on a page, in black."""
    theme = resolve(read_as(BrandFile, {"color": {"primary": primary}}), "a4")
    page = Page.of(drawing.width, drawing.height, (Art(0, 0, drawing.width, drawing.height, "", drawing=drawing),))
    made = document(paragraph("p", "x"))
    data = write_plain(Layout("a4", (page,)), made, theme, {}, "mono", Grey())
    return rendered(data)[0]


def rendered(data: bytes) -> list[Image.Image]:
    return [page.render(scale=SCALE_UP).to_pil() for page in pypdfium2.PdfDocument(data)]


def cut(picture: Image.Image, place: Place) -> Image.Image:
    x, y, width, height = (round(value * SCALE_UP) for value in place)
    return picture.crop((x, y, x + width, y + height)).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of two marks where they stand out from each other as lines must from paper."""
    pairs = Counter(zip(one.tobytes(), other.tobytes(), strict=True))
    clear = sum(count for (a, b), count in pairs.items() if contrast(level(a), level(b)) >= LINE_CONTRAST)
    return clear / (one.width * one.height)


# --- what colours tell


@BRANDS
def test_nothing_is_left_of_colour(primary: str) -> None:
    picture = proof(icon_array(1, 100, 5 * MM, rtl=False), primary).convert("RGB")
    red, green, blue = picture.split()
    assert ImageChops.difference(red, green).getbbox() is None
    assert ImageChops.difference(green, blue).getbbox() is None


@BRANDS
def test_bands_are_told_apart_by_their_signs(primary: str) -> None:
    pictures = {name: proof(sign, primary) for name, sign in SIGNS.items()}
    side = Place(0, 0, 24, 24)
    for one, other in combinations(pictures, 2):
        assert difference(cut(pictures[one], side), cut(pictures[other], side)) >= TELLING, (one, other)


@BRANDS
@pytest.mark.parametrize(("per", "cell"), [(100, 5 * MM), (100, 4 * MM), (1000, 2.5 * MM)])
def test_people_who_are_meant_are_told_from_the_others(primary: str, per: int, cell: float) -> None:
    picture = proof(icon_array(3, per, cell, rtl=False), primary)
    meant, other = (cut(picture, Place(number * cell, 0, cell, cell)) for number in (2, 3))
    assert difference(meant, other) >= TELLING
    empty = Image.new("L", other.size, 255)
    assert difference(other, empty) >= TELLING / 2, "a ring is seen on its paper"


@BRANDS
def test_the_days_of_the_test_are_told_from_the_others(primary: str) -> None:
    calendar = CycleCalendar(first=6, last=12, bleeding=4, rule=1, notes=())
    measure = 150 * MM
    made = plan(calendar, measure, rtl=False)
    days = {place.day: Place(place.x, place.y, place.width, place.height) for place in made.places}
    picture = proof(made.drawing, primary)
    assert difference(cut(picture, days[6]), cut(picture, days[13])) >= TELLING
    below = [Place(days[day].x, days[day].y + days[day].height, days[day].width, 4.2 * MM) for day in (2, 13)]
    assert difference(cut(picture, below[0]), cut(picture, below[1])) >= TELLING, "drops of a period"


@BRANDS
def test_how_long_something_lasts_is_seen_on_its_scale(primary: str) -> None:
    spans = tuple(TimeSpan(name="", start=0, end=end, words="") for end in (2, 7))
    timeline = Timeline(unit="days", spans=spans)
    made = bars(timeline, (SCALE, SCALE + 8 * MM), 100 * MM, SCALE + 16 * MM, rtl=False)
    picture = proof(made, primary)
    short, long = (cut(picture, Place(40 * MM, top, 40 * MM, 8 * MM)) for top in (SCALE, SCALE + 8 * MM))
    assert difference(short, long) >= TELLING


# --- words


def worst(page: Page, picture: Image.Image) -> list[str]:
    """The lines of a page that stand out from their ground by less than words must."""
    found = []
    for words in page.fragments:
        if isinstance(words, Words) and any(segment.text.strip() for segment in words.line.segments):
            part = cut(picture, Place(words.x, words.y, words.width, words.height))
            counts = part.histogram()
            ground = max(range(256), key=counts.__getitem__)
            drawn = [value for value in range(256) if counts[value] >= SCALE_UP]
            have = max(contrast(level(value), level(ground)) for value in drawn)
            large = max(segment.run.size for segment in words.line.segments) >= LARGE
            if have < (HEADING_CONTRAST if large else BODY_CONTRAST) - 0.1:
                found.append(f"{have:.1f} {''.join(segment.text for segment in words.line.segments)}")
    return found


@pytest.mark.parametrize("primary", ["#0f4c5c", "#ffd500"])
def test_every_word_of_every_element_can_be_read(gallery: Built, primary: str) -> None:
    theme = resolve(read_as(BrandFile, {"color": {"primary": primary}}), "a4")
    made = gallery.made.prepared
    layout = lay_out(made.document, theme, project().setter, made.images)
    data = write_plain(layout, made.document, theme, made.pictures, "mono", Grey())
    for page, picture in zip(layout.pages, rendered(data), strict=True):
        assert worst(page, picture) == []


def test_a_word_too_pale_is_found(gallery: Built) -> None:
    """The measure itself: with a pale ink there is something to find."""
    theme = resolve(BrandFile(), "a4")
    pale = replace(theme, inks={**theme.inks, "muted": Colour(150, 150, 150)})
    made = gallery.made.prepared
    layout = lay_out(made.document, theme, project().setter, made.images)
    data = write_plain(layout, made.document, pale, made.pictures, "mono", Grey())
    assert any(worst(page, picture) for page, picture in zip(layout.pages, rendered(data), strict=True))
