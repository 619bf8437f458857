"""Rules: all of them, by code.

Goes out: the registry that `run` and `--explain` read. It stands alone as the one list of what is checked.
"""

from __future__ import annotations

from hsgleaflet.check import risk
from hsgleaflet.check.rule import Rule, rules_of

RULES: dict[str, Rule] = {rule.code: rule for module in (risk,) for rule in rules_of(module)}
"""Every rule that `check` looks for."""
