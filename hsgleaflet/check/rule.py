"""Rules: what a rule is, what it may look at, and what it finds.

Goes out: `Rule`, made from a function by one of the `on_...` decorators, and `Found`, one breach of it. It stands alone
so that a rule is one small function with a code, a severity, its standard and its reason beside it.

Why decorators: the function's docstring is the rule in one sentence, as `check --explain` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct

from hsgleaflet.check.subjects import Paper, Prose, Sheet
from hsgleaflet.model.base import Path
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.problems import Location, Severity


class Look(StrEnum):
    """What a rule looks at."""

    TEXT = "each text that an author wrote"
    FILE = "each file of wording"
    LEAFLET = "the leaflet as a whole"
    CLINIC = "the clinic's file"
    DOCUMENT = "what the reader will read"
    PAPER = "the pages"
    BUILD = "every build: the leaflet is not made while it is broken"


class Found(Struct, frozen=True):
    """One breach of a rule: what is wrong, what to do, and where.

    The place is a `span` of a text, a `path` in a file, or a place that is already known (`at`). `new` is what a safe
    mending puts in place of the span.
    """

    message: str
    hint: str = ""
    span: tuple[int, int] | None = None
    path: Path = ()
    on_key: bool = False
    at: Location | None = None
    node: str | None = None
    new: str | None = None


class Rule(Struct, frozen=True):
    """One rule: its code, what it says, why, by which standards, and how it is looked for.

    A `safety` rule keeps its severity in every clinic; an `english` one looks at English words only; one that `mends`
    can be set right by the program without a change of meaning.
    """

    code: str
    look: Look
    severity: Severity
    says: str
    why: str
    standards: tuple[str, ...]
    safety: bool = False
    mends: bool = False
    english: bool = False
    find: Callable[..., Iterator[Found]] | None = None


def _decorator(look: Look, subject: type) -> Callable[..., Callable[..., Rule]]:
    """Return what makes rules of functions that look at one kind of subject."""

    def decorate(
        code: str,
        severity: Severity,
        *standards: str,
        why: str,
        safety: bool = False,
        mends: bool = False,
        english: bool = False,
    ) -> Callable[[Callable[..., Iterator[Found]]], Rule]:
        def made(find: Callable[..., Iterator[Found]]) -> Rule:
            says = " ".join((find.__doc__ or "").split())
            return Rule(code, look, severity, says, why, standards, safety, mends, english, find)

        return made

    decorate.__doc__ = f"Make a rule of a function that takes a {subject.__name__}."
    return decorate


on_text = _decorator(Look.TEXT, Prose)
on_file = _decorator(Look.FILE, Sheet)
on_leaflet = _decorator(Look.LEAFLET, Sheet)
on_clinic = _decorator(Look.CLINIC, ClinicFile)
on_document = _decorator(Look.DOCUMENT, Paper)
on_paper = _decorator(Look.PAPER, Paper)


def rules_of(module: object) -> tuple[Rule, ...]:
    """Return the rules of a module in their order."""
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))
