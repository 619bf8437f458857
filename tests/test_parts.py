"""Risk tables and bands: one denominator, both frames, nothing unsaid; numbers to ring in the headings."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsgleaflet.compose.parts import bands, denominator, how_often, risk_table
from hsgleaflet.compose.phrases import ENGLISH, Phrases
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.document import Callout, Filled, Table, plain, texts
from hsgleaflet.model.leaflet import Bands, Risk
from tests.samples import blocks, clinic, read_as, spot

PHRASES = Phrases("en-GB")
GIVEN = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000)


def risk(n: int | tuple[int, int] | None = None, per: int | None = None, **more: Any) -> Risk:
    values = {"what": "Infection", "n": n, "per": str(per) if per else None}
    return read_as(Risk, {**values, **more})


def row(found: Risk) -> list[str]:
    """The three cells of a risk, counted in 100 people or more."""
    return [plain(cell.content) for cell in table(found).rows[0]]


def table(*risks: Risk) -> Table:
    return risk_table(risks, blocks(), PHRASES, spot("risks"))


# --- one denominator


@pytest.mark.parametrize(
    ("counts", "per"),
    [
        ([(1, 10)], 100),
        ([(3, 100), (1, 20)], 100),
        ([(3, 100), (1, 1000)], 1000),
        ([(1, 200)], 1000),
        ([(2, 200)], 100),
        ([(1, 2000)], 10_000),
        ([(5, 5000), (1, 100)], 1000),
        ([(1, 100_000), (1, 10)], 100_000),
        ([((10, 25), 1000)], 1000),
        ([((10, 20), 1000)], 100),
        ([(0, 1000)], 100),
        ([], 100),
    ],
)
def test_the_smallest_denominator_that_gives_whole_numbers(counts: list[tuple[Any, int]], per: int) -> None:
    assert denominator([risk(n, given) for n, given in counts]) == per


counted = st.sampled_from(GIVEN).flatmap(lambda per: st.tuples(st.integers(0, per), st.just(per)))


@given(st.lists(counted, min_size=1))
def test_every_row_is_counted_exactly_in_the_same_number(counts: list[tuple[int, int]]) -> None:
    per = denominator([risk(n, out_of) for n, out_of in counts])
    for n, out_of in counts:
        assert n * per % out_of == 0
        happens, happens_not = how_often(risk(n, out_of), per, PHRASES)
        assert f"in {per:,}" in happens
        if n:
            low, rest = happens.split(" in ")[0], happens_not.split(" do not")[0]
            assert int(low.replace(",", "")) + int(rest.replace(",", "")) == per


def test_unknown_risks_do_not_count() -> None:
    assert denominator([risk(unknown="true"), risk(1, 10)]) == 100


# --- both frames


@pytest.mark.parametrize(
    ("found", "per", "said"),
    [
        (risk(3, 100), 100, ("3 in 100", "97 do not")),
        (risk(1, 20), 1000, ("50 in 1,000", "950 do not")),
        (risk(1, 100, bound="about"), 100, ("About 1 in 100", "About 99 do not")),
        (risk(1, 100, bound="fewer than"), 1000, ("Fewer than 10 in 1,000", "More than 990 do not")),
        (risk(1, 100, bound="more than"), 100, ("More than 1 in 100", "Fewer than 99 do not")),
        (risk(5, 100, bound="up to"), 100, ("Up to 5 in 100", "At least 95 do not")),
        (risk((20, 27), 1000), 1000, ("20 to 27 in 1,000", "973 to 980 do not")),
        (risk((0, 38), 100), 100, ("0 to 38 in 100", "62 to 100 do not")),
        (risk((2, 4), 10, bound="about"), 100, ("20 to 40 in 100", "60 to 80 do not")),
        (risk(0, 100), 1000, ("None seen in 1,000", "")),
        (risk(unknown="true"), 100, ("We do not know how often this happens.", "")),
        (risk(unknown="true", in_words="rare"), 100, ("", "")),
    ],
)
def test_a_risk_is_told_both_ways(found: Risk, per: int, said: tuple[str, str]) -> None:
    assert how_often(found, per, PHRASES) == said


@pytest.mark.parametrize(
    ("found", "often", "means"),
    [
        (risk(3, 100), "3 in 100. 97 do not.", "–"),
        (risk(3, 100, period="in the week after"), "3 in 100, in the week after. 97 do not.", "–"),
        (
            risk(3, 100, who="women over 40", period="in 2 days"),
            "3 in 100, in 2 days. 97 do not. Women over 40.",
            "–",
        ),
        (risk(unknown="true"), "We do not know how often this happens.", "–"),
        (risk(unknown="true", period="in 2 days"), "We do not know how often this happens. In 2 days.", "–"),
        (risk(unknown="true", in_words="called rare"), "Called rare.", "–"),
        (risk(unknown="true", in_words="called rare", period="in 2 days"), "Called rare, in 2 days.", "–"),
        (risk(unknown="true", in_words="rare", means="fever", we_do="rest."), "Rare.", "Fever. Rest."),
        (risk(0, 100, means="**Ring us.**", we_do="We help!"), "None seen in 100.", "Ring us. We help!"),
    ],
)  # fmt: skip
def test_a_row_reads_as_sentences(found: Risk, often: str, means: str) -> None:
    assert row(found) == ["Infection", often, means]


def test_rows_keep_their_order_heads_and_sources() -> None:
    found = table(risk(1, 100, source=["A", "B"]), risk(1, 1000, what="Fainting", source="C", serious="true"))
    assert [plain(cells[0].content) for cells in found.rows] == ["Infection", "Fainting"]
    assert [cell.heads for cell in found.head] == ["column"] * 3
    assert [[cell.heads for cell in cells] for cells in found.rows] == [["row", "", ""]] * 2
    assert [cell.sources for cell in found.rows[0]] == [("A", "B")] * 3
    assert found.rows[1][0].sources == ("C",)
    assert plain(found.rows[0][1].content).startswith("10 in 1,000")


# --- bands


def test_bands_that_are_given_come_in_the_order_of_urgency() -> None:
    given = Bands(emergency=["fits"], expected=["cramp"], call_us=["a fever"])
    found = bands(given, blocks(), PHRASES, clinic, spot("bands"))
    assert [block.role for block in found] == ["expected", "call-us", "emergency"]
    assert [list(texts(block)) for block in found] == [
        ["Expected", "•", "cramp"],
        [
            "Call us: 020 7123 4567",
            "•",
            "a fever",
            "Monday to Friday, 8.30am to 5pm. When we are closed, ring 111.",
        ],
        ["Emergency: call 999", "•", "fits"],
    ]


def test_the_numbers_in_bands_are_the_clinics_own() -> None:
    found = bands(Bands(call_us=["a fever"]), blocks(), PHRASES, clinic, spot("bands"))
    (band,) = found
    assert isinstance(band, Callout)
    assert band.title[-1] == Filled(name="clinic_phone", kind="phone", text="020 7123 4567")
    assert [block.role for block in bands(Bands(), blocks(), PHRASES, clinic, spot("bands"))] == []


def test_a_band_that_names_no_clinic_asks_for_none() -> None:
    def asked() -> ClinicFile:
        raise AssertionError

    (band,) = bands(Bands(expected=["cramp"]), blocks(), PHRASES, asked, spot("bands"))
    assert list(texts(band)) == ["Expected", "•", "cramp"]


# --- the program's own words


def test_every_phrase_of_the_program_is_used() -> None:
    import ast
    from pathlib import Path

    import hsgleaflet

    named, begun = set(), set()
    for path in Path(hsgleaflet.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if path.name != "phrases.py" else ():
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
            elif isinstance(node, ast.Constant):
                named.add(node.value)
    begun = {start for start in begun if start.endswith("_")}
    assert sorted(key for key in ENGLISH if key not in named and not key.startswith((*begun, "risk_"))) == []
