"""`hsgleaflet check`: every problem with its line, why it is one, and the safe mendings."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Iterable

import click

from hsgleaflet.check.explain import FAMILIES, KNOWN, explained, overview
from hsgleaflet.check.run import Mending
from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.output import as_json, colourful, print_json, print_problems
from hsgleaflet.cli.project import current
from hsgleaflet.problems import Problem, did_you_mean, visible
from hsgleaflet.work.checking import Wanted, check
from hsgleaflet.work.mend import mend

_CALLED = {"error": "error", "warning": "warning", "info": "note"}


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--lang", "langs", multiple=True, help="A language, such as en-GB; else those of the clinic.")
@click.option("--format", "formats", multiple=True, help="A paper format, such as a4; else those of the clinic.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the meaning.")
@click.option("--explain", metavar="CODE", help="Say what a rule wants, why, and by which standard; `all` lists them.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each problem.")
def command(
    leaflets: tuple[str, ...],
    clinics: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    fix: bool,
    explain: str | None,
    as_lines: bool,
) -> int:
    """List every problem with its line, and every sentence that an unanswered question left out.

    Without a clinic only the leaflets themselves are checked, not their pages.

    \b
    Examples:
      hsgleaflet check
      hsgleaflet check hsg --clinic clinics/riverside --lang ur
      hsgleaflet check --fix
      hsgleaflet check --explain C101
    """
    if explain:
        return _explain(explain)
    wanted, today = Wanted(leaflets, clinics, langs, formats), current().today
    checked = check(current(), wanted, today)
    if fix and _mend(checked.mendings, as_lines=as_lines):
        current.cache_clear()
        checked = check(current(), wanted, today)
    problems = list(checked.problems)
    if as_lines:
        for problem in problems:
            print_json(as_json(problem))
        return exit_for(problems)
    print_problems(problems, current().workspace.lines_of)
    for gone in checked.omitted:
        click.echo(visible(f"{gone.at}: left out, as {{{gone.ask}}} is not answered: {gone.text}"))
    click.echo(_verdict(problems, len(checked.omitted), 0 if fix else len(checked.mendings)))
    return exit_for(problems)


def _mend(mendings: Iterable[Mending], *, as_lines: bool) -> bool:
    """Mend files, say what was changed, and return whether anything was."""
    made = mend(current().workspace, mendings)
    for one in made:
        if as_lines:
            print_json({"mended": one.old, "to": one.new, "file": one.at.file, "line": one.at.line,
                        "column": one.at.column})  # fmt: skip
        else:
            click.echo(f"{one.at}: {visible(one.old)} -> {visible(one.new) or '(nothing)'}")
    if made and not as_lines:
        click.echo(
            f"{_counted(len(made), 'place')} mended. What was signed or translated of these texts waits for it anew."
        )
    return bool(made)


def _explain(code: str) -> int:
    if code.lower() == "all":
        click.echo("\n".join(overview()))
        return Exit.CLEAN
    rule = KNOWN.get(code.upper())
    if rule is None:
        about = FAMILIES.get(code[:1].upper(), "")
        family = f" Codes with {code[0].upper()} tell of {about}; the message says what to do." if about else ""
        hint = did_you_mean(code.upper(), KNOWN) or "`hsgleaflet check --explain all` lists the rules"
        raise click.UsageError(
            f"{visible(code)} is not a rule with a standard behind it.{family} {hint[0].upper()}{hint[1:]}"
        )
    lines = list(explained(rule))
    bold = sys.stdout.isatty() and colourful()
    click.echo(click.style(lines[0], bold=True) if bold else lines[0])
    for line in lines[1:]:
        click.echo(_folded(line))
    return Exit.CLEAN


def _folded(line: str) -> str:
    """Return a line of an explanation folded under its own words."""
    label = line[:10]
    return textwrap.fill(line[10:], 100, initial_indent=label, subsequent_indent=" " * 10, break_on_hyphens=False)


def _verdict(problems: list[Problem], left_out: int, mendable: int) -> str:
    count = Counter(str(problem.severity) for problem in problems)
    said = ", ".join(_counted(count[name], word) for name, word in _CALLED.items() if count[name])
    parts = [f"{said}." if said else "No problems found."]
    if mendable:
        parts.append(f"{mendable} can be mended by: hsgleaflet check --fix.")
    if left_out:
        parts.append(f"{_counted(left_out, 'sentence')} left out.")
    known = [problem for problem in problems if problem.code in KNOWN]
    if known:
        worst = min(known, key=lambda problem: list(_CALLED).index(problem.severity))
        parts.append(f"The reason for a rule: hsgleaflet check --explain {worst.code}")
    return " ".join(parts)


def _counted(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else word + 's'}"
