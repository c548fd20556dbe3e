"""When something is tried again or looked for; what `Retry-After` may say."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.push.delays import FARTHEST, LOOKS, look_due, wait_before
from msgc.push.retry_after import LONGEST, retry_after

NOW = 1_700_000_000.0


def test_looks_are_due_after_the_attempt():
    assert [look_due(NOW, looks) for looks in range(6)] == [
        *(NOW + 2, NOW + 10, NOW + 30, NOW + 300, NOW + 1800),
        None,
    ]
    assert list(LOOKS) == sorted(LOOKS)


@given(st.integers(0, 10**6), st.binary(min_size=16, max_size=16))
def test_a_wait_is_bounded_and_always_the_same(attempt, key):
    wait = wait_before(attempt, key)
    assert 0.25 <= wait <= 30 <= FARTHEST
    assert wait == wait_before(attempt, key)


def test_equals_dont_wait_equally():
    assert len({wait_before(1, bytes([each]) * 16) for each in range(100)}) > 90


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *[("5", 5.0), (" 5 ", 5.0), ("0.5", 0.5), ("60", 60.0), ("61", LONGEST), ("1e9", LONGEST)],
        *[(formatdate(NOW + 9, usegmt=True), 9.0), (formatdate(NOW + 9999, usegmt=True), LONGEST)],
        *[(None, None), ("", None), ("0", None), ("-0", None), ("-5", None), ("nan", None)],
        *[("inf", None), ("-inf", None), ("soon", None), ("5 minutes", None), ("\x00", None)],
        *[(formatdate(NOW - 9, usegmt=True), None), (formatdate(NOW, usegmt=True), None)],
        *[("Mon, 99 Foo 2030 99:99:99 GMT", None), ("9" * 5000, None)],
        ("Fri, 31 Dec 9999 23:59:59 -2359", LONGEST),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after(header, NOW) == seconds


@given(st.one_of(st.text(), st.floats().map(str), st.from_regex(r"\w{3}, \d+ \w{3} \d+ [\d:]+")))
def test_no_header_raises_or_asks_for_too_much(header):
    seconds = retry_after(header, NOW)
    assert seconds is None or 0 < seconds <= LONGEST
