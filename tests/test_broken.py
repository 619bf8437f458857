"""Broken files: what a person reads for each kind of mistake, to the letter, in `tests/goldens/broken.txt`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from hsgleaflet.problems import LeafletError, render
from hsgleaflet.read.nodes import plain
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.build import jobs
from hsgleaflet.work.project import Project
from hsgleaflet.work.start import BRAND, LOGO, leaflet_file
from hsgleaflet.work.workspace import Workspace

GOLDEN = Path(__file__).parent / "goldens" / "broken.txt"
LEAFLET = leaflet_file("demo", datetime.date(2026, 11, 23)).replace(
    "key_points:",
    """asks:
  minutes: {type: duration, ask: How long does it take?}
  window: {type: day-range, ask: On which days?, within: [1, 14]}
  rule:
    type: choice
    ask: What is your rule?
    options: {one: Do the first thing., two: Do the second thing.}
  parking: {type: text, optional: true, ask: Where can patients park?}

key_points:""",
)
CLINIC = """clinic: demo
name: Demo Clinic
fictional: true
country: GB
contacts:
  phone: "020 7946 0018"
  hours: {days: mon-fri, from: "08:30", to: "17:00"}
  out_of_hours: "111"
  emergency: "999"
leaflets: [demo]
answers:
  demo:
    minutes: 30 min
    window: [6, 12]
    rule: one
"""
FILES = {"leaflets/demo.yaml": LEAFLET, "clinic.yaml": CLINIC, "_brand.yml": BRAND, "logo.svg": LOGO}
BODY = "      - Say what is done, by whom, with what, and how long it takes."
Change = tuple[str, str, str]
CASES: dict[str, Change] = {
    "a colon inside a text": ("leaflets/demo.yaml", "title: Demo", "title: Risks: bleeding"),
    "a quote that is never closed": ("leaflets/demo.yaml", "title: Demo", 'title: "Demo'),
    "a tab": ("leaflets/demo.yaml", "  - part: benefits", "\t- part: benefits"),
    "wrong indentation": ("leaflets/demo.yaml", "    heading: What is it?", "   heading: What is it?"),
    "a text that starts with an ask": ("leaflets/demo.yaml", BODY, "      - {minutes} is how long it takes."),
    "a text that starts with a bracket": ("leaflets/demo.yaml", BODY, "      - [Sometimes] it takes longer."),
    "a text that starts with a star": ("leaflets/demo.yaml", BODY, "      - *Always* ask."),
    "a text that starts with an at sign": ("leaflets/demo.yaml", BODY, "      - @home is best."),
    "a tag": ("leaflets/demo.yaml", "title: Demo", "title: !!python/object:os.system demo"),
    "an alias": ("leaflets/demo.yaml", "title: Demo", "title: &x Demo\nmedical_name: *x"),
    "two documents": ("leaflets/demo.yaml", "key_points:", "---\nkey_points:"),
    "a key twice": ("leaflets/demo.yaml", "title: Demo", "title: Demo\ntitle: Other"),
    "a comma inside brackets": (
        "leaflets/demo.yaml",
        "    checklist:\n      - write what makes the test unsafe or different",
        "    checklist: [you have had a fever, pain, or discharge]",
    ),
    "a hidden character": ("leaflets/demo.yaml", "title: Demo", "title: De\u202emo"),
    "not UTF-8": ("leaflets/demo.yaml", "title: Demo", "title: D\udce9mo"),
    "a missing key": ("leaflets/demo.yaml", "title: Demo\n", ""),
    "an unknown key": ("leaflets/demo.yaml", "purpose: Say", "purpse: Say"),
    "an unknown key in a risk": ("leaflets/demo.yaml", "means: Say", "mean: Say"),
    "an unknown block": ("leaflets/demo.yaml", BODY, "      - stpes: [a, b]"),
    "a colon that makes a block of a text": ("leaflets/demo.yaml", BODY, "      - Bring these things: a pad."),
    "a list where a text is wanted": ("leaflets/demo.yaml", "title: Demo", "title: [De, mo]"),
    "a text where a list is wanted": (
        "leaflets/demo.yaml",
        "      expected:\n        - say what most people feel",
        "      expected: cramps",
    ),
    "no value": ("leaflets/demo.yaml", "title: Demo", "title:"),
    "a word where a number is wanted": (
        "leaflets/demo.yaml",
        "        unknown: true ",
        "        n: few\n        per: 100 ",
    ),
    "no date": ("leaflets/demo.yaml", "written: 2026-11-23", "written: yesterday"),
    "a choice that is not there": ("leaflets/demo.yaml", "kind: test ", "kind: tset "),
    "an ask of no known type": ("leaflets/demo.yaml", "{type: duration,", "{type: durration,"),
    "a missing part": ("leaflets/demo.yaml", "  - part: benefits\n", "  - part: why\n"),
    "a row with too many cells": (
        "leaflets/demo.yaml",
        BODY,
        "      - table: {caption: Two, columns: [A, B], rows: [[1, 2, 3]]}",
    ),
    "a risk without number": ("leaflets/demo.yaml", "        unknown: true ", "        n: 1 "),
    "a number without source": (
        "leaflets/demo.yaml",
        "        unknown: true ",
        "        n: 1\n        per: 100\n        period: in a week ",
    ),
    "a review too late": ("leaflets/demo.yaml", "review_by: 2028-11-23", "review_by: 2036-11-23"),
    "an unknown ask": ("leaflets/demo.yaml", BODY, "      - It takes {minuts}."),
    "an unknown source": ("leaflets/demo.yaml", BODY, "      - It takes long [@LF-CHU]."),
    "an unknown passage": ("leaflets/demo.yaml", BODY, "      - use: chaperon"),
    "bold that never ends": ("leaflets/demo.yaml", BODY, "      - It takes **long."),
    "a brace that never closes": ("leaflets/demo.yaml", BODY, "      - It takes {minutes, or so."),
    "a link to nowhere": ("leaflets/demo.yaml", BODY, "      - See [our page](example)."),
    "an optional ask where safety stands": ("leaflets/demo.yaml", "do: Say what to bring.", "do: Park at {parking}."),
    "a missing image": (
        "leaflets/demo.yaml",
        BODY,
        "      - figure: {image: wmob.svg, alt: A womb., caption: The womb}",
    ),
    "an image outside of the folder": (
        "leaflets/demo.yaml",
        BODY,
        "      - figure: {image: ../../logo.svg, alt: A womb., caption: The womb}",
    ),
    "a character that no font has": ("leaflets/demo.yaml", BODY, "      - Say what is done, \U00013080 and how."),
    "a text that fits no page": (
        "leaflets/demo.yaml",
        "        - say what most people feel",
        "\n".join(f"        - say what most people feel, number {number}" for number in range(60)),
    ),
    "an unanswered ask": ("clinic.yaml", "    rule: one\n", ""),
    "an answer that is no choice": ("clinic.yaml", "rule: one", "rule: three"),
    "an answer to no question": ("clinic.yaml", "    rule: one", "    rule: one\n    parkng: At the back"),
    "an answer out of range": ("clinic.yaml", "window: [6, 12]", "window: [6, 21]"),
    "an answer that is no length of time": ("clinic.yaml", "minutes: 30 min", "minutes: a while"),
    "a wrong emergency number": ("clinic.yaml", 'emergency: "999"', 'emergency: "911"'),
    "a reserved number in a real clinic": ("clinic.yaml", "fictional: true", "fictional: false"),
    "no phone number": ("clinic.yaml", '"020 7946 0018"', '"O20 7946 0018"'),
    "an unknown leaflet": ("clinic.yaml", "leaflets: [demo]", "leaflets: [hsgg]"),
    "an unknown format": ("clinic.yaml", "leaflets: [demo]", "leaflets: [demo]\nformats: [a44]"),
    "a colour that YAML takes for a comment": ("_brand.yml", 'primary: "#0f4c5c"', "primary: #0f4c5c"),
    "no colour": ("_brand.yml", '"#0f4c5c"', "bleu"),
    "colours in a circle": ("_brand.yml", '"#0f4c5c"', "a\n  palette: {a: b, b: a}"),
    "a missing logo": ("_brand.yml", "medium: logo.svg", "medium: lgoo.svg"),
    "a logo with a script": ("logo.svg", "<title>", "<script>alert(1)</script><title>"),
}


def messages(folder: Path, change: Change) -> str:
    """Return what a person reads after one change of the files of a small project."""
    for name, text in FILES.items():
        if name == change[0]:
            assert change[1] in text, change
            text = text.replace(change[1], change[2], 1)
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    project = Project(Workspace(folder))
    try:
        for job in jobs(project, [folder / "clinic.yaml"]):
            prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
            lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    except LeafletError as error:
        return "\n".join(render(problem, project.workspace.lines_of) for problem in error.problems)
    return "nothing is wrong"


def golden() -> dict[str, str]:
    """Return the kept messages by the name of their case."""
    parts = GOLDEN.read_text(encoding="utf-8").split("\n## ")
    return dict(part.removeprefix("## ").strip("\n").split("\n", 1) for part in parts if part.strip())


@pytest.mark.parametrize("name", CASES)
def test_the_message_is_exact(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert messages(tmp_path, CASES[name]) == golden()[name]


def test_every_kept_message_has_a_case() -> None:
    assert set(golden()) == set(CASES)


def test_the_project_without_a_change_is_right(tmp_path: Path) -> None:
    assert messages(tmp_path, ("clinic.yaml", "clinic: demo", "clinic: demo")) == "nothing is wrong"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("12:30", "12:30"), ("no", "no"), ("0123", "0123"), ("1.0", "1.0"), ("{clinic_phone}", "020 7946 0018")],
)
def test_what_yaml_would_change_is_printed_as_written(
    written: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert messages(tmp_path, ("leaflets/demo.yaml", BODY, f"      - {written}")) == "nothing is wrong"
    project = Project(Workspace(tmp_path))
    prepared = project.prepare("demo", tmp_path / "clinic.yaml", "en-GB", "a4")
    from hsgleaflet.model.document import plain_text

    assert f"\nWhat is it?\n{wanted}\n" in plain_text(prepared.document)


def write_golden(folder_of: Callable[[str], Path]) -> None:
    """Write the messages as they are now; run by hand and read before they are kept."""
    import os

    parts = []
    for name, change in CASES.items():
        folder = folder_of(name)
        os.chdir(folder)
        parts.append(f"## {name}\n{messages(folder, change)}\n")
    GOLDEN.write_text("\n".join(parts), encoding="utf-8")


@pytest.mark.parametrize("opened", ["- ", "? ", "[", "{a: ", "-\t"])
def test_no_depth_ends_the_process(opened: str) -> None:
    with pytest.raises(LeafletError):
        plain(opened * 200_000, "deep.yaml")


@pytest.mark.parametrize("text", ["place: Ward #4\n", "- Ring\n  desk #2\n", "[Ward #4\n]"])
def test_words_that_yaml_takes_for_a_comment_are_not_lost(text: str) -> None:
    with pytest.raises(LeafletError, match="starts a comment, so only"):
        plain(text, "cut.yaml")


@pytest.mark.parametrize(
    "text", ["place: Ward 4 # ours\n", "place: Ward 4    #ours\n", 'place: "Ward #4"\n', "a: b#c\n"]
)
def test_comments_are_read_as_comments(text: str) -> None:
    assert plain(text, "comment.yaml")


def test_a_comma_in_brackets_is_told_only_where_a_sentence_was_split() -> None:
    assert plain("[hsg, which-tube-test, hsg-or-hysteroscopy]\n", "names.yaml")
    with pytest.raises(LeafletError, match="starts a new entry"):
        plain("[rest, which helps]\n", "words.yaml")
