"""Translations: what stops a language, what only warns, what stays a draft, and what a translator is given."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from msgspec.structs import replace

from hsgleaflet.compose.translation import PSEUDO, pseudo
from hsgleaflet.model.document import Paragraph, Section, Span, plain_text, walk
from hsgleaflet.problems import LeafletError, Severity
from hsgleaflet.read.catalog import HUMAN, KIND, catalog, differences
from hsgleaflet.work import translate
from hsgleaflet.work.build import jobs
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.start import leaflet_file
from hsgleaflet.work.workspace import Workspace
from tests.conftest import make, shipped
from tests.test_broken import CLINIC, LEAFLET

Edit = Callable[[polib.POFile], None]


def entry(file: polib.POFile, start: str) -> polib.POEntry:
    """Return the entry whose English begins so."""
    return next(found for found in file if found.msgid.startswith(start))


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Prepared]:
    """Prepare the demo leaflet in Polish; every text is its English with " (pl)" behind it, but for the edits."""
    monkeypatch.chdir(tmp_path)

    def make(edit: Edit = lambda file: None, *, human: str = "") -> Prepared:
        (tmp_path / "leaflets").mkdir(exist_ok=True)
        (tmp_path / "leaflets" / "demo.yaml").write_text(LEAFLET, encoding="utf-8")
        (tmp_path / "clinic.yaml").write_text(CLINIC.replace("leaflets:", "languages: [en-GB, pl]\nleaflets:"))
        for name in ("demo", "program", "shared"):
            path = translate.update(Project(Workspace(tmp_path)), name, "pl")
            file = polib.pofile(str(path), wrapwidth=0)
            for text in file:
                text.msgstr = text.msgid + (" (pl)" if name == "demo" else "")
            file.metadata |= {KIND: "human", HUMAN: human} if human else {}
            if name == "demo":
                edit(file)
            file.save(str(path))
        project = Project(Workspace(tmp_path))
        return project.prepare("demo", tmp_path / "clinic.yaml", "pl", "a4")

    return make


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("Ring {phone}.", "Zadzwoń.", "the translation lost the question {phone}"),
        ("Ring us.", "Zadzwoń: {phone}.", "the translation has the question {phone}, which its source has not"),
        ("1 in 100", "1 na 10", "the translation lost the number 100"),
        ("1,000 people", "1 000 osób", ""),
        ("at 8.30am", "o 8:30", ""),
        ("38 °C", "٣٨", ""),
        ("It hurts [@LF-CUH].", "Boli.", "the translation lost the source @LF-CUH"),
        ("[us](https://a.org/1)", "[nas](https://b.org/1)", "the translation lost the address https://a.org/1"),
        ("**Ring** us", "**Zadzwoń do nas", "bold starts here and never ends"),
    ],
)
def test_what_a_translation_must_keep(source: str, target: str, said: str) -> None:
    assert next(differences(source, target), "") == said


def test_a_file_that_lost_a_number_is_refused_at_its_line() -> None:
    text = 'msgid ""\nmsgstr ""\n\nmsgctxt "title"\nmsgid "Take 2"\nmsgstr "Wziąć"\n'
    with pytest.raises(LeafletError, match=r"pl/demo\.po:4: error M012: the translation lost the number 2"):
        catalog(text, "pl/demo.po", "pl")


@pytest.mark.parametrize("text", ["garbage", 'msgid "a"\nmsgstr "b"\nmsgstr "c"', 'msgstr "a"'])
def test_a_file_that_is_no_po_file_is_refused(text: str) -> None:
    with pytest.raises(LeafletError):
        catalog(text + "\n", "x.po", "pl")


def test_every_text_that_is_printed_is_given_to_the_translator(prepared: Callable[..., Prepared]) -> None:
    made = prepared()
    assert [str(problem) for problem in made.composed.problems] == []
    assert made.document.title == "Demo (pl)"


@pytest.mark.parametrize("name", ["hsg", "hysteroscopy", "hsg-or-hysteroscopy"])
def test_templates_of_shipped_leaflets_hold_all_that_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for part in (name, "program", "shared"):
        path = translate.update(Project(Workspace(tmp_path)), part, "cs")
        file = polib.pofile(str(path), wrapwidth=0)
        for text in file:
            text.msgstr = text.msgid
        file.save(str(path))
    clinic = data_root() / "clinics" / "riverside" / "clinic.yaml"
    made = Project(Workspace(tmp_path)).prepare(name, clinic, "cs", "a4")
    assert [str(problem) for problem in made.composed.problems] == []


@pytest.mark.parametrize("start", ["write what makes", "Say what to do.", "Name what may", "say when to ring"])
def test_older_english_stops_the_language_where_safety_stands(start: str, prepared: Callable[..., Prepared]) -> None:
    def age(file: polib.POFile) -> None:
        entry(file, start).msgid += " (older)"

    with pytest.raises(LeafletError, match=r"demo\.yaml:\d+:\d+: error M010: the English of this text changed"):
        prepared(age)


def test_older_english_only_warns_elsewhere(prepared: Callable[..., Prepared]) -> None:
    def age(file: polib.POFile) -> None:
        entry(file, "Say what is done").msgid += " (older)"

    made = prepared(age)
    (problem,) = made.composed.problems
    assert (problem.code, problem.severity) == ("M010", Severity.WARNING)
    assert "how long it takes. (pl)" in plain_text(made.document)


def test_a_missing_text_stands_in_english_and_says_so(prepared: Callable[..., Prepared]) -> None:
    def lose(file: polib.POFile) -> None:
        entry(file, "Say what is done").msgstr = ""

    made = prepared(lose)
    assert [problem.code for problem in made.composed.problems] == ["M011"]
    foreign = [
        inline.lang
        for block in walk(made.document.blocks)
        if isinstance(block, Paragraph)
        for inline in block.content
        if isinstance(inline, Span)
    ]
    assert "en-GB" in foreign


def test_a_machine_draft_warns_in_english_on_every_page_and_a_human_translation_in_its_language(
    prepared: Callable[..., Prepared],
) -> None:
    machine = prepared().document
    assert machine.band == "DRAFT. Machine translation (Polski). Do not give to patients. Made-up clinic."
    assert machine.band_lang == "en-GB"
    human = prepared(human="A named person").document
    assert human.band_lang == "pl"
    assert "Machine" not in human.band


def test_the_english_title_and_the_number_stand_on_a_translation(prepared: Callable[..., Prepared]) -> None:
    document = prepared().document
    assert document.running.startswith("Demo · NEW-001-pl v0.1")
    body = next(block for block in document.blocks if isinstance(block, Section))
    english = next(block for block in body.blocks if block.role == "english-title")
    assert english.lang == "en-GB"
    assert plain_text(document).split("\n")[3].startswith("Demo · Polski (Polish) · Do you need an interpreter?")


def test_machine_drafts_are_built_only_when_they_are_asked_for(
    prepared: Callable[..., Prepared], tmp_path: Path
) -> None:
    prepared()
    project = Project(Workspace(tmp_path))
    clinics = [tmp_path / "clinic.yaml"]
    assert [job.lang for job in jobs(project, clinics)] == ["en-GB"]
    assert [job.lang for job in jobs(project, clinics, drafts=True)] == ["en-GB", "pl"]
    assert [job.lang for job in jobs(project, clinics, langs=["pl"])] == ["pl"]


def test_a_language_that_does_not_exist_names_those_that_do(prepared: Callable[..., Prepared], tmp_path: Path) -> None:
    prepared()
    with pytest.raises(LeafletError) as caught:
        Project(Workspace(tmp_path)).prepare("demo", tmp_path / "clinic.yaml", "xx", "a4")
    assert "its languages: en-GB, pl" in caught.value.problems[0].hint


def test_update_keeps_what_moved_and_marks_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "leaflets"
    folder.mkdir()
    text = leaflet_file("demo", datetime.date(2026, 11, 23))
    (folder / "demo.yaml").write_text(text, encoding="utf-8")
    path = translate.update(Project(Workspace(tmp_path)), "demo", "pl")
    file = polib.pofile(str(path))
    for found in file:
        found.msgstr = f"pl {found.msgid}"
    file.save(str(path))
    text = text.replace(
        "  - The first thing a reader must know.\n", "  - New.\n  - The first thing a reader must know.\n"
    )
    (folder / "demo.yaml").write_text(text.replace("Say what to bring.", "Say what to leave."), encoding="utf-8")
    after = polib.pofile(str(translate.update(Project(Workspace(tmp_path)), "demo", "pl")))
    assert entry(after, "The first thing").msgstr == "pl The first thing a reader must know."
    assert not entry(after, "The first thing").fuzzy
    assert entry(after, "Say what to leave.").fuzzy
    (status,) = translate.status(Project(Workspace(tmp_path)), ("demo",))[:1]
    assert (status.name, status.lang, status.stale) == ("demo", "pl", 1)


def test_the_language_to_try_layouts_is_a_third_longer_and_keeps_what_is_not_words() -> None:
    text = "Ring {phone} on **day 1** [@LF-CUH]."
    longer = pseudo(text)
    assert len(longer) >= 1.3 * len(text)
    assert all(kept in longer for kept in ("{phone}", "**", "[@LF-CUH]"))


@pytest.mark.parametrize("lang", PSEUDO)
def test_a_layout_can_be_tried_with_longer_and_turned_words(lang: str) -> None:
    """The README offers it for a shipped leaflet on A4."""
    job = next(job for job in shipped() if job.leaflet == "hsg")
    assert make(replace(job, lang=lang)).pages
