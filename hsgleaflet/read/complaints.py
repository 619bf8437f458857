"""Complaints: what does not fit a file, in plain words at the place where it is written.

Comes in: misfits, the marks of the file. Goes out: Problems, one for each place. It stands alone because `fit` speaks
of kinds and values; a reader of a leaflet file speaks of keys, texts and lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hsgleaflet.model.base import LONGEST, Model
from hsgleaflet.model.described import descriptions
from hsgleaflet.model.kinds import (
    ChoiceKind,
    DateKind,
    KeyedKind,
    Kind,
    ListKind,
    ModelKind,
    NumberKind,
    TaggedKind,
    TextKind,
    fields_of,
)
from hsgleaflet.problems import Problem, did_you_mean
from hsgleaflet.read.fit import Misfit
from hsgleaflet.read.nodes import Marks, and_more

Said = tuple[str, str, str]
"""Code, message and hint."""
_MOST = 100
"""Misfits that are explained."""
_SHOWN = 300
"""Characters of a message: more is a text that was given, not what is wrong with it."""
_QUOTE = "a colon inside a text makes a key of it"


def complaints(misfits: Sequence[Misfit], marks: Marks) -> list[Problem]:
    """Return the problems behind misfits, in the order of the file, one a place."""
    found: dict[tuple[int, int, str], Problem] = {}
    for misfit in misfits[: _MOST + 1]:
        problem = _problem(misfit, marks)
        absent = str(misfit.path[-1]) if misfit.what == "missing" else ""
        found.setdefault((*_place(problem), absent), problem)
    told = sorted(found.values(), key=_place)
    return [*told, and_more(told[-1].at)] if len(misfits) > _MOST else told


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.at.line, problem.at.column) if problem.at else (0, 0)


def _problem(misfit: Misfit, marks: Marks) -> Problem:
    code, message, hint = _said(misfit)
    at = marks.at(misfit.path, on_key=misfit.on_key)
    return Problem(code=code, message=_cut(message), hint=_cut(hint), at=at)


def _said(misfit: Misfit) -> Said:
    name = misfit.path[-1] if misfit.path else ""
    match misfit.what:
        case "missing":
            return "S011", f'"{name}" is missing', _description(misfit)
        case "unknown":
            known = sorted(_keys(misfit.wanted))
            return "S012", f'unknown key "{name}"', did_you_mean(str(name), known) or f"known here: {', '.join(known)}"
        case "empty":
            said = f'"{name}" has no value' if isinstance(name, str) and name else "this entry has no value"
            return "S013", said, _description(misfit) or "write a value after the colon"
        case "block":
            return _block(misfit)
        case "type":
            return _type(misfit)
        case "untagged":
            return _untagged(misfit)
        case "choice":
            return _choice(misfit)
        case _:
            return _value(misfit)


def _block(misfit: Misfit) -> Said:
    assert isinstance(misfit.wanted, KeyedKind)
    keys, known = list(misfit.given) if isinstance(misfit.given, dict) else [], misfit.wanted.models
    if len(keys) == 1 and " " in keys[0]:
        return "S014", _QUOTE, "put the whole text in quotes"
    close = next((hint for key in keys if (hint := did_you_mean(str(key), known))), "")
    said = f'unknown kind of block "{keys[0]}"' if keys else "this is no block"
    return "S014", said, close or f"a block is a text, or one of: {', '.join(known)}"


def _type(misfit: Misfit) -> Said:
    given = _called(misfit.given)
    match misfit.wanted:
        case TextKind():
            return "S013", f"a text is wanted here, not {given}", _text_hint(misfit.given)
        case ListKind():
            hint = "write one entry a line, each after a hyphen and a space"
            return "S013", f"a list is wanted here, not {given}", hint
        case NumberKind(whole=True):
            shown = f'"{misfit.given}"' if isinstance(misfit.given, str) else given
            return "S013", f"a whole number is wanted here, not {shown}", _description(misfit)
        case NumberKind():
            shown = f'"{misfit.given}"' if isinstance(misfit.given, str) else given
            return "S013", f"a number is wanted here, not {shown}", _description(misfit)
        case DateKind():
            shown = f'"{misfit.given}"' if isinstance(misfit.given, str) else given
            return "S013", f"a date is wanted here, such as 2026-11-23, not {shown}", _description(misfit)
        case _:
            known = ", ".join(sorted(_keys(misfit.wanted)))
            hint = f"known here: {known}" if known else ""
            return "S013", f"keys with values are wanted here, not {given}", hint


def _text_hint(given: object) -> str:
    alone = isinstance(given, dict) and len(given) == 1
    return f"{_QUOTE}: put the whole text in quotes" if alone else "put it in quotes when it is one text"


def _untagged(misfit: Misfit) -> Said:
    assert isinstance(misfit.wanted, TaggedKind)
    tag, known = misfit.wanted.tag, list(misfit.wanted.models)
    if tag == "type":
        return "S011", '"type" is missing', f"type: {', '.join(known[:-1])} or {known[-1]}"
    return "S011", f'"{tag}" is missing', "restore this file: the program writes it, and nobody edits it"


def _choice(misfit: Misfit) -> Said:
    assert isinstance(misfit.wanted, ChoiceKind)
    choices = list(misfit.wanted.values)
    wanted = misfit.given if isinstance(misfit.given, str) else ""
    hint = did_you_mean(wanted, choices) or f"choose from {', '.join(choices)}"
    return "S019", f'"{wanted}" is not allowed here', hint


def _value(misfit: Misfit) -> Said:
    given, bound, described = misfit.given, misfit.said, _description(misfit)
    match misfit.what:
        case "short":
            return "S013", "this text is empty", described
        case "long":
            assert isinstance(misfit.wanted, TextKind)
            most = misfit.wanted.text.most
            return "S019", f"this text is longer than {most} characters", "divide it" if most == LONGEST else ""
        case "few" | "many":
            least = "at least" if misfit.what == "few" else "at most"
            return "S019", f"{least} {bound} entries are wanted, there are {len(given)}", described
        case "low" | "high":
            size = "small" if misfit.what == "low" else "large"
            return "S019", f"{given} is too {size}; the bound is {bound}", described
        case "value":
            return "S019", misfit.said, ""
        case _:
            return "S019", f'"{given}" does not fit here', described


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]} … {text[-_SHOWN // 2 :]}"


def _called(given: object) -> str:
    if isinstance(given, dict):
        return "several keys" if len(given) != 1 else "a key with a value"
    return "a list" if isinstance(given, list) else "a text"


# ---------------------------------------------------------------- what the model says


def _description(misfit: Misfit) -> str:
    """Return what the docstring says of the field that stands there."""
    return descriptions(misfit.owner).get(str(misfit.path[-1]), "") if misfit.owner else ""


def _keys(kind: Kind) -> set[str]:
    return {key for model in _models(kind) for key in fields_of(model)}


def _models(kind: Kind) -> Iterator[type[Model]]:
    """Yield the models that may stand in the place of a kind."""
    if isinstance(kind, ModelKind):
        yield kind.model
    inside: Iterable[Kind] = kind.models.values() if isinstance(kind, TaggedKind | KeyedKind) else ()
    for inner in inside:
        yield from _models(inner)
