"""Misspelt variables in the rows of samples and tests, in `check` and in `test`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.cli_help import Outcome, catalog, write
from tests.e2e.conftest import Call

HELLO = """\
vars:
  phone: phone
  name: optional string
  items: [{label: string, count: integer = 1}]
  order: {id: string, cancellable: boolean = false}
  extra: {type: object, additionalProperties: true, properties: {colour: {type: string}}}
samples:
  typical:
    phone: "+31612345678"
    items: []
    extra: {}
    order: {id: A-1}
to: "{{ phone }}"
text: Hi{% if name %} {{ name }}{% endif %} {{ extra.colour | default("") }}
actions:
  - {reply: "{{ order.id }}"}
  - {if: order.cancellable, reply: Cancel}
  - {for: item in items, reply: "{{ item.count }} {{ item.label }}"}
"""
ROWS = [
    ("{nmae: Ann}", ["There is no variable `nmae`"]),
    ("{local: nl}", ["There is no variable `local`"]),
    ("{order: {cancelable: true}}", ["`order` has no field `cancelable`"]),
    ("{items: [{label: x, cuont: 2}]}", ["An entry of `items` has no field `cuont`"]),
    ("{nmae: Ann, name: Bob}", []),
    ("{source: till 4, order: {weight: 2}}", []),
    ("{item: Lamp}", []),
    ("{extra: {color: red}}", []),
]
FILE, TESTS = "templates/hello.msg.yaml", "templates/hello.test.yaml"


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    return catalog(tmp_path / "hello", {"hello.msg.yaml": HELLO}, "channel: any\n")


def told(outcome: Outcome) -> list[str]:
    return [d["message"] for d in outcome.document["diagnostics"] if d["code"] == "MSG222"]


@pytest.mark.parametrize(("row", "what"), ROWS)
def test_of_a_test_check_warns_and_the_test_fails(
    hello: Path, call: Call, row: str, what: list[str]
) -> None:
    absent = "{/body/text/text: {lacks: goodbye}}"
    write(hello / TESTS, f"one: {{sample: typical, row: {row}, expect: {absent}}}\n")
    checked = call("check", "--format", "json", cwd=hello)
    assert (checked.code, told(checked)) == (0, what)
    tested = call("test", "--format", "json", cwd=hello)
    (_, one) = tested.document["tests"]
    assert [each["message"] for each in one["diagnostics"]] == what
    assert tested.code == (1 if what else 0)


@pytest.mark.parametrize("field", ["name: Ann", "nmae: Ann"])
def test_of_a_sample_check_warns(hello: Path, call: Call, field: str) -> None:
    write(hello / FILE, HELLO.replace("    items: []\n", f"    items: []\n    {field}\n"))
    checked = call("check", "--format", "json", cwd=hello)
    what = ["There is no variable `nmae`"] if field.startswith("nmae") else []
    assert (checked.code, told(checked)) == (0, what)
    assert call("compile", cwd=hello).code == 0
    assert call("test", cwd=hello).code == 0


def test_what_keeps_a_sample_from_being_one_is_told_once(hello: Path, call: Call) -> None:
    write(hello / FILE, HELLO.replace("    phone:", "    phnoe:"))
    document = call("check", "--format", "json", cwd=hello).document
    assert [each["code"] for each in document["diagnostics"]] == ["MSG215"]


def test_it_is_mended_in_the_test_file(hello: Path, call: Call) -> None:
    path = write(hello / TESTS, "one: {sample: typical, row: {order: {cancelable: true}}}\n")
    assert call("check", "--fix", cwd=hello).code == 0
    assert path.read_text() == "one: {sample: typical, row: {order: {cancellable: true}}}\n"


@pytest.mark.parametrize(
    ("config", "comment"),
    [("rules: {MSG222: off}\n", ""), ("", "  # msgc: ignore=MSG222 the till sends it so")],
)
def test_it_can_be_meant(hello: Path, call: Call, config: str, comment: str) -> None:
    write(hello / "msgc.yaml", f"channel: any\n{config}")
    tests = f"tests:\n  one:\n    sample: typical\n    row:\n      nmae: Ann{comment}\n"
    write(hello / FILE, HELLO + tests)
    assert told(call("check", "--format", "json", cwd=hello)) == []
    assert call("test", cwd=hello).code == 0


def test_a_message_with_errors_isnt_judged(hello: Path, call: Call) -> None:
    write(hello / FILE, HELLO.replace("vars:", "vrs:"))
    write(hello / TESTS, "one: {row: {nmae: Ann}}\n")
    assert told(call("check", "--format", "json", cwd=hello)) == []
