"""The project of the current folder, made once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace


@cache
def current() -> Project:
    """Return the project of the folder that the command was called in."""
    return Project(Workspace(Path.cwd()))
