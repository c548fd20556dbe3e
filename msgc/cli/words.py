"""Words that the command line shares with what is done without one."""

from __future__ import annotations

CHECK = "check"
# The variable that click looks for before it reads any words.
COMPLETING = "_MSGC_COMPLETE"
NO_CACHE = "--no-cache"
# Where a text was said: on standard output, or on standard error.
OUT, ERR = "out", "err"


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: `1 message`, `2,000 messages`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
