"""A server that answers with whatever bytes a test gives it, be they HTTP or not."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Request = tuple[str, str, bytes]
"""A method, a path with its query, a body."""
Answer = Callable[[Request], Iterable[bytes]]


def http(status: int, body: bytes = b"", **headers: str) -> list[bytes]:
    """Return an answer in one piece, after which the connection is closed."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ["\r\n".join([*lines, "", ""]).encode() + body]


@dataclass
class RawServer:
    """`answer` gives the bytes of an answer; `requests` are those that came whole."""

    answer: Answer = lambda request: http(200)
    requests: list[Request] = field(default_factory=list)
    url: str = ""

    @property
    def posts(self) -> list[bytes]:
        """The bodies of the messages that reached it."""
        return [body for method, _, body in self.requests if method == "POST"]


@contextmanager
def raw_server() -> Iterator[RawServer]:
    """Serve on a free port of this machine while the block runs."""
    raw = RawServer()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(raw))
    server.daemon_threads = True
    raw.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield raw
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(raw: RawServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        timeout = 20

        def handle(self) -> None:
            try:
                request = self._read()
                if request is None:
                    return
                raw.requests.append(request)
                for part in raw.answer(request):
                    self.wfile.write(part)
            except OSError:
                # The client has read enough, and closed.
                return

        def _read(self) -> Request | None:
            words = self.rfile.readline().decode().split()
            if len(words) < 2:
                return None
            length = 0
            while line := self.rfile.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            return words[0], words[1], self.rfile.read(length)

    return Handler
