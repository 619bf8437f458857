"""What is shipped and what is installed with it: bounds, locks, licences, and a list of it all for machines."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.samples import ROOT

PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
LICENCES = (ROOT / "docs" / "licences.md").read_text("utf-8")
ALLOWED = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-CMU", "OFL-1.1", "PSF-2.0", "Unicode-3.0",
}  # fmt: skip
"""Licences under which a part may be used and passed on with an MIT program, in a clinic or a company."""
SAID = {
    "BSD License": "BSD", "MIT License": "MIT", "BSD license": "BSD", "Apache License 2.0": "Apache-2.0",
}  # fmt: skip
"""What packages without an SPDX expression call their licence."""
SBOM = ROOT / "build" / "sbom.cdx.json"


def table(heading: str) -> list[list[str]]:
    """The cells of the table below a heading."""
    part = LICENCES.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def requirements() -> Iterator[tuple[str, Requirement]]:
    """Every requirement of pyproject.toml, with the line that it stands on."""
    project = tomllib.loads(PROJECT)["project"]
    named = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for text in named:
        line = next(line for line in PROJECT.splitlines() if f'"{text}"' in line)
        if not text.startswith("hsgleaflet["):
            yield line, Requirement(text)


@cache
def installed() -> dict[str, str]:
    """What an installation without extras brings, each with its licence as its own metadata say it."""
    found: dict[str, str] = {}
    todo = ["hsgleaflet"]
    while todo:
        for text in requires(todo.pop()) or ():
            requirement = Requirement(text)
            name = canonicalize_name(requirement.name)
            if name not in found and (not requirement.marker or requirement.marker.evaluate({"extra": ""})):
                found[name] = licence(name)
                todo.append(name)
    return found


def licence(package: str) -> str:
    known = metadata(package)
    classifiers = [one.rpartition(" :: ")[2] for one in known.get_all("Classifier") or () if one.startswith("License")]
    told = [*(known.get_all("License-Expression") or ()), *(known.get_all("License") or ()), *classifiers]
    said: str = next(str(one).partition(" (")[0] for one in told if one)
    return SAID.get(said, said)


def locked(name: str) -> dict[str, tuple[str, str, int]]:
    """Version, marker and number of hashes of each package of a lock."""
    text = (ROOT / ".ci" / name).read_text("utf-8").replace("\\\n", "")
    found = re.findall(
        r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;]+)(?: ; ([^#]*?))?((?: +--hash=sha256:\S+)+)", text
    )
    return {canonicalize_name(one): (version, marker, hashes.count("--hash")) for one, version, marker, hashes in found}


# --- bounds and locks


def test_every_requirement_has_two_bounds_and_a_reason() -> None:
    for line, requirement in requirements():
        signs = {one.operator for one in requirement.specifier}
        assert signs in ({">=", "<"}, {"=="}), requirement
        assert re.search(r"# \S", line), f"{requirement}: say why it is needed"


@pytest.mark.parametrize("name", ["lock.txt", "lock-runtime.txt"])
def test_a_lock_keeps_the_bounds_and_names_hashes_alone(name: str) -> None:
    text, found = (ROOT / ".ci" / name).read_text("utf-8"), locked(name)
    assert len(found) == len(re.findall(r"(?m)^[A-Za-z0-9].*==", text)), "every line is understood"
    assert all(hashes for *_, hashes in found.values())
    assert "://" not in text, "it says nothing of where it was made"
    wanted: dict[str, SpecifierSet] = {canonicalize_name(one.name): one.specifier for _, one in requirements()}
    for package, (version, *_) in found.items():
        assert wanted.get(package, SpecifierSet()).contains(version), f"{package} {version}"


def test_the_locks_hold_everything_and_agree() -> None:
    every, runtime = locked("lock.txt"), locked("lock-runtime.txt")
    here = {name for name, (_, marker, _) in runtime.items() if not marker or Marker(marker).evaluate()}
    assert here == set(installed()), "run .ci/lock"
    assert {name: every[name][0] for name in runtime} == {name: version for name, (version, *_) in runtime.items()}


# --- licences


def test_every_package_that_is_installed_has_a_licence_we_may_pass_on() -> None:
    told = dict(table("Packages that pip installs with it"))
    assert set(told) == set(installed())
    for package, said in installed().items():
        assert told[package] in ALLOWED, package
        assert told[package].startswith(said), f"{package} says {said}"


def test_every_file_that_is_no_code_has_a_licence_and_a_source() -> None:
    covered: set[Path] = set()
    for patterns, licence, source, text in table("Files"):
        assert licence in ALLOWED
        assert source
        assert (ROOT / text.strip("`")).exists(), text
        for pattern in re.findall(r"`([^`]+)`", patterns):
            found = set(ROOT.glob(pattern))
            assert found, f"there is no {pattern} any more"
            covered |= found
    folders = ("hsgleaflet", "leaflets", "clinics", "fonts", "tests/data")
    every = {path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    plain = {path for path in every if path.suffix in (".py", ".pyc", ".typed", ".md") or "licences" in path.parts}
    texts = {path for path in every if re.search(r"LICEN[CS]E", path.name)}
    assert sorted(map(str, every - plain - texts - covered)) == []


def test_every_family_of_fonts_names_its_licence() -> None:
    rows = re.findall(
        r"(?m)^\| (\w+) \| .* \| ((?:OFL-[\w-]+\.txt(?:, )?)+) \|", (ROOT / "fonts/README.md").read_text()
    )
    families = {path.name.partition("-")[0] for path in (ROOT / "fonts").glob("*.ttf")}
    assert {family for family, _ in rows} == families
    named = {name for _, names in rows for name in names.split(", ")}
    assert named == {path.name for path in (ROOT / "fonts" / "licences").iterdir()}
    assert all("SIL OPEN FONT LICENSE" in (ROOT / "fonts" / "licences" / name).read_text().upper() for name in named)


def test_the_texts_of_the_licences_are_shipped_too() -> None:
    patterns = tomllib.loads(PROJECT)["project"]["license-files"]
    shipped = {path for pattern in patterns for path in ROOT.glob(pattern)}
    for *_, text in table("Files"):
        path = ROOT / text.strip("`")
        assert (set(path.iterdir()) if path.is_dir() else {path}) <= shipped, text


# --- the list for machines


@pytest.mark.exhaustive
@pytest.mark.skipif(not SBOM.exists(), reason=".ci/run makes it")
def test_the_list_of_parts_is_that_of_an_installation() -> None:
    told = json.loads(SBOM.read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "hsgleaflet"
    parts = {canonicalize_name(one["name"]): one for one in told["components"]}
    assert {name: one["version"] for name, one in parts.items()} == {
        name: version for name, (version, *_) in locked("lock-runtime.txt").items() if name in installed()
    }
    assert {name for name, one in parts.items() if not one.get("licenses")} <= {"uharfbuzz"}, "docs/licences.md has it"
    assert all(one["purl"].startswith("pkg:pypi/") for one in parts.values())
