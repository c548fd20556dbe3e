"""The sandbox as a server: in the foreground for the command line, in a thread for tests."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

import uvicorn

from msgc.sandbox.app import Sandbox, build_sandbox
from msgc.sandbox.hosts import BACKLOG, listening, url_of
from msgc.sandbox.options import Options
from msgc.sandbox.wire import Wire

# Longer than a client keeps a connection, so that the sandbox closes none but on request.
KEEP_ALIVE = 75
DRAIN = 1


class _Server(uvicorn.Server):
    """A server that ends at once: what hangs on request would never let it end."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.end()
        super().handle_exit(sig, frame)

    def end(self) -> None:
        """Stop soon, from any thread."""
        self.force_exit = True
        self.should_exit = True


def _server(sandbox: Sandbox) -> _Server:
    config = uvicorn.Config(
        sandbox.app,
        http=Wire,
        loop="asyncio",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=DRAIN,
        backlog=BACKLOG,
    )
    return _Server(config)


def serve(sandbox: Sandbox, listener: socket.socket) -> None:
    """Serve until the process is interrupted or terminated."""
    try:
        _server(sandbox).run([listener])
    except KeyboardInterrupt:
        # The server has ended by then, and raises anew the signal that ended it.
        return
    finally:
        sandbox.close()


class SandboxThread:
    """A sandbox in a thread of this process; `sandbox` tells what it took."""

    def __init__(self, options: Options, clock: Callable[[], float] = time.time) -> None:
        """Begin to listen. Raises HostError, OSError, UnknownFaultError."""
        self.sandbox = build_sandbox(options, clock)
        try:
            self._listener = listening(options.host, options.port)
        except (ValueError, OSError):
            self.sandbox.close()
            raise
        self.base_url = url_of(self._listener)
        self._server = _server(self.sandbox)
        self._thread = threading.Thread(
            target=self._server.run, args=([self._listener],), name="sandbox", daemon=True
        )

    def start(self) -> None:
        """Begin to answer; requests that come earlier wait."""
        self._thread.start()

    def stop(self) -> None:
        """End it, with what hangs."""
        self._server.end()
        self._thread.join()
        self.sandbox.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@contextmanager
def running_sandbox(
    options: Options | None = None, clock: Callable[[], float] = time.time
) -> Iterator[str]:
    """Serve a sandbox while the block runs, and give its base URL."""
    with SandboxThread(options or Options(), clock) as thread:
        yield thread.base_url
