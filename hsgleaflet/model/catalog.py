"""Catalogs: the translation of one file into one language, text by text.

Comes in: what `read.catalog` makes of a PO file. Goes out: to `compose`, which asks for the text at a path. It stands
alone so that composing knows nothing of gettext.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hsgleaflet.model.base import Path
from hsgleaflet.problems import Location


class Entry(Struct, frozen=True):
    """One text: what was translated, the translation, whether it waits for a translator, where it stands."""

    source: str
    target: str
    fuzzy: bool
    at: Location


class Catalog(Struct, frozen=True):
    """The texts of one file in one language, by their path; `human` names who translated it, "" a machine."""

    lang: str
    human: str
    entries: Mapping[str, Entry]

    @property
    def is_machine(self) -> bool:
        """Whether no person has answered for this translation; then it stays a draft for ever."""
        return not self.human


def context(path: Path) -> str:
    """Return the name of a text in a catalog: its path in the author's file."""
    return ".".join(map(str, path))
