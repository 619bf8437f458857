"""`hsgleaflet approve`: a role signs exactly what a reader will read."""

from __future__ import annotations

import sys
from typing import get_args

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.noticed import print_changes
from hsgleaflet.cli.output import print_problems
from hsgleaflet.cli.project import current, one_clinic
from hsgleaflet.model.clinic import Role
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.standing import Standing
from hsgleaflet.problems import LeafletError, Severity, visible
from hsgleaflet.work.sign import Signing, approve, obstacles, signing, unconfirmed


@click.command()
@click.argument("leaflet")
@click.option("--clinic", metavar="PATH", help="The clinic: its name, folder or file; needed when there are several.")
@click.option("--role", required=True, type=click.Choice(get_args(Role)), help="In which role you sign.")
@click.option("--lang", help="The language that was read; else the leaflet's own.")
@click.option("--wording", type=click.Choice(get_args(Wording)), default="full", show_default=True,
              help="The wording that was read.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Sign without being asked, as in scripts.")
def command(leaflet: str, clinic: str | None, role: Role, lang: str | None, wording: Wording, yes: bool) -> int:
    """Sign exactly these words and answers, in one language and wording; any later change of meaning is a draft again.

    Before you are asked, everything is shown that you would not see on paper: sentences that were left out, warnings,
    what changed since the last signature. The day comes from the clock. It is a record beside the clinic's file, not
    a cryptographic signature.

    \b
    Examples:
      hsgleaflet approve hsg --clinic riverside --role clinician
      hsgleaflet approve hsg --clinic riverside --role lay-reader --lang pl
      hsgleaflet approve hsg --clinic riverside --role governance --wording short --yes

    Ends with 0 when it was signed, 1 when something stands in the way or you said no.
    """
    project = current()
    path = one_clinic(clinic)
    seen = signing(project, leaflet, path, lang or project.leaflet(leaflet).value.lang, wording)
    _show(seen)
    wrong = list(obstacles(project, seen, role))
    if wrong:
        raise LeafletError(wrong)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is there to be asked: read what stands above, then add --yes")
        if not click.confirm(f"Sign these words and answers as {role}?", default=False):
            click.echo("Nothing was signed.")
            return Exit.CONTENT
    record = approve(project, seen, role)
    click.echo(f"Signed as {role} on {record.date}: {seen.prepared.document.code}")
    after = signing(project, leaflet, path, seen.read.lang, wording).standing
    click.echo(_state(after))
    if unconfirmed(project, path):
        click.echo("Some numbers wait for: hsgleaflet confirm --clinic " + project.clinic(path).value.clinic)
    return Exit.CLEAN


def _show(seen: Signing) -> None:
    meta, read = seen.prepared.document.meta, seen.read
    click.echo(f"{meta.title} ({meta.leaflet}), {meta.number} version {meta.version}")
    click.echo(f"{read.lang}, {read.edition} wording, for {visible(meta.clinic)}, code {seen.prepared.document.code}")
    warnings = [problem for problem in seen.problems if problem.severity is Severity.WARNING]
    if warnings:
        click.echo(f"\nWarnings ({len(warnings)}):")
        print_problems(warnings, current().workspace.lines_of)
    notes = sum(problem.severity is Severity.INFO for problem in seen.problems)
    if notes:
        click.echo(f"\nNotes of less weight ({notes}): hsgleaflet check {read.leaflet}")
    if seen.omitted:
        click.echo(f"\nLeft out, as a question is not answered ({len(seen.omitted)}):")
        for gone in seen.omitted:
            click.echo(visible(f"  {{{gone.ask}}}  {gone.text}"))
    _show_changes(seen)


def _show_changes(seen: Signing) -> None:
    if seen.last is None:
        click.echo("\nNobody has signed it before.\n")
        return
    since = f"since {seen.last.role} signed version {seen.last.version} on {seen.last.date}"
    if seen.since is None:
        click.echo(f"\nWhat was read then is not kept beside the clinic, so changes {since} cannot be shown.\n")
    elif not seen.since.places:
        click.echo(f"\nNothing changed {since}.\n")
    else:
        click.echo(f"\nChanged {since}:")
        print_changes(seen.since.words)
        for name, old, new in seen.since.answers:
            click.echo(visible(f"  answer {{{name}}}: {old or '(none)'} -> {new or '(none)'}"))
        click.echo()


def _state(standing: Standing) -> str:
    if standing.is_clean:
        return f"Approved. It may be given until {standing.until}."
    return "\n".join(["Still a draft:", *(f"  {reason}" for reason in standing.reasons)])
