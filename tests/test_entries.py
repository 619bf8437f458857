"""Lists on narrow pages and in large print: what has no room side by side stands below, no word is broken."""

from functools import cache
from itertools import pairwise

import pytest

from hsgleaflet.model.document import Block, Figure, List, walk
from hsgleaflet.typeset.layout import Layout, Words
from hsgleaflet.typeset.page import lay_out
from tests.conftest import project, shipped
from tests.pages import said, texts


def blocks(lang: str, form: str) -> list[Block]:
    return list(walk(project().prepare("hsg", shipped()[0].clinic, lang, form).document.blocks))


@cache
def laid_out(lang: str, form: str) -> Layout:
    prepared = project().prepare("hsg", shipped()[0].clinic, lang, form)
    return lay_out(prepared.document, prepared.theme, project().setter, prepared.images)


def lines(layout: Layout, node: str) -> list[Words]:
    return [words for page in layout.pages for words in texts(page) if words.node == node]


@pytest.mark.parametrize(
    "form", ["a4", "a5", "booklet-letter", "zfold-letter", "trifold", "large-print", "giant-print"]
)
@pytest.mark.parametrize("lang", ["en-GB", "pl"])
def test_no_line_ends_inside_a_word(lang: str, form: str) -> None:
    pictures = {block.id for block in blocks(lang, form) if isinstance(block, Figure)}
    everything = [words for page in laid_out(lang, form).pages for words in texts(page) if words.node not in pictures]
    broken = [
        said(one)
        for one, other in pairwise(everything)
        if one.node == other.node and said(one)[-1].isalnum() and said(other)[0].isalnum() and one.y != other.y
    ]
    assert broken == []


def steps(lang: str, form: str) -> List:
    return next(block for block in blocks(lang, form) if isinstance(block, List) and block.role == "steps")


@pytest.mark.parametrize(("form", "beside"), [("a4", True), ("a5", True), ("trifold", False)])
def test_what_to_do_stands_beside_when_or_below_it(form: str, beside: bool) -> None:
    when, do = steps("en-GB", form).items[0].blocks
    (first, *_), (other, *_) = (lines(laid_out("en-GB", form), block.id) for block in (when, do))
    assert (other.x > first.x + first.width) is beside
    assert (other.y >= first.y + first.height - 0.1) is not beside
