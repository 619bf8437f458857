"""Brand files: what the public reader of brand.yml accepts we accept; a clinic changes what its trust gives."""

import os
from pathlib import Path

import pytest

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.yaml import joined, load
from hsgleaflet.work.build import Job, make
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.test_broken import FILES

FULL = """
meta:
  name: {full: Riverside NHS Trust, short: Riverside}
  link: {home: "https://example.org", mastodon: "https://example.org/@us"}
logo:
  images:
    mark: {path: logo.svg, alt: Riverside, attrs: {class: our-logo}}
    white: logo-white.svg
  small: mark
  medium: {light: mark, dark: white}
  large: {path: logo.svg, alt: Riverside}
color:
  palette: {sea: "#005eb8", deep: "#003087", sun: "#ffb81c"}
  foreground: "#212b32"
  background: white
  primary: sea
  secondary: deep
  tertiary: sun
  success: "#007f3b"
  info: sea
  warning: "#844708"
  danger: "#9b1c1c"
  light: "#f0f4f5"
  dark: deep
typography:
  fonts:
    - {family: Inter, source: google, weight: [400, 700], style: [normal, italic], display: swap}
    - {family: Public, source: bunny, weight: 400..700}
    - {family: Local, source: system}
    - {family: Own, source: file, files: [{path: own.ttf}, {path: own-bold.ttf, weight: bold, style: normal}]}
  base: {family: Own, size: 16px, line-height: 1.5, weight: 400}
  headings: {family: Own, weight: 600, style: normal, line-height: 1.2, color: deep}
  monospace: {family: Local, size: 0.9em}
  monospace-inline: {color: deep, background-color: sun}
  monospace-block: {color: "#ffffff", background-color: deep, line-height: 1.4}
  link: {weight: 600, color: sea, background-color: white, decoration: underline}
defaults:
  hsgleaflet: {style: quiet, cover: band, page: {tint: 5, logo-height: 16mm}, footer: {rule: brand}}
  quarto: {format: {html: {toc: true}}}
"""
SMALL = [
    "{}",
    "meta: {name: Us}",
    "meta: {name: {short: Us}, link: 'https://example.org', founded: 1948}",
    "logo: logo.svg",
    "logo: {small: logo.svg}",
    "logo: {medium: {light: logo.svg}}",
    "logo: {medium: {dark: logo.svg}}",
    "logo: {images: {a: logo.svg}, large: a}",
    "logo: 'https://example.org/logo.svg'",
    "color: {primary: '#005eb8'}",
    "color: {palette: {blue: '#005eb8'}, primary: blue}",
    "typography: {base: Open Sans, headings: Open Sans, link: {color: '#005eb8'}}",
    "typography: {fonts: [{family: Open Sans, source: google}], base: {family: Open Sans}}",
    "typography: {fonts: [{family: A, source: file, files: [{path: a.woff2, weight: 100..900}]}]}",
    "typography: {monospace_inline: Fira Code, monospace_block: {family: Fira Code}}",
    "defaults: {shiny: {theme: x}, bootstrap: {defaults: {font-size: 1rem}}}",
]


def ours(text: str) -> BrandFile:
    return load(text, "_brand.yml", BrandFile)[0]


@pytest.mark.parametrize("text", [FULL, *SMALL])
def test_what_the_public_reader_accepts_we_accept(text: str) -> None:
    brand_yml = pytest.importorskip("brand_yml")
    brand_yml.Brand.from_yaml_str(text)
    assert ours(text)


def test_its_own_examples_are_accepted() -> None:
    brand_yml = pytest.importorskip("brand_yml")
    found = sorted((Path(brand_yml.__file__).parent / "examples").glob("*.yml"))
    assert found
    accepted = 0
    for path in found:
        try:
            brand_yml.Brand.from_yaml(path)
        except (ValueError, OSError):
            continue
        accepted += 1
        assert ours(path.read_text("utf-8")), path.name
    assert accepted > len(found) / 2


def test_what_is_misspelt_is_told() -> None:
    with pytest.raises(LeafletError) as caught:
        ours("color: {primry: red}\ndefaults: {hsgleaflet: {style: calmer}}")
    said = [problem.message + problem.hint for problem in caught.value.problems]
    assert any('did you mean "primary"' in one for one in said)
    assert any("calm" in one for one in said)


# --- extends


def test_maps_are_joined_and_everything_else_is_replaced() -> None:
    above = """
        color: {palette: {sea: "#005eb8"}, primary: sea, danger: red}
        logo: {medium: a.svg}
        typography: {monospace-inline: Fira}
        defaults: {hsgleaflet: {style: quiet, footer: {rule: brand}}, quarto: {x: 1}}
    """
    below = "color: {primary: navy}\nlogo: b.svg\ndefaults: {hsgleaflet: {cover: band}}"
    found = joined([(above, "above.yml"), (below, "below.yml")], BrandFile)
    assert (found.color.primary, found.color.danger, found.color.palette) == ("navy", "red", {"sea": "#005eb8"})
    assert found.logo == "b.svg"
    assert (found.own.style, found.own.cover, found.own.footer.rule) == ("quiet", "band", "brand")
    assert found.typography.monospace_inline == "Fira"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust with its brand, and a clinic in a folder below that changes one colour."""
    monkeypatch.chdir(tmp_path)
    files = {name: text for name, text in FILES.items() if name != "clinic.yaml"}
    files["clinics/demo/clinic.yaml"] = FILES["clinic.yaml"]
    files["_brand.yml"] = "color: {primary: '#005eb8', danger: '#9b1c1c'}\nlogo: trust/logo.svg\n"
    files["trust/logo.svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'
    )
    files["clinics/demo/_brand.yml"] = "color: {primary: navy}\ndefaults: {hsgleaflet: {extends: ../../_brand.yml}}\n"
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def project(folder: Path) -> tuple[Project, Path]:
    return Project(Workspace(folder)), folder / "clinics" / "demo" / "clinic.yaml"


def test_a_clinic_changes_the_brand_of_its_trust(folder: Path) -> None:
    own, clinic = project(folder)
    theme = own.theme(clinic, "a4")
    assert str(theme.inks["accent"]) == "#000080"
    assert str(theme.inks["danger"]) == "#9b1c1c"
    assert theme.logo == "trust/logo.svg", "found beside the file that names it"


def test_files_of_a_brand_above_count_as_read(folder: Path) -> None:
    own, clinic = project(folder)
    with own.workspace.watching() as first:
        make(own, Job("demo", clinic, "demo", "en-GB", "a4"))
    with own.workspace.watching() as again:
        make(own, Job("demo", clinic, "demo", "en-GB", "a4"))
    names = {os.path.relpath(path, folder) for path in again}
    assert {"_brand.yml", "clinics/demo/_brand.yml", "trust/logo.svg"} <= names
    assert first == again, "what is remembered counts as well"


@pytest.mark.parametrize(
    ("above", "code"), [("../_brand.yml", "S006"), ("../../../_brand.yml", "S004"), ("_brand.yml", "T009")]
)
def test_a_brand_that_cannot_be_extended_is_told_at_its_line(folder: Path, above: str, code: str) -> None:
    text = f"color: {{primary: navy}}\ndefaults:\n  hsgleaflet:\n    extends: {above}\n"
    (folder / "clinics/demo/_brand.yml").write_text(text, "utf-8")
    own, clinic = project(folder)
    with pytest.raises(LeafletError) as caught:
        own.theme(clinic, "a4")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.at
    assert problem.at.line == 4
