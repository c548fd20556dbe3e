"""Whether a schema takes all that another takes: never said where it isn't so."""

from __future__ import annotations

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.pipeline.review.inclusion import takes_all

INTEGER, NUMBER, STRING = {"type": "integer"}, {"type": "number"}, {"type": "string"}
ENUM = {"enum": ["a", "b"]}


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (STRING, ENUM),
        (STRING | ENUM, ENUM),
        (ENUM, STRING | ENUM),
        ({}, STRING),
        (STRING | {"minLength": 0}, STRING),
        (STRING | {"maxLength": 1}, ENUM),
        (NUMBER, INTEGER),
        ({"type": ["string", "null"]}, STRING),
        (INTEGER | {"exclusiveMinimum": 0}, INTEGER | {"minimum": 1}),
        (INTEGER | {"minimum": 1}, INTEGER | {"exclusiveMinimum": 0}),
        (INTEGER | {"maximum": 4.5}, INTEGER | {"maximum": 4}),
        (NUMBER | {"exclusiveMaximum": 5}, NUMBER | {"maximum": 4}),
        (STRING | {"pattern": "a"}, STRING | {"pattern": "a", "maxLength": 3}),
        ({"enum": ["a", "b", 1]}, ENUM),
    ],
)
def test_what_is_plain(wide: dict, narrow: dict) -> None:
    assert takes_all(wide, narrow)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (ENUM, STRING),
        (INTEGER, NUMBER),
        (STRING, {}),
        (STRING, {"type": ["string", "null"]}),
        ({"enum": ["a"]}, ENUM),
        ({"enum": [1]}, {"enum": [True]}),
        (STRING | {"format": "date"}, STRING),
        (STRING | {"pattern": "a"}, STRING | {"pattern": "b"}),
        (NUMBER | {"exclusiveMinimum": 0}, NUMBER | {"minimum": 0}),
        (NUMBER | {"maximum": 5}, NUMBER),
        (STRING | {"minLength": 1}, STRING),
    ],
)
def test_what_may_be_refused(wide: dict, narrow: dict) -> None:
    assert not takes_all(wide, narrow)


BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")
SMALL = st.integers(-2, 3) | st.sampled_from((-0.5, 0.5, 1.5))
VALUES = (None, True, "", "a", "bb", "ccc", [], *(n / 2 for n in range(-6, 9)), *range(-3, 5))
SCHEMAS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(("integer", "number", "string", ["string", "integer"])),
        "enum": st.lists(st.sampled_from(("", "a", "bb", 0, 1, 2)), min_size=1, unique=True),
        **dict.fromkeys(BOUNDS, SMALL),
        **{name: st.integers(0, 3) for name in LENGTHS},
    },
)


@given(SCHEMAS, SCHEMAS)
def test_a_value_that_is_refused_is_never_missed(wide: dict, narrow: dict) -> None:
    if takes_all(wide, narrow):
        checks = [jsonschema.Draft202012Validator(each) for each in (wide, narrow)]
        assert not [v for v in VALUES if checks[1].is_valid(v) and not checks[0].is_valid(v)]
