"""Memory: what a pure function returned, kept for the next call, the oldest forgotten first.

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


class Memory(Generic[K, V]):
    """Values by key."""

    __slots__ = ("__weakref__", "_kept", "_most", "clear", "get")

    def __init__(self, most: int) -> None:
        self._kept: dict[K, V] = {}
        self._most = most
        self.get = self._kept.get
        self.clear = self._kept.clear
        _MEMORIES.add(self)

    def keep(self, key: K, value: V) -> V:
        """Remember a value and return it."""
        self._kept[key] = value
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return value

    def __len__(self) -> int:
        return len(self._kept)


class Of(Generic[T, V]):
    """Values by the identity of a frozen object and a further key: hashing a tree would cost more than using it.

    The object is kept with its value, so that its id stays its own.
    """

    __slots__ = ("__weakref__", "_kept", "_most", "clear")

    def __init__(self, most: int) -> None:
        self._kept: dict[tuple[int, Hashable], tuple[T, V]] = {}
        self._most = most
        self.clear = self._kept.clear
        _MEMORIES.add(self)

    def get(self, owner: T, key: Hashable = None) -> V | None:
        """Return what is known of an object."""
        found = self._kept.get((id(owner), key))
        return None if found is None else found[1]

    def keep(self, owner: T, value: V, key: Hashable = None) -> V:
        """Remember a value of an object and return it."""
        self._kept[id(owner), key] = (owner, value)
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return value

    def __len__(self) -> int:
        return len(self._kept)
