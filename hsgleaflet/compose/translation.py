"""Translation: the words of a file in the language of the Document.

Comes in: catalogs by the name of the file they translate. Goes out: for each text its translation, or the English with
its language noted, and problems: a text whose English changed stops the build where safety stands, and warns elsewhere.
It stands alone so that composing asks for words and never for languages.

Two languages are made here to try layouts: `en-XA` is English with accents and a third longer, `ar-XB` the same from
right to left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct, field

from hsgleaflet.compose.phrases import ENGLISH
from hsgleaflet.compose.spots import Spot
from hsgleaflet.model.catalog import Catalog, context
from hsgleaflet.model.scripts import setting
from hsgleaflet.problems import Problem, Severity

PSEUDO = ("en-XA", "ar-XB")
PROGRAM = "program"
"""Name of the catalog that holds the program's own phrases."""
_ACCENTS = str.maketrans("aceiounyzACEIOUNYZ", "áçéíóúñýžÁÇÉÍÓÚÑÝŽ")
_KEPT = re.compile(r"(\{[^}]*\}|\[@[^\]]*\]|\]\([^)]*\)|\*\*)")
_FIELD = re.compile(r"\{[a-z0-9_]+\}")
_LONGER = 0.35


class Translated(Struct, frozen=True):
    """Words, where they stand, and their language when it is not the Document's."""

    text: str
    spot: Spot
    foreign: str = ""


class Translation(Struct):
    """Translates the texts of one Document; a Document in its own language has no catalogs."""

    lang: str
    source_lang: str
    catalogs: Mapping[str, Catalog] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def needed(self) -> bool:
        """Whether the Document is in another language than the leaflet was written in."""
        return self.lang != self.source_lang

    @property
    def is_machine(self) -> bool:
        """Whether any part of the translation has no person behind it."""
        return self.needed and any(catalog.is_machine for catalog in self.catalogs.values())

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return setting(self.lang).rtl

    def text(self, text: str, spot: Spot, *, strict: bool = False) -> Translated:
        """Return a text in the language of the Document; `strict` where an old translation may harm."""
        if not self.needed or _FIELD.fullmatch(text):
            return Translated(text, spot)
        if self.lang in PSEUDO:
            return Translated(pseudo(text), spot)
        catalog = self.catalogs.get(PurePosixPath(spot.marks.file).stem)
        entry = catalog.entries.get(context(spot.path)) if catalog else None
        if entry is None:
            self._note("M011", f"this text has no translation into {self.lang}", spot, strict=strict)
            return Translated(text, spot, self.source_lang)
        if entry.fuzzy or entry.source != text:
            self._note(
                "M010",
                f"the English of this text changed after it was translated into {self.lang}",
                spot,
                strict=strict,
            )
        return Translated(entry.target, Spot(spot.marks, spot.path, spot.id, entry.at))

    def _note(self, code: str, message: str, spot: Spot, *, strict: bool) -> None:
        severity = Severity.ERROR if strict else Severity.WARNING
        hint = "translate it: hsgleaflet translate update, then edit the PO file"
        self.problems.append(Problem(code=code, message=message, at=spot.at(), hint=hint, severity=severity))


def phrase_table(lang: str, catalog: Catalog | None, problems: list[Problem]) -> Mapping[str, str]:
    """Return the program's phrases in a language; those not translated stay English, with a warning."""
    if lang in PSEUDO:
        return {key: pseudo(text) for key, text in ENGLISH.items()}
    if catalog is None:
        return ENGLISH
    known = {key: entry.target for key, entry in catalog.entries.items() if key in ENGLISH}
    missing = sorted(set(ENGLISH) - set(known))
    if missing:
        message = f"phrases of the program have no translation into {lang}: {', '.join(missing)}"
        hint = "complete program.po of that language: hsgleaflet translate update"
        problems.append(Problem(code="M013", message=message, hint=hint, severity=Severity.WARNING))
    return {**ENGLISH, **known}


def pseudo(text: str) -> str:
    """Return words with accents and a third longer, everything that is not words kept."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    room = round(_LONGER * len(text))
    return "".join(parts) + (" " + ("loñgér " * room)[: max(room - 1, 0)].strip() if room > 3 else "")
