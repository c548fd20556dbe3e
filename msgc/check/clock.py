"""What depends on the clock: never part of what a message compiles to, and never an error."""

from __future__ import annotations

from datetime import datetime

from msgc.check.breach import Breach

FIELD = "scheduledFor"


def clock_breaches(payload: object, now: datetime) -> list[Breach]:
    """Return the warning for a `scheduledFor` that lies before `now` (aware)."""
    when = payload.get(FIELD) if isinstance(payload, dict) else None
    moment = _moment(when) if isinstance(when, str) else None
    if moment is None or moment >= now:
        return []
    what = f"`{FIELD}` is {when}, which has passed: the API may send at once"
    return [Breach((FIELD,), "MSG314", what, "Write a time to come, or leave the key out.")]


def _moment(text: str) -> datetime | None:
    """Read an RFC 3339 date-time; None where it isn't one (that is another finding)."""
    try:
        moment = datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
