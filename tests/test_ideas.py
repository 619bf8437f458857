"""Easy-read pages: the picture of an idea stands at its side and is no part of what is read."""

from hsgleaflet.model.document import Group, walk
from hsgleaflet.read.svg import drawing
from hsgleaflet.typeset.figures import Images
from hsgleaflet.typeset.layout import Art, Layout, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.typeset.signs import SIGNS
from hsgleaflet.write.pdf.writer import write
from tests.pdf_faults import faults
from tests.samples import Json, clinic, composed, setter, theme
from tests.test_wordings import easy

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 24"><path d="M0 2h{0}v20z" fill="#000"/></svg>'
IDEAS: Json = {
    "ideas": [
        {"icon": "info", "say": "It is a test."},
        {"picture": "wide", "say": ["It is safe. " * 20, "It is short."]},
    ]
}
DOCUMENT = composed(easy(what_it_is=IDEAS), clinic(), wording="easy-read").document
PICTURES = {**SIGNS, "icons/info.svg": drawing(ICON.format(24), "i"), "wide.svg": drawing(ICON.format(96), "w")}
IMAGES = Images({name: (found.width, found.height) for name, found in PICTURES.items()}, PICTURES)


def layout() -> Layout:
    return lay_out(DOCUMENT, theme(), setter(), IMAGES)


def test_words_begin_on_one_line_beyond_the_widest_picture() -> None:
    fragments = [fragment for page in layout().pages for fragment in page.fragments]
    words = [one for one in fragments if isinstance(one, Words) and ".easy_read.ideas." in one.node]
    in_text = [one for one in words if one.node.startswith("sections.1.")]
    assert len(in_text) > 4
    assert len({round(one.x, 3) for one in in_text}) == 1
    (wide,) = [one for one in fragments if isinstance(one, Art) and one.asset == "wide.svg"]
    assert wide.x + wide.width < in_text[0].x


def test_every_idea_has_its_picture() -> None:
    fragments = [fragment for page in layout().pages for fragment in page.fragments]
    shown = [one.asset for one in fragments if isinstance(one, Art) and one.asset in ("icons/info.svg", "wide.svg")]
    ideas = [block for block in walk(DOCUMENT.blocks) if block.role == "idea" and isinstance(block, Group)]
    assert len(shown) == len(ideas)


def test_the_file_has_no_faults_and_no_figure_without_words() -> None:
    data = write(layout(), DOCUMENT, theme(), PICTURES)
    assert faults(data, DOCUMENT) == []
    assert b"/Figure" not in data
