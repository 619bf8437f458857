"""Enforced: rules that reading and composing keep by themselves, so that every build keeps them.

Goes out: the same kind of `Rule` as the others, without a function: they are looked for where the code says, and are
told with their own messages. It stands alone so that `check --explain` knows their reasons, and no rule is written
twice.
"""

from __future__ import annotations

from hsgleaflet.check.rule import Look, Rule
from hsgleaflet.problems import Severity


def _kept(code: str, says: str, why: str, *standards: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(code, Look.BUILD, severity, says, why, standards, safety=True)


ENFORCED = (
    _kept(
        "C001", "No sentence of a safety part depends on an optional answer.",
        "What keeps a reader safe may not go missing because a question was not answered.", "GMC2020", "house",
    ),
    _kept(
        "C002", "A required part still holds something when optional answers are missing.",
        "Leaflets lose most of their quality by parts that are missing.", "EQIP36",
    ),
    Rule(
        "C070", Look.DOCUMENT, Severity.ERROR,
        "A new version reads no harder than the last signed one by more than half a school grade, without a note.",
        "Texts grow harder with each change, and nobody notices.", ("house",), safety=True,
    ),
    _kept(
        "F001", "Every character is in a font.",
        "A blank in place of a letter can change a name or a number.", "house",
    ),
    _kept(
        "M003", "Every source mark leads to a source of the file.",
        "A mark that leads nowhere only looks like evidence.", "IPDAS4", "PIF-TICK",
    ),
    _kept(
        "M010", "Where safety stands, no translation of an older English wording is printed.",
        "A translation that says the rule of last year may harm.", "NHS-STANDARD",
    ),
    _kept(
        "M011", "Where safety stands, every text has a translation.",
        "A reader who cannot read English must not miss the warning signs.", "AIS",
    ),
    _kept(
        "M012", "A translation keeps every number, question, source and address of its English.",
        "A wrong number in another language is found by nobody in the clinic.", "NHS-STANDARD",
    ),
    _kept(
        "S021", "The emergency number is the one of the clinic's country, or says why not.",
        "A wrong emergency number costs minutes.", "EQIP36",
    ),
    _kept(
        "S022", "A real clinic prints no number, address or answer that is an example.",
        "Nobody answers there, and a reader is told nothing.", "house",
    ),
    _kept(
        "S023", "The clinic has answered every question of the leaflet.",
        "A leaflet with a gap leaves the reader to guess.", "EQIP36",
    ),
    _kept(
        "S030", "The leaflet has every part that its kind needs.",
        "Leaflets lose most of their quality by parts that are missing, not by poor sentences.",
        "EQIP36", "DISCERN", "NHS-STANDARD",
    ),
    _kept(
        "S031", "Every section has a heading and holds something.",
        "An empty section promises what it does not say.", "EQIP36",
    ),
    _kept(
        "S032", "What is normal, when to ring and when to call an ambulance are all told.",
        "A reader at home must be able to tell these three apart.", "EQIP36", "GMC2020",
    ),
    _kept(
        "S033", "A comparison compares two options or more, and each section names one of them.",
        "Advice for the wrong test may harm.", "IPDAS4",
    ),
    _kept(
        "S034", "Every row of a table has a cell for each column.",
        "A missing cell moves a number under the wrong heading.", "PEMAT",
    ),
    _kept(
        "S035", "Each risk has a number, or says that none is known.",
        "Silence about how often reads like never.", "CG138", "IPDAS4",
    ),
    _kept(
        "S036", "Every number of the risk table has a source.",
        "A number that nobody can check may be wrong, and cannot be brought up to date.", "IPDAS4", "PIF-TICK",
    ),
    _kept(
        "S037", "Every number of the risk table says over what time or for whom.",
        "A risk means little without the time it covers or the people it was counted in.", "CG138", "IPDAS4",
    ),
    _kept(
        "S038", "The review date is after the writing, and at most 3 years later.",
        "Leaflets grow old unseen; hospitals check them at least every 3 years.", "NHS-STANDARD",
    ),
    _kept(
        "S039", "A number of people is no larger than the number it is counted in.",
        "More than everybody cannot happen: a figure was mistyped.", "house",
    ),
    _kept(
        "S050", "No wording leaves out a part that keeps a reader safe.",
        "A fold or an easy-read leaflet is often the only one that is read.", "GMC2020", "AIS",
    ),
    _kept(
        "S051", "Every wording has the three bands: expected, call us, emergency.",
        "A reader at home must be able to tell these three apart, however short the leaflet.", "EQIP36", "GMC2020",
    ),
    _kept(
        "S052", "Every wording tells of each serious risk, with the same number.",
        "Consent needs every serious harm; two numbers for one risk are one too many.", "GMC2020", "CG138",
    ),
    _kept(
        "T002", "A colour of text reaches a contrast of 7 to 1; a paler one is darkened.",
        "Pale print cannot be read by many older people, nor in poor light.", "WCAG", severity=Severity.INFO,
    ),
)  # fmt: skip
