"""Servers made of bare sockets, which answer, break and hang as they are told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import Deadlines, HttpExchange, Reply

KEY = "bk-planted-55e1"
SHORT = Deadlines(connect=0.2, pool=0.2, read=0.3, total=0.5)
PATH = "/workspaces/w/channels/c/messages"
BODY = b'{"id": "m-1"}'


def answer(status: int, body: bytes = BODY, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@dataclass
class Connection:
    """One accepted connection, and what was read of it."""

    server: Server
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def read(self) -> bytes:
        """Read one whole request, and count it."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        request = head + await self.reader.readexactly(length)
        self.server.requests.append(request)
        return request

    async def say(self, content: bytes) -> None:
        self.writer.write(content)
        await self.writer.drain()

    def reset(self) -> None:
        """Break the connection with a RST."""
        linger = struct.pack("ii", 1, 0)
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.writer.transport.abort()


Handler = Callable[[Connection], Awaitable[None]]


@dataclass
class Server:
    """What was asked, and how often something connected."""

    port: int = 0
    scheme: str = "http"
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    open: int = 0

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def posts(self) -> int:
        return sum(request.startswith(b"POST ") for request in self.requests)


@asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Serve each connection by a handler; what the client breaks ends it."""
    server = Server(scheme="https" if tls else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        server.connections += 1
        server.open += 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await handler(Connection(server, reader, writer))
        server.open -= 1
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    listening = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listening.wait_closed()


def exchange_with(url: str, **settings) -> HttpExchange:
    return HttpExchange(url, AccessKey(KEY), **{"deadlines": SHORT, **settings})


async def post(exchange: HttpExchange, content: bytes = b"{}") -> Reply:
    return await exchange.request("POST", PATH, query={}, content=content)


async def post_to(handler: Handler, **settings) -> tuple[object, Server]:
    """Post once to a server; return the reply or the exception, and the server."""
    async with serving(handler) as server, exchange_with(server.url, **settings) as exchange:
        try:
            return await post(exchange), server
        except Exception as error:
            return error, server
