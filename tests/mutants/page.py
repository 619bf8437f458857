"""Faults in the fonts and in the code of a page.

In: an open PDF. Out: the same with one fault. They stand apart because they change how the text itself is
written.
"""

import re

from pikepdf import Array, ContentStreamInstruction, Name, Pdf, String

from tests.mutants.registry import caught_by
from tests.pdf_surgery import Code, edit_first_text, first, map_to_unicode, op, properties, shows, with_key

# --- fonts


@caught_by("ua1/7.21.4.1-1")
def font_not_embedded(pdf: Pdf) -> None:
    for descriptor in with_key(pdf, "/FontFile2"):
        del descriptor.FontFile2


@caught_by("ua1/7.21.3.2-1")
def no_glyph_map(pdf: Pdf) -> None:
    for font in with_key(pdf, "/CIDToGIDMap"):
        del font.CIDToGIDMap


@caught_by("ua1/7.21.5-1")
def wrong_widths(pdf: Pdf) -> None:
    for font in with_key(pdf, "/W"):
        font.W = Array([0, 65535, 333])


@caught_by("ua1/7.21.7-1")
def no_unicode_map(pdf: Pdf) -> None:
    for font in with_key(pdf, "/ToUnicode"):
        del font.ToUnicode


@caught_by("ua1/7.21.7-2")
def unicode_map_to_zero(pdf: Pdf) -> None:
    maps = [font.ToUnicode for font in with_key(pdf, "/ToUnicode")]
    pairs = first((one for one in maps if b"beginbfchar" in one.read_bytes()), "ToUnicode with single characters")
    pairs.write(re.sub(rb"(<\w+>)\s*<\w+>(?=\s*(<|endbfchar))", rb"\1 <0000>", pairs.read_bytes()))


@caught_by("a/6.2.11.7.3-1")
def unicode_map_to_private_use(pdf: Pdf) -> None:
    map_to_unicode(pdf, "E000")


# --- page code


@caught_by("ua1/7.1-3")
def untagged_text(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: code[:begin] + code[begin + 1 : end] + code[end + 1 :])


@caught_by("ua1/7.1-1")
def decoration_inside_tag(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: _wrap(code, begin + 1, end))


@caught_by("ua1/7.1-2")
def tag_inside_decoration(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: _wrap(code, begin, end + 1))


def _wrap(code: Code, begin: int, end: int) -> Code:
    return [*code[:begin], op("BMC", Name.Artifact), *code[begin:end], op("EMC"), *code[end:]]


@caught_by("ua1/7.1-3")
def unknown_mcid(pdf: Pdf) -> None:
    def change(code: Code, begin: int, end: int) -> Code:
        properties(code[begin]).MCID = 9999
        return code

    edit_first_text(pdf, change)


@caught_by("ua1/7.21.8-1")
def empty_box_shown(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: _after_text(code, begin, op("Tj", String(b"\0\0"))))


def _after_text(code: Code, begin: int, *extra: ContentStreamInstruction) -> Code:
    at = next(at for at, one in enumerate(code) if at > begin and shows(one)) + 1
    return [*code[:at], *extra, *code[at:]]


@caught_by("a/6.2.4.3-3")
def printing_colour(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: [op("k", 0, 0, 0, 1), *code])


@caught_by("a/6.2.2-1")
def unknown_command(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: [*code, op("xyz")])


@caught_by("a/6.1.13-8")
def states_nested_too_deep(pdf: Pdf) -> None:
    edit_first_text(pdf, lambda code, begin, end: [*[op("q")] * 29, *[op("Q")] * 29, *code])
