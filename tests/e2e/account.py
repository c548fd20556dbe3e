"""An account of the API for tests: a real HTTP server that knows one key and some templates."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
TEMPLATES = "channel-templates"


@dataclass
class Account:
    """`projects` are the templates of each; `answer` takes the place of every answer."""

    key: str
    projects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    page_size: int = 100
    answer: tuple[int, bytes] | None = None
    delay: float = 0
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""

    def reply(self, path: str, query: dict[str, str], key: str) -> tuple[int, bytes]:
        self.asked.append(path)
        self.keys.append(key)
        time.sleep(self.delay)
        if self.answer is not None:
            return self.answer
        if key != f"AccessKey {self.key}":
            return 401, b'{"code": "Unauthorized", "message": "no such key"}'
        entries = self._entries(path.split("/")[1:], query)
        if entries is None:
            return 404, b'{"code": "NotFound", "message": "not found"}'
        return 200, json.dumps(self._page(entries, query)).encode()

    def _entries(self, parts: list[str], query: dict[str, str]) -> list[dict[str, Any]] | None:
        if parts[:3] != ["workspaces", WORKSPACE, "projects"]:
            return None
        if len(parts) == 3 and query.get("type") == "channelTemplate":
            return [self._project(id) for id in self.projects]
        if len(parts) == 5 and parts[4] == TEMPLATES:
            return self.projects.get(parts[3])
        return None

    def _project(self, id: str) -> dict[str, Any]:
        return {"id": id, "type": "channelTemplate", "name": self.names.get(id, "A project")}

    def _page(self, entries: list[dict[str, Any]], query: dict[str, str]) -> dict[str, Any]:
        start = int(query.get("pageToken", "at-0").removeprefix("at-"))
        end = start + min(self.page_size, int(query.get("limit", "10")))
        more = {"nextPageToken": f"at-{end}"} if end < len(entries) else {}
        return {"results": entries[start:end], **more}


@contextmanager
def serving(account: Account) -> Iterator[Account]:
    """Serve an account on this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(account))
    server.daemon_threads = True
    account.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield account
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(account: Account) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            status, body = account.reply(parts.path, query, self.headers.get("Authorization", ""))
            try:
                self._send(status, body)
            except OSError:
                # The client didn't wait for it.
                return

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
