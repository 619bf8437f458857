"""What a value may be is worked out from annotations, and read, refused and told to editors alike."""

import datetime
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from jsonschema import Draft202012Validator

from hsgleaflet.model.base import Bounds, ByKey, ByTag, Date, Line, Model, Size, Slug, Text
from hsgleaflet.model.brand import BrandFile
from hsgleaflet.model.clinic import ClinicFile
from hsgleaflet.model.described import schema
from hsgleaflet.model.kinds import fields_of
from hsgleaflet.model.leaflet import LeafletFile, PassageFile
from hsgleaflet.read.fit import Misfit, fit
from tests.samples import ROOT


class Scale(StrEnum):
    SMALL = "small"
    LARGE = "large"


def upper(text: str) -> str:
    if not text.isalpha():
        raise ValueError("letters, please")
    return text.upper()


class Cat(Model):
    """A cat."""

    kind: Literal["cat"]
    """cat"""
    lives: Annotated[int, Bounds(1, 9)] = 9
    """How many are left."""


class Dog(Model):
    """A dog."""

    kind: Literal["dog"]
    """dog"""
    owner: Line
    """Whose it is."""


class Quote(Model):
    """Somebody else's words."""

    quote: Line
    """The words."""


class Nest(Model):
    """Things in things."""

    inner: Annotated[list["Thing"], Size(1)]
    """What is inside."""


Thing = Annotated[Line | Quote | Nest, ByKey()]


class Sample(Model):
    """One field of every kind."""

    name: Slug
    """A short name."""
    word: Annotated[str, Text(check=upper)] = "A"
    """A word."""
    size: Scale = Scale.SMALL
    """How large."""
    day: Date = datetime.date(2026, 1, 1)
    """A day."""
    share: Annotated[float, Bounds(0, 1)] = 0.5
    """A part of the whole."""
    pair: tuple[int, int] | None = None
    """Two numbers."""
    many: tuple[Slug, ...] = ()
    """Names."""
    count: int | tuple[int, int] = 1
    """One number, or two."""
    pet: Annotated[Cat | Dog, ByTag("kind")] | None = None
    """An animal."""
    likely: Quote | Nest | None = None
    """One of two models that nothing tells apart but their keys."""
    things: list[Thing] = []  # noqa: RUF012 (a model copies it)
    """What there is."""
    by_name: dict[Slug, int] = {}  # noqa: RUF012
    """Numbers by name."""
    other: Any = None
    """Whatever it is."""


def read(**values: Any) -> Sample:
    found, misfits = fit({"name": "a"} | values, Sample)
    assert not misfits
    assert found
    return found


def refused(**values: Any) -> list[Misfit]:
    found, misfits = fit({"name": "a"} | values, Sample)
    assert found is None
    return misfits


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"word": "b"}, "B"),
        ({"size": "large"}, Scale.LARGE),
        ({"day": " 2026-02-28 "}, datetime.date(2026, 2, 28)),
        ({"share": "0.25"}, 0.25),
        ({"pair": ["1", "-2"]}, (1, -2)),
        ({"pair": None}, None),
        ({"many": ["a", "b"]}, ("a", "b")),
        ({"count": "7"}, 7),
        ({"count": ["7", "8"]}, (7, 8)),
        ({"pet": {"kind": "cat", "lives": "3"}}, Cat(kind="cat", lives=3)),
        ({"pet": {"kind": "dog", "owner": " Ann "}}, Dog(kind="dog", owner="Ann")),
        ({"likely": {"inner": ["a"]}}, Nest(inner=["a"])),
        ({"things": ["a", {"quote": "b"}, {"inner": [{"inner": ["c"]}]}]},
         ["a", Quote(quote="b"), Nest(inner=[Nest(inner=["c"])])]),
        ({"by_name": {"one": "1"}}, {"one": 1}),
        ({"other": {"x": ["1"]}}, {"x": ["1"]}),
    ],
)  # fmt: skip
def test_a_value_that_fits_is_read_as_its_kind(values: dict[str, Any], found: object) -> None:
    (name,) = values
    assert getattr(read(**values), name) == found


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "A b"}, [("pattern", "name")]),
        ({"name": "a" * 61}, [("long", "name")]),
        ({"name": None}, [("empty", "name")]),
        ({"name": ["a"]}, [("type", "name")]),
        ({"name": "a\n"}, [("pattern", "name")]),
        ({"word": "1"}, [("value", "word")]),
        ({"size": "huge"}, [("choice", "size")]),
        ({"size": ["small"]}, [("choice", "size")]),
        ({"day": "2026-02-30"}, [("type", "day")]),
        ({"day": "20260228"}, [("type", "day")]),
        ({"day": "1899-12-31"}, [("low", "day")]),
        ({"day": "2200-01-01"}, [("high", "day")]),
        ({"share": "nan"}, [("type", "share")]),
        ({"share": "1.5"}, [("high", "share")]),
        ({"share": "-0.5"}, [("low", "share")]),
        ({"pair": ["1"]}, [("few", "pair")]),
        ({"pair": ["1", "2", "3"]}, [("many", "pair")]),
        ({"pair": ["1", "2_0"]}, [("type", "pair/1")]),
        ({"count": "1.0"}, [("type", "count")]),
        ({"count": {"x": "1"}}, [("type", "count")]),
        ({"pet": {}}, [("untagged", "pet")]),
        ({"pet": {"kind": "cow"}}, [("choice", "pet/kind")]),
        ({"pet": {"kind": "dog"}}, [("missing", "pet/owner")]),
        ({"pet": "cat"}, [("type", "pet")]),
        ({"likely": {"qoute": "a"}}, [("missing", "likely/quote"), ("unknown", "likely/qoute")]),
        ({"likely": {"inner": []}}, [("few", "likely/inner")]),
        ({"things": [{"qoute": "a"}]}, [("block", "things/0")]),
        ({"things": [["a"]]}, [("block", "things/0")]),
        ({"things": [{"inner": [" "]}]}, [("short", "things/0/inner/0")]),
        ({"by_name": {"A": "x"}}, [("pattern", "by_name/A"), ("type", "by_name/A")]),
        ({"nmae": "a"}, [("unknown", "nmae")]),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(values: dict[str, Any], told: list[tuple[str, str]]) -> None:
    assert [(one.what, "/".join(map(str, one.path))) for one in refused(**values)] == told


def test_a_wrong_name_is_told_at_the_name_and_a_wrong_value_at_the_value() -> None:
    assert [one.on_key for one in refused(by_name={"A": "x"})] == [True, False]


def test_a_file_that_is_no_mapping_is_refused() -> None:
    assert [one.what for one in fit([], Sample)[1]] == ["type"]


def test_only_the_fields_of_an_entry_have_a_description() -> None:
    assert refused(name=None)[0].owner is Sample
    assert refused(pair=["1", "x"])[0].owner is None


def test_a_field_without_a_default_must_be_given() -> None:
    assert [name for name, field in fields_of(Sample).items() if field.required] == ["name"]
    assert [name for name, field in fields_of(Dog).items() if field.required] == ["kind", "owner"]


# --- what editors are told


def typed(text: str) -> Any:
    """A file as an editor sees it: 999 is a number, yes is true."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def shipped() -> list[tuple[Path, type[Model]]]:
    leaflets = sorted((ROOT / "leaflets").glob("*.yaml"))
    found: list[tuple[Path, type[Model]]] = [
        (path, PassageFile if path.stem == "shared" else LeafletFile) for path in leaflets
    ]
    found += [(path, ClinicFile) for path in sorted((ROOT / "clinics").glob("*/clinic.yaml"))]
    return [*found, *((path, BrandFile) for path in sorted((ROOT / "clinics").glob("*/_brand.yml")))]


@pytest.mark.parametrize(("path", "model"), shipped(), ids=lambda one: one.name if isinstance(one, Path) else "")
def test_an_editor_finds_no_fault_with_what_we_ship(path: Path, model: type[Model]) -> None:
    found = schema(model)
    Draft202012Validator.check_schema(found)
    assert [error.message for error in Draft202012Validator(found).iter_errors(typed(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "text",
    [
        "name: A b", "size: huge", "share: 2", "pair: [1]", "count: x", "pet: {kind: cow}", "pet: {kind: dog}",
        "things: [{qoute: a}]", "by_name: {A: 1}", "nmae: a",
    ],
)  # fmt: skip
def test_an_editor_marks_what_is_refused(text: str) -> None:
    values = {"name": "a"} | typed(text)
    assert not Draft202012Validator(schema(Sample)).is_valid(values)
    assert Draft202012Validator(schema(Sample)).is_valid({"name": "a"})
