"""Pushes to Prism, which knows the API's description: what it takes, and what it refuses.

Its list of messages is an example that no message ever stands in: nothing here depends on one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from msgc.pipeline.profiles import Account
from msgc.push.candidates import Candidate
from msgc.push.keys import with_additions
from msgc.push.plan_writing import Terms, write_plan
from msgc.push.planner import Rules
from msgc.push.plans import PlanPaths
from msgc.report.json import diagnostic_dict
from msgc.sandbox.keys import Key
from msgc.sandbox.options import Options, Schedule
from msgc.sandbox.running import SandboxThread
from tests.e2e.cli_help import Outcome, msgc
from tests.e2e.push_help import (
    CHANNEL,
    KEY_NAME,
    WORKSPACE,
    YES,
    payload,
    payloads_file,
    phone,
    ran,
    shop_with,
    states,
)
from tests.servers.payloads import GALLERY, GOOD, WRONG
from tests.servers.prism import KEYS, Prism, Violation, refereeing, violations

GOOD_KEY = KEYS["Authorization"].removeprefix("AccessKey ")
# What a plan takes though the API's description doesn't: these have a recipient and few tags.
WRONG_BUT_PLANNED = (
    "neither body nor template",
    "an unknown key",
    "an unknown kind",
    "a number for a text",
    "a long carousel text",
    "a tag with a sign",
    "no time",
    "a validity below nought",
)
MORE_WRONG: dict[str, tuple[dict[str, Any], Violation]] = {
    "a word for a flag": (
        GOOD | {"ignoreQuietHours": "yes"},
        Violation("request.body.ignoreQuietHours", "type"),
    ),
    "a number for an object": (
        GOOD | {"body": {"type": "text", "text": {"text": "Hello", "metadata": 5}}},
        Violation("request.body.body.text.metadata", "type"),
    ),
}
REFUSED = {name: WRONG[name] for name in WRONG_BUT_PLANNED} | MORE_WRONG


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxThread]:
    options = Options(schedule=Schedule(0, 0, 0), magic=True, key=Key(GOOD_KEY))
    with SandboxThread(options) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def referee(sandbox: SandboxThread, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prism]:
    """Prism, which lets no wrong request through to the sandbox, and no wrong answer back."""
    with refereeing(tmp_path_factory.mktemp("referee"), sandbox.base_url) as prism:
        yield prism


def pushed(shop: Path, *words: str, key: str = GOOD_KEY) -> Outcome:
    return msgc("push", *words, *YES, cwd=shop, **{KEY_NAME: key})


def gallery(shop: Path) -> Path:
    """Write all forms as a file of payloads, for a channel that may be of any platform."""
    with (shop / "msgc.yaml").open("a", encoding="utf-8") as config:
        config.write("channel: any\n")
    forms = [json.loads(path.read_text(encoding="utf-8")) for path in GALLERY]
    return payloads_file(shop / "gallery.ndjson", forms)


def planned_unchecked(shop: Path, url: str, payloads: list[dict[str, Any]]) -> Path:
    """Write a plan of payloads that no check of msgc has seen."""
    account = Account("peer", WORKSPACE, CHANNEL, url)
    now = datetime.now(UTC)
    terms = Terms(
        Rules("wrong", "wrong.ndjson", now.timestamp()),
        now,
        rate=400.0,
        profile=account.name,
        account=account.identity,
    )
    paths = PlanPaths.of(shop / "out" / "wrong")
    items = [
        Candidate(row, json.dumps(each).encode(), line=row) for row, each in enumerate(payloads, 1)
    ]
    summary = write_plan(items, paths, terms, diagnostic_dict)
    assert (summary.counts.entries, summary.counts.rejected) == (len(payloads), 0)
    return paths.summary


def test_every_form_of_the_gallery_is_accepted(prism: Prism, tmp_path: Path) -> None:
    shop = shop_with(tmp_path, prism.url)
    forms = str(gallery(shop))
    outcome = pushed(shop, forms, "--allow-revised")
    assert (outcome.code, states(outcome)) == (0, {"accepted": len(GALLERY)})
    assert {each.status for each in ran(shop).records} == {202}
    again = pushed(shop, forms, "--allow-revised")
    assert (again.code, again.document) == (0, outcome.document)


def test_what_is_wrong_is_rejected(prism: Prism, tmp_path: Path) -> None:
    shop = shop_with(tmp_path, prism.url)
    wrong = [given | payload_to(number) for number, (given, _) in enumerate(REFUSED.values())]
    plan = planned_unchecked(shop, prism.url, wrong)
    outcome = pushed(shop, str(plan))
    assert (outcome.code, states(outcome)) == (3, {"rejected": len(REFUSED)})
    # Prism fills the description's form of an error with its own words.
    assert outcome.document["failures"] == [
        {"state": "rejected", "code": "string", "count": len(REFUSED)}
    ]
    came = ran(shop)
    assert {each.status for each in came.records} == {422}
    assert all(json.loads(each.detail) for each in came.records)


def payload_to(number: int) -> dict[str, Any]:
    return {"receiver": payload(phone(number))["receiver"]}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_the_wrong_part_that_is_refused(prism: Prism, name: str) -> None:
    given, expected = REFUSED[name]
    posted = with_additions(json.dumps(given).encode(), "0" * 32, "2026-11-22-wrong-00000000")
    answer = prism.post_bytes(posted, **KEYS)
    assert answer.status_code == 422
    assert expected in violations(answer)
    right = with_additions(json.dumps(GOOD).encode(), "0" * 32, "2026-11-22-wrong-00000000")
    assert prism.post_bytes(right, **KEYS).status_code == 202


def test_a_key_that_is_refused_stops_before_the_first_post(
    referee: Prism, sandbox: SandboxThread, tmp_path: Path
) -> None:
    shop = shop_with(tmp_path, referee.url)
    path = payloads_file(shop / "two.ndjson", [payload(phone(1)), payload(phone(2))])
    before = len(sandbox.sandbox.store.messages)
    outcome = pushed(shop, str(path), key="of-somebody-else")
    assert (outcome.code, states(outcome)) == (4, {"planned": 2})
    assert outcome.document["stopped"] == "key"
    # Nothing was claimed, and so nothing posted.
    assert ran(shop).records == []
    assert len(sandbox.sandbox.store.messages) == before


def test_neither_side_breaks_the_description(
    referee: Prism, sandbox: SandboxThread, tmp_path: Path
) -> None:
    shop = shop_with(tmp_path, referee.url)
    before = len(sandbox.sandbox.store.messages)
    outcome = pushed(shop, str(gallery(shop)), "--allow-revised")
    assert (outcome.code, states(outcome)) == (0, {"accepted": len(GALLERY)})
    assert len(sandbox.sandbox.store.messages) - before == len(GALLERY)
    assert len({each.message_id for each in ran(shop).records}) == len(GALLERY)


def test_lists_are_asked_and_answered_as_they_should_be(
    referee: Prism, sandbox: SandboxThread, tmp_path: Path
) -> None:
    shop = shop_with(tmp_path, referee.url)
    # Taken, then answered with 500; and refused once with 429.
    people = [phone(1500), phone(429), phone(7)]
    path = payloads_file(shop / "three.ndjson", map(payload, people))
    outcome = pushed(shop, str(path))
    assert (outcome.code, states(outcome)) == (0, {"accepted": 3})
    counts = dict(sandbox.sandbox.store.counts())
    assert [counts[person] for person in people] == [1, 1, 1]
    ids = [each.message_id for each in ran(shop).records]
    assert all(ids) and len(set(ids)) == 3
