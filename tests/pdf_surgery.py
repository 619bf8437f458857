"""Find and change parts of an open tagged PDF; LookupError where the part does not exist.

In: a pikepdf Pdf, ours or another's. Out: its first figure, link or tagged text, or the same PDF changed.
It stands alone so that a mutant is a line or two that says what is wrong, and not how a PDF is built.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
)

T = TypeVar("T")
Instruction = ContentStreamInstruction | ContentStreamInlineImage
Code = list[Instruction]
Edit = Callable[[Code, int, int], Code]


def first(items: Iterable[T], what: str) -> T:
    """The first of them."""
    for item in items:
        return item
    raise LookupError(f"the file has no {what}")


def element(pdf: Pdf, *tags: str) -> Object:
    """The first structure element of one of these standard types, in reading order."""
    return first(elements(pdf, *tags), " or ".join(tags))


def elements(pdf: Pdf, *tags: str) -> Iterator[Object]:
    """The structure elements of these standard types, in reading order."""
    root = pdf.Root.get("/StructTreeRoot", Dictionary())
    roles = {name: str(role) for name, role in root.get("/RoleMap", Dictionary()).items()}
    for one in descendants(root):
        tag = str(one.S)
        if roles.get(tag, tag).lstrip("/") in tags:
            yield one


def descendants(parent: Object) -> Iterator[Object]:
    """The structure elements below one, in reading order."""
    for child in kids(parent):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from descendants(child)


def role_map(pdf: Pdf) -> Object:
    """The table of the names that stand for standard types; a new one if there is none."""
    root = pdf.Root["/StructTreeRoot"]
    root.RoleMap = root.get("/RoleMap", Dictionary())
    roles: Object = root.RoleMap
    return roles


def kids(parent: Object) -> list[Object]:
    """What a structure element holds: elements, object references, numbers of marked content."""
    held = parent.get("/K", Array())
    return list(held.as_list()) if isinstance(held, Array) else [held]


def attributes(one: Object) -> list[Object]:
    """The attribute dictionaries of a structure element."""
    held = one.get("/A", Array())
    listed = list(held.as_list()) if isinstance(held, Array) else [held]
    return [entry for entry in listed if isinstance(entry, Dictionary)]


def link(pdf: Pdf) -> Object:
    """The first link annotation."""
    return first(_links(pdf), "link")[1]


def page_with_link(pdf: Pdf) -> Object:
    """The first page that has a link annotation."""
    return first(_links(pdf), "link")[0].obj


def _links(pdf: Pdf) -> Iterator[tuple[Page, Object]]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()).as_list():
            if annotation.get("/Subtype") == Name.Link:
                yield page, annotation


def with_key(pdf: Pdf, key: str) -> list[Object]:
    """The font dictionaries and font descriptors that have this key, at least one."""
    kinds = (Name.Font, Name.FontDescriptor)
    found: list[Object] = [
        one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") in kinds and key in one
    ]
    first(found, f"font with {key}")
    return found


def replace_in_metadata(pdf: Pdf, pattern: bytes, new: bytes) -> None:
    """Put something else in the place of a pattern in the XMP metadata."""
    stream = pdf.Root.get("/Metadata", pdf.make_stream(b""))
    text, count = re.subn(pattern, new, stream.read_bytes(), flags=re.DOTALL)
    if not count:
        raise LookupError(f"the XMP metadata has no {pattern.decode()}")
    stream.write(text)


def map_to_unicode(pdf: Pdf, start: str) -> None:
    """Let the codes of all fonts stand for the 256 characters from `start` on (hexadecimal UTF-16)."""
    highs = [range(low, min(low + 100, 256)) for low in range(0, 256, 100)]
    blocks = [[f"<{high:02X}00> <{high:02X}FF> <{start}>" for high in block] for block in highs]
    code = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    head = "/CMapName /M def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    for font in with_key(pdf, "/ToUnicode"):
        font.ToUnicode = pdf.make_stream(f"begincmap\n{head}{code}\nendcmap".encode())


def edit_first_text(pdf: Pdf, edit: Edit) -> None:
    """Change the code of the page with the first tagged text; `edit` also gets the places of BDC and EMC."""
    for page in pdf.pages:
        code: Code = list(pikepdf.parse_content_stream(page))
        for begin, end in tagged(code):
            if any(shows(one) for one in code[begin:end]):
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(edit(code, begin, end)))
                return
    raise LookupError("the file has no tagged text")


def tagged(code: Code) -> Iterator[tuple[int, int]]:
    """Where each piece of content with an MCID begins (BDC) and ends (EMC)."""
    begun: list[int] = []
    for at, one in enumerate(code):
        if str(one.operator) in ("BDC", "BMC"):
            begun.append(at)
        elif str(one.operator) == "EMC":
            begin = begun.pop()
            if "/MCID" in properties(code[begin]):
                yield begin, at


def properties(begin: Instruction) -> Object:
    """The property list of a BDC, empty for a BMC or a named list."""
    last = begin.operands[-1]
    return last if isinstance(last, Dictionary) else Dictionary()


def shows(one: Instruction) -> bool:
    """Whether a command shows text."""
    return str(one.operator) in ("Tj", "TJ")


def op(operator: str, *operands: Object | int) -> ContentStreamInstruction:
    """One command of page code."""
    return ContentStreamInstruction(operands, Operator(operator))
