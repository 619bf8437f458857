"""Texts: which texts of an author's file a translator sees.

Comes in: a checked leaflet or passage file. Goes out: path, text and a note for each. It stands alone because
composing and extracting must mean the same texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hsgleaflet.model.base import Model, Path, names_of

_NEVER = frozenset(
    (
        "schema_version", "leaflet", "number", "kind", "lang", "version", "dates", "sources", "part", "use", "option",
        "image", "picture", "width", "n", "per", "bound", "serious", "source", "unknown", "lines", "window", "url",
        "icon", "risk", "in_short", "type", "ask", "seen", "optional", "within", "test", "target", "unit", "starts",
        "own_dates", "only_if",
    )
)  # fmt: skip
"""Keys whose values are codes, numbers, addresses or questions to the clinic, and never printed."""
_TITLES = {"title": 40, "short_title": 30, "heading": 60, "fact": 18, "note": 26, "when": 24}
"""Keys whose texts have little room, and about how many characters there are."""


class Translatable(Struct, frozen=True):
    """A text to translate: its path, its words, a note for the translator."""

    path: Path
    text: str
    note: str = ""


def translatable(model: Model) -> Iterator[Translatable]:
    """Yield the texts of a file in its order."""
    yield from _inside(model, ())


def _inside(value: object, path: Path) -> Iterator[Translatable]:
    if isinstance(value, Model):
        for name, key in names_of(type(value)):
            asks = name == "ask" and isinstance(getattr(value, name), list)
            if name not in _NEVER or asks:
                yield from _inside(getattr(value, name), (*path, key))
    elif isinstance(value, dict):
        for key, inside in value.items():
            if path == ("words",):
                yield Translatable(("words", key, "word"), key, "a hard word, as it stands in the texts")
            yield from _inside(inside, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inside in enumerate(value):
            yield from _inside(inside, (*path, number))
    elif isinstance(value, str):
        yield Translatable(path, value, _note(path))


def _note(path: Path) -> str:
    last = path[-1]
    room = f"little room: about {_TITLES[last]} characters" if isinstance(last, str) and last in _TITLES else ""
    meaning = "what the hard word means; printed in brackets behind it" if path[0] == "words" else ""
    return meaning or room
