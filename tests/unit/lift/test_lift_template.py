"""Templates by id or name, and their parameters."""

from typing import Any

import pytest

from msgc.lift.messages import unwritable
from tests.unit.lift.lift_help import ENVELOPE, UUID, of_template

TEMPLATES = [
    ({"projectId": UUID, "version": "latest"}, f"template: {UUID}\nversion: latest\n"),
    ({"name": "hello", "locale": "no"}, 'template: hello\nlocale: "no"\n'),
    ({"name": UUID}, f"template:\n  name: {UUID}\n"),
    ({"projectId": "p1"}, "template:\n  projectId: p1\n"),
    ({"name": "a", "projectId": UUID}, f"template:\n  name: a\n  projectId: {UUID}\n"),
    ({"name": "a", "shortLinks": None}, "template:\n  name: a\n  shortLinks: null\n"),
    ({"name": "a", "settings": None}, "template: a\nsettings: null\n"),
    ({}, "template: {}\n"),
    ({"name": ""}, 'template: ""\n'),
    ({"name": "{{ a"}, "template: \"{{ '{{' }} a\"\n"),
]


@pytest.mark.parametrize(("template", "text"), TEMPLATES)
def test_templates(template: Any, text: str) -> None:
    assert of_template(template) == text


def parameters(*items: Any) -> str:
    return of_template({"name": "a", "parameters": list(items)}).removeprefix("template: a\n")


def item(tag: str, value: Any, key: str = "k") -> dict[str, Any]:
    return {"type": tag, "key": key, "value": value}


PARAMETERS = [
    (item("string", "3"), 'k: "3"'),
    (item("string", "1.10"), 'k: "1.10"'),
    (item("string", "null"), 'k: "null"'),
    (item("string", ""), 'k: ""'),
    (item("string", "{{"), "k: \"{{ '{{' }}\""),
    (item("string", "A"), "k: A"),
    (item("number", 1e16), "k: 1e+16"),
    (item("number", 1e-7), "k: 1e-07"),
    (item("number", 3), "k: 3"),
    (item("boolean", True), "k: true"),
    (item("object", {}), "k: {}"),
    (item("object", {"a": "1"}), 'k:\n    a: "1"'),
    (item("object", {"type": "x", "value": 1}), "k:\n    type: x"),
    (item("object", {"type": "string", "value": 1}), "k:\n    type: object\n    value:\n"),
    (item("timeslotList", {"timeslots": []}), "k:\n    type: timeslotList\n    value:\n"),
    (item("string", "a", "if"), "if: a"),
]


@pytest.mark.parametrize(("parameter", "words"), PARAMETERS)
def test_parameters(parameter: Any, words: str) -> None:
    assert parameters(parameter).startswith(f"parameters:\n  {words}")


LISTED = [
    [{"type": "string", "key": "k"}],
    [item("string", "a"), item("string", "b")],
    [item("string", "a", "{{ k }}")],
]


@pytest.mark.parametrize("items", LISTED)
def test_parameters_that_a_mapping_has_no_room_for(items: Any) -> None:
    assert parameters(*items).startswith("parameters:\n  - type: string\n    key: ")


def reply_item(**more: Any) -> dict[str, Any]:
    picked = {"type": "reply-action", "replyAction": {"text": "a"}, **more}
    return item("sectionList", {"sections": [{"title": "t", "items": [picked]}]})


def test_a_key_if_in_a_template_becomes_an_expression() -> None:
    more = {"if": "it's \\ {{ \n", "x": [1, -2.5, True, "é\x00"]}
    assert "'if': 'it\\\\'s" in parameters(reply_item(**more))


def test_a_null_beside_it_cannot_be_written() -> None:
    payload = {"receiver": ENVELOPE["receiver"], "template": {"parameters": [reply_item(x=None)]}}
    assert unwritable(payload) is None
    payload["template"]["parameters"] = [reply_item(**{"x": None, "for": 1})]
    place = ("template", "parameters", 0, "value", "sections", 0, "items", 0)
    assert unwritable(payload) == place
