"""What a quick predicate says of an author's schema is what jsonschema says."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from msgc.check.quick_schema import quick_predicate

NUMBERS = st.integers(-4, 12) | st.sampled_from([0.0, 1.0, 0.5, 2.5, 10**400, 1e300])
TEXTS = st.sampled_from(["", "a", "b", "ab", "abc", "A"])
VALUES = st.recursive(
    NUMBERS | TEXTS | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    ),
    max_leaves=6,
)
BOUNDS = st.integers(-2, 8)
ABOUT = {"title": TEXTS, "default": VALUES}
STRING = st.fixed_dictionaries(
    {"type": st.sampled_from(["string", ["string", "null"], ["null", "string"]])},
    optional={
        **ABOUT,
        "minLength": st.integers(0, 2),
        "maxLength": st.integers(0, 3),
        "pattern": st.sampled_from(["^a", "b$"]),
        "enum": st.lists(TEXTS, min_size=1, max_size=3, unique=True),
    },
)
NUMBER = st.fixed_dictionaries(
    {"type": st.sampled_from(["integer", "number", ["integer", "null"], ["integer", "string"]])},
    optional={
        **ABOUT,
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), BOUNDS),
        "multipleOf": st.sampled_from([1, 2, 3, 0.5]),
    },
)


def _lists_and_objects(
    inner: st.SearchStrategy[dict[str, object]],
) -> st.SearchStrategy[dict[str, object]]:
    sizes = {"minItems": st.integers(0, 2), "maxItems": st.integers(0, 4)}
    lists = st.fixed_dictionaries(
        {"type": st.sampled_from(["array", ["array", "null"]]), "items": inner},
        optional={**sizes, "uniqueItems": st.booleans()},
    )
    objects = st.fixed_dictionaries(
        {
            "type": st.just("object"),
            "properties": st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
        },
        optional={
            "required": st.lists(st.sampled_from("xyz"), unique=True, max_size=2),
            "additionalProperties": st.booleans() | inner,
        },
    )
    return lists | objects


SCHEMAS = st.recursive(STRING | NUMBER, _lists_and_objects, max_leaves=4)


@settings(max_examples=400)
@given(SCHEMAS, st.lists(VALUES, min_size=1, max_size=8))
def test_what_surely_fits_does(schema: dict[str, object], values: list[object]) -> None:
    quick, full = quick_predicate(schema), Draft202012Validator(schema)
    for value in values:
        is_sure = quick is not None and quick(value)
        event("sure" if is_sure else "not sure")
        assert full.is_valid(value) or not is_sure


PLAIN = [
    ({"type": ["string", "null"]}, [None, "a"], [1]),
    ({"type": "integer", "multipleOf": 5}, [0, 10], [7, 5.0]),
    ({"type": "number", "exclusiveMinimum": 0}, [1, 0.5], [0]),
    ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True}, [[], [1, 2]], [[1, 1]]),
    ({"type": "object", "properties": {}, "additionalProperties": False}, [{}], [{"x": 1}]),
]


def test_plain_values_are_told_at_once() -> None:
    for schema, good, bad in PLAIN:
        quick = quick_predicate(schema)
        assert quick is not None
        assert [*map(quick, [*good, *bad])] == [True] * len(good) + [False] * len(bad)
