"""Inlines: the texts of a leaflet with their fields filled, hard words explained and sources noted.

Comes in: one text with its spot, the values of its fields. Goes out: inlines for the Document. It stands alone
because three promises are kept here: a filled value is never read as markup; a sentence whose optional answer is
missing goes as a whole, and is listed; a hard word is explained where a reader first meets it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from hsgleaflet.compose.phrases import Phrases
from hsgleaflet.compose.spots import Spot
from hsgleaflet.compose.translation import Translated, Translation
from hsgleaflet.memory import remembered
from hsgleaflet.model.document import Filled, Inline, Link, Span, Strong, Text, plain
from hsgleaflet.problems import Location, Problem, did_you_mean
from hsgleaflet.read.markup import Anchor, Ask, Bold, Cite, Piece, Words, ends_sentence, parse, sentences

_WITHOUT_SPACES = "\u2e80"
"""From here on scripts write words without spaces between them."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_DEEPEST = 4
"""How deep a chosen wording may name further questions."""


_MOST_FAULTS = 20
"""Mistakes that are told of one text."""
_parse = remembered(4000)(parse)
"""Texts are the authors': every clinic has the same."""


class Given(Struct, frozen=True):
    """An answer in words; `lang` is set when it is in another language than the leaflet."""

    kind: str
    text: str
    lang: str = ""


UNANSWERED = Given("text", "")
"""Stands for an answer that is missing or cannot be read, which is a problem of its own."""


class Chosen(Struct, frozen=True):
    """The leaflet's own wording for the chosen answer."""

    text: str
    spot: Spot


class Left(Struct, frozen=True):
    """An optional question that the clinic has not answered."""


class Switch(Struct, frozen=True):
    """The answer to a yes-or-no question, which has no words."""

    on: bool


Value = Given | Chosen | Left | Switch


class Omitted(Struct, frozen=True):
    """A sentence that was left out because an optional question is not answered."""

    text: str
    ask: str
    at: Location | None


class Content(Struct, frozen=True):
    """The inlines of a text and the keys of its sources."""

    inlines: tuple[Inline, ...]
    sources: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.inlines)


class Inlines(Struct):
    """Fills the texts of one document, in reading order; gathers problems, omissions and the sources used."""

    phrases: Phrases
    translation: Translation
    values: Mapping[str, Value]
    hard_words: Mapping[str, str]
    known_sources: frozenset[str]
    strict: bool = False
    """Set in the parts of a leaflet where an old translation may harm."""
    problems: list[Problem] = field(default_factory=list)
    omitted: list[Omitted] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    explained_words: set[str] = field(default_factory=set)

    def fill(
        self, text: str, spot: Spot, *, explain: bool = True, safety: bool = False, translate: bool = True
    ) -> Content:
        """Return a text with everything in place; empty when all of its sentences were left out.

        `translate` is off for what is no wording, such as an address or the name of a question.
        """
        translate = translate and not self._goes(text)
        words = self.translated(text, spot) if translate else Translated(text, spot)
        before = len(self.omitted)
        pieces = self._kept(self._parsed(words.text, words.spot), words.spot, safety=safety)
        build = _Build(self, words.spot, spot.id, explain=explain, safety=safety)
        build.pieces(pieces)
        content = _trimmed(_merged(build.found))
        if text and len(self.omitted) == before and _is_blank(content) and not self._is_open(pieces):
            hint = "write the words that the source mark belongs to"
            self.problems.append(Problem(code="M007", message="this text has no words", at=words.spot.at(), hint=hint))
        if content and words.foreign:
            content = (Span(id=f"{spot.id}~", lang=words.foreign, content=content),)
        return Content(content, tuple(dict.fromkeys(build.keys)))

    def translated(self, text: str, spot: Spot) -> Translated:
        """Return a text in the language of the document."""
        return self.translation.text(text, spot, strict=self.strict)

    def _parsed(self, text: str, spot: Spot) -> tuple[Piece, ...]:
        pieces, faults = _parse(text)
        for fault in faults[:_MOST_FAULTS]:
            self.problems.append(Problem(code="M001", message=fault.message, at=spot.at(fault.place), hint=fault.hint))
        return pieces

    def _kept(self, pieces: tuple[Piece, ...], spot: Spot, *, safety: bool) -> tuple[Piece, ...]:
        """Return pieces without the sentences that need a missing optional answer."""
        if not any(isinstance(self.values.get(name), Left) for name, _ in _asks(pieces)):
            return pieces
        kept: list[Piece] = []
        for sentence in sentences(pieces, self._whole_sentences(pieces)):
            gone = [(name, index) for name, index in _asks(sentence) if isinstance(self.values.get(name), Left)]
            if not gone:
                kept += sentence
                continue
            name, index = gone[0]
            self._leave_out(_source_text(sentence), name, spot.at(index), safety=safety)
        return tuple(kept)

    def _is_open(self, pieces: tuple[Piece, ...]) -> bool:
        """Return whether the clinic has still to answer what stands here, which is told beside its answers."""
        return any(self.values.get(name) == UNANSWERED for name, _ in _asks(pieces))

    def _goes(self, text: str) -> bool:
        """Return whether all sentences of a text will be left out, so that nobody need have translated it."""
        if "{" not in text:
            return False
        pieces, _ = _parse(text)
        gone = {name for name, _ in _asks(pieces) if isinstance(self.values.get(name), Left)}
        return bool(gone) and all(
            any(name in gone for name, _ in _asks(sentence))
            for sentence in sentences(pieces, self._whole_sentences(pieces))
        )

    def _whole_sentences(self, pieces: Iterable[Piece]) -> frozenset[str]:
        """Return the fields in a text that stand for whole sentences: those with a wording that ends in a stop."""
        values = {name: self.values.get(name) for name, _ in _asks(pieces)}
        chosen = {name: value.text for name, value in values.items() if isinstance(value, Chosen)}
        return frozenset(name for name, text in chosen.items() if ends_sentence(_parse(text)[0]))

    def leave_out_too(self, text: str, at: Location | None) -> None:
        """Note a text as left out because the one it belongs to was left out just now."""
        if self.omitted:
            self.omitted.append(Omitted(text, self.omitted[-1].ask, at))

    def _leave_out(self, sentence: str, name: str, at: Location | None, *, safety: bool) -> None:
        if safety:
            message = f"a sentence here depends on the optional question {{{name}}}; in this part none may be left out"
            hint = "make the question one that every clinic answers, with a wording for each answer"
            self.problems.append(Problem(code="C001", message=message, at=at, hint=hint))
        self.omitted.append(Omitted(sentence, name, at))

    def value(self, name: str, spot: Spot, place: int = 0) -> Value | None:
        """Return the value of a field; note a problem when there is no such question."""
        found = self.values.get(name)
        if found is None:
            hint = did_you_mean(name, self.values) or "ask it under `asks:`"
            message = f"{{{name}}} is not a question of this leaflet"
            self.problems.append(Problem(code="M002", message=message, at=spot.at(place), hint=hint))
        return found

    def cite(self, keys: Iterable[str], spot: Spot, place: int = 0) -> None:
        """Note sources as used, and those that the leaflet does not list as a problem."""
        for key in keys:
            self.sources[key] = None
            if key not in self.known_sources:
                hint = did_you_mean(key, self.known_sources) or "list it under `sources:`"
                self.problems.append(
                    Problem(code="M003", message=f'unknown source "{key}"', at=spot.at(place), hint=hint)
                )

    def explained(self, text: str) -> str:
        """Return words with the meaning of each hard word behind its first use; longer words go first."""
        explained: list[tuple[int, int, str]] = []
        for word in sorted(self.hard_words.keys() - self.explained_words, key=lambda word: (-len(word), word)):
            for found in _uses(word, text):
                if all(found.end() <= start or end <= found.start() for start, end, _ in explained):
                    said = self.phrases("word_means", word=found[0], meaning=self.hard_words[word])
                    explained.append((*found.span(), said))
                    self.explained_words.add(word)
                    break
        for start, end, said in sorted(explained, reverse=True):
            text = text[:start] + said + text[end:]
        return text


class _Build:
    """Turns the pieces of one text into inlines; their ids begin with `place`, where the text is used."""

    def __init__(self, owner: Inlines, spot: Spot, place: str, *, explain: bool, safety: bool, depth: int = 0) -> None:
        self.owner = owner
        self.spot = spot
        self.place = place
        self.explain = explain
        self.safety = safety
        self.depth = depth
        self.found: list[Inline] = []
        self.keys: list[str] = []

    def pieces(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            match piece:
                case Words():
                    text = self.owner.explained(piece.text) if self.explain else piece.text
                    self.found.append(Text(text=typographic(text)))
                case Bold():
                    self.found.append(Strong(content=self._inner(piece.pieces)))
                case Anchor():
                    self.found.append(Link(id=self._id(), target=piece.target, content=self._inner(piece.pieces)))
                case Ask():
                    self._ask(piece)
                case Cite():
                    self.owner.cite(piece.keys, self.spot, piece.index)
                    self.keys += piece.keys

    def _inner(self, pieces: tuple[Piece, ...]) -> tuple[Inline, ...]:
        inner = _Build(self.owner, self.spot, self._id(), explain=self.explain, safety=self.safety, depth=self.depth)
        inner.pieces(pieces)
        self.keys += inner.keys
        return tuple(_merged(inner.found))

    def _id(self) -> str:
        return f"{self.place}~{len(self.found)}"

    def _ask(self, ask: Ask) -> None:
        match self.owner.value(ask.name, self.spot, ask.index):
            case Given() as given:
                self.found.append(self._filled(ask.name, given))
            case Chosen() as chosen:
                self._chosen(ask, chosen)
            case Switch():
                message, hint = f"{{{ask.name}}} is answered by yes or no and has no words", "use it in `only_if:`"
                at = self.spot.at(ask.index)
                self.owner.problems.append(Problem(code="M017", message=message, at=at, hint=hint))

    def _filled(self, name: str, given: Given) -> Inline:
        text = typographic(given.text) if given.kind == "text" else given.text
        filled = Filled(name=name, kind=given.kind, text=text)
        if given.kind in ("url", "email"):
            target = f"mailto:{given.text}" if given.kind == "email" else _address(given.text)
            return Link(id=self._id(), target=target, content=(filled,))
        return Span(id=self._id(), lang=given.lang, content=(filled,)) if given.lang else filled

    def _chosen(self, ask: Ask, chosen: Chosen) -> None:
        if self.depth == _DEEPEST:
            message = f"the wordings of {{{ask.name}}} name each other in a circle"
            self.owner.problems.append(Problem(code="M004", message=message, at=chosen.spot.at()))
            return
        words = self.owner.translated(chosen.text, chosen.spot)
        depth = self.depth + 1
        inner = _Build(self.owner, words.spot, self._id(), explain=self.explain, safety=self.safety, depth=depth)
        pieces = self.owner._parsed(words.text, words.spot)
        inner.pieces(self.owner._kept(pieces, words.spot, safety=self.safety))
        self.found += inner.found
        self.keys += inner.keys


def _is_blank(content: tuple[Inline, ...]) -> bool:
    """Return whether nothing of a text can be seen; a field without a value counts as seen, it is told elsewhere."""
    said = plain(content)
    return not content or (said != "" and not said.strip("\u200b\u00a0 "))


def _uses(word: str, text: str) -> Iterator[re.Match[str]]:
    """Yield the places where a word stands by itself; a vowel sign behind it makes another word of it."""
    pattern = rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word[0] < _WITHOUT_SPACES else re.escape(word)
    for found in re.finditer(pattern, text, re.IGNORECASE):
        if unicodedata.category(text[found.end() : found.end() + 1] or " ")[0] != "M":
            yield found


def typographic(text: str) -> str:
    """Return words with the apostrophe of print in place of the typewriter's, and single spaces for line breaks."""
    return _SPACES.sub(" ", _APOSTROPHE.sub("’", text))


def _address(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else f"https://{text}"


def _asks(pieces: Iterable[Piece]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for piece in pieces:
        match piece:
            case Ask():
                found.append((piece.name, piece.index))
            case Bold() | Anchor():
                found += _asks(piece.pieces)
    return found


def _source_text(pieces: Iterable[Piece]) -> str:
    def one(piece: Piece) -> str:
        match piece:
            case Words():
                return piece.text
            case Bold() | Anchor():
                return _source_text(piece.pieces)
            case Ask():
                return f"{{{piece.name}}}"
        return ""

    return "".join(map(one, pieces)).strip()


def _merged(inlines: Iterable[Inline]) -> list[Inline]:
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(inline, Text) and isinstance(last, Text):
            found[-1] = Text(text=last.text + inline.text)
        else:
            found.append(inline)
    return found


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Return inlines without spaces at the outer ends, as sentences may have gone there."""
    while inlines and isinstance(last := inlines[-1], Text):
        if text := last.text.rstrip():
            inlines[-1] = Text(text=text)
            break
        inlines.pop()
    if inlines and isinstance(first := inlines[0], Text):
        inlines[0] = Text(text=first.text.lstrip())
    return tuple(inlines)
