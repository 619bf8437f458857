"""From a brand's palette to inks: every awkward colour is made legible, every name leads somewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.model.brand import BrandFile, findings
from hsgleaflet.model.inks import BODY_CONTRAST, HEADING_CONTRAST, LINE_CONTRAST
from hsgleaflet.model.looks import LOOKS
from hsgleaflet.model.theme import Theme, resolve
from hsgleaflet.units import NAMED, Colour, colour, contrast
from tests.samples import read_as

AWKWARD = ["yellow", "#ffff99", "white", "silver", "orange", "lime", "cyan", "magenta", "red", "#767676", "black"]
STYLES = tuple(LOOKS)
GROUNDS = {
    "text": ("paper", "tint", "band"),
    "muted": ("paper", "tint"),
    "accent": ("paper", "tint"),
    "link": ("paper", "tint"),
    "warning": ("paper",),
    "danger": ("paper",),
}
"""What each ink that carries text of any size is set on; `brand` is for headings of 18 pt and more alone."""
shades = st.builds(Colour, *[st.integers(0, 255)] * 3).map(str)


def brand(**values: Any) -> BrandFile:
    return read_as(BrandFile, values)


def theme(palette: dict[str, str] | None = None, *, style: str = "calm", **roles: str) -> Theme:
    defaults = {"hsgleaflet": {"style": style}}
    return resolve(brand(color={"palette": palette or {}, **roles}, defaults=defaults), "a4")


def assert_legible(found: Theme) -> None:
    for ink, grounds in GROUNDS.items():
        for ground in grounds:
            have = contrast(found.inks[ink], found.inks[ground])
            assert have >= BODY_CONTRAST, f"{ink} on {ground}: {have:.2f}"
    assert contrast(found.inks["brand"], found.inks["paper"]) >= HEADING_CONTRAST, "a title, also white on its band"
    for ink in ("rule", "second"):
        assert contrast(found.inks[ink], found.inks["paper"]) >= LINE_CONTRAST
    assert contrast(found.inks["success"], found.inks["tint"]) >= LINE_CONTRAST
    assert contrast(found.inks["paper"], found.inks["accent"]) >= BODY_CONTRAST, "the number in a disc"


# --- contrast


@pytest.mark.parametrize("primary", AWKWARD)
@pytest.mark.parametrize("other", ["yellow", "white", "navy"])
def test_awkward_colours_are_made_legible(primary: str, other: str) -> None:
    assert_legible(theme(primary=primary, foreground=other, warning=other, danger=other, link=other))


@given(st.sampled_from(STYLES), shades, shades, shades, shades)
def test_any_colours_are_made_legible(style: str, primary: str, foreground: str, warning: str, light: str) -> None:
    roles = {"background": light, "light": light, "secondary": warning, "success": foreground, "link": warning}
    roles |= {"primary": primary, "foreground": foreground, "warning": warning, "danger": warning}
    assert_legible(theme({}, style=style, **roles))


def test_the_colours_of_the_program_itself_are_legible() -> None:
    assert_legible(theme())


def test_a_colour_that_is_legible_is_printed_as_it_is() -> None:
    found = theme(primary="#0f4c5c", danger="#9b1c1c")
    assert str(found.inks["accent"]) == "#0f4c5c"
    assert str(found.inks["danger"]) == "#9b1c1c"
    assert not any("primary" in note or "danger" in note for note in found.notes)


def test_a_colour_that_is_changed_is_told_once_with_both_figures() -> None:
    found = theme(primary="yellow", warning="#5c3200")
    (note,) = found.notes
    assert note.startswith("colour `primary` (#ffff00) has a contrast of 1.")
    assert note.endswith(f"darkened to {found.inks['accent']} to reach 7:1")


@pytest.mark.parametrize("style", STYLES)
def test_every_ink_that_styles_and_panels_ask_for_is_there(style: str) -> None:
    found = theme(style=style)
    asked = {style.ink for style in found.styles.values()}
    grounds = found.look.grounds.values()
    asked |= {ink for ground in grounds for ink in (ground.fill, ground.stroke, ground.bar) if ink}
    assert asked <= set(found.inks)
    small = {style.ink for style in found.styles.values() if style.size < 18}
    assert small <= set(GROUNDS), "the lesser contrast is for large headings alone"
    assert {ground.fill for ground in grounds} <= {"", "tint"}, "text stands on no other ground"


# --- house styles


@pytest.mark.parametrize("style", STYLES)
def test_urgency_is_told_without_colour_in_every_style(style: str) -> None:
    line = {role: ground.line for role, ground in LOOKS[style].grounds.items()}  # type: ignore[index]
    assert line["expected"] < line["call-us"] < line["emergency"]
    assert line["important"] <= line["tell-us-first"] < line["warning"]
    assert line["emergency"] == max(line.values())


def test_the_plain_style_prints_in_the_ink_of_the_text_alone() -> None:
    found = theme(style="plain", primary="red", warning="orange", danger="red", link="blue", secondary="lime")
    colours = {found.inks[name] for name in ("text", "accent", "brand", "second", "warning", "danger", "link")}
    assert colours == {colour("#1a1a1a")}
    assert found.inks["tint"] == found.inks["paper"]
    assert found.notes == ()


def test_a_large_heading_keeps_the_brands_own_colour_where_small_text_cannot() -> None:
    found = theme(primary="#005eb8")
    assert str(found.inks["brand"]) == "#005eb8"
    assert found.style("heading", "1").ink == found.style("heading", "2").ink == "brand"
    assert found.style("cell", "head").ink == "accent"
    small = resolve(brand(color={"primary": "#005eb8"}), "trifold").style("heading", "2")
    assert (small.ink, small.size < 18) == ("accent", True)


def test_a_brand_for_dark_screens_is_turned() -> None:
    found = theme(foreground="#f5f5f5", background="#101828", primary="#9ad0ec")
    assert str(found.inks["text"]) == "#101828"
    assert "made for a dark ground" in found.notes[0]


def test_a_light_colour_is_the_ground_of_panels_where_text_can_be_read_on_it() -> None:
    assert str(theme(light="#f3efe6").inks["tint"]) == "#f3efe6"
    dark = theme(light="#777777", primary="#0f4c5c")
    assert dark.inks["tint"] == colour("#0f4c5c").tint(0.1)
    assert "`light` (#777777) is too dark" in dark.notes[0]


def own(**values: Any) -> Theme:
    return resolve(brand(color={"primary": "#0f4c5c"}, defaults={"hsgleaflet": values}), "a4")


def test_what_is_ours_in_a_brand_file() -> None:
    found = own(page={"tint": "5", "logo-height": "20mm"}, footer={"rule": "none"}, cover="band")
    assert found.inks["tint"] == colour("#0f4c5c").tint(0.05)
    assert found.logo_height == pytest.approx(56.69, abs=0.01)
    assert (found.footer, found.cover) == ("none", "band")
    assert (own().cover, own(style="bold").cover, own(style="bold", cover="rule").cover) == ("plain", "band", "rule")


@pytest.mark.parametrize("height", ["7mm", "26mm", "20", "big"])
def test_a_logo_of_no_size_is_told(height: str) -> None:
    (found,) = findings(brand(defaults={"hsgleaflet": {"page": {"logo-height": height}}}))
    assert (found.code, found.path[-1]) == ("T008", "logo-height")


def test_headings_may_have_a_colour_and_a_font_of_their_own() -> None:
    typography = {
        "fonts": [{"family": "Ours", "source": "file", "files": ["a.ttf", {"path": "b.ttf", "weight": "700"}]}],
        "headings": {"family": "Ours", "color": "navy"},
    }
    found = brand(typography=typography)
    assert found.own_fonts() == ("", "", "b.ttf")
    theme = resolve(found, "a4", fonts=("", "", "b.ttf"))
    assert str(theme.inks["brand"]) == "#000080"
    assert theme.style("heading", "1").weight == "Bold|b.ttf"
    assert theme.style("paragraph").weight == "Regular"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"logo": "https://example.org/logo.svg"}, "logo https://example.org/logo.svg"),
        ({"typography": {"fonts": [{"family": "Inter"}], "base": "Inter"}}, "font Inter"),
        ({"typography": {"fonts": [{"family": "Web", "source": "file", "files": ["w.woff2"]}], "base": "Web"}}, "Web"),
    ],
)
def test_what_lies_in_the_network_is_told_and_left_out(values: dict[str, Any], said: str) -> None:
    (note,) = resolve(brand(**values), "a4").notes
    assert note.startswith("not fetched")
    assert said in note


# --- names


@pytest.mark.parametrize(
    ("palette", "roles", "accent"),
    [
        ({}, {"primary": "#123456"}, "#123456"),
        ({}, {"primary": "navy"}, "#000080"),
        ({"sea": "#123456"}, {"primary": "sea"}, "#123456"),
        ({"sea": "deep", "deep": "#123456"}, {"primary": "sea"}, "#123456"),
        ({"primary": "#123456"}, {}, "#123456"),
        ({"primary": "#123456"}, {"primary": "primary"}, "#123456"),
        ({"navy": "#123456"}, {"primary": "navy"}, "#123456"),
        ({}, {"primary": "secondary", "secondary": "#123456"}, "#123456"),
        ({"sea": "danger"}, {"primary": "sea", "danger": "#123456"}, "#123456"),
        ({}, {}, "#0f4c5c"),
    ],
)
def test_names_are_followed(palette: dict[str, str], roles: dict[str, str], accent: str) -> None:
    assert str(theme(palette, **roles).inks["accent"]) == accent


@pytest.mark.parametrize(
    ("palette", "roles", "said"),
    [
        ({"a": "b", "b": "a"}, {"primary": "a"}, "a -> b -> a"),
        ({"a": "a"}, {"primary": "a"}, "a -> a"),
        ({}, {"primary": "danger", "danger": "primary"}, "danger -> primary -> danger"),
        ({}, {"link": "link"}, "link -> link"),
    ],
)
def test_a_circle_of_names_is_refused(palette: dict[str, str], roles: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=f"the colours {said} refer to each other in a circle"):
        theme(palette, **roles)


@pytest.mark.parametrize("value", ["sea", "secondary", "palette", "__struct_fields__", "#12345"])
def test_a_name_that_leads_nowhere_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        theme(primary=value)


def test_links_take_their_own_colour_or_the_main_one() -> None:
    assert theme(primary="#123456").inks["link"] == colour("#123456")
    assert theme(primary="#123456", link="navy").inks["link"] == colour("navy")
    typed = brand(color={"primary": "#123456"}, typography={"link": {"color": "navy"}})
    assert resolve(typed, "a4").inks["link"] == colour("navy")


@pytest.mark.parametrize("name", NAMED)
def test_every_named_colour_can_be_the_main_one(name: str) -> None:
    assert_legible(theme(primary=name))


# --- logos, formats, styles


@pytest.mark.parametrize(
    ("logo", "path", "alt"),
    [
        ("logo.svg", "logo.svg", None),
        ({"medium": "logo.svg"}, "logo.svg", None),
        ({"small": "small.svg", "large": {"path": "large.svg", "alt": "Us"}}, "large.svg", "Us"),
        ({"small": "small.svg"}, "small.svg", None),
        ({"images": {"main": {"path": "a.svg", "alt": "Us"}}, "medium": "main"}, "a.svg", "Us"),
        ({"medium": {"light": "light.svg", "dark": "dark.svg"}}, "light.svg", None),
        ({"images": {"main": "a.svg"}, "medium": {"light": "main"}}, "a.svg", None),
    ],
)
def test_the_logo_for_light_paper_is_found(logo: Any, path: str, alt: str | None) -> None:
    found = brand(logo=logo).logo_image()
    assert found
    assert (found.path, found.alt) == (path, alt)


def test_no_logo_is_no_logo() -> None:
    assert brand().logo_image() is None
    assert brand(logo={"images": {"main": "a.svg"}}).logo_image() is None


def test_no_text_is_smaller_than_the_reading_standards_allow() -> None:
    styles = theme().styles
    assert styles["paragraph"].size >= 14
    assert min(style.size for style in styles.values()) >= 12
    assert all(style.leading >= 1.1 * style.size for style in styles.values())


def test_a_role_without_a_style_takes_that_of_its_kind() -> None:
    found = theme()
    assert found.style("paragraph", "unheard-of") == found.style("paragraph")
    assert found.style("paragraph", "small") != found.style("paragraph")


@pytest.mark.parametrize("lang", ["en-GB", "ar", "bn", "pa", "ur", "zh-Hans"])
@pytest.mark.parametrize("name", ["a4", "letter"])
def test_a_first_page_that_is_too_full_has_no_smaller_text_and_lines_no_closer_than_clear_print(
    name: str, lang: str
) -> None:
    usual = resolve(brand(), name, lang=lang)
    close = usual.closer()
    for kind, style in close.styles.items():
        before = usual.styles[kind]
        assert style.size == before.size or (style.size >= 14 and kind.startswith(("heading", "paragraph.")))
        assert style.leading < before.leading
        assert style.leading / style.size >= (1.099 if kind == "heading.1" else 1.15)
    for kind in ("paragraph", "item", "paragraph.small"):
        style = close.styles[kind]
        assert style.leading >= 1.25 * style.size
        assert style.before < usual.styles[kind].before
