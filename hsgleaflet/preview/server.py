"""Server: the wires between a browser and the desk.

Comes in: a desk, a port. Goes out: a page at an address of this machine, until somebody presses Ctrl-C. It stands alone
because everything that is asynchronous is here, and nothing else is.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from types import FrameType
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn import Config, Server

from hsgleaflet.preview.desk import Asked, Desk
from hsgleaflet.preview.guard import EDITION_POLICY, Guard
from hsgleaflet.preview.watch import saved
from hsgleaflet.problems import LeafletError, fail
from hsgleaflet.work.data import data_root

HOST = "127.0.0.1"
_ASSETS = {
    "": ("page.html", "text/html"),
    "style.css": ("style.css", "text/css"),
    **{name: (name, "text/javascript") for name in ("preview.js", "pages.js", "problems.js", "forms.js", "dom.js")},
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
_HEARTBEAT = 15.0
"""Seconds after which a silent line is used, so that one that is dead is noticed."""


class _Save(msgspec.Struct):
    what: str
    asked: Asked


class _Source(msgspec.Struct):
    file: str
    line: int


class Hub:
    """Tells every open page that something was saved, and when to let go."""

    def __init__(self) -> None:
        self.stop, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self._lines: set[asyncio.Queue[str]] = set()

    def tell(self, what: str) -> None:
        """Say something on every line."""
        for line in self._lines:
            line.put_nowait(what)

    def close(self) -> None:
        """End all lines."""
        self.stop.set()
        self.tell("")

    def close_soon(self) -> None:
        """End all lines; may be called while a signal is handled."""
        self._loop.call_soon_threadsafe(self.close)

    async def events(self) -> AsyncIterator[str]:
        """Yield server-sent events for one page."""
        line: asyncio.Queue[str] = asyncio.Queue()
        self._lines.add(line)
        try:
            yield "event: hello\ndata: 1\n\n"
            while not self.stop.is_set():
                try:
                    said = await asyncio.wait_for(line.get(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if said:
                    yield f"event: {said}\ndata: 1\n\n"
        finally:
            self._lines.discard(line)


def application(desk: Desk, hub: Hub, first: dict[str, str]) -> Starlette:
    """Return the application; `first` is what the page begins with."""

    async def asset(request: Request) -> Response:
        name, kind = _ASSETS[request.url.path.removeprefix("/")]
        data = (files("hsgleaflet.preview") / "assets" / name).read_bytes()
        return Response(data, media_type=kind)

    async def events(_: Request) -> Response:
        return StreamingResponse(hub.events(), media_type="text/event-stream")

    async def offers(_: Request) -> Response:
        return await _answer(lambda: {**desk.offers(), "begin": first})

    async def edition(request: Request) -> Response:
        found = desk.edition(request.path_params["key"])
        if found is None:
            return PlainTextResponse("This file is not shown here: choose it at the head of the preview.", 404)
        return HTMLResponse(found, headers={"Content-Security-Policy": EDITION_POLICY})

    def of(work: Callable[[Asked], Any]) -> Callable[[Request], Any]:
        async def handle(request: Request) -> Response:
            body = await request.body()
            return await _answer(lambda: work(msgspec.json.decode(body, type=Asked)))

        return handle

    async def source(request: Request) -> Response:
        body = await request.body()

        def find() -> Any:
            wanted = msgspec.json.decode(body, type=_Source)
            return desk.source(wanted.file, wanted.line) or {"lines": []}

        return await _answer(find)

    async def save(request: Request) -> Response:
        body = await request.body()

        def write() -> Any:
            wanted = msgspec.json.decode(body, type=_Save)
            return desk.save(wanted.asked, wanted.what)

        return await _answer(write)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.ensure_future(_watch(desk, hub))
        warming = asyncio.ensure_future(_answer(lambda: desk.warm(first)))
        yield
        hub.close()
        await asyncio.gather(watching, warming)

    posts = {"show": of(desk.show), "check": of(desk.check), "brand": of(desk.brand), "answers": of(desk.answers)}
    routes = [Route(f"/{path}", asset) for path in _ASSETS]
    routes += [Route("/events", events), Route("/offers", offers), Route("/edition/{key}", edition)]
    routes += [Route(f"/{path}", handler, methods=["POST"]) for path, handler in posts.items()]
    routes += [Route("/source", source, methods=["POST"]), Route("/save", save, methods=["POST"])]
    return Starlette(routes=routes, lifespan=lifespan)


async def _answer(work: Callable[[], Any]) -> Response:
    """Return what a piece of work gives, done in a thread of its own; its problems are an answer too."""
    try:
        return JSONResponse(await run_in_threadpool(work))
    except LeafletError as error:
        found = [{"code": one.code, "message": one.message, "hint": one.hint} for one in error.problems]
        return JSONResponse({"refused": found}, 409)
    except msgspec.DecodeError:
        return PlainTextResponse("This is not what the page sends.", 400)


async def _watch(desk: Desk, hub: Hub) -> None:
    async for paths in saved(desk.root, data_root(), hub.stop):
        await run_in_threadpool(desk.saved, paths)
        hub.tell("saved")


class _Server(Server):
    """Lets go of the lines that pages listen on before it waits for them."""

    def __init__(self, config: Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End, at Ctrl-C or when told to."""
        self._hub.close_soon()
        super().handle_exit(sig, frame)


def listening(port: int) -> socket.socket:
    """Return a socket that listens on this machine alone; raise LeafletError when the port is taken."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
        found.listen()  # a browser that is faster than we are waits
    except OSError as error:
        found.close()
        reason = (error.strerror or "unknown reason").lower()
        raise fail(
            "B064", f"port {port} cannot be used: {reason}", hint="leave --port out, and a free one is taken"
        ) from None
    return found


def serve(desk: Desk, port: int, first: dict[str, str], ready: Callable[[str], None]) -> None:
    """Serve a desk until Ctrl-C, which is raised again as KeyboardInterrupt; `ready` is given the address."""
    with listening(port) as line:
        own = line.getsockname()[1]
        token = secrets.token_urlsafe(18)

        async def run() -> None:
            hub = Hub()
            app: ASGIApp = Guard(application(desk, hub, first), token, own)
            config = Config(app, log_level="critical", access_log=False, server_header=False, date_header=False,
                            timeout_graceful_shutdown=2)  # fmt: skip
            server = _Server(config, hub)
            ready(f"http://{HOST}:{own}/{token}/")
            await server.serve(sockets=[line])

        asyncio.run(run())
