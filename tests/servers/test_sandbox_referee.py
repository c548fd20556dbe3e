"""Prism as the referee before the sandbox: what it answers is what the API would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from msgc.sandbox.options import Options, Schedule
from msgc.sandbox.running import SandboxThread
from tests.servers.payloads import GALLERY, GOOD, NOBODY, READS, WRONG
from tests.servers.prism import (
    MESSAGES,
    Prism,
    Violation,
    refereeing,
    violations,
)
from tests.servers.wiremock import WireMock

# Every state is reached at once.
AT_ONCE = Schedule(0, 0, 0)
REFUSALS = {
    "429": 429,
    "429-retry-after": 429,
    "500-before": 500,
    "500-after": 500,
    "409": 409,
    "401": 401,
    "403": 403,
}
REFUSED_READS = {
    "no message": (f"{MESSAGES}/{NOBODY}", 404),
    "no limit": (f"{MESSAGES}?limit=0", 422),
    "no time": (f"{MESSAGES}?startAt=tomorrow", 422),
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxThread]:
    with SandboxThread(Options(schedule=AT_ONCE, magic=True)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def referee(sandbox: SandboxThread, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prism]:
    """Prism, which judges the sandbox's answers, and lets every request through."""
    with refereeing(tmp_path_factory.mktemp("referee"), sandbox.base_url, requests=False) as prism:
        yield prism


def judged(answer: httpx.Response) -> tuple[int, list[Violation]]:
    return answer.status_code, violations(answer)


def test_the_referee_sees_a_wrong_answer(wiremock: WireMock, tmp_path: Path) -> None:
    json_type = {"Content-Type": "application/json"}
    wiremock.answer_posts({"status": 202, "headers": json_type, "jsonBody": {"id": 1}})
    with refereeing(tmp_path, wiremock.url) as referee:
        answer = referee.post(GOOD)
    assert answer.status_code == 500
    assert Violation("response.body.id", "type") in violations(answer)


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.parent.name)
def test_a_form_and_what_becomes_of_it(referee: Prism, path: Path) -> None:
    answer = referee.post(json.loads(path.read_text(encoding="utf-8")))
    assert judged(answer) == (202, [])
    message = f"{MESSAGES}/{answer.json()['id']}"
    assert judged(referee.read(message)) == (200, [])
    assert judged(referee.read(f"{message}/interactions")) == (200, [])


@pytest.mark.parametrize("name", READS)
def test_lists_and_windows(referee: Prism, name: str) -> None:
    for number in range(3):
        assert judged(referee.post(GOOD | {"reference": f"r-{number}", "tags": ["a"]}))[0] == 202
    answer = referee.read(READS[name])
    assert judged(answer) == (200, [])
    assert answer.json().get("results") != []


def test_a_failure_that_is_told_later(referee: Prism, sandbox: SandboxThread) -> None:
    sandbox.sandbox.faults.ask("closed-window", 1)
    id = referee.post(GOOD).json()["id"]
    answer = referee.read(f"{MESSAGES}/{id}")
    assert judged(answer) == (200, [])
    assert answer.json()["status"] == "sending_failed"


@pytest.mark.parametrize("name", WRONG)
def test_refuses_what_is_wrong_as_the_api_does(referee: Prism, name: str) -> None:
    answer = referee.post(WRONG[name][0])
    assert judged(answer) == (422, [])
    assert answer.json()["details"]


@pytest.mark.parametrize("fault", REFUSALS)
def test_refusals_on_request(referee: Prism, sandbox: SandboxThread, fault: str) -> None:
    sandbox.sandbox.faults.ask(fault, 1)
    assert judged(referee.post(GOOD)) == (REFUSALS[fault], [])


@pytest.mark.parametrize("name", REFUSED_READS)
def test_refused_reads(referee: Prism, name: str) -> None:
    path, status = REFUSED_READS[name]
    assert judged(referee.read(path)) == (status, [])
