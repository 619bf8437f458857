"""Lines of a measure: nothing is lost, nothing runs over, nothing that belongs together is cut, headings are even."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.typeset.lines import Line, lines
from hsgleaflet.typeset.shape import Run, Shaped
from tests.samples import setter

PHONE = "020 7946 0018"
words = st.sampled_from(["a", "to", "womb", "about", "it.", "test,", "AVATAR", "office", "hysterosalpingogram", "é"])
pieces = st.one_of(words.map(lambda word: (word, False)), st.sampled_from([(PHONE, True), ("999", True)]))
texts = st.lists(pieces, min_size=1, max_size=25)
measures = st.floats(20, 400)


def run(text: str, *, solid: bool = False, lang: str = "en-GB") -> Run:
    return Run(text, "Regular", 14, "text", lang, "node", solid)


def shaped(*runs: Run, rtl: bool = False) -> Shaped:
    return Shaped(runs, rtl, setter().faces)


def spaced(found: list[tuple[str, bool]]) -> Shaped:
    """Words with a space between each two; some of them are solid."""
    first, *rest = (run(text, solid=solid) for text, solid in found)
    return shaped(first, *(one for later in rest for one in (run(" "), later)))


def told(found: tuple[Line, ...]) -> list[str]:
    return ["".join(segment.text for segment in line.segments) for line in found]


def cut(text: Shaped, made: tuple[Line, ...]) -> list[float]:
    """The widths of the unbreakable pieces that were cut, in points."""
    ends = {line.segments[-1].start + len(line.segments[-1].text) for line in made}
    bounds = pairwise([0, *text.stops])
    return [text.width(a, text.trimmed(a, b)) for a, b in bounds if any(a < end < b for end in ends)]


@given(texts, measures, st.booleans())
def test_no_character_is_lost_and_every_line_fits(
    found: list[tuple[str, bool]], measure: float, balanced: bool
) -> None:
    text = spaced(found)
    made = lines(text, measure, balanced=balanced)
    assert "".join(told(made)) == text.text
    for line, words in zip(made, told(made), strict=True):
        assert line.width <= measure + 0.01 or len(words.strip()) == 1
        inked = sum(segment.width for segment in line.segments)
        space = setter().faces.get("AtkinsonHyperlegibleNext-Regular").shape(" ", 0, 1, False, "en").advances[0] * 0.014
        assert line.width == pytest.approx(inked - space * words.endswith(" "), abs=0.5)


@given(texts, measures, st.booleans())
def test_what_fits_on_a_line_is_never_cut(found: list[tuple[str, bool]], measure: float, balanced: bool) -> None:
    text = spaced(found)
    assert all(width > measure for width in cut(text, lines(text, measure, balanced=balanced)))


@given(texts, measures)
def test_balance_and_company_never_need_more_lines(found: list[tuple[str, bool]], measure: float) -> None:
    text = spaced(found)
    fewest = _greedy(text, measure)
    assert len(lines(text, measure)) == fewest
    assert len(lines(text, measure, balanced=True)) == fewest


def _greedy(text: Shaped, measure: float) -> int:
    """How many lines are needed at the least, counted word by word."""
    count, start, end = 1, 0, 0
    for stop in text.stops:
        while text.width(start, text.trimmed(start, stop)) > measure + 1e-6:
            if end > start:
                start = end
            else:
                cut = start + 1
                while text.width(start, cut + 1) <= measure + 1e-6:
                    cut += 1
                space = text.text.rfind(" ", start + 1, cut + 1)
                start = end = space + 1 if space > start else cut
            count += 1
        end = stop
    return count


def test_lines_are_filled_one_after_the_other() -> None:
    text = shaped(run("The test takes about ten minutes and you can go home."))
    assert told(lines(text, 150)) == ["The test takes about ", "ten minutes and you ", "can go home."]


def test_a_last_word_gets_company() -> None:
    text = shaped(run("The test takes about ten minutes and you go home"))
    alone = text.width(0, text.text.index("home") - 1)
    assert [len(line.split()) for line in told(lines(text, alone))][-1] > 1


def test_headings_are_even() -> None:
    text = shaped(run("What happens on the day of the test and after it"))
    plain, even = (lines(text, 250, balanced=balanced) for balanced in (False, True))
    assert len(plain) == len(even) == 2
    assert abs(even[0].width - even[1].width) < abs(plain[0].width - plain[1].width)


@pytest.mark.parametrize("balanced", [False, True])
def test_a_phone_stays_whole_even_where_lines_are_made_shorter(balanced: bool) -> None:
    text = shaped(run("aaa "), run(PHONE, solid=True), run(" bbb"))
    room = shaped(run(PHONE)).edges[-1]
    assert told(lines(text, room + 1, balanced=balanced)) == ["aaa ", f"{PHONE} ", "bbb"]


@pytest.mark.parametrize("room", [40, 60, 90])
def test_what_is_wider_than_the_line_is_cut_at_a_space_or_anywhere(room: float) -> None:
    made = lines(shaped(run(PHONE, solid=True)), room)
    assert all(line.width <= room for line in made)
    assert [word for line in told(made) for word in line.split()] == PHONE.split()
    parts = told(lines(shaped(run("hysterosalpingogram")), room))
    assert "".join(parts) == "hysterosalpingogram"
    assert len(parts) > 1


def test_spaces_hang_at_the_end_of_a_line_and_count_for_nothing() -> None:
    exact = shaped(run("one two")).edges[-1]
    made = lines(shaped(run("one two     three")), exact)
    assert told(made) == ["one two     ", "three"]
    assert made[0].width == pytest.approx(exact, abs=0.01)


def test_right_to_left_lines_start_at_the_right() -> None:
    made = lines(shaped(run("צלצלו עכשיו אל המרפאה שלנו", lang="he"), rtl=True), 90)
    assert len(made) > 1
    for line in made:
        assert min(segment.x for segment in line.segments if segment.text.strip()) == pytest.approx(0, abs=0.01)
        assert line.segments[0].x >= line.segments[-1].x


def test_no_text_has_no_lines() -> None:
    assert lines(shaped(run("")), 100) == ()
