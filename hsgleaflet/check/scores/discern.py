"""DISCERN: 15 items and one overall, on information about choices; people answer from 1 to 5."""

from __future__ import annotations

from hsgleaflet.check.scores import parts
from hsgleaflet.check.scores.item import BOTH, Instrument, machine, people, presence

DISCERN = Instrument(
    "discern",
    "DISCERN",
    "Quality criteria for information on treatment choices, Charnock et al., 1999",
    (
        machine("1", "Its aims are clear", parts.purpose),
        people("2", "It does what it aims at"),
        people("3", "It is relevant"),
        machine("4", "Its sources are told", parts.cited),
        machine("5", "Its date is told", parts.dated),
        people("6", "It is balanced"),
        machine("7", "More help is named", parts.contacts),
        presence("8", "It says what is not known", parts.uncertainty),
        presence("9", "How it works", parts.sequence),
        presence("10", "Benefits", parts.benefits),
        presence("11", "Risks", parts.risks),
        presence("12", "What happens without it", parts.without),
        presence("13", "Everyday life", parts.life, BOTH),
        presence("14", "There is more than one choice", parts.choices),
        presence("15", "It helps to decide together", parts.shared_decision, BOTH),
        people("16", "Overall"),
    ),
    scale=5,
    for_kinds=("test", "operation", "comparison"),
)
