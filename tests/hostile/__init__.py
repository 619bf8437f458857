"""Hostile input: files that lie, explode, lead astray or fall apart, and what a person reads for each of them.

Each module holds the cases of one kind by their name; what is huge is made here, not kept. `run` carries a case out in
a project of its own, and `tests/goldens/hostile` holds what is then said, to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from hsgleaflet.problems import LeafletError, Problem, render
from hsgleaflet.work.build import jobs, make
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.test_broken import FILES

NOTHING = "nothing is wrong"
_TOLD, _WIDE = 3, 240
"""Problems of a case that are kept, and characters of a line."""

Content = str | bytes | Callable[[Path], None]
"""A file as text or bytes, or how to put something else at its path."""


def built(project: Project, folder: Path) -> None:
    """Make everything that the clinic of a project gives out."""
    for job in jobs(project, [folder / "clinic.yaml"]):
        make(project, job)


class Bad(Struct, frozen=True):
    """A change in the files of a small project that works, and what is then done with it."""

    files: Mapping[str, Content]
    act: Callable[[Project, Path], None] = built


def changed(name: str, old: str, new: str) -> Mapping[str, Content]:
    """Return a file of the small project with one change."""
    assert old in FILES[name], old
    return {name: FILES[name].replace(old, new, 1)}


def put(folder: Path, files: Mapping[str, Content]) -> None:
    """Write the small project with other files over it."""
    for name, content in (dict(FILES) | dict(files)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def run(bad: Bad, folder: Path) -> str:
    """Return what a person reads in a folder where the files of a case are; it is where they stand."""
    project = Project(Workspace(folder))
    try:
        bad.act(project, folder)
    except LeafletError as error:
        return said(error.problems, project)
    return NOTHING


def said(problems: tuple[Problem, ...], project: Project) -> str:
    """Return the first problems as people read them, their count if there are more."""
    shown = "\n".join(render(problem, project.workspace.lines_of) for problem in problems[:_TOLD])
    lines = [line if len(line) <= _WIDE else f"{line[:_WIDE]} …" for line in shown.splitlines()]
    more = [f"({len(problems)} problems)"] if len(problems) > _TOLD else []
    return "\n".join([*lines, *more])
