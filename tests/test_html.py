"""Web pages: they say what the Document says, in its order, need nothing else, and believe nobody's words."""

import hashlib
import io
import re
import subprocess
import sys
from base64 import b64decode
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.document import (
    Callout,
    Document,
    Figure,
    Filled,
    Meta,
    Paragraph,
    Picture,
    Section,
    Span,
    Text,
    walk,
)
from hsgleaflet.model.formats import EDITIONS
from hsgleaflet.model.theme import resolve
from hsgleaflet.problems import LeafletError
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.units import Colour, contrast
from hsgleaflet.work.build import Job
from hsgleaflet.work.verify import identify
from hsgleaflet.write.html.page import Around, Other, is_unaltered, write
from hsgleaflet.write.html.woff2 import woff2
from tests.conftest import cases, make
from tests.samples import ROOT, read_as, setter
from tests.web_pages import Page, jobs, page, said

MEAN = '<script>alert("x")</script>&amp;\'{{ 7*7 }}'
MOST = 300_000


def document(*blocks: object, **changes: object) -> Document:
    meta = Meta(
        leaflet="mean", number=MEAN, version="1", title=MEAN, subject=MEAN, clinic=MEAN, clinic_id="c",
        written="2026-11-25", review_by="2028-11-25",
    )  # fmt: skip
    body = Section(id="leaflet", role="leaflet", heading=(Text(text=MEAN),), blocks=blocks)  # type: ignore[arg-type]
    found = Document(
        id="mean", title=MEAN, lang="en-GB", direction="ltr", meta=meta, blocks=(body,), running=MEAN, band=MEAN,
        code="CODE", approved="",
    )  # fmt: skip
    return replace(found, **changes)


def web(found: Document, around: Around | None = None) -> bytes:
    pictures = {**SIGNS, "d.svg": SIGNS["sign/drop"]}
    return write(found, resolve(BrandFile(), "a4"), pictures, setter(), around or Around("On this page", "L", "PDF:"))


# --- every shipped leaflet, language and wording


@pytest.mark.parametrize("job", cases(jobs()))
def test_a_page_says_what_the_document_says_in_its_order(job: Job) -> None:
    built, found = page(job)
    assert found.words == said(built.document)
    assert built.document.meta.wording == EDITIONS[job.format].wording


@pytest.mark.parametrize("job", cases(jobs()))
def test_a_page_asks_for_nothing(job: Job) -> None:
    built, found = page(job)
    text = built.data.decode()
    assert found.every("link") == found.every("script") == found.every("iframe") == []
    assert all((given.get("src") or "data:").startswith("data:") for _, given in found.elements)
    assert set(re.findall(r"url\((\w+:)", text)) == {"data:"}
    leading = {given["href"] for given in found.every("a") if (given["href"] or "").startswith("http")}
    assert leading <= set(re.findall(r"target='(http[^']*)'", repr(built.document.blocks)))
    assert "default-src 'none'" in text


@pytest.mark.parametrize("job", cases(jobs()))
def test_headings_skip_no_level_and_there_is_one_title(job: Job) -> None:
    _, found = page(job)
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("job", cases(jobs()))
def test_a_draft_says_so_first_and_last(job: Job) -> None:
    built, found = page(job)
    band = built.document.band.split()
    assert found.all_words[: len(band)] == band == found.all_words[-len(band) :]


@pytest.mark.parametrize("job", cases(jobs()))
def test_pictures_have_their_alt_text_and_tables_their_heads(job: Job) -> None:
    built, found = page(job)
    blocks = list(walk(built.document.blocks))
    alts = {figure.alt for figure in blocks if isinstance(figure, Figure) and figure.role != "idea"}
    assert alts <= {given.get("aria-label") for given in found.every("svg")} | {
        g.get("alt") for g in found.every("img")
    }
    assert all(
        given.get("aria-label") or given.get("aria-hidden") or "viewbox" in given for given in found.every("svg")
    )
    assert {given.get("scope") for given in found.every("th")} <= {"col", "row"}
    assert len(found.every("caption")) == len(found.every("table"))


@pytest.mark.parametrize("job", cases(jobs()))
def test_a_page_has_the_direction_of_its_language(job: Job) -> None:
    built, found = page(job)
    (root,) = found.every("html")
    assert (root["lang"], root["dir"]) == (built.document.lang, built.document.direction)


@pytest.mark.parametrize("job", [job for job in jobs() if job.lang in ("en-GB", "cy", "es", "fr", "pl", "ro")])
def test_a_page_in_latin_script_is_small(job: Job) -> None:
    assert len(make(job).data) < MOST


def test_the_same_leaflet_makes_the_same_bytes() -> None:
    code = (
        "from tests.web_pages import jobs; from tests.conftest import cases, make; import hashlib; "
        "print(hashlib.sha256(make(jobs()[0]).data).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(make(jobs()[0]).data).hexdigest()


def test_a_page_holds_every_character_that_it_shows_and_two_weights() -> None:
    built, found = page(jobs()[0])
    held: dict[str, set[int]] = {}
    rules = re.findall(
        r"@font-face\{[^}]*font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]*)\)", built.data.decode()
    )
    for weight, data in rules:
        font = TTFont(io.BytesIO(b64decode(data)))
        held.setdefault(weight, set()).update(font.getBestCmap())
    assert set(held) == {"400", "700"}
    assert set(map(ord, "".join(found.words))) <= held["400"] | held["700"]


def test_a_font_is_the_same_after_it_was_packed() -> None:
    data = (ROOT / "fonts" / "LeafletSymbols-Regular.ttf").read_bytes()
    before, after = TTFont(io.BytesIO(data)), TTFont(io.BytesIO(woff2(data)))
    assert after.getGlyphOrder() == before.getGlyphOrder()
    assert after.getBestCmap() == before.getBestCmap()
    assert after.getGlyphSet()[after.getGlyphOrder()[1]].width == before.getGlyphSet()[before.getGlyphOrder()[1]].width


# --- words of others


def test_words_of_others_are_escaped_everywhere() -> None:
    block = Paragraph(id="p", role='"><script>', content=(Text(text=MEAN), Filled(name="n", kind="text", text=MEAN)))
    figure = Figure(id="f", graphic=Picture(asset="d.svg"), alt=MEAN, caption=(Text(text=MEAN),))
    around = Around(MEAN, MEAN, MEAN, (Other("", MEAN, "en-GB"), Other(MEAN, MEAN, "ur", True)), (), ())
    part = Section(id='s"><script>', heading=(Text(text=MEAN),), blocks=(block, figure))
    data = web(document(part, approved=MEAN), around)
    found = Page(data)
    assert found.every("script") == []
    assert b"49" not in data.replace(b"base64", b"").split(b"</style>")[1]
    assert " ".join(found.words).count(" ".join(MEAN.split())) == 5


def test_a_page_without_a_glyph_is_refused() -> None:
    with pytest.raises(LeafletError) as caught:
        web(document(Paragraph(id="p", content=(Text(text="\u1234\ua000"),))))
    assert caught.value.problems[0].code == "F001"


def test_numbers_to_ring_are_links_that_a_telephone_knows() -> None:
    phone = Filled(name="p", kind="phone", text="020 7946 0018")
    callout = Callout(id="c", role="call-us", title=(Text(text="Ring "), phone), blocks=())
    links = Page(web(document(callout))).every("a")
    assert {"class": "tel", "dir": "ltr", "href": "tel:02079460018"} in links


def test_foreign_words_say_their_language_and_direction() -> None:
    words = (Span(id="x", lang="ur", content=(Text(text="اردو"),)),)
    found = Page(web(document(Paragraph(id="p", content=words))))
    assert {"lang": "ur", "dir": "rtl"} in found.every("span")


def test_what_is_approved_says_when_and_may_be_found() -> None:
    draft = document()
    approved = replace(draft, band="", approved="Approved 1 May", meta=replace(draft.meta, state="approved"))
    assert b"noindex" in web(draft)
    assert b"noindex" not in web(approved)
    assert "Approved" in Page(web(approved)).all_words


def test_a_page_leads_to_its_other_languages_and_papers() -> None:
    around = Around(
        "On this page", "Languages", "PDF:", (Other("", "English", "en-GB"), Other("x.ur.html", "اردو", "ur", True)),
        papers=(Other("x.a4.pdf", "A4", "en"),),
    )  # fmt: skip
    found = Page(web(document(), around))
    assert {"href": "x.ur.html", "lang": "ur", "dir": "rtl"} in found.every("a")
    assert {"href": "x.a4.pdf", "lang": "en", "dir": "ltr"} in found.every("a")
    assert [given["aria-current"] for given in found.every("span") if "aria-current" in given] == ["page"]


def test_an_altered_page_is_found_out() -> None:
    data = make(jobs()[0]).data
    assert is_unaltered(data)
    assert not is_unaltered(data.replace(b"pregnant", b"pregnent", 1))
    assert not is_unaltered(b"<html></html>")


# --- colours


def test_words_are_legible_by_day_and_by_night() -> None:
    from hsgleaflet.model.inks import at_night

    brand = read_as(BrandFile, {"color": {"primary": "#ffcc00", "danger": "#220000", "link": "#7777ff"}})
    day = resolve(brand, "a4").inks
    for inks in (day, at_night(day)):
        grounds: list[Colour] = [inks["paper"], inks["tint"]]
        for name in ("text", "muted", "accent", "link"):
            assert min(contrast(inks[name], ground) for ground in grounds) >= 7
        for name in ("warning", "danger"):
            assert contrast(inks[name], inks["paper"]) >= 7
        assert contrast(inks["brand"], inks["paper"]) >= 4.5
        assert contrast(inks["text"], inks["band"]) >= 7


def test_making_a_pdf_loads_nothing_of_web_pages() -> None:
    code = (
        "import sys; from tests.conftest import cases, make, shipped; make(shipped()[0]); "
        "print({'jinja2', 'brotli', 'hsgleaflet.write.html.page'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# --- what a page is


def test_verify_says_of_a_page_what_it_says_of_a_pdf() -> None:
    job = jobs()[0]
    of_page, of_pdf = identify(make(job).data), identify(make(replace(job, format="a4")).data)
    assert of_page
    assert of_pdf
    assert replace(of_page, format="a4") == of_pdf


def test_verify_finds_an_altered_page() -> None:
    data = make(jobs()[0]).data
    altered = identify(data.replace(b"020 7946 0018", b"020 7946 0666"))
    assert altered
    assert not altered.unaltered
    assert identify(b"<!DOCTYPE html><p>Another page</p>") is None
