"""The client's session for one host: its deadlines, its proxy, what it trusts and what it marks."""

from __future__ import annotations

import ssl
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx

from msgc import __version__
from msgc.transport.addresses import TransportError, is_loopback

# Seconds for which a connection is kept that nothing is sent over.
KEEPALIVE = 10.0


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds for each phase of a request.

    `connect` holds for looking the name up, the connection and TLS; `pool` for the wait for a free
    connection before that; `read` for each wait for a part of the answer; `total` for all together,
    and so for writing.
    """

    connect: float = 2.0
    pool: float = 2.0
    read: float = 10.0
    total: float = 10.0


def open_session(base_url: str, connections: int, deadlines: Deadlines) -> aiohttp.ClientSession:
    """Open a session, within a running loop. Raises TransportError for an unusable proxy."""
    secure = urlsplit(base_url).scheme == "https"
    connector = _MarkingConnector(
        limit=connections,
        keepalive_timeout=KEEPALIVE,
        ssl=_trusted() if secure else True,
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers=_headers(),
        timeout=_timeout(deadlines),
        # What a server would have remembered isn't sent along, nor what stands in ~/.netrc.
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        proxy=_proxy(base_url),
        auto_decompress=False,
    )


def _headers() -> dict[str, str]:
    """Return what every request has: a proxy gets these too, so that the key isn't one of them."""
    return {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"msgc/{__version__}",
    }


def _timeout(deadlines: Deadlines) -> aiohttp.ClientTimeout:
    """Return the client's deadlines; that of the whole is kept around the client."""
    return aiohttp.ClientTimeout(
        total=None,
        connect=deadlines.pool + deadlines.connect,
        sock_connect=deadlines.connect,
        # That of the whole comes first where it is no longer.
        sock_read=deadlines.read if deadlines.read < deadlines.total else None,
        # Rounded up, a deadline could be missed by a second.
        ceil_threshold=float("inf"),
    )


def _trusted() -> ssl.SSLContext:
    """Return what the other client trusts: both reach the API, or none."""
    try:
        return httpx.create_ssl_context()
    except OSError:
        raise TransportError("the certificates that SSL_CERT_FILE names can't be read") from None


def _proxy(base_url: str) -> str | None:
    """Return the proxy that the environment names for a host."""
    parts = urlsplit(base_url)
    # No proxy stands between a machine and itself.
    if is_loopback(base_url) or proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        raise TransportError("the proxy that the environment names can't be used")
    return proxy


class Mark:
    """What is known of a request under way: whether it had a connection to be written to."""

    __slots__ = ("has_connection",)

    def __init__(self) -> None:
        self.has_connection = False


UNDER_WAY: ContextVar[Mark] = ContextVar("UNDER_WAY")
"""The mark of the request that a task makes."""


class _MarkingConnector(aiohttp.TCPConnector):
    """Marks a request from the moment when it has a connection to be written to.

    The client's own tracing tells the same, and costs several times as much for each request.
    """

    async def connect(self, *args: Any, **options: Any) -> Any:
        connection = await super().connect(*args, **options)
        UNDER_WAY.get().has_connection = True
        return connection
