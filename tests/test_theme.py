"""From a brand's palette to inks: every awkward colour is made legible, every name leads somewhere."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.theme import BODY_CONTRAST, LINE_CONTRAST, Theme, resolve
from hsgleaflet.typeset.boxes import PANELS
from hsgleaflet.units import NAMED, Colour, colour, contrast

AWKWARD = ["yellow", "#ffff99", "white", "silver", "orange", "lime", "cyan", "magenta", "red", "#767676", "black"]
GROUNDS = {
    "text": ("paper", "tint", "band"),
    "muted": ("paper", "tint"),
    "accent": ("paper", "tint"),
    "link": ("paper", "tint"),
    "warning": ("paper",),
    "danger": ("paper",),
}
"""What each ink that carries text is set on."""
shades = st.builds(Colour, *[st.integers(0, 255)] * 3).map(str)


def brand(**values: Any) -> BrandFile:
    return BrandFile.model_validate(values)


def theme(palette: dict[str, str] | None = None, **roles: str) -> Theme:
    return resolve(brand(color={"palette": palette or {}, **roles}), "a4")


def assert_legible(found: Theme) -> None:
    for ink, grounds in GROUNDS.items():
        for ground in grounds:
            have = contrast(found.inks[ink], found.inks[ground])
            assert have >= BODY_CONTRAST, f"{ink} on {ground}: {have:.2f}"
    assert contrast(found.inks["rule"], found.inks["paper"]) >= LINE_CONTRAST
    assert contrast(found.inks["paper"], found.inks["accent"]) >= BODY_CONTRAST, "the number in a disc"


# --- contrast


@pytest.mark.parametrize("primary", AWKWARD)
@pytest.mark.parametrize("other", ["yellow", "white", "navy"])
def test_awkward_colours_are_made_legible(primary: str, other: str) -> None:
    assert_legible(theme(primary=primary, foreground=other, warning=other, danger=other, link=other))


@given(shades, shades, shades, shades)
def test_any_colours_are_made_legible(primary: str, foreground: str, warning: str, link: str) -> None:
    assert_legible(theme(primary=primary, foreground=foreground, warning=warning, danger=warning, link=link))


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


def test_every_ink_that_styles_and_panels_ask_for_is_there() -> None:
    found = theme()
    asked = {style.ink for style in found.styles.values()}
    asked |= {ink for panel in PANELS.values() for ink in (panel.fill, panel.stroke, panel.bar) if ink}
    assert asked <= set(found.inks)
    assert {style.ink for style in found.styles.values()} <= set(GROUNDS)


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


@pytest.mark.parametrize("value", ["sea", "secondary", "palette", "model_fields", "#12345"])
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
