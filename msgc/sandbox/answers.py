"""What the sandbox answers, and how it puts that on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

JSON = "application/json"
HTML = "text/html; charset=utf-8"


class Manner(StrEnum):
    """How an answer goes over the wire."""

    WHOLE = "whole"
    TRUNCATED = "truncated"
    RESET = "reset"
    CLOSE = "close"
    HANG = "hang"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request; `delay` is in seconds."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    manner: Manner = Manner.WHOLE
    delay: float = 0.0
    retry_after: int | None = None


def document(status: int, content: object) -> Answer:
    """Return an answer that holds JSON."""
    return Answer(status, msgspec.json.encode(content))


# The codes other than InvalidPayload are not published; these are named after their status.
CODES = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}
INVALID = "InvalidPayload"


def refusal(status: int, message: str) -> Answer:
    """Return an answer that refuses a request, in the API's form."""
    return document(status, {"code": CODES[status], "message": message})


def invalid(details: Mapping[str, list[str]]) -> Answer:
    """Return the 422 that says what is wrong at each place of what was sent."""
    message = "One or more fields of the request are invalid."
    return document(422, {"code": INVALID, "message": message, "details": details})
