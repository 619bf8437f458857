"""The preview in a real browser: what is saved is seen, the keyboard alone drives it, nothing is in anybody's way."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops

from hsgleaflet.write.svg import inks, svg
from tests.conftest import Built
from tests.previews import CLINIC, PURPOSE, Running, change, folder
from tests.test_browser import CLIPPED, Scheme, barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SHOWN = "body[data-drawn]"
BRAND = "clinics/riverside/_brand.yml"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """One preview for all tests here; each leaves its files as they were."""
    root = folder(tmp_path_factory.mktemp("preview"))
    running = Running(root, "hsg")
    yield root, running.address
    assert running.end()[0] == 130


def opened(browser: "Browser", address: str, width: int = 1280, scheme: Scheme = "light", part: str = "") -> "Page":
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme, reduced_motion="reduce")
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address + part)
    page.wait_for_selector(SHOWN)
    page.wait_for_selector("#problems > *")
    return page


def words(page: "Page", text: str, number: int = 0) -> None:
    """Wait until a page has some words."""
    from playwright.sync_api import expect

    expect(page.locator(".page .said").nth(number)).to_contain_text(text, timeout=10_000)


def ink(page: "Page", name: str) -> str:
    return str(page.evaluate(f"getComputedStyle(document.getElementById('pages')).getPropertyValue('--{name}')"))


def test_a_saved_text_is_drawn_and_the_place_is_kept(browser: "Browser", started: tuple[Path, str]) -> None:
    root, address = started
    page = opened(browser, address)
    page.click("#larger")
    page.evaluate("document.getElementById('desk').scrollTop = 1500")
    before = page.evaluate(
        "[document.getElementById('desk').scrollTop, document.getElementById('size-told').textContent]"
    )
    drawn = page.locator(".page .body path").count()
    path = change(root / "leaflets/hsg.yaml", PURPOSE, PURPOSE.replace("An X-ray", "A quick X-ray"))
    words(page, "A quick X-ray test")
    assert page.locator(".page .body path").count() == drawn
    after = page.evaluate(
        "[document.getElementById('desk').scrollTop, document.getElementById('size-told').textContent]"
    )
    assert after == before
    change(path, "A quick X-ray", "An X-ray")
    words(page, "An X-ray test")
    page.close()


def test_a_saved_colour_is_drawn(browser: "Browser", started: tuple[Path, str]) -> None:
    root, address = started
    page = opened(browser, address)
    title = page.locator(".page .body [data-node='leaflet/heading'] path").first
    assert title.evaluate("e => getComputedStyle(e).fill") == "rgb(15, 76, 92)"
    path = change(root / BRAND, "#0F4C5C", "#551A8B")
    page.locator("#pages[style*='551a8b']").wait_for()
    assert title.evaluate("e => getComputedStyle(e).fill") == "rgb(85, 26, 139)"
    change(path, "#551A8B", "#0F4C5C")
    page.locator("#pages[style*='0f4c5c']").wait_for()
    page.close()


def test_a_broken_text_keeps_the_page_and_marks_it(browser: "Browser", started: tuple[Path, str]) -> None:
    root, address = started
    page = opened(browser, address)
    path = change(root / "leaflets/hsg.yaml", PURPOSE, "purpose: tubes: open")
    page.locator(".page .mark.error button").wait_for()
    assert page.locator("#stale").is_visible()
    words(page, "An X-ray test")
    page.click(".page .mark.error button")
    assert page.locator("#problems mark.line").inner_text().endswith("purpose: tubes: open\n")
    change(path, "purpose: tubes: open", PURPOSE)
    page.locator("#stale").wait_for(state="hidden")
    page.locator(".page .mark.error").wait_for(state="detached")
    page.close()


def press(page: "Page", wanted: str, most: int = 80) -> None:
    """Press Tab until the element is reached, whose focus must then be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    pytest.fail(f"Tab never reached {wanted}")


def test_the_keyboard_alone_drives_it(browser: "Browser", started: tuple[Path, str]) -> None:
    root, address = started
    page = opened(browser, address)
    keys = page.keyboard
    press(page, ".skip", 1)
    press(page, "#format")
    keys.type("tri")
    page.locator(".page").nth(6).wait_for(state="detached")
    keys.press("Home")
    page.locator(".page").nth(7).wait_for()
    press(page, "#larger")
    size = page.inner_text("#size-told")
    keys.press("Enter")
    assert page.inner_text("#size-told") != size
    press(page, "#desk")
    keys.press("PageDown")
    page.wait_for_timeout(200)
    assert page.evaluate("document.getElementById('desk').scrollTop") > 0
    press(page, ".mark button")
    keys.press("Enter")
    page.locator("#problems [aria-expanded=true]:focus").wait_for()
    page.locator("#problems mark.line").wait_for()
    keys.press("Enter")
    page.locator("#problems [aria-expanded=true]").wait_for(state="hidden")
    keys.press("Shift+Tab")
    while not page.evaluate("document.activeElement.matches('[role=tab]')"):
        keys.press("Shift+Tab")
    keys.press("ArrowRight")
    page.locator("#colour-primary").wait_for()
    press(page, "#colour-primary")
    keys.press("Control+A")
    keys.type("#551a8b")
    page.locator("#pages[style*='551a8b']").wait_for()
    page.locator("#brand .save:enabled").wait_for()
    press(page, "#brand .save")
    keys.press("Enter")
    page.locator("#told", has_text="Saved to").wait_for()
    saved = (root / BRAND).read_text("utf-8")
    assert '"#551a8b"' in saved
    assert saved.startswith("# Brand of the example clinic")
    while not page.evaluate("document.activeElement.matches('[role=tab]')"):
        keys.press("Shift+Tab")
    keys.press("End")
    page.locator("#answers fieldset").first.wait_for()
    press(page, "[id='answer-answers.hsg.hsg_visit']")
    keys.press("Control+A")
    keys.type("never")
    page.locator("#answers .wrong", has_text="not a length of time").first.wait_for()
    assert page.locator("#answers .save").is_disabled()
    keys.press("Control+A")
    keys.type("2 hours")
    page.locator("#answers .save:enabled").wait_for()
    press(page, "#answers .save")
    keys.press("Enter")
    page.locator("#told", has_text="Saved to").wait_for()
    assert "hsg_visit: 2 hours" in (root / CLINIC).read_text("utf-8")
    change(root / CLINIC, "hsg_visit: 2 hours", "hsg_visit: 90 min")
    change(root / BRAND, "#551a8b", "#0F4C5C")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_barrier(browser: "Browser", started: tuple[Path, str], width: int, scheme: Scheme) -> None:
    page = opened(browser, started[1], width, scheme)
    page.locator("#problems button").last.click()
    page.locator("#problems mark.line").wait_for()
    for tab, part in (("problems", "mark.line"), ("brand", "#colour-primary"), ("answers", "fieldset")):
        page.click(f"#tab-{tab}")
        page.locator(f"#{tab} {part}").first.wait_for()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[id='answer-contacts.phone']", "ring us")
    page.locator("#answers .wrong", has_text="phone").first.wait_for()
    assert barriers(page) == []
    page.click("#tab-brand")
    page.fill("#colour-primary", "#d1497b")
    page.locator("#brand .figure.short").first.wait_for()
    assert barriers(page) == []
    page.close()


def test_every_edition_is_shown_and_nothing_is_asked_of_anybody_else(
    browser: "Browser", started: tuple[Path, str]
) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(started[1])
    page.wait_for_selector(SHOWN)
    page.select_option("#format", "html")
    frame = page.frame_locator("iframe")
    assert "HSG" in frame.locator("h1").inner_text()
    page.select_option("#format", "audio")
    page.locator(".words pre").first.wait_for()
    page.select_option("#format", "booklet")
    page.locator(".page").first.wait_for()
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {started[1].split("/")[2]}
    page.close()


def test_nothing_is_cut_off_on_a_telephone(browser: "Browser", started: tuple[Path, str]) -> None:
    page = opened(browser, started[1], 390)
    scrolled = page.evaluate(CLIPPED)
    assert [one for one in scrolled if "said" not in one and "<select" not in one and 'class="skip"' not in one] == []
    page.close()


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_looks_like_its_pdf(browser: "Browser", hsg: Built, number: int) -> None:
    """The same ink at the same places; only the grey of edges is another program's."""
    from hsgleaflet.typeset.page import lay_out
    from tests.conftest import project

    prepared = hsg.made.prepared
    layout = lay_out(prepared.document, prepared.theme, project().setter, prepared.images)
    page = layout.pages[number]
    body, edge = svg(page, prepared.pictures)
    wide, high = int(page.width), int(page.height)
    tab = browser.new_page(viewport={"width": wide, "height": high}, device_scale_factor=2)
    place = f"position:absolute;left:0;top:0;width:{page.width}px;height:{page.height}px"
    layers = "".join(f'<div style="{place}">{one}</div>' for one in (body, edge))
    tab.set_content(f'<body style="margin:0;overflow:hidden;{inks(prepared.theme.inks)}">{layers}')
    ours = Image.open(io.BytesIO(tab.screenshot())).convert("L")
    tab.close()
    theirs = pypdfium2.PdfDocument(hsg.data)[number].render(scale=2).to_pil().convert("L").crop((0, 0, *ours.size))
    apart = ImageChops.difference(ours, theirs)
    assert sum(apart.histogram()[128:]) / (ours.width * ours.height) < 0.002
    assert min(ours.getextrema()[0], theirs.getextrema()[0]) < 40
