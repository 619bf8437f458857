"""Memories are bounded, keep their promises, and can be emptied."""

import gc
import weakref

from hsgleaflet.memory import Memory, Of, forget, remembered, remembering
from hsgleaflet.problems import Location
from hsgleaflet.read.nodes import plain


def test_a_memory_gives_back_what_it_keeps() -> None:
    memory: Memory[str, int] = Memory(2)
    assert memory.get("a") is None
    assert memory.keep("a", 1) == 1
    assert memory.get("a") == 1


def test_a_memory_forgets_what_was_not_asked_for_longest() -> None:
    memory: Memory[int, int] = Memory(2)
    for number in range(20):
        memory.keep(number, number)
        assert memory.get(0) == 0
        assert len(memory) <= 4
    assert [memory.get(number) for number in (1, 19)] == [None, 19]


def test_a_memory_can_drop_a_value() -> None:
    memory: Memory[str, int] = Memory(1)
    memory.keep("a", 1)
    memory.keep("b", 2)
    memory.drop("a")
    memory.drop("never there")
    assert (memory.get("a"), memory.get("b")) == (None, 2)


def test_equal_objects_are_told_apart_by_identity() -> None:
    memory: Of[list[int], str] = Of(4)
    first, second = [1], [1]
    memory.keep(first, "first")
    assert memory.get(first) == "first"
    assert memory.get(second) is None


def test_an_object_has_a_value_for_each_key() -> None:
    memory: Of[list[int], str] = Of(4)
    owner = [1]
    memory.keep(owner, "small", 1)
    memory.keep(owner, "large", 2)
    assert (memory.get(owner, 1), memory.get(owner, 2), memory.get(owner)) == ("small", "large", None)


def test_the_identity_of_an_object_is_kept_with_its_value() -> None:
    memory: Of[list[int], str] = Of(50)
    for number in range(40):
        memory.keep([number], str(number))
        assert all(memory.get([other]) is None for other in range(40))


def test_an_objects_memory_is_bounded_too() -> None:
    memory: Of[str, int] = Of(1)
    for name in "abc":
        memory.keep(name, 1)
    assert memory.get("a") is None
    assert len(memory) == 2


def test_everything_can_be_forgotten() -> None:
    calls: list[str] = []

    @remembered(4)
    def said(name: str) -> str:
        calls.append(name)
        return name.upper()

    memory: Memory[str, int] = Memory(2)
    memory.keep("a", 1)
    assert said("x") + said("x") == "XX"
    assert calls == ["x"]
    forget()
    assert memory.get("a") is None
    assert said("x") == "X"
    assert calls == ["x", "x"]


def test_what_a_method_remembers_is_forgotten_too_and_goes_with_its_object() -> None:
    class Face:
        def __init__(self) -> None:
            self.calls: list[str] = []
            self.shape = remembering(4, self._shape)

        def _shape(self, text: str) -> str:
            self.calls.append(text)
            return text.upper()

    face = Face()
    assert face.shape("x") + face.shape("x") == "XX"
    assert face.calls == ["x"]
    forget()
    assert face.shape("x") == "X"
    assert face.calls == ["x", "x"]
    gone = weakref.ref(face)
    del face
    gc.collect()
    assert gone() is None


def test_a_place_in_a_file_is_known_when_its_nodes_are_forgotten() -> None:
    text = "a: x\nb:\n  - one\n  - 'it''s two'\n"
    _, fresh = plain(text, "f.yaml")
    _, marks = plain(text, "f.yaml")
    assert marks.at(("b", 1), 3) == Location("f.yaml", 4, 10)
    forget()
    assert [marks.at(path, 1) for path in (("a",), ("b", 1))] == [fresh.at(path, 1) for path in (("a",), ("b", 1))]
    assert marks.around(3, 5) == fresh.around(3, 5) != []
