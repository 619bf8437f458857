"""The tables of `bidi_data` against Unicode's files and Python's own properties."""

import lzma
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from hsgleaflet.typeset.bidi import mirrored, needs_bidi
from hsgleaflet.typeset.bidi_data import BRACKET_PAIRS, LETTERS, class_letters

DATA = Path(__file__).parent / "data"
EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each row of a file of the Unicode Character Database."""
    with lzma.open(DATA / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if content := line.partition("#")[0].strip():
                yield [field.strip() for field in content.split(";")]


def test_bracket_pairs_are_those_of_unicode() -> None:
    pairs = {(char, paired) for char, paired, kind in rows("BidiBrackets") if kind == "o"}
    ours = zip(BRACKET_PAIRS[::2], BRACKET_PAIRS[1::2], strict=True)
    assert {(f"{ord(char):04X}", f"{ord(paired):04X}") for char, paired in ours} == pairs


def test_mirrored_characters_are_those_of_unicode() -> None:
    mirrors = {chr(int(char, 16)): chr(int(mirror, 16)) for char, mirror in rows("BidiMirroring")}
    assert {char: mirrored(char) for char in EVERY_CHARACTER if mirrored(char) != char} == mirrors


def test_every_bidi_class_has_a_letter_of_its_own() -> None:
    classes = {unicodedata.bidirectional(char) for char in EVERY_CHARACTER} - {""}
    assert classes == set(LETTERS)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_needs_bidi_misses_no_character_that_raises_a_level() -> None:
    raising = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"}
    raisers = [char for char in EVERY_CHARACTER if unicodedata.bidirectional(char) in raising]
    assert [char for char in raisers if not needs_bidi(char)] == []


def test_unassigned_code_points_take_the_direction_of_their_block() -> None:
    assert class_letters("\u05ff\u0378") == "RL"
