"""Commands typed in a folder of their own, in this process, with what they say and how they end."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from hsgleaflet.cli.main import run
from hsgleaflet.cli.project import current


class Ran(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Shell:
    """A folder in which commands are typed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.patch = monkeypatch
        self.capsys = capsys

    def __call__(self, *args: str) -> Ran:
        self.patch.chdir(self.folder)
        self.patch.setattr(sys, "argv", ["hsgleaflet", *args])
        current.cache_clear()
        with pytest.raises(SystemExit) as ended:
            run()
        said = self.capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(int(ended.value.code or 0), said.out, said.err)

    def put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("HSGLEAFLET_DEBUG", raising=False)
    return Shell(tmp_path, monkeypatch, capsys)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with what is typed to reach it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def lines(text: str) -> list[dict[str, object]]:
    """JSON, a value a line."""
    return [json.loads(line) for line in text.splitlines()]
