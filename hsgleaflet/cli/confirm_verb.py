"""`hsgleaflet confirm`: the clinic says when somebody tried its numbers and addresses."""

from __future__ import annotations

import datetime
import sys

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.problems import visible
from hsgleaflet.work.sign import confirm, printed_contacts, unconfirmed

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("--dialled", type=_DAY, metavar="DATE", help="When all were tried, as 2026-11-23; else each is asked.")
@click.option("--all", "again", is_flag=True, help="Ask again for those that were confirmed before.")
def command(clinic: str | None, dialled: datetime.datetime | None, again: bool) -> int:
    """Confirm the clinic's own numbers and addresses: says which are new, and asks when each was dialled or opened.

    A changed number needs no new signature of a clinician, but somebody must have dialled it. Short numbers of a
    country, such as 999 or 111, are not asked for, and nothing is asked of an example clinic.

    \b
    Examples:
      hsgleaflet confirm --clinic riverside
      hsgleaflet confirm --clinic riverside --dialled 2026-11-23

    Ends with 0 when none is left, 1 when some are.
    """
    project, path = current(), one_clinic(clinic)
    waiting = printed_contacts(project, path) if again else unconfirmed(project, path)
    if not waiting:
        click.echo("Every number and address is confirmed.")
        return Exit.CLEAN
    if dialled is None and not sys.stdin.isatty():
        for contact, name in waiting.items():
            click.echo(visible(f"{contact}  ({name})"))
        raise click.UsageError("nobody is there to be asked: dial them, then add --dialled DATE")
    left = 0
    for contact, name in waiting.items():
        day = dialled.date() if dialled else _asked(contact, name)
        if day is None:
            left += 1
            continue
        confirm(project, path, contact, day)
        click.echo(visible(f"{contact}  tried on {day}"))
    if left:
        click.echo(f"{left} of {len(waiting)} are still to be tried.")
    return Exit.CONTENT if left else Exit.CLEAN


def _asked(contact: str, name: str) -> datetime.date | None:
    """Return the day on which somebody tried a number, None when nobody has."""
    question = visible(f"{contact}  ({name}): tried on which day, as 2026-11-23? Empty: not yet")
    given = click.prompt(question, default="", show_default=False, value_proc=lambda text: text and _DAY(text))
    return given.date() if given else None
