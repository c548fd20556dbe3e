"""One pace for all senders of an account."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing

import pytest
from postgres_help import empty

from msgc.push.ledger.budget import PostgresBudget


@pytest.fixture
def budgets(postgres_url: str) -> Iterator[list[PostgresBudget]]:
    empty(postgres_url)
    some = [PostgresBudget(postgres_url, "ws", "POST", 100.0) for _ in range(2)]
    yield some
    for each in some:
        each.close()


def test_a_budget_is_shared(budgets: list[PostgresBudget], postgres_url: str) -> None:
    first, second = budgets
    assert first.take(50) == 0.0
    wait = second.take(50)
    assert 0.3 < wait <= 0.5
    # What is taken adds up, whoever takes it.
    assert math.isclose(first.take(1) - wait, 0.5, abs_tol=0.2)
    with closing(PostgresBudget(postgres_url, "ws", "GET", 100.0)) as other:
        assert other.take(1) == 0.0
    assert "s3cret" not in repr(first)


def test_a_refusal_slows_all_down_once(budgets: list[PostgresBudget]) -> None:
    first, second = budgets
    first.slow_down(0.5, 20.0)
    second.slow_down(0.5, 20.0)
    before = second.take(100)
    assert 19 < before <= 20
    # Half of the ceiling: a hundred requests take two seconds.
    assert math.isclose(first.take(1) - before, 2.0, abs_tol=0.3)


def test_a_budget_has_a_floor(budgets: list[PostgresBudget]) -> None:
    budgets[0].slow_down(0.0, 20.0)
    before = budgets[0].take(10)
    assert math.isclose(budgets[0].take(1) - before, 10 / (100 * 0.05), abs_tol=0.3)
