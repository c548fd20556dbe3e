"""Pushes over connections that WireMock breaks: nothing is posted twice, each state is right."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from msgc.cli.main import run as msgc
from msgc.push import delays, looking
from msgc.transport import sending
from msgc.transport.sessions import Deadlines
from tests.e2e.cli_help import Outcome
from tests.e2e.push_help import (
    KEY_NAME,
    YES,
    payload,
    payloads_file,
    phone,
    ran,
    shop_with,
    states,
)
from tests.servers.wiremock import POSTS, WireMock

GETS = {**POSTS, "method": "GET"}
JSON = {"Content-Type": "application/json"}
ID = "3f6c2e1a-1b7d-4a0e-8a53-2d9c4e5f6a70"
TAKEN = {"status": 202, "headers": JSON, "jsonBody": {"id": ID, "status": "accepted"}}
EMPTY_LIST = {"status": 200, "headers": JSON, "jsonBody": {"results": []}}
REFUSED = {"code": "Unauthorized", "message": "no such key"}
# Seconds after which an answer is too late here, and by how much some are.
DEADLINE, LATE = 3.0, 10_000
LOOKS = (0.1, 0.2, 0.4)
PEOPLE = [phone(number) for number in range(1, 21)]
# Some in the middle of the push, and neighbours too, meet a fault.
UNLUCKY = [PEOPLE[6], PEOPLE[7], PEOPLE[13]]
RESET = {"fault": "CONNECTION_RESET_BY_PEER"}
# What WireMock does to a message of which it isn't known then whether it was taken.
LOST: dict[str, dict[str, Any]] = {
    "reset": RESET,
    "closed without a word": {"fault": "EMPTY_RESPONSE"},
    "garbage in the body": {"fault": "MALFORMED_RESPONSE_CHUNK"},
    "garbage, then closed": {"fault": "RANDOM_DATA_THEN_CLOSE"},
    "later than the deadline": TAKEN | {"fixedDelayMilliseconds": LATE},
    "500": {"status": 500, "headers": JSON, "jsonBody": {"code": "Oops", "message": "no"}},
}


def drops(milliseconds: int) -> dict[str, Any]:
    return TAKEN | {
        "chunkedDribbleDelay": {"numberOfChunks": 10, "totalDuration": milliseconds},
    }


# What it does to one whose status 202 comes all the same.
SLOW = {"drops": drops(300), "drops beyond the deadline": drops(LATE)}


@dataclass(frozen=True)
class Peer:
    """WireMock as the API, whose list of messages is empty."""

    server: WireMock

    def begin(self, unlucky: dict[str, Any], listed: dict[str, Any] = EMPTY_LIST) -> None:
        """Answer messages with 202, but those to UNLUCKY so; with an empty journal."""
        self.server.answer_posts(TAKEN)
        self.stub(GETS, listed)
        for number in UNLUCKY:
            self.stub({**POSTS, "bodyPatterns": [{"contains": number}]}, unlucky)

    def stub(self, request: dict[str, Any], response: dict[str, Any]) -> None:
        """Answer requests so, before what else would answer them."""
        at = f"{self.server.url}/__admin/mappings"
        stub = {"priority": 1, "request": request, "response": response}
        self.server.client.post(at, json=stub).raise_for_status()

    def posts(self) -> Counter[str]:
        """Return how often a message to each recipient has reached it, by its journal."""
        at = f"{self.server.url}/__admin/requests/find"
        found = self.server.client.post(at, json=POSTS).raise_for_status().json()["requests"]
        return Counter(number for each in found for number in _recipients(each["body"]))


def _recipients(body: str) -> list[str]:
    return re.findall(r'"identifierValue":"([^"]+)"', body)


@pytest.fixture
def peer(wiremock: WireMock) -> Peer:
    return Peer(wiremock)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a push look for what is ambiguous within a second, and wait for no answer longer."""
    monkeypatch.setenv(KEY_NAME, "of-a-test")
    monkeypatch.setattr(delays, "LOOKS", LOOKS)
    monkeypatch.setattr(looking, "LOOKS", LOOKS)
    hurried = partial(Deadlines, read=DEADLINE, total=DEADLINE)
    monkeypatch.setattr(sending, "Deadlines", hurried)


@pytest.fixture
def shop(wiremock: WireMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shop = shop_with(tmp_path, wiremock.url)
    payloads_file(shop / "all.ndjson", map(payload, PEOPLE))
    monkeypatch.chdir(shop)
    return shop


def pushed(capsys: pytest.CaptureFixture[str], *words: str) -> Outcome:
    """Push all in this process, so that its delays are the hasty ones."""
    capsys.readouterr()
    code = msgc(["push", "all.ndjson", *YES, *words])
    said = capsys.readouterr()
    assert "MSG900" not in said.err, said.err
    return Outcome(code, said.out, said.err)


@pytest.mark.parametrize("fault", LOST)
def test_what_is_lost_is_held_and_never_posted_again(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    peer.begin(LOST[fault])
    outcome = pushed(capsys)
    assert (outcome.code, states(outcome)) == (3, {"accepted": 17, "held": 3})
    assert peer.posts() == Counter(PEOPLE)
    came = ran(shop).states
    assert [to for to, state in came.items() if state == "held"] == UNLUCKY
    again = pushed(capsys)
    assert (again.code, again.document) == (3, outcome.document)
    assert peer.posts() == Counter(PEOPLE)


@pytest.mark.parametrize("way", SLOW)
def test_a_status_that_came_counts(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    peer.begin(SLOW[way])
    outcome = pushed(capsys)
    assert (outcome.code, states(outcome)) == (0, {"accepted": 20})
    assert peer.posts() == Counter(PEOPLE)


def test_what_is_listed_after_all_is_accepted(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.begin(TAKEN)
    planned = pushed(capsys, "--limit", "0").document
    entries = {each.to: each for each in ran(shop).entries}
    lost = entries[UNLUCKY[0]]
    listed = {
        **payload(lost.to),
        "id": "11111111-1b7d-4a0e-8a53-2d9c4e5f6a70",
        "status": "sent",
        "tags": [planned["run"]],
        "reference": lost.key,
    }
    peer.begin(RESET, {**EMPTY_LIST, "jsonBody": {"results": [listed]}})
    outcome = pushed(capsys)
    assert (outcome.code, states(outcome)) == (3, {"accepted": 18, "held": 2})
    assert ran(shop).states[lost.to] == "accepted"
    assert peer.posts() == Counter(PEOPLE)


def test_what_is_absent_is_posted_again_where_that_is_asked_for(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.begin(RESET)
    outcome = pushed(capsys, "--on-absent", "resend", "--settle", "1s")
    # It never gets through: each time it is looked for anew before it is posted again.
    posts = peer.posts()
    assert set(posts) == set(PEOPLE)
    assert {to for to, count in posts.items() if count > 1} <= set(UNLUCKY)
    assert all(posts[to] >= 2 for to in UNLUCKY)
    assert (outcome.code, states(outcome)["accepted"]) == (3, 17)


def test_a_key_that_is_refused_posts_nothing(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.begin(TAKEN, {"status": 401, "headers": JSON, "jsonBody": REFUSED})
    outcome = pushed(capsys)
    assert (outcome.code, states(outcome)) == (4, {"planned": 20})
    assert peer.posts() == Counter()


def test_a_key_that_is_refused_in_the_middle_stops(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    peer.begin({"status": 401, "headers": JSON, "jsonBody": REFUSED})
    outcome = pushed(capsys)
    came = states(outcome)
    assert (outcome.code, outcome.document["stopped"]) == (4, "key")
    assert set(came) <= {"accepted", "retry", "planned"}
    peer.begin(TAKEN)
    before = ran(shop).states
    assert pushed(capsys).code == 0
    # What was accepted before isn't posted now.
    again = Counter(to for to in PEOPLE if before.get(to) != "accepted")
    assert peer.posts() == again


@pytest.mark.parametrize("fault", ["reset", "closed without a word", "garbage, then closed"])
def test_a_list_that_breaks_is_no_absence(
    peer: Peer, shop: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    peer.begin(RESET)
    # Only what asks by tag breaks: the preflight has to pass.
    tagged = {**GETS, "queryParameters": {"tag": {"matches": ".+"}}}
    peer.stub(tagged, LOST[fault])
    outcome = pushed(capsys, "--settle", "1s")
    assert (outcome.code, states(outcome)) == (3, {"accepted": 17, "ambiguous": 3})
    assert json.loads(outcome.out)["finished"] is False
    assert peer.posts() == Counter(PEOPLE)
