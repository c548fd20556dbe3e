"""Columns that know what they hold: the same values as read plainly, and the same JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_columns import GapColumn, TypedColumn
from msgc.recipients.quick_leaves import UNUSUAL
from msgc.recipients.quick_rows import field_reader
from msgc.recipients.quick_table import TableReader, columns_of
from msgc.recipients.quick_taken import QuickTable
from msgc.recipients.quick_typed import typed_reader
from msgc.recipients.written_columns import TextColumn, WholeColumn
from msgc.types import BooleanType, Field, IntegerType, NumberType, ObjectType, StringType

CHECKS = Checks(FORMATS, pattern=ecma, sure=PATTERNS)
FIELDS = (
    *(Field(StringType()), Field(StringType(), optional=True), Field(StringType(max_length=3))),
    *(Field(StringType(min_length=1)), Field(StringType(enum=("a", "b")))),
    *(Field(StringType(format="phone")), Field(StringType(), default="x")),
    *(Field(IntegerType()), Field(IntegerType(), optional=True)),
    *(Field(IntegerType(minimum=0, maximum=9)), Field(NumberType()), Field(BooleanType())),
)
ODD = 'a"\\bu\x00\x08\x0b\x1f\x7f\x85\n\r\u2028\u202e\u2066“é\ud800🎉٣'
TEXTS = st.text(ODD, max_size=4) | st.sampled_from(["", "a", "+31612345678", "+31612345678\n"])
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.sampled_from([2**63, -(2**70), 10**400, 1.0, 1.5, float("nan"), float("inf"), [], {}])
)
CELLS = TEXTS | st.sampled_from(["7", "-1", "007", "٣", "true", "1.5", "9" * 400])


class Marked(str):
    """A subclass, as templates have one."""


def plain(column: Any) -> list[tuple[type, object]]:
    return [(type(value), repr(value)) for value in column]


@given(st.sampled_from(FIELDS), st.lists(TEXTS, min_size=1) | st.lists(VALUES, min_size=1))
def test_values_are_those_of_the_plain_way(field: Field, column: list[Any]) -> None:
    made = typed_reader(field, CHECKS, cells=False, exact=True)(column)
    assert plain(made) == plain(field_reader(field, CHECKS, cells=False)(column))
    assert_known(made)


@given(st.sampled_from(FIELDS), st.lists(TEXTS | VALUES, min_size=1))
def test_mixed_values_are_those_of_the_plain_way(field: Field, column: list[Any]) -> None:
    made = typed_reader(field, CHECKS, cells=False, exact=False)(column)
    assert plain(made) == plain(field_reader(field, CHECKS, cells=False)(column))
    assert_known(made)


@given(st.sampled_from(FIELDS), st.lists(CELLS, min_size=1))
def test_cells_are_those_of_the_plain_way(field: Field, cells: list[str]) -> None:
    column = tuple(cells)
    made = typed_reader(field, CHECKS, cells=True, exact=True)(column)
    assert plain(made) == plain(field_reader(field, CHECKS, cells=True)(column))
    assert_known(made)


@given(
    st.sampled_from(FIELDS),
    st.lists(st.from_regex("-?[0-9]{0,3}[,1-9]?", fullmatch=True), min_size=1),
)
def test_cells_that_know_their_json_are_those_of_the_plain_way(
    field: Field, cells: list[str]
) -> None:
    column = TextColumn(None, "\x7f".join(cells).encode())
    made = typed_reader(field, CHECKS, cells=True, exact=True)(column)
    assert plain(made) == plain(field_reader(field, CHECKS, cells=True)(tuple(cells)))
    assert_known(made)


def test_integers_as_json_writes_them_need_no_text() -> None:
    """A file's integers go from its bytes to a payload's without a text for each."""
    column = TextColumn(None, b"7\x7f-12\x7f0")
    made = typed_reader(Field(IntegerType()), CHECKS, cells=True, exact=True)(column)
    assert isinstance(made, WholeColumn) and list(made) == [7, -12, 0]
    assert list(made.written) == column.escaped()


def assert_known(made: Any) -> None:
    """Hold what a column knows of itself to what is in it."""
    if isinstance(made, TypedColumn):
        assert {type(value) for value in made} == made.classes
    if isinstance(made, GapColumn):
        assert list(made.there) == [value for value in made if value is not None]
        assert_known(made.there)
    if isinstance(made, TextColumn):
        assert list(made.escaped()) == [dumped(text)[1:-1] for text in made]
        assert all(len(text) <= len(made.data) for text in made)
    if isinstance(made, WholeColumn):
        assert list(made.written) == list(map(dumped, made))


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_a_usual_column_knows_its_texts() -> None:
    read = typed_reader(Field(StringType()), CHECKS, cells=False, exact=True)
    assert isinstance(read(["Ann", "", 'Robert "Bob"', "C:\\bin\\users", "日本"]), TextColumn)
    assert not isinstance(read(["Ann", None]), TextColumn)
    assert isinstance(
        typed_reader(Field(IntegerType()), CHECKS, cells=True, exact=True)(("1", "2")), WholeColumn
    )


@pytest.mark.parametrize("other", [[], [True], {}, 1, 0.0, "true", ()])
def test_what_isnt_a_boolean_is_told(other: object) -> None:
    read = typed_reader(Field(BooleanType()), CHECKS, cells=False, exact=True)
    assert list(read([True, False])) == [True, False]
    assert list(read([True, other])) == [True, UNUSUAL]


@pytest.mark.parametrize(("value", "is_known"), [(2**63 - 1, True), (2**63, False)])
def test_integers_are_known_as_far_as_64_bits(value: int, is_known: bool) -> None:
    read = typed_reader(Field(IntegerType()), CHECKS, cells=False, exact=True)
    for column in ([0, value], [0, -value - 1]):
        made = read(column)
        assert isinstance(made, WholeColumn) == is_known
        assert list(made) == column


def test_a_column_with_gaps_knows_its_texts() -> None:
    read = typed_reader(Field(StringType(), optional=True), CHECKS, cells=False, exact=True)
    made = read(["Ann", None, 'Robert "Bob"'])
    assert isinstance(made, GapColumn) and isinstance(made.there, TextColumn)
    assert not isinstance(read([None, None]), TypedColumn)
    assert list(read(["a\x00", None])) == [UNUSUAL, None]


def test_a_subclass_of_text_makes_no_known_column() -> None:
    read = typed_reader(Field(StringType()), CHECKS, cells=False, exact=False)
    assert not isinstance(read(["a", Marked("b")]), TypedColumn)
    assert not isinstance(read([Marked("a"), Marked("b")]), TextColumn)


@pytest.mark.parametrize("places", [[2], [0, 2], [1, 0, 2, 2], range(3)])
def test_picked_columns_know_what_they_hold(places: list[int]) -> None:
    kind = ObjectType(fields={"a": Field(StringType()), "b": Field(IntegerType())})
    rows = [{"a": 'x"', "b": 1}, {"a": "", "b": 22}, {"a": "é", "b": -3}]
    table, unusual = TableReader(kind, CHECKS, cells=False).read(columns_of(rows, "ab"), 3)
    assert isinstance(table, QuickTable) and not unusual
    taken = table.take(places).take(range(len(places)))
    for name in "ab":
        column = taken.column((name,), False)
        assert list(column) == [rows[place][name] for place in places]
        assert isinstance(column, TypedColumn)
        assert_known(column)
    assert taken.rows() == [rows[place] for place in places]


def test_the_unusual_row_is_named() -> None:
    kind = ObjectType(fields={"a": Field(StringType()), "b": Field(IntegerType())})
    rows = [{"a": str(i), "b": i} for i in range(9)]
    rows[3]["a"], rows[6]["b"] = "a\x7fb", True
    raw = columns_of([*rows, {"a": "no b"}], "ab")
    table, unusual = TableReader(kind, CHECKS, cells=False).read(raw, 10)
    assert unusual == {3, 6, 9}
    assert table.column(("a",), False)[3] is UNUSUAL
