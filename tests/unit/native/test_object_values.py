"""Values of Python's dicts in the kernel's columns, and the rows that are left to Python."""

from __future__ import annotations

from collections import OrderedDict, UserString
from decimal import Decimal
from enum import IntEnum
from types import MappingProxyType
from typing import Any

import pytest

from msgc.native.objects import ABSENT, MOST_ODD, TEXT, WHOLE, Kinds, Lists, Objects
from tests.kernel_help import needs_kernel
from tests.unit.native.object_help import (
    KINDS,
    columns_of,
    good_row,
    list_read,
    read,
    text_read,
    whole_read,
)

pytestmark = needs_kernel

LARGEST = 10**18 - 1
ENTRY = {"x": "X", "y": 1}


class Text(str):
    """A text that isn't a plain one."""


class Whole(int):
    """An integer that isn't a plain one."""


class Row(dict[str, Any]):
    """A dict that isn't a plain one."""


class Many(list[Any]):
    """A list that isn't a plain one."""


class Size(IntEnum):
    """An integer by its name."""

    SMALL = 1


@pytest.mark.parametrize(
    "value",
    [0, 1, -1, 9, 10, -10, 256, -257, 2**31, -(2**31), 10**17, LARGEST, -LARGEST],
)
def test_integers_are_written_as_json_has_them(value: int) -> None:
    assert whole_read(value) == b"%d" % value


@pytest.mark.parametrize("digits", range(1, 19))
def test_integers_of_each_size_are_written(digits: int) -> None:
    for value in (10 ** (digits - 1), 10**digits - 1, 1 - 10**digits):
        assert whole_read(value) == b"%d" % value


@pytest.mark.parametrize(
    "value", [10**18, -(10**18), 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 2**70, -(10**400)]
)
def test_integers_that_are_larger_are_odd(value: int) -> None:
    assert whole_read(value) is None


@pytest.mark.parametrize(
    "value", [True, False, 1.0, -0.0, None, "1", b"1", [1], {}, Whole(1), Size.SMALL, Decimal(1)]
)
def test_nothing_but_an_integer_is_one(value: object) -> None:
    assert whole_read(value) is None


@pytest.mark.parametrize(
    "value", [None, 1, 1.5, True, b"A", ["A"], {}, {"a": "A"}, Text("A"), UserString("A"), str]
)
def test_nothing_but_a_text_is_one(value: object) -> None:
    assert text_read(value) is None


@pytest.mark.parametrize("name", KINDS)
def test_a_row_that_lacks_a_key_is_odd(name: str) -> None:
    assert columns_of({key: value for key, value in good_row().items() if key != name}) is None


@pytest.mark.parametrize("more", [{"z": 1}, {"A": "a", "": 1}, {"\ud800": 1}])
def test_other_keys_arent_looked_at(more: dict[Any, Any]) -> None:
    wanted = columns_of(good_row())
    assert wanted is not None
    assert columns_of({**more, **good_row()}) == columns_of({**good_row(), **more}) == wanted


def test_keys_may_stand_in_any_order_and_be_equal_ones() -> None:
    turned = {"".join(["", name]): value for name, value in reversed(good_row().items())}
    assert columns_of(turned) == columns_of(good_row())


@pytest.mark.parametrize("key", [1, None, ("n",), Text("a"), Text("z")], ids=repr)
def test_keys_that_arent_plain_texts_make_a_row_odd(key: Any) -> None:
    assert columns_of({key: "A", "n": 1, "l": []} | ({} if key == "a" else {"a": "A"})) is None


@pytest.mark.parametrize(
    "row", [None, 1, "row", [], ["a", "n", "l"], Row(good_row()), OrderedDict(good_row())], ids=repr
)
def test_nothing_but_a_dict_is_a_row(row: Any) -> None:
    assert columns_of(row) is None


def test_lists_are_how_many_entries_they_have_and_these() -> None:
    two = [{"x": "é", "y": 0}, {"y": -7, "z": None, "x": ""}]
    assert list_read(two) == Lists([2], {"x": "é\x7f".encode(), "y": b"0\x7f-7"})
    assert list_read([]) == Lists([0], {"x": None, "y": None})
    rows = [good_row() | {"l": entries} for entries in ([], two, [], [ENTRY] * 3)]
    found = read(rows)
    assert found is not None
    wanted = {"x": "é\x7f\x7fX\x7fX\x7fX".encode(), "y": b"0\x7f-7\x7f1\x7f1\x7f1"}
    assert found.columns["l"] == Lists([0, 2, 0, 3], wanted)


@pytest.mark.parametrize(
    "value",
    [
        *(None, "X", 1, {}, (ENTRY,), Many([ENTRY]), {"x": "X", "y": 1}, iter([ENTRY])),
        *([None], ["X"], [1], [[]], [[ENTRY]], [ENTRY, None], [Row(ENTRY)], [{}]),
        *([MappingProxyType(ENTRY)], [{"x": "X"}], [ENTRY, {"x": "X", "y": "1"}]),
        *([ENTRY, ENTRY, {"x": "\0", "y": 1}], [{"x": Text("X"), "y": 1}]),
    ],
)
def test_nothing_but_a_list_of_objects_is_one(value: object) -> None:
    assert list_read(value) is None


def test_a_list_that_holds_itself_is_odd() -> None:
    value: list[Any] = []
    value.append(value)
    assert list_read(value) is None
    entry: dict[str, Any] = {"x": "X"}
    entry["y"] = [entry]
    assert list_read([entry]) is None


NESTED: Kinds = {"a": TEXT, "l": {"m": {"k": {"x": TEXT}}, "y": WHOLE}, "z": TEXT}


def test_lists_may_stand_in_entries_of_lists() -> None:
    deep = [{"m": [{"k": [{"x": "1"}, {"x": "2"}]}, {"k": []}], "y": 1}, {"m": [], "y": 2}]
    rows: list[Any] = [
        {"a": "A", "l": deep, "z": "Z"},
        {"a": "B", "l": [], "z": ""},
        {"a": "C", "l": [{"m": [{"k": [{"x": 1}]}], "y": 3}], "z": "Z"},
        {"a": "D", "l": [{"m": [{"k": [{"x": "3"}]}], "y": 4}], "z": "Y"},
    ]
    found = read(rows, NESTED)
    inner = Lists([2, 0, 1], {"x": b"1\x7f2\x7f3"})
    lists = Lists([2, 0, 1], {"m": Lists([2, 0, 1], {"k": inner}), "y": b"1\x7f2\x7f4"})
    assert found is not None
    assert list(found.odd) == [2]
    assert found.columns == {"a": b"A\x7fB\x7fD", "l": lists, "z": b"Z\x7f\x7fY"}


def test_no_row_may_have_a_key_that_is_absent() -> None:
    kinds = {"a": TEXT, "locale": ABSENT}
    rows: list[Any] = [
        {"a": "A"},
        {"a": "B", "locale": "nl"},
        {"locale": None, "a": "C"},
        {"a": ""},
    ]
    found = read(rows, kinds)
    assert found is not None
    assert (list(found.odd), found.columns) == ([1, 2], {"a": b"A\x7f"})
    assert read([{"a": "A", "locale": "nl"}] * 3, kinds) is None


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_rows_may_be_odd_and_no_more(more: int) -> None:
    bad = MOST_ODD + more
    found = read([good_row()] + [{}] * bad + [good_row()])
    if more:
        assert found is None
    else:
        assert found is not None
        assert (found.count, list(found.odd)) == (bad + 2, [*range(1, bad + 1)])
        assert found.columns["a"] == b"A\x7fA"


@pytest.mark.parametrize("count", [0, 1, 2, MOST_ODD, 5_000])
def test_rows_that_are_all_odd_are_none(count: int) -> None:
    assert read([{} for _ in range(count)]) is None


def test_rows_may_be_the_same_dict() -> None:
    row, entry = good_row(), {"x": "X", "y": 1}
    row["l"] = [entry, entry]
    wanted = {"a": b"A\x7fA", "n": b"1\x7f1"}
    lists = Lists([2, 2], {"x": b"X\x7fX\x7fX\x7fX", "y": b"1\x7f1\x7f1\x7f1"})
    assert read([row, row]) == Objects(2, [], {**wanted, "l": lists})
