"""`hsgleaflet check`: every problem with its line."""

from __future__ import annotations

import click

from hsgleaflet.cli.exits import exit_for
from hsgleaflet.cli.output import as_json, print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.compose.inlines import Omitted
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.build import Job, jobs
from hsgleaflet.work.project import Project


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each problem.")
def command(leaflets: tuple[str, ...], clinics: tuple[str, ...], as_lines: bool) -> int:
    """List every problem with its line, and every sentence that an unanswered question left out.

    Without a clinic only the leaflets themselves are checked.

    \b
    Examples:
      hsgleaflet check
      hsgleaflet check hsg --clinic clinics/riverside
      hsgleaflet check --json
    """
    project = current()
    problems, omitted = _checked(project, leaflets, clinics)
    if as_lines:
        for problem in problems:
            print_json(as_json(problem))
    else:
        print_problems(problems, project.workspace.lines_of)
        for gone in omitted:
            click.echo(f"{gone.at}: left out, as {{{gone.ask}}} is not answered: {gone.text}")
        click.echo(_verdict(problems, len(omitted)))
    return exit_for(problems)


def _checked(
    project: Project, leaflets: tuple[str, ...], clinics: tuple[str, ...]
) -> tuple[list[Problem], list[Omitted]]:
    problems: list[Problem] = []
    omitted: list[Omitted] = []
    for name in leaflets or project.workspace.leaflet_names():
        _gather(problems, lambda name=name: project.leaflet(name))
    _gather(problems, project.shared)
    paths = project.workspace.clinic_paths(clinics)
    for path in paths:
        found: list[Job] = []
        _gather(problems, lambda path=path, found=found: found.extend(jobs(project, [path], leaflets)))
        for job in found:
            _gather(problems, lambda job=job: _lay_out(project, job, problems, omitted))
    return list(dict.fromkeys(problems)), list(dict.fromkeys(omitted))


def _gather(problems: list[Problem], step) -> None:  # type: ignore[no-untyped-def]
    try:
        step()
    except LeafletError as error:
        problems += error.problems


def _lay_out(project: Project, job: Job, problems: list[Problem], omitted: list[Omitted]) -> None:
    prepared = project.prepare(job.leaflet, job.clinic, job.lang, job.format)
    problems += prepared.composed.problems
    omitted += prepared.composed.omitted
    problems += lay_out(prepared.document, prepared.theme, project.setter, prepared.images).problems


def _verdict(problems: list[Problem], left_out: int) -> str:
    if not problems:
        said = "No problems found."
    else:
        said = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} found."
    gone = f" {left_out} {'sentence' if left_out == 1 else 'sentences'} left out." if left_out else ""
    return said + gone
