"""One slip in a payload is one finding, at its place."""

from __future__ import annotations

import pytest

from msgc.check.breach import Breach, Path
from msgc.check.causes import unsaid, with_rules
from msgc.check.schema import verify
from msgc.check.verifying import breaches
from msgc.diagnostics import Diagnostic, Severity, finding, pointer
from msgc.pipeline.platform import rules_for
from msgc.source import SourceFile

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


def breach(code: str, path: Path = ("a",), member: str | None = None, **more: bool) -> Breach:
    severity = Severity.WARNING if more.pop("warning", False) else Severity.ERROR
    return Breach(path, code, code, severity=severity, member=member, **more)


def codes(of_schema: list[Breach], of_rules: list[Breach]) -> list[str]:
    return [each.code for each in with_rules(of_schema, of_rules)]


def test_a_rule_says_a_size_better_than_the_schema():
    assert codes([breach("MSG305")], [breach("MSG414")]) == ["MSG414"]
    assert codes([breach("MSG305")], [breach("MSG414", path=("b",))]) == ["MSG305", "MSG414"]
    assert codes([breach("MSG302", member="x")], [breach("MSG420", member="x")]) == ["MSG420"]


def test_a_milder_rule_says_nothing_beside_an_error():
    assert codes([breach("MSG305")], [breach("MSG418", warning=True)]) == ["MSG305"]


def test_what_is_no_size_is_the_schemas():
    assert codes([breach("MSG304")], [breach("MSG425")]) == ["MSG304"]
    assert codes([breach("MSG301")], [breach("MSG420", member="x")]) == ["MSG301", "MSG420"]


def test_a_null_is_told_once():
    assert codes([breach("MSG301")], [breach("MSG420", member="a")]) == ["MSG301"]


def test_another_missing_member_is_another_cause():
    found = codes([breach("MSG302", member="x")], [breach("MSG420", member="y")])
    assert found == ["MSG302", "MSG420"]


def test_a_misspelt_key_says_what_is_missing_by_a_rule():
    stray = breach("MSG303", path=("a", "txet"), member="text", at_key=True)
    assert codes([stray], [breach("MSG420", member="text")]) == ["MSG303"]


def test_a_size_is_told_once_on_a_payload():
    body = {"type": "carousel", "carousel": {"text": "a" * 1025, "items": []}}
    payload = {"receiver": RECEIVER, "body": body}
    assert [(b.code, pointer(b.path)) for b in breaches(payload, rules_for("whatsapp"))] == [
        ("MSG420", "/body/carousel/items"),
        ("MSG421", "/body/carousel/text"),
    ]
    assert [b.code for b in breaches(payload, rules_for("any"))] == ["MSG305"]


def test_what_a_rule_says_of_every_row_the_schema_says_no_more():
    span = SourceFile("x", "x").span(0, 1)

    def told(code: str, at: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        return finding(code, code, span, pointer=at, severity=severity)

    schema = [told("MSG305", "/a"), told("MSG309", "/a"), told("MSG305", "/b")]
    assert list(unsaid(schema, [told("MSG414", "/a")])) == schema[1:]
    assert list(unsaid(schema, [told("MSG414", "/a", Severity.WARNING)])) == schema
    assert list(unsaid(schema, [told("MSG212", "/a")])) == schema
