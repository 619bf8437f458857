"""What someone who listens meets in a tagged PDF: its structure tree, with the text of every element.

In: the bytes of a PDF. Out: a Reading: tags with their text, role and attributes, what each page shows outside of
them, and the links. It stands alone, and shares no code with the writer: text is decoded from the marked content by
the ToUnicode maps of the fonts, so that what it finds is what any other program can find.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from tests.pdf_pages import Mark, Mcid, PageReader, Shown
from tests.pdf_surgery import attributes, kids

INLINE = frozenset(("Link", "Span"))


@dataclass(slots=True, kw_only=True)
class Annotation:
    """One link annotation: what it says and where it leads; `owner` is the tag its page leads back to."""

    page: int
    target: str
    contents: str
    flags: int
    inside: bool
    owner: tuple[int, int] | None


@dataclass(slots=True, kw_only=True)
class Tag:
    """One structure element; `key` is its object number."""

    key: tuple[int, int]
    role: str
    kids: list["Tag | Mark | Annotation"] = field(default_factory=list)
    alt: str | None = None
    actual: str | None = None
    lang: str | None = None
    scope: str = ""
    numbering: str = ""

    @property
    def tags(self) -> list["Tag"]:
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    @property
    def is_leaf(self) -> bool:
        """Whether this is where words are: it holds marked content, or nothing but links and foreign words."""
        inside = [kid for kid in self.kids if not isinstance(kid, Tag) or kid.role in INLINE]
        return bool(inside) and self.role not in INLINE

    def text(self) -> str:
        """What is read aloud."""
        if self.actual is not None:
            return self.actual
        return "".join(kid.text() if isinstance(kid, Tag) else getattr(kid, "text", "") for kid in self.kids)

    def walk(self) -> Iterator["Tag"]:
        """This tag and all below it, in reading order."""
        yield self
        for kid in self.tags:
            yield from kid.walk()


@dataclass(slots=True, kw_only=True)
class Reading:
    """A PDF as it is read: `marks` as the pages have them, those that stand there `twice`, what has no tag."""

    root: Tag
    marks: dict[Mcid, Mark]
    twice: list[Mcid]
    untagged: list[str]
    shown: list[Shown]
    links: list[Annotation]
    parents: dict[Mcid, tuple[int, int]]
    lang: str
    info: dict[str, str]
    xmp: bytes

    def leaves(self) -> Iterator[Tag]:
        """The tags that hold words, in reading order."""
        return (tag for tag in self.root.walk() if tag.is_leaf and tag.role != "Figure")

    def text(self) -> str:
        """Everything that is read aloud but pictures, a line for each leaf."""
        return "\n".join(tag.text() for tag in self.leaves())


def read(data: bytes) -> Reading:
    """Read a tagged PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return _Reader(pdf).read()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.painters = [PageReader(number, page) for number, page in enumerate(pdf.pages)]
        self.marks = {mark.at: mark for painter in self.painters for mark in painter.marks}
        self.tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)

    def read(self) -> Reading:
        root = self.pdf.Root
        (top,) = kids(root.StructTreeRoot)
        return Reading(
            root=self._tag(top),
            marks=self.marks,
            twice=[at for painter in self.painters for at in painter.twice],
            untagged=[what for painter in self.painters for what in painter.untagged],
            shown=[shown for painter in self.painters for shown in painter.shown],
            links=[self._link(a, n) for n, page in enumerate(self.pdf.pages) for a in _annotations(page.obj)],
            parents=dict(self._parents()),
            lang=str(root.get("/Lang", "")),
            info={str(key)[1:]: str(value) for key, value in self.pdf.docinfo.items()},
            xmp=root.Metadata.read_bytes() if "/Metadata" in root else b"",
        )

    def _tag(self, element: Object) -> Tag:
        found = Tag(key=element.objgen, role=str(element.S)[1:])
        for key in ("Alt", "ActualText", "Lang"):
            if f"/{key}" in element:
                setattr(found, "actual" if key == "ActualText" else key.lower(), str(element[f"/{key}"]))
        for entry in attributes(element):
            found.scope = str(entry.get("/Scope", f"/{found.scope}"))[1:]
            found.numbering = str(entry.get("/ListNumbering", f"/{found.numbering}"))[1:]
        page = self.pages[element.Pg.objgen] if "/Pg" in element else -1
        found.kids = [self._kid(kid, page) for kid in kids(element)]
        return found

    def _kid(self, kid: Object, page: int) -> Tag | Mark | Annotation:
        if not isinstance(kid, Dictionary):
            return self._mark(page, int(kid))
        if "/Pg" in kid:
            page = self.pages[kid.Pg.objgen]
        if "/MCID" in kid:
            return self._mark(page, int(kid.MCID))
        return self._link(kid.Obj, page) if "/Obj" in kid else self._tag(kid)

    def _mark(self, page: int, mcid: int) -> Mark:
        return self.marks.get((page, mcid)) or Mark(at=(page, mcid))

    def _link(self, link: Object, page: int) -> Annotation:
        owner = self._entry(int(link.get("/StructParent", -1)))
        left, bottom, right, top = (float(edge) for edge in link.Rect.as_list())
        width, height = (float(edge) for edge in self.pdf.pages[page].mediabox.as_list()[2:])
        return Annotation(
            page=page,
            target=str(link.get("/A", Dictionary()).get("/URI", "")),
            contents=str(link.get("/Contents", "")),
            flags=int(link.get("/F", 0)),
            inside=0 <= left < right <= width and 0 <= bottom < top <= height,
            owner=owner.objgen if owner is not None else None,
        )

    def _entry(self, key: int) -> Object | None:
        return self.tree[key] if key >= 0 and key in self.tree else None

    def _parents(self) -> Iterator[tuple[Mcid, tuple[int, int]]]:
        for number, page in enumerate(self.pdf.pages):
            row = self._entry(int(page.obj.get("/StructParents", -1)))
            for mcid, owner in enumerate(row.as_list() if isinstance(row, Array) else []):
                yield (number, mcid), owner.objgen


def _annotations(page: Object) -> list[Object]:
    return [one for one in page.get("/Annots", Array()).as_list() if one.get("/Subtype") == Name.Link]
