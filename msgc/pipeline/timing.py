"""What is said of a message at a time: the rules that need the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgc.check.abstract import abstract
from msgc.check.clock import clock_breaches, is_about_time
from msgc.check.plans import as_diagnostic
from msgc.check.rules.engine import Rules
from msgc.diagnostics import Diagnostic, with_context
from msgc.pipeline.messages import Message
from msgc.plan import roots_of


def clock_findings(
    message: Message, now: datetime, by_channel: Mapping[str, Rules]
) -> list[Diagnostic]:
    """Return what a message's payloads break at `now` (aware), what comments silence left out."""
    rules = by_channel[message.channel]
    found = [
        as_diagnostic(breach, root)
        for plan in message.plans.values()
        for root in roots_of(plan)
        if is_about_time((member.name for member in root.members), rules)
        for breach in clock_breaches(abstract(root, message.kinds), now, rules)
    ]
    return message.ignores.kept(with_context(found, message_name=message.name))
