"""WireMock: a server that breaks connections as asked, and keeps a journal of what reached it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.servers.processes import free_port, node_file, program, running

POSTS = {"method": "POST", "urlPathPattern": "/workspaces/[^/]+/channels/[^/]+/messages"}


@dataclass(frozen=True, slots=True)
class WireMock:
    """A running WireMock; `url` is what takes the place of the API's own."""

    url: str
    client: httpx.Client

    def answer_posts(self, *answers: dict[str, Any]) -> None:
        """Answer messages so from now on, in turn, with an empty journal.

        Each of `answers` is a WireMock `response`; the last one holds for all further messages.
        """
        self._admin("POST", "reset")
        turns = ["Started", *(f"after {number}" for number in range(1, len(answers)))]
        following = [*turns[1:], turns[-1]]
        for answer, turn, next_turn in zip(answers, turns, following, strict=True):
            states = {"requiredScenarioState": turn, "newScenarioState": next_turn}
            stub = {"scenarioName": "turns", **states, "request": POSTS, "response": answer}
            self._admin("POST", "mappings", stub)

    def posts(self) -> int:
        """Return how many messages have reached it since `answer_posts`."""
        return int(self._admin("POST", "requests/count", POSTS).json()["count"])

    def _admin(self, method: str, path: str, content: object = None) -> httpx.Response:
        answer = self.client.request(method, f"{self.url}/__admin/{path}", json=content)
        return answer.raise_for_status()


@contextmanager
def wiremocking(folder: Path) -> Iterator[WireMock]:
    """Run WireMock, with nothing that it answers."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    archive = node_file("wiremock/build/wiremock-standalone-*.jar")
    options = ["--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", str(folder)]
    command = [program("java"), "-jar", archive, *options, "--disable-banner"]
    with (
        running(command, f"{url}/__admin/health", folder / "wiremock.log"),
        httpx.Client() as client,
    ):
        yield WireMock(url, client)
