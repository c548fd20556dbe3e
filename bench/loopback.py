"""A server of bare bytes: reads a request, waits, and answers 202. Its own process: `loopback.py`.

It is called with the seconds that an answer takes, and prints the port that it listens on.
"""

from __future__ import annotations

import asyncio
import sys

BODY = (
    b'{"id":"3f6c2e1a-1b7d-4a0e-8a53-2d9c4e5f6a70","status":"accepted","direction":"outgoing",'
    b'"receiver":{"contacts":[{"id":"c7a1f9a2-93f5-4c0e-9a57-1f2b0f6d7e31"}]}}'
)
ANSWER = (
    b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    % len(BODY)
) + BODY
LENGTH = b"content-length:"


class Connection(asyncio.Protocol):
    """Answers one request after another."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (size := _whole(self._read)) is not None:
            self._read = self._read[size:]
            asyncio.get_running_loop().call_later(self._latency, self._transport.write, ANSWER)


def _whole(read: bytes) -> int | None:
    """Return the size of the first request, None where it isn't there yet."""
    head, end, content = read.partition(b"\r\n\r\n")
    if not end:
        return None
    length = head.lower().partition(LENGTH)[2].split(b"\r\n", 1)[0]
    size = int(length or b"0")
    return len(head) + len(end) + size if len(content) >= size else None


async def serve(latency: float) -> None:
    """Listen until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(latency), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
