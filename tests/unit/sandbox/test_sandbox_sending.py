"""POST .../messages: what is taken, what is refused, and how both are answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS30Validator, oas30_format_checker

from msgc.sandbox.keys import Key
from schemas.derive.amend import amend
from schemas.derive.files import ERRATA, OPENAPI, load
from tests.unit.sandbox.conftest import Make
from tests.unit.sandbox.sandbox_help import (
    CHANNEL,
    KEY,
    MESSAGES,
    ROOT,
    TEMPLATE,
    TEXT,
    WORKSPACE,
    Client,
    payload,
)

GALLERY = sorted((ROOT / "build" / "gallery").rglob("*.json"))
API = load(OPENAPI)["components"]
AMENDED = {"schemas": amend(API["schemas"], load(ERRATA))}


def faults_of(content: object, schema: str, components: dict[str, Any] = API) -> list[str]:
    whole = {"allOf": [{"$ref": f"#/components/schemas/{schema}"}], "components": components}
    validator = OAS30Validator(whole, format_checker=oas30_format_checker)
    return [error.message for error in validator.iter_errors(content)]


@pytest.mark.parametrize("file", GALLERY, ids=lambda file: file.parent.name)
def test_every_form_of_the_gallery_is_taken(plain: Client, file: Path) -> None:
    sent = json.loads(file.read_text(encoding="utf-8"))
    answer = plain.http.post(MESSAGES, json=sent)
    assert answer.status_code == 202, answer.text
    message = answer.json()
    # The published schema refuses its own body type `action`: errata.yaml, `action-type`.
    components = AMENDED if (sent.get("body") or {}).get("type") == "action" else API
    assert faults_of(message, "Message", components) == []
    assert (message["status"], message["channelId"]) == ("accepted", CHANNEL)
    again = plain.http.get(f"{MESSAGES}/{message['id']}").json()
    assert (again["id"], again.get("body")) == (message["id"], sent.get("body"))


def test_the_gallery_is_there() -> None:
    assert len(GALLERY) > 30


def test_a_message_shows_what_it_was_sent_with(plain: Client) -> None:
    more = {"tags": ["Orders", "2026 Spring"], "reference": "order-1", "template": TEMPLATE}
    message = plain.send("+31612340001", **more).json()
    assert message["tags"] == ["orders", "2026 spring"]
    assert (message["reference"], message["template"]) == ("order-1", TEMPLATE)
    (contact,) = message["receiver"]["contacts"]
    assert contact["identifierValue"] == "+31612340001"
    assert contact["id"] == plain.send("+31612340001").json()["receiver"]["contacts"][0]["id"]


def test_a_contact_can_be_named_by_its_id(plain: Client) -> None:
    sent = {"receiver": {"contacts": [{"id": CHANNEL}]}, "body": TEXT}
    message = plain.http.post(MESSAGES, json=sent).json()
    assert message["receiver"] == {"contacts": [{"id": CHANNEL}]}
    assert plain.taken()[CHANNEL] == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "."),
    ({"body": TEXT}, "."),
    ({"receiver": {}, "body": TEXT}, ".receiver"),
    ({"receiver": {"contacts": []}, "body": TEXT}, ".receiver.contacts"),
    ({"receiver": {"contacts": [{}]}, "body": TEXT}, ".receiver.contacts[0]"),
    (payload("+316", body={"type": "txt"}), ".body.type"),
    (payload("+316", body={"type": "text"}), ".body"),
    (payload("+316", body={"type": "text", "text": {"text": 7}}), ".body.text.text"),
    (payload("+316", tags=["no!"]), ".tags[0]"),
    (payload("+316", tags=["a"] * 11), ".tags"),
    (payload("+316", colour="red"), ".colour"),
    (payload("+316", template=TEMPLATE, body=TEXT), ".template"),
]


@pytest.mark.parametrize(("sent", "place"), WRONG, ids=lambda each: str(each)[:30])
def test_a_wrong_message_is_refused_where_it_is_wrong(
    plain: Client, sent: dict[str, Any], place: str
) -> None:
    before = sum(plain.taken().values())
    answer = plain.http.post(MESSAGES, json=sent)
    refused = answer.json()
    assert (answer.status_code, refused["code"]) == (422, "InvalidPayload")
    assert place in refused["details"], refused["details"]
    assert all(each for each in refused["details"][place])
    assert faults_of(refused, "ValidationError") == []
    assert sum(plain.taken().values()) == before


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_broken_json_is_refused(plain: Client, body: bytes) -> None:
    answer = plain.http.post(MESSAGES, content=body)
    assert answer.status_code == 400
    assert faults_of(answer.json(), "RequestError") == []


@pytest.mark.parametrize("header", ["", "AccessKey", "AccessKey wrong", "Bearer right"])
def test_only_the_key_opens(make: Make, header: str) -> None:
    sandbox = make(key=Key("right"))
    answer = sandbox.http.post(MESSAGES, json=payload("+316"), headers={"Authorization": header})
    assert (answer.status_code, faults_of(answer.json(), "RequestError")) == (401, [])
    right = {"Authorization": "AccessKey right"}
    assert sandbox.http.post(MESSAGES, json=payload("+316"), headers=right).status_code == 202


def test_the_key_is_never_shown() -> None:
    assert repr(Key("sentinel")) == "***" == str(Key("sentinel"))


def test_without_a_key_any_is_taken_but_none(plain: Client) -> None:
    assert plain.http.get(MESSAGES, headers={"Authorization": ""}).status_code == 401
    assert plain.http.get(MESSAGES, headers=KEY).status_code == 200


def test_a_role_that_only_reads(make: Make) -> None:
    sandbox = make(read_only=True)
    assert sandbox.send("+316").status_code == 403
    assert sandbox.list() == {"results": []}


def test_other_workspaces_and_channels_are_not_there(make: Make) -> None:
    sandbox = make(workspaces=frozenset({WORKSPACE}), channels=frozenset({CHANNEL}))
    other = "11111111-1111-4111-8111-111111111111"
    paths = [MESSAGES.replace(WORKSPACE, other), MESSAGES.replace(CHANNEL, other)]
    assert [sandbox.http.post(path, json=payload("+316")).status_code for path in paths] == [
        404
    ] * 2
    assert sandbox.http.get(MESSAGES.replace(CHANNEL, "no-uuid")).status_code == 404
    assert sandbox.http.get("/elsewhere").status_code == 404
    assert sandbox.send("+316").status_code == 202


def test_a_pace_is_held(make: Make) -> None:
    sandbox = make(rate=1)
    answers = [sandbox.send(f"+31612345{n:03}").status_code for n in range(3)]
    assert answers == [202, 429, 429]
    assert sum(sandbox.taken().values()) == 1
