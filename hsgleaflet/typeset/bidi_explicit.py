"""Explicit levels of one paragraph and its isolating run sequences: rules P2, P3 and X1 to X10 of UAX #9.

In: the class letters of a paragraph (`bidi_data.LETTERS`) and its level. Out: levels and classes after the
explicit codes, then the sequences on which the W, N and I rules run. It stands apart because it alone needs
the directional status stack, and it never looks at the characters themselves.
"""

import re

from msgspec import Struct

from hsgleaflet.typeset.bidi_data import INITIATORS, REMOVED

NO_LEVEL = 0xFF  # of a character that X9 removes

_MAX_DEPTH = 125  # BD2
_OVERRIDES = {"x": "L", "y": "R"}
_EXPLICIT_CODE = re.compile("[lrxyzijkpB]")
_STRONG_OR_ISOLATE = re.compile("[LRAijkpB]")
_REMOVED_STRETCH = re.compile(f"[{REMOVED}]+")
_LEVEL_STRETCH = re.compile(rb"([^\xff])\1*")

Span = tuple[int, int]


def first_strong_level(classes: str, start: int = 0, *, in_isolate: bool = False) -> int | None:
    """P2, P3, X5c: the level of the first strong character outside isolates; `in_isolate` ends at its PDI."""
    depth = 0
    for found in _STRONG_OR_ISOLATE.finditer(classes, start):
        letter = found[0]
        if letter in INITIATORS:
            depth += 1
        elif letter == "B":
            depth = 0
        elif letter == "p":
            if in_isolate and not depth:
                return None
            depth = max(depth - 1, 0)
        elif not depth:
            return int(letter != "L")
    return None


class _Status(Struct, frozen=True, kw_only=True):
    """An entry of the directional status stack (X1); `isolate` is the index of the isolate's initiator."""

    level: int
    override: str = ""
    isolate: int | None = None


class ExplicitLevels:
    """X1 to X9: what explicit codes make of the levels and classes of one paragraph.

    `levels` holds NO_LEVEL for removed characters; `initiators` maps the index of a PDI to that of the
    initiator it matches (BD9), overflowing isolates left out.
    """

    def __init__(self, classes: str, base: int) -> None:
        self.base, self.classes = base, classes
        self.levels, self.types = bytearray(), ""
        self.initiators: dict[int, int] = {}
        self._stack = [_Status(level=base)]
        self._overflow_isolates = self._overflow_embeddings = self._valid_isolates = 0
        for code in _EXPLICIT_CODE.finditer(classes):
            self._x6_others(code.start())
            self._code(code[0], code.start())
        self._x6_others(len(classes))
        self._x9_remove()

    def _code(self, letter: str, index: int) -> None:
        if letter == "p":
            self._x6a_end_isolate(index)
        elif letter == "B":
            del self._stack[1:]  # X8
        self._x6_others(index + 1)
        if letter in INITIATORS:
            self._x5abc_isolate(letter, index)
        elif letter == "z":
            self._x7_end_embedding()
        elif letter in "lrxy":
            self._x2_x5_embed(letter)

    def _x2_x5_embed(self, letter: str) -> None:
        level = self._next_level(odd=letter in "ry")
        if level <= _MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._stack.append(_Status(level=level, override=_OVERRIDES.get(letter, "")))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def _x5abc_isolate(self, letter: str, index: int) -> None:
        if self._overflow_isolates or self._overflow_embeddings:
            self._overflow_isolates += 1
            return
        level = self._next_level(odd=self._is_right_to_left(letter, index))
        if level <= _MAX_DEPTH:
            self._valid_isolates += 1
            self._stack.append(_Status(level=level, isolate=index))
        else:
            self._overflow_isolates += 1

    def _is_right_to_left(self, letter: str, index: int) -> bool:
        if letter == "k":
            return first_strong_level(self.classes, index + 1, in_isolate=True) == 1
        return letter == "j"

    def _x6_others(self, end: int) -> None:
        """Give all characters not yet seen, up to `end`, the level and override on top of the stack."""
        status, start = self._stack[-1], len(self.levels)
        self.levels += bytes((status.level,)) * (end - start)
        self.types += status.override * (end - start) or self.classes[start:end]

    def _x6a_end_isolate(self, index: int) -> None:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while (initiator := self._stack.pop().isolate) is None:
                pass  # embeddings that the isolate leaves open end with it
            self.initiators[index] = initiator
            self._valid_isolates -= 1

    def _x7_end_embedding(self) -> None:
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif len(self._stack) > 1 and self._stack[-1].isolate is None:
            self._stack.pop()

    def _x9_remove(self) -> None:
        for found in _REMOVED_STRETCH.finditer(self.classes):
            start, end = found.span()
            self.levels[start:end] = bytes((NO_LEVEL,)) * (end - start)

    def _next_level(self, *, odd: bool) -> int:
        level = self._stack[-1].level
        return (level + 1) | 1 if odd else (level + 2) & ~1


class RunSequence(Struct, kw_only=True):
    """An isolating run sequence (BD13): its spans in the paragraph, and the levels before and after it."""

    level: int
    before: int
    after: int
    spans: list[Span]

    @property
    def sos(self) -> str:
        """The class that stands before the sequence (X10)."""
        return "LR"[max(self.level, self.before) & 1]

    @property
    def eos(self) -> str:
        """The class that stands after the sequence (X10)."""
        return "LR"[max(self.level, self.after) & 1]

    def of(self, text: str) -> str:
        """The part of `text` that belongs to this sequence."""
        return "".join([text[start:end] for start, end in self.spans])

    def assign(self, levels: bytearray, resolved: bytes) -> None:
        """Write the `resolved` levels of this sequence to their places in the paragraph's `levels`."""
        at = 0
        for start, end in self.spans:
            levels[start:end] = resolved[at : at + end - start]
            at += end - start


def isolating_run_sequences(explicit: ExplicitLevels) -> list[RunSequence]:
    """X10: level runs, joined where an initiator that ends one has its PDI at the start of another (BD13)."""
    runs = _level_runs(explicit.levels)
    levels = [explicit.base, *(explicit.levels[run[0][0]] for run in runs), explicit.base]
    sequences: list[RunSequence] = []
    ending_at: dict[int, RunSequence] = {}
    for place, run in enumerate(runs):
        before, level, after = levels[place : place + 3]
        first, last = run[0][0], run[-1][1] - 1
        sequence = ending_at.get(explicit.initiators.get(first, -1))
        if sequence is None:
            sequence = RunSequence(level=level, before=before, after=after, spans=[])
            sequences.append(sequence)
        sequence.spans += run
        sequence.after = explicit.base if explicit.classes[last] in INITIATORS else after
        ending_at[last] = sequence
    return sequences


def _level_runs(levels: bytearray) -> list[list[Span]]:
    """BD7: the level runs, each as its spans between removed characters."""
    runs: list[list[Span]] = []
    for found in _LEVEL_STRETCH.finditer(levels):
        if runs and levels[runs[-1][0][0]] == levels[found.start()]:
            runs[-1].append(found.span())
        else:
            runs.append([found.span()])
    return runs
