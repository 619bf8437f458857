"""What every leaflet must hold: each rule with a leaflet that breaks it and the nearest one that does not."""

from collections.abc import Callable
from typing import Any

import pytest

from hsgleaflet.model.leaflet import LeafletFile, Part, PassageFile
from hsgleaflet.model.required import REQUIRED, findings, passage_findings
from tests.samples import Json, leaflet_values, read_as

Change = Callable[[Json], object]
RISK = {"what": "Infection", "n": 1, "per": "100", "period": "in the week after", "source": "A"}
COMPARED = ("what-it-is", "preparation", "after-effects")


def found(values: Json) -> list[tuple[str, str]]:
    """The codes and places of what is wrong with a leaflet."""
    leaflet = read_as(LeafletFile, values)
    return [(finding.code, ".".join(map(str, finding.path))) for finding in findings(leaflet)]


def changed(change: Change) -> Json:
    values = leaflet_values()
    change(values)
    return values


def section(values: Json, part: str) -> Json:
    chosen: Json = next(one for one in values["sections"] if one.get("part") == part)
    return chosen


def without(values: Json, part: str) -> Json:
    return values | {"sections": [one for one in values["sections"] if one.get("part") != part]}


def comparison() -> Json:
    """A comparison of two options, each with the parts it must have."""
    values = leaflet_values(kind="comparison", options={"one": "One", "two": "Two"})
    values["sections"] = [
        {"part": part, "heading": "What?", "option": option, "body": ["Words."]}
        for part in COMPARED
        for option in values["options"]
    ]
    values["sections"].append({"part": "disclaimer", "heading": "About", "body": ["Words."]})
    return values


def test_the_sample_leaflet_has_nothing_wrong() -> None:
    assert found(leaflet_values()) == []


# --- parts


@pytest.mark.parametrize("kind", ["test", "operation"])
@pytest.mark.parametrize("part", REQUIRED["test"])
def test_a_procedure_needs_each_of_its_parts(kind: str, part: Part) -> None:
    values = without(leaflet_values(kind=kind), part)
    assert ("S030", "sections") in found(values)


@pytest.mark.parametrize("part", REQUIRED["aftercare"])
def test_after_care_needs_each_of_its_parts(part: Part) -> None:
    values = leaflet_values(kind="aftercare")
    values["sections"] = [one for one in values["sections"] if one["part"] in REQUIRED["aftercare"]]
    assert found(values) == []
    assert ("S030", "sections") in found(without(values, part))


@pytest.mark.parametrize("kind", ["test", "operation", "aftercare"])
def test_only_a_sheet_for_the_days_after_may_do_without_key_points(kind: str) -> None:
    values = leaflet_values(kind=kind)
    del values["key_points"]
    assert found(values) == ([] if kind == "aftercare" else [("S030", "")])


def test_a_comparison_needs_its_parts_for_each_option() -> None:
    values = comparison()
    assert found(values) == []
    for index, one in enumerate(values["sections"]):
        rest = [*values["sections"][:index], *values["sections"][index + 1 :]]
        assert found(values | {"sections": rest}) == [("S030", "sections")], one


def test_a_missing_part_is_named_with_its_option() -> None:
    values = comparison()
    values["sections"].pop(0)
    wrong = findings(read_as(LeafletFile, values))
    assert wrong[0].message == 'a leaflet of kind "comparison" needs the part "what-it-is" for option "one"'
    assert wrong[0].hint == "add a section with `part: what-it-is` and `option: one`"


# --- the other rules: what breaks them, where it is told, and the nearest that passes


def _set(part: str, **values: Any) -> Change:
    return lambda leaflet: section(leaflet, part).update(values)


def _drop(part: str, key: str) -> Change:
    return lambda leaflet: section(leaflet, part).pop(key)


def _more(**values: Any) -> Change:
    return lambda leaflet: leaflet["sections"].append({"heading": "More", "body": ["Words."], **values})


def _risk(**values: Any) -> Change:
    row = {key: value for key, value in (RISK | values).items() if value is not None}
    return _set("risks", risks=[row])


def _dates(written: str, review_by: str) -> Change:
    return lambda leaflet: leaflet["dates"].update(written=written, review_by=review_by)


def _table(*rows: list[str] | Json) -> Json:
    return {"table": {"caption": "Choices", "columns": ["One", "Two"], "rows": list(rows)}}


def _body(*blocks: Any) -> Change:
    return _set("benefits", body=list(blocks))


def _asks(switch: Json, **then: Any) -> Change:
    """A yes-or-no question, and one that hangs on it."""
    asks = {"stay": {"type": "yes-no", "ask": "Do you?"} | switch, "beds": {"type": "text", "ask": "Where?"} | then}
    return lambda leaflet: leaflet.update(asks=asks)


RULES: list[tuple[str, str, Change, Change]] = [
    ("S031", "sections.1", _drop("what-it-is", "body"), _set("what-it-is", body=None, use="passage")),
    ("S031", "sections.1", _drop("what-it-is", "heading"), _set("what-it-is", heading=None, use="passage")),
    ("S032", "sections", _set("after-effects", bands=None, body=["Words."]), _set("get-help", body=["Words."])),
    (
        "S032",
        "sections",
        _set("get-help", bands={"call_us": ["a fever"]}),
        _set("after-effects", bands={"expected": ["cramp"], "emergency": ["fits"]}),
    ),
    ("S033", "sections.9.option", _more(option="one"), _more(option=None)),
    ("S034", "sections.2.body.0.table.rows.1", _body(_table(["a", "b"], ["c"])), _body(_table(["a", "b"], ["c", "d"]))),
    (
        "S034",
        "sections.2.body.0.callout.body.0.table.rows.0",
        _body({"callout": {"title": "Box", "body": [_table(["a", "b", "c"])]}}),
        _body({"callout": {"title": "Box", "body": [_table(["a", "b"])]}}),
    ),
    (
        "S034",
        "sections.2.body.0.body.0.table.rows.0",
        _body({"heading": "Smaller", "body": [_table(["a"])]}),
        _body({"heading": "Smaller", "body": [_table(["a", "b"])]}),
    ),
    (
        "S034",
        "sections.2.body.0.body.0.table.rows.0",
        _body({"only_if": "stay", "body": [_table({"only_if": "stay", "row": ["a"]})]}),
        _body({"only_if": "stay", "body": [_table({"only_if": "stay", "row": ["a", "b"]})]}),
    ),
    ("S054", "asks.beds.only_if", _asks({}, only_if="stey"), _asks({}, only_if="stay")),
    ("S054", "asks.beds.only_if", _asks({"type": "text"}, only_if="stay"), _asks({"type": "text"}, only_if=None)),
    ("S054", "sections.2.only_if", _set("benefits", only_if="stay"), _more(part="benefits", only_if="stay")),
    ("S054", "asks.stay.optional", _asks({"optional": "true"}), _asks({"optional": "false"})),
    ("S035", "sections.5.risks.0", _risk(n=None, per=None), _risk(n=None, per=None, unknown="true")),
    ("S035", "sections.5.risks.0", _risk(unknown="true"), _risk()),
    ("S035", "sections.5.risks.0", _risk(per=None), _risk(per="1000")),
    ("S036", "sections.5.risks.0", _risk(source=None), _risk(source=["A", "B"])),
    ("S037", "sections.5.risks.0", _risk(period=None), _risk(period=None, who="people over 60")),
    ("S039", "sections.5.risks.0.n", _risk(n=101), _risk(n=100)),
    ("S039", "sections.5.risks.0.n", _risk(n=(20, 10)), _risk(n=(10, 20))),
    ("S039", "sections.5.risks.0.n", _risk(n=(10, 200)), _risk(n=(100, 100))),
    ("S038", "dates.review_by", _dates("2026-11-23", "2026-11-23"), _dates("2026-11-23", "2026-11-24")),
    ("S038", "dates.review_by", _dates("2026-11-23", "2025-01-01"), _dates("2026-11-23", "2029-11-23")),
    ("S038", "dates.review_by", _dates("2026-11-23", "2029-12-23"), _dates("2024-02-29", "2027-02-28")),
]


@pytest.mark.parametrize(("code", "path", "breaking", "passing"), RULES)
def test_each_rule_is_broken_and_kept(code: str, path: str, breaking: Change, passing: Change) -> None:
    wrong = found(changed(breaking))
    assert (code, path) in wrong
    assert {told for told, _ in wrong} == {code}
    assert code not in {told for told, _ in found(changed(passing))}


def test_a_comparison_has_two_options_at_least() -> None:
    values = comparison()
    values["options"] = {"one": "One"}
    values["sections"] = [one for one in values["sections"] if one.get("option") != "two"]
    assert found(values) == [("S033", "")]


def test_every_finding_says_what_to_do() -> None:
    for _, _, breaking, _ in RULES:
        assert all(finding.hint for finding in findings(read_as(LeafletFile, changed(breaking))))


def test_every_code_of_the_module_is_tried_here() -> None:
    import inspect
    import re

    from hsgleaflet.model import required

    written = set(re.findall(r'"(S0\d\d)"', inspect.getsource(required)))
    assert written == {code for code, *_ in RULES} | {"S030"}


# --- passages


def test_passages_are_checked_as_well() -> None:
    def wrong(**content: Any) -> list[tuple[str, tuple[str | int, ...]]]:
        values = {"schema_version": "1", "lang": "en-GB", "passages": {"one": {"heading": "One", **content}}}
        return [(one.code, one.path) for one in passage_findings(read_as(PassageFile, values))]

    assert wrong(body=[_table(["a", "b"])], risks=[RISK]) == []
    assert wrong(body=[_table(["a"])]) == [("S034", ("passages", "one", "body", 0, "table", "rows", 0))]
    assert wrong(risks=[RISK | {"n": 101}]) == [("S039", ("passages", "one", "risks", 0, "n"))]
