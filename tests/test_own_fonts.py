"""A clinic's own fonts: used for what they have, completed by ours and reported, refused when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from hsgleaflet.problems import LeafletError
from hsgleaflet.work.build import Job, make
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.pdf_faults import faults
from tests.test_broken import FILES

BRAND = """color: {primary: "#0f4c5c"}
typography:
  fonts:
    - {family: Own, source: file, files: [own.ttf, {path: own-bold.ttf, weight: bold}]}
  base: Own
"""


_LETTERS = (*range(0x20, 0x180), *range(0x2010, 0x2040))
"""What English and the program's own words take: a whole font would be scaled for a minute."""


def own(folder: Path, name: str, source: str, *, units: int = 1000, without: str = "", fs_type: int = 0) -> None:
    """Write a font of the clinic: one of ours under another name, with other units or without some letters."""
    font = TTFont(data_root() / "fonts" / source)
    subsetter = Subsetter(Options(name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=set(_LETTERS) - set(map(ord, without)))
    subsetter.subset(font)
    scale_upem(font, units)
    font["OS/2"].fsType = fs_type
    font["name"].setName("OwnFont-" + name, 6, 3, 1, 0x409)
    font.save(folder / name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (FILES | {"_brand.yml": BRAND}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def job(folder: Path) -> Job:
    return Job("demo", folder / "clinic.yaml", "demo", "en-GB", "a4")


@pytest.mark.parametrize("units", [1000, 2048])
def test_text_is_set_in_the_clinics_own_font_whatever_its_units(units: int, folder: Path) -> None:
    own(folder, "own.ttf", "NotoSans-Regular.ttf", units=units)
    own(folder, "own-bold.ttf", "NotoSans-Bold.ttf", units=units)
    made = make(Project(Workspace(folder)), job(folder))
    assert [problem.code for problem in made.problems if problem.code.startswith("F")] == ["F002"]  # the tick box
    assert faults(made.data, made.prepared.document) == []
    style = made.prepared.theme.style("paragraph")
    assert style.weight == f"Regular|{folder / 'own.ttf'}"


def test_what_the_font_lacks_is_set_in_another_and_reported(folder: Path) -> None:
    own(folder, "own.ttf", "NotoSans-Regular.ttf", without="q")
    own(folder, "own-bold.ttf", "NotoSans-Bold.ttf")
    made = make(Project(Workspace(folder)), job(folder))
    said = [problem.message for problem in made.problems if problem.code == "F002"]
    assert any(message.startswith("own.ttf has not the characters") and " q " in message for message in said)
    assert faults(made.data, made.prepared.document) == []


def test_a_font_that_may_not_be_embedded_is_refused(folder: Path) -> None:
    own(folder, "own.ttf", "NotoSans-Regular.ttf", fs_type=2)
    own(folder, "own-bold.ttf", "NotoSans-Bold.ttf")
    with pytest.raises(LeafletError, match="F004: the licence of"):
        make(Project(Workspace(folder)), job(folder))


def test_a_missing_font_is_named_at_its_line(folder: Path) -> None:
    with pytest.raises(LeafletError, match=r"_brand\.yml:2:1: error S002: own\.ttf is missing"):
        make(Project(Workspace(folder)), job(folder))


def test_a_file_that_is_no_font_is_refused(folder: Path) -> None:
    for name in ("own.ttf", "own-bold.ttf"):
        (folder / name).write_bytes(b"no font")
    with pytest.raises(LeafletError, match="F003"):
        make(Project(Workspace(folder)), job(folder))
