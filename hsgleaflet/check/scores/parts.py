"""Parts: whether what an instrument asks for is there: benefits, risks, choices, help, who made it and when.

Comes in: a Subject. Goes out: what was seen. It stands alone because several instruments ask for the same thing.
"""

from __future__ import annotations

import re

from hsgleaflet.check.scores.item import Look, Seen, na, no, partly, yes
from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.check.scores.terms import COST, FREE_CARE, LIFE, NOT_KNOWN, NOTHING, REASONS
from hsgleaflet.model.document import Blank, Paragraph, Table, plain, walk

_WHAT, _CHOICES = ("what-it-is", "why"), ("alternatives", "choices", "without", "comparison")
_COUNTED = re.compile(r"\b\d[\d,]*(?: to \d[\d,]*)? (?:in|of|out of) (?:100|1,000|10,000|100,000)\b")
_GOOD = re.compile(r"\b(?:find|treat|benefit|help)", re.IGNORECASE)
_BAD = re.compile(r"\b(?:wrong|risk|harm)", re.IGNORECASE)
_DONE = re.compile(r"\b(?:X-ray|camera|scan|operation)\b")
_ADVICE = re.compile(r"\bto (?:lower|avoid|prevent|help)\b")
_NEED = re.compile(r"\bneed (?:treatment|antibiotics|an operation|to stay)\b")
_FEEL = re.compile(r"\b(?:pain|cramp|hurt|feel)", re.IGNORECASE)


# ---------------------------------------------------------------- what it is


def purpose(subject: Subject) -> Seen:
    """Look for the purpose, short and at the top of the first page."""
    place, words = subject.place("purpose"), len(subject.leaflet.purpose.split())
    if place is None or place[0] or place[1] > 1 / 3:
        return no("the purpose is not at the top of page 1")
    if words > 25:
        return no(f"the purpose has {words} words, more than 25")
    return yes(f"{words} words at the top of page 1")


def condition(subject: Subject) -> Seen:
    """Look for why somebody would need it."""
    if subject.is_aftercare:
        said = _DONE.search(subject.leaflet.purpose)
        return yes(f'what was done: "{said[0]}"') if said else no("what was done is not told")
    said = re.search(r"\b(?:reasons?|because|helps? to find|if .{3,60} (?:not|may|can))\b", subject.text(*_WHAT), re.I)
    return yes(f'"{said[0]}"') if said else no("no reason for having it is given")


def sequence(subject: Subject) -> Seen:
    """Look for numbered steps of what happens."""
    steps = [found for found in subject.steps if found in tuple(walk(subject.part("on-the-day", "how-long")))]
    if steps:
        return yes(f"{sum(len(found.items) for found in steps)} steps")
    return partly("told in words, not in steps") if subject.part("what-it-is") else no("what happens is not told")


def feeling(subject: Subject) -> Seen:
    """Look for what it is like."""
    said = _FEEL.search(subject.text("pain", "after-effects", "comparison", "on-the-day"))
    return yes("pain and feelings are told") if said else no("what it is like is not told")


# ---------------------------------------------------------------- benefits, risks, choices


def _rows(subject: Subject, head: re.Pattern[str]) -> str:
    """Return the rows of comparisons whose first cell matches."""
    tables = [block for block in walk(subject.part("comparison")) if isinstance(block, Table)]
    rows = (row for table in tables for row in table.rows if head.search(plain(row[0].content)))
    return "\n".join(plain(cell.content) for row in rows for cell in row[1:])


def good(subject: Subject) -> str:
    """Return the words on benefits."""
    return subject.text("benefits") if subject.part("benefits") else _rows(subject, _GOOD)


def bad(subject: Subject) -> str:
    """Return the words on risks; after a procedure they stand beside when to get help."""
    if subject.is_aftercare:
        return subject.text("get-help")
    return subject.text("risks") if subject.part("risks") else _rows(subject, _BAD)


def benefits(subject: Subject) -> Seen:
    """Look for benefits in words."""
    return yes(f"{len(good(subject).split())} words") if good(subject).strip() else no("no benefit is told")


def benefits_counted(subject: Subject) -> Seen:
    """Look for benefits in numbers, or for the word that none is known."""
    return _counted(good(subject), "benefit")


def risks(subject: Subject) -> Seen:
    """Look for risks in words."""
    return yes(f"{len(bad(subject).split())} words") if bad(subject).strip() else no("no risk is told")


def risks_counted(subject: Subject) -> Seen:
    """Look for risks in numbers."""
    return _counted(bad(subject), "risk")


def _counted(text: str, what: str) -> Seen:
    found = len(_COUNTED.findall(text))
    if found:
        return yes(f"{found} counts of people")
    return partly("no number is known, and that is said") if NOT_KNOWN.search(text) else no(f"no {what} in numbers")


def risks_and_benefits(subject: Subject) -> Seen:
    """Look for both, told at the same level."""
    if subject.is_aftercare:
        said = _ADVICE.search(bad(subject))
        return yes(f'a risk, and what advice does for it: "{said[0]}"') if said else no("what the advice is good for")
    if not good(subject).strip() or not bad(subject).strip():
        return no("benefits or risks are missing")
    return yes("both have a heading of their own, or a row of the same table")


def nature_of_risk(subject: Subject) -> Seen:
    """Look for what each risk would mean, or what is done about it, as rule C115 does."""
    if broken := subject.broken("C115"):
        return no(broken.message, broken.at)
    if subject.is_aftercare:
        said = _NEED.search(bad(subject))
        return yes(f'"{said[0]}"') if said else no("what a risk would mean is not told")
    if not subject.risks:
        return partly("told in a table, without what it means") if bad(subject).strip() else no("no risk is told")
    return yes(f"told for all {len(subject.risks)} risks")


def handled(subject: Subject) -> Seen:
    """Look for what is done when something goes wrong."""
    open_ = [risk.what for risk in subject.risks if not (risk.we_do or risk.means)]
    if subject.risks:
        return partly(f"not told for: {open_[0]}") if open_ else yes(f"told for all {len(subject.risks)} risks")
    if not subject.part("get-help"):
        return no("what is done is not told")
    return yes("when to get help, and from whom") if subject.is_aftercare else partly("only when to get help")


def choices(subject: Subject) -> Seen:
    """Look for other choices, having nothing among them."""
    if not subject.part(*_CHOICES):
        return no("no other choice is told")
    if subject.broken("C118") or not NOTHING.search(subject.text(*_CHOICES)):
        return partly("having nothing done is not among the choices")
    return yes("other choices, having nothing among them")


def without(subject: Subject) -> Seen:
    """Look for what happens when nothing is done."""
    said = re.search(r"\b(?:would not know|no test|without|nothing)\b", subject.text(*_CHOICES), re.IGNORECASE)
    return yes(f'"{said[0]}" among the choices') if said else no("what happens with no test is not told")


def uncertainty(subject: Subject) -> Seen:
    """Look for what is not known."""
    said = NOT_KNOWN.search(subject.text())
    unknown = sum(risk.unknown == "true" for risk in subject.risks)
    if said or unknown:
        return yes(f'"{said[0]}"' if said else f"{unknown} risks whose number is not known")
    return no("nothing is said to be unknown")


def shared_decision(subject: Subject) -> Seen:
    """Look for help to talk it over: questions to ask, with room to write."""
    return yes("questions to ask") if subject.part("questions") else no("no questions to ask")


def decision(subject: Subject) -> Seen:
    """Look for the decision, said at the top."""
    top = f"{subject.leaflet.purpose} {' '.join(subject.leaflet.key_points or ())}"
    said = re.search(r"\b(?:choose|choice|decide)\w*", top, re.IGNORECASE)
    return yes(f'"{said[0]}" at the top') if said else no("the decision is not said at the top")


def options(subject: Subject) -> Seen:
    """Look for at least two options with names."""
    found = len(subject.leaflet.options or {})
    return yes(f"{found} options") if found > 1 else no("fewer than 2 options are named")


def equal_detail(subject: Subject) -> Seen:
    """Look whether good and bad sides, or the options compared, get about as many words."""
    tables = [block for block in walk(subject.part("comparison")) if isinstance(block, Table)]
    if tables:
        columns = zip(*tables[0].rows, strict=True)
        counts = [sum(len(plain(cell.content).split()) for cell in column) for column in columns][1:]
    else:
        counts = [len(good(subject).split()), len(bad(subject).split())]
    if not counts or min(counts) == 0:
        return no("one side is missing")
    ratio = max(counts) / min(counts)
    said = f"{' and '.join(map(str, counts))} words"
    return yes(said) if ratio <= 2 else no(f"{said}: one side has more than twice as many")


# ---------------------------------------------------------------- before, after, help


def precautions(subject: Subject) -> Seen:
    """Look for what the reader can do beforehand to be safe, or at home where that is what the leaflet is about."""
    if subject.is_aftercare:
        return yes("what to do at home") if subject.part("going-home") else no("no precautions")
    found = subject.part("tell-us-first", "preparation")
    return yes(f"{len(found)} parts: what to tell us, how to get ready") if found else no("no precautions")


def alarm_signs(subject: Subject) -> Seen:
    """Look for signs with whom to ring and how fast."""
    call, emergency = subject.callouts("call-us"), subject.callouts("emergency")
    if not call or not emergency:
        return no("no box with signs to ring us, or none for an emergency")
    numbers = subject.clinic.contacts.phone, subject.clinic.emergency_number
    if all(number in plain(box.title) for number, box in zip(numbers, (call[0], emergency[0]), strict=True)):
        return yes("signs to ring us and for an emergency, each with its number")
    return partly("a box without its number")


def contacts(subject: Subject) -> Seen:
    """Look for phone, hours, and where to ring when closed."""
    given, text = subject.clinic.contacts, subject.text()
    lacking = [number for number in (given.phone, given.out_of_hours) if number not in text]
    hours = any(block.id.endswith(".call_us.hours") for block in subject.paragraphs)
    if lacking or not hours:
        return no(f"not printed: {', '.join(lacking) or 'opening hours'}")
    return yes("phone, hours and out of hours are printed")


def other_sources(subject: Subject) -> Seen:
    """Look for another reliable source that is named with its address."""
    said = re.search(r"\b[\w-]+\.(?:nhs\.uk|org\.uk|uk|org|gov|int)\b", _without_clinic(subject))
    if said:
        return yes(said[0])
    return partly("help is named, but no other source") if subject.part("support") else no("no other source is named")


def _without_clinic(subject: Subject) -> str:
    text = subject.text()
    for own in filter(None, (subject.clinic.contacts.web, subject.clinic.contacts.email)):
        text = text.replace(own, "")
    return text


def life(subject: Subject) -> Seen:
    """Look for what it means for everyday life."""
    found = [name for name, pattern in LIFE.items() if pattern.search(subject.text())]
    said = ", ".join(found)
    return yes(said) if len(found) >= 3 else partly(said) if found else no("everyday life is not told")


def cost(subject: Subject) -> Seen:
    """Look for what it costs, where people pay."""
    if subject.clinic.country in FREE_CARE:
        return na("care is free in this country")
    return yes("cost is told") if COST.search(subject.text()) else no("cost or insurance is not told")


def notes(subject: Subject) -> Seen:
    """Look for room for the reader's notes: at least 6 lines."""
    lines = sum(block.lines for block in subject.blocks if isinstance(block, Blank) and block.role != "inline")
    return yes(f"{lines} lines") if lines >= 6 else partly(f"{lines} lines, fewer than 6") if lines else no("no lines")


def consent(subject: Subject) -> Seen:
    """Look for a consent form, which no local rule that this program knows asks for."""
    return na("no rule of the clinic asks for one")


def reason_given(subject: Subject) -> Seen:
    """Look whether the advice says why."""
    parts = ("preparation", "tell-us-first", "going-home")
    found = [sentence for sentence in subject.sentences_of(*parts) if REASONS.search(sentence.text)]
    return yes(f"{len(found)} pieces of advice say why") if found else no("no advice says why")


def how_to(subject: Subject) -> Seen:
    """Look whether the advice says how: steps with their time, and numbers to ring."""
    phones = [block for block in subject.blocks if isinstance(block, Paragraph) and _rings(block, subject)]
    part, what = ("going-home", "what to do at home") if subject.is_aftercare else ("preparation", "how to get ready")
    if subject.part(part) and phones:
        return yes(f"{what}, and {len(phones)} texts with the number to ring")
    return no(f"advice without a number to ring or {what}")


def _rings(block: Paragraph, subject: Subject) -> bool:
    text = plain(block.content)
    return bool(re.search(r"\d{3,}", text)) and bool(re.search(r"\b(?:ring|call)\b", text, re.IGNORECASE))


# ---------------------------------------------------------------- tests


def told(pattern: str, *parts: str, what: str) -> Look:
    """Return a look for words in some parts."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def look(subject: Subject) -> Seen:
        said = compiled.search(subject.text(*parts)) if subject.part(*parts) else None
        return yes(f'"{said[0]}"') if said else no(f"{what} is not told")

    return look


def printed(key: str, what: str) -> Look:
    """Return a look for a fact about the leaflet that is printed at its end."""

    def look(subject: Subject) -> Seen:
        value = str(getattr(subject.leaflet, key))
        about = " ".join(plain(block.content) for block in subject.paragraphs if ".about-" in block.id)
        return yes(f"{what}: {value}") if value in about else no(f"{what} is not printed")

    return look


def dated(subject: Subject) -> Seen:
    """Look for the day it was written, and when it is looked at again."""
    about = " ".join(plain(block.content) for block in subject.paragraphs if ".about-number" in block.id)
    dates = subject.leaflet.dates
    missing = [day for day in (dates.written, dates.review_by) if str(day.year) not in about]
    return no("its dates are not printed") if missing or not about else yes(f"written {dates.written}, printed")


def update_policy(subject: Subject) -> Seen:
    """Look for the day by which it is checked again, printed."""
    return yes(f"by {subject.leaflet.dates.review_by}") if dated(subject).answer == "yes" else no("not printed")


def bibliography(subject: Subject) -> Seen:
    """Look for the sources: kept for each number, and how many are printed."""
    if subject.broken("C119") or not subject.leaflet.sources:
        return no("numbers without a source")
    line = any(".about-" in block.id and block.id.endswith("-sources") for block in subject.paragraphs)
    return (
        partly("sources are kept and counted on paper; the list itself is not printed") if line else no("not printed")
    )


def cited(subject: Subject) -> Seen:
    """Look for the sources of each number, and a printed word on them."""
    found = bibliography(subject)
    return yes(f"{len(subject.leaflet.sources)} sources") if found.answer == "partly" else found
