"""`hsgleaflet schema`: JSON Schema for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

NAMES = ("leaflet", "clinic", "brand", "passages")


@click.command()
@click.argument("name", type=click.Choice(NAMES))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead.")
def command(name: str, output: Path | None) -> None:
    """Print the JSON Schema of a file, so that an editor completes keys and shows what they mean.

    \b
    Examples:
      hsgleaflet schema leaflet -o schema/leaflet.json
    Then begin the file with:
      # yaml-language-server: $schema=../schema/leaflet.json
    """
    from hsgleaflet.cli.project import current
    from hsgleaflet.model.base import Model
    from hsgleaflet.model.brand import BrandFile
    from hsgleaflet.model.clinic import ClinicFile
    from hsgleaflet.model.described import schema
    from hsgleaflet.model.leaflet import LeafletFile, PassageFile

    models: dict[str, type[Model]] = {
        "leaflet": LeafletFile,
        "clinic": ClinicFile,
        "brand": BrandFile,
        "passages": PassageFile,
    }
    text = json.dumps(schema(models[name]), indent=2) + "\n"
    if output:
        current().workspace.write(output, text.encode())
        click.echo(str(output))
    else:
        click.echo(text, nl=False)
