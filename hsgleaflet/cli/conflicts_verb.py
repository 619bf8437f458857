"""`hsgleaflet conflicts`: what leaflets say of the same things, side by side."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from msgspec import to_builtins

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.problems import visible
from hsgleaflet.work.conflicts import TOPICS, conflicts, conflicts_document
from hsgleaflet.work.papers import pdf

_COLOURS = {"same": "green", "one leaflet only": "green", "worded differently": "yellow", "may conflict": "red"}


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf",
              help="Also write the report as a PDF.")  # fmt: skip
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each topic.")
def command(leaflets: tuple[str, ...], clinic: str | None, output: Path | None, as_lines: bool) -> int:
    """Put side by side what a clinic's leaflets say of driving, work, sex and tampons, and say where they differ.

    It reads English, and it finds places; whether two leaflets may differ there, people must say.

    \b
    Examples:
      hsgleaflet conflicts
      hsgleaflet conflicts hsg hysteroscopy --clinic riverside -o conflicts.pdf
    """
    project, path = current(), one_clinic(clinic)
    topics = conflicts(project, path, leaflets)
    for topic in topics:
        if as_lines:
            print_json(to_builtins(topic))
            continue
        title = f"{topic.name}: {topic.verdict}"
        click.echo(click.style(title, fg=_COLOURS[topic.verdict], bold=True) if sys.stdout.isatty() else title)
        for one in topic.sayings:
            click.echo(visible(f"  {one.leaflet}, {one.heading}: {one.text}"))
    if not topics and not as_lines:
        click.echo(f"No leaflet speaks of {', '.join(TOPICS)}.")
    if output:
        document = conflicts_document(topics, project.clinic(path).value.name, project.today.isoformat())
        project.workspace.write(output, pdf(project, path, document))
    return Exit.CLEAN
