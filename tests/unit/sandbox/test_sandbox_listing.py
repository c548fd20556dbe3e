"""GET .../messages: filters, pages and lag."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.sandbox.conftest import Make
from tests.unit.sandbox.sandbox_help import (
    BEGINNING,
    CHANNEL,
    MESSAGES,
    TEMPLATE,
    WORKSPACE,
    Client,
    Clock,
)
from tests.unit.sandbox.test_sandbox_sending import faults_of

OTHER = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def three(make: Make, clock: Clock) -> Client:
    """Three messages, ten seconds apart, the last one of them just taken."""
    sandbox = make(clock)
    sandbox.send("+3161", reference="a", tags=["Run-1"])
    clock.seconds += 10
    sandbox.send("+3162", reference="b", tags=["run-1", "extra"], template=TEMPLATE)
    clock.seconds += 10
    sandbox.send("+3161", reference="c", tags=["run-2"])
    return sandbox


def moment(offset: int) -> str:
    return datetime.fromtimestamp(BEGINNING + offset, UTC).isoformat()


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["c", "b", "a"]),
    ({"reverse": "true"}, ["a", "b", "c"]),
    ({"tag": "run-1"}, ["b", "a"]),
    ({"tag": "RUN-1"}, ["b", "a"]),
    ({"tag": ["run-1", "run-2"]}, ["c", "b", "a"]),
    ({"to": "+3161"}, ["c", "a"]),
    ({"to": ["+3161", "+3162"]}, ["c", "b", "a"]),
    ({"to": "+3161", "tag": "run-1"}, ["a"]),
    ({"from": "+3197010000000"}, ["c", "b", "a"]),
    ({"from": "+3161"}, []),
    ({"status": "delivered"}, ["b", "a"]),
    ({"status": ["accepted", "delivered"]}, ["c", "b", "a"]),
    ({"direction": "incoming"}, []),
    ({"direction": "outgoing"}, ["c", "b", "a"]),
    ({"messageType": "template"}, ["b"]),
    ({"platform": "whatsapp"}, ["c", "b", "a"]),
    ({"failureCode": "15000"}, []),
    ({"batchId": OTHER}, []),
    ({"startAt": moment(10)}, ["c", "b"]),
    ({"endAt": moment(10)}, ["a"]),
    ({"startAt": moment(10), "endAt": moment(20)}, ["b"]),
    ({"reference": "a"}, ["c", "b", "a"]),
]


@pytest.mark.parametrize(("query", "found"), FILTERS, ids=lambda each: str(each))
def test_a_filter_keeps_what_it_says(
    three: Client, query: dict[str, Any], found: list[str]
) -> None:
    assert three.references(**query) == found


def test_ids_and_contacts_are_filters(three: Client) -> None:
    newest = three.list(limit=1)["results"][0]
    assert three.references(id=newest["id"]) == ["c"]
    assert three.references(to=newest["receiver"]["contacts"][0]["id"]) == ["c", "a"]
    assert three.references(id="nonsense") == []


@pytest.mark.parametrize("query", [{"reverse": "true"}, {}, {"tag": ["run-1", "run-2"]}])
def test_pages_hold_everything_once(three: Client, query: dict[str, Any]) -> None:
    whole = three.references(**query)
    page = three.list(limit=1, **query)
    found = [each["reference"] for each in page["results"]]
    while token := page.get("nextPageToken"):
        page = three.list(limit=1, pageToken=token, **query)
        found += [each["reference"] for each in page["results"]]
    assert found == whole


def test_a_page_is_not_moved_by_what_arrives(three: Client) -> None:
    token = three.list(limit=1)["nextPageToken"]
    three.send("+3163", reference="d")
    assert three.references(limit=5, pageToken=token) == ["b", "a"]


def test_a_page_holds_ten_where_nothing_is_said(three: Client) -> None:
    for number in range(10):
        three.send("+3164", reference=str(number))
    page = three.list()
    assert (len(page["results"]), "nextPageToken" in page) == (10, True)
    assert faults_of(page, "MessageList") == []
    assert len(three.list(limit=1000)["results"]) == 13


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"limit": 0}, ".limit"),
        ({"limit": 1001}, ".limit"),
        ({"limit": "ten"}, ".limit"),
        ({"pageToken": "%%%"}, ".pageToken"),
        ({"status": "gone"}, ".status"),
        ({"direction": "up"}, ".direction"),
        ({"startAt": "yesterday"}, ".startAt"),
    ],
)
def test_a_wrong_query_is_refused(three: Client, query: dict[str, Any], place: str) -> None:
    answer = three.http.get(MESSAGES, params=query)
    assert answer.status_code == 422
    assert list(answer.json()["details"]) == [place]
    assert faults_of(answer.json(), "ValidationError") == []


def test_a_message_is_listed_after_the_lag_and_found_at_once(make: Make, clock: Clock) -> None:
    sandbox = make(clock, lag=2.0)
    message = sandbox.send("+3161", reference="a").json()
    assert sandbox.http.get(f"{MESSAGES}/{message['id']}").status_code == 200
    clock.seconds += 1.9
    assert sandbox.references(to="+3161") == []
    clock.seconds += 0.2
    assert sandbox.references(to="+3161") == ["a"]


def test_channels_and_workspaces_keep_their_own(three: Client) -> None:
    other = MESSAGES.replace(CHANNEL, OTHER)
    assert three.http.get(other).json() == {"results": []}
    assert three.http.get(other, params={"channelId": CHANNEL}).json() == {"results": []}
    whole = f"/workspaces/{WORKSPACE}/channels/messages"
    assert len(three.http.get(whole).json()["results"]) == 3
    assert three.http.get(whole, params={"channelId": OTHER}).json() == {"results": []}
    assert three.http.get(whole.replace(WORKSPACE, OTHER)).json() == {"results": []}
    newest = three.list(limit=1)["results"][0]["id"]
    assert three.http.get(f"{other}/{newest}").status_code == 404
