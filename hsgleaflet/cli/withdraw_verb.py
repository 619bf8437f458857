"""`hsgleaflet withdraw`: a leaflet may not be given any more."""

from __future__ import annotations

import sys

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current
from hsgleaflet.problems import fail
from hsgleaflet.work.issued import issued
from hsgleaflet.work.sign import withdraw


@click.command()
@click.argument("leaflet")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--replaced-by", default="", metavar="LEAFLET", help="The leaflet to give instead.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is withdrawn.")
@click.option("--yes", is_flag=True, help="Withdraw without being asked, as in scripts.")
def command(leaflet: str, clinics: tuple[str, ...], replaced_by: str, reason: str, yes: bool) -> int:
    """Withdraw a leaflet in its version of today, and all versions before it: no copy is made any more.

    Without --clinic it is withdrawn in every clinic of this folder.

    \b
    Examples:
      hsgleaflet withdraw hsg --reason "a figure was wrong"
      hsgleaflet withdraw hsg --replaced-by hsg-or-hysteroscopy --clinic riverside

    A later version can be approved again.
    """
    project = current()
    paths = project.workspace.clinic_paths(clinics)
    if not paths:
        raise fail("S007", f"there is no clinic in {project.workspace.root}", hint="add --clinic")
    version = project.leaflet(leaflet).value.version
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is there to be asked: add --yes")
        if not click.confirm(f"Withdraw {leaflet} {version} in {len(paths)} clinics?", default=False):
            click.echo("Nothing was withdrawn.")
            return Exit.CONTENT
    for path in paths:
        name = project.clinic(path).value.clinic
        withdraw(project, path, leaflet, replaced_by, reason)
        files = [one for one in issued(project.workspace, path) if one.leaflet == leaflet]
        click.echo(f"{name}: {leaflet} {version} is withdrawn; {len(files)} files of it were issued.")
    click.echo("Run `hsgleaflet build` to take the old files away, and clear the paper copies.")
    return Exit.CLEAN
