"""Where a line may start: never inside a number, a dose, a time, a phone number, a date or an address."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.typeset.breaks import line_starts

WHOLE = [
    "200 mg",
    "1.5 ml",
    "38 °C",
    "4 mSv",
    "10 mm",
    "50 %",
    "1,000 people",
    "30 minutes",
    "2 to 3 weeks",
    "10 to 30 min",
    "1 in 100",
    "97 out of 100",
    "20 to 27 in 1,000",
    "8.30 am",
    "8.30am to 5pm",
    "9 am to 5 pm",
    "020 7946 0018",
    "+44 20 7946 0018",
    "(020) 7946 0018",
    "+1 (212) 555-0199",
    "07700 900123",
    "23 November 2026",
    "3 Nov 2026",
    "3 November",
    "day 6 to day 12",
    "Day 1",
    "days 6 to 12",
    "version 1.0",
    "https://example.org/a-b/c-d?e=f-g",
    "www.example.org/women-and-men",
    "example.org/riverside-clinic/level-2",
    "my-clinic.nhs.uk",
    "first-last@women-clinic.example.org",
    "X-ray",
]
"""What a reader must never find on two lines."""


def pieces(text: str, solid: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """The unbreakable pieces of a text."""
    stops = [0, *line_starts(text, solid), len(text)]
    return [text[start:end] for start, end in pairwise(stops)]


@pytest.mark.parametrize(
    "whole", ["1 na 100", "3 do 8 na 100\u00a0000", "5 de cada 100", "26 sur 1\u202f000", "2 din 1.000"]
)
def test_a_number_stays_with_what_it_is_out_of_in_other_languages(whole: str) -> None:
    text = f"ponad {whole} osób, 7 lub więcej na 10"
    stops = [0, *line_starts(text, english=False), len(text)]
    found = [text[start:end].strip() for start, end in pairwise(stops)]
    assert found[1].startswith(whole)
    assert found[-1] == "10"


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("around", ["Take {} now", "{}", "({}).", "say “{}”, then"])
def test_what_belongs_together_is_never_split(whole: str, around: str) -> None:
    assert any(whole in piece for piece in pieces(around.format(whole)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One two  three", ["One ", "two  ", "three"]),
        ("well-known and/or so-so", ["well-", "known ", "and/", "or ", "so-", "so"]),
        ("mid\u2011day test", ["mid\u2011day ", "test"]),
        ("200\u00a0mg now", ["200\u00a0mg ", "now"]),
        ("long\u200bword", ["long\u200b", "word"]),
        ("10-12 or 1/2", ["10-12 ", "or ", "1/2"]),
        ("at 5 or 6 we go", ["at ", "5 ", "or ", "6 ", "we ", "go"]),
        ("in 2026 people came", ["in ", "2026 people ", "came"]),
        ("trailing ", ["trailing "]),
        ("", [""]),
    ],
)
def test_lines_start_after_spaces_hyphens_and_slashes_between_words(text: str, found: list[str]) -> None:
    assert pieces(text) == found


def test_what_the_clinic_gave_stays_whole() -> None:
    text = "Ask on ext 44 at desk B today"
    assert pieces(text, ((7, 24),)) == ["Ask ", "on ", "ext 44 at desk B ", "today"]
    assert pieces(text, ((0, len(text)),)) == [text]


# --- Chinese and Japanese


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("子宮鏡檢查", ["子", "宮", "鏡", "檢", "查"]),
        ("請打電話。謝謝！", ["請", "打", "電", "話。", "謝", "謝！"]),
        ("（重要）事項", ["（重", "要）", "事", "項"]),
        ("「話」、「話」", ["「話」、", "「話」"]),
        ("ちょっと待って", ["ちょっ", "と", "待っ", "て"]),
        ("约30分钟", ["约", "30", "分", "钟"]),
        ("请打020 7946 0018。", ["请", "打", "020 7946 0018。"]),
        ("做HSG检查", ["做", "HSG", "检", "查"]),
    ],
)
def test_chinese_and_japanese_break_between_characters_but_not_at_their_punctuation(
    text: str, found: list[str]
) -> None:
    assert pieces(text) == found


# --- whatever is written

texts = st.text(st.sampled_from("ab1 2.,-/:@（）。字词\u00a0\u200bmg"), max_size=40)


@given(texts)
def test_starts_are_in_order_and_inside_the_text(text: str) -> None:
    found = line_starts(text)
    assert found == sorted(set(found))
    assert all(0 < start < len(text) for start in found)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_no_line_starts_inside_what_is_solid(text: str, low: int, high: int) -> None:
    assert not any(low < start < high for start in line_starts(text, ((low, high),)))


@given(texts)
def test_no_line_starts_with_a_space(text: str) -> None:
    assert not any(text[start] == " " for start in line_starts(text))
