"""Text: whether words, sentences and numbers are as an instrument asks.

Comes in: a Subject. Goes out: what was seen. It stands alone because it reads words and never the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hsgleaflet.check.prose import Sentence, inside, is_about, split
from hsgleaflet.check.scores.item import Seen, na, no, partly, yes
from hsgleaflet.check.scores.parts import bad, good
from hsgleaflet.check.scores.subject import Subject
from hsgleaflet.check.scores.terms import (
    ACTIONS,
    BRANDS,
    MEANINGS,
    MEDICAL,
    NUMBER_WORDS,
    PROMOTION,
    SUMS,
    VAGUE_HEADINGS,
)
from hsgleaflet.model.document import IconArray, Paragraph, Section, plain, texts, walk

OLDEST_READER, MOST_LONG, MOST_PASSIVE = 12, 5.0, 10.0
_SHARE = re.compile(r"\b(\d[\d,]*) in (100|1,000|10,000)\b")
_ADVICE = re.compile(r"\b(?:should|must|need to|have to|ought to|please)\b", re.IGNORECASE)


# ---------------------------------------------------------------- words


def everyday_words(subject: Subject) -> Seen:
    """Measure how hard the words are, without declared names."""
    figures = subject.report.named
    if figures is None:
        return na("too short to measure")
    said = f"SMOG age {figures.smog_uk:.1f}, {figures.long_per_10:.1f} long words in 10 sentences"
    return yes(said) if figures.smog_uk <= OLDEST_READER and figures.long_per_10 <= MOST_LONG else no(said)


def terms_explained(subject: Subject) -> Seen:
    """Look whether each hard term is explained where it is first met."""
    text = " ".join(sentence.text for section in subject.sections_and_points for sentence in inside(section))
    known = [term for term in MEDICAL if re.search(rf"\b{term}\b", text, re.IGNORECASE)]
    bare = [term for term in known if not _is_explained(term, text)]
    if bare:
        return no(f"not explained: {', '.join(bare)}")
    return (
        yes(f"{len(known)} terms of a list of {len(MEDICAL)} are used, each explained") if known else na("none is used")
    )


def _is_explained(term: str, text: str) -> bool:
    """Return whether a term has its meaning behind it or stands in brackets itself, where it is first met."""
    first = re.search(rf"\b{term}\b", text, re.IGNORECASE)
    assert first
    bracketed = text.rfind("(", 0, first.start()) > text.rfind(")", 0, first.start())
    return bracketed or bool(MEANINGS.match(text, first.end()))


def active(subject: Subject) -> Seen:
    """Measure how many sentences hide who acts."""
    share = subject.report.passive or 0.0
    said = f"{share:.0f} passive sentences in 100"
    return yes(said) if share <= MOST_PASSIVE else no(said)


def nothing_distracting(subject: Subject) -> Seen:
    """Look for promotion, and for parts without a purpose."""
    if promoted := PROMOTION.search(subject.text()):
        return no(f'"{promoted[0]}" sounds like promotion')
    body = next((block for block in subject.document.blocks if isinstance(block, Section)), None)
    loose = [block for block in body.blocks if isinstance(block, Section) and not block.part] if body else []
    return no(f"a part with no known purpose: {plain(loose[0].heading)}", loose[0].at) if loose else yes("none found")


def generic_names(subject: Subject) -> Seen:
    """Look for brand names of medicines."""
    brand = next((word for sentence in subject.sentences for word in sentence.words if word in BRANDS), "")
    return no(f"brand name: {brand}") if brand else yes("no brand name")


def speaks_to_reader(subject: Subject) -> Seen:
    """Look whether what the reader is to do is said to the reader."""
    distant = re.search(r"\b(?:the )?patients? (?:should|must|can|will|may)\b", subject.text(), re.IGNORECASE)
    if distant:
        return no(f'"{distant[0]}" speaks about the reader')
    told = [sentence for sentence in subject.sentences if is_action(sentence) or _ADVICE.search(sentence.text)]
    if not told:
        return no("nothing is said to the reader")
    share = 100 * sum(_is_direct(sentence) for sentence in told) // len(told)
    said = f"{share} in 100 sentences that ask something of the reader say you, or tell what to do"
    return yes(said) if share >= 80 else no(said)


def _is_direct(sentence: Sentence) -> bool:
    words = {word.lower() for word in sentence.words}
    return bool(words & {"you", "your"}) or is_action(sentence)


def is_action(sentence: Sentence) -> bool:
    """Return whether a sentence, or what follows a comma or colon in it, begins with what to do."""
    starts = re.findall(r"(?:^|[,:]\s)(?:please )?([\w’]+)", sentence.text.lower())
    return any(word in ACTIONS for word in starts)


# ---------------------------------------------------------------- sentences, chunks, headings


def short_sentences(subject: Subject) -> Seen:
    """Look whether sentences have fewer than 15 words on average, and none more than 25."""
    report = subject.report
    said = f"mean {report.mean_whole:.1f} words, longest {report.longest}"
    if report.mean_whole >= 15:
        return no(said)
    return yes(said) if report.longest <= 25 else partly(said)


def chunks(subject: Subject) -> Seen:
    """Look for at most 150 words under a heading, 3 sentences in a paragraph, 6 entries in a list."""
    for section in subject.sections:
        words = sum(len(sentence.words) for sentence in _running(section))
        if words > 150:
            return no(f'{words} words under "{plain(section.heading)}"', section.at)
    for paragraph in subject.paragraphs:
        count = sum(1 for _ in split(plain(paragraph.content)))
        if count > 3 and paragraph.role not in ("small-print", "do"):
            return no(f"a paragraph of {count} sentences", paragraph.at)
    long = next((found for found in subject.lists if len(found.items) > 6), None)
    return no(f"a list of {len(long.items)} entries", long.at) if long else yes("all within the limits")


def _running(section: Section) -> Iterator[Sentence]:
    """Yield the sentences of the paragraphs that stand directly under a heading."""
    for block in section.blocks:
        if isinstance(block, Paragraph) and not is_about(block):
            yield from split(plain(block.content))


def headings(subject: Subject) -> Seen:
    """Look for headings of at most 9 words that say what follows."""
    for words, at in subject.headings:
        if len(words.split()) > 9:
            return no(f'"{words}" has more than 9 words', at)
        if {word.lower() for word in re.findall(r"\w+", words)} <= VAGUE_HEADINGS:
            return no(f'"{words}" does not say what follows', at)
    questions = sum(words.endswith("?") for words, _ in subject.headings)
    return yes(f"{len(subject.headings)} headings, {questions} of them questions") if subject.headings else no("none")


def lists(subject: Subject) -> Seen:
    """Look for lists where several things stand together."""
    found = [one for one in subject.lists if one.role != "glance" and len(one.items) > 1]
    return yes(f"{len(found)} lists") if found else no("no list")


# ---------------------------------------------------------------- numbers


def clear_numbers(subject: Subject) -> Seen:
    """Look for digits, and for counts of people in one form."""
    if broken := subject.broken("C101", "C102", "C103", "C104", "C105", "C106"):
        return no(f"rule {broken.code}: {broken.message}", broken.at)
    word = next((found for sentence in subject.sentences if (found := NUMBER_WORDS.search(sentence.text))), None)
    return no(f'"{word[0]}" is not in digits') if word else yes("digits, one way of counting, no bare 1 in X")


def familiar_numbers(subject: Subject) -> Seen:
    """Look for counts that people know: whole people of 100 or 1,000."""
    broken = subject.broken("C101", "C104", "C105", "C106")
    return no(f"rule {broken.code}: {broken.message}", broken.at) if broken else yes("whole people of 100 or 1,000")


def numbers_explained(subject: Subject) -> Seen:
    """Look whether each counted risk says both sides, and what it means."""
    if broken := subject.broken("C115", "C120"):
        return no(f"rule {broken.code}: {broken.message}", broken.at)
    return yes("counted risks say both sides and what they mean")


def no_sums(subject: Subject) -> Seen:
    """Look for sums that the reader would have to do."""
    if broken := subject.broken("C121"):
        return no(broken.message, broken.at)
    for sentence in subject.sentences:
        if found := SUMS.search(sentence.text):
            return no(f'"{found[0]}"', sentence.at)
    return yes("none found")


def sums_explained(subject: Subject) -> Seen:
    """Find that no explanation of sums is needed, where there are none."""
    return na("nothing is to be worked out") if no_sums(subject).answer == "yes" else partly("people must look")


def also_in_words(subject: Subject) -> Seen:
    """Look whether each counted risk has a picture or words that say both sides."""
    if subject.broken("C120"):
        return no("a risk is said one way only")
    arrays = sum(isinstance(found.graphic, IconArray) for found in subject.figures)
    shown = f", {arrays} as a picture of dots" if arrays else ""
    if subject.risks:
        return yes(f"both sides in words{shown}")
    one_sided = [found[0] for found in _SHARE.finditer(bad(subject)) if not _other_side(found, bad(subject))]
    if one_sided or not _SHARE.search(bad(subject)):
        return partly(f"one side only: {one_sided[0]}" if one_sided else "no risk in numbers")
    return yes(f"both sides in the table{shown}")


def _other_side(found: re.Match[str], text: str) -> bool:
    """Return whether a text also says how many of as many people it does not happen to."""
    n, per = (int(number.replace(",", "")) for number in found.groups())
    return f"{per - n:,}" in text


def no_contradiction(subject: Subject) -> Seen:
    """Measure whether a counted risk has another number elsewhere."""
    for risk in subject.risks:
        if not isinstance(risk.n, int) or risk.per is None:
            continue
        for sentence in subject.sentences:
            found = re.search(r"(\d[\d,]*) in (100|1,000|10,000)\b", sentence.text)
            if found and re.search(rf"\b{re.escape(risk.what)}\b", sentence.text, re.IGNORECASE):
                share = int(found[1].replace(",", "")) / int(found[2].replace(",", ""))
                if abs(share - risk.n / int(risk.per)) > 1e-9:
                    return no(f"{risk.what}: {found[0]} here, another number in the table", sentence.at)
    return yes("no second number for a counted risk")


def balanced(subject: Subject) -> Seen:
    """Measure how many words benefits and risks get."""
    counts = len(good(subject).split()), len(bad(subject).split())
    if not all(counts):
        return no("benefits or risks are missing")
    said = f"{counts[0]} words on benefits, {counts[1]} on risks"
    return yes(said) if 0.5 <= counts[0] / counts[1] <= 2 else no(said)


# ---------------------------------------------------------------- actions


def action(subject: Subject) -> Seen:
    """Look for something that the reader can do, in words that tell it."""
    found = [sentence for sentence in subject.sentences if is_action(sentence)]
    return yes(f"{len(found)} sentences tell the reader what to do") if found else no("nothing to do is told")


def call_to_action(subject: Subject) -> Seen:
    """Look for what to do among the key points; on a sheet for the days after, in its part on what to do."""
    boxes = subject.part("going-home") if subject.is_aftercare else subject.callouts("key-points")
    points = [sentence for box in boxes for line in texts(box) for sentence in split(line)]
    found = next((sentence for sentence in points if is_action(sentence)), None)
    return yes(f'"{found.text}"') if found else no("the key points ask for nothing")


def small_steps(subject: Subject) -> Seen:
    """Look for numbered steps, or points to tick at home: at most 7 in a block, sentences of at most 20 words."""
    points = tuple(one for one in subject.lists if one.role == "checklist") if subject.is_aftercare else ()
    steps = subject.steps or points
    if not steps:
        return partly("advice without numbered steps") if subject.part("preparation") else no("no steps")
    for block in steps:
        if len(block.items) > 7:
            return no(f"{len(block.items)} steps in a block", block.at)
        for step in (found for found in walk((block,)) if isinstance(found, Paragraph)):
            if any(len(sentence.words) > 20 for sentence in split(plain(step.content))):
                return no("a step with a sentence of more than 20 words", step.at)
    return yes(f"{sum(len(block.items) for block in steps)} steps in {len(steps)} blocks")
