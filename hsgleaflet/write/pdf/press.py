"""Press: how colours leave: as they are for a screen or an office, in grey, or in the four inks of a print shop.

Comes in: sRGB colours and bitmaps. Goes out: PDF operators and samples. It stands alone so that painting names a colour
and never asks what it is printed with.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from hsgleaflet.memory import remembered
from hsgleaflet.units import MOST_INK, Colour, Inks

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile
    from PIL.ImageFilter import Color3DLUT

_ROUNDING = 2.0
"""Percent of ink that four rounded samples may add."""
_SIDE = 17
"""Steps of each channel in the table by which bitmaps are changed; between them it is interpolated."""
_NEUTRAL = 6
"""How far apart the channels of a colour may be for it to be a grey, which black ink alone prints."""


class Press(Struct, frozen=True):
    """Colours as they are: the base of the others."""

    resources: ClassVar[bytes] = b""
    """Entries for the resources of every page."""

    def operator(self, colour: Colour, *, stroke: bool = False) -> bytes:
        """Return the operator that sets a fill or stroke colour."""
        channels = (colour.red / 255, colour.green / 255, colour.blue / 255)
        return _operands(channels) + (b" RG" if stroke else b" rg")

    def text(self, colour: Colour) -> bytes:
        """Return the operator that sets the colour of text."""
        return self.operator(colour)

    def bitmap(self, picture: Image) -> Image:
        """Return a bitmap (of mode L or RGB) in the colours of this press."""
        return picture


@remembered(4096)
def colour_operator(press: Press, colour: Colour, stroke: bool) -> bytes:
    """Return the operator that sets a fill or stroke colour in a press."""
    return press.operator(colour, stroke=stroke)


@remembered(1024)
def _text_operator(press: Press, colour: Colour) -> bytes:
    return press.text(colour)


@remembered(256)
def _named(key: bytes) -> tuple[str, str]:
    """Return what an operator sets, and in which ink."""
    kind, _, ink = key.decode().partition(" ")
    return kind, ink


class Operators(dict[bytes, bytes]):
    """The operators that set the inks of a theme in a press, by what they set and the ink: `b"text accent"`."""

    def __init__(self, press: Press, inks: Mapping[str, Colour]) -> None:
        super().__init__()
        self._press, self._inks = press, inks

    def __missing__(self, key: bytes) -> bytes:
        kind, ink = _named(key)
        colour = self._inks[ink]
        if kind == "text":
            return self.setdefault(key, _text_operator(self._press, colour))
        return self.setdefault(key, colour_operator(self._press, colour, kind == "stroke"))


class Grey(Press, frozen=True):
    """Every colour as the grey that is as light: what a printer with black alone makes of it."""

    def operator(self, colour: Colour, *, stroke: bool = False) -> bytes:
        """Return the operator that sets a grey."""
        return _operands((colour.grey / 255,)) + (b" G" if stroke else b" g")

    def bitmap(self, picture: Image) -> Image:
        """Return a bitmap in grey."""
        return picture if picture.mode == "L" else picture.filter(_greys()).getchannel(0)


class FourInks(Press, frozen=True):
    """Cyan, magenta, yellow and black, by an ICC profile of the printing and by the inks a brand names for its colours.

    Greys are black ink alone; text that is black or grey is solid black and printed over its ground, so that a plate
    out of place leaves no white rim.
    """

    profile: bytes
    condition: str
    """What the profile calls the printing it describes."""
    given: tuple[tuple[Colour, Inks], ...] = ()

    resources: ClassVar[bytes] = b"/ExtGState<</K0<</OP false/op false/OPM 0>>/K1<</OP false/op true/OPM 1>>>>"

    @staticmethod
    def fits(profile: bytes) -> bool:
        """Return whether these bytes are an ICC profile that leads from colours to four inks and back."""
        if profile[12:20] != b"prtrCMYK" or profile[36:40] != b"acsp":
            return False
        from PIL import Image, ImageCms

        try:
            _from_inks(profile, Image.new("CMYK", (1, 1)))
            return len(_pixels(_through(profile, Image.new("RGB", (1, 1))))) == 1
        except ImageCms.PyCMSError:
            return False

    @staticmethod
    def described(profile: bytes) -> str:
        """Return what a profile calls the printing it describes."""
        from PIL import ImageCms

        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()

    def seen(self, inks: Inks) -> Colour:
        """Return the colour that inks have on the paper of the profile, its white taken for white."""
        from PIL import Image

        dot = Image.frombytes("CMYK", (1, 1), bytes(round(255 * part / 100) for part in inks))
        ((red, green, blue),) = _pixels(_from_inks(self.profile, dot))
        return Colour(red, green, blue)

    def inks(self, colour: Colour) -> Inks:
        """Return the percent of each ink for a colour, never more than the paper holds."""
        named = dict(self.given).get(colour)
        if named is not None:
            return named
        if _is_grey(colour):
            return Inks(0, 0, 0, 100 - 100 * colour.grey / 255)
        return _separated(self.profile, colour)

    def operator(self, colour: Colour, *, stroke: bool = False) -> bytes:
        """Return the operators that set four inks."""
        return b"/K0 gs " + _operands([part / 100 for part in self.inks(colour)]) + (b" K" if stroke else b" k")

    def text(self, colour: Colour) -> bytes:
        """Return the operators that set the inks of text."""
        inks = self.inks(colour)
        if inks.only_black and inks.black >= _SOLID_FROM:
            return b"/K1 gs 0 0 0 1 k"
        return self.operator(colour)

    def bitmap(self, picture: Image) -> Image:
        """Return a bitmap in four inks; one in grey stays as it is, for black ink alone."""
        return picture if picture.mode == "L" else picture.filter(_separations(self.profile))


_SOLID_FROM = 50
"""Percent of black from which text is printed solid: thin letters in a screen of dots are hard to read."""


def _is_grey(colour: Colour) -> bool:
    channels = (colour.red, colour.green, colour.blue)
    return max(channels) - min(channels) <= _NEUTRAL


def _operands(values: tuple[float, ...] | list[float]) -> bytes:
    return b" ".join((f"{value:.3f}".rstrip("0").rstrip(".") or "0").encode() for value in values)


@lru_cache(1024)
def _separated(profile: bytes, colour: Colour) -> Inks:
    from PIL import Image

    dot = Image.new("RGB", (1, 1), (colour.red, colour.green, colour.blue))
    (pixel,) = _pixels(_through(profile, dot))
    return Inks(*(100 * part / 255 for part in pixel)).held(MOST_INK)


@lru_cache(1)
def _greys() -> Color3DLUT:
    from PIL.ImageFilter import Color3DLUT

    def grey(red: float, green: float, blue: float) -> tuple[float, float, float]:
        level = Colour(round(255 * red), round(255 * green), round(255 * blue)).grey / 255
        return (level, level, level)

    return Color3DLUT.generate(_SIDE, grey)


@lru_cache(4)
def _separations(profile: bytes) -> Color3DLUT:
    """Return the table from sRGB to inks; what it interpolates holds no more ink than its corners do."""
    from PIL import Image
    from PIL.ImageFilter import Color3DLUT

    steps = [round(255 * step / (_SIDE - 1)) for step in range(_SIDE)]
    corners = Image.new("RGB", (_SIDE**3, 1))
    corners.putdata([(red, green, blue) for blue in steps for green in steps for red in steps])
    inks = (Inks(*(100 * part / 255 for part in pixel)) for pixel in _pixels(_through(profile, corners)))
    held = [corner.held(MOST_INK - _ROUNDING) for corner in inks]
    return Color3DLUT(_SIDE, [part / 100 for corner in held for part in corner], channels=4, target_mode="CMYK")


def _pixels(picture: Image) -> list[tuple[int, ...]]:
    data, bands = picture.tobytes(), len(picture.getbands())
    return [tuple(data[at : at + bands]) for at in range(0, len(data), bands)]


def _through(profile: bytes, picture: Image) -> Image:
    """Return an sRGB bitmap in the inks of a profile."""
    return _transformed(picture, _srgb(), _opened(profile), "CMYK")


def _from_inks(profile: bytes, picture: Image) -> Image:
    """Return a bitmap in inks as sRGB."""
    return _transformed(picture, _opened(profile), _srgb(), "RGB")


def _srgb() -> ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _opened(profile: bytes) -> ImageCmsProfile:
    from PIL import ImageCms

    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except OSError as error:
        raise ImageCms.PyCMSError(error) from None


def _transformed(picture: Image, source: ImageCmsProfile, target: ImageCmsProfile, mode: str) -> Image:
    """Return a bitmap in other colours, lightest and darkest fitted to each other."""
    from PIL import ImageCms

    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    made = ImageCms.buildTransform(source, target, picture.mode, mode, intent, flags=flags)
    found = ImageCms.applyTransform(picture, made)
    assert found is not None
    return found


OFFICE = Press()
