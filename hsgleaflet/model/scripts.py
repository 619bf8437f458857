"""Scripts: how languages differ on paper: direction, size and leading beside Latin at the same eye size.

Goes out: a `Setting` for each language. It stands alone because the figures come from measuring whole texts in each
face (`fonts/README.md`): size matches the x-height of the text face, leading holds the ink of tall stacks. Nastaliq
hangs from the upper right to the lower left and needs most.
"""

from __future__ import annotations

from msgspec import Struct


class Setting(Struct, frozen=True):
    """Factors on Latin size and leading, the share of the line above the base line, direction, stop and comma.

    `near` is the leading where a first page is too full, as little as the ink of its text lets it be (0: no less).
    """

    size: float = 1.0
    leading: float = 1.0
    above: float = 0.0
    rtl: bool = False
    stop: str = "."
    comma: str = ", "
    near: float = 0.0


_LATIN = Setting()
_NASKH = Setting(size=1.15, leading=1.2, rtl=True, comma="، ", near=1.08)
_BROAD = Setting(size=0.93, leading=1.08)
_INDIC = Setting(size=1.08, leading=1.18, near=1.04)
_HAN = Setting(size=0.98, leading=1.18, stop="。", comma="，", near=1.04)
_DANDA = Setting(size=1.08, leading=1.18, stop="।", near=1.04)
_SETTINGS = {
    "ar": _NASKH, "fa": _NASKH, "ps": _NASKH, "ckb": _NASKH, "ug": _NASKH,
    "ur": Setting(size=1.1, leading=1.75, above=0.05, rtl=True, stop="۔", comma="، "),
    "he": Setting(size=1.1, leading=1.1, rtl=True), "yi": Setting(size=1.1, leading=1.1, rtl=True),
    "bn": _DANDA, "as": _DANDA, "hi": _DANDA, "ne": _DANDA, "mr": _INDIC, "pa": _DANDA, "gu": _INDIC,
    "ta": Setting(leading=1.18), "ti": Setting(size=1.05, leading=1.12), "am": Setting(size=1.05, leading=1.12),
    "zh": _HAN, "yue": _HAN,
    "ja": Setting(size=0.98, leading=1.18), "ko": Setting(size=0.98, leading=1.15),
    "th": Setting(size=1.05, leading=1.18), "vi": Setting(size=0.93, leading=1.15),
    "uk": _BROAD, "ru": _BROAD, "bg": _BROAD, "el": _BROAD,
}  # fmt: skip


def setting(lang: str) -> Setting:
    """Return how a language is set; one that is not listed is set like Latin."""
    return _SETTINGS.get(lang.split("-", maxsplit=1)[0], _LATIN)
