"""Nodes: YAML text as plain values, every scalar as it was written, and where each of them stands.

Comes in: the text of a file. Goes out: dicts, lists and raw strings, with `Marks` for their places; or a LeafletError
with everything that is wrong. It stands alone because YAML's own typing turns `12:30` into 750, `no` into False and an
unquoted phone number into another one: here nothing is typed, the schema does that.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import yaml
from msgspec import Struct, field

from hsgleaflet.memory import Of
from hsgleaflet.model.base import Model, Path
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.syntax import syntax_problem
from hsgleaflet.read.unseen import REFUSED, line_of, unseen

Plain = str | None | list["Plain"] | dict[str, "Plain"]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 32
_MOST_BRACKETS = 20_000
_FLAT = "a leaflet needs no more than a few levels"
_MOST = 100
"""Problems that are told of one file."""
_ASK = re.compile(r"[a-z][a-z0-9_]*")
_DASHES = re.compile(r"^[ \t]*+(?:[-?:][ \t]++){100}", re.MULTILINE)
"""Entries opened within one line: the parser in C calls itself for each, and many thousands end the process."""
_TAGS = re.compile(r"^%TAG", re.MULTILINE)
_COLOUR = re.compile(r":\s+#[0-9a-fA-F]{3,8}(\s|$)")
_CUT = re.compile(r" #(?=\w)")
_SPLIT = re.compile(r"(and|or|but|which|than|as|if)(?![\w-])", re.IGNORECASE)
_TYPES = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value", "binary")
)


class Marks(Struct):
    """Places in one file; a place is worked out only when it is asked for."""

    file: str
    text: str
    _starts: list[int] = field(default_factory=list)
    _known: dict[tuple[Path, int, bool], Location | None] = field(default_factory=dict)
    """What was asked for: the same will be, by each leaflet of a clinic."""
    _walked: tuple[int, int, int] = (0, 0, 0)
    """How far the last text was walked: its node, the place in its value, that in the source."""

    @property
    def root(self) -> yaml.Node | None:
        """The nodes of the file, read anew where many others have been looked into since."""
        return _TREES.get(self) or self.read()

    def read(self) -> yaml.Node | None:
        """Read the text and return its nodes; raise YAMLError when it is no YAML."""
        self._walked = (0, 0, 0)
        root = yaml.compose(self.text, Loader=_LOADER)
        return root and _TREES.keep(self, root)

    def at(self, path: Path, offset: int = 0, *, on_key: bool = False) -> Location | None:
        """Return the place of a value (or its key), or of the character `offset` in its text.

        An unknown path gives the nearest place around it.
        """
        asked = (path, offset, on_key)
        if asked not in self._known:
            self._known[asked] = self._at(*asked)
        return self._known[asked]

    def _at(self, path: Path, offset: int, on_key: bool) -> Location | None:
        key, node = self._find(path)
        if on_key and key is not None:
            return self._location(key.start_mark.index)
        if node is None:
            return Location(self.file, 1, 1)
        start = node.start_mark.index
        if offset and isinstance(node, yaml.ScalarNode):
            start = self._inside(node, offset)
        elif offset:
            start += offset
        return self._location(start)

    def around(self, line: int, column: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Return from where to where (line, column) the values reach that hold a place, innermost first."""
        if not column:  # the first sign of the line
            text = (self.text.split("\n")[line - 1 : line] or [""])[0]
            column = len(text) - len(text.lstrip()) + 1
        place, node, found = (line, column), self.root, []
        while node is not None:
            found.append((_ahead(node.start_mark), _ahead(node.end_mark)))
            node = next((inner for inner in _inner(node) if _reaches(inner, place)), None)
        return found[:0:-1]

    def _inside(self, node: yaml.ScalarNode, offset: int) -> int:
        """Return where the character `offset` of a scalar's value stands; what comes after the last one is near."""
        known, at, index = self._walked
        if known != id(node) or at > offset:
            at, index = 0, _start_of(self.text, node)
        at, index = _walk(self.text, node, offset, at, index)
        self._walked = (id(node), at, index)
        on_letter = at == offset and not node.value[at : at + 1].isspace()
        return _past_space(self.text, index, node.end_mark.index) if on_letter else index

    def _find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        key, node = None, self.root
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found[0] or key, found[1]
        return key, node

    def _location(self, index: int) -> Location:
        if not self._starts:
            self._starts += [0, *(found.end() for found in re.finditer("\n", self.text))]
        line = bisect_right(self._starts, index)
        return Location(self.file, line, index - self._starts[line - 1] + 1)


_TREES: Of[Marks, yaml.Node] = Of(8)
"""Nodes of the files that are looked into now: they take ten times what their text does."""


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _inner(node: yaml.Node) -> list[yaml.Node]:
    """Return the values inside a value; those of a mapping begin with their keys."""
    if isinstance(node, yaml.MappingNode):
        return [_entry(key, value) for key, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _entry(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """Return a value as if it began with its key."""
    kind = type(value)
    return kind(value.tag, value.value, key.start_mark, max(value.end_mark, key.end_mark, key=_ahead))


def _ahead(mark: yaml.Mark) -> tuple[int, int]:
    """Return line and column, counted from 1."""
    return mark.line + 1, mark.column + 1


def _reaches(node: yaml.Node, place: tuple[int, int]) -> bool:
    start, end = _ahead(node.start_mark), _ahead(node.end_mark)
    return start <= place < end or start == place


def _start_of(text: str, node: yaml.ScalarNode) -> int:
    index: int = node.start_mark.index
    if node.style in ("'", '"'):
        return index + 1
    return text.find("\n", index) + 1 if node.style in ("|", ">") else index


def _walk(text: str, node: yaml.ScalarNode, offset: int, at: int, index: int) -> tuple[int, int]:
    """Return places in a scalar's value and in its source, walked together up to the character `offset`."""
    style, value = node.style or "", node.value
    while at < offset and index < node.end_mark.index:
        if value[at].isspace():
            index = _past_space(text, index, node.end_mark.index)
            at = _past_space(value, at, len(value))
            continue
        index = _past_space(text, index, node.end_mark.index)
        index += _written_length(text, index, style)
        at += 1
    return at, index


def _past_space(text: str, index: int, end: int) -> int:
    while index < end and text[index].isspace():
        index += 1
    return index


def _written_length(text: str, index: int, style: str) -> int:
    """Return how many characters of the source make the next character of the value."""
    if style == "'" and text.startswith("''", index):
        return 2
    if style == '"' and text[index] == "\\":
        return {"x": 4, "u": 6, "U": 10}.get(text[index + 1 : index + 2], 2)
    return 1


class _Reading(Struct):
    """Turns nodes into values; notes what is refused."""

    marks: Marks
    tagged: bool
    """Whether the text may hold tags of YAML's own, which leave no trace in the values."""
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, depth: int = 0) -> Plain:
        if depth > _DEEPEST:
            self._refuse(node, "this is nested too deep", _FLAT, "S018")
            return None
        if id(node) in self.seen:
            self._refuse(node, "a value is used twice by an alias (*)", "write it out")
            return None
        self.seen.add(id(node))
        if node.tag not in _TYPES or (self.tagged and self.marks.text.startswith("!", node.start_mark.index)):
            self._refuse(node, f'"{node.tag.rpartition(":")[2]}" is a YAML tag, and tags are not read', "leave it out")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            self._check_commas(node)
            return [self.value(item, depth + 1) for item in node.value]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Plain:
        assert isinstance(node, yaml.ScalarNode)
        text = str(node.value)
        self._check_escapes(node)
        if not node.style and text and _CUT.match(self.marks.text, node.end_mark.index):
            hint = f"put the whole text in quotes; a comment has a space after its #: {text}  # comment"
            self._refuse(node, f'a # after a space starts a comment, so only "{text}" is read', hint, "S015")
        return None if not node.style and text in ("", "~", "null") else text

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Plain:
        if name := _bare_ask(node):
            return f"{{{name}}}"
        found: dict[str, Plain] = {}
        places: dict[str, yaml.Node] = {}
        for key, inside in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "a key must be a word", "text that starts with { or [ needs quotes")
            elif self._check_escapes(key):
                continue
            elif key.value == "<<" and not key.style:
                self._refuse(key, "merging with << is not read", "write it out")
            elif key.value in found:
                first = self.marks._location(places[key.value].start_mark.index).line
                message = f'"{key.value}" stands here twice; the first is on line {first}'
                self._refuse(key, message, "keep one of them", "S016")
            else:
                places[key.value] = key
                found[key.value] = self.value(inside, depth + 1)
                if found[key.value] is None:
                    self._check_comment(key)
        return found

    def _check_escapes(self, node: yaml.ScalarNode) -> bool:
        """Refuse a character that is written as an escape because it would be refused as itself; return whether."""
        found = next(unseen(node.value), None) if node.style == '"' and REFUSED.search(node.value) else None
        if found:
            self._refuse(node, found[1], "delete it", "S018")
        return found is not None

    def _check_comment(self, key: yaml.Node) -> None:
        """Refuse a key without value before something like #005eb8, which YAML takes for a comment."""
        if _COLOUR.match(self.marks.text, key.end_mark.index):
            hint = 'put it in quotes: "#005eb8"'
            self._refuse(key, f'"{key.value}" has no value: a # after a space starts a comment', hint, "S013")

    def _check_commas(self, node: yaml.SequenceNode) -> None:
        if not node.flow_style:
            return
        for item in node.value[1:]:
            plain = isinstance(item, yaml.ScalarNode) and not item.style
            if plain and (_SPLIT.match(item.value) or item.value.count("(") != item.value.count(")")):
                hint = "put a text that holds a comma in quotes, or write one entry a line, each after a -"
                self._refuse(item, "inside [...] a comma starts a new entry", hint, "S015")

    def _refuse(self, node: yaml.Node, message: str, hint: str, code: str = "S017") -> None:
        at = self.marks._location(node.start_mark.index)
        self.problems.append(Problem(code=code, message=message, at=at, hint=hint))
        if len(self.problems) >= _MOST:
            raise LeafletError([*self.problems, and_more(at)])


def _bare_ask(node: yaml.MappingNode) -> str:
    """Return the name in an unquoted {ask} that is a whole value, which YAML takes for a mapping."""
    if not node.flow_style or len(node.value) != 1:
        return ""
    key, inside = node.value[0]
    if not isinstance(key, yaml.ScalarNode) or not isinstance(inside, yaml.ScalarNode):
        return ""
    bare = not key.style and not inside.style and inside.value == "" and _ASK.fullmatch(key.value)
    return str(key.value) if bare else ""


def and_more(at: Location | None) -> Problem:
    """Return the problem that stands for all those that are not told."""
    message = "there may be more problems than these; they are told when these are mended"
    return Problem(code="S018", message=message, at=at)


def plain(text: str, file: str, longest: int = Model.longest) -> tuple[Plain, Marks]:
    """Return the values of a YAML text and their marks; raise LeafletError with all that is refused."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_text(text, file, longest)
    marks = Marks(file, text)
    try:
        root = marks.read()
    except yaml.YAMLError as error:
        raise LeafletError([syntax_problem(error, text, file)]) from None
    if root is None:
        return None, marks
    reading = _Reading(marks, "!!" in text)
    found = reading.value(root)
    if reading.problems:
        raise LeafletError(reading.problems)
    return found, marks


def _check_text(text: str, file: str, longest: int) -> None:
    if len(text) > longest:
        message = f"this file has {len(text):,} characters; at most {longest:,} are read"
        raise LeafletError([Problem(code="S018", message=message, at=Location(file, 1, 1), hint="divide it")])
    problems = [
        Problem(code="S018", message=message, at=_place(text, index, file), hint="delete it")
        for index, message in unseen(text)
    ]
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        message = f"this file has more than {_MOST_BRACKETS:,} brackets"
        problems.append(Problem(code="S018", message=message, at=Location(file, 1, 1), hint=_FLAT))
    if found := _DASHES.search(text):
        at = _place(text, found.start(), file)
        problems.append(Problem(code="S018", message="this is nested too deep", at=at, hint=_FLAT))
    if "%" in text and (found := _TAGS.search(text)):
        at = _place(text, found.start(), file)
        problems.append(Problem(code="S017", message="tags are not read", at=at, hint="delete the line"))
    if problems:
        raise LeafletError(problems)


def _place(text: str, index: int, file: str) -> Location:
    return Location(file, line_of(text, index), index - text.rfind("\n", 0, index))
