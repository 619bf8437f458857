"""Rows from CSV or JSON lines, each cell checked before anything is printed.

Comes in: the lines of a list, its printed name. Goes out: rows, one after the other, each with a problem for every cell
that is wrong. It stands alone because these texts are about people: no message repeats a value, and nobody is kept.
"""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from hsgleaflet.model.base import EARLIEST, LATEST
from hsgleaflet.model.rows import FIELDS, Row
from hsgleaflet.problems import LeafletError, Location, Problem, did_you_mean, fail
from hsgleaflet.read.unseen import REFUSED

_TIME = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = 200
"""Characters in a cell: an appointment box holds lines, not letters."""


def rows(lines: Iterable[str], file: str) -> Iterator[tuple[Row, list[Problem]]]:
    """Yield the rows of a list and what is wrong with each; raise LeafletError where it is no list any more."""
    given = _json(lines, file) if file.endswith((".jsonl", ".ndjson")) else _csv(lines, file)
    first = next(given, None)
    if first is None:
        raise fail("B050", f"{file} has no rows", hint=f"columns: {', '.join(FIELDS)}; name is always needed")
    for number, cells in chain((first,), given):
        yield _row(number, cells, file)


def _csv(lines: Iterable[str], file: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.reader(lines, strict=True)
    try:
        names = next(reader, [])
        _check_columns(names, file)
        for cells in reader:
            if len(cells) > len(names):
                raise fail("B050", "this row has more cells than there are columns", Location(file, reader.line_num))
            if cells:
                yield reader.line_num, dict(zip(names, cells, strict=False))
    except csv.Error:
        at = Location(file, max(reader.line_num, 1))
        raise fail("B050", "this row is no CSV", at, "look for quotes that do not close") from None


def _json(lines: Iterable[str], file: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise fail("B050", "this line is no JSON object", Location(file, number), '{"name": "...", ...}')
        _check_columns(given, file, number)
        yield number, given


def _check_columns(names: Iterable[str], file: str, line: int = 1) -> None:
    names = list(names)
    if len(names) == 1 and re.search("[;\t]", names[0]):
        hint = "save it as CSV with commas between the columns"
        raise fail("B051", "the columns are not separated by commas", Location(file, line), hint)
    for number, name in enumerate(names, 1):
        if name in names[: number - 1]:
            raise fail("B051", f"column {number} has the name of another", Location(file, line), "keep one of them")
        if name not in FIELDS:  # it is not repeated: in a list without a line of columns it is a person's
            hint = did_you_mean(name, FIELDS) or f"columns: {', '.join(FIELDS)}"
            raise fail("B051", f"the name of column {number} is none that a list may have", Location(file, line), hint)


def _row(number: int, given: Mapping[str, object], file: str) -> tuple[Row, list[Problem]]:
    values: dict[str, object] = {}
    wrong: list[Problem] = []
    for column, value in given.items():
        try:
            values[column] = _cell(column, value)
        except LeafletError as error:
            message = f'column "{column}": {error.problems[0].message}'
            hint = error.problems[0].hint
            wrong.append(Problem(code="B052", message=message, at=Location(file, number), hint=hint))
    if not wrong and not values.get("name"):
        wrong.append(Problem(code="B052", message='column "name": this is empty', at=Location(file, number)))
    return (Row(number=number) if wrong else Row(number=number, **values)), wrong  # type: ignore[arg-type]


def _cell(column: str, value: object) -> str | datetime.date | None:
    if not isinstance(value, str):
        raise fail("B052", "this is no text", hint="put it in quotes")
    text = " ".join(value.split())
    if len(text) > _LONGEST or REFUSED.search(text):
        raise fail("B052", f"this is longer than {_LONGEST} characters, or holds characters that cannot be printed")
    if column in ("date", "first_day"):
        return _date(text)
    if column == "time" and text and not _TIME.fullmatch(text):
        raise fail("B052", "this is no time", hint="write it as 14:30")
    if column == "lang" and text and not _LANGUAGE.fullmatch(text):
        raise fail("B052", "this is no language", hint="write it as en-GB")
    return text


def _date(text: str) -> datetime.date | None:
    try:
        found = datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise fail("B052", "this is no date", hint="write it as 2027-03-12") from None
    if found and not EARLIEST <= found <= LATEST:
        raise fail("B052", "this date is too far away", hint="look at the year")
    return found
