"""Small leaflets and clinics for tests, and the steps that make pages of them."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import to_builtins

from hsgleaflet.compose.blocks import Blocks
from hsgleaflet.compose.digest import digests
from hsgleaflet.compose.inlines import Inlines, Value
from hsgleaflet.compose.leaflet import Composed, Marked, compose
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.spots import Spot
from hsgleaflet.compose.stamp import stamped, with_digests
from hsgleaflet.compose.translation import Translation
from hsgleaflet.model import base
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Block, Document, Paragraph, walk
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.kinds import KeyedKind, kind_of
from hsgleaflet.model.leaflet import Block as BodyBlock
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.model.theme import Theme, resolve
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.yaml import load
from hsgleaflet.typeset.faces import Faces
from hsgleaflet.typeset.figures import Images
from hsgleaflet.typeset.layout import Layout
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.typeset.text import Setter
from hsgleaflet.work.workspace import Workspace

ROOT = Path(__file__).parents[1]
Json = dict[str, Any]
M = TypeVar("M", bound=base.Model)

LEAFLET: Json = {
    "schema_version": "1",
    "leaflet": "sample",
    "number": "TST-001",
    "title": "Sample test",
    "purpose": "A test that shows how a leaflet is made.",
    "kind": "test",
    "lang": "en-GB",
    "version": "1.0",
    "dates": {"written": "2026-11-23", "evidence_checked": "2026-11-20", "review_by": "2028-11-23"},
    "owner": "Library editor",
    "funding": "none",
    "patient_involvement": "none yet",
    "key_points": ["The first point.", "The second point.", "Ring {clinic_phone} with questions."],
    "sections": [
        {"part": "tell-us-first", "heading": "Tell us first if", "checklist": ["you could be pregnant"]},
        {"part": "what-it-is", "heading": "What is it?", "body": ["It is a test."]},
        {"part": "benefits", "heading": "What are the benefits?", "body": ["It gives an answer."]},
        {"part": "alternatives", "heading": "What else could I have?", "body": ["You can have no test."]},
        {"part": "preparation", "heading": "How do I get ready?", "steps": [{"when": "Before", "do": "Rest."}]},
        {
            "part": "risks",
            "heading": "What are the risks?",
            "risks": [{"what": "Infection", "n": 1, "per": "100", "period": "in the week after", "source": "A"}],
        },
        {"part": "after-effects", "heading": "How might I feel?", "bands": {"expected": ["cramp"]}},
        {"part": "get-help", "heading": "Get help", "bands": {"call_us": ["a fever"], "emergency": ["fits"]}},
        {"part": "disclaimer", "heading": "About this leaflet", "body": ["It cannot cover everything."]},
    ],
    "sources": {"A": {"title": "A study", "organisation": "A society"}},
}  # fmt: skip
"""A leaflet with every required part."""

CLINIC: Json = {
    "clinic": "sample-clinic",
    "name": "Sample Clinic",
    "country": "GB",
    "contacts": {
        "phone": "020 7123 4567",
        "hours": {"days": "mon-fri", "from": "08:30", "to": "17:00"},
        "out_of_hours": "111",
        "emergency": "999",
    },
    "leaflets": ["sample"],
}
"""A clinic that says no more than it must."""


def _block_keys() -> tuple[str, ...]:
    kind = kind_of(BodyBlock, LeafletFile.__module__)
    assert isinstance(kind, KeyedKind)
    return tuple(kind.models)


BLOCK_KEYS = _block_keys()
"""The keys that name a kind of block."""


class Marks:
    """Places that tell what they are places of: the file is the path, the column counts characters from 1."""

    file = "sample.yaml"

    def at(self, path: base.Path, offset: int = 0, *, on_key: bool = False) -> Location:
        return Location("/".join(map(str, path)) or "top", 1, offset + 1)


def leaflet_values(**changes: Any) -> Json:
    """The sample leaflet as raw values, some of them changed."""
    return deepcopy(LEAFLET) | changes


def read_as(model: type[M], values: Json) -> M:
    """A file made of raw values, read as YAML is; raises LeafletError with what is wrong."""
    return load(json.dumps(values, ensure_ascii=False, default=str), "sample.yaml", model)[0]


def raw(model: base.Model) -> Json:
    """The values of a file, as its author writes them."""
    return json.loads(json.dumps(to_builtins(model)), object_hook=_given)  # type: ignore[no-any-return]


def _given(values: Json) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def leaflet(**changes: Any) -> LeafletFile:
    return read_as(LeafletFile, leaflet_values(**changes))


def with_section(**section: Any) -> LeafletFile:
    """The sample leaflet with one more section, before the last two."""
    values = leaflet_values()
    values["sections"].insert(-2, {"heading": "One more"} | section)
    return read_as(LeafletFile, values)


def clinic(**changes: Any) -> ClinicFile:
    return read_as(ClinicFile, deepcopy(CLINIC) | changes)


def contacts(**changes: Any) -> Json:
    given: Json = deepcopy(CLINIC["contacts"])
    return given | changes


def passages(asks: Json | None = None, **found: Any) -> PassageFile:
    """Shared passages, each given by its body."""
    given = {name: {"heading": name.capitalize(), "body": body} for name, body in found.items()}
    return read_as(PassageFile, {"schema_version": "1", "lang": "en-GB", "asks": asks or {}, "passages": given})


def composed(
    leaflet: LeafletFile, clinic: ClinicFile, shared: PassageFile | None = None, wording: Wording = "full"
) -> Composed:
    """What a leaflet becomes for a clinic."""
    marks = Marks()
    passages = Marked(shared, marks) if shared else None
    return compose(Marked(leaflet, marks), passages, Marked(clinic, marks), leaflet.lang, wording=wording)


def approved(found: Composed) -> Document:
    """A document as it stands when it is approved."""
    return stamped(with_digests(found.document, digests(found.document, {})), found.edge, date(2026, 11, 25))


def compose_problems(leaflet: LeafletFile, clinic: ClinicFile, shared: PassageFile | None = None) -> list[Problem]:
    """What is wrong with a leaflet for a clinic."""
    try:
        composed(leaflet, clinic, shared)
    except LeafletError as error:
        return list(error.problems)
    return []


def document(**changes: Any) -> Document:
    return composed(leaflet(**changes), clinic()).document


def inlines(
    values: Mapping[str, Value] | None = None, words: Mapping[str, str] | None = None, sources: tuple[str, ...] = ()
) -> Inlines:
    """Fills single texts; `values` are what the fields stand for."""
    here = Translation("en-GB", "en-GB")
    return Inlines(Phrases("en-GB"), here, values or {}, words or {}, frozenset(sources))


def blocks() -> Blocks:
    return Blocks(inlines(), lambda name: None, ())


def spot(*path: str | int) -> Spot:
    return Spot(Marks(), path, ".".join(map(str, path)))


def paragraphs(tree: tuple[Block, ...]) -> list[Paragraph]:
    return [block for block in walk(tree) if isinstance(block, Paragraph)]


@cache
def workspace() -> Workspace:
    return Workspace(ROOT)


@cache
def setter() -> Setter:
    """One setter for all tests: it remembers what it has set."""
    return Setter(Faces(workspace()))


@cache
def theme() -> Theme:
    return resolve(BrandFile(), "a4")


def images() -> Images:
    return Images({name: (sign.width, sign.height) for name, sign in SIGNS.items()})


def laid_out(document: Document) -> Layout:
    return lay_out(document, theme(), setter(), images())
