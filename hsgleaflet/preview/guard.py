"""Guard: who may ask the preview anything.

Comes in: requests. Goes out: those that name this address and carry the token, to the application, and its answers with
headers that let nothing be kept, framed or fetched from elsewhere. It stands alone, before everything else: a page of
some web site that is open in the same browser must learn nothing, whatever name it gives to 127.0.0.1.
"""

from __future__ import annotations

from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the page may load: its own files, and pictures that stand inside a page of a leaflet."""
EDITION_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a leaflet's own web page may load: what stands inside it."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_LARGEST = 200_000
"""Bytes of a request that is read at all."""


class Guard:
    """Lets requests through whose Host and token are right, and whose writing comes from our own page."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope)
        if refused:
            await PlainTextResponse(refused[1], refused[0])(scope, receive, guarded)
            return
        path = scope["path"].removeprefix(f"/{self._token}")
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, guarded)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return 421, "This address is not the preview's."
        given, slash, _ = scope["path"].removeprefix("/").partition("/")
        if not slash or not compare_digest(given.encode(), self._token.encode()):
            return 404, "Open the address that hsgleaflet preview printed: it holds a token."
        if scope["method"] in ("GET", "HEAD"):
            return None
        if headers.get("origin") != f"http://{host}" or headers.get("content-type") != "application/json":
            return 403, "Only the preview's own page may write."
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > _LARGEST:
            return 413, "This is more than a page of the preview sends."
        return None
