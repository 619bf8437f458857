"""The shipped faces: free to embed, documented, complete for every language that leaflets are written in."""

from __future__ import annotations

import csv
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "fonts"
COVERAGE = Path(__file__).parent / "data" / "coverage.tsv"
FACES = sorted(FONTS.glob("*.ttf"))
SIZE_LIMIT = 15_000_000
SYMBOLS = "←↑→↓♀⚕✓✔✗✘☐☑☒☎✆✉⚠⏱≤≥≈≠±−∞"
DIGITS = "0123456789"
DOTTED_CIRCLE = 0x25CC  # what a shaper inserts where a mark has no base
ATKINSON = ("AtkinsonHyperlegibleNext", "AtkinsonHyperlegibleNextTab")

# The language decides where it is named, else its script.
FAMILY_OF_LANGUAGE = {"vi": "NotoSans", "ur": "NotoNastaliqUrdu"}
FAMILY_OF_SCRIPT = {
    "Latn": "AtkinsonHyperlegibleNext",
    "Cyrl": "NotoSans",
    "Grek": "NotoSans",
    "Arab": "NotoNaskhArabic",
    "Beng": "NotoSansBengali",
    "Deva": "NotoSansDevanagari",
    "Guru": "NotoSansGurmukhi",
    "Gujr": "NotoSansGujarati",
    "Taml": "NotoSansTamil",
    "Hans": "NotoSansSC",
}
# Faces without a sentence in coverage.tsv: letters of everyday and of medical words.
LETTERS = {
    "NotoSansArabic": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء",
    "NotoSansArmenian": "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖև",
    "NotoSansEthiopic": "ሀለሐመሠረሰሸቀቐበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ።፣",
    "NotoSansGeorgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "NotoSansHebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשתַָּ",
    "NotoSansTC": "子宮鏡檢查輸卵管造影瘜肉羥酮炔骶髂膣癇唔該咗佢哋",
    "NotoSansThai": "กขคฆงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไๆ็่้๊๋์",
}


class Sample(NamedTuple):
    """One line of coverage.tsv."""

    language: str
    code: str
    script: str
    direction: str
    font: str
    sentence: str
    glyph_count: str
    notdef_count: str


class Documented(NamedTuple):
    """One row of the table in the README."""

    family: str
    styles: str
    upstream: str
    packages: str
    licences: str
    scripts: str

    def files(self) -> set[str]:
        return {f"{self.family}-{style}.ttf" for style in self.styles.split()}


def samples() -> list[Sample]:
    with COVERAGE.open(encoding="utf-8", newline="") as lines:
        return [Sample(*row) for row in csv.reader(lines, delimiter="\t")][1:]


def documented() -> list[Documented]:
    text = (FONTS / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", text, re.MULTILINE)
    return [Documented(family, *rest.split(" | ")) for family, rest in rows if family != "Family"]


def family_of(sample: Sample) -> str:
    return FAMILY_OF_LANGUAGE.get(sample.code) or FAMILY_OF_SCRIPT[sample.script]


def cases() -> list[tuple[Sample, Path]]:
    return [(sample, face) for sample in samples() for face in sorted(FONTS.glob(f"{family_of(sample)}-*.ttf"))]


@cache
def parsed(face: Path) -> TTFont:
    return TTFont(BytesIO(face.read_bytes()))


@cache
def shaping_font(face: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(face)))


def shape(face: Path, sample: Sample) -> list[int]:
    """Return the glyph numbers of a sentence."""
    buffer = hb.Buffer()
    buffer.add_str(sample.sentence)
    buffer.guess_segment_properties()
    buffer.language = sample.code
    hb.shape(shaping_font(face), buffer)
    return [glyph.codepoint for glyph in buffer.glyph_infos]


def advances(face: Path, characters: str) -> list[int]:
    font = shaping_font(face)
    return [font.get_glyph_h_advance(font.get_nominal_glyph(ord(character)) or 0) for character in characters]


def label(case: Sample | Path) -> str:
    return case.stem if isinstance(case, Path) else case.code


def test_readme_documents_exactly_the_faces_shipped() -> None:
    promised = [file for row in documented() for file in row.files()]
    assert sorted(promised) == [face.name for face in FACES]
    assert len(promised) == 42


def test_readme_and_build_script_pin_the_same_packages() -> None:
    pinned = dict(re.findall(r'"([a-z0-9-]+)": "([0-9.]+)"', (FONTS / "build.py").read_text("utf-8")))
    stated = dict(package.split("@") for row in documented() for package in row.packages.split(", "))
    assert stated == pinned


def test_every_licence_is_present_and_open() -> None:
    stated = {licence for row in documented() for licence in row.licences.split(", ")}
    assert stated == {path.name for path in (FONTS / "licences").iterdir()}
    for licence in stated:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "licences" / licence).read_text("utf-8")


def test_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file()) < SIZE_LIMIT


def test_postscript_names_are_unique() -> None:
    names = [parsed(face)["name"].getDebugName(6) for face in FACES]
    assert len(set(names)) == len(FACES)


@pytest.mark.parametrize("face", FACES, ids=label)
def test_face_can_be_embedded(face: Path) -> None:
    font = parsed(face)
    assert "glyf" in font
    assert font["head"].unitsPerEm == 1000
    assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("face", FACES, ids=label)
def test_face_says_whose_it_is(face: Path) -> None:
    names = parsed(face)["name"]
    assert names.getDebugName(6) == face.stem
    assert re.search(r"Copyright|\(c\)", names.getDebugName(0))
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_every_language_has_regular_and_bold(sample: Sample) -> None:
    assert {f"{family_of(sample)}-{style}" for style in ("Regular", "Bold")} <= {face.stem for face in FACES}


@pytest.mark.parametrize(("sample", "face"), cases(), ids=label)
def test_sentence_shapes_without_gaps(sample: Sample, face: Path) -> None:
    glyphs = shape(face, sample)
    assert 0 not in glyphs
    assert shaping_font(face).get_nominal_glyph(DOTTED_CIRCLE) not in glyphs


@pytest.mark.parametrize("sample", samples(), ids=label)
def test_trimming_kept_the_shaping(sample: Sample) -> None:
    assert sample.font == f"{family_of(sample)}-Regular.ttf"
    assert len(shape(FONTS / sample.font, sample)) == int(sample.glyph_count)


@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize("family", LETTERS)
def test_letters_are_covered(family: str, style: str) -> None:
    font = shaping_font(FONTS / f"{family}-{style}.ttf")
    assert [letter for letter in LETTERS[family] if not font.get_nominal_glyph(ord(letter))] == []


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbol_is_drawn(symbol: str) -> None:
    font = parsed(FONTS / "LeafletSymbols-Regular.ttf")
    glyph = font["glyf"][font.getBestCmap()[ord(symbol)]]
    assert glyph.numberOfContours != 0  # -1: built from other glyphs


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_tabular_digits_line_up(style: str) -> None:
    assert len(set(advances(FONTS / f"AtkinsonHyperlegibleNextTab-{style}.ttf", DIGITS))) == 1
    assert len(set(advances(FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf", DIGITS))) > 1


@pytest.mark.parametrize("face", [face for face in FACES if face.stem.startswith(ATKINSON)], ids=label)
@pytest.mark.parametrize(
    ("character", "model"),
    [
        ("\N{HYPHEN}", "-"),
        ("\N{NON-BREAKING HYPHEN}", "-"),
        ("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"),
    ],
    ids=["hyphen", "non-breaking hyphen", "narrow no-break space"],
)
def test_missing_characters_borrow_a_glyph(face: Path, character: str, model: str) -> None:
    font = shaping_font(face)
    assert font.get_nominal_glyph(ord(character)) == font.get_nominal_glyph(ord(model))


@pytest.mark.parametrize("face", [face for face in FACES if face.stem.startswith(ATKINSON)], ids=label)
@pytest.mark.parametrize("character", "\N{MICRO SIGN}\N{THIN SPACE}\N{NO-BREAK SPACE}\N{MINUS SIGN}≤≥≈≠")
def test_text_face_has_the_signs_of_doses(face: Path, character: str) -> None:
    assert shaping_font(face).get_nominal_glyph(ord(character))
