"""What the preview shows: pages, the last good ones, problems where they are, and nothing but the project's files."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from hsgleaflet.preview.desk import Asked, Choice
from hsgleaflet.problems import LeafletError
from hsgleaflet.work.workspace import GALLERY
from tests.previews import CLINIC, HSG, PURPOSE, change, desk, tried


def said(shown: dict[str, object]) -> str:
    pages = shown["pages"]
    assert isinstance(pages, list)
    return "\n".join(page["words"] for page in pages)


def test_pages_are_those_of_the_engine(tmp_path: Path) -> None:
    shown = desk(tmp_path).show(Asked(HSG))
    assert shown["kind"] == "pages"
    assert not shown["stale"]
    assert len(shown["pages"]) % 2 == 0
    assert "fallopian tubes" in said(shown)
    assert all(drawn.startswith("<svg ") for drawn in shown["svgs"].values())


def test_only_pages_that_the_page_has_not_got_are_drawn_again(tmp_path: Path) -> None:
    found = desk(tmp_path)
    keys = [page["key"] for page in found.show(Asked(HSG))["pages"]]
    path = change(tmp_path / "leaflets" / "hsg.yaml", PURPOSE, PURPOSE.replace("An X-ray", "A quick X-ray"))
    found.saved([path])
    again = found.show(Asked(HSG, have=tuple(keys)))
    assert list(again["svgs"]) == [again["pages"][0]["key"]]
    assert "A quick X-ray" in said(again)


def test_a_broken_file_keeps_the_last_good_page_and_shows_where(tmp_path: Path) -> None:
    found = desk(tmp_path)
    good = found.show(Asked(HSG))
    path = change(tmp_path / "leaflets" / "hsg.yaml", PURPOSE, "purpose: tubes: open")
    found.saved([path])
    for problems in (found.show(Asked(HSG))["problems"], found.check(Asked(HSG))):
        assert problems[0]["code"] == "S010"
        assert (problems[0]["file"], problems[0]["line"]) == ("leaflets/hsg.yaml", 8)
        assert problems[0]["place"]["page"] == 1
    shown = found.show(Asked(HSG))
    assert shown["stale"]
    assert said(shown) == said(good)
    found.saved([change(path, "purpose: tubes: open", PURPOSE)])
    assert not found.show(Asked(HSG))["stale"]


def test_a_file_that_was_never_good_shows_its_problems_alone(tmp_path: Path) -> None:
    found = desk(tmp_path)
    change(tmp_path / "leaflets" / "hsg.yaml", PURPOSE, "purpos: x")
    shown = found.show(Asked(HSG))
    assert shown["kind"] == "none"
    assert {problem["code"] for problem in shown["problems"]} >= {"S012"}


def test_problems_of_the_rules_have_their_line_and_place(tmp_path: Path) -> None:
    found = desk(tmp_path)
    path = tmp_path / "leaflets" / "hsg.yaml"
    line = path.read_text("utf-8").split("\n").index(PURPOSE) + 1
    change(path, PURPOSE, f"{PURPOSE[:-1]}, and we utilise a very thin tube.")
    found.show(Asked(HSG))
    problem = next(one for one in found.check(Asked(HSG)) if one["line"] == line)
    assert problem["file"] == "leaflets/hsg.yaml"
    assert problem["place"]["page"] == 1


def test_a_picture_that_changes_is_drawn_anew(tmp_path: Path) -> None:
    found = desk(tmp_path)
    before = found.show(Asked(HSG))["pages"]
    logo = change(tmp_path / "clinics/riverside/logo.svg", "</svg>", '<rect width="9" height="9" fill="#000"/></svg>')
    found.saved([logo])
    after = found.show(Asked(HSG))["pages"]
    assert before[0]["key"] != after[0]["key"]
    assert before[1:] == after[1:]


@pytest.mark.parametrize(
    ("name", "kind"), [("trifold", "pages"), ("html", "html"), ("text", "text"), ("audio", "text")]
)
def test_every_kind_of_edition_is_shown(tmp_path: Path, name: str, kind: str) -> None:
    found = desk(tmp_path)
    shown = found.show(Asked(replace(HSG, format=name)))
    assert shown["kind"] == kind
    if kind == "html":
        assert (found.edition(shown["edition"]) or "").startswith("<!DOCTYPE html>")
    if kind == "text":
        assert "fallopian" in shown["files"][0]["text"]
    assert found.edition("nothing") is None


def test_what_can_be_chosen(tmp_path: Path) -> None:
    found = desk(tmp_path).offers()
    (clinic,) = found["clinics"]
    assert clinic["id"] == CLINIC
    assert clinic["leaflets"]["hsg"] == "HSG test"
    assert clinic["langs"]["hsg"][0] == "en-GB"
    assert {"en-XA", "ar-XB"} <= set(clinic["langs"]["hsg"])
    assert {"a4", "trifold", "html", "braille"} <= set(found["formats"])
    assert set(clinic["langs"]["hsg"]) <= set(found["languages"])


def test_every_element_can_be_looked_at_in_a_brand(tmp_path: Path) -> None:
    found = desk(tmp_path)
    choice = replace(HSG, leaflet=GALLERY)
    assert GALLERY in found.offers()["clinics"][0]["leaflets"]
    assert found.show(Asked(choice))["kind"] == "pages"
    assert all(problem["severity"] != "error" for problem in found.check(Asked(choice)))
    assert found.answers(Asked(choice))["groups"]


def test_a_clinic_that_cannot_be_read_keeps_its_offers(tmp_path: Path) -> None:
    found = desk(tmp_path)
    before = found.offers()
    found.saved([change(tmp_path / CLINIC, "country: GB", "country: [")])
    assert found.offers() == before


@pytest.mark.parametrize(
    "choice",
    [
        replace(HSG, clinic="../../etc/passwd"), replace(HSG, clinic="/etc/passwd"), replace(HSG, clinic="secret.yaml"),
        replace(HSG, leaflet="../secret"), replace(HSG, leaflet="shared"), replace(HSG, lang="../../x"),
        replace(HSG, format="../a4"),
    ],
)  # fmt: skip
def test_no_name_leads_to_another_file(tmp_path: Path, choice: Choice) -> None:
    found = desk(tmp_path)
    (tmp_path / "secret.yaml").write_text("secret: words", "utf-8")
    shown = found.show(Asked(choice))
    assert shown["kind"] == "none"
    assert "secret: words" not in str(shown)
    with pytest.raises(LeafletError):
        found.check(Asked(choice))
    assert found.source("secret.yaml", 1) is None


def test_lines_are_shown_of_texts_that_the_project_read(tmp_path: Path) -> None:
    found = desk(tmp_path)
    assert found.source("leaflets/hsg.yaml", 8) is None, "not read yet"
    found.show(Asked(HSG))
    shown = found.source("leaflets/hsg.yaml", 8)
    assert shown
    assert shown["lines"][8 - shown["first"]] == PURPOSE
    for name in ("/etc/passwd", "../../etc/passwd", "leaflets/../leaflets/hsg.yaml", "clinics/riverside/logo.svg"):
        assert found.source(name, 1) is None


def test_what_is_tried_is_shown_and_not_written(tmp_path: Path) -> None:
    found = desk(tmp_path)
    before = (tmp_path / "clinics/riverside/_brand.yml").read_bytes()
    shown = found.show(tried(brand={"primary": "#551a8b"}, answers={"name": "Eastside Clinic"}))
    assert "--accent:#551a8b" in shown["inks"]
    assert "Eastside Clinic" in said(shown)
    assert "--accent:#0f4c5c" in found.show(Asked(HSG))["inks"]
    assert (tmp_path / "clinics/riverside/_brand.yml").read_bytes() == before


def test_what_is_tried_and_wrong_keeps_the_last_good_page(tmp_path: Path) -> None:
    found = desk(tmp_path)
    found.show(Asked(HSG))
    shown = found.show(tried(brand={"primary": "nonsense"}))
    assert shown["stale"]
    assert shown["problems"][0]["code"] == "T001"
    assert found.check(tried(brand={"primary": "nonsense"}))[0]["code"] == "T001"
    assert not found.show(Asked(HSG))["stale"]
