"""Problems as people read them: the place, the line with a caret, the hint."""

import pickle

import pytest

from hsgleaflet.problems import LeafletError, Location, Problem, Severity, did_you_mean, fail, render, visible

LINES = ["schema_version: 1", "leaflet: hsg", "titel: HSG test"]


def lines_of(file: str) -> list[str] | None:
    return LINES if file == "leaflets/hsg.yaml" else None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Location("a.yaml"), "a.yaml"),
        (Location("a.yaml", 3), "a.yaml:3"),
        (Location("a.yaml", 3, 7), "a.yaml:3:7"),
        (Location("a.yaml", 0, 7), "a.yaml"),
    ],
)
def test_a_place_says_no_more_than_is_known(place: Location, said: str) -> None:
    assert str(place) == said


def test_a_problem_is_shown_with_its_line_a_caret_and_a_hint() -> None:
    at = Location("leaflets/hsg.yaml", 3, 1)
    problem = Problem(code="S012", message='unknown key "titel"', at=at, hint='did you mean "title"?')
    assert render(problem, lines_of) == (
        'leaflets/hsg.yaml:3:1: error S012: unknown key "titel"\n'
        "    titel: HSG test\n"
        "    ^\n"
        '  hint: did you mean "title"?'
    )


def test_the_caret_stands_under_the_column() -> None:
    shown = render(Problem(code="S010", message="m", at=Location("leaflets/hsg.yaml", 3, 8)), lines_of).splitlines()
    assert shown[2].index("^") == shown[1].index("HSG")


@pytest.mark.parametrize(
    "at",
    [
        None,
        Location("elsewhere.yaml", 1, 1),
        Location("leaflets/hsg.yaml"),
        Location("leaflets/hsg.yaml", 4, 1),
    ],
)
def test_a_line_that_is_not_at_hand_is_left_out(at: Location | None) -> None:
    assert len(render(Problem(code="S010", message="m", at=at), lines_of).splitlines()) == 1


def test_without_a_column_there_is_no_caret() -> None:
    shown = render(Problem(code="S010", message="m", at=Location("leaflets/hsg.yaml", 2)), lines_of)
    assert shown.splitlines()[1:] == ["    leaflet: hsg"]


@pytest.mark.parametrize("column", [1, 150, 399, 400])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(0x4E00 + index) for index in range(400))  # every character is another one
    problem = Problem(code="M001", message="m", at=Location("f", 1, column))
    shown, caret = render(problem, lambda file: [line]).splitlines()[1:]
    assert shown[caret.index("^")] == line[column - 1]
    assert len(shown) <= 120


def test_a_tab_moves_the_caret_by_one_place_only() -> None:
    shown = render(Problem(code="S010", message="m", at=Location("f", 1, 4)), lambda file: ["\t\t key: x\r\n"])
    assert shown.splitlines()[1:] == ["       key: x", "       ^"]


@pytest.mark.parametrize(
    "char", ["\x1b", "\x07", "\x85", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\U000e0041"]
)
def test_what_would_act_on_a_terminal_is_spelt_out(char: str) -> None:
    name = f"<U+{ord(char):04X}>"
    problem = Problem(code="M001", message=f"m{char}", at=Location("f", 1, 3), hint=f"h{char}")
    assert render(problem, lambda file: [f"a{char}b"]).splitlines() == [
        f"f:1:3: error M001: m{name}",
        f"    a{name}b",
        " " * (5 + len(name)) + "^",
        f"  hint: h{name}",
    ]


def test_letters_of_all_scripts_are_shown_as_they_are() -> None:
    text = "é ж ع क\u093f क\u094d\u200dष ไ 中 – ☐"
    assert visible(text) == text


def test_severity_is_named() -> None:
    problem = Problem(code="L002", message="too full", severity=Severity.WARNING)
    assert str(problem) == "warning L002: too full"


def test_an_error_carries_all_of_its_problems() -> None:
    problems = [Problem(code="S010", message="one"), Problem(code="S011", message="two")]
    error = LeafletError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "error S010: one\nerror S011: two"


def test_an_error_travels_between_processes() -> None:
    error = fail("S010", "message", Location("f", 1, 2), "hint")
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


@pytest.mark.parametrize(
    ("word", "said"),
    [("titel", 'did you mean "title"?'), ("Title", 'did you mean "title"?'), ("zzz", ""), ("", "")],
)
def test_the_nearest_word_is_offered(word: str, said: str) -> None:
    assert did_you_mean(word, ["title", "purpose"]) == said
