"""Terms: the words that the score sheets look for in English text.

It stands alone so that a list can be read, disputed and made longer without reading code.
"""

from __future__ import annotations

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


MEDICAL = (
    "abscess", "adenomyosis", "adhesions", "anaphylaxis", "biopsy", "catheter", "cervical", "cervix", "chaperone",
    "contrast medium", "curettage", "dilatation", "ectopic", "endometriosis", "endometrium", "endometrial",
    "fallopian tubes", "fibroid", "fibroids", "general anaesthetic", "haemorrhage", "hydrosalpinx",
    "hysterosalpingogram", "hysteroscope", "laparoscopy", "laparoscope", "local anaesthetic", "ovulation",
    "pelvic inflammatory disease", "perforation", "pessary", "polyp", "polyps", "salpingitis", "sedation", "sedative",
    "sepsis", "speculum", "thrombosis", "uterine", "uterus", "vasovagal", "vulva",
)  # fmt: skip
"""Terms that a reader may not know: each is explained where it is first met."""
MEANINGS = re.compile(r"\s*(?:\(|, (?:which|that|called|or)\b|: )|\s+(?:is|are|means?) (?:a|an|the|when)\b")
"""What follows a term that is explained on the spot."""
BRANDS = _words(
    "Anadin Aspro Buscopan Calpol Canesten Clexane Cuprofen Feminax Flagyl Glucophage Lipiodol Lovenox Nurofen Panadol",
    "Paracodol Plavix Provera Solpadeine Tylenol Advil Aleve Voltarol Xarelto Eliquis Zoladex",
)
"""Brand names of medicines, which stand only beside the generic name."""
PROMOTION = re.compile(
    r"\b(?:world[- ]class|state[- ]of[- ]the[- ]art|leading|award[- ]winning|cutting[- ]edge|we are proud|renowned|"
    r"excellen(?:t|ce)|unrivalled|best[- ]in)\b",
    re.IGNORECASE,
)
SUMS = re.compile(
    r"\b(?:half of|twice|double|triple|times (?:as|more|the)|subtract|divide|multiply|add up|"
    r"a (?:third|quarter|fifth) of)\b",
    re.IGNORECASE,
)
"""What leaves the reader something to work out."""
NUMBER_WORDS = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)\b", re.IGNORECASE)
VAGUE_HEADINGS = _words("introduction general other information background miscellaneous overview details further")
ACTIONS = _words(
    "add allow ask avoid bring buy call change check choose come contact count do don’t drink drive eat fill follow",
    "get give go have keep leave let lie look make move phone plan put raise read remember report rest ring say see",
    "shower sign stay stop take talk tell try use wait wash wear write",
)
"""Verbs with which an instruction begins."""
REASONS = re.compile(
    r"\b(?:because|so that|so (?:you|we)|to (?:avoid|help|stop|make sure|check|protect)|in case|as (?:you|it|we)|"
    r"if you|must be|until|this (?:is|helps|lets))\b",
    re.IGNORECASE,
)
NOT_KNOWN = re.compile(
    r"\b(?:not known|unknown|no (?:good )?(?:figure|number|count)|not sure|cannot (?:say|show|tell)|disagree|"
    r"not certain|can be wrong|may miss|no harm has been shown)\b",
    re.IGNORECASE,
)
NOTHING = re.compile(r"\b(?:no test|none|no treatment|nothing|not have (?:it|the|a)|say no|wait)\b", re.IGNORECASE)
LIFE = {
    "work": re.compile(r"\bwork\b", re.IGNORECASE),
    "driving": re.compile(r"\bdriv(?:e|ing)\b", re.IGNORECASE),
    "sex": re.compile(r"\bsex\b", re.IGNORECASE),
    "exercise": re.compile(r"\b(?:exercise|sports?|swim|lift|bath)\w*\b", re.IGNORECASE),
    "feelings": re.compile(r"\b(?:worr|anxi|upset|feel(?:ing)? low|mood|hard for you)\w*", re.IGNORECASE),
}
"""Everyday life that a treatment touches."""
COST = re.compile(r"\b(?:cost|price|fee|charge|insur\w+|pay for)\b", re.IGNORECASE)
FREE_CARE = frozenset(("GB",))
"""Countries where patients do not pay for such care, so that no word on its cost is needed."""
