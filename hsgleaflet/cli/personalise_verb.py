"""`hsgleaflet personalise`: a copy for each person of a list."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.output import print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.problems import Problem, Severity


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
    from hsgleaflet.work import private
    from hsgleaflet.work.personalise import Copies, read

    project = current()
    path = project.workspace.clinic_paths([clinic])[0]
    rows, wrong = read(project, data, path, leaflet)
    problems = [_skipped(problem) for problem in wrong] if skip_bad else wrong
    print_problems(problems, lambda _: None)
    if not rows or (wrong and not skip_bad):
        bad = len({problem.at for problem in wrong})
        click.echo(f"{bad} of {len(rows) + bad} rows cannot be printed; nothing was made", err=True)
        return Exit.CONTENT
    copies = Copies(project, leaflet, path)
    try:
        plans = copies.plan(rows)
        if print_file:
            private.write(print_file, copies.print_file(plans))
        elif archive:
            private.archive(archive, copies.files(plans))
        else:
            private.files(output, copies.files(plans))
    finally:
        copies.forget()
    many = "1 copy" if len(plans) == 1 else f"{len(plans)} copies"
    click.echo(f"{many} in {project.workspace.shown(print_file or archive or output)}", err=True)
    return exit_for(problems)


def _skipped(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.WARNING)
