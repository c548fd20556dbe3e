"""The pace: never more than it may be, never stuck, back again after a storm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.push.pace import BURST, DEFAULT_RATE, FLOOR, MOST_GETS, MOST_POSTS, Pace


def granted_in(pace: Pace, start: float, seconds: float, want: int = 64) -> int:
    """Ask as a sender does: as soon as there is anything to be had."""
    now, total = start, 0
    while now < start + seconds:
        total += pace.grant(now, want)
        now += max(pace.wait(now), 1e-6)
    return total


def test_the_limits_are_shares_of_what_is_documented():
    assert (DEFAULT_RATE, MOST_POSTS, MOST_GETS) == (76, 475, 47.5)
    assert Pace(10_000).ceiling == 475
    assert Pace(10_000, MOST_GETS).ceiling == 47.5


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(ValueError, match="above 0"):
        Pace(rate)


@pytest.mark.parametrize("rate", [0.5, 1, 19.9, 76, 475])
def test_the_rate_is_reached_and_kept(rate):
    seconds = max(20, 20 / rate)
    total = granted_in(Pace(rate), 1000.0, seconds)
    assert rate * seconds - 1 <= total <= rate * seconds + max(1, rate * BURST)


STEPS = st.lists(
    st.tuples(
        st.floats(0, 3) | st.sampled_from([0.0, 1e-9, 0.01, 0.05, 90.0]),
        st.integers(-1, 200),
        st.none() | st.floats(0, 100),
    ),
    max_size=60,
)


@given(rate=st.floats(0.01, 1000), start=st.floats(0, 1e7), steps=STEPS)
def test_never_more_is_granted_than_the_rate_and_a_burst(rate, start, steps):
    pace = Pace(rate, now=start)
    now, granted = start, [(start, 0)]
    for seconds, want, hold in steps:
        now += seconds
        if hold is not None:
            pace.slow_down(now, hold)
        count = pace.grant(now, want)
        assert 0 <= count <= max(want, 0)
        granted.append((now, count))
    for first in range(len(granted)):
        total = sum(count for _, count in granted[first:])
        seconds = granted[-1][0] - granted[first][0]
        assert total <= pace.ceiling * seconds + max(1.0, pace.ceiling * BURST) + 1e-3


@given(rate=st.floats(0.01, 1000), start=st.floats(0, 1e7), steps=STEPS)
def test_after_the_wait_a_request_may_leave(rate, start, steps):
    pace = Pace(rate, now=start)
    now = start
    for seconds, want, hold in steps:
        now += seconds
        if hold is not None:
            pace.slow_down(now, hold)
        pace.grant(now, want)
    # Rounded to what a clock of this size can tell.
    assert pace.grant(now + pace.wait(now) + 1e-8, 1) == 1


def test_a_429_cuts_the_rate_once_a_second_at_the_most():
    pace = Pace(100)
    for each in range(64):
        pace.slow_down(1000.0 + each / 100)
    assert pace.rate == pytest.approx(70)
    pace.slow_down(1001.0)
    assert pace.rate == pytest.approx(49)


def test_nothing_leaves_for_as_long_as_the_api_asks():
    pace = Pace(100)
    pace.slow_down(1000.0, 7.0)
    pace.slow_down(1001.0, 2.0)
    assert granted_in(pace, 1001.0, 6.0) == 0
    assert granted_in(pace, 1007.0, 1.0) >= 1


def test_a_hold_is_bounded():
    pace = Pace(100)
    pace.slow_down(1000.0, 1e9)
    assert pace.wait(1000.0) < 61


def test_the_rate_never_falls_below_the_floor_and_never_hangs_there():
    pace = Pace(100)
    for second in range(500):
        pace.slow_down(1000.0 + second)
        assert pace.rate >= 100 * FLOOR
    assert granted_in(pace, 1500.0, 2.0) >= 5


def test_answers_429_that_dont_hang_on_our_rate_dont_stop_us():
    pace, total = Pace(100), 0
    for step in range(600):
        total += granted_in(pace, 1000.0 + step / 2, 0.5)
        if step % 3 == 0:
            pace.slow_down(1000.5 + step / 2)
    assert total >= 300 * 100 * FLOOR / 2


def test_the_rate_comes_back_by_a_tenth_of_the_ceiling_for_a_clean_second():
    pace = Pace(100)
    for second in range(20):
        pace.slow_down(1000.0 + second)
    rates = []
    for second in range(20, 34):
        granted_in(pace, 1000.5 + second, 1.0)
        rates.append(pace.rate)
    steps = [after - before for before, after in pairwise(rates)]
    assert all(step <= 10 + 1e-9 for step in steps)
    assert rates[-1] == 100


def test_what_is_given_back_can_leave():
    pace = Pace(100)
    assert pace.grant(1000.0, 64) == 5
    pace.give_back(1000.0, 3)
    assert pace.grant(1000.0, 64) == 3
    pace.give_back(1000.0, 1000)
    assert pace.grant(1000.0, 64) == 5


def test_nothing_that_is_given_back_leaves_while_the_api_asks_to_be_left_alone():
    pace = Pace(100)
    assert pace.grant(1000.0, 64) == 5
    pace.slow_down(1000.1, 7.0)
    pace.give_back(1000.0, 5)
    assert pace.grant(1000.2, 64) == 0


@given(rate=st.floats(0.01, 1000), steps=STEPS, used=st.lists(st.integers(0, 64), min_size=60))
def test_what_is_given_back_never_makes_more_of_the_rate(rate, steps, used):
    pace, now, left = Pace(rate), 0.0, [(0.0, 0)]
    for (seconds, want, hold), most in zip(steps, used, strict=False):
        now += seconds
        if hold is not None:
            pace.slow_down(now, hold)
        count = pace.grant(now, want)
        pace.give_back(now, count - min(count, most))
        left.append((now, min(count, most)))
    for first in range(len(left)):
        seconds = left[-1][0] - left[first][0]
        allowed = pace.ceiling * seconds + max(1.0, pace.ceiling * BURST) + 1e-3
        assert sum(count for _, count in left[first:]) <= allowed
