"""Every rule: what breaks it, what keeps it, and what `--explain` says of it."""

import re

import pytest

from hsgleaflet.check.rules import RULES
from hsgleaflet.check.standards import STANDARDS
from tests.rule_cases import (
    Tried,
    accessible,
    clean,
    codes,
    governance,
    hits,
    numerals,
    pages,
    risk,
    structure,
    terms,
    wording,
)
from tests.samples import ROOT

CASES: list[Tried] = [
    case for theme in (risk, numerals, wording, terms, structure, governance, accessible, pages) for case in theme.CASES
]
NAMES = [f"{case.code}-{number}" for number, case in enumerate(CASES)]


def test_the_clean_leaflet_breaks_no_rule() -> None:
    assert codes(hits(clean())) == set()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_each_rule_finds_its_breach_and_nothing_else_does(case: Tried) -> None:
    assert case.breaks() == {case.code}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_each_rule_lets_the_nearest_good_one_pass(case: Tried) -> None:
    assert case.code not in case.keeps()


def test_every_rule_has_cases() -> None:
    assert {case.code for case in CASES} == set(RULES)


def test_no_other_part_of_the_program_uses_the_code_of_a_rule() -> None:
    package = ROOT / "hsgleaflet"
    others = [path for path in package.rglob("*.py") if package / "check" not in path.parents]
    taken = {code for path in others for code in re.findall(r'"([A-Z]\d{3})"', path.read_text("utf-8"))}
    assert taken & set(RULES) == set()


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_is_why_and_by_which_standard(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert rule.says.endswith(".")
    assert rule.why.endswith(".")
    assert rule.standards
    assert set(rule.standards) <= set(STANDARDS)
