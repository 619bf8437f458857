"""Properties of the bidi functions, and the cases that leaflets rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.typeset.bidi import mirrored, needs_bidi, reorder, reset_whitespace, resolve

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
RLM, LRE, RLE, RLO, PDF = "\u200f", "\u202a", "\u202b", "\u202e", "\u202c"
BEIT, SEEN, ALEF_HEBREW = "\u0628", "\u0633", "\u05d0"
CALL_US = "\u0627\u062a\u0635\u0644\u0648\u0627 \u0628\u0646\u0627 {} \u0627\u0644\u0622\u0646"
CALL_US_HEBREW = "\u05d4\u05ea\u05e7\u05e9\u05e8\u05d5 {} \u05e2\u05db\u05e9\u05d9\u05d5"
CALL_US_URDU = "\u06c1\u0645\u06cc\u06ba {} \u067e\u0631 \u06a9\u0627\u0644 \u06a9\u0631\u06cc\u06ba\u06d4"

NOT_RAISING = "aZ5+,%\u0300\u00ad\t .!()[]\u2329\u3009\u202c\u2069"
CHARACTERS = NOT_RAISING + f"{BEIT}{ALEF_HEBREW}\u0663\u064b{LRI}{RLI}{FSI}{LRE}{RLE}\u202d{RLO}"
texts = st.text(st.sampled_from(CHARACTERS), max_size=40)
lines = st.lists(st.integers(0, 126), max_size=40)
bases = st.sampled_from([0, 1])


def visual(text: str, base: int | None = None) -> str:
    return "".join(text[index] for index in reorder(resolve(text, base)[0]))


@given(texts, bases)
def test_every_character_has_a_level_from_the_base_up(text: str, base: int) -> None:
    levels, paragraph = resolve(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= 126 for level in levels)
    assert paragraph == base


@given(texts)
def test_without_a_base_the_first_strong_level_is_the_base(text: str) -> None:
    levels, paragraph = resolve(text)
    assert (levels, paragraph) == resolve(text, paragraph)


@given(st.text(st.sampled_from(NOT_RAISING)))
def test_quick_exit_agrees_with_the_rules(text: str) -> None:
    assert not needs_bidi(text)
    beside_hebrew = f"{text}\n{ALEF_HEBREW}"
    assert resolve(text, 0)[0] == resolve(beside_hebrew, 0)[0][: len(text)]


@given(texts, texts, bases)
def test_paragraphs_do_not_touch_each_other(first: str, second: str, base: int) -> None:
    together = resolve(f"{first}\u2029{second}", base)[0]
    assert together == (*resolve(first, base)[0], base, *resolve(second, base)[0])


@given(st.text(st.sampled_from(f"a5 ({BEIT}\u0663")), texts.filter(lambda text: not {PDI, "\t"} & set(text)), bases)
def test_what_an_isolate_holds_does_not_reach_out(outside: str, inside: str, base: int) -> None:
    """A tab does: it resets what stands before it (L1)."""
    isolate = f"{FSI}{inside.translate(dict.fromkeys(map(ord, LRI + RLI + FSI)))}{PDI}"
    before, after = outside[::2], outside[1::2]
    levels = resolve(before + isolate + after, base)[0]
    empty = resolve(before + FSI + PDI + after, base)[0]
    assert levels[: len(before) + 1] == empty[: len(before) + 1]
    assert levels[len(before) + len(isolate) - 1 :] == empty[len(before) + 1 :]


@given(texts, bases)
def test_whitespace_of_a_resolved_text_is_already_reset(text: str, base: int) -> None:
    levels = resolve(text, base)[0]
    assert reset_whitespace(text, levels, base) == levels


@given(texts, bases, st.data())
def test_resetting_whitespace_twice_is_resetting_it_once(text: str, base: int, data: st.DataObject) -> None:
    levels = data.draw(st.lists(st.integers(base, 126), min_size=len(text), max_size=len(text)))
    once = reset_whitespace(text, levels, base)
    assert reset_whitespace(text, once, base) == once


@given(lines)
def test_reorder_is_a_permutation(levels: list[int]) -> None:
    assert sorted(reorder(levels)) == list(range(len(levels)))


@given(lines)
def test_reorder_does_what_l2_says_step_by_step(levels: list[int]) -> None:
    order = list(range(len(levels)))
    for threshold in range(126, 0, -1):
        if any(level & 1 and level <= threshold for level in levels):
            order = reverse_runs(order, [levels[index] >= threshold for index in order])
    assert reorder(levels) == order


def reverse_runs(order: list[int], flags: list[bool]) -> list[int]:
    result: list[int] = []
    run: list[int] = []
    for index, flag in zip(order, flags, strict=True):
        if flag:
            run.insert(0, index)
        else:
            result += [*run, index]
            run = []
    return result + run


@pytest.mark.parametrize("text", ["", "plain text", "caf\u00e9 \u2013 5 \u03bcg", "\u0e15\u0e23\u0e27\u0e08"])
@pytest.mark.parametrize("base", [None, 0])
def test_text_without_right_to_left_characters_is_level_0(text: str, base: int | None) -> None:
    assert resolve(text, base) == ((0,) * len(text), 0)


def test_left_to_right_text_in_a_right_to_left_paragraph_is_level_2_but_for_its_end() -> None:
    assert resolve("Take 2.", 1) == ((2, 2, 2, 2, 2, 2, 1), 1)


@pytest.mark.parametrize("base", [-1, 2])
def test_only_0_and_1_are_paragraph_levels(base: int) -> None:
    with pytest.raises(ValueError, match=str(base)):
        resolve("a", base)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"12 {BEIT} a", 1),
        (f"12 a {BEIT}", 0),
        (f"{RLI}{BEIT}{PDI} a {BEIT}", 0),
        (f"{LRI}a{PDI} {BEIT} a", 1),
        (f"{LRI}a {BEIT}", 0),
        (f"{PDI}{BEIT}", 1),
        (f"{LRI}12\n{BEIT}", 1),
        (f"12{RLI}", 0),
    ],
)
def test_first_strong_character_outside_isolates_sets_the_paragraph_level(text: str, level: int) -> None:
    assert resolve(text)[1] == level


PHONES = ["020 7946 0000", "+44 (0)20 7946 0000", "0800-123-4567", "020 7946 0000 ext. 12"]


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize("sentence", [CALL_US, CALL_US_HEBREW, CALL_US_URDU])
@pytest.mark.parametrize("initiator", [LRI, FSI])
def test_isolated_phone_number_stays_in_one_left_to_right_run(phone: str, sentence: str, initiator: str) -> None:
    text = sentence.format(f"{initiator}{phone}{PDI}")
    levels, paragraph = resolve(text)
    start = text.index(phone)
    assert paragraph == 1
    assert set(levels[start : start + len(phone)]) == {2}
    assert f"{PDI}{phone}{initiator}" in visual(text)


def test_phone_number_that_is_not_isolated_falls_apart() -> None:
    assert "0000 7946 020" in visual(CALL_US.format("020 7946 0000"))


def test_text_around_an_isolate_reads_on_in_its_own_direction() -> None:
    text = f"{BEIT} {LRI}500 mg{PDI} {SEEN}"
    assert visual(text) == f"{SEEN} {PDI}500 mg{LRI} {BEIT}"


def test_brackets_around_left_to_right_text_follow_the_paragraph() -> None:
    text = f"{BEIT} (MRI) {SEEN}"
    assert resolve(text)[0] == (1, 1, 1, 2, 2, 2, 1, 1, 1)


def test_canonically_equivalent_brackets_pair() -> None:
    assert resolve("a\u2329b\u3009", 1)[0] == resolve("a\u3008b\u232a", 1)[0] == (2, 2, 2, 2)


def test_too_many_open_brackets_leave_all_brackets_of_the_sequence_unpaired() -> None:
    deep = "(" * 64
    assert resolve("a(b)", 1)[0] == (2, 2, 2, 2)
    assert resolve(f"a(b){deep}", 1)[0][:4] == (2, 2, 2, 1)
    assert resolve(f"a{deep}{LRI}x{PDI}b)", 1)[0][-1] == 1


def test_override_reaches_isolate_controls_but_not_their_content() -> None:
    text = f"{RLO}a{LRI}b{PDI}c{PDF}d"
    levels = resolve(text, 0)[0]
    assert levels[1:6] == (1, 1, 2, 1, 1)
    assert levels[7] == 0


TO_LEVEL_124 = (RLE + LRE) * 62
TO_LEVEL_125 = TO_LEVEL_124 + RLE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param(f"{TO_LEVEL_125}a", 126, id="deepest embedding"),
        pytest.param(f"{TO_LEVEL_124}{RLI}a", 126, id="deepest isolate"),
        pytest.param(f"{TO_LEVEL_125}{RLE}a", 126, id="overflowing embedding"),
        pytest.param(f"{TO_LEVEL_125}{RLE}{PDF}a", 126, id="its end"),
        pytest.param(f"{TO_LEVEL_125}{RLI}{PDF}a", 126, id="embedding's end in an overflowing isolate"),
        pytest.param(f"{TO_LEVEL_125}{RLI}{PDI}{PDF}a", 124, id="embedding's end after it"),
        pytest.param(f"{TO_LEVEL_124}{LRE}{RLE}a", 124, id="embedding in an overflowing embedding"),
        pytest.param(f"{TO_LEVEL_124}{LRE}{RLI}a", 124, id="isolate in an overflowing embedding"),
        pytest.param(f"{TO_LEVEL_124}{LRI}{RLE}a", 124, id="embedding in an overflowing isolate"),
        pytest.param(f"{RLI}{TO_LEVEL_125}{RLE}{PDI}{RLE}a", 2, id="isolate's end forgets overflow"),
    ],
)
def test_levels_end_at_125(text: str, level: int) -> None:
    assert resolve(text, 0)[0][-1] == level


def test_trailing_isolate_controls_and_spaces_take_the_paragraph_level() -> None:
    assert resolve(f"a {RLI}{BEIT} {PDI} ", 0)[0] == (0, 0, 0, 1, 0, 0, 0)


def test_removed_characters_take_the_level_of_the_one_before() -> None:
    assert resolve(f"\u200b{BEIT}\u200d{SEEN}a{RLE}a", 0)[0] == (0, 1, 1, 1, 0, 0, 2)


def test_a_line_broken_out_of_a_paragraph_resets_its_trailing_space() -> None:
    text = "See MRI here"
    levels = resolve(text, 1)[0]
    assert levels[3] == 2
    assert reset_whitespace(text[:4], levels[:4], 1) == (2, 2, 2, 1)


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        ([], []),
        ([0, 0], [0, 1]),
        ([2, 2], [0, 1]),
        ([1, 1, 2, 2, 1], [4, 2, 3, 1, 0]),
        ([0, 1, 3], [0, 2, 1]),
    ],
)
def test_reorder(levels: list[int], order: list[int]) -> None:
    assert reorder(levels) == order


@pytest.mark.parametrize(("char", "mirror"), ["()", "][", "\u00ab\u00bb", "\u2264\u2265", "aa", "//", "\u201c\u201c"])
def test_mirrored(char: str, mirror: str) -> None:
    assert mirrored(char) == mirror
    assert mirrored(mirror) == char


@pytest.mark.parametrize("text", [BEIT, f"a {ALEF_HEBREW}", f"a{RLM}", f"{LRI}a{PDI}", f"{RLE}a{PDF}"])
def test_needs_bidi(text: str) -> None:
    assert needs_bidi(text)
