"""Terms: hard words are explained, one thing has one name, abbreviations are spelt out.

Comes in: a leaflet with its shared passages. Goes out: terms that a reader meets without help. It stands alone because
these rules compare the texts of a whole leaflet with each other and with its glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.check.rule import Found, on_leaflet
from hsgleaflet.check.subjects import Prose, Sheet
from hsgleaflet.problems import Severity

MEDICAL = (
    "cervix", "cervical canal", "fallopian tubes?", "speculum", "hysteroscope", "biops(?:y|ies)", "endometri(?:um|al)",
    "endometriosis", "contrast medium", "dye", "catheter", "cannula", "laparoscop(?:y|e|ic)", "laparotomy",
    "perforat(?:ion|ed?)", "ha?emorrhage", "haematoma", "analgesi(?:a|cs?)", "sedation", "anticoagulants?",
    "contraindicat(?:ed|ions?)", "dysmenorrhoea", "menorrhagia", "oedema", "embol(?:us|ism)", "thrombos(?:is|es)",
    "fluoroscop(?:y|ic)", "intravenous(?:ly)?", "intrauterine", "vasovagal", "prophyla(?:xis|ctic)",
    "pelvic inflammatory disease", "adhesions?", "ectopic", "sepsis", "benign", "malignan(?:t|cy)", "lesions?",
    "ovulat(?:e|es|ion)", "menstruat(?:e|ion)", "menses", "nil by mouth", "topical", "antiemetic", "tenaculum",
    "polyps?", "hysterosalpingogra(?:m|phy)", "hydrosalpinx", "os", "uteri", "perineum", "chaperones?",
    "anaphyla(?:xis|ctic)", "ultrasonograph(?:y|er)", "saline", "distension", "resection", "ablation",
    "dilat(?:e|ation)",
    "histolog(?:y|ical)", "cytolog(?:y|ical)", "radiographers?", "ischaemi(?:a|c)", "hypertension", "hypotension",
    "nausea", "pyrexia", "syncope", "vaginitis", "dyspareunia", "luteal", "follicular",
)  # fmt: skip
"""Words that many readers do not know; the list is ours and grows."""
_MEDICAL = re.compile(rf"\b(?:{'|'.join(MEDICAL)})\b", re.IGNORECASE)
_SAME = (
    ("womb", "uterus"), ("dye", "contrast"), ("period", "menses"), ("painkiller", "analgesic"),
    ("stitches", "sutures"), ("belly", "abdomen"), ("ring", "telephone"), ("leaflet", "brochure"),
    ("neck of the womb", "cervical os"), ("scan", "sonography"), ("general anaesthetic", "GA"),
)  # fmt: skip
"""Names for the same thing: the plain one, which is kept, and another."""
KNOWN = frozenset((
    "NHS", "GP", "UK", "US", "USA", "EU", "A&E", "HIV", "AIDS", "DNA", "IVF", "PDF", "QR", "CT", "MRI", "OK", "TV",
    "ID", "SMS", "NICE", "DVLA", "BMI", "PALS", "IUD", "INR",
))  # fmt: skip
"""Abbreviations that are better known than what they stand for."""
_ABBREVIATION = re.compile(r"(?<![\w@-])[A-Z][A-Z0-9&]{1,5}s?\b(?![@-])")
BLOCK_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b")
_READ = ("paragraph", "key", "step", "item", "wording", "risk", "cell", "purpose", "caption", "answer")


def _english(sheet: Sheet) -> list[Prose]:
    """Return the texts of the full wording that are read as sentences, in their order; chosen wordings come last."""
    found = [prose for prose in sheet.read if prose.kind in _READ and not prose.wording]
    return sorted(found, key=lambda prose: prose.kind == "wording")


@on_leaflet(
    "C160", Severity.WARNING, "PEMAT", "NHS-WRITE", english=True,
    why="A word that the reader does not know stops the reader; a few words in brackets let the sentence go on.",
)  # fmt: skip
def term_is_explained(sheet: Sheet) -> Iterator[Found]:
    """A medical word is explained where it is first met: in `words:`, or by a plain word beside brackets."""
    glossary = [word.lower() for word in sheet.leaflet.words]
    met: set[str] = set()
    for prose in _english(sheet):
        for found in _MEDICAL.finditer(prose.text):
            word = found[0].lower()
            stem = word[: max(4, len(word) - 3)]
            if stem in met:
                continue
            met.add(stem)
            if any(stem in known or known in word for known in glossary) or _bracketed(prose.text, found):
                continue
            hint = "add it to `words:` with what it means, or write the plain word and this one in brackets"
            yield Found(f'"{found[0]}" is not explained', hint, at=prose.at(found.start()))


def _bracketed(text: str, found: re.Match[str]) -> bool:
    """Return whether a word is explained on the spot: in brackets itself, before brackets, or by "called"."""
    before = text[max(0, found.start() - 200) : found.start()]
    after = text[found.end() : found.end() + 9]
    opened = before.rfind("(") > before.rfind(")")
    return opened or bool(re.match(r"s? \(", after)) or bool(re.search(r"\b(?:called|means?|named)\b[^.]*$", before))


@on_leaflet(
    "C161", Severity.WARNING, "PEMAT", "house",
    why="A word that is explained but never used shows that text and glossary have drifted apart.",
)  # fmt: skip
def glossary_is_used(sheet: Sheet) -> Iterator[Found]:
    """Every word of the glossary stands in the leaflet."""
    texts = [prose.text.lower() for prose in sheet.read if prose.kind not in ("term", "meaning")]
    for word in sheet.leaflet.words:
        if not any(word.lower() in text for text in texts):
            yield Found(f'"{word}" is explained, but never used', "take it out, or use the word in the text",
                        path=("words", word), on_key=True)  # fmt: skip


@on_leaflet(
    "C162", Severity.WARNING, "MACMILLAN", "PEMAT", english=True,
    why="A reader who meets a second name looks for a second thing; a translator makes one.",
)  # fmt: skip
def one_name(sheet: Sheet) -> Iterator[Found]:
    """One thing has one name through the leaflet."""
    texts = _english(sheet)
    whole = "\n".join(prose.text for prose in texts)
    for kept, other in _SAME:
        if not re.search(rf"\b{kept}\b", whole, re.IGNORECASE):
            continue
        for prose in texts:
            found = re.search(rf"\b{other}\b(?! free)", prose.text, 0 if other.isupper() else re.IGNORECASE)
            if found and not _bracketed(prose.text, found):
                message = f'"{found[0]}" is called "{kept}" elsewhere in this leaflet'
                yield Found(message, f'write "{kept}" everywhere', at=prose.at(found.start()))
                break


@on_leaflet(
    "C163", Severity.WARNING, "NHS-FORMAT", english=True,
    why="An abbreviation is a wall for who does not know it, and many stand for several things.",
)  # fmt: skip
def abbreviation_is_spelt_out(sheet: Sheet) -> Iterator[Found]:
    """An abbreviation is spelt out where it is first met, unless everybody knows it."""
    leaflet = sheet.leaflet
    named = " ".join((leaflet.title, leaflet.medical_name or "", *(leaflet.options or {}).values(), *leaflet.words))
    met = set(KNOWN) | set(_ABBREVIATION.findall(named))
    for prose in _english(sheet):
        for found in _ABBREVIATION.finditer(prose.text):
            short = found[0].removesuffix("s")
            spelt = _bracketed(prose.text, found)
            if short not in met and not spelt and not BLOCK_CAPITALS.search(prose.text):
                yield Found(f'"{found[0]}" is not spelt out', "write it in full at first, the letters in brackets",
                            at=prose.at(found.start()))  # fmt: skip
            met.add(short)
