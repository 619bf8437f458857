"""A batch makes what has changed and nothing else, leaves nothing stale behind, and survives whatever ends it."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet.problems import LeafletError
from hsgleaflet.work import batch as batch_module
from hsgleaflet.work import engine, outbox
from hsgleaflet.work.build import Job, Made, Output, make
from hsgleaflet.work.data import data_root
from hsgleaflet.work.engine import processes
from hsgleaflet.work.manifest import File
from hsgleaflet.work.outbox import Outbox
from hsgleaflet.work.project import Project
from hsgleaflet.work.whole import Part
from tests.fleets import Fleet, run

ALL = {"east/apple", "east/berry", "west/apple", "west/berry"}
FILE = "east/apple.en-GB.a4.draft.pdf"


@pytest.fixture
def fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    monkeypatch.chdir(tmp_path)
    return Fleet(tmp_path)


@pytest.fixture
def full(fleet: Fleet) -> Fleet:
    assert fleet.build().made == ALL
    return fleet


# --- what has not changed


def test_what_has_not_changed_is_neither_read_nor_composed(full: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("something was read or made")

    before = (full.out / "manifest.json").stat().st_mtime_ns
    monkeypatch.setattr(Project, "_load", refused)
    monkeypatch.setattr(engine, "make", refused)
    ran = full.build()
    assert ran.names("unchanged") == ALL
    assert all(outcome.files[0].is_file() and outcome.pages == 2 for outcome in ran.outcomes)
    assert (full.out / "manifest.json").stat().st_mtime_ns == before


def test_what_was_said_of_a_leaflet_is_said_again(fleet: Fleet) -> None:
    fleet.put("clinics/east/_brand.yml", 'color: {primary: "#9ad0ec"}')
    first, second = fleet.build("east"), fleet.build("east")
    assert "T002" in first.codes
    assert second.codes == first.codes
    assert [one.problems for one in second.outcomes] == [one.problems for one in first.outcomes]


def test_files_that_were_only_touched_are_hashed_and_believed(full: Fleet) -> None:
    for path in (*full.root.glob("leaflets/*"), *full.root.glob("clinics/*/*"), *full.out.glob("*/*.pdf")):
        os.utime(path)
    assert full.build().names("unchanged") == ALL
    entry = full.manifest()["outputs"][0]["files"][0]
    assert entry["mtime"] == (full.out / entry["file"]).stat().st_mtime_ns, "so they are not hashed for ever"


def test_a_project_that_moves_with_its_files_is_not_made_again(full: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    other = full.root.parent / f"{full.root.name} moved"
    shutil.copytree(full.root, other)
    monkeypatch.chdir(other)
    moved = Fleet.__new__(Fleet)
    moved.root, moved.out = other, other / "build"
    assert moved.build().names("unchanged") == ALL


# --- what has changed


CHANGES: dict[str, tuple[Callable[[Fleet], object], set[str]]] = {
    "a leaflet": (lambda fleet: fleet.leaflet("apple", purpose="Another purpose."), {"east/apple", "west/apple"}),
    "a clinic": (lambda fleet: fleet.clinic("east", department="Radiology"), {"east/apple", "east/berry"}),
    "a brand appears": (lambda fleet: fleet.put("clinics/west/_brand.yml", "{color: {primary: black}}"),
                        {"west/apple", "west/berry"}),
    "a brand above appears": (lambda fleet: fleet.put("clinics/_brand.yml", "{color: {primary: black}}"), ALL),
    "shared passages appear": (
        lambda fleet: shutil.copy(data_root() / "leaflets" / "shared.yaml", fleet.root / "leaflets" / "shared.yaml"),
        set(),
    ),
    "an output is gone": (lambda fleet: (fleet.out / FILE).unlink(), {"east/apple"}),
    "an output is cut": (lambda fleet: (fleet.out / FILE).write_bytes(b"%PDF-"), {"east/apple"}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_depends_on_a_change_is_made_again(full: Fleet, change: str) -> None:
    """Passages of the same words give the same digest: that they lie elsewhere now is a change of names alone."""
    apply, expected = CHANGES[change]
    apply(full)
    ran = full.build()
    assert ran.made == (expected or ALL)
    assert ran.names("unchanged") == ALL - ran.made
    assert full.build().names("unchanged") == ALL


def altered(data: bytes) -> bytes:
    """Other bytes of the same length."""
    return data[:1000] + bytes(255 - byte for byte in data[1000:1004]) + data[1004:]


def test_an_output_that_was_altered_with_its_time_set_back_is_made_again(full: Fleet) -> None:
    path = full.out / FILE
    seen, data = path.stat(), path.read_bytes()
    path.write_bytes(altered(data))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert full.build().made == {"east/apple"}
    assert path.read_bytes() == data


def test_only_verify_looks_into_files_that_seem_untouched(full: Fleet) -> None:
    path = full.out / FILE
    path.write_bytes(altered(path.read_bytes()))
    now = path.stat()
    told = (full.out / "manifest.json").read_text("utf-8")
    (old,) = [entry["files"][0] for entry in full.manifest()["outputs"] if entry["files"][0]["file"] == FILE]
    told = told.replace(
        f'"mtime":{old["mtime"]},"ctime":{old["ctime"]}', f'"mtime":{now.st_mtime_ns},"ctime":{now.st_ctime_ns}'
    )
    (full.out / "manifest.json").write_text(told, "utf-8")
    assert full.build().made == set()
    assert full.build(verify=True).made == {"east/apple"}


def test_another_program_makes_everything_again(full: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "stamp", lambda: "another")
    assert full.build().made == ALL


def test_options_have_outputs_of_their_own(full: Fleet) -> None:
    ran = full.build("east", conformance="a3a")
    assert ran.made == {"east/apple", "east/berry"}
    assert ran.moved == []
    assert FILE.replace(".draft", ".a3a.draft") in full.files()


def test_force_makes_everything(full: Fleet) -> None:
    assert full.build(force=True).made == ALL


def test_a_state_holds_until_its_day(full: Fleet) -> None:
    told = (full.out / "manifest.json").read_text("utf-8").replace('"holds_until":""', '"holds_until":"2026-12-01"')
    (full.out / "manifest.json").write_text(told, "utf-8")
    assert full.build(day="2026-12-01").made == set()
    assert full.build(day="2026-12-02").made == ALL


def test_files_that_a_process_had_read_before_count_for_each_job(full: Fleet) -> None:
    names = list(full.manifest()["inputs"])
    for entry in full.manifest()["outputs"]:
        inputs = {names[number] for number in entry["inputs"]}
        clinic, leaflet = entry["asked"]["clinic_name"], entry["asked"]["leaflet"]
        wanted = {f"clinics/{clinic}/clinic.yaml", f"clinics/{clinic}/_brand.yml", "clinics/_brand.yml"}
        assert wanted | {f"leaflets/{leaflet}.yaml", "leaflets/shared.yaml"} <= inputs
        assert any(name.startswith("hsgleaflet:leaflets/pictures/icons/") for name in inputs)


def test_a_file_changed_this_moment_is_not_believed_by_its_time(full: Fleet) -> None:
    fact = full.manifest()["inputs"]["clinics/east/clinic.yaml"]
    assert fact[1:3] == [0, 0]


# --- nothing stale stays behind


def superseded(fleet: Fleet) -> set[str]:
    return {name.rsplit(".", 2)[0] for name in fleet.files() if name.startswith("superseded/")}


def test_what_cannot_be_made_any_more_leaves(full: Fleet) -> None:
    full.leaflet("apple", purpose="A {question} that nobody asked.")
    ran = full.build()
    assert ran.names("failed") == {"east/apple", "west/apple"}
    assert superseded(full) == {f"superseded/{name}/apple.en-GB.a4.draft" for name in ("east", "west")}
    assert FILE not in full.files()
    assert FILE not in (full.out / "index.html").read_text("utf-8")
    assert {entry["asked"]["leaflet"] for entry in full.manifest()["outputs"]} == {"berry"}
    assert all("cannot be made any more: M" in moved["reason"] for moved in full.manifest()["superseded"])
    full.leaflet("apple")
    assert full.build().made == {"east/apple", "west/apple"}


def test_a_clinic_that_cannot_be_read_takes_its_leaflets_with_it(full: Fleet) -> None:
    full.clinic("east", country="Atlantis")
    ran = full.build()
    assert {moved.file.split("/")[0] for moved in ran.moved} == {"east"}
    assert {moved.reason for moved in ran.moved} == {"its clinic cannot be read"}
    assert ran.names("unchanged") == {"west/apple", "west/berry"}


def test_what_is_no_longer_asked_for_leaves(full: Fleet) -> None:
    full.clinic("east", leaflets=["berry"])
    shutil.rmtree(full.root / "clinics" / "west")
    ran = full.build()
    assert ran.made == {"east/berry"}
    assert superseded(full) == {
        f"superseded/{name}.en-GB.a4.draft" for name in ("east/apple", "west/apple", "west/berry")
    }


@pytest.mark.parametrize("asked", [{"leaflets": ("berry",)}, {"langs": ("en-XA",)}, {"formats": ("a5",)}])
def test_a_build_looks_after_what_it_was_asked_for_alone(full: Fleet, asked: Any) -> None:
    full.leaflet("apple", purpose="Another purpose.")
    shutil.rmtree(full.root / "clinics" / "west")
    ran = full.build(**asked)
    assert {moved.file for moved in ran.moved} == ({"west/berry.en-GB.a4.draft.pdf"} if "leaflets" in asked else set())


def test_a_build_of_one_clinic_leaves_the_others(full: Fleet) -> None:
    full.leaflet("apple", purpose="A {question} that nobody asked.")
    full.build("east")
    assert superseded(full) == {"superseded/east/apple.en-GB.a4.draft"}


def test_what_somebody_asked_for_stays_while_it_is_true(full: Fleet) -> None:
    extra = "east/apple.en-XA.a4.draft.pdf"
    full.build("east", leaflets=("apple",), langs=("en-XA",))
    assert full.build().moved == []
    assert extra in full.files()
    full.leaflet("apple", purpose="Another purpose.")
    assert [moved.file for moved in full.build().moved] == [extra]


def test_a_file_that_gets_another_name_does_not_stay_under_the_old_one(
    full: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def approved(project: Project, job: Job) -> Made:
        made = make(project, job)
        meta = replace(made.prepared.document.meta, state="approved")
        document = replace(made.prepared.document, meta=meta)
        return replace(made, prepared=replace(made.prepared, document=document))

    monkeypatch.setattr(engine, "make", approved)
    full.build("east", leaflets=("apple",), force=True)
    assert "east/apple.en-GB.a4.pdf" in full.files()
    assert superseded(full) == {"superseded/east/apple.en-GB.a4.draft"}


def test_two_clinics_of_one_name_are_told_apart(fleet: Fleet) -> None:
    fleet.clinic("west", clinic="east")
    ran = fleet.build()
    assert ran.codes == {"B016"}
    assert ran.made == {"east/apple", "east/berry"}


# --- other ways to run


def test_a_dry_run_writes_nothing(fleet: Fleet) -> None:
    assert fleet.build(dry_run=True).names("planned") == ALL
    assert not fleet.out.exists()


def test_a_dry_run_moves_nothing(full: Fleet) -> None:
    before = full.files()
    full.clinic("east", leaflets=["berry"])
    assert full.build(dry_run=True).names("planned") == {"east/berry"}
    assert full.files() == before


def test_fail_fast_stops_at_the_first(fleet: Fleet) -> None:
    fleet.leaflet("apple", purpose="A {question} that nobody asked.")
    ran = fleet.build(fail_fast=True)
    assert len(ran.outcomes) == 1
    assert fleet.files() == set()


def test_a_build_that_makes_nothing_leaves_nothing(fleet: Fleet) -> None:
    fleet.build(langs=("xx",))
    assert not fleet.out.exists()


def test_a_bug_in_one_leaflet_does_not_stop_the_others(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(project: Project, job: Job) -> Made:
        if job.leaflet == "apple":
            raise ZeroDivisionError("nought")
        return make(project, job)

    monkeypatch.delenv("HSGLEAFLET_DEBUG", raising=False)
    monkeypatch.setattr(engine, "make", broken)
    ran = fleet.build()
    assert ran.codes == {"B013"}
    assert ran.made == {"east/berry", "west/berry"}
    monkeypatch.setenv("HSGLEAFLET_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        fleet.build()


# --- whatever ends it


def stopped_after(count: int, error: BaseException) -> Callable[..., object]:
    """A stand-in for a function, that fails when it has been called so often."""
    calls = []

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **kwargs: object) -> object:
            calls.append(args)
            if len(calls) > count:
                raise error
            return function(*args, **kwargs)

        return called

    return counted


def test_an_interrupted_build_keeps_what_is_finished(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine, "make", stopped_after(2, KeyboardInterrupt())(make))
        with pytest.raises(KeyboardInterrupt):
            fleet.build()
    assert fleet.manifest()["complete"] is False
    assert set(fleet.hashes()) == fleet.files()
    assert len(fleet.files()) == 2
    ran = fleet.build()
    assert len(ran.made) == len(ran.names("unchanged")) == 2
    assert fleet.manifest()["complete"] is True


def test_ctrl_c_between_a_file_and_its_telling_waits_for_both(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(self: Outbox, name: str, output: Output, part: Part) -> File:
        file = write(self, name, output, part)
        signal.raise_signal(signal.SIGINT)
        return file

    write = Outbox._write
    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "_write", written)
        with pytest.raises(KeyboardInterrupt):
            fleet.build()
    assert len(fleet.files()) == 1
    assert set(fleet.hashes()) == fleet.files()


class Killed(BaseException):
    """Ends a build as if its process had been killed: nothing that it meant to do afterwards is done."""


@pytest.mark.parametrize("step", ["_write", "_tell"])
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_killed_build_leaves_the_truth(full: Fleet, monkeypatch: pytest.MonkeyPatch, step: str, count: int) -> None:
    """Killed before a file is written or before it is told; the manifest alone, and with its journal, is true."""
    full.leaflet("apple", purpose="Another purpose.")
    full.leaflet("berry", purpose="Another purpose.")
    with monkeypatch.context() as patch:
        patch.setattr(outbox.Outbox, step, stopped_after(count, Killed())(getattr(outbox.Outbox, step)))
        patch.setattr(outbox.Outbox, "finish", lambda *_, **__: None)
        with pytest.raises(Killed):
            full.build()
    assert full.hashes() == {}, "what was about to be made again is not told as being there"
    assert len(full.manifest()["pending"]) == 4
    assert full.files() == {f"{name}.en-GB.a4.draft.pdf" for name in ALL}
    ran = full.build()
    assert len(ran.names("unchanged")) == count, "only what is missing is made"
    assert len(ran.made) == 4 - count
    assert set(full.hashes()) == full.files()


def test_half_a_line_of_the_journal_does_not_count(full: Fleet) -> None:
    journal = full.out / outbox.INSIDE / "journal"
    full.leaflet("apple", purpose="Another purpose.")
    batch = full.batch()
    batch.outbox.finish = lambda *_, **__: None  # type: ignore[method-assign]
    run(batch)
    data = journal.read_bytes()
    journal.write_bytes(data[:-20])
    ran = full.build()
    assert (len(ran.made), len(ran.names("unchanged"))) == (1, 3)
    assert not journal.exists()


def test_what_a_killed_build_had_begun_to_write_goes(full: Fleet) -> None:
    part = full.out / "east" / ".hsgleaflet-abc.part"
    part.write_bytes(b"%PDF")
    own = full.put("build/east/.download.part", "not ours")
    full.build()
    assert part.exists(), "the build before ended well: nobody looks"
    (full.out / outbox.INSIDE / "lock").write_text("123")
    full.build()
    assert not part.exists()
    assert own.exists()


@pytest.mark.parametrize("name", ["manifest.json", "index.html"])
def test_what_is_somebody_elses_is_not_overwritten(fleet: Fleet, name: str) -> None:
    fleet.put(f"build/{name}", '{"name": "my app"}')
    with pytest.raises(LeafletError) as caught:
        fleet.build()
    assert caught.value.problems[0].code == "B010"
    assert (fleet.out / name).read_text("utf-8") == '{"name": "my app"}'
    assert [path.name for path in fleet.out.iterdir()] == [name]


def test_a_leaflet_that_is_not_translated_yet_is_told_and_a_language_that_none_has_is_a_mistake(fleet: Fleet) -> None:
    fleet.clinic("east", languages=["en-GB", "pl"])
    assert {one.job.lang for one in fleet.build("east").outcomes if one.failed} == {"pl"}
    fleet.put("leaflets/locale/pl/apple.po", 'msgid ""\nmsgstr "Language: pl\\nX-Translator-Kind: machine draft\\n"\n')
    for _ in range(2):  # the second time from the manifest
        ran = fleet.build("east")
        assert ran.batch.untranslated == {("berry", "pl"): None}
        assert {(one.job.leaflet, one.job.lang) for one in ran.outcomes} == {("apple", "en-GB"), ("berry", "en-GB")}
    assert fleet.build("east", langs=("pl",)).batch.untranslated == {}


def test_what_thousands_of_entries_have_in_common_is_kept_once(fleet: Fleet) -> None:
    """Each came from another process, or stood in a row of its own."""
    made = fleet.build(place=processes(2)).batch.outbox.manifest.entries.values()
    for entries in (made, fleet.build().batch.outbox.manifest.entries.values()):
        assert len(entries) == 4
        for name in ("version", "review_by", "title", "clinic", "clinic_file", "problems"):
            values = [getattr(entry, name) for entry in entries]
            assert len(set(map(id, values))) == len(set(values)), name
