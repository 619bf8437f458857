"""EQIP-36: content, identification and structure of leaflets on hospital procedures."""

from __future__ import annotations

from hsgleaflet.check.scores import parts, text, whole
from hsgleaflet.check.scores.item import BOTH, CLINICIAN, Instrument, halved, machine, measured, people, presence

_CONTENT, _WHO, _FORM = "Content", "Identification", "Structure"

_CHOSEN = "it is handed over after the procedure, when nothing is left to choose"
_PAST = {
    "5": _CHOSEN,
    "6": "it is handed over after the procedure, whose steps are over",
    "7": _CHOSEN,
    "8": _CHOSEN,
    "31": "the benefits that risks would be balanced with do not apply (7 and 8)",
}
"""What a sheet for the days after cannot be asked: EQIP answers yes, partly, no or "does not apply"."""

EQIP = Instrument(
    "eqip-36",
    "EQIP-36",
    "Expanded Ensuring Quality Information for Patients scale, 2008",
    (
        machine("1", "Says at the start what it covers", whole.covers_announced, _CONTENT),
        machine("2", "Covers what it announced", whole.covers_kept, _CONTENT),
        presence("3", "The medical problem", parts.condition, domain=_CONTENT),
        presence("4", "What the procedure is for", parts.purpose, domain=_CONTENT),
        presence("5", "Other choices, none among them", parts.choices, domain=_CONTENT),
        presence("6", "What happens, in order", parts.sequence, domain=_CONTENT),
        machine("7", "Benefits in words", parts.benefits, _CONTENT),
        machine("8", "Benefits in numbers", parts.benefits_counted, _CONTENT),
        machine("9", "Risks in words", parts.risks, _CONTENT),
        machine("10", "Risks in numbers", parts.risks_counted, _CONTENT),
        machine("11", "Everyday life afterwards", parts.life, _CONTENT),
        machine("12", "What is done when something goes wrong", parts.handled, _CONTENT),
        machine("13", "What the reader can do to be safe", parts.precautions, _CONTENT),
        machine("14", "Alarm signs", parts.alarm_signs, _CONTENT),
        machine("15", "Cost and insurance", parts.cost, _CONTENT),
        machine("16", "How to reach the hospital", parts.contacts, _CONTENT),
        machine("17", "Other reliable sources", parts.other_sources, _CONTENT),
        people("18", "Nothing that matters is missing", BOTH, domain=_CONTENT),
        machine("19", "Date", parts.dated, _WHO),
        machine("20", "Logo of the publisher", whole.logo, _WHO),
        machine("21", "Who wrote it", parts.printed("owner", "looked after by"), _WHO),
        machine("22", "Who paid for it", parts.printed("funding", "paid for by"), _WHO),
        machine("23", "The evidence", parts.bibliography, _WHO),
        machine("24", "Whether patients took part", parts.printed("patient_involvement", "patients took part"), _WHO),
        measured("25", "Everyday words", text.everyday_words, domain=_FORM),
        machine("26", "Generic names of medicines", text.generic_names, _FORM),
        machine("27", "Sentences of fewer than 15 words", text.short_sentences, _FORM),
        machine("28", "Speaks to the reader", text.speaks_to_reader, _FORM),
        people("29", "A respectful tone", ("lay",), domain=_FORM),
        measured("30", "Clear, without contradiction", text.no_contradiction, BOTH, _FORM),
        measured("31", "Benefits and risks are balanced", text.balanced, CLINICIAN, _FORM),
        machine("32", "A logical order", whole.logical_order, _FORM),
        halved("33", "Good design and layout", whole.design, domain=_FORM),
        halved("34", "Clear, relevant pictures", whole.figures_clear, domain=_FORM),
        machine("35", "Room for notes", parts.notes, _FORM),
        machine("36", "A consent form, where one is wanted", parts.consent, _FORM),
    ),
    halves=True,
    past=_PAST,
)
