"""`hsgleaflet doctor`: what is installed, what is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json
from hsgleaflet.work.doctor import Finding, examine


@click.command()
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each finding.")
def command(as_lines: bool) -> int:
    """Say what is installed and what is missing: versions, fonts, extras, writable folders.

    \b
    Examples:
      hsgleaflet doctor
    """
    findings = examine(Path.cwd())
    for finding in findings:
        if as_lines:
            print_json({"ok": finding.ok, "needed": finding.needed, "what": finding.what, "said": finding.said})
        else:
            click.echo(_line(finding))
    return Exit.FILES if any(finding.needed and not finding.ok for finding in findings) else Exit.CLEAN


def _line(finding: Finding) -> str:
    sign = "ok     " if finding.ok else "MISSING" if finding.needed else "not yet"
    colour = "green" if finding.ok else "red" if finding.needed else "yellow"
    sign = click.style(sign, fg=colour) if sys.stdout.isatty() else sign
    return f"{sign}  {finding.what}: {finding.said}"
