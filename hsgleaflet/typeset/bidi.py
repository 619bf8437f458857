"""The Unicode Bidirectional Algorithm (UAX #9): embedding levels, and the visual order of a line.

In: a text in reading order. Out: the level of each character, and the order of a line's items from left to
right. It stands alone because it knows characters only: no font, no width, no line break. Here are the rules
of paragraphs and lines (P1 to P3, L1, L2, L4); the rules between are in `bidi_explicit` (X) and
`bidi_sequence` (W, N, I).
"""

import re
from collections.abc import Sequence
from functools import cache

from hsgleaflet.typeset.bidi_data import (
    BRACKET_PAIRS,
    OTHER_MIRRORED_PAIRS,
    RAISES_LEVEL,
    REMOVED,
    class_letters,
)
from hsgleaflet.typeset.bidi_explicit import (
    NO_LEVEL,
    ExplicitLevels,
    first_strong_level,
    isolating_run_sequences,
)
from hsgleaflet.typeset.bidi_sequence import sequence_levels

_PARAGRAPH = re.compile("[^B]*B|[^B]+")
_REMOVED_AFTER = re.compile(rb"(^|[^\xff])(\xff+)", re.DOTALL)
_RESET_BEFORE_SEPARATOR = "wijkp" + REMOVED
_PAIRS = BRACKET_PAIRS + OTHER_MIRRORED_PAIRS
_MIRRORED = dict(zip(_PAIRS[::2] + _PAIRS[1::2], _PAIRS[1::2] + _PAIRS[::2], strict=True))


def needs_bidi(text: str) -> bool:
    """Whether some character may have a level above 0 in a left-to-right paragraph; never misses one."""
    return not text.isascii() and RAISES_LEVEL.search(text) is not None


def resolve(text: str, base: int | None = None) -> tuple[tuple[int, ...], int]:
    """The level of every character of `text`, set on one line, and the paragraph level.

    `base` is the paragraph level: 0 left to right, 1 right to left, None that of the first strong character
    (P2, P3). A paragraph separator in `text` ends embeddings (P1), but all its paragraphs have one level. A
    character that X9 removes has the level of the one before it. ValueError: another `base`.
    """
    if base not in (None, 0, 1):
        raise ValueError(f"paragraph level {base} is neither 0, 1 nor None")
    if not base and not needs_bidi(text):
        return (0,) * len(text), 0
    classes = class_letters(text)
    level = (first_strong_level(classes) or 0) if base is None else base
    levels = bytearray()
    for paragraph in _PARAGRAPH.finditer(classes):
        levels += _paragraph_levels(text[paragraph.start() : paragraph.end()], paragraph[0], level)
    _l1_reset(classes, levels, level)
    return tuple(levels), level


def reset_whitespace(text: str, levels: Sequence[int], base: int) -> tuple[int, ...]:
    """L1: the `levels` of the line `text`, white space before separators and at the end set to `base`.

    `resolve` has done so for its whole text; a line broken out of it needs this before `reorder`.
    """
    reset = bytearray(levels)
    _l1_reset(class_letters(text), reset, base)
    return tuple(reset)


def reorder(levels: Sequence[int]) -> list[int]:
    """L2: the indices of a line's items, which have these `levels`, from left to right."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    # A reversal stays inside those of lower levels, so each finds its spans in the logical order.
    for level in range(max(levels), min(odd) - 1, -1) if odd else ():
        for span in _at_least(level).finditer(bytes(levels)):
            start, end = span.span()
            order[start:end] = order[start:end][::-1]
    return order


def mirrored(char: str) -> str:
    """L4: the character that looks as `char` does in a right-to-left run: `)` for `(`; most are their own."""
    return _MIRRORED.get(char, char)


def _paragraph_levels(text: str, classes: str, base: int) -> bytearray:
    explicit = ExplicitLevels(classes, base)
    levels = explicit.levels
    for sequence in isolating_run_sequences(explicit):
        chars, types = sequence.of(text), sequence.of(explicit.types)
        level, sos, eos = sequence.level, sequence.sos, sequence.eos
        sequence.assign(levels, sequence_levels(chars, types, level=level, sos=sos, eos=eos))
    return _level_removed(levels, base) if NO_LEVEL in levels else levels


def _level_removed(levels: bytearray, base: int) -> bytearray:
    def levelled(found: re.Match[bytes]) -> bytes:
        before = found[1] or bytes((base,))
        return found[1] + before * len(found[2])

    return bytearray(_REMOVED_AFTER.sub(levelled, levels))


def _l1_reset(classes: str, levels: bytearray, base: int) -> None:
    start = 0
    for stretch in classes.replace("B", "S").split("S"):
        end = min(start + len(stretch) + 1, len(classes))
        kept = start + len(stretch.rstrip(_RESET_BEFORE_SEPARATOR))
        levels[kept:end] = bytes((base,)) * (end - kept)
        start = end


@cache
def _at_least(level: int) -> re.Pattern[bytes]:
    return re.compile(b"[" + re.escape(bytes((level,))) + b"-\xff]+")
