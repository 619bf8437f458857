"""Metadata: what a file says of itself, the same in XMP and in the information dictionary.

Comes in: the Meta of a Document and the standards the file keeps. Goes out: bytes. It stands alone because `verify`
and archives read it without opening a page. Dates are the leaflet's own, never the clock's.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from hsgleaflet.model.document import Meta
from hsgleaflet.write.pdf.file import text_string

NAMESPACE = "https://hsgleaflet.org/ns/leaflet/1.0/"
"""Our own XMP namespace; a name, not an address that is ever opened."""
PRODUCER = "hsgleaflet"
_SPECIAL = re.compile('[&<>"]')
_PREFIXES = "".join(
    f' xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
        "leaflet": NAMESPACE,
    }.items()
)
OWN = {
    "leaflet": "Short name of the leaflet",
    "clinic": "Short name of the clinic",
    "number": "Document number",
    "version": "Version of the leaflet",
    "reviewBy": "Day to check it by",
    "state": "State of approval",
    "wordingDigest": "Digest of the wording",
    "answersDigest": "Digest of the answers",
    "factsDigest": "Digest of answers, contacts left out",
    "wording": "Wording",
    "format": "Paper format",
    "purpose": "Reading or printing",
}
"""Our own properties, declared by an extension schema as PDF/A asks."""


class Standard(Struct, frozen=True):
    """A set of standards one file can keep: PDF version and what the XMP declares."""

    name: str
    version: str
    pdfa_part: str
    pdfa_conformance: str
    pdfa_rev: str
    pdfua_part: str
    pdfua_rev: str

    @property
    def is_two(self) -> bool:
        """Whether this is PDF 2.0."""
        return self.version == "2.0"


STANDARDS = {
    "ua1+a2a": Standard("ua1+a2a", "1.7", "2", "A", "", "1", ""),
    "a3a": Standard("a3a", "1.7", "3", "A", "", "1", ""),
    "ua2+a4": Standard("ua2+a4", "2.0", "4", "", "2020", "2", "2024"),
}

PRINT, SHOP, MONO = "print", "shop", "mono"
"""Purposes of files that are not for reading: an office printer, a print shop, a look in black alone."""
UNTAGGED = Standard("a2u", "1.7", "2", "U", "", "", "")
"""What files for printers keep: they can be archived and searched, not read aloud."""


def information(meta: Meta) -> bytes:
    """Return the information dictionary of PDF 1.7."""
    date = f"D:{meta.written.replace('-', '')}000000Z"
    entries = {
        b"Title": meta.title,
        b"Author": meta.clinic,
        b"Subject": meta.subject,
        b"Keywords": ", ".join(meta.keywords),
        b"Creator": PRODUCER,
        b"Producer": PRODUCER,
    }
    body = b"".join(b"/%b%b" % (key, text_string(value)) for key, value in entries.items() if value)
    return b"<<%b/CreationDate%b/ModDate%b>>" % (body, text_string(date), text_string(date))


def xmp(meta: Meta, lang: str, standard: Standard, format_name: str, purpose: str = "reading") -> bytes:
    """Return the XMP packet; `purpose` says what the file is for."""
    date = f"{meta.written}T00:00:00Z"
    values = {
        **{f"xmp:{name}": date for name in ("CreateDate", "ModifyDate", "MetadataDate")},
        "xmp:CreatorTool": PRODUCER,
        "pdf:Producer": PRODUCER,
        "pdf:Keywords": ", ".join(meta.keywords),
        **_standards(standard),
        **_own(meta, format_name, purpose),
    }
    simple = "".join(_attribute(name, text) for name, text in values.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{_PREFIXES}{simple}>{_dublin_core(meta, lang)}</rdf:Description>'
        f"{_declarations() if standard.is_two else _extension()}</rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    ).encode()


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _attribute(name: str, text: str) -> str:
    """Return a simple value; an attribute takes half the room of an element."""
    return f' {name}="{_escaped(text)}"' if text else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>" if text else ""


def _dublin_core(meta: Meta, lang: str) -> str:
    def alternatives(name: str, text: str) -> str:
        value = f'<rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li>'
        return f"<dc:{name}><rdf:Alt>{value}</rdf:Alt></dc:{name}>" if text else ""

    subjects = "".join(_element("rdf:li", word) for word in meta.keywords)
    return (
        alternatives("title", meta.title)
        + f"<dc:creator><rdf:Seq>{_element('rdf:li', meta.clinic)}</rdf:Seq></dc:creator>"
        + alternatives("description", meta.subject)
        + (f"<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>" if subjects else "")
        + f"<dc:language><rdf:Bag>{_element('rdf:li', lang)}</rdf:Bag></dc:language>"
        + _element("dc:identifier", f"{meta.number} {meta.version} {lang}")
    )


def _standards(standard: Standard) -> dict[str, str]:
    return {
        "pdfaid:part": standard.pdfa_part,
        "pdfaid:conformance": standard.pdfa_conformance,
        "pdfaid:rev": standard.pdfa_rev,
        "pdfuaid:part": standard.pdfua_part,
        "pdfuaid:rev": standard.pdfua_rev,
    }


def _own(meta: Meta, format_name: str, purpose: str) -> dict[str, str]:
    values = {
        "leaflet": meta.leaflet,
        "clinic": meta.clinic_id,
        "number": meta.number,
        "version": meta.version,
        "reviewBy": meta.review_by,
        "state": meta.state,
        "wordingDigest": meta.wording_digest,
        "answersDigest": meta.answers_digest,
        "factsDigest": meta.facts_digest,
        "wording": meta.wording,
        "format": format_name,
        "purpose": purpose,
    }
    return {f"leaflet:{name}": text for name, text in values.items()}


@cache
def _extension() -> str:
    schemas = _schema("hsgleaflet", NAMESPACE, "leaflet", OWN)
    schemas += _schema(
        "PDF/UA", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", {"part": "Part of ISO 14289"}, "Integer"
    )
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


def _schema(title: str, uri: str, prefix: str, properties: dict[str, str], kind: str = "Text") -> str:
    """Return the description of a schema; its values are attributes, which takes half the room of elements."""
    rows = "".join(
        f'<rdf:li pdfaProperty:name="{name}" pdfaProperty:valueType="{kind}" pdfaProperty:category="internal" '
        f'pdfaProperty:description="{_escaped(text)}"/>'
        for name, text in properties.items()
    )
    return (
        f'<rdf:li><rdf:Description pdfaSchema:schema="{title}" pdfaSchema:namespaceURI="{uri}" '
        f'pdfaSchema:prefix="{prefix}"><pdfaSchema:property><rdf:Seq>{rows}</rdf:Seq></pdfaSchema:property>'
        "</rdf:Description></rdf:li>"
    )


@cache
def _declarations() -> str:
    rows = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _element("pdfd:conformsTo", f"http://pdfa.org/declarations/wtpdf#{name}1.0")
        + "</rdf:li>"
        for name in ("accessibility", "reuse")
    )
    body = f"<pdfd:declarations><rdf:Bag>{rows}</rdf:Bag></pdfd:declarations>"
    return f'<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">{body}</rdf:Description>'
