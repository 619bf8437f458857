"""Faults that veraPDF lets pass, each with the reason: work for our own checks.

In: an open PDF. Out: the same with one fault. They stand apart because the test of them is the other way
round: the day veraPDF sees one, it moves to the others.
"""

import re

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.mutants.registry import unseen
from tests.pdf_surgery import (
    Code,
    edit_first_text,
    element,
    elements,
    first,
    kids,
    link,
    map_to_unicode,
    op,
    properties,
    replace_in_metadata,
    shows,
    tagged,
    with_key,
)

_SPACE = rb"(<\w+>\s*)<0020>(?=\s)"
"""A pair of a ToUnicode map that leads to a space."""


@unseen("PDF/A-2 asks no longer that the old document information agrees with the XMP metadata")
def titles_disagree(pdf: Pdf) -> None:
    pdf.docinfo.Title = "Another leaflet"


@unseen("any title will do")
def title_is_file_name(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"(<dc:title>.*?<rdf:li[^>]*>).*?(</rdf:li>)", rb"\1leaflet-final-2.pdf\2")


@unseen("a byte that is not UTF-8 is read as some character")
def title_not_in_utf_8(pdf: Pdf) -> None:
    replace_in_metadata(pdf, rb"(<dc:title>.*?<rdf:li[^>]*>)", b"\\1\xe9")


@unseen("a language tag is checked for its form, not for the language of the text")
def wrong_language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("fi-FI")


@unseen("an alternative text must not be empty, but may say nothing")
def alt_is_blank(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = String(" ")


@unseen("an alternative text is not read")
def alt_is_file_name(pdf: Pdf) -> None:
    element(pdf, "Figure").Alt = String("IMG_0042.png")


@unseen("a link's description must not be empty, but may say nothing")
def link_contents_blank(pdf: Pdf) -> None:
    link(pdf).Contents = String(" ")


@unseen("the way from the annotation to its tag is checked, the way back is not")
def link_without_object_reference(pdf: Pdf) -> None:
    tag = element(pdf, "Link")
    tag.K = Array([kid for kid in kids(tag) if not (isinstance(kid, Dictionary) and "/Obj" in kid)])


@unseen("the order of tags is not compared with the page")
def list_items_reversed(pdf: Pdf) -> None:
    items = element(pdf, "L")
    items.K = Array(kids(items)[::-1])


@unseen("a heading may be tagged as anything")
def heading_as_paragraph(pdf: Pdf) -> None:
    list(elements(pdf, "H2"))[-1].S = Name.P


@unseen("a table without header cells is let pass")
def header_cells_as_data(pdf: Pdf) -> None:
    element(pdf, "TH")
    for cell in list(elements(pdf, "TH")):
        cell.S = Name.TD


@unseen("the text that replaces a tag's own is not compared with it")
def wrong_actual_text(pdf: Pdf) -> None:
    element(pdf, "P").ActualText = String("Something else")


@unseen("real text may be marked as decoration; its tag is then empty")
def text_as_decoration(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: [*code[:begin], op("BMC", Name.Artifact), *code[begin + 1 :]])


@unseen("an empty tag is let pass")
def tag_without_content(pdf: Pdf) -> None:
    element(pdf, "P").K = Array()


@unseen("content that shares a number goes to one tag, and the other tag is left empty")
def mcid_used_twice(pdf: Pdf) -> None:
    def change(code: Code, begin: int, end: int) -> Code:
        numbers = [properties(code[at]) for at, _ in tagged(code)]
        other = first((one for one in numbers if one.MCID != properties(code[begin]).MCID), "second MCID")
        other.MCID = properties(code[begin]).MCID
        return code

    edit_first_text(pdf, change)


@unseen("any valid character will do for a glyph")
def wrong_text(pdf: Pdf) -> None:
    map_to_unicode(pdf, "4E00")


@unseen("a lost space is a valid text")
def spaces_lost(pdf: Pdf) -> None:
    maps = [font.ToUnicode for font in with_key(pdf, "/ToUnicode")]
    spaces = [one for one in maps if re.search(_SPACE, one.read_bytes())]
    first(spaces, "space")
    for one in spaces:
        one.write(re.sub(_SPACE, rb"\1<200B>", one.read_bytes()))


@unseen("contrast is not measured")
def text_in_white(pdf: Pdf) -> None:
    def change(code: Code, begin: int, end: int) -> Code:
        at = next(at for at in range(begin, end) if shows(code[at]))
        return [*code[:at], op("rg", 1, 1, 1), *code[at:]]

    edit_first_text(pdf, change)
