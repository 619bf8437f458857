"""Single faults to put into a good tagged PDF, to show that some check would notice each.

In: an open PDF that passes PDF/UA-1 and PDF/A-2a. Out: the same PDF with one thing wrong, or LookupError if
it has no such thing (no table, no link). MUTANTS are caught by veraPDF, in our test file by the rule in
CAUGHT_BY; UNSEEN pass veraPDF and are left to our own checks. They stand alone because they must work on
any leaflet.
"""

from tests.mutants import document, page, unseen_by_verapdf
from tests.mutants.registry import CAUGHT_BY, MUTANTS, UNSEEN, Mutation, Unseen, mutated

__all__ = [
    "CAUGHT_BY",
    "MUTANTS",
    "UNSEEN",
    "Mutation",
    "Unseen",
    "document",
    "mutated",
    "page",
    "unseen_by_verapdf",
]
