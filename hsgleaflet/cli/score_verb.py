"""`hsgleaflet score`: a leaflet on the score sheets of public instruments."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hsgleaflet.check.scores.item import BOTH
from hsgleaflet.check.scores.paper import part, share
from hsgleaflet.check.scores.sheet import Row, Scored, Sheet, Tally
from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.cli.readability_verb import as_values
from hsgleaflet.work.build import jobs
from hsgleaflet.work.clock import today
from hsgleaflet.work.scoring import answers_beside, pdf, sheet

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_EXAMPLE = "riverside"
_SIGNS = {"yes": "[green]yes[/]", "partly": "[yellow]partly[/]", "no": "[red]no[/]", "na": "[dim]n/a[/]"}


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="What people answered; otherwise scores.yaml beside the clinic's file.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show every item, not only what is missing or does not apply.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf",
              help="Write the score sheets as a PDF.")  # fmt: skip
def command(
    leaflet: str, clinic: str | None, answers: Path | None, everything: bool, as_lines: bool, output: Path | None
) -> int:
    """Fill in PEMAT-P, CDC, EQIP-36, DISCERN and IPDAS as far as a program can, and say what people must answer.

    There is no result before machine, clinician and lay reader are all in.

    \b
    Examples:
      hsgleaflet score hsg
      hsgleaflet score hsg --clinic clinics/riverside -o score.pdf
      hsgleaflet score hsg --answers readings.yaml --json
    """
    project = current()
    day = today()
    paths = project.workspace.clinic_paths([clinic] if clinic else []) or project.workspace.clinic_paths([_EXAMPLE])
    lang = project.leaflet(leaflet).value.lang
    job = jobs(project, paths[:1], [leaflet], [lang], ["a4"])[0]
    made, problems = sheet(project, job, day, answers or answers_beside(job.clinic))
    print_problems(problems, project.workspace.lines_of)
    if output:
        project.workspace.write(output, pdf(project, job, made, day))
    if as_lines:
        print_json(_values(made))
    else:
        _print(made, everything=everything)
        if output:
            click.echo(str(output))
    return Exit.CLEAN


# ---------------------------------------------------------------- for machines


def _values(made: Sheet) -> dict[str, object]:
    return {
        "leaflet": made.leaflet, "version": made.version, "clinic": made.clinic, "lang": made.lang,
        "readability": as_values(made.report), "instruments": [_instrument(scored) for scored in made.scored],
    }  # fmt: skip


def _instrument(scored: Scored) -> dict[str, object]:
    return {
        "key": scored.instrument.key, "title": scored.instrument.title, "machine": _tally(scored.settled),
        "measured": _tally(scored.measured), "complete": scored.complete, "result": dict(scored.results) or None,
        **{role: {"answered": (one := scored.answered(role)).points, "of": one.of} for role in BOTH},
        "items": [_item(row) for row in scored.rows],
    }  # fmt: skip


def _tally(tally: Tally) -> dict[str, object]:
    return {"points": tally.points, "of": tally.of, "percent": tally.percent if tally.of else None}


def _item(row: Row) -> dict[str, object]:
    seen, at = row.seen, row.seen.at if row.seen else None
    return {
        "item": row.item.number, "asks": row.item.asks, "class": str(row.item.klass),
        "machine": seen.answer if seen else None, "why": seen.why if seen else None,
        "file": at.file if at else None, "line": at.line if at else None,
        "said": dict(row.said), "open": list(row.open),
    }  # fmt: skip


# ---------------------------------------------------------------- for people


def _print(made: Sheet, *, everything: bool) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=110)
    console.print(f"[bold]{escape(made.title)}[/] [dim]version {made.version}, {escape(made.clinic)}[/]\n")
    console.print(_summary(made))
    named = made.report.named
    if named and made.report.formula == "english":
        console.print(
            f"\n  Reads at SMOG age {named.smog_uk:.1f} (UK), {made.report.mean_whole:.1f} words in a sentence."
        )
    for scored in made.scored:
        rows = [row for row in scored.rows if everything or (row.seen and row.seen.answer != "yes")]
        if rows:
            console.print(f"\n[bold]{escape(scored.instrument.title)}[/]")
            console.print(_items(rows))
    _remind(console, made)


def _summary(made: Sheet) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in ("", "Machine", "Measured", "Clinician", "Lay reader", "Result"):
        table.add_column(head, no_wrap=True)
    for scored in made.scored:
        roles = [part(scored.answered(role)) for role in BOTH]
        result = "\n".join(f"{name}: {value}" for name, value in scored.results.items()) or "[dim]open[/]"
        looks = part(scored.measured)
        table.add_row(f"  {scored.instrument.title}", share(scored.settled), looks, *roles, result)
    return table


def _items(rows: list[Row]) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for width in (5, 34, 7, None):
        table.add_column(width=width, overflow="fold")
    for row in rows:
        seen = row.seen
        why = (
            f"{escape(seen.why)} [dim]{escape(str(seen.at))}[/]"
            if seen and seen.at
            else escape(seen.why if seen else "")
        )
        people = ", ".join(f"{role}: {row.said.get(role, 'open')}" for role in row.item.who) if row.applies else ""
        machine = _SIGNS[seen.answer] if seen else "[dim]–[/]"
        table.add_row(f"  {row.item.number}", row.item.asks, machine, " · ".join(filter(None, (why, people))))
    return table


def _remind(console: Console, made: Sheet) -> None:
    still = {role: sum(role in row.open for scored in made.scored for row in scored.rows) for role in BOTH}
    if any(still.values()):
        console.print(
            f"\n  Still to answer: {still['clinician']} by a clinician, {still['lay']} by a lay reader. "
            "There is no result before.",
            style="dim",
        )
