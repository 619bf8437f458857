"""Digests: what a signature covers. Words and answers, never looks, places or the state of approval."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hsgleaflet.compose.digest import code_of, digests, read_code
from hsgleaflet.compose.digest import contacts as contacts_of
from hsgleaflet.model.document import Block, Document, Figure, Paragraph, Picture, Section, Text
from hsgleaflet.problems import Location
from tests.samples import CLINIC, Json, approved, clinic, composed, contacts, leaflet, leaflet_values, passages

ASKS: Json = {
    "rule": {"type": "choice", "ask": "Which?", "options": {"ring": "Ring {phone}.", "wait": "Wait."}},
    "phone": {"type": "phone", "ask": "Which number?"},
    "time": {"type": "duration", "ask": "How long?"},
}
ANSWERS: Json = {"rule": "ring", "phone": "020 7123 0001", "time": "30 min"}
BODY = ["Allow {time}. {rule}", {"list": ["one", "**two**", "[three](https://nhs.uk/3)"]}]


def document(body: list[Any] | None = None, answers: Json | None = None, **clinic_changes: Any) -> Document:
    values = leaflet_values(asks=ASKS)
    values["sections"].insert(2, {"heading": "More", "body": body or BODY})
    given = clinic(answers={"sample": ANSWERS | (answers or {})}, **clinic_changes)
    return composed(leaflet(**values), given).document


def both(found: Document, pictures: dict[str, str] | None = None) -> tuple[str, str]:
    found_digests = digests(found, pictures or {})
    return found_digests.wording, found_digests.answers


def changed(found: Document) -> tuple[bool, bool]:
    """Whether a document has another wording, and other answers, than the sample."""
    wording, answers = both(found)
    return wording != both(document())[0], answers != both(document())[1]


def rewritten(blocks: tuple[Block, ...], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """A tree with every block changed, paragraphs inside sections too."""
    return tuple(
        change(replace(block, blocks=rewritten(block.blocks, change)) if isinstance(block, Section) else block)
        for block in blocks
    )


def test_digests_are_sha256_and_the_same_each_time() -> None:
    first, second = both(document()), both(document())
    assert first == second
    assert all(len(digest) == 64 and int(digest, 16) for digest in first)
    assert first[0] != first[1]


# --- what changes neither


def test_ids_places_and_languages_of_nodes_change_neither() -> None:
    found = document()
    moved = rewritten(
        found.blocks, lambda block: replace(block, id=f"x{block.id}", at=Location("elsewhere.yaml", 1, 1))
    )
    assert moved != found.blocks
    assert changed(replace(found, blocks=moved)) == (False, False)


def test_the_state_of_approval_changes_neither() -> None:
    values = leaflet(**leaflet_values())
    draft = composed(values, clinic())
    signed = approved(draft)
    assert draft.document.band != signed.band
    assert both(draft.document) == both(signed)


def test_footer_and_keywords_change_neither() -> None:
    found = document()
    meta = replace(found.meta, keywords=("x",), wording_digest="y", answers_digest="z")
    assert changed(replace(found, running="Other", meta=meta)) == (False, False)


def test_shared_passages_count_as_the_words_they_are() -> None:
    used = composed(leaflet(**_with_body({"use": "parking"})), clinic(), passages(parking=["Park here."])).document
    written = composed(leaflet(**_with_body("Park here.")), clinic()).document
    assert both(used) == both(written)


def _with_body(block: Any) -> Json:
    values = leaflet_values()
    values["sections"].insert(2, {"heading": "More", "body": [block]})
    return values


# --- what changes the answers alone


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {"phone": "020 7123 0002"}},
        {"answers": {"time": "40 min"}},
        {"contacts": contacts(phone="020 7123 9999")},
        {"contacts": contacts(out_of_hours="112")},
        {"contacts": contacts(emergency="112")},
        {"contacts": contacts(hours={"days": "mon-sat", "from": "08:30", "to": "17:00"})},
        {"name": "Another Clinic"},
        {"clinic": "another-clinic"},
    ],
)
def test_an_answer_changes_the_answers_only(changes: Json) -> None:
    assert changed(document(**changes)) == (False, True)


def test_what_is_not_printed_changes_neither() -> None:
    assert changed(document(contacts=contacts(email="desk@nhs.uk"))) == (False, False)
    assert changed(document(policy={"review_warning": "3 months"})) == (False, False)


# --- what changes the wording


@pytest.mark.parametrize(
    "body",
    [
        ["Allow {time} . {rule}", BODY[1]],
        ["Allow {time}. {rule} ", "More words."],
        ["Allow {time}, {rule}", BODY[1]],
        ["Allow **{time}**. {rule}", BODY[1]],
        [BODY[1], BODY[0]],
        [BODY[0], {"checklist": ["one", "**two**", "[three](https://nhs.uk/3)"]}],
        [BODY[0], {"list": ["**two**", "one", "[three](https://nhs.uk/3)"]}],
        [BODY[0], {"list": ["one", "**two**", "[three](https://nhs.uk/4)"]}],
        [BODY[0], {"list": ["one", "two", "[three](https://nhs.uk/3)"]}],
        [BODY[0], {"list": ["one", "**two** [three](https://nhs.uk/3)"]}],
    ],
)
def test_a_word_a_mark_or_the_order_changes_the_wording_only(body: list[Any]) -> None:
    assert changed(document(body)) == (True, False)


def test_another_option_changes_the_wording_and_only_drops_its_answers() -> None:
    found = document(answers={"rule": "wait"})
    assert changed(found) == (True, True)
    told = composed(leaflet(**_with_body("Ring now.")), clinic()).document
    assert both(told)[1] == both(composed(leaflet(), clinic()).document)[1]


@pytest.mark.parametrize("changes", [{"version": "1.1"}, {"number": "TST-002"}, {"title": "Another test"}])
def test_number_version_and_title_belong_to_the_wording(changes: Json) -> None:
    plain = composed(leaflet(), clinic()).document
    found = composed(leaflet(**changes), clinic()).document
    assert both(found)[0] != both(plain)[0]
    assert both(found)[1] == both(plain)[1]


def test_a_picture_counts_by_what_it_shows() -> None:
    figure = Figure(id="f", graphic=Picture(asset="a.svg"), alt="A test", caption=(Text(text="A test"),))
    found = replace(document(), blocks=(figure,))
    renamed = replace(found, blocks=(replace(figure, graphic=Picture(asset="b.svg", width=99)),))
    retold = replace(found, blocks=(replace(figure, alt="Another test"),))
    assert both(found, {"a.svg": "1"}) == both(renamed, {"b.svg": "1"})
    assert both(found, {"a.svg": "1"})[0] != both(found, {"a.svg": "2"})[0]
    assert both(found, {"a.svg": "1"})[0] != both(retold, {"a.svg": "1"})[0]


def test_where_one_text_ends_and_the_next_begins_is_told() -> None:
    def of(*words: str) -> str:
        blocks = tuple(Paragraph(content=(Text(text=word),)) for word in words)
        return both(replace(document(), blocks=blocks))[0]

    assert len({of("ab", "c"), of("a", "bc"), of("abc"), of('a","b', "c"), of("a", "b", "c")}) == 5


def test_the_sample_clinic_is_what_these_tests_think() -> None:
    assert CLINIC["contacts"]["phone"] == "020 7123 4567"


# --- what the clinic may change with nobody else's leave


def facts(**answers: Any) -> str:
    return digests(document(answers=answers), {}).facts


def test_a_number_is_no_fact_and_other_answers_are() -> None:
    assert facts(phone="020 7123 0002") == facts()
    assert facts(time="40 min") != facts()


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("phone", "020 7123 0001", ("020 7123 0001",)),
        ("phone", "(020) 7123-0001", ("(020) 7123-0001",)),
        ("phone", "111", ()),
        ("email", "desk@clinic.nhs.uk", ("desk@clinic.nhs.uk",)),
        ("url", "clinic.nhs.uk/hsg", ("clinic.nhs.uk/hsg",)),
        ("text", "our team on 020 7123 0001, or 07123 000 111.", ("020 7123 0001", "07123 000 111")),
        ("text", "level 2, room 14", ()),
        ("date", "2026-11-23", ()),
    ],
)
def test_numbers_and_addresses_are_found_wherever_they_stand(kind: str, text: str, found: tuple[str, ...]) -> None:
    assert contacts_of({"a": (kind, text)}) == found


# --- the code on paper


def test_a_code_stands_for_both_digests() -> None:
    assert code_of("a", "b") == code_of("a", "b")
    assert len({code_of("a", "b"), code_of("a", "c"), code_of("c", "b")}) == 3


@given(st.text(), st.text())
def test_a_code_is_read_back_as_it_is_typed_from_paper(wording: str, answers: str) -> None:
    code = code_of(wording, answers)
    assert code[0].isalpha()
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} ".replace("1", "I").replace("0", "O")):
        assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "K7M3-9PQ", "K7M3-9PQXX", "77M3-9PQX", "K7M3-9PQ!"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""
