"""A name is planted, and all that was written or printed is searched for it: it may stand on its own copy alone."""

import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import faults
from hsgleaflet.cli import personalise_verb
from hsgleaflet.work import personalise, private
from hsgleaflet.write.pdf import merge
from tests.shell import Ran, Shell
from tests.test_faults import at_most

NAME, PLACE, WHO = "Xanthippe Quillfeather", "Ward Zephyrine", "Dr Balthasar Wimpole"
PLANTED = [word.casefold() for words in (NAME, PLACE, WHO) for word in words.split() if len(word) > 4]
GOOD = f"name,date,time,place,clinician\n{NAME},2027-03-01,09:30,{PLACE},{WHO}\nAnn,2027-03-02,10:00,Level 1,\n"
TYPED = ("personalise", "hsg", "--clinic", "riverside", "--data")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes into a home or a folder for what is temporary is searched too."""
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))


def written(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file and folder with its content, but for the lists themselves."""
    for path in folder.rglob("*"):
        if not path.name.startswith("rows"):
            yield path, path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""


def assert_nothing_of_a_person(folder: Path, said: str = "") -> None:
    """Copies are packed, so a name in the open is one too many even there."""
    texts = [("what was printed", said)]
    texts += [(str(path), f"{path.name}\n{text}") for path, text in written(folder)]
    for where, text in texts:
        for planted in PLANTED:
            assert planted not in text.casefold(), f"{planted} in {where}"


def assert_for_its_owner_alone(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def said(ran: Ran) -> str:
    return ran.out + ran.err


@pytest.mark.parametrize("kind", [("-o", "made/all"), ("--zip", "made/all.zip"), ("--print-file", "made/all.pdf")])
def test_nobody_is_named_where_all_goes_well(shell: Shell, kind: tuple[str, str]) -> None:
    shell.put("rows.csv", GOOD)
    ran = shell(*TYPED, "rows.csv", *kind)
    assert ran.code == 0
    assert_nothing_of_a_person(shell.folder, said(ran))
    assert_for_its_owner_alone(shell.folder / "made")
    ran = shell("build", "--clinic", "riverside", "--format", "a4", "hsg", "--json")
    assert ran.code == 0
    assert_nothing_of_a_person(shell.folder, said(ran))


BAD = {
    "a wrong date": f"name,date\n{NAME},{PLACE}\n",
    "a wrong time": f"name,time\n{NAME},{PLACE}\n",
    "a cell that is too long": f"name\n{NAME * 20}\n",
    "a sign that cannot be printed": f"name\n{NAME}\x07\n",
    "a sign that no font has": f"name\n{NAME}\U0001f9ff\n",
    "no line of columns": f"{NAME},{PLACE}\n{WHO},{PLACE}\n",
    "a name as a column": f"name,{NAME}\nAnn,x\n",
    "too many cells": f"name\n{NAME},{PLACE}\n",
    "a quote that does not close": f'name\n"{NAME}\n',
    "a name as a language": f"name,lang\n{NAME},{PLACE}\n",
    "a path as a language": f"name,lang\n{NAME},../../{PLACE}\n",
    "a name as a format": f"name,format\n{NAME},{PLACE}\n",
    "a day that this clinic does not print": f"name,first_day\n{NAME},2027-03-01\n",
    "no JSON": f'{{"name": "{NAME}"\n',
    "no object": f'["{NAME}"]\n',
    "an unknown key": f'{{"name": "Ann", "{NAME}": 1}}\n',
    "no text": f'{{"name": {{"{NAME}": "{PLACE}"}}}}\n',
    "half a character": f'{{"name": "{NAME}\\ud800"}}\n',
    "a list in a list": "[" * 100_000 + NAME,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("more", [(), ("--skip-bad",)], ids=["", "skip-bad"])
def test_nobody_is_named_where_a_list_is_wrong(shell: Shell, text: str, more: tuple[str, ...]) -> None:
    file = "rows.jsonl" if text.startswith(("{", "[")) else "rows.csv"
    shell.put(file, text)
    ran = shell(*TYPED, file, *more)
    assert ran.code == 1
    assert "error" in ran.err or more
    assert_nothing_of_a_person(shell.folder, said(ran))


def test_nobody_is_named_in_a_list_that_is_not_utf_8(shell: Shell) -> None:
    (shell.folder / "rows.csv").write_bytes(GOOD.encode() + b"\xff\n")
    ran = shell(*TYPED, "rows.csv")
    assert ran.code == 1
    assert_nothing_of_a_person(shell.folder, said(ran))


def test_nobody_is_named_by_a_bug(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError(NAME)

    shell.put("rows.csv", GOOD)
    monkeypatch.setattr(merge.Template, "copy", broken)
    ran = shell(*TYPED, "rows.csv")
    assert ran.code == 70
    assert "this is a bug in hsgleaflet: KeyError" in ran.err
    assert_nothing_of_a_person(shell.folder, said(ran))


def test_nobody_is_named_where_there_is_no_room(shell: Shell) -> None:
    shell.put("rows.csv", GOOD)
    with at_most(20_000):
        ran = shell(*TYPED, "rows.csv", "--zip", "made/all.zip")
    assert ran.code == 3
    assert list((shell.folder / "made").iterdir()) == []
    assert_nothing_of_a_person(shell.folder, said(ran))


@pytest.mark.parametrize("kind", [("-o", "made"), ("--zip", "made/all.zip")])
def test_ctrl_c_leaves_whole_copies_and_nothing_else(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, kind: tuple[str, str]
) -> None:
    def stopped(copies: personalise.Copies, people: personalise.People) -> Iterator[tuple[str, bytes]]:
        yield next(whole(copies, people))
        raise KeyboardInterrupt

    whole = personalise.Copies.made
    shell.put("rows.csv", GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(personalise.Copies, "made", stopped)
        ran = shell(*TYPED, "rows.csv", *kind)
    assert ran.code == 130
    made = sorted(path.name for path in (shell.folder / "made").iterdir())
    assert made == (["hsg.en-GB.a4.00002.draft.pdf"] if kind[0] == "-o" else [])
    assert_for_its_owner_alone(shell.folder / "made")
    assert_nothing_of_a_person(shell.folder, said(ran))
    assert shell(*TYPED, "rows.csv", *kind).code == 0


def test_a_list_that_changes_while_it_is_read_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(people: personalise.People, *, skip_bad: bool) -> object:
        found = checked(people, skip_bad=skip_bad)
        shell.put("rows.csv", GOOD + f"{NAME},tomorrow,,,\n")
        return found

    checked = personalise_verb._checked
    monkeypatch.setattr(personalise_verb, "_checked", changing)
    shell.put("rows.csv", GOOD)
    ran = shell(*TYPED, "rows.csv", "--zip", "made/all.zip")
    assert ran.code == 1
    assert "B054" in ran.err
    assert list((shell.folder / "made").iterdir()) == []


def test_a_list_that_comes_through_a_pipe_is_read_once(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.write(writing, GOOD.encode())
    os.close(writing)
    ran = shell(*TYPED, f"/dev/fd/{reading}", "-o", "made")
    os.close(reading)
    assert ran.code == 0
    assert len(list((shell.folder / "made").iterdir())) == 2


@pytest.mark.fleet
@pytest.mark.parametrize("seed", range(6))
def test_a_kill_leaves_no_name_and_the_next_run_no_trace(shell: Shell, seed: int) -> None:
    """Killed between any two calls that touch the disk: what is left is for its owner alone, and goes."""
    chance = random.Random(seed)
    kind = chance.choice([("-o", "made"), ("--zip", "made/all.zip"), ("--print-file", "made/all.pdf")])
    shell.put("rows.csv", GOOD)
    shell(*TYPED, "rows.csv", "-o", "before")  # so that the forks have read everything
    last = chance.randint(2, 8)
    child = faults.started(shell.folder, (*TYPED, "rows.csv", *kind), lambda: faults.count(last))
    faults.ended(child)
    if (shell.folder / "made").exists():
        assert_for_its_owner_alone(shell.folder / "made")
    assert_nothing_of_a_person(shell.folder)
    assert shell(*TYPED, "rows.csv", *kind).code == 0
    assert list(shell.folder.rglob("*.part")) == []
    assert_nothing_of_a_person(shell.folder)


def test_parts_of_files_are_for_their_owner_alone_from_the_start(tmp_path: Path) -> None:
    def seen() -> Iterator[tuple[str, bytes]]:
        yield "one.pdf", b"data"
        assert_for_its_owner_alone(tmp_path / "made")

    private.archived(tmp_path / "made" / "all.zip", seen())
    private.files(tmp_path / "made" / "more", seen())
    assert_for_its_owner_alone(tmp_path / "made")
