"""Messages as the API answers with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from msgc.sandbox.accepted import FAILED, MILLISECONDS, Accepted, Progress, failure
from msgc.sandbox.contacts import Contact, answered_contact, plain_contact

CONNECTOR_ID = "8d2c1c4e-6f0a-4d55-9a3e-0e4b7c1f2a10"
SENDER = "+3197010000000"
OUTGOING = "outgoing"
TEMPLATE = "template"
FORGOTTEN: dict[str, Any] = {"body": {"type": "text", "text": {"text": "(forgotten)"}}}
_KEPT = ("body", TEMPLATE, "meta", "replyTo", "shortLinks", "scheduledFor")
_MANY = ("image", "file")


def written(payload: Mapping[str, Any], contact: Contact) -> dict[str, Any]:
    """Return what a message shows of the payload that it came from; `contact` is its recipient."""
    kept = {name: payload[name] for name in _KEPT if payload.get(name) is not None}
    if not contact.is_plain:
        contacts = payload["receiver"]["contacts"]
        kept["receiver"] = {"contacts": [answered_contact(each) for each in contacts]}
    if payload.get("sender"):
        kept["sender"] = {"connector": {"id": CONNECTOR_ID, **payload["sender"]["connector"]}}
    return kept


def kind_of(payload: Mapping[str, Any]) -> str:
    """Return `template`, or the type of a payload's body."""
    body = payload.get("body")
    return body["type"] if body else TEMPLATE


def parts_of(payload: Mapping[str, Any]) -> int:
    """Return how many of the platform's messages a payload becomes: one for each picture or file.

    That several become several is the rule of Bird's guide; which of them gets the text isn't said.
    """
    kind = kind_of(payload)
    pieces = payload["body"][kind].get(f"{kind}s") if kind in _MANY else None
    return len(pieces or [kind])


def sender_of(payload: Mapping[str, Any]) -> str:
    """Return the address that a payload is sent from."""
    given: str = (payload.get("sender") or {}).get("connector", {}).get("identifierValue", SENDER)
    return given


def message_document(
    message: Accepted, now: Progress, shown: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a message as the API shows it; `shown` is what `written` gave, where it's at hand."""
    document = {
        "id": message.id,
        "channelId": message.channel,
        "sender": {"connector": {"id": CONNECTOR_ID, "identifierValue": message.sender}},
        "receiver": {"contacts": [plain_contact(message.recipient, message.address_key)]},
        "direction": OUTGOING,
        "tags": message.tags,
        "createdAt": written_moment(message.at),
        **_progress(message, now),
        **(shown or _kept(message)),
    }
    if message.reference is not None:
        document["reference"] = message.reference
    return document


def _progress(message: Accepted, now: Progress) -> dict[str, Any]:
    since = written_moment(now.since)
    shown: dict[str, Any] = {
        "status": now.status,
        "reason": "",
        "parts": _parts(message, now),
        "lastStatusAt": since,
        "updatedAt": since,
    }
    if now.status == FAILED:
        shown["failure"] = failure(message)
        shown["reason"] = shown["failure"]["description"]
    return shown


def _kept(message: Accepted) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.json.decode(message.written) if message.written else FORGOTTEN
    return kept


def _parts(message: Accepted, now: Progress) -> list[dict[str, str]]:
    if now.status not in ("sent", "delivered"):
        return []
    return [{"platformReference": f"wamid.{message.id}.{n}"} for n in range(message.parts)]


def written_moment(milliseconds: int) -> str:
    """Return a time as the API writes it, from milliseconds since 1970."""
    seconds, rest = divmod(milliseconds, MILLISECONDS)
    return f"{_second(seconds)}.{rest:03d}Z"


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
