"""Papers: papers for staff become PDFs in the brand of a clinic.

Comes in: a Document for staff. Goes out: bytes. It stands alone because all such papers are made in the same way.
"""

from __future__ import annotations

from pathlib import Path

from hsgleaflet.compose.staff import LANG
from hsgleaflet.model.document import Document
from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.project import Project, images_of
from hsgleaflet.write.pdf.writer import write

_SIZE = 10.5
"""Size of the type in points."""


def pdf(project: Project, clinic: Path, document: Document) -> bytes:
    """Return a paper for staff as a tagged PDF on A4."""
    theme = project.theme(clinic, "a4", LANG).sized(_SIZE)
    pictures = project.common_pictures(theme)
    layout = lay_out(document, theme, project.setter, images_of(pictures))
    return write(layout, document, theme, pictures)
