"""What a request to send lacks, in the form of the API's 422."""

from __future__ import annotations

import msgspec

from msgc.check.breach import Path
from msgc.check.schema import verify
from msgc.sandbox.answers import Answer, invalid, refusal


class UnreadableError(ValueError):
    """A body that isn't JSON."""


def read_json(body: bytes) -> object:
    """Return what a body says. Raises UnreadableError."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        raise UnreadableError from None


def unreadable() -> Answer:
    """Return the answer to a body that isn't JSON."""
    return refusal(400, "The request's body isn't valid JSON.")


def refused(payload: object) -> Answer | None:
    """Return the 422 for a payload that the API's schema refuses, None for a valid one."""
    details: dict[str, list[str]] = {}
    for breach in verify(payload):
        if breach.is_error:
            details.setdefault(json_path(breach.path), []).append(breach.message)
    return invalid(details) if details else None


def json_path(path: Path) -> str:
    """Return a place as the API names it, such as `.receiver.contacts[0]`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps) or "."
