"""How commands end: codes, colour, pipes; never with a traceback."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from hsgleaflet.cli.exits import Exit, exit_for
from hsgleaflet.cli.main import cli, run
from hsgleaflet.problems import Problem, Severity, fail
from tests.samples import ROOT
from tests.shell import Shell

# --- how commands end


@pytest.mark.parametrize(
    ("codes", "ends"),
    [
        ([], Exit.CLEAN),
        ([("L002", Severity.WARNING)], Exit.CLEAN),
        ([("S002", Severity.WARNING)], Exit.CLEAN),
        ([("S010", Severity.ERROR)], Exit.CONTENT),
        ([("S002", Severity.ERROR)], Exit.FILES),
        ([("S010", Severity.ERROR), ("B001", Severity.ERROR)], Exit.FILES),
    ],
)
def test_exit_codes(codes: list[tuple[str, Severity]], ends: Exit) -> None:
    assert exit_for(Problem(code=code, message="m", severity=severity) for code, severity in codes) is ends


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ZeroDivisionError("nought"), Exit.BUG, "This is a bug in hsgleaflet: ZeroDivisionError: nought"),
        (KeyboardInterrupt(), Exit.INTERRUPTED, "Stopped."),
        (click.Abort(), Exit.INTERRUPTED, "Stopped."),
        (fail("S002", "gone"), Exit.FILES, "error S002: gone"),
        (fail("C001", "wrong"), Exit.CONTENT, "error C001: wrong"),
    ],
)
def test_no_error_ends_with_a_traceback(shell: Shell, error: BaseException, code: Exit, said: str) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    shell.patch.setattr(cli, "main", broken)
    ran = shell("list")
    assert ran.code == code
    assert said in ran.err


def test_a_bug_can_be_looked_into(shell: Shell) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    shell.patch.setattr(cli, "main", broken)
    shell.patch.setenv("HSGLEAFLET_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run()


def test_an_output_folder_that_cannot_be_made_is_told(shell: Shell) -> None:
    shell.put("file", "x")
    assert shell("build", "hsg", "--clinic", "riverside", "-o", "file").code == Exit.USAGE
    ran = shell("build", "hsg", "--clinic", "riverside", "-o", "file/inside")
    assert ran.code == Exit.FILES
    assert "B001: file/inside cannot be written: not a directory" in ran.err


# --- colour, pipes


@pytest.mark.parametrize(
    ("terminal", "no_color", "coloured"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_is_for_terminals_that_want_it(shell: Shell, terminal: bool, no_color: str, coloured: bool) -> None:
    shell.patch.setattr(sys.stderr, "isatty", lambda: terminal)
    if no_color:
        shell.patch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in shell("check", "hgs").err) is coloured


def program(*args: str, cwd: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "hsgleaflet", *args]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    running = program("schema", "leaflet", cwd=tmp_path)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(30) == Exit.CLEAN


def test_the_program_runs_by_itself_in_any_folder(tmp_path: Path) -> None:
    running = program("build", "hsg", "--clinic", "riverside", cwd=tmp_path)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (Exit.CLEAN, b"build/riverside/hsg.en-GB.a4.draft.pdf\n"), err
    assert b"Traceback" not in err
    assert (tmp_path / "build" / "riverside" / "hsg.en-GB.a4.draft.pdf").stat().st_size > 10_000
