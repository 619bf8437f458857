"""Hostile files: each is refused with a clear message at its place, in bounded time and memory."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import re
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from hsgleaflet.memory import forget
from hsgleaflet.model.pictures import Raster
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.build import Job, jobs, make
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.bitmaps import decoded
from tests.conftest_goldens import Golden
from tests.hostile import NOTHING, changed, lists, numbers, pictures, places, put, run, yamls
from tests.hostile.pictures import figure, jpeg_of, png_of
from tests.shell import Shell
from tests.test_broken import CASES as BROKEN
from tests.test_png import png

KINDS = {module.__name__.rpartition(".")[2]: module.CASES for module in (yamls, numbers, pictures, places, lists)}
SECONDS, MEGABYTES = 2, 512
NAME = '<b>**A**</b> {minutes} & [x](javascript:y) "=cmd()'
"""A clinic that nobody should call itself."""


def _carry_out(folder: str, told: Connection) -> None:
    """Carry out all cases; tell what is said of each by its kind, the longest and the most memory that they took."""
    said: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    worst = (0.0, "")
    for kind, cases in KINDS.items():
        for number, (name, bad) in enumerate(cases.items()):
            place = Path(folder).resolve() / kind / str(number)
            place.mkdir(parents=True)
            os.chdir(place)
            put(place, bad.files)
            start = time.process_time()
            said[kind][name] = run(bad, place).replace(str(place), ".")
            worst = max(worst, (time.process_time() - start, name))
            forget()  # what one file takes is asked for, not what three hundred leave behind
            gc.collect()
    told.send((said, *worst, _peak()))


def _peak() -> float:
    """Return the most memory of this process in MB; getrusage counts what its parent had at the fork, too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_each_case_is_refused_in_the_same_words_and_none_takes_long_or_much(golden: Golden) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    with TemporaryDirectory() as folder:
        process = context.Process(target=_carry_out, args=(folder, there))
        process.start()
        there.close()
        try:
            told, seconds, slowest, megabytes = here.recv()
        finally:
            process.join()
    for kind, said in told.items():
        golden(f"hostile/{kind}.txt", "\n".join(f"## {name}\n{text}\n" for name, text in said.items()))
    assert seconds < SECONDS, f"{slowest}: {seconds:.1f} s of the processor"
    assert megabytes < MEGABYTES
    messages = {name: text for said in told.values() for name, text in said.items()}
    assert len(messages) + len(BROKEN) >= 300
    first = re.compile(r"(?P<place>\S+?(:\d+)*: )?error [A-Z]\d{3}: .+")
    found = {name: first.match(text) for name, text in messages.items()}
    assert [name for name, one in found.items() if not one] == [], "each has a code"
    unplaced = [name for name, one in found.items() if one and not one["place"]]
    assert len(unplaced) < 15, "few have no place: a file that is missing, a folder"


# ---------------------------------------------------------------- what is let in, and stays text


def test_markup_in_a_name_stays_text_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, changed("clinic.yaml", "name: Demo Clinic", f"name: '{NAME}'"))
    project = Project(Workspace(tmp_path))
    (job,) = jobs(project, [tmp_path / "clinic.yaml"])
    page, text, script, speech = (
        output.data
        for form in ("html", "text", "audio")
        for output in make(project, Job(job.leaflet, job.clinic, "demo", job.lang, form)).outputs
    )
    for plain in (text, script):
        assert NAME in " ".join(plain.decode().split())
    for marked in (page, speech):
        assert NAME.encode() not in marked
        assert b"&lt;b&gt;**A**&lt;/b&gt; {minutes} &amp; [x](javascript:y)" in marked


def test_formulas_in_a_list_stay_text_and_we_write_no_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cells = ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "<b>Ann</b>", "**Ann**", "{clinic_phone}", "[x](y)"]
    text = json.dumps([{"name": cell} for cell in cells])[1:-1].replace("}, {", "}\n{")
    put(tmp_path, lists.lines(text).files)
    assert run(lists.lines(text), tmp_path) == NOTHING
    package = Path(sys.modules["hsgleaflet"].__path__[0])
    writers = [path for path in package.rglob("*.py") if re.search(r"csv\.(Dict)?[wW]riter", path.read_text("utf-8"))]
    assert writers == [], "a spreadsheet would run a cell that begins with =: write none, or disarm it"


@pytest.mark.parametrize(("level", "shade"), [(0, 0), (255, 0), (256, 1), (32768, 128), (65535, 255)])
def test_16_bits_of_grey_keep_their_shade(level: int, shade: int) -> None:
    assert decoded(Raster(png_of(Image.new("I;16", (1, 1), level)), 1, 1)).getpixel((0, 0)) == shade


def test_four_inks_of_a_photograph_keep_their_colour() -> None:
    red = decoded(Raster(jpeg_of(Image.new("CMYK", (8, 8), (0, 255, 255, 0))), 8, 8))
    assert red.mode == "RGB"
    assert red.getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize("form", ["a4", "html"])
def test_a_broken_picture_is_refused_on_paper_and_in_the_web(form: str, tmp_path: Path) -> None:
    put(tmp_path, figure("a.png", png()).files)
    project = Project(Workspace(tmp_path))
    with pytest.raises(LeafletError, match="S044"):
        make(project, Job("demo", tmp_path / "clinic.yaml", "demo", "en-GB", form))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("translate", "update", "../../evil"), "M014"),
        (("list", "--due", "9" * 20 + "d"), "no length of time"),
        (("verify", "/dev/zero"), "S002"),
        (("new", "../evil"), "cannot be a name"),
        (("build", "../evil"), "S005"),
        (("check", "--clinic", "/etc/passwd"), "error"),
    ],
)
def test_what_is_typed_leads_nowhere_else(typed: tuple[str, ...], said: str, shell: Shell) -> None:
    put(shell.folder / "inside", {})
    shell.folder = shell.folder / "inside"
    before = set(shell.folder.parent.iterdir())
    ran = shell(*typed)
    assert ran.code in (1, 2, 3)
    assert said in ran.err + ran.out
    assert "bug" not in ran.err
    assert set(shell.folder.parent.iterdir()) == before
