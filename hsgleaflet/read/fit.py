"""Fit: plain values made into a model, or everything in them that does not fit it.

Comes in: dicts, lists and raw strings as `nodes` reads them, and a model. Goes out: the model, or Misfits in the order
in which they were met. It stands alone because it knows values and kinds only: how a misfit is told, and where it is
written, is the business of `complaints`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

from msgspec import Struct

from hsgleaflet.model.base import Bounds, Model, Path, Size, Text
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

M = TypeVar("M", bound=Model)
What = Literal[
    "missing", "unknown", "empty", "type", "short", "long", "few", "many", "choice", "pattern", "low", "high", "value",
    "untagged", "block",
]  # fmt: skip
"""What is wrong: a key that lacks or is not known, no value, a value of another type, and so on."""
_WHOLE = re.compile(r"-?[0-9]{1,4000}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMISS: Any = object()
"""Stands for a value that does not fit."""


class Misfit(Struct):
    """A value that does not fit: where, what is wrong, what was given and wanted, and what is to be said of it.

    `owner` is the model whose field stands there; none for an entry of a list or mapping.
    """

    path: Path
    what: What
    given: Any
    wanted: Kind
    owner: type[Model] | None
    said: str = ""
    on_key: bool = False


def fit(value: object, model: type[M]) -> tuple[M | None, list[Misfit]]:
    """Return a model made of plain values, or None with all that does not fit."""
    fitting = _Fitting()
    found = fitting.fit(value, ModelKind(model))
    return (None if fitting.misfits else found), fitting.misfits


class _Fitting:
    """One walk through the values of a file."""

    def __init__(self) -> None:
        self.misfits: list[Misfit] = []
        self._path: list[str | int] = []
        self._owners: list[type[Model] | None] = [None]

    def fit(self, value: Any, kind: Kind) -> Any:
        return _FITTERS[type(kind)](self, value, kind)

    def _inside(self, step: str | int, owner: type[Model] | None, value: Any, kind: Kind) -> Any:
        self._path.append(step)
        self._owners.append(owner)
        found = _FITTERS[type(kind)](self, value, kind)
        self._path.pop()
        self._owners.pop()
        return found

    def _amiss(self, what: What, value: Any, kind: Kind, said: str = "") -> Any:
        what = "empty" if value is None else what
        misfit = Misfit(tuple(self._path), what, value, kind, self._owners[-1], said, on_key=value is None)
        self.misfits.append(misfit)
        return _AMISS

    # ------------------------------------------------------------ single values

    def text(self, value: Any, kind: TextKind) -> Any:
        if not isinstance(value, str):
            return self._amiss("type", value, kind)
        wish = kind.text
        value = value.strip() if wish.strip else value
        if len(value) < wish.least:
            return self._amiss("short", value, kind)
        if wish.most is not None and len(value) > wish.most:
            return self._amiss("long", value, kind)
        if wish.pattern and not _compiled(wish.pattern).fullmatch(value):
            return self._amiss("pattern", value, kind)
        return self._checked(value, kind, wish) if wish.check else value

    def _checked(self, value: str, kind: TextKind, wish: Text) -> Any:
        assert wish.check
        try:
            return wish.check(value)
        except ValueError as error:
            return self._amiss("value", value, kind, str(error))

    def choice(self, value: Any, kind: ChoiceKind) -> Any:
        found = kind.values.get(value, _AMISS) if isinstance(value, str) else _AMISS
        return self._amiss("choice", value, kind) if found is _AMISS else found

    def number(self, value: Any, kind: NumberKind) -> Any:
        form = _WHOLE if kind.whole else _DECIMAL
        if not isinstance(value, str) or not form.fullmatch(value.strip()):
            return self._amiss("type", value, kind)
        return self._bounded(int(value) if kind.whole else float(value), value, kind, kind.bounds)

    def date(self, value: Any, kind: DateKind) -> Any:
        if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
            return self._amiss("type", value, kind)
        try:
            day = datetime.date.fromisoformat(value.strip())
        except ValueError:
            return self._amiss("type", value, kind)
        return self._bounded(day, value, kind, kind.bounds)

    def _bounded(self, found: Any, value: str, kind: Kind, bounds: Bounds | None) -> Any:
        if bounds and found < bounds.least:
            return self._amiss("low", value, kind, str(bounds.least))
        if bounds and found > bounds.most:
            return self._amiss("high", value, kind, str(bounds.most))
        return found

    def anything(self, value: Any, _kind: AnythingKind) -> Any:
        return value

    # ------------------------------------------------------------ lists and mappings

    def list(self, value: Any, kind: ListKind) -> Any:
        if not isinstance(value, list):
            return self._amiss("type", value, kind)
        found = [self._inside(number, None, inner, kind.inner) for number, inner in enumerate(value)]
        return kind.made(found) if self._sized(value, kind, kind.size) else _AMISS

    def map(self, value: Any, kind: MapKind) -> Any:
        if not isinstance(value, dict):
            return self._amiss("type", value, kind)
        found = {}
        for key, inner in value.items():
            before = len(self.misfits)
            named = self._inside(key, None, key, kind.keys)
            for misfit in self.misfits[before:]:
                misfit.on_key = True
            found[named] = self._inside(key, None, inner, kind.values)
        return found if self._sized(value, kind, kind.size) else _AMISS

    def _sized(self, value: Any, kind: Kind, size: Size) -> bool:
        if len(value) < size.least:
            return self._amiss("few", value, kind, str(size.least)) is not _AMISS
        if size.most is not None and len(value) > size.most:
            return self._amiss("many", value, kind, str(size.most)) is not _AMISS
        return True

    # ------------------------------------------------------------ models

    def model(self, value: Any, kind: ModelKind) -> Any:
        model = kind.model
        if not isinstance(value, dict):
            return self._amiss("type", value, kind)
        if model.other_names:
            value = {model.other_names.get(key, key): inner for key, inner in value.items()}
        before, found, fields = len(self.misfits), {}, fields_of(model)
        for key, field in fields.items():
            if key in value:
                found[field.name] = self._inside(key, model, value[key], field.kind)
            elif field.required:
                self._key("missing", key, kind)
        if not model.other_keys:
            for key in value.keys() - fields.keys():
                self._key("unknown", key, kind)
        return model(**found) if len(self.misfits) == before else _AMISS

    def _key(self, what: What, key: str, kind: ModelKind) -> None:
        self.misfits.append(Misfit((*self._path, key), what, key, kind, kind.model, on_key=True))

    def tagged(self, value: Any, kind: TaggedKind) -> Any:
        if not isinstance(value, dict):
            return self._amiss("type", value, kind)
        if kind.tag not in value:
            return self._amiss("untagged", value, kind)
        named = value[kind.tag]
        found = kind.models.get(named) if isinstance(named, str) else None
        if found is None:
            return self._inside(kind.tag, None, named, ChoiceKind(dict.fromkeys(kind.models)))
        return self.model(value, found)

    def keyed(self, value: Any, kind: KeyedKind) -> Any:
        if isinstance(value, str):
            return self.fit(value, kind.text)
        found = next((key for key in kind.models if key in value), "") if isinstance(value, dict) else ""
        return self.model(value, kind.models[found]) if found else self._amiss("block", value, kind)

    def any_of(self, value: Any, kind: AnyOf) -> Any:
        if value is None and kind.empty:
            return None
        likely = [one for one in kind.kinds if isinstance(value, _TYPES[type(one)])]
        if len(likely) < 2:
            return self.fit(value, (likely or kind.kinds)[0])
        before, least = len(self.misfits), None
        for one in likely:
            found = self.fit(value, one)
            wrong = self.misfits[before:]
            del self.misfits[before:]
            if not wrong:
                return found
            least = wrong if least is None or len(wrong) < len(least) else least
        self.misfits += least or ()
        return _AMISS


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_FITTERS: dict[type[Kind], Callable[[_Fitting, Any, Any], Any]] = {
    TextKind: _Fitting.text, ChoiceKind: _Fitting.choice, NumberKind: _Fitting.number, DateKind: _Fitting.date,
    ListKind: _Fitting.list, MapKind: _Fitting.map, ModelKind: _Fitting.model, AnyOf: _Fitting.any_of,
    TaggedKind: _Fitting.tagged, KeyedKind: _Fitting.keyed, AnythingKind: _Fitting.anything,
}  # fmt: skip
_TYPES: dict[type[Kind], type | tuple[type, ...]] = {
    TextKind: str, ChoiceKind: str, NumberKind: str, DateKind: str, ListKind: list, MapKind: dict, ModelKind: dict,
    TaggedKind: dict, KeyedKind: (str, dict), AnythingKind: object,
}  # fmt: skip
"""What the values of a kind are before they are read."""
