"""The server's answers: headers, hosts, files, faults."""

from __future__ import annotations

import asyncio
import threading

import httpx
import pytest

from msgc.preview import server
from msgc.preview.live import Live
from msgc.preview.model import Choice, Listed, Overview, Picture, Scene
from msgc.preview.server import build_preview
from tests.unit.preview.pictures import scene, text_payload

PORT = 4020


class Desk:
    def __init__(self) -> None:
        self.reloads = 0
        self.left = 2

    def show(self, choice: Choice) -> tuple[Overview, Scene | None]:
        if choice.message == "boom":
            raise RuntimeError("secret words of a row")
        return Overview("Acme", (Listed("orders/a"),)), scene(Picture(text_payload("Hi")))

    def reload(self) -> None:
        self.reloads += 1

    def survey(self) -> bool:
        self.left -= 1
        return self.left >= 0


def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    app = build_preview(Live(Desk(), ()), PORT)

    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        given = {"host": f"127.0.0.1:{PORT}", **headers}
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.request(method, path, headers=given)

    return asyncio.run(call())


def test_a_page_with_its_policy() -> None:
    answer = ask("/?message=orders/a")
    assert (answer.status_code, "Hi" in answer.text) == (200, True)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/preview.css", "text/css; charset=utf-8"),
        ("/preview.js", "text/javascript; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
    ],
)
def test_the_files_of_a_page(path: str, kind: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:4020", "127.0.0.1", "127.0.0.1:80", "", "localhost:4020.evil"],
)
def test_who_asks_for_another_host_is_refused(host: str) -> None:
    answer = ask("/", host=host)
    assert (answer.status_code, "Hi" in answer.text) == (421, False)


def test_localhost_is_this_machine() -> None:
    assert ask("/", host=f"LocalHost:{PORT}").status_code == 200


@pytest.mark.parametrize("path", ["/../msgc.yaml", "/assets/__init__.py", "/preview.py", "/x"])
def test_no_other_file_is_served(path: str) -> None:
    assert ask(path).status_code == 404


def test_nothing_is_changed_from_outside() -> None:
    assert ask("/", "POST").status_code == 405


def test_pages_are_drawn_beside_what_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def drawn(*shown: object) -> str:
        threads.append(threading.current_thread())
        return "drawn"

    monkeypatch.setattr(server, "served_page", drawn)
    assert ask("/?message=orders/a").text == "drawn"
    assert threads and threading.main_thread() not in threads


def test_a_fault_of_our_own_says_nothing_of_anybody() -> None:
    answer = ask("/?message=boom")
    assert (answer.status_code, "MSG900" in answer.text) == (500, True)
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
