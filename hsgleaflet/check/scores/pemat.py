"""PEMAT-P: can a reader understand it, and act on it? 17 and 7 items, for printed material."""

from __future__ import annotations

from hsgleaflet.check.scores import parts, text, whole
from hsgleaflet.check.scores.item import BOTH, Instrument, halved, machine, measured, people

_U, _A = "Understandability", "Actionability"

PEMAT = Instrument(
    "pemat-p",
    "PEMAT-P",
    "Patient Education Materials Assessment Tool for printed materials, AHRQ, 2013",
    (
        machine("1", "Its purpose is plain", parts.purpose, _U),
        measured("2", "Nothing distracts from the purpose", text.nothing_distracting, domain=_U),
        measured("3", "Common, everyday words", text.everyday_words, domain=_U),
        machine("4", "Medical terms are few, and explained", text.terms_explained, _U),
        measured("5", "Active voice", text.active, domain=_U),
        machine("6", "Numbers are clear", text.clear_numbers, _U),
        measured("7", "No sums for the reader", text.no_sums, domain=_U),
        machine("8", "Short chunks", text.chunks, _U),
        halved("9", "Headings tell what follows", text.headings, domain=_U),
        machine("10", "A logical order", whole.logical_order, _U),
        machine("11", "A summary", whole.summary, _U),
        machine("12", "Visual cues for what matters", whole.cues, _U),
        measured("15", "Pictures where they help", whole.pictures_help, BOTH, _U),
        people("16", "Pictures say the same as the words", domain=_U),
        machine("17", "Pictures have captions", whole.captions, _U),
        measured("18", "Pictures are clear", whole.pictures_clear, domain=_U),
        machine("19", "Tables are simple", whole.tables_simple, _U),
        machine("20", "At least one thing to do", text.action, _A),
        halved("21", "What to do is said to the reader", text.speaks_to_reader, domain=_A),
        machine("22", "What to do comes in small steps", text.small_steps, _A),
        machine("23", "Something to use: checklist, questions, diary", whole.tool, _A),
        people("24", "Sums are explained, if there are any", ("lay",), text.sums_explained, _A),
        machine("25", "How to read charts is told", whole.charts_explained, _A),
        measured("26", "Pictures where they help to act", whole.pictures_of_actions, domain=_A),
    ),
)
