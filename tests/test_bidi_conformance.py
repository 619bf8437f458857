"""Every case of Unicode's own conformance files for UAX #9 (version 15.0, in tests/data), or a fixed slice.

BidiTest.txt names bidi classes, for which characters are chosen here; BidiCharacterTest.txt names characters.
The default run takes the hand-written head of BidiCharacterTest.txt and, of the generated cases, each line
whose number is a multiple of 41 (a prime, so as not to beat with the files' regular order); `-m exhaustive`
takes all.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hsgleaflet.typeset.bidi import reorder, resolve

DATA = Path(__file__).parent / "data"
LAST_HAND_WRITTEN_LINE = 318  # of BidiCharacterTest.txt
BASES = (None, 0, 1)  # in the order of the bits of BidiTest.txt
SAMPLES = {
    "L": "a\u0436\u4e2d", "R": "\u05d0\u07ca\u200f", "AL": "\u0627\u06d2\u0710",
    "EN": "0\u06f7\u00b2", "AN": "\u0660\u0663\u0600", "ES": "+-\u207a", "ET": "#\u20ac\u00b0",
    "CS": ",:\u00a0", "NSM": "\u0300\u064b\u05b0", "BN": "\u00ad\u200b\u200d", "B": "\u2029\n\x1e",
    "S": "\t\x0b\x1f", "WS": " \u2003\u2028", "ON": "!&\u2190", "LRE": "\u202a", "RLE": "\u202b",
    "PDF": "\u202c", "LRO": "\u202d", "RLO": "\u202e", "LRI": "\u2066", "RLI": "\u2067",
    "FSI": "\u2068", "PDI": "\u2069",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: `levels` is None where X9 removes the character, `paragraph` where the file is silent."""

    line: int
    text: str
    base: int | None
    levels: tuple[int | None, ...]
    order: tuple[int, ...]
    paragraph: int | None = None


def data_lines(name: str) -> Iterator[tuple[int, str]]:
    with lzma.open(DATA / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.startswith("#"):
                yield number, line


def levels_of(field: str) -> tuple[int | None, ...]:
    return tuple(None if level == "x" else int(level) for level in field.split())


def order_of(field: str) -> tuple[int, ...]:
    return tuple(int(index) for index in field.split())


def class_cases(step: int) -> Iterator[Case]:
    expected = {"@Levels": "", "@Reorder": ""}
    for number, line in data_lines("BidiTest"):
        if line.startswith("@"):
            field, value = line.split(":")
            expected[field] = value
        elif number % step == 0:
            levels, order = levels_of(expected["@Levels"]), order_of(expected["@Reorder"])
            classes, bits = line.split(";")
            text = "".join(SAMPLES[name][number % len(SAMPLES[name])] for name in classes.split())
            for bit, base in enumerate(BASES):
                if int(bits, 16) >> bit & 1:
                    yield Case(line=number, text=text, base=base, levels=levels, order=order)


def character_cases(step: int) -> Iterator[Case]:
    for number, line in data_lines("BidiCharacterTest"):
        if number <= LAST_HAND_WRITTEN_LINE or number % step == 0:
            codes, direction, paragraph, levels, order = line.split(";")
            yield Case(
                line=number,
                text="".join(chr(int(code, 16)) for code in codes.split()),
                base={"0": 0, "1": 1, "2": None}[direction],
                levels=levels_of(levels),
                order=order_of(order),
                paragraph=int(paragraph),
            )


def answer(case: Case) -> Case:
    """The case with our own results, equal to `case` if they conform."""
    levels, paragraph = resolve(case.text, case.base)
    removed = {index for index, level in enumerate(case.levels) if level is None}
    return Case(
        line=case.line,
        text=case.text,
        base=case.base,
        levels=tuple(None if index in removed else level for index, level in enumerate(levels)),
        order=tuple(index for index in reorder(levels) if index not in removed),
        paragraph=None if case.paragraph is None else paragraph,
    )


def count_conforming(cases: Iterator[Case]) -> int:
    count = 0
    for case in cases:
        assert answer(case) == case
        count += 1
    return count


@pytest.mark.parametrize(
    ("step", "count"),
    [pytest.param(41, 18_769, id="slice"), pytest.param(1, 770_241, id="all", marks=pytest.mark.exhaustive)],
)
def test_cases_by_class(step: int, count: int) -> None:
    assert count_conforming(class_cases(step)) == count


@pytest.mark.parametrize(
    ("step", "count"),
    [pytest.param(41, 2_459, id="slice"), pytest.param(1, 91_707, id="all", marks=pytest.mark.exhaustive)],
)
def test_cases_by_character(step: int, count: int) -> None:
    assert count_conforming(character_cases(step)) == count
