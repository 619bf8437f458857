"""Subjects: what rules look at: one text, one file of wording, the finished pages.

Comes in: author files with their marks, Document, Layout. Goes out: `Prose`, text as a reader meets it with the place
of each character; `Sheet`, a file with all of its prose; `Paper`, a laid-out document. It stands alone so that rules
see words and never markup, and still point at the column where a word was written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from hsgleaflet.compose.spots import Marks
from hsgleaflet.compose.texts import translatable
from hsgleaflet.model.asks import Ask, ChoiceAsk
from hsgleaflet.model.base import Model, Path
from hsgleaflet.model.document import Document
from hsgleaflet.model.leaflet import Content, LeafletFile, PassageFile
from hsgleaflet.model.pictures import Picture
from hsgleaflet.model.theme import Theme
from hsgleaflet.model.wordings import EASY_READ, SHORT
from hsgleaflet.problems import Location
from hsgleaflet.read.markup import FIELD, Bare, bare, ends_sentence, parse
from hsgleaflet.typeset.layout import Layout

_END = re.compile(r"[.?!][\"'”’)]*\s+(?![a-z])")
_WORD = re.compile(rf"[\w{FIELD}](?:[\w’'.,%°:-]*[\w%°])?")
_BY_KEY = {
    "purpose": "purpose", "heading": "heading", "title": "heading", "alt": "alt", "caption": "caption", "do": "step",
    "when": "label", "fact": "label", "note": "label", "label": "label", "what": "label", "means": "risk",
    "we_do": "risk", "who": "risk", "period": "risk", "in_words": "risk", "owner": "about", "funding": "about",
    "patient_involvement": "about", "word": "term", "say": "idea",
}  # fmt: skip
_BY_LIST = {
    "key_points": "key", "list": "item", "checklist": "item", "expected": "item", "call_us": "item",
    "emergency": "item", "say": "idea", "ask": "question", "columns": "head", "body": "paragraph",
}  # fmt: skip


class Prose:
    """One text as a reader meets it; `kind` says what it is: paragraph, item, step, heading, cell, ..."""

    def __init__(
        self, text: str, path: Path, marks: Marks, lang: str, kind: str = "", whole: frozenset[str] = frozenset()
    ) -> None:
        self.path, self.marks, self.lang = path, marks, lang
        self.kind = kind or kind_of(path)
        self.raw = text
        self._whole = whole

    @cached_property
    def bare(self) -> Bare:
        """The words without markup, with the place of each character in the author's text."""
        return bare(self.raw)

    @property
    def wording(self) -> str:
        """Which wording it belongs to: "" for the full one, else `short` or `easy_read`."""
        return next((step for step in self.path if step in (SHORT, EASY_READ)), "")

    @property
    def text(self) -> str:
        """The words; a field is one character, `FIELD`."""
        return self.bare.text

    def at(self, start: int = 0) -> Location | None:
        """Return where a character of the words was written."""
        if self.kind == "term":
            return self.marks.at(self.path[:-1], on_key=True)
        return self.marks.at(self.path, self.bare.places[start])

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends in the words."""
        text, names = self.text, dict(self.bare.asks)
        ends = {found.end() for found in _END.finditer(text)}
        ends |= {place + 1 for place, name in names.items() if name in self._whole}
        ends |= {place for place, name in names.items() if name in self._whole}
        edges = sorted({0, *ends, len(text)})
        return tuple((start, end) for start, end in pairwise(edges) if text[start:end].strip())

    @cached_property
    def words(self) -> int:
        """How many words there are."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """Return how many words a text has; a field is one."""
    return len(_WORD.findall(text))


def kind_of(path: Path) -> str:
    """Return what a text is, by its path."""
    last = next((step for step in reversed(path) if isinstance(step, str)), "")
    if path[0] == "asks":
        return "wording"
    if path[0] == "words":
        return "term" if path[-1] == "word" else "meaning"
    if "rows" in path:
        return "cell"
    if "risks" in path:
        return "risk"
    if isinstance(path[-1], int):
        return _BY_LIST.get(last, "label")
    if "labels" in path or path[0] in ("options", "medical_name", "short_title") or path == ("title",):
        return "label"
    return _BY_KEY.get(last, "label")


class Sheet:
    """A file of wording: a leaflet, or the passages that leaflets share."""

    def __init__(
        self,
        value: LeafletFile | PassageFile,
        marks: Marks,
        day: datetime.date,
        asks: Mapping[str, Ask] | None = None,
        shared: Sheet | None = None,
    ) -> None:
        self.value, self.marks, self.day, self.shared = value, marks, day, shared
        self.asks = {**(shared.value.asks if shared else {}), **value.asks, **(asks or {})}

    @property
    def leaflet(self) -> LeafletFile:
        """The leaflet; only rules on leaflets ask for it."""
        assert isinstance(self.value, LeafletFile)
        return self.value

    @property
    def english(self) -> bool:
        """Whether the words are English."""
        return self.value.lang.startswith("en")

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every text of the file that is printed, in its order."""
        whole = frozenset(name for name, ask in self.asks.items() if _is_whole(ask))
        lang = self.value.lang
        return tuple(Prose(item.text, item.path, self.marks, lang, "", whole) for item in translatable(self.value))

    @cached_property
    def contents(self) -> tuple[tuple[Path, Content], ...]:
        """The sections or passages with their paths."""
        if isinstance(self.value, PassageFile):
            return tuple((("passages", name), passage) for name, passage in self.value.passages.items())
        return tuple((("sections", number), section) for number, section in enumerate(self.value.sections))

    @cached_property
    def used(self) -> tuple[Prose, ...]:
        """The texts of the shared passages that this leaflet uses."""
        if self.shared is None:
            return ()
        passages = {path[1]: content for path, content in self.shared.contents}
        names: set[str | int] = set()
        waiting: list[object] = [content for _, content in self.contents]
        while waiting:
            new = set(_uses(waiting.pop())) & passages.keys() - names
            names |= new
            waiting += [passages[name] for name in new]
        return tuple(prose for prose in self.shared.prose if prose.path[0] == "passages" and prose.path[1] in names)

    @property
    def read(self) -> tuple[Prose, ...]:
        """Every text that a reader of the leaflet may meet: its own and those of the passages it uses."""
        return (*self.prose, *self.used)

    def within(self, path: Path) -> Iterator[Prose]:
        """Yield the texts of the full wording below a path."""
        return (prose for prose in self.prose if prose.path[: len(path)] == path and not prose.wording)


def _is_whole(ask: Ask) -> bool:
    return isinstance(ask, ChoiceAsk) and any(ends_sentence(parse(text)[0]) for text in ask.options.values())


def _uses(value: object) -> Iterator[str]:
    """Yield the names of the passages that are used in a part of a file."""
    if isinstance(value, Model):
        for name in value.__struct_fields__:
            inside = getattr(value, name)
            if name == "use" and inside:
                yield inside
            elif not isinstance(inside, str):
                yield from _uses(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _uses(inside)


class Paper:
    """A document, its pages if they were laid out, and what they were made from."""

    def __init__(
        self,
        document: Document,
        leaflet: LeafletFile,
        theme: Theme | None = None,
        layout: Layout | None = None,
        pictures: Mapping[str, Picture] | None = None,
    ) -> None:
        self.document, self.leaflet, self.theme, self.layout = document, leaflet, theme, layout
        self.pictures = pictures or {}
