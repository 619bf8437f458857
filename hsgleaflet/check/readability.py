"""Readability: how hard a leaflet reads, by one method that is written down and never changes by itself.

Comes in: a Document, a syllable counter, the names that a leaflet cannot do without. Goes out: a report: formulas,
lengths, the worst places. It stands alone because formulas disagree by up to 5 school years on the same text: a figure
is worth something only against another figure of the same method, hence the ratchet.

1. `prose` says which text is measured, and that headings and entries end like sentences.
2. It is measured twice: as it stands, and without the long words of names that are declared (title, medical name,
   glossary, what is compared).
3. Under 100 words there is no figure; under 30 sentences it is indicative, as SMOG was made for 30.
4. English has SMOG, Flesch-Kincaid and Coleman-Liau, Spanish has INFLESZ. For other languages no formula has been shown
   to hold for patient texts: none is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from msgspec import Struct

from hsgleaflet.check.passive import is_passive
from hsgleaflet.check.prose import Sentence, sentences
from hsgleaflet.check.syllables import LONG, Counter
from hsgleaflet.model.document import Document
from hsgleaflet.model.leaflet import LeafletFile
from hsgleaflet.problems import Location, Problem, Severity

FEWEST_WORDS, FEWEST_SENTENCES = 100, 30
LONGEST_SENTENCE, WORST = 20, 20
_UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
_ADULTS = ((10, 93), (12, 76), (14, 51), (17, 22))
"""Share of UK adults who can read a text below a SMOG age, as the NHS gives it."""


class Figures(Struct, frozen=True):
    """What is counted in a text, and what the formulas make of it."""

    words: int
    sentences: int
    syllables: int
    letters: int
    long_words: int

    @property
    def mean_sentence(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences

    @property
    def long_per_10(self) -> float:
        """Long words in 10 sentences."""
        return 10 * self.long_words / self.sentences

    @property
    def smog_us(self) -> float:
        """SMOG as a school grade of the United States."""
        return 3.1291 + 1.043 * sqrt(30 * self.long_words / self.sentences)

    @property
    def smog_uk(self) -> float:
        """SMOG as a reading age, as the NHS counts."""
        return 8 + sqrt(30 * self.long_words / self.sentences)

    @property
    def flesch_kincaid(self) -> float:
        """Flesch-Kincaid grade."""
        return 0.39 * self.mean_sentence + 11.8 * self.syllables / self.words - 15.59

    @property
    def coleman_liau(self) -> float:
        """Coleman-Liau grade."""
        return (5.88 * self.letters - 29.6 * self.sentences) / self.words - 15.8

    @property
    def inflesz(self) -> float:
        """INFLESZ (Szigriszt) of a Spanish text: 55 is normal, 65 fairly easy, 80 very easy."""
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences

    @property
    def adults(self) -> int:
        """UK adults in 100 who can read it, by the band of its SMOG age; 0 when fewer than the NHS gives."""
        return next((share for age, share in _ADULTS if self.smog_uk < age), 0)


class Place(Struct, frozen=True):
    """A sentence that reads hard, and why."""

    at: Location | None
    text: str
    words: int
    long_words: tuple[str, ...]


class Report(Struct, frozen=True):
    """How a leaflet reads; `formula` is "english", "inflesz" or "" where none is validated."""

    lang: str
    formula: str
    raw: Figures | None
    """As it stands; None below 100 words."""
    named: Figures | None
    """Without the long words of declared names."""
    indicative: bool
    """Whether it has too few sentences for a firm figure."""
    names: tuple[str, ...]
    """The names that were taken out."""
    longest: int
    """Words of the longest sentence."""
    mean_whole: float
    """Words in a sentence that ends with a stop of its own: headings and entries left out."""
    passive: float | None
    """Passive sentences in 100 that end with a stop of their own; None in other languages than English."""
    worst: tuple[Place, ...]

    @property
    def approved(self) -> dict[str, float]:
        """What an approval keeps of it, for the ratchet; nothing in a language without a formula."""
        if self.named is None or not self.formula:
            return {}
        if self.formula == "inflesz":
            return {"inflesz": round(self.named.inflesz, 1)}
        return {"smog_us": round(self.named.smog_us, 1)}


def report(document: Document, count: Counter, names: Iterable[str] = ()) -> Report:
    """Return how a document reads; `count` is the syllable counter of its language."""
    return measured(sentences(document), document.lang, count, names)


def measured(found: Sequence[Sentence], lang: str, count: Counter, names: Iterable[str] = ()) -> Report:
    """Return how sentences read."""
    language = lang.partition("-")[0]
    spaced = language not in _UNSPACED
    formula = {"en": "english", "es": "inflesz"}.get(language, "")
    declared = {word for name in names for word in _long_in(name, count)} if formula else set()
    enough = spaced and sum(len(sentence.words) for sentence in found) >= FEWEST_WORDS
    whole = [sentence for sentence in found if sentence.whole]
    return Report(
        lang=lang,
        formula=formula,
        raw=_figures(found, count, set()) if enough else None,
        named=_figures(found, count, declared) if enough else None,
        indicative=len(found) < FEWEST_SENTENCES,
        names=tuple(sorted(declared)),
        longest=max((len(sentence.words) for sentence in found), default=0) if spaced else 0,
        mean_whole=sum(len(sentence.words) for sentence in whole) / len(whole) if whole and spaced else 0.0,
        passive=_passive_share(whole) if language == "en" else None,
        worst=_worst(found, count, declared, has_long=formula == "english") if spaced else (),
    )


def names_of(leaflet: LeafletFile) -> tuple[str, ...]:
    """Return the names that a leaflet declares: what it is about, and the words that it explains."""
    return (leaflet.title, leaflet.medical_name or "", *leaflet.words, *(leaflet.options or {}).values())


def _long_in(name: str, count: Counter) -> set[str]:
    """Return the long words of a name."""
    return {word.lower() for word in re.findall(r"[^\W\d_]+", name) if count(word) >= LONG}


def _is_name(word: str, names: set[str]) -> bool:
    low = word.lower()
    return low in names or low.removesuffix("s") in names or re.sub("ies$", "y", low) in names


def _figures(found: Sequence[Sentence], count: Counter, left_out: set[str]) -> Figures | None:
    kept = [[word for word in sentence.words if not _is_name(word, left_out)] for sentence in found]
    words = [word for sentence in kept for word in sentence]
    if not words:
        return None
    syllables = [count(word) for word in words]
    return Figures(
        words=len(words), sentences=sum(map(bool, kept)), syllables=sum(syllables),
        letters=sum(char.isalnum() for word in words for char in word),
        long_words=sum(one >= LONG for one in syllables),
    )  # fmt: skip


def _passive_share(found: Sequence[Sentence]) -> float | None:
    return 100 * sum(is_passive(sentence.words) for sentence in found) / len(found) if found else None


def _worst(found: Sequence[Sentence], count: Counter, left_out: set[str], *, has_long: bool) -> tuple[Place, ...]:
    """Return the hardest sentences, hardest first: those too long or with long words in them."""
    places = []
    for sentence in found:
        heavy = [word for word in sentence.words if not _is_name(word, left_out) and count(word) >= LONG]
        places.append(Place(sentence.at, sentence.text, len(sentence.words), tuple(heavy) if has_long else ()))
    hard = [place for place in places if place.long_words or place.words > LONGEST_SENTENCE]
    return tuple(sorted(hard, key=lambda place: -_weight(place))[:WORST])


def _weight(place: Place) -> float:
    """Return how hard a sentence is: its long words, and its words beyond 15 at 5 for one of these."""
    return len(place.long_words) + max(0, place.words - 15) / 5


# ---------------------------------------------------------------- the ratchet

GRADE_ALLOWED, INFLESZ_ALLOWED = 0.5, 5.0
"""How much harder a new version may read without a note."""


def ratchet(now: Report, approved: Mapping[str, float], note: str, at: Location | None) -> tuple[Problem, ...]:
    """Return a problem when a leaflet reads harder than its last approved version; with a note it only informs."""
    current = now.approved
    allowed = {"smog_us": GRADE_ALLOWED, "inflesz": INFLESZ_ALLOWED}
    for name, most in allowed.items():
        if name not in current or name not in approved:
            continue
        harder = (current[name] - approved[name]) * (-1 if name == "inflesz" else 1)
        if harder > most + 1e-9:
            said = f"{'SMOG grade' if name == 'smog_us' else 'INFLESZ'} {current[name]:g}, approved {approved[name]:g}"
            message = f"this version reads harder than the last approved one ({said})"
            hint = f"reason given: {note}" if note else "use shorter words and sentences, or say why in reading_note:"
            severity = Severity.INFO if note else Severity.ERROR
            return (Problem(code="C070", message=message, severity=severity, at=at, hint=hint),)
    return ()
