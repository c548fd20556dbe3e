"""Authors' JSON Schemas: the keywords that msgc knows, held against stock jsonschema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from msgc.check import author_schema
from msgc.check.author_schema import reasons_of, schema_fault

VALUES: list[Any] = [
    *(None, True, False, 0, 1, 1.0, -1, 3, 0.5, 1.5, 0.7, 10**9, "", "a", "1"),
    *([], [1, 1.0], [1, True], [0, False], [[1], [1.0]], ["a", "b"], ["1", 1], [None, None]),
    *({}, {"a": 1}, {"a": 1.0}, {"a": True}, [{"a": 1, "b": 2}, {"b": 2, "a": 1.0}]),
]
SCHEMAS: list[dict[str, Any]] = [
    *({"const": each} for each in (1, True, None, "a", [1], {"a": 1})),
    *({"multipleOf": each} for each in (0.5, 1, 3, 1.5)),
    *({"exclusiveMinimum": 0}, {"exclusiveMaximum": 1}, {"exclusiveMinimum": 0.5}),
    *({"uniqueItems": True}, {"uniqueItems": False}),
    {"type": "array", "items": {"type": ["integer", "object"], "const": 1}},
    {"$comment": "x", "examples": [1], "writeOnly": True, "contentEncoding": "base64"},
]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def import_module(name: str) -> object:
        raise AssertionError(f"{name} is imported")

    monkeypatch.setattr(author_schema, "import_module", import_module)


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
@pytest.mark.usefixtures("alone")
def test_a_keyword_is_known_without_jsonschema(schema: dict[str, Any]) -> None:
    assert schema_fault(schema) is None
    reasons, stock = reasons_of(schema), Draft202012Validator(schema)
    found = [(value, not reasons(value)) for value in VALUES]
    assert found == [(value, stock.is_valid(value)) for value in VALUES]


@pytest.mark.parametrize(
    ("schema", "value", "reason"),
    [
        ({"multipleOf": 0.5}, 0.7, "`value` isn't a multiple of 0.5"),
        ({"const": False}, 0, "`value` isn't `false`"),
        ({"const": "é"}, "e", "`value` isn't `é`"),
        ({"exclusiveMinimum": 0}, 0, "`value` isn't above 0"),
        ({"exclusiveMaximum": 1.5}, 2, "`value` isn't below 1.5"),
        ({"items": {"uniqueItems": True}}, [[1], [2, 2]], "entry 2 of `value` has the same entry"),
    ],
)
def test_what_is_said(schema: dict[str, Any], value: object, reason: str) -> None:
    (found,) = reasons_of(schema)(value)
    assert found.startswith(reason)


@pytest.mark.usefixtures("alone")
def test_numbers_are_multiples_as_they_are_written() -> None:
    reasons = reasons_of({"type": "number", "multipleOf": 0.1})
    refused = [bool(reasons(value)) for value in (0.3, 0.7, 1e300, 0.35)]
    assert refused == [False, False, False, True]


@pytest.mark.parametrize("step", [0, -1])
def test_a_step_without_multiples_is_a_fault(step: int) -> None:
    assert schema_fault({"type": "number", "multipleOf": step}) is not None
