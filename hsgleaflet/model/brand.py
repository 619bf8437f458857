"""BrandFile: `_brand.yml` in the public brand.yml vocabulary, and what is ours under `defaults: hsgleaflet:`.

Comes in: raw values. Goes out: a frozen model that `theme` resolves. It stands alone so that a designer's file made
for other tools is read as it is.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from hsgleaflet.model.base import Finding, Model, Plain
from hsgleaflet.units import MOST_INK, Inks


class LogoImage(Model):
    """An image file with the words that stand for it."""

    path: Plain
    """File, relative to the brand file."""
    alt: Plain | None = None
    """What it shows."""


class LightDark(Model):
    """Two versions of a logo."""

    light: Plain | LogoImage
    """For light paper."""
    dark: Plain | LogoImage | None = None
    """For dark ground."""


LogoChoice = Plain | LogoImage | LightDark


class Logo(Model):
    """The logo in three sizes; one is enough."""

    images: dict[str, Plain | LogoImage] = Field(default_factory=dict)
    """Images by name, which the sizes may refer to."""
    small: LogoChoice | None = None
    """For icons."""
    medium: LogoChoice | None = None
    """For the head of a page; this is the one we print."""
    large: LogoChoice | None = None
    """For covers."""


class Colours(Model):
    """Palette and roles; a role names a palette entry or gives a colour."""

    palette: dict[str, Plain] = Field(default_factory=dict)
    """Colours by name."""
    foreground: Plain | None = None
    """Text."""
    background: Plain | None = None
    """Paper."""
    primary: Plain | None = None
    """The main colour: headings, numbers, figures."""
    secondary: Plain | None = None
    """A second colour."""
    tertiary: Plain | None = None
    """A third colour."""
    success: Plain | None = None
    """All is well."""
    info: Plain | None = None
    """Good to know."""
    warning: Plain | None = None
    """Take care: "tell us first", "call us"."""
    danger: Plain | None = None
    """Emergency."""
    light: Plain | None = None
    """A light colour."""
    dark: Plain | None = None
    """A dark colour."""
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
    line_height: Annotated[Plain | None, Field(alias="line-height")] = None
    """Line height."""
    color: Plain | None = None
    """Colour."""
    background_color: Annotated[Plain | None, Field(alias="background-color")] = None
    """Ground colour."""
    decoration: Plain | None = None
    """Underline."""


class Typography(Model):
    """Families and the kinds of text they set."""

    fonts: list[FontFamily] = Field(default_factory=list)
    """Families to load."""
    base: Plain | Typeface | None = None
    """Running text."""
    headings: Plain | Typeface | None = None
    """Headings."""
    monospace: Plain | Typeface | None = None
    """Not used."""
    monospace_inline: Annotated[Plain | Typeface | None, Field(alias="monospace-inline")] = None
    """Not used."""
    monospace_block: Annotated[Plain | Typeface | None, Field(alias="monospace-block")] = None
    """Not used."""
    link: Plain | Typeface | None = None
    """Links."""


Percent = Annotated[float, Field(ge=0, le=100)]
FourPercents = Annotated[list[Percent], Field(min_length=4, max_length=4)]
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


class Own(Model):
    """What is ours alone in a brand file."""

    print: PrintColours = Field(default_factory=PrintColours)
    """Colours in a print shop."""


class Defaults(Model):
    """One map for each tool; those of other tools are left alone."""

    model_config = ConfigDict(extra="allow")

    hsgleaflet: Own = Field(default_factory=Own)
    """Ours."""


class BrandFile(Model):
    """The clinic's brand. One colour and one logo are enough."""

    meta: dict[str, Any] = Field(default_factory=dict)
    """Name and links of the organisation; extra keys are allowed."""
    logo: Plain | Logo | None = None
    """The logo."""
    color: Colours = Field(default_factory=Colours)
    """Palette and roles."""
    typography: Typography = Field(default_factory=Typography)
    """Fonts."""
    defaults: Defaults = Field(default_factory=Defaults)
    """One map for each tool."""

    @property
    def print_colours(self) -> PrintColours:
        """How a print shop prints this brand."""
        return self.defaults.hsgleaflet.print

    def own_fonts(self) -> tuple[str, str]:
        """Return the files of the running text's family, regular and bold, relative to the brand file; "" for none."""
        base = self.typography.base
        name = base.family if isinstance(base, Typeface) else base
        files = [file for font in self.typography.fonts if font.family == name for file in font.files or ()]
        given = [FontFile(path=file) if isinstance(file, str) else file for file in files]
        upright = [file for file in given if file.style != "italic" and "italic" not in file.path.lower()]
        bold = [file.path for file in upright if file.is_bold]
        regular = [file.path for file in upright if not file.is_bold]
        return (regular or [""])[0], (bold or [""])[0]

    def logo_image(self) -> LogoImage | None:
        """Return the logo for the head of a page on light paper, or None."""
        if self.logo is None or isinstance(self.logo, str):
            return LogoImage(path=self.logo) if self.logo else None
        chosen = self.logo.medium or self.logo.large or self.logo.small
        chosen = chosen.light if isinstance(chosen, LightDark) else chosen
        if isinstance(chosen, str):
            chosen = self.logo.images.get(chosen, chosen)
        return LogoImage(path=chosen) if isinstance(chosen, str) else chosen


def findings(brand: BrandFile) -> list[Finding]:
    """Return what the schema cannot see: more ink than paper can hold."""
    found = []
    for name, inks in print_inks(brand).items():
        if inks.total > MOST_INK:
            message = f"{name} takes {inks.total:g} % of ink, more than the {MOST_INK:g} % that uncoated paper holds"
            path = ("defaults", "hsgleaflet", "print", name)
            found.append(Finding(path, "T004", message, "take less of cyan, magenta and yellow, and more black"))
    return found


def print_inks(brand: BrandFile) -> dict[str, Inks]:
    """Return the inks that a brand names for its colours, by role."""
    given = brand.print_colours.model_dump(exclude={"profile"}, exclude_none=True)
    return {name: Inks(*percents) for name, percents in given.items()}
