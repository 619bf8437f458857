"""Web pages among the other files of a leaflet: their names, and what they lead to, in every state."""

from tests.samples import ROOT
from tests.signing import Office, office
from tests.web_pages import Page

__all__ = ["office"]

RIVERSIDE = (ROOT / "clinics/riverside/clinic.yaml").read_text("utf-8")


def names(office: Office, clinic: str = "sample-clinic") -> set[str]:
    return {path.name for path in (office.folder / "build" / clinic).glob("*")}


def links(office: Office, name: str, clinic: str = "sample-clinic") -> list[str]:
    found = Page((office.folder / "build" / clinic / name).read_bytes())
    return [given["href"] or "" for given in found.every("a") if not (given["href"] or "").startswith(("#", "tel:"))]


def test_a_page_leads_to_the_papers_by_the_names_of_their_state(office: Office) -> None:
    office.write({"formats": ["a4", "large-print", "html"]})
    assert office("build").code == 0
    assert "sample.en-GB.draft.html" in names(office)
    assert links(office, "sample.en-GB.draft.html") == [
        "sample.en-GB.a4.draft.pdf", "sample.en-GB.large-print.draft.pdf",
    ]  # fmt: skip
    office.signed()
    assert office("build").code == 0
    assert names(office) == {"index.html", "sample.en-GB.html", "sample.en-GB.a4.pdf", "sample.en-GB.large-print.pdf"}
    assert links(office, "sample.en-GB.html") == ["sample.en-GB.a4.pdf", "sample.en-GB.large-print.pdf"]


def test_everything_that_a_page_leads_to_is_there(office: Office) -> None:
    office.write({"formats": ["large-print", "html"], "languages": ["en-GB", "en-XA"]})
    assert office("build").code == 0
    made = names(office)
    for lang in ("en-GB", "en-XA"):
        found = links(office, f"sample.{lang}.draft.html")
        assert len(found) == 2, "a language and a paper"
        assert set(found) <= made


def test_a_page_is_made_again_when_what_it_leads_to_changes_its_name(office: Office) -> None:
    office.write({"formats": ["html"], "languages": ["en-GB", "en-XA"]})
    assert office("build").code == 0
    assert links(office, "sample.en-XA.draft.html") == ["sample.en-GB.draft.html"]
    assert office.approve("--lang", "en-GB").code == 0
    assert office("confirm", "--dialled", "2026-11-24").code == 0
    assert office("build").code == 0
    assert links(office, "sample.en-XA.draft.html") == ["sample.en-GB.html"]


def test_what_has_expired_is_neither_there_nor_led_to(office: Office) -> None:
    office.write({"formats": ["html"], "languages": ["en-GB", "en-XA"]})
    assert office.approve("--lang", "en-GB").code == 0
    assert office("confirm", "--dialled", "2026-11-24").code == 0
    office.on(2031, 1, 1)
    office("build")
    assert names(office) == {"index.html", "sample.en-XA.draft.html"}
    assert links(office, "sample.en-XA.draft.html") == []


def test_nothing_leads_to_the_translation_of_a_machine(office: Office) -> None:
    clinic = RIVERSIDE.replace("languages: [en-GB]", "languages: [en-GB, cy]").replace("[a4]", "[html]")
    office.put("clinic.yaml", clinic)
    assert office("build", "hsg", "--drafts").code == 0
    assert links(office, "hsg.en-GB.draft.html", "riverside") == ["https://www.nhs.uk"]
    assert "hsg.en-GB.draft.html" in links(office, "hsg.cy.draft.html", "riverside")


def test_a_page_leads_to_the_other_wordings(office: Office) -> None:
    office.put("clinic.yaml", RIVERSIDE.replace("[a4]", "[html, html-easy-read, html-short]"))
    assert office("build", "hsg").code == 0
    assert links(office, "hsg.en-GB.draft.html", "riverside")[:2] == [
        "hsg.en-GB.short.draft.html", "hsg.en-GB.easy-read.draft.html",
    ]  # fmt: skip
    assert "hsg.en-GB.draft.html" in links(office, "hsg.en-GB.short.draft.html", "riverside")


def test_check_looks_at_a_leaflet_that_is_only_on_the_web(office: Office) -> None:
    office.write({"formats": ["html"]}, key_points=["The first.", "The second.", "Ring {nobody}."])
    ran = office("check")
    assert "nobody" in ran.out + ran.err
