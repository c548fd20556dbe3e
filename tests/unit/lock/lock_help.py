"""What the tests of the lock share: an answer as the API sends it, and messages to check."""

from __future__ import annotations

from pathlib import Path

from msgc.check.templates.findings import LockFindings
from msgc.check.templates.lock import check_templates
from msgc.lock.answers import Answers
from msgc.lock.model import Lock
from msgc.pipeline import Project

PROJECT = "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318"
VERSION = "a4e81c6d-90b5-4f23-b7d8-2c5f1e063a79"
OTHER_VERSION = "71c0f3b8-5a92-4d1e-8f47-e3b6092d5ca1"
ACCOUNT = "112233445566778"
HEAD = f'to: "+31612345678"\ntemplate: {PROJECT}\nversion: {VERSION}\n'
MESSAGE = HEAD + "locale: en\nparameters: {name: Robert}\n"


def variable(key: str = "name", **more: object) -> dict[str, object]:
    return {"key": key, "type": "string", "format": "none", "characterLimit": 40, **more}


def content(locale: str = "en", status: str = "whatsapp_approved") -> dict[str, object]:
    return {
        "platform": "whatsapp",
        "locale": locale,
        "type": "text",
        "channelGroupIds": ["2f0f5f0b-53b8-4c39-9bb3-6b5c6e1a7c11"],
        "blocks": [{"id": "b1", "type": "text", "role": "body", "text": {"text": "Hi {{name}}"}}],
        "approvals": [{"status": "approved", "platformStatus": status}],
    }


def entry(id: str = VERSION, **more: object) -> dict[str, object]:
    """A channel template; a field given as None isn't there."""
    fields: dict[str, object] = {
        "id": id,
        "projectId": PROJECT,
        "status": "active",
        "defaultLocale": "en",
        "variables": [variable()],
        "deployments": [
            {"key": "whatsappTemplateName", "platform": "whatsapp", "value": "order_shipped"},
            {"key": "whatsappCategory", "platform": "whatsapp", "value": "UTILITY"},
        ],
        "platformContent": [content()],
        "platformInfo": {
            f"whatsapp:{ACCOUNT}:en": {
                "status": "active",
                "category": "UTILITY",
                "qualityRating": "GREEN",
            }
        },
        "updatedAt": "2026-08-01T10:00:00Z",
        **more,
    }
    return {key: value for key, value in fields.items() if value is not None}


def page(*entries: dict[str, object], token: str | None = None) -> dict[str, object]:
    return {"results": list(entries or (entry(),)), **({"nextPageToken": token} if token else {})}


def lock_of(*documents: object, project: str | None = None) -> Lock:
    answers = Answers(project)
    for document in documents or (page(),):
        answers.add(document)
    return answers.lock()


def checked(folder: Path, lock: Lock, message: str = MESSAGE) -> LockFindings:
    """Check a message's payload against a lock."""
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "msgc.yaml").write_text("channel: whatsapp\n")
    (folder / "templates" / "hello.msg.yaml").write_text(message, encoding="utf-8")
    read = Project.open(folder).message("hello")
    plan = read.plans[None]
    return check_templates(plan.fallback or plan.payload, lock, read.kinds.holes)


def codes(findings: LockFindings) -> list[str]:
    return [f"{each.code} {each.severity.value}" for each in findings.found]


def left(findings: LockFindings) -> list[str]:
    return [each.what for each in findings.not_checked]
