"""What keeps an author's JSON Schema from being used is said, and what doesn't isn't."""

from __future__ import annotations

import pytest

from msgc.check.author_faults import fault_of
from msgc.check.author_schema import reasons_of


def holding(schema):
    """A schema that holds another one, for an object's field."""
    return {"type": "object", "properties": {"a": schema}}


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ({"enum": []}, "`enum` is empty"),
        (holding({"enum": []}), "`enum` is empty"),
        ({"type": "array", "items": {"anyOf": [{"enum": []}]}}, "`enum` is empty"),
        ({"type": "string", "pattern": "("}, "'(' is not a 'regex'"),
        ({"type": "string", "pattern": "[[:alpha:]]"}, "`[[:alpha:]]` can be read in two ways"),
        ({"type": "object", "patternProperties": {"[[:alpha:]]": {}}}, "in two ways"),
        ({"type": "number", "multipleOf": 0}, "0"),
        (holding({"properties": 3}), "its `properties` can't be `3`"),
        (holding({"$ref": 3}), "its `$ref` can't be `3`"),
        (holding({"type": "strin"}), "its `type` can't be `strin`"),
        ({"type": "array", "items": {"minLength": "a"}}, "its `minLength` can't be `a`"),
        (holding({"$ref": "#/$defs/b"}), "`#/$defs/b`, which isn't there"),
        (holding({"$ref": "https://example.com/b"}), "which isn't there"),
        (holding({"$ref": "#/type"}), "which isn't there"),
        ({"type": "string", "$ref": "#"}, "leads back to itself"),
        ({"type": "string", "allOf": [{"$ref": "#/allOf/0"}]}, "leads back to itself"),
    ],
)
def test_a_schema_that_no_value_can_be_checked_by_has_a_fault(schema, why):
    assert why in (fault_of(schema) or "none")


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string", "enum": ["a"]}, "a", "b"),
        (holding({"const": {"enum": [], "$ref": "#/x"}}), {}, {"a": 1}),
        (
            {"type": "object", "properties": {"enum": {"type": "string"}}},
            {"enum": "a"},
            {"enum": 1},
        ),
        (holding({"$ref": "#"}), {"a": {"a": {}}}, {"a": {"a": 1}}),
        (
            {**holding({"$ref": "#/$defs/b"}), "$defs": {"b": {"type": "string"}}},
            {"a": ""},
            {"a": 1},
        ),
        (holding({"$ref": "#b"}) | {"$defs": {"b": {"$anchor": "b", "enum": [1]}}}, {}, {"a": 2}),
        ({"type": "array", "items": {"$ref": "#/prefixItems/0"}, "prefixItems": [{}]}, [1], 1),
        ({"type": "string", "pattern": r"^(a)\1$"}, "aa", "ab"),
        ({"type": "string", "pattern": r"^[\[a]$"}, "[", "b"),
    ],
)
def test_one_that_values_can_be_checked_by_has_none(schema, good, bad):
    assert fault_of(schema) is None
    assert not reasons_of(schema)(good)
    assert reasons_of(schema)(bad)
