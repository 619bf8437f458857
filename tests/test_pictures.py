"""Pictures: what is drawn is what the data says, what is said is what is drawn, and mistakes are told at their line."""

import itertools
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.compose.counts import Count, grid
from hsgleaflet.model.document import CycleCalendar, Figure, walk
from hsgleaflet.model.drawing import Drawing, Line, Move
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.arrays import icon_array
from hsgleaflet.typeset.calendar import plan
from hsgleaflet.typeset.labels import Pointer, pointers, sides, stacked
from hsgleaflet.typeset.layout import Art, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.units import MM
from hsgleaflet.work.build import Job, make
from hsgleaflet.work.conformance import PROFILES, Validator
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.tags import Tags
from tests.samples import BLOCK_KEYS

_CLINIC = data_root() / "clinics" / "riverside" / "clinic.yaml"
_GALLERY = (data_root() / "leaflets" / "gallery" / "gallery.yaml").read_text()


def _project(folder: Path, *changes: tuple[str, str]) -> Project:
    """Return a project whose gallery is changed; every change must meet its text."""
    text = _GALLERY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    home = folder / "leaflets"
    home.mkdir()
    (home / "gallery.yaml").write_text(text)
    picture = data_root() / "leaflets" / "gallery" / "pictures" / "photograph.png"
    (home / "photograph.png").write_bytes(picture.read_bytes())
    return Project(Workspace(folder))


def _prepared(folder: Path, *changes: tuple[str, str]) -> Prepared:
    return _project(folder, *changes).prepare("gallery", _CLINIC, "en-GB", "a4")


def _problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    with pytest.raises(LeafletError) as caught:
        _prepared(folder, *changes)
    return [f"{problem} ({problem.hint})".replace(f"{folder}/", "") for problem in caught.value.problems]


def _figures(prepared: Prepared, kind: str) -> list[Figure]:
    blocks = walk(prepared.document.blocks)
    return [one for one in blocks if isinstance(one, Figure) and type(one.graphic).__name__ == kind]


def _pdf(project: Project, leaflet: str) -> bytes:
    return make(project, Job(leaflet, _CLINIC, "riverside", "en-GB", "a4")).data


# --- icon arrays


def _black_dots(data: bytes) -> list[int]:
    """Return how many black paths begin in each shape of a page's content that is filled with pure black."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            code = page.Contents.read_bytes()
            found += [len(re.findall(rb" m\b", shape)) for shape in re.findall(rb"q\n0 0 0 rg\n(.*?) f Q", code)]
    return found


def test_the_pdf_has_as_many_black_dots_as_people() -> None:
    assert _black_dots(_pdf(Project(Workspace(data_root())), "hysteroscopy")) == [87, 36]


@pytest.mark.parametrize(("n", "per"), [(1, 100), (37, 100), (99, 100), (1, 1000), (1000, 1000)])
def test_dots_fill_a_block_from_the_start_corner(n: int, per: int) -> None:
    drawing = icon_array(n, per, 5 * MM, rtl=False)
    black = [segment for segment in drawing.shapes[0].path if isinstance(segment, Move)]
    rings = [segment for shape in drawing.shapes[1:] for segment in shape.path if isinstance(segment, Move)]
    assert (len(black), len(black) + len(rings)) == (n, per)
    order = sorted((round(dot.y, 2), round(dot.x, 2)) for dot in black)
    assert order == [(round(dot.y, 2), round(dot.x, 2)) for dot in black]
    columns = {100: 10, 1000: 25}[per]
    assert len({round(dot.y, 2) for dot in black}) == -(-n // columns)


def test_a_right_to_left_array_starts_at_the_right() -> None:
    first = icon_array(1, 100, 5 * MM, rtl=True).shapes[0].path[0]
    assert isinstance(first, Move)
    assert first.x > 40 * MM


def test_there_is_a_gap_to_count_by_after_every_fifth_dot() -> None:
    dots = [s for s in icon_array(10, 100, 5 * MM, rtl=False).shapes[0].path if isinstance(s, Move)]
    steps = [round((b.x - a.x) / MM, 2) for a, b in itertools.pairwise(dots)]
    assert steps == [5, 5, 5, 5, 5.8, 5, 5, 5, 5]


@pytest.mark.parametrize(
    ("counts", "dots"),
    [([(3, 100)], 100), ([(1, 10)], 100), ([(3, 1000)], 1000), ([(1, 20), (1, 200)], 1000), ([(3, 2000)], 0)],
)
def test_the_smallest_grid_with_whole_dots_is_chosen(counts: list[tuple[int, int]], dots: int) -> None:
    assert grid([Count(n, per) for n, per in counts]) == dots


def test_alt_text_of_arrays(tmp_path: Path) -> None:
    assert [figure.alt for figure in _figures(_prepared(tmp_path), "IconArray")] == [
        "100 dots in a grid, 7 of them black. With something: 7 in 100. 93 do not.",
        "100 dots in a grid, 12 of them black. Without it: 12 in 100. 88 do not.",
        "1,000 dots in a grid, 3 of them black. Something rarer: 3 in 1,000. 997 do not.",
        "100 dots in a grid, 12 of them black. Something common: 12 in 100. 88 do not.",
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("n: 3\n          per: 10000", "a number below 1 in 1,000 is not drawn (say it in words, out of 10,000)"),
        ("n: 101\n          per: 100", "more people than there are (`n` is at most `per`)"),
        ("n: 3\n          per: 2000", "this number makes no whole dots (give it out of 100 or 1,000)"),
    ],
)
def test_numbers_that_are_not_drawn(tmp_path: Path, new: str, said: str) -> None:
    found = _problems(tmp_path, ("n: 3\n          per: 1000", new))
    line = _GALLERY.splitlines().index("          what: Something rarer") + 1
    assert found == [f"leaflets/gallery.yaml:{line}:11: error M007: {said}"]


# --- cycle calendar


def test_alt_text_of_the_calendar(tmp_path: Path) -> None:
    assert [figure.alt for figure in _figures(_prepared(tmp_path), "CycleCalendar")] == [
        "A cycle of 28 days, two weeks in a row. Drops mark a period from day 1 to day 5. "
        "Day 1: Ring us. Day 6: Your test: day 6 to day 12."
    ]


def test_the_calendar_follows_the_answers_of_the_clinic(tmp_path: Path) -> None:
    answers = _CLINIC.read_text().replace("hsg_window: [6, 12]", "hsg_window: [3, 16]")
    (tmp_path / "clinic.yaml").write_text(answers.replace("hsg_abstinence: protected", "hsg_abstinence: from_day_10"))
    prepared = Project(Workspace(tmp_path)).prepare("hsg", tmp_path / "clinic.yaml", "en-GB", "a4")
    (figure,) = _figures(prepared, "CycleCalendar")
    graphic = figure.graphic
    assert isinstance(graphic, CycleCalendar)
    assert (graphic.first, graphic.last, graphic.bleeding, graphic.rule) == (3, 16, 2, 10)
    assert figure.alt.endswith("A bar runs from day 10 to day 16.")


def test_every_day_stands_once_and_those_of_the_test_are_solid() -> None:
    places = plan(CycleCalendar(first=13, last=16, bleeding=5, rule=1), 400, rtl=False).places
    days = [place for place in places if not place.note]
    assert [place.day for place in days] == list(range(1, 29))
    assert [place.day for place in days if place.solid] == [13, 14, 15, 16]


def test_a_window_that_is_no_question(tmp_path: Path) -> None:
    (message,) = _problems(tmp_path, ("window: [6, 12]", 'window: "{hsg_windo}"'))
    assert "error M002: {hsg_windo} is not a question of this leaflet" in message


# --- labels


def test_a_label_without_an_anchor_is_told_at_its_line(tmp_path: Path) -> None:
    line = _GALLERY.splitlines().index("            ovary: Ovary") + 1
    assert _problems(tmp_path, ("ovary: Ovary", "ovari: Ovary")) == [
        f'leaflets/gallery.yaml:{line}:13: error M006: the picture womb-front.svg has no anchor "ovari" '
        '(did you mean "ovary"?)'
    ]


def test_an_anchor_without_a_label_is_told_at_its_line(tmp_path: Path) -> None:
    line = _GALLERY.splitlines().index("            ovary: Ovary") + 1
    (message,) = _problems(tmp_path, ("ovary: Ovary", "ovary:"))
    assert message.startswith(f'leaflets/gallery.yaml:{line}:13: error S013: "ovary" has no value')


def test_a_figure_is_a_drawing_or_an_image(tmp_path: Path) -> None:
    (message,) = _problems(tmp_path, ("          image: photograph.png\n", ""))
    assert "error M007: a figure has either a `picture` or an `image`" in message


def test_words_in_a_figure_belong_to_it(tmp_path: Path) -> None:
    project = _project(tmp_path)
    prepared = project.prepare("gallery", _CLINIC, "en-GB", "a4")
    layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    tags = Tags(prepared.document.blocks)
    shown = {
        "".join(segment.text for segment in item.line.segments)
        for page in layout.pages
        for item in page.fragments
        if isinstance(item, Words) and item.node and tags.element(item.node).tag == "Figure"
    }
    assert {"Fallopian tube", "Inside of the womb", "28", "Your test: day 6 to day 12", "Days afterwards"} <= shown


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(10, 40)), min_size=1, max_size=6))
def test_labels_keep_their_order_and_never_overlap(wanted: list[tuple[float, float]]) -> None:
    wanted.sort()
    heights = [height for _, height in wanted]
    tops = stacked([middle for middle, _ in wanted], heights, 200)
    assert tops[0] >= -1e-6
    assert all(top + height < after for top, height, after in zip(tops, heights, tops[1:], strict=False))


def test_labels_in_the_middle_go_where_there_are_fewer() -> None:
    assert sides([10, 50, 50.1, 90], 50, 100) == [True, False, True, False]
    assert sides([10, 20, 50], 50, 100) == [True, True, False]
    assert sides([90, 80, 50], 50, 100) == [False, False, True]


def test_lines_of_a_mirrored_page_meet_their_anchors() -> None:
    drawing = pointers((Pointer(10, 5, 30, 40),), 100, 50, rtl=True)
    ends = [segment for segment in drawing.shapes[0].path if isinstance(segment, Line)]
    assert ends == [Line(70, 40)]


# --- photographs, QR codes, the gallery


def test_a_coarse_photograph_is_warned_of(tmp_path: Path) -> None:
    project = _project(tmp_path, ("width: 60mm", "width: 120mm"))
    problems = make(project, Job("gallery", _CLINIC, "riverside", "en-GB", "a4")).problems
    assert [(problem.code, str(problem.severity), problem.hint) for problem in problems if problem.code == "L004"] == [
        ("L004", "warning", "use a larger photograph, or `width: 60mm`")
    ]


@pytest.fixture(scope="module")
def gallery() -> bytes:
    return _pdf(Project(Workspace(data_root())), "gallery")


def test_the_qr_code_is_read_from_a_grey_page(gallery: bytes) -> None:
    document = pypdfium2.PdfDocument(gallery)
    try:
        pages = [document[number].render(scale=150 / 72, grayscale=True).to_pil() for number in range(len(document))]
    finally:
        document.close()
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert found == ["https://example.org/riverside"]


def test_the_qr_code_is_large_enough_and_has_its_quiet_zone(tmp_path: Path) -> None:
    project = _project(tmp_path)
    prepared = project.prepare("gallery", _CLINIC, "en-GB", "a4")
    layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    codes = [item for page in layout.pages for item in page.fragments if isinstance(item, Art) and "qr/" in item.asset]
    (code,) = codes
    picture = prepared.pictures[code.asset]
    assert isinstance(picture, Drawing)
    assert code.width * (picture.width - 8) / picture.width >= 20 * MM
    assert min(segment.x for segment in picture.shapes[1].path if isinstance(segment, Move)) == 4


def test_the_gallery_shows_every_block_and_is_no_leaflet() -> None:
    blocks = (key for key in BLOCK_KEYS if key != "only_if")  # it says of a block when it stands there
    missing = [key for key in blocks if not re.search(rf"\b{key}:", _GALLERY)]
    assert missing == []
    assert "gallery" not in Workspace(data_root()).leaflet_names()


def test_alt_text_of_the_timeline(tmp_path: Path) -> None:
    (figure,) = _figures(_prepared(tmp_path), "Timeline")
    assert figure.alt.startswith("A timeline. Something short: up to 2 days.")


@pytest.mark.verapdf
@pytest.mark.parametrize("conformance", PROFILES)
def test_the_gallery_conforms(conformance: str) -> None:
    job = Job("gallery", _CLINIC, "riverside", "en-GB", "a4", conformance)
    data = make(Project(Workspace(data_root())), job).data
    results = Validator().validate(data, PROFILES[conformance])
    assert [failure for result in results for failure in result.failures] == []
