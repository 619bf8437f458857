"""CDC Clear Communication Index: 20 items on message, language, design, behaviour, numbers and risk."""

from __future__ import annotations

from hsgleaflet.check.scores import parts, text, whole
from hsgleaflet.check.scores.item import BOTH, Instrument, halved, machine, measured, presence

_CORE, _ACT, _NUMBERS, _RISK = "Core", "Behaviour", "Numbers", "Risk"

CDC = Instrument(
    "cdc",
    "CDC Index",
    "Clear Communication Index and its user guide, CDC; each item counts only if every instance is right",
    (
        machine("1", "One main message", whole.one_message, _CORE),
        machine("2", "The main message is at the top", whole.message_on_top, _CORE),
        machine("3", "The main message stands out", whole.message_stands_out, _CORE),
        measured("4", "A picture carries the main message", whole.message_shown, domain=_CORE),
        machine("5", "It asks the reader to do something", text.call_to_action, _CORE),
        measured("6", "Active voice", text.active, domain=_CORE),
        measured("7", "Words that the readers use", text.everyday_words, domain=_CORE),
        machine("8", "Lists", text.lists, _CORE),
        machine("9", "Chunks with headings", text.chunks, _CORE),
        machine("10", "What matters most comes first", whole.first_summary, _CORE),
        presence("11", "What is known and what is not", parts.uncertainty, domain=_CORE),
        machine("12", "What to do is told", text.action, _ACT),
        machine("13", "Why it matters is told", parts.reason_given, _ACT),
        machine("14", "How to do it is told", parts.how_to, _ACT),
        halved("15", "Numbers of a kind that readers know", text.familiar_numbers, domain=_NUMBERS),
        halved("16", "What numbers mean is told", text.numbers_explained, BOTH, _NUMBERS),
        halved("17", "No sums for the reader", text.no_sums, domain=_NUMBERS),
        machine("18", "What a risk would mean is told", parts.nature_of_risk, _RISK),
        machine("19", "Risks and benefits are both told", parts.risks_and_benefits, _RISK),
        machine("20", "Chances are also said in words or pictures", text.also_in_words, _RISK),
    ),
)
