"""`hsgleaflet list`: the leaflets at a glance."""

from __future__ import annotations

import sys

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.model.formats import FORMATS
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.project import Project

_HEAD = {
    "leaflet": "Leaflet", "number": "Number", "title": "Title", "version": "Version", "languages": "Languages",
    "formats": "Formats", "approved": "Approved", "review_by": "Review by",
}  # fmt: skip


@click.command(name="list")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each leaflet.")
def command(as_lines: bool) -> int:
    """List the leaflets: number, title, version, languages, formats, approval, review date.

    \b
    Examples:
      hsgleaflet list
      hsgleaflet list --json
    """
    project = current()
    names = project.workspace.leaflet_names()
    rows = [row for name in names if (row := _row(project, name))]
    if as_lines:
        for row in rows:
            print_json(row)
    elif sys.stdout.isatty():
        _print_table(rows)
    else:
        for row in rows:
            click.echo("\t".join(_shown(row[key]) for key in _HEAD))
    return Exit.CLEAN if len(rows) == len(names) else Exit.CONTENT


def _row(project: Project, name: str) -> dict[str, object] | None:
    try:
        leaflet = project.leaflet(name).value
    except LeafletError as error:
        print_problems(error.problems, project.workspace.lines_of)
        return None
    return {
        "leaflet": leaflet.leaflet,
        "number": leaflet.number,
        "title": leaflet.title,
        "version": leaflet.version,
        "languages": [leaflet.lang, *project.workspace.translations(name)],
        "formats": list(FORMATS),
        "approved": False,
        "review_by": leaflet.dates.review_by.isoformat(),
    }


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _print_table(rows: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in _HEAD.values():
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(_shown(row[key]) for key in _HEAD))
    Console().print(table)
