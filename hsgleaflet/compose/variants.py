"""Variants: what only the short and the easy-read wording print.

Comes in: ideas of an author, the addresses of a clinic. Goes out: Document blocks. It stands alone so that composing a
leaflet reads the same for each wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hsgleaflet.compose.blocks import Blocks, plain_words
from hsgleaflet.compose.inlines import Chosen
from hsgleaflet.compose.parts import filled_phrase
from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.pictures import Shown
from hsgleaflet.compose.spots import Spot
from hsgleaflet.model import wordings
from hsgleaflet.model.catalog import Catalog
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Block, Figure, Group, Link, Paragraph, Picture, plain
from hsgleaflet.model.formats import Wording
from hsgleaflet.model.leaflet import Idea, LeafletFile
from hsgleaflet.model.wordings import EASY_READ, SHORT
from hsgleaflet.problems import Location, Problem, Severity, fail

_LONGEST = 15
"""How many words a sentence of an easy-read leaflet has at most (leaflet standard, R7)."""
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")
_KEYS: dict[Wording, str] = {"short": SHORT, "easy-read": EASY_READ}
_NAMES: dict[Wording, str] = {"short": "short_version", "easy-read": "easy_read"}


def given_wording(leaflet: LeafletFile, wanted: Wording, catalog: Catalog | None, at: Location | None) -> Wording:
    """Return the wording that is printed where one is wanted; the full one stands in for a short one that is missing.

    `catalog` holds the translation, if there is one. Raises LeafletError for an easy-read wording that is not written,
    and for a wording of which nothing is translated.
    """
    if not wordings.has(leaflet, wanted):
        if wanted == "short":
            return "full"
        hint = "give its sections an `easy_read:`, or choose another format"
        raise fail("M016", f'leaflet "{leaflet.leaflet}" has no easy-read wording', at, hint)
    key = _KEYS.get(wanted)
    if key and catalog and not any(f".{key}." in name for name in catalog.entries):
        message = f'the {wanted} wording of leaflet "{leaflet.leaflet}" is not translated into {catalog.lang}'
        hint = f"translate it: hsgleaflet translate update {catalog.lang}, then edit the PO file"
        raise fail("M016", message, at, hint)
    return wanted


def name_of(wording: Wording, phrases: Phrases, at: Location | None) -> tuple[Block, ...]:
    """Return the line that says which wording this is; the full one says nothing."""
    if wording not in _NAMES:
        return ()
    return (Paragraph(id="wording", at=at, role="wording", content=plain_words(phrases(_NAMES[wording]))),)


def full_leaflet(blocks: Blocks, phrases: Phrases, clinic: ClinicFile, at: Location | None, spot: Spot) -> Block:
    """Return where the full leaflet is: the clinic's web address, written at `at`, with a QR code; else its phone."""
    if not clinic.contacts.web:
        content = filled_phrase(phrases, "full_leaflet_phone", phone=("clinic_phone", "phone", clinic.contacts.phone))
        return Paragraph(id=spot.id, at=spot.at(), role="small-print", content=content)
    web = blocks.inlines.fill("{clinic_web}", spot / "web", explain=False, translate=False).inlines[0]
    assert isinstance(web, Link)
    words = plain_words(phrases("full_leaflet"))
    label = Paragraph(id=(spot / "label").id, at=spot.at(), role="frames", content=words)
    return blocks.pictures.code(web, (label,), spot, at)


def ideas(found: Sequence[Idea], blocks: Blocks, spot: Spot) -> tuple[Block, ...]:
    """Return a group for each idea: its picture, then its sentences; the picture only helps and has no alt text."""
    made: list[Block] = []
    for number, idea in enumerate(found):
        here = spot / number
        words = _sentences(idea, blocks, here / "say")
        if not words:
            continue
        asset = f"icons/{idea.icon}.svg" if idea.icon else f"{idea.picture}.svg"
        known = blocks.pictures.images.get(asset)
        blocks.pictures.images[asset] = known or Shown((here / ("icon" if idea.icon else "picture")).at())
        figure = Figure(id=(here / "figure").id, at=here.at(), role="idea", graphic=Picture(asset=asset), alt="")
        made.append(Group(id=here.id, at=here.at(), role="idea", blocks=(figure, *words)))
    return tuple(made)


def _sentences(idea: Idea, blocks: Blocks, spot: Spot) -> tuple[Block, ...]:
    told = [(idea.say, spot)] if isinstance(idea.say, str) else [(text, spot / n) for n, text in enumerate(idea.say)]
    found: list[Block] = []
    for text, here in told:
        made = blocks.paragraph(text, here)
        found += made
        if not blocks.inlines.translation.needed and not _is_chosen(text, blocks):
            blocks.inlines.problems += [problem for block in made for problem in _too_long(block)]
    return tuple(found)


def _is_chosen(text: str, blocks: Blocks) -> bool:
    """Return whether a sentence is the wording of an answer, which other leaflets and wordings share."""
    return any(f"{{{name}}}" in text for name, value in blocks.inlines.values.items() if isinstance(value, Chosen))


def _too_long(block: Block) -> list[Problem]:
    """Return a warning for each sentence that is long for a reader of easy words."""
    assert isinstance(block, Paragraph)
    return [
        Problem(
            code="M015", severity=Severity.WARNING, at=block.at,
            message=f"this sentence has {count} words; easy read has at most {_LONGEST}",
            hint="make two sentences of it, an entry each",
        )
        for sentence in _SENTENCE_ENDS.split(plain(block.content))
        if (count := len(sentence.split())) > _LONGEST
    ]  # fmt: skip
