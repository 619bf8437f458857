"""What a file says of itself: the same in XMP and in the information dictionary, and true to its content."""

import hashlib
import re
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from msgspec.structs import replace

from hsgleaflet.write.pdf.file import is_unaltered
from hsgleaflet.write.pdf.metadata import NAMESPACE, STANDARDS
from tests.conftest import Built, in_conformance
from tests.pdf_metadata import NAMESPACES, metadata, xmp_value
from tests.pdf_reading import read
from tests.sample_documents import META, document, paragraph, pdf_of

_SCHEMA = {
    "extension": "http://www.aiim.org/pdfa/ns/extension/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
    **NAMESPACES,
}
_ID = re.compile(rb"/ID\[<(\w+)><(\w+)>\]")
_HARD = (
    'Dr O\'Brien & <Sons> "Clinic"',
    "(a) \\ b) (",
    "Klinik für Frauen – “Süd”",
    "عيادة ريفرسايد",
    "妇科 😀",
    "\u00fe\u00ff Bœuf",
    "soft\u00adhyphen",
)


def _packet(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(read(data).xmp)


# --- XMP and information dictionary


@pytest.mark.parametrize("conformance", STANDARDS)
def test_every_leaflet_says_what_it_is(built: Built, conformance: str) -> None:
    other = in_conformance(built, conformance)
    assert list(metadata(read(other.data), other.document)) == []
    assert other.document.meta.wording_digest != other.document.meta.answers_digest
    assert re.fullmatch("[0-9a-f]{64}", other.document.meta.wording_digest)


@pytest.mark.parametrize("text", _HARD)
def test_any_words_are_said_alike_in_both(text: str) -> None:
    meta = replace(META, title=text, clinic=text, subject=text, keywords=(text, "b"))
    made = document(paragraph("p", "x"), meta=meta)
    assert list(metadata(read(pdf_of(made)), made)) == []
    assert read(pdf_of(made)).info["Title"] == text


def test_what_is_unknown_is_not_said() -> None:
    made = document(paragraph("p", "x"), meta=replace(META, subject="", keywords=(), wording_digest=""))
    reading = read(pdf_of(made))
    assert {"Subject", "Keywords"} & set(reading.info) == set()
    for word in (b"dc:description", b"dc:subject", b"pdf:Keywords", b"<leaflet:wordingDigest"):
        assert word not in reading.xmp


def test_pdf_2_has_no_information_dictionary() -> None:
    made = document(paragraph("p", "x"))
    assert read(pdf_of(made, "ua2+a4")).info == {}
    assert read(pdf_of(made, "a3a")).info["Author"] == META.clinic


@pytest.mark.parametrize(
    ("conformance", "claims"),
    [
        ("ua1+a2a", {"pdfuaid:part": "1", "pdfuaid:rev": "", "pdfaid:part": "2", "pdfaid:conformance": "A"}),
        ("a3a", {"pdfuaid:part": "1", "pdfuaid:rev": "", "pdfaid:part": "3", "pdfaid:conformance": "A"}),
        (
            "ua2+a4",
            {
                "pdfuaid:part": "2",
                "pdfuaid:rev": "2024",
                "pdfaid:part": "4",
                "pdfaid:rev": "2020",
                "pdfaid:conformance": "",
            },
        ),
    ],
)
def test_each_conformance_claims_its_standards(conformance: str, claims: dict[str, str]) -> None:
    packet = _packet(pdf_of(document(paragraph("p", "x")), conformance))
    assert {name: xmp_value(packet, name) for name in claims} == claims


@pytest.mark.parametrize("conformance", ["ua1+a2a", "a3a"])
def test_every_property_of_our_own_is_declared(hsg: Built, conformance: str) -> None:
    packet = _packet(in_conformance(hsg, conformance).data)
    own = f"{{{NAMESPACE}}}"
    used = {name.removeprefix(own) for element in packet.iter() for name in element.attrib if name.startswith(own)}
    of_schema, of_property = (f"{{{_SCHEMA[name]}}}" for name in ("schema", "property"))
    schemas = packet.findall(".//extension:schemas/rdf:Bag/rdf:li/rdf:Description", _SCHEMA)
    (schema,) = [one for one in schemas if one.get(f"{of_schema}namespaceURI") == NAMESPACE]
    assert {one.get(f"{of_property}name") for one in schema.iterfind(".//rdf:Seq/rdf:li", _SCHEMA)} == used
    assert schema.get(f"{of_schema}prefix") == "leaflet"


def test_the_packet_stands_in_the_file_as_it_is(hsg: Built) -> None:
    """So that archives and `verify` can read it without a PDF library."""
    assert read(hsg.data).xmp in hsg.data
    assert read(hsg.data).xmp.decode().startswith('<?xpacket begin="\ufeff"')


def test_dates_are_those_of_the_leaflet_not_of_the_day(hsg: Built) -> None:
    written = hsg.document.meta.written
    assert xmp_value(_packet(hsg.data), "xmp:CreateDate") == f"{written}T00:00:00Z"
    dates = set(re.findall(rb"\d{4}-\d\d-\d\d", read(hsg.data).xmp))
    assert {date.decode() for date in dates} == {written, hsg.document.meta.review_by}


# --- /ID


def test_the_id_is_the_digest_of_the_file_without_it(hsg: Built) -> None:
    (found,) = _ID.finditer(hsg.data)
    zeros = b"/ID[<%b><%b>]" % (b"0" * 64, b"0" * 64)
    digest = hashlib.sha256(_ID.sub(zeros, hsg.data)).hexdigest().encode()
    assert found.groups() == (digest, digest)
    with pikepdf.open(BytesIO(hsg.data)) as pdf:
        assert bytes(pdf.trailer.ID[0]).hex().encode() == digest


def test_an_untouched_file_is_unaltered(built: Built) -> None:
    assert is_unaltered(built.data) is True


def test_any_change_of_a_byte_shows(hsg: Built) -> None:
    for place in range(0, len(hsg.data), 997):
        changed = bytearray(hsg.data)
        changed[place] ^= 1
        assert is_unaltered(bytes(changed)) is not True, place


@pytest.mark.parametrize(
    "more", [b" ", b"\n", b"1 0 obj\n<<>>\nendobj\ntrailer<</ID[<00><00>]>>\nstartxref\n0\n%%EOF\n"]
)
def test_anything_added_shows(hsg: Built, more: bytes) -> None:
    assert is_unaltered(hsg.data + more) is False
    assert is_unaltered(more + hsg.data) is False
    assert is_unaltered(hsg.data[:-1]) is False


def test_two_ids_that_differ_are_not_ours(hsg: Built) -> None:
    digest = _ID.search(hsg.data)
    assert digest
    assert is_unaltered(hsg.data.replace(digest[2] + b">]", b"0" * 64 + b">]")) is None


def test_a_file_written_anew_has_no_such_id(hsg: Built) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(hsg.data)) as pdf:
        pdf.save(out)
    assert is_unaltered(out.getvalue()) is None
    assert is_unaltered(b"") is None


def test_the_title_of_the_window_is_that_of_the_leaflet(built: Built) -> None:
    with pikepdf.open(BytesIO(built.data)) as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.Lang == built.document.lang
        with pdf.open_outline() as outline:
            assert outline.root[0].title == built.document.title
