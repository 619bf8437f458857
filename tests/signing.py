"""A small project in a folder of its own, in which leaflets are signed, and a clock that can be set."""

import json
from datetime import date
from typing import Any

import pytest

from hsgleaflet.work import clock
from tests.samples import CLINIC, Json, contacts, leaflet_values
from tests.shell import Ran, Shell

LEAFLET_FILE, CLINIC_FILE, RECORDS = "leaflets/sample.yaml", "clinic.yaml", "approvals.yaml"
ANOTHER = "020 7123 9999"


class Office(Shell):
    """A folder with one leaflet and one clinic."""

    def write(self, clinic: Json | None = None, **leaflet: Any) -> None:
        """Write the leaflet and the clinic, some of their values changed."""
        self.put(LEAFLET_FILE, json.dumps(leaflet_values(**leaflet), indent=1))
        self.put(CLINIC_FILE, json.dumps(CLINIC | (clinic or {}), indent=1))

    def on(self, year: int, month: int, day: int) -> None:
        """Set the clock."""
        self.patch.setattr(clock, "today", lambda: date(year, month, day))

    def approve(self, *args: str, role: str = "clinician") -> Ran:
        return self("approve", "sample", "--role", role, "--yes", *args)

    def signed(self) -> None:
        """Sign everything that the policy of the sample asks for, numbers confirmed."""
        assert self.approve().code == 0
        assert self("confirm", "--dialled", "2026-11-24").code == 0

    def records(self) -> str:
        return (self.folder / RECORDS).read_text("utf-8")

    def files(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "build/sample-clinic").glob("*.pdf"))


@pytest.fixture
def office(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    found = Office(tmp_path, monkeypatch, capsys)
    found.write()
    found.on(2026, 11, 25)
    return found


def with_phone(number: str) -> Json:
    return {"contacts": contacts(phone=number)}
