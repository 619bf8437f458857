"""The page that a clinic puts on its web server: what patients may read, each in its language, every word escaped."""

import re
from pathlib import Path

from msgspec.structs import replace

from hsgleaflet.work.batch import Batch, Options, Request
from hsgleaflet.work.clinic_page import clinic_pages
from hsgleaflet.work.manifest import Entry
from hsgleaflet.work.outbox import Outbox
from tests.conftest import project
from tests.test_index import Reader, entry


def web(found: Entry, name: str = "") -> Entry:
    path = name or f"{found.folder}/{found.asked.leaflet}.en-GB.html"
    file = replace(found.files[0], file=path, size=99_400, pages=0)
    return replace(found, job=f"{found.job}.html", asked=replace(found.asked, format="html"), files=(file,))


def read(*entries: Entry) -> Reader:
    (data,) = clinic_pages(entries).values()
    return Reader(data.decode())


def test_only_clinics_that_give_web_pages_out_have_one() -> None:
    assert set(clinic_pages([entry(), web(entry(clinic="west"))])) == {"west"}
    assert clinic_pages([]) == {}


def test_a_leaflet_stands_once_in_a_language_with_all_its_files() -> None:
    hsg = entry()
    found = read(hsg, web(hsg), entry("scan"))
    links = [link["href"] for link in found.all("a")]
    assert links == ["hsg.en-GB.html", "hsg.en-GB.html", "hsg.en-GB.a4.pdf", "scan.en-GB.a4.pdf"]
    assert found.all("a")[1]["aria-label"] == "The hsg, en-GB: Web page, 99 kB"
    assert [row["data-formats"] for row in found.all("li") if "data-formats" in row] == ["html a4", "a4"]
    assert "2 leaflets" in found.text


def test_files_for_printers_are_not_for_patients() -> None:
    hsg = entry()
    shop = replace(hsg, job="east/hsg.shop", asked=replace(hsg.asked, output="shop"))
    assert len(read(shop, web(hsg)).all("a")) == 2


def test_words_of_others_are_escaped() -> None:
    mean = '"><script>alert("x")</script>'
    one = web(entry(title=mean, clinic=mean, number=mean, version=mean, state=mean, review_by=mean))
    assert len(read(one).all("script")) == 1


def test_titles_say_their_language_and_direction() -> None:
    hsg = entry()
    found = read(web(replace(hsg, asked=replace(hsg.asked, lang="ur"), direction="rtl", title="ٹیسٹ")))
    assert found.all("bdi") == [{"lang": "ur", "dir": "rtl"}]
    assert {"value": "ur", "lang": "ur"} in found.all("option")


def test_the_page_needs_nothing_else_and_hides_the_form_without_its_script() -> None:
    (data,) = clinic_pages([web(entry())]).values()
    assert not re.findall(rb"<link|<img|url\(|src=|https?://", data)
    assert "hidden" in Reader(data.decode()).all("form")[0]


def test_it_comes_and_goes_with_the_web_pages(tmp_path: Path) -> None:
    clinics = tuple(project().workspace.clinic_paths())
    for formats in (("html",), ("text",)):
        build(tmp_path, clinics, formats)
        assert (tmp_path / "riverside/index.html").is_file()
    for path in tmp_path.glob("riverside/*.html"):
        if path.name != "index.html":
            path.write_text("altered")
    (tmp_path / "west").mkdir()
    (tmp_path / "west/index.html").write_text("somebody's own")
    build(tmp_path, clinics, ())
    assert not (tmp_path / "riverside/index.html").exists()
    assert (tmp_path / "west/index.html").exists()


def build(folder: Path, clinics: tuple[Path, ...], formats: tuple[str, ...]) -> None:
    outbox = Outbox(project().workspace, folder, "2026-11-25")
    request = Request(clinics=clinics, leaflets=("hsg",), formats=formats)
    with outbox:
        batch = Batch(project(), request, Options(), outbox)
        batch.plan()
        list(batch.run())
