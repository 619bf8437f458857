"""Rules: all of them, by code.

Goes out: the registry that `run` and `--explain` read. It stands alone as the one list of what is checked.
"""

from __future__ import annotations

from hsgleaflet.check import accessible, governance, numerals, pages, risk, structure, terms, wording
from hsgleaflet.check.rule import Rule, rules_of

_THEMES = (risk, numerals, wording, terms, structure, governance, accessible, pages)
RULES: dict[str, Rule] = {rule.code: rule for module in _THEMES for rule in rules_of(module)}
"""Every rule that `check` looks for."""
