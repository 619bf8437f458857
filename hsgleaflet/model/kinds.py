"""Kinds: what each value of a file may be, worked out from the annotations of its model.

Comes in: a model class. Goes out: a kind for each of its fields, when it is asked for: a leaflet without a table needs
not know what tables are. It stands alone because reading, the words of an error and the JSON Schema of a file must mean
the same by it. A library for schemas took half of a cold start: it works out every model before the first is read.
"""

from __future__ import annotations

import datetime
import inspect
import sys
import types
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct

from hsgleaflet.model.base import Bounds, ByKey, ByTag, Model, Size, Text, names_of


class TextKind(Struct, frozen=True):
    """A text."""

    text: Text


class ChoiceKind(Struct, frozen=True):
    """One of several words, each with the value that it stands for."""

    values: dict[str, Any]


class NumberKind(Struct, frozen=True):
    """A number, whole or not."""

    whole: bool
    bounds: Bounds | None


class DateKind(Struct, frozen=True):
    """A day."""

    bounds: Bounds | None


class ListKind(Struct, frozen=True):
    """A list, read as `made`."""

    inner: Kind
    size: Size
    made: type[list[Any]] | type[tuple[Any, ...]]


class MapKind(Struct, frozen=True):
    """A mapping whose keys are names that the author gives."""

    keys: Kind
    values: Kind
    size: Size


class ModelKind(Struct, frozen=True):
    """A mapping whose keys are the fields of a model."""

    model: type[Model]


class AnyOf(Struct, frozen=True):
    """The first of several kinds that fits; nothing at all, where a value may be left empty."""

    kinds: tuple[Kind, ...]
    empty: bool


class TaggedKind(Struct, frozen=True):
    """One of several models, named under the key `tag`."""

    tag: str
    models: dict[str, ModelKind]


class KeyedKind(Struct, frozen=True):
    """A text, or the model whose first key is there."""

    text: Kind
    models: dict[str, ModelKind]


class AnythingKind(Struct, frozen=True):
    """Whatever another program wants to find there."""


Kind: TypeAlias = (
    TextKind | ChoiceKind | NumberKind | DateKind | ListKind | MapKind | ModelKind | AnyOf | TaggedKind | KeyedKind
    | AnythingKind
)  # fmt: skip
_UNIONS = (Union, types.UnionType)


class Field(Struct, frozen=True):
    """A field of a model: its name in Python, what it may be, whether it must be there."""

    name: str
    kind: Kind
    required: bool


@cache
def fields_of(model: type[Model]) -> dict[str, Field]:
    """Return the fields of a model by their names in a file."""
    annotations: dict[str, Any] = {}
    for part in reversed(model.__mro__):
        found = inspect.get_annotations(part)
        annotations |= {name: (given, part.__module__) for name, given in found.items()}
    return {
        written: Field(name, kind_of(*annotations[name]), required)
        for (name, written), required in zip(names_of(model), _required(model), strict=True)
    }


def _required(model: type[Model]) -> list[bool]:
    """Return whether each field must be given: msgspec keeps the defaults of the last fields only."""
    defaults = model.__struct_defaults__
    first = len(model.__struct_fields__) - len(defaults)
    return [True] * first + [default is NODEFAULT for default in defaults]


@cache
def kind_of(annotation: Any, home: str) -> Kind:
    """Return what an annotation means; names in quotes are those of the module `home`."""
    if isinstance(annotation, str):
        return kind_of(getattr(sys.modules[home], annotation), home)
    if get_origin(annotation) is Annotated:
        inner, *wishes = get_args(annotation)
        return _kind(inner, home, wishes)
    return _kind(annotation, home, ())


def _kind(given: Any, home: str, wishes: Any) -> Kind:
    origin = get_origin(given)
    if origin in _UNIONS:
        return _union(get_args(given), home, wishes)
    if origin is Literal:
        return ChoiceKind({choice: choice for choice in get_args(given)})
    if origin is list:
        return ListKind(kind_of(get_args(given)[0], home), _wish(wishes, Size) or Size(), list)
    if origin is tuple:
        return _tuple(get_args(given), home, wishes)
    if origin is dict:
        keys, values = get_args(given)
        return MapKind(kind_of(keys, home), kind_of(values, home), _wish(wishes, Size) or Size())
    return _simple(given, wishes)


def _simple(given: Any, wishes: Any) -> Kind:
    if given is Any:
        return AnythingKind()
    if issubclass(given, Model):
        return ModelKind(given)
    if issubclass(given, StrEnum):
        return ChoiceKind({str(member): member for member in given})
    if given is str:
        return TextKind(_wish(wishes, Text) or Text())
    if given is datetime.date:
        return DateKind(_wish(wishes, Bounds))
    return NumberKind(given is int, _wish(wishes, Bounds))


def _tuple(args: tuple[Any, ...], home: str, wishes: Any) -> Kind:
    """Return the kind of a tuple; one of a fixed length has entries of one kind."""
    size = (_wish(wishes, Size) or Size()) if args[-1] is Ellipsis else Size(len(args), len(args))
    return ListKind(kind_of(args[0], home), size, tuple)


def _union(args: tuple[Any, ...], home: str, wishes: Any) -> Kind:
    kinds = tuple(kind_of(one, home) for one in args if one is not types.NoneType)
    empty = len(kinds) < len(args)
    tag = _wish(wishes, ByTag)
    models = [kind for kind in kinds if isinstance(kind, ModelKind)]
    if tag:
        return TaggedKind(tag.key, {_tag(kind.model, tag.key): kind for kind in models})
    if _wish(wishes, ByKey):
        return KeyedKind(kinds[0], {_first_key(kind.model): kind for kind in models})
    return kinds[0] if len(kinds) == 1 and not empty else AnyOf(kinds, empty)


def _tag(model: type[Model], key: str) -> str:
    return str(get_args(model.__annotations__[key])[0])


def _first_key(model: type[Model]) -> str:
    return model.__struct_encode_fields__[0]


def _wish(wishes: Any, kind: type[Any]) -> Any:
    return next((wish for wish in wishes if isinstance(wish, kind)), None)
