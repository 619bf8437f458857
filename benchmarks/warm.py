"""Where the time of a warm build goes: `python -m benchmarks.warm [ROUNDS]`.

One process builds the HSG leaflet again and again, everything already read and set once. Prints the least time of each
stage, its share of the whole, and the share that writing the tags takes, measured by a profile.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hsgleaflet.typeset.page import lay_out
from hsgleaflet.work.data import data_root
from hsgleaflet.work.project import Project
from hsgleaflet.work.workspace import Workspace
from hsgleaflet.write.pdf.writer import write

TAG_WORK = ("tags.py", "outline.py")
TAG_FUNCTIONS = ("_structure", "_element", "_kid", "_parent_tree", "mark", "_text_mark", "_outline", "_top")


def main() -> None:
    """Print the stages and their shares."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    project = Project(Workspace(Path.cwd()))
    clinic = data_root() / "clinics" / "riverside" / "clinic.yaml"
    stages = _stages(project, clinic)
    least = {name: min(_timed(stage) for _ in range(rounds)) for name, stage in stages.items()}
    whole = sum(least.values())
    for name, took in least.items():
        print(f"{name:10} {took * 1000:6.2f} ms  {took / whole:4.0%}")
    print(f"{'whole':10} {whole * 1000:6.2f} ms  {1 / whole:.0f} leaflets a second")
    print(f"tags take  {_share_of_tags(stages):.0%} of a profiled build")


def _stages(project: Project, clinic: Path) -> dict[str, Callable[[], object]]:
    prepared = project.prepare("hsg", clinic, "en-GB", "a4")
    layout = lay_out(prepared.document, prepared.theme, project.setter, prepared.images)
    return {
        "compose": lambda: project.prepare("hsg", clinic, "en-GB", "a4"),
        "lay out": lambda: lay_out(prepared.document, prepared.theme, project.setter, prepared.images),
        "write": lambda: write(layout, prepared.document, prepared.theme, prepared.pictures),
    }


def _timed(stage: Callable[[], object]) -> float:
    start = time.perf_counter()
    stage()
    return time.perf_counter() - start


def _share_of_tags(stages: dict[str, Callable[[], object]]) -> float:
    profile = cProfile.Profile()
    profile.enable()
    for stage in stages.values():
        stage()
    profile.disable()
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(row[2] for row in rows.values())
    tags = sum(
        row[2]
        for (file, _, function), row in rows.items()
        if file.endswith(TAG_WORK) or (file.endswith(("writer.py", "paint.py")) and function in TAG_FUNCTIONS)
    )
    return float(tags / whole)


if __name__ == "__main__":
    main()
