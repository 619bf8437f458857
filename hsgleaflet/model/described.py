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

from hsgleaflet.model.base import Model, names_of
from hsgleaflet.model.kinds import (
    AnyOf,
    AnythingKind,
    ChoiceKind,
    DateKind,
    KeyedKind,
    Kind,
    ListKind,
    MapKind,
    ModelKind,
    NumberKind,
    TaggedKind,
    TextKind,
    fields_of,
)

_WRITTEN = ["string", "number", "boolean"]
"""What a text is to an editor, which takes 999 or yes without quotes for something else; we do not."""


@cache
def descriptions(model: type[Model]) -> dict[str, str]:
    """Return the description of each field by the name it has in a file."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, Model) and kind is not Model:
            found |= _own(kind)
    return {key: found.get(name, "") for name, key in names_of(model)}


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
    """Return the JSON Schema of a file (draft 2020-12), every key with its description."""
    parts: dict[type[Model], dict[str, Any]] = {}
    whole = _object(model, parts)
    others = {part.__name__: found for part, found in parts.items() if part is not model}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": others}


def _object(model: type[Model], parts: dict[type[Model], dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of a model; those of the models inside it are added to `parts`."""
    found = parts[model] = {"type": "object", "description": inspect.getdoc(model)}
    told, fields = descriptions(model), fields_of(model)
    found["properties"] = {
        key: _schema(field.kind, parts) | ({"description": told[key]} if told[key] else {})
        for key, field in fields.items()
    }
    found["required"] = [key for key, field in fields.items() if field.required]
    found["additionalProperties"] = model.other_keys
    return found


def _schema(kind: Kind, parts: dict[type[Model], dict[str, Any]]) -> dict[str, Any]:
    match kind:
        case TextKind():
            text = kind.text
            bounds = _given(minLength=text.least or None, maxLength=text.most)
            return {"type": _WRITTEN} | bounds | _given(pattern=text.pattern, enum=list(text.known))
        case ChoiceKind():
            return {"enum": [form for choice in kind.values for form in _forms(choice)]}
        case NumberKind():
            bounds = _given(minimum=kind.bounds.least, maximum=kind.bounds.most) if kind.bounds else {}
            return {"type": "integer" if kind.whole else "number"} | bounds
        case DateKind():
            return {"type": "string", "format": "date"}
        case ListKind():
            size = _given(minItems=kind.size.least, maxItems=kind.size.most)
            return {"type": "array", "items": _schema(kind.inner, parts)} | size
        case MapKind():
            size = _given(minProperties=kind.size.least, maxProperties=kind.size.most)
            inner = {"propertyNames": _schema(kind.keys, parts), "additionalProperties": _schema(kind.values, parts)}
            return {"type": "object"} | inner | size
        case ModelKind():
            if kind.model not in parts:
                _object(kind.model, parts)
            return {"$ref": f"#/$defs/{kind.model.__name__}"}
        case AnyOf():
            found = [_schema(one, parts) for one in kind.kinds]
            return {"anyOf": [*found, {"type": "null"}] if kind.empty else found}
        case TaggedKind():
            return {"oneOf": [_schema(one, parts) for one in kind.models.values()]}
        case KeyedKind():
            return {"anyOf": [_schema(one, parts) for one in (kind.text, *kind.models.values())]}
        case AnythingKind():
            return {}


def _forms(choice: str) -> list[object]:
    """Return a choice as it may stand in YAML: without quotes, some are no texts to an editor."""
    if choice in ("true", "false"):
        return [choice == "true", choice]
    return [int(choice), choice] if choice.isdigit() else [choice]


def _given(**wishes: Any) -> dict[str, Any]:
    return {name: wish for name, wish in wishes.items() if wish is not None and wish not in ("", [])}
