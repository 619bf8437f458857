"""The shipped leaflets as they leave a printer: ink where it may be, pages where they must be, and the claims kept."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageOps, ImageStat

from hsgleaflet.model.formats import FOLDED_SAFE, FORMATS, Format
from hsgleaflet.problems import LeafletError
from hsgleaflet.units import MM
from hsgleaflet.work import build
from hsgleaflet.work.build import Output
from hsgleaflet.work.conformance import detect
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.impose import order
from hsgleaflet.write.pdf.metadata import MONO, SHOP
from tests.conftest import Built, first_of_each, make, project
from tests.verapdf_cache import ask

FOLDED = [name for name, found in FORMATS.items() if found.scheme]
LEAFLETS = ("hsg", "hysteroscopy")
EDITIONS = [("hsg", "en-GB", name) for name, found in FORMATS.items() if found.wording != "easy-read"]
EDITIONS += [("hysteroscopy", "en-GB", "trifold"), ("hsg", "pl", "trifold"), ("hsg", "ur", "booklet")]
"""Those that every run looks at; the exhaustive one looks at all."""
_SCALE = 2
_WHITE = 250
"""Grey levels from here on are paper."""
_TICKS = 9.5 * MM
"""How far from the edge of a sheet ticks may end."""
editions = pytest.mark.parametrize(("leaflet", "lang", "name"), EDITIONS, ids=["-".join(one) for one in EDITIONS])


def edition(leaflet: str, lang: str, name: str, output: str = "") -> Built:
    return make(replace(first_of_each()[leaflet], lang=lang, format=name, output=output))


def on_paper(built: Built) -> Output:
    """The file that an office prints: the imposed one, if there is one."""
    return built.made.outputs[-1]


def levels(data: bytes) -> list[Image.Image]:
    """The pages in grey, without the smooth edges that would reach beyond a shape."""
    pages = pypdfium2.PdfDocument(data)
    return [page.render(scale=_SCALE, grayscale=True).to_pil() for page in pages]


def ink(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    """How far from each edge of a part of a page ink begins, in points; where there is none, the size of the part."""
    part = picture.crop((round(left * _SCALE), round(top * _SCALE), round(right * _SCALE), round(bottom * _SCALE)))
    box = ImageOps.invert(part.convert("L").point(lambda level: 255 if level >= _WHITE else 0)).getbbox()
    if box is None:
        return right - left, bottom - top, right - left, bottom - top
    return tuple(value / _SCALE for value in (box[0], box[1], part.width - box[2], part.height - box[3]))


def folds(paper: Format, side: int, width: float, *, rtl: bool) -> list[float]:
    """Where a side of a sheet is folded, by the widths that the standard gives."""
    if paper.scheme == "saddle":
        return [width / 2]
    widths = [paper.page_width(number) for number in ((5, 6, 1), (2, 3, 4))[side % 2]]
    widths = widths[::-1] if rtl else widths
    return [widths[0], widths[0] + widths[1]]


# --- ink


@editions
def test_no_ink_falls_where_an_office_printer_prints_none(leaflet: str, lang: str, name: str) -> None:
    least = FORMATS[name].no_ink
    for picture in levels(on_paper(edition(leaflet, lang, name)).data):
        width, height = picture.width / _SCALE, picture.height / _SCALE
        assert min(ink(picture, 0, 0, width, height)) >= least - 0.5


@pytest.mark.parametrize(("leaflet", "lang", "name"), [one for one in EDITIONS if one[2] in FOLDED])
def test_nothing_but_ticks_stands_near_a_fold(leaflet: str, lang: str, name: str) -> None:
    built, paper = edition(leaflet, lang, name), FORMATS[name]
    rtl = built.document.direction == "rtl"
    for side, picture in enumerate(levels(on_paper(built).data)):
        width, height = picture.width / _SCALE, picture.height / _SCALE
        for fold in folds(paper, side, width, rtl=rtl):
            strip = (fold - FOLDED_SAFE + 1, _TICKS, fold + FOLDED_SAFE - 1, height - _TICKS)
            size = (strip[2] - strip[0], strip[3] - strip[1])
            assert ink(picture, *strip) == (*size, *size), f"side {side}, fold {fold / MM:.0f} mm"


@pytest.mark.exhaustive
@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_ink_keeps_its_place_in_every_language(leaflet: str) -> None:
    seen = 0
    for lang in ("en-GB", *project().workspace.translations(leaflet)):
        for name in FORMATS:
            try:
                edition(leaflet, lang, name)
            except LeafletError:
                continue  # tests/test_fit.py knows which of them do not fit
            seen += 1
            test_no_ink_falls_where_an_office_printer_prints_none(leaflet, lang, name)
            if name in FOLDED:
                test_nothing_but_ticks_stands_near_a_fold(leaflet, lang, name)
    assert seen > 40


def test_the_measure_of_ink_finds_ink() -> None:
    picture = Image.new("L", (200, 100), 255)
    picture.putpixel((20, 90), 0)
    assert ink(picture, 0, 0, 100, 50) == (10, 45, 89.5, 4.5)


# --- pages


def texts(data: bytes, boxes: Sequence[Sequence[tuple[float, float]]]) -> list[list[str]]:
    """The letters of each page between the given left and right edges, sorted: extractors order Arabic by guess."""
    found = []
    for page, edges in zip(pypdfium2.PdfDocument(data), boxes, strict=True):
        text, height = page.get_textpage(), page.get_height()
        found.append(["".join(sorted(filter(str.isalnum, text.get_text_bounded(a, 0, b, height)))) for a, b in edges])
    return found


@pytest.mark.parametrize(("leaflet", "lang", "name"), [one for one in EDITIONS if one[2] in FOLDED])
def test_each_panel_of_a_sheet_has_the_words_of_its_page(leaflet: str, lang: str, name: str) -> None:
    built, paper = edition(leaflet, lang, name), FORMATS[name]
    reading = built.made.outputs[0]
    whole = texts(reading.data, [[(0, paper.page_width(number))] for number in range(1, reading.pages + 1)])
    rtl = built.document.direction == "rtl"
    rows = order(reading.pages, paper.scheme, rtl=rtl)
    edges = []
    for row in rows:
        at = [0.0]
        for number in row:
            at.append(at[-1] + paper.page_width(number))
        edges.append(list(pairwise(at)))
    assert texts(on_paper(built).data, edges) == [[whole[number - 1][0] for number in row] for row in rows]


@pytest.mark.parametrize("name", FOLDED)
def test_sheets_are_those_of_the_printer(name: str) -> None:
    built, paper = edition("hsg", "en-GB", name), FORMATS[name]
    with pikepdf.open(BytesIO(on_paper(built).data)) as pdf:
        assert len(pdf.pages) == paper.sides(built.made.outputs[0].pages) == on_paper(built).pages
        for page in pdf.pages:
            assert [float(value) for value in page.MediaBox[2:]] == pytest.approx(paper.sheet, abs=0.01)
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"


def test_help_and_phones_are_what_one_sees_of_a_folded_leaflet() -> None:
    """The back of a tri-fold is panel 6, that of a z-fold panel 4: the simulation of folding says so."""
    for name, back in (("trifold", 6), ("zfold", 4)):
        pages = pypdfium2.PdfDocument(edition("hsg", "en-GB", name).made.outputs[0].data)
        words = pages[back - 1].get_textpage().get_text_bounded()
        assert "999" in words
        assert "020 7946 0018" in words


# --- files for printers


@pytest.mark.parametrize("name", [name for name, found in FORMATS.items() if found.wording != "easy-read"])
def test_shop_files_keep_text_from_the_knife_and_their_boxes_inside_each_other(name: str) -> None:
    paper = FORMATS[name]
    built = edition("hsg", "en-GB", name, SHOP)
    with pikepdf.open(BytesIO(built.data)) as pdf:
        boxes = [[[float(v) for v in page[box]] for box in ("/TrimBox", "/BleedBox")] for page in pdf.pages]
    bound = paper.scheme in ("", "saddle")
    for (trim, bleed), picture in zip(boxes, levels(built.data), strict=True):
        wanted = (min(paper.widths, default=paper.width) if bound else paper.sheet[0], paper.height)
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(wanted, abs=0.02)
        assert trim[0] - bleed[0] == pytest.approx(paper.bleed, abs=0.02)
        assert min(ink(picture, *trim)) >= 5 * MM - 0.5


def test_a_bound_booklet_goes_to_the_shop_as_single_pages() -> None:
    assert edition("hsg", "en-GB", "booklet", SHOP).pages == edition("hsg", "en-GB", "booklet").pages
    assert edition("hsg", "en-GB", "trifold", SHOP).pages == 2


@pytest.mark.parametrize("name", ["a4", "booklet", "zfold", "large-print"])
def test_a_page_takes_little_ink(name: str) -> None:
    """At most 12 % of the paper on the mean, as the standard of printing has it (5.7)."""
    covers = [
        255 - ImageStat.Stat(picture.convert("L")).mean[0] for picture in levels(edition("hsg", "en-GB", name).data)
    ]
    assert max(covers) <= 0.12 * 255


@pytest.mark.parametrize("output", [SHOP, MONO])
def test_files_for_printers_come_one_by_one(output: str) -> None:
    assert [made.kind for made in edition("hsg", "en-GB", "trifold", output).made.outputs] == [output]


@pytest.mark.verapdf
@pytest.mark.parametrize(
    ("lang", "name", "output"),
    [("en-GB", "trifold", ""), ("ur", "booklet", ""), ("en-GB", "zfold", SHOP), ("en-GB", "trifold", MONO)],
)
def test_they_keep_what_they_claim(lang: str, name: str, output: str) -> None:
    data = on_paper(edition("hsg", lang, name, output)).data
    assert detect(data) == ("2u",)
    assert ask(data, "2u").broken == ()


@cache
def _elsewhere() -> Project:
    return Project(Workspace(data_root()))


@pytest.mark.parametrize("output", ["", SHOP, MONO])
def test_the_same_leaflet_gives_the_same_bytes(output: str) -> None:
    built = edition("hsg", "en-GB", "trifold", output)
    again = build.make(_elsewhere(), built.job)
    assert [made.data for made in again.outputs] == [made.data for made in built.made.outputs]
