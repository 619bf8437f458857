"""`hsgleaflet new`: a leaflet to fill in."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from hsgleaflet.cli.project import current
from hsgleaflet.problems import fail


@click.command()
@click.argument("name")
@click.option("--from", "model", metavar="LEAFLET", help="Start from a copy of this leaflet.")
def command(name: str, model: str | None) -> None:
    """Start a leaflet in leaflets/: all parts to fill in, valid at once as a draft.

    \b
    Examples:
      hsgleaflet new cystoscopy
      hsgleaflet new hsg-evening --from hsg
    """
    from hsgleaflet.work.start import copied_leaflet, leaflet_file

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise click.UsageError(f'"{name}" cannot be a name: use lower-case letters, digits and hyphens.')
    workspace = current().workspace
    path = Path("leaflets") / f"{name}.yaml"
    if path.exists():
        raise fail("B005", f"{path} is there already", hint="choose another name")
    if model:
        text = copied_leaflet(workspace.text(workspace.leaflet_path(model)), model, name)
    else:
        text = leaflet_file(name, datetime.datetime.now(tz=datetime.UTC).date())
    workspace.write(path, text.encode())
    click.echo(f"wrote {path}")
    click.echo(f"\nNext: fill it in, add {name} under `leaflets:` of your clinic.yaml, then run")
    click.echo(f"  hsgleaflet check {name}")
