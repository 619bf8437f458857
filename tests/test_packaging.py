"""What is built is what is needed: wheel, source archive and editable install, far from the source they came from."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.samples import ROOT

pytestmark = pytest.mark.exhaustive
DATA = ("leaflets", "clinics", "fonts")


def run(*command: str | Path, cwd: Path) -> str:
    """What a program prints; it must end well."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    ran = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that are under version control, in a folder of their own."""
    if not (ROOT / ".git").exists():
        pytest.skip("what is shipped is decided by what is under version control")
    folder = tmp_path_factory.mktemp("source")
    archive = folder / "tree.tar"
    run("git", "archive", "--output", archive, "HEAD", cwd=ROOT)
    with tarfile.open(archive) as tree:
        tree.extractall(folder / "tree", filter="data")
    return folder / "tree"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds nothing but pip and the tool that builds."""
    found = environment(tmp_path_factory.mktemp("builder"))
    run(found, "-m", "pip", "install", "--quiet", "build", cwd=ROOT)
    return found


@pytest.fixture(scope="module")
def archives(python: Path, source: Path) -> dict[str, Path]:
    """The source archive, and the wheel made from it."""
    run(python, "-m", "build", "--outdir", source / "dist", source, cwd=source)
    return {path.suffix: path for path in (source / "dist").iterdir()}


def environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def tracked(folder: str, source: Path) -> set[str]:
    return {path.relative_to(source).as_posix() for path in (source / folder).rglob("*") if path.is_file()}


def assert_makes_leaflets(python: Path, folder: Path) -> None:
    """The installed program finds all it needs and makes a leaflet, far from its source."""
    said = run(python.parent / "hsgleaflet", "doctor", cwd=folder)
    assert "MISSING" not in said
    run(python.parent / "hsgleaflet", "build", "--clinic", "riverside", "hsg", cwd=folder)
    made = folder / "build" / "riverside" / "hsg.en-GB.a4.draft.pdf"
    assert made.read_bytes().startswith(b"%PDF-")


def test_the_wheel_holds_the_package_and_its_data(archives: dict[str, Path], source: Path) -> None:
    with zipfile.ZipFile(archives[".whl"]) as wheel:
        names = set(wheel.namelist())
    assert tracked("hsgleaflet", source) <= names
    for folder in DATA:
        assert {f"hsgleaflet/data/{name}" for name in tracked(folder, source)} <= names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_source_archive_holds_what_tests_and_builds_need(archives: dict[str, Path], source: Path) -> None:
    with tarfile.open(archives[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("hsgleaflet", "tests", *DATA):
        assert tracked(folder, source) <= names, folder
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_wheel_makes_leaflets(archives: dict[str, Path], tmp_path: Path) -> None:
    python = environment(tmp_path / "venv")
    run(python, "-m", "pip", "install", "--quiet", archives[".whl"], cwd=tmp_path)
    assert_makes_leaflets(python, tmp_path)


def test_an_editable_install_makes_leaflets(source: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv")
    run(python, "-m", "pip", "install", "--quiet", "--editable", source, cwd=tmp_path)
    assert_makes_leaflets(python, tmp_path)
