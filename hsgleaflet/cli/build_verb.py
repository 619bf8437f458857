"""`hsgleaflet build`: the PDFs, and the editions that are not paper."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import click

from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.output import as_json, print_json, print_problems
from hsgleaflet.cli.printing import copy_of, how_to_print, paper_of, printing_of
from hsgleaflet.cli.progress import shown
from hsgleaflet.cli.project import current
from hsgleaflet.work.batch import Batch, Options, Outcome, Request
from hsgleaflet.work.build import FHIR, SUFFIX, Job
from hsgleaflet.work.engine import Place, cluster, processes
from hsgleaflet.work.outbox import Outbox
from hsgleaflet.work.project import Project
from hsgleaflet.write.pdf.metadata import MONO, SHOP

_WORTH_A_PROCESS = 24
"""Jobs for which it pays to start processes unasked."""
_LISTED = 30
"""Files that are listed on a terminal; more are counted."""


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--lang", "langs", multiple=True, help="A language, such as en-GB; else those of the clinic.")
@click.option("--format", "formats", multiple=True, help="A format, such as a4 or text; else those of the clinic.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("build"),
              show_default=True, help="Folder for the files.")  # fmt: skip
@click.option("--conformance", type=click.Choice(list(SUFFIX)), default="ua1+a2a", show_default=True,
              help="Standards the PDF keeps.")  # fmt: skip
@click.option("--drafts", is_flag=True, help="Machine translations too; else they are made only when named by --lang.")
@click.option("--print-shop", "shop", is_flag=True,
              help="Also a file for a print shop (.shop): bleed, crop and fold marks.")  # fmt: skip
@click.option("--mono", is_flag=True, help="Also a proof of how it looks in black alone (.mono).")
@click.option("--fhir", is_flag=True, help="Also a FHIR R4 DocumentReference (.fhir.json) for a record system.")
@click.option("-j", "--jobs", "workers", type=click.IntRange(1), metavar="N",
              help="Processes that build; else as many as there are cores when there is much to do.")  # fmt: skip
@click.option("--cluster", "address", metavar="ADDRESS", help="A Dask scheduler whose workers build instead.")
@click.option("--force", is_flag=True, help="Make everything anew, also what has not changed.")
@click.option("--verify", is_flag=True, help="Compare the hash of every file, not only of those that were touched.")
@click.option("--dry-run", is_flag=True, help="Say what would be made; write nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first leaflet that cannot be made.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each leaflet, as it is done.")
def command(
    leaflets: tuple[str, ...],
    clinics: tuple[str, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path,
    conformance: str,
    drafts: bool,
    shop: bool,
    mono: bool,
    fhir: bool,
    workers: int | None,
    address: str | None,
    as_lines: bool,
    **how: bool,
) -> int:
    """Make the PDFs: those named, or all that the clinics of this folder ask for.

    Only what has changed is made. A file that is out of date and cannot be made again moves to superseded/.

    \b
    Examples:
      hsgleaflet build
      hsgleaflet build hsg hysteroscopy --clinic clinics/riverside
      hsgleaflet build hsg -o ~/leaflets --conformance a3a
      hsgleaflet build hsg --lang ur --lang pl
      hsgleaflet build hsg --format trifold --print-shop --mono
      hsgleaflet build --dry-run
      hsgleaflet build --force -j 4 --json > build.jsonl
      hsgleaflet build --cluster tcp://scheduler:8786
    """
    project = current()
    paths = tuple(project.workspace.clinic_paths(clinics))
    if not paths:
        return _no_clinic(project)
    request = Request(
        clinics=paths, named=bool(clinics), leaflets=leaflets, langs=langs, formats=formats, conformance=conformance,
        drafts=drafts, extras=tuple(kind for kind, wanted in ((SHOP, shop), (MONO, mono), (FHIR, fhir)) if wanted),
    )  # fmt: skip
    options = Options(**how)
    outbox = Outbox(project.workspace, output, project.today.isoformat())
    if options.dry_run:
        outbox.read()
    with nullcontext() if options.dry_run else outbox:
        batch = Batch(project, request, options, outbox)
        batch.plan()
        return _built(batch, _place(batch, workers, address), as_lines=as_lines)


def _place(batch: Batch, workers: int | None, address: str | None) -> Place | None:
    """Return where to build: the cluster, processes, or None for here."""
    todo = 0 if batch.options.dry_run else len(batch.todo)
    if address and todo:
        return cluster(address)
    count = workers or (len(os.sched_getaffinity(0)) if todo >= _WORTH_A_PROCESS else 1)
    count = min(count, todo)
    return processes(count) if count > 1 else None


def _built(batch: Batch, place: Place | None, *, as_lines: bool) -> int:
    start = time.perf_counter()
    project = batch.project
    if as_lines:
        for problem in batch.unread:
            print_json({"status": "failed", "files": [], "problems": [as_json(problem)]})
    outcomes = []
    with closing(batch.run(place)) as run:
        for outcome in shown(run, len(batch.todo), len(batch.same)):
            outcomes.append(outcome)
            if as_lines:
                print_json(_line(project, outcome))
    if as_lines:
        for leaflet, lang in batch.untranslated:
            print_json({"status": "untranslated", "leaflet": leaflet, "lang": lang})
        for moved in batch.outbox.moved:
            print_json({"status": "superseded", "file": moved.file, "moved_to": moved.moved_to, "why": moved.reason})
    else:
        _summary(batch, outcomes, time.perf_counter() - start)
    return exit_for([*batch.unread, *(problem for outcome in outcomes for problem in outcome.problems)])


def _no_clinic(project: Project) -> int:
    where = project.workspace.root
    click.echo(f"There is no clinic in {where}.", err=True)
    if sys.stdin.isatty() and click.confirm("Start one here with example answers?", default=True):
        from hsgleaflet.cli.init_verb import start

        start(where, ())
        click.echo("Now edit clinic.yaml, then run: hsgleaflet build")
        return Exit.CLEAN
    click.echo("  hint: run `hsgleaflet init` here, or name one: hsgleaflet build --clinic riverside", err=True)
    return Exit.FILES


def _summary(batch: Batch, outcomes: list[Outcome], seconds: float) -> None:
    problems = [*batch.unread, *(problem for outcome in outcomes for problem in outcome.problems)]
    print_problems(problems, batch.project.workspace.lines_of)
    _files(batch, outcomes)
    for lang, leaflets in _untranslated(batch).items():
        click.echo(f"not made in {lang}, as nobody has translated them yet: {', '.join(leaflets)}", err=True)
    for moved in batch.outbox.moved:
        where = f"moved to {moved.moved_to}" if moved.moved_to else "was not there any more"
        click.echo(f"{moved.file} {where}: {moved.reason}", err=True)
    failed = [outcome.job for outcome in outcomes if outcome.failed]
    if failed:
        click.echo(f"{len(failed)} of {len(outcomes)} not made: {', '.join(map(_name, failed[:_LISTED]))}", err=True)
    for sentence in how_to_print(outcome.job.format for outcome in outcomes if outcome.status == "made"):
        click.echo(sentence, err=True)
    if sys.stdout.isatty():
        click.echo(" ".join(_verdict(batch, outcomes, seconds)))


def _untranslated(batch: Batch) -> dict[str, list[str]]:
    """Return the leaflets that clinics ask for in a language and that are not translated into it, by language."""
    found: dict[str, list[str]] = {}
    for leaflet, lang in batch.untranslated:
        found.setdefault(lang, []).append(leaflet)
    return found


def _files(batch: Batch, outcomes: list[Outcome]) -> None:
    """Print the files: in a pipe all of them, on a terminal those that are new, unless they are many."""
    if batch.options.dry_run:
        for outcome in outcomes:
            if outcome.status == "planned":
                click.echo(f"would make {_name(outcome.job)}")
        return
    people = sys.stdout.isatty()
    new = [outcome for outcome in outcomes if outcome.status == "made"]
    if people and len(new) > _LISTED:
        return
    for outcome in new if people else outcomes:
        pages = copy_of(outcome.job, outcome.pages)
        for file in outcome.files:
            click.echo(f"{batch.project.workspace.shown(file)}  {pages}" if people else str(file))


def _verdict(batch: Batch, outcomes: list[Outcome], seconds: float) -> Iterator[str]:
    statuses = [outcome.status for outcome in outcomes]
    words = {"made": "made", "unchanged": "unchanged", "failed": "failed", "planned": "to make"}
    counts = [f"{statuses.count(status)} {word}" for status, word in words.items() if status in statuses]
    if batch.outbox.moved:
        counts.append(f"{len(batch.outbox.moved)} superseded")
    yield f"{', '.join(counts) or 'Nothing asked for'} in {seconds:.1f} s."
    here = [outcome for outcome in outcomes if outcome.files]
    if here:
        yield f"They are listed in {batch.project.workspace.shown(batch.outbox.folder / 'index.html')}."
    drafts = sum(outcome.state == "draft" for outcome in here)
    if drafts:
        yield f"{'All' if drafts == len(here) else drafts} are drafts: no clinic has approved them."


def _name(job: Job) -> str:
    return ".".join(filter(None, (f"{job.clinic_name}/{job.leaflet}", job.lang, job.format, job.output)))


def _line(project: Project, outcome: Outcome) -> dict[str, object]:
    return {
        "status": outcome.status,
        "clinic": outcome.job.clinic_name,
        "leaflet": outcome.job.leaflet,
        "lang": outcome.job.lang,
        "format": outcome.job.format,
        "files": [project.workspace.shown(file) for file in outcome.files],
        "output": outcome.job.output,
        "pages": outcome.pages,
        **paper_of(outcome.job, outcome.pages),
        "printing": printing_of(outcome.job),
        "state": outcome.state,
        "seconds": round(outcome.seconds, 4),
        "problems": [as_json(problem) for problem in outcome.problems],
        "left_out": [{"sentence": gone.text, "ask": gone.ask} for gone in outcome.omitted],
    }
