"""Risk: how likely something is, said so that most people understand the same.

Comes in: texts, risk rows, risk tables. Goes out: what may mislead. It stands alone because these rules guard the
numbers that a person decides by (leaflet standard, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hsgleaflet.check.rule import Found, on_document, on_file, on_leaflet, on_text
from hsgleaflet.check.subjects import Paper, Prose, Sheet
from hsgleaflet.compose.parts import denominator
from hsgleaflet.model.document import Cell, Table, plain, walk
from hsgleaflet.model.leaflet import Part, Risk
from hsgleaflet.problems import Severity

GRIDS = (100, 1000, 10_000, 100_000)
"""Out of how many people a risk may be counted."""
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
COUNT = re.compile(rf"(?<![\w.,])({_NUMBER})(?: to ({_NUMBER}))? (?:in|out of) (?:every )?({_NUMBER})(?![\w%])")
"""So many people of so many: "3 in 100", "1 to 2 in 1,000"."""
_ONE_IN = re.compile(r"\b(?:1|one) in (?:every )?(\d[\d,]*|[a-z]+)\b", re.IGNORECASE)
_WORDED = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "fifty", "hundred"}
_RELATIVE = re.compile(
    r"\b(?:doubl|trebl|tripl|quadrupl|halv)(?:e|es|ed|ing) (?:the|your|their|her|this)?\b ?"
    r"(?:risks?|chances?|odds|likelihood|rate|number)\b"
    r"|\b(?:risks?|chances?|odds|likelihood|rate) (?:is|was|are|were|has|have|had)? ?(?:been )?"
    r"(?:doubl|trebl|tripl|quadrupl|halv)(?:es|ed)\b"
    r"|\b(?:twice|half|\d+ times) (?:as (?:many|likely|often|common|high|few)|the (?:risk|chance)|more|less)\b"
    r"|\b\d+(?:\.\d+)? ?(?:%|per cent|percent) (?:more|less|higher|lower|greater|fewer|reduction|increase)\b"
    r"|\b(?:reduce|increase|cut|lower|raise)[sd]? [\w ]{0,40}\bby (?:\d+(?:\.\d+)? ?(?:%|per ?cent)|half|a third)",
    re.IGNORECASE,
)
_BANDS = {"very common": (0.1, 1.1), "common": (0.01, 0.1), "uncommon": (0.001, 0.01), "rare": (0.0001, 0.001),
          "very rare": (0.0, 0.0001)}  # fmt: skip
"""From and below which share of people each word holds."""
_VERBAL = re.compile(
    r"\b(very common|very rare|uncommon|(?<!\ba )(?<!more )(?<!most )common|rare)\b"
    r"(?! (?:cold|to feel|test|reason|cause|question|name|way|problem)s?\b)",
    re.IGNORECASE,
)
_SELDOM = re.compile(r"^\W*(?:very )?rarely\b|\b(?:can|may|might|could) (?:very )?rarely\b", re.IGNORECASE)
_NOT_KNOWN = re.compile(
    r"\b(?:no|not) (?:good |reliable |clear )?(?:figure|number|count|known)|\bnot know\b|\bunknown\b", re.IGNORECASE
)
_OTHER_SCALE = re.compile(
    r"\b(?:high|moderate|low|very low|minimal|negligible) (?:risk|chance|likelihood)\b"
    r"|\b(?:risk|chance|likelihood)(?: of [\w ]{1,30})? is (?:high|moderate|low|very low|minimal|negligible)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:good|fair|small|slight|slim|tiny|real|big|strong|remote|outside) (?:chance|risk|possibility|likelihood)\b"
    r"|\b(?:highly|most|very|quite) (?:un)?likely\b|\bunlikely\b",
    re.IGNORECASE,
)
_SERIOUS = re.compile(
    r"\b(?:death|die[sd]?|dying|perforat\w+|hole in|damage to|organs?|stroke|blood clots?|embol\w+|sepsis"
    r"|life-threatening|serious\w*|severe allergic|anaphyla\w+|paraly\w+|heart attack|cancer|infertil\w+|removal of)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:no|none|without (?:any|the|a|this)?) ?(?:test|treatment|operation|procedure|surgery|examination)?s?\b"
    r"|\bdo(?:ing)? nothing\b|\bnot (?:have|having)\b|\b(?:watch|wait)\b",
    re.IGNORECASE,
)


def counts(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the counts of people in a text; "7 out of 10" is a score and no count."""
    for found in COUNT.finditer(text, start, len(text) if end is None else end):
        score = found[3] == "10" and " out of " in found[0]
        if not score and value(found[1]) <= value(found[3]):
            yield found


def value(number: str) -> float:
    """Return a written number."""
    return float(number.replace(",", ""))


@on_text(
    "C101", Severity.ERROR, "ONE-IN-X", "MNM2025", "CG138", english=True, safety=True,
    why='"1 in 7" and "1 in 20" cannot be compared at a glance, and the form makes a risk feel larger than it is.',
)  # fmt: skip
def bare_one_in_x(prose: Prose) -> Iterator[Found]:
    """A risk is counted in 100, 1,000 or 10,000 people, never as a bare "1 in X"."""
    for found in _ONE_IN.finditer(prose.text):
        given = found[1].replace(",", "").lower()
        if (given.isdigit() and int(given) in GRIDS) or not (given.isdigit() or given in _WORDED):
            continue
        bracketed = prose.text[max(0, found.start() - 5) : found.start()].rstrip().endswith("(")
        if bracketed and given.isdigit() and int(given) > 10_000:
            continue
        example = ""
        if given.isdigit() and 100 % int(given) == 0:
            example = f': "{100 // int(given)} in 100"'
        hint = f"count it in 100, 1,000 or 10,000 people{example}"
        yield Found(f'"{found[0]}" is hard to compare', hint, found.span())


@on_text(
    "C102", Severity.ERROR, "CARLING2009", "CG138", "MNM2025", english=True, safety=True,
    why="A change given only in relation (twice, 50% less) made a fifth more people choose a medicine: it hides how "
    "small or large the risk is.",
)  # fmt: skip
def relative_risk_alone(prose: Prose) -> Iterator[Found]:
    """A relative risk stands only beside both absolute numbers, in the same sentence."""
    for start, end in prose.sentences:
        sentence = prose.text[start:end]
        found = _RELATIVE.search(sentence)
        if found and len(COUNT.findall(sentence)) < 2:
            hint = 'give both numbers in the same sentence: "3 in 100 instead of 6 in 100"'
            yield Found(f'"{found[0]}" says nothing without both numbers', hint, _moved(found, start))


def _moved(found: re.Match[str], start: int) -> tuple[int, int]:
    return found.start() + start, found.end() + start


@on_file(
    "C103", Severity.ERROR, "MNM2025", "CG138", safety=True,
    why='Readers compare the first numbers they see: beside "20 in 1,000" the larger risk of "3 in 100" looks smaller.',
)  # fmt: skip
def mixed_denominators(sheet: Sheet) -> Iterator[Found]:
    """All numbers of one sentence, or of one row of a table, are out of as many people."""
    rows: dict[tuple[object, ...], set[str]] = {}
    for prose in sheet.prose:
        if prose.kind == "cell":
            row = rows.setdefault(prose.path[:-1], set())
            parts = [(0, len(prose.text))]
        else:
            row, parts = set(), list(prose.sentences)
        for start, end in parts:
            row = row if prose.kind == "cell" else set()
            for found in counts(prose.text, start, end):
                before = set(row)
                row.add(found[3])
                if before and found[3] not in before:
                    told = f'"{found[0]}" is out of another number of people than "in {sorted(before)[0]}" before it'
                    yield Found(told, "count both in the same number of people", at=prose.at(found.start()))


@on_text(
    "C104", Severity.WARNING, "MNM2025", "CG138", english=True,
    why="Numbers out of 100, 1,000 or 10,000 can be compared with each other; numbers out of 8 or 250 cannot.",
)  # fmt: skip
def odd_denominator(prose: Prose) -> Iterator[Found]:
    """People are counted out of 100, 1,000, 10,000 or 100,000."""
    for found in counts(prose.text):
        per = value(found[3])
        if per not in GRIDS and value(found[1]) != 1 and per > value(found[2] or found[1]):
            hint = "count it in 100, 1,000 or 10,000 people"
            yield Found(f'"{found[0]}" is out of an unusual number of people', hint, found.span())


@on_text(
    "C105", Severity.WARNING, "NHS-NUMBERS", "ENABLING", "MNM2025", english=True,
    why="Counts of people are understood better than percentages, and two ways of saying it in one leaflet confuse.",
)  # fmt: skip
def per_cent(prose: Prose) -> Iterator[Found]:
    """A share of people is said as a count ("3 in 100"), not per cent."""
    for found in re.finditer(rf"(?<![\w.,])({_NUMBER}) ?(?:%|per ?cent\b)", prose.text, re.IGNORECASE):
        hint = f'say it as a count of people: "{found[1]} in 100"' if "." not in found[1] else "say it as a count"
        yield Found(f'"{found[0]}" mixes two ways of counting', hint, found.span())


@on_text(
    "C106", Severity.WARNING, "NHS-NUMBERS", "house", english=True,
    why="Part of a person cannot be counted, and more digits than the evidence bears look surer than it is.",
)  # fmt: skip
def false_precision(prose: Prose) -> Iterator[Found]:
    """Counts of people are whole numbers with at most two figures that matter."""
    for found in counts(prose.text):
        for number in filter(None, (found[1], found[2])):
            digits = number.replace(",", "").replace(".", "").strip("0")
            if "." in number or len(digits) > 2:
                hint = "round it, or count it in more people"
                yield Found(f'"{found[0]}" is more exact than a reader can use', hint, found.span())
                break


@on_file(
    "C107", Severity.INFO, "CG138", "IPDAS4",
    why="A risk means little without the time it covers and the people it was counted in.",
)  # fmt: skip
def period_and_people(sheet: Sheet) -> Iterator[Found]:
    """Each counted risk says over what time and in which people."""
    for path, risk in _risks(sheet):
        if risk.n is None:
            continue
        lacking = [name for name, given in (("period", risk.period), ("who", risk.who)) if not given]
        if len(lacking) == 1:
            said = "over what time" if lacking[0] == "period" else "for which people"
            yield Found(f"this number does not say {said}", f"add `{lacking[0]}:` if the source gives it", path=path)


def _risks(sheet: Sheet) -> Iterator[tuple[tuple[str | int, ...], Risk]]:
    for path, content in sheet.contents:
        for number, risk in enumerate(content.risks or ()):
            yield (*path, "risks", number), risk


@on_file(
    "C108", Severity.ERROR, "EU-BANDS", "PIF-RISK", "WEBSTER2017", english=True, safety=True,
    why='"Common" means 1 to 10 in 100 on the scale of medicine leaflets, and readers take it for 45: a word that does '
    "not even fit its own number misleads twice.",
)  # fmt: skip
def word_fits_number(sheet: Sheet) -> Iterator[Found]:
    """A word for a risk (very common, common, uncommon, rare, very rare) fits the number beside it."""
    for prose in sheet.prose:
        for start, end in prose.sentences:
            sentence = prose.text[start:end]
            word, count = _VERBAL.search(sentence), COUNT.search(sentence)
            if word and count and not _fits(word[1].lower(), value(count[2] or count[1]) / value(count[3])):
                where = prose.at(start + word.start())
                yield Found(*_misfit(word[0], count[0], word[1].lower()), at=where)
    for path, risk in _risks(sheet):
        said = " ".join(filter(None, (risk.what, risk.who, risk.means, risk.in_words)))
        word = _VERBAL.search(said)
        if word and risk.n is not None and risk.per is not None and not COUNT.search(said):
            high = risk.n[1] if isinstance(risk.n, tuple) else risk.n
            if not _fits(word[1].lower(), high / int(risk.per)):
                yield Found(*_misfit(word[0], f"{high} in {risk.per}", word[1].lower()), path=path)


def _fits(word: str, share: float) -> bool:
    low, high = _BANDS[word]
    return low <= share < high


def _misfit(word: str, count: str, band: str) -> tuple[str, str]:
    low, high = _BANDS[band]
    least, most = f"{low * 10000:,.0f}", f"{high * 10000:,.0f}"
    hint = f'"{band}" is from {least} to below {most} in 10,000; leave the word out, the number says it'
    if band == "very common":
        hint = '"very common" is 1,000 in 10,000 or more; leave the word out, the number says it'
    return f'"{word}" does not fit "{count}"', hint


@on_text(
    "C109", Severity.WARNING, "PIF-RISK", "WEBSTER2017", english=True,
    why="Readers take words such as common or rare for very different numbers, most of them far too high.",
)  # fmt: skip
def word_without_number(prose: Prose) -> Iterator[Found]:
    """A word for a risk stands with its number, or says that none is known."""
    if prose.kind in ("heading", "about", "term", "meaning", "label") or _beside_number(prose):
        return
    for start, end in prose.sentences:
        sentence = prose.text[start:end]
        found = _VERBAL.search(sentence) or _SELDOM.search(sentence)
        if found and not COUNT.search(sentence) and not _NOT_KNOWN.search(sentence):
            hint = 'give the number, or say that it is not known: "we found no figure"'
            yield Found(f'"{found[0]}" stands without a number', hint, _moved(found, start))


def _beside_number(prose: Prose) -> bool:
    """Return whether a text stands in the row of a counted risk."""
    return prose.kind == "risk" and prose.path[-1] != "in_words"


@on_text(
    "C110", Severity.ERROR, "EU-BANDS", "CALMAN", english=True, safety=True,
    why='Two scales give the same risk different names: 1 in 1,000 is "uncommon" on one and "low" on the other.',
)  # fmt: skip
def one_scale(prose: Prose) -> Iterator[Found]:
    """Words for risks come from one scale: very common, common, uncommon, rare, very rare."""
    for found in _OTHER_SCALE.finditer(prose.text):
        hint = "give the number; if a word must stand, take it from the one scale"
        yield Found(f'"{found[0]}" is from another scale of risk words', hint, found.span())


@on_text(
    "C111", Severity.WARNING, "NHS-WRITE", "PIF-RISK", english=True,
    why="A good chance is 30 in 100 to one reader and 90 to another.",
)  # fmt: skip
def vague_chance(prose: Prose) -> Iterator[Found]:
    """How likely something is, is said in numbers and not in words of value."""
    for start, end in prose.sentences:
        sentence = prose.text[start:end]
        found = _VAGUE.search(sentence)
        if found and not COUNT.search(sentence) and not _NOT_KNOWN.search(sentence):
            yield Found(f'"{found[0]}" can mean anything', "give the number, or say that it is not known",
                        _moved(found, start))  # fmt: skip


@on_file(
    "C112", Severity.ERROR, "GMC2020", english=True, safety=True,
    why="Any serious harm must be told however rare it is; a row that is not marked may be lost in a shorter leaflet.",
)  # fmt: skip
def serious_is_marked(sheet: Sheet) -> Iterator[Found]:
    """A risk that names a serious harm is marked `serious: true`."""
    for path, risk in _risks(sheet):
        found = _SERIOUS.search(risk.what)
        if found and risk.serious != "true":
            message = f'"{found[0]}" is a serious harm, and this row is not marked so'
            yield Found(message, "add `serious: true`: then it is always printed", path=path)


@on_document(
    "C113", Severity.ERROR, "GMC2020", safety=True,
    why="Consent needs every serious harm, however rare; no wording, format or language may lose one.",
)  # fmt: skip
def serious_is_printed(paper: Paper) -> Iterator[Found]:
    """Every risk marked serious stands in what the reader reads."""
    if paper.document.meta.wording != "full":
        return  # S052 holds the other wordings to the risks of the full one
    printed = {cell.id for cell in _risk_cells(paper)}
    for number, section in enumerate(paper.leaflet.sections):
        for row, risk in enumerate(section.risks or ()):
            node = f"sections.{number}.risks.{row}.what"
            if risk.serious == "true" and node not in printed:
                yield Found(f'the serious risk "{risk.what}" is not printed', "print it", node=node)


def _risk_cells(paper: Paper) -> Iterator[Cell]:
    for block in walk(paper.document.blocks):
        if isinstance(block, Table) and block.role == "risks":
            yield from (cell for row in block.rows for cell in row)


@on_file(
    "C114", Severity.INFO, "house",
    why="Rows in a known order can be found again; serious harms stand together at the end, where they are looked for.",
)  # fmt: skip
def order_of_risks(sheet: Sheet) -> Iterator[Found]:
    """Risks stand in order: first those that are not serious, and the more frequent first."""
    for path, content in sheet.contents:
        ranks = [(risk.serious == "true", -_share(risk)) for risk in content.risks or ()]
        for number, (before, after) in enumerate(pairwise(ranks), 1):
            if after < before:
                said = "a risk that is not serious stands" if before[0] != after[0] else "a more frequent risk stands"
                yield Found(f"{said} after one that is", "move it up", path=(*path, "risks", number))


def _share(risk: Risk) -> float:
    if risk.n is None or risk.per is None:
        return 0.0
    return (risk.n[1] if isinstance(risk.n, tuple) else risk.n) / int(risk.per)


@on_file(
    "C115", Severity.WARNING, "EQIP36", "CCI",
    why="A name and a number do not tell what it would be like, nor that something can be done.",
)  # fmt: skip
def risk_says_what_it_means(sheet: Sheet) -> Iterator[Found]:
    """Each risk says what it would mean or what is done about it."""
    for path, risk in _risks(sheet):
        if not (risk.means or risk.we_do or risk.in_words):
            yield Found(f'"{risk.what}" is only named', "add `means:` or `we_do:`", path=path)


@on_leaflet(
    "C116", Severity.WARNING, "EQIP36", "IPDAS4", english=True,
    why="Risks in numbers beside benefits in words make the risks look surer than the benefits.",
)  # fmt: skip
def benefits_in_numbers(sheet: Sheet) -> Iterator[Found]:
    """Benefits are said in numbers too, or it is said that no number is known."""
    for number, section in enumerate(sheet.leaflet.sections):
        if section.part is Part.BENEFITS:
            said = " ".join(prose.text for prose in sheet.within(("sections", number)))
            if not COUNT.search(said) and not _NOT_KNOWN.search(said) and not section.use:
                hint = "say how many people it helps, or that no figure is known"
                yield Found("no benefit is said in numbers", hint, path=("sections", number))


@on_leaflet(
    "C117", Severity.WARNING, "DISCERN", "CCI", english=True,
    why="A leaflet that is sure of everything is not believed, and hides what the reader should weigh.",
)  # fmt: skip
def uncertainty_is_told(sheet: Sheet) -> Iterator[Found]:
    """The leaflet says what is not known."""
    if sheet.leaflet.kind == "aftercare" or any(risk.unknown for _, risk in _risks(sheet)):
        return
    said = re.compile(rf"{_NOT_KNOWN.pattern}|\bcannot (?:say|show|tell)|\bvar(?:y|ies)\b|\bdisagree", re.IGNORECASE)
    if not any(said.search(prose.text) for prose in sheet.prose):
        yield Found("nothing here says what is not known", "say which figure or effect is not known",
                    path=("sections",), on_key=True)  # fmt: skip


@on_leaflet(
    "C118", Severity.ERROR, "DISCERN", "EQIP36", "GMC2020", english=True, safety=True,
    why="Doing nothing is always a choice, and consent is not informed without it.",
)  # fmt: skip
def nothing_is_a_choice(sheet: Sheet) -> Iterator[Found]:
    """The alternatives include having nothing done."""
    parts = [
        number
        for number, section in enumerate(sheet.leaflet.sections)
        if section.part in (Part.ALTERNATIVES, Part.CHOICES, Part.WITHOUT)
    ]
    if not parts or any(
        _NOTHING.search(prose.text) for number in parts for prose in sheet.within(("sections", number))
    ):
        return
    if any(sheet.leaflet.sections[number].use for number in parts):
        return
    hint = "add what happens with no test or treatment, or with waiting"
    yield Found("having nothing done is not among the choices", hint, path=("sections", parts[0]))


@on_file(
    "C119", Severity.ERROR, "IPDAS4", "PIF-TICK", safety=True,
    why="A number that nobody can check may be wrong, and cannot be brought up to date.",
)  # fmt: skip
def number_has_source(sheet: Sheet) -> Iterator[Found]:
    """Every count of people has the mark of its source in the same text, at or after the number."""
    for prose in sheet.prose:
        if prose.kind in ("risk", "alt", "about", "meaning", "term"):
            continue
        for found in counts(prose.text):
            sourced = any(place >= found.start() for place in prose.bare.cites)
            if not sourced:
                hint = "add [@KEY] behind it, with a key of `sources:`"
                yield Found(f'"{found[0]}" has no source', hint, at=prose.at(found.start()))


@on_document(
    "C120", Severity.ERROR, "CG138", "MNM2025", safety=True,
    why="The same number feels like another one when only its dark or its bright side is told.",
)  # fmt: skip
def both_frames(paper: Paper) -> Iterator[Found]:
    """Every counted risk is said both ways: how many people it happens to, and how many it does not."""
    cells = {cell.id: cell for cell in _risk_cells(paper)}
    for number, section in enumerate(paper.leaflet.sections):
        per = denominator(section.risks or ())
        for row, risk in enumerate(section.risks or ()):
            cell = cells.get(f"sections.{number}.risks.{row}.often")
            if cell and risk.n and risk.per and not _rests(risk, per) <= _numbers(plain(cell.content)):
                yield Found("this risk is said one way only", "say how many people it does not happen to", at=cell.at)


def _rests(risk: Risk, per: int) -> set[int]:
    """Return how many people of `per` a risk does not happen to; none where rounding leaves nothing to count."""
    given = risk.n if isinstance(risk.n, tuple) else (risk.n or 0,)
    counts = [round(n * per / int(risk.per or per)) for n in given]
    return {per - count for count in counts} if all(counts) else set()


def _numbers(text: str) -> set[int]:
    found = re.findall(r"\d+(?:[.,\u00a0\u202f’']\d{2,3})*", text)
    return {int(re.sub(r"\D", "", number)) for number in found}


@on_text(
    "C121", Severity.WARNING, "PEMAT", "CCI", english=True,
    why="Many readers do not work with fractions; a reader who has to calculate may get it wrong.",
)  # fmt: skip
def no_sums(prose: Prose) -> Iterator[Found]:
    """The reader has nothing to work out."""
    pattern = (
        r"\b(?:a|one|two|three)[ -](?:third|quarter|fifth|tenth)s?\b"
        r"|\b(?:double|twice|half) (?:the|your) (?:usual )?dose"
        r"|\b(?:subtract|divide|multiply|add up)\b"
    )
    for found in re.finditer(pattern, prose.text, re.IGNORECASE):
        yield Found(f'"{found[0]}" must be worked out', "give the number itself", found.span())
