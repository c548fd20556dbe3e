"""`msgc push --ledger postgresql://...`: the command line on a ledger that senders share."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.cli_help import msgc
from tests.e2e.push_shop import ALL_ONCE, COUNT, MESSAGE, Shop, open_shop, phone, shop_in, states
from tests.servers.postgres_server import PASSWORD

JSON = ("--format", "json")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "one") as made:
        yield made


def test_a_run_is_resumed_finished_and_told_of(shop: Shop, postgres_url: str) -> None:
    ledger = ("--ledger", postgres_url)
    first = shop.push_rows("--campaign", "resumed", "--limit", "10", *ledger, *JSON)
    assert (first.code, states(first)) == (3, {"accepted": 10, "planned": 20})
    second = shop.push_rows("--campaign", "resumed", *ledger, *JSON)
    assert (second.code, states(second)) == (0, {"accepted": 30})
    third = shop.push_rows("--campaign", "resumed", *ledger, *JSON)
    assert (third.code, third.out) == (0, second.out)
    assert shop.got == {phone(n): 1 for n in range(COUNT)}
    run = next(shop.folder.glob(".msgc/runs/*resumed*.plan.json")).name.removesuffix(".plan.json")
    told = msgc("status", run, *ledger, *JSON, cwd=shop.folder)
    assert (told.code, states(told)) == (0, {"accepted": 30})


def test_two_senders_share_a_run(shop: Shop, tmp_path: Path, postgres_url: str) -> None:
    other = shop_in(tmp_path / "two", shop.sandbox)
    words = ("--campaign", "shared", "--ledger", postgres_url, *JSON)
    with ThreadPoolExecutor(2) as both:
        codes = [each.code for each in both.map(lambda s: s.push_rows(*words), (shop, other))]
    last = shop.push_rows(*words)
    assert (last.code, states(last)) == (0, {"accepted": COUNT})
    assert set(codes) <= {0, 3}
    assert shop.got == {phone(n): 1 for n in range(COUNT)}


def test_a_second_text_is_refused_here_too(shop: Shop, postgres_url: str) -> None:
    ledger = ("--campaign", "revised", "--ledger", postgres_url)
    assert shop.push_rows(*ledger, "--limit", "3").code == 3
    shop.write(MESSAGE.replace("on its way", "coming"))
    refused = shop.push_rows(*ledger)
    assert refused.code == 2 and "3 recipients of this plan got a message" in refused.err
    nobody = shop.push_rows(*ledger, "--retry", "rejected")
    assert nobody.code == 2 and "no recipient of this plan is rejected" in nobody.err
    assert sum(shop.got.values()) == 3
    others = shop.push_rows(*ledger, "--not-reached")
    assert others.code == 0 and "takes over 27 recipients" in others.err
    shop.write(MESSAGE)
    assert shop.push_rows(*ledger).code == 0
    assert shop.got == ALL_ONCE


def test_a_database_that_isnt_there_is_exit_5_without_its_password(shop: Shop) -> None:
    url = f"postgresql://me:{PASSWORD}@127.0.0.1:9/none"
    outcome = shop.push_rows("--ledger", url, *JSON)
    assert outcome.code == 5
    assert PASSWORD not in outcome.out + outcome.err
    assert "Traceback" not in outcome.err


def test_following_and_forgetting(shop: Shop, postgres_url: str) -> None:
    ledger = ("--ledger", postgres_url)
    assert shop.push_rows("--campaign", "forgotten", *ledger).code == 0
    run = next(shop.folder.glob(".msgc/runs/*forgotten*.plan.json")).name.removesuffix(".plan.json")
    key = {"SANDBOX_KEY": "k"}
    told = msgc("status", run, "--follow", "--for", "5s", *ledger, *JSON, cwd=shop.folder, **key)
    assert told.code == 0, told.err
    gone = msgc("status", run, "--forget", "--yes", *ledger, cwd=shop.folder)
    assert gone.code == 0, gone.err
    assert not list(shop.folder.glob(".msgc/runs/*forgotten*.plan.ndjson"))
