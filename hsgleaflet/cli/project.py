"""The project of the current folder, made once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hsgleaflet.problems import fail
from hsgleaflet.work import clock
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace


@cache
def current() -> Project:
    """Return the project of the folder that the command was called in."""
    return Project(Workspace(Path.cwd()), clock.today())


def one_clinic(name: str | None) -> Path:
    """Return the file of the clinic that is named, or of the only one here; raise LeafletError when it is not plain."""
    space = current().workspace
    found = space.clinic_paths((name,) if name else ())
    if len(found) == 1:
        return found[0]
    if not found:
        raise fail("S007", f"there is no clinic in {space.root}", hint="run `hsgleaflet init` here, or add --clinic")
    names = ", ".join(path.parent.name for path in found)
    raise fail("G124", "there are several clinics here", hint=f"add --clinic and one of: {names}")
