"""PO files: translations as gettext keeps them.

Comes in: the text of a PO file. Goes out: a Catalog, or a LeafletError with all that is wrong: a translation that lost
a question, a number, a source mark or an address would print something that nobody checked. It stands alone as the one
place that knows gettext.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import polib

from hsgleaflet.model.catalog import Catalog, Entry
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.markup import parse

KIND, HUMAN = "X-Translator-Kind", "Last-Translator"
MACHINE = "machine draft"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯०१२३४५६७८९੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯", "0123456789" * 6)
_KEPT = {
    "question": re.compile(r"\{[a-z][a-z0-9_]*\}"),
    "number": re.compile(r"\d+"),
    "source": re.compile(r"@[^\];\s]+"),
    "address": re.compile(r"\]\(([^)\s]+)\)"),
}
_LARGEST = 2_000_000


def catalog(text: str, file: str, lang: str) -> Catalog:
    """Return the catalog in a PO file; raise LeafletError for what cannot be read or does not match its source."""
    if len(text) > _LARGEST:
        raise LeafletError([Problem(code="S018", message="this file is too large", at=Location(file))])
    try:
        found = polib.pofile(text.replace("\r\n", "\n") + "\n", check_for_duplicates=False)
    except (OSError, ValueError, IndexError, KeyError) as error:
        raise LeafletError([_unreadable(error, file)]) from None
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in found:
        if entry.obsolete or not entry.msgstr:
            continue
        at = Location(file, entry.linenum or 0)
        if not entry.fuzzy:
            problems += [Problem(code="M012", message=said, at=at) for said in differences(entry.msgid, entry.msgstr)]
        entries[entry.msgctxt or entry.msgid] = Entry(entry.msgid, entry.msgstr, entry.fuzzy, at)
    if problems:
        raise LeafletError(problems)
    kind = found.metadata.get(KIND, MACHINE)
    human = "" if kind == MACHINE else found.metadata.get(HUMAN, "").strip()
    return Catalog(lang, human, entries)


def _unreadable(error: Exception, file: str) -> Problem:
    line = re.search(r"line (\d+)", str(error))
    at = Location(file, int(line[1]) if line else 0)
    return Problem(
        code="S010", message="this line is not part of a PO file", at=at, hint="each text is in double quotes"
    )


def differences(source: str, target: str) -> Iterator[str]:
    """Yield what a translation lost or added: questions, numbers, sources, addresses; and markup that is broken."""
    target = target.translate(_DIGITS)
    for name, pattern in _KEPT.items():
        wanted, given = Counter(pattern.findall(source)), Counter(pattern.findall(target))
        if name == "number":
            wanted, given = _outside(source), _outside(target)
        for text, count in (wanted - given).items():
            yield f"the translation lost the {name} {text}" + (f" ({count} times)" if count > 1 else "")
        for text in given - wanted:
            yield f"the translation has the {name} {text}, which its source has not"
    for fault in parse(target)[1]:
        yield fault.message


def _outside(text: str) -> Counter[str]:
    """Return the numbers of a text that stand outside of questions, sources and addresses."""
    for name in ("question", "source", "address"):
        text = _KEPT[name].sub(" ", text)
    return Counter(_KEPT["number"].findall(text))
