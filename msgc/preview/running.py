"""The preview as a server, in the foreground of the command line."""

from __future__ import annotations

import socket
from types import FrameType

import uvicorn

from msgc.preview.live import Live
from msgc.preview.server import build_preview

# Seconds that a page's last answer may take when the server ends.
DRAIN = 1


class _Server(uvicorn.Server):
    """A server that ends at once: pages that listen for events would never let it end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = True
        self.should_exit = True
        super().handle_exit(sig, frame)


def serve(live: Live, listener: socket.socket) -> None:
    """Serve on a listening socket until the process is interrupted or terminated."""
    config = uvicorn.Config(
        build_preview(live, listener.getsockname()[1]),
        loop="asyncio",
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN,
    )
    try:
        _Server(config).run([listener])
    except KeyboardInterrupt:
        # The server has ended by then, and raises anew the signal that ended it.
        return
