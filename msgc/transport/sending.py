"""Many requests at once: each has its answer, or is known never to have left, or may have."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlencode, urlsplit

import aiohttp
from yarl import URL

from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import require_safe
from msgc.transport.failures import MaybeSentError, NeverSentError, failure_of
from msgc.transport.sessions import UNDER_WAY, Deadlines, Mark, open_session

__all__ = ["Deadlines", "Exchange", "HttpExchange", "MaybeSentError", "NeverSentError", "Reply"]

CONNECTIONS = 64
# An answer to a message repeats the message; a page of a list holds a thousand of them.
MOST_OF_POST, MOST_OF_GET = 1 << 20, 1 << 24


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose status came; header names are in lower case.

    `body` is what came of the body, and `complete` tells whether that is all of it: it may have
    broken off, come too late, or been too long.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    complete: bool


class Exchange(Protocol):
    """What gives a reply for a request."""

    async def request(
        self, method: str, path: str, *, query: Mapping[str, str], content: bytes | None
    ) -> Reply:
        """Send one request, once. Raises NeverSentError, MaybeSentError."""


# Bytes of a header that are no text are kept, as the client keeps them.
_AS_SENT = ("utf-8", "surrogateescape")


class HttpExchange:
    """Talks to one API with one key over kept connections; to be used with `async with`.

    A POST is never sent twice. Redirects aren't followed: the key would go along.
    """

    def __init__(
        self,
        base_url: str,
        key: AccessKey,
        connections: int = CONNECTIONS,
        deadlines: Deadlines | None = None,
    ) -> None:
        """Prepare it. Raises TransportError for an unsafe URL."""
        require_safe(base_url)
        self._base = base_url.rstrip("/")
        self._host = urlsplit(base_url).netloc
        self._key = key
        self._headers = {"Authorization": key.header()}
        self._post_headers = {**self._headers, "Content-Type": "application/json"}
        self._deadlines = deadlines or Deadlines()
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = open_session(self._base, self._connections, self._deadlines)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let its connections go."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def request(
        self, method: str, path: str, *, query: Mapping[str, str], content: bytes | None
    ) -> Reply:
        """Send one request, once, and return what came of its reply.

        `path` is quoted, `query` isn't. Raises NeverSentError, MaybeSentError; cancelled, it may
        have been sent.
        """
        target = f"{self._base}{path}" + (f"?{urlencode(query)}" if query else "")
        session = self._opened()
        flight = _Flight(MOST_OF_GET if content is None else MOST_OF_POST)
        UNDER_WAY.set(flight.mark)
        failure = None
        try:
            async with asyncio.timeout(self._deadlines.total):
                await self._send(session, method, target, content, flight)
        # Whatever else the client may raise says less than what had happened before.
        except Exception as error:
            failure = failure_of(error, flight.mark.has_connection, self._host)
        reply = flight.reply(self._key)
        if reply is not None:
            return reply
        # Raised out here, so that the client's own error, which holds the headers, doesn't follow.
        raise failure or MaybeSentError(f"{self._host} gave no answer", "no-answer")

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the exchange isn't open")
        return self._session

    async def _send(
        self,
        session: aiohttp.ClientSession,
        method: str,
        target: str,
        content: bytes | None,
        flight: _Flight,
    ) -> None:
        answer = await session.request(
            method,
            URL(target, encoded=True),
            data=content,
            headers=self._headers if content is None else self._post_headers,
            allow_redirects=False,
        )
        try:
            await flight.read(answer)
        finally:
            # An answer that was read to its end has let its connection go.
            if not answer.closed:
                answer.close()


class _Flight:
    """What is known of a request under way."""

    __slots__ = ("_answer", "_body", "_complete", "_most", "mark")

    def __init__(self, most: int) -> None:
        self.mark = Mark()
        self._most = most
        self._answer: aiohttp.ClientResponse | None = None
        self._body = bytearray()
        self._complete = False

    async def read(self, answer: aiohttp.ClientResponse) -> None:
        """Read an answer's body, as far as it may go."""
        self._answer = answer
        content = answer.content
        while not content.at_eof():
            self._body += await content.readany()
            if len(self._body) > self._most:
                return
        self._complete = True

    def reply(self, key: AccessKey) -> Reply | None:
        """Return what came, None where no status did; an answer that tells the key isn't read."""
        if self._answer is None:
            return None
        headers = _headers(self._answer, key)
        body = bytes(self._body[: self._most])
        if key.is_in(body):
            return Reply(self._answer.status, headers, b"", False)
        return Reply(self._answer.status, headers, body, self._complete)


def _headers(answer: aiohttp.ClientResponse, key: AccessKey) -> dict[str, str]:
    """Return an answer's headers, without any that tell the key."""
    raw = answer.raw_headers
    if key.is_in(b"\n".join([value for _, value in raw])):
        raw = tuple(pair for pair in raw if not key.is_in(pair[1]))
    return {name.decode(*_AS_SENT).lower(): value.decode(*_AS_SENT) for name, value in raw}
