"""Imports payloads and compiles them again."""

from typing import Any

from msgc.check.schema import verify
from msgc.lift.messages import message_text, unwritable
from tests.property.import_roundtrip import compiled, same

ADDRESS = "+31612345678"
CONTACT = {"identifierKey": "phonenumber", "identifierValue": ADDRESS}
ENVELOPE = {"receiver": {"contacts": [CONTACT]}}
HEAD = f'samples:\n  imported: {{}}\n\nto: "{ADDRESS}"\n'
UUID = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
PDF = "https://example.com/a.pdf"
REPLY = {"type": "reply", "reply": {"text": "Go"}}


def imported(payload: dict[str, Any], **options: Any) -> str:
    """Return the message file of a payload, which is valid and comes back when it is compiled."""
    assert not [breach for breach in verify(payload) if breach.is_error]
    assert unwritable(payload) is None
    text = message_text(payload, options.get("defaults", {}), options.get("channel"))
    assert same(compiled(text, options.get("below", "")), payload), text
    return text


def content(body: Any) -> str:
    """Return what follows the envelope in the file of a body."""
    text = imported({**ENVELOPE, "body": body})
    assert text.startswith(HEAD + "\n")
    return text.removeprefix(HEAD + "\n")


def of_template(template: Any) -> str:
    return imported({**ENVELOPE, "template": template}).removeprefix(HEAD + "\n")
