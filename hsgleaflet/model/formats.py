"""Formats: every paper that a leaflet can be held on, and the editions that need none, in one registry.

Goes out: a `Format` by its name; lengths in points. It stands alone so that typesetting, imposition and commands ask
one place. The figures are those of the leaflet standard, 5.2 to 5.5, and 3 (T1 to T8); where the band of a draft and
the footer need more room than the least margins there, the margins here are larger.

Order of meaning is not order of paper: pages and panels are numbered as they are read. Everything is given for
left-to-right reading; the Layout of a right-to-left leaflet is mirrored as a whole.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from hsgleaflet.units import MM

Wording = Literal["full", "short", "easy-read"]
Scheme = Literal["", "saddle", "trifold", "zfold"]
FOLDED_SAFE = 6 * MM
"""How far text stays from a fold, on each side."""
_HALF_POINT = 0.5


class Type(Struct, frozen=True):
    """Sizes in points at the body size that is wanted; `least` is how far the body may shrink to fit.

    `small` and `footer` never shrink. `space` is the share of the usual white between blocks.
    """

    body: float
    least: float
    title: float
    name: float
    lead: float
    heading: float
    subheading: float
    boxed: float
    small: float = 12
    footer: float = 12
    leading: float = 1.35
    space: float = 1.0


class Format(Struct, frozen=True):
    """A way to hold a leaflet.

    `sheet` is the paper in the printer, landscape where it is folded upright; `width` and `height` are those of a page
    or panel, `widths` those of each panel where they differ. `left` and `right` are the margins of the first page;
    where pages face each other (`saddle`) they change sides on every even one.
    """

    name: str
    title: str
    sheet: tuple[float, float]
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    type: Type
    no_ink: float
    footer_rule: float
    """Distance of the footer's rule from the lower edge."""
    indent: float = 0
    """How far running text stands in from panels."""
    widths: tuple[float, ...] = ()
    band_lines: int = 1
    """Lines that the warning of a draft may take at the head; where there are two, it does not stand at the foot."""
    step: int = 2
    """By how many pages a copy grows: the sides of its sheets."""
    most: int = 0
    """How many pages there may be (0: as many as it takes)."""
    back: int = 0
    """The page whose place is the back of the folded leaflet (0: the last one)."""
    covers: bool = False
    """Whether its first page should hold all that keeps a reader safe who stops there."""
    seams: tuple[int, ...] = ()
    """Pages that do not lie beside the one read before them: they begin with a part of the leaflet."""
    wording: Wording = "full"
    scheme: Scheme = ""
    next: str = ""
    """The format to try when a leaflet is too long for this one."""

    @property
    def measure(self) -> float:
        """Width of panels and title, the same on every page, in points."""
        return min(self.widths, default=self.width) - self.left - self.right

    @property
    def depth(self) -> float:
        """Height of the text area, in points."""
        return self.height - self.top - self.bottom

    @property
    def is_fixed(self) -> bool:
        """Whether the number of pages is given by the folds."""
        return self.scheme in ("trifold", "zfold")

    @property
    def sizes(self) -> tuple[float, ...]:
        """Body sizes to try, the wanted one first."""
        count = round((self.type.body - self.type.least) / _HALF_POINT)
        return tuple(self.type.body - number * _HALF_POINT for number in range(count + 1))

    def page_width(self, number: int) -> float:
        """Return the width of a page or panel, counted from 1 as it is read."""
        return self.widths[min(number, len(self.widths)) - 1] if self.widths else self.width

    def start(self, number: int) -> float:
        """Return how far the text area of a page stands from its left edge."""
        if self.widths:
            return (self.page_width(number) - self.measure) / 2
        return self.right if self.scheme == "saddle" and number % 2 == 0 else self.left

    def whole(self, pages: int) -> int:
        """Return how many pages a copy of so many pages has, empty last sides and padding counted."""
        return -(-pages // self.step) * self.step

    def sheets(self, pages: int) -> int:
        """Return how many sheets of paper one copy takes."""
        return self.whole(pages) // self.step

    def sides(self, pages: int) -> int:
        """Return how many sides of paper one copy prints."""
        return -(-pages // (self.step // 2))

    @property
    def bleed(self) -> float:
        """How far colours reach beyond the cut in a print shop, in points: 3 mm, an eighth of an inch in the US."""
        return (3.175 if _LETTER[1] in self.sheet else 3) * MM

    @property
    def flip(self) -> str:
        """Along which edge a double-sided printer must turn the sheet: "short" or "long"."""
        return "short" if self.scheme else "long"


def _mm(*lengths: float) -> tuple[float, ...]:
    return tuple(length * MM for length in lengths)


_A4, _LETTER = (210 * MM, 297 * MM), (215.9 * MM, 279.4 * MM)
_CLEAR = Type(14, 14, title=34, name=18, lead=16.5, heading=20, subheading=16, boxed=17)
_PAGE = Type(14, 12, title=28, name=17, lead=15.5, heading=18, subheading=15, boxed=16, space=0.8)
_PANEL = Type(
    14, 12, title=26, name=15, lead=14.5, heading=16.5, subheading=14.5, boxed=15, footer=10, leading=1.3, space=0.6
)
_LARGE = Type(
    18, 16, title=38, name=22, lead=20, heading=25, subheading=21, boxed=22, small=16, footer=16, leading=1.3, space=1.2
)
_GIANT = Type(
    24, 20, title=42, name=27, lead=26, heading=31, subheading=27, boxed=28, small=20, footer=16,
    leading=1.25, space=1.4,
)  # fmt: skip
_SIDE = Type(14, 14, title=24, name=15, lead=14.5, heading=16.5, subheading=14.5, boxed=14.5, leading=1.25, space=0.4)
"""The white and the headings of a panel, in type that is as large as on any other sheet."""
_EASY = Type(16, 14, title=36, name=20, lead=18, heading=22, subheading=18, boxed=19, small=14, leading=1.5, space=1.2)


def _a4(name: str, title: str, type_: Type, indent: float = 0, wording: Wording = "full") -> Format:
    """Return a format of A4 sheets; a larger footer stands higher."""
    rise = (type_.footer - 12) * 1.3
    top, bottom, side, no_ink, rule = _mm(23 if rise else 16.5, 24, 18, 5, 21)
    return Format(
        name, title, _A4, *_A4, top, bottom + rise, side, side, type_, no_ink, rule + rise, indent * MM,
        band_lines=2 if rise else 1, covers=type_ is _CLEAR, wording=wording,
    )  # fmt: skip


def _booklet(name: str, title: str, next_: str, *, letter: bool) -> Format:
    """Return a booklet of half sheets; its text stays 10 mm and more from the trimmed edge."""
    if letter:
        width, height, top, bottom, inner, outer, no_ink, rule = _mm(139.7, 215.9, 21, 18, 16, 14, 6.4, 15)
    else:
        width, height, top, bottom, inner, outer, no_ink, rule = _mm(148.5, 210, 20, 17, 16.5, 14, 5, 14)
    return Format(
        name, title, (2 * width, height), width, height, top, bottom, inner, outer, _PAGE, no_ink, rule,
        band_lines=2, step=4, most=48, scheme="saddle", next=next_,
    )  # fmt: skip


def _fold(name: str, title: str, scheme: Scheme, next_: str, widths: tuple[float, ...], *, letter: bool) -> Format:
    """Return six panels; at a seam the reader has turned a panel or the sheet."""
    if letter:
        height, top, bottom, side, no_ink, rule = _mm(215.9, 18, 15, 8, 6.4, 13)
    else:
        height, top, bottom, side, no_ink, rule = _mm(210, 17, 14, 8, 5, 12)
    back, seams = (6, (2, 5, 6)) if scheme == "trifold" else (4, (2, 4, 5))
    panels = _mm(*widths)
    return Format(
        name, title, (sum(panels[1:4]), height), panels[0], height, top, bottom, side, side, _PANEL, no_ink, rule,
        widths=panels, band_lines=2, step=6, most=6, back=back, seams=seams, wording="short", scheme=scheme, next=next_,
    )  # fmt: skip


def _single(name: str, title: str) -> Format:
    sheet = (148.5 * MM, 210 * MM)
    top, bottom, side, no_ink, rule = _mm(20, 17, 15.25, 5, 14)
    return Format(name, title, sheet, *sheet, top, bottom, side, side, _PAGE, no_ink, rule, band_lines=2, next="a4")


def _letter() -> Format:
    top, bottom, side, no_ink, rule, indent = _mm(19, 25, 20.95, 6.4, 22, 19)
    return Format(
        "letter", "Letter", _LETTER, *_LETTER, top, bottom, side, side, _CLEAR, no_ink, rule, indent, covers=True
    )


_ALL = (
    _a4("a4", "A4", _CLEAR, 19),
    _letter(),
    _single("a5", "A5"),
    _booklet("booklet", "A5 booklet, folded from A4", "a4", letter=False),
    _booklet("booklet-letter", "half-letter booklet, folded from Letter", "letter", letter=True),
    _fold("trifold", "tri-fold of an A4 sheet", "trifold", "booklet", (100, 100, 100, 97, 97, 100), letter=False),
    _fold(
        "trifold-letter", "tri-fold of a Letter sheet", "trifold", "booklet-letter",
        (94.1, 94.1, 94.1, 91.2, 91.2, 94.1), letter=True,
    ),
    _fold("zfold", "z-fold of an A4 sheet", "zfold", "booklet", (99,) * 6, letter=False),
    _fold("zfold-letter", "z-fold of a Letter sheet", "zfold", "booklet-letter", (279.4 / 3,) * 6, letter=True),
    _a4("large-print", "large print on A4, 18 point", _LARGE),
    _a4("giant-print", "giant print on A4, 24 point", _GIANT),
    _a4("easy-read", "easy read on A4, 16 point", _EASY, wording="easy-read"),
)  # fmt: skip
FORMATS = {found.name: found for found in _ALL}
"""Every format by its name."""

ONE_SIDE = {
    name: replace(FORMATS[name], type=replace(_SIDE, space=space), indent=indent * MM)
    for name, space, indent in (("a4", 0.4, 7), ("letter", 0.25, 6))
}
"""Sheets as a leaflet for the days after is set on them, so that it is one side: the type is as large as ever, and all
that is smaller is what stands around it."""


class Edition(Struct, frozen=True):
    """A way to hold a leaflet that is no paper: its file, and the format whose wording and brand it has."""

    name: str
    title: str
    extension: str
    like: str
    part: str = ""
    """What tells its files from others of the same extension, in their names."""

    @property
    def medium(self) -> str:
        """What it is written for, whatever the wording."""
        return self.name.partition("-")[0]

    @property
    def wording(self) -> Wording:
        """The wording that it wants."""
        return FORMATS[self.like].wording


_EDITIONS = (
    Edition("html", "web page", "html", "a4"),
    Edition("html-short", "web page, short wording", "html", "trifold", "short"),
    Edition("html-easy-read", "web page, easy read", "html", "easy-read", "easy-read"),
    Edition("text", "text for an e-mail", "txt", "a4"),
    Edition("text-short", "text for an e-mail, short wording", "txt", "trifold", "short"),
    Edition("text-easy-read", "text for an e-mail, easy read", "txt", "easy-read", "easy-read"),
    Edition("audio", "script to read aloud", "txt", "a4", "audio"),
    Edition("audio-short", "script to read aloud, short wording", "txt", "trifold", "audio.short"),
    Edition("audio-easy-read", "script to read aloud, easy read", "txt", "easy-read", "audio.easy-read"),
    Edition("braille", "text for braille", "txt", "a4", "braille"),
    Edition("braille-short", "text for braille, short wording", "txt", "trifold", "braille.short"),
    Edition("braille-easy-read", "text for braille, easy read", "txt", "easy-read", "braille.easy-read"),
)
EDITIONS = {found.name: found for found in _EDITIONS}
"""Every edition that is no paper, by its name."""
NAMES = (*FORMATS, *EDITIONS)
"""All that a clinic can ask for."""


def paper(name: str) -> Format:
    """Return a format by name, for an edition the one it is like; raise KeyError for one that does not exist."""
    return FORMATS[EDITIONS[name].like if name in EDITIONS else name]
