"""`hsgleaflet list`: the leaflets at a glance."""

from __future__ import annotations

import datetime
import sys

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.model.formats import NAMES, paper
from hsgleaflet.model.wordings import has
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.project import Project

_HEAD = {
    "leaflet": "Leaflet", "number": "Number", "title": "Title", "version": "Version", "languages": "Languages",
    "formats": "Formats", "approved": "Approved", "review_by": "Review by",
}  # fmt: skip

_MOST = 3
"""Entries of a list that a column of a table shows."""


_LONGEST = 6
"""Signs of a length of time: no review is due in more than 99,999 days."""


def _days(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return a length of time such as 90d, 12w or 6m in days."""
    if value is None:
        return None
    days = {"d": 1, "w": 7, "m": 30}.get(value[-1:])
    if days is None or not value[:-1].isdecimal() or len(value) > _LONGEST:
        raise click.BadParameter(f'"{value}" is no length of time; write for example 90d, 12w or 6m')
    return int(value[:-1]) * days


@click.command(name="list")
@click.option("--due", callback=_days, metavar="TIME", help="Only leaflets whose review is due within 90d, 12w or 6m.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each leaflet.")
def command(due: int | None, as_lines: bool) -> int:
    """List the leaflets: number, title, version, languages, formats, approval, review date.

    \b
    Examples:
      hsgleaflet list
      hsgleaflet list --due 90d
      hsgleaflet list --json
    """
    project = current()
    names = project.workspace.leaflet_names()
    rows = [row for name in names if (row := _row(project, name))]
    whole = len(rows) == len(names)
    if due is not None:
        last = (project.today + datetime.timedelta(due)).isoformat()
        rows = sorted((row for row in rows if str(row["review_by"]) <= last), key=lambda row: str(row["review_by"]))
    if as_lines:
        for row in rows:
            print_json(row)
    elif sys.stdout.isatty():
        _print_table(rows)
    else:
        for row in rows:
            click.echo("\t".join(_shown(row[key]) for key in _HEAD))
    if due is not None and not rows and sys.stdout.isatty():
        click.echo(f"No review is due until {last}.")
    return Exit.CLEAN if whole else Exit.CONTENT


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
        "formats": [name for name in NAMES if paper(name).wording != "easy-read" or has(leaflet, "easy-read")],
        "approved": _states(project, name),
        "review_by": leaflet.dates.review_by.isoformat(),
    }


def _states(project: Project, name: str) -> list[str]:
    """Return in which state the leaflet is for each clinic that gives it, in its own language and full wording."""
    found = []
    for path in project.workspace.clinic_paths():
        try:
            clinic = project.clinic(path).value
            if name in clinic.leaflets and project.records(path):
                prepared = project.prepare(name, path, project.leaflet(name).value.lang, "a4")
                found.append(f"{clinic.clinic}: {prepared.standing.state}")
        except LeafletError:
            continue  # `check` says what is wrong with it
    return found


def _shown(value: object) -> str:
    return ", ".join(value) or "no" if isinstance(value, list) else str(value)


def _print_table(rows: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for key, title in _HEAD.items():
        table.add_column(title, overflow="fold", no_wrap=key in ("leaflet", "number", "version", "review_by"))
    for row in rows:
        table.add_row(*(_short(row[key]) for key in _HEAD))
    Console().print(table)


def _short(value: object) -> str:
    """Return a value for a narrow column: of a long list only its beginning."""
    if isinstance(value, list) and len(value) > _MOST:
        return f"{', '.join(value[: _MOST - 1])} and {len(value) - _MOST + 1} more"
    return _shown(value)
