"""POST .../messages: refused, met by a fault, or taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from sys import intern
from typing import Any

import msgspec
from starlette.requests import Request

from msgc.sandbox.accepted import MILLISECONDS, Accepted, progress
from msgc.sandbox.access import Access
from msgc.sandbox.answers import HTML, Answer, document, refusal
from msgc.sandbox.contacts import Contact, contact_of
from msgc.sandbox.documents import (
    TEMPLATE,
    kind_of,
    message_document,
    parts_of,
    sender_of,
    written,
)
from msgc.sandbox.faults import Faults
from msgc.sandbox.kinds import Content, Ending, Fault
from msgc.sandbox.options import Options
from msgc.sandbox.pace import Pace
from msgc.sandbox.refusals import UnreadableError, read_json, refused, unreadable
from msgc.sandbox.store import Store
from msgc.sandbox.windows import Windows

ACCEPTED = 202
PAGE = b"<!doctype html><title>Accepted</title><p>Your request was accepted.</p>"


@dataclass(frozen=True, slots=True)
class Sending:
    """What takes messages, and what decides how their way ends."""

    options: Options
    access: Access
    store: Store
    faults: Faults
    windows: Windows
    pace: Pace | None

    async def send(self, request: Request) -> Answer:
        """Answer a request to send."""
        body = await request.body()
        barred = self.access.refusal(request, sends=True)
        if barred is not None:
            return barred
        if self.pace is not None and not self.pace.takes_one():
            return refusal(429, "There were too many requests; this one was not processed.")
        try:
            payload: Any = read_json(body)
        except UnreadableError:
            return unreadable()
        return refused(payload) or self._send(payload, request)

    def _send(self, payload: Mapping[str, Any], request: Request) -> Answer:
        contact = contact_of(payload)
        fault = self.faults.met_by(contact.recipient, kind_of(payload) == TEMPLATE)
        if fault is not None and not fault.accepts:
            return self._faulty(fault, Answer(fault.status))
        shown = written(payload, contact)
        message = self._message(payload, contact, fault, request.path_params, shown)
        try:
            self.store.take(message)
        except OSError:
            return refusal(500, "The sandbox's log can't be written, so nothing was taken.")
        begun = progress(message, self.options.schedule, message.at)
        answer = document(ACCEPTED, message_document(message, begun, shown))
        return self._faulty(fault, answer) if fault is not None else answer

    def _message(
        self,
        payload: Mapping[str, Any],
        contact: Contact,
        fault: Fault | None,
        path: Mapping[str, str],
        shown: Mapping[str, Any],
    ) -> Accepted:
        now = self.store.now()
        return Accepted(
            number=self.store.next_number,
            prefix=self.store.prefix,
            at=now,
            begins=_begin(payload, now),
            workspace=intern(path["workspace"]),
            channel=intern(path["channel"]),
            ending=self._ending(payload, contact.recipient, fault),
            written=b"" if self.options.forget_bodies else msgspec.json.encode(shown),
            **_addressed(payload, contact),
        )

    def _ending(self, payload: Mapping[str, Any], recipient: str, fault: Fault | None) -> Ending:
        if fault is not None and fault.ending is not Ending.DELIVERED:
            return fault.ending
        free = kind_of(payload) != TEMPLATE
        return Ending.CLOSED if free and not self.windows.is_open(recipient) else Ending.DELIVERED

    def _faulty(self, fault: Fault, answer: Answer) -> Answer:
        if fault.content is Content.REFUSAL:
            answer = refusal(fault.status, f"The sandbox was asked for the fault {fault.name}.")
        elif fault.content is Content.HTML:
            answer = Answer(fault.status, PAGE, HTML)
        elif fault.content is Content.NOTHING:
            answer = Answer(fault.status)
        delay = self.options.slow if fault.is_slow else 0.0
        return replace(answer, manner=fault.manner, delay=delay, retry_after=fault.retry_after)


def _addressed(payload: Mapping[str, Any], contact: Contact) -> dict[str, Any]:
    """Return the fields of a message that its payload gives; what many share is kept once."""
    return {
        "sender": intern(sender_of(payload)),
        "recipient": contact.recipient,
        "address_key": intern(contact.key),
        "reference": payload.get("reference"),
        "tags": tuple(intern(tag.lower()) for tag in payload.get("tags") or ()),
        "kind": intern(kind_of(payload)),
        "parts": parts_of(payload),
    }


def _begin(payload: Mapping[str, Any], now: int) -> int:
    """Return when a message's delivery begins; a time that is past, or a leap second, is now."""
    scheduled = payload.get("scheduledFor")
    if scheduled is None:
        return now
    try:
        moment = datetime.fromisoformat(scheduled.upper())
    except ValueError:
        return now
    return max(now, round(moment.timestamp() * MILLISECONDS))
