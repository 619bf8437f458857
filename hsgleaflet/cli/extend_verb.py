"""`hsgleaflet extend`: the review of an approved leaflet is put off, once."""

from __future__ import annotations

import datetime
from typing import get_args

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.model.formats import Wording
from hsgleaflet.work.sign import extend, signing


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The new last day, at most 6 months after the review date.")  # fmt: skip
@click.option("--reason", required=True, metavar="TEXT", help="Why, as the approving group gave it.")
@click.option("--lang", help="The language that is looked at; else the leaflet's own.")
@click.option("--wording", type=click.Choice(get_args(Wording)), default="full", show_default=True,
              help="The wording that is looked at.")  # fmt: skip
def command(
    leaflet: str, clinic: str | None, until: datetime.datetime, reason: str, lang: str | None, wording: Wording
) -> int:
    """Put off the review of an approved version, once and by at most 6 months, with a reason.

    \b
    Examples:
      hsgleaflet extend hsg --until 2029-03-01 --reason "the group meets in February"

    It holds for every language and wording of the version. Its pages say until when.
    """
    project, path = current(), one_clinic(clinic)
    if not reason.strip():
        raise click.UsageError("--reason is empty: write why the group put it off")
    seen = signing(project, leaflet, path, lang or project.leaflet(leaflet).value.lang, wording)
    record = extend(project, seen, until.date(), reason.strip())
    click.echo(f"{leaflet} {record.version} may be given until {record.until}. It cannot be put off again.")
    return Exit.CLEAN
