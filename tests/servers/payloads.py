"""What the servers are sent: the gallery's forms, a good message, wrong ones, and questions."""

from __future__ import annotations

from typing import Any

from tests.servers.prism import CHANNEL, MESSAGES, WORKSPACE, Violation
from tests.servers.processes import ROOT

GALLERY = sorted((ROOT / "build" / "gallery").rglob("*.json"))
TO = {"contacts": [{"identifierValue": "+31612345678"}]}
GOOD = {"receiver": TO, "body": {"type": "text", "text": {"text": "Hello"}}}
NOBODY = "00000000-0000-4000-8000-000000000000"
CONTACT = f"/workspaces/{WORKSPACE}/channels/{CHANNEL}/contacts/{NOBODY}"
READS = {
    "a channel's list": f"{MESSAGES}?limit=1000",
    "a page of it": f"{MESSAGES}?limit=2&reverse=true",
    "a filtered list": f"{MESSAGES}?tag=a&startAt=2026-01-01T00:00:00Z&direction=outgoing",
    "a workspace's list": f"/workspaces/{WORKSPACE}/channels/messages?limit=3",
    "a contact's window": f"{CONTACT}?contactIdentifierValue=%2B31612345678",
}


def carousel(text: str) -> dict[str, Any]:
    return {"type": "carousel", "carousel": {"text": text, "items": []}}


WRONG: dict[str, tuple[dict[str, Any], Violation]] = {
    "no receiver": ({"body": GOOD["body"]}, Violation("request.body", "required")),
    "no contact": (
        GOOD | {"receiver": {"contacts": []}},
        Violation("request.body.receiver.contacts", "minItems"),
    ),
    "an empty contact": (
        GOOD | {"receiver": {"contacts": [{}]}},
        Violation("request.body.receiver.contacts.0", "required"),
    ),
    "neither body nor template": ({"receiver": TO}, Violation("request.body", "anyOf")),
    "an unknown key": (
        GOOD | {"sendAt": "2026-03-02T09:30:00Z"},
        Violation("request.body", "additionalProperties"),
    ),
    "an unknown kind": (
        GOOD | {"body": {"type": "poll"}},
        Violation("request.body.body.type", "enum"),
    ),
    "a number for a text": (
        GOOD | {"body": {"type": "text", "text": {"text": 1}}},
        Violation("request.body.body.text.text", "type"),
    ),
    "a long carousel text": (
        GOOD | {"body": carousel("x" * 1025)},
        Violation("request.body.body.carousel.text", "maxLength"),
    ),
    "eleven tags": (
        GOOD | {"tags": [f"tag-{number}" for number in range(11)]},
        Violation("request.body.tags", "maxItems"),
    ),
    "a tag with a sign": (GOOD | {"tags": ["a/b"]}, Violation("request.body.tags.0", "pattern")),
    "no time": (
        GOOD | {"scheduledFor": "tomorrow"},
        Violation("request.body.scheduledFor", "format"),
    ),
    "a validity below nought": (
        GOOD | {"validity": -1},
        Violation("request.body.validity", "minimum"),
    ),
}
