"""The syllables of English words: the data of the CMU Pronouncing Dictionary, cut down to one number a word.

`english.xz` holds a line for each count, the words of one syllable first; `build.py` made it, and `LICENCE.txt` is the
notice of Carnegie Mellon University. Nothing reads it while a leaflet is built.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("english.xz")


@cache
def dictionary() -> dict[str, int]:
    """Return the count of syllables of each word, in lower case."""
    import lzma

    lines = lzma.decompress(DATA.read_bytes()).decode("ascii").split("\n")
    return {word: count for count, line in enumerate(lines, 1) for word in line.split()}
