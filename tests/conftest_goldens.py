"""Goldens: texts kept beside the tests, compared whole, and written anew by `pytest --refresh-goldens`."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "goldens"
Golden = Callable[[str, str], None]
"""Compares a text with the golden of this name."""


def add_goldens_option(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-goldens", action="store_true", help="write the goldens anew instead of comparing them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden; with --refresh-goldens it writes the golden and passes."""
    refresh = bool(request.config.getoption("--refresh-goldens"))

    def compare(name: str, text: str) -> None:
        path = GOLDENS / name
        if refresh:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        hint = f"{path.name} is out of date: look at the difference, then run pytest --refresh-goldens"
        assert path.is_file(), hint
        assert text.splitlines() == path.read_text("utf-8").splitlines(), hint

    return compare
