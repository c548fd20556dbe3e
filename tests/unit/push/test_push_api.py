"""The API's operations: what is asked for, and what each answer becomes."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

import pytest

from msgc.push.answers import AnswerError, Window
from msgc.push.api import FEW_PAGES, Api, ApiError
from msgc.push.clocks import Clocks
from msgc.push.pace import Pace
from msgc.transport.sending import Reply

START, END = 1_700_000_000.0, 1_700_000_600.25


@dataclass
class Answers:
    """An exchange that gives replies in turn, the last one over and over."""

    replies: list[Reply]
    asked: list[tuple[str, str, dict[str, str], bytes | None]] = field(default_factory=list)

    async def request(self, method, path, *, query, content):
        self.asked.append((method, path, dict(query), content))
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def reply(status: int, body: object = None, **more) -> Reply:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, more.get("headers", {}), content, more.get("complete", True))


def page(*ids: str, token: str | None = None) -> Reply:
    return reply(200, {"results": [{"id": id} for id in ids], "nextPageToken": token})


def api_over(*replies: Reply, workspace: str = "w", **more) -> tuple[Api, Answers]:
    exchange = Answers(list(replies))
    return Api(exchange, workspace, "c", **more), exchange


def test_a_message_is_posted_as_it_is():
    api, exchange = api_over(reply(202, {"id": "m"}), workspace="a/b ?")
    assert asyncio.run(api.post(b"{}")).status == 202
    assert exchange.asked == [
        ("POST", "/workspaces/a%2Fb%20%3F/channels/c/messages", {}, b"{}"),
    ]


def test_a_list_is_read_page_by_page():
    api, exchange = api_over(page("1", token="x"), page("2", "3", token="y"), page("4"))
    found = asyncio.run(api.list_messages("run", "+316", START, END))
    assert [each.id for each in found] == ["1", "2", "3", "4"]
    query = {"tag": "run", "to": "+316", "limit": "1000"}
    query |= {"startAt": "2023-11-14T22:13:20.000Z", "endAt": "2023-11-14T22:23:20.250Z"}
    assert [each[2] for each in exchange.asked] == [
        *(query, {**query, "pageToken": "x"}),
        {**query, "pageToken": "y"},
    ]


def test_a_list_without_an_end_is_left():
    tokens = [page("1", token=str(number)) for number in range(FEW_PAGES + 9)]
    for replies, most in ((tokens, FEW_PAGES), ([page("1", token="same")], 2)):
        api, exchange = api_over(*replies)
        with pytest.raises(AnswerError, match="no end"):
            asyncio.run(api.list_messages("run", "+316", START, END))
        assert len(exchange.asked) == most


def test_all_of_a_run_comes_page_by_page():
    async def sizes():
        api, _ = api_over(page("1", "2", token="x"), page("3"))
        return [len(each) async for each in api.tagged("run", START, END)]

    assert asyncio.run(sizes()) == [2, 1]


@pytest.mark.parametrize("broken", [page("1"), reply(200, b"<html>"), reply(200, {"results": 1})])
def test_a_list_that_isnt_whole_tells_nothing(broken):
    cut = Reply(broken.status, broken.headers, broken.body, False)
    api, _ = api_over(cut)
    with pytest.raises(AnswerError):
        asyncio.run(api.list_messages("run", "+316", START, END))


@pytest.mark.parametrize("status", [204, 302, 400, 404, 429, 500, 503])
def test_a_list_that_is_refused_is_told_with_its_status(status):
    api, _ = api_over(reply(status, {"code": "X", "message": "said\x1b[2J so"}))
    with pytest.raises(ApiError) as error:
        asyncio.run(api.list_messages("run", "+316", START, END))
    assert error.value.status == status
    assert f"(status {status}); it says: said" in str(error.value)
    assert "\x1b" not in str(error.value)


def test_a_preflight_asks_for_one_message():
    api, exchange = api_over(page("1", token="more"))
    assert asyncio.run(api.preflight()) is None
    assert exchange.asked == [("GET", "/workspaces/w/channels/c/messages", {"limit": "1"}, None)]


@pytest.mark.parametrize(
    ("status", "words"), [(401, "access key"), (403, "may not read"), (404, "no such channel")]
)
def test_a_preflight_tells_what_is_refused(status, words):
    api, _ = api_over(reply(status, b""))
    refused = asyncio.run(api.preflight())
    assert refused.status == status
    assert words in str(refused)
    assert f"(status {status})" in str(refused)


@pytest.mark.parametrize("status", [429, 500])
def test_a_preflight_doesnt_blame_the_key_for_what_it_isnt(status):
    api, _ = api_over(reply(status, b""))
    with pytest.raises(ApiError):
        asyncio.run(api.preflight())


def test_a_window_is_asked_for_by_contact_and_address():
    api, exchange = api_over(reply(200, {"serviceWindowExpireAt": "2026-03-02T09:30:00Z"}))
    assert asyncio.run(api.window("c/1", "+31 6")) == Window(1772443800.0)
    method, path, query, _ = exchange.asked[0]
    assert (method, path) == ("GET", "/workspaces/w/channels/c/contacts/c%2F1")
    assert query == {"contactIdentifierValue": "+31 6"}


def test_questions_keep_to_their_pace(monkeypatch):
    slept = []
    now = [1000.0]

    async def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(asyncio, "sleep", sleep)
    clocks = Clocks(now=lambda: START, monotonic=lambda: now[0])
    api, exchange = api_over(page("1"), reads=Pace(10), clocks=clocks)

    async def ask():
        for _ in range(21):
            await api.preflight()

    asyncio.run(ask())
    assert len(exchange.asked) == 21
    assert 1.9 < sum(slept) < 2.1


def test_a_429_slows_the_questions_down():
    reads = Pace(10)
    clocks = Clocks(now=lambda: START, monotonic=lambda: 1000.0)
    api, _ = api_over(reply(429, b"", headers={"retry-after": "9"}), reads=reads, clocks=clocks)
    with pytest.raises(ApiError):
        asyncio.run(api.preflight())
    assert reads.wait(1000.0) >= 9
    assert reads.rate == pytest.approx(7)
