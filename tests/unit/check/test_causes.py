"""One slip in a payload is one finding, at its place."""

from __future__ import annotations

import pytest

from msgc.check.schema import verify
from msgc.diagnostics import pointer

RECEIVER = {"contacts": [{"id": "a"}]}


def found(body: object) -> list[tuple[str, str]]:
    return [(b.code, pointer(b.path)) for b in verify({"receiver": RECEIVER, "body": body})]


def text(**members: object) -> dict[str, object]:
    return {"type": "text", "text": {"text": "a", **members}}


def html(**attachment: object) -> dict[str, object]:
    return {"type": "html", "html": {"text": "a", "attachments": [attachment]}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": "image", "text": {"text": "a"}}, ("MSG302", "/body")),
        ({"type": "text", "txet": {"text": "a"}}, ("MSG303", "/body/txet")),
        (
            text(actions=[{"type": "postback", "reply": {"text": "a"}}]),
            ("MSG302", "/body/text/actions/0"),
        ),
        (
            text(actions=[{"type": "reply", "replly": {"text": "a"}}]),
            ("MSG302", "/body/text/actions/0"),
        ),
        (html(filename="a.pdf"), ("MSG302", "/body/html/attachments/0")),
        (html(mediaUrl="https://x.co/a"), ("MSG302", "/body/html/attachments/0")),
        (html(content="x", filename="a"), ("MSG302", "/body/html/attachments/0")),
        ({"type": "image", "image": {"images": [{"mediaUrl": ""}]}}, None),
    ],
)
def test_one_slip_is_one_finding(body: object, expected: tuple[str, str] | None) -> None:
    wanted = expected or ("MSG309", "/body/image/images/0/mediaUrl")
    (one,) = found(body)
    assert one[1] == wanted[1]
    assert expected is None or one == expected


def test_two_slips_are_two_findings() -> None:
    assert found(text(text="", actionz=[])) == [
        ("MSG306", "/body/text/text"),
        ("MSG303", "/body/text/actionz"),
    ]
