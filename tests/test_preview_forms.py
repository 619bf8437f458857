"""The forms of the preview: what a brand and a clinic's answers are, how they are saved, and what is refused."""

import stat
from pathlib import Path
from typing import Any

import pytest

from hsgleaflet.preview.desk import Asked, Desk
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.mend import rewrite
from tests.previews import CLINIC, HSG, change, desk, project, tried

BRAND = "clinics/riverside/_brand.yml"


def values(found: Desk, asked: Asked) -> dict[str, str]:
    panel: dict[str, Any] = found.brand(asked)["panel"]
    own: dict[str, str] = panel["values"]
    return own


def field(found: Desk, name: str) -> dict[str, Any]:
    fields = [one for group in found.answers(Asked(HSG))["groups"] for one in group["fields"]]
    return next(one for one in fields if one["name"] == name)


# --- brand


def test_the_panel_tells_contrasts_before_and_after(tmp_path: Path) -> None:
    found = desk(tmp_path)
    panel = found.brand(tried(brand={"primary": "#d1497b"}))["panel"]
    figure = next(one for one in panel["figures"] if one["role"] == "primary" and one["ground"] == "panels")
    assert figure["before"] < figure["needed"] == 7
    assert figure["after"] >= 7
    assert figure["printed"] != figure["wanted"] == "#d1497b"
    assert any("darkened" in note for note in panel["notes"])
    assert found.brand(Asked(HSG))["panel"]["values"]["primary"] == "#0F4C5C"


def test_a_brand_is_saved_with_its_comments(tmp_path: Path) -> None:
    found = desk(tmp_path)
    path = tmp_path / BRAND
    before = path.read_text("utf-8")
    path.chmod(0o600)
    wanted = tried(brand={"primary": "#551a8b", "style": "quiet"})
    assert '+  primary: "#551a8b"' in found.brand(wanted)["difference"]
    told = found.save(wanted, "brand")
    assert told["saved"] == BRAND
    after = path.read_text("utf-8")
    assert after == before.replace('"#0F4C5C"', '"#551a8b"') + "defaults:\n  hsgleaflet:\n    style: quiet\n"
    assert after == told["text"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir() if one.name.endswith(".part")] == []
    assert values(found, Asked(HSG))["style"] == "quiet"


def test_what_an_editor_saved_a_moment_ago_is_not_lost(tmp_path: Path) -> None:
    found = desk(tmp_path)
    found.brand(tried(brand={"primary": "#551a8b"}))
    path = change(tmp_path / BRAND, "#9B1C1C", "#9B1C00")
    found.save(tried(brand={"primary": "#551a8b"}), "brand")
    assert "#9B1C00" in path.read_text("utf-8")


def test_a_file_that_is_no_text_is_left_as_it_is(tmp_path: Path) -> None:
    found = desk(tmp_path)
    path = tmp_path / BRAND
    path.write_bytes(b'\xff\xfecolor:\n  primary: "#0F4C5C"\n')
    told = found.save(tried(brand={"primary": "#551a8b"}), "brand")
    assert told["problems"][0]["code"] == "S003"
    assert path.read_bytes().startswith(b"\xff\xfe")


def test_a_choice_can_be_taken_away(tmp_path: Path) -> None:
    found = desk(tmp_path)
    found.save(tried(brand={"warning": ""}), "brand")
    assert "warning" not in (tmp_path / BRAND).read_text("utf-8")
    assert values(found, Asked(HSG))["warning"] == ""


@pytest.mark.parametrize(
    "chosen", [{"primary": "no colour"}, {"logo-height": "2cm wide"}, {"style": "loud"}, {"tint": "99"}]
)
def test_a_brand_that_the_model_refuses_is_not_saved(tmp_path: Path, chosen: dict[str, str]) -> None:
    found = desk(tmp_path)
    before = (tmp_path / BRAND).read_bytes()
    told = found.save(tried(brand=chosen), "brand")
    assert told["saved"] == ""
    assert told["problems"]
    assert (tmp_path / BRAND).read_bytes() == before


def test_a_brand_file_is_started_where_there_is_none(tmp_path: Path) -> None:
    found = desk(tmp_path)
    (tmp_path / BRAND).unlink()
    assert "--accent:#123456" in found.show(tried(brand={"primary": "#123456"}))["inks"]
    found.save(tried(brand={"primary": "#123456"}), "brand")
    assert (tmp_path / BRAND).read_text("utf-8") == 'color:\n  primary: "#123456"\n'


@pytest.mark.parametrize(
    ("logo", "saved"),
    [
        ("logo: a.svg", "logo: b.svg"), ("logo: {medium: a.svg}", "logo: {medium: b.svg}"),
        ("logo: {large: {path: a.svg, alt: x}}", "logo: {large: {path: b.svg, alt: x}}"),
        ("logo: {small: {light: a.svg, dark: c.svg}}", "logo: {small: {light: b.svg, dark: c.svg}}"),
        ("meta: {name: x}", "meta: {name: x}\nlogo:\n  medium: b.svg"),
    ],
)  # fmt: skip
def test_a_logo_is_changed_where_the_brand_names_it(tmp_path: Path, logo: str, saved: str) -> None:
    found = desk(tmp_path)
    folder = tmp_path / "clinics/riverside"
    for name in ("a.svg", "b.svg"):
        (folder / name).write_bytes((folder / "logo.svg").read_bytes())
    (tmp_path / BRAND).write_text(f"{logo}\n", "utf-8")
    assert set(found.brand(Asked(HSG))["panel"]["logos"]) == {"a.svg", "b.svg", "logo.svg"}
    found.save(tried(brand={"logo": "b.svg"}), "brand")
    assert (tmp_path / BRAND).read_text("utf-8") == f"{saved}\n"


def test_a_logo_outside_the_folder_is_refused(tmp_path: Path) -> None:
    found = desk(tmp_path)
    told = found.save(tried(brand={"logo": "../../secret.svg"}), "brand")
    assert told["problems"][0]["code"] == "S004"


def test_a_font_beside_the_brand_is_listed_when_it_is_chosen(tmp_path: Path) -> None:
    found = desk(tmp_path)
    source = project(tmp_path).workspace.bytes_of("fonts/NotoSans-Bold.ttf")
    for name in ("Ours-Regular.ttf", "Ours-Bold.ttf"):
        (tmp_path / "clinics/riverside" / name).write_bytes(source)
    assert found.brand(Asked(HSG))["panel"]["families"] == ("Ours",)
    told = found.save(tried(brand={"base": "Ours", "headings": "Ours"}), "brand")
    assert told["problems"] == []
    text = (tmp_path / BRAND).read_text("utf-8")
    assert text.endswith(
        "typography:\n  fonts:\n    - family: Ours\n      source: file\n"
        "      files: [Ours-Bold.ttf, Ours-Regular.ttf]\n  base: Ours\n  headings: Ours\n"
    )
    assert values(found, Asked(HSG))["base"] == "Ours"


# --- answers


def test_the_form_asks_what_the_leaflet_asks(tmp_path: Path) -> None:
    found = desk(tmp_path)
    asked = field(found, "answers.hsg.hsg_dye")
    assert asked["kind"] == "choice"
    assert asked["value"] == "water"
    assert asked["options"]["water"]
    assert not any("[@" in text or "**" in text for text in asked["options"].values())
    assert field(found, "answers.all.hsg_window")["value"] == "6, 12"
    assert field(found, "contacts.phone")["value"] == "020 7946 0018"
    assert field(found, "answers.all.interpreter_phone")["kind"] == "phone"


def test_answers_are_saved_with_their_comments(tmp_path: Path) -> None:
    found = desk(tmp_path)
    path = tmp_path / CLINIC
    before = path.read_text("utf-8")
    typed = {"answers.all.hsg_window": "7, 11", "answers.hsg.hsg_visit": "2 hours", "contacts.phone": "020 7946 0055"}
    assert found.save(tried(answers=typed), "answers")["saved"] == CLINIC
    for old, new in (("[6, 12]", "[7, 11]"), ("hsg_visit: 90 min", "hsg_visit: 2 hours"), ("0018", "0055")):
        before = before.replace(old, new, 1)
    assert path.read_text("utf-8") == before


def test_an_optional_answer_can_be_taken_away_and_given_again(tmp_path: Path) -> None:
    found = desk(tmp_path)
    name = "contacts.email"
    assert found.save(tried(answers={name: ""}), "answers")["saved"]
    assert "hello@example.org" not in (tmp_path / CLINIC).read_text("utf-8")
    assert found.save(tried(answers={name: "us@example.org"}), "answers")["saved"]
    assert field(found, name)["value"] == "us@example.org"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers.all.hsg_window", "12, 6"), ("answers.all.hsg_window", "6"), ("answers.hsg.hsg_visit", "long"),
        ("answers.hsg.hsg_dye", "beer"), ("contacts.phone", "ring us"), ("contacts.email", "nobody"),
        ("answers.all.interpreter_phone", "x"), ("name", ""), ("answers.hsg.hsg_dye", ""),
    ],
)  # fmt: skip
def test_what_the_model_refuses_is_told_at_its_field_and_not_saved(tmp_path: Path, name: str, text: str) -> None:
    found = desk(tmp_path)
    before = (tmp_path / CLINIC).read_bytes()
    asked = tried(answers={name: text})
    for _ in range(2):  # the same the second time, whatever was held of the first
        told = found.answers(asked)
        assert list(told["wrong"]) == [name]
        assert told["problems"] == [] or not text
    assert found.save(asked, "answers")["saved"] == ""
    assert (tmp_path / CLINIC).read_bytes() == before


def test_a_field_that_the_form_has_not_is_not_written(tmp_path: Path) -> None:
    found = desk(tmp_path)
    before = (tmp_path / CLINIC).read_bytes()
    found.save(tried(answers={"policy.approval": "nobody", "fictional": "false"}), "answers")
    assert (tmp_path / CLINIC).read_bytes() == before


def test_a_file_outside_the_project_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    outside = tmp_path / "clinic.yaml"
    outside.write_text("a: 1\n", "utf-8")
    with pytest.raises(LeafletError) as refused:
        rewrite(project(tmp_path / "own").workspace, outside, "a: 2\n")
    assert refused.value.problems[0].code == "S049"
    assert outside.read_text("utf-8") == "a: 1\n"


def test_a_text_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n", "utf-8")
    with pytest.raises(LeafletError):
        rewrite(project(tmp_path).workspace, path, "a: [\n")
    assert path.read_text("utf-8") == "a: 1\n"
