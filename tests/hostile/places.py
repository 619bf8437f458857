"""Paths that lead out of the project, and fonts that are broken or not to be embedded."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.ttLib import TTFont

from hsgleaflet.work.manifest import Asked, Entry, File, Manifest
from hsgleaflet.work.outbox import Outbox
from hsgleaflet.work.project import Project
from tests.hostile import Bad, Content, changed
from tests.hostile.yamls import FILE
from tests.test_broken import BODY, FILES
from tests.test_own_fonts import own


def shows(name: str, **more: Content) -> Bad:
    """A leaflet that shows a picture of this name."""
    text = f"      - figure: {{image: {name}, alt: A womb., caption: The womb}}"
    return Bad({**changed(FILE, BODY, text), **more})


def logo(name: str) -> Bad:
    """A brand whose logo has this name."""
    return Bad(changed("_brand.yml", "medium: logo.svg", f"medium: {name}"))


def extends(name: str) -> Bad:
    """A brand that extends a file of this name."""
    return Bad({"_brand.yml": f"defaults:\n  hsgleaflet:\n    extends: {name}\n"})


def link(target: str) -> Callable[[Path], None]:
    """A link in the place of a file."""
    return lambda path: path.symlink_to(target)


def font(name: str, data: bytes) -> Bad:
    """A brand with a font of its own."""
    text = f'typography:\n  fonts:\n    - {{family: Own, source: file, files: ["{name}"]}}\n  base: Own\n'
    return Bad({"_brand.yml": text, name.rsplit("/", maxsplit=1)[-1]: data})


@cache
def letters(fs_type: int = 0) -> bytes:
    """A font that works."""
    if not fs_type:
        with TemporaryDirectory() as folder:
            own(Path(folder), "own.ttf", "NotoSans-Regular.ttf")
            return (Path(folder) / "own.ttf").read_bytes()
    font, written = TTFont(io.BytesIO(letters())), io.BytesIO()
    font["OS/2"].fsType = fs_type
    font.save(written)
    return written.getvalue()


def without(table: bytes) -> bytes:
    """A font that has one of its tables by another name."""
    assert table in letters()[:400]
    return letters().replace(table, b"none", 1)


def output(project: Project, folder: Path) -> None:
    """Open the output folder."""
    with Outbox(project.workspace, folder / "build", "2026-11-25") as outbox:
        outbox.read()


def manifest(text: bytes) -> Bad:
    """An output folder with this manifest."""
    return Bad({"build/manifest.json": text}, output)


def claiming(file: str) -> bytes:
    """A manifest that claims a file."""
    made = File(file=file, sha256="", size=1, mtime=1, ctime=1, pages=1)
    entry = Entry(
        job="x", asked=Asked(clinic_name="demo"), clinic="", clinic_file="", direction="", title="", number="",
        version="", review_by="", state="", wording="", answers="", digest="", inputs=(), files=(made,),
    )  # fmt: skip
    return Manifest(entries={"x": entry}).encoded()


CASES: dict[str, Bad] = {
    "a picture above": shows("../../secret.png"),
    "a picture at the root": shows("/etc/passwd"),
    "a picture of a server": shows("'\\\\server\\share\\a.png'"),
    "a picture of a drive": shows("'C:\\a.png'"),
    "a picture of the network": shows("https://evil.example/a.png"),
    "a picture by the address of a file": shows("file:///etc/passwd"),
    "a picture at home": shows("~/a.png"),
    "a picture around a corner": shows("pictures/../../secret.png"),
    "a picture behind a link": shows("a.png", **{"leaflets/pictures/a.png": link("/etc/passwd")}),
    "a picture behind a linked folder": shows("sub/passwd", **{"leaflets/pictures/sub": link("/etc")}),
    "a picture behind a link to itself": shows("a.png", **{"leaflets/pictures/a.png": link("a.png")}),
    "a picture behind a link to nothing": shows("a.png", **{"leaflets/pictures/a.png": link("b.png")}),
    "a picture that is a folder": shows("."),
    "a picture of a long name": shows("a" * 300 + ".png"),
    "a picture of many folders": shows("a/" * 2400 + "a.png"),
    "a picture with a NUL": shows('"a\\0.png"'),
    "a logo above": logo("../logo.svg"),
    "a logo at the root": logo("/etc/passwd"),
    "a logo of a server": logo("'\\\\server\\logo.svg'"),
    "a logo of a long name": logo("a" * 300),
    "a logo behind a link": Bad({"logo.svg": link("/etc/passwd")}),
    "a brand above the project": extends("../../../_brand.yml"),
    "a brand at the root": extends("/etc/passwd"),
    "a brand of a server": extends("'\\\\server\\_brand.yml'"),
    "a brand of a long name": extends("a" * 300),
    "a brand of itself": extends("_brand.yml"),
    "a brand with a NUL": extends('"a\\0"'),
    "a font above": font("../own.ttf", b""),
    "a font that is none": font("own.ttf", b"no font"),
    "a font of nothing": font("own.ttf", b""),
    "a font with a table of no name": font("own.ttf", letters().replace(b"glyf", b"gl\xff\x00", 1)),
    "a font cut short": font("own.ttf", letters()[:3000]),
    "a font without outlines": font("own.ttf", without(b"glyf")),
    "a font without letters": font("own.ttf", without(b"cmap")),
    "a font without widths": font("own.ttf", without(b"hmtx")),
    "a font of PostScript outlines": font("own.otf", b"OTTO" + letters()[4:].replace(b"glyf", b"CFF ", 1)),
    "a font of the web by the name of a TTF": font("own.ttf", b"wOF2" + bytes(60)),
    "a font not to be embedded": font("own.ttf", letters(0x0002)),
    "a font not to be subset": font("own.ttf", letters(0x0100)),
    "a font of dots alone": font("own.ttf", letters(0x0200)),
    "a clinic that is a pipe": Bad({"clinic.yaml": lambda path: os.mkfifo(path)}, lambda own, at: _clinic(own, at)),
    "a clinic that is a folder": Bad({"clinic.yaml": lambda path: path.mkdir()}, lambda own, at: _clinic(own, at)),
    "a manifest that is none": manifest(b"[]"),
    "a manifest of brackets": manifest(b'{"x":' + b"[" * 100_000),
    "a manifest that claims a file above": manifest(claiming("../../secret.pdf")),
    "a manifest that claims a file at the root": manifest(claiming("/etc/passwd")),
    "a manifest cut short": manifest(b'{"manifest":'),
    "a project without leaflets": Bad(dict.fromkeys(FILES, "") | {"clinic.yaml": FILES["clinic.yaml"]}),
}


def _clinic(project: Project, folder: Path) -> None:
    project.clinic(folder / "clinic.yaml")
