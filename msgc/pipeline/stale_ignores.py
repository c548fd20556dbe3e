"""Comments that silence nothing any more, or never did."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgc.check.rules.moments import CLOCK_KEYWORDS
from msgc.diagnostics import Diagnostic
from msgc.facts.platform import PLATFORM, platform_codes, platform_rows
from msgc.pipeline.ignoring import OF_PLATFORM, Ignores, Use, ignore_faults
from msgc.pipeline.messages import Message
from msgc.plan import roots_of
from msgc.source import SourceFile


def stale_ignores(
    messages: Iterable[Message], own: Collection[SourceFile] | None, has_clock: bool
) -> list[Diagnostic]:
    """Return what is wrong with the comments of messages whose findings have all been silenced.

    With `own` only those of these files: what others share may serve another message. `has_clock`
    tells that the rules that need it were run.
    """
    used: set[Use] = set()
    comments = {}
    for message in messages:
        if not message.ignores.comments:
            continue
        _spare(message, has_clock)
        used |= message.ignores.used
        comments.update({each.span: each for each in message.ignores.comments})
    asked = [each for each in comments.values() if own is None or each.span.source in own]
    return list(ignore_faults(asked, used))


def _spare(message: Message, has_clock: bool) -> None:
    ignores: Ignores = message.ignores
    if not message.plans:
        ignores.spare(lambda code: True)
    if message.channel != PLATFORM:
        ignores.spare(lambda code: code.startswith(OF_PLATFORM))
    elsewhere = _of_the_clock() if not has_clock else set()
    # What isn't a row is the lock's, which needn't be there.
    ignores.spare(lambda code: code.startswith(OF_PLATFORM) and code not in platform_codes())
    ignores.spare(elsewhere.__contains__)
    for plan in message.plans.values():
        for root in roots_of(plan):
            ignores.spare_open(root, message.kinds, message.rules)


def _of_the_clock() -> set[str]:
    return {row.code for row in platform_rows() if row.keyword in CLOCK_KEYWORDS}
