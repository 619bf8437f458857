"""The group of commands, and what happens to errors that none of them expected.

A command's module is imported only when it is called: a build should not wait for code it does not run.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from hsgleaflet import __version__
from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.problems import LeafletError

VERBS = {
    "build": "Make the PDFs.",
    "preview": "Show leaflets in a browser while you write them.",
    "check": "List every problem with its line.",
    "readability": "Say how hard a leaflet reads, and where.",
    "score": "Fill in public score sheets as far as a program can.",
    "list": "List the leaflets.",
    "gallery": "Make one PDF that shows every element in your brand.",
    "init": "Start a clinic project.",
    "new": "Start a leaflet.",
    "translate": "Make and check the PO files of translators.",
    "schema": "Print the JSON Schema of a file, for editors.",
    "proof": "Make a proof for a reading group.",
    "signoff": "Make the sheet on which a leaflet is signed.",
    "approve": "Sign exactly what a reader will read.",
    "confirm": "Say when the clinic's numbers were dialled.",
    "extend": "Put off the review of an approved leaflet, once.",
    "withdraw": "Withdraw a leaflet, so that no copy is made.",
    "diff": "Say what a reader would notice between two texts.",
    "conflicts": "Compare what leaflets say of driving, work, sex and tampons.",
    "personalise": "Make a copy for each person of a list.",
    "verify": "Say what a PDF is, and whether it was altered.",
    "doctor": "Say what is installed and what is missing.",
}


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"hsgleaflet.cli.{cmd_name}_verb")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from hsgleaflet.problems import did_you_mean

            said = f"{error.message} {did_you_mean(args[0], VERBS)}".strip()
            raise click.UsageError(said, ctx) from None


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="hsgleaflet")
def cli() -> None:
    """Turn YAML leaflets into printed patient leaflets.

    \b
    Examples:
      hsgleaflet init                 a clinic project in this folder
      hsgleaflet build                every leaflet your clinics ask for
      hsgleaflet build hsg            one leaflet
      hsgleaflet check                every problem, with its line

    `hsgleaflet COMMAND -h` shows the options of a command, with examples.
    """


def run() -> None:
    """Run the command line; end with a code of `Exit`, never with a traceback."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        code = Exit.INTERRUPTED
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        code = Exit.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = Exit.USAGE
    except LeafletError as error:
        code = _report(error)
    except SystemExit as ended:
        # click ends by itself after completing for a shell, or when the reader of a pipe went away, which is no error
        code = ended.code if "_HSGLEAFLET_COMPLETE" in os.environ else Exit.CLEAN
    except Exception as error:
        if "HSGLEAFLET_DEBUG" in os.environ:
            raise
        click.echo(f"This is a bug in hsgleaflet: {type(error).__name__}: {error}", err=True)
        click.echo("Please report it with the command you typed. HSGLEAFLET_DEBUG=1 shows more.", err=True)
        code = Exit.BUG
    sys.exit(code if isinstance(code, int) else 0)


def _report(error: LeafletError) -> Exit:
    from hsgleaflet.cli.output import print_problems

    print_problems(error.problems, _lines_of_file)
    return exit_for(error.problems)


def _lines_of_file(file: str) -> list[str] | None:
    from hsgleaflet.cli.project import current

    found = current().workspace.lines_of(file)
    return list(found) if found is not None else None
