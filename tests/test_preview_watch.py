"""What was saved is told, whatever the editor did; what does not matter is not."""

import asyncio
from pathlib import Path

from hsgleaflet.preview.watch import concerns, folders, saved
from tests.previews import folder


def told(root: Path, write: list[Path], last: str) -> set[str]:
    """The names that are told up to the one that is waited for, while paths are written one after the other."""

    async def run() -> set[str]:
        stop, found = asyncio.Event(), set[str]()

        async def save() -> None:
            await asyncio.sleep(0.5)  # until the folders are watched
            for path in write:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("x: 1\n", "utf-8")
                await asyncio.sleep(0.3)

        saving = asyncio.ensure_future(save())
        async with asyncio.timeout(20):
            async for paths in saved(root, root, stop):
                found |= {path.name for path in paths}
                if last in found:
                    stop.set()
        await saving
        return found

    return asyncio.run(run())


def test_a_save_is_told_and_nothing_beside_it(tmp_path: Path) -> None:
    root = folder(tmp_path)
    leaflets = root / "leaflets"
    found = told(root, [leaflets / ".hsg.yaml.swp.yaml", leaflets / "notes.txt", leaflets / "hsg.yaml"], "hsg.yaml")
    assert found == {"hsg.yaml"}


def test_a_clinic_at_the_top_and_a_new_folder_are_watched_too(tmp_path: Path) -> None:
    root = folder(tmp_path)
    found = told(root, [root / "_brand.yml", root / "brand" / "first.yml", root / "brand" / "later.yml"], "later.yml")
    assert {"_brand.yml", "later.yml"} <= found


def test_outputs_and_environments_are_not_watched(tmp_path: Path) -> None:
    root = folder(tmp_path)
    for name in ("build", ".git", "venv"):
        (root / name).mkdir()
    (root / "venv" / "pyvenv.cfg").write_text("")
    assert [path.name for path in folders(root, root)] == ["clinics", "leaflets"]


def test_shipped_leaflets_outside_the_project_are_watched(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    assert folders(tmp_path / "own", tmp_path) == [tmp_path / "leaflets"]


def test_only_files_that_matter_to_a_leaflet_count() -> None:
    assert concerns("a/hsg.yaml")
    assert concerns("a/LOGO.SVG")
    assert not concerns("a/.hsg.yaml")
    assert not concerns("a/hsg.pdf")
