"""Complaints: what the schema refused, in plain words at the place where it is written.

Comes in: pydantic's errors, the model, the marks of the file. Goes out: Problems, one for each place. It stands alone
because pydantic speaks of its own types and of Python; a reader of a leaflet file speaks of keys, texts and lists.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from hsgleaflet.model.base import LONGEST, Model, Path
from hsgleaflet.model.described import descriptions
from hsgleaflet.model.leaflet import BLOCK_KEYS
from hsgleaflet.problems import Problem, did_you_mean
from hsgleaflet.read.nodes import Marks, and_more

_MOST = 100
"""Errors of the schema that are explained."""
_SHOWN = 300
"""Characters of a message: more is a text that was given, not what is wrong with it."""


def complaints(error: ValidationError, model: type[BaseModel], marks: Marks) -> list[Problem]:
    """Return the problems behind a validation error, in the order of the file, one a place."""
    found: dict[tuple[int, int, str], Problem] = {}
    for detail in error.errors(include_url=False)[: _MOST + 1]:
        problem = _Complaint(detail, model, marks).problem()
        place = (problem.at.line, problem.at.column) if problem.at else (0, 0)
        absent = str(detail["loc"][-1]) if detail["type"] == "missing" else ""
        found.setdefault((*place, absent), problem)
    told = sorted(found.values(), key=lambda problem: (problem.at.line, problem.at.column) if problem.at else (0, 0))
    return [*told, and_more(told[-1].at)] if error.error_count() > _MOST else told


class _Complaint:
    """One error of the schema."""

    def __init__(self, detail: Mapping[str, Any], model: type[BaseModel], marks: Marks) -> None:
        self.kind: str = detail["type"]
        self.loc: Path = detail["loc"]
        self.given: Any = detail["input"]
        self.context: Mapping[str, Any] = detail.get("ctx", {})
        self.model = model
        self.marks = marks
        self.path = marks.written((*self.loc, "type") if self.kind == "union_tag_invalid" else self.loc)

    def problem(self) -> Problem:
        code, message, hint = self._said()
        on_key = self.kind in ("extra_forbidden", "missing") or self.given is None or self.loc[-1:] == ("[key]",)
        return Problem(code=code, message=_cut(message), hint=_cut(hint), at=self.marks.at(self.path, on_key=on_key))

    def _said(self) -> tuple[str, str, str]:
        if self.kind == "missing":
            return "S011", f'"{self.loc[-1]}" is missing', self._description(self.loc)
        if self.kind == "extra_forbidden":
            known = sorted(self._keys())
            hint = did_you_mean(str(self.loc[-1]), known) or f"known here: {', '.join(known)}"
            return "S012", f'unknown key "{self.loc[-1]}"', hint
        if self.kind == "block_kind":
            return self._block()
        if self.given is None:
            return self._empty()
        return self._wrong()

    def _block(self) -> tuple[str, str, str]:
        if self.given is None:
            return self._empty()
        keys = list(self.given) if isinstance(self.given, dict) else []
        close = next((hint for key in keys if (hint := did_you_mean(str(key), BLOCK_KEYS))), "")
        kinds = f"a block is a text, or one of: {', '.join(BLOCK_KEYS)}"
        if len(keys) == 1 and " " in keys[0]:
            return "S014", "a colon inside a text makes a key of it", "put the whole text in quotes"
        return "S014", f'unknown kind of block "{keys[0]}"' if keys else "this is no block", close or kinds

    def _empty(self) -> tuple[str, str, str]:
        name = self.path[-1] if self.path and isinstance(self.path[-1], str) else ""
        said = f'"{name}" has no value' if name else "this entry has no value"
        return "S013", said, self._description(self.path) or "write a value after the colon"

    def _wrong(self) -> tuple[str, str, str]:
        shown = self.given if isinstance(self.given, str) else ""
        match self.kind:
            case "string_type":
                return "S013", f"a text is wanted here, not {_called(self.given)}", self._text_hint()
            case "string_too_short":
                return "S013", "this text is empty", self._description(self.path)
            case "string_too_long":
                hint = "divide it" if self.context["max_length"] == LONGEST else ""
                return "S019", f"this text is longer than {self.context['max_length']} characters", hint
            case "list_type" | "tuple_type":
                hint = "write one entry a line, each after a hyphen and a space"
                return "S013", f"a list is wanted here, not {_called(self.given)}", hint
            case "dict_type" | "model_type" | "model_attributes_type":
                return (
                    "S013",
                    f"keys with values are wanted here, not {_called(self.given)}",
                    self._keys_hint(),
                )
            case "too_short" | "too_long":
                least = self.kind == "too_short"
                bound = self.context["min_length" if least else "max_length"]
                said = f"{'at least' if least else 'at most'} {bound} entries are wanted, there are {len(self.given)}"
                return "S019", said, self._description(self.path)
            case "literal_error" | "enum" | "union_tag_invalid":
                return self._choice(shown)
            case "union_tag_not_found":
                return self._untagged()
            case "value_error":
                return "S019", str(self.context.get("error", "this value is not allowed here")), ""
            case _:
                return self._parsed(shown)

    def _parsed(self, shown: str) -> tuple[str, str, str]:
        described = self._description(self.path)
        if self.kind.startswith("int"):
            given = f'"{shown}"' if isinstance(self.given, str) else _called(self.given)
            return "S013", f"a whole number is wanted here, not {given}", described
        if self.kind.startswith("date"):
            return "S013", f'a date is wanted here, such as 2026-11-23, not "{shown}"', described
        if self.kind in ("greater_than_equal", "less_than_equal"):
            bound = self.context.get("ge", self.context.get("le"))
            return (
                "S019",
                f"{shown} is too {'small' if 'ge' in self.context else 'large'}; the bound is {bound}",
                described,
            )
        return "S019", f'"{shown}" does not fit here', described

    def _choice(self, shown: str) -> tuple[str, str, str]:
        expected = str(self.context.get("expected") or self.context.get("expected_tags") or "")
        choices = [part.strip("' ") for part in expected.replace(" or ", ",").split(",") if part.strip("' ")]
        wanted = str(self.context.get("tag", shown))
        hint = did_you_mean(wanted, choices) or f"choose from {', '.join(choices)}"
        return "S019", f'"{wanted}" is not allowed here', hint

    def _untagged(self) -> tuple[str, str, str]:
        tag = self.context["discriminator"].strip("'")
        if tag == "type":
            return (
                "S011",
                '"type" is missing',
                "type: phone, text, duration, date, url, email, day-range, choice or yes-no",
            )
        return "S011", f'"{tag}" is missing', "restore this file: the program writes it, and nobody edits it"

    def _text_hint(self) -> str:
        if isinstance(self.given, dict) and len(self.given) == 1:
            return "a colon inside a text makes a key of it: put the whole text in quotes"
        return "put it in quotes when it is one text"

    def _keys_hint(self) -> str:
        keys = sorted(self._keys())
        return f"known here: {', '.join(keys)}" if keys else ""

    # ------------------------------------------------------------ what the model says

    def _keys(self) -> set[str]:
        parents = self.loc[:-1] if self.kind == "extra_forbidden" else self.loc
        return {key for model in _models_at(self.model, parents) for key in _fields(model)}

    def _description(self, loc: Path) -> str:
        for model in _models_at(self.model, loc[:-1]):
            found = _fields(model).get(str(loc[-1])) if loc else None
            if found:
                return found
        return ""


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]} … {text[-_SHOWN // 2 :]}"


def _called(given: object) -> str:
    if isinstance(given, dict):
        return "several keys" if len(given) != 1 else "a key with a value"
    return "a list" if isinstance(given, list) else "a text"


def _fields(model: type[BaseModel]) -> dict[str, str]:
    return descriptions(model) if issubclass(model, Model) else {}


def _models_at(model: type[BaseModel], loc: Path) -> list[type[BaseModel]]:
    """Return the models that may stand at a schema's path; its words for unions lead nowhere and are passed over."""
    kinds: list[Any] = [model]
    for step in loc:
        inside = [kind for known in kinds for kind in _inside(known, step)]
        kinds = inside or kinds
    return [kind for known in kinds for kind in _open(known) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _open(kind: Any) -> Iterator[Any]:
    """Yield the kinds a type stands for, annotations and unions taken off."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _open(get_args(kind)[0])
    elif origin in (Union, types.UnionType):
        for inner in get_args(kind):
            yield from _open(inner)
    else:
        yield kind


def _inside(kind: Any, step: str | int) -> Iterable[Any]:
    for known in _open(kind):
        origin = get_origin(known)
        if isinstance(known, type) and issubclass(known, BaseModel):
            hints = typing.get_type_hints(known, include_extras=True)
            names = {info.alias or name: name for name, info in known.model_fields.items()}
            if step in names:
                yield hints[names[str(step)]]
        elif origin is list and isinstance(step, int):
            yield get_args(known)[0]
        elif origin is dict and isinstance(step, str):
            yield get_args(known)[1]
