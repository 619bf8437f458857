"""The page that leads to the files: every word escaped, in its language, reachable without a mouse or eyes."""

import re
from html.parser import HTMLParser

from msgspec.structs import replace

from hsgleaflet.work.index import page
from hsgleaflet.work.manifest import Asked, Entry, File


def entry(name: str = "hsg", clinic: str = "east", **changes: object) -> Entry:
    file = File(file=f"{clinic}/{name}.en-GB.a4.pdf", sha256="0" * 64, size=1, mtime=1, ctime=1, pages=2)
    asked = Asked(leaflet=name, clinic_name=clinic, lang="en-GB", format="a4", conformance="ua1+a2a")
    found = Entry(
        job=f"{clinic}/{name}", asked=asked, clinic=f"{clinic.title()} Clinic", clinic_file="clinic.yaml",
        direction="ltr", title=f"The {name}", number="GYN-001", version="1.0", review_by="2028-11-23", state="draft",
        wording="", answers="", digest="", inputs=(), files=(file,),
    )  # fmt: skip
    return replace(found, **changes)


class Reader(HTMLParser):
    """Elements with their attributes, and the text; every element is closed in its order."""

    EMPTY = frozenset(["input", "meta"])

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if not {"style", "script"} & set(self.open) else ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(*entries: Entry) -> Reader:
    return Reader(page(entries).decode())


def test_the_page_leads_to_every_file() -> None:
    hsg = entry()
    twin = replace(hsg.files[0], file="east/hsg.en-GB.booklet.print.pdf", kind="print", pages=1)
    found = read(replace(hsg, files=(*hsg.files, twin)), entry("scan"))
    links = found.all("a")
    assert [link["href"] for link in links] == [
        "east/hsg.en-GB.a4.pdf", "east/hsg.en-GB.booklet.print.pdf", "east/scan.en-GB.a4.pdf",
    ]  # fmt: skip
    assert [link["aria-label"] for link in links][:2] == [
        "The hsg, en-GB, A4 to read, 2 pages", "The hsg, en-GB, A4 to print, 1 page",
    ]  # fmt: skip
    assert "2 leaflets." in found.text


def test_words_of_others_are_escaped() -> None:
    mean = '<script>alert("x")</script>'
    found = read(entry(title=mean, clinic=mean, number=mean, version=mean, state=mean, review_by=mean))
    assert found.all("script") == []
    assert found.text.count(mean) >= 5


def test_a_name_of_a_file_is_quoted() -> None:
    hsg = entry()
    file = replace(hsg.files[0], file='east/a "b" #1.pdf')
    assert read(replace(hsg, files=(file,))).all("a")[0]["href"] == "east/a%20%22b%22%20%231.pdf"


def test_titles_say_their_language_and_direction() -> None:
    hsg = entry()
    urdu = replace(hsg, asked=replace(hsg.asked, lang="ur"), direction="rtl", title="ٹیسٹ")
    found = read(urdu)
    assert found.all("html") == [{"lang": "en"}]
    assert found.all("bdi") == [{"lang": "ur", "dir": "rtl"}]


def test_the_page_needs_nothing_else() -> None:
    text = page([entry()]).decode()
    assert not re.findall(r"<link|<script|<img|url\(|https?://", text)


def test_tables_have_captions_and_heads() -> None:
    found = read(entry(), entry(clinic="west"))
    assert len(found.all("caption")) == len(found.all("table")) == 2
    assert {head.get("scope") for head in found.all("th")} == {"col", "row"}
    assert [link["href"] for link in found.all("a")][:2] == ["#east", "#west"], "a way to each of several clinics"
    assert len(found.all("h1")) == 1


def test_an_empty_page_is_a_page() -> None:
    assert "0 leaflets." in read().text
