"""Documents laid out: what moves and what does not, what is refused, and how single kinds of blocks stand."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.document import Document, Figure, Picture, Section, Text, walk
from hsgleaflet.model.theme import Theme, resolve
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.typeset.boxes import Boxes
from hsgleaflet.typeset.fill import fill
from hsgleaflet.typeset.layout import Box, Fragment, Layout, Page, Words, mirrored
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.slabs import Slab
from tests.pages import TOLERANCE, lines_left_alone, said, texts, titles_left_behind
from tests.samples import (
    approved,
    clinic,
    composed,
    document,
    images,
    laid_out,
    leaflet,
    leaflet_values,
    setter,
    theme,
    with_section,
)


def paper(name: str) -> Theme:
    return resolve(BrandFile(), name)


# --- approval, direction


def moveless(layout: Layout) -> list[list[Fragment]]:
    return [[item for item in page.fragments if item.artifact != "Pagination"] for page in layout.pages]


def test_an_approval_moves_no_line() -> None:
    draft = composed(leaflet(), clinic())
    signed = approved(draft)
    assert moveless(laid_out(draft.document)) == moveless(laid_out(signed))
    assert laid_out(draft.document) != laid_out(signed)


def edges(layout: Layout) -> list[str]:
    page = layout.pages[0]
    return [said(item) for item in page.fragments if isinstance(item, Words) and item.artifact == "Pagination"]


def test_the_foot_of_an_approved_page_says_when_and_which_words() -> None:
    signed, made_up = approved(composed(leaflet(), clinic())), approved(composed(leaflet(), clinic(fictional="true")))
    assert edges(laid_out(signed))[2:] == [f"Approved 25 November 2026 · {signed.code}"]
    assert edges(laid_out(made_up))[2:] == ["Made-up clinic.", f"Approved 25 November 2026 · {made_up.code}"]


def test_where_the_edge_is_narrow_the_code_goes_from_a_band_and_stays_with_an_approval() -> None:
    found = composed(leaflet(), clinic())
    long = replace(found.document, band=" ".join(["DRAFT."] * 10), code="A" * 9)
    assert edges(laid_out(long))[2:] == [long.band, long.band]
    assert edges(laid_out(replace(approved(found), approved="Approved " * 12, code="A234-5678")))[2:] == ["A234-5678"]


def test_a_page_is_turned_for_right_to_left_reading() -> None:
    page = Page.of(100, 50, (Box(10, 5, 20, 8, "tint"), Box(0, 0, 100, 1, "rule")))
    turned = mirrored(page)
    assert [(item.x, item.y) for item in turned.fragments] == [(70, 5), (0, 0)]
    assert mirrored(turned) == page


def test_a_right_to_left_document_starts_at_the_right_edge() -> None:
    found = laid_out(document(lang="he", title="בדיקה"))
    paper = theme().format
    title = next(words for words in texts(found.pages[0]) if words.node == "leaflet/heading")
    assert title.x + title.width == pytest.approx(paper.width - paper.right)


# --- where pages end


@pytest.mark.parametrize("rows", range(1, 13))
@pytest.mark.parametrize("sentences", [5, 70])
def test_wherever_a_page_ends_no_title_and_no_single_line_is_left_alone(rows: int, sentences: int) -> None:
    """More and more lines to write on push the same text down, over every place where a page may end."""
    text = "A sentence of some length that goes on for a while and then stops. " * sentences
    parts = [{"heading": f"Part {number}", "body": [text, {"heading": "Smaller", "body": [text]}]} for number in "123"]
    blank = {"heading": "Write", "body": [{"write": {"label": "Write", "lines": rows}}]}
    values = leaflet_values()
    values["sections"][4:4] = [blank, *parts]
    found = laid_out(composed(leaflet(**values), clinic()).document)
    assert titles_left_behind(found) == []
    assert lines_left_alone(found) == []


def test_a_heading_with_a_single_line_moves_on_rather_than_stand_at_the_foot_of_a_page() -> None:
    table = {
        "table": {
            "caption": "A table",
            "columns": ["What", "Words"],
            "rows": [["One", "Words. " * 105], ["Two", "Words. " * 105]],
        }
    }
    found = composed(with_section(heading="What happens", body=["One line.", table]), clinic()).document
    section = next(block for block in walk(found.blocks) if isinstance(block, Section) and len(block.blocks) == 2)
    slabs = Boxes(theme(), setter(), images(), "en-GB", rtl=False).block(section, 400, 2)
    pages = fill([Slab(460, ()), *slabs], [700])
    assert [len(page.slabs) for page in pages] == [1, len(slabs)]


@pytest.mark.parametrize("rows", range(13))
def test_where_a_box_goes_over_two_pages_two_of_its_entries_stand_on_either(rows: int) -> None:
    entries = [f"Entry {number}, with words for a line or two, and a few more." for number in range(5)]
    body = [{"write": {"label": "Write", "lines": rows}}] if rows else []
    body.append({"callout": {"kind": "note", "title": "Note", "body": [{"list": entries}]}})
    found = lay_out(composed(with_section(body=body), clinic()).document, paper("a5"), setter(), images())
    on_page = [len({words.node for words in texts(page) if said(words).startswith("Entry")}) for page in found.pages]
    assert sum(on_page) == len(entries)
    assert 1 not in on_page


# --- the first page


def first_page(words: int, name: str = "letter") -> tuple[Layout, set[str]]:
    """A layout with so many words in its first key point, and the beginnings of the lines on its first page."""
    points = ["Point 0. " + "word " * words, *(f"Point {number}." for number in range(1, 5))]
    found = lay_out(document(key_points=points), paper(name), setter(), images())
    return found, {said(line)[:7] for line in texts(found.pages[0])}


def leading(layout: Layout, start: str) -> set[float]:
    return {round(line.height, 1) for page in layout.pages for line in texts(page) if said(line).startswith(start)}


FULLER = range(220, 350, 10)


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_the_first_page_holds_what_keeps_a_reader_safe_or_says_that_it_does_not(name: str) -> None:
    told = set()
    for words in FULLER:
        found, lines = first_page(words, name)
        assert {"Sample ", "Key poi"} <= lines
        assert ({"Tell us", "General"} <= lines) == (not found.problems)
        told |= {problem.code for problem in found.problems}
    assert told == {"L002"}


def test_a_first_page_that_is_too_full_is_set_closer_and_no_other_page() -> None:
    fitting = [found for found, _ in map(first_page, FULLER) if not found.problems]
    close = [found for found in fitting if leading(found, "Point") == {18.2}]
    assert {frozenset(leading(found, "It is a test.")) for found in fitting} == {frozenset({18.9})}
    assert 0 < len(close) < len(fitting)


def test_how_many_lines_the_first_page_is_too_full_is_told() -> None:
    (told,) = first_page(300)[0].problems
    (more,) = first_page(340)[0].problems
    lines, others = (int(problem.message.split()[4]) for problem in (told, more))
    assert told.message == f"the first page is {lines} lines too full: what it must hold runs on to the second"
    assert others - lines == 3


def test_where_the_first_page_runs_on_its_boxes_stay_whole_while_they_fit() -> None:
    first, second = next(found.pages[:2] for found, _ in map(first_page, FULLER) if found.problems)
    points = {said(line)[:7] for line in texts(first)}
    assert {f"Point {number}" for number in range(5)} <= points
    assert {"Tell us", "you cou", "General"} <= {said(line)[:7] for line in texts(second)} - points


# --- what does not fit, and what cannot be set


def problems(found: Document, look: Theme | None = None) -> list[Problem]:
    """What is wrong with a layout, whether or not it could be made."""
    try:
        return list(lay_out(found, look or theme(), setter(), images()).problems)
    except LeafletError as error:
        return list(error.problems)


def test_a_part_that_is_too_long_for_a_page_is_named_with_its_lines() -> None:
    rows = [["One", "A cell with far too many words to read. " * 60]]
    table = {"table": {"caption": "Long", "columns": ["What", "Words"], "rows": rows}}
    found = composed(with_section(body=[table]), clinic()).document
    (problem,) = problems(found)
    assert (problem.code, str(problem.at)) == ("L001", "sections/7:1:1")
    assert "lines too long for one page of a4" in problem.message


def test_a_first_page_that_is_too_full_runs_on_with_a_warning() -> None:
    points = [f"Point {number}. " + "Words that fill a line or two of the first page. " * 8 for number in range(7)]
    found = document(key_points=points)
    assert [(problem.code, problem.severity) for problem in problems(found)] == [("L002", "warning")]
    assert len(laid_out(found).pages) > 1


def test_a_character_that_no_font_has_is_told_with_its_place() -> None:
    found = composed(with_section(body=["A snowman \N{SNOWMAN} and a rune \N{RUNIC LETTER ALGIZ EOLHX}."]), clinic())
    told = problems(found.document)
    assert {(problem.code, str(problem.at)) for problem in told} == {("F001", "sections/7/body/0:1:1")}
    assert "U+16C9 RUNIC LETTER ALGIZ EOLHX" in told[-1].message


def test_a_title_that_is_too_long_for_the_footer_is_refused_not_cut() -> None:
    title = "A very long title that goes on about a test " * 3
    assert [problem.code for problem in problems(document(title=title))] == ["L003"]
    assert problems(document(title=title, short_title="Sample test")) == []


def test_the_day_of_review_stays_on_one_line_of_a_narrow_footer() -> None:
    found = document()
    footer = edges(lay_out(found, resolve(BrandFile(), "a5"), setter(), images()))
    assert found.running.rpartition(" · ")[2] in [line.replace("\u00a0", " ") for line in footer]
    assert found.running not in footer


def test_a_picture_is_no_wider_than_the_text_and_keeps_its_shape() -> None:
    figure = Figure(id="f", graphic=Picture(asset="sign/alert", width=9999), alt="A sign", caption=(Text(text="Sign"),))
    body = Section(id="leaflet", heading=(Text(text="Title"),), blocks=(figure,))
    (page,) = laid_out(replace(document(), blocks=(body,))).pages
    (art,) = [item for item in page.fragments if getattr(item, "asset", "") == "sign/alert"]
    paper = theme().format
    assert art.width == pytest.approx(paper.measure - paper.indent)
    assert art.height == pytest.approx(art.width)


def test_a_long_table_has_its_head_on_every_page() -> None:
    rows = [[f"row {number}", "a few words to read"] for number in range(60)]
    table = {"table": {"caption": "Long", "columns": ["One", "Two"], "rows": rows}}
    pages = laid_out(composed(with_section(body=[table]), clinic()).document).pages
    heads = [[said(item) for item in page.fragments if isinstance(item, Words)].count("Two") for page in pages]
    held = [any(".rows." in words.node for words in texts(page)) for page in pages]
    assert [count == 1 for count in heads] == held
    assert held.count(True) > 2
    repeated = [item for page in pages for item in page.fragments if isinstance(item, Words) and said(item) == "Two"]
    assert [bool(item.artifact) for item in repeated] == [False, *[True] * (len(repeated) - 1)]


def test_steps_are_numbered_by_discs_that_are_joined() -> None:
    steps = [{"when": "First", "do": "Sit."}, {"when": "Then", "do": "Stand."}, {"when": "Last", "do": "Go."}]
    found = laid_out(composed(with_section(steps=steps), clinic()).document)
    items = [item for page in found.pages for item in page.fragments]
    numbers = [said(item) for item in items if isinstance(item, Words) and "sections.7.steps" in item.node]
    assert numbers[0::3] == ["1", "2", "3"]
    discs = [item for item in items if isinstance(item, Box) and item.radius and item.width == item.height]
    joints = [item for item in items if isinstance(item, Box) and item.width == 0.8]
    assert [len(discs) - 1, len(joints)] == [3, 2], "the sample has one step of its own"
    for (above, below), joint in zip(pairwise(discs[-3:]), joints, strict=True):
        assert above.y + above.height <= joint.y + TOLERANCE
        assert joint.y + joint.height <= below.y + TOLERANCE
