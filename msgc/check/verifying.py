"""All that a payload breaks: of the API's schema and of the platform's rules."""

from __future__ import annotations

from msgc.check.breach import Breach
from msgc.check.causes import with_rules
from msgc.check.rules.engine import Rules, rule_breaches
from msgc.check.schema import verify


def breaches(payload: object, rules: Rules) -> list[Breach]:
    """Return what a payload, or one in which something isn't known yet, surely breaks."""
    return with_rules(verify(payload), rule_breaches(payload, rules))
