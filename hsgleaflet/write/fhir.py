"""FHIR: a leaflet as a record system files it, in a DocumentReference of FHIR R4.

Comes in: a Document, its files, how it is known, what it relates to. Goes out: JSON. It stands alone because the rules
are those of the standard (hl7.org/fhir/R4/documentreference.html). R4 holds a SHA-1 for each file; the SHA-256 that is
in the manifest too stands as an identifier, a name after RFC 6920. What the standard cannot know is not made up: there
is no patient, no code of a document type, no time of day but midnight of the day of approval.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec import Struct

from hsgleaflet.model.document import Document, Meta

KIND = "fhir"
_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "ssml": "application/ssml+xml",
    "brf": "text/plain; charset=us-ascii",
}
_URI = "urn:ietf:rfc:3986"


class Filed(Struct, frozen=True):
    """One file by its name and extension."""

    name: str
    extension: str
    data: bytes


class Relation(Struct, frozen=True):
    """What a leaflet does to another, known by its identifier and a title."""

    code: Literal["replaces", "transforms"]
    identifier: str
    title: str


def identifier(clinic: str, number: str, version: str, lang: str, wording: str, format_name: str, code: str) -> str:
    """Return how exactly this leaflet is known: its clinic, number, version, language, wording, format and code."""
    return ":".join((clinic, number, version, lang, wording, format_name, code))


def document_reference(
    document: Document,
    own: str,
    files: Sequence[Filed],
    relations: Sequence[Relation] = (),
    approved_on: datetime.date | None = None,
) -> bytes:
    """Return a DocumentReference as JSON; what is not approved is preliminary."""
    meta = document.meta
    said = [f"{document.title} ({meta.number}, version {meta.version})", *([document.band] if document.band else [])]
    found: dict[str, Any] = {
        "resourceType": "DocumentReference",
        "language": document.lang,
        "masterIdentifier": _known(own, meta.clinic),
        "identifier": list(_identifiers(meta, files)),
        "status": "current",
        "docStatus": "final" if approved_on else "preliminary",
        "type": {"text": "Patient information leaflet"},
        **({"date": f"{approved_on.isoformat()}T00:00:00Z"} if approved_on else {}),
        "author": [{"display": meta.clinic}],
        "custodian": {"display": meta.clinic},
        **({"relatesTo": [_relation(one, meta.clinic) for one in relations]} if relations else {}),
        "description": ". ".join(said),
        "content": [{"attachment": _attachment(document, file)} for file in files],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _known(value: str, clinic: str) -> dict[str, object]:
    return {"value": value, "assigner": {"display": clinic}}


def _identifiers(meta: Meta, files: Sequence[Filed]) -> Iterator[dict[str, object]]:
    yield {"type": {"text": "Number of the leaflet"}, **_known(meta.number, meta.clinic)}
    for file in files:
        digest = base64.urlsafe_b64encode(hashlib.sha256(file.data).digest()).decode().rstrip("=")
        yield {"type": {"text": f"SHA-256 of {file.name}"}, "system": _URI, "value": f"ni:///sha-256;{digest}"}


def _relation(relation: Relation, clinic: str) -> dict[str, object]:
    target = {"type": "DocumentReference", "identifier": _known(relation.identifier, clinic), "display": relation.title}
    return {"code": relation.code, "target": target}


def _attachment(document: Document, file: Filed) -> dict[str, object]:
    sha1 = hashlib.sha1(file.data, usedforsecurity=False).digest()
    return {
        "contentType": _TYPES[file.extension],
        "language": document.lang,
        "url": file.name,
        "size": len(file.data),
        "hash": base64.b64encode(sha1).decode(),
        "title": document.title,
        "creation": document.meta.written,
    }
