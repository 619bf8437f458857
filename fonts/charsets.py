"""Which characters each face keeps, and which borrow a glyph; `build.py` reads it.

In: lists of code points and Python's own two-byte codecs. Out: one frozen set of code points a script, and
the aliases. It stands alone because it is a table to read and argue about, not a step of the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress


def code_points(listed: str) -> frozenset[int]:
    """Read hexadecimal code points and inclusive ranges, as in `"20-7E A0"`."""
    bounds = [item.partition("-") for item in listed.split()]
    return frozenset(c for low, _, high in bounds for c in range(int(low, 16), int(high or low, 16) + 1))


def characters(text: str) -> frozenset[int]:
    """Return the code points of the characters of a text."""
    return frozenset(map(ord, text))


def two_byte_charset(codec: str, leads: Iterable[int], trails: Iterable[int]) -> frozenset[int]:
    """Return the code points that a two-byte codec assigns to the given lead and trail bytes."""
    found: set[int] = set()
    for code in (bytes((lead, trail)) for lead in leads for trail in trails):
        with suppress(UnicodeDecodeError):
            found |= characters(code.decode(codec))
    return frozenset(found) - PRIVATE_USE


PRIVATE_USE = code_points("E000-F8FF")
# Drug names, telephone numbers, quotation marks and invisible controls occur in every language.
COMMON = code_points(
    "20-7E A0-FF 131 152-153 2C6-2C7 2D8-2DD 2000-2015 2018-201E 2020-2022 2024 2026 202A-202F 2030-2033 "
    "2039-203A 2044 2060 2066-2069 20A8 20AC 20B9 2122 2212 2248 2260-2265 25CC FEFF"
)
# Latin with its African and Vietnamese letters, Greek, Cyrillic.
WESTERN = COMMON | code_points("100-52F 1E00-1EFF 2000-20CF 2100-214F 2150-218F A78B-A78C AB30-AB6F")
ARABIC = COMMON | code_points("600-6FF 750-77F 8A0-8FF FD3E-FD3F FDF2 FDFA-FDFC")
DANDA = code_points("964-965")
BENGALI = COMMON | DANDA | code_points("980-9FF")
DEVANAGARI = COMMON | code_points("900-97F")
GURMUKHI = COMMON | DANDA | code_points("A00-A7F")
GUJARATI = COMMON | DANDA | code_points("A80-AFF")
TAMIL = COMMON | DANDA | code_points("B80-BFF")
ETHIOPIC = COMMON | code_points("1200-137F")
HEBREW = COMMON | code_points("5B0-5C7 5D0-5F4")
THAI = COMMON | code_points("E00-E7F")
GEORGIAN = COMMON | code_points("10D0-10FF 1C90-1CBF")
ARMENIAN = COMMON | code_points("530-58F")
EUC_BYTES = range(0xA1, 0xFF)
BIG5_TRAILS = (*range(0x40, 0x7F), *EUC_BYTES)
CJK_COMMON = COMMON | code_points("3000-303F FF00-FFEF")
SIMPLIFIED_CHINESE = (
    CJK_COMMON | two_byte_charset("gb2312", range(0xA1, 0xF8), EUC_BYTES) | characters("腘镕堃翀祎昇喆玥甯婧")
)
# Big5 level 1 has only common characters; polyp, hydroxy-, -one, sacrum and the like need these radicals:
# mouth, woman, air, sickness, flesh, blood, wine, bone.
MEDICAL_RADICALS = code_points("53E3-56D5 5973-5B4F 6C14-6C32 7592-7675 8089-81E2 8840-884B 9149-91C5 9AA8-9AD7")
DRUG_NAME_CHARACTERS = "吡哌嗪噻疱骶孢廔炔粘羥痩鋌濕屜凈麪托裏綫衞羣峯床説着台氟氯溴碘鋇"
CANTONESE_CHARACTERS = (
    "嘅咗喺嚟嘢唔哋冇佢啲乜嘥咁噉嗰邊啱喎囉啩嘞㗎咩喇啦噃吖咪俾畀攞揾搵瞓睇諗嬲攰靚嗌咳黐焗揸搽嗽噏𠵱"
)
# Rarer and variant forms that running text still uses.
RARER_CHARACTERS = "丌佉傣厘圜彞扥拏撣敍珥祛窶简蔕鉢闍頞忡懨掰摀残殭浣獾糥菇蝟蟄蟳裱鐡静飆仂僳兹别叶墎奥峇髪"
TRADITIONAL_CHINESE = (
    CJK_COMMON
    | two_byte_charset("big5", range(0xA1, 0xC7), BIG5_TRAILS)
    | (two_byte_charset("big5", range(0xA1, 0xFA), BIG5_TRAILS) & MEDICAL_RADICALS)
    | characters(DRUG_NAME_CHARACTERS + CANTONESE_CHARACTERS + RARER_CHARACTERS)
)
# Missing character -> the character whose glyph serves. A missing narrow space takes a full word space,
# because "400 mg" must not close up for a reader with low vision.
ALIASES = {
    0x00B5: 0x03BC,
    0x03BC: 0x00B5,
    0x2010: 0x002D,
    0x2011: 0x002D,
    0x202F: 0x00A0,
    0x2009: 0x00A0,
    0x00A0: 0x0020,
}
