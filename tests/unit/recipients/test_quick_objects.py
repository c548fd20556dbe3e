"""Objects in lists are taken as they came only where all have the declared keys, in order."""

from __future__ import annotations

import pytest

from msgc.recipients.leaves import Checks
from msgc.recipients.quick_rows import LOCALE, QuickRows
from msgc.types import Field, ListType, ObjectType, StringType, Type

ENTRY = ObjectType(fields={"a": Field(StringType()), "b": Field(StringType())})


def read(kind: Type, *values: object) -> list[object]:
    rows = QuickRows(ObjectType(fields={"v": Field(kind)}), Checks({}), cells=False)
    made = rows.read([{"v": value} for value in values])
    return [None if row is None else row["v"] for row in made]


@pytest.mark.parametrize(
    "entry",
    [
        {"b": "2", "a": "1"},
        {"a": "1", "b": "2", "c": "3"},
        {"c": "3", "a": "1", "b": "2"},
    ],
    ids=str,
)
def test_other_keys_and_another_order_make_new_objects(entry: dict[str, str]) -> None:
    usual = {"a": "1", "b": "2"}
    found = read(ListType(ENTRY), [usual, entry], [entry], [usual])
    assert [list(map(list, each)) for each in found] == [[["a", "b"]] * n for n in (2, 1, 1)]


def test_keys_that_are_a_whole_only_together_are_none() -> None:
    first, second = {"a": "1", "b": "2", "x": "3"}, {"a": "4"}
    assert read(ListType(ENTRY), [first], [second]) == [[{"a": "1", "b": "2"}], None]


def test_usual_objects_are_taken_as_they_are() -> None:
    value = [{"a": "1", "b": "2"}]
    assert read(ListType(ENTRY), value)[0] is value


@pytest.mark.parametrize("rows", [1, 3])
def test_a_field_that_no_row_has_is_left_out(rows: int) -> None:
    kind = ObjectType(fields={"v": Field(StringType())})
    made = QuickRows(kind, Checks({}), cells=False).read([{"v": "a"}] * rows)
    assert made == [{"v": "a"}] * rows
    assert all(LOCALE not in row for row in made if row is not None)
