"""Unseen: characters that no file of ours may hold, as nobody sees them and they change what is read.

Comes in: a text. Goes out: each such character, with its place and its name. It stands alone because YAML, PO files and
lists of people refuse the same ones: control characters, halves of characters, marks that turn the direction of a text
(they make a dose read backwards), letters that are never drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|[\U000e0000-\U000e007f]"
)
_SHOWN = 20


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the name of the first characters that are refused."""
    for found in islice(REFUSED.finditer(text), _SHOWN):
        name = unicodedata.name(found[0], "control character")
        yield found.start(), f"the invisible character U+{ord(found[0]):04X} ({name}) is not allowed"


def line_of(text: str, index: int) -> int:
    """Return the line, from 1, of a place in a text."""
    return text.count("\n", 0, index) + 1
