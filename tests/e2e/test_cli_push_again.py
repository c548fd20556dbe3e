"""`msgc push` of a run that has begun: what waits in its ledger, and whom that may reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from msgc.push.ledger.model import Outcome
from msgc.push.runs import Runs
from msgc.push.states import Event
from tests.e2e.cli_help import Outcome as Ran
from tests.e2e.conftest import Call
from tests.e2e.push_shop import COUNT, open_shop, phone, states
from tests.e2e.status_help import (
    PHONES,
    PLAN,
    SECRET,
    Shop,
    catalog_at,
    held,
    hides,
    planned,
    refused,
    run_with,
    shop,
)

WAITS, REFUSED, HELD = 0, 1, 2
# What is put off for a minute is due then, and not before.
BEGUN = {
    WAITS: Outcome(WAITS, 0, Event.POSTPONE, 0.0, status=429),
    REFUSED: refused(REFUSED),
    HELD: held(HELD),
}


@pytest.fixture
def shops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("STATUS_KEY", SECRET)
    with shop(tmp_path) as made:
        yield made


def push(call: Call, shops: Shop, *words: str) -> Ran:
    return call("push", PLAN, "--yes", "--format", "json", *words, cwd=shops.folder)


def opted_out(shops: Shop, *seqs: int) -> str:
    path = shops.folder / "optout.txt"
    path.write_text("".join(f"{PHONES[seq]}\n" for seq in seqs), encoding="utf-8")
    return str(path)


def test_who_opted_out_gets_nothing_of_what_waits(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, BEGUN)
    assert call("resolve", run, "--resend", "--all", cwd=shops.folder).code == 0
    out = opted_out(shops, WAITS, REFUSED, HELD)
    outcome = push(call, shops, "--suppress", out, "--retry", "rejected")
    assert (outcome.code, states(outcome)) == (0, {"accepted": 2})
    assert outcome.document["suppressed"] == 3
    assert shops.taken() == {}
    again = push(call, shops)
    assert (again.code, again.document) == (0, outcome.document)
    told = call("status", run, cwd=shops.folder)
    assert "left out   3" in told.out
    hides(outcome, again, told)


def test_who_is_on_an_earlier_pushs_list_gets_nothing_of_what_is_decided_anew(
    call: Call, shops: Shop
) -> None:
    run = run_with(call, shops.folder, {REFUSED: refused(REFUSED), HELD: held(HELD), 3: refused(3)})
    opted_out(shops, REFUSED, HELD)
    assert push(call, shops, "--suppress", "optout.txt").code == 3
    assert call("resolve", run, "--resend", "--all", cwd=shops.folder).code == 0
    words = ("--retry", "rejected")
    trial = push(call, shops, *words, "--dry-run")
    assert (trial.document["total"], trial.document["alsoLeftOut"]) == (1, 2)
    outcome = push(call, shops, *words)
    assert "also left out: 2 by the lists of earlier pushes" in outcome.err
    assert (states(outcome), outcome.document["suppressed"]) == ({"accepted": 3}, 2)
    assert shops.taken() == {PHONES[3]: 1}
    hides(trial, outcome)


def test_following_leaves_out_who_came_on_the_profiles_list(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, {WAITS: BEGUN[WAITS], 3: Outcome(3, 0, Event.POSTPONE, 0.0)})
    opted_out(shops, WAITS)
    config = shops.folder / "msgc.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "    suppress: [optout.txt]\n")
    call("status", run, "--follow", "--for", "1s", cwd=shops.folder)
    assert shops.taken() == {PHONES[3]: 1}
    told = call("status", run, "--format", "json", cwd=shops.folder).document
    assert (told["suppressed"], told["states"]["retry"], told["total"]) == (1, 0, 4)


def test_following_leaves_out_who_came_on_the_list_of_a_push(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, {HELD: held(HELD), 3: held(3)})
    out = opted_out(shops, HELD)
    # Nothing is left to be sent when the list is given, and something is when it is resolved.
    assert push(call, shops, "--suppress", out).code == 3
    assert call("resolve", run, "--resend", "--all", cwd=shops.folder).code == 0
    Path(out).rename(shops.folder / "elsewhere.txt")
    follow = ("status", run, "--follow", "--for", "2s")
    gone = call(*follow, cwd=shops.folder)
    assert (gone.code, shops.taken()) == (2, {})
    assert "optout.txt` can't be read" in gone.err and "give it with --suppress" in gone.err
    other = shops.folder / "other.txt"
    other.write_text("# nobody\n", encoding="utf-8")
    assert call(*follow, "--suppress", "other.txt", cwd=shops.folder).code == 2
    assert shops.taken() == {}
    call(*follow, "--suppress", "elsewhere.txt", cwd=shops.folder)
    assert shops.taken() == {PHONES[3]: 1}
    hides(gone)


def test_following_leaves_out_who_came_on_the_list_of_a_later_plan(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, {HELD: held(HELD)})
    lists = ("--suppress", opted_out(shops, HELD))
    words = ("noted", "-r", "rows.csv", "--profile", "local", *lists)
    assert call("plan", *words, cwd=shops.folder).code == 0
    push(call, shops)
    assert call("resolve", run, "--resend", "--all", cwd=shops.folder).code == 0
    call("status", run, "--follow", "--for", "1s", cwd=shops.folder)
    assert shops.taken() == {}


def test_what_was_dropped_isnt_retried(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, {REFUSED: refused(REFUSED), HELD: held(HELD)})
    assert call("resolve", run, "--drop", "--all", cwd=shops.folder).code == 0
    counted = push(call, shops, "--retry", "rejected", "--dry-run")
    assert counted.document["total"] == 1
    push(call, shops, "--retry", "rejected")
    assert shops.taken() == {PHONES[REFUSED]: 1}


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_is_one_of_what_is_tried_again_too(call: Call, shops: Shop, limit: int) -> None:
    run_with(call, shops.folder, {seq: refused(seq) for seq in range(3)})
    outcome = push(call, shops, "--retry", "rejected", "--limit", str(limit))
    assert outcome.document["states"]["retry"] == 3 - limit
    assert sum(shops.taken().values()) == limit


def test_following_ends_in_time_where_the_api_is_away(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUS_KEY", SECRET)
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {WAITS: BEGUN[WAITS]})
    told = call("status", run, "--follow", "--for", "2s", cwd=folder)
    assert told.code == 3 and "1 waits to be sent again" in told.err
    hides(told)


def test_what_has_expired_is_sent_by_the_time_of_a_new_plan(call: Call, shops: Shop) -> None:
    run = run_with(call, shops.folder, {WAITS: BEGUN[WAITS]})
    with closing(Runs.of(shops.folder).open(run, sender=True)) as ledger:
        ledger.amend(expires=1.0)
        assert ledger.expire(2.0) == 1
    planned(call, shops.folder)
    alone = push(call, shops)
    assert states(alone) == {"accepted": 4, "expired": 1}
    outcome = push(call, shops, "--retry", "expired")
    assert (outcome.code, states(outcome)) == (0, {"accepted": 5})
    assert (outcome.document["run"], shops.taken()) == (run, {PHONES[WAITS]: 1})


def test_what_a_new_plan_knows_of_windows_counts(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_shop(tmp_path) as made:
        made.write_rows(lambda n: now - timedelta(hours=30))
        made.push_plan("--limit", "0")
        made.write_rows(lambda n: now - timedelta(minutes=1))
        outcome = made.push_plan()
        assert (outcome.code, states(outcome)) == (0, {"accepted": COUNT})
        assert made.got == {phone(n): 1 for n in range(COUNT)}
        assert len(Runs.of(made.folder).names()) == 1 and json.loads(outcome.out)["finished"]
