"""Rows that the warm reader takes are those that the reader of recipients takes, and the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.check.author_schema import AuthorSchemas
from msgc.check.quick_schema import quick_predicate
from msgc.cli.plan_document import _fields
from msgc.emit.portable import NotPortableError
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.typed import RowReader
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    UnknownType,
)
from msgc.warm.rows import plain_rows
from msgc.warm.unusual import UnusualError

ITEM = ObjectType(fields={"name": Field(StringType()), "n": Field(IntegerType(), optional=True)})
CODE = {"type": "string", "pattern": "^a$", "maxLength": 2}
FEW = {"type": "array", "maxItems": 1, "items": {"type": "string", "format": "phone"}}
PAIRS = {"type": "integer", "multipleOf": 2, "exclusiveMaximum": 10}
SIZES = {"type": "array", "uniqueItems": True, "items": {"type": "string"}}
CLOSED = {"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": False}
LIST = ListType(StringType("phone"), 0, None, schema=FEW)
VARIABLES = ObjectType(
    fields={
        "text": Field(StringType(min_length=1, max_length=5)),
        "phone": Field(StringType("phone"), optional=True),
        "at": Field(StringType("datetime"), optional=True),
        "plan": Field(StringType(enum=("a", "b")), default="a"),
        "count": Field(OptionalType(IntegerType(minimum=0, maximum=9))),
        "price": Field(NumberType(minimum=0), optional=True),
        "vip": Field(BooleanType(), default=False),
        "items": Field(ListType(ITEM, 1, 2), optional=True),
        "inner": Field(ITEM, optional=True),
        "code": Field(StringType(pattern="^a$", schema=CODE), optional=True),
        "even": Field(LIST, optional=True),
        "pairs": Field(IntegerType(schema=PAIRS), optional=True),
        "sizes": Field(ListType(StringType(), schema=SIZES), optional=True),
        "closed": Field(
            ObjectType(fields={"n": Field(IntegerType(), optional=True)}, schema=CLOSED),
            optional=True,
        ),
    }
)
SPEC = _fields(VARIABLES)
READER = RowReader(VARIABLES, FORMATS, AuthorSchemas(), quick_predicate, ecma, PATTERNS)
TEXTS = st.sampled_from(["a", "b", "ab", "", "abcdef", "x\ny", "x\ty", "\u00a0", "\x7f", "é😀"])
ODD = st.sampled_from([None, True, 0, 1, -1, 10, 1.0, 0.5, -0.0, [], {}, 10**30])
ITEMS = st.fixed_dictionaries({}, optional={"name": TEXTS | ODD, "n": ODD, "more": TEXTS})
ROWS = st.fixed_dictionaries(
    {"text": TEXTS},
    optional={
        "phone": st.sampled_from(["+31612345678", "0612345678", " +31612345678"]) | ODD,
        "at": st.sampled_from(["2026-11-22T09:00:00Z", "2026-11-22"]),
        "plan": TEXTS,
        "count": ODD,
        "price": ODD,
        "vip": ODD,
        "items": st.lists(ITEMS, max_size=3) | ODD,
        "inner": ITEMS | ODD,
        "code": TEXTS,
        "even": st.lists(st.sampled_from(["+31612345678", "06"]), max_size=2) | ODD,
        "pairs": ODD | st.integers(0, 12),
        "sizes": st.lists(TEXTS, max_size=3) | ODD,
        "closed": st.fixed_dictionaries({}, optional={"n": st.integers(), "m": TEXTS}),
        "locale": st.sampled_from(["nl", "", "\x00"]) | ODD,
        "unused": TEXTS | ODD,
    },
)


def agree(line: str) -> bool:
    """Tell whether the warm reader takes a line; what it takes is what the reader reads."""
    row, _ = READER.read(row_of_line(1, 1, line))
    try:
        (made,) = plain_rows(line.encode(), SPEC)
    except UnusualError:
        return False
    assert json.dumps(made) == json.dumps({name: row[name] for name in made})
    assert made == row
    return True


@settings(max_examples=500)
@given(ROWS)
def test_a_row_is_read_the_same_or_left(row: dict[str, object]) -> None:
    agree(json.dumps(row, ensure_ascii=False))


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "a", "count": 3, "locale": "nl"}',
        '{"text": "x\\ny", "items": [{"name": "b", "n": 1}], "price": 1e2, "unused": [1]}\r',
        '{"text": "a", "code": "a", "even": ["+31612345678"]}',
        '{"text": "😀", "phone": "+31612345678", "at": "2026-11-22T09:00:00Z", "vip": true}',
    ],
)
def test_plain_rows_are_taken(line: str) -> None:
    assert agree(line)


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "a", "text": "a"}',
        '{"text": "a", "unused": NaN}',
        '{"text": "a", "unused": 1e999}',
        '{"text": "a", "unused": "\\ud800"}',
        '{"text": "a", "unused": ' + "[" * 70 + "]" * 70 + "}",
        '{"text": "a", "unused": ' + "1" * 5000 + "}",
        '{"text": "a"} {}',
        "[]",
        "{",
        '{"text": 5}',
        '\ufeff{"text": "a"}',
        '{"text": "a\0"}',
    ],
)
def test_others_are_left(line: str) -> None:
    assert not agree(line)


def test_bytes_that_arent_utf8_are_left() -> None:
    with pytest.raises(UnusualError):
        plain_rows(b'{"text": "\xe9"}', SPEC)


def test_blank_lines_are_no_rows() -> None:
    assert plain_rows(b'\n{"text": "a"}\n \r\n{"text": "b"}', SPEC) == [
        {"text": "a", "plan": "a", "vip": False},
        {"text": "b", "plan": "a", "vip": False},
    ]


@pytest.mark.parametrize(
    "kind",
    [
        UnknownType(),
        StringType(schema={"type": "string", "format": "hostname"}),
        IntegerType(schema={"type": "integer", "not": {"const": 3}}),
        ListType(OptionalType(StringType())),
        ObjectType(open=True),
    ],
)
def test_a_type_that_it_doesnt_know_isnt_kept(kind) -> None:
    with pytest.raises(NotPortableError):
        _fields(ObjectType(fields={"x": Field(kind)}))
