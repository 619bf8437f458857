"""Reading: the syllable counter and the declared names with which a leaflet is measured.

Comes in: a Document and the leaflet it was made from. Goes out: how it reads. It stands alone so that the dictionary is
loaded by whoever measures and by nobody else.
"""

from __future__ import annotations

from hsgleaflet.check import readability, syllables
from hsgleaflet.check.readability import Report
from hsgleaflet.model.document import Document
from hsgleaflet.model.leaflet import LeafletFile
from hsgleaflet.work.syllables import dictionary


def counter(lang: str) -> syllables.Counter:
    """Return the syllable counter of a language; that of English where there is no formula and none is needed."""
    return syllables.spanish if lang.startswith("es") else syllables.english(dictionary())


def reading(document: Document, leaflet: LeafletFile) -> Report:
    """Return how a document reads; the declared names are those of the language that the leaflet is written in."""
    names = readability.names_of(leaflet) if document.lang == leaflet.lang else ()
    return readability.report(document, counter(document.lang), names)
