"""`hsgleaflet verify`: what a PDF is, whether it was altered, whether it keeps its standards."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json, print_problems
from hsgleaflet.problems import LeafletError, fail, visible
from hsgleaflet.work.conformance import ConformanceUnavailable, Failure, Result, Validator
from hsgleaflet.work.verify import STANDARDS, Identity, identify, is_page, is_pdf, profiles
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.metadata import MONO, PRINT, SHOP

if TYPE_CHECKING:
    from hsgleaflet.work.lookup import Known

_USES = {PRINT: "an office printer", SHOP: "a print shop", MONO: "a look in black alone"}
_NO_AUTHORSHIP = "This shows that a file is as it was made. It does not show who made it."


class _Verdict(Struct, frozen=True):
    """What was found out about one file; without veraPDF there are no results, without a project nothing is known."""

    file: str
    identity: Identity | None
    results: tuple[Result, ...]
    known: Known | None = None

    @property
    def good(self) -> bool:
        """Whether a leaflet is unaltered, may be given and conforms; of a file made by others only that it conforms."""
        whole = self.identity.unaltered if self.identity else bool(self.results)
        return whole and all(result.compliant for result in self.results) and not (self.known and self.known.faults)


@click.command()
@click.argument("files", nargs=-1, metavar="FILE.pdf...", type=click.Path(path_type=Path))
@click.option("--digest", metavar="CODE", help="Look up a sheet of paper by the code at its foot, such as K7M3-9PQX.")
@click.option("--conformance", is_flag=True, help="Also run veraPDF: PDF/UA, PDF/A, whatever a file claims.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each file.")
def command(files: tuple[Path, ...], digest: str | None, conformance: bool, as_lines: bool) -> int:
    """Say which leaflet a PDF, web page or sheet of paper is, whether it was altered, and whether it may be given.

    From the file alone: leaflet, version, clinic, language, and whether its bytes are those that were made. Against the
    project of this folder: who approved it and when, and whether it is expired, withdrawn, superseded or not issued
    here. This shows integrity, not authorship: anyone can make a new file and call it unaltered. With --conformance
    any PDF can be checked, not only leaflets.

    \b
    Examples:
      hsgleaflet verify build/riverside/hsg.en-GB.a4.draft.pdf
      hsgleaflet verify --digest K7M3-9PQX
      hsgleaflet verify --conformance build/*/*.pdf
      hsgleaflet verify --json leaflet.pdf

    Ends with 0 when all is well, 1 when a file was altered, may not be given, is no leaflet or breaks a standard, 3
    when a file cannot be read or veraPDF is not installed.
    """
    if not files and not digest:
        raise click.UsageError("name a PDF, or a code after --digest")
    code = _sheet(digest, as_lines=as_lines) if digest else Exit.CLEAN
    checker = Validator() if conformance else None
    unaltered = False
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
    page = is_page(data)
    if not (page or is_pdf(data)):
        raise fail("S002", f"{shown} is not a PDF")
    results = checker.validate(data, profiles(data), name=shown) if checker and not page else ()
    identity = identify(data)
    return _Verdict(shown, identity, results, _known(space, identity, data) if identity else None)


def _known(space: Workspace, identity: Identity, data: bytes) -> Known | None:
    """Return what the project of this folder knows of a file; a folder without a clinic is none, and costs nothing."""
    if not space.clinic_paths():
        return None
    from hsgleaflet.cli.project import current
    from hsgleaflet.work.lookup import known, paper_of

    return known(current(), paper_of(identity, hashlib.sha256(data).hexdigest()))


def _sheet(typed: str, *, as_lines: bool) -> Exit:
    """Say what a sheet of paper is by the code at its foot."""
    from hsgleaflet.cli.project import current
    from hsgleaflet.compose.digest import read_code
    from hsgleaflet.work.lookup import known, papers

    code = read_code(typed)
    if not code:
        raise click.UsageError(f'"{typed}" is no code: it has eight signs, such as K7M3-9PQX')
    found = [(paper, known(current(), paper)) for paper in papers(current(), code)]
    if not found:
        hint = "type it again from the foot of the page, or look in the project that made it"
        raise fail("G125", f"nothing in this project has the code {code}", hint=hint)
    for paper, facts in found:
        if as_lines:
            print_json({"code": code, "paper": to_builtins(paper), "project": to_builtins(facts)})
            continue
        click.echo(code)
        wording = "" if paper.wording == "full" else f", {paper.wording} wording"
        click.echo(f"  {paper.leaflet} version {paper.version}, {paper.lang}{wording}, for {paper.clinic}")
        for line in _knowledge(facts, sound=True):
            click.echo(f"  {line}")
    return Exit.CONTENT if any(facts and facts.faults for _, facts in found) else Exit.CLEAN


def _knowledge(found: Known | None, *, sound: bool) -> Iterator[str]:
    """Yield what the project of this folder knows; nothing when it knows nothing.

    That words are approved does not let an altered file, a draft or one with an old number be given.
    """
    if found is None:
        return
    if found.standing.signed:
        signed = ", ".join(f"{one.role} on {one.date}" for one in found.standing.signed)
        yield _styled(f"signed by {signed}", "green")
    if found.standing.is_clean and (found.faults or not sound):
        yield _styled(
            f"these words are approved until {found.standing.until}, but this copy is not one to give", "yellow"
        )
    elif found.standing.is_clean:
        yield _styled(f"approved, may be given until {found.standing.until}", "green")
    elif found.standing.state == "draft":
        yield _styled(f"a draft: {'; '.join(found.standing.reasons)}", "yellow")
    if found.issued_on:
        yield f"issued on {found.issued_on}"
    yield from found.notes
    yield from (_styled(fault, "red") for fault in found.faults)


def _print(verdict: _Verdict, *, as_lines: bool) -> None:
    if as_lines:
        print_json(_line(verdict))
        return
    click.echo(visible(verdict.file))
    sound = verdict.identity is not None and verdict.identity.unaltered and verdict.identity.state != "draft"
    for line in (*_who(verdict.identity), *_knowledge(verdict.known, sound=sound), *_standards(verdict.results)):
        click.echo(f"  {line}")


def _who(identity: Identity | None) -> Iterator[str]:
    if identity is None:
        yield _styled("not a leaflet made by hsgleaflet", "yellow")
        return
    yield visible(f"{identity.title} ({identity.leaflet}), {identity.lang}")
    yield visible(f"{identity.number} version {identity.version}, {identity.state}, review by {identity.review_by}")
    use = f", for {_USES[identity.purpose]}" if identity.purpose in _USES else ""
    yield visible(f"{identity.wording} wording on {identity.format}{use}, code {identity.code}")
    yield visible(f"for {identity.clinic_name} ({identity.clinic})")
    yield visible(f"wording {identity.wording_digest}")
    yield visible(f"answers {identity.answers_digest}")
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
        "project": to_builtins(verdict.known),
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
