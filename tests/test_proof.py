"""Proofs: lines numbered once and in order, evidence beside its claim, nothing of the leaflet moved."""

from itertools import pairwise

import pytest

from hsgleaflet.typeset.layout import Layout, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.proof import NARROW, WIDE, proof_theme, proofed
from tests.pages import said
from tests.samples import clinic as a_clinic
from tests.samples import composed as a_composed
from tests.samples import document, images, setter, theme, with_section

NOTE = "A: A society of people who study this for many years, 2016"


def proofs(notes: dict[str, str] | None = None, lang: str = "en-GB") -> tuple[Layout, Layout]:
    """A layout before and after."""
    look, found = proof_theme(theme()), document(lang=lang)
    plain = lay_out(found, look, setter(), images())
    return plain, proofed(plain, look, setter(), notes or {}, rtl=found.direction == "rtl")


def added(plain: Layout, proof: Layout) -> list[list[Words]]:
    return [
        [item for item in after.fragments[len(before.fragments) :] if isinstance(item, Words)]
        for before, after in zip(plain.pages, proof.pages, strict=True)
    ]


def test_nothing_of_the_leaflet_moves_and_all_that_is_added_is_no_part_of_it() -> None:
    plain, proof = proofs()
    for before, after in zip(plain.pages, proof.pages, strict=True):
        assert after.fragments[: len(before.fragments)] == before.fragments
    assert all(words.artifact and not words.node for page in added(plain, proof) for words in page)


def test_lines_are_numbered_from_first_to_last_and_those_side_by_side_once() -> None:
    plain, proof = proofs()
    numbers = [int(said(words)) for page in added(plain, proof) for words in page]
    assert numbers == list(range(1, len(numbers) + 1))
    for page, marks in zip(plain.pages, added(plain, proof), strict=True):
        lines = [words for words in page.fragments if isinstance(words, Words) and not words.artifact]
        bases = [words.y + words.baseline for words in marks]
        assert all(min(abs(words.y + words.baseline - base) for base in bases) <= 3 for words in lines)
        assert len(marks) <= len(lines)


@pytest.mark.parametrize(("lang", "low", "high"), [("en-GB", 0.0, NARROW), ("he", 595.28 - NARROW, 595.28)])
def test_numbers_stand_in_the_narrow_margin(lang: str, low: float, high: float) -> None:
    for page in added(*proofs(lang=lang)):
        assert all(low < words.x and words.x + words.width < high for words in page)


def test_evidence_stands_once_beside_the_first_line_of_its_claim() -> None:
    plain, proof = proofs({"purpose": NOTE, "nowhere": NOTE})
    notes = [words for page in added(plain, proof) for words in page if not said(words).isdigit()]
    assert "".join(said(words).strip() for words in notes).replace(" ", "") == NOTE.replace(" ", "")
    (claim,) = [words for page in plain.pages for words in page.fragments if getattr(words, "node", "") == "purpose"]
    assert isinstance(claim, Words)
    assert notes[0].y + notes[0].baseline == pytest.approx(claim.y + claim.baseline, abs=1)
    assert all(words.x > 595.28 - WIDE and words.x + words.width < 595.28 for words in notes)


def test_notes_of_claims_that_stand_close_do_not_cover_each_other() -> None:
    look = proof_theme(theme())
    found = a_composed(with_section(body=[{"list": ["one", "two", "three"]}]), a_clinic()).document
    plain = lay_out(found, look, setter(), images())
    nodes = dict.fromkeys(
        item.node for page in plain.pages for item in page.fragments if isinstance(item, Words) and item.node
    )
    proof = proofed(plain, look, setter(), dict.fromkeys(nodes, NOTE), rtl=False)
    for page in added(plain, proof):
        notes = sorted((words for words in page if not said(words).isdigit()), key=lambda words: words.y)
        assert all(second.y - first.y >= first.height - 0.01 for first, second in pairwise(notes))
