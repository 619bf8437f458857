"""Lists of people, and translations: cells that hide something, files that are none, words that got lost."""

from __future__ import annotations

from pathlib import Path

from hsgleaflet.problems import LeafletError
from hsgleaflet.work.personalise import People
from hsgleaflet.work.project import Project
from tests.hostile import Bad, changed

PO = "leaflets/locale/pl/demo.po"


def _read(name: str, project: Project, folder: Path) -> None:
    people = People(project, folder / name, folder / "clinic.yaml", "demo")
    if wrong := [problem for row in people.wrong() for problem in row]:
        raise LeafletError(wrong)


def rows(text: str | bytes) -> Bad:
    """A CSV file of people."""
    return Bad({"rows.csv": text}, lambda project, folder: _read("rows.csv", project, folder))


def lines(text: str | bytes) -> Bad:
    """A file of JSON lines of people."""
    return Bad({"rows.jsonl": text}, lambda project, folder: _read("rows.jsonl", project, folder))


def po(text: str | bytes) -> Bad:
    """A translation of the leaflet."""
    files = changed("clinic.yaml", "leaflets: [demo]", "leaflets: [demo]\nlanguages: [pl]")
    return Bad({**files, PO: text}, _translated)


def _translated(project: Project, folder: Path) -> None:
    project.catalogs("demo", "pl")


def entry(source: str, target: str) -> Bad:
    """A translation of one text."""
    return po(f'msgid ""\nmsgstr "Language: pl\\n"\n\nmsgctxt "title"\nmsgid "{source}"\nmsgstr "{target}"\n')


CASES: dict[str, Bad] = {
    "people of nothing": rows(""),
    "people without rows": rows("name\n"),
    "people in another encoding": rows("name\nAnn\nZoë\n".encode("latin-1")),
    "people in UTF-16": rows("name\nAnn\n".encode("utf-16")),
    "people between semicolons": rows("name;date\nAnn;2027-01-01\n"),
    "people between tabs": rows("name\tdate\nAnn\t2027-01-01\n"),
    "a column that is unknown": rows("nmae\nAnn\n"),
    "a column without a name": rows("name,\nAnn,x\n"),
    "a column twice": rows("name,name\nAnn,Bob\n"),
    "columns by the hundred thousand": rows("," * 500_000),
    "cells by the hundred thousand": rows("name\nAnn" + "," * 500_000),
    "a quote that never closes": rows('name\n"Ann\n' + "Bob\n" * 100_000),
    "a quote in the middle": rows('name\n"Ann" Bob\n'),
    "a cell of a megabyte": rows("name\n" + "A" * 1_000_000),
    "a cell of 201 letters": rows("name\n" + "A" * 201),
    "a NUL in a name": rows("name\nAnn\0\n"),
    "a bell in a name": rows("name\nAnn\a\n"),
    "an override in a name": rows("name\nAnn\u202e\n"),
    "an isolate in a place": rows("name,place\nAnn,\u2067here\n"),
    "a tag letter in a name": rows("name\nAnn\U000e0041\n"),
    "an old Mac's mistake": rows("name,time\rAnn,9:00\rBob,25:00\r"),
    "a mistake after a mark of byte order": rows("\ufeffname,time\r\nAnn,25:00\r\n"),
    "a day that is none": rows("name,date\nAnn,31/12/2027\n"),
    "a day after all days": rows("name,first_day\nAnn,9999-12-31\n"),
    "a day before all days": rows("name,date\nAnn,0001-01-01\n"),
    "a time that is none": rows("name,time\nAnn,noon\n"),
    "a format that is a path": rows("name,format\nAnn,../../etc/passwd\n"),
    "a language that is a path": rows("name,lang\nAnn,../../etc\n"),
    "wrong rows by the hundred thousand": rows("name\n" + "\a\n" * 50_000),
    "an object without end": lines('{"name":' * 100_000),
    "a list without end": lines('{"name":' + "[" * 100_000),
    "a list for an object": lines("[1]\n"),
    "half a character in JSON": lines('{"name": "\\ud800"}\n'),
    "an override behind an escape of JSON": lines('{"name": "Ann\\u202e"}\n'),
    "a NUL behind an escape of JSON": lines('{"name": "Ann\\u0000"}\n'),
    "a number for a name": lines('{"name": 7}\n'),
    "a number without end": lines('{"name": ' + "9" * 100_000 + "}\n"),
    "no number at all": lines('{"name": NaN}\n'),
    "an object in a name": lines('{"name": {"a": "b"}}\n'),
    "a translation that lost a question": entry("It takes {minutes}.", "To trwa."),
    "a translation of another question": entry("It takes {minutes}.", "To trwa {hours}."),
    "a translation with a new question": entry("It is short.", "To trwa {minutes}."),
    "a translation of another number": entry("Take 5 mg.", "Weź 50 mg."),
    "a translation that lost its source": entry("It hurts [@LF-CUH].", "To boli."),
    "a translation with another address": entry("[Here](https://a.example)", "[Tu](https://evil.example)"),
    "a translation with a broken brace": entry("It is short.", "To jest {krótkie."),
    "a translation with bold without end": entry("It is short.", "To jest **krótkie."),
    "a translation of printf": entry("It takes {minutes}.", "To trwa %(minutes)s."),
    "a translation that turns its text": entry("Take 5 mg.", "Weź \u202e5 mg."),
    "a translation with a NUL": entry("Take 5 mg.", "Weź \0 5 mg."),
    "a translation with an escape of the terminal": entry("A", "A\x1b[31m"),
    "a translation of ten thousand letters": entry("A", "a" * 10_001),
    "a translation twice": po('msgctxt "title"\nmsgid "A"\nmsgstr "B"\n\nmsgctxt "title"\nmsgid "A"\nmsgstr "C"\n'),
    "a translation that is a web page": po("<!DOCTYPE html>\n<p>Not found</p>\n"),
    "a translation without quotes": po("msgid A\nmsgstr B\n"),
    "a translation in another encoding": po('msgid "A"\nmsgstr "Wed\u0142ug"\n'.encode("iso-8859-2")),
    "a translation that says another encoding": po('"Content-Type: text/plain; charset=none\\n"\n'),
    "a translation of a megabyte": po('msgid "A"\nmsgstr ""\n' + '"a"\n' * 250_000),
    "braces without end in a translation": entry("A", "{" * 4900),
    "mistakes without end in a translation": po("".join(f'msgid "{n}"\nmsgstr "x"\n\n' for n in range(9_000))),
}
