"""Drafts: what somebody tries in a form, before it stands in a file.

Comes in: the file that a form is about, and changes. Goes out: the text that the file would have, and on request that
text saved. It stands alone so that trying and saving make the same text: what was seen is what is written.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.read.edit import Change, edited
from hsgleaflet.work.mend import rewrite
from hsgleaflet.work.project import Project


class Draft(Struct, frozen=True):
    """A file as it is on the disk ("" where there is none) and as it would be."""

    path: Path
    before: str
    after: str
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything would change."""
        return self.before != self.after

    @property
    def difference(self) -> str:
        """The lines that would change, with a little of what stands around them."""
        before, after = (text.splitlines() for text in (self.before, self.after))
        return "\n".join(list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:])


def draft(project: Project, path: Path, changes: Sequence[Change]) -> Draft:
    """Return what a file would be; a change that cannot be made leaves all as it is, and says why."""
    before = ""
    try:
        before = _read(project, path)
        return Draft(path, before, edited(before, project.workspace.shown(path), changes))
    except LeafletError as error:
        return Draft(path, before, before, error.problems)


def _read(project: Project, path: Path) -> str:
    """Return a file as it is at this moment: what an editor saved just now must not be lost."""
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError):
        project.forget(path)
        return project.workspace.text(path)  # which says what is wrong


def save(project: Project, wanted: Draft) -> None:
    """Write a draft; raise LeafletError when it is not the project's own file, or cannot be written."""
    rewrite(project.workspace, wanted.path, wanted.after)
