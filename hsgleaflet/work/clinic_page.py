"""Clinic page: what a clinic puts on its web server, with a list of its leaflets to search and filter.

Comes in: entries of the manifest. Goes out: one page for each clinic that gives web pages out. It stands alone because
patients read it, and not only those who build: files for printers are left out. A small script filters; without it the
whole list is there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import quote

from hsgleaflet.compose.values import date, own_name
from hsgleaflet.model.formats import EDITIONS, NAMES
from hsgleaflet.work.index import GENERATOR, STYLE, format_title
from hsgleaflet.work.manifest import Entry, File

_STYLE = """
form { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; margin: 1.5rem 0 .5rem; } form[hidden] { display: none; }
label { display: block; font-size: .9375rem; color: var(--soft); }
input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft);
  border-radius: .25rem; padding: .5rem .625rem; min-width: 11rem; max-width: 100%; }
input:focus-visible, select:focus-visible { outline: 3px solid; outline-offset: 2px; }
ol { list-style: none; padding: 0; margin: 1rem 0; } ol > li { padding: 1rem 0; border-top: 1px solid var(--line); }
ol > li[hidden] { display: none; } h2 { margin: 0; font-size: 1.25rem; } li p { margin: .25rem 0; }
li ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; margin: .375rem 0 0; }
.states { margin-inline-start: .5rem; }
@media print { form { display: none; } }
"""
_SCRIPT = """
const form = document.querySelector('form'), rows = [...document.querySelectorAll('ol > li')];
const counted = document.getElementById('count');
form.hidden = false;
function show() {
  const words = form.search.value.toLowerCase().split(/\\s+/);
  let count = 0;
  for (const row of rows) {
    const fits = words.every(word => row.dataset.words.includes(word))
      && (!form.lang.value || row.dataset.lang === form.lang.value)
      && (!form.format.value || row.dataset.formats.split(' ').includes(form.format.value));
    row.hidden = !fits;
    count += fits;
  }
  counted.textContent = count + (count === 1 ? ' leaflet' : ' leaflets');
}
form.addEventListener('input', show);
form.addEventListener('submit', event => event.preventDefault());
"""


def clinic_pages(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return the page of each clinic among whose files is a web page, by its folder."""
    found = sorted(entries, key=_place_in_list)
    groups = {folder: list(group) for folder, group in groupby(found, key=lambda entry: entry.folder)}
    return {
        folder: "\n".join(_page(group)).encode()
        for folder, group in groups.items()
        if any(_is_web(entry) for entry in group)
    }


def _place_in_list(entry: Entry) -> tuple[str, str, str, bool, int]:
    asked, names = entry.asked, list(NAMES)
    order = names.index(asked.format) if asked.format in names else len(names)
    return entry.folder, asked.leaflet, asked.lang, not _is_web(entry), order


def _is_web(entry: Entry) -> bool:
    edition = EDITIONS.get(entry.asked.format)
    return edition is not None and edition.medium == "html"


def _page(entries: list[Entry]) -> Iterator[str]:
    clinic = escape(entries[0].clinic)
    leaflets = [list(group) for _, group in groupby(entries, key=lambda entry: (entry.asked.leaflet, entry.asked.lang))]
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n' + GENERATOR
    yield f"<title>Leaflets for patients – {clinic}</title>\n<style>{STYLE}{_STYLE}</style>\n</head>"
    yield f"<body>\n<main>\n<h1>Leaflets for patients</h1>\n<p>{clinic}</p>"
    yield from _form(entries)
    yield f'<p id="count" role="status">{len(leaflets)} {"leaflet" if len(leaflets) == 1 else "leaflets"}</p>'
    yield '<ol role="list">'
    yield from map(_leaflet, leaflets)
    yield f"</ol>\n</main>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n"


def _form(entries: list[Entry]) -> Iterator[str]:
    langs = {entry.asked.lang: own_name(entry.asked.lang) for entry in entries}
    formats = {entry.asked.format: format_title(entry.asked.format) for entry in entries if _to_read(entry)}
    yield '<form role="search" hidden>'
    yield '<div><label for="search">Search</label><input type="search" id="search" name="search"></div>'
    yield _choice("lang", "Language", langs, lang=True)
    yield _choice("format", "Format", formats) + "\n</form>"


def _choice(name: str, label: str, options: dict[str, str], *, lang: bool = False) -> str:
    rows = ""
    for key, text in options.items():
        tongue = f' lang="{escape(key)}"' if lang else ""
        rows += f'<option value="{escape(key)}"{tongue}>{escape(text)}</option>'
    select = f'<select id="{name}" name="{name}"><option value="">All</option>{rows}</select>'
    return f'<div><label for="{name}">{label}</label>{select}</div>'


def _leaflet(entries: list[Entry]) -> str:
    """Return a leaflet in a language: its title leads to the web page where there is one."""
    one = next((entry for entry in entries if _is_web(entry)), entries[0])
    lang, title = escape(one.asked.lang), escape(one.title)
    formats = " ".join(dict.fromkeys(entry.asked.format for entry in entries if _to_read(entry)))
    words = escape(f"{one.title} {one.number} {one.asked.leaflet}".lower())
    state = escape(", ".join(dict.fromkeys(entry.state for entry in entries)))
    files = "".join(_file(entry, file) for entry in entries if _to_read(entry) for file in entry.files[:1])
    head = f'<bdi lang="{lang}" dir="{escape(one.direction)}">{title}</bdi>'
    head = f'<a href="{_place(one, one.files[0])}">{head}</a>' if _is_web(one) and one.files else head
    about = f"{escape(own_name(one.asked.lang))} · {escape(one.number)}, version {escape(one.version)}"
    return (
        f'<li data-lang="{lang}" data-formats="{escape(formats)}" data-words="{words}">'
        f"<h2>{head}</h2>"
        f'<p>{about} · review by {_day(one.review_by)} <span class="state states">{state}</span></p>'
        f"<ul>{files}</ul></li>"
    )


def _day(iso: str) -> str:
    try:
        return escape(date(datetime.date.fromisoformat(iso), "en_GB"))
    except ValueError:
        return escape(iso)


def _to_read(entry: Entry) -> bool:
    return not entry.asked.output


def _place(entry: Entry, file: File) -> str:
    return quote(file.file.removeprefix(f"{entry.folder}/"))


def _file(entry: Entry, file: File) -> str:
    name = escape(format_title(entry.asked.format))
    kind = "" if entry.asked.format in EDITIONS else "PDF, "
    pages = f"{file.pages} {'page' if file.pages == 1 else 'pages'}, " if file.pages else ""
    size = f"{kind}{pages}{max(1, round(file.size / 1000))} kB"
    label = f"{escape(entry.title)}, {escape(entry.asked.lang)}: {name}, {size}"
    return f'<li><a href="{_place(entry, file)}" aria-label="{label}">{name}</a> ({size})</li>'
