"""Stamp: what the edges of the pages say of the approval.

Comes in: a Document whose digests are known, the words for its edges, its state. Goes out: the Document with bands, or
with the day of its approval, in its place. It stands alone because the state is looked up only when the digests are
known, and putting it on the pages must not change what was read.
"""

from __future__ import annotations

import datetime

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.compose.digest import Digests, code_of
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.values import date
from hsgleaflet.model.document import Document


class Edge(Struct, frozen=True):
    """The words for the edges: the band of a draft, the band of what is approved, the phrases of the language."""

    draft: str
    approved: str
    phrases: Phrases


def with_digests(document: Document, found: Digests) -> Document:
    """Return a document that carries its digests and the code of both."""
    meta = replace(document.meta, wording_digest=found.wording, answers_digest=found.answers, facts_digest=found.facts)
    return replace(document, meta=meta, code=code_of(found.wording, found.answers))


def stamped(document: Document, edge: Edge, on: datetime.date, until: datetime.date | None = None) -> Document:
    """Return a document approved `on` a day, its review put off `until` another if it was extended."""
    said = {"on": date(on, edge.phrases.locale)}
    if until:
        said["until"] = date(until, edge.phrases.locale)
    words = edge.phrases("extended" if until else "approved", **said)
    meta = replace(document.meta, state="approved")
    return replace(document, meta=meta, band=edge.approved, approved=words)
