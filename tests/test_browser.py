"""Web pages in a real browser: no barrier that axe-core can find, nothing scrolled sideways or cut off."""

from typing import TYPE_CHECKING, Any, Literal

import pytest
from msgspec.structs import replace

from hsgleaflet.work.build import Job
from hsgleaflet.work.clinic_page import clinic_pages
from tests.conftest import make
from tests.test_clinic_page import web
from tests.test_index import entry
from tests.web_pages import ids, jobs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SPACED = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
"""What WCAG 2.2, 1.4.12 lets readers do."""
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  const s = getComputedStyle(e);
  return !e.closest('svg') && !e.closest('thead') && e.checkVisibility() && s.overflow !== 'visible'
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && s.overflowY !== 'auto';
}).map(e => e.outerHTML.slice(0, 80))"""
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter(e => {
  const r = e.getBoundingClientRect();
  return !e.closest('svg *') && !e.closest('thead') && e.checkVisibility() && r.width
    && (r.left < -1 || r.right > innerWidth + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
Scheme = Literal["light", "dark"]


def shown(browser: "Browser", data: bytes, width: int, scheme: Scheme = "light") -> "Page":
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(data.decode())
    page.evaluate("document.fonts.ready")
    return page


def barriers(page: "Page") -> list[tuple[str, Any]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


LOOKS: tuple[tuple[int, Scheme], ...] = ((320, "light"), (1280, "dark"), (320, "dark"), (1280, "light"))
"""Ways to look at a page; the first two show every width and both schemes."""


@pytest.mark.parametrize("job", jobs(), ids=ids())
def test_axe_finds_no_barrier(browser: "Browser", job: Job) -> None:
    page = shown(browser, make(job).data, 320)
    for width, scheme in LOOKS if job.lang == "en-GB" else LOOKS[:2]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert barriers(page) == [], (width, scheme)
    page.close()


@pytest.mark.parametrize("job", jobs(), ids=ids())
def test_nothing_is_scrolled_sideways_or_cut_off(browser: "Browser", job: Job) -> None:
    page = shown(browser, make(job).data, 320)
    for _ in ("as it is", "spaced by the reader"):
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(OUTSIDE) == [], width
            assert page.evaluate(CLIPPED) == [], width
        page.add_style_tag(content=SPACED)
    page.close()


@pytest.mark.parametrize("job", [job for job in jobs() if job.leaflet == "hsg"], ids=lambda job: job.lang)
def test_the_fonts_inside_are_the_ones_that_are_used(browser: "Browser", job: Job) -> None:
    page = shown(browser, make(job).data, 390)
    assert page.evaluate("document.fonts.size") > 1
    assert page.evaluate("document.fonts.ready.then(f => [...f].every(x => x.status !== 'error'))")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    for chosen in ("main", "header", "footer"):
        for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": f"{chosen} *"})["nodeIds"]:
            fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert all(font["isCustomFont"] for font in fonts), fonts
    page.close()


def test_the_page_can_be_used_by_keyboard(browser: "Browser") -> None:
    page = shown(browser, make(jobs()[0]).data, 390)
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert seen == ["solid"] * 3
    page.close()


# --- the page of a clinic


def listed() -> bytes:
    urdu = replace(entry("scan"), asked=replace(entry("scan").asked, lang="ur"), direction="rtl", title="ٹیسٹ")
    return clinic_pages([entry(), web(entry()), web(urdu)])["east"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_of_a_clinic_has_no_barrier(browser: "Browser", width: int, scheme: Scheme) -> None:
    page = shown(browser, listed(), width, scheme)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [("search", "hsg", 1), ("search", "gyn", 2), ("lang", "ur", 1), ("format", "a4", 1), ("format", "html", 2)],
)
def test_the_list_of_a_clinic_is_searched_and_filtered(browser: "Browser", field: str, value: str, left: int) -> None:
    page = shown(browser, listed(), 390)
    if field == "search":
        page.fill("#search", value)
    else:
        page.select_option(f"#{field}", value)
    assert page.locator("ol > li:visible").count() == left
    assert page.locator("#count").inner_text().startswith(f"{left} leaflet")
    page.close()
