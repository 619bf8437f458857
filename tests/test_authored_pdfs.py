"""From an author's file to the PDF: what YAML can say and the shipped leaflets do not, or not all at once."""

import datetime
from pathlib import Path

import pytest
from msgspec import Struct

from hsgleaflet.model.document import Document
from hsgleaflet.problems import LeafletError
from hsgleaflet.work import build
from hsgleaflet.work.project import Project
from hsgleaflet.work.start import clinic_file, leaflet_file
from hsgleaflet.work.workspace import Workspace
from tests.pdf_faults import faults
from tests.pdf_reading import Annotation, Reading, read

_ASKS = """\
asks:
  rule:
    type: choice
    ask: Which rule?
    options:
      a: Read **[the rule](https://example.org/rule)**.
      b: There is no rule.
  web_page:
    type: url
    ask: Which page?
  when_free:
    type: text
    ask: When is it free?
    optional: true
"""
_BODY = "      - Say what is done, by whom, with what, and how long it takes.\n"


class Authored(Struct, frozen=True):
    """A leaflet of an author, as Document and PDF."""

    document: Document
    data: bytes

    @property
    def reading(self) -> Reading:
        return read(self.data)


@pytest.fixture
def author(tmp_path: Path) -> "Author":
    return Author(tmp_path)


class Author:
    """Writes a new leaflet with some lines of its own, and the clinic that `init` would write for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writes(self, *lines: str, purpose: str = "Say it.") -> Authored:
        text = leaflet_file("own", datetime.date(2026, 11, 23))
        text = text.replace("key_points:", f"{_ASKS}key_points:", 1).replace(
            _BODY, "".join(f"      {line}\n" for line in lines)
        )
        text = text.replace("Say in one sentence what it is for.", purpose)
        (self.folder / "leaflets").mkdir()
        (self.folder / "leaflets" / "own.yaml").write_text(text, encoding="utf-8")
        project = Project(Workspace(self.folder))
        shared = project.shared()
        clinic = clinic_file([project.leaflet("own").value], shared.value if shared else None)
        (self.folder / "clinic.yaml").write_text(clinic, encoding="utf-8")
        (job,) = build.jobs(project, project.workspace.clinic_paths(), ["own"], formats=["a4"])
        made = build.make(project, job)
        return Authored(made.prepared.document, made.data)


def test_links_lead_where_they_say_wherever_they_stand(author: Author) -> None:
    made = author.writes(
        '- "**[One](https://example.org/1)** or [two](https://example.org/2) or **[three](https://example.org/3)**."',
        '- "{rule} And again: {rule} See {web_page}, write to [us](mailto:a@example.org) or [ring](tel:111)."',
        '- "{rule}"',
    )
    assert faults(made.data, made.document) == []
    links = [tag for tag in made.reading.root.walk() if tag.role == "Link"]
    targets = [[kid.target for kid in tag.kids if isinstance(kid, Annotation)] for tag in links]
    rule = ("the rule", ["https://example.org/rule"])
    assert list(zip([tag.text() for tag in links], targets, strict=True)) == [
        ("One", ["https://example.org/1"]),
        ("two", ["https://example.org/2"]),
        ("three", ["https://example.org/3"]),
        rule,
        rule,
        ("example.org", ["https://example.org"]),
        ("us", ["mailto:a@example.org"]),
        ("ring", ["tel:111"]),
        rule,
    ]


def test_the_subject_is_the_purpose_as_it_is_printed(author: Author) -> None:
    made = author.writes("- It is done.", purpose='"See **if** {clinic_name} can help."')
    assert made.document.meta.subject == "See if My Clinic can help."
    assert made.reading.info["Subject"] == "See if My Clinic can help."


def test_a_cell_that_was_left_out_leaves_the_tags_whole(author: Author) -> None:
    made = author.writes(
        "- It is done.",
        '- table: {caption: Free, columns: [Day, When], rows: [[Monday, "{when_free}"]]}',
    )
    assert faults(made.data, made.document) == []
    roles = [tag.role for tag in made.reading.root.walk() if tag.role in ("TH", "TD")]
    assert roles[:4] == ["TH", "TH", "TH", "TD"]


def test_a_heading_may_not_be_left_out(author: Author) -> None:
    with pytest.raises(LeafletError, match="C001"):
        author.writes('- {heading: "Free {when_free}", body: [Under a heading that would be gone.]}')


def test_a_table_of_one_row(author: Author) -> None:
    made = author.writes("- table: {caption: One, columns: [A, B], rows: [[c, d]]}")
    assert faults(made.data, made.document) == []


def test_words_of_every_script_in_an_answer(author: Author) -> None:
    made = author.writes('- "Ask for שלום, عيادة, ডাক্তার or 医生."', '- list: ["عيادة ريفرسايد", two]')
    assert faults(made.data, made.document) == []
