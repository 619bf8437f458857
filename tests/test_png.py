"""Headers of PNG and JPEG files: what they hold, what they really are, whether they are whole."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsgleaflet.problems import LeafletError
from hsgleaflet.read.png import ImageInfo, image_info

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def header(width: int = 3, height: int = 2, bits: int = 8, colour_type: int = 2) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0))


def png(*chunks: bytes) -> bytes:
    return b"".join((SIGNATURE, *(chunks or (header(),)), chunk(b"IDAT", b"pixels"), chunk(b"IEND")))


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def frame(marker: int = 0xC0, width: int = 3, height: int = 2, components: int = 3, bits: int = 8) -> bytes:
    return segment(marker, struct.pack(">BHHB", bits, height, width, components) + b"\1\x11\0" * components)


def jpeg(*segments: bytes) -> bytes:
    scan = segment(0xDA, b"\0\0") + b"scan\xff\xd9"
    return b"".join((b"\xff\xd8", segment(0xE0, b"JFIF\0"), *(segments or (frame(),)), scan))


def message(data: bytes, file: str = "a.png") -> str:
    with pytest.raises(LeafletError) as caught:
        image_info(data, file)
    assert all(problem.hint and problem.code == "S043" for problem in caught.value.problems)
    return str(caught.value)


# ---------------------------------------------------------------- what they hold


@pytest.mark.parametrize(
    ("colour_type", "bits", "channels"),
    [(0, 1, 1), (0, 16, 1), (2, 8, 3), (2, 16, 3), (4, 8, 2), (6, 8, 4)],
)
def test_png(colour_type: int, bits: int, channels: int) -> None:
    info = image_info(png(header(300, 200, bits, colour_type), chunk(b"tEXt", b"a")), "logo.PNG")
    assert (info.kind, info.width, info.height) == ("png", 300, 200)
    assert (info.channels, info.bits, info.is_deep, info.is_cmyk) == (channels, bits, bits == 16, False)


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_png_with_a_palette(bits: int) -> None:
    info = image_info(png(header(5, 6, bits, 3), chunk(b"PLTE", b"rgb")), "logo.png")
    assert info == ImageInfo(kind="png", width=5, height=6, channels=3, bits=8)


@pytest.mark.parametrize("marker", [0xC0, 0xC1, 0xC2])
@pytest.mark.parametrize(("components", "cmyk"), [(1, False), (3, False), (4, True)])
def test_jpeg(marker: int, components: int, cmyk: bool) -> None:
    thumbnail = segment(0xE1, b"Exif" + frame(0xC0, 9, 9) + b"\xff\xd9")
    info = image_info(jpeg(thumbnail, b"\xff", frame(marker, 640, 480, components)), "photos.d/a.b.jpeg")
    assert (info.kind, info.width, info.height) == ("jpeg", 640, 480)
    assert (info.channels, info.bits, info.is_cmyk, info.is_deep) == (components, 8, cmyk, False)


def test_jpeg_of_12_bits_is_deep() -> None:
    assert image_info(jpeg(frame(0xC1, bits=12)), "a.jpg").is_deep


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_files_as_other_programs_write_them_png(mode: str) -> None:
    info = image_info(written(mode, "PNG"), "a.png")
    assert (info.width, info.height, info.is_deep) == (7, 5, mode == "I;16")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_files_as_other_programs_write_them_jpeg(mode: str, progressive: bool) -> None:
    info = image_info(written(mode, "JPEG", progressive=progressive), "a.jpg")
    assert (info.width, info.height, info.channels) == (7, 5, len(mode))


def written(mode: str, kind: str, **options: bool) -> bytes:
    image = pytest.importorskip("PIL.Image")
    buffer = io.BytesIO()
    image.new(mode, (7, 5)).save(buffer, kind, **options)
    return buffer.getvalue()


# ---------------------------------------------------------------- what they really are


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"GIF89a\3\0", "a GIF"),
        (b"BM6\0\0\0", "a BMP"),
        (b"II*\0\x08", "a TIFF"),
        (b"MM\0*\0", "a TIFF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "no picture known here"),
        (b"\0\0\0\x18ftypheic\0\0", "a HEIC"),
        (b"\0\0\0\x18ftypavif\0\0", "an AVIF"),
        (b"\0\0\0\x18ftypisom\0\0", "a video or a picture of a phone"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"%!PS-Adobe-3.0", "an EPS"),
        (b"8BPS\0\1", "a Photoshop file"),
        (b"\0\0\1\0\1\0", "a Windows icon"),
        (b"\0\0\0\x0cjP  \r\n", "a JPEG 2000"),
        (b"\0\0\0\x0cJXL \r\n", "a JPEG XL"),
        (b"\xff\x0a\0", "a JPEG XL"),
        (b"PK\3\4\x14", "a ZIP or office file"),
        (b"\n <!doctype HTML><title>Not found", "a web page"),
        (b"<html>", "a web page"),
        (b"<?xml version='1.0'?><a/>", "no picture known here"),
        (b"hello", "no picture known here"),
    ],
)
def test_other_kinds_are_named(data: bytes, what: str) -> None:
    assert message(data, "logo.png") == f"logo.png: error S043: this is {what}, not a PNG or JPEG"


@pytest.mark.parametrize("start", [b"<svg ", b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg ", b"<!-- x --><svg "])
def test_an_svg_under_another_name(start: bytes) -> None:
    with pytest.raises(LeafletError) as caught:
        image_info(start + b"xmlns='a'/>", "logo.png")
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (
        "this is an SVG, not a PNG or JPEG",
        "give its name the ending .svg",
    )


@pytest.mark.parametrize(
    ("data", "file", "text", "hint"),
    [
        (jpeg(), "a/logo.new.png", "the name ends in .png, but this is a JPEG", "rename it to logo.new.jpg"),
        (png(), "a\\logo.JPG", "the name ends in .JPG, but this is a PNG", "rename it to logo.png"),
        (png(), "logo.gif", "the name ends in .gif, but this is a PNG", "rename it to logo.png"),
    ],
)
def test_wrong_ending(data: bytes, file: str, text: str, hint: str) -> None:
    with pytest.raises(LeafletError) as caught:
        image_info(data, file)
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (text, hint)


def test_a_name_without_an_ending_is_no_mistake() -> None:
    assert image_info(png(), "some.folder/logo").kind == "png"


# ---------------------------------------------------------------- what is wrong with them


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\n\x1a\n\0\0", "this PNG was damaged on its way, as if it were text"),
        (SIGNATURE + header(), "the file is cut short: the end of the PNG is missing"),
        (png().replace(b"pixels", b"pixelz"), 'this PNG is damaged in its "IDAT" part'),
        (png(chunk(b"tEXt"), header()), "this PNG does not begin with its header"),
        (png(header(width=0)), "the header of this PNG makes no sense"),
        (png(header(bits=16, colour_type=3)), "the header of this PNG makes no sense"),
        (png(header(colour_type=5)), "the header of this PNG makes no sense"),
        (png(header(colour_type=3)), 'this PNG lacks its "PLTE" part'),
        (SIGNATURE + header() + chunk(b"IEND"), 'this PNG lacks its "IDAT" part'),
        (jpeg(frame(0xC3)), "this is a lossless or arithmetic JPEG, which few programs read"),
        (jpeg(frame(0xC9)), "this is a lossless or arithmetic JPEG, which few programs read"),
        (jpeg(frame(height=0)), "this JPEG does not say how large it is"),
        (jpeg(segment(0xFE, b"no frame")), "this JPEG does not say how large it is"),
        (jpeg(frame(components=2)), "the header of this JPEG makes no sense"),
        (jpeg(segment(0xC0, b"\x08")), "the header of this JPEG makes no sense"),
        (jpeg(b"junk"), "this JPEG is damaged: a marker is missing"),
        (jpeg()[:-2], "the file is cut short: the end of the JPEG is missing"),
    ],
)
def test_broken_files(data: bytes, text: str) -> None:
    assert message(data) == f"a.png: error S043: {text}"


@pytest.mark.parametrize("whole", [png(), jpeg()])
def test_every_cut_is_noticed(whole: bytes) -> None:
    for end in range(9, len(whole)):
        assert message(whole[:end]).startswith("a.png: error S043: ")


def test_size_is_limited_and_told_together_with_the_ending() -> None:
    assert image_info(png(header(5_000, 5_000)), "a.png").width == 5_000
    assert message(png(header(5_001, 5_000)), "a.jpg").splitlines() == [
        "a.jpg: error S043: the name ends in .jpg, but this is a PNG",
        "a.jpg: error S043: the picture has 5001 by 5000 pixels: 25.00 million, more than 25",
    ]
    assert message(png(header(2**32 - 1, 2**32 - 1))).endswith("18,446,744,065,119.62 million, more than 25")


STARTS = st.sampled_from([b"", SIGNATURE, SIGNATURE + header(), b"\xff\xd8\xff", jpeg()[:20], png()[:-4]])


@given(st.binary(max_size=80), STARTS)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_leaflet_error_or_an_image(data: bytes, start: bytes) -> None:
    try:
        info = image_info(start + data, "a")
    except LeafletError:
        return
    assert 0 < info.width * info.height <= 25_000_000
