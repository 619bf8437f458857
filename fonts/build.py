"""Rebuild the faces of this folder from pinned npm packages; run by hand, never while a leaflet is made.

In: the packages `@expo-google-fonts/<package>` at the versions of `VERSIONS`; they hold the complete static
TrueType files of Google Fonts with their licence. Out: one trimmed `.ttf` a face and `licences/OFL-*.txt`.
It stands alone, outside the program: nothing imports it, and only it needs npm and a network.

    pip install fonttools==4.68.0 uharfbuzz==0.57.0
    python fonts/build.py                        # fetches about 120 MB into a temporary folder
    python fonts/build.py --packages FOLDER      # keeps the packages there, and fetches only what is missing

Which characters stay is written in `charsets.py`. The same versions give the same bytes on every run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import charsets
import fontTools
import uharfbuzz
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

FONTTOOLS_VERSION, UHARFBUZZ_VERSION = "4.68.0", "0.57.0"
NPM_SCOPE = "@expo-google-fonts"
VERSIONS = {
    "atkinson-hyperlegible-next": "0.4.1",
    "noto-naskh-arabic": "0.4.5",
    "noto-nastaliq-urdu": "0.4.2",
    "noto-sans": "0.4.2",
    "noto-sans-arabic": "0.4.3",
    "noto-sans-armenian": "0.4.2",
    "noto-sans-bengali": "0.4.4",
    "noto-sans-devanagari": "0.4.1",
    "noto-sans-ethiopic": "0.4.2",
    "noto-sans-georgian": "0.4.3",
    "noto-sans-gujarati": "0.4.2",
    "noto-sans-gurmukhi": "0.4.1",
    "noto-sans-hebrew": "0.4.1",
    "noto-sans-math": "0.4.2",
    "noto-sans-sc": "0.4.3",
    "noto-sans-symbols": "0.4.1",
    "noto-sans-symbols-2": "0.4.1",
    "noto-sans-tamil": "0.4.3",
    "noto-sans-tc": "0.4.3",
    "noto-sans-thai": "0.4.2",
}

# Left out on purpose: aalt, dlig, smcp, ssNN, which could only alter a patient's text unasked.
FEATURES = (
    "ccmp locl kern mark mkmk curs dist abvm blwm init medi fina isol rlig rclt calt liga clig nukt "
    "akhn rphf rkrf pref blwf half abvf pstf vatu cjct pres blws abvs psts haln cfar tnum lnum case frac "
    "sups subs ordn"
)
CJK_FEATURES = "ccmp locl kern mark mkmk halt palt fwid hwid tnum calt liga"
# Copyright, names, version, licence and typographic family; the rest is advertisement.
NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)
ENGLISH = 0x409
UNUSED_TABLES = ("STAT", "DSIG", "meta", "vhea", "vmtx", "BASE", "FFTM", "gasp", "MATH")
REGULAR, ITALIC = {"Regular": "400Regular"}, {"Italic": "400Regular_Italic"}
BOLD, BOLD_ITALIC = {"Bold": "700Bold"}, {"BoldItalic": "700Bold_Italic"}
SEMI_BOLD = {"SemiBold": "600SemiBold"}
TEXT_STYLES = REGULAR | ITALIC | BOLD | BOLD_ITALIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family to build; a `tabular_name` renames it and gives it digits of equal width."""

    name: str
    package: str
    characters: frozenset[int] | None  # None keeps all
    styles: dict[str, str]  # name of the style -> folder in the package
    features: str = FEATURES
    tabular_name: str = ""


def noto(name: str, package: str, characters: frozenset[int], features: str = FEATURES) -> Family:
    """Describe a Noto family for one script, in Regular and Bold."""
    return Family(name=name, package=package, characters=characters, styles=REGULAR | BOLD, features=features)


FAMILIES = (
    Family(
        name="AtkinsonHyperlegibleNext",
        package="atkinson-hyperlegible-next",
        characters=None,
        styles=TEXT_STYLES | SEMI_BOLD,
    ),
    Family(
        name="AtkinsonHyperlegibleNextTab",
        package="atkinson-hyperlegible-next",
        characters=charsets.COMMON,
        styles=REGULAR | BOLD,
        tabular_name="Atkinson Hyperlegible Next Tab",
    ),
    Family(name="NotoSans", package="noto-sans", characters=charsets.WESTERN, styles=TEXT_STYLES),
    noto("NotoNaskhArabic", "noto-naskh-arabic", charsets.ARABIC),
    noto("NotoSansArabic", "noto-sans-arabic", charsets.ARABIC),
    noto("NotoNastaliqUrdu", "noto-nastaliq-urdu", charsets.ARABIC),
    noto("NotoSansBengali", "noto-sans-bengali", charsets.BENGALI),
    noto("NotoSansDevanagari", "noto-sans-devanagari", charsets.DEVANAGARI),
    noto("NotoSansGurmukhi", "noto-sans-gurmukhi", charsets.GURMUKHI),
    noto("NotoSansGujarati", "noto-sans-gujarati", charsets.GUJARATI),
    noto("NotoSansTamil", "noto-sans-tamil", charsets.TAMIL),
    noto("NotoSansEthiopic", "noto-sans-ethiopic", charsets.ETHIOPIC),
    noto("NotoSansHebrew", "noto-sans-hebrew", charsets.HEBREW),
    noto("NotoSansThai", "noto-sans-thai", charsets.THAI),
    noto("NotoSansGeorgian", "noto-sans-georgian", charsets.GEORGIAN),
    noto("NotoSansArmenian", "noto-sans-armenian", charsets.ARMENIAN),
    noto("NotoSansSC", "noto-sans-sc", charsets.SIMPLIFIED_CHINESE, CJK_FEATURES),
    noto("NotoSansTC", "noto-sans-tc", charsets.TRADITIONAL_CHINESE, CJK_FEATURES),
)
SYMBOLS = {
    "noto-sans-symbols": " ←↑→↓♀⚕",
    "noto-sans-symbols-2": "✓✔✗✘☐☑☒☎✆✉⚠⏱",
    "noto-sans-math": "≤≥≈≠±−∞",
}


def fetch(package: str, folder: Path) -> None:
    """Download one package at its pinned version and unpack its fonts, licence and package.json."""
    wanted = f"{NPM_SCOPE}/{package}@{VERSIONS[package]}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    archive = folder / printed.split()[-1]
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            member.name = member.name.replace("package", package, 1)
            if member.name.endswith((".ttf", "/LICENSE_FONT", "/package.json")):
                tar.extract(member, folder, filter="data")
    archive.unlink()


def ensure_packages(folder: Path) -> None:
    """Fetch what the folder lacks; raise ValueError where it holds another version than the pinned one."""
    folder.mkdir(parents=True, exist_ok=True)
    for package, pinned in VERSIONS.items():
        if not (folder / package).is_dir():
            fetch(package, folder)
        found = json.loads((folder / package / "package.json").read_text("utf-8"))["version"]
        if found != pinned:
            raise ValueError(f"{folder / package} holds version {found}, wanted {pinned}")


def source_file(packages: Path, package: str, weight: str) -> Path:
    """Return the one font file of a weight; raise ValueError if there is not exactly one."""
    (path,) = (packages / package / weight).glob("*.ttf")
    return path


def trim_options(features: str, *, hinting: bool = True) -> Options:
    """Return the subsetting options common to all faces."""
    options = Options(drop_tables=[*Options().drop_tables, *UNUSED_TABLES])
    options.layout_features = features.split()
    options.layout_scripts = ["*"]
    options.name_IDs = list(NAME_IDS)
    options.name_languages = [ENGLISH]
    options.glyph_names = False
    options.hinting = hinting
    options.legacy_kern = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.canonical_order = True
    options.harfbuzz_repacker = True  # halves Nastaliq; True rather than None, so that it cannot fall back unseen
    return options


def map_characters(font: TTFont, glyphs: dict[int, str]) -> None:
    """Let characters show the named glyphs; raise KeyError for a glyph that the font lacks."""
    for name in glyphs.values():
        font.getGlyphID(name)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap.update(glyphs)


def add_aliases(font: TTFont) -> None:
    """Give missing hyphens, spaces and micro signs the glyph of their nearest relative."""
    present = dict(font.getBestCmap())
    wanted = {to: of for to, of in charsets.ALIASES.items() if to not in present and of in present}
    map_characters(font, {to: present[of] for to, of in wanted.items()})


def use_tabular_digits(font: TTFont) -> None:
    """Make the digits of equal width, for columns of figures set without the `tnum` feature."""
    present = font.getBestCmap()
    map_characters(font, {ord(digit): present[ord(digit)] + ".tf" for digit in "0123456789"})


def rename(font: TTFont, family: str, style: str) -> None:
    """Name a derived face, so that it cannot be taken for the original; copyright and licence stay."""
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 2: style, 3: f"1;{postscript}", 4: f"{family} {style}", 6: postscript}
    for name_id, value in names.items():
        font["name"].setName(value, name_id, 3, 1, ENGLISH)
    font["name"].names = [record for record in font["name"].names if record.nameID not in (16, 17)]


def subset(font: TTFont, kept: Iterable[int], options: Options) -> None:
    """Drop all glyphs, features and tables that the kept code points do not need."""
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


def build_face(family: Family, style: str, source: Path, target: Path) -> None:
    """Write one trimmed face."""
    options = trim_options(family.features)
    font = load_font(str(source), options)
    add_aliases(font)
    if family.tabular_name:
        use_tabular_digits(font)
        rename(font, family.tabular_name, style)
    subset(font, family.characters or font.getBestCmap().keys(), options)
    save_font(font, str(target), options)


def symbol_part(source: Path, symbols: str) -> BytesIO:
    """Return a font of a few glyphs without layout tables, ready to merge."""
    options = trim_options("", hinting=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    font = load_font(str(source), options)
    subset(font, map(ord, symbols), options)
    part = BytesIO()
    font.save(part)
    part.seek(0)
    return part


def build_symbols(packages: Path, target: Path) -> None:
    """Write the one face of arrows, ticks and signs, merged from three families."""
    sources = {source_file(packages, package, "400Regular"): text for package, text in SYMBOLS.items()}
    parts = [symbol_part(source, text) for source, text in sources.items()]
    originals = [TTFont(BytesIO(part.getvalue())) for part in parts]
    font = Merger().merge(parts)
    rename(font, "Leaflet Symbols", "Regular")
    copyrights = dict.fromkeys(str(original["name"].getDebugName(0)) for original in originals)
    font["name"].setName("; ".join(copyrights), 0, 3, 1, ENGLISH)
    font["post"].formatType = 3.0
    font["head"].created = font["head"].modified = max(original["head"].modified for original in originals)
    font.recalcTimestamp = False
    font.save(target)


def build_all(packages: Path, out: Path) -> None:
    """Write every licence and every face, the Latin ones first."""
    (out / "licences").mkdir(parents=True, exist_ok=True)
    for package in VERSIONS:
        licence = (packages / package / "LICENSE_FONT").read_bytes()
        (out / "licences" / f"OFL-{package}.txt").write_bytes(licence)
    build_symbols(packages, out / "LeafletSymbols-Regular.ttf")
    for family in FAMILIES:
        for style, weight in family.styles.items():
            source = source_file(packages, family.package, weight)
            build_face(family, style, source, out / f"{family.name}-{style}.ttf")


def check_faces(out: Path) -> None:
    """Raise ValueError for a face that cannot be embedded freely in a PDF, or measures other than 1000."""
    for path in sorted(out.glob("*.ttf")):
        font = TTFont(path)
        if "glyf" not in font or font["head"].unitsPerEm != 1000 or font["OS/2"].fsType != 0:
            raise ValueError(f"{path.name}: wants TrueType outlines, 1000 units an em, free embedding")


def main() -> None:
    """Build the faces as the command line asks."""
    parser = argparse.ArgumentParser(description="Rebuild the faces of this folder.")
    parser.add_argument("--packages", type=Path, help="folder of unpacked packages, completed if need be")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder to write to")
    arguments = parser.parse_args()
    if (fontTools.version, uharfbuzz.__version__) != (FONTTOOLS_VERSION, UHARFBUZZ_VERSION):
        sys.exit(f"wants fontTools {FONTTOOLS_VERSION} and uharfbuzz {UHARFBUZZ_VERSION}: other bytes otherwise")
    with tempfile.TemporaryDirectory() as temporary:
        packages = arguments.packages or Path(temporary)
        ensure_packages(packages)
        build_all(packages, arguments.out)
    check_faces(arguments.out)


if __name__ == "__main__":
    main()
