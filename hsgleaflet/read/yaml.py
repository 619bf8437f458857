"""YAML: a checked file from its text.

Comes in: text, its printed name, the model it should be. Goes out: the model and its marks, or a LeafletError with
every problem of the file. It stands alone as the one way in which any author's file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from hsgleaflet.model.base import Finding, Model
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.fit import fit
from hsgleaflet.read.nodes import Marks, Plain, plain

M = TypeVar("M", bound=Model)


def load(text: str, file: str, model: type[M]) -> tuple[M, Marks]:
    """Return a checked file and where its values stand; raise LeafletError with all of its problems."""
    value, marks = plain(text, file, model.longest)
    if not isinstance(value, dict):
        message = "this file is empty" if value is None else "this file should hold keys with values"
        raise LeafletError([Problem(code="S013", message=message, at=Location(file, 1, 1))])
    return _fitted(value, model, marks), marks


def joined(files: Sequence[tuple[str, str]], model: type[M]) -> M:
    """Return what files make together, given as texts with their printed names, each laid over those before it.

    Maps are joined, everything else is replaced. Raises LeafletError at the places of the last where that does not fit.
    """
    value: Plain = None
    for text, file in files:
        above, marks = plain(text, file, model.longest)
        value = _over(value, above)
    return _fitted(value, model, marks)


def _over(below: Plain, above: Plain) -> Plain:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {name: _over(below.get(name), value) for name, value in above.items()}


def _fitted(value: object, model: type[M], marks: Marks) -> M:
    found, misfits = fit(value, model)
    if found is None:
        from hsgleaflet.read.complaints import complaints

        raise LeafletError(complaints(misfits, marks))
    return found


def problems(findings: Iterable[Finding], marks: Marks) -> list[Problem]:
    """Return findings of the model as problems at their place."""
    return [
        Problem(
            code=finding.code,
            message=finding.message,
            at=marks.at(finding.path, on_key=finding.on_key),
            hint=finding.hint,
        )
        for finding in findings
    ]
