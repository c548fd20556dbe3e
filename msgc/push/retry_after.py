"""The `Retry-After` header: how long the API asks to be left alone."""

from __future__ import annotations

import math
from datetime import UTC
from email.utils import parsedate_to_datetime

# Seconds; what asks for longer is asked again after these.
LONGEST = 60.0
# A header that is longer holds neither a number nor a date.
MOST_CHARACTERS = 64


def retry_after(header: str | None, now: float) -> float | None:
    """Return the seconds that a header asks for, from `now` (seconds since 1970).

    It holds seconds or an HTTP date (RFC 9110, 10.2.3). None where there is none, or where it asks
    for nothing: not a number, not after now. At the most it is `LONGEST`.
    """
    if header is None or len(header) > MOST_CHARACTERS:
        return None
    seconds = _seconds(header.strip())
    if seconds is None:
        seconds = _until(header.strip(), now)
    if seconds is None or not seconds > 0:
        return None
    return min(seconds, LONGEST)


def _seconds(text: str) -> float | None:
    """Return a number of seconds; fractions, which the standard lacks, are taken too."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    # No date reads as a number, so that infinity and NaN are an answer: none.
    return seconds if math.isfinite(seconds) else 0.0


def _until(text: str, now: float) -> float | None:
    try:
        date = parsedate_to_datetime(text)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
