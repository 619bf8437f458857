"""Every rule: what breaks it, what keeps it, and what `--explain` says of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.check.enforced import ENFORCED
from hsgleaflet.check.rule import Look
from hsgleaflet.check.rules import RULES
from hsgleaflet.check.standards import STANDARDS
from hsgleaflet.check.subjects import Prose
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
from tests.samples import ROOT, Marks

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


def test_what_is_kept_elsewhere_is_told_there() -> None:
    paths = [path for path in (ROOT / "hsgleaflet").rglob("*.py") if path.name != "enforced.py"]
    told = {code for path in paths for code in re.findall(r'"([A-Z]\d{3})"', path.read_text("utf-8"))}
    assert {rule.code for rule in ENFORCED} <= told


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_is_why_and_by_which_standard(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert rule.says.endswith(".")
    assert rule.why.endswith(".")
    assert rule.standards
    assert set(rule.standards) <= set(STANDARDS)


# --- any text at all

PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["1 in 7 ", "two ", "5-10 ", "**", "{ask}", " [@A]", "[here](https://a.org)", "can't ", "5 p.m. ",
                     "2 Sept. ", " & ", "DO NOT ", "rare ", ". ", "(", ")", "e.g. ", "مرحبا ", "\u202f", "500mg "]),
)  # fmt: skip
KINDS = ["paragraph", "item", "heading", "step", "alt", "key", "cell", "risk", "wording"]


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(KINDS))
def test_no_text_breaks_a_rule_itself(text: str, kind: str) -> None:
    """Every rule looks at any text, and what it finds stands in the text."""
    for rule in RULES.values():
        if rule.look is Look.TEXT and rule.find:
            prose = Prose(text, ("key_points", 0), Marks(), "en-GB", kind)
            for found in rule.find(prose):
                start, end = found.span or (0, 0)
                assert 0 <= start <= end <= len(prose.text)
                assert found.new is None or found.span
                prose.at(start)
