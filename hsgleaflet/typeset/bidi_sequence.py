"""Levels of one isolating run sequence: rules W1 to W7, N0 to N2, I1 and I2 of UAX #9.

In: the characters of the sequence, their class letters (`bidi_data.LETTERS`), its level, sos and eos. Out:
the level of each character. It stands apart because these rules look neither at other sequences nor at
explicit codes. Each rule is a replacement in the string of classes, as the standard writes it; the string is
padded with sos and eos, so that no rule has to treat an end apart.
"""

import re
from functools import cache

from hsgleaflet.typeset.bidi_data import BRACKET_PAIRS

_MAX_OPEN_BRACKETS = 63  # BD16
_DIRECTION = {"L": "L", "R": "R", "E": "R", "N": "R"}  # numbers count as R in the N rules

_MARKS = re.compile("(.)m+")
_AFTER_ARABIC_LETTER = re.compile("A[^LR]*")
_SEPARATOR_IN_NUMBER = re.compile("(?<=E)[sc](?=E)")
_SEPARATOR_IN_ARABIC_NUMBER = re.compile("(?<=N)c(?=N)")
_NUMBERS_AND_TERMINATORS = re.compile("[Et]+")
_NUMBERS_AFTER_LEFT = re.compile("L[^LR]*E")
_NEUTRALS = re.compile("(.)([BSwoijkp]+)(?=(.))")

_BRACKET = re.compile(f"[{re.escape(BRACKET_PAIRS)}]")
_CANONICAL = {"\u232a": "\u3009"}  # canonically equivalent brackets pair alike (BD16)
_CLOSING = {closing: _CANONICAL.get(closing, closing) for closing in BRACKET_PAIRS[1::2]}
_OPENING = {opening: _CLOSING[closing] for opening, closing in zip(*[iter(BRACKET_PAIRS)] * 2, strict=True)}


def sequence_levels(chars: str, classes: str, *, level: int, sos: str, eos: str) -> bytes:
    """The level of each of `chars`, which have these `classes` after X10 and stand at embedding `level`."""
    embedding = "LR"[level & 1]
    padded = sos + classes + eos
    resolved = _weak(padded)
    if "o" in resolved and _BRACKET.search(chars):
        resolved = _n0_brackets(f"\0{chars}\0", resolved, padded, embedding)
    resolved = _n1_n2_neutrals(resolved, embedding)
    return resolved[1:-1].encode("ascii").translate(_i1_i2_levels(level))


def _weak(classes: str) -> str:
    for rule in (_w1_marks, _w2_w3_arabic, _w4_separators, _w5_terminators, _w6_others, _w7_after_left):
        classes = rule(classes)
    return classes


def _w1_marks(classes: str) -> str:
    # After an isolate control the standard says ON, but any neutral letter acts alike from here on.
    return _MARKS.sub(lambda found: found[1] * len(found[0]), classes) if "m" in classes else classes


def _w2_w3_arabic(classes: str) -> str:
    if "A" not in classes:
        return classes
    if "E" in classes:
        classes = _AFTER_ARABIC_LETTER.sub(lambda found: found[0].replace("E", "N"), classes)
    return classes.replace("A", "R")


def _w4_separators(classes: str) -> str:
    return _SEPARATOR_IN_ARABIC_NUMBER.sub("N", _SEPARATOR_IN_NUMBER.sub("E", classes))


def _w5_terminators(classes: str) -> str:
    def resolved(found: re.Match[str]) -> str:
        return "E" * len(found[0]) if "E" in found[0] else found[0]

    return _NUMBERS_AND_TERMINATORS.sub(resolved, classes) if "t" in classes else classes


def _w6_others(classes: str) -> str:
    return classes.replace("s", "o").replace("t", "o").replace("c", "o")


def _w7_after_left(classes: str) -> str:
    if "E" not in classes:
        return classes
    return _NUMBERS_AFTER_LEFT.sub(lambda found: found[0].replace("E", "L"), classes)


def _n0_brackets(chars: str, classes: str, original: str, embedding: str) -> str:
    """N0, where marks (by their `original` class, before W1) follow the bracket they stand on."""
    resolved = list(classes)
    for opening, closing in _bracket_pairs(chars, classes):
        if direction := _pair_direction(resolved, opening, closing, embedding):
            _set_bracket(resolved, original, opening, direction)
            _set_bracket(resolved, original, closing, direction)
    return "".join(resolved)


def _set_bracket(resolved: list[str], original: str, index: int, direction: str) -> None:
    resolved[index] = direction
    while original[index + 1] == "m":
        index += 1
        resolved[index] = direction


def _bracket_pairs(chars: str, classes: str) -> list[tuple[int, int]]:
    """BD16: the indices of the brackets that pair, sorted by the opening one; none if too many are open."""
    open_brackets: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(chars):
        bracket, index = found[0], found.start()
        if classes[index] != "o":
            continue
        if bracket in _CLOSING:
            depth = _innermost(open_brackets, _CLOSING[bracket])
            pairs += [(opening, index) for _, opening in open_brackets[depth : depth + 1]]
            del open_brackets[depth:]
        elif len(open_brackets) == _MAX_OPEN_BRACKETS:
            return []
        else:
            open_brackets.append((_OPENING[bracket], index))
    return sorted(pairs)


def _innermost(open_brackets: list[tuple[str, int]], closing: str) -> int:
    """The depth of the last of `open_brackets` that `closing` closes, else their number."""
    depths = reversed(range(len(open_brackets)))
    return next((depth for depth in depths if open_brackets[depth][0] == closing), len(open_brackets))


def _pair_direction(resolved: list[str], opening: int, closing: int, embedding: str) -> str:
    """N0 b to d: the direction that a pair takes, or "" for none."""
    inside = {_DIRECTION[letter] for letter in resolved[opening + 1 : closing] if letter in _DIRECTION}
    if not inside:
        return ""
    if embedding in inside:
        return embedding
    before = (resolved[index] for index in range(opening - 1, -1, -1))
    return next(_DIRECTION[letter] for letter in before if letter in _DIRECTION)  # sos at the latest


def _n1_n2_neutrals(classes: str, embedding: str) -> str:
    def resolved(found: re.Match[str]) -> str:
        before, neutrals, after = found.groups()
        direction = _DIRECTION[before]
        return before + (direction if direction == _DIRECTION[after] else embedding) * len(neutrals)

    return _NEUTRALS.sub(resolved, classes)


@cache
def _i1_i2_levels(level: int) -> bytes:
    raised = {"L": level & 1, "R": 1 - (level & 1), "E": 2 - (level & 1), "N": 2 - (level & 1)}
    return bytes.maketrans("".join(raised).encode(), bytes(level + step for step in raised.values()))
