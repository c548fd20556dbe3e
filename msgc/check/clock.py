"""What depends on the clock: never part of what a message compiles to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgc.check.breach import Breach
from msgc.check.rules.engine import Rules, rule_breaches
from msgc.check.rules.moments import moment_of

FIELD = "scheduledFor"


def clock_breaches(payload: object, now: datetime, rules: Rules) -> list[Breach]:
    """Return what a payload breaks at `now` (aware) of the platform's rules that need the clock.

    A time that has passed is a warning on every platform. `rules` are those made for `now`.
    """
    return [*_passed(payload, now), *rule_breaches(payload, rules)]


def is_about_time(members: Iterable[str], rules: Rules) -> bool:
    """Tell whether a payload of these members may have a place that the clock is about."""
    firsts = timed_members(rules)
    return firsts is None or not firsts.isdisjoint(members)


def timed_members(rules: Rules) -> frozenset[str] | None:
    """Return the payload's own members that the clock is about, None where it is the whole."""
    firsts = [at[:1] for rule in rules for at in rule.places]
    return None if () in firsts else frozenset((FIELD, *(name for at in firsts for name in at)))


def _passed(payload: object, now: datetime) -> list[Breach]:
    when = payload.get(FIELD) if isinstance(payload, dict) else None
    moment = moment_of(when) if isinstance(when, str) else None
    if moment is None or moment >= now:
        return []
    what = f"`{FIELD}` is {when}, which has passed: the API may send at once"
    return [Breach((FIELD,), "MSG314", what, "Write a time to come, or leave the key out.")]
