"""`hsgleaflet personalise`: a copy for each person of a list."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.output import print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.problems import LeafletError, Problem, Severity, fail

if TYPE_CHECKING:
    from hsgleaflet.work.personalise import People


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", required=True, help="The clinic: its name, folder or file.")
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True,
              help="The list: rows.csv or rows.jsonl.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("personal"),
              show_default=True, help="Folder for a PDF for each row.")  # fmt: skip
@click.option("--zip", "archive", type=click.Path(dir_okay=False, path_type=Path), help="One ZIP file instead.")
@click.option("--print-file", type=click.Path(dir_okay=False, path_type=Path),
              help="One PDF to print instead, without tags.")  # fmt: skip
@click.option("--skip-bad", is_flag=True, help="Leave out rows with mistakes; else one mistake stops all.")
def command(
    leaflet: str, clinic: str, data: Path, output: Path, archive: Path | None, print_file: Path | None, skip_bad: bool
) -> int:
    """Make a copy of a leaflet for each person of a list, with their appointment near the top.

    \b
    Columns: name (needed), date, time, place, clinician, lang, format, first_day.
    Examples:
      hsgleaflet personalise hsg --clinic riverside --data rows.csv
      hsgleaflet personalise hsg --clinic riverside --data rows.jsonl --zip copies.zip
      hsgleaflet personalise hsg --clinic riverside --data rows.csv --print-file print.pdf --skip-bad
    """
    if archive and print_file:
        raise click.UsageError("--zip and --print-file exclude each other: ask for one")
    try:
        return _made(leaflet, clinic, data, output, archive, print_file, skip_bad=skip_bad)
    except (LeafletError, click.ClickException):
        raise
    except Exception as error:
        if "HSGLEAFLET_DEBUG" in os.environ:
            raise
        hint = "please report it with the command you typed; HSGLEAFLET_DEBUG=1 shows more, perhaps also names"
        message = f"this is a bug in hsgleaflet: {type(error).__name__}; what it says is left out: it may name somebody"
        raise fail("B013", message, hint=hint) from None


def _made(
    leaflet: str,
    clinic: str,
    data: Path,
    output: Path,
    archive: Path | None,
    print_file: Path | None,
    *,
    skip_bad: bool,
) -> int:
    from hsgleaflet.work import private
    from hsgleaflet.work.personalise import Copies, People

    project = current()
    path = project.workspace.clinic_paths([clinic])[0]
    people = People(project, data, path, leaflet)
    good, bad, problems = _checked(people, skip_bad=skip_bad)
    print_problems(problems, lambda _: None)
    if not good or (bad and not skip_bad):
        click.echo(f"{bad} of {good + bad} rows cannot be printed; nothing was made", err=True)
        return Exit.CONTENT
    copies = Copies(project, leaflet, path)
    try:
        if print_file:
            private.write(print_file, copies.print_file(copies.plan(people)))
        elif archive:
            private.archived(archive, copies.made(people))
        else:
            private.files(output, copies.made(people))
    finally:
        copies.forget()
    many = "1 copy" if good == 1 else f"{good} copies"
    click.echo(f"{many} in {project.workspace.shown(print_file or archive or output)}", err=True)
    return exit_for(problems)


def _checked(people: People, *, skip_bad: bool) -> tuple[int, int, list[Problem]]:
    """Return how many rows can be printed and how many cannot, and why not."""
    good = bad = 0
    problems: list[Problem] = []
    for wrong in people.wrong():
        good, bad = good + (not wrong), bad + bool(wrong)
        problems += [_skipped(problem) for problem in wrong] if skip_bad else wrong
    return good, bad, problems


def _skipped(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)
