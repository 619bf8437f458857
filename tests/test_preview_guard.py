"""Who may ask the preview anything, and what its answers forbid."""

import asyncio
from collections.abc import Iterable

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from hsgleaflet.preview.guard import Guard

HOST, TOKEN = "127.0.0.1:8000", "secret-token"
JSON = "application/json"


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"inside {scope['path']}")(scope, receive, send)


def answer(
    path: str, headers: Iterable[tuple[str, str]] = (("host", HOST),), method: str = "GET"
) -> tuple[int, str, str]:
    """Status, body and headers of an answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }  # fmt: skip
    asyncio.run(Guard(inner, TOKEN, 8000)(scope, receive, send))
    told = "\n".join(f"{name.decode()}: {value.decode()}" for name, value in sent[0]["headers"])
    return sent[0]["status"], sent[1]["body"].decode(), told


def test_the_right_address_is_let_in_without_its_token() -> None:
    assert answer(f"/{TOKEN}/show")[:2] == (200, "inside /show")
    assert answer(f"/{TOKEN}/", [("host", "localhost:8000")])[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "evil.example:8000", ""])
def test_another_host_is_refused(host: str) -> None:
    assert answer(f"/{TOKEN}/show", [("host", host)])[0] == 421


def test_no_host_is_refused() -> None:
    assert answer(f"/{TOKEN}/show", [])[0] == 421


@pytest.mark.parametrize("path", ["/", "/show", f"/{TOKEN}", "/wrong/show", f"/{TOKEN}x/show", f"//{TOKEN}/show"])
def test_without_its_token_nothing_is_there(path: str) -> None:
    status, body, _ = answer(path)
    assert status == 404
    assert "inside" not in body


POST = [("host", HOST), ("origin", f"http://{HOST}"), ("content-type", JSON), ("content-length", "2")]


def test_our_own_page_may_write() -> None:
    assert answer(f"/{TOKEN}/save", POST, "POST")[0] == 200


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("origin", "http://evil.example", 403), ("origin", "null", 403), ("content-type", "text/plain", 403),
        ("content-length", "9000000", 413), ("content-length", "", 413),
    ],
)  # fmt: skip
def test_nobody_else_may_write(name: str, value: str, status: int) -> None:
    headers = [(one, value if one == name else given) for one, given in POST]
    assert answer(f"/{TOKEN}/save", headers, "POST")[0] == status
    assert answer(f"/{TOKEN}/save", [one for one in POST if one[0] != name], "POST")[0] == status


@pytest.mark.parametrize("path", ["/", f"/{TOKEN}/"])
def test_nothing_is_kept_framed_or_fetched_from_elsewhere(path: str) -> None:
    told = answer(path)[2]
    assert "cache-control: no-store" in told
    assert "default-src 'none'" in told
    assert "frame-ancestors 'none'" in told
    assert "http" not in told.partition("content-security-policy: ")[2].partition("\n")[0]
    assert "referrer-policy: no-referrer" in told
