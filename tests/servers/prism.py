"""Prism: a server that knows the API's description, and none of our code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.servers.prism_description import write_description
from tests.servers.processes import free_port, node_file, program, running

WORKSPACE = "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"
CHANNEL = "0b6d5d3e-8a53-4d3a-9f0e-2f1c4c7e9a10"
MESSAGES = f"/workspaces/{WORKSPACE}/channels/{CHANNEL}/messages"
KEYS = {"Authorization": "AccessKey of-a-test"}


@dataclass(frozen=True, slots=True)
class Violation:
    """What Prism finds wrong: `place` is dotted (`request.body.tags.0`), `code` the keyword.

    `code` is empty where no keyword is to blame, as for an answer that isn't JSON.
    """

    place: str
    code: str


@dataclass(frozen=True, slots=True)
class Prism:
    """A running Prism; `url` is what takes the place of the API's own."""

    url: str
    client: httpx.Client

    def post(self, payload: object, **headers: str) -> httpx.Response:
        """Send a payload with a key."""
        return self.post_bytes(json.dumps(payload).encode(), **KEYS, **headers)

    def post_bytes(self, content: bytes, **headers: str) -> httpx.Response:
        """Send a body as it is, with these headers alone."""
        given = {"Content-Type": "application/json", **headers}
        return self.client.post(self.url + MESSAGES, content=content, headers=given)

    def read(self, path: str) -> httpx.Response:
        """Ask for something, with a key; `path` may hold a query."""
        return self.client.get(self.url + path, headers=KEYS)


def violations(answer: httpx.Response) -> list[Violation]:
    """Return what Prism says was wrong with a request, or with the answer to it."""
    found: list[dict[str, Any]] = json.loads(answer.headers.get("sl-violations", "[]"))
    return [Violation(".".join(each["location"]), str(each.get("code", ""))) for each in found]


@contextmanager
def mocking(folder: Path) -> Iterator[Prism]:
    """Run Prism as the API: it refuses what the description refuses, and answers by examples."""
    with _serving("mock", folder) as prism:
        _canary(prism)
        yield prism


@contextmanager
def refereeing(folder: Path, upstream: str, requests: bool = True) -> Iterator[Prism]:
    """Run Prism before a server, to hold both sides to the description.

    An answer that breaks it comes as a 500 with `violations` of places below `response`. Wrong
    requests are refused and don't reach the server, unless `requests` is False.
    """
    options = [] if requests else ["--validate-request", "false"]
    with _serving("proxy", folder, upstream, *options) as prism:
        if requests:
            _canary(prism)
        yield prism


@contextmanager
def _serving(mode: str, folder: Path, *words: str) -> Iterator[Prism]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    script = node_file("@stoplight/prism-cli/dist/index.js")
    options = ["--host", "127.0.0.1", "--port", str(port), "--errors", "--cors", "false"]
    command = [program("node"), script, mode, write_description(folder), *words, *options]
    with running(command, url, folder / "prism.log"), httpx.Client() as client:
        yield Prism(url, client)


def _canary(prism: Prism) -> None:
    # One pattern that JavaScript doesn't know, and Prism takes everything without a word.
    status = prism.post({}).status_code
    if status != 422:
        pytest.fail(f"Prism doesn't validate: an empty message got {status}")
