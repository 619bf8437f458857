"""Memory: what a pure function returned, kept for the next call, what was not asked for longest forgotten first.

Comes in: a key that holds everything the value depends on. Goes out: the value. It stands alone because speed comes
from doing once what does not change, and every floor does so by the same two rules: a memory is bounded, and nothing
but its key decides what it holds. A process with any history then makes the same bytes as a fresh one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
V = TypeVar("V")
F = TypeVar("F", bound=Callable[..., Any])
_MEMORIES: WeakSet[Any] = WeakSet()
_FUNCTIONS: list[Callable[[], None]] = []


def forget() -> None:
    """Empty every memory of this process, as after work on people's names."""
    for memory in _MEMORIES:
        memory.clear()
    for clear in _FUNCTIONS:
        clear()


def remembered(most: int) -> Callable[[F], F]:
    """Decorate a pure function whose arguments are its key."""

    def decorated(function: F) -> F:
        found = lru_cache(most)(function)
        _FUNCTIONS.append(found.cache_clear)
        return found  # type: ignore[return-value]

    return decorated


def remembering(most: int, method: F) -> F:
    """Return a pure method of one object, remembered: what it keeps goes with the object, or when all is forgotten."""
    found: Any = lru_cache(most)(method)
    found.clear = found.cache_clear
    _MEMORIES.add(found)
    return found  # type: ignore[no-any-return]


class Memory(Generic[K, V]):
    """Values by key, in two generations: what is asked for stays young, and when the young are many the old go."""

    __slots__ = ("__weakref__", "_most", "_old", "_young")

    def __init__(self, most: int) -> None:
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._most = most
        _MEMORIES.add(self)

    def get(self, key: K) -> V | None:
        """Return what is remembered for a key."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: K, value: V) -> V:
        """Remember a value and return it."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = value
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old = {}, {}

    def drop(self, key: K) -> None:
        """Forget the value of a key."""
        self._young.pop(key, None)
        self._old.pop(key, None)

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())


_FIRST: Memory[Any, Any] = Memory(2000)


def first(value: T) -> T:
    """Return the first met of all values equal to this one, by whose identity things are known."""
    found: T | None = _FIRST.get(value)
    return _FIRST.keep(value, value) if found is None else found


class Of(Generic[T, V]):
    """Values by the identity of a frozen object and a further key: hashing a tree would cost more than using it.

    The object is kept with its value, so that its id stays its own.
    """

    __slots__ = ("__weakref__", "_most", "_old", "_young")

    def __init__(self, most: int) -> None:
        self._young: dict[Hashable, tuple[T, V]] = {}
        self._old: dict[Hashable, tuple[T, V]] = {}
        self._most = most
        _MEMORIES.add(self)

    def get(self, owner: T, key: Hashable = None) -> V | None:
        """Return what is known of an object."""
        place = id(owner) if key is None else (id(owner), key)
        found = self._young.get(place)
        if found is None:
            found = self._old.get(place)
            if found is None:
                return None
            self.keep(owner, found[1], key)
        return found[1]

    def keep(self, owner: T, value: V, key: Hashable = None) -> V:
        """Remember a value of an object and return it."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[id(owner) if key is None else (id(owner), key)] = (owner, value)
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._young, self._old = {}, {}

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())
