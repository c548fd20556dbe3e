"""Import, then compile: the payload comes back, equal as JSON."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from msgc.check.schema import verify
from msgc.lift.envelope import lift_envelope
from msgc.lift.marks import Expression
from msgc.lift.messages import message_text, unwritable
from msgc.lift.scalars import block_lines, inline
from msgc.lift.writer import write
from msgc.source import SourceFile
from msgc.syntax.nodes import Mapping, Scalar
from msgc.syntax.values import to_value
from msgc.syntax.yaml_nodes import parse_yaml
from tests.property.import_payloads import (
    ROOT,
    envelopes,
    payloads,
    values,
)
from tests.property.import_roundtrip import compiled, same
from tests.property.import_texts import anything, keys, texts

TO = {"contacts": [{"identifierKey": "phonenumber", "identifierValue": "+31612345678"}]}

quick = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def is_accepted(payload: Any) -> bool:
    return not any(breach.is_error for breach in verify(payload)) and unwritable(payload) is None


def assert_comes_back(payload: Any, declared: bool = False) -> str:
    text = message_text(payload, {}, None)
    again = compiled(text, declared=declared)
    assert same(again, payload), f"{text}\n{again}"
    return text


@quick
@given(payloads(), st.booleans())
def test_importing_then_compiling_gives_the_payload_back(payload: Any, declared: bool) -> None:
    assume(is_accepted(payload))
    assert_comes_back(payload, declared)


@quick
@given(st.lists(values(ROOT["$defs"]["Action"], name="action"), min_size=1, max_size=3))
def test_actions_and_rows_come_back(actions: Any) -> None:
    text = {"receiver": TO, "body": {"type": "text", "text": {"text": "Hi", "actions": actions}}}
    assume(is_accepted(text))
    assert_comes_back(text)
    items = [{"actions": actions}]
    assert_comes_back(
        {"receiver": TO, "body": {"type": "list", "list": {"text": "Hi", "items": items}}}
    )


@quick
@given(st.lists(values(ROOT["$defs"]["TemplateParameter"]), min_size=1, max_size=3), texts)
def test_parameters_come_back(parameters: Any, name: str) -> None:
    payload = {"receiver": TO, "template": {"name": name, "parameters": parameters}}
    assume(is_accepted(payload))
    assert_comes_back(payload)


@quick
@given(st.dictionaries(keys, anything, max_size=4))
def test_free_values_come_back(information: Any) -> None:
    body = {"type": "text", "text": {"text": "Hi"}}
    meta = {"extraInformation": information}
    assert_comes_back({"receiver": TO, "meta": meta, "body": body})


@quick
@given(payloads(), envelopes())
def test_what_the_defaults_would_add_is_omitted(payload: Any, defaults: Any) -> None:
    assume(
        is_accepted(payload)
        and is_accepted({**defaults, "body": {"type": "text", "text": {"text": "Hi"}}})
    )
    text = message_text(payload, defaults, None)
    again = compiled(text, write((lift_envelope(defaults),)))
    assert same(again, payload), f"{text}\n{again}"


@quick
@given(texts)
def test_any_text_is_one_scalar_that_is_read_back(words: str) -> None:
    tree, found = parse_yaml(SourceFile("m", f"a: {inline(Expression(words))}\n"))
    assert isinstance(tree, Mapping) and not found
    assert to_value(tree) == {"a": words}


@quick
@given(st.dictionaries(keys, texts, min_size=1, max_size=3), st.lists(texts, max_size=2))
def test_any_document_is_read_back_without_a_finding(mapping: Any, items: Any) -> None:
    tree, found = parse_yaml(SourceFile("m", write(({**mapping, "items": [items, mapping]},))))
    assert isinstance(tree, Mapping) and not found
    assert {entry.key.value for entry in tree} == {*mapping, "items"}


@quick
@given(texts)
def test_a_block_is_the_text_and_one_break(words: str) -> None:
    lines = block_lines(words)
    assume(lines is not None and "{" not in words)
    tree, found = parse_yaml(SourceFile("m", write(({"a": words, "b": "c"},))))
    assert isinstance(tree, Mapping) and not found
    scalar = tree.get("a")
    assert isinstance(scalar, Scalar) and scalar.value == words + "\n"
