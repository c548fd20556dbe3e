"""A message that the sandbox took, and how far it has come at a moment."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from msgc.sandbox.kinds import Ending
from msgc.sandbox.options import Schedule

MILLISECONDS = 1000
# The hexadecimal digits of a UUID that hold a message's number, so that no table leads from ids.
NUMBER_DIGITS = 12


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """What is kept of a message; there may be millions of them.

    `number` counts arrivals from 1, and the id is that after the sandbox's `prefix`. `at` is when
    it was taken, `begins` when its delivery begins, in milliseconds since 1970. `recipient` is the
    address, or the contact's id where `address_key` is empty. `kind` is `template` or the body's
    type, `written` the rest of the message as JSON.
    """

    number: int
    prefix: str
    at: int
    begins: int
    workspace: str
    channel: str
    sender: str
    recipient: str
    address_key: str
    reference: str | None
    tags: tuple[str, ...]
    kind: str
    ending: Ending
    parts: int
    written: bytes

    @property
    def id(self) -> str:
        """The message's id, a UUID."""
        return f"{self.prefix}{self.number:0{NUMBER_DIGITS}x}"


class Failure(NamedTuple):
    """Why a message isn't delivered: the platform's own code, and both sides' words."""

    code: str
    words: str


# WhatsApp's Cloud API error codes for a closed window and a paused template.
FAILURES = {
    Ending.CLOSED: Failure("131047", "More than 24 hours have passed since the recipient wrote."),
    Ending.PAUSED: Failure("132015", "The template is paused."),
}
# Failures of the platform begin with 15; which number stands for which isn't published.
PLATFORM_FAILURE = 15000
PLATFORM = "whatsapp"
FAILED = "sending_failed"


class Progress(NamedTuple):
    """A message's state, and since when, in milliseconds since 1970."""

    status: str
    since: int


def progress(message: Accepted, schedule: Schedule, now: int) -> Progress:
    """Return how far a message has come at a moment, in milliseconds since 1970."""
    if now < message.begins:
        return Progress("scheduled", message.at)
    last = Progress("accepted", message.at)
    for status, seconds in _steps(message, schedule):
        at = message.begins + round(seconds * MILLISECONDS)
        if at > now:
            break
        last = Progress(status, at)
    return last


def _steps(message: Accepted, schedule: Schedule) -> tuple[tuple[str, float], ...]:
    first = ("processing", schedule.processing)
    if message.ending is not Ending.DELIVERED:
        return (first, (FAILED, schedule.sent))
    return (first, ("sent", schedule.sent), ("delivered", schedule.delivered))


def failure(message: Accepted) -> dict[str, Any]:
    """Return what a failed message says of its failure."""
    code, words = FAILURES[message.ending]
    source = {"code": code, "name": PLATFORM}
    return {"code": PLATFORM_FAILURE, "description": words, "source": source}
