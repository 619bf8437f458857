"""How what was built is printed, in a sentence for each way of folding.

Comes in: formats. Goes out: sentences. It stands alone because the words for people and for machines are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hsgleaflet.model.formats import FORMATS
from hsgleaflet.work.printed import FOLDING, HOW


def how_to_print(formats: Iterable[str]) -> Iterator[str]:
    """Yield what to do with the `.print` files of formats that are folded, each fold once."""
    folds: dict[str, list[str]] = {}
    for name in dict.fromkeys(formats):
        if FORMATS[name].scheme:
            folds.setdefault(FORMATS[name].scheme, []).append(name)
    for scheme, names in folds.items():
        yield f"{', '.join(names)}: print the .print file {HOW}; {FOLDING[scheme]}"
