"""Places in the text of an SVG: from the start tag that the parser tells to the character that is wrong.

Comes in: the text and the parser's line and column. Goes out: a `Location`. It stands alone because only
mistakes need it: nothing is counted before the first one.
"""

from __future__ import annotations

import re
from functools import cached_property

from hsgleaflet.problems import Location

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s*([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


class Source:
    """A text whose lines end in a plain line feed, and its printed name."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, line: int, column: int, attribute: str = "", offset: int = 0) -> Location:
        """Return a place: the line (from 1) and column (from 0) of a tag, or one in its attribute's value."""
        if attribute:
            position = self._value(self._starts[line - 1] + column, attribute, offset)
            if position is not None:
                line = self.text.count("\n", 0, position) + 1
                column = position - self._starts[line - 1]
        return Location(self.file, line, column + 1)

    def last(self, words: str, line: int, column: int) -> Location:
        """Return where words stand for the last time before a line (from 1) and column (from 0)."""
        position = self.text.rfind(words, 0, self._starts[line - 1] + column)
        line = self.text.count("\n", 0, position) + 1
        return Location(self.file, line, position - self._starts[line - 1] + 1)

    def _value(self, tag: int, attribute: str, offset: int) -> int | None:
        name = _NAME.match(self.text, tag)
        position = name.end() if name else len(self.text)
        while found := _ATTRIBUTE.match(self.text, position):
            if found[1] == attribute or (attribute == "href" and found[1].endswith(":href")):
                # A character reference such as &#10; shifts what follows it; then the start must do.
                return found.start(2) + 1 + (0 if "&" in found[2] else offset)
            position = found.end()
        return None
