"""Rules about a time, which need to know what time it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.rules.model import Outcome, Test


def within_days(most: int, now: datetime) -> Test:
    """The time (RFC 3339) lies at most so many days after `now` (aware)."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        moment = moment_of(value) if isinstance(value, str) else None
        if moment is not None:
            days = -(-(moment - now) // timedelta(days=1))
            told = f"lies {days:,} days ahead, and may lie {most}"
            help = "Write an earlier time, or send the message later."
            yield Outcome(moment - now <= timedelta(days=most), told, help)
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def moment_of(text: str) -> datetime | None:
    """Read an RFC 3339 date-time; None where it isn't one (that is another finding)."""
    try:
        moment = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


CLOCK_KEYWORDS: dict[str, Callable[[Any, datetime], Test]] = {"withinDays": within_days}
