"""Values changed in a YAML text: those and nothing else, or nothing at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.model.base import Path
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.edit import Change, edited
from hsgleaflet.read.nodes import Plain, plain

TEXT = """\
# who we are
clinic: riverside   # short
phone: "020 7946 0018"
hours: {days: mon-fri, from: "08:30"}
say: 'it''s ours'
long: >
  folded
  words
# what they asked
answers:
  hsg:
    window: [6, 12]    # days
    # how long?
    time: 30 min

  empty:
list:
  - one
  - two   # second
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("phone",), "020 7946 0099", '"020 7946 0018"', '"020 7946 0099"'),
        (("clinic",), "eastside", "riverside   #", "eastside   #"),
        (("clinic",), "a: b # c", "riverside   #", '"a: b # c"   #'),
        (("say",), "it's theirs", "'it''s ours'", "'it''s theirs'"),
        (("hours", "from"), "09:00", '"08:30"', '"09:00"'),
        (("hours", "to"), "17:00", '"08:30"}', '"08:30", to: "17:00"}'),
        (("answers", "hsg", "window"), ["7", "11"], "[6, 12]", "[7, 11]"),
        (("answers", "hsg", "time"), None, "    time: 30 min\n", ""),
        (("answers", "hsg", "dye"), "water", "time: 30 min\n", "time: 30 min\n    dye: water\n"),
        (("answers", "all", "who"), "we", "  empty:\n", "  empty:\n  all:\n    who: we\n"),
        (("answers", "empty", "who"), "we", "  empty:\n", "  empty:\n    who: we\n"),
        (("long",), "short", ">\n  folded\n  words\n", "short\n"),
        (("long",), None, "long: >\n  folded\n  words\n", ""),
        (("list", 1), "2nd", "two   #", '"2nd"   #'),
        (("list", 2), "three", "# second\n", "# second\n  - three\n"),
        (("new",), {"deep": {"a": "1"}}, "# second\n", "# second\nnew:\n  deep:\n    a: 1\n"),
        (("none",), "no", "# second\n", '# second\nnone: "no"\n'),
    ],
)
def test_one_value_changes_and_nothing_else(path: Path, value: Plain, old: str, new: str) -> None:
    assert edited(TEXT, "x", [Change(path, value)]) == TEXT.replace(old, new, 1)


def test_line_ends_and_the_mark_at_the_start_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    assert edited(text, "x", [Change(("clinic",), "east")]) == text.replace("riverside", "east")


def test_what_is_the_same_is_not_touched() -> None:
    assert edited(TEXT, "x", [Change(("hours", "days"), "mon-fri"), Change(("nothing",), None)]) == TEXT


def test_an_only_entry_goes_with_what_held_it() -> None:
    assert edited("a: 1\nb:\n  c:\n    d: 2\n", "x", [Change(("b", "c", "d"), None)]) == "a: 1\n"


def test_entries_of_a_flow_mapping_go_with_their_comma() -> None:
    assert edited("a: {b: 1, c: 2}\n", "x", [Change(("a", "b"), None)]) == "a: {c: 2}\n"
    assert edited("a: {b: 1, c: 2}\n", "x", [Change(("a", "c"), None)]) == "a: {b: 1}\n"


def test_a_new_file_begins_with_what_it_says() -> None:
    assert edited("", "x", [Change(("color", "primary"), "#0f4c5c")]) == 'color:\n  primary: "#0f4c5c"\n'
    assert edited("# ours\n", "x", [Change(("a",), "b")]) == "# ours\na: b\n"


def test_a_list_of_mappings_grows() -> None:
    fonts: list[Plain] = [{"family": name, "files": [f"{name}.ttf"]} for name in ("A", "B")]
    found = edited("x: 1\n", "x", [Change(("fonts", place), font) for place, font in enumerate(fonts)])
    assert found == "x: 1\nfonts:\n  - family: A\n    files: [A.ttf]\n  - family: B\n    files: [B.ttf]\n"


@pytest.mark.parametrize("path", [("answers",), ("answers", "hsg"), ("clinic", "inside")])
def test_what_cannot_be_changed_safely_is_refused(path: Path) -> None:
    with pytest.raises(LeafletError) as refused:
        edited(TEXT, "x", [Change(path, "y")])
    assert refused.value.problems[0].code == "S048"


def test_mixed_line_ends_are_refused() -> None:
    with pytest.raises(LeafletError, match="two kinds of line ends"):
        edited("a: 1\r\nb: 2\n", "x", [Change(("a",), "2")])


PLACES: list[Path] = [
    ("clinic",), ("phone",), ("say",), ("long",), ("hours", "days"), ("answers", "hsg", "time"),
    ("answers", "new", "x"),
    ("list", 0), ("list", 2), ("fresh",),
]  # fmt: skip


@given(st.sampled_from(PLACES), st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30))
def test_any_text_is_read_back_as_it_was_given(path: Path, value: str) -> None:
    found: Plain = plain(edited(TEXT, "x", [Change(path, value)]), "x")[0]
    for step in path:
        found = found[step]  # type: ignore[index]
    assert found == value
    comments = [line.partition("#")[2] for line in TEXT.splitlines() if "#" in line]
    assert all(comment in edited(TEXT, "x", [Change(path, value)]) for comment in comments)
