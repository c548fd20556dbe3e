"""What the derived schemas take and refuse; each fault is one error at its place."""

from typing import Any

import pytest
from payloads import (
    BODIES,
    REPLY,
    TEMPLATE,
    TO,
    URL,
    actions,
    attached,
    faults,
    html,
    link,
    message,
    section,
    template,
    text,
    validator,
)

from schemas.derive.files import MESSAGES

GOOD: list[tuple[str, Any]] = [
    *BODIES.items(),
    *(("create-message", message(body=body)) for body in BODIES.values()),
    ("create-message", {"receiver": TO, "template": TEMPLATE}),
    ("create-message", {"receiver": TO, "template": TEMPLATE, "body": None}),
    ("create-message", message(template=None)),
    ("create-message", message(shortLinks=None, tags=["a-b_c 1"], validity=0)),
    ("create-message", message(scheduledFor="2020-01-01T00:00:00Z")),
    ("create-message", message(receiver={"contacts": [{"id": "c1"}]})),
    ("text", link("{{code}}")),
    ("text", link("not a url but {{code}}")),
    ("text", link(URL)),
    ("text", actions({"type": "locationRequest", "locationRequest": None})),
    ("text", actions({"type": "reply", "reply": {"text": "x", "typo": 1}, "typo": 1})),
    ("text", text(actions=None, attachments=None)),
    ("html", html(text="plain")),
    ("html", attached(content="aGk=", contentType="text/plain", filename="a.txt")),
    ("carousel", {"type": "carousel", "carousel": {"items": None}}),
    ("section", section()),
    ("template", template(variables={"a": "b"}, parameters=None, utmParameters=None)),
    ("template", template(utmParameters=[{"key": "a", "reference": "platform_name"}])),
    ("template", template(parameters=[{"type": "number", "key": "n", "value": 1.5}])),
    ("template", template(locale="zh-Hans-CN", settings={"typo": 1})),
]

BAD: list[tuple[str, Any, list[str]]] = [
    ("create-message", {"receiver": TO}, [""]),
    ("create-message", {"receiver": TO, "template": None}, [""]),
    ("create-message", {"receiver": TO, "body": None, "template": None}, [""]),
    ("create-message", message(template=TEMPLATE), ["/template"]),
    ("create-message", {"body": text()}, [""]),
    ("create-message", [], [""]),
    ("create-message", message(body="Hi"), ["/body"]),
    ("create-message", message(body={"type": "template"}), ["/body/type"]),
    ("create-message", message(body={"type": "permission_request"}), ["/body/type"]),
    ("create-message", message(body={"type": 5}), ["/body/type"]),
    ("create-message", message(body={"text": {"text": "Hi"}}), ["/body"]),
    ("create-message", message(body={"type": "action"}), ["/body"]),
    ("create-message", message(body={**text(), "replyTo": {}}), ["/body"]),
    ("create-message", message(receiver={}), ["/receiver"]),
    ("create-message", message(receiver={"contacts": []}), ["/receiver/contacts"]),
    (
        "create-message",
        message(receiver={"contacts": [{"identifierKey": "phonenumber"}]}),
        ["/receiver/contacts/0"],
    ),
    (
        "create-message",
        message(receiver={"contacts": [{"id": "a", "type": "x"}]}),
        ["/receiver/contacts/0/type"],
    ),
    ("create-message", message(tags=["a"] * 11), ["/tags"]),
    ("create-message", message(tags=["a!"]), ["/tags/0"]),
    ("create-message", message(scheduledFor="tomorrow"), ["/scheduledFor"]),
    ("create-message", message(validity=-1), ["/validity"]),
    ("create-message", message(typo=1), [""]),
    ("create-message", message(meta={"navigatorId": "x"}), ["/meta/navigatorId"]),
    ("create-message", message(replyTo={"id": "m", "type": "x"}), ["/replyTo/type"]),
    ("text", text(text=""), ["/text/text"]),
    ("text", text(text=5), ["/text/text"]),
    ("text", actions({"type": "call"}), ["/text/actions/0/type"]),
    ("text", actions({"reply": {"text": "x"}}), ["/text/actions/0"]),
    ("text", actions("reply"), ["/text/actions/0"]),
    ("text", actions(REPLY, {"type": "reply", "reply": {}}), ["/text/actions/1/reply"]),
    ("text", link("example.com"), ["/text/actions/0/link/url"]),
    ("text", link("{{}}"), ["/text/actions/0/link/url"]),
    ("text", link(None), ["/text/actions/0/link/url"]),
    ("text", {"type": "html", "text": {"text": "Hi"}}, ["/type"]),
    ("html", html(), ["/html"]),
    ("html", attached(mediaUrl=URL), ["/html/attachments/0"]),
    ("html", attached(content="x", filename="a"), ["/html/attachments/0"]),
    ("html", attached(mediaUrl="a b", filename="a"), ["/html/attachments/0/mediaUrl"]),
    ("image", {"type": "image", "image": {"images": []}}, ["/image/images"]),
    ("file", {"type": "file", "file": {"files": []}}, ["/file/files"]),
    (
        "location",
        {"type": "location", "location": {"coordinates": {"latitude": 91}}},
        ["/location/coordinates/latitude"],
    ),
    (
        "carousel",
        {"type": "carousel", "carousel": {"text": "a" * 1025, "items": []}},
        ["/carousel/text"],
    ),
    ("section", section({"type": "html"}), ["/section/items/0/type"]),
    ("section", section(section(section())), ["/section/items/0/section/items/0/type"]),
    (
        "authentication",
        {"type": "authentication", "authentication": {"otp": {}}},
        ["/authentication/otp"],
    ),
    ("template", None, [""]),
    ("template", template(locale="pt_BR"), ["/locale"]),
    ("template", template(parameters=[]), ["/parameters"]),
    ("template", template(parameters=[{"type": "text", "key": "a"}]), ["/parameters/0/type"]),
    ("template", template(parameters=[{"type": "string"}]), ["/parameters/0"]),
    (
        "template",
        template(parameters=[{"type": "string", "key": "a", "value": 1}]),
        ["/parameters/0/value"],
    ),
    ("template", template(utmParameters=[{"key": "a"}]), ["/utmParameters/0"]),
    ("template", template(utmParameters=["a"]), ["/utmParameters/0"]),
    (
        "template",
        template(utmParameters=[{"key": "a", "value": "b", "reference": "channel_name"}]),
        ["/utmParameters/0"],
    ),
    ("template", template(shortLinks=5), ["/shortLinks"]),
]


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_takes(kind: str, value: Any) -> None:
    assert faults(kind, value) == []


@pytest.mark.parametrize(("kind", "value", "places"), BAD)
def test_refuses_once_at_the_place(kind: str, value: Any, places: list[str]) -> None:
    assert faults(kind, value) == places


def test_every_body_has_a_good_example() -> None:
    kinds = {path.stem for path in MESSAGES.glob("*.json")}
    assert set(BODIES) == kinds - {"template", "create-message"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"receiver": TO}, "A message needs a body or a template."),
        (message(template=TEMPLATE), "A message has either a body or a template, not both."),
    ],
)
def test_a_rule_says_what_is_wrong(value: Any, words: str) -> None:
    (error,) = validator("create-message").iter_errors(value)
    assert error.schema["x-error"] == {"erratum": "body-or-template", "message": words}
