"""Every script beside an independent engine: Typst with the same font files, rendered and compared."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from benchmarks.scripts import Sentence, ours, read_back, sentences, share_of_words, typst_pdf
from hsgleaflet.typeset.faces import Faces
from hsgleaflet.typeset.text import Setter
from hsgleaflet.work.workspace import Workspace

SCALE = 8
MOST_DIFFERING = 0.02
"""Share of the ink that may differ: the edges of letters that lie a fraction of a pixel apart."""


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(Faces(Workspace(Path.cwd())))


def ink(data: bytes) -> Image.Image:
    """Return what is printed on the first page, cropped to the ink, black as 255."""
    page = pypdfium2.PdfDocument(data)[0]
    grey = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
    black = ImageChops.invert(grey)
    return black.crop(black.getbbox())


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of the ink by which two pictures differ plainly, laid over each other as well as can be."""
    return min(_differing(one, other, right, down) for right in (0, 1, 2) for down in (0, 1, 2))


def _differing(one: Image.Image, other: Image.Image, right: int, down: int) -> float:
    size = (max(one.width, other.width) + 2, max(one.height, other.height) + 2)
    first, second = (Image.new("L", size) for _ in range(2))
    first.paste(one, (1, 1))
    second.paste(other, (right, down))
    plainly = ImageChops.difference(first, second).point(lambda value: 255 if value > 128 else 0)
    inked = first.point(lambda value: 255 if value > 64 else 0)
    return plainly.histogram()[255] / max(inked.histogram()[255], 1)


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence.name)
def test_lines_and_glyphs_stand_where_typst_puts_them(sentence: Sentence, setter: Setter) -> None:
    mine, theirs = ink(ours(sentence, setter)), ink(typst_pdf(sentence))
    assert abs(mine.width - theirs.width) <= SCALE // 2
    assert abs(mine.height - theirs.height) <= SCALE // 2
    assert differing(mine, theirs) <= MOST_DIFFERING


@pytest.mark.parametrize("sentence", sentences(), ids=lambda sentence: sentence.name)
def test_text_is_read_back_at_least_as_well_as_from_typst(sentence: Sentence, setter: Setter) -> None:
    mine = share_of_words(sentence.text, read_back(ours(sentence, setter)))
    assert mine >= share_of_words(sentence.text, read_back(typst_pdf(sentence)))
