"""Archives of any size are read by others."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from hsgleaflet.work.zipped import Archive


def archived(path: Path, count: int, at: int = 0) -> None:
    with path.open("wb") as file:
        file.seek(at)
        with Archive(file, path.parent, 0o600) as archive:
            for number in range(count):
                archive.add(f"é{number}.pdf", b"copy %d" % number)


@pytest.mark.parametrize(("count", "at"), [(0, 0), (3, 0), (65_534, 0), (65_535, 0), (70_000, 0), (3, 2**32 - 20)])
def test_names_contents_and_checksums_are_read_back(tmp_path: Path, count: int, at: int) -> None:
    """Also beyond the numbers that the small form can hold: entries, and the place where one begins."""
    path = tmp_path / "all.zip"
    archived(path, count, at)
    with zipfile.ZipFile(path) as found:
        assert found.namelist() == [f"é{number}.pdf" for number in range(count)]
        for info in found.infolist()[-3:]:
            assert found.read(info) == b"copy %s" % info.filename[1:-4].encode()
            assert info.external_attr >> 16 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["all.zip"]


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_another_program_finds_no_fault(tmp_path: Path) -> None:
    archived(tmp_path / "all.zip", 70_000)
    subprocess.run(["unzip", "-tqq", "all.zip"], cwd=tmp_path, check=True)


def test_an_archive_that_failed_has_no_end(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        archive = Archive(file, tmp_path, 0o600)
        archive.add("a", b"data")
        archive.__exit__(ZeroDivisionError)
    assert not zipfile.is_zipfile(path)
