"""The structure tree: a PDF is read aloud as it reads on paper, in any script, whatever the blocks."""

import itertools
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsgleaflet.model.document import (
    Block,
    Callout,
    Document,
    Figure,
    Filled,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Picture,
    Section,
    Span,
    Strong,
    Text,
    plain_text,
)
from hsgleaflet.write.pdf.metadata import STANDARDS
from tests.conftest import Built, in_conformance
from tests.mutants import UNSEEN, mutated
from tests.pdf_faults import faults
from tests.pdf_pages import Mark
from tests.pdf_reading import Annotation, Tag, read
from tests.sample_documents import bullets, document, everything, link, paragraph, pdf_of, section, table, words

IN_EACH_SCRIPT = {
    "am": "ሐኪምዎን ይጠይቁ።",
    "ar": "اسأل طبيبك (رقم 12) عن الفحص.",
    "bn": "আপনার ডাক্তারকে জিজ্ঞাসা করুন।",
    "cy": "Gofynnwch i’ch meddyg.",
    "el": "Ρωτήστε τον γιατρό σας.",
    "fa": "از پزشک خود بپرسید و می\u200cخواهم.",
    "gu": "તમારા ડૉક્ટરને પૂછો.",
    "he": "שאל את הרופא (בטלפון 12).",
    "hi": "अपने डॉक्टर से पूछें।",
    "hy": "Հարցրեք ձեր բժշկին։",
    "ka": "ჰკითხეთ თქვენს ექიმს.",
    "pa": "ਆਪਣੇ ਡਾਕਟਰ ਨੂੰ ਪੁੱਛੋ।",
    "pl": "Zapytaj lekarza: zażółć gęślą jaźń.",
    "ta": "உங்கள் மருத்துவரிடம் கேளுங்கள்.",
    "th": "ถาม\u200bแพทย์\u200bของ\u200bคุณ\u200bน้ำ",
    "uk": "Запитайте свого лікаря.",
    "ur": "اپنے ڈاکٹر سے پوچھیں۔",
    "vi": "Hãy hỏi bác sĩ của bạn.",
    "zh-Hans": "请询问您的医生（一）。",
}


def _tree(made: Document) -> Tag:
    return read(pdf_of(made)).root


def _the(root: Tag, role: str) -> Tag:
    return next(tag for tag in root.walk() if tag.role == role)


# --- one of everything


@pytest.mark.parametrize("conformance", STANDARDS)
def test_a_document_with_one_of_everything_has_no_faults(conformance: str) -> None:
    assert faults(pdf_of(everything(), conformance), everything()) == []


@pytest.mark.parametrize("name", UNSEEN)
def test_a_fault_that_verapdf_lets_pass_is_seen_here(name: str) -> None:
    data = pdf_of(everything())
    assert faults(mutated(data, lambda pdf: None), everything()) == []
    assert faults(mutated(data, UNSEEN[name].mutate), everything())


@pytest.mark.parametrize("name", UNSEEN)
def test_such_a_fault_is_seen_in_a_shipped_leaflet_too(hsg: Built, name: str) -> None:
    try:
        faulty = mutated(hsg.data, UNSEEN[name].mutate)
    except LookupError as error:
        pytest.skip(str(error))
    assert faults(faulty, hsg.document)


@pytest.mark.parametrize("conformance", STANDARDS)
def test_all_that_an_author_can_write_has_no_faults(gallery: Built, conformance: str) -> None:
    other = in_conformance(gallery, conformance)
    assert faults(other.data, other.document) == []


def test_one_of_everything_it_is() -> None:
    tags = list(_tree(everything()).walk())
    roles = "Document Sect H1 H2 H3 P L LI Lbl LBody Table Caption THead TBody TR TH TD Figure Link Span"
    assert {tag.role for tag in tags} == set(roles.split())
    assert {tag.lang for tag in tags} == {None, "ar"}


# --- text


@pytest.mark.parametrize("lang", IN_EACH_SCRIPT)
def test_each_script_is_read_to_the_character(lang: str) -> None:
    text = IN_EACH_SCRIPT[lang]
    made = document(
        paragraph("p", f"{text} " * 9), bullets("l", text), table("t", (text, text), (text, text)), lang=lang
    )
    assert read(pdf_of(made)).text() == plain_text(made)
    assert faults(pdf_of(made), made) == []


@pytest.mark.parametrize(
    "text", ["a\u00adb", "\u2060ab", "a\u200eb \u200f", "fi ffi fl", "e\u0301 o\u0302\u0323", "12\u00a0mg"]
)
def test_characters_without_a_glyph_of_their_own_are_read(text: str) -> None:
    made = document(paragraph("p", text, Strong(content=words(text)), text))
    assert read(pdf_of(made)).text() == plain_text(made)


def test_spaces_at_the_ends_of_lines_are_read() -> None:
    sentence = "Every word is followed by the space that stands before the next word. " * 6
    paragraph_ = _the(_tree(document(paragraph("p", sentence, role="body"))), "Sect").tags[1]
    assert paragraph_.text() == sentence
    assert len([kid for kid in paragraph_.kids if isinstance(kid, Mark)]) == 1


def test_a_paragraph_on_two_pages_is_one_element() -> None:
    made = document(paragraph("p", "All of this is one paragraph. " * 150))
    long = _the(_tree(made), "Sect").tags[1]
    pages = [kid.at[0] for kid in long.kids if isinstance(kid, Mark)]
    assert (long.role, sorted(set(pages))) == ("P", [0, 1])


def test_the_order_of_tags_is_that_of_meaning_not_of_paper() -> None:
    """What is printed on the back comes last on paper, and stays where it was written for those who listen."""
    back = Section(id="back", heading=words("Get help"), blocks=(paragraph("b", "Ring us."),), slot="back")
    made = document(section("s1", "One", paragraph("p1", "first")), back, section("s2", "Two", paragraph("p2", "last")))
    assert read(pdf_of(made)).text() == plain_text(made)
    last_mark = max(read(pdf_of(made)).marks.values(), key=lambda mark: mark.at)
    assert last_mark.text == "Ring us."


# --- headings, lists, tables, figures


def test_headings_follow_the_sections() -> None:
    made = document(
        section("s", "Two", section("s.0", "Three", paragraph("p", "x"))),
        Callout(id="c", role="note", title=words("Two again"), blocks=(paragraph("c.0", "x"),)),
        section("t", "And two", paragraph("q", "x")),
    )
    assert [(tag.role, tag.text()) for tag in _tree(made).walk() if tag.role[0] == "H"] == [
        ("H1", "A sample"),
        ("H2", "Two"),
        ("H3", "Three"),
        ("H2", "Two again"),
        ("H2", "And two"),
    ]


def test_a_part_without_a_heading_skips_no_level() -> None:
    inner = section("s.0", "Inside", paragraph("p", "x"))
    made = document(
        Section(id="s", heading=(), blocks=(inner,)),
        Callout(id="c", role="note", title=(), blocks=(paragraph("c.0", "y"),)),
    )
    assert [tag.role for tag in _tree(made).walk() if tag.role[0] == "H"] == ["H1", "H2"]
    assert faults(pdf_of(made), made) == []


def test_a_heading_may_be_all_link_or_foreign_words() -> None:
    foreign = Span(id="s2/f", lang="cy", content=words("Croeso"))
    made = document(
        Section(id="s1", heading=(link("s1/l", "https://example.org", "Go"),), blocks=(paragraph("p1", "x"),)),
        Section(id="s2", heading=(foreign,), blocks=(paragraph("p2", "x"),)),
    )
    assert faults(pdf_of(made), made) == []
    with pikepdf.open(BytesIO(pdf_of(made))) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root[0].children] == ["Go", "Croeso"]


@pytest.mark.parametrize(
    ("numbering", "said"), [("none", "None"), ("disc", "Disc"), ("square", "Square"), ("decimal", "Decimal")]
)
def test_lists_say_how_they_are_marked(numbering: str, said: str) -> None:
    items = (Item(marker="1", blocks=(paragraph("l.0.0", "one"),)),)
    made = List(id="l", items=items, numbering=numbering)  # type: ignore[arg-type]
    found = _the(_tree(document(made)), "L")
    assert found.numbering == said
    assert [(tag.role, tag.text()) for tag in found.tags[0].tags] == [("Lbl", "1"), ("LBody", "one")]


def test_cells_name_what_they_head() -> None:
    found = _the(_tree(document(table("t", ("a", "b"), ("c", "d")))), "Table")
    cells = [[(cell.role, cell.scope, cell.text()) for cell in row.tags] for row in found.walk() if row.role == "TR"]
    assert cells == [[("TH", "Column", "a"), ("TH", "Column", "b")], [("TH", "Row", "c"), ("TD", "", "d")]]


def test_an_empty_cell_keeps_the_place_of_its_column() -> None:
    made = document(table("t", ("", "b", "c"), ("d", "", "f")))
    rows = [row for row in _the(_tree(made), "Table").walk() if row.role == "TR"]
    assert [[(cell.role, cell.text()) for cell in row.tags] for row in rows] == [
        [("TD", ""), ("TH", "b"), ("TH", "c")],
        [("TH", "d"), ("TD", ""), ("TD", "f")],
    ]


def test_the_head_of_a_table_that_runs_on_is_read_once() -> None:
    rows = [(f"Row {number}", "It has some words in it. " * 6) for number in range(30)]
    made = document(table("t", ("Name", "Words"), *rows))
    reading = read(pdf_of(made))
    assert reading.text() == plain_text(made)
    painted = [shown.page for shown in reading.shown if shown.text.strip() == "Name"]
    assert len(painted) > 1
    assert len(set(painted)) == len(painted)


def test_a_caption_stands_beside_its_picture_not_inside() -> None:
    """What stands for a picture would replace a caption inside it."""
    figure = Figure(id="f", graphic=Picture(asset="dot", width=40), alt="A red dot", caption=words("The dot"))
    found = _the(_tree(document(paragraph("p", "x"), figure)), "Figure")
    around = next(tag for tag in _tree(document(paragraph("p", "x"), figure)).walk() if tag.tags[:1] == [found])
    assert (found.alt, found.tags) == ("A red dot", [])
    assert [(tag.role, tag.text()) for tag in around.tags[1:]] == [("Caption", "The dot")]


# --- links and foreign words


def test_a_link_over_two_lines_is_one_annotation_over_two_pages_two() -> None:
    near = document(paragraph("p", "Some words. " * 6, link("l", "https://example.org", "a link of several words")))
    far = document(paragraph("p", link("l", "https://example.org", "All of this is one link. " * 150)))
    for made, pages in ((near, [0]), (far, [0, 1])):
        found = _the(_tree(made), "Link")
        assert [kid.page for kid in found.kids if isinstance(kid, Annotation)] == pages
        assert faults(pdf_of(made), made) == []


def test_foreign_words_inside_a_link_stay_inside_it() -> None:
    inside = Span(id="s", lang="cy", content=words("Cymraeg"))
    made = document(paragraph("p", "In ", link("l", "https://example.org", "the ", inside, " page"), "."))
    found = _the(_tree(made), "Link")
    assert (found.text(), [tag.lang for tag in found.tags]) == ("the Cymraeg page", ["cy"])
    assert faults(pdf_of(made), made) == []


def test_a_link_that_is_only_foreign_words_can_be_clicked() -> None:
    inside = Span(id="s", lang="cy", content=words("Cymraeg"))
    made = document(paragraph("p", "In ", link("l", "https://example.org", inside), "."))
    assert faults(pdf_of(made), made) == []


def test_descriptions_survive_every_character() -> None:
    texts = ("\u00ad soft", "\x9f", "(a) \\ b", "\u00fe\u00ff", "– “quoted”", "漢字", "😀")
    made = document(
        *(Figure(id=f"f{n}", graphic=Picture(asset="dot", width=9), alt=text) for n, text in enumerate(texts))
    )
    assert tuple(tag.alt for tag in _tree(made).walk() if tag.role == "Figure") == texts


# --- right to left


def test_every_right_to_left_leaf_is_said_in_the_order_of_the_voice() -> None:
    text = IN_EACH_SCRIPT["ar"]
    made = document(section("s", text, paragraph("p", text), bullets("l", text, marker="١")), lang="ar", title=text)
    leaves = [tag for tag in _tree(made).walk() if tag.is_leaf]
    assert all(tag.actual for tag in leaves)
    assert "".join(kid.text for kid in leaves[1].kids if isinstance(kid, Mark)) != text


def test_a_link_in_a_right_to_left_paragraph_is_not_said_away() -> None:
    made = document(paragraph("p", "قبل ", link("l", "https://example.org", "هذا الرابط"), " بعد"), lang="ar")
    (found,) = [tag for tag in _tree(made).walk() if any(kid.role == "Link" for kid in tag.tags)]
    assert found.actual is None
    assert [(tag.role, tag.actual) for tag in found.tags] == [
        ("Span", "قبل "),
        ("Link", "هذا الرابط"),
        ("Span", " بعد"),
    ]
    assert faults(pdf_of(made), made) == []


def test_right_to_left_words_in_a_left_to_right_leaflet_are_said_right() -> None:
    arabic = Span(id="s", lang="ar", content=words("عيادة ريفرسايد"))
    made = document(paragraph("p", "Ask at ", arabic, " today."), paragraph("q", "Say שלום to them."))
    assert read(pdf_of(made)).text() == plain_text(made)
    assert faults(pdf_of(made), made) == []
    said = ["Ask at ", "عيادة ريفرسايد", " today.", "Say שלום to them."]
    assert [tag.actual for tag in _tree(made).walk() if tag.actual] == said


# --- any document


_LETTERS = (
    "abc deffifl 12,.-",
    "אבג דהו (1)",
    "ابت لا محمد 12",
    "কষ্ট প্রি ",
    "क्ष त्र ि",
    "กน้ำ \u200b",
    "zł \u00ad\u2060\u200e\u200f",
    "医生一 ",
)
_TEXT = st.lists(
    st.sampled_from(_LETTERS).flatmap(lambda letters: st.text(letters, min_size=1, max_size=9)), min_size=1, max_size=4
).map("".join)


class _Drawer:
    """Draws blocks whose ids are all different."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._numbers = itertools.count()

    def id(self) -> str:
        return f"n{next(self._numbers)}"

    def inline(self, depth: int) -> Inline:
        match self.draw(st.sampled_from(("text", "filled", *("strong", "link", "foreign") * bool(depth)))):
            case "filled":
                return Filled(name="x", kind=self.draw(st.sampled_from(("text", "phone"))), text=self.draw(_TEXT))
            case "strong":
                return Strong(content=self.content(depth - 1))
            case "link":
                return Link(id=self.id(), target="https://example.org/x", content=words("go", self.inline(0)))
            case "foreign":
                return Span(id=self.id(), lang="cy", content=self.content(depth - 1))
            case _:
                return Text(text=self.draw(_TEXT))

    def content(self, depth: int = 2) -> tuple[Inline, ...]:
        return tuple(self.inline(depth) for _ in range(self.draw(st.integers(1, 3))))

    def paragraph(self) -> Paragraph:
        return Paragraph(id=self.id(), content=self.content())

    def block(self, depth: int) -> Block:
        match self.draw(
            st.sampled_from(("paragraph", "list", "table", "figure", *("section", "callout") * bool(depth)))
        ):
            case "list":
                items = tuple(Item(marker="•", blocks=(self.paragraph(),)) for _ in range(self.draw(st.integers(1, 3))))
                return List(id=self.id(), items=items)
            case "table":
                rows = tuple((self.draw(_TEXT), self.draw(_TEXT)) for _ in range(self.draw(st.integers(2, 4))))
                return table(self.id(), *rows)
            case "figure":
                graphic = Picture(asset="dot", width=30)
                return Figure(id=self.id(), graphic=graphic, alt=self.draw(_TEXT) + "x", caption=self.content())
            case "section":
                return Section(id=self.id(), heading=self.content(), blocks=self.blocks(depth - 1))
            case "callout":
                return Callout(id=self.id(), role="note", title=self.content(), blocks=self.blocks(0))
            case _:
                return self.paragraph()

    def blocks(self, depth: int) -> tuple[Block, ...]:
        return tuple(self.block(depth) for _ in range(self.draw(st.integers(1, 3))))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return document(*_Drawer(draw).blocks(2), lang=draw(st.sampled_from(("en-GB", "ar", "he", "th"))))


@pytest.mark.parametrize("behind", [".-1", ". 1, 2", "!", " (1)"])
def test_signs_beside_a_word_from_right_to_left_are_read_in_their_order(behind: str) -> None:
    link = Link(id="n1", target="https://example.org/x", content=(Text(text="go"), Text(text="א")))
    made = document(Paragraph(id="n0", content=(link, Text(text=behind))))
    assert faults(pdf_of(made), made) == []


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_is_read_aloud_as_it_was_written(made: Document) -> None:
    assert faults(pdf_of(made), made) == []


@pytest.mark.exhaustive
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_thousand_documents_are_read_aloud_as_they_were_written(made: Document) -> None:
    assert faults(pdf_of(made), made) == []
