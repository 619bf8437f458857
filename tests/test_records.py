"""Records of signatures: each is sealed, so that a value changed by hand is seen; and the file says what it wants."""

import json
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from hsgleaflet.model.records import Approval, Confirmation, Extension, Record, RecordFile, Withdrawal, sealed
from hsgleaflet.problems import LeafletError
from hsgleaflet.read.yaml import load
from tests.samples import raw

DAY = date(2026, 11, 25)
RECORDS: tuple[Record, ...] = (
    sealed(
        Approval, clinic="a", date=DAY, leaflet="hsg", version="1.0", lang="en-GB", edition="full", role="clinician",
        review_by=date(2028, 11, 23), wording="a" * 64, answers="b" * 64, facts="c" * 64,
    ),
    sealed(Confirmation, clinic="a", date=DAY, contact="020 7123 4567", tried=DAY),
    sealed(Extension, clinic="a", date=DAY, leaflet="hsg", version="1.0", until=DAY, reason="late"),
    sealed(Withdrawal, clinic="a", date=DAY, leaflet="hsg", version="1.0", replaced_by="hysteroscopy"),
)  # fmt: skip
OTHER: dict[type, Any] = {str: "other", date: date(2020, 1, 1)}


def changed(record: Record, name: str, value: object) -> Record:
    """The record with another value, as if it was read from a file that somebody edited."""
    return replace(record, **{name: value})


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.act)
def test_a_sealed_record_is_whole_and_any_other_value_breaks_its_seal(record: Record) -> None:
    assert record.is_whole
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name not in ("act", "seal") and value is not None:
            assert not changed(record, name, OTHER[type(value)]).is_whole, name


def test_a_value_that_was_taken_out_breaks_the_seal() -> None:
    assert not changed(RECORDS[3], "replaced_by", None).is_whole


def test_records_read_back_as_they_were_written() -> None:
    text = json.dumps(raw(RecordFile(records=list(RECORDS))))
    assert load(text, "approvals.yaml", RecordFile)[0].records == list(RECORDS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("records:\n  - clinic: a\n", '"act" is missing'),
        ("records:\n  - act: aprove\n", 'did you mean "approve"?'),
        ("records:\n  - act: confirm\n    clinic: a\n", '"date" is missing'),
        ("reccords: []\n", 'did you mean "records"?'),
    ],
)
def test_a_file_that_was_edited_is_told_where(text: str, said: str) -> None:
    with pytest.raises(LeafletError) as caught:
        load(text, "approvals.yaml", RecordFile)
    assert any(said in f"{problem.message} {problem.hint}" for problem in caught.value.problems)
