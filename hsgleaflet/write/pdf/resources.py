"""What the pages of one file share: the fonts in use, its images and its inks.

Comes in: colours, and faces and names of pictures while pages are painted. Goes out: PDF objects. It stands alone
because files that are tagged and files that are not paint their pages alike.
"""

from __future__ import annotations

from collections.abc import Mapping

from hsgleaflet.model.pictures import Picture, Raster
from hsgleaflet.typeset.faces import Face
from hsgleaflet.units import Colour
from hsgleaflet.write.pdf.file import PdfFile, Raw
from hsgleaflet.write.pdf.fonts import FontUse
from hsgleaflet.write.pdf.press import OFFICE, Operators, Press


class Resources:
    """Fonts and images of a file, each of which gets its name when a page first uses it, and its inks."""

    def __init__(self, pictures: Mapping[str, Picture], inks: Mapping[str, Colour], press: Press = OFFICE) -> None:
        self.pictures = pictures
        self.press = press
        self.operators = Operators(press, inks)
        self._fonts: dict[Face, FontUse] = {}
        self._images: dict[str, bytes] = {}

    def font(self, face: Face) -> FontUse:
        """Return how this file uses a face."""
        use = self._fonts.get(face)
        if use is None:
            use = self._fonts[face] = FontUse(face)
        return use

    def image(self, asset: str) -> bytes:
        """Return the name under which pages of this file paint a bitmap."""
        return self._images.setdefault(asset, b"I%d" % len(self._images))

    def add_to(self, file: PdfFile) -> int:
        """Add everything that painting asked for and return the number of the resources."""
        return file.add(Raw(self.dictionary(file)))

    def dictionary(self, file: PdfFile) -> bytes:
        """Add everything that painting asked for and return the dictionary of the resources."""
        fonts = b"".join(b"/%b %d 0 R" % (use.name, use.add_to(file)) for use in self._fonts.values())
        return b"<</Font<<%b>>%b%b>>" % (fonts, self._bitmaps(file), self.press.resources)

    def _bitmaps(self, file: PdfFile) -> bytes:
        if not self._images:
            return b""
        from hsgleaflet.write.pdf.images import image

        entries = b""
        for asset, name in self._images.items():
            picture = self.pictures[asset]
            assert isinstance(picture, Raster)
            entries += b"/%b %d 0 R" % (name, image(file, picture, self.press))
        return b"/XObject<<%b>>" % entries
