"""Small projects of several clinics, and batches in them."""

import datetime
import json
from collections.abc import Iterable
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

from hsgleaflet.work.batch import Batch, Options, Outcome, Request
from hsgleaflet.work.engine import Place
from hsgleaflet.work.outbox import Outbox
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from tests.samples import CLINIC, leaflet_values

DAY = "2026-11-25"


class Fleet:
    """A project of two clinics that give two leaflets."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "build"
        for name in ("apple", "berry"):
            self.leaflet(name)
        for name in ("east", "west"):
            self.clinic(name)

    def leaflet(self, name: str, **changes: Any) -> Path:
        return self.put(f"leaflets/{name}.yaml", leaflet_values(leaflet=name, title=f"The {name} test", **changes))

    def clinic(self, name: str, **changes: Any) -> Path:
        values = CLINIC | {"clinic": name, "name": f"{name.title()} Clinic", "leaflets": ["apple", "berry"]}
        return self.put(f"clinics/{name}/clinic.yaml", values | changes)

    def put(self, name: str, values: Any) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(values if isinstance(values, str) else json.dumps(values), "utf-8")
        return path

    def batch(self, *clinics: str, day: str = DAY, out: Path | None = None, **asked: Any) -> Batch:
        """A batch that is planned but not run, as a fresh process would make it; not for two at once."""
        workspace = Workspace(self.root)
        options = {name: asked.pop(name) for name in Options.__struct_fields__ if name in asked}
        paths = tuple(workspace.clinic_paths(clinics))
        request = Request(clinics=paths, named=bool(clinics), **asked)
        outbox = Outbox(workspace, out or self.out, day)
        project = Project(workspace, datetime.date.fromisoformat(day))
        return Batch(project, request, Options(**options), outbox)

    def build(self, *clinics: str, place: Place | None = None, **asked: Any) -> "Ran":
        return run(self.batch(*clinics, **asked), place)

    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "manifest.json").read_text("utf-8"))
        return found

    def hashes(self) -> dict[str, str]:
        """The sha256 of each file, as the manifest has it."""
        return {file["file"]: file["sha256"] for entry in self.manifest()["outputs"] for file in entry["files"]}

    def files(self) -> set[str]:
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*.pdf")}


class Ran:
    """What a batch did."""

    def __init__(self, batch: Batch, outcomes: Iterable[Outcome]) -> None:
        self.batch = batch
        self.outcomes = list(outcomes)
        self.moved = batch.outbox.moved

    def names(self, status: str) -> set[str]:
        """The jobs that ended so."""
        return {f"{one.job.clinic_name}/{one.job.leaflet}" for one in self.outcomes if one.status == status}

    @property
    def made(self) -> set[str]:
        return self.names("made")

    @property
    def codes(self) -> set[str]:
        problems = [*self.batch.unread, *(problem for one in self.outcomes for problem in one.problems)]
        return {problem.code for problem in problems}


def run(batch: Batch, place: Place | None = None) -> Ran:
    with nullcontext() if batch.options.dry_run else batch.outbox:
        if batch.options.dry_run:
            batch.outbox.read()
        batch.plan()
        with closing(batch.run(place)) as outcomes:
            return Ran(batch, outcomes)
