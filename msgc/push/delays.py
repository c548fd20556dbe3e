"""When a payload is tried again, and when it is looked for."""

from __future__ import annotations

from zlib import crc32

from msgc.push.retry_after import LONGEST

# Seconds after an attempt at which an ambiguous payload is looked for in the API's list.
LOOKS = (2.0, 10.0, 30.0, 300.0, 1800.0)
# Seconds before the second attempt of what can't have been taken; each next wait is twice as long.
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
# Of a wait, the part that jitter may take away.
JITTER = 0.5

FARTHEST = max(LONGEST, LONGEST_WAIT)
"""Seconds: a payload that is due to be tried again later than this was put off by a clock."""


def look_due(attempted: float, looks: int) -> float | None:
    """Return when what was attempted is looked for, after so many looks; None after the last."""
    return attempted + LOOKS[looks] if looks < len(LOOKS) else None


def wait_before(attempt: int, key: bytes) -> float:
    """Return the seconds before the attempt that follows the one numbered `attempt`, from 1.

    They double up to a limit; of equals, each waits for a time of its own, which hangs on its key.
    """
    whole = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(max(attempt, 1) - 1, 16))
    share = crc32(b"%d" % attempt, crc32(key)) / 2**32
    return whole * (1 - JITTER * share)
