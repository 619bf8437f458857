"""Editions that are words alone: the same words as the Document's, in its order; what each means for a reader."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from msgspec.structs import replace

from hsgleaflet.model.document import (
    Blank,
    Block,
    Callout,
    Cell,
    Document,
    Figure,
    Filled,
    Group,
    Item,
    Link,
    List,
    Paragraph,
    QrCode,
    Section,
    Span,
    Table,
    Text,
    plain,
    walk,
)
from hsgleaflet.model.formats import EDITIONS
from hsgleaflet.model.wordings import has
from hsgleaflet.typeset.bidi import resolve
from hsgleaflet.work import build
from hsgleaflet.work.build import Job
from hsgleaflet.write.words.leaves import NOTHING, Run, run, shown
from hsgleaflet.write.words.lines import WIDTH, columns, wrapped
from hsgleaflet.write.words.text import text
from tests.conftest import cases, first_of_each, make, project, translations
from tests.conftest_goldens import Golden
from tests.samples import approved, clinic, composed, document, leaflet, with_section

HIDDEN = re.compile("[\u200b\u200e\u200f\u2066-\u2069]")
TEXTS = tuple(name for name, found in EDITIONS.items() if found.medium == "text")


@cache
def every() -> tuple[Job, ...]:
    """A job for the text of each leaflet, language and wording that there is."""
    found = []
    for job in (*first_of_each().values(), *translations()):
        own = project().leaflet(job.leaflet).value
        for name in TEXTS:
            wording = EDITIONS[name].wording
            if has(own, wording) and (wording != "easy-read" or job.lang == own.lang):
                found.append(replace(job, format=name))
    return tuple(dict.fromkeys(found))


def words(said: str) -> str:
    """A text without white space and what nobody sees."""
    return re.sub(r"\s+", "", HIDDEN.sub("", said))


def leaves(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every text that a reader meets, in the order in which it is read without a page."""
    for block in blocks:
        match block:
            case Section():
                yield plain(block.heading)
                yield from leaves(block.blocks)
            case Callout():
                yield plain(block.title)
                yield from leaves(block.blocks)
            case Group():
                yield from leaves(block.blocks)
            case Paragraph():
                yield plain(block.content)
            case List():
                for item in block.items:
                    yield from leaves(item.blocks)
            case Table():
                yield plain(block.caption)
                for row in block.rows:
                    yield from (plain(cell.content) for cell in row if plain(cell.content) != NOTHING)
            case Figure():
                yield shown(block)
                yield plain(block.caption)
            case Blank():
                yield plain(block.label)


def missing(document: Document, said: str) -> list[str]:
    """The texts of a document that do not stand in their order in what was said."""
    at, lost, here = 0, [], words(said)
    for leaf in leaves(document.blocks):
        wanted = words(leaf)
        found = here.find(wanted, at)
        if found < 0:
            lost.append(leaf)
        else:
            at = found + len(wanted)
    return lost


@pytest.mark.parametrize("job", cases(every()))
def test_text_has_every_word_of_the_document_in_its_order(job: Job) -> None:
    built = make(job)
    said = built.data.decode()
    assert missing(built.document, said) == []
    assert missing(replace(built.document, blocks=built.document.blocks[::-1]), said) != []


@pytest.mark.parametrize("job", cases(every()))
def test_text_adds_little_to_the_document(job: Job) -> None:
    """Only markers, rules, labels of rows and addresses of links: nothing is said twice."""
    built = make(job)
    said = words(built.data.decode())
    bare = re.sub(r"[-=_\[\]•:<>]|\d+\.", "", said)
    own = sum(len(words(leaf)) for leaf in leaves(built.document.blocks))
    tables = [block for block in walk(built.document.blocks) if isinstance(block, Table)]
    labels = sum(len(words(plain(cell.content))) * len(table.rows) for table in tables for cell in table.head)
    edges = len(words(built.document.running)) + 2 * len(words(built.document.band)) + len(built.document.code)
    assert len(bare) <= own + labels + edges + 40


@pytest.mark.parametrize("job", cases(every()))
def test_lines_fit_unless_a_single_word_does_not(job: Job) -> None:
    for line in make(job).data.decode().splitlines():
        assert columns(line) <= WIDTH or len(line.split(" ")) < 4, line
        assert line == line.rstrip()


@pytest.mark.parametrize("job", cases(every()))
def test_a_draft_says_so_first_and_last(job: Job) -> None:
    built = make(job)
    parts = built.data.decode().strip("\n").split("\n\n")
    assert built.document.band
    assert words(parts[0]) == words(parts[-1]) == words(built.document.band)


def test_an_approved_leaflet_warns_of_nothing_and_says_the_day() -> None:
    found = approved(composed(leaflet(), clinic()))
    said = text(found).decode()
    assert "DRAFT" not in said
    assert said.rstrip("\n").endswith(f"Approved 25 November 2026\n{found.code}")


def test_the_same_leaflet_gives_the_same_bytes() -> None:
    job = every()[0]
    assert build.make(project(), job).outputs == make(job).made.outputs


@pytest.mark.parametrize("name", TEXTS)
def test_text_of_hsg(name: str, golden: Golden) -> None:
    job = next(job for job in every() if (job.leaflet, job.lang, job.format) == ("hsg", "en-GB", name))
    golden(f"hsg.{name}.txt", make(job).data.decode())


# ---------------------------------------------------------------- small cases


def of(*blocks: Block, lang: str = "en-GB") -> str:
    """What blocks become, without the edges of the leaflet."""
    direction = "rtl" if lang in ("ar", "ur") else "ltr"
    found = replace(document(), lang=lang, direction=direction, blocks=blocks, band="", running="", code="")
    return text(found).decode()


def said(words: str) -> tuple[Text]:
    return (Text(text=words),)


def test_a_link_has_its_address_behind_it_unless_that_is_what_it_says() -> None:
    far = Link(target="https://www.nhs.uk/tests", content=said("our page"))
    same = Link(target="https://www.nhs.uk", content=said("www.nhs.uk"))
    phone = Link(target="tel:+442079460018", content=said("+44 20 7946 0018"))
    mail = Link(target="mailto:a@example.org", content=said("write"))
    shown = [run((link,)).text for link in (far, same, phone, mail)]
    assert shown == ["our page <https://www.nhs.uk/tests>", "www.nhs.uk", "+44 20 7946 0018", "write <a@example.org>"]


def test_a_row_of_a_table_becomes_a_block_of_labels_and_values() -> None:
    head = tuple(Cell(content=said(name), heads="column") for name in ("What", "How often", "Means"))
    row = tuple(Cell(content=said(name)) for name in ("Infection", "1 in 100", NOTHING))
    found = of(Table(caption=said("Risks"), head=head, rows=(row, row)))
    assert found == "Risks\n\nWhat: Infection\nHow often: 1 in 100\n\nWhat: Infection\nHow often: 1 in 100\n"


def test_a_phone_stays_on_its_line() -> None:
    phone = Filled(name="phone", kind="phone", text="020 7946 0018")
    for length in range(50, 73):
        lines = of(Paragraph(content=(Text(text="x" * length + " "), phone))).splitlines()
        assert any("020 7946 0018" in line for line in lines)


def test_entries_hang_behind_their_markers_and_nest() -> None:
    inner = List(items=(Item(marker="•", blocks=(Paragraph(content=said("word " * 14 + "end")),)),))
    found = of(List(items=(Item(marker="3", blocks=(Paragraph(content=said("Do")), inner)),)))
    assert found == "3. Do\n   - " + "word " * 12 + "word\n     word end\n"
    assert max(map(len, found.splitlines())) <= WIDTH


def test_a_code_to_scan_becomes_its_address() -> None:
    code = Figure(graphic=QrCode(target="https://example.org/a"), alt="QR code", caption=said("Our page"))
    assert of(code) == "https://example.org/a\nOur page\n"


def test_marks_of_markup_stay_what_they_are() -> None:
    found = of(
        *composed(with_section(body=["A \\*star\\* <b>&amp; {{x}}".replace("{{x}}", "x")]), clinic()).document.blocks
    )
    assert "A *star* <b>&amp; x" in found


def seen(line: str) -> str:
    """A line as a mail program shows it, from left to right."""
    levels = resolve(line, None)[0]
    order = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = max(stop, start + 1)
    return HIDDEN.sub("", "".join(line[index] for index in order))


def test_a_phone_keeps_its_order_in_a_text_from_right_to_left() -> None:
    phone = Filled(name="phone", kind="phone", text="020 7946 0018")
    content = (Text(text="اتصل بنا على "), phone, Text(text=" اليوم."))
    found = of(Paragraph(content=content), lang="ar").strip()
    assert "020 7946 0018" in seen(found)
    assert "020 7946 0018" not in seen(HIDDEN.sub("", found))
    alone = of(Paragraph(content=(phone, Text(text=" !"))), lang="ar").strip()
    assert seen(alone).endswith("020 7946 0018")


def test_every_line_from_right_to_left_stands_alone() -> None:
    job = next(job for job in every() if job.lang == "ur" and job.format == "text")
    for line in make(job).data.decode().splitlines():
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069"), line
        if any(unicodedata.bidirectional(char) in ("R", "AL") for char in line) and not line.startswith("DRAFT"):
            assert resolve(line, None)[1] == 1 or line.startswith("\u2066"), line


def test_foreign_words_from_right_to_left_are_set_apart() -> None:
    span = Span(lang="ar", content=said("مرحبا 12"))
    assert run((span,)).own == ((0, 8),)
    assert wrapped(run((Text(text="Say "), span, Text(text=" 3"))), "en-GB", False) == ["Say \u2068مرحبا 12\u2069 3"]


def test_wide_letters_count_twice_and_marks_not() -> None:
    assert [columns(text) for text in ("ab", "患者", "e\u0301", "\u2068a\u2069")] == [2, 4, 1, 1]
    assert all(columns(line) <= WIDTH for line in wrapped(Run("患者" * 60), "zh-Hans", False))
