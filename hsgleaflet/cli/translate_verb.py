"""`hsgleaflet translate`: PO files for translators."""

from __future__ import annotations

import click

from hsgleaflet.cli.output import print_json
from hsgleaflet.cli.project import current


@click.group(name="translate")
def command() -> None:
    """Make and check the PO files that translators edit.

    \b
    Examples:
      hsgleaflet translate extract          templates: leaflets/locale/NAME.pot
      hsgleaflet translate update pl        leaflets/locale/pl/NAME.po, old work kept
      hsgleaflet translate status           what is done, what is stale
    """


@command.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
def extract(leaflets: tuple[str, ...]) -> None:
    """Write the templates of the leaflets, the shared passages and the program's phrases.

    \b
    Examples:
      hsgleaflet translate extract
      hsgleaflet translate extract hsg
    """
    from hsgleaflet.work import translate

    project = current()
    for name in translate.names(project, leaflets):
        click.echo(str(translate.extract(project, name).relative_to(project.workspace.root)))


@command.command()
@click.argument("lang")
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
def update(lang: str, leaflets: tuple[str, ...]) -> None:
    """Bring the PO files of a language up to date, or start them.

    A text whose English changed keeps its translation, marked as waiting for the translator.

    \b
    Examples:
      hsgleaflet translate update pl
      hsgleaflet translate update ur hsg
    """
    from hsgleaflet.work import translate

    project = current()
    for name in translate.names(project, leaflets):
        click.echo(str(translate.update(project, name, lang).relative_to(project.workspace.root)))


@command.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each file.")
def status(leaflets: tuple[str, ...], as_lines: bool) -> None:
    """Say how far each translation is.

    \b
    Examples:
      hsgleaflet translate status
      hsgleaflet translate status hsg --json
    """
    from hsgleaflet.work import translate

    for found in translate.status(current(), leaflets):
        if as_lines:
            print_json({name: getattr(found, name) for name in found.__struct_fields__})
        else:
            stale = f", {found.stale} stale" if found.stale else ""
            click.echo(
                f"{found.lang:8} {found.name:22} {found.done} of {found.texts} done{stale}  ({found.translator})"
            )
