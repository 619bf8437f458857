"""`hsgleaflet gallery`: one PDF with every element a leaflet can have, in the brand of each clinic."""

from __future__ import annotations

from pathlib import Path

import click

from hsgleaflet.cli.exits import exit_for
from hsgleaflet.cli.output import print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.work.build import jobs, make
from hsgleaflet.work.workspace import GALLERY

_EXAMPLE = "riverside"


@click.command()
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"),
              show_default=True, help="Folder for the file.")  # fmt: skip
def command(clinics: tuple[str, ...], output: Path) -> int:
    """Make one PDF that shows every element in your brand; without a clinic, in that of the example.

    \b
    Examples:
      hsgleaflet gallery
      hsgleaflet gallery --clinic clinics/riverside -o proofs
    """
    project = current()
    paths = project.workspace.clinic_paths(clinics) or project.workspace.clinic_paths([_EXAMPLE])
    lang = project.leaflet(GALLERY).value.lang
    problems: list[Problem] = []
    for job in jobs(project, paths, [GALLERY], [lang], ["a4"]):
        try:
            made = make(project, job)
        except LeafletError as error:
            problems += error.problems
            continue
        problems += made.problems
        for one in made.outputs:
            file = output / job.clinic_name / one.name(job, made.prepared.document.meta.state)
            project.workspace.write(file, one.data)
            click.echo(str(file))
    print_problems(problems, project.workspace.lines_of)
    return exit_for(problems)
