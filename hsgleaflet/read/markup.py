"""Markup: the little that may stand in a sentence, as pieces with their place in the text.

Comes in: one text of a leaflet. Goes out: pieces, and faults with their index in the text. It stands alone because
what an author may write is fixed here: `**bold**`, `[words](address)`, `{ask}`, `[@SOURCE; @SOURCE]`, and a backslash
before a mark that is meant as itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, assert_never

from msgspec import Struct


class Words(Struct, frozen=True):
    """Plain words."""

    text: str


class Bold(Struct, frozen=True):
    """Emphasised pieces."""

    pieces: tuple[Piece, ...]


class Anchor(Struct, frozen=True):
    """Pieces that lead to an address."""

    target: str
    pieces: tuple[Piece, ...]


class Ask(Struct, frozen=True):
    """A field to fill; `index` is its place in the text."""

    name: str
    index: int


class Cite(Struct, frozen=True):
    """Keys of the sources of what stands before."""

    keys: tuple[str, ...]
    index: int


Piece = Words | Bold | Anchor | Ask | Cite


class Fault(NamedTuple):
    """Markup that cannot be read: its place in the text, what is wrong, what to do."""

    place: int
    message: str
    hint: str


_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]{}])"
    r"|(?P<cite>(?<!\s)\s*+\[(?P<keys>@[^\[\]\s;]++(?:\s*+;\s*+@[^\[\]\s;]++)*+)\])"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<target>[^()\s]+)\)"
    r"|\{(?P<ask>[^{}]*)\}"
    r"|(?P<bold>\*\*)"
    r"|(?P<stray>[{}]|\[@|\[[^\[\]]*+\]\([^)]*\)?)"
)
"""No part looks for its end past the start of another: a text of brackets alone is taken apart in one go."""
_ASK_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TARGET = re.compile(r"(https?://|mailto:|tel:)\S+")


def parse(text: str) -> tuple[tuple[Piece, ...], tuple[Fault, ...]]:
    """Return the pieces of a text and what could not be read in it."""
    faults: list[Fault] = []
    found = _parse(text, 0, faults)
    return found, tuple(faults)


def _parse(text: str, offset: int, faults: list[Fault]) -> tuple[Piece, ...]:
    stack: list[list[Piece]] = [[]]
    opened = 0
    at = 0
    for token in _TOKEN.finditer(text):
        _add_words(stack[-1], text[at : token.start()])
        at = token.end()
        if token["bold"]:
            opened = _toggle_bold(stack, opened, offset + token.start())
        else:
            _add(stack[-1], token, offset, faults)
    _add_words(stack[-1], text[at:])
    if len(stack) > 1:
        faults.append(Fault(opened, "bold starts here and never ends", "close it with **"))
    return tuple(piece for level in stack for piece in level)


def _toggle_bold(stack: list[list[Piece]], opened: int, index: int) -> int:
    if len(stack) == 1:
        stack.append([])
        return index
    inside = stack.pop()
    stack[-1].append(Bold(tuple(inside)))
    return opened


def _add_words(pieces: list[Piece], text: str) -> None:
    if not text:
        return
    last = pieces[-1] if pieces else None
    if isinstance(last, Words):
        pieces[-1] = Words(last.text + text)
    else:
        pieces.append(Words(text))


def _add(pieces: list[Piece], token: re.Match[str], offset: int, faults: list[Fault]) -> None:
    index = offset + token.start()
    if token["escaped"]:
        _add_words(pieces, token["escaped"])
    elif token["cite"]:
        keys = tuple(key.strip()[1:] for key in token["keys"].split(";"))
        pieces.append(Cite(keys, offset + token.start("keys")))
    elif token["words"] and token["target"]:
        if not _TARGET.fullmatch(token["target"]):
            hint = "write https://..., mailto:... or tel:..."
            faults.append(Fault(offset + token.start("target"), f'"{token["target"]}" is not an address', hint))
        inner = _parse(token["words"], offset + token.start("words"), faults)
        pieces.append(Anchor(token["target"], inner))
    elif token["ask"] is not None and _ASK_NAME.fullmatch(token["ask"]):
        pieces.append(Ask(token["ask"], index))
    elif token["ask"] is not None:
        faults.append(
            Fault(index, f"{{{token['ask']}}} is not the name of a question", "a name is like {test_minutes}")
        )
    else:
        faults.append(Fault(index, _stray(token["stray"]), "put a backslash before a bracket that is meant as itself"))


def _stray(text: str) -> str:
    if text == "{":
        return "this brace is never closed"
    if text == "}":
        return "this brace was never opened"
    if text.startswith("[@"):
        return "this source mark is never closed"
    return f"{text} is not a link that can be read"


FIELD = "\ufffc"
"""Stands for a field in bare words."""


class Bare(Struct, frozen=True):
    """The words of a text without its markup: each field one `FIELD`, source marks gone.

    `places` gives where each character stands in the text, with one more for its end; `asks` and `cites` are the
    places of fields, with their names, and of source marks in the words; `bold` the ranges that are emphasised.
    """

    text: str
    places: tuple[int, ...]
    asks: tuple[tuple[int, str], ...]
    cites: tuple[int, ...]
    bold: tuple[tuple[int, int], ...]


def bare(text: str) -> Bare:
    """Return the words of a text; markup that cannot be read stands as it is."""
    found: list[tuple[str, int]] = []
    asks: list[tuple[int, str]] = []
    cites: list[int] = []
    bold: list[int] = []
    at = 0
    for token in _TOKEN.finditer(text):
        start, at = at, token.end()
        found += zip(text[start : token.start()], range(start, token.start()), strict=True)
        if token["cite"]:
            cites.append(len(found))
        elif token["bold"]:
            bold.append(len(found))
        elif token["ask"] is not None:
            asks.append((len(found), token["ask"]))
            found.append((FIELD, token.start()))
        else:
            group = next(name for name in ("escaped", "words", "stray") if token[name])
            found += zip(token[group], range(token.start(group), token.end(group)), strict=True)
    found += zip(text[at:], range(at, len(text)), strict=True)
    ranges = tuple(zip(bold[::2], bold[1::2], strict=False))
    words = "".join(char for char, _ in found)
    return Bare(words, (*(place for _, place in found), len(text)), tuple(asks), tuple(cites), ranges)


STOPS = (".", "?", "!", "۔", "؟", "।", "。", "！", "？")
"""What ends a sentence in the languages that are translated into."""
_UNSPACED = ("。", "！", "？")
_CLOSING = "\"'”’)»」』）"
_SENTENCE_END = re.compile(rf"[.?!۔؟।][{_CLOSING}]*\s+|[。！？][{_CLOSING}]*(?=\S)")


def sentences(pieces: tuple[Piece, ...], whole: Collection[str] = frozenset()) -> tuple[tuple[Piece, ...], ...]:
    """Return pieces sentence by sentence; the space between two stays with the first, and so does a source mark.

    `whole` names the fields that stand for whole sentences.
    """
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if not isinstance(piece, Words):
            found[-1].append(piece)
            continue
        at = 0
        for end in _ends(found[-1], piece.text, whole):
            found[-1] += [Words(piece.text[at:end])] if end > at else []
            found.append([])
            at = end
        if at < len(piece.text):
            found[-1].append(Words(piece.text[at:]))
    return tuple(tuple(sentence) for sentence in found if sentence)


def _ends(before: list[Piece], text: str, whole: Collection[str]) -> Iterator[int]:
    """Yield where sentences end in a text; one that began with the pieces before it may end at its first space."""
    stop, space = _last(before, whole), len(text) - len(text.lstrip())
    if stop in _UNSPACED or (stop in STOPS and space):
        yield space
    for found in _SENTENCE_END.finditer(text):
        if not text[found.end() : found.end() + 1].islower():
            yield found.end()


def ends_sentence(pieces: Sequence[Piece]) -> bool:
    """Return whether pieces end with the end of a sentence, source marks left out."""
    return _last(pieces, ()) in STOPS


def _last(pieces: Sequence[Piece], whole: Collection[str]) -> str:
    """Return the character that pieces end with; brackets, quotes and source marks behind a stop do not count."""
    last = next((piece for piece in reversed(pieces) if not isinstance(piece, Cite)), None)
    match last:
        case Words():
            return last.text.rstrip(_CLOSING)[-1:]
        case Bold() | Anchor():
            return _last(last.pieces, whole)
        case Ask():
            return "." if last.name in whole else ""
        case None:
            return ""
        case _:
            assert_never(last)
