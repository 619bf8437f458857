"""Every command as people type it: its help, what it says of mistakes, and the way from nothing to leaflets."""

import json
from collections.abc import Sequence

import click
import pytest

from hsgleaflet import __version__
from hsgleaflet.cli.exits import Exit
from hsgleaflet.cli.main import VERBS, cli
from tests.samples import ROOT
from tests.shell import Shell, commands, lines

LEAFLETS = sorted(path.stem for path in (ROOT / "leaflets").glob("*.yaml") if path.stem != "shared")


# --- help


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_explains_itself_with_examples(shell: Shell, verb: str) -> None:
    for flag in ("-h", "--help"):
        ran = shell(verb, flag)
        assert ran.code == Exit.CLEAN
        assert "Examples:" in ran.out
        assert f"hsgleaflet {verb}" in ran.out
    assert VERBS[verb].endswith(".")


def test_every_option_and_subcommand_explains_itself() -> None:
    for path, command in commands(cli):
        assert command.help, path
        assert "Examples:" in command.help, path
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (path, option.name)


def test_without_a_command_there_is_help(shell: Shell) -> None:
    for args in ((), ("-h",)):
        ran = shell(*args)
        said = ran.out + ran.err
        assert "Examples:" in said
        assert all(verb in said and text in said for verb, text in VERBS.items())
    assert shell("-V").out == f"hsgleaflet, version {__version__}\n"


# --- what is misspelt


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["biuld"], Exit.USAGE, 'did you mean "build"?'),
        (["frobnicate"], Exit.USAGE, "No such command 'frobnicate'."),
        (["build", "--formt", "a4"], Exit.USAGE, "--format"),
        (["build", "--conformance", "a2"], Exit.USAGE, "ua1+a2a"),
        (["build", "hgs", "--clinic", "riverside"], Exit.FILES, 'hint: did you mean "hsg"?'),
        (["check", "hgs"], Exit.FILES, 'hint: did you mean "hsg"?'),
        (["build", "--clinic", "riversid"], Exit.FILES, 'hint: did you mean "riverside"?'),
        (["check", "--clinic", "riversid"], Exit.FILES, 'hint: did you mean "riverside"?'),
        (["build", "hsg", "--clinic", "riverside", "--format", "a3"], Exit.CONTENT, "hint: choose from a4"),
        (["build", "hsg", "--clinic", "riverside", "--lang", "xx"], Exit.CONTENT, "is not translated into xx"),
        (["new", "Not A Name"], Exit.USAGE, "use lower-case letters, digits and hyphens"),
        (["new", "../outside"], Exit.USAGE, "use lower-case letters, digits and hyphens"),
        (["new", "x", "--from", "hgs"], Exit.FILES, 'hint: did you mean "hsg"?'),
        (["init", "--leaflet", "hgs"], Exit.FILES, 'hint: did you mean "hsg"?'),
        (["schema", "leaflt"], Exit.USAGE, "leaflet"),
    ],
)
def test_what_is_misspelt_is_told_with_what_was_meant(shell: Shell, args: Sequence[str], code: Exit, said: str) -> None:
    ran = shell(*args)
    assert ran.code == code
    assert said in ran.err
    assert list(shell.folder.iterdir()) == []


# --- from nothing to leaflets


def test_an_empty_folder_says_what_to_do(shell: Shell) -> None:
    ran = shell("build")
    assert ran.code == Exit.FILES
    assert ran.out == ""
    assert "There is no clinic in" in ran.err
    assert "hsgleaflet init" in ran.err


def test_a_new_clinic_builds_and_checks_at_once(shell: Shell) -> None:
    ran = shell("init")
    assert ran.code == Exit.CLEAN
    assert ran.out.splitlines()[:3] == ["wrote clinic.yaml", "wrote _brand.yml", "wrote logo.svg"]
    built = shell("build")
    assert built.code == Exit.CLEAN, built.err
    files = sorted((shell.folder / "build" / "my-clinic").iterdir())
    assert {path.name for path in files} == {f"{name}.en-GB.a4.draft.pdf" for name in LEAFLETS}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)
    assert sorted(built.out.splitlines()) == [f"build/my-clinic/{path.name}" for path in files]
    assert shell("check").code == Exit.CLEAN


def test_a_clinic_can_be_started_elsewhere_with_some_leaflets(shell: Shell) -> None:
    ran = shell("init", "mine", "--leaflet", "hsg")
    assert ran.code == Exit.CLEAN
    assert "cd mine && hsgleaflet build" in ran.out
    text = (shell.folder / "mine" / "clinic.yaml").read_text("utf-8")
    assert "leaflets: [hsg]" in text
    assert "\n  hysteroscopy:" not in text
    assert "# On which days of the cycle" in text, "every question stands above its answer"
    assert "interpreter_phone" in text
    assert "ga_" not in text, "no question of a passage that the leaflet does not use"
    assert text.index("\nexamples:") < text.index("\n  - hsg_window\n")


def test_nothing_that_is_there_is_overwritten(shell: Shell) -> None:
    shell.put("_brand.yml", "mine")
    ran = shell("init")
    assert ran.code == Exit.FILES
    assert "_brand.yml is already in" in ran.err
    assert [path.name for path in shell.folder.iterdir()] == ["_brand.yml"]
    shell.put("leaflets/cystoscopy.yaml", "mine")
    assert shell("new", "cystoscopy").code == Exit.FILES
    assert (shell.folder / "leaflets" / "cystoscopy.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("args", [["cystoscopy"], ["hsg-evening", "--from", "hsg"], ["123"], ["no"]])
def test_a_new_leaflet_is_valid_at_once(shell: Shell, args: Sequence[str]) -> None:
    ran = shell("new", *args)
    assert ran.code == Exit.CLEAN
    assert ran.out.startswith(f"wrote leaflets/{args[0]}.yaml\n")
    checked = shell("check", args[0])
    assert checked.code == Exit.CLEAN
    assert " error " not in checked.err
    built = shell("build", args[0], "--clinic", "riverside")
    assert built.code in (Exit.CLEAN, Exit.CONTENT), built.err


def test_a_new_leaflet_prints(shell: Shell) -> None:
    shell("new", "cystoscopy")
    ran = shell("build", "cystoscopy", "--clinic", "riverside", "-o", "out")
    assert ran.code == Exit.CLEAN, ran.err
    assert (shell.folder / "out" / "riverside" / "cystoscopy.en-GB.a4.draft.pdf").is_file()


# --- a broken leaflet


def break_leaflet(shell: Shell) -> None:
    """Lay a leaflet with two mistakes into the folder, and a clinic that wants it."""
    shell("new", "broken")
    path = shell.folder / "leaflets" / "broken.yaml"
    text = path.read_text("utf-8").replace("kind: test ", "kind: tset ").replace("purpose:", "purpos:")
    path.write_text(text, "utf-8")
    shell("init", "--leaflet", "hsg")
    clinic = shell.folder / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("leaflets: [hsg]", "leaflets: [broken, hsg]"), "utf-8")


def test_every_problem_is_shown_with_its_line_and_a_caret(shell: Shell) -> None:
    break_leaflet(shell)
    ran = shell("check", "broken")
    assert ran.code == Exit.CONTENT
    assert "leaflets/broken.yaml:7:" in ran.err
    assert 'did you mean "purpose"?' in ran.err
    source = next(line for line in ran.err.splitlines() if line.strip().startswith("purpos:"))
    caret = ran.err.splitlines()[ran.err.splitlines().index(source) + 1]
    assert caret.index("^") == source.index("purpos:")


def test_a_bad_leaflet_does_not_stop_the_others(shell: Shell) -> None:
    break_leaflet(shell)
    ran = shell("build")
    assert ran.code == Exit.CONTENT
    assert ran.out == "build/my-clinic/hsg.en-GB.a4.draft.pdf\n"
    assert "1 of 2 not made: my-clinic/broken.en-GB.a4" in ran.err


def test_a_bad_clinic_does_not_stop_the_others(shell: Shell) -> None:
    for name in ("good", "poor"):
        shell("init", f"clinics/{name}", "--leaflet", "hsg")
    poor = shell.folder / "clinics/poor/clinic.yaml"
    poor.write_text(poor.read_text("utf-8").replace("leaflets: [hsg]", "leaflets: [hgs]"), "utf-8")
    ran = shell("build")
    assert ran.code == Exit.FILES
    assert len(ran.out.splitlines()) == 1
    assert ran.out.endswith("hsg.en-GB.a4.draft.pdf\n")
    assert "clinics/poor/clinic.yaml:" in ran.err
    assert 'there is no leaflet "hgs"' in ran.err
    stopped, made = lines(shell("build", "--json").out)
    assert stopped["files"] == []
    assert made["files"]


def test_sentences_that_were_left_out_are_listed(shell: Shell) -> None:
    shell("init", "--leaflet", "hsg")
    ran = shell("check", "hsg")
    assert ran.code == Exit.CLEAN
    *left_out, verdict = [line for line in ran.out.splitlines() if "left out" in line]
    assert all(line.startswith("leaflets/shared.yaml:") for line in left_out)
    assert sum(": left out, as {formats} is not answered: " in line for line in left_out) == 1
    assert f" {len(left_out)} sentences left out." in verdict


# --- output for machines


def test_build_prints_a_line_of_json_for_each_file(shell: Shell) -> None:
    break_leaflet(shell)
    ran = shell("build", "--json")
    assert ran.code == Exit.CONTENT
    broken, hsg = lines(ran.out)
    assert (hsg["leaflet"], hsg["files"]) == ("hsg", ["build/my-clinic/hsg.en-GB.a4.draft.pdf"])
    assert isinstance(hsg["pages"], int)
    assert (hsg["sheets"], hsg["sides"]) == (-(-hsg["pages"] // 2), hsg["pages"])
    assert hsg["state"] == "draft"
    assert isinstance(hsg["left_out"], list)
    assert (broken["files"], broken["pages"]) == ([], 0)
    assert isinstance(broken["problems"], list)
    assert {"code", "severity", "message", "hint", "file", "line", "column"} == set(broken["problems"][0])


def test_check_prints_a_line_of_json_for_each_problem(shell: Shell) -> None:
    break_leaflet(shell)
    ran = shell("check", "broken", "--json")
    assert ran.err == ""
    assert {(found["file"], found["severity"]) for found in lines(ran.out)} == {("leaflets/broken.yaml", "error")}
    assert shell("check", "hsg", "--json").out.count("error") == 0


def test_list_is_a_table_of_tabs_or_json(shell: Shell) -> None:
    rows = [line.split("\t") for line in shell("list").out.splitlines()]
    assert [row[0] for row in rows] == LEAFLETS
    assert {len(row) for row in rows} == {8}
    assert [found["leaflet"] for found in lines(shell("list", "--json").out)] == LEAFLETS


@pytest.mark.parametrize("name", ["leaflet", "clinic", "brand", "passages"])
def test_schemas_are_json_with_a_description_for_every_key(shell: Shell, name: str) -> None:
    ran = shell("schema", name)
    schema = json.loads(ran.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all("description" in value for value in schema["properties"].values())
    assert shell("schema", name, "-o", "out/schema.json").out == "out/schema.json\n"
    assert (shell.folder / "out" / "schema.json").read_text("utf-8") == ran.out


def test_doctor_finds_what_is_installed(shell: Shell) -> None:
    ran = shell("doctor")
    assert ran.code == Exit.CLEAN
    assert f"ok       hsgleaflet: {__version__}" in ran.out
    assert {found["ok"] for found in lines(shell("doctor", "--json").out) if found["needed"]} == {True}


# --- building again


def test_build_says_what_it_did_with_each_leaflet(shell: Shell) -> None:
    shell("init", "--leaflet", "hsg")
    assert [line["status"] for line in lines(shell("build", "--json", "--dry-run").out)] == ["planned"]
    assert not (shell.folder / "build").exists()
    assert [line["status"] for line in lines(shell("build", "--json").out)] == ["made"]
    again = lines(shell("build", "--json").out)
    assert [line["status"] for line in again] == ["unchanged"]
    assert again[0]["files"] == ["build/my-clinic/hsg.en-GB.a4.draft.pdf"]
    assert shell("build").out == "build/my-clinic/hsg.en-GB.a4.draft.pdf\n", "a pipe gets every file, new or not"
    assert [line["status"] for line in lines(shell("build", "--json", "--force").out)] == ["made"]
    assert shell("build", "--dry-run", "--force").out == "would make my-clinic/hsg.en-GB.a4\n"


def test_build_lists_what_it_moved_away(shell: Shell) -> None:
    shell("init", "--leaflet", "hsg")
    shell("build")
    clinic = shell.folder / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("leaflets: [hsg]", "leaflets: [hysteroscopy]"), "utf-8")
    ran = shell("build")
    assert ran.code == Exit.CONTENT, "its questions are not answered"
    assert "my-clinic/hsg.en-GB.a4.draft.pdf moved to superseded/my-clinic/hsg.en-GB.a4.draft." in ran.err
    clinic.write_text(clinic.read_text("utf-8").replace("leaflets: [hysteroscopy]", "leaflets: [hsg]"), "utf-8")
    shell("build")
    clinic.write_text(clinic.read_text("utf-8").replace("country: GB", "country: XYZ"), "utf-8")
    failed, moved = lines(shell("build", "--json").out)
    assert failed["status"] == "failed"
    assert (moved["status"], moved["why"]) == ("superseded", "its clinic cannot be read")


def test_a_record_that_appears_beside_the_clinic_counts(shell: Shell) -> None:
    shell("init", "--leaflet", "hsg")
    shell("build")
    shell.put("approvals.yaml", "records: []")
    (line,) = lines(shell("build", "--json").out)
    assert line["status"] != "unchanged"
