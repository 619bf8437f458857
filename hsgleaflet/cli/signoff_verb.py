"""`hsgleaflet signoff`: the sheet on which a leaflet is signed"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.model.formats import Wording
from hsgleaflet.work.papers import pdf
from hsgleaflet.work.proofs import sign_off_sheet


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("--lang", help="A language, such as pl; else the leaflet's own.")
@click.option("--wording", type=click.Choice(get_args(Wording)), default="full", show_default=True, help="The wording.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf",
              help="The file; else LEAFLET.LANG.signoff.pdf in this folder.")  # fmt: skip
def command(leaflet: str, clinic: str | None, lang: str | None, wording: Wording, output: Path | None) -> int:
    """Make the sheet on which a leaflet is signed by hand, with everything that its pages do not show.

    That is: what changed, what was left out, questions and answers, when numbers were dialled, warnings, scores,
    sources, and a line for each role. `hsgleaflet approve` then records who signed.

    \b
    Examples:
      hsgleaflet signoff hsg
      hsgleaflet signoff hsg --clinic riverside --wording short -o hsg.pdf
    """
    project, path = current(), one_clinic(clinic)
    tongue = lang or project.leaflet(leaflet).value.lang
    output = output or Path(f"{leaflet}.{tongue}.signoff.pdf")
    project.workspace.write(output, pdf(project, path, sign_off_sheet(project, leaflet, path, tongue, wording)))
    click.echo(project.workspace.shown(output))
    return Exit.CLEAN
