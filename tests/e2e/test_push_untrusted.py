"""Answers that can't be trusted: whatever comes, a push says what is so, and shows none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from msgc.push import delays, looking
from tests.e2e.cli_help import Outcome
from tests.e2e.conftest import Call
from tests.e2e.hostile_answers import BODIES, ESCAPED, KEY, NOT_HTTP, UNSHOWN, WHOLE
from tests.e2e.push_help import (
    KEY_NAME,
    YES,
    payload,
    payloads_file,
    phone,
    ran,
    runs_of,
    shop_with,
    states,
)
from tests.e2e.raw_server import Answer, RawServer, Request, http, raw_server

PAGE = http(200, b'{"results": []}')
TEXT = ("--profile", "peer", "--yes")
ENDS = {"accepted": 0, "rejected": 3, "held": 3, "ambiguous": 3, "planned": 3}
# What the API means by a status hangs on no body.
MEANT = {202: "accepted", 422: "rejected", 500: "held"}


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_server() as server:
        yield server


@pytest.fixture
def shop(server: RawServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalog with one payload to push, where looks are hasty."""
    monkeypatch.setenv(KEY_NAME, KEY)
    for module in (delays, looking):
        monkeypatch.setattr(module, "LOOKS", (0.05, 0.1))
    shop = shop_with(tmp_path / "shop", server.url)
    payloads_file(shop / "one.ndjson", [payload(phone(1))])
    return shop


def on_posts(answer: Callable[[], Iterable[bytes]]) -> Answer:
    """Answer messages so, and questions with an empty page."""
    return lambda request: answer() if request[0] == "POST" else PAGE


def require_harmless(shop: Path, *outcomes: Outcome) -> None:
    """Neither the key nor anything that moves a cursor is shown or kept."""
    for outcome in outcomes:
        assert "Traceback" not in outcome.err
        shown = outcome.out + outcome.err
        assert not [char for char in UNSHOWN if char in shown]
        assert KEY not in shown
    for path in runs_of(shop).iterdir():
        assert KEY.encode() not in path.read_bytes()
        assert b"\x1b" not in path.read_bytes() or path.suffix == ".sqlite"
    for record in ran(shop).records:
        words = (record.code, record.detail, record.message_id, record.contact)
        assert not [char for char in (*UNSHOWN, "\n", KEY) if any(char in each for each in words)]


def pushed(call: Call, shop: Path, state: str) -> None:
    """Push in both formats, and look at the run: it ends in a state, and shows nothing."""
    # What is found out ends a push at once; what can't be is waited for in vain.
    settle = "1s" if state == "ambiguous" else "30s"
    outcome = call("push", "one.ndjson", *YES, "--settle", settle, cwd=shop)
    assert (outcome.code, states(outcome)) == (ENDS[state], {state: 1}), outcome
    told = [
        outcome,
        call("push", "one.ndjson", *TEXT, "--settle", "0s", cwd=shop),
        call("status", cwd=shop),
        call("status", "--format", "json", cwd=shop),
        call("status", "--export", "-", cwd=shop),
    ]
    assert {each.code for each in told} == {ENDS[state]}
    require_harmless(shop, *told)


@pytest.mark.parametrize("status", MEANT)
@pytest.mark.parametrize("name", BODIES)
def test_a_body(server: RawServer, shop: Path, call: Call, name: str, status: int) -> None:
    server.answer = on_posts(lambda: http(status, BODIES[name], Content_Type="application/json"))
    pushed(call, shop, MEANT[status])
    assert len(server.posts) == 1


@pytest.mark.parametrize("status", [202, 422])
@pytest.mark.parametrize("name", ESCAPED)
def test_a_key_that_is_escaped(
    server: RawServer, shop: Path, call: Call, name: str, status: int
) -> None:
    server.answer = on_posts(lambda: http(status, ESCAPED[name]))
    pushed(call, shop, MEANT[status])


@pytest.mark.parametrize("status", [202, 422])
@pytest.mark.parametrize("name", WHOLE)
def test_an_answer(server: RawServer, shop: Path, call: Call, name: str, status: int) -> None:
    server.answer = on_posts(lambda: WHOLE[name](status))
    pushed(call, shop, MEANT[status])
    assert len(server.posts) == 1


@pytest.mark.parametrize("name", NOT_HTTP)
def test_what_is_no_answer(server: RawServer, shop: Path, call: Call, name: str) -> None:
    server.answer = on_posts(lambda: [NOT_HTTP[name]])
    pushed(call, shop, "held")
    assert len(server.posts) == 1


def test_a_redirect_leads_nowhere(server: RawServer, shop: Path, call: Call) -> None:
    with raw_server() as other:
        server.answer = on_posts(lambda: http(307, b"", Location=f"{other.url}/elsewhere"))
        pushed(call, shop, "held")
        assert other.requests == []


def test_the_id_that_is_said_last_counts(server: RawServer, shop: Path, call: Call) -> None:
    server.answer = on_posts(lambda: http(202, BODIES["twice the same key"]))
    pushed(call, shop, "accepted")
    assert [each.message_id for each in ran(shop).records] == ["b"]


PAGES: dict[str, bytes] = {
    **{name: body for name, body in BODIES.items() if name != "nothing"},
    "no list": b'{"results": 5}',
    "a list of what is no message": b'{"results": [5, null, "a", {}]}',
    "a message without an id": b'{"results": [{"status": "sent"}]}',
    "too many": json.dumps({"results": [{"id": f"id-{n}"} for n in range(1001)]}).encode(),
    "a token that is none": b'{"results": [], "nextPageToken": {"a": 1}}',
    "a long token": json.dumps({"results": [], "nextPageToken": "x" * 9000}).encode(),
    "a broken page": b'{"results": [',
}


@pytest.mark.parametrize("name", PAGES)
def test_a_list_that_cant_be_read_shows_nothing_absent(
    server: RawServer, shop: Path, call: Call, name: str
) -> None:
    server.answer = _lost_then(lambda: http(200, PAGES[name]))
    pushed(call, shop, "ambiguous")
    assert len(server.posts) == 1
    assert [path for _, path, _ in server.requests if "tag=" in path]


@pytest.mark.parametrize("name", WHOLE)
def test_a_list_that_isnt_whole(server: RawServer, shop: Path, call: Call, name: str) -> None:
    server.answer = _lost_then(lambda: WHOLE[name](200))
    pushed(call, shop, "ambiguous")
    assert len(server.posts) == 1
    assert [path for _, path, _ in server.requests if "tag=" in path]


def test_a_list_without_an_end(server: RawServer, shop: Path, call: Call) -> None:
    numbers = iter(range(10**9))

    def page() -> bytes:
        return json.dumps({"results": [], "nextPageToken": f"at-{next(numbers)}"}).encode()

    server.answer = lambda request: (
        http(500) if request[0] == "POST" else http(200, page()) if "tag=" in request[1] else PAGE
    )
    pushed(call, shop, "ambiguous")


def _lost_then(listed: Callable[[], Iterable[bytes]]) -> Answer:
    """Let a message get lost, and answer the questions after it so; the preflight passes."""

    def answer(request: Request) -> Iterable[bytes]:
        if request[0] == "POST":
            return http(500)
        return listed() if "tag=" in request[1] else PAGE

    return answer


REFUSED = {401: 4, 200: 3, 500: 3}


@pytest.mark.parametrize("status", REFUSED)
@pytest.mark.parametrize("name", BODIES)
def test_a_preflight(server: RawServer, shop: Path, call: Call, name: str, status: int) -> None:
    server.answer = lambda request: http(status, BODIES[name])
    outcome = call("push", "one.ndjson", *TEXT, cwd=shop)
    assert (outcome.code, server.posts) == (REFUSED[status], [])
    require_harmless(shop, outcome)
    assert max(map(len, outcome.err.splitlines())) < 800
