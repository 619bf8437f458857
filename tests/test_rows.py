"""Lists of people: each cell is checked, and no message repeats a value."""

import datetime

import pytest

from hsgleaflet.model.rows import FIELDS, Row
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.read.rows import rows

SECRET = "Planted Person"


def read(text: str, file: str) -> tuple[list[Row], list[Problem]]:
    """The rows that are right, and what is wrong with the others."""
    found = list(rows(text.splitlines(keepends=True), file))
    return [row for row, wrong in found if not wrong], [problem for _, wrong in found for problem in wrong]


def test_csv_becomes_rows() -> None:
    (row,), wrong = read("name,date,time,place\nZoë,2027-03-01,9:30,Level 1\n", "rows.csv")
    assert wrong == []
    assert (row.number, row.name, row.date, row.time, row.place) == (
        2,
        "Zoë",
        datetime.date(2027, 3, 1),
        "9:30",
        "Level 1",
    )


def test_json_lines_become_rows() -> None:
    found, wrong = read('{"name": "Zoë", "lang": "pl"}\n\n{"name": "Ann"}\n', "rows.jsonl")
    assert [(row.number, row.name, row.lang) for row in found] == [(1, "Zoë", "pl"), (3, "Ann", "")]
    assert wrong == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("date", "1/2/27"),
        ("first_day", "soon"),
        ("time", "25:00"),
        ("name", ""),
        ("place", "x" * 201),
        ("name", "a\x07b"),
        ("name", "a\ud800b"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(column: str, cell: str) -> None:
    values = {"name": SECRET, "place": "here", column: cell}
    text = f"{','.join(values)}\nAnn{',' * (len(values) - 1)}\n{','.join(values.values())}\n"
    found, wrong = read(text, "rows.csv")
    assert [row.name for row in found] == ["Ann"]
    (problem,) = wrong
    assert str(problem).startswith("rows.csv:3: error B052")
    assert f'"{column}"' in problem.message
    assert SECRET not in str(problem) + problem.hint


@pytest.mark.parametrize(
    ("text", "file", "code"),
    [
        ("", "rows.csv", "B050"),
        ("name\n", "rows.csv", "B050"),
        ("nmae\nAnn\n", "rows.csv", "B051"),
        ('name\n"Ann\n', "rows.csv", "B050"),
        ("name\nAnn,x\n", "rows.csv", "B050"),
        ("[1]\n", "rows.jsonl", "B050"),
        ('{"nmae": "Ann"}\n', "rows.jsonl", "B051"),
    ],
)
def test_a_list_that_is_none_is_refused(text: str, file: str, code: str) -> None:
    with pytest.raises(LeafletError) as error:
        read(text, file)
    assert error.value.problems[0].code == code


def test_numbers_in_json_are_no_text() -> None:
    _, (problem,) = read('{"name": 7}', "rows.jsonl")
    assert problem.code == "B052"


def test_every_column_is_known() -> None:
    found, wrong = read(f"{','.join(FIELDS)}\nAnn{',' * (len(FIELDS) - 1)}\n", "rows.csv")
    assert wrong == []
    assert len(found) == 1


def test_a_list_without_a_first_line_of_columns_does_not_give_its_first_person_away() -> None:
    with pytest.raises(LeafletError) as error:
        read(f"Ann,{SECRET}\n", "rows.csv")
    (problem,) = error.value.problems
    assert problem.message == "the name of column 1 is none that a list may have"
    assert SECRET not in str(problem) + problem.hint
