"""The README and the program say the same: every command, option and exit code stands there, and no other."""

import re
from collections.abc import Iterator

import click
import pytest

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.main import VERBS, cli
from hsgleaflet.model.answers import ScoreFile
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.formats import NAMES
from hsgleaflet.model.leaflet import Content, LeafletFile, Part
from hsgleaflet.work.build import SUFFIX
from tests.samples import BLOCK_KEYS, ROOT, read_as
from tests.shell import commands

README = (ROOT / "README.md").read_text("utf-8")
CODE = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", README, re.DOTALL))
FOREIGN = {"--quiet", "--editable", "--quick"}
"""Options of other programs that the README types."""


def options() -> Iterator[tuple[str, list[str]]]:
    """Yield every option with the command it belongs to and the ways of writing it."""
    for path, command in [((), cli), *commands(cli)]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield " ".join(path), [*parameter.opts, *parameter.secondary_opts]


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_stands_in_the_readme(verb: str) -> None:
    assert re.search(rf"`hsgleaflet {verb}\b", README)


def test_every_subcommand_stands_in_the_readme() -> None:
    for path, _ in commands(cli):
        assert re.search(rf"`(hsgleaflet {' '.join(path[:-1])} ?)?{path[-1]}\b", README), path


def test_every_option_stands_in_the_readme() -> None:
    missing = [(path, name) for path, names in options() for name in names if not re.search(rf"{name}(?![\w-])", CODE)]
    assert missing == []


def test_the_readme_names_no_command_or_option_that_is_not_there() -> None:
    typed = set(re.findall(r"hsgleaflet ([a-z]+)\b", re.sub(r"\S*\.venv\S*", "", CODE)))
    assert typed <= set(VERBS)
    known = {name for _, names in options() for name in names} | FOREIGN | {"-h", "--help"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*[a-z](?![\w-])", CODE)) <= known


def test_every_exit_code_stands_in_the_readme() -> None:
    (told,) = re.findall(r"Exit codes: (.+?)\.", README, re.DOTALL)
    assert [int(code) for code in re.findall(r"\d+", told)] == list(Exit)


@pytest.mark.parametrize("name", [*SUFFIX, *NAMES])
def test_every_conformance_and_format_stands_in_the_readme(name: str) -> None:
    assert name in CODE


@pytest.mark.parametrize("key", BLOCK_KEYS)
def test_every_kind_of_block_stands_in_the_readme(key: str) -> None:
    assert re.search(rf"(?<![\w-]){key}(?![\w-])", CODE)


def test_the_parts_that_the_readme_names_are_there() -> None:
    named = set(re.findall(r"\b[a-z]+(?:-[a-z]+)+\b", " ".join(re.findall(r"must have ([^;]+);", README))))
    assert named
    assert named <= {str(part) for part in Part}


def test_the_examples_of_the_readme_can_be_read() -> None:
    from hsgleaflet.read.nodes import plain

    known = [set(model.__struct_fields__) for model in (ClinicFile, BrandFile, LeafletFile, ScoreFile)]
    for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL):
        value, _ = plain(text, "README.md")
        if isinstance(value, list):
            read_as(Content, {"body": value})
        else:
            assert any(set(value or ()) <= keys for keys in known), value


def test_the_readme_leads_to_files_that_are_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)\s]+)\)", README)
    targets += re.findall(r"`((?:tests|fonts|leaflets|hsgleaflet|write|docs|\.ci)/[\w./-]+\w)`", README)
    places = [(ROOT, ROOT / "hsgleaflet")[target.startswith("write/")] / target for target in targets]
    assert [str(place) for place in places if not place.exists()] == []
