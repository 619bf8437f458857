"""`hsgleaflet diff`: what a reader would notice between two versions, clinics or languages."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.noticed import print_changes
from hsgleaflet.cli.output import print_json
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.model.formats import Wording
from hsgleaflet.problems import visible
from hsgleaflet.work.compare import Compared, changes_document, compare, side, summary
from hsgleaflet.work.papers import pdf


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option("--clinic", metavar="PATH", help="The clinic, where a name has none; needed when there are several.")
@click.option("--wording", type=click.Choice(get_args(Wording)), default="full", show_default=True,
              help="The wording to compare.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf",
              help="Also write the changes as a PDF, before and after side by side.")  # fmt: skip
@click.option("--json", "as_lines", is_flag=True, help="Print a line of JSON for each change, and for the advice.")
def command(old: str, new: str | None, clinic: str | None, wording: str, output: Path | None, as_lines: bool) -> int:
    """Say what a reader would notice between two texts, by heading, and whether that is a minor or a major version.

    A text is named LEAFLET[@CLINIC][:LANGUAGE][#VERSION]; the version is `signed` (as it was last signed), a code from
    the foot of a page, or a git revision, and without one it is the text of today. A leaflet's .yaml file of another
    folder, or a .pdf, will do as well. One name alone is compared with what was last signed.

    \b
    Examples:
      hsgleaflet diff hsg
      hsgleaflet diff hsg#v1.0 hsg -o changes.pdf
      hsgleaflet diff hsg@riverside hsg@hillside
      hsgleaflet diff hsg hsg:pl
      hsgleaflet diff old.pdf hsg

    Removed words stand in [-...-] and added ones in {+...+}, or in red and green on a terminal.
    """
    project = current()
    path = one_clinic(clinic)
    first, second = (old, new) if new else (f"{old}#signed", old)
    found = compare(side(project, first, path, wording), side(project, second, path, wording))
    if as_lines:
        _print_lines(found)
    else:
        _print(found)
    if output:
        name = project.clinic(path).value.name
        data = pdf(project, path, changes_document(found, name, project.today.isoformat()))
        project.workspace.write(output, data)
        if not as_lines:
            click.echo(project.workspace.shown(output))
    return Exit.CLEAN


def _print(found: Compared) -> None:
    click.echo(f"{found.old.name} (version {found.old.version}) -> {found.new.name} (version {found.new.version})")
    print_changes(found.changes)
    for name, old, new in found.answers:
        click.echo(visible(f"  answer {{{name}}}: {old or '(none)'} -> {new or '(none)'}"))
    click.echo(summary(found))


def _print_lines(found: Compared) -> None:
    for change in found.changes:
        where = {"heading": change.passage.heading, "part": change.passage.part}
        print_json({**where, "old": change.old, "new": change.new})
    for name, old, new in found.answers:
        print_json({"answer": name, "old": old, "new": new})
    print_json({"advice": found.advice.level, "reasons": list(found.advice.reasons), "version": found.next_version})
