"""Signing: what a role is shown, what stands in its way, and what is written when it signs."""

import io
import shutil
import sys

import polib
import pytest

from hsgleaflet.cli.exits import Exit
from hsgleaflet.read.catalog import HUMAN, KIND
from tests.samples import ROOT, Json, leaflet_values
from tests.shell import lines
from tests.signing import ANOTHER, RECORDS, Office, office, with_phone

__all__ = ["office"]


def with_section(**section: object) -> list[object]:
    sections = leaflet_values()["sections"]
    return [*sections[:2], {"heading": "More"} | section, *sections[2:]]


# --- signing


def test_a_signed_leaflet_is_no_draft_and_is_in_the_register(office: Office) -> None:
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]
    office.signed()
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.pdf"]
    register = (office.folder / "issued.jsonl").read_text("utf-8").splitlines()
    assert len(register) == 1
    assert office("build", "--force").code == Exit.CLEAN
    assert (office.folder / "issued.jsonl").read_text("utf-8").splitlines() == register


def test_a_signature_alone_leaves_a_draft_while_a_number_was_never_dialled(office: Office) -> None:
    ran = office.approve()
    assert ran.code == Exit.CLEAN
    assert "Still a draft" in ran.out
    assert "not confirmed 020 7123 4567" in ran.out
    assert "hsgleaflet confirm --clinic sample-clinic" in ran.out


def test_every_role_of_the_policy_must_sign(office: Office) -> None:
    office.write({"policy": {"approval": ["clinician", "lay-reader"]}})
    office.signed()
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]
    assert "Approved" in office.approve(role="lay-reader").out
    ran = office.approve(role="governance")
    assert ran.code == Exit.CONTENT
    assert "G111" in ran.err


def test_records_are_added_and_comments_stay(office: Office) -> None:
    office.approve()
    before = office.records().replace("records:", "records:  # ours\n  # the first one")
    office.put(RECORDS, before)
    assert office("confirm", "--dialled", "2026-11-24").code == Exit.CLEAN
    assert office.records().startswith(before)
    assert office.records().count("- act:") == 2


def test_nothing_is_added_to_a_file_that_was_written_over(office: Office) -> None:
    for broken in ("records: []\n", "records:\n  - act: approve\nother: 1\n", "- act: approve\n"):
        office.put(RECORDS, broken)
        assert office.approve().code == Exit.CONTENT
        assert office.records() == broken


def test_nobody_is_asked_in_a_pipe_and_nothing_is_signed(office: Office) -> None:
    ran = office("approve", "sample", "--role", "clinician")
    assert ran.code == Exit.USAGE
    assert "--yes" in ran.err
    assert not (office.folder / RECORDS).exists()


# --- what is shown


def test_sentences_that_were_left_out_are_shown(office: Office) -> None:
    asks = {"parking": {"type": "text", "ask": "Where can patients park?", "optional": "true"}}
    office.write(asks=asks, sections=with_section(body=["Park here: {parking}. Come in."]))
    assert "{parking}  Park here: {parking}." in office.approve().out


def test_warnings_are_shown_and_notes_are_counted(office: Office) -> None:
    ran = office.approve()
    assert "warning C117" in ran.err
    assert "info C107" not in ran.err
    assert "hsgleaflet check sample" in ran.out


def test_what_changed_since_the_last_signature_is_shown(office: Office) -> None:
    assert "Nobody has signed it before." in office.approve().out
    office.write(version="1.1", key_points=["The first point.", "The other point.", "Ring {clinic_phone}."])
    said = office.approve().out
    assert "since clinician signed version 1.0 on 2026-11-25" in said
    assert "The [-second-]{+other+} point." in said
    office.write({"name": "Other Clinic"}, version="1.2")
    assert "answer {clinic_name}: Sample Clinic -> Other Clinic" in office.approve().out


# --- what stands in the way


@pytest.mark.parametrize(
    ("leaflet", "code"),
    [
        ({"dates": {"written": "2026-11-26", "evidence_checked": "2026-11-20", "review_by": "2028-11-23"}}, "G114"),
        ({"dates": {"written": "2022-11-23", "evidence_checked": "2022-11-20", "review_by": "2024-11-23"}}, "G115"),
    ],
)
def test_a_date_that_cannot_be_is_not_signed(office: Office, leaflet: Json, code: str) -> None:
    office.write(**leaflet)
    ran = office.approve()
    assert ran.code == Exit.CONTENT
    assert code in ran.err


def test_the_same_is_signed_once(office: Office) -> None:
    office.approve()
    assert "G112" in office.approve().err
    assert office.records().count("- act:") == 1


def test_one_version_never_stands_for_two_texts(office: Office) -> None:
    office.signed()
    office.write(purpose="A test that shows something else.")
    ran = office.approve()
    assert ran.code == Exit.CONTENT
    assert "G116" in ran.err
    office.write(purpose="A test that shows something else.", version="1.1")
    assert office.approve().code == Exit.CLEAN


def test_words_that_not_all_roles_had_signed_may_change_within_a_version(office: Office) -> None:
    both = {"policy": {"approval": ["clinician", "governance"]}}
    office.write(both)
    office.approve()
    office.write(both, purpose="A test that shows something else.")
    assert office.approve().code == Exit.CLEAN


@pytest.mark.parametrize("lang", ["en-XA", "ar-XB"])
def test_a_language_that_is_none_is_not_signed(office: Office, lang: str) -> None:
    assert "G113" in office.approve("--lang", lang).err


def test_a_machines_translation_is_not_signed(office: Office) -> None:
    ran = office("approve", "hsg", "--clinic", "riverside", "--role", "clinician", "--lang", "pl", "--yes")
    assert ran.code == Exit.CONTENT
    assert "a machine translated hsg" in ran.err


def test_an_answer_in_another_language_is_not_signed(office: Office) -> None:
    asks = {"place": {"type": "text", "ask": "Where is it?"}}
    office.write({"answers": {"sample": {"place": {"cy": "Ystafell un"}}}}, asks=asks,
                 sections=with_section(body=["Come to {place}."]))  # fmt: skip
    ran = office.approve()
    assert ran.code == Exit.CONTENT
    assert 'in another language than en-GB: "Ystafell un"' in ran.err


def test_an_example_number_is_signed_only_where_the_clinic_is_made_up(office: Office) -> None:
    office.write(with_phone("020 7946 0018"))
    assert "S022" in office.approve().err
    office.write(with_phone("020 7946 0018") | {"fictional": "true"})
    assert "Approved." in office.approve().out
    assert office("confirm").out == "Every number and address is confirmed.\n"


def test_a_placeholder_is_refused_like_an_example(office: Office) -> None:
    office.write(with_phone("01234 567 890".replace(" 567 890", "567890")))
    assert "S022" in office.approve().err


def test_an_answer_that_is_still_an_example_is_not_signed(office: Office) -> None:
    asks = {"place": {"type": "text", "ask": "Where is it?"}, "floor": {"type": "text", "ask": "On which floor?"}}
    values = {"answers": {"sample": {"place": "Room 2", "floor": "Level 1"}}, "examples": ["place", "floor"]}
    office.write(values, asks=asks)
    assert "still answered with an example: place, floor" in office.approve().err
    assert "2 answers are still examples" in office("check").err
    office.write(values | {"examples": ["flor"]}, asks=asks)
    assert 'did you mean "floor"?' in office("check").err
    office.write(values | {"examples": []}, asks=asks)
    assert office.approve().code == Exit.CLEAN


def test_an_error_that_check_finds_stops_the_signature(office: Office) -> None:
    sections = leaflet_values()["sections"]
    risk = {"what": "Infection", "n": 1, "per": "100", "period": "in the week after"}
    sections[5] = sections[5] | {"risks": [risk]}
    office.write(sections=sections)
    assert office.approve().code == Exit.CONTENT
    assert not (office.folder / RECORDS).exists()


def test_a_wording_that_is_not_there_is_not_signed(office: Office) -> None:
    ran = office.approve("--wording", "short")
    assert ran.code == Exit.CONTENT
    assert "has no short wording" in ran.err


# --- numbers


def test_a_changed_number_asks_the_clinic_and_nobody_else(office: Office) -> None:
    office.signed()
    office.write(with_phone(ANOTHER))
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]
    ran = office("confirm")
    assert ran.code == Exit.USAGE
    assert ANOTHER in ran.out
    assert office("confirm", "--dialled", "2026-11-24").code == Exit.CLEAN
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.pdf"]


def test_no_day_is_made_up(office: Office) -> None:
    ran = office("confirm", "--yes")
    assert ran.code == Exit.USAGE
    ran = office("confirm", "--dialled", "2026-11-26")
    assert ran.code == Exit.CONTENT
    assert "G118" in ran.err
    assert not (office.folder / RECORDS).exists()


# --- the other states


def test_a_review_is_put_off_once(office: Office) -> None:
    office.signed()
    office.on(2028, 12, 1)
    ran = office("build")
    assert ran.code == Exit.CONTENT
    assert "G101" in ran.err
    for until, code in (("2028-11-01", "G120"), ("2029-06-01", "G120")):
        assert code in office("extend", "sample", "--until", until, "--reason", "late").err
    assert office("extend", "sample", "--until", "2029-03-01", "--reason", "the group meets late").code == Exit.CLEAN
    assert office("build").code == Exit.CLEAN
    assert office.files() == ["sample.en-GB.a4.pdf"]
    assert "G119" in office("extend", "sample", "--until", "2029-04-01", "--reason", "again").err
    office.on(2029, 3, 2)
    assert "G101" in office("build").err


def test_a_draft_cannot_be_put_off(office: Office) -> None:
    ran = office("extend", "sample", "--until", "2029-03-01", "--reason", "late")
    assert ran.code == Exit.CONTENT
    assert "G121" in ran.err
    assert office("extend", "sample", "--until", "2029-03-01", "--reason", " ").code == Exit.USAGE


def test_a_withdrawn_leaflet_is_not_made_and_its_file_goes(office: Office) -> None:
    office.signed()
    office("build")
    ran = office("withdraw", "sample", "--replaced-by", "hsg", "--reason", "a figure was wrong", "--yes")
    assert ran.code == Exit.CLEAN
    assert "1 files of it were issued" in ran.out
    ran = office("build")
    assert ran.code == Exit.CONTENT
    assert "G102" in ran.err
    assert "give hsg instead" in ran.err
    assert office.files() == []
    assert "G116" in office.approve().err
    office.write(version="2.0")
    assert "Approved" in office.approve().out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("sample", "--yes", "--replaced-by", "sample"), Exit.CONTENT),
        (("sample", "--yes", "--replaced-by", "nowhere"), Exit.FILES),
        (("sample",), Exit.USAGE),
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(office: Office, args: tuple[str, ...], code: Exit) -> None:
    assert office("withdraw", *args).code == code
    assert not (office.folder / RECORDS).exists()


def test_a_clock_that_was_put_back_brings_the_draft_back(office: Office) -> None:
    office.signed()
    office.on(2026, 11, 24)
    office("build")
    assert office.files() == ["sample.en-GB.a4.draft.pdf"]


# --- what a build says of a draft that was signed once


def test_a_build_says_what_brought_the_draft_back_and_what_to_do(office: Office) -> None:
    office.signed()
    office.write({"name": "Other Clinic"}, version="1.1", purpose="A test that shows something else.")
    said = office("build").err
    assert "info G104: sample 1.1 in en-GB is a draft: clinician signed version 1.0 on 2026-11-25, not 1.1." in said
    assert 'Changed since the last signature: "Top of the first page", "Sample test", ' in said
    assert "{clinic_name}." in said
    assert "hint: hsgleaflet approve sample --clinic sample-clinic --role clinician" in said


def test_without_what_was_read_then_a_build_says_only_that_it_changed(office: Office) -> None:
    office.signed()
    for path in (office.folder / "signed").iterdir():
        path.write_text("{}", "utf-8")
    office.write(version="1.1")
    said = office("build").err
    assert "G104" in said
    assert "Changed since" not in said
    assert "cannot be shown" in office.approve().out


def test_a_build_says_which_number_waits(office: Office) -> None:
    office.signed()
    office.write(with_phone(ANOTHER))
    said = office("build").err
    assert f"the clinic has not confirmed {ANOTHER}" in said
    assert "hint: hsgleaflet confirm --clinic sample-clinic" in said


def test_a_build_says_nothing_of_what_nobody_signed(office: Office) -> None:
    office("confirm", "--dialled", "2026-11-24")
    assert "G104" not in office("build").err


# --- what is due


def test_the_list_says_in_which_state_each_clinic_has_a_leaflet_and_what_is_due(office: Office) -> None:
    def listed(*args: str) -> dict[object, dict[str, object]]:
        return {row["leaflet"]: row for row in lines(office("list", "--json", *args).out)}

    assert listed()["sample"]["approved"] == []
    office.signed()
    assert listed()["sample"]["approved"] == ["sample-clinic: approved"]
    office.on(2028, 9, 1)
    assert listed()["sample"]["approved"] == ["sample-clinic: due"]
    assert "sample" in listed("--due", "90d")
    assert "sample" not in listed("--due", "2w")
    assert office("list", "--due", "soon").code == Exit.USAGE


def test_check_tells_what_a_build_would_refuse(office: Office) -> None:
    office.signed()
    office.on(2028, 12, 1)
    ran = office("check", "sample")
    assert ran.code == Exit.CONTENT
    assert "error G101" in ran.err


# --- at a terminal


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def typed(office: Office, *keys: str) -> None:
    office.patch.setattr(sys, "stdin", Terminal("".join(f"{key}\n" for key in keys)))


def test_whoever_is_asked_may_say_no(office: Office) -> None:
    typed(office, "n")
    ran = office("approve", "sample", "--role", "clinician")
    assert (ran.code, "Nothing was signed." in ran.out) == (Exit.CONTENT, True)
    typed(office, "y")
    assert "Signed as clinician" in office("approve", "sample", "--role", "clinician").out
    typed(office, "n")
    assert "Nothing was withdrawn." in office("withdraw", "sample").out
    assert office.records().count("- act:") == 1


def test_each_number_is_asked_for_and_may_wait(office: Office) -> None:
    asks = {"desk": {"type": "phone", "ask": "Which number?"}}
    answers = {"sample": {"desk": "020 7123 0002"}}
    office.write({"answers": answers}, asks=asks, sections=with_section(body=["Ring {desk}."]))
    typed(office, "2026-11-20", "")
    ran = office("confirm")
    assert ran.code == Exit.CONTENT
    assert "(clinic_phone): tried on which day" in ran.out
    assert "1 of 2 are still to be tried." in ran.out
    typed(office, "yesterday", "2026-11-21")
    ran = office("confirm")
    assert ran.code == Exit.CLEAN
    assert "(desk)" in ran.out
    assert "clinic_phone" not in ran.out
    typed(office, "2026-11-22", "2026-11-22")
    assert "clinic_phone" in office("confirm", "--all").out


# --- translations


def translated(office: Office) -> None:
    """Give the sample a Polish translation by a person: each text is its own translation."""
    assert office("translate", "update", "pl", "sample").code == Exit.CLEAN
    folder = office.folder / "leaflets/locale/pl"
    for name in ("sample", "program", "shared"):
        if not (folder / f"{name}.po").is_file():
            shutil.copy(ROOT / f"leaflets/locale/pl/{name}.po", folder)
        catalog = polib.pofile(str(folder / f"{name}.po"))
        catalog.metadata |= {KIND: "person", HUMAN: "A Translator"}
        for entry in catalog:
            entry.msgstr, entry.flags = entry.msgstr or entry.msgid, []
        catalog.save()


def test_a_translation_that_people_made_is_signed_for_itself(office: Office) -> None:
    translated(office)
    office.signed()
    ran = office.approve("--lang", "pl")
    assert ran.code == Exit.CLEAN, ran.err
    assert "Approved." in ran.out
    assert office("build", "--lang", "pl").code == Exit.CLEAN
    assert office.files() == ["sample.pl.a4.pdf"]


def test_a_number_that_changed_asks_for_no_new_signature_of_a_translation(office: Office) -> None:
    translated(office)
    office.approve("--lang", "pl")
    office.write(with_phone(ANOTHER))
    assert office("confirm", "--dialled", "2026-11-24").code == Exit.CLEAN
    office("build", "--lang", "pl")
    assert office.files() == ["sample.pl.a4.pdf"]


def test_a_translation_behind_its_english_is_not_signed(office: Office) -> None:
    translated(office)
    office.write(purpose="A test that shows something else.")
    ran = office.approve("--lang", "pl")
    assert ran.code == Exit.CONTENT
    assert "behind the English (M010)" in ran.err


def test_a_translation_with_a_gap_is_not_signed(office: Office) -> None:
    translated(office)
    path = office.folder / "leaflets/locale/pl/sample.po"
    catalog = polib.pofile(str(path))
    next(entry for entry in catalog if entry.msgctxt == "purpose").msgstr = ""
    catalog.save()
    ran = office.approve("--lang", "pl")
    assert ran.code == Exit.CONTENT
    assert '1 texts are printed in another language than pl: "A test that shows' in ran.err


def test_nothing_is_written_beside_a_clinic_that_came_with_the_program(office: Office) -> None:
    ran = office("withdraw", "hsg", "--clinic", "riverside", "--yes")
    assert ran.code == Exit.CONTENT
    assert "G130" in ran.err
    assert not (ROOT / "clinics/riverside/approvals.yaml").exists()
