"""Edit: single values changed in a YAML text, with everything else kept byte for byte.

Comes in: a text, and paths with new values. Goes out: the new text. It stands alone because people's files hold
comments, blank lines and quotes that a parser throws away: only the characters of a value are replaced, and a text that
would then say anything but what was asked for is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import yaml
from msgspec import Struct

from hsgleaflet.model.base import Path
from hsgleaflet.problems import Location, fail
from hsgleaflet.read.nodes import Plain, plain

_SAFE = re.compile(r"[A-Za-z][\w ./()'’&+-]*|\d+( to \d+)? [a-z]+")
"""Words that need no quotes wherever they stand."""
_MEANT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that other tools take for something else than text."""
_BY_HAND = "change it in your editor"


class Change(Struct, frozen=True):
    """A new value at a path; None takes the value away, with its key. A path may end one past the end of a list."""

    path: Path
    value: Plain


def edited(text: str, file: str, changes: Sequence[Change]) -> str:
    """Return a text with changes made, one after the other; raise LeafletError when it cannot be done safely."""
    newline = "\r\n" if "\r\n" in text else "\n"
    bare = text.replace("\r\n", "\n")
    if newline == "\r\n" and text.count("\n") != text.count("\r\n"):
        raise fail("S047", f"{file} mixes two kinds of line ends", Location(file, 1), "save it with one kind")
    bom, bare = ("\ufeff", bare[1:]) if bare.startswith("\ufeff") else ("", bare)
    for change in changes:
        bare = _changed(bare, file, change)
    return bom + bare.replace("\n", newline)


def _changed(text: str, file: str, change: Change) -> str:
    before, marks = plain(text, file)
    wanted = _applied(before, change.path, change.value)
    if wanted == before:
        return text
    found = _Editor(text, marks.root).changed(change)
    if found is None or plain(found, file)[0] != wanted:
        name = ".".join(map(str, change.path))
        raise fail("S048", f"`{name}` stands in a way that is not changed from here", marks.at(change.path), _BY_HAND)
    return found


def _applied(value: Plain, path: Path, new: Plain) -> Plain:
    """Return plain values with a change made; what is left empty goes too."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(value) if isinstance(value, list) else []
        if step == len(items):
            return [*items, _applied(None, rest, new)]
        return [_applied(item, rest, new) if place == step else item for place, item in enumerate(items)]
    own = dict(value) if isinstance(value, dict) else {}
    inner = _applied(own.get(step), rest, new)
    if inner is None or (new is None and inner == {}):
        own.pop(step, None)
    else:
        own[step] = inner
    return own


class _Editor:
    """Finds where a value stands, and how it is written there."""

    def __init__(self, text: str, root: yaml.Node | None) -> None:
        self._text, self._root = text, root

    def changed(self, change: Change) -> str | None:
        """Return the text with a change made, None when it cannot be."""
        if self._root is None:
            start = self._text if not self._text or self._text.endswith("\n") else self._text + "\n"
            return start + _lines(_nested(change.path, change.value), 0)
        trail: list[tuple[yaml.Node | None, yaml.Node]] = [(None, self._root)]
        for step in change.path:
            inside = _child(trail[-1][1], step)
            if inside is None:
                break
            trail.append(inside)
        missing = change.path[len(trail) - 1 :]
        if change.value is None:
            return self._without(trail) if not missing else self._text
        if missing:
            return self._with(trail, missing, change.value)
        return self._replaced(trail[-1], change.value)

    def _replaced(self, entry: tuple[yaml.Node | None, yaml.Node], value: Plain) -> str | None:
        node = entry[1]
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            if start == end:
                return self._filled(entry, value)
            tail = "\n" if node.style in ("|", ">") and self._text[:end].endswith("\n") else ""
            return self._text[:start] + _flow(value, quote=node.style or "") + tail + self._text[end:]
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            return self._text[:start] + _flow(value) + self._text[end:]
        return None

    def _filled(self, entry: tuple[yaml.Node | None, yaml.Node], value: Plain) -> str | None:
        """Give a value to a key that has none."""
        key, node = entry
        if key is None:
            return None
        colon = self._text.find(":", key.end_mark.index) + 1
        if isinstance(value, dict | list) and value and not self._in_flow(node):
            end = self._line_end(colon)
            return self._text[:end] + "\n" + _lines(value, key.start_mark.column + 2).rstrip("\n") + self._text[end:]
        return f"{self._text[:colon]} {_flow(value)}{self._text[colon:]}"

    def _in_flow(self, node: yaml.Node) -> bool:
        return any(one.flow_style and one is not node and _spans(one, node) for one in _collections(self._root))

    def _with(self, trail: list[tuple[yaml.Node | None, yaml.Node]], missing: Path, value: Plain) -> str | None:
        """Add what is missing inside the last node of a trail."""
        node = trail[-1][1]
        new = _nested(missing, value)
        if isinstance(node, yaml.ScalarNode):
            return self._filled(trail[-1], new) if node.start_mark.index == node.end_mark.index else None
        if not isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            return None
        if node.flow_style:
            close = node.end_mark.index - 1
            inside = _flow(new)[1:-1]
            comma = ", " if node.value else ""
            head = self._text[:close].rstrip() if node.value else self._text[:close]
            return head + comma + inside + self._text[close:]
        end = self._line_end(_end(node, self._text))
        return self._text[:end] + "\n" + _lines(new, node.start_mark.column).rstrip("\n") + self._text[end:]

    def _without(self, trail: list[tuple[yaml.Node | None, yaml.Node]]) -> str | None:
        """Take the last node of a trail away, with whatever held it alone."""
        while len(trail) > 2 and isinstance(trail[-2][1], yaml.MappingNode) and len(trail[-2][1].value) == 1:
            trail = trail[:-1]
        key, node = trail[-1]
        parent = trail[-2][1] if len(trail) > 1 else None
        if key is None or not isinstance(parent, yaml.MappingNode):
            return None
        if parent.flow_style:
            return self._without_flow(parent, key)
        start = self._text.rfind("\n", 0, key.start_mark.index) + 1
        if self._text[start : key.start_mark.index].strip():
            return None
        end = self._line_end(_end(node, self._text) if node.end_mark.index > key.end_mark.index else key.end_mark.index)
        return self._text[:start] + self._text[end + 1 :]

    def _without_flow(self, parent: yaml.MappingNode, key: yaml.Node) -> str:
        keys = [one for one, _ in parent.value]
        place = keys.index(key)
        if place + 1 < len(keys):
            return self._text[: key.start_mark.index] + self._text[keys[place + 1].start_mark.index :]
        before = parent.value[place - 1][1].end_mark.index
        return self._text[:before] + self._text[parent.value[place][1].end_mark.index :]

    def _line_end(self, index: int) -> int:
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _collections(node: yaml.Node | None) -> Iterator[yaml.CollectionNode]:
    if isinstance(node, yaml.CollectionNode):
        yield node
        for entry in node.value:
            for one in entry if isinstance(entry, tuple) else (entry,):
                yield from _collections(one)


def _spans(outer: yaml.Node, inner: yaml.Node) -> bool:
    first, last = outer.start_mark.index, outer.end_mark.index
    return bool(first <= inner.start_mark.index and inner.end_mark.index <= last)


def _end(node: yaml.Node, text: str) -> int:
    """Return where the last character of a value stands, and one more; blocks end where their last entry does."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (None, last)
        inner = _end(value, text)
        return max(inner, key.end_mark.index) if key is not None else inner
    end: int = node.end_mark.index
    return len(text[:end].rstrip("\n")) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end


def _nested(path: Path, value: Plain) -> Plain:
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _flow(value: Plain, quote: str = "") -> str:
    """Return a value on one line; a text in the quotes that it had."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if value is None:
        return "null"
    if value.isdigit() and not value.startswith("0") and not quote:
        return value
    if quote == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    safe = _SAFE.fullmatch(value) and value.strip() == value and value.lower() not in _MEANT
    return value if safe and quote != '"' else json.dumps(value, ensure_ascii=False)


def _lines(value: Plain, indent: int) -> str:
    """Return a mapping or a list over several lines; what is simple inside stands on one."""
    blank, found = " " * indent, ""
    if isinstance(value, list):
        for item in value:
            whole = isinstance(item, dict) and item
            found += f"{blank}- {_lines(item, indent + 2)[indent + 2 :] if whole else _flow(item) + chr(10)}"
    elif isinstance(value, dict):
        for key, inner in value.items():
            deep = (isinstance(inner, dict) and inner) or (isinstance(inner, list) and any(map(_deep, inner)))
            found += f"{blank}{key}:" + (f"\n{_lines(inner, indent + 2)}" if deep else f" {_flow(inner)}\n")
    return found


def _deep(value: Plain) -> bool:
    return isinstance(value, dict | list)
