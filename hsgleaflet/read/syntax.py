"""Syntax: what the YAML parser could not read, in plain words with a way out.

Comes in: the parser's error and the text. Goes out: a Problem at its place. It stands alone because the parser speaks
of tokens and mappings, which nobody who writes a leaflet should have to know.
"""

from __future__ import annotations

import re

import yaml

from hsgleaflet.problems import Location, Problem

_QUOTES = "put the whole text in quotes"
_STARTS = {
    "%": "a text cannot start with %",
    "@": "a text cannot start with @",
    "`": "a text cannot start with a backtick",
    "\t": "a tab stands here, where only spaces may",
}


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the problem that a parser error stands for."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(code="S010", message="this is not a text file that can be read", at=Location(file, 1, 1))
    mark = error.problem_mark or error.context_mark
    if "nesting depth" in (error.problem or "") and mark:
        place = Location(file, mark.line + 1, mark.column + 1)
        return Problem(code="S018", message="this is nested too deep", at=place, hint="a leaflet needs a few levels")
    lines = text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    shown = lines[line] if line < len(lines) else ""
    message, hint, at = _explained(error, shown, line, column, lines)
    return Problem(code="S010", message=message, hint=hint, at=Location(file, at[0] + 1, at[1] + 1))


def _explained(
    error: yaml.MarkedYAMLError, shown: str, line: int, column: int, lines: list[str]
) -> tuple[str, str, tuple[int, int]]:
    problem, context = error.problem or "", error.context or ""
    here = (line, column)
    if "mapping values are not allowed" in problem:
        return (
            "a colon followed by a space stands inside a text",
            f'{_QUOTES}: title: "Risks: bleeding"',
            here,
        )
    if "escape" in problem:
        hint = "write two backslashes for one, or put the text in single quotes"
        return "a backslash in double quotes stands before a sign that has no meaning there", hint, here
    if "incompatible" in problem:
        return "this says that it is another version of YAML", "delete the line", here
    if "quoted scalar" in context or ("end of stream" in problem and "scalar" in context):
        start = error.context_mark
        opened = (start.line, start.column) if start else here
        return "this quote is never closed", "close it with the same quote at the end of the text", opened
    if "cannot start any token" in problem:
        char = shown[column : column + 1]
        hint = "use spaces to indent" if char == "\t" else _QUOTES
        return _STARTS.get(char, f'"{char}" cannot stand here'), hint, here
    if "undefined alias" in problem or "alias" in context or "anchor" in context:
        return "a text cannot start with * or & unless it is in quotes", _QUOTES, here
    if "tag" in context or "tag" in problem:
        return "a text cannot start with ! unless it is in quotes", _QUOTES, here
    if "single document" in context or "another document" in problem:
        return "a file holds one document; a second one starts here", "delete the line ---", here
    if unclosed := _open_quote(lines, line):
        return "this quote is never closed", "close it with the same quote at the end of the text", unclosed
    if flow := _flow_start(lines, line):
        bracket, where = flow
        return (
            f"this text starts with {bracket} but goes on after it, or the bracket is never closed",
            _QUOTES,
            where,
        )
    if "flow" in context:
        start = error.context_mark
        return "this bracket is never closed", "close it, or put the text in quotes", (
            (start.line, start.column) if start else here
        )  # fmt: skip
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "this line is indented with a tab", "use spaces to indent", (line, 0)
    hint = "keys of one level start in the same column; each entry of a list starts with a hyphen and a space"
    return "this line does not fit the lines around it; its indentation or a colon is wrong", hint, here


_QUOTED = re.compile(r"^(\s*(?:- )*(?:[\w-]+:\s+|- ))([\"'])(.*)$")


def _open_quote(lines: list[str], line: int) -> tuple[int, int] | None:
    """Return where a text before the error opens a quote that its own line does not close."""
    for number in range(line, max(line - 8, -1), -1):
        found = _QUOTED.match(lines[number]) if number < len(lines) else None
        if found and found[2] not in found[3]:
            return number, found.end(1)
    return None


_FLOW = re.compile(r"^(\s*(?:- )*(?:[\w-]+:\s+|- ))([{\[])")


def _flow_start(lines: list[str], line: int) -> tuple[str, tuple[int, int]] | None:
    """Return the bracket that a text near the error starts with, and its place."""
    for number in (line, line - 1):
        found = _FLOW.match(lines[number]) if 0 <= number < len(lines) else None
        if found:
            return found[2], (number, found.end(1))
    return None
