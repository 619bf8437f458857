"""IPDAS version 4, the least set: what makes a decision aid, and what makes a trustworthy one (from 1 to 4)."""

from __future__ import annotations

from hsgleaflet.check.scores import parts
from hsgleaflet.check.scores.item import Instrument, machine, presence

_Q, _C, _T = "Qualifying", "Certifying", "Certifying, for tests"
_NEXT = r"\b(?:treat\w*|offer\w*|next|another test|report|full report|tell you)\b"

IPDAS = Instrument(
    "ipdas",
    "IPDAS 4",
    "International Patient Decision Aid Standards, minimum set, Joseph-Williams et al., 2014",
    (
        presence("Q1", "The condition", parts.condition, domain=_Q),
        presence("Q2", "The decision", parts.decision, domain=_Q),
        presence("Q3", "The options", parts.options, domain=_Q),
        presence("Q4", "The good sides of each", parts.benefits, domain=_Q),
        presence("Q5", "The bad sides of each", parts.risks, domain=_Q),
        presence("Q6", "What each is like", parts.feeling, domain=_Q),
        machine("C1", "Equal detail for all sides", parts.equal_detail, _C),
        machine("C2", "Citations", parts.cited, _C),
        machine("C3", "Date", parts.dated, _C),
        machine("C4", "When it is looked at again", parts.update_policy, _C),
        machine("C5", "How sure the numbers are", parts.uncertainty, _C),
        machine("C6", "Who paid for it", parts.printed("funding", "paid for by"), _C),
        presence("T1", "What the test measures",
                 parts.told(r"\b(?:shows?|looks? (?:at|inside)|check)\b", "what-it-is", "why", "comparison",
                            what="what the test measures"), domain=_T),
        presence("T2", "What follows when something is found",
                 parts.told(_NEXT, "results", "comparison", "choices", what="the next step"), domain=_T),
        presence("T3", "What follows when nothing is found",
                 parts.told(r"\b(?:nothing (?:is )?found|clear result|normal result|no block)\b", "results",
                            "comparison", "choices", what="the next step after a clear result"), domain=_T),
        presence("T4", "How often it finds what does no harm, or is wrong",
                 parts.told(r"\b(?:can be wrong|wrongly|\d+ (?:of|in) \d+ women with(?:out)?|finds? the block in)\b",
                            "results", "comparison", what="how often it is wrong"), domain=_T),
    ),
    scale=4,
    for_kinds=("comparison",),
)  # fmt: skip
