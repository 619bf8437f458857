"""The shipped leaflets laid out: nothing lost, nothing outside, nothing over another, no heading left behind."""

from functools import cache
from itertools import combinations

import pytest

from hsgleaflet.model.document import Figure, Section, Table, walk
from hsgleaflet.typeset.layout import Layout, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.project import Prepared, Project
from tests.conftest import first_of_each
from tests.pages import TOLERANCE, leaves, lines_left_alone, said, set_in_lines, texts, titles_left_behind
from tests.samples import ROOT, workspace

SHIPPED = sorted(path.stem for path in (ROOT / "leaflets").glob("*.yaml") if path.stem != "shared")


@cache
def prepared(name: str) -> Prepared:
    return project().prepare(name, first_of_each()[name].clinic, "en-GB", "a4")


def kind(name: str) -> str:
    return project().leaflet(name).value.kind


@cache
def project() -> Project:
    return Project(workspace())


@cache
def shipped(name: str) -> Layout:
    found = prepared(name)
    return lay_out(found.document, found.theme, project().setter, found.images)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_word_of_a_leaflet_is_on_paper_once(name: str) -> None:
    wanted = {node: words for block in walk(prepared(name).document.blocks) for node, words in leaves(block) if words}
    figures = {block.id for block in walk(prepared(name).document.blocks) if isinstance(block, Figure)}
    assert {node: words for node, words in set_in_lines(shipped(name)).items() if node not in figures} == wanted


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_stands_outside_its_page(name: str) -> None:
    for page in shipped(name).pages:
        for item in page.fragments:
            assert -TOLERANCE <= item.x <= item.x + item.width <= page.width + TOLERANCE, item
            assert -TOLERANCE <= item.y <= item.y + item.height <= page.height + TOLERANCE, item


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_stands_in_the_margins(name: str) -> None:
    paper = prepared(name).theme.format
    for page in shipped(name).pages:
        for words in texts(page):
            assert paper.left - TOLERANCE <= words.x, said(words)
            assert words.x + words.width <= paper.width - paper.right + TOLERANCE, said(words)
            assert paper.top - TOLERANCE <= words.y, said(words)
            assert words.y + words.height <= paper.height - paper.bottom + TOLERANCE, said(words)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_line_covers_another(name: str) -> None:
    for number, page in enumerate(shipped(name).pages, 1):
        every = [item for item in page.fragments if isinstance(item, Words)]
        for one, other in combinations(every, 2):
            assert not _overlap(one, other), f"page {number}: {said(one)!r} and {said(other)!r}"


def _overlap(one: Words, other: Words) -> bool:
    beside = one.x + one.width <= other.x + TOLERANCE or other.x + other.width <= one.x + TOLERANCE
    apart = one.y + one.height <= other.y + TOLERANCE or other.y + other.height <= one.y + TOLERANCE
    return not (beside or apart)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_title_and_no_single_line_is_left_alone_on_a_page(name: str) -> None:
    assert titles_left_behind(shipped(name)) == []
    assert lines_left_alone(shipped(name)) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_running_text_leaves_no_word_alone_on_its_last_line(name: str) -> None:
    alone = [lines for lines in _paragraphs(shipped(name)) if len(lines) > 1 and " " not in said(lines[-1]).strip()]
    wide = [said(lines[-1]) for lines in alone if max(line.width for line in lines) > 300]
    assert wide == []


def _paragraphs(layout: Layout) -> list[list[Words]]:
    found: dict[str, list[Words]] = {}
    for page in layout.pages:
        for words in texts(page):
            found.setdefault(words.node, []).append(words)
    return list(found.values())


@pytest.mark.parametrize("name", SHIPPED)
def test_tables_stand_whole_on_a_page(name: str) -> None:
    tables = [block for block in walk(prepared(name).document.blocks) if isinstance(block, Table)]
    assert tables or kind(name) == "aftercare"
    for table in tables:
        cells = {node for node, words in leaves(table) if words}
        pages = [number for number, page in enumerate(shipped(name).pages, 1) if cells & {w.node for w in texts(page)}]
        assert len(pages) == 1, table.id


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_too_much_for_the_first_page(name: str) -> None:
    assert [problem for problem in shipped(name).problems if problem.severity == "error"] == []
    first = {words.node for words in texts(shipped(name).pages[0])}
    points = {"key-points/title", "general"} if kind(name) != "aftercare" else set()
    assert {"leaflet/heading", "purpose", *points} <= first
    assert kind(name) != "aftercare" or len(shipped(name).pages) == 1  # one side, as it is called


@pytest.mark.parametrize("name", SHIPPED)
def test_what_to_do_in_an_emergency_stands_whole_on_the_last_page(name: str) -> None:
    back = [block for block in walk(prepared(name).document.blocks) if isinstance(block, Section) and block.slot]
    nodes = {node for section in back for inside in walk((section,)) for node, words in leaves(inside) if words}
    last = {words.node for words in texts(shipped(name).pages[-1])}
    assert nodes <= last
    assert back or kind(name) == "comparison"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_has_its_number_and_the_band(name: str) -> None:
    pages = shipped(name).pages
    for number, page in enumerate(pages, 1):
        around = [said(item) for item in page.fragments if isinstance(item, Words) and item.artifact == "Pagination"]
        assert f"Page {number} of {len(pages)}" in around
        document = prepared(name).document
        assert [text for text in around if text.startswith("DRAFT")] == [
            document.band,
            f"{document.band} {document.code}",
        ]
