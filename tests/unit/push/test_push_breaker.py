"""The breaker: opens in a storm, lets a few try, and never stays shut for good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.push.breaker import BURST, FEWEST, LONGEST_PAUSE, Breaker


def opened(now: float = 0.0) -> Breaker:
    breaker = Breaker()
    for _ in range(FEWEST):
        breaker.add(now, False)
    return breaker


def test_it_lets_everything_through_while_most_is_good():
    breaker = Breaker()
    for number in range(1000):
        breaker.add(0.0, number % 2 == 0)
        assert breaker.allows(0.0, 64) > 1000


def test_it_opens_where_most_is_bad():
    breaker = Breaker()
    for _ in range(40):
        breaker.add(0.0, True)
    bad = 0
    while breaker.is_closed:
        breaker.add(0.0, False)
        bad += 1
    assert bad == 21
    assert (breaker.allows(0.0, 0), breaker.wait(0.0)) == (0, 0.5)


def test_a_few_tell_nothing():
    breaker = Breaker()
    for _ in range(FEWEST - 1):
        breaker.add(0.0, False)
    assert breaker.is_closed


def test_after_the_pause_a_few_may_try():
    breaker = opened()
    assert breaker.allows(0.49, 0) == 0
    assert breaker.allows(0.5, 0) == BURST
    assert breaker.allows(0.5, 1) == BURST - 1
    assert breaker.allows(0.5, 64) == 0


def test_it_closes_where_the_few_are_good():
    breaker = opened()
    breaker.allows(1.0, 0)
    for _ in range(BURST):
        breaker.add(1.0, True)
    assert breaker.is_closed


def test_each_pause_is_twice_as_long_up_to_a_limit():
    breaker, now, pauses = opened(), 0.0, []
    for _ in range(9):
        pauses.append(breaker.wait(now))
        now += breaker.wait(now)
        assert breaker.allows(now, 0) == BURST
        for _ in range(BURST):
            breaker.add(now, False)
    assert pauses == [0.5, 1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]


def test_a_long_good_time_shortens_the_next_pause():
    breaker = opened()
    breaker.allows(1.0, 0)
    for _ in range(BURST + 40):
        breaker.add(1.0, True)
    for _ in range(40):
        breaker.add(2.0, False)
    assert breaker.wait(2.0) == pytest.approx(0.5)


def test_what_ends_during_the_pause_doesnt_count():
    breaker = opened()
    for _ in range(100):
        breaker.add(0.1, False)
    assert breaker.wait(0.1) == pytest.approx(0.4)


@given(st.lists(st.tuples(st.floats(0, 40), st.booleans(), st.integers(0, 64)), max_size=200))
def test_it_never_shuts_for_good(steps):
    breaker, now = Breaker(), 0.0
    for seconds, good, under_way in steps:
        now += seconds
        breaker.allows(now, under_way)
        breaker.add(now, good)
    now += breaker.wait(now)
    assert breaker.wait(now) == 0
    assert breaker.allows(now, 0) > 0
