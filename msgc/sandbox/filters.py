"""The filters of GET .../messages: one table, and what a query's values mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from msgc.sandbox.accepted import (
    FAILED,
    FAILURES,
    MILLISECONDS,
    PLATFORM,
    PLATFORM_FAILURE,
    Accepted,
    Progress,
)
from msgc.sandbox.documents import OUTGOING

STATUSES = (
    *("accepted", "rejected", "processing", "scheduled", "sent"),
    *(FAILED, "delivered", "delivery_failed", "deleted", "skipped"),
)
DIRECTIONS = ("incoming", OUTGOING)


class Seen(NamedTuple):
    """A message and its state at the moment of the request."""

    message: Accepted
    now: Progress


Keeps = Callable[[Seen], bool]


class FilterError(ValueError):
    """A value that a filter can't take: one sentence."""


def _one_of(known: Sequence[str], of: Callable[[Seen], str]) -> Callable[[Sequence[str]], Keeps]:
    def make(values: Sequence[str]) -> Keeps:
        strays = [value for value in values if value not in known]
        if strays:
            raise FilterError(f"{strays[0]!r} is none of {', '.join(known)}.")
        return lambda seen: of(seen) in values

    return make


def _any(of: Callable[[Seen], str]) -> Callable[[Sequence[str]], Keeps]:
    return lambda values: lambda seen: of(seen) in values


def _failure_code(seen: Seen) -> str:
    return str(PLATFORM_FAILURE) if seen.now.status == FAILED else ""


def _source_code(seen: Seen) -> str:
    return FAILURES[seen.message.ending].code if seen.now.status == FAILED else ""


def _source_name(seen: Seen) -> str:
    return PLATFORM if seen.now.status == FAILED else ""


def _tags(values: Sequence[str]) -> Keeps:
    wanted = {value.lower() for value in values}
    return lambda seen: not wanted.isdisjoint(seen.message.tags)


def _from_on(values: Sequence[str]) -> Keeps:
    moment = max(_moment(value) for value in values)
    return lambda seen: seen.message.at >= moment


def _before(values: Sequence[str]) -> Keeps:
    moment = min(_moment(value) for value in values)
    return lambda seen: seen.message.at < moment


def _moment(text: str) -> float:
    """Return a time in milliseconds since 1970. Raises FilterError."""
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        raise FilterError(f"{text!r} isn't a time such as 2026-03-02T09:30:00Z.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() * MILLISECONDS


def _no_message(values: Sequence[str]) -> Keeps:
    return lambda seen: False


# `to` is left out: its messages are looked up. The last three have nothing here to be true of.
FILTERS: Mapping[str, Callable[[Sequence[str]], Keeps]] = {
    "id": _any(lambda seen: seen.message.id),
    "tag": _tags,
    "from": _any(lambda seen: seen.message.sender),
    "startAt": _from_on,
    "endAt": _before,
    "status": _one_of(STATUSES, lambda seen: seen.now.status),
    "direction": _one_of(DIRECTIONS, lambda seen: OUTGOING),
    "platform": _any(lambda seen: PLATFORM),
    "messageType": _any(lambda seen: seen.message.kind),
    "channelId": _any(lambda seen: seen.message.channel),
    "failureCode": _any(_failure_code),
    "failureSourceCode": _any(_source_code),
    "failureSourceName": _any(_source_name),
    "batchId": _no_message,
    "navigatorId": _no_message,
    "emailSubject": _no_message,
}
