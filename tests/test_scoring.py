"""Scoring: answers of people from YAML, the score sheets in the terminal, as JSON and as a PDF."""

import datetime
import json

import pikepdf
import pytest

from hsgleaflet.check.scores.instruments import INSTRUMENTS
from hsgleaflet.check.scores.paper import document
from hsgleaflet.check.scores.sheet import score
from hsgleaflet.model.document import Table, plain, walk
from tests.score_samples import rich
from tests.shell import Shell

HEAD = "scores:\n  - {leaflet: hsg, version: '1.0', role: lay, date: 2026-11-25, answers: {%s}}\n"


def all_answers() -> str:
    """A file in which both roles answered everything about the HSG leaflet."""
    found = {
        role: {
            sheet.key: {
                item.number: "5" if sheet.scale == 5 else "4" if sheet.scale else "yes"
                for item in sheet.items
                if role in item.who
            }
            for sheet in INSTRUMENTS
        }
        for role in ("clinician", "lay")
    }
    entries = [
        {"leaflet": "hsg", "version": "1.0", "role": role, "date": "2026-11-25", "answers": answers}
        for role, answers in found.items()
    ]
    return json.dumps({"scores": entries})


def test_the_command_tells_people(shell: Shell) -> None:
    ran = shell("score", "hsg")
    assert (ran.code, ran.err) == (0, "")
    assert "PEMAT-P" in ran.out
    assert "Still to answer: 23 by a clinician, 28 by a lay reader. There is no result before." in ran.out
    assert "A logical order" not in ran.out
    assert "A logical order" in shell("score", "hsg", "--all").out
    assert "n/a      care is free in this country" in ran.out  # left out, so the reason is always shown


def test_the_command_tells_machines(shell: Shell) -> None:
    told = json.loads(shell("score", "hsg", "--json").out)
    (pemat,) = [one for one in told["instruments"] if one["key"] == "pemat-p"]
    assert (pemat["complete"], pemat["result"], pemat["lay"]) == (False, None, {"answered": 0, "of": 10})
    assert pemat["machine"]["of"] == 15
    assert told["readability"]["names_removed"]["smog_uk"] <= 12
    assert pemat["items"][0] | {"why": ""} == {
        "item": "1", "asks": "Its purpose is plain", "class": "A", "machine": "yes", "why": "", "file": None,
        "line": None, "said": {}, "open": [],
    }  # fmt: skip


def test_with_all_answers_there_is_a_result(shell: Shell) -> None:
    shell.put("all.json", all_answers())
    ran = shell("score", "hsg", "--answers", "all.json")
    assert ran.err == ""
    assert "Understandability: " in ran.out
    assert "Lowest item: 5 of 5" in ran.out
    assert "Still to answer" not in ran.out


def test_answers_beside_the_clinic_are_found(shell: Shell) -> None:
    shell("init", ".")
    (name,) = [path.parent for path in shell.folder.rglob("clinic.yaml")]
    shell.put(str(name.relative_to(shell.folder) / "scores.yaml"), HEAD % "pemat-p: {'3': yes, '5': partly}")
    told = json.loads(shell("score", "hsg", "--json").out)
    (pemat,) = [one for one in told["instruments"] if one["key"] == "pemat-p"]
    assert pemat["lay"] == {"answered": 2, "of": 10}
    assert next(item for item in pemat["items"] if item["item"] == "5")["said"] == {"lay": "partly"}


def test_a_later_answer_replaces_an_earlier_one(shell: Shell) -> None:
    later = (HEAD % "pemat-p: {'3': no}").replace("scores:\n", "").replace("2026-11-25", "2026-11-26")
    shell.put("two.yaml", (HEAD % "pemat-p: {'3': yes}") + later)
    told = json.loads(shell("score", "hsg", "--json", "--answers", "two.yaml").out)
    items = next(one for one in told["instruments"] if one["key"] == "pemat-p")["items"]
    assert next(item for item in items if item["item"] == "3")["said"] == {"lay": "no"}


def test_answers_to_another_version_do_not_count(shell: Shell) -> None:
    shell.put("old.yaml", (HEAD % "pemat-p: {'3': yes}").replace("1.0", "0.9"))
    ran = shell("score", "hsg", "--json", "--answers", "old.yaml")
    assert "warning G040: these answers are about version 0.9; this is version 1.0" in ran.err
    assert json.loads(ran.out)["instruments"][0]["lay"]["answered"] == 0


@pytest.mark.parametrize(
    ("answers", "code", "message"),
    [
        ("pemat: {'3': yes}", "S070", 'there is no score sheet "pemat"'),
        ("pemat-p: {'1': yes}", "S071", '"pemat-p" asks a lay no item "1"'),
        ("cdc: {'11': yes}", "S071", '"cdc" asks a lay no item "11"'),
        ("discern: {'2': yes}", "S072", '"yes" is no answer here'),
        ("pemat-p: {'3': '4'}", "S072", '"4" is no answer here'),
    ],
)
def test_answers_that_do_not_belong_are_refused(shell: Shell, answers: str, code: str, message: str) -> None:
    shell.put("wrong.yaml", HEAD % answers)
    ran = shell("score", "hsg", "--answers", "wrong.yaml")
    assert ran.code == 1
    assert f"error {code}: {message}" in ran.err
    assert "wrong.yaml:2:" in ran.err


def test_a_name_is_refused(shell: Shell) -> None:
    shell.put("named.yaml", (HEAD % "pemat-p: {'3': yes}").replace("role: lay", "role: lay, name: Jo Bloggs"))
    ran = shell("score", "hsg", "--answers", "named.yaml")
    assert ran.code == 1
    assert 'unknown key "name"' in ran.err


def test_only_english_is_scored(shell: Shell) -> None:
    shell("new", "other", "--from", "hsg")
    path = next(shell.folder.rglob("other.yaml"))
    path.write_text(path.read_text("utf-8").replace("lang: en-GB", "lang: fr"), "utf-8")
    ran = shell("score", "other")
    assert ran.code == 1
    assert "error B040: the score sheets read English only" in ran.err


def test_the_pdf_is_tagged_and_holds_every_item(shell: Shell) -> None:
    ran = shell("score", "hsg", "-o", "sheets/score.pdf")
    assert "sheets/score.pdf" in ran.out
    with pikepdf.open(shell.folder / "sheets" / "score.pdf") as found:
        assert found.Root.MarkInfo.Marked
        assert "Score sheet: HSG test" in str(found.docinfo.Title)
        assert len(found.pages) > 3


def test_the_document_has_a_column_for_each_who_answers() -> None:
    sheet = score(rich(), {("pemat-p", "16", "lay"): "partly"})
    made = document(sheet, datetime.date(2026, 11, 25).isoformat())
    tables = {block.id: block for block in walk(made.blocks) if isinstance(block, Table)}
    items = tables["pemat-p.items"]
    assert [plain(cell.content) for cell in items.head] == [
        "Item",
        "What it asks",
        "Machine",
        "Clinician",
        "Lay reader",
    ]
    shown = {plain(row[0].content): [plain(cell.content) for cell in row[2:]] for row in items.rows}
    assert len(shown) == 24
    assert shown["16"] == ["–", "Open", "Partly"]
    assert shown["1"][1:] == ["–", "–"]
    assert shown["24"][1:] == ["–", "–"]
    assert "Open" in plain(tables["summary"].rows[0][4].content)
