"""What the sandbox's tests share: a clock that stands, a client, requests on a bare socket."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from msgc.sandbox.options import Options
from msgc.sandbox.running import SandboxThread

ROOT = Path(__file__).parents[3]
WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
CHANNEL = "0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
MESSAGES = f"/workspaces/{WORKSPACE}/channels/{CHANNEL}/messages"
KEY = {"Authorization": "AccessKey any"}
MOMENT = 0.05
BEGINNING = 1_790_000_000.0
TEXT = {"type": "text", "text": {"text": "Your order is on its way."}}
TEMPLATE = {"projectId": WORKSPACE, "version": "latest", "locale": "en"}


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    seconds: float = BEGINNING

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Client:
    """A sandbox with a client of its own."""

    thread: SandboxThread
    http: httpx.Client

    def send(self, to: str, **more: Any) -> httpx.Response:
        return self.http.post(MESSAGES, json=payload(to, **more))

    def list(self, **query: Any) -> dict[str, Any]:
        answer = self.http.get(MESSAGES, params=query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def references(self, **query: Any) -> list[str]:
        return [each["reference"] for each in self.list(**query)["results"]]

    def taken(self) -> dict[str, int]:
        counts: dict[str, int] = self.http.get("/_sandbox/accepted").json()["recipients"]
        return counts

    def fired(self) -> dict[str, int]:
        rows = self.http.get("/_sandbox/faults").json()["faults"]
        return {name: row["fired"] for name, row in rows.items() if row["fired"]}


def payload(to: str, **more: Any) -> dict[str, Any]:
    contact = {"identifierKey": "phonenumber", "identifierValue": to}
    content = {} if "template" in more else {"body": TEXT}
    return {"receiver": {"contacts": [contact]}, **content, **more}


def client(options: Options, clock: Clock | None = None) -> Client:
    thread = SandboxThread(options, clock) if clock else SandboxThread(options)
    return Client(thread, httpx.Client(base_url=thread.base_url, headers=KEY, timeout=5))


def lengths(received: bytes) -> tuple[int, int]:
    """Return how long an answer says that its body is, and how long it is."""
    head, _, body = received.partition(b"\r\n\r\n")
    said = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return int(said or -1), len(body)


def is_whole(received: bytes) -> bool:
    said, got = lengths(received)
    return b"\r\n\r\n" in received and said == got


@dataclass
class Wire:
    """What came over a connection, and how it ended: `closed`, `reset` or `open`."""

    received: bytes
    end: str


def over_socket(url: str, content: dict[str, Any], patience: float = 10) -> Wire:
    """Post over a bare socket; read until the server ends the connection, or is silent.

    An answer is waited for as long as `patience`, the end after a whole one only a moment.
    """
    parts = urlsplit(url)
    assert parts.hostname is not None
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=5) as connection:
        connection.sendall(_request(parts.netloc, content))
        received = b""
        while True:
            connection.settimeout(MOMENT if is_whole(received) else patience)
            try:
                data = connection.recv(65536)
            except TimeoutError:
                return Wire(received, "open")
            except ConnectionResetError:
                return Wire(received, "reset")
            if not data:
                return Wire(received, "closed")
            received += data


def _request(host: str, content: dict[str, Any]) -> bytes:
    body = json.dumps(content).encode()
    head = (
        f"POST {MESSAGES} HTTP/1.1\r\nHost: {host}\r\nAuthorization: AccessKey any\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
