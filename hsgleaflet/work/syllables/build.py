"""Rebuild `english.xz` and `LICENCE.txt` from the CMU Pronouncing Dictionary; run by hand, never for a leaflet.

In: the file `cmudict-0.7b` as Carnegie Mellon University published it, for instance out of the source archive
`pronouncing-0.1.5.tar.gz` on PyPI; its sha256 is checked. Out: the syllables of each word by its first pronunciation
(the sounds that carry a stress mark), and the notice at the head of the file.

    python -m hsgleaflet.work.syllables.build cmudict-0.7b
"""

from __future__ import annotations

import hashlib
import lzma
import re
import sys
from collections import defaultdict
from pathlib import Path

from hsgleaflet.work.syllables import DATA

SHA256 = "209a8b4cd265013e96f4658632a9878103b0c5abf62b50d4ef3ae1be226b29e4"
_ENTRY = re.compile(r"([A-Z][A-Z']*)  (.+)")
_POSSESSIVE = ("'S", "S'")
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]


def counts(text: str) -> dict[str, int]:
    """Return the syllables of each word; second pronunciations, signs and possessives are left out."""
    found = (_ENTRY.fullmatch(line) for line in text.splitlines())
    entries = {entry[1]: entry[2] for entry in found if entry and not entry[1].endswith(_POSSESSIVE)}
    return {word.lower(): sum(char.isdigit() for char in sounds) for word, sounds in entries.items()}


def packed(found: dict[str, int]) -> bytes:
    """Return the data file: a line for each count from 1 on, its words in order."""
    lines = defaultdict[int, list[str]](list)
    for word, count in sorted(found.items()):
        lines[count].append(word)
    text = "\n".join(" ".join(lines[count]) for count in range(1, max(lines) + 1))
    return lzma.compress(text.encode("ascii"), filters=_FILTERS)


def notice(text: str) -> str:
    """Return the copyright notice at the head of the dictionary."""
    head = [line[4:] for line in text.splitlines() if line.startswith(";;; #")]
    words = [line.removeprefix("#").strip() for line in head]
    rules = [number for number, line in enumerate(words) if line.startswith("====")]
    return "\n".join(words[rules[0] + 1 : rules[1]]).strip() + "\n"


def main(source: Path) -> None:
    """Write both files beside this one."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{source} is not the cmudict-0.7b that this script knows")
    text = data.decode("latin-1")
    DATA.write_bytes(packed(counts(text)))
    DATA.with_name("LICENCE.txt").write_text(notice(text), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
