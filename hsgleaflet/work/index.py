"""Index: the page that leads to all files of an output folder.

Comes in: entries of the manifest. Goes out: one HTML page that needs nothing else. It stands alone because everything
on it is somebody's words: each is escaped, and says its language and direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import quote

from hsgleaflet.model.formats import EDITIONS, FORMATS
from hsgleaflet.work.manifest import Entry, File

GENERATOR = '<meta name="generator" content="hsgleaflet">'
"""By this line the page is known as ours."""
STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #4d4d4d; --line: #c4c4c4; --paper: #fff; --tint: #f2f5f6;
  --link: #0f4c5c; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f0f0; --soft: #c0c0c0; --line: #555; --paper: #161a1c;
  --tint: #20272a; --link: #9cd6e6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
p { margin: .25rem 0; color: var(--soft); }
a { color: var(--link); text-underline-offset: .15em; } a:focus-visible { outline: 3px solid; outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0; list-style: none; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip: rect(0 0 0 0); white-space: nowrap; }
th, td { text-align: start; vertical-align: baseline; padding: .5rem .75rem .5rem 0;
  border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; font-size: .9375rem; } tbody th { font-weight: 600; min-width: 9rem; }
td { font-variant-numeric: tabular-nums; } td li { white-space: nowrap; }
td ul { margin: 0; padding: 0; list-style: none; }
.state { padding: .1rem .5rem; border-radius: 1rem; background: var(--tint); border: 1px solid var(--line);
  white-space: nowrap; font-size: .9375rem; }
@media print { a { color: inherit; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
_KINDS = {
    "": "to read", "print": "to print", "shop": "for the print shop", "mono": "in grey", "ssml": "for a voice",
    "brf": "to emboss", "fhir": "for a record system",
}  # fmt: skip


def page(entries: Iterable[Entry]) -> bytes:
    """Return the page, in UTF-8; entries in the order of clinic, title, language and format."""
    found = sorted(entries, key=lambda entry: (entry.folder, entry.asked.leaflet, entry.job))
    groups = [(folder, list(group)) for folder, group in groupby(found, key=lambda entry: entry.folder)]
    return "\n".join(_page(groups, len(found))).encode()


def format_title(name: str) -> str:
    """Return what a format is called in a list."""
    title = EDITIONS[name].title if name in EDITIONS else FORMATS[name].title if name in FORMATS else name
    return title[:1].upper() + title[1:]


def _page(groups: list[tuple[str, list[Entry]]], count: int) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n' + GENERATOR
    yield f"<title>Patient leaflets</title>\n<style>{STYLE}</style>\n</head>"
    yield "<body>\n<main>\n<h1>Patient leaflets</h1>"
    clinics = "" if len(groups) < 2 else f" for {len(groups)} clinics"
    yield f"<p>{count} {'leaflet' if count == 1 else 'leaflets'}{clinics}. Each link opens a file.</p>"
    if len(groups) > 1:
        links = "".join(f'<li><a href="#{escape(folder)}">{_clinic(group)}</a></li>' for folder, group in groups)
        yield f'<nav aria-label="Clinics"><ul>{links}</ul></nav>'
    for folder, group in groups:
        yield from _group(folder, group)
    yield "</main>\n</body>\n</html>\n"


def _clinic(group: list[Entry]) -> str:
    return escape(group[0].clinic)


def _group(folder: str, group: list[Entry]) -> Iterator[str]:
    yield f'<section aria-labelledby="{escape(folder)}">\n<h2 id="{escape(folder)}">{_clinic(group)}</h2>'
    yield f'<div class="wide"><table>\n<caption>Leaflets of {_clinic(group)}</caption>'
    heads = ("Leaflet", "Language", "Files", "Version", "State", "Review by")
    yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
    yield from map(_row, group)
    yield "</tbody></table></div>\n</section>"


def _row(entry: Entry) -> str:
    lang, title = escape(entry.asked.lang), escape(entry.title)
    files = "".join(f"<li>{_link(entry, file)}</li>" for file in entry.files)
    cells = [lang, f"<ul>{files}</ul>", escape(f"{entry.number}, {entry.version}")]
    cells += [f'<span class="state">{escape(entry.state)}</span>', escape(entry.review_by)]
    head = f'<th scope="row"><bdi lang="{lang}" dir="{escape(entry.direction)}">{title}</bdi></th>'
    return f"<tr>{head}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _link(entry: Entry, file: File) -> str:
    alone = len(entry.files) == 1 and not file.kind
    name = escape(format_title(entry.asked.format))
    kind = "" if alone else f" {escape(_KINDS.get(file.kind, file.kind))}"
    pages = f", {file.pages} {'page' if file.pages == 1 else 'pages'}" if file.pages else ""
    about = f"{escape(entry.title)}, {escape(entry.asked.lang)}, "
    label = f'<a href="{quote(file.file)}" aria-label="{about}{name}{kind}{pages}">{name}{kind}</a>'
    return label + pages
