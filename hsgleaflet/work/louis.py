"""Louis: words become braille by liblouis, where it is installed.

Comes in: lines of words in a language. Goes out: lines of braille ASCII. It stands alone because liblouis is a program
of the system (LGPL, not on PyPI): without it there is no BRF, and the build says how to get it. A table is listed here
for languages whose braille we have read back.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from hsgleaflet.problems import LeafletError, Problem, Severity, fail

PROGRAM = "lou_translate"
TABLES = {"en": "en-ueb-g2.ctb"}
"""The table of each language: for English, Unified English Braille, grade 2."""
ASCII = "en-us-brf.dis"
"""The signs of braille ASCII."""
_PLACE, _TABLE_PLACE = Path("/usr/bin") / PROGRAM, Path("/usr/share/liblouis/tables")
_MOST = 400
"""Characters that are handed over on one line; the program cuts longer ones."""


def program() -> Path:
    """Return where the program is, or would be."""
    return Path(shutil.which(PROGRAM) or _PLACE)


def is_there() -> bool:
    """Return whether the program is there."""
    return shutil.which(PROGRAM) is not None


def table(lang: str) -> str:
    """Return the name of a language's table, "" when none is listed."""
    return TABLES.get(lang.partition("-")[0], "")


def inputs(lang: str) -> tuple[Path, Path]:
    """Return the files on which the braille of a language depends."""
    return program(), _TABLE_PLACE / table(lang)


def lacking(lang: str) -> tuple[Problem, ...]:
    """Return what is to be said when a language cannot become braille here."""
    if not table(lang):
        message = f"no BRF: no braille table is listed for {lang}; the text for a transcriber was made"
        return (Problem(code="B061", message=message, severity=Severity.INFO),)
    if not is_there():
        message = "no BRF: liblouis is not installed; the text for a transcriber was made"
        hint = "install it, on Debian with: apt install liblouis-bin"
        return (Problem(code="B060", message=message, severity=Severity.INFO, hint=hint),)
    return ()


def translated(texts: Sequence[str], lang: str) -> list[str]:
    """Return texts in braille ASCII; raise LeafletError when liblouis cannot do it."""
    return _run("--forward", texts, lang)


def read_back(signs: Sequence[str], lang: str) -> list[str]:
    """Return lines of braille ASCII in words, as far as contractions let that be known."""
    return _run("--backward", signs, lang)


def _run(way: str, texts: Sequence[str], lang: str) -> list[str]:
    pieces = [_pieces(text) for text in texts]
    lines = [piece for text in pieces for piece in text]
    command = [str(program()), way, f"{ASCII},{table(lang)}"]
    given = "".join(f"{line}\n" for line in lines).replace("\\", "\\\\")  # the program reads escapes
    try:
        done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise _failed(str(error)) from None
    found = done.stdout.split("\n")[:-1]
    if len(found) != len(lines):
        raise _failed(f"it gave {len(found)} lines for {len(lines)}")
    each = iter(found)
    return [" ".join(next(each).strip() for _ in text) for text in pieces]


def _failed(why: str) -> LeafletError:
    return fail("B062", f"liblouis cannot translate to braille: {why}", hint="try: lou_translate --version")


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that the program takes whole."""
    pieces, piece = [], ""
    for word in text.split():
        if piece and len(piece) + len(word) >= _MOST:
            pieces.append(piece)
            piece = ""
        piece = f"{piece} {word}".strip()
    return [*pieces, piece]
