"""Web pages as a reader meets them, read back with the standard library alone."""

from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser

from msgspec.structs import replace

from hsgleaflet.model.document import Block, Document, List, children, texts
from hsgleaflet.model.formats import EDITIONS
from hsgleaflet.model.wordings import has
from hsgleaflet.work.build import Job
from tests.conftest import Built, first_of_each, make, project, translations

VOID = frozenset(["br", "image", "img", "link", "meta", "path", "rect"])
INSIDE_WORDS = frozenset(["a", "span", "strong"])
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """Elements in order, and the words of the leaflet: not those of navigation, pictures or what is hidden."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.open: list[tuple[str, Attributes]] = []
        self._shown = self._all = ""
        self.feed(data.decode())
        assert self.open == []
        self.words, self.all_words = self._shown.split(), self._all.split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._part(tag)
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag not in INSIDE_WORDS:
            self._shown += " "
            self._all += " "

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if tags & {"style", "title"}:
            return
        self._all += data
        classes = {name for _, given in self.open for name in (given.get("class") or "").split()}
        hidden = any(given.get("aria-hidden") for _, given in self.open)
        if not tags & {"nav", "svg", "footer"} and "edge" not in classes and not hidden:
            self._shown += data

    def every(self, tag: str) -> list[Attributes]:
        return [given for name, given in self.elements if name == tag]


def said(document: Document) -> list[str]:
    """The words of a Document in order, without the marks of its lists, which are drawn."""
    return [word for block in document.blocks for text in _texts(block) for word in text.split()]


def _texts(block: Block) -> Iterator[str]:
    inside = children(block)
    if isinstance(block, List):
        yield from (text for child in inside for text in _texts(child))
    elif inside:
        own = list(texts(replace(block, blocks=())))
        yield from own
        yield from (text for child in inside for text in _texts(child))
    else:
        yield from texts(block)


@cache
def jobs() -> Sequence[Job]:
    """A web page of every shipped leaflet in every language and wording."""
    english = first_of_each().values()
    found = [replace(job, format="html") for job in (*english, *translations())]
    for job in english:
        for form in ("html-short", "html-easy-read"):
            if has(project().leaflet(job.leaflet).value, EDITIONS[form].wording):
                found.append(replace(job, format=form))
    return found


def ids() -> list[str]:
    return [f"{job.leaflet}-{job.lang}-{job.format}" for job in jobs()]


def page(job: Job) -> tuple[Built, Page]:
    built = make(job)
    return built, Page(built.data)
