"""Verify: what a finished PDF or web page says of itself, and whether it still is the file that was made.

Comes in: the bytes of any PDF. Goes out: an Identity, None when hsgleaflet did not make the file; and the
profiles to check it against. It stands alone because it needs the file and nothing else: no project, no PDF
library. What it shows is integrity, not authorship: whoever can alter a file can also give it a new /ID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from xml.etree import ElementTree

from msgspec import Struct

from hsgleaflet.compose.digest import code_of
from hsgleaflet.work.conformance import PROFILES, UNTAGGED_PROFILES, detect
from hsgleaflet.write.pdf.file import is_unaltered
from hsgleaflet.write.pdf.metadata import MONO, NAMESPACE, PRINT, SHOP

_BEGIN, _HEAD, _END = b"<?xpacket begin=", b"?>", b"<?xpacket end="
_LARGEST_PACKET = 1_000_000
_SEAL = b'<meta name="leaflet:sha256"'
_SAID_BY_PAGE = re.compile(r'<meta name="leaflet:(\w+)" content="([^"]*)">')
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OWN = f"{{{NAMESPACE}}}"

STANDARDS: Mapping[str, str] = MappingProxyType(
    {
        "ua1": "PDF/UA-1",
        "ua2": "PDF/UA-2",
        "wt1a": "WTPDF 1.0 for accessibility",
        "wt1r": "WTPDF 1.0 for reuse",
        "4": "PDF/A-4",
        "4e": "PDF/A-4e",
        "4f": "PDF/A-4f",
        **{f"{part}{level}": f"PDF/A-{part}{level}" for part in "123" for level in "abu"},
    }
)
"""The standards as people write them, by the name of their profile."""

_SAID = ("leaflet", "number", "version", "clinic", "state", "wording", "format", "purpose")
_TO_PRINT = (PRINT, SHOP, MONO)


class Identity(Struct, frozen=True, kw_only=True):
    """What a leaflet says of itself; `unaltered` is whether the file is, byte for byte, what was made."""

    leaflet: str
    title: str
    number: str
    version: str
    lang: str
    clinic: str
    clinic_name: str
    state: str
    review_by: str
    wording_digest: str
    answers_digest: str
    facts_digest: str
    wording: str
    format: str
    purpose: str
    """What the file is for: `reading`, or a printer (`print`, `shop`, `mono`)."""
    unaltered: bool

    @property
    def code(self) -> str:
        """The code at the foot of its pages."""
        return code_of(self.wording_digest, self.answers_digest)


def identify(data: bytes) -> Identity | None:
    """Return what a PDF or a web page says of itself, None when it has no metadata of ours."""
    if is_page(data):
        return _of_page(data)
    found = None
    for description in _packets(data):  # an update is appended: the last word counts
        found = _identity(description, unaltered=is_unaltered(data) is True) or found
    return found


def is_page(data: bytes) -> bool:
    """Return whether these are the bytes of one of our web pages."""
    return data.startswith(b"<!DOCTYPE html>") and _SEAL in data[:4096]


def _of_page(data: bytes) -> Identity:
    from hsgleaflet.write.html.page import is_unaltered as is_whole

    said = {name: unescape(text) for name, text in _SAID_BY_PAGE.findall(data.decode("utf-8", "replace"))}
    own = {name: said.get(name, "") for name in _SAID}
    return Identity(
        **own | {"purpose": "reading"},
        title=said.get("title", ""), lang=said.get("lang", ""), clinic_name=said.get("clinicName", ""),
        review_by=said.get("reviewBy", ""), wording_digest=said.get("wordingDigest", ""),
        answers_digest=said.get("answersDigest", ""), facts_digest=said.get("factsDigest", ""),
        unaltered=is_whole(data),
    )  # fmt: skip


def is_pdf(data: bytes) -> bool:
    """Return whether these are the bytes of a PDF: its mark stands in the first 1,024, as readers allow."""
    return b"%PDF-" in data[:1024]


def profiles(data: bytes) -> tuple[str, ...]:
    """Return the profiles to check a file against: those it claims; ours if it has lost some.

    Of ours, only those for printers may claim no accessibility.
    """
    claimed, found = detect(data), identify(data)
    if found and found.purpose in _TO_PRINT:
        return UNTAGGED_PROFILES
    if claimed in PROFILES.values() or (claimed and found is None):
        return claimed
    return PROFILES["ua1+a2a"]


def _packets(data: bytes) -> Iterator[ElementTree.Element]:
    for text in _packet_texts(data):
        if NAMESPACE.encode() not in text or b"<!" in text:  # no entities: a packet has no use for them
            continue
        try:
            # in UTF-8, whatever it says itself: no other encoding hides a <!
            yield ElementTree.fromstring(text, ElementTree.XMLParser(encoding="utf-8"))  # noqa: S314 (see above)
        except ElementTree.ParseError:
            continue


def _packet_texts(data: bytes) -> Iterator[bytes]:
    """Yield what stands in each packet; each part of the file is looked at once, whatever is in it."""
    end = 0
    while (start := data.find(_BEGIN, end)) >= 0:
        head = data.find(_HEAD, start)
        end = data.find(_END, head) if head >= 0 else -1
        if end < 0:
            return
        if end - head <= _LARGEST_PACKET:
            yield data[head + len(_HEAD) : end]


def _identity(packet: ElementTree.Element, *, unaltered: bool) -> Identity | None:
    own = {name: _value(packet, _OWN + name) for name in _SAID}
    if not own["leaflet"]:
        return None
    return Identity(
        **own,
        title=_value(packet, _DC + "title"),
        lang=_value(packet, _DC + "language"),
        clinic_name=_value(packet, _DC + "creator"),
        review_by=_value(packet, _OWN + "reviewBy"),
        wording_digest=_value(packet, _OWN + "wordingDigest"),
        answers_digest=_value(packet, _OWN + "answersDigest"),
        facts_digest=_value(packet, _OWN + "factsDigest"),
        unaltered=unaltered,
    )


def _value(packet: ElementTree.Element, name: str) -> str:
    """Return the value of a property, written as an element or, by other programs, as an attribute."""
    for description in packet.iter(_RDF + "Description"):
        if name in description.attrib:
            return description.attrib[name]
        element = description.find(name)
        if element is not None:
            return " ".join("".join(element.itertext()).split())
    return ""
