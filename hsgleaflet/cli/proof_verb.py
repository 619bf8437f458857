"""`hsgleaflet proof`: a leaflet for a reading group, with numbered lines and evidence."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.model.formats import Wording
from hsgleaflet.work.proofs import proof


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("--lang", help="A language, such as pl; else the leaflet's own.")
@click.option("--wording", type=click.Choice(get_args(Wording)), default="full", show_default=True, help="The wording.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf",
              help="The file; else LEAFLET.LANG.proof.pdf in this folder.")  # fmt: skip
def command(leaflet: str, clinic: str | None, lang: str | None, wording: Wording, output: Path | None) -> int:
    """Make a proof for people who read critically: numbered lines, a wide margin, the evidence beside each claim.

    Its last page lists the sources. It is not for patients, and says so on every page.

    \b
    Examples:
      hsgleaflet proof hsg
      hsgleaflet proof hsg --clinic riverside --wording short -o hsg.pdf
    """
    project, path = current(), one_clinic(clinic)
    tongue = lang or project.leaflet(leaflet).value.lang
    output = output or Path(f"{leaflet}.{tongue}.proof.pdf")
    project.workspace.write(output, proof(project, leaflet, path, tongue, wording))
    click.echo(project.workspace.shown(output))
    return Exit.CLEAN
