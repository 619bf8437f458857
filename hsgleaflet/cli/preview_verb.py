"""`hsgleaflet preview`: a page on this machine that shows leaflets while their files are written."""

from __future__ import annotations

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current
from hsgleaflet.problems import fail


@click.command()
@click.argument("leaflet", required=False, metavar="[LEAFLET]")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--lang", default="", help="The language to begin with, such as en-GB.")
@click.option("--format", "format_name", default="", help="The format to begin with, such as a4 or html.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; else a free one.")
@click.option("--no-open", is_flag=True, help="Only print the address; open no browser.")
def command(
    leaflet: str | None, clinics: tuple[str, ...], lang: str, format_name: str, port: int, no_open: bool
) -> int:
    """Show leaflets in a browser, drawn anew with every save, with their problems, brand and answers.

    Nothing leaves this machine: the page is at 127.0.0.1 and its address holds a token. Ctrl-C ends it.

    \b
    Examples:
      hsgleaflet preview
      hsgleaflet preview hsg --clinic clinics/riverside --format trifold
      hsgleaflet preview --no-open --port 8000
    """
    project = current()
    if leaflet:
        project.workspace.leaflet_path(leaflet)
    project.workspace.clinic_paths(clinics)
    try:
        from hsgleaflet.preview.desk import Desk
        from hsgleaflet.preview.server import serve
    except ModuleNotFoundError as error:
        hint = 'pip install "hsgleaflet[preview]"'
        raise fail("B063", f"the preview needs the package {error.name}", hint=hint) from None

    def ready(address: str) -> None:
        click.echo(f"{address}\nCtrl-C ends the preview.")
        if not no_open:
            import webbrowser

            webbrowser.open(address)

    begin = {"leaflet": leaflet or "", "lang": lang, "format": format_name}
    serve(Desk(project, clinics), port, begin, ready)
    return Exit.CLEAN
