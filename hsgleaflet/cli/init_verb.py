"""`hsgleaflet init`: a clinic project."""

from __future__ import annotations

from pathlib import Path

import click

from hsgleaflet.problems import fail
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[DIR]")
@click.option("--leaflet", "leaflets", multiple=True, help="A leaflet your clinic gives; all of them when left out.")
def command(folder: Path, leaflets: tuple[str, ...]) -> None:
    """Start a clinic project: clinic.yaml with every question, _brand.yml and a logo to replace.

    \b
    Examples:
      hsgleaflet init
      hsgleaflet init my-clinic --leaflet hsg
    """
    start(folder, leaflets)
    click.echo("\nNext: change the answers in clinic.yaml, then run")
    click.echo("  hsgleaflet build" if folder == Path() else f"  cd {folder} && hsgleaflet build")


def start(folder: Path, leaflets: tuple[str, ...]) -> None:
    """Write the files of a project; raise LeafletError when one of them is there already."""
    from hsgleaflet.work.start import BRAND, LOGO, clinic_file

    project = Project(Workspace(folder.resolve()))
    names = leaflets or tuple(project.workspace.leaflet_names())
    shared = project.shared()
    clinic = clinic_file([project.leaflet(name).value for name in names], shared.value if shared else None)
    files = {"clinic.yaml": clinic, "_brand.yml": BRAND, "logo.svg": LOGO}
    there = [name for name in files if (folder / name).exists()]
    if there:
        hint = "choose another folder: hsgleaflet init DIR"
        verb = "is" if len(there) == 1 else "are"
        raise fail("B005", f"{', '.join(there)} {verb} already in {folder.resolve()}", hint=hint)
    for name, text in files.items():
        project.workspace.write(folder / name, text.encode())
        click.echo(f"wrote {folder / name}")
