"""What the start of a build may load: whatever only some builds need must wait until one of them asks."""

import subprocess
import sys
from pathlib import Path

import pytest

FORBIDDEN = {
    "PIL._imaging", "asyncio", "brotli", "distributed", "fontTools", "http", "hsgleaflet.check.run",
    "hsgleaflet.write.html.page", "jinja2", "jpype", "multiprocessing", "pikepdf", "reportlab.graphics.shapes",
    "reportlab.platypus", "rich", "sqlite3", "ssl", "unittest", "xml.etree",
}  # fmt: skip


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a build of one leaflet by the real command has loaded at its end, and `tokenized` if it parsed Python."""
    folder = tmp_path_factory.mktemp("out")
    code = (
        "import atexit, sys\n"
        "def told():\n"
        "    import tokenize\n"
        "    print('\\n', *sys.modules, *['tokenized'] * bool(tokenize._compile.cache_info().currsize))\n"
        "atexit.register(told)\n"
        "from hsgleaflet.cli import main\nmain()\n"
    )
    command = ["build", "hsg", "--clinic", "riverside", "-o", str(folder)]
    run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    assert list(Path(folder).rglob("*.pdf"))
    return set(run.stdout.split("\n")[-2].split())


def test_a_build_loads_nothing_that_it_does_not_need(build: set[str]) -> None:
    assert "hsgleaflet.work.build" in build
    assert build & FORBIDDEN == set()


def test_a_build_parses_no_python(build: set[str]) -> None:
    assert "tokenized" not in build
