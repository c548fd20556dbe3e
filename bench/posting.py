"""The clients that can post: httpx in three ways, aiohttp bare, and msgc's own exchange."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from itertools import cycle

import aiohttp
import httpx

from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import HttpExchange

try:
    from httpx_aiohttp import AiohttpTransport
except ImportError:
    AiohttpTransport = None

PATH = "/workspaces/w/channels/c/messages"
TEXT = b"x" * 200
CONTENT = (
    b'{"receiver":{"contacts":[{"identifierValue":"+31612345678"}]},"body":{"type":"text",'
    b'"text":{"text":"' + TEXT + b'"}}}'
)
HEADERS = {"Authorization": "AccessKey k", "Content-Type": "application/json"}
POOLS = 8

Post = Callable[[], Awaitable[int]]
"""Posts one message and returns the status."""

Client = Callable[[str, int], AbstractAsyncContextManager[Post]]
"""Opens a client for a URL, with so many connections."""


def _httpx(pools: int, over_aiohttp: bool = False) -> Client:
    @asynccontextmanager
    async def opened(url: str, connections: int) -> AsyncIterator[Post]:
        most = connections // pools
        limits = httpx.Limits(max_connections=most, max_keepalive_connections=most)
        async with AsyncExitStack() as stack:
            clients = cycle(
                [
                    await stack.enter_async_context(
                        httpx.AsyncClient(
                            limits=limits,
                            headers=HEADERS,
                            transport=AiohttpTransport(limits=limits) if over_aiohttp else None,
                        )
                    )
                    for _ in range(pools)
                ]
            )

            async def post() -> int:
                return (await next(clients).post(url + PATH, content=CONTENT)).status_code

            yield post

    return opened


@asynccontextmanager
async def _aiohttp(url: str, connections: int) -> AsyncIterator[Post]:
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector, headers=HEADERS) as session:

        async def post() -> int:
            async with session.post(url + PATH, data=CONTENT) as answer:
                await answer.read()
                return answer.status

        yield post


@asynccontextmanager
async def _exchange(url: str, connections: int) -> AsyncIterator[Post]:
    async with HttpExchange(url, AccessKey("k"), connections) as exchange:

        async def post() -> int:
            return (await exchange.request("POST", PATH, query={}, content=CONTENT)).status

        yield post


CLIENTS: dict[str, Client] = {
    "httpx": _httpx(1),
    f"httpx, {POOLS} pools": _httpx(POOLS),
    **({"httpx over httpx-aiohttp": _httpx(1, True)} if AiohttpTransport else {}),
    "aiohttp": _aiohttp,
    "msgc": _exchange,
}
