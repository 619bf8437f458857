"""Composing other wordings than the full one: documents of their own, as safe and as honest."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet.compose.digest import digests
from hsgleaflet.compose.leaflet import Marked, compose
from hsgleaflet.compose.texts import translatable
from hsgleaflet.model.catalog import Catalog, Entry, context
from hsgleaflet.model.document import (
    Block,
    Document,
    Figure,
    Group,
    Paragraph,
    Picture,
    QrCode,
    Section,
    plain,
    texts,
    walk,
)
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.work.build import jobs, make
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.samples import CLINIC, Json, Marks, clinic, composed, contacts, leaflet, raw, read_as
from tests.test_wordings import easy, with_parts

WEB = "example.org/sample"
POINTS: Json = {"short": {"key_points": ["One.", "Two."]}}


def made(found: LeafletFile, wording: Wording, shared: PassageFile | None = None, **clinic_changes: Any) -> Document:
    return composed(found, clinic(**clinic_changes), shared, wording=wording).document


def words(document: Document) -> list[str]:
    return [text for block in document.blocks for text in texts(block)]


def under(document: Document, role: str) -> list[Block]:
    return [block for block in walk(document.blocks) if block.role == role]


# --- which wording


def test_the_full_wording_stands_in_for_a_short_one_and_for_no_easy_one() -> None:
    assert made(leaflet(), "short") == made(leaflet(), "full")
    with pytest.raises(LeafletError) as error:
        made(leaflet(), "easy-read")
    assert [(problem.code, str(problem.at)) for problem in error.value.problems] == [("M016", "leaflet:1:1")]


def test_each_wording_has_a_digest_of_its_own() -> None:
    found = easy(get_help={"bands": {"call_us": ["fever"], "emergency": ["fits"]}})
    found = replace(found, short=with_parts(POINTS).short)
    names: tuple[Wording, ...] = ("full", "short", "easy-read")
    documents = [made(found, name) for name in names]
    assert [document.meta.wording for document in documents] == list(names)
    assert len({digests(document, {}).wording for document in documents}) == 3


def test_wordings_that_say_the_same_are_told_apart() -> None:
    found = made(leaflet(), "full")
    other = replace(found, meta=replace(found.meta, wording="short"))
    assert digests(found, {}).wording != digests(other, {}).wording


# --- the short wording


def test_a_short_leaflet_says_so_and_where_the_full_one_is() -> None:
    found = made(with_parts(POINTS), "short", contacts=contacts(web=WEB))
    assert [plain(block.content) for block in under(found, "wording") if isinstance(block, Paragraph)] == [
        "Short version"
    ]
    codes = [block.graphic for block in walk(found.blocks) if isinstance(block, Figure)]
    assert codes == [QrCode(target=f"https://{WEB}")]
    assert words(found)[-2:] == ["The full leaflet:", WEB]


def test_without_a_web_address_one_rings_for_the_full_leaflet() -> None:
    found = made(with_parts(POINTS), "short")
    assert words(found)[-1] == "For the full leaflet, ring 020 7123 4567."
    assert not any(isinstance(block, Figure) for block in walk(found.blocks))


def test_a_full_leaflet_says_nothing_of_wordings() -> None:
    found = made(with_parts(POINTS), "full", contacts=contacts(web=WEB))
    assert not under(found, "wording")
    assert not [text for text in words(found) if "full leaflet" in text]


def test_short_words_take_their_places() -> None:
    less = {"short": {"heading": "What?", "body": ["Less of {clinic_name} [@A]."]}}
    found = words(made(with_parts(POINTS, what_it_is=less, benefits={"in_short": "false"}), "short"))
    assert {"One.", "Two.", "What?", "Less of Sample Clinic.", "You can have no test."} <= set(found)
    assert not {"The first point.", "What is it?", "It is a test.", "It gives an answer."} & set(found)


def test_a_short_wording_has_key_points_only_where_they_are_given() -> None:
    found = made(with_parts(benefits={"in_short": "false"}), "short")
    assert not under(found, "key-points")
    assert under(made(with_parts(POINTS), "short"), "key-points")


def test_a_short_wording_may_have_a_picture_on_its_cover() -> None:
    figure = {"picture": "hsg-open", "alt": "A womb.", "caption": "Both tubes are open."}
    found = composed(with_parts({"short": {"figure": figure}}), clinic(), wording="short")
    head = [block for block in walk(found.document.blocks) if isinstance(block, Figure | Paragraph | Section)][:8]
    (place,) = [number for number, block in enumerate(head) if isinstance(block, Figure)]
    assert isinstance(head[place + 1], Section)
    assert list(found.images) == ["hsg-open.svg"]


def test_short_words_are_found_where_they_are_written() -> None:
    found = made(with_parts(what_it_is={"short": {"body": ["Less."]}}), "short")
    assert str(found.location("sections.1.short.body.0")) == "sections/1/short/body/0:1:1"
    wrong = with_parts(what_it_is={"short": {"body": ["Less, {nowhere}."]}})
    with pytest.raises(LeafletError) as error:
        made(wrong, "short")
    assert str(error.value.problems[0].at) == "sections/1/short/body/0:1:7"
    assert made(wrong, "full").meta.wording == "full"


def test_a_sentence_of_short_safety_words_does_not_depend_on_an_optional_answer() -> None:
    asks = {"asks": {"place": {"type": "text", "ask": "Where?", "optional": "true"}}}
    with pytest.raises(LeafletError) as error:
        made(with_parts(asks, preparation={"short": {"body": ["Rest. Come to {place}."]}}), "short")
    assert [problem.code for problem in error.value.problems] == ["C001"]


def test_risks_are_whole_sentences_with_one_denominator() -> None:
    found = made(with_parts(POINTS), "short")
    (entries,) = under(found, "risks")
    assert [text for text in texts(entries) if text != "•"] == [
        "Infection. 10 in 1,000, in the week after. 990 do not.",
        "Hole in the womb. 2 in 1,000. 998 do not. After the menopause.",
    ]


def test_a_shared_passage_gives_its_short_words() -> None:
    help_ = {"heading": "Help", "body": ["Long words."], "short": {"body": ["Few words."]}}
    values = {"schema_version": "1", "lang": "en-GB", "passages": {"help": help_}}
    shared = read_as(PassageFile, values)
    found = with_parts(what_it_is={"short": {"body": ["Less.", {"use": "help"}]}}, disclaimer={"use": "help"})
    assert words(made(found, "short", shared)).count("Few words.") == 2
    assert "Long words." in words(made(found, "full", shared))
    assert "Few words." not in words(made(found, "full", shared))


def test_a_shared_question_may_be_asked_by_short_words_alone() -> None:
    asks = {"line": {"type": "phone", "ask": "Which number?"}}
    help_ = {"heading": "Help", "body": ["Ring {line}."]}
    shared = read_as(PassageFile, {"schema_version": "1", "lang": "en-GB", "asks": asks, "passages": {"help": help_}})
    found = with_parts(what_it_is={"short": {"body": [{"use": "help"}]}})
    answers = {"all": {"line": "020 7123 0001"}}
    assert "Ring 020 7123 0001." in words(made(found, "short", shared, answers=answers))


# --- translations


def translated(found: LeafletFile, wording: Wording, missing: str) -> list[Problem]:
    """What is wrong with a leaflet in a language in which the texts are missing whose paths hold these words."""
    entries = {
        context(item.path): Entry(item.text, f"x {item.text}", False, Location("pl.po", 1))
        for item in translatable(found)
        if not missing or missing not in context(item.path)
    }
    catalogs: Mapping[str, Catalog] = {"sample": Catalog("pl", "", entries)}
    marks = Marks()
    try:
        made = compose(Marked(found, marks), None, Marked(clinic(), marks), "pl", catalogs, wording=wording)
    except LeafletError as error:
        return list(error.problems)
    return [problem for problem in made.problems if problem.code != "M013"]


def test_short_words_are_translated_like_all_others() -> None:
    found = with_parts(POINTS, preparation={"short": {"body": ["Rest."]}})
    assert translated(found, "short", "") == []


def test_short_safety_words_are_never_printed_in_english() -> None:
    found = with_parts(POINTS, preparation={"short": {"body": ["Rest."]}}, benefits={"short": {"body": ["Good."]}})
    strict = translated(found, "short", "sections.4.short.body.0")
    assert [(problem.code, problem.severity) for problem in strict] == [("M011", "error")]
    other = translated(found, "short", "sections.2.short.body.0")
    assert [(problem.code, problem.severity) for problem in other] == [("M011", "warning")]
    assert translated(found, "full", "sections.4.short.body.0") == []


@pytest.mark.parametrize(("wording", "key"), [("short", "short"), ("easy-read", "easy_read")])
def test_a_wording_of_which_nothing_is_translated_is_told_once(wording: Wording, key: str) -> None:
    found = easy() if key == "easy_read" else with_parts(preparation={"short": {"body": ["Rest."]}})
    (problem,) = translated(found, wording, f".{key}.")
    assert problem.code == "M016"
    assert problem.message == f'the {wording} wording of leaflet "sample" is not translated into pl'
    assert "update pl" in problem.hint


# --- easy read


def test_an_easy_leaflet_is_ideas_with_a_picture_each() -> None:
    found = made(
        easy(what_it_is={"ideas": [{"picture": "hsg-open", "say": ["It is a test.", "It is safe."]}]}), "easy-read"
    )
    assert words(found)[:5] == [
        "Sample Clinic",
        "Information for patients",
        "Sample test",
        "Easy read",
        "Tell us first if",
    ]
    ideas = [block for block in walk(found.blocks) if isinstance(block, Group) and block.role == "idea"]
    picture, *sentences = ideas[1].blocks
    assert isinstance(picture, Figure)
    assert (picture.graphic, picture.alt) == (Picture(asset="hsg-open.svg"), "")
    assert [text for block in sentences for text in texts(block)] == ["It is a test.", "It is safe."]
    assert "Key points" not in words(found)
    assert found.meta.subject == leaflet().purpose


def test_an_easy_leaflet_needs_its_icons() -> None:
    images = composed(easy(), clinic(), wording="easy-read").images
    assert {name: str(shown.at) for name, shown in images.items()} == {
        "icons/info.svg": "sections/0/easy_read/ideas/0/icon:1:1"
    }


def test_hard_words_are_not_explained_in_brackets_but_in_sentences() -> None:
    found = easy(what_it_is={"ideas": [{"icon": "info", "say": "A womb is hollow."}]})
    found = replace(found, words={"womb": "where a baby grows"})
    assert "A womb is hollow." in words(made(found, "easy-read"))


def test_a_long_sentence_is_told() -> None:
    long = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
    for say in (long, f"It is short. {long}", ["It is short.", long]):
        problems = composed(easy(what_it_is={"ideas": [{"icon": "info", "say": say}]}), clinic(), wording="easy-read")
        assert [problem.code for problem in problems.problems] == ["M015"]
    two = f"{long.removesuffix(' sixteen.')}. {long.removesuffix(' sixteen.')}."
    assert not composed(
        easy(what_it_is={"ideas": [{"icon": "info", "say": two}]}), clinic(), wording="easy-read"
    ).problems


# --- which formats


def test_easy_read_formats_are_made_of_leaflets_that_have_that_wording(tmp_path: Path) -> None:
    for name, found in {"sample": easy(), "other": leaflet(leaflet="other")}.items():
        (tmp_path / "leaflets").mkdir(exist_ok=True)
        (tmp_path / "leaflets" / f"{name}.yaml").write_text(json.dumps(raw(found)), "utf-8")
    given = CLINIC | {"formats": ["easy-read"], "leaflets": ["sample", "other"]}
    path = tmp_path / "clinic.yaml"
    path.write_text(json.dumps(given), "utf-8")
    project = Project(Workspace(tmp_path))
    assert [job.leaflet for job in jobs(project, [path])] == ["sample"]
    named = jobs(project, [path], formats=["easy-read"])
    assert [job.leaflet for job in named] == ["sample", "other"]
    with pytest.raises(LeafletError, match="has no easy-read wording"):
        make(project, named[1])
