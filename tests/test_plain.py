"""Files for printers: the same ink as the file to read, and none of its tags, links and claims."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.theme import resolve
from hsgleaflet.typeset.layout import Art, Fragment
from hsgleaflet.units import MM, colour
from hsgleaflet.work.conformance import detect
from hsgleaflet.write.pdf.file import is_unaltered
from hsgleaflet.write.pdf.plain import write_plain
from hsgleaflet.write.pdf.press import OFFICE, FourInks, Grey, Press
from hsgleaflet.write.shop import for_shop
from tests.ink_profile import four_inks
from tests.sample_documents import everything, layout_of, pdf_of, pictures
from tests.verapdf_cache import ask

BLEED = 3 * MM
INKS = FourInks(four_inks(), "Made here")
PRESSES = pytest.mark.parametrize("press", [OFFICE, Grey(), INKS], ids=["office", "grey", "four inks"])
_STRINGS = re.compile(rb"\((?:\\.|[^\\)])*\)", re.DOTALL)
_PAINTS = re.compile(rb"(?<![\w.])(rg|RG|g|G|k|K)(?![\w.])")


@cache
def plain(press: Press = OFFICE, *, shop: bool = False) -> bytes:
    """The document with one of everything, to print."""
    made = everything()
    layout = layout_of(made)
    if shop:
        layout = for_shop(layout, "", rtl=False, bleed=BLEED)
    return write_plain(layout, made, resolve(BrandFile(), "a4"), pictures(), "print", press)


def drawn(data: bytes) -> list[bytes]:
    """The pages as they look."""
    return [page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(data)]


def operators(data: bytes) -> set[bytes]:
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = (_STRINGS.sub(b"", page.Contents.read_bytes()) for page in pdf.pages)
        return {found for page in pages for found in _PAINTS.findall(page)}


def test_it_looks_like_the_file_to_read() -> None:
    assert drawn(plain()) == drawn(pdf_of(everything()))


def test_nothing_is_tagged_linked_or_bookmarked() -> None:
    with pikepdf.open(BytesIO(plain())) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert "/Annots" not in page
            assert "/StructParents" not in page
            marked = re.findall(rb"/(\w+)<<[^>]*>*BDC", page.Contents.read_bytes())
            assert set(marked) <= {b"Span"}


@PRESSES
def test_it_says_what_it_is_for_and_claims_no_accessibility(press: Press) -> None:
    data = plain(press)
    assert detect(data) == ("2u",)
    with pikepdf.open(BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
    assert b'leaflet:purpose="print"' in packet
    assert b"pdfuaid:part" not in packet
    assert b"PDF/X" not in data
    assert is_unaltered(data)


@pytest.mark.verapdf
@PRESSES
@pytest.mark.parametrize("shop", [False, True])
def test_it_keeps_what_it_claims(press: Press, shop: bool) -> None:
    said = ask(plain(press, shop=shop), "2u")
    assert said.broken == ()
    assert said.checks > 500


@pytest.mark.parametrize(
    ("press", "known"),
    [(OFFICE, {b"rg", b"RG"}), (Grey(), {b"g", b"G"}), (INKS, {b"k", b"K"})],
    ids=["office", "grey", "four inks"],
)
def test_all_colours_are_those_of_the_press(press: Press, known: set[bytes]) -> None:
    found = operators(plain(press))
    assert found <= known
    assert found


@pytest.mark.parametrize(
    ("press", "space"), [(OFFICE, "/DeviceRGB"), (Grey(), "/DeviceGray"), (INKS, "/DeviceCMYK")], ids=["rgb", "g", "k"]
)
def test_bitmaps_are_in_the_colours_of_the_press(press: Press, space: str) -> None:
    with pikepdf.open(BytesIO(plain(press))) as pdf:
        images = {str(image.ColorSpace) for page in pdf.pages for image in page.get_images().values()}
    assert images == {space}


def test_four_inks_name_the_printing_they_are_for() -> None:
    with pikepdf.open(BytesIO(plain(INKS))) as pdf:
        intents = list(pdf.Root.OutputIntents)
        assert {str(intent.S) for intent in intents} == {"/GTS_PDFA1", "/GTS_PDFX"}
        assert {str(intent.OutputConditionIdentifier) for intent in intents} == {"Made here"}
        assert {intent.DestOutputProfile.objgen for intent in intents} == {intents[0].DestOutputProfile.objgen}
        assert intents[0].DestOutputProfile.read_bytes() == four_inks()


def test_black_text_is_black_ink_and_no_other() -> None:
    with pikepdf.open(BytesIO(plain(INKS))) as pdf:
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    text = b"\n".join(re.findall(rb"BT\n(.*?)\nET", contents, re.DOTALL))
    inks = set(re.findall(rb"([\d. ]+) k\b", text))
    assert b" 0 0 0 1" in inks
    assert {found for found in inks if found.startswith(b" 0 0 0 ")} <= {b" 0 0 0 1", b" 0 0 0 0"}


def test_a_shop_page_has_its_boxes_inside_each_other() -> None:
    with pikepdf.open(BytesIO(plain(shop=True))) as pdf:
        for page in pdf.pages:
            media, bleed, trim = ([float(v) for v in page[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox"))
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([210 * MM, 297 * MM], abs=0.02)
            assert [trim[n] - bleed[n] for n in range(4)] == pytest.approx([BLEED, BLEED, -BLEED, -BLEED], abs=0.02)
            assert media[0] < bleed[0]
            assert media[3] > bleed[3]
            assert "/ArtBox" not in page


def test_the_same_pages_give_the_same_bytes() -> None:
    first = plain(INKS, shop=True)
    plain.cache_clear()
    assert plain(INKS, shop=True) == first


def _other(fragment: Fragment) -> Fragment:
    return replace(fragment, asset="other") if isinstance(fragment, Art) and fragment.asset == "dot" else fragment


def test_pictures_of_one_file_keep_their_names_apart() -> None:
    """Two pages that each begin with a picture of their own."""
    made = everything()
    layout = layout_of(made)
    two = {"dot": pictures()["dot"], "other": replace(pictures()["dot"], width=41)}
    pages = [page for page in layout.pages if any(getattr(f, "asset", "") == "dot" for f in page.fragments)]
    swapped = [page.showing(map(_other, page.fragments)) for page in pages]
    data = write_plain(
        replace(layout, pages=(*pages, *swapped)), made, resolve(BrandFile(), "a4"), {**pictures(), **two}, "print"
    )
    with pikepdf.open(BytesIO(data)) as pdf:
        used = [set(re.findall(rb"/(I\d+) Do", page.Contents.read_bytes())) for page in pdf.pages]
        assert used == [{b"I0"}, {b"I1"}]
        assert set(pdf.pages[0].Resources.XObject.keys()) == {"/I0", "/I1"}


def test_a_grey_is_as_light_as_the_colour_it_stands_for() -> None:
    teal = colour("#0f4c5c")
    assert Grey().operator(teal) == b"%.3f g" % (teal.grey / 255)
