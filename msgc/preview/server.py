"""The preview as an ASGI application: pages, their files, and the events that keep them live."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from msgc.preview.assets import asset
from msgc.preview.choosing import choice_of
from msgc.preview.live import Live
from msgc.preview.page import ASSETS, POLICY, served_page

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
HOSTS = ("127.0.0.1", "localhost")
OWN_FAULT = (
    "error[MSG900]: msgc itself has a fault; please report it. "
    "`msgc check` tells what is wrong with the message."
)
# At once after a change, and how soon a page that lost the server asks again, in milliseconds.
RETRY_MS = 500


def build_preview(live: Live, port: int) -> ASGIApp:
    """Return the application that shows what `live` has, on a port of this machine."""

    async def page(request: Request) -> Response:
        choice = choice_of(dict(request.query_params))
        shown = await live.show(choice)
        # In a thread of its own: a page that takes long keeps no other from being answered.
        drawn = await asyncio.to_thread(served_page, *shown, choice.message)
        return Response(_encoded(drawn), media_type="text/html")

    async def events(request: Request) -> Response:
        return StreamingResponse(_events(live), media_type="text/event-stream")

    async def file(request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        return Response(_encoded(asset(name)), media_type=ASSETS[name])

    files = [Route(f"/{name}", file) for name in ASSETS]
    routes = [Route("/", page), Route("/events", events), *files]
    faults = {Exception: _own_fault}
    app = Starlette(routes=routes, lifespan=_watching(live), exception_handlers=faults)
    return Guard(app, frozenset(f"{host}:{port}" for host in HOSTS))


def _watching(live: Live):  # type: ignore[no-untyped-def]
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(live.run())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    return lifespan


async def _events(live: Live) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    async for changed in live.changes():
        yield "data: changed\n\n" if changed else ": still here\n\n"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


async def _own_fault(request: Request, error: Exception) -> Response:
    return PlainTextResponse(OWN_FAULT, 500)


class Guard:
    """Answers only who asks for this machine by its own name, and says what pages may do.

    A page elsewhere that lets its own name lead here (DNS rebinding) asks for that name.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if Headers(scope=scope).get("host", "").lower() in self._hosts:
            await self._app(scope, receive, with_headers)
            return
        refusal = PlainTextResponse("This server answers this machine alone.", 421)
        await refusal(scope, receive, with_headers)
