"""`hsgleaflet build`: the PDFs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.output import as_json, print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.work.build import SUFFIX, Job, Outcome, build, jobs
from hsgleaflet.work.project import Project


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--lang", "langs", multiple=True, help="A language, such as en-GB; else those of the clinic.")
@click.option("--format", "formats", multiple=True, help="A paper format, such as a4; else those of the clinic.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"),
              show_default=True, help="Folder for the files.")  # fmt: skip
@click.option("--conformance", type=click.Choice(list(SUFFIX)), default="ua1+a2a", show_default=True,
              help="Standards the PDF keeps.")  # fmt: skip
@click.option("--drafts", is_flag=True, help="Machine translations too; else they are made only when named by --lang.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each file.")
def command(
    leaflets: tuple[str, ...],
    clinics: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path,
    conformance: str,
    drafts: bool,
    as_lines: bool,
) -> int:
    """Make the PDFs: those named, or all that the clinics of this folder ask for.

    \b
    Examples:
      hsgleaflet build
      hsgleaflet build hsg hysteroscopy --clinic clinics/riverside
      hsgleaflet build hsg -o ~/leaflets --conformance a3a
      hsgleaflet build hsg --lang ur --lang pl
    """
    project = current()
    paths = project.workspace.clinic_paths(clinics)
    if not paths:
        return _no_clinic(project)
    found: list[Job] = []
    unread: list[Problem] = []
    for path in paths:
        try:
            found += jobs(project, [path], leaflets, langs, formats, conformance, drafts=drafts)
        except LeafletError as error:
            unread += error.problems
    unread = list(dict.fromkeys(unread))
    outcomes = list(_with_progress(build(project, found, output), len(found)))
    if as_lines:
        for problem in unread:
            print_json({"files": [], "problems": [as_json(problem)]})
        for outcome in outcomes:
            print_json(_line(project, outcome))
    else:
        _summary(project, outcomes, unread)
    return exit_for([*unread, *(problem for outcome in outcomes for problem in outcome.problems)])


def _no_clinic(project: Project) -> int:
    where = project.workspace.root
    click.echo(f"There is no clinic in {where}.", err=True)
    if sys.stdin.isatty() and click.confirm("Start one here with example answers?", default=True):
        from hsgleaflet.cli.init_verb import start

        start(where, ())
        click.echo("Now edit clinic.yaml, then run: hsgleaflet build")
        return Exit.CLEAN
    click.echo("  hint: run `hsgleaflet init` here, or name one: hsgleaflet build --clinic riverside", err=True)
    return Exit.FILES


def _with_progress(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Yield outcomes, with a progress bar on a terminal when there is more than a moment's work."""
    if total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Building", total=total)
        for outcome in outcomes:
            progress.update(task, advance=1, description=f"{outcome.job.clinic_name}: {outcome.job.leaflet}")
            yield outcome


def _summary(project: Project, outcomes: list[Outcome], unread: list[Problem]) -> None:
    problems = [*unread, *(problem for outcome in outcomes for problem in outcome.problems)]
    print_problems(problems, project.workspace.lines_of)
    made = [outcome for outcome in outcomes if not outcome.failed]
    for outcome in made:
        pages = f"{outcome.pages} {'page' if outcome.pages == 1 else 'pages'}"
        for file in outcome.files:
            click.echo(f"{project.workspace.shown(file)}  {pages}" if sys.stdout.isatty() else str(file))
    failed = [outcome.job for outcome in outcomes if outcome.failed]
    if failed:
        click.echo(f"{len(failed)} of {len(outcomes)} not made: {', '.join(map(_name, failed))}", err=True)
    elif made and sys.stdout.isatty():
        click.echo(f"{len(made)} made. All are drafts: no clinic has approved them.")


def _name(job: Job) -> str:
    return f"{job.clinic_name}/{job.leaflet}.{job.lang}.{job.format}"


def _line(project: Project, outcome: Outcome) -> dict[str, object]:
    return {
        "clinic": outcome.job.clinic_name,
        "leaflet": outcome.job.leaflet,
        "lang": outcome.job.lang,
        "format": outcome.job.format,
        "files": [project.workspace.shown(file) for file in outcome.files],
        "pages": outcome.pages,
        "state": "draft",
        "seconds": round(outcome.seconds, 4),
        "problems": [as_json(problem) for problem in outcome.problems],
        "left_out": [{"sentence": gone.text, "ask": gone.ask} for gone in outcome.omitted],
    }
