"""A review as one JSON document, for programs."""

from __future__ import annotations

from msgc.pipeline.review.model import (
    FindingChange,
    LimitChange,
    MessageChange,
    Picture,
    Review,
    Status,
)
from msgc.pipeline.testing.pointers import NOTHING
from msgc.pipeline.testing.values import Change, changes
from msgc.report.documents import json_text
from msgc.report.json import diagnostic_dict

VERSION = 1


def render_json(review: Review) -> str:
    """Return the document, indented by two, with a final line break.

    A change lacks `before` or `after` where nothing stands there; a picture's are null then.
    """
    breaking = sum(bool(message.breaks) for message in review.messages)
    summary = {"messages": len(review.messages), "breaking": breaking}
    document = {
        "version": VERSION,
        "before": review.before,
        "after": review.after,
        "files": list(review.files),
        "messages": [_message(message) for message in review.messages],
        "findings": [_finding(each) for each in review.findings],
        "summary": {**summary, "is_breaking": review.is_breaking},
    }
    return json_text(document)


def _message(message: MessageChange) -> dict[str, object]:
    is_new = message.status is Status.ADDED
    return {
        "message_name": message.name,
        "status": message.status.value,
        "files": list(message.files),
        "compiled_before": message.compiled,
        "compiles_now": message.compiles,
        "renamed_from": message.other_name if is_new else None,
        "renamed_to": None if is_new else message.other_name,
        "breaking": list(message.breaks),
        "variables": [
            {"path": each.path, "change": each.what, "breaking": each.is_breaking}
            for each in message.variables
        ],
        "limits": [_limit(each) for each in message.limits],
        "findings": [_finding(each) for each in message.findings],
        "payloads": [_picture(picture) for picture in message.pictures],
    }


def _limit(each: LimitChange) -> dict[str, object]:
    return {
        "pointer": each.pointer,
        "fallback": each.is_fallback,
        "code": each.code,
        "limit": each.what,
        "change": each.change,
    }


def _finding(each: FindingChange) -> dict[str, object]:
    return {"change": "gained" if each.is_gained else "lost", **diagnostic_dict(each.found)}


def _picture(picture: Picture) -> dict[str, object]:
    both = picture.before is not None and picture.after is not None
    told = changes(picture.before, picture.after) if both else ()
    return {
        "sample": picture.key.sample,
        "locale": picture.key.locale,
        "fallback": picture.key.is_fallback,
        "status": picture.status.value,
        "white_space_only": picture.is_blank_only,
        "row_changed": picture.row_changed,
        "changes": [_change(each) for each in told],
        "before": picture.before,
        "after": picture.after,
    }


def _change(each: Change) -> dict[str, object]:
    sides = {"before": each.before, "after": each.after}
    there = {name: value for name, value in sides.items() if value is not NOTHING}
    return {"pointer": each.pointer, **there}
