"""Prose: which text of a leaflet is measured, where its sentences end, which of them are passive."""

import pytest

from hsgleaflet.check.passive import is_passive
from hsgleaflet.check.prose import Sentence, sentences, split
from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Filled,
    Group,
    Inline,
    Item,
    Link,
    List,
    Meta,
    Paragraph,
    QrCode,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from hsgleaflet.problems import Location
from tests.samples import document

META = Meta(
    leaflet="x", number="TST-001", version="1.0", title="T", subject="", clinic="C", clinic_id="c", written="",
    review_by="",
)  # fmt: skip


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text=text),)


def paragraph(text: str, role: str = "", id: str = "", at: Location | None = None) -> Paragraph:
    return Paragraph(content=words(text), role=role, id=id, at=at)


def measured(*blocks: Block) -> list[str]:
    made = Document(id="x", title="T", lang="en-GB", direction="ltr", meta=META, blocks=blocks)
    return [sentence.text for sentence in sentences(made)]


def test_every_heading_and_entry_is_a_sentence() -> None:
    entries = tuple(Item(marker="•", blocks=(paragraph(text),)) for text in ("a fever", "a rash"))
    made = Section(heading=words("Get help"), blocks=(paragraph("Ring us. Do it now."), List(items=entries)))
    assert measured(made) == ["Get help", "Ring us.", "Do it now.", "a fever", "a rash"]


def test_boxes_groups_captions_and_labels_are_measured() -> None:
    figure = Figure(graphic=QrCode(target="https://example.org"), alt="Not seen.", caption=words("Our page"))
    box = Callout(title=words("Key points"), blocks=(Group(blocks=(figure,)), Blank(label=words("My questions"))))
    assert measured(box) == ["Key points", "Our page", "My questions"]


def test_what_is_no_body_text_is_left_out() -> None:
    table = Table(caption=words("Risks"), head=(Cell(content=words("What")),), rows=((Cell(content=words("Pain.")),),))
    furniture = [paragraph("Not this.", role) for role in ("clinic", "department", "audience", "english-title")]
    about = paragraph("TST-001, version 1.0", "small-print", "sections.3.about-number")
    own = paragraph("You may ask.", "small-print", "sections.3.body.0")
    assert measured(*furniture, table, about, own) == ["You may ask."]


def test_contacts_are_left_out_of_a_sentence() -> None:
    content: tuple[Inline, ...] = (
        Strong(content=words("Ring")),
        Text(text=" "),
        Filled(name="clinic_phone", kind="phone", text="020 7946 0018"),
        Text(text=" from "),
        Span(lang="fr", content=(Filled(name="day", kind="text", text="lundi"),)),
        Text(text=" or "),
        Link(target="mailto:a@example.org", content=words("a@example.org")),
        Link(target="https://example.org", content=words("our page")),
    )
    assert measured(Paragraph(content=content)) == ["Ring from lundi or our page"]


def test_a_phone_number_in_an_answer_is_left_out() -> None:
    assert measured(paragraph("Tell our team on 020 7946 0027 in 10 days.")) == ["Tell our team on in 10 days."]


def test_a_sentence_knows_its_place() -> None:
    near, far = Location("a.yaml", 4, 2), Location("a.yaml", 2, 1)
    made = Section(heading=words("Help"), at=far, blocks=(paragraph("Ring us.", at=near), paragraph("Now.")))
    found = sentences(Document(id="x", title="T", lang="en", direction="ltr", meta=META, blocks=(made,)))
    assert [sentence.at for sentence in found] == [far, near, far]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It takes 5.30 minutes. Then rest.", [True, True]),
        ("Is it safe? Yes! You can", [True, True, False]),
        ("Say “stop.” We stop.", [True, True]),
        ("Ring us, e.g. by phone", [False]),
        ("Llame. ¿Le duele? Sí.", [True, True, True]),
        ("تواصل معنا. هل يؤلم؟ نعم", [True, True, False]),
        ("这是检查。会疼吗？", [True, True]),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, ends: list[bool]) -> None:
    assert [sentence.whole for sentence in split(text)] == ends


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a water-based dye", 3),
        ("5.30pm on 6 August", 4),
        ("a 38.5°C fever", 4),
        ("1,000 women’s tubes (both)", 4),
        ("–", 0),
        ("X‑rays of 10%", 3),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert sum(len(sentence.words) for sentence in split(text)) == count


def test_a_leaflet_is_measured_from_its_title_to_its_end() -> None:
    found = [sentence.text for sentence in sentences(document())]
    assert found[:2] == ["Sample test", "A test that shows how a leaflet is made."]
    assert "It cannot cover everything." in found
    assert not any("TST-001" in text or "020" in text for text in found)


@pytest.mark.parametrize(
    "text",
    [
        "The tube is passed through your cervix",
        "You will be given gas",
        "Samples are usually sent away",
        "It was not found",
        "You may get hurt",
        "The dye has been slowly injected",
    ],
)
def test_a_passive_is_seen(text: str) -> None:
    (sentence,) = split(text)
    assert is_passive(sentence.words)


@pytest.mark.parametrize(
    "text",
    [
        "We pass the tube", "You are worried", "Your tubes are blocked", "It is red", "Pain is a need",
        "It is in the bed", "You are awake and we stopped", "Be quick", "",
    ],
)  # fmt: skip
def test_an_active_sentence_is_no_passive(text: str) -> None:
    assert not is_passive(Sentence(tuple(text.split()), text, None, True).words)
