"""Connections that break, by WireMock: each failure is told for what it is, and posted once."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from msgc.transport.access_keys import AccessKey
from msgc.transport.sending import Deadlines, HttpExchange, MaybeSentError, NeverSentError, Reply
from tests.servers.prism import MESSAGES
from tests.servers.processes import free_port
from tests.servers.wiremock import WireMock

KEY = AccessKey("of-a-test")
SECONDS = 2.0
# A server that is late is later than that by far.
LATE = 10_000
DEADLINES = Deadlines(connect=SECONDS, pool=SECONDS, read=SECONDS, total=SECONDS)
ID = json.dumps({"id": "3f6c2e1a-1b7d-4a0e-8a53-2d9c4e5f6a70", "status": "accepted"})
TAKEN = {"status": 202, "body": ID}
# What WireMock does to a message, and the word that the transport has for it.
LOST: dict[str, tuple[dict[str, Any], str]] = {
    "reset": ({"fault": "CONNECTION_RESET_BY_PEER"}, "connection-lost"),
    "closed without a word": ({"fault": "EMPTY_RESPONSE"}, "connection-lost"),
    "garbage, then closed": ({"fault": "RANDOM_DATA_THEN_CLOSE"}, "bad-answer"),
    "late": (TAKEN | {"fixedDelayMilliseconds": LATE}, "timeout"),
}
# Answers whose status comes; of their bodies, the whole may not.
ANSWERED: dict[str, tuple[dict[str, Any], int, bool]] = {
    "at once": (TAKEN, 202, True),
    "in drops": (
        TAKEN | {"chunkedDribbleDelay": {"numberOfChunks": 5, "totalDuration": 200}},
        202,
        True,
    ),
    "in drops, too late": (
        TAKEN | {"chunkedDribbleDelay": {"numberOfChunks": 25, "totalDuration": LATE}},
        202,
        False,
    ),
}


def post(url: str, times: int = 1) -> list[Reply | NeverSentError | MaybeSentError]:
    """Post messages over one connection, one after another; return what became of each."""

    async def run() -> list[Reply | NeverSentError | MaybeSentError]:
        async with HttpExchange(url, KEY, 1, DEADLINES) as exchange:
            return [await _outcome(exchange) for _ in range(times)]

    return asyncio.run(run())


async def _outcome(exchange: HttpExchange) -> Reply | NeverSentError | MaybeSentError:
    try:
        return await exchange.request("POST", MESSAGES, query={}, content=b"{}")
    except (NeverSentError, MaybeSentError) as error:
        return error


@pytest.mark.parametrize("fault", LOST)
def test_what_may_have_been_sent_is_told_and_posted_once(wiremock: WireMock, fault: str) -> None:
    answer, code = LOST[fault]
    wiremock.answer_posts(answer)
    [outcome] = post(wiremock.url)
    assert isinstance(outcome, MaybeSentError), outcome
    assert (outcome.code, wiremock.posts()) == (code, 1)


@pytest.mark.parametrize("way", ANSWERED)
def test_a_status_that_came_counts_whatever_the_body(wiremock: WireMock, way: str) -> None:
    answer, status, complete = ANSWERED[way]
    wiremock.answer_posts(answer)
    [outcome] = post(wiremock.url)
    assert isinstance(outcome, Reply), outcome
    assert (outcome.status, outcome.complete, wiremock.posts()) == (status, complete, 1)
    assert not complete or outcome.body == ID.encode()


def test_a_body_that_breaks_off_is_never_whole(wiremock: WireMock) -> None:
    wiremock.answer_posts({"fault": "MALFORMED_RESPONSE_CHUNK"})
    [outcome] = post(wiremock.url)
    # Whether the status is read depends on whether it comes in one packet with the garbage.
    if isinstance(outcome, Reply):
        assert (outcome.status, outcome.complete) == (200, False)
    else:
        assert isinstance(outcome, MaybeSentError), outcome
    assert wiremock.posts() == 1


def test_a_kept_connection_that_closes_isnt_posted_to_again(wiremock: WireMock) -> None:
    wiremock.answer_posts(TAKEN, {"fault": "EMPTY_RESPONSE"})
    first, second = post(wiremock.url, 2)
    assert isinstance(first, Reply) and first.complete, first
    assert isinstance(second, MaybeSentError), second
    assert wiremock.posts() == 2


def test_a_refused_connection_has_sent_nothing() -> None:
    [outcome] = post(f"http://127.0.0.1:{free_port()}")
    assert isinstance(outcome, NeverSentError), outcome
    assert outcome.code == "connect-failed"
