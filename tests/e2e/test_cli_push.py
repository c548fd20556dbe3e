"""`msgc push` against the sandbox: once, resumed, refused, tested, and what it prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from msgc.push.runs import Runs
from tests.e2e.cli_help import msgc
from tests.e2e.push_shop import COUNT, MESSAGE, Shop, open_shop, phone, states


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path) as made:
        yield made


def test_the_same_push_again_resumes_and_then_sends_nothing(shop: Shop) -> None:
    first = shop.push_rows("--limit", "10", "--format", "json")
    assert (first.code, states(first)) == (3, {"accepted": 10, "planned": 20})
    second = shop.push_rows("--format", "json")
    assert (second.code, states(second)) == (0, {"accepted": 30})
    third = shop.push_rows("--format", "json")
    assert (third.code, third.out) == (0, second.out)
    assert "nothing was sent" in third.err
    assert shop.got == {phone(n): 1 for n in range(COUNT)}


def test_without_a_profile_it_is_a_dry_run(shop: Shop) -> None:
    outcome = shop.push("hello", "-r", "people.csv")
    assert outcome.code == 0 and "a dry run: 30 payloads would be sent" in outcome.out
    assert shop.got == {} and not (shop.folder / ".msgc").exists()


def test_without_a_terminal_it_needs_yes(shop: Shop) -> None:
    outcome = shop.push_rows(yes=False)
    assert outcome.code == 2 and "--yes sends 30 messages" in outcome.err
    assert shop.got == {}


def test_a_second_text_of_a_campaign_is_refused_until_one_says_so(shop: Shop) -> None:
    shop.push_rows("--limit", "10")
    shop.write(MESSAGE.replace("on its way", "coming"))
    refused = shop.push_rows()
    assert refused.code == 2
    assert "10 recipients of this plan got a message of the campaign `hello`" in refused.err
    assert shop.push_rows("--allow-revised").code == 0
    assert sorted(shop.got.values()) == [1] * 20 + [2] * 10


def test_retrying_writes_to_those_alone_whom_a_run_failed(shop: Shop) -> None:
    now = datetime.now(UTC)
    shop.write_rows(lambda n: now - timedelta(hours=30 if n < 5 else 1))
    first = shop.push_plan()
    assert (first.code, states(first)) == (3, {"accepted": 25, "rejected": 5})
    shop.write(MESSAGE.replace("on its way", "coming"))
    shop.write_rows(lambda n: now - timedelta(minutes=1))
    again = shop.push_plan("--retry", "rejected")
    assert (again.code, states(again)) == (0, {"accepted": 5})
    assert shop.got == {phone(n): 1 for n in range(COUNT)}
    # Whom it left out stays out, also where nobody says again what it was for.
    assert shop.push("out/hello.plan.json").code == 0
    assert set(shop.got.values()) == {1}


def test_a_campaign_of_another_name_is_another_run(shop: Shop) -> None:
    assert shop.push_rows().code == 0
    assert shop.push_rows("--campaign", "evening").code == 0
    assert shop.push_rows("--new-run", "again").code == 0
    assert shop.got == {phone(n): 3 for n in range(COUNT)}


def test_the_suppressed_are_left_out_and_counted(shop: Shop) -> None:
    (shop.folder / "out.txt").write_text(f"{phone(3)}\n", encoding="utf-8")
    outcome = shop.push_rows("--suppress", "out.txt", "--format", "json")
    assert json.loads(outcome.out)["suppressed"] == 1
    assert (outcome.code, states(outcome)) == (0, {"accepted": 29})
    assert phone(3) not in shop.got


def test_whom_a_plan_left_out_no_push_of_it_writes_to(shop: Shop) -> None:
    (shop.folder / "out.txt").write_text(f"{phone(3)}\n", encoding="utf-8")
    words = ("hello", "-r", "people.csv", "--profile", "local", "--suppress", "out.txt")
    assert msgc("plan", *words, cwd=shop.folder).code == 0
    assert shop.push("out/hello.plan.json", "--limit", "2").code == 3
    # The list is read again: who was added to it meanwhile is left out as well.
    (shop.folder / "out.txt").write_text(f"{phone(3)}\n{phone(9)}\n", encoding="utf-8")
    outcome = shop.push("out/hello.plan.json", "--format", "json")
    assert json.loads(outcome.out)["suppressed"] == 2
    assert (outcome.code, states(outcome)) == (0, {"accepted": 28})
    (shop.folder / "out.txt").unlink()
    gone = shop.push("out/hello.plan.json", "--new-run", "again")
    assert gone.code == 2 and "out.txt" in gone.err
    assert not {phone(3), phone(9)} & shop.got.keys()


def test_an_altered_plan_and_a_late_one_are_refused(shop: Shop) -> None:
    words = ("hello", "-r", "people.csv", "--profile", "local")
    assert msgc("plan", *words, cwd=shop.folder).code == 0
    plan = shop.folder / "out/hello.plan.ndjson"
    late = shop.push("out/hello.plan.json", "--max-age", "0s")
    assert late.code == 2 and "older than --max-age" in late.err
    plan.write_bytes(plan.read_bytes().replace(b"Name 3", b"Name 4", 1))
    altered = shop.push("out/hello.plan.json")
    assert altered.code == 2 and "isn't what the plan was made with" in altered.err
    assert shop.got == {}


def test_a_refused_key_is_found_before_the_first_message(shop: Shop) -> None:
    shop.push_rows("--limit", "0", key="")
    missing = shop.push_rows(key="")
    assert missing.code == 2 and "`SANDBOX_KEY`" in missing.err
    assert shop.got == {}


def test_an_api_that_cant_be_reached_is_exit_3_with_all_planned(shop: Shop) -> None:
    outcome = shop.push_rows("--format", "json", profile="down")
    assert (outcome.code, states(outcome)) == (3, {"planned": 30})
    assert "can't be reached" in outcome.err


def test_one_test_message_goes_to_the_number_that_is_named(shop: Shop) -> None:
    for _ in range(2):
        outcome = shop.push("hello", "--to", "+31699999999", "--profile", "local")
        assert outcome.code == 0, outcome.err
    assert shop.got == {"+31699999999": 2}


def test_a_second_sender_of_a_run_is_exit_5(shop: Shop) -> None:
    shop.push_rows("--limit", "1")
    runs = Runs.of(shop.folder)
    [run] = runs.names()
    ledger = runs.open(run, sender=True)
    try:
        outcome = shop.push_rows("--format", "json")
    finally:
        ledger.close()
    assert outcome.code == 5 and states(outcome) == {"accepted": 1, "planned": 29}


def test_a_window_is_asked_for_by_the_contact_that_an_earlier_run_was_told(shop: Shop) -> None:
    fallback = "fallback: {template: ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318, version: v1, locale: en}"
    shop.write(f"{MESSAGE}{fallback}\n")
    assert shop.push_rows("--campaign", "first").code == 0
    assert shop.push_rows("--campaign", "second").code == 0
    kinds = [each.kind for each in shop.sandbox.sandbox.store.messages]
    assert kinds == ["template"] * COUNT + ["text"] * COUNT
