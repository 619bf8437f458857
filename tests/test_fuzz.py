"""Whatever a reader is given, it makes a value of it or a LeafletError, never another exception.

Bytes are changed files, texts made of the words and marks of each language, and whole files whose values are anything.
`python -m tests.fuzz` does the same for longer, led by what was reached.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hsgleaflet.problems import LeafletError
from hsgleaflet.read.catalog import differences
from tests import fuzz
from tests.readers import READERS, outcome

SOME, MANY = settings(max_examples=40), settings(max_examples=600)
MARKS = {
    "markup": ["**", "{", "}", "[", "](", ")", "[@", "@", ";", "\\", "https://", "mailto:", "a", " ", "\n", ".", "é"],
    "po": [
        "msgid", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]", '"', '"a"', ' "{a}"', " ", "\n", "#", "#~", "#,",
        "#|", "fuzzy", "\\", "\\n", "1", "[@A]", "X-Translator-Kind: ", "Content-Type: text/plain; charset=x",
    ],
    "csv": ["name", "date", "lang", "format", ",", '"', "\n", "\r", "=1", "Ann", "2027-01-01", "9:30", "\0", ";", "\t"],
    "jsonl": ["{", "}", "[", "]", '"name"', '"date"', ":", ",", '"a"', "1", "null", "\\ud800", "\n", "1e999", "NaN"],
    "svg": [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">', "</svg>", "<g ", "<path d='", "'/>", ">", "M0 0",
        "a1 1 0 0 1 9", "1e9", "transform='scale(", ")", "fill='", "red", "&#0;", "<!--", "<![CDATA[", "<?x", "</g>",
    ],
    "answer": ["0", "9", "+", " ", "min", "hours", "to", "-", "[", ",", "]", "https://", ".", "a", "/", "٣"],
    "leaflet": [
        "a", ": ", "- ", "? ", "\n", "  ", "{", "}", "[", "]", ",", "&x ", "*x", "!!map ", "!x", "|", ">", '"', "'",
        "\\u202e", "#", " #", "%", "---", "...", "<<", "~", "12:30", "\t", "\r", "\u2028", "sections", "title",
    ],
}  # fmt: skip
MARKS |= dict.fromkeys(("clinic", "brand", "passages", "records"), MARKS["leaflet"])


@st.composite
def changed(draw: st.DrawFn, name: str) -> bytes:
    """A file that the reader reads, with bytes taken out, put in or doubled."""
    data = bytearray(draw(st.sampled_from(READERS[name].seeds)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        pieces = [st.just(b""), st.just(bytes(data[start:end]) * 2), st.binary(max_size=6)]
        words = [mark.encode("utf-8", "surrogatepass") for mark in MARKS.get(name, [])]
        data[start:end] = draw(st.one_of(*pieces, *([st.sampled_from(words)] if words else [])))
    return bytes(data)


def said(name: str) -> st.SearchStrategy[bytes]:
    """A text of the reader's own words and marks."""
    return st.lists(st.sampled_from(MARKS[name]), max_size=30).map(lambda parts: "".join(parts).encode())


SCALARS = st.one_of(
    st.text(max_size=12), st.integers(), st.floats(), st.none(), st.booleans(), st.dates(),
    st.sampled_from(["{minutes}", "**a", "[@LF-CHU]", "2026-11-23", "9" * 5000, "true", "a-b", "../a", "inf", "en-GB"]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@st.composite
def filled(draw: st.DrawFn, name: str) -> bytes:
    """A whole file, one or two of whose values are anything."""
    value = yaml.load(READERS[name].seeds[0], Loader=yaml.CSafeLoader)
    for _ in range(draw(st.integers(1, 2))):
        place = value
        while isinstance(place, dict | list) and place:
            key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or not place[key] or draw(st.integers(0, 2)) == 0:
                place[key] = draw(TREES)
                break
            place = place[key]
    return yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")


STRUCTURES = ("leaflet", "clinic", "brand")
KINDS: list[tuple[str, Callable[[str], st.SearchStrategy[bytes]]]] = [
    *((name, changed) for name in READERS),
    *((name, said) for name in MARKS),
    *((name, filled) for name in STRUCTURES),
]
IDS = [f"{name}-{kind.__name__}" for name, kind in KINDS]


def hold(name: str, kind: Callable[[str], st.SearchStrategy[bytes]], many: settings) -> None:
    @many
    @given(kind(name))
    def any_bytes(data: bytes) -> None:
        outcome(name, data)

    any_bytes()


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=IDS)
def test_anything_is_a_value_or_a_leaflet_error(name: str, kind: Callable[[str], st.SearchStrategy[bytes]]) -> None:
    hold(name, kind, SOME)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("name", "kind"), KINDS, ids=IDS)
def test_a_great_many_things_are_a_value_or_a_leaflet_error(
    name: str, kind: Callable[[str], st.SearchStrategy[bytes]]
) -> None:
    hold(name, kind, MANY)


@given(st.lists(st.sampled_from(["{a}", "{b}", "1", "25", "[@A]", "[x](https://a.example)", "word"]), max_size=6))
@settings(max_examples=100)
def test_a_translation_that_keeps_every_mark_is_accepted_and_one_that_loses_a_mark_is_not(marks: list[str]) -> None:
    source = " ".join(marks)
    assert list(differences(source, " ".join(["słowo", *marks, "słowo"]))) == []
    for lost in (mark for mark in marks if mark != "word"):
        assert list(differences(source, source.replace(lost, "", 1)))


@given(st.text(max_size=30))
@settings(max_examples=100)
def test_a_name_is_printed_as_it_was_given_or_refused(name: str) -> None:
    found = outcome("jsonl", json.dumps({"name": name}).encode())
    if isinstance(found, list):
        ((row, wrong),) = found
        assert wrong or row.name == " ".join(name.split())


def test_every_reader_reads_a_seed_of_its_own() -> None:
    read = [name for name, reader in READERS.items() if not isinstance(outcome(name, reader.seeds[0]), Exception)]
    assert set(READERS) - set(read) <= {"font", "records"}, "their seeds are too small to be whole"


@pytest.mark.parametrize("name", ["leaflet", "passages", "clinic", "brand", "po", "svg", "font"])
def test_the_fuzzer_begins_with_pieces_that_a_reader_gets_far_with(name: str) -> None:
    pieces = list(fuzz.shipped(name))
    said = [outcome(name, piece) for piece in pieces]
    codes = {problem.code for one in said if isinstance(one, LeafletError) for problem in one.problems}
    assert pieces
    assert max(map(len, pieces)) < 6000
    assert not codes & {"F003", "S003", "S013", "S017", "S018"}, "refused before its schema"


def test_the_fuzzer_knows_the_words_of_a_schema() -> None:
    assert {"key_points: ", "part: ", "what-it-is", "&x "} <= set(fuzz.words("leaflet"))
    assert {"out_of_hours: ", "country: "} <= set(fuzz.words("clinic"))
