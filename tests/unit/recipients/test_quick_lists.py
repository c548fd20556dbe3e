"""Columns that know the entries of their lists: the same lists as read plainly, made when asked."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit.declined import DeclinedError
from msgc.emit.steps import at_most, counts_of, entries_of, field_of
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_columns import ListColumn, ObjectColumn
from msgc.recipients.quick_leaves import UNUSUAL
from msgc.recipients.quick_rows import field_reader
from msgc.recipients.quick_typed import typed_reader
from msgc.recipients.tables import picker
from msgc.recipients.written_columns import TextColumn, WholeColumn
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
)

CHECKS = Checks(FORMATS, pattern=ecma, sure=PATTERNS)
PAIR = ObjectType(fields={"a": Field(StringType()), "b": Field(IntegerType(), optional=True)})
LOOSE = ObjectType(
    fields={
        "a": Field(StringType(), default="x"),
        "b": Field(OptionalType(NumberType())),
        "c": Field(PAIR, optional=True),
        "d": Field(ListType(StringType(max_length=2)), optional=True),
    }
)
KINDS: list[Type] = [
    *(ListType(PAIR), ListType(LOOSE), ListType(ListType(PAIR)), PAIR, LOOSE),
    *(ListType(StringType()), ListType(IntegerType(minimum=0)), ListType(BooleanType())),
    *(ListType(OptionalType(StringType())), ListType(PAIR, min_items=1, max_items=2)),
    *(ListType(ObjectType(fields={})), ListType(ObjectType(fields={}, open=True))),
]
LEAVES = st.sampled_from(["", "a", "bcd", "\x00", '"', 1, -1, 2**70, 1.5, True, None])
PAIRS = st.fixed_dictionaries({}, optional={"b": LEAVES, "a": LEAVES, "z": LEAVES})
OBJECTS = PAIRS | st.fixed_dictionaries(
    {}, optional={"b": LEAVES, "c": PAIRS | LEAVES, "d": st.lists(LEAVES, max_size=2), "a": LEAVES}
)
GOOD = st.fixed_dictionaries({"a": st.sampled_from("ab"), "b": st.integers(0, 3)})
LISTS = st.lists(GOOD, max_size=3) | st.lists(OBJECTS | LEAVES | st.lists(GOOD), max_size=3)
COLUMNS = st.lists(st.lists(GOOD, max_size=3), min_size=1) | st.lists(
    LISTS | GOOD | OBJECTS | LEAVES | st.lists(st.sampled_from("ab")), min_size=1
)


def told(column: Any) -> list[str]:
    # Words, since True, 1 and 1.0 are equal, and the order of keys counts.
    return [repr(value) for value in column]


def read(kind: Type, column: list[Any], exact: bool = True) -> Any:
    return typed_reader(Field(kind), CHECKS, cells=False, exact=exact)(column)


@given(st.sampled_from(KINDS), COLUMNS, st.booleans())
def test_values_are_those_of_the_plain_way(kind: Type, column: list[Any], exact: bool) -> None:
    plain = field_reader(Field(kind), CHECKS, cells=False)(column)
    made = read(kind, column, exact)
    if isinstance(made, ListColumn):
        lists = [*plain]
        assert [*counts_of(made)] == [*map(len, lists)] == counts_of(lists)
        assert told(entries_of(made)) == told(entries_of(lists))
        assert len(made) == len(column)
    assert told(made) == told(plain)


@given(st.lists(st.lists(GOOD | PAIRS, max_size=3), min_size=1))
def test_fields_of_entries_are_those_of_the_plain_way(column: list[Any]) -> None:
    made = read(ListType(PAIR), column)
    if isinstance(made, ListColumn):
        objects = [each for many in made for each in many]
        assert len(made.entries) == len(objects)
        for name, may_lack in (("a", False), ("b", True)):
            of_known = field_of(cast(Any, made.entries), name, may_lack)
            assert told(of_known) == told(field_of(objects, name, may_lack))


USUAL = [[{"a": "1", "b": 2}], [], [{"a": "3", "b": 4}, {"a": "5", "b": 6}]]


def test_usual_lists_are_known_and_taken_as_they_are() -> None:
    made = read(ListType(PAIR), USUAL)
    assert isinstance(made, ListColumn)
    assert isinstance(made.entries, ObjectColumn)
    fields = made.entries.fields
    assert isinstance(fields["a"], TextColumn)
    assert isinstance(fields["b"], WholeColumn)
    assert made.values is USUAL


@pytest.mark.parametrize("entry", [{"b": 2, "a": "1"}, {"a": "1", "b": 2, "z": 3}], ids=str)
def test_other_keys_and_another_order_make_new_objects(entry: dict[str, object]) -> None:
    made = read(ListType(PAIR), [[entry], *USUAL])
    assert isinstance(made, ListColumn)
    assert [*made[0][0]] == ["a", "b"]
    assert "z" in entry or [*entry] == ["b", "a"]


def test_some_lists_of_a_column_are_those_lists() -> None:
    made = read(ListType(PAIR), USUAL).picked(picker([0, 2]))
    assert [*counts_of(made)] == [1, 2]
    assert entries_of(made) == [*USUAL[0], *USUAL[2]]


def test_a_longer_list_is_told_by_the_counts() -> None:
    made = read(ListType(PAIR), USUAL)
    at_most(2, made)
    with pytest.raises(DeclinedError) as caught:
        at_most(1, made)
    assert list(caught.value.rows) == [2]


def test_asking_for_entries_and_fields_makes_no_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(ListType(PAIR), USUAL)
    monkeypatch.setattr(ListColumn, "values", property(lambda each: pytest.fail("made")))
    monkeypatch.setattr(ObjectColumn, "values", property(lambda each: pytest.fail("made")))
    entries: Any = entries_of(made)
    assert (len(made), len(entries), [*counts_of(made)]) == (3, 3, [1, 0, 2])
    assert [*field_of(entries, "a", False)] == ["1", "3", "5"]


def test_what_is_read_to_another_value_makes_new_objects() -> None:
    kind = ListType(ObjectType(fields={"a": Field(StringType(), default="x")}))
    made = read(kind, [[{"a": None}], [{"a": "y"}]])
    assert isinstance(made, ListColumn)
    assert [*made] == [[{"a": "x"}], [{"a": "y"}]]


@pytest.mark.parametrize("other", [{"a": "b"}, "ab", ("a",)], ids=repr)
def test_nothing_but_a_list_is_one(other: object) -> None:
    made = read(ListType(StringType()), [["a"], other])
    assert not isinstance(made, ListColumn)
    assert [*made] == [["a"], UNUSUAL]
