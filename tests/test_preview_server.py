"""The preview as it is started: its address, its wires, its end."""

import http.client
import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from hsgleaflet.preview.server import listening
from hsgleaflet.problems import LeafletError
from tests.previews import CLINIC, PURPOSE, Running, change, folder
from tests.shell import Shell

HSG = {"clinic": CLINIC, "leaflet": "hsg", "lang": "en-GB", "format": "a4"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    found = Running(folder(tmp_path), "hsg")
    yield found
    if found.process.poll() is None:
        assert found.end()[0] == 130
    for line in WIRES:
        line.close()
    WIRES.clear()


WIRES: list[http.client.HTTPConnection] = []


class Wire:
    """Asks a preview as a browser would."""

    def __init__(self, running: Running) -> None:
        parts = urlsplit(running.address)
        self.host, self.path = parts.netloc, parts.path
        self.line = http.client.HTTPConnection(parts.netloc, timeout=60)
        WIRES.append(self.line)

    def __call__(self, name: str, body: object = None, **headers: str) -> tuple[int, bytes]:
        if body is None:
            self.line.request("GET", self.path + name, headers=headers)
        else:
            given = {"Origin": f"http://{self.host}", "Content-Type": "application/json", **headers}
            self.line.request("POST", self.path + name, json.dumps(body), given)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def ask(self, name: str, body: object = None) -> Any:
        status, data = self(name, body)
        assert status == 200, data
        return json.loads(data)


def test_it_serves_shows_tells_and_ends(running: Running, tmp_path: Path) -> None:
    wire, listener = Wire(running), Wire(running)
    assert running.address.startswith("http://127.0.0.1:")
    assert wire("")[1].startswith(b"<!DOCTYPE html>")
    for name in ("style.css", "preview.js", "pages.js", "problems.js", "forms.js", "dom.js", "icon.svg"):
        assert wire(name)[0] == 200, name
    assert wire.ask("offers")["begin"]["leaflet"] == "hsg"
    assert wire.ask("show", {"choice": HSG})["kind"] == "pages"
    assert isinstance(wire.ask("check", {"choice": HSG}), list)
    assert wire.ask("source", {"file": "leaflets/hsg.yaml", "line": 8})["lines"]
    assert wire.ask("source", {"file": "/etc/passwd", "line": 1}) == {"lines": []}
    listener.line.request("GET", f"{listener.path}events")
    events = listener.line.getresponse()
    assert events.readline() == b"event: hello\n"
    change(tmp_path / "leaflets" / "hsg.yaml", PURPOSE, PURPOSE.replace("An X-ray", "A quick X-ray"))
    while (said := events.readline()) != b"event: saved\n":
        assert said
    assert "A quick X-ray" in wire.ask("show", {"choice": HSG})["pages"][0]["words"]
    code, told = running.end()
    assert (code, told.strip()) == (130, "Stopped.")


def test_it_refuses_what_it_should(running: Running) -> None:
    wire = Wire(running)
    assert wire("offers", Host="evil.example")[0] == 421
    assert wire("show", {"choice": HSG}, Origin="http://evil.example")[0] == 403
    assert wire("show", {"choice": "nonsense"})[0] == 400
    assert wire("show", [])[0] == 400
    assert wire("edition/nothing")[0] == 404
    assert wire("../pyproject.toml")[0] == 404
    assert wire("assets/../server.py")[0] == 404
    wire.path = "/"
    assert wire("offers")[0] == 404
    status, data = Wire(running)("check", {"choice": {**HSG, "clinic": "../x"}})
    assert status == 409
    assert json.loads(data)["refused"][0]["code"] == "S007"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(LeafletError) as refused:
            listening(taken.getsockname()[1])
    assert refused.value.problems[0].code == "B064"


def test_a_leaflet_that_is_not_there_is_told_before_anything_starts(shell: Shell) -> None:
    ran = shell("preview", "hgs", "--no-open")
    assert ran.code == 3
    assert 'did you mean "hsg"?' in ran.err


def test_without_its_packages_it_says_what_to_install(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("hsgleaflet.preview")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = shell("preview", "--no-open")
    assert 'pip install "hsgleaflet[preview]"' in ran.err
    assert "B063" in ran.err
    assert ran.code == 3
