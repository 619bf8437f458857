"""`hsgleaflet verify`: what a PDF is, whether it was altered, whether it keeps its standards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import asdict

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json, print_problems
from hsgleaflet.problems import LeafletError, fail
from hsgleaflet.work.conformance import ConformanceUnavailable, Failure, Result, Validator
from hsgleaflet.work.verify import STANDARDS, Identity, identify, is_pdf, profiles
from hsgleaflet.work.workspace import Workspace

_NO_AUTHORSHIP = "This shows that a file is as it was made. It does not show who made it."


class _Verdict(Struct, frozen=True):
    """What was found out about one file; without veraPDF there are no results."""

    file: str
    identity: Identity | None
    results: tuple[Result, ...]

    @property
    def good(self) -> bool:
        """Whether a leaflet is unaltered and conforms; of a file made by others only that it conforms."""
        whole = self.identity.unaltered if self.identity else bool(self.results)
        return whole and all(result.compliant for result in self.results)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.pdf...", type=click.Path(path_type=Path))
@click.option("--conformance", is_flag=True, help="Also run veraPDF: PDF/UA, PDF/A, whatever a file claims.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each file.")
def command(files: tuple[Path, ...], conformance: bool, as_lines: bool) -> int:
    """Say which leaflet a PDF is, of which version and clinic, and whether it was altered since it was made.

    This shows integrity, not authorship: anyone can make a new file and call it unaltered. With --conformance
    any PDF can be checked, not only leaflets.

    \b
    Examples:
      hsgleaflet verify build/riverside/hsg.en-GB.a4.draft.pdf
      hsgleaflet verify --conformance build/*/*.pdf
      hsgleaflet verify --json leaflet.pdf

    Ends with 0 when all is well, 1 when a file was altered, is no leaflet or breaks a standard, 3 when a file
    cannot be read or veraPDF is not installed.
    """
    checker = Validator() if conformance else None
    code, unaltered = Exit.CLEAN, False
    for path in files:
        try:
            verdict = _verdict(path, checker)
        except LeafletError as error:
            print_problems(error.problems, lambda file: None)
            code = Exit.FILES
        except ConformanceUnavailable as error:
            click.echo(str(error), err=True)
            return Exit.FILES
        else:
            _print(verdict, as_lines=as_lines)
            unaltered = unaltered or (verdict.identity is not None and verdict.identity.unaltered)
            code = max(code, Exit.CLEAN if verdict.good else Exit.CONTENT)
    if unaltered and not as_lines:
        click.echo(f"\n{_NO_AUTHORSHIP}")
    return code


def _verdict(path: Path, checker: Validator | None) -> _Verdict:
    """Return what one file is; raise LeafletError if it is no PDF, ConformanceUnavailable without veraPDF."""
    space = Workspace(Path.cwd())
    data, shown = space.raw(path), space.shown(path)
    if not is_pdf(data):
        raise fail("S002", f"{shown} is not a PDF")
    results = checker.validate(data, profiles(data), name=shown) if checker else ()
    return _Verdict(shown, identify(data), results)


def _print(verdict: _Verdict, *, as_lines: bool) -> None:
    if as_lines:
        print_json(_line(verdict))
        return
    click.echo(verdict.file)
    for line in (*_who(verdict.identity), *_standards(verdict.results)):
        click.echo(f"  {line}")


def _who(identity: Identity | None) -> Iterator[str]:
    if identity is None:
        yield _styled("not a leaflet made by hsgleaflet", "yellow")
        return
    yield f"{identity.title} ({identity.leaflet}), {identity.lang}"
    yield f"{identity.number} version {identity.version}, {identity.state}, review by {identity.review_by}"
    yield f"for {identity.clinic_name} ({identity.clinic})"
    yield f"wording {identity.wording_digest}"
    yield f"answers {identity.answers_digest}"
    if identity.unaltered:
        yield _styled("unaltered since it was made", "green")
    else:
        yield _styled("ALTERED since it was made: do not hand it out, build it again", "red")


def _standards(results: tuple[Result, ...]) -> Iterator[str]:
    for result in results:
        standard = STANDARDS[result.profile]
        if result.compliant:
            yield _styled(f"conforms to {standard} ({result.checks:,} checks)", "green")
        else:
            yield _styled(f"BREAKS {standard}:", "red")
            yield from (f"  {_failure(failure)}" for failure in result.failures)


def _failure(failure: Failure) -> str:
    clause = f"{failure.clause}-{failure.test}" if failure.test else failure.clause
    return f"{clause}  {failure.plain}{f' ({failure.count} times)' if failure.count > 1 else ''}"


def _styled(text: str, colour: str) -> str:
    return click.style(text, fg=colour) if sys.stdout.isatty() else text


def _line(verdict: _Verdict) -> dict[str, object]:
    return {
        "file": verdict.file,
        "leaflet": asdict(verdict.identity) if verdict.identity else None,
        "conformance": [
            {
                "standard": STANDARDS[result.profile],
                "conforms": result.compliant,
                "checks": result.checks,
                "failures": [asdict(failure) for failure in result.failures],
            }
            for result in verdict.results
        ],
    }
