"""Why a constraint is proved or left, in a few words for the table."""

from __future__ import annotations

from msgc.check.rules.model import Judgement, Reach
from msgc.facts.platform import all_codes


def reason(judgement: Judgement) -> str:
    """Return why a constraint is in its state."""
    if judgement.holds is True:
        return "always so" if judgement.reach is None else _kept(judgement.reach)
    if judgement.reach is not None:
        return _open(judgement.reach)
    if judgement.rule is None:
        return judgement.message
    title = all_codes()[judgement.code].title
    return f"depends on the row ({title})"


def _kept(reach: Reach) -> str:
    return f"at most {reach.most:,} of {reach.limit:,} {reach.unit}"


def _open(reach: Reach) -> str:
    if reach.most is None:
        return f"no bound, of {reach.limit:,} {reach.unit}"
    return f"may reach {reach.most:,} of {reach.limit:,} {reach.unit}"
