"""The same words as a project of hsgleaflet: one leaflet with questions, and clinics that answer them.

Comes in: the neutral text. Goes out: the files of a project, or one leaflet after the other from values in memory. Its
standard asks for parts that the neutral text has not (bands, a disclaimer, key points): ours prints those as well.
"""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.peers.text import FIGURE, LOGO, SIZE, Clinic, leaflet
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.theme import Style, Theme, resolve
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.units import MM
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.writer import write

TAGGED = True
NAME = "bench"
_PARTS = {
    "Why you have this leaflet": "why", "What is an HSG?": "what-it-is", "Before your test": "preparation",
    "What happens on the day": "on-the-day", "How does it compare with other tests?": "alternatives",
    "Is it safe?": "risks", "After your test": "after-effects", "Your results": "results",
    "Questions you may want to ask": "questions",
}  # fmt: skip
_ASKS = {
    "minutes": {"type": "duration", "ask": "How long does it take?"},
    "visit": {"type": "duration", "ask": "How long is the visit?"},
    "window": {"type": "day-range", "ask": "On which days?", "within": ["1", "20"]},
    "results": {"type": "duration", "ask": "When is the report ready?"},
}


def files(clinics: list[Clinic]) -> dict[str, str]:
    """Return the files of a project by their path: the leaflet, and for each clinic its answers and its brand."""
    found = {f"leaflets/{NAME}.yaml": json.dumps(_leaflet(), ensure_ascii=False, indent=1)}
    found["leaflets/pictures/figure.svg"] = FIGURE.read_text("utf-8")
    for clinic in clinics:
        folder = f"clinics/{clinic.slug}"
        found[f"{folder}/clinic.yaml"] = json.dumps(clinic_file(clinic), indent=1)
        found[f"{folder}/_brand.yml"] = json.dumps(brand(clinic), indent=1)
        found[f"{folder}/logo.svg"] = LOGO.read_text("utf-8")
    return found


def start(folder: Path, clinics: list[Clinic]) -> Project:
    """Write a project into a folder and open it."""
    for name, text in files(clinics).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(Workspace(folder))


def brand(clinic: Clinic) -> dict[str, Any]:
    """Return what a clinic writes into `_brand.yml`."""
    return {"logo": {"medium": "logo.svg"}, "color": {"primary": clinic.colour}}


def clinic_file(clinic: Clinic) -> dict[str, Any]:
    """Return what a clinic writes into `clinic.yaml`."""
    return {
        "clinic": clinic.slug, "name": clinic.name, "fictional": "true", "country": "GB",
        "contacts": {
            "phone": clinic.phone, "hours": {"days": "mon-fri", "from": "08:30", "to": "17:00"},
            "out_of_hours": "111", "emergency": "999",
        },
        "leaflets": [NAME],
        "answers": {
            NAME: {
                "minutes": f"{clinic.minutes} min", "visit": f"{clinic.visit} min",
                "window": [str(clinic.first), str(clinic.last)], "results": f"{clinic.weeks} weeks",
            }
        },
    }  # fmt: skip


def _leaflet() -> dict[str, Any]:
    words = leaflet()
    sections = [_section(section, words) for section in words["sections"]]
    callout = words["sections"][6]["blocks"][1]["callout"]
    sections[6]["body"].pop()
    bands = {"call_us": [callout["text"]], "emergency": ["you cannot breathe well, or you faint"]}
    sections[6]["bands"] = {"expected": ["Some cramps and light spotting"]}
    sections.insert(7, {"part": "get-help", "heading": callout["title"], "bands": bands})
    sections.append({"part": "disclaimer", "heading": "About this leaflet", "body": [words["footer"]]})
    return {
        "schema_version": "1", "leaflet": NAME, "number": "HSG-001", "title": words["title"],
        "medical_name": words["subtitle"], "purpose": "An X-ray test of your womb and tubes.", "kind": "aftercare",
        "lang": "en-GB", "version": "1.0", "owner": "Benchmark", "funding": "none", "patient_involvement": "none",
        "dates": {"written": "2026-03-01", "evidence_checked": "2026-03-01", "review_by": "2029-03-01"},
        "asks": _ASKS, "sections": sections,
        "key_points": ["The test takes about {minutes}.", "Telephone us on the first day of your period: "
                       "{clinic_phone}.", "You may ask us to stop at any time."],
    }  # fmt: skip


def _section(section: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    body = [made for block in section["blocks"] for made in _blocks(block)]
    if section["heading"].startswith("Questions"):
        body.append({"qr": {"target": words["qr"]["url"], "label": words["qr"]["label"]}})
    return {"part": _PARTS[section["heading"]], "heading": section["heading"], "body": body}


def _blocks(block: dict[str, Any]) -> list[Any]:
    ((kind, value),) = block.items()
    if kind == "p":
        return [value.strip()]
    if kind == "ul":
        return [{"list": value}]
    if kind == "ol":
        return [{"list": [f"{number}. {text}" for number, text in enumerate(value, 1)]}]
    if kind == "figure":
        return [{"figure": {"image": "figure.svg", "alt": value["alt"].strip(), "caption": value["caption"],
                            "width": "50mm"}}]  # fmt: skip
    if kind == "callout":
        return [{"callout": {"title": value["title"], "kind": "warning", "body": [value["text"].strip()]}}]
    columns = ["Test", *value["header"][1:]]
    return [{"table": {"caption": value["caption"], "columns": columns, "rows": value["rows"]}}]


def small(theme: Theme) -> Theme:
    """Return a theme as dense as the pages of the other peers: their text size and margins, less air."""
    paper = theme.format
    type_ = replace(paper.type, space=0.3, small=8, footer=7.5)
    paper = replace(paper, top=13 * MM, bottom=22 * MM, left=16 * MM, right=16 * MM, indent=0.0, type=type_)
    return replace(theme, format=paper, styles=_dense(theme.format.name))


@cache
def _dense(format_name: str) -> dict[str, Style]:
    styles = resolve(BrandFile(), format_name).sized(SIZE).styles
    return {
        name: replace(style, before=style.before * 0.2, leading=style.leading * 0.88) for name, style in styles.items()
    }


class Peer:
    """Makes the leaflet for one clinic after the other; `read` clinics are checked values in memory."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._root = Path(self._folder.name)
        self.project = start(self._root, [])

    def expect(self, clinics: list[Clinic], *, read: bool = True) -> None:
        """Write the files of clinics, and read and check them unless that is to be measured too."""
        start(self._root, clinics)
        for clinic in clinics if read else ():
            self.project.clinic(self._path(clinic))
            self.project.theme(self._path(clinic), "a4")

    def _path(self, clinic: Clinic) -> Path:
        return self._root / "clinics" / clinic.slug / "clinic.yaml"

    def make(self, clinic: Clinic) -> bytes:
        """Return the PDF."""
        found = self.project.prepare(NAME, self._path(clinic), "en-GB", "a4")
        theme = small(found.theme)
        layout = lay_out(found.document, theme, self.project.setter, found.images)
        return write(layout, found.document, theme, found.pictures)
