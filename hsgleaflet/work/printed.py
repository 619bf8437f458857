"""What leaves a printer, beside the file to read: imposed sheets, a print shop's file, a proof in black alone.

Comes in: a prepared leaflet and its Layout, what is wanted. Goes out: files in memory and what to say of them. It
stands alone because none of them is for reading: all are untagged, and say so.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.inks import BODY_CONTRAST, separations
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import LeafletError, Location, Problem, Severity, fail
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.units import WHITE, contrast
from hsgleaflet.work.brands import Brand
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.write.impose import impose
from hsgleaflet.write.pdf.metadata import MONO, PRINT, SHOP
from hsgleaflet.write.pdf.press import OFFICE, FourInks, Grey, Press
from hsgleaflet.write.shop import for_shop

HOW = "double sided, flip on the short edge, at actual size (100 %)"
"""How an office prints whatever is folded."""
FOLDING = {
    "saddle": "lay the sheets in each other, fold them at the ticks, two staples into the fold",
    "trifold": "fold at the ticks, the narrow flap first, the cover last",
    "zfold": "fold at the ticks like a Z: the cover in front, panel 4 behind",
}
"""How hands fold it, by the fold of its format."""


class Printed(Struct, frozen=True):
    """A file for a printer: what kind it is, its bytes, how many pages or sides it has."""

    kind: str
    data: bytes
    pages: int


def imposed(prepared: Prepared, layout: Layout) -> Printed | None:
    """Return the sheets that an office prints, None when the pages are not folded."""
    sheets = _sheets(prepared, layout)
    return None if sheets is layout else _file(PRINT, sheets, prepared, OFFICE)


def printed(
    project: Project, clinic: Path, prepared: Prepared, layout: Layout, kind: str
) -> tuple[Printed, list[Problem]]:
    """Return the print shop's file or the proof in black, and what to say of it."""
    if kind == MONO:
        return _file(MONO, _sheets(prepared, layout), prepared, Grey()), []
    press, problems = press_of(project, clinic, prepared.theme)
    paper, rtl = prepared.theme.format, prepared.document.direction == "rtl"
    pages = for_shop(layout, paper.scheme, rtl=rtl, bleed=paper.bleed)
    return _file(SHOP, pages, prepared, press), problems


def _sheets(prepared: Prepared, layout: Layout) -> Layout:
    """Return the sides of the sheets of a format that is folded, else the pages as they are."""
    scheme = prepared.theme.format.scheme
    return impose(layout, scheme, rtl=prepared.document.direction == "rtl") if scheme else layout


def _file(kind: str, layout: Layout, prepared: Prepared, press: Press) -> Printed:
    from hsgleaflet.write.pdf.plain import write_plain

    data = write_plain(layout, prepared.document, prepared.theme, prepared.pictures, kind, press)
    return Printed(kind, data, len(layout.pages))


def press_of(project: Project, clinic: Path, theme: Theme) -> tuple[Press, list[Problem]]:
    """Return the press of a clinic's print shop and what to say of it; raise LeafletError for a wrong profile."""
    marked = project.brand(clinic)
    brand = marked.value if marked else BrandFile()
    name = brand.print_colours.profile
    if not name or marked is None:
        return OFFICE, [_in_rgb(project.workspace.shown(marked.files[0]) if marked else "_brand.yml")]
    at = marked.marks.at(("defaults", "hsgleaflet", "print", "profile"))
    profile = _profile(project, marked, name, at)
    named = separations(brand, theme.inks)
    press = FourInks(profile, FourInks.described(profile), tuple(named.items()))
    pale = [
        Problem(
            code="T007",
            severity=Severity.WARNING,
            message=f"text printed with {inks} has a contrast of {have:.1f}:1, less than {BODY_CONTRAST:g}:1",
            at=at,
            hint="add black to the inks, or leave them out: the profile then finds them",
        )
        for colour, inks in named.items()
        if colour in _text_inks(theme) and (have := contrast(press.seen(inks), WHITE)) < BODY_CONTRAST
    ]
    return press, pale


def _text_inks(theme: Theme) -> set[object]:
    return {theme.inks[name] for name in ("accent", "brand", "link", "warning", "danger")}


def _profile(project: Project, brand: Brand, name: str, at: Location | None) -> bytes:
    """Return a profile named in a brand file, if it is one of four inks."""
    try:
        data = project.workspace.raw(brand.find(project.workspace, name))
    except LeafletError as error:
        problem = error.problems[0]
        raise fail(problem.code, problem.message, at, problem.hint) from None
    if not FourInks.fits(data):
        hint = "ask the print shop for the ICC profile of its printing, such as PSO Uncoated v3 (FOGRA52)"
        raise fail("T005", f'"{name}" is no ICC profile for cyan, magenta, yellow and black', at, hint)
    return data


def _in_rgb(brand: str) -> Problem:
    return Problem(
        code="T006",
        severity=Severity.INFO,
        message="the print-shop file has boxes and marks, but its colours are RGB: no printing profile is named",
        hint=f"ask the print shop for its ICC profile and name it in {brand}: defaults: hsgleaflet: print: profile:",
    )
