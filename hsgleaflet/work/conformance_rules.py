"""What the rules of PDF/UA and PDF/A mean, in plain words.

In: a veraPDF flavour, a clause and a test number. Out: one sentence: what is wrong, and what to do about
it. It stands alone because it is text for people to read and correct, not code. A rule has a different
number in each standard, so an entry begins with all its numbers: "ua1/7.3-1" is clause 7.3 test 1 of
PDF/UA-1.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

_IDENTITY = """
ua1/5-1 ua2/5-1
The file does not say that it is PDF/UA: add the pdfuaid part to its XMP metadata.

ua1/5-2 ua2/5-2
The file names another part of PDF/UA than the one checked: check it against that one, or correct
pdfuaid:part.

a/6.6.4-1 a4/6.7.3-1
The file does not say that it is PDF/A: add the pdfaid part to its XMP metadata.

a/6.6.4-2 a/6.6.4-3 a4/6.7.3-2 a4/6.7.3-3
The file names another part or level of PDF/A than the one checked: check it against that one, or
correct pdfaid:part and pdfaid:conformance.

ua1/6.1-1 a/6.1.2-1
The first line of the file does not give a PDF version from 1.0 to 1.7: write the file as PDF 1.7.

ua2/6.1-1 a4/6.1.2-1
The file is not PDF 2.0: write it as PDF 2.0.

ua1/7.1-8 a/6.6.2.1-1 ua2/8.11.1-2 a4/6.7.2.1-1
The file has no XMP metadata, so nothing tells its title or its standard: add the metadata stream.

a/6.6.2.1-4 a4/6.7.2.1-4
The XMP metadata is broken and cannot be read: write it again as well-formed XML.

a/6.6.2.3.1-1 a/6.6.2.3.1-2
The XMP metadata has an entry that PDF/A does not know, or whose value is of the wrong kind: describe it
in an extension schema, correct it, or leave it out.

a4/6.1.3-4 a4/6.1.3-5
The file has the old document information beside its XMP metadata, which PDF/A-4 forbids: remove it.

ua1/7.1-9 ua2/8.11.1-1
The document has no title in its metadata: give it one, because a screen reader announces it first.

ua1/7.1-10 ua2/8.11.2-1
The window would show the file name instead of the title: set DisplayDocTitle to true.
"""

_LANGUAGE = """
ua1/7.2-34 ua1/7.2-33 ua1/7.2-2 ua2/8.4.4-1
The language is not stated, so a screen reader cannot choose its voice: set Lang for the whole document.

ua1/7.2-21 ua1/7.2-22 ua1/7.2-23 ua1/7.2-24 ua1/7.2-30 ua1/7.2-31 ua1/7.2-32
A text given for a screen reader (alternative text, a link's description) has no language: set Lang for
the whole document.

ua1/7.2-29 a/6.7.4-1 ua2/8.4.4-2
A language is written in a way no program understands: use a language tag such as "en-GB" or "ar".
"""

_TAGS = """
ua1/6.2-1 a/6.7.2.2-1 ua2/6.2-1
The file does not say that it is tagged, so a screen reader may guess its order: set Marked to true.

ua1/7.1-11 a/6.7.3.3-1 ua2/8.2.1-1
The document has no tags at all, so a screen reader can only guess: make the file with its structure
tree.

ua1/7.1-4
The file calls its own tags suspect: check them, then set Suspects to false.

ua1/7.1-1
Decoration lies inside tagged content: close the tag before the decoration and open it again after.

ua1/7.1-2
Real content lies inside decoration, so a screen reader skips it: take it out of the artifact.

ua1/7.1-3 ua2/8.2.2-1
Something on the page is neither tagged nor marked as decoration, so it may be skipped or read out of
place: tag it, or mark it as an artifact.

ua1/7.1-5 a/6.7.3.4-1 ua2/8.2.4-1
A tag has a name that no program knows: use a standard tag, or map the name to one in the role map.

ua1/7.1-6 a/6.7.3.4-2 ua2/8.2.4-2
The role map goes round in a circle: map each name to a standard tag.

ua1/7.1-7 a/6.7.3.4-3 ua2/8.2.4-4
The role map gives a standard tag another meaning: remove that line from the role map.

ua1/7.1-12 ua2/8.2.1-2
A tag does not say which tag it belongs to: give the structure element its parent (P).

ua2/8.2.5.2-1 ua2/8.2.5.2-2
The tags do not all lie in one Document tag of PDF 2.0: put everything in one, with its namespace.
"""

_STRUCTURE = """
ua1/7.4.2-1
A heading level is skipped, as from 1 to 3, so the outline has a hole: use the next level down.

ua1/7.4.4-1 ua1/7.4.4-2 ua1/7.4.4-3 ua2/8.2.5.12-1
Headings without a level (H) are used, or mixed with levels (H1, H2): use H1 to H6 only.

ua1/7.2-17 ua1/7.2-18 ua1/7.2-19 ua1/7.2-20 ua1/7.2-40 ua2/8.2.5.25-2
A list is not built as a list: L may hold LI (and a caption first), and LI may hold only Lbl and LBody.

ua2/8.2.5.25-1
A list has bullets or numbers but does not say which kind: set ListNumbering.

ua1/7.2-3 ua1/7.2-4 ua1/7.2-5 ua1/7.2-6 ua1/7.2-7 ua1/7.2-8 ua1/7.2-9 ua1/7.2-10 ua1/7.2-36 ua1/7.2-37
ua1/7.2-38
A table is not built as a table: Table holds rows or groups of rows, rows (TR) hold only cells (TH, TD).

ua1/7.2-11 ua1/7.2-12 ua1/7.2-13 ua1/7.2-14
The groups of a table are wrong: it may have one head, one foot, and then needs a body (TBody).

ua1/7.2-16 ua1/7.2-39 ua2/8.2.5.27-1
A caption is in the wrong place or there are two: keep one, as the first or the last part.

ua1/7.2-15 ua2/8.2.5.26-1
Two cells of a table lie over each other: correct RowSpan and ColSpan.

ua1/7.2-41 ua1/7.2-42 ua1/7.2-43 ua2/8.2.5.26-2 ua2/8.2.5.26-3 ua2/8.2.5.26-4
The rows of a table have different numbers of cells: add the missing cells, or correct the spans.

ua1/7.5-1 ua2/8.2.5.26-5
A screen reader cannot tell which heading belongs to a table cell: give each header cell (TH) a Scope.

ua1/7.5-2 ua2/8.2.5.26-6
A table cell names a header cell that does not exist: correct its Headers, or give header cells a Scope.

ua1/7.2-26 ua1/7.2-27 ua1/7.2-28
A table of contents is not built as one: TOC may hold TOC and TOCI (and a caption first).

ua1/7.3-1 ua2/8.2.5.28.2-1
A picture has no alternative text, so a blind reader gets nothing: say in words what it shows, or mark
it as decoration.

ua1/7.7-1
A formula has no alternative text: write it out in words.

ua1/7.9-1 ua1/7.9-2
A note has no ID of its own: give each Note its own ID.
"""

_LINKS = """
ua1/7.18.5-1 ua2/8.2.5.20-1
A link on the page is not part of a Link tag, so a screen reader does not offer it: tie the two together
(StructParent and OBJR).

ua1/7.18.5-2 ua1/7.18.1-2
A link or note has no description: say in Contents where it leads or what it is.

ua2/8.9.4.2-1
A link has two descriptions that differ: make the tag's Alt and the link's Contents the same.

ua2/8.8-1 ua2/8.8-2
A link or bookmark points to a place on a page: let it point to a tag (SD).

ua1/7.18.3-1 ua2/8.9.3.3-1
On a page with links the tab key does not follow the reading order: set Tabs to S on the page.

ua1/7.18.1-1
A comment or stamp is not part of an Annot tag: remove it, or tag it.

ua1/7.18.1-3 ua1/7.18.4-1 ua1/7.18.4-2 ua2/8.10.1-1 ua2/8.10.2.3-1
A form field has no name or lies outside a Form tag: give it a tooltip (TU) and its own Form tag.

a/6.3.2-1 a/6.3.2-2 a4/6.3.2-1 a4/6.3.2-2
A link or note may be hidden or left out in print: set its F entry to 4 (printed).

a/6.3.1-1 a/6.3.3-1 a4/6.3.1-1 a4/6.3.3-1
The page holds a sound, film, form field or note that will not look the same in years to come: remove
it.

a/6.5.1-1 a/6.5.1-2 a/6.5.2-1 a/6.5.2-2 a4/6.6.1-1 a4/6.6.1-2
The file runs a script or an action of its own: remove it; only links are safe to keep.
"""

_FONTS = """
ua1/7.21.4.1-1 a/6.2.11.4.1-1 ua2/8.4.5.5.1-1 a4/6.2.10.4.1-1
A font is not inside the file, so the text may look different or vanish elsewhere: embed it.

ua1/7.21.4.1-2 a/6.2.11.4.1-2 ua2/8.4.5.5.1-2 a4/6.2.10.4.1-2
The text uses a glyph that was left out of the embedded font: embed it with every glyph in use.

ua1/7.21.4.2-2 a/6.2.11.4.2-2
The list of glyphs in an embedded font is wrong: leave CIDSet out, it is not needed.

ua1/7.21.3.2-1 a/6.2.11.3.2-1 ua2/8.4.5.3.2-1 a4/6.2.10.3.2-1
A font does not say which glyph each code stands for: add its CIDToGIDMap.

ua1/7.21.5-1 a/6.2.11.5-1 ua2/8.4.5.6-1 a4/6.2.10.5-1
A letter has another width in the file than in its font, so lines may shift: write the font's own
widths.

ua1/7.21.6-1 ua1/7.21.6-2 ua1/7.21.6-3 ua1/7.21.6-4 a/6.2.11.6-1 a/6.2.11.6-2 a/6.2.11.6-3 a/6.2.11.6-4
The encoding of a simple font is not clear: embed it as a composite (Type 0) font, or correct its
encoding.

ua1/7.21.7-1 a/6.2.11.7.2-1 ua2/8.4.5.8-1
A letter cannot be turned back into text, so it is lost to a screen reader, search and copying: give the
font a ToUnicode table.

ua1/7.21.7-2 a/6.2.11.7.2-2 ua2/8.4.5.8-2 a4/6.2.10.7-1
A letter turns into a character that does not exist: the font lacks it; choose a font that has it.

a/6.2.11.7.3-1 ua2/8.4.3-1
A letter turns into a private character that means nothing elsewhere: give its text as ActualText.

ua1/7.21.8-1 a/6.2.11.8-1 ua2/8.4.5.9-1 a4/6.2.10.9-1
An empty box is shown where the font has no glyph: choose a font that has the character.
"""

_PAGES = """
a/6.2.4.3-2 a/6.2.4.3-4 a4/6.2.4.3-2 a4/6.2.4.3-4
Colours are used but not defined, so they may look different elsewhere: add the sRGB output intent.

a/6.2.4.3-3 a4/6.2.4.3-3
A picture or colour is meant for a printing press (CMYK): convert it to RGB.

a/6.2.3-1 a4/6.2.3-1
The colour profile of the file is not fit for use: embed an sRGB profile.

a/6.2.8-3 a4/6.2.7.1-3
A picture asks to be smoothed (Interpolate): set it to false.

a/6.2.2-1 a4/6.2.2-1
The page code holds a command that PDF does not know: write the page again.

a/6.2.2-2 a4/6.2.2-2
The page uses a font or picture that it does not list: add it to its Resources.
"""

_FILE = """
a/6.1.2-2 a4/6.1.2-2
The second line does not mark the file as binary: save it with another program.

a/6.1.3-1 a4/6.1.3-1
The file has no identifier (ID): save it with one.

a/6.1.3-2 a4/6.1.3-2
The file is encrypted, so it may not open in years to come: save it without a password.

ua1/7.16-1
The encryption keeps a screen reader from the text: save it without a password.

a/6.1.3-3 a4/6.1.3-3
There is rubbish after the end of the file: save it again.

a/6.1.7.1-1 a/6.1.7.1-2 a4/6.1.6.1-1
A stream in the file has a wrong length or a missing line end: save it with a program that writes PDF/A.

a/6.1.7.2-1 a4/6.1.6.2-1
Data is packed in a way PDF/A forbids (LZW, for one): save it again with Flate.

a/6.8-1 a/6.8-2 a/6.8-3 a/6.8-4 a/6.8-5 a4/6.9-1 a4/6.9-2 a4/6.9-3 a4/6.9-4 ua1/7.11-1 ua2/8.14.1-1
A file is attached that the standard does not allow or that is not described well enough: remove it.
"""

_TEXTS = (_IDENTITY, _LANGUAGE, _TAGS, _STRUCTURE, _LINKS, _FONTS, _PAGES, _FILE)
_NUMBER = re.compile(r"(ua1|ua2|a|a4)/[\d.]+-\d+")
_FAMILIES = MappingProxyType(
    {
        "ua1": "ua1",
        "ua2": "ua2",
        "wt1a": "ua2",
        "wt1r": "ua2",
        **dict.fromkeys(("2a", "2b", "2u", "3a", "3b", "3u"), "a"),
        **dict.fromkeys(("4", "4e", "4f"), "a4"),
    }
)


def _entries() -> Iterator[tuple[str, str]]:
    for block in "\n".join(_TEXTS).split("\n\n"):
        words = block.split()
        sentence = " ".join(word for word in words if not _NUMBER.fullmatch(word))
        yield from ((word, sentence) for word in words if _NUMBER.fullmatch(word))


_BY_RULE = MappingProxyType(dict(_entries()))


def in_plain_words(profile: str, clause: str, test: int, otherwise: str) -> str:
    """What a broken rule means and what to do, as one sentence; `otherwise` where we have none of our own."""
    return _BY_RULE.get(f"{_FAMILIES.get(profile)}/{clause}-{test}", otherwise)
