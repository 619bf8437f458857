"""Cards: a comparison on narrow paper keeps every word, its tags, and the names of its columns beside each cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hsgleaflet.model.document import Table, plain, walk
from hsgleaflet.model.formats import paper
from hsgleaflet.typeset.layout import Layout, Words
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Prepared, Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.writer import write
from tests.pdf_faults import faults

A5 = paper("a5")


def narrow() -> tuple[Prepared, Layout]:
    """Lay out the comparison on a page as wide as A5."""
    project = Project(Workspace(data_root()))
    clinic = data_root() / "clinics" / "riverside" / "clinic.yaml"
    prepared = project.prepare("hsg-or-hysteroscopy", clinic, "en-GB", "a5")
    return prepared, lay_out(prepared.document, prepared.theme, project.setter, prepared.images)


def test_the_comparison_turns_into_cards_and_reads_as_before(tmp_path: Path) -> None:
    prepared, layout = narrow()
    data = write(layout, prepared.document, prepared.theme, prepared.pictures)
    (tmp_path / "cards.pdf").write_bytes(data)
    assert faults(data, prepared.document) == []


def test_each_card_names_the_column_beside_every_cell() -> None:
    prepared, layout = narrow()
    table = next(block for block in walk(prepared.document.blocks) if isinstance(block, Table))
    words = [item for page in layout.pages for item in page.fragments if isinstance(item, Words)]
    painted = Counter("".join(segment.text for segment in item.line.segments).strip() for item in words)
    for head in table.head[1:]:
        assert painted[plain(head.content)] >= len(table.rows)


def test_no_word_leaves_the_measure() -> None:
    _, layout = narrow()
    for page in layout.pages:
        for item in page.fragments:
            if isinstance(item, Words) and not item.artifact:
                assert item.x >= A5.left - 0.01
                assert item.x + item.width <= A5.width - A5.right + 0.01
