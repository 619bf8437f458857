"""Brand: the panel in which colours, logo and font are tried.

Comes in: a project, a clinic; what was chosen. Goes out: what the brand is now, with its contrast figures, and the
changes that a choice means in `_brand.yml`. It stands alone because brand.yml says the same thing in several ways: a
logo as a name, in sizes or for light and dark, a font as a name or a mapping; here each is one choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from hsgleaflet.model.brand import BrandFile, LightDark, Logo, LogoImage, Typeface
from hsgleaflet.model.inks import Figure, figures
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.edit import Change
from hsgleaflet.read.nodes import Plain
from hsgleaflet.work.project import Project

COLOURS = ("primary", "secondary", "foreground", "success", "warning", "danger", "link", "light")
_OWN = ("defaults", "hsgleaflet")
_PATHS: dict[str, tuple[str, ...]] = {
    **{name: ("color", name) for name in COLOURS},
    "style": (*_OWN, "style"),
    "cover": (*_OWN, "cover"),
    "tint": (*_OWN, "page", "tint"),
    "logo-height": (*_OWN, "page", "logo-height"),
}
_LOGOS, _FONTS = (".svg", ".png", ".jpg", ".jpeg"), ".ttf"
_MOST = 200
"""Files below a brand that are offered."""


class Panel(Struct, frozen=True, kw_only=True):
    """What the panel shows: the value of each choice ("" for what is not chosen), and what can be chosen."""

    file: str
    values: dict[str, str]
    ground: str
    logos: tuple[str, ...]
    families: tuple[str, ...]
    figures: tuple[dict[str, object], ...]
    notes: tuple[str, ...]


def brand_file(project: Project, clinic: Path) -> Path:
    """Return the brand file of a clinic, or where one would be."""
    return project.workspace.brand_path(clinic) or clinic.parent / "_brand.yml"


def panel(project: Project, clinic: Path, theme: Theme) -> Panel:
    """Return the panel of a clinic's brand; raise LeafletError when the brand cannot be read."""
    path = brand_file(project, clinic)
    found = project.brand(clinic)
    value = found.value if found else BrandFile()
    image = value.logo_image()
    page = value.own.page
    values = {name: getattr(value.color, name) or "" for name in COLOURS}
    values |= {
        "style": value.own.style, "cover": value.own.cover or "",
        "tint": "" if page.tint is None else f"{page.tint:g}", "logo-height": page.logo_height or "",
        "logo": image.path if image else "", "base": _family(value.typography.base),
        "headings": _family(value.typography.headings),
    }  # fmt: skip
    shown = [_figure(one) for one in figures(value, theme.inks)]
    own = [font.family for font in value.typography.fonts if any(font.files or ())]
    return Panel(
        file=project.workspace.shown(path), values=values, ground=str(theme.inks["tint"]),
        logos=tuple(_files(path.parent, _LOGOS)),
        families=tuple(dict.fromkeys([*own, *_families(path.parent)])), figures=tuple(shown), notes=theme.notes,
    )  # fmt: skip


def _figure(one: Figure) -> dict[str, object]:
    return {
        "role": one.role, "ground": {"tint": "panels", "paper": "paper"}[one.ground], "needed": one.needed,
        "wanted": str(one.wanted), "printed": str(one.printed), "before": one.before, "after": one.after,
        "large": one.needed < 7 and one.role == "primary",
    }  # fmt: skip


def _family(face: str | Typeface | None) -> str:
    return (face.family or "" if isinstance(face, Typeface) else face) or ""


def _files(folder: Path, kinds: str | tuple[str, ...]) -> list[str]:
    """Return the files of some kinds below a folder, by their names from there."""
    if not folder.is_dir():
        return []
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in kinds)
    for inner in ("fonts", "logos", "logo", "images", "brand"):
        found += sorted(path for path in (folder / inner).glob("*") if path.suffix.lower() in kinds)
    return [path.relative_to(folder).as_posix() for path in found[:_MOST]]


def _families(folder: Path) -> dict[str, list[str]]:
    """Return the TrueType files below a folder by their family, which their names begin with."""
    found: dict[str, list[str]] = {}
    for name in _files(folder, (_FONTS,)):
        found.setdefault(Path(name).stem.partition("-")[0], []).append(name)
    return found


def _own(project: Project, path: Path) -> BrandFile:
    """Return the clinic's own brand, without those that it extends; an empty one where it cannot be read."""
    try:
        found = project.brand(path)
    except LeafletError:
        return BrandFile()
    return found.parts[0] if found else BrandFile()


def changes(project: Project, clinic: Path, chosen: Mapping[str, str]) -> list[Change]:
    """Return what was chosen as changes of the brand file; "" takes a choice away."""
    own = _own(project, clinic)
    found: list[Change] = []
    for name, text in chosen.items():
        value = text.strip() or None
        if name in _PATHS:
            found.append(Change(_PATHS[name], value))
        elif name == "logo":
            found.append(Change(_logo_path(own), value))
        elif name in ("base", "headings"):
            found += _font(own, name, value, _families(brand_file(project, clinic).parent), found)
    return found


def _logo_path(brand: BrandFile) -> tuple[str, ...]:
    """Return where the name of the logo's file stands in a brand file."""
    if not isinstance(brand.logo, Logo):
        return ("logo",) if brand.logo else ("logo", "medium")
    size = next((name for name in ("medium", "large", "small") if getattr(brand.logo, name)), "medium")
    path: tuple[str, ...] = ("logo", size)
    chosen = getattr(brand.logo, size)
    if isinstance(chosen, LightDark):
        path, chosen = (*path, "light"), chosen.light
    return (*path, "path") if isinstance(chosen, LogoImage) else path


def _font(
    brand: BrandFile, name: str, family: str | None, files: Mapping[str, list[str]], before: list[Change]
) -> list[Change]:
    """Return the changes that set a family, which is listed first if it is not yet."""
    face = getattr(brand.typography, name)
    path = ("typography", name, "family") if isinstance(face, Typeface) else ("typography", name)
    chosen = Change(path, family)
    listed = {font.family for font in brand.typography.fonts}
    added = [change for change in before if change.path[:2] == ("typography", "fonts")]
    new = family in files and family not in listed
    if not new or family is None or any(isinstance(one.value, dict) and one.value["family"] == family for one in added):
        return [chosen]
    listing: dict[str, Plain] = {"family": family, "source": "file", "files": list[Plain](files[family])}
    return [Change(("typography", "fonts", len(listed) + len(added)), listing), chosen]
