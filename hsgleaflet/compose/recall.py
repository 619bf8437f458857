"""Recall: what a part of a leaflet became for one clinic serves every clinic with the same answers to what it asks.

Comes in: a place in the author's files, the state of composing, a function. Goes out: what the function returns, from
memory where everything it has read before is the same again. It stands alone because this must be right without
anybody thinking of it: answers are handed out through `Read`, which notes each one that is looked at, so that a part is
known by the very values it used, whatever the code that used them.

What a part leaves behind besides its result (problems, sentences left out, sources, words explained, pictures) is kept
with it and done again. Where something is wrong nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from hsgleaflet.memory import Memory, Of
from hsgleaflet.problems import Problem, Severity

T = TypeVar("T")
V = TypeVar("V")
Token = tuple[str, str]
"""What was read: its kind and its name."""
_ALL = ""


class World(Struct):
    """Everything that is the same for all clinics of a leaflet: kept as long as its leaflet is remembered."""

    holds: tuple[object, ...]
    """What the memory depends on, so that no other object takes its identity."""
    tokens: Memory[Hashable, tuple[tuple[Token, ...], ...]]
    found: Memory[Hashable, Entry]
    values: dict[str, Any]
    """Results that no clinic changes, by name."""


_WORLDS: Of[object, World] = Of(100)


def world(leaflet: object, others: tuple[object, ...], key: Hashable) -> World:
    """Return the world of a leaflet, of further files, and of a key for all else."""
    whole = (key, *map(id, others))
    return _WORLDS.get(leaflet, whole) or _WORLDS.keep(leaflet, World(others, Memory(400), Memory(400), {}), whole)


class State(Protocol):
    """What parts read and change as they are composed in order."""

    def key(self) -> Hashable:
        """Return everything that a part may depend on besides answers."""
        ...

    def begin(self) -> Any:
        """Return how things stand before a part."""
        ...

    def end(self, before: Any) -> Any:
        """Return what a part has left behind."""
        ...

    def add(self, left: Any) -> None:
        """Add what a part left behind."""
        ...


class Entry(Struct, frozen=True):
    """The result of a part and what it left behind."""

    result: Any
    left: Any


class Recall:
    """The memory of one composition."""

    def __init__(self, kept: World, problems: list[Problem]) -> None:
        self.kept = kept
        self.problems = problems
        self.sources: dict[str, Callable[[str], Hashable]] = {}
        """For each kind of token, what gives the present value of a name."""
        self._reading: list[dict[Token, Hashable]] = []

    def note(self, kind: str, name: str) -> None:
        """Note that something is being read."""
        if self._reading and (kind, name) not in self._reading[-1]:
            self._reading[-1][kind, name] = self.sources[kind](name)

    def part(self, place: Hashable, state: State, make: Callable[[], T]) -> T:
        """Return what a part becomes, composed only when it is not known for what it reads."""
        key = (place, state.key())
        known = self.kept.tokens.get(key) or ()
        for tokens in known:
            values = tuple(self.sources[kind](name) for kind, name in tokens)
            found = self.kept.found.get((key, tokens, values))
            if found is not None:
                self._pass_on(dict(zip(tokens, values, strict=True)))
                state.add(found.left)
                return found.result  # type: ignore[no-any-return]
        before = state.begin()
        self._reading.append({})
        try:
            result = make()
        finally:
            read = self._reading.pop()
            left = state.end(before)
        self._pass_on(read)
        if not any(problem.severity is Severity.ERROR for problem in self.problems):
            tokens = tuple(read)
            self.kept.found.keep((key, tokens, tuple(read.values())), Entry(result, left))
            if tokens not in known:
                self.kept.tokens.keep(key, (*known, tokens))
        return result

    def _pass_on(self, read: Mapping[Token, Hashable]) -> None:
        """Tell the part around a part what was read."""
        if self._reading:
            self._reading[-1].update(read)


class Read(Mapping[str, V], Generic[V]):
    """Answers that are handed out one by one, each noted; looking through all of them notes all."""

    def __init__(self, values: Mapping[str, V], kind: str, recall: Recall, key: Callable[[V], Hashable]) -> None:
        self._values = values
        self._kind = kind
        self._recall = recall

        def present(name: str) -> Hashable:
            if name == _ALL:
                return tuple((each, key(value)) for each, value in values.items())
            return key(values[name]) if name in values else None

        recall.sources[kind] = present

    def __getitem__(self, name: str) -> V:
        self._recall.note(self._kind, name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        self._recall.note(self._kind, _ALL)
        return iter(self._values)

    def __len__(self) -> int:
        self._recall.note(self._kind, _ALL)
        return len(self._values)
