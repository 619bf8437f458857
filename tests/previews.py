"""A project of its own for each test of the preview: the HSG leaflet and the example clinic, free to be changed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from hsgleaflet.preview.desk import Asked, Choice, Desk
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.samples import ROOT

CLINIC = "clinics/riverside/clinic.yaml"
HSG = Choice(CLINIC, "hsg", "en-GB", "a4")
PURPOSE = "purpose: An X-ray test that shows whether your fallopian tubes are open."


def folder(at: Path) -> Path:
    """A project folder."""
    (at / "leaflets").mkdir()
    for name in ("hsg.yaml", "shared.yaml"):
        shutil.copy(ROOT / "leaflets" / name, at / "leaflets")
    shutil.copytree(ROOT / "clinics" / "riverside", at / "clinics" / "riverside")
    return at


def project(at: Path) -> Project:
    return Project(Workspace(at))


def desk(at: Path) -> Desk:
    return Desk(project(folder(at)))


def change(path: Path, old: str, new: str) -> Path:
    """Change a text as an editor would: a new file is moved over the old one."""
    text = path.read_text("utf-8")
    assert old in text
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    beside.replace(path)
    return path


def tried(brand: dict[str, str] | None = None, answers: dict[str, str] | None = None) -> Asked:
    return Asked(HSG, brand or {}, answers or {})


class Running:
    """The preview as people start it, in a process of its own."""

    def __init__(self, at: Path, *args: str) -> None:
        environment = {**os.environ, "PYTHONWARNINGS": "default"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hsgleaflet", "preview", "--no-open", *args],
            cwd=at, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; return how it ended and what it said."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said
