"""`hsgleaflet readability`: how hard each leaflet reads, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hsgleaflet.check.readability import FEWEST_SENTENCES, FEWEST_WORDS, Figures, Place, Report
from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.output import print_json
from hsgleaflet.cli.project import current
from hsgleaflet.work.build import jobs
from hsgleaflet.work.reading import reading

if TYPE_CHECKING:
    from rich.table import Table

_EXAMPLE = "riverside"


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...")
@click.option("--clinic", "clinics", multiple=True, metavar="PATH", help="A clinic: its name, folder or file.")
@click.option("--lang", "langs", multiple=True, metavar="LANG", help="A language; otherwise those of the clinic.")
@click.option("--json", "as_lines", is_flag=True, help="Print one line of JSON for each leaflet.")
def command(leaflets: tuple[str, ...], clinics: tuple[str, ...], langs: tuple[str, ...], as_lines: bool) -> int:
    """Measure how hard a leaflet reads, with the answers of a clinic, and show the hardest sentences with their lines.

    \b
    Examples:
      hsgleaflet readability hsg
      hsgleaflet readability --clinic clinics/riverside --lang es
      hsgleaflet readability --json
    """
    project = current()
    paths = project.workspace.clinic_paths(clinics) or project.workspace.clinic_paths([_EXAMPLE])
    for job in jobs(project, paths, leaflets, langs, ["a4"]):
        document = project.prepare(job.leaflet, job.clinic, job.lang, job.format).document
        found = reading(document, project.leaflet(job.leaflet).value)
        if as_lines:
            print_json({"leaflet": job.leaflet, "clinic": job.clinic_name} | as_values(found))
        else:
            _print(f"{document.title} ({job.clinic_name}, {job.lang})", found)
    return Exit.CLEAN


# ---------------------------------------------------------------- for machines


def as_values(found: Report) -> dict[str, object]:
    """Return a report as plain values."""
    return {
        "lang": found.lang,
        "formula": found.formula or None,
        "indicative": found.indicative,
        "as_it_stands": _figures(found, found.raw),
        "names_removed": _figures(found, found.named),
        "names": list(found.names),
        "longest_sentence": found.longest,
        "mean_of_whole_sentences": round(found.mean_whole, 1),
        "passive_percent": None if found.passive is None else round(found.passive, 1),
        "worst": [_place(place) for place in found.worst],
    }


def _figures(found: Report, figures: Figures | None) -> dict[str, object] | None:
    if figures is None:
        return None
    given: dict[str, object] = {"words": figures.words, "sentences": figures.sentences}
    return given | {key: round(value, 1) for key, (_, value) in _rows(found, figures).items()}


def _place(place: Place) -> dict[str, object]:
    at = place.at
    return {
        "file": at.file if at else None, "line": at.line if at else None, "text": place.text, "words": place.words,
        "long_words": list(place.long_words),
    }  # fmt: skip


def _rows(found: Report, figures: Figures) -> dict[str, tuple[str, float]]:
    """Return the figures that hold for a language: key, words, value."""
    rows = {"mean_sentence": ("Words in a sentence, headings and entries counted", figures.mean_sentence)}
    if found.formula == "inflesz":
        rows["inflesz"] = ("INFLESZ (65 to 80 is fairly easy)", figures.inflesz)
    if found.formula == "english":
        rows |= {
            "smog_uk": ("SMOG, reading age (UK)", figures.smog_uk),
            "smog_us": ("SMOG, school grade (US)", figures.smog_us),
            "flesch_kincaid": ("Flesch-Kincaid, school grade", figures.flesch_kincaid),
            "coleman_liau": ("Coleman-Liau, school grade", figures.coleman_liau),
            "long_per_10": ("Words of 3 syllables or more in 10 sentences", figures.long_per_10),
            "adults": ("UK adults in 100 who can read it", figures.adults),
        }
    return rows


# ---------------------------------------------------------------- for people


def _print(title: str, found: Report) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    console.print(f"[bold]{escape(title)}[/]")
    if found.raw and found.named:
        console.print(_table(found, found.raw, found.named))
    for note in _notes(found):
        console.print(f"  {note}", style="dim", soft_wrap=True)
    for place in found.worst:
        why = ", ".join((f"{place.words} words", *place.long_words))
        console.print(f"  {escape(str(place.at or ''))}  [yellow]{escape(why)}[/]", soft_wrap=True)
        console.print(f"    {escape(place.text)}", style="dim", soft_wrap=True)
    console.print()


def _table(found: Report, raw: Figures, named: Figures) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", min_width=50)
    table.add_column("as it stands", justify="right")
    if found.names:
        table.add_column("names removed", justify="right")
    without = _rows(found, named)
    for key, (words, value) in _rows(found, raw).items():
        table.add_row(f"  {words}", *(_number(key, one) for one in (value, without[key][1])[: 1 + bool(found.names)]))
    table.add_row("  Words in a sentence that ends with a full stop", f"{found.mean_whole:.1f}")
    table.add_row("  Words in the longest sentence", str(found.longest))
    if found.passive is not None:
        table.add_row("  Passive sentences in 100", f"{found.passive:.0f}")
    return table


def _number(key: str, value: float) -> str:
    if key == "adults":
        return f"{value:.0f}" if value else "under 22"
    return f"{value:.1f}"


def _notes(found: Report) -> list[str]:
    notes = []
    if found.raw is None:
        notes.append(f"No figures: fewer than {FEWEST_WORDS} words, or a language that is written without spaces.")
    if not found.formula:
        notes.append("No formula has been validated for patient texts in this language.")
    if found.raw and found.indicative:
        notes.append(f"Indicative only: fewer than {FEWEST_SENTENCES} sentences.")
    if found.names:
        notes.append(f"Names: {', '.join(found.names)}.")
    if found.worst:
        notes.append(f"The hardest {len(found.worst)} sentences:")
    return notes
