"""Where mutants register themselves, and how one is applied to a file.

In: the bytes of a PDF and a Mutation. Out: the bytes of the same PDF with one thing wrong. It stands alone
so that the modules with mutants hold nothing else.
"""

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pikepdf

Mutation = Callable[[pikepdf.Pdf], None]


class Unseen(NamedTuple):
    """A fault that veraPDF lets pass, and why."""

    mutate: Mutation
    reason: str


MUTANTS: dict[str, Mutation] = {}
CAUGHT_BY: dict[str, str] = {}
UNSEEN: dict[str, Unseen] = {}


def caught_by(rule: str) -> Callable[[Mutation], Mutation]:
    """Register a mutant under its function's name; `rule` is written as in conformance_rules."""

    def register(mutate: Mutation) -> Mutation:
        MUTANTS[mutate.__name__] = mutate
        CAUGHT_BY[mutate.__name__] = rule
        return mutate

    return register


def unseen(reason: str) -> Callable[[Mutation], Mutation]:
    """Register a fault that veraPDF does not notice."""

    def register(mutate: Mutation) -> Mutation:
        UNSEEN[mutate.__name__] = Unseen(mutate, reason)
        return mutate

    return register


def mutated(data: bytes, mutate: Mutation) -> bytes:
    """The file with one fault; LookupError if it has nothing that the fault could befall."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        mutate(pdf)
        # pikepdf would else repair the metadata on its own, and with it the fault
        pdf.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()
