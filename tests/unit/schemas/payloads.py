"""Payloads to try the derived schemas on, and their faults by stock jsonschema."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from msgc.diagnostics import pointer
from msgc.facts.formats import FORMATS
from schemas.derive.files import MESSAGES

TO = {"contacts": [{"identifierKey": "phonenumber", "identifierValue": "+31612345678"}]}
URL = "https://example.com/a.png"
TEMPLATE = {"projectId": "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318", "version": "latest"}
REPLY = {"type": "reply", "reply": {"text": "Yes"}}

checker = FormatChecker(formats=())
for name, holds in FORMATS.items():
    checker.checks(name)(lambda value, holds=holds: not isinstance(value, str) or holds(value))


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = json.loads((MESSAGES / f"{kind}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=checker)


def faults(kind: str, value: Any) -> list[str]:
    return [pointer(error.absolute_path) for error in validator(kind).iter_errors(value)]


def text(**keys: Any) -> dict[str, Any]:
    return {"type": "text", "text": {"text": "Hi", **keys}}


def message(**keys: Any) -> dict[str, Any]:
    return {"receiver": TO, "body": text(), **keys}


def actions(*actions: Any) -> dict[str, Any]:
    return text(actions=list(actions))


def html(**keys: Any) -> dict[str, Any]:
    return {"type": "html", "html": keys}


def attached(**keys: Any) -> dict[str, Any]:
    return html(html="<p>", attachments=[keys])


def template(**keys: Any) -> dict[str, Any]:
    return {**TEMPLATE, **keys}


def link(url: Any) -> dict[str, Any]:
    return actions({"type": "link", "link": {"text": "Open", "url": url}})


def section(*bodies: Any) -> dict[str, Any]:
    return {"type": "section", "section": {"items": list(bodies)}}


BODIES = {
    "text": actions(REPLY, {"type": "locationRequest"}),
    "html": html(html="<p>", attachments=[{"mediaUrl": URL, "filename": "a.png"}]),
    "image": {"type": "image", "image": {"images": [{"mediaUrl": URL}], "text": "Look"}},
    "file": {"type": "file", "file": {"files": [{"mediaUrl": URL, "contentType": "image/png"}]}},
    "gif": {"type": "gif", "gif": {"mediaUrl": URL}},
    "location": {
        "type": "location",
        "location": {"coordinates": {"latitude": 52.1, "longitude": 4.9}},
    },
    "carousel": {"type": "carousel", "carousel": {"items": [{"title": "A", "actions": [REPLY]}]}},
    "list": {"type": "list", "list": {"text": "Pick", "items": [{"actions": [REPLY]}]}},
    "section": section(text(), section(text())),
    "authentication": {"type": "authentication", "authentication": {"otp": {"disclaimer": True}}},
    "action": {"type": "action", "permission_request": {"resource": "call"}},
}
