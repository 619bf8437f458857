"""Accessible: what a reader needs who cannot see the page, or sees it otherwise.

Comes in: texts, figures, bold words. Goes out: what is lost to such a reader. It stands alone because the same words
must hold on paper, on a screen, in large print and read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.check.rule import Found, on_document, on_leaflet, on_text
from hsgleaflet.check.subjects import Paper, Prose, Sheet
from hsgleaflet.model.document import Figure, walk
from hsgleaflet.problems import Severity
from hsgleaflet.read.markup import Anchor, Bold, Piece, Words, parse

_VAGUE_LINK = re.compile(
    r"^(?:click |tap )?(?:here|this|this link|link|more|read more|this page|website|page)$", re.IGNORECASE
)
_COLOUR = r"(?:red|green|blue|yellow|orange|purple|pink|grey|gray)"
_BY_COLOUR = re.compile(
    rf"\b(?:in|marked|shown in|coloured) {_COLOUR}\b"
    rf"|\b{_COLOUR} (?:box|text|part|area|line|section|print)s?\b",
    re.IGNORECASE,
)
_BY_PLACE = re.compile(
    r"\b(?:see|in|shown?|listed|described|given)(?: the \w+)? (?:above|below|overleaf|opposite)\b"
    r"|\b(?:box|picture|table|list|section|diagram|number|page)s? (?:above|below|overleaf|opposite)\b"
    r"|\b(?:above|below|following|previous|next) (?:box|picture|table|page|diagram)\b"
    r"|\bon the (?:left|right)(?:[- ]hand side)?\b(?! (?:ovary|tube|side of your))",
    re.IGNORECASE,
)
_PICTURE_OF = re.compile(
    r"^(?:an? )?(?:picture|image|photo(?:graph)?|drawing|diagram|illustration|graphic)"
    r"(?: that| which)? (?:of|showing|shows) ",
    re.IGNORECASE,
)
MOST_BOLD = 0.05
"""Share of the words that may be bold."""


@on_text(
    "A101", Severity.WARNING, "WCAG", english=True,
    why="Who has links read out hears only their words: here, here, here.",
)  # fmt: skip
def link_says_where(prose: Prose) -> Iterator[Found]:
    """The words of a link say where it leads."""
    for words in _links(parse(prose.raw)[0]):
        if _VAGUE_LINK.match(words.strip()):
            start = max(prose.text.find(words), 0)
            yield Found(f'the link "{words}" does not say where it leads', "link the name of what is there",
                        (start, start + 1))  # fmt: skip


def _links(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Anchor):
            yield "".join(inside.text for inside in piece.pieces if isinstance(inside, Words))
        elif isinstance(piece, Bold):
            yield from _links(piece.pieces)


@on_text(
    "A102", Severity.WARNING, "WCAG", "RNIB", english=True,
    why="Many leaflets are printed in black, and some readers see no colours.",
)  # fmt: skip
def not_by_colour(prose: Prose) -> Iterator[Found]:
    """Nothing is told by its colour alone."""
    for found in _BY_COLOUR.finditer(prose.text) if prose.kind != "alt" else ():
        yield Found(f'"{found[0]}" is lost without colours', "name it by its words", found.span())


@on_text(
    "A103", Severity.WARNING, "WCAG", english=True,
    why="Above and below change places with the format, and mean nothing when a leaflet is read aloud.",
)  # fmt: skip
def not_by_place(prose: Prose) -> Iterator[Found]:
    """Nothing is told by its place on the page."""
    for found in _BY_PLACE.finditer(prose.text) if prose.kind != "alt" else ():
        yield Found(f'"{found[0]}" is lost in another format', "name the heading it stands under", found.span())


@on_text(
    "A104", Severity.INFO, "WCAG", english=True, mends=True,
    why="A screen reader has said already that it is a picture.",
)  # fmt: skip
def alt_begins_with_what_is_seen(prose: Prose) -> Iterator[Found]:
    """The words for a picture begin with what it shows."""
    found = _PICTURE_OF.match(prose.text) if prose.kind == "alt" else None
    if found:
        end = min(found.end() + 1, len(prose.text))
        new = prose.text[found.end() : end].upper()
        yield Found(f'"{found[0].strip()}" is said twice', "begin with what it shows", (0, end), new=new)


@on_text(
    "A105", Severity.WARNING, "WCAG",
    why="A few words tell nothing, and very many cannot be listened to.",
)  # fmt: skip
def alt_is_long_enough(prose: Prose) -> Iterator[Found]:
    """The words for a picture are 4 to 60."""
    if prose.kind == "alt" and not 4 <= prose.words <= 60:
        yield Found(f"this picture is told in {prose.words} words", "say what it shows in 4 to 60 words")


@on_leaflet(
    "A106", Severity.WARNING, "WCAG", "PEMAT",
    why="Who hears the same words twice learns half as much.",
)  # fmt: skip
def alt_is_not_the_caption(sheet: Sheet) -> Iterator[Found]:
    """The words for a picture say more than its caption."""
    captions = {prose.path[:-1]: prose.text for prose in sheet.prose if prose.kind == "caption"}
    for prose in sheet.prose:
        if prose.kind == "alt" and prose.text.strip(". ") == captions.get(prose.path[:-1], "").strip(". "):
            yield Found("this only repeats the caption", "say what the picture shows", at=prose.at())


@on_leaflet(
    "A107", Severity.WARNING, "NHS-FORMAT", "RNIB", "house",
    why="Where much is bold, nothing stands out.",
)  # fmt: skip
def little_is_bold(sheet: Sheet) -> Iterator[Found]:
    """At most 5 words in 100 are bold."""
    texts = [prose for prose in sheet.prose if not prose.wording and prose.kind not in ("wording", "about", "alt")]
    whole = sum(len(prose.text) for prose in texts)
    bold = sum(end - start for prose in texts for start, end in prose.bare.bold)
    if bold > MOST_BOLD * whole:
        share = round(100 * bold / whole)
        yield Found(f"{share} in 100 letters of this leaflet are bold", "keep bold for what the reader must do",
                    path=("sections",), on_key=True)  # fmt: skip


@on_text(
    "A108", Severity.WARNING, "NHS-FORMAT", "house",
    why="A bold sentence shouts; a bold verb points.",
)  # fmt: skip
def bold_is_short(prose: Prose) -> Iterator[Found]:
    """Bold is for a few words, not for whole sentences."""
    for start, end in prose.bare.bold:
        words = len(prose.text[start:end].split())
        if words > 8:
            yield Found(f"{words} words in a row are bold", "make the word bold that matters most", (start, end))


@on_document(
    "A109", Severity.ERROR, "WCAG", safety=True,
    why="A picture without words is nothing to a reader who cannot see it.",
)  # fmt: skip
def picture_has_words(paper: Paper) -> Iterator[Found]:
    """Every picture that tells something has words that say the same."""
    for block in walk(paper.document.blocks):
        if isinstance(block, Figure) and not block.alt.strip() and block.role != "idea":
            yield Found("this picture has no words", "say what it shows", at=block.at)
