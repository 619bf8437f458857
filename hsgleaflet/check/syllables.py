"""Syllables: how many a word has when it is read aloud.

Comes in: a word, for English with a pronouncing dictionary handed down (word -> count). Goes out: a count of at least
1. It stands alone because a readability figure is only as good as its syllables: the rules can be measured by
themselves against the dictionary, and a list of medical words with known counts holds both.

English, in this order: initials letter by letter ("HSG" is 3), the parts of a hyphened word one by one, the dictionary,
the dictionary in American spelling, the stem of the word in the dictionary, and rules on the letters. A numeral is one
word of one syllable: digits are easier than the words they stand for. Spanish follows from its spelling alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Counter = Callable[[str], int]
"""Gives the syllables of one word."""

LONG = 3
"""From how many syllables on a word is long, as SMOG counts."""


def english(dictionary: Mapping[str, int]) -> Counter:
    """Return the counter for English words, with what it has counted remembered."""
    known: dict[str, int] = {}

    def count(word: str) -> int:
        found = known.get(word)
        if found is None:
            found = known[word] = _english(word, dictionary)
        return found

    return count


def _english(word: str, dictionary: Mapping[str, int]) -> int:
    parts = [part for part in re.split(r"[-‐‑–/]", word) if part]
    if len(parts) > 1:
        return sum(_english(part, dictionary) for part in parts)
    if any(char.isdigit() for char in word):
        return 1
    if word.isupper() and len(word) <= _LONGEST_INITIALS and word.lower() not in dictionary:
        return len(word) + 2 * word.count("W")
    return _looked_up(word.lower().replace("’", "'").strip("'"), dictionary)


_LONGEST_INITIALS = 5
_AMERICAN = (("ae", "e"), ("oe", "e"), ("our", "or"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("ll", "l"))
_ENDINGS = (
    ("'s", 0), ("s'", 0), ("s", 0), ("es", 1), ("ed", 0), ("d", 0), ("ing", 1), ("ly", 1), ("ness", 1), ("less", 1),
    ("ful", 1), ("ment", 1), ("able", 2), ("er", 1), ("ers", 1), ("y", 1),
)  # fmt: skip
"""What may stand behind a stem of the dictionary, and the syllables it adds."""
_SHORTEST_STEM = 4


def _looked_up(word: str, dictionary: Mapping[str, int]) -> int:
    for spelt in (word, *(word.replace(british, american) for british, american in _AMERICAN if british in word)):
        if spelt in dictionary:
            return dictionary[spelt]
    return _from_stem(word, dictionary) or by_rule(word)


def _from_stem(word: str, dictionary: Mapping[str, int]) -> int:
    """Return the count of a word whose stem the dictionary knows, or 0."""
    for ending, adds in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        for whole in (stem, stem + "e") if ending[0] in "aei" else (stem,):
            if whole in dictionary:
                return dictionary[whole] + adds + _heard(ending, whole)
    return 0


def _heard(ending: str, stem: str) -> int:
    """Return 1 where an ending that is mostly silent is heard: "treated", "bandages"."""
    if ending in ("ed", "d"):
        return int(stem.rstrip("e").endswith(("t", "d")))
    if ending in ("s", "'s"):
        return int(stem.endswith(("ce", "ge", "se", "ze", "x", "ch", "sh", "ss")))
    return 0


_GROUP = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeiouy]e$(?<![^aeiouylr]le)"),
    re.compile(r"[^aeiouytd]ed$"),
    re.compile(r"[^aeiouycgszx]es$(?<![cs]hes)(?<![^aeiouylr]les)"),
    re.compile(r"[^aeiouy]e(?:ly|less|ness|ful|ment|some|where|ments|fully)$(?<![^aeiouylr]lely)"),
    re.compile(r"ically$"),
    re.compile(r"(?:[nio]|ea)gues?$"),
)
"""An e that is written and not heard, the a of "ically", the end of "tongue"."""
_TWO = (
    re.compile(r"(?<![ctsgx])ia(?!g)"),
    re.compile(r"(?<![tcsxgn])io(?!us)"),
    re.compile(r"(?<=[^tcsxg])iou"),
    re.compile(r"(?<=[aeou])ing"),
    re.compile(r"eo(?!n|us)"),
    re.compile(r"iu|uou|yo(?=[nt])|(?<=[cdhlnrt])ya"),
    re.compile(r"ua(?!r|l?$|[nd])"),
    re.compile(r"(?<=[^gq])ue[ln]"),
    re.compile(r"(?<=[aeiou])y(?=[aeiou])"),
    re.compile(r"(?<=[^cts])ie(?=t|r$|rs$|st)"),
    re.compile(r"oe(?=[mtl])|ae(?=l)"),
    re.compile(r"(?<=[^aeiou])ea(?=tr|tion)|^creat|^pre(?=[aeiou])(?!a[cs])|^bi(?=a)"),
    re.compile(r"^re(?=[aeiou])(?!a[cdlmnprstv]|i[gn]|e)"),
    re.compile(r"(?:sm|thm)s?$"),
    re.compile(r"^mc(?=[^aeiouy])"),
)
"""Vowels that stand together and are heard apart, and syllables that have no vowel."""


def by_rule(word: str) -> int:
    """Return the syllables of an English word in lower case from its letters alone."""
    letters = re.sub(r"'s?$", "", word).replace("qu", "q")
    if letters[:1] == "y" and letters[1:2] in tuple("aeiou"):
        letters = letters[1:]
    found = len(_GROUP.findall(letters))
    found -= sum(bool(pattern.search(letters)) for pattern in _SILENT)
    found += sum(len(pattern.findall(letters)) for pattern in _TWO)
    return max(found, 1)


_NUCLEUS = re.compile(r"[iuü]?[aeoáéó][iuyü]?(?![aeoáéóíú])|[iuü]?[aeoáéó]|[íú]|[iuü]+[iuüíú]?|y")


def spanish(word: str) -> int:
    """Return the syllables of a Spanish word: its vowels, with diphthongs as one and an accented í or ú by itself."""
    letters = re.sub(r"(?<=[gq])u(?=[eiéí])", "", word.lower())
    letters = re.sub(r"(?<=[aeiouáéíóú])h(?=[aeiouáéíóú])", "", letters)
    letters = re.sub(r"y(?=[aeiouáéíóú])", "j", letters)
    letters = re.sub(r"(?<=[aeou])y$", "i", letters)
    return max(len(_NUCLEUS.findall(letters)), 1)
