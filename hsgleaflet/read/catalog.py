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

from hsgleaflet.model.base import LONGEST
from hsgleaflet.model.catalog import Catalog, Entry
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.markup import parse
from hsgleaflet.read.unseen import line_of, unseen

KIND, HUMAN = "X-Translator-Kind", "Last-Translator"
MACHINE = "machine draft"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯०१२३४५६७८९੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯", "0123456789" * 6)
_KEPT = {
    "question": re.compile(r"\{[a-z][a-z0-9_]*\}"),
    "number": re.compile(r"\d+"),
    "source": re.compile(r"@[^\];\s]+"),
    "address": re.compile(r"\]\(([^()\s]+)\)"),
}
_LINE = re.compile(r'\s*+(#.*|((msg[a-z_]+(\[\d\])?\s++)?"(?:[^"\\]++|\\.)*+"\s*+)?)')
"""A comment, a text, or nothing; polib would cut off the first and last letter of a text without quotes."""
_LARGEST = 500_000
"""Characters of a file; those of the longest leaflets have a tenth of them."""
_LONGEST = 2 * LONGEST
"""Characters of a translation."""
_MOST = 100
"""Problems that are told of one file."""


def catalog(text: str, file: str, lang: str) -> Catalog:
    """Return the catalog in a PO file; raise LeafletError for what cannot be read or does not match its source."""
    found = parsed(text, file)
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in found:
        if entry.obsolete or not entry.msgstr:
            continue
        at = Location(file, entry.linenum or 1)
        key = entry.msgctxt or entry.msgid
        if not entry.fuzzy:
            problems += [Problem(code="M012", message=said, at=at) for said in differences(entry.msgid, entry.msgstr)]
        if first := entries.get(key):
            message = f"this text is translated twice; the first is on line {first.at.line}"
            problems.append(Problem(code="S016", message=message, at=at, hint="keep one of them"))
        if len(problems) > _MOST:
            break
        entries[key] = Entry(entry.msgid, entry.msgstr, entry.fuzzy, at)
    if problems:
        raise LeafletError(problems[:_MOST])
    kind = found.metadata.get(KIND, MACHINE)
    human = "" if kind == MACHINE else found.metadata.get(HUMAN, "").strip()
    return Catalog(lang, human, entries)


def parsed(text: str, file: str) -> polib.POFile:
    """Return a PO file as it stands; raise LeafletError when it cannot be read."""
    if len(text) > _LARGEST:
        message = f"this file has {len(text):,} characters; at most {_LARGEST:,} are read"
        raise LeafletError([Problem(code="S018", message=message, at=Location(file))])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := list(unseen(text)):
        raise LeafletError(
            Problem(code="S018", message=message, at=Location(file, line_of(text, index)), hint="delete it")
            for index, message in found
        )
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            raise LeafletError([_unreadable(number, file)])
    try:
        return polib.pofile(text + "\n", check_for_duplicates=False)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        where = re.search(r"line (\d+)", str(error))
        raise LeafletError([_unreadable(int(where[1]) if where else 1, file)]) from None


def _unreadable(line: int, file: str) -> Problem:
    hint = "each text is in double quotes, with a backslash before one that is meant as itself"
    return Problem(code="S010", message="this line is not part of a PO file", at=Location(file, line), hint=hint)


def differences(source: str, target: str) -> Iterator[str]:
    """Yield what a translation lost or added: questions, numbers, sources, addresses; and markup that is broken."""
    if len(target) > _LONGEST:
        yield f"this translation is longer than {_LONGEST:,} characters"
        return
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
