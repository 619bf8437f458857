"""What a PDF says of itself, compared with the leaflet.

In: a Reading and the Document it was made from. Out: faults in words. It stands alone because it looks at no page:
XMP, and in PDF 1.7 the old information dictionary.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from hsgleaflet.model.document import Document
from tests.pdf_reading import Reading

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "leaflet": "https://hsgleaflet.org/ns/leaflet/1.0/",
}


def metadata(reading: Reading, document: Document) -> Iterator[str]:
    """XMP, and in PDF 1.7 the information dictionary, say what the leaflet says."""
    if reading.lang != document.lang:
        yield f"language {reading.lang!r}, not {document.lang!r}"
    try:
        packet = ElementTree.fromstring(reading.xmp)
    except ElementTree.ParseError as error:
        yield f"the XMP metadata cannot be read: {error}"
        return
    meta, day = document.meta, f"{document.meta.written}T00:00:00Z"
    keywords = ", ".join(meta.keywords)
    stated = {
        "dc:title": document.title,
        "dc:creator": meta.clinic,
        "dc:description": meta.subject,
        "dc:language": document.lang,
        "dc:identifier": f"{meta.number} {meta.version} {document.lang}",
        "pdf:Keywords": keywords,
        **{f"xmp:{name}": day for name in ("CreateDate", "ModifyDate", "MetadataDate")},
        "leaflet:leaflet": meta.leaflet,
        "leaflet:clinic": meta.clinic_id,
        "leaflet:number": meta.number,
        "leaflet:version": meta.version,
        "leaflet:reviewBy": meta.review_by,
        "leaflet:state": meta.state,
        "leaflet:wordingDigest": meta.wording_digest,
        "leaflet:answersDigest": meta.answers_digest,
        "leaflet:factsDigest": meta.facts_digest,
        "leaflet:wording": meta.wording,
    }
    for name, value in stated.items():
        if (got := xmp_value(packet, name)) != value:
            yield f"XMP {name} is {got!r}, not {value!r}"
    if tuple(xmp_list(packet, "dc:subject")) != meta.keywords:
        yield f"XMP dc:subject is {xmp_list(packet, 'dc:subject')}"
    if reading.info:
        date = f"D:{meta.written.replace('-', '')}000000Z"
        informed = {"Title": document.title, "Author": meta.clinic, "Subject": meta.subject, "Keywords": keywords}
        informed |= {"CreationDate": date, "ModDate": date, "Creator": "hsgleaflet", "Producer": "hsgleaflet"}
        if reading.info != {key: value for key, value in informed.items() if value}:
            yield f"the information dictionary says {reading.info}"


def xmp_value(packet: ElementTree.Element, name: str) -> str:
    """The text of an XMP property, an attribute or an element, of the first entry if it has several."""
    prefix, _, local = name.partition(":")
    for description in packet.iterfind(".//rdf:Description", NAMESPACES):
        if found := description.get(f"{{{NAMESPACES[prefix]}}}{local}"):
            return found
    element = packet.find(f".//rdf:Description/{name}", NAMESPACES)
    if element is None:
        return ""
    entry = element.find(".//rdf:li", NAMESPACES)
    return (element if entry is None else entry).text or ""


def xmp_list(packet: ElementTree.Element, name: str) -> list[str]:
    """The entries of an XMP property."""
    return [entry.text or "" for entry in packet.iterfind(f".//{name}//rdf:li", NAMESPACES)]
