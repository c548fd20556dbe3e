"""The platform's rules as a catalog's settings have them."""

from __future__ import annotations

from msgc.check.rules.model import Rule
from msgc.check.rules.reading import platform_rules
from msgc.config import Config
from msgc.facts.platform import PLATFORM


def rules_for(channel: str, config: Config) -> tuple[Rule, ...]:
    """Return the rules that hold on a channel, none on `any`."""
    return platform_rules() if channel == PLATFORM else ()
