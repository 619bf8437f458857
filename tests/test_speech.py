"""The script to be read aloud: every word of the Document, said as a person says it; SSML that a machine accepts."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Figure,
    Filled,
    Group,
    Inline,
    Link,
    List,
    Paragraph,
    QrCode,
    Section,
    Span,
    Table,
    Text,
)
from hsgleaflet.model.formats import EDITIONS
from hsgleaflet.work import build
from hsgleaflet.work.build import Job
from hsgleaflet.write.words import english
from hsgleaflet.write.words.leaves import NOTHING, shown
from hsgleaflet.write.words.speech import Passage, Said, minutes_of, passages, script, spoken, ssml, tongue
from tests.conftest import cases, make, project
from tests.conftest_goldens import Golden
from tests.samples import approved, clinic, composed, document, leaflet
from tests.test_words import every as texts

AUDIO = tuple(name for name, found in EDITIONS.items() if found.medium == "audio")
SPEAK = "{http://www.w3.org/2001/10/synthesis}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def every() -> tuple[Job, ...]:
    """A job for the script of each leaflet, language and wording that there is."""
    return tuple(replace(job, format=job.format.replace("text", "audio")) for job in texts())


def words(said: str) -> str:
    return "".join(char for char in said.casefold() if unicodedata.category(char)[0] in "LNM")


def leaves(blocks: tuple[Block, ...], outer: str) -> Iterator[str]:
    """Yield what is said of every text that a reader meets; lines to write on are left out."""

    for block in blocks:
        lang = block.lang or outer

        def of(content: tuple[Inline, ...], lang: str = lang) -> str:
            return "".join(part.text for part in spoken(content, lang))

        match block:
            case Section():
                yield of(block.heading)
                yield from leaves(block.blocks, lang)
            case Callout():
                yield of(block.title)
                yield from leaves(block.blocks, lang)
            case Group():
                yield from leaves(block.blocks, lang)
            case Paragraph():
                yield of(block.content)
            case List():
                for item in block.items:
                    yield from leaves(item.blocks, lang)
            case Table():
                yield of(block.caption)
                for row in block.rows:
                    yield from (said for cell in row if (said := of(cell.content)) != NOTHING)
            case Figure():
                yield tongue(lang).words(shown(block))
                yield of(block.caption)
            case Blank():
                pass


@pytest.mark.parametrize("job", cases(every()))
def test_the_script_says_the_whole_document_in_its_order(job: Job) -> None:
    built = make(job)
    said, at = words(built.data.decode()), 0
    for leaf in leaves(built.document.blocks, job.lang):
        found = said.find(words(leaf), at)
        assert found >= 0, leaf
        at = found + len(words(leaf))


@pytest.mark.parametrize("job", cases(every()))
def test_ssml_says_the_same_as_the_script_and_marks_languages(job: Job) -> None:
    script_, marked = make(job).made.outputs
    assert (script_.extension, marked.extension, marked.name(job, "draft")[-11:]) == ("txt", "ssml", ".draft.ssml")
    root = ElementTree.fromstring(marked.data)
    assert root.tag == f"{SPEAK}speak"
    assert root.attrib == {"version": "1.1", LANG: job.lang}
    assert {element.tag.removeprefix(SPEAK) for element in root.iter()} <= {"speak", "p", "break", "lang"}
    assert words("".join(root.itertext())) == words(script_.data.decode())
    foreign = "".join("".join(part.itertext()) for part in root.iter(f"{SPEAK}lang"))
    band = make(job).document
    assert (words(band.band) in words(foreign)) is (band.band_lang not in ("", job.lang))


@pytest.mark.parametrize("job", cases([job for job in every() if job.lang.startswith("en")]))
def test_no_figure_or_sign_is_left_to_the_voice_in_english(job: Job) -> None:
    said = make(job).data.decode()
    assert re.findall(r"\d", said) == []
    assert re.findall(r"[%°£@/<>\[\]_]|\b(?:e\.g|i\.e|etc)\b|\b[A-Z]{2,}\b", re.sub(r"DRAFT|NICE|PALS", "", said)) == []


@pytest.mark.parametrize("job", cases(every()))
def test_a_script_starts_with_warning_and_length(job: Job) -> None:
    built = make(job)
    parts = re.split(r"\n\n", built.data.decode().strip("\n"))
    assert words(parts[0]) == words(parts[-1]) == words(built.document.band)
    assert words(parts[1]).startswith(words(tongue(job.lang).words(built.document.title)))


def test_an_approved_script_warns_of_nothing() -> None:
    found = approved(composed(leaflet(), clinic()))
    said = script(found, passages(found, str)).decode()
    assert "DRAFT" not in said
    assert said.endswith("Approved the twenty-fifth of November twenty twenty-six.\n")


def test_length_is_counted_at_150_words_a_minute() -> None:
    def of(text: str) -> int:
        return minutes_of([Passage((Said(text, "en-GB"),))])

    assert [of("word " * count) for count in (1, 150, 151, 450)] == [1, 1, 2, 3]
    assert of("字" * 480) == 2


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    job = every()[0]
    assert build.make(project(), job).outputs == make(job).made.outputs


@pytest.mark.parametrize("name", AUDIO)
def test_script_of_hsg(name: str, golden: Golden) -> None:
    job = next(job for job in every() if (job.leaflet, job.lang, job.format) == ("hsg", "en-GB", name))
    golden(f"hsg.{name}.txt", make(job).data.decode())


# ---------------------------------------------------------------- small cases


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("020 7946 0018", "zero two zero, seven nine four six, zero zero one eight"),
        ("+44 20 7946 0018", "plus four four, two zero, seven nine four six, zero zero one eight"),
        ("Fewer than 1 in 1,000", "Fewer than one in one thousand"),
        ("3 to 8 in 100,000", "three to eight in one hundred thousand"),
        ("121 or 1,005", "one hundred and twenty-one or one thousand and five"),
        ("38°C or more", "thirty-eight degrees Celsius or more"),
        ("101°F or more", "one hundred and one degrees Fahrenheit or more"),
        ("1.5 mg, 1 ml and 20%", "one point five milligrams, one millilitre and twenty percent"),
        ("8.30am to 5pm", "eight thirty in the morning to five in the afternoon"),
        ("12pm, 12am, 9.05pm", "noon, midnight, nine oh five in the evening"),
        ("23 November 2028", "the twenty-third of November twenty twenty-eight"),
        ("12 May", "the twelfth of May"),
        ("in 2005 and 1999", "in two thousand and five and nineteen ninety-nine"),
        ("a 10p coin, £5 or £2.50", "a ten pence coin, five pounds or two pounds fifty"),
        ("GYN-001, version 1.0", "G Y N zero zero one, version one point zero"),
        ("HSGs in the NHS", "H S Gs in the N H S"),
        ("www.nhs.uk.", "w w w dot n h s dot u k."),
        ("https://example.org/my-test", "example dot org slash my dash test"),
        ("clinic@example.org", "clinic at example dot org"),
        ("e.g. pads", "for example pads"),
        ("Hurt less. 10 in 100", "Hurt less. Ten in one hundred"),
        ("X-ray, 28-day", "X-ray, twenty-eight-day"),
    ],
)
def test_english_as_it_is_said(written: str, said: str) -> None:
    assert english.say(written) == said


@pytest.mark.parametrize(
    ("number", "place"), [(1, "first"), (2, "second"), (3, "third"), (8, "eighth"), (12, "twelfth"), (20, "twentieth"),
                          (21, "twenty-first"), (30, "thirtieth"), (31, "thirty-first"), (15, "fifteenth")],
)  # fmt: skip
def test_places_in_a_row(number: int, place: str) -> None:
    assert english.ordinal(number) == place


def test_a_short_number_to_ring_is_said_digit_by_digit() -> None:
    ring = Filled(name="emergency", kind="phone", text="999")
    assert spoken((ring,), "en-GB") == (Said("nine nine nine", "en-GB"),)
    assert spoken((ring,), "pl") == (Said("9 9 9", "pl"),)
    assert spoken((Text(text="tel. 020 7946 0018"),), "pl") == (Said("tel. 0 2 0, 7 9 4 6, 0 0 1 8", "pl"),)


def of(*blocks: Block) -> list[str]:
    """What is said of blocks, without edges and opening."""
    found = replace(document(), blocks=blocks, band="", approved="")
    return [passage.text for passage in passages(found, str)][1:]


def test_words_in_another_language_are_marked_and_said_in_its_way() -> None:
    content = (Text(text="Say "), Span(lang="fr", content=(Text(text="10 & <b>"),)))
    found = replace(document(), blocks=(Paragraph(content=content),))
    assert '<p>Say <lang xml:lang="fr">10 &amp; &lt;b&gt;</lang>' in ssml(found, passages(found, str)).decode()


def test_a_row_is_said_with_its_labels_and_a_picture_with_its_words() -> None:
    head, row = ([Cell(content=(Text(text=text),)) for text in texts] for texts in (("What", "Why"), ("A", NOTHING)))
    table = Table(caption=(Text(text="Table"),), head=tuple(head), rows=(tuple(row),))
    code = Figure(graphic=QrCode(target="https://example.org"), alt="QR code")
    assert of(table, code) == ["Table.", "What: A.", "Web address: example dot org."]


def test_a_link_says_where_it_leads() -> None:
    link = Link(target="https://example.org", content=(Text(text="our page"),))
    assert of(Paragraph(content=(link,))) == ["Our page (example dot org)."]
