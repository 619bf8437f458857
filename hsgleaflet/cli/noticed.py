"""What a reader would notice, on a terminal: words gone and come are marked, in colour or with signs.

Comes in: changes. Goes out: text on standard output. It stands alone, apart from other output, because a build has no
use for the comparing behind it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from hsgleaflet.compose.changes import Change, Mark, marked
from hsgleaflet.problems import visible

_SIGNS: dict[Mark, str] = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_LOOKS: dict[Mark, dict[str, Any]] = {
    "same": {}, "removed": {"fg": "red", "strikethrough": True}, "added": {"fg": "green", "bold": True},
}  # fmt: skip


def print_changes(found: Iterable[Change]) -> None:
    """Print changes under the headings where they stand."""
    heading = None
    for change in found:
        if change.passage.heading != heading:
            heading = change.passage.heading
            click.echo(visible(f"  {heading}"))
        click.echo(f"    {_line(change)}")


def _line(change: Change) -> str:
    pairs = marked(change.old, change.new)
    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return "".join(click.style(visible(text), **_LOOKS[mark]) for mark, text in pairs)
    return visible("".join(_SIGNS[mark].format(text) for mark, text in pairs))
