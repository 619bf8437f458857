"""What a clinic's file is checked for: emergency numbers, numbers nobody answers, answers to questions."""

from typing import Any

import pytest

from hsgleaflet.model.asks import Ask, Duration, DurationAsk, PhoneAsk
from hsgleaflet.model.clinic import EMERGENCY, ClinicFile, answers_of, findings
from hsgleaflet.problems import LeafletError
from tests.samples import clinic, contacts

RESERVED = [
    "020 7946 0018",
    "02079460018",
    "020-7946-0018",
    "(020) 7946 0018",
    "+44 20 7946 0018",
    "+44 (0)20 7946 0018",
    "0121 496 0000",
    "0113 496 0999",
    "0191 498 0123",
    "029 2018 0123",
    "01632 960123",
    "07700 900123",
    "0808 157 0123",
    "212 555 0123",
    "+1 (212) 555-0199",
]
REAL = ["020 7123 4567", "01225 550123", "0122 5550123", "020 7946 1018", "0800 555 0111", "111", "212 555 1234"]
ASKS: dict[str, Ask] = {
    "time": DurationAsk(type="duration", ask="How long?"),
    "line": PhoneAsk(type="phone", ask="Which?"),
}
EXAMPLES = ["example.org", "www.example.com/riverside", "https://example.net", "clinic.example", "site.test/a"]
SITES = ["example.co.uk", "myexample.org", "nhs.uk/test", "clinic.test-centre.org", "example.organic"]


def codes(found: ClinicFile) -> list[tuple[str, str]]:
    return [(finding.code, ".".join(map(str, finding.path))) for finding in findings(found)]


def test_a_plain_clinic_has_nothing_wrong() -> None:
    assert findings(clinic()) == []


# --- emergency numbers


@pytest.mark.parametrize(
    ("country", "number"), [(country, number) for country in EMERGENCY for number in EMERGENCY[country]]
)
def test_the_number_of_the_country_passes(country: str, number: str) -> None:
    assert findings(clinic(country=country, contacts=contacts(emergency=number))) == []


@pytest.mark.parametrize(("country", "number"), [("GB", "911"), ("US", "999"), ("IE", "000"), ("GB", "99")])
def test_the_number_of_another_country_does_not(country: str, number: str) -> None:
    found = findings(clinic(country=country, contacts=contacts(emergency=number)))
    assert [(finding.code, finding.path) for finding in found] == [("S021", ("contacts", "emergency"))]
    assert EMERGENCY[country][0] in found[0].message


def test_another_number_passes_with_a_reason() -> None:
    given = {"number": "2222", "override": "the hospital's own emergency line"}
    found = clinic(contacts=contacts(emergency=given))
    assert findings(found) == []
    assert found.emergency_number == "2222"


def test_a_country_that_is_not_known_is_taken_at_its_word() -> None:
    assert findings(clinic(country="JP", contacts=contacts(emergency="119"))) == []


# --- fever


def test_a_fever_is_told_in_the_degrees_of_the_country_unless_the_clinic_says_otherwise() -> None:
    assert clinic().fever_from == "38°C"
    assert clinic(country="US").fever_from == "100.4°F"
    assert clinic(country="US", fever=" 101 F ").fever_from == "101°F"
    assert clinic(fever="38.0 °C").fever_from == "38°C"


@pytest.mark.parametrize("wrong", ["38", "101°C", "38°F", "40°C", "warm", "38°C or more"])
def test_what_nobody_would_ring_for_is_no_fever(wrong: str) -> None:
    with pytest.raises(LeafletError, match=r"fever|temperature"):
        clinic(fever=wrong)


# --- numbers and addresses that nobody answers


@pytest.mark.parametrize("number", RESERVED)
def test_reserved_numbers_stand_in_made_up_clinics_only(number: str) -> None:
    assert codes(clinic(contacts=contacts(phone=number))) == [("S022", "contacts.phone")]
    assert findings(clinic(fictional="true", contacts=contacts(phone=number))) == []


@pytest.mark.parametrize("number", REAL)
def test_numbers_that_only_look_alike_pass(number: str) -> None:
    assert findings(clinic(contacts=contacts(phone=number))) == []


@pytest.mark.parametrize("site", EXAMPLES)
def test_reserved_addresses_stand_in_made_up_clinics_only(site: str) -> None:
    assert codes(clinic(contacts=contacts(web=site))) == [("S022", "contacts.web")]
    assert findings(clinic(fictional="true", contacts=contacts(web=site))) == []


@pytest.mark.parametrize("site", SITES)
def test_addresses_that_only_look_alike_pass(site: str) -> None:
    assert findings(clinic(contacts=contacts(web=site))) == []


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"contacts": contacts(out_of_hours="020 7946 0000")}, "contacts.out_of_hours"),
        ({"contacts": contacts(feedback="write to desk@example.org")}, "contacts.feedback"),
        ({"contacts": contacts(email="desk@example.org")}, "contacts.email"),
        ({"answers": {"all": {"line": "our team on 020 7946 0027"}}}, "answers.all.line"),
        ({"answers": {"sample": {"line": {"en": "ring 020 7946 0027"}}}}, "answers.sample.line"),
        ({"answers": {"sample": {"site": "example.org/visit"}}}, "answers.sample.site"),
        ({"answers": {"sample": {"line": "your answer"}}}, "answers.sample.line"),
    ],
)
def test_every_place_is_looked_at(values: dict[str, Any], path: str) -> None:
    assert codes(clinic(**values)) == [("S022", path)]


# --- what the schema refuses


@pytest.mark.parametrize(
    "values",
    [
        {"clinic": "My Clinic"},
        {"name": " "},
        {"country": "UK-GB"},
        {"country": "gb"},
        {"leaflets": []},
        {"languages": ["english"]},
        {"contacts": contacts(phone="ring us")},
        {"contacts": contacts(email="desk at clinic")},
        {"contacts": contacts(hours={"days": "mon-friday", "from": "08:30", "to": "17:00"})},
        {"contacts": contacts(hours={"days": "mon", "from": "8.60", "to": "17:00"})},
        {"contacts": contacts(hours={"days": "mon", "from": "24:00", "to": "17:00"})},
        {"policy": {"review_warning": "soon"}},
        {"fictional": "yes"},
        {"colour": "red"},
    ],
)
def test_a_wrong_value_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(LeafletError):
        clinic(**values)


@pytest.mark.parametrize("key", ["phone", "hours", "out_of_hours", "emergency"])
def test_contacts_that_patients_need_are_required(key: str) -> None:
    given = contacts()
    del given[key]
    with pytest.raises(LeafletError, match=key):
        clinic(contacts=given)


# --- answers


def test_an_answer_for_one_leaflet_goes_before_that_for_all() -> None:
    found = clinic(answers={"all": {"time": "1 hour", "line": "111"}, "sample": {"time": "30 min"}})
    assert answers_of(found, "sample", ASKS)[0] == {"time": Duration(30, 30, "minute"), "line": "111"}
    assert answers_of(found, "other", ASKS)[0] == {"time": Duration(1, 1, "hour"), "line": "111"}


def test_missing_and_wrong_answers_are_told_apart() -> None:
    found = clinic(answers={"all": {"time": "soon"}})
    answers, missing, wrong = answers_of(found, "sample", ASKS)
    assert (answers, missing) == ({}, ["line"])
    assert [(finding.code, finding.path) for finding in wrong] == [("S020", ("answers", "all", "time"))]
    assert "How long?" in wrong[0].hint
