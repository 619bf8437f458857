"""The only door to the disk: files whole or not at all, nothing outside the project, everything missing told."""

import os
import stat
import sys
from pathlib import Path

import pytest

from hsgleaflet.problems import LeafletError, Problem
from hsgleaflet.work.data import data_root
from hsgleaflet.work.workspace import Workspace

PROGRAM = """
import os, sys
from pathlib import Path
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.workspace import Workspace
folder = Path(sys.argv[1])
os.setuid(65534)
for path in ("locked/out.pdf", "locked/deeper/out.pdf"):
    try:
        Workspace(folder).write(folder / path, b"data")
    except LeafletError as error:
        print(error)
try:
    Workspace(folder).raw(folder / "secret.yaml")
except LeafletError as error:
    print(error)
"""


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def put(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problem(caught: pytest.ExceptionInfo[LeafletError]) -> Problem:
    (found,) = caught.value.problems
    return found


# --- writing


def test_a_file_is_written_with_its_folders(space: Workspace) -> None:
    path = space.root / "build" / "clinic" / "out.pdf"
    space.write(path, b"data")
    assert path.read_bytes() == b"data"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [one.name for one in path.parent.iterdir()] == ["out.pdf"]


def test_an_old_file_is_replaced_at_once(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(space.root / "out.pdf", "old")
    seen = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append((self.read_bytes(), target.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    space.write(path, b"new")
    assert seen == [(b"new", b"old")], "the new file is complete before the old one goes"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("failing", [(Path, "replace"), (os, "fchmod")])
def test_when_writing_fails_the_old_file_stays_and_nothing_is_left_behind(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, failing: tuple[object, str]
) -> None:
    path = put(space.root / "out.pdf", "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*failing, fail)
    with pytest.raises(LeafletError) as caught:
        space.write(path, b"new")
    assert str(problem(caught)) == "error B006: out.pdf cannot be written: there is no room left"
    assert path.read_text("utf-8") == "old"
    assert list(space.root.iterdir()) == [path]


def test_a_folder_in_the_place_of_a_file_is_told(space: Workspace) -> None:
    (space.root / "out.pdf").mkdir()
    with pytest.raises(LeafletError) as caught:
        space.write(space.root / "out.pdf", b"new")
    assert problem(caught).code == "B001"
    put(space.root / "file")
    with pytest.raises(LeafletError) as caught:
        space.write(space.root / "file" / "out.pdf", b"new")
    assert problem(caught).code == "B001"


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="only root can become somebody else")
def test_a_folder_or_file_without_permission_is_told(tmp_path: Path) -> None:
    import subprocess

    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & stat.S_IXOTH and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    (tmp_path / "locked").mkdir(mode=0o755)
    put(tmp_path / "secret.yaml").chmod(0o600)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    ran = subprocess.run(command, cwd=data_root(), capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    locked, secret = tmp_path / "locked", tmp_path / "secret.yaml"
    assert [line.removeprefix("error ") for line in ran.stdout.splitlines()] == [
        f"B001: {locked.name} cannot be written: permission denied",
        f"B001: {locked.name}/deeper cannot be written: permission denied",
        f"S002: {secret.name} cannot be read: permission denied",
    ]


# --- reading


def test_a_text_is_read_once_and_its_lines_are_at_hand(space: Workspace) -> None:
    path = put(space.root / "leaflets" / "a.yaml", "\ufeffone\ntwo\n")
    assert space.text(path) == "one\ntwo\n"
    path.write_text("changed", "utf-8")
    assert space.text(path) == "one\ntwo\n"
    assert space.lines_of("leaflets/a.yaml") == ["one", "two"]
    assert space.lines_of("leaflets/b.yaml") is None
    assert list(space.read) == ["leaflets/a.yaml"]


def test_a_missing_file_is_told(space: Workspace) -> None:
    with pytest.raises(LeafletError) as caught:
        space.text(space.root / "none.yaml")
    assert str(problem(caught)) == "error S002: none.yaml is missing"


def test_a_folder_is_no_file(space: Workspace) -> None:
    (space.root / "folder.yaml").mkdir()
    with pytest.raises(LeafletError) as caught:
        space.text(space.root / "folder.yaml")
    assert problem(caught).message == "folder.yaml cannot be read: is a directory"


def test_another_encoding_is_told_with_its_line(space: Workspace) -> None:
    path = space.root / "a.yaml"
    path.write_bytes("one\ntwo\ncaf\u00e9".encode("latin-1"))
    with pytest.raises(LeafletError) as caught:
        space.text(path)
    assert str(problem(caught)) == "a.yaml:3: error S003: this line is not UTF-8 text"


def test_a_file_beyond_all_measure_is_not_read(space: Workspace) -> None:
    path = space.root / "huge.png"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(LeafletError) as caught:
        space.raw(path)
    assert problem(caught).message == "huge.png is larger than 50 MB"


def test_shipped_assets_are_read_once(space: Workspace) -> None:
    name = "fonts/AtkinsonHyperlegibleNext-Regular.ttf"
    assert space.bytes_of(name) is space.bytes_of(name)
    with pytest.raises(LeafletError) as caught:
        space.bytes_of("fonts/None.ttf")
    assert problem(caught).message == "fonts/None.ttf is missing"


# --- paths


@pytest.mark.parametrize("name", ["a.svg", "pictures/a.svg", "./a.svg", "pictures/../a.svg", "a b.svg"])
def test_a_path_inside_its_folder_is_taken(space: Workspace, name: str) -> None:
    assert space.inside(space.root, name) == (space.root / name).resolve()


@pytest.mark.parametrize("name", ["../a.svg", "pictures/../../a.svg", "/etc/passwd", "..\\a.svg", "C:\\a.svg"])
def test_a_path_that_leads_out_is_refused(space: Workspace, name: str) -> None:
    with pytest.raises(LeafletError) as caught:
        space.inside(space.root, name)
    assert problem(caught).code == "S004"
    assert problem(caught).message == f'"{name}" leads out of the folder'


def test_a_link_that_leads_out_is_refused(space: Workspace) -> None:
    outside = put(space.root / "outside.svg")
    home = space.root / "home"
    home.mkdir()
    (home / "link.svg").symlink_to(outside)
    with pytest.raises(LeafletError) as caught:
        space.inside(home, "link.svg")
    assert problem(caught).code == "S004"


def test_paths_are_shown_from_where_people_stand(space: Workspace) -> None:
    assert space.shown(space.root / "clinics" / "a") == "clinics/a"
    assert space.shown(data_root() / "leaflets" / "hsg.yaml") == "leaflets/hsg.yaml"
    assert space.shown(Path("/etc/passwd")) == "/etc/passwd"


# --- finding


def test_own_leaflets_go_before_the_shipped_ones(space: Workspace) -> None:
    assert space.leaflet_path("hsg") == data_root() / "leaflets" / "hsg.yaml"
    own = put(space.root / "leaflets" / "hsg.yaml")
    put(space.root / "leaflets" / "other.yaml")
    assert space.leaflet_path("hsg") == own
    assert {"hsg", "other", "hysteroscopy"} <= set(space.leaflet_names())
    assert "shared" not in space.leaflet_names()


@pytest.mark.parametrize(("name", "hint"), [("hgs", 'did you mean "hsg"?'), ("zzz", "leaflets here: endometrial-")])
def test_a_leaflet_that_is_not_there_is_told_with_the_nearest(space: Workspace, name: str, hint: str) -> None:
    with pytest.raises(LeafletError) as caught:
        space.leaflet_path(name)
    assert problem(caught).code == "S005"
    assert problem(caught).hint.startswith(hint)


def test_clinics_are_found_by_name_folder_and_file(space: Workspace) -> None:
    path = put(space.root / "clinics" / "mine" / "clinic.yaml")
    for name in ("mine", "clinics/mine", "clinics/mine/clinic.yaml", str(path), str(path.parent)):
        assert space.clinic_paths([name]) == [path]
    assert space.clinic_paths(["riverside"]) == [data_root() / "clinics" / "riverside" / "clinic.yaml"]


def test_a_clinic_answers_to_the_name_that_its_file_gives(space: Workspace) -> None:
    path = space.root / "clinic.yaml"
    path.write_text("# ours\nclinic: my-clinic  # a name\n", "utf-8")
    assert space.clinic_paths(["my-clinic"]) == [path]
    with pytest.raises(LeafletError) as caught:
        space.clinic_paths(["my-clinc"])
    assert problem(caught).hint == 'did you mean "my-clinic"?'


def test_without_a_name_all_clinics_of_the_project_are_meant(space: Workspace) -> None:
    assert space.clinic_paths() == []
    second, first = (put(space.root / "clinics" / name / "clinic.yaml") for name in ("b", "a"))
    own = put(space.root / "clinic.yaml")
    assert space.clinic_paths() == [first, second, own]


def test_a_clinic_that_is_not_there_is_told_with_the_nearest(space: Workspace) -> None:
    with pytest.raises(LeafletError) as caught:
        space.clinic_paths(["riversid"])
    assert (problem(caught).code, problem(caught).hint) == ("S007", 'did you mean "riverside"?')


def test_a_brand_file_is_that_of_the_clinic_or_of_a_folder_above_it(space: Workspace) -> None:
    clinic = put(space.root / "clinics" / "mine" / "clinic.yaml")
    assert space.brand_path(clinic) is None
    project = put(space.root / "_brand.yml")
    assert space.brand_path(clinic) == project
    own = put(space.root / "clinics" / "mine" / "brand" / "_brand.yml")
    assert space.brand_path(clinic) == own


def test_a_brand_file_outside_the_project_is_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "_brand.yml")
    root = tmp_path / "project"
    clinic = put(root / "clinic.yaml")
    monkeypatch.chdir(root)
    assert Workspace(root).brand_path(clinic) is None


def test_an_image_lies_beside_its_leaflet_or_among_its_pictures(space: Workspace) -> None:
    leaflet = put(space.root / "leaflets" / "a.yaml")
    beside = put(space.root / "leaflets" / "one.svg")
    among = put(space.root / "leaflets" / "pictures" / "two.svg")
    assert space.image_path(leaflet, "one.svg") == beside
    assert space.image_path(leaflet, "two.svg") == among
    with pytest.raises(LeafletError) as caught:
        space.image_path(leaflet, "nothing-like-it.svg")
    assert problem(caught).code == "S006"
    assert problem(caught).hint == "put it into leaflets/pictures"
    with pytest.raises(LeafletError) as caught:
        space.image_path(leaflet, "icons/hand-stp.svg")
    assert problem(caught).hint == 'did you mean "icons/hand-stop.svg"?'


def test_a_file_that_was_written_is_read_anew(space: Workspace) -> None:
    path = put(space.root / "answers.yaml", "old")
    assert space.text(path) == "old"
    before = space.facts([str(path)])
    space.write(path, b"new one")
    assert space.text(path) == "new one"
    space.append(path, b"longer\n")
    assert space.text(path) == "new one\nlonger\n", "a line that was torn is ended first"
    assert space.facts([str(path)]) != before
