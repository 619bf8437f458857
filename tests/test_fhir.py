"""What a record system is told: valid FHIR R4, true of the files beside it, and related to what came before."""

import base64
import hashlib
import json
from typing import Any

import pytest
from fhir.resources.R4B.documentreference import DocumentReference
from msgspec.structs import replace

from hsgleaflet.cli.exits import Exit
from hsgleaflet.model.formats import NAMES
from hsgleaflet.work import build
from hsgleaflet.work.build import FHIR, Job
from hsgleaflet.write.fhir import Filed, Relation, document_reference
from tests.conftest import Built, make, project, shipped, translations
from tests.samples import approved, clinic, composed, document, leaflet
from tests.signing import Office, office

__all__ = ["office"]
BUILT = "build/sample-clinic"


def read(data: bytes) -> Any:
    """A DocumentReference, checked by the models of the standard."""
    found = DocumentReference.model_validate_json(data)
    assert json.loads(found.model_dump_json()) == json.loads(data)
    return json.loads(data)


def jobs() -> list[Job]:
    """The HSG in each format and in languages of both directions."""
    first = next(job for job in shipped() if job.leaflet == "hsg" and job.lang == "en-GB")
    found = [*(replace(first, format=name) for name in NAMES), *(replace(first, lang=lang) for lang in ("pl", "ur"))]
    return [replace(job, output=FHIR) for job in dict.fromkeys(found)]


@pytest.mark.parametrize("job", jobs(), ids=lambda job: f"{job.leaflet}-{job.lang}-{job.format}")
def test_every_output_has_a_valid_reference_that_is_true(job: Job) -> None:
    (output,) = make(job).made.outputs
    found, document = read(output.data), make(job).document
    assert output.name(job, "draft") == f"{job.leaflet}.{job.lang}.{job.format}.fhir.draft.json"
    assert (found["status"], found["docStatus"], found["language"]) == ("current", "preliminary", job.lang)
    assert "date" not in found
    assert "DRAFT" in found["description"]
    assert found["custodian"]["display"] == document.meta.clinic
    assert document.code in found["masterIdentifier"]["value"]
    assert found["identifier"][0]["value"] == document.meta.number
    said = {one["attachment"]["url"]: one["attachment"] for one in found["content"]}
    beside = make(replace(job, output=""))
    files = {one.name(beside.job, "draft"): one.data for one in beside.made.outputs if one.kind != "print"}
    assert set(said) == set(files)
    for name, data in files.items():
        assert said[name]["size"] == len(data)
        assert base64.b64decode(said[name]["hash"]) == hashlib.sha1(data).digest()
        assert said[name]["language"] == job.lang
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        assert f"ni:///sha-256;{digest}" in [one["value"] for one in found["identifier"]]


def test_no_two_references_are_known_by_the_same_name() -> None:
    found = [read(make(job).data)["masterIdentifier"]["value"] for job in jobs()]
    assert len(set(found)) == len(found)


def test_a_translation_says_which_leaflet_it_is_one_of() -> None:
    job = next(replace(job, output=FHIR) for job in translations() if job.lang == "pl" and job.leaflet == "hsg")
    (relation,) = read(make(job).data)["relatesTo"]
    own = read(make(replace(job, lang="en-GB")).data)
    assert relation["code"] == "transforms"
    assert relation["target"]["identifier"]["value"] == own["masterIdentifier"]["value"]
    assert "relatesTo" not in own


def test_another_conformance_is_another_file(hsg: Built) -> None:
    usual, other = (replace(hsg.job, conformance=name, output=FHIR) for name in ("ua1+a2a", "a3a"))
    first, second = (read(make(job).data) for job in (usual, other))
    assert first["masterIdentifier"] != second["masterIdentifier"]
    assert second["content"][0]["attachment"]["url"].endswith(".a3a.draft.pdf")


def test_the_same_leaflet_gives_the_same_bytes(hsg: Built) -> None:
    job = replace(hsg.job, output=FHIR)
    assert build.make(project(), job).outputs == make(job).made.outputs


def test_words_that_look_like_json_stay_words() -> None:
    made = replace(document(), title='A "test" \\ {x}')
    found = read(document_reference(made, "a:b", [Filed("a.pdf", "pdf", b"x")], [Relation("replaces", "c", '"')]))
    assert found["content"][0]["attachment"]["title"] == 'A "test" \\ {x}'
    assert found["relatesTo"][0]["target"]["display"] == '"'


def test_an_approved_leaflet_is_final_since_its_day() -> None:
    from datetime import date

    made = approved(composed(leaflet(), clinic()))
    found = read(document_reference(made, "a", [Filed("a.pdf", "pdf", b"x")], approved_on=date(2026, 11, 25)))
    assert (found["docStatus"], found["date"]) == ("final", "2026-11-25T00:00:00Z")
    assert "DRAFT" not in found["description"]


# ---------------------------------------------------------------- what came before


def reference(office: Office, name: str = "sample") -> Any:
    return read((office.folder / f"{BUILT}/{name}.en-GB.a4.fhir.json").read_bytes())


def test_a_new_version_replaces_the_one_that_was_issued(office: Office) -> None:
    office.signed()
    assert office("build", "--fhir").code == Exit.CLEAN
    first = reference(office)
    assert "relatesTo" not in first
    assert first["content"][0]["attachment"]["url"] == "sample.en-GB.a4.pdf"
    office.write(version="2.0", purpose="Another purpose of the test.")
    assert office("build", "--fhir").code == Exit.CLEAN
    draft = read((office.folder / f"{BUILT}/sample.en-GB.a4.fhir.draft.json").read_bytes())
    assert "relatesTo" not in draft, "a draft replaces nothing"
    office.approve()
    assert office("build", "--fhir").code == Exit.CLEAN
    (relation,) = reference(office)["relatesTo"]
    assert relation["code"] == "replaces"
    assert relation["target"]["identifier"]["value"] == first["masterIdentifier"]["value"]
    register = (office.folder / "issued.jsonl").read_text("utf-8")
    assert "fhir" not in register


def test_what_a_leaflet_was_withdrawn_for_replaces_it(office: Office) -> None:
    office.signed()
    assert office("build", "--fhir").code == Exit.CLEAN
    first = reference(office)
    office.put("leaflets/newer.yaml", (office.folder / "leaflets/sample.yaml").read_text("utf-8").replace(
        '"leaflet": "sample"', '"leaflet": "newer"').replace("TST-001", "TST-002"))  # fmt: skip
    given = json.loads((office.folder / "clinic.yaml").read_text("utf-8"))
    office.put("clinic.yaml", json.dumps(given | {"leaflets": ["sample", "newer"]}))
    assert (
        office("withdraw", "sample", "--replaced-by", "newer", "--reason", "It is better.", "--yes").code == Exit.CLEAN
    )
    assert office("approve", "newer", "--role", "clinician", "--yes").code == Exit.CLEAN
    assert office("build", "newer", "--fhir").code == Exit.CLEAN
    (relation,) = reference(office, "newer")["relatesTo"]
    assert relation["target"]["identifier"]["value"] == first["masterIdentifier"]["value"]
