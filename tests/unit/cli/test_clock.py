"""The clock that notes whether it was asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from operator import ge, lt

import pytest

from msgc.check.clock import clock_breaches
from msgc.cli.clock import Clock
from msgc.pipeline.platform import clock_rules_for

OTHER = datetime(2030, 1, 1, tzinfo=UTC)
USES: dict[str, Callable[[datetime], object]] = {
    "less": lambda now: lt(OTHER, now),
    "more": lambda now: now > OTHER,
    "at least": lambda now: ge(OTHER, now),
    "equal": lambda now: now == OTHER,
    "taken off": lambda now: OTHER - now,
    "something taken off": lambda now: now - timedelta(1),
    "added": lambda now: now + timedelta(1),
    "a part": lambda now: now.year,
    "a method": lambda now: now.timestamp(),
    "written": str,
    "formatted": lambda now: f"{now}",
    "hashed": hash,
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_every_use_is_noted(use: Callable[[datetime], object]) -> None:
    clock = Clock.now(UTC)
    assert not clock.asked
    use(clock)
    assert clock.asked


@pytest.mark.parametrize(
    ("payload", "asked"), [({"scheduledFor": "2030-01-01T00:00:00Z"}, True), ({}, False)]
)
def test_rules_ask_it_only_where_there_is_a_time(payload: object, asked: bool) -> None:
    clock = Clock.now(UTC)
    clock_breaches(payload, clock, clock_rules_for("whatsapp", clock))
    assert clock.asked is asked
