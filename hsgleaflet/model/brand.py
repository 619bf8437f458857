"""BrandFile: `_brand.yml` in the public brand.yml vocabulary, and what is ours under `defaults: hsgleaflet:`.

Comes in: raw values. Goes out: a frozen model that `theme` resolves. It stands alone so that a designer's file made
for other tools is read as it is.
"""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import field

from hsgleaflet.model.base import Bounds, Finding, Model, Plain, Size
from hsgleaflet.model.looks import Cover, Style
from hsgleaflet.units import MM, MOST_INK, Inks, points

_LOGO_HEIGHTS = (8 * MM, 25 * MM)


class LogoImage(Model):
    """An image file with the words that stand for it."""

    path: Plain
    """File, relative to the brand file."""
    alt: Plain | None = None
    """What it shows."""
    attrs: dict[str, Any] | None = None
    """Attributes for web pages; not used in print."""


class LightDark(Model):
    """Two versions of a logo."""

    light: Plain | LogoImage | None = None
    """For light paper."""
    dark: Plain | LogoImage | None = None
    """For dark ground."""


LogoChoice = Plain | LogoImage | LightDark


class Logo(Model):
    """The logo in three sizes; one is enough."""

    images: dict[str, Plain | LogoImage] = field(default_factory=dict)
    """Images by name, which the sizes may refer to."""
    small: LogoChoice | None = None
    """For icons."""
    medium: LogoChoice | None = None
    """For the head of a page; this is the one we print, else the large one, else the small one."""
    large: LogoChoice | None = None
    """For covers."""


class Colours(Model):
    """Palette and roles; a role names a palette entry or gives a colour."""

    palette: Annotated[dict[str, Plain], Size(most=200)] = field(default_factory=dict)
    """Colours by name."""
    foreground: Plain | None = None
    """Text; one that is made for a dark ground changes places with the background."""
    background: Plain | None = None
    """Ground of screens; paper is white."""
    primary: Plain | None = None
    """The main colour: headings, numbers, figures."""
    secondary: Plain | None = None
    """A second colour: bars and rules beside headings, where the style has them."""
    tertiary: Plain | None = None
    """A third colour; not used in print."""
    success: Plain | None = None
    """All is well: the sign of what is to be expected."""
    info: Plain | None = None
    """Good to know; not used in print."""
    warning: Plain | None = None
    """Take care: "tell us first", "call us"."""
    danger: Plain | None = None
    """Emergency."""
    light: Plain | None = None
    """A light colour: the ground of panels, if it is pale enough to read on."""
    dark: Plain | None = None
    """A dark colour; not used in print."""
    link: Plain | None = None
    """Links."""


class FontFile(Model):
    """One file of a family."""

    path: Plain
    """TTF file, relative to the brand file."""
    weight: str | None = None
    """Weight, such as 400 or bold."""
    style: Literal["normal", "italic"] | None = None
    """Upright or italic."""

    @property
    def is_bold(self) -> bool:
        """Whether this is the bold cut, by its weight or else its name."""
        return self.weight in ("600", "700", "800", "bold") if self.weight else "bold" in self.path.lower()


class FontFamily(Model):
    """A family of the clinic's own."""

    family: Plain
    """Name of the family."""
    source: Literal["file", "google", "bunny", "system"] = "google"
    """Where it comes from; we read files only, and never the network."""
    files: list[Plain | FontFile] | None = None
    """The files."""
    weight: Any = None
    """Weights wanted from a font service."""
    style: Any = None
    """Styles wanted from a font service."""
    display: Plain | None = None
    """How a web page shows it while it loads."""
    version: Plain | None = None
    """Version of the font service."""
    url: Plain | None = None
    """Address of the font service."""


class Typeface(Model):
    """How a kind of text is set."""

    family: Plain | None = None
    """Name of a family."""
    size: Plain | None = None
    """Size; ours is fixed by the reading standards, so this is not used in print."""
    weight: Plain | None = None
    """Weight."""
    style: Any = None
    """Style."""
    line_height: Plain | None = field(default=None, name="line-height")
    """Line height."""
    color: Plain | None = None
    """Colour."""
    background_color: Plain | None = field(default=None, name="background-color")
    """Ground colour."""
    decoration: Plain | None = None
    """Underline."""


class Typography(Model):
    """Families and the kinds of text they set."""

    other_names: ClassVar[dict[str, str]] = {
        "monospace_inline": "monospace-inline",
        "monospace_block": "monospace-block",
    }
    fonts: list[FontFamily] = field(default_factory=list)
    """Families to load."""
    base: Plain | Typeface | None = None
    """Running text."""
    headings: Plain | Typeface | None = None
    """Headings."""
    monospace: Plain | Typeface | None = None
    """Not used."""
    monospace_inline: Plain | Typeface | None = field(default=None, name="monospace-inline")
    """Not used."""
    monospace_block: Plain | Typeface | None = field(default=None, name="monospace-block")
    """Not used."""
    link: Plain | Typeface | None = None
    """Links."""


Percent = Annotated[float, Bounds(0, 100)]
FourPercents = Annotated[list[Percent], Size(4, 4)]
"""Cyan, magenta, yellow and black, as in [100, 20, 30, 50]."""


class PrintColours(Model):
    """How a print shop prints: its profile, and the inks of the brand's colours. Text is always black ink."""

    profile: Plain | None = None
    """ICC profile (CMYK) of the printing, a file relative to the brand file; the print shop says which."""
    primary: FourPercents | None = None
    """The main colour in percent of cyan, magenta, yellow and black."""
    warning: FourPercents | None = None
    """The colour of "tell us first" and "call us"."""
    danger: FourPercents | None = None
    """The colour of emergencies."""
    link: FourPercents | None = None
    """The colour of links."""


class PageLook(Model):
    """How pages look."""

    logo_height: Plain | None = field(default=None, name="logo-height")
    """Height of the logo, 8mm to 25mm; 12mm unless told otherwise."""
    tint: Annotated[float, Bounds(0, 15)] | None = None
    """Percent of the main colour in the ground of panels; 10 unless told otherwise."""


class FooterLook(Model):
    """How the foot of a page looks."""

    rule: Literal["thin", "brand", "none"] = "thin"
    """The rule above it: thin and grey, in the main colour, or none."""


class Own(Model):
    """What is ours alone in a brand file."""

    extends: Plain | None = None
    """Another brand file that this one changes, from here: `../_brand.yml`."""
    style: Style = "calm"
    """The house style."""
    cover: Cover | None = None
    """How the title stands: plain, over a rule, or on a band of the main colour; else as the style has it."""
    page: PageLook = PageLook()
    """How pages look."""
    footer: FooterLook = FooterLook()
    """How the foot of a page looks."""
    print: PrintColours = PrintColours()
    """Colours in a print shop."""


class Defaults(Model):
    """One map for each tool; those of other tools are left alone."""

    other_keys: ClassVar[bool] = True

    hsgleaflet: Own = Own()
    """Ours."""


class BrandFile(Model):
    """The clinic's brand. One colour and one logo are enough."""

    meta: dict[str, Any] = field(default_factory=dict)
    """Name and links of the organisation; extra keys are allowed."""
    logo: Plain | Logo | None = None
    """The logo."""
    color: Colours = Colours()
    """Palette and roles."""
    typography: Typography = Typography()
    """Fonts."""
    defaults: Defaults = Defaults()
    """One map for each tool."""

    @property
    def print_colours(self) -> PrintColours:
        """How a print shop prints this brand."""
        return self.defaults.hsgleaflet.print

    @property
    def own(self) -> Own:
        """What is ours alone."""
        return self.defaults.hsgleaflet

    def own_fonts(self) -> tuple[str, str, str]:
        """Return files relative to the brand file, "" for none: regular, bold, and that of headings."""
        regular, bold = self._cuts(self.typography.base)
        upright, strong = self._cuts(self.typography.headings)
        return regular, bold, strong or upright or bold

    def _cuts(self, face: Plain | Typeface | None) -> tuple[str, str]:
        """Return the files of a family, regular and bold; only TrueType can be embedded."""
        name = face.family if isinstance(face, Typeface) else face
        files = [file for font in self.typography.fonts if font.family == name for file in font.files or ()]
        given = [FontFile(path=file) if isinstance(file, str) else file for file in files]
        given = [file for file in given if not file.path.lower().endswith((".woff", ".woff2"))]
        upright = [file for file in given if file.style != "italic" and "italic" not in file.path.lower()]
        bold = [file.path for file in upright if file.is_bold]
        regular = [file.path for file in upright if not file.is_bold]
        return (regular or [""])[0], (bold or [""])[0]

    def logo_image(self) -> LogoImage | None:
        """Return the logo for the head of a page on light paper, or None."""
        if self.logo is None or isinstance(self.logo, str):
            return LogoImage(path=self.logo) if self.logo else None
        sizes = map(self._on_light, (self.logo.medium, self.logo.large, self.logo.small))
        return next((found for found in sizes if found), None)

    def _on_light(self, chosen: LogoChoice | None) -> LogoImage | None:
        assert isinstance(self.logo, Logo)
        chosen = chosen.light if isinstance(chosen, LightDark) else chosen
        if isinstance(chosen, str):
            chosen = self.logo.images.get(chosen, chosen)
        return LogoImage(path=chosen) if isinstance(chosen, str) else chosen

    def not_fetched(self) -> list[str]:
        """Return what a build leaves out of the brand, as it never touches the network."""
        image, used = self.logo_image(), (self.typography.base, self.typography.headings)
        names = {face.family if isinstance(face, Typeface) else face for face in used}
        found = [f"logo {image.path}: save it beside the brand file"] if image and is_address(image.path) else []
        for font in self.typography.fonts:
            if font.family in names and not any(self._cuts(font.family)):
                found.append(f"font {font.family}: put its TTF files beside the brand file, with `source: file`")
        return found


def is_address(path: str) -> bool:
    """Return whether a path is an address of the network."""
    return path.startswith(("http://", "https://"))


def findings(brand: BrandFile) -> list[Finding]:
    """Return what the schema cannot see: more ink than paper can hold, a logo of no size."""
    found = []
    height = brand.own.page.logo_height
    if height and not _is_height(height):
        message = f'"{height}" is no height for a logo'
        path = ("defaults", "hsgleaflet", "page", "logo-height")
        found.append(Finding(path, "T008", message, "write a length from 8mm to 25mm"))
    for name, inks in print_inks(brand).items():
        if inks.total > MOST_INK:
            message = f"{name} takes {inks.total:g} % of ink, more than the {MOST_INK:g} % that uncoated paper holds"
            path = ("defaults", "hsgleaflet", "print", name)
            found.append(Finding(path, "T004", message, "take less of cyan, magenta and yellow, and more black"))
    return found


def _is_height(text: str) -> bool:
    try:
        return _LOGO_HEIGHTS[0] <= points(text) <= _LOGO_HEIGHTS[1]
    except ValueError:
        return False


def print_inks(brand: BrandFile) -> dict[str, Inks]:
    """Return the inks that a brand names for its colours, by role."""
    named = ((name, getattr(brand.print_colours, name)) for name in ("primary", "warning", "danger", "link"))
    return {name: Inks(*percents) for name, percents in named if percents}
