"""What leaves a printer: which files a build makes, what it says of them, what a print shop's profile does."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.printing import how_to_print, printing_of
from hsgleaflet.model.formats import FORMATS
from hsgleaflet.units import MM
from hsgleaflet.work.build import Job
from tests.ink_profile import four_inks
from tests.shell import Shell, lines

BRAND = """\
color:
  primary: "#0f4c5c"
defaults:
  hsgleaflet:
    print:
      profile: press.icc
"""


@pytest.fixture
def clinic(shell: Shell) -> Shell:
    """A clinic's folder with a print shop's profile in it, and no more than one leaflet."""
    assert shell("init", ".", "--leaflet", "hsg").code == Exit.CLEAN
    shell.put("_brand.yml", BRAND)
    (shell.folder / "press.icc").write_bytes(four_inks())
    return shell


def built(shell: Shell, *args: str) -> dict[str, bytes]:
    """The files that a build makes, by the end of their names."""
    ran = shell("build", "hsg", *args)
    assert ran.code == Exit.CLEAN, ran.err
    files = sorted((shell.folder / "build").rglob("*.pdf"))
    return {file.name.partition(".en-GB.")[2]: file.read_bytes() for file in files}


def paints(data: bytes, *operators: bytes) -> bool:
    with pikepdf.open(BytesIO(data)) as pdf:
        contents = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    return any(b" " + operator + b"\n" in contents or b" " + operator + b" " in contents for operator in operators)


def test_files_for_printers_are_made_when_they_are_asked_for(clinic: Shell) -> None:
    assert list(built(clinic)) == ["a4.draft.pdf"]
    made = built(clinic, "--print-shop", "--mono", "--conformance", "a3a")
    assert list(made) == ["a4.a3a.draft.pdf", "a4.draft.pdf", "a4.mono.draft.pdf", "a4.shop.draft.pdf"]


def test_each_file_is_looked_after_by_itself(clinic: Shell) -> None:
    """A build without the option leaves a print-shop file that is still true, and takes away one that is not."""
    built(clinic, "--print-shop")
    assert list(built(clinic)) == ["a4.draft.pdf", "a4.shop.draft.pdf"]
    clinic.put("_brand.yml", BRAND.replace("#0f4c5c", "#5c0f4c"))
    assert clinic("build", "hsg").code == Exit.CLEAN
    assert not list((clinic.folder / "build" / "my-clinic").glob("*.shop.*"))


def test_a_shop_file_is_in_the_inks_of_its_profile(clinic: Shell) -> None:
    made = built(clinic, "--print-shop")["a4.shop.draft.pdf"]
    assert paints(made, b"k")
    assert not paints(made, b"rg", b"g")
    with pikepdf.open(BytesIO(made)) as pdf:
        assert {str(intent.OutputConditionIdentifier) for intent in pdf.Root.OutputIntents} == {"Made here"}


def test_inks_of_the_brand_are_printed_as_they_are_named(clinic: Shell) -> None:
    clinic.put("_brand.yml", BRAND + "      primary: [90, 10, 20, 60]\n")
    with pikepdf.open(BytesIO(built(clinic, "--print-shop")["a4.shop.draft.pdf"])) as pdf:
        contents = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"0.9 0.1 0.2 0.6 k" in contents
    assert b"0.09 0.01 0.02 0.06 k" in contents  # its tint, behind panels


def test_inks_too_pale_to_read_are_told(clinic: Shell) -> None:
    clinic.put("_brand.yml", BRAND + "      primary: [30, 10, 20, 0]\n")
    ran = clinic("build", "hsg", "--print-shop")
    assert "T007" in ran.err
    assert "[30, 10, 20, 0]" in ran.err


def test_without_a_profile_a_shop_file_is_in_rgb_and_says_so(clinic: Shell) -> None:
    clinic.put("_brand.yml", 'color:\n  primary: "#0f4c5c"\n')
    ran = clinic("build", "hsg", "--print-shop", "--json")
    read, shop = lines(ran.out)
    assert (read["output"], shop["output"]) == ("", "shop")
    problems = shop["problems"]
    assert isinstance(problems, list)
    assert "T006" in {problem["code"] for problem in problems}
    (file,) = (clinic.folder / "build").rglob("*.shop.*")
    assert paints(file.read_bytes(), b"rg")


@pytest.mark.parametrize("data", [b"", b"\0" * 200, four_inks()[:1000], four_inks().replace(b"CMYK", b"RGB ")])
def test_a_profile_that_is_none_is_refused_at_its_line(clinic: Shell, data: bytes) -> None:
    (clinic.folder / "press.icc").write_bytes(data)
    ran = clinic("build", "hsg", "--print-shop")
    assert ran.code == Exit.CONTENT
    assert "_brand.yml:6:" in ran.err
    assert "T005" in ran.err


def test_a_profile_that_is_missing_is_told_at_its_line(clinic: Shell) -> None:
    (clinic.folder / "press.icc").unlink()
    ran = clinic("build", "hsg", "--print-shop")
    assert ran.code == Exit.FILES
    assert "_brand.yml:6:" in ran.err
    assert "press.icc is missing" in ran.err


def test_more_ink_than_paper_holds_is_refused(clinic: Shell) -> None:
    clinic.put("_brand.yml", BRAND + "      danger: [90, 100, 90, 40]\n")
    ran = clinic("build", "hsg")
    assert ran.code == Exit.CONTENT
    assert "T004" in ran.err
    assert "320 %" in ran.err


def test_other_tools_keep_their_defaults(clinic: Shell) -> None:
    clinic.put("_brand.yml", BRAND.replace("defaults:\n", "defaults:\n  bootstrap: {version: 5}\n"))
    assert list(built(clinic)) == ["a4.draft.pdf"]


def test_what_folds_is_told_how_to_print_once_for_each_fold() -> None:
    head, *folds = how_to_print([*FORMATS, *FORMATS])
    assert "the .print files double sided, flip on the short edge" in head
    assert len(folds) == len({found.scheme for found in FORMATS.values()} - {""})
    assert list(how_to_print(["a4", "large-print"])) == []


def test_bleed_is_that_of_the_country_of_the_paper() -> None:
    for name, found in FORMATS.items():
        assert found.bleed == pytest.approx((3.175 if "letter" in name else 3) * MM)


@pytest.mark.parametrize("name", FORMATS)
def test_machines_are_told_how_to_print_what_folds(name: str) -> None:
    job = Job("hsg", Path("clinic.yaml"), "riverside", "en-GB", name)
    assert ("flip on the short edge" in printing_of(job)) is bool(FORMATS[name].scheme)
    assert printing_of(replace(job, output="shop")) == ""
