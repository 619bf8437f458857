"""Fonts in a web page: of each face only what the page shows, as WOFF2 inside its style sheet.

Comes in: the finished page, without its fonts. Goes out: `@font-face` rules and, for each language, which families set
it. It stands alone because the page itself is asked what it shows, in which weight and language: so nothing is
missing, and nothing there is not used.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html.parser import HTMLParser

import uharfbuzz as hb

from hsgleaflet.memory import remembered
from hsgleaflet.model.scripts import setting
from hsgleaflet.model.theme import Theme
from hsgleaflet.problems import fail
from hsgleaflet.typeset.faces import Face, Faces
from hsgleaflet.write.html.style import BOLD_CLASSES, BOLD_TAGS
from hsgleaflet.write.html.woff2 import woff2

_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "rect", "image"])
_UNSEEN = frozenset(["style", "title", "script"])
_SHOWN = ("data-under",)
"""Attributes whose text the style sheet shows, always in bold."""
_BLANK = frozenset("\n\t\r\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
_REST = 'system-ui,"Noto Sans",sans-serif'
Use = dict[tuple[str, bool], set[str]]
"""Characters by language and whether they are bold."""


class _Reader(HTMLParser):
    """Reads which characters a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Use = {}
        self._open: list[tuple[str, str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, with what it inherits."""
        given = {name: value or "" for name, value in attrs}
        _, lang, bold, hidden = self._open[-1] if self._open else ("", "", False, False)
        lang = given.get("lang", lang)
        bold = bold or tag in BOLD_TAGS or not BOLD_CLASSES.isdisjoint(given.get("class", "").split())
        for name in _SHOWN:
            self.found.setdefault((lang, True), set()).update(given.get(name, ""))
        if tag not in _VOID:
            self._open.append((tag, lang, bold, hidden or tag in _UNSEEN))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass an element that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note characters."""
        _, lang, bold, hidden = self._open[-1] if self._open else ("", "", False, True)
        if not hidden:
            self.found.setdefault((lang, bold), set()).update(data)


def fonts(page: str, lang: str, theme: Theme, faces: Faces) -> str:
    """Return the style rules that bring the fonts of a page; raise LeafletError for characters that none has."""
    reader = _Reader()
    reader.feed(page)
    families: dict[str, list[str]] = {}
    wanted: dict[tuple[Face, bool], set[str]] = {}
    for (tongue, bold), chars in sorted(reader.found.items()):
        weight = f"{'Bold' if bold else 'Regular'}|{theme.fonts[bold]}".rstrip("|")
        for face, own in _shared_out(chars - _BLANK, weight, tongue, faces):
            wanted.setdefault((face, bold), set()).update(own)
            family = families.setdefault(tongue, [])
            if _family(face) not in family:
                family.append(_family(face))
    rules = [_rule(face, bold, frozenset(chars)) for (face, bold), chars in sorted(wanted.items(), key=_name)]
    rules += [_chosen(tongue, names, lang) for tongue, names in families.items()]
    return "\n".join(rules)


def _name(wanted: tuple[tuple[Face, bool], set[str]]) -> tuple[str, bool]:
    (face, bold), _ = wanted
    return face.name, bold


def _shared_out(chars: set[str], weight: str, lang: str, faces: Faces) -> Iterator[tuple[Face, set[str]]]:
    """Yield faces with the characters that each sets, in the order in which they are tried."""
    found: dict[Face, set[str]] = {}
    for char in sorted(chars):
        face = faces.find(char, weight, lang)
        if face is None:
            message = f'no font has the character "{char}" (U+{ord(char):04X})'
            raise fail("F001", message, hint="write it another way")
        found.setdefault(face, set()).add(char)
    order = {name: place for place, name in enumerate(faces.chain(weight, lang))}
    yield from sorted(found.items(), key=lambda item: order.get(item[0].name, len(order)))


def _family(face: Face) -> str:
    stem = face.name.rpartition("/")[2].removesuffix(".ttf")
    return stem.removesuffix("-Regular").removesuffix("-Bold")


def _rule(face: Face, bold: bool, chars: frozenset[str]) -> str:
    data = b64encode(_packed(face, chars)).decode()
    weight = 700 if bold else 400
    return (
        f'@font-face{{font-family:"{_family(face)}";font-weight:{weight};'
        f'src:url(data:font/woff2;base64,{data})format("woff2")}}'
    )


def _chosen(tongue: str, names: list[str], lang: str) -> str:
    """Return which families set a language, and its size beside the one around it."""
    family = ",".join((*(f'"{name}"' for name in names), _REST))
    if tongue == lang:
        return f":root{{--family:{family}}}"
    ratio = setting(tongue).size / setting(lang).size
    tall = 1.5 * setting(tongue).leading
    return f'[lang="{tongue}"]{{font-family:{family};font-size:{ratio:.2f}em;line-height:{tall:.2f}}}'


@remembered(64)
def _packed(face: Face, chars: frozenset[str]) -> bytes:
    """Return a face with these characters and what shapes them, as WOFF2."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, chars))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return woff2(bytes(hb.subset(face.hb, wanted).blob.data))
