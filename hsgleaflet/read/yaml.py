"""YAML: a checked file from its text.

Comes in: text, its printed name, the model it should be. Goes out: the model and its marks, or a LeafletError with
every problem of the file. It stands alone as the one way in which any author's file is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from hsgleaflet.model.base import Finding, Model
from hsgleaflet.problems import LeafletError, Location, Problem
from hsgleaflet.read.nodes import Marks, plain

M = TypeVar("M", bound=Model)


def load(text: str, file: str, model: type[M]) -> tuple[M, Marks]:
    """Return a checked file and where its values stand; raise LeafletError with all of its problems."""
    value, marks = plain(text, file, model.longest)
    if not isinstance(value, dict):
        message = "this file is empty" if value is None else "this file should hold keys with values"
        raise LeafletError([Problem(code="S013", message=message, at=Location(file, 1, 1))])
    try:
        return model.model_validate(value), marks
    except ValidationError as error:
        from hsgleaflet.read.complaints import complaints

        raise LeafletError(complaints(error, model, marks)) from None


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
