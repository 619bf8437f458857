"""Wording: sentences that a tired or frightened reader takes in at once.

Comes in: texts. Goes out: contractions, long sentences, hard or idle words, doses. It stands alone because these rules
look at one text at a time and know nothing of the leaflet around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.check.rule import Found, on_text
from hsgleaflet.check.subjects import Prose, count_words
from hsgleaflet.problems import Severity

LONG, TOO_LONG = 20, 25
"""Words of a sentence that is long, and of one that is too long."""
_STEMS = {"can": "cannot", "wo": "will not", "sha": "shall not", "ain": "are not"}
_NOT = re.compile(r"\b([a-z]+?)(n)['’]t\b", re.IGNORECASE)
_ASKED = re.compile(r" (?:I|you|we|they|he|she|it|there)\b")
_PLAINER = {
    "prior to": "before", "in order to": "to", "due to the fact that": "because", "in the event that": "if",
    "with regard to": "about", "regarding": "about", "approximately": "about", "utilise": "use", "utilised": "used",
    "utilising": "using", "commence": "start", "commences": "starts", "commenced": "started", "whilst": "while",
    "upon": "on", "subsequently": "later", "additionally": "also", "sufficient": "enough", "purchase": "buy",
    "on a daily basis": "every day", "at this point in time": "now", "the majority of": "most", "ascertain": "find out",
    "endeavour to": "try to", "refrain from": "do not", "notify": "tell", "inform us": "tell us",
}  # fmt: skip
"""Words that have a plainer one of just the same meaning."""
_NOT_ALIKE = ("refrain from", "the majority of", "notify", "purchase", "upon", "regarding")
"""Those whose plainer word needs the sentence changed around it, so that a person must do it."""
_PLAIN = re.compile(rf"\b(?:{'|'.join(sorted(_PLAINER, key=len, reverse=True))})\b", re.IGNORECASE)
_HARDER = {
    "administer(?:ed)?": "give", "facilitate": "help", "assist(?:ance)?": "help", "attempt": "try",
    "demonstrate[sd]?": "show", "discontinue": "stop", "experience any": "have", "obtain(?:ed)?": "get",
    "require[sd]?": "need", "terminate": "end", "component": "part", "modification": "change",
    "consequently": "so", "furthermore": "also", "nevertheless": "but", "comprises?": "is made of",
    "ensure": "make sure", "attend your appointment": "come to your appointment", "ambulate": "walk", "cease": "stop",
    "deteriorate[sd]?": "get worse", "elevated": "high", "frequently": "often", "persist(?:s|ent)?": "last",
    "monitor(?:ed)?": "check", "evaluate[sd]?": "check", "optimum|optimal": "best", "physician": "doctor",
    "urinate|pass urine|void": "pee", "prescribed medication": "medicine", "medication": "medicine",
}  # fmt: skip
_HARD = re.compile("|".join(rf"\b(?P<w{n}>{word})\b" for n, word in enumerate(_HARDER)), re.IGNORECASE)
_IDIOMS = re.compile(
    r"\b(?:at the end of the day|in a nutshell|rule of thumb|bear(?:ing)? in mind|keep an eye on|on the mend"
    r"|touch base|(?:feel|feeling) under the weather|a piece of cake|by and large|over the moon|peace of mind"
    r"|last resort|the gold standard|gold-standard|back on your feet|ring a bell|hard to swallow|in the long run"
    r"|out of the blue|butterflies in your|nothing to worry about|a breeze)\b",
    re.IGNORECASE,
)
_ABOUT_PATIENTS = re.compile(r"\b(?:the )?patients? (?:should|must|may|can|need|will|is|are|has|have)\b", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(?:world-class|world class|state[- ]of[- ]the[- ]art|cutting[- ]edge|leading experts?|excellent|outstanding"
    r"|best possible care|painless|pain-free|risk[- ]free|(?:completely|perfectly|totally|entirely|100%) safe"
    r"|no risks?(?! (?:is|are) known)|guarantee[sd]?|miracle|breakthrough)\b",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|micrograms?|milligrams?|IU)\b"
    r"|\b(?:\d+|one|two)(?: or \w+)? (?:tablets?|capsules?|pills?|puffs?|drops|teaspoons?|suppositor(?:y|ies))\b",
    re.IGNORECASE,
)
_BRANDS = {
    "nurofen": "ibuprofen", "brufen": "ibuprofen", "advil": "ibuprofen", "panadol": "paracetamol",
    "calpol": "paracetamol", "tylenol": "paracetamol", "voltarol": "diclofenac", "ponstan": "mefenamic acid",
    "buscopan": "hyoscine butylbromide", "glucophage": "metformin", "penthrox": "methoxyflurane",
    "entonox": "gas and air", "plavix": "clopidogrel", "eliquis": "apixaban", "xarelto": "rivaroxaban",
    "pradaxa": "dabigatran", "lixiana": "edoxaban", "coumadin": "warfarin", "marevan": "warfarin",
    "clexane": "enoxaparin", "fragmin": "dalteparin", "lipiodol": "ethiodised oil", "augmentin": "co-amoxiclav",
    "flagyl": "metronidazole", "zithromax": "azithromycin", "vibramycin": "doxycycline", "valium": "diazepam",
    "xanax": "alprazolam", "emla": "lidocaine and prilocaine", "instillagel": "lidocaine gel", "cytotec": "misoprostol",
    "clomid": "clomifene", "depo-provera": "medroxyprogesterone", "canesten": "clotrimazole", "aspro": "aspirin",
}  # fmt: skip
_BRAND = re.compile(rf"\b(?:{'|'.join(_BRANDS)})\b", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"\b(?:TODO|TBC|TBA|FIXME|XXX+|lorem ipsum)\b|\?\?\?"
    r"|^(?:say|name|write) (?:what|when|in one|each|the post|to do)\b",
    re.IGNORECASE,
)
_RUNNING = ("paragraph", "key", "step", "item", "wording", "risk", "cell", "answer", "idea", "caption")
"""Kinds of text that are read as sentences."""


@on_text(
    "C140", Severity.ERROR, "NHS-FORMAT", english=True, mends=True,
    why="Readers who skim miss the n't, and then read the opposite of what was meant.",
)  # fmt: skip
def no_negative_contraction(prose: Prose) -> Iterator[Found]:
    """Not is written out: cannot, do not; never can't or don't."""
    for found in _NOT.finditer(prose.text):
        stem = found[1].lower()
        full = _STEMS.get(stem if stem in _STEMS else f"{stem}n", "") or f"{found[1]} not"
        if found[0][:1].isupper():
            full = full[:1].upper() + full[1:]
        asked = _ASKED.match(prose.text, found.end())
        yield Found(f'"{found[0]}" hides its not', f'write "{full}"', found.span(), new=None if asked else full)


@on_text(
    "C141", Severity.WARNING, "NHS-WRITE", "EQIP36", english=True,
    why="Understanding falls with every word after the 20th.",
)  # fmt: skip
def long_sentence(prose: Prose) -> Iterator[Found]:
    """A sentence has at most 20 words."""
    yield from _longer(prose, LONG, TOO_LONG)


@on_text(
    "C142", Severity.ERROR, "NHS-WRITE", "EQIP36", "house", english=True,
    why="A sentence of more than 25 words is lost on most readers before it ends.",
)  # fmt: skip
def too_long_sentence(prose: Prose) -> Iterator[Found]:
    """No sentence has more than 25 words."""
    yield from _longer(prose, TOO_LONG, 10_000)


def _longer(prose: Prose, least: int, most: int) -> Iterator[Found]:
    if prose.kind not in _RUNNING:
        return
    for start, end in prose.sentences:
        words = count_words(prose.text[start:end])
        if least < words <= most:
            yield Found(f"this sentence has {words} words", f"make two of it; at most {LONG} words", (start, end))


@on_text(
    "C143", Severity.WARNING, "NHS-WRITE", "PEMAT", english=True, mends=True,
    why="The shorter word is known to more people, and nothing is lost.",
)  # fmt: skip
def plainer_word(prose: Prose) -> Iterator[Found]:
    """Where two words mean the same, the plain one is taken: before, not prior to."""
    for found in _PLAIN.finditer(prose.text) if prose.kind != "about" else ():
        new = _PLAINER[found[0].lower()]
        shown = new[:1].upper() + new[1:] if found[0][:1].isupper() else new
        safe = found[0].lower() not in _NOT_ALIKE
        yield Found(f'"{found[0]}" has a plainer word', f'write "{new}"', found.span(), new=shown if safe else None)


@on_text(
    "C144", Severity.WARNING, "NHS-WRITE", "PEMAT", english=True,
    why="Words that are long or seldom heard cost the reader the rest of the sentence.",
)  # fmt: skip
def hard_word(prose: Prose) -> Iterator[Found]:
    """Everyday words are used: need, not require."""
    for found in _HARD.finditer(prose.text) if prose.kind not in ("about", "term") else ():
        plain = list(_HARDER.values())[int(str(found.lastgroup)[1:])]
        yield Found(f'"{found[0]}" is hard for many readers', f'try "{plain}"', found.span())


@on_text(
    "C145", Severity.WARNING, "NHS-WRITE", "NHS-FORMAT", english=True,
    why="Pictures in words are taken at their word by people who learned English late, and by translators.",
)  # fmt: skip
def no_idiom(prose: Prose) -> Iterator[Found]:
    """Nothing is said in a figure of speech."""
    for found in _IDIOMS.finditer(prose.text):
        yield Found(f'"{found[0]}" is a figure of speech', "say what is meant", found.span())


@on_text(
    "C146", Severity.WARNING, "PEMAT", "EQIP36", english=True,
    why="People act on what is said to them, less on what is said of patients.",
)  # fmt: skip
def speaks_to_reader(prose: Prose) -> Iterator[Found]:
    """The leaflet says "you", not "patients should"."""
    for found in _ABOUT_PATIENTS.finditer(prose.text) if prose.kind in _RUNNING else ():
        yield Found(f'"{found[0]}" speaks of the reader, not to the reader', 'write "you"', found.span())


@on_text(
    "C147", Severity.WARNING, "PEMAT", "EQIP36", english=True,
    why="Praise and promises make a leaflet an advertisement, and no test is free of risk.",
)  # fmt: skip
def no_praise(prose: Prose) -> Iterator[Found]:
    """Nothing is praised, promised or called free of risk."""
    for found in _PRAISE.finditer(prose.text):
        yield Found(f'"{found[0]}" promises or praises', "say what is known, with its number", found.span())


@on_text(
    "C148", Severity.ERROR, "EQIP36", "house", english=True, safety=True,
    why="A dose that is right for most harms someone; it belongs to the packet, the prescription or the clinic.",
)  # fmt: skip
def no_dose(prose: Prose) -> Iterator[Found]:
    """No dose of a medicine stands in a leaflet, except in a wording that a clinic chooses."""
    if prose.kind in ("wording", "answer"):
        return
    for found in _DOSE.finditer(prose.text):
        hint = "leave the dose to the packet, or make it a choice under `asks:` that each clinic answers"
        yield Found(f'"{found[0]}" is a dose', hint, found.span())


@on_text(
    "C149", Severity.ERROR, "EQIP36", english=True,
    why="One medicine has many brands: who knows only the brand may take it twice, or not know that it is meant.",
)  # fmt: skip
def generic_name(prose: Prose) -> Iterator[Found]:
    """A medicine is called by its generic name; a brand stands at most in brackets behind it."""
    for found in _BRAND.finditer(prose.text):
        name = _BRANDS[found[0].lower()]
        if name not in prose.text.lower():
            yield Found(f'"{found[0]}" is a brand', f'write "{name}"; the brand may stand in brackets', found.span())


@on_text(
    "C150", Severity.WARNING, "NHS-FORMAT", "house", english=True,
    why="A note to oneself in a printed leaflet shows that nobody read it.",
)  # fmt: skip
def nothing_unfinished(prose: Prose) -> Iterator[Found]:
    """No text is a note to its writer or left from the template."""
    for found in _UNFINISHED.finditer(prose.text) if prose.kind != "about" else ():
        yield Found(f'"{found[0]}" is a note to the writer', "write what the reader should read", found.span())
