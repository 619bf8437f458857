"""Where on its page a problem is."""

import pytest

from hsgleaflet.preview.places import Map
from hsgleaflet.problems import Location, Problem
from hsgleaflet.typeset.page import lay_out
from tests.previews import CLINIC, folder, project

LEAFLET = "leaflets/hsg.yaml"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Map:
    root = folder(tmp_path_factory.mktemp("places"))
    own, clinic = project(root), root / CLINIC
    prepared = own.prepare("hsg", clinic, "en-GB", "a4")
    layout = lay_out(prepared.document, prepared.theme, own.setter, prepared.images)
    marks = {marked.marks.file: marked.marks for marked in (own.leaflet("hsg"), own.clinic(clinic))}
    return Map(prepared.document, layout, marks)  # type: ignore[arg-type]


def line_of(found: Map, file: str, text: str) -> Location:
    line = next(line for line in found.marks[file].text.split("\n") if text in line)
    return Location(file, found.marks[file].text.split("\n").index(line) + 1, line.index(text) + 1)


def words_at(found: Map, at: Location, node: str | None = None) -> str:
    """The words that stand in the rectangle of a problem."""
    place = found.place(Problem(code="X", message="", at=at, node=node))
    if place is None:
        return ""
    page = found.layout.pages[place.page - 1]
    inside = [
        item for item in page.fragments
        if hasattr(item, "line") and place.x - 1 <= item.x and place.y - 1 <= item.y <= place.y + place.height
    ]  # fmt: skip
    return " ".join("".join(part.text for part in item.line.segments) for item in inside)


def test_a_problem_stands_on_the_words_of_its_line(found: Map) -> None:
    assert words_at(found, line_of(found, LEAFLET, "An X-ray test that shows")).startswith("An X-ray test that shows")
    title = next(line for line in found.marks[LEAFLET].text.split("\n") if line.startswith("medical_name"))
    assert words_at(found, line_of(found, LEAFLET, title.split(": ")[1])) == title.split(": ")[1].strip('"')


def test_the_title_stands_in_its_heading(found: Map) -> None:
    assert words_at(found, line_of(found, LEAFLET, "title:")) == "HSG test"


def test_a_node_counts_more_than_a_line(found: Map) -> None:
    assert "An X-ray test" in words_at(found, Location(LEAFLET, 1, 1), "purpose")


def test_a_line_without_a_column_is_the_value_on_it(found: Map) -> None:
    at = line_of(found, LEAFLET, "purpose:")
    assert "An X-ray test" in words_at(found, Location(LEAFLET, at.line))


def test_a_part_that_prints_nothing_itself_is_its_section(found: Map) -> None:
    assert words_at(found, line_of(found, LEAFLET, "- part: benefits"))


@pytest.mark.parametrize("text", ["owner:", "funding:", "sources:"])
def test_what_is_not_printed_has_no_place(found: Map, text: str) -> None:
    assert words_at(found, line_of(found, LEAFLET, text)) == ""


def test_a_clinics_answer_stands_where_it_is_printed(found: Map) -> None:
    assert "020 7946 0019" in words_at(found, line_of(found, CLINIC, "hsg_booking_phone"))
    assert "020 7946 0018" in words_at(found, line_of(found, CLINIC, "phone:"))


def test_only_a_text_that_cannot_be_read_is_sought_nearby(found: Map) -> None:
    at = line_of(found, LEAFLET, "patient_involvement:")
    assert words_at(found, at) == ""
    stale = Map(found.document, found.layout, {}, stale=True)
    assert stale.place(Problem(code="S010", message="", at=Location(LEAFLET, 9)))
    assert stale.place(Problem(code="S010", message="", at=Location("other.yaml", 9))) is None
