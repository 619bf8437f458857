"""What a reader would notice between two readings, and how much it matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.compose.changes import advice, changes, marked, numbers_apart
from hsgleaflet.compose.reading import Passage, reading
from hsgleaflet.model.document import plain_text
from tests.samples import document, leaflet_values

LINES = st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1), max_size=6)


def passage(*lines: str, heading: str = "What is it?", part: str = "what-it-is", node: str = "1") -> Passage:
    return Passage(node, part, heading, lines)


def pairs(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in changes(old, new)]


# --- reading


def test_a_reading_has_every_word_of_the_document_under_its_heading() -> None:
    found = document()
    passages = reading(found)
    told = " ".join(word for one in passages for line in (one.heading, *one.lines) for word in line.split())
    for line in plain_text(found).splitlines():
        assert all(word in told for word in line.split() if len(word) > 1)  # no bullets, no numbers of steps
    assert [one.part for one in passages if one.part] == [part["part"] for part in leaflet_values()["sections"]]


# --- changes


def test_the_same_has_no_changes() -> None:
    found = reading(document())
    assert changes(found, found) == ()


def test_lines_come_go_and_change() -> None:
    old = (passage("You lie down on your back.", "It takes an hour.", "Rest."),)
    new = (passage("You lie down on your left side.", "Rest.", "Then go home with a friend."),)
    assert pairs(old, new) == [
        ("You lie down on your back.", "You lie down on your left side."),
        ("It takes an hour.", ""),
        ("", "Then go home with a friend."),
    ]


def test_parts_come_and_go_and_are_found_again_under_another_heading() -> None:
    first, second = passage("One."), passage("Two.", heading="Risks", part="risks", node="2")
    renamed = passage("One.", heading="What is this?")
    assert pairs((first,), (first, second)) == [("", "Risks"), ("", "Two.")]
    assert pairs((first, second), (second,)) == [("What is it?", ""), ("One.", "")]
    assert pairs((first,), (renamed,)) == [("What is it?", "What is this?")]


@given(LINES, LINES)
def test_no_line_is_lost_in_a_comparison(old: list[str], new: list[str]) -> None:
    found = changes((passage(*old),), (passage(*new),))
    gone, come = [one.old for one in found if one.old], [one.new for one in found if one.new]
    assert sorted([line for line in old if line not in gone]) == sorted(line for line in new if line not in come) or (
        sorted(old + come) == sorted(new + gone)
    )


@given(st.text(), st.text())
def test_marked_words_make_both_lines_again(old: str, new: str) -> None:
    found = marked(old, new)
    assert "".join(text for mark, text in found if mark != "added") == old
    assert "".join(text for mark, text in found if mark != "removed") == new


# --- advice


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        (("It is a test.",), ("It is a test.",), "none"),
        (("It is a short test.",), ("It is a brief test.",), "minor"),
        (("It takes 10 minutes.",), ("It takes 20 minutes.",), "major"),
        (("You can eat.",), ("You can not eat.",), "major"),
        (("It is a test.",), ("It is a test.", "It is safe."), "major"),
        (("It is a test.", "It is safe."), ("It is a test.",), "major"),
    ],
)
def test_numbers_negations_and_whole_lines_make_a_version_major(
    old: tuple[str, ...], new: tuple[str, ...], level: str
) -> None:
    found = advice(changes((passage(*old),), (passage(*new),)))
    assert found.level == level
    assert bool(found.reasons) == (level != "none")


def test_any_word_that_keeps_a_reader_safe_makes_a_version_major() -> None:
    old, new = (passage(f"It is a {word} test.", part="risks", heading="Risks") for word in ("short", "brief"))
    assert advice(changes((old,), (new,))).reasons == ("“Risks” keeps a reader safe",)


# --- translations


def test_of_a_translation_only_numbers_and_missing_parts_are_compared() -> None:
    english = passage("Ring 020 7123 4567, 8.30am to 5pm. 1 in 1,000."), passage("More.", heading="More", node="2")
    polish = (passage("08:30 do 17:00, 020 7123 4567. 1 na 1 000.", heading="Co to jest?"),)
    assert [(one.old, one.new) for one in numbers_apart(english, polish)] == [("More", "")]
    wrong = (passage("08:30 do 17:00, 020 7123 4567. 1 na 100.", heading="Co to jest?"),)
    (first, _) = numbers_apart(english, wrong)
    assert "1000" in first.old
    assert "1000" not in first.new
