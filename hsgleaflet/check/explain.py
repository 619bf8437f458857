"""Explain: a rule in words: what it says, why, and where that comes from.

Goes out: lines for people. It stands alone so that nobody has to read code to know why a sentence was refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from hsgleaflet.check.enforced import ENFORCED
from hsgleaflet.check.rule import Rule
from hsgleaflet.check.rules import RULES
from hsgleaflet.check.standards import STANDARDS

KNOWN: dict[str, Rule] = {**{rule.code: rule for rule in ENFORCED}, **RULES}
"""Every rule that can be explained, by its code."""


FAMILIES = {
    "S": "how a file is written", "M": "the marks in a text, or its translation", "T": "colours and the brand",
    "F": "fonts", "L": "room on the page", "C": "content", "G": "approval and dates", "A": "accessibility",
    "B": "a run over many leaflets",
}  # fmt: skip
"""What the first letter of a code tells."""


def explained(rule: Rule) -> Iterator[str]:
    """Yield the lines that explain a rule."""
    kind = "safety rule, the same in every clinic" if rule.safety else f"{rule.severity}, unless the clinic says else"
    if rule.code not in RULES:
        kind = f"{rule.severity}, always"
    yield f"{rule.code}  {rule.says}"
    yield ""
    yield f"Why       {rule.why}"
    yield f"How much  {kind}"
    yield f"Looks at  {rule.look}{' in English' if rule.english else ''}"
    if rule.mends:
        yield "Mending   hsgleaflet check --fix does it"
    if rule.code in RULES and not rule.safety:
        yield f"Policy    policy: {{rules: {{{rule.code}: off}}}} in clinic.yaml; or info, warning, error"
    for number, key in enumerate(rule.standards):
        yield f"{'' if number else 'Sources':<10}{STANDARDS[key]}"


def overview() -> Iterator[str]:
    """Yield a line for each rule."""
    for code in sorted(KNOWN):
        rule = KNOWN[code]
        marks = " [safety]" if rule.safety else ""
        yield f"{code}  {rule.severity:<8} {rule.says}{marks}"
