"""Faces: OpenType fonts, loaded once a process, with coverage, metrics and shaping.

Comes in: the bytes of a TTF with 1,000 units an em. Goes out: `Face`, which knows what it covers and shapes text, and
`Faces`, which chooses a chain of faces for a weight and a language. It stands alone because nothing else touches
HarfBuzz but the subsetter of `write.pdf.fonts`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

import uharfbuzz as hb
from msgspec import Struct

from hsgleaflet.memory import Of, remembering
from hsgleaflet.model.assets import Assets
from hsgleaflet.problems import fail

UNITS = 1000
"""Units an em in which faces are measured, whatever their own; widths in PDF count in the same thousandths."""
_FORBIDDEN = {
    0x0002: "embedding",
    0x0100: "subsetting, and whole fonts are too large for a leaflet",
    0x0200: "embedding its outlines",
}
"""What bits of OS/2 fsType forbid."""
_NEEDED = ("head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap")
_SHAPED = 1000
"""Texts that a face remembers its glyphs for; a paragraph takes some kilobytes."""


class Glyph(NamedTuple):
    """One shaped glyph; lengths in thousandths of an em, `cluster` an index into the shaped text."""

    gid: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Glyphs(Struct, frozen=True, gc=False):
    """The glyphs of a text, a column for each of their numbers; the same object wherever a process shows the same.

    They are `even` when each stands for one character, in the order of the text.
    """

    gids: tuple[int, ...]
    clusters: tuple[int, ...]
    advances: tuple[int, ...]
    dxs: tuple[int, ...]
    dys: tuple[int, ...]
    even: bool

    @classmethod
    def of(cls, count: int, *columns: list[int]) -> Glyphs:
        """Return the glyphs of a text of `count` characters, in columns."""
        gids, clusters, advances, dxs, dys = map(tuple, columns)
        return cls(gids, clusters, advances, dxs, dys, clusters == tuple(range(count)))

    def __iter__(self) -> Iterator[Glyph]:
        return map(Glyph, self.gids, self.clusters, self.advances, self.dxs, self.dys)

    def __len__(self) -> int:
        return len(self.gids)

    def cut(self, low: int, high: int) -> Glyphs:
        """Return the glyphs of a range of the text, places counted from its start."""
        return _CUT.get(self, (low, high)) or _CUT.keep(self, self._cut(low, high), (low, high))

    def _cut(self, low: int, high: int) -> Glyphs:
        if self.even:
            part = slice(low, high)
            clusters = tuple(range(high - low))
            return Glyphs(self.gids[part], clusters, self.advances[part], self.dxs[part], self.dys[part], even=True)
        inside = [(glyph, glyph.cluster - low) for glyph in self if low <= glyph.cluster < high]
        return Glyphs.of(
            high - low,
            [glyph.gid for glyph, _ in inside], [at for _, at in inside], [glyph.advance for glyph, _ in inside],
            [glyph.dx for glyph, _ in inside], [glyph.dy for glyph, _ in inside],
        )  # fmt: skip


_CUT: Of[Glyphs, Glyphs] = Of(4000)


class Metrics(NamedTuple):
    """Numbers of a face in thousandths of an em, its weight as 100 to 900 and its slant in degrees."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    x_height: int
    weight: int
    italic_angle: int


class Face:
    """An OpenType face; compare by identity, one object a file and process."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.hb = hb.Face(hb.Blob(data))
        self._check(name.rpartition("/")[2])
        self._font = hb.Font(self.hb)
        self._font.scale = (UNITS, UNITS)
        self.covered = frozenset(self.hb.unicodes)
        self._advances: dict[int, int] = {}
        self.shape = remembering(_SHAPED, self._shape)

    def __repr__(self) -> str:
        return f"Face({self.name})"

    def _check(self, file: str) -> None:
        try:
            outlines = "glyf" in self.hb.table_tags
        except UnicodeDecodeError:  # a table whose name is no letters
            outlines = False
        if not outlines:
            raise fail("F003", f"{file} is no TrueType font", hint="use a .ttf file with TrueType outlines")
        empty = [tag for tag in _NEEDED if not len(self.hb.reference_table(tag))]
        if empty:
            message = f"{file} is broken: its table {empty[0]} is missing or cut short"
            raise fail("F003", message, hint="fetch the font anew")
        licence = _signed(self.table("OS/2"), 8)
        for bit, forbidden in _FORBIDDEN.items():
            if licence & bit:
                hint = "use a font that may be embedded and subset"
                raise fail("F004", f"the licence of {file} forbids {forbidden}", hint=hint)

    def advance(self, gid: int) -> int:
        """Return the unshaped advance of a glyph in thousandths of an em."""
        found = self._advances.get(gid)
        if found is None:
            found = self._advances[gid] = self._font.get_glyph_h_advance(gid)
        return found

    def covers(self, text: str) -> bool:
        """Return whether the face has a glyph for every character."""
        return self.covered.issuperset(map(ord, text))

    @cached_property
    def canonical(self) -> dict[int, str]:
        """The character each glyph stands for by itself: the lowest code point mapped to it."""
        found: dict[int, str] = {}
        for code in sorted(self.covered, reverse=True):
            gid = self._font.get_nominal_glyph(code)
            if gid:
                found[gid] = chr(code)
        return found

    @cached_property
    def metrics(self) -> Metrics:
        """Numbers of the PDF font descriptor."""
        head, os2, post, hhea = (self.table(tag) for tag in ("head", "OS/2", "post", "hhea"))

        def scaled(table: bytes, at: int) -> int:
            return int(_signed(table, at) * UNITS / self.hb.upem)

        return Metrics(
            box=(scaled(head, 36), scaled(head, 38), scaled(head, 40), scaled(head, 42)),
            ascent=scaled(hhea, 4),
            descent=scaled(hhea, 6),
            cap_height=scaled(os2, 88),
            x_height=scaled(os2, 86),
            weight=_signed(os2, 4),
            italic_angle=_signed(post, 4),
        )

    @property
    def postscript_name(self) -> str:
        """The PostScript name, from the name table; without it, or with signs that a PDF cannot hold, another."""
        try:
            found = self.hb.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.name
        except UnicodeDecodeError:
            found = self.name
        return re.sub("[^A-Za-z0-9-]", "", found)[-63:] or "Font"

    def table(self, tag: str) -> bytes:
        """Return the bytes of an OpenType table."""
        return bytes(self.hb.reference_table(tag).data)

    def _shape(self, text: str, start: int, end: int, rtl: bool, lang: str) -> Glyphs:
        buffer = hb.Buffer()
        buffer.add_str(text, start, end - start)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = lang
        hb.shape(self._font, buffer)
        infos, places = buffer.glyph_infos, buffer.glyph_positions
        return Glyphs.of(
            end - start,
            [info.codepoint for info in infos], [info.cluster - start for info in infos],
            [at.x_advance for at in places], [at.x_offset for at in places], [at.y_offset for at in places],
        )  # fmt: skip


def _signed(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big", signed=True)


TEXT_FAMILY = "AtkinsonHyperlegibleNext"
TABLE_FAMILY = "AtkinsonHyperlegibleNextTab"
_BROAD, _SYMBOLS = "NotoSans", "LeafletSymbols-Regular"
FAMILY_OF_SCRIPT = {
    "LATIN": TEXT_FAMILY, "CYRILLIC": _BROAD, "GREEK": _BROAD, "ARABIC": "NotoNaskhArabic",
    "BENGALI": "NotoSansBengali", "DEVANAGARI": "NotoSansDevanagari", "GURMUKHI": "NotoSansGurmukhi",
    "GUJARATI": "NotoSansGujarati", "TAMIL": "NotoSansTamil", "ETHIOPIC": "NotoSansEthiopic",
    "HEBREW": "NotoSansHebrew", "THAI": "NotoSansThai", "GEORGIAN": "NotoSansGeorgian",
    "ARMENIAN": "NotoSansArmenian", "CJK": "NotoSansSC",
}  # fmt: skip
"""Which family sets a script; the choices and their reasons are in `fonts/README.md`."""
FAMILY_OF_LANG = {
    "ur": "NotoNastaliqUrdu", "zh-Hant": "NotoSansTC", "yue": "NotoSansTC", "vi": _BROAD, "yo": _BROAD,
    "ig": _BROAD, "ha": _BROAD, "ee": _BROAD, "ln": _BROAD, "az": _BROAD, "uz": _BROAD,
}  # fmt: skip
"""Languages that ask for another family than their script."""
_LANG_SCRIPT = {
    "ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ckb": "ARABIC", "ug": "ARABIC", "ur": "ARABIC",
    "bn": "BENGALI", "as": "BENGALI", "hi": "DEVANAGARI", "ne": "DEVANAGARI", "mr": "DEVANAGARI",
    "pa": "GURMUKHI", "gu": "GUJARATI", "ta": "TAMIL", "ti": "ETHIOPIC", "am": "ETHIOPIC", "he": "HEBREW",
    "yi": "HEBREW", "th": "THAI", "ka": "GEORGIAN", "hy": "ARMENIAN", "zh": "CJK", "yue": "CJK",
    "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC", "be": "CYRILLIC", "sr": "CYRILLIC",
    "mk": "CYRILLIC", "kk": "CYRILLIC", "el": "GREEK",
}  # fmt: skip


@lru_cache(4096)
def script_of(char: str) -> str | None:
    """Return the script of a letter by its Unicode name, None for characters that many scripts share."""
    if unicodedata.category(char)[0] not in "LM":
        return None
    word = unicodedata.name(char, "").split(" ")[0].split("-")[0]
    return word if word in FAMILY_OF_SCRIPT else None


class Faces:
    """Chooses and loads faces; a face is read only when a text needs it."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._loaded: dict[str, Face] = {}
        self._chains: dict[tuple[str, str], tuple[str, ...]] = {}
        self.lacking: dict[str, set[str]] = {}
        """Characters that a clinic's own font has not, by the font; other fonts set them."""

    def get(self, name: str) -> Face:
        """Return a face by its file name without ending."""
        face = self._loaded.get(name)
        if face is None:
            asset = name if name.endswith(".ttf") else f"fonts/{name}.ttf"
            face = self._loaded[name] = Face(name, self._assets.bytes_of(asset))
        return face

    def chain(self, weight: str, lang: str) -> tuple[str, ...]:
        """Return names of faces to try for a weight (`Regular`, `SemiBold`, `Bold`, `Table`, ...) in a language.

        `Bold|clinics/x/Our-Bold.ttf` tries a file of the clinic's own before those of the weight.
        """
        key = (weight, lang)
        found = self._chains.get(key)
        if found is None:
            found = self._chains[key] = _chain(weight, lang)
        return found

    def find(self, char: str, weight: str, lang: str) -> Face | None:
        """Return the first face that has a character: the chain of the language, then the family of its script."""
        for name in self.chain(weight, lang):
            if ord(char) in self.get(name).covered:
                return self.get(name)
            if name.endswith(".ttf"):
                self.lacking.setdefault(name, set()).add(char)
        script = script_of(char)
        if script in FAMILY_OF_SCRIPT:
            face = self.get(f"{FAMILY_OF_SCRIPT[script]}-{_plain_weight(weight)}")
            return face if ord(char) in face.covered else None
        return None


def _plain_weight(weight: str) -> str:
    return "Bold" if weight.partition("|")[0] in ("Bold", "SemiBold", "TableBold") else "Regular"


def _chain(weight: str, lang: str) -> tuple[str, ...]:
    weight, _, own_file = weight.partition("|")
    base = lang.split("-", maxsplit=1)[0]
    plain = _plain_weight(weight)
    own = FAMILY_OF_LANG.get("-".join(lang.split("-")[:2])) or FAMILY_OF_LANG.get(base)
    own = own or FAMILY_OF_SCRIPT[_LANG_SCRIPT.get(base, "LATIN")]
    first = f"{own}-{plain}"
    if own == TEXT_FAMILY:
        first = f"{TABLE_FAMILY}-{plain}" if weight.startswith("Table") else f"{TEXT_FAMILY}-{weight}"
    own_first = (own_file,) if own_file and own == TEXT_FAMILY else ()
    names = (*own_first, first, f"{TEXT_FAMILY}-{plain}", f"{_BROAD}-{plain}", _SYMBOLS)
    return tuple(dict.fromkeys(names))
