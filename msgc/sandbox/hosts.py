"""Hosts that are this machine, on which alone the sandbox listens."""

from __future__ import annotations

import socket
from ipaddress import ip_address

LOCALHOST = "localhost"
BACKLOG = 2048


class HostError(ValueError):
    """A host that the sandbox doesn't listen on: one sentence."""


def is_loopback_name(host: str) -> bool:
    """Tell whether a host's name is `localhost`, or a loopback address."""
    if host.lower() == LOCALHOST:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 picks a free one. Raises HostError, OSError."""
    if not is_loopback_name(host):
        raise HostError(
            f"the sandbox listens on this machine alone, not on `{host}`: use 127.0.0.1 or ::1"
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    address = "127.0.0.1" if host.lower() == LOCALHOST else host
    # asyncio lets small answers leave at once only where the socket says that it is TCP's.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the URL at which a listening socket is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
