"""Where the shipped data lies: leaflets, fonts and example clinics.

A wheel carries them inside the package; a checkout and an editable install have them beside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hsgleaflet.problems import fail

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def data_root() -> Path:
    """Return the folder that holds `leaflets/`, `fonts/` and `clinics/`; raise LeafletError when it is gone."""
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (root / "leaflets").is_dir() and (root / "fonts").is_dir():
            return root
    raise fail(
        "S001",
        "the leaflets and fonts that come with hsgleaflet are missing",
        hint="install hsgleaflet again",
    )
