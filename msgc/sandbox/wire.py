"""Answers on the wire, whole or broken in the ways that a network breaks them."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any, cast

from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from msgc.sandbox.answers import Answer, Manner

TRANSPORT = "transport"
# On, and no time to linger: the kernel then closes with RST instead of FIN.
# How an answer begins, other than the 100 that asks for the request's body.
_HEAD = (b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 4", b"HTTP/1.1 5")
_NO_LINGERING = struct.pack("ii", 1, 0)

Handler = Callable[[Request], Awaitable[Answer]]


class Wire(HttpToolsProtocol):
    """HTTP whose requests know the connection that they came over."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keep the connection where every request's scope gets a copy."""
        super().connection_made(cast(asyncio.Transport, _Joining(transport)))
        self.app_state = {**self.app_state, TRANSPORT: transport}


class _Joining:
    """A connection on which an answer's head waits for what follows: one call, not two.

    A call to send takes longer than all else that an answer takes.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send what waits and what is given, but keep a head until then."""
        if data.startswith(_HEAD):
            self._head += data
            return
        data, self._head = self._head + data, b""
        self._transport.write(data)

    def close(self) -> None:
        """Send what waits, then close."""
        self.write(b"")
        self._transport.close()


class Endpoint:
    """A handler as an ASGI application; `latency` is in seconds, before every answer."""

    def __init__(self, handler: Handler, latency: float = 0.0) -> None:
        self._handler = handler
        self._latency = latency

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._handler(Request(scope, receive))
        delay = self._latency + answer.delay
        if delay:
            await asyncio.sleep(delay)
        transport: asyncio.Transport = scope["state"][TRANSPORT]
        if answer.manner is Manner.WHOLE:
            await _start(answer, send)
            await send({"type": "http.response.body", "body": answer.body})
        elif answer.manner is Manner.TRUNCATED:
            await _start(answer, send)
            half = answer.body[: len(answer.body) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
            await _end(transport.close, receive)
        elif answer.manner is Manner.CLOSE:
            await _end(transport.close, receive)
        elif answer.manner is Manner.RESET:
            await _end(lambda: _reset(transport), receive)
        else:
            await _hang(transport, receive)


async def _start(answer: Answer, send: Send) -> None:
    headers = [
        (b"content-type", answer.content_type.encode()),
        (b"content-length", b"%d" % len(answer.body)),
    ]
    if answer.retry_after is not None:
        headers.append((b"retry-after", b"%d" % answer.retry_after))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})


async def _end(end: Callable[[], Any], receive: Receive) -> None:
    """End the connection, and wait until it has ended: before that, uvicorn would answer itself."""
    end()
    await _gone(receive)


def _reset(transport: asyncio.Transport) -> None:
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
    transport.abort()


async def _hang(transport: asyncio.Transport, receive: Receive) -> None:
    """Wait until the client is gone, or the sandbox ends."""
    try:
        await _gone(receive)
    finally:
        transport.abort()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue
