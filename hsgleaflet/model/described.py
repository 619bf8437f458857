"""What each field of a file is for, read from the docstrings under the fields.

Comes in: a model class. Goes out: its field descriptions, and JSON Schemas that carry them. It stands alone because
reading source text takes longer than a build: only an error or a schema asks for it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from typing import Any

from hsgleaflet.model.base import Model


@cache
def descriptions(model: type[Model]) -> dict[str, str]:
    """Return the description of each field by the name it has in a file."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, Model) and kind is not Model:
            found |= _own(kind)
    return {info.alias or name: found.get(name, "") for name, info in model.model_fields.items()}


def _own(kind: type[Model]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            found[field.target.id] = inspect.cleandoc(str(after.value.value))  # type: ignore[attr-defined]
    return found


def schema(model: type[Model]) -> dict[str, Any]:
    """Return the JSON Schema of a file, every key with its description."""
    found = model.model_json_schema(by_alias=True)
    known = {kind.__name__: kind for kind in _kinds(Model)}
    for name, part in {model.__name__: found, **found.get("$defs", {})}.items():
        for key, text in descriptions(known[name]).items() if name in known else ():
            if text and key in part.get("properties", {}):
                part["properties"][key]["description"] = text
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _kinds(kind: type[Model]) -> list[type[Model]]:
    return [inner for sub in kind.__subclasses__() for inner in (sub, *_kinds(sub))]
