"""The memory that dicts are read to, and what a key's own code does meanwhile."""

from __future__ import annotations

import gc
from threading import Barrier, Thread
from typing import Any

import pytest

from msgc.native.objects import MOST_FIELDS, MOST_ROOM, TEXT, Lists, object_reader
from tests.kernel_help import needs_kernel
from tests.unit.native.object_help import KINDS, Row, good_row, read

pytestmark = needs_kernel

LONG = 70_000


@pytest.mark.parametrize("text", ["x" * LONG, '"' * LONG, "é" * LONG, "x" * 4_000_000])
def test_columns_grow_to_what_they_need(text: str) -> None:
    row: Row = {"a": text, "n": 1, "l": [{"x": text, "y": 2}]}
    reader = object_reader(KINDS)
    assert reader is not None
    for rows in ([good_row()], [row], [good_row(), row], [good_row()]):
        found = reader.read(rows)
        assert found is not None and not found.odd
        texts = [each["a"].replace('"', '\\"').encode() for each in rows]
        assert found.columns["a"] == b"\x7f".join(texts)


@pytest.mark.parametrize("text", ["x" * 9_000_000, '"' * 4_500_000, "x" * (MOST_ROOM // 2)])
def test_what_is_very_large_is_left_to_python(text: str) -> None:
    reader = object_reader(KINDS)
    assert reader is not None
    assert reader.read([good_row(), good_row() | {"a": text}]) is None
    assert reader.read([good_row()]) is not None


@pytest.mark.parametrize("count", [1, 16, 4_095, 4_096, 40_000])
def test_each_column_has_room_for_all_rows(count: int) -> None:
    found = read([{"a": "", "n": 1 - 10**18, "l": [{"x": "X", "y": i}]} for i in range(count)])
    assert found is not None
    lists = found.columns["l"]
    assert isinstance(lists, Lists)
    assert lists.counts == [1] * count
    assert lists.entries["y"] == b"\x7f".join(b"%d" % i for i in range(count))
    assert found.columns["a"] == b"\x7f" * (count - 1)
    assert found.columns["n"] == b"\x7f".join([b"%d" % (1 - 10**18)] * count)


def test_a_list_of_many_entries_is_read() -> None:
    entries = [{"x": "é" * (i % 20), "y": -i} for i in range(50_000)]
    found = read([good_row() | {"l": entries}, good_row()])
    assert found is not None
    lists = found.columns["l"]
    assert isinstance(lists, Lists) and lists.counts == [50_000, 1]
    assert lists.entries["y"] == b"\x7f".join([*(b"%d" % -i for i in range(50_000)), b"-1"])


# As many keys that it doesn't know as the kernel goes through.
MOST_OTHERS = 64


def names(count: int) -> dict[str, int]:
    return {f"name{i}": TEXT for i in range(count)}


def test_so_many_keys_are_read_and_no_more() -> None:
    row: dict[str, Any] = dict.fromkeys(names(MOST_FIELDS), "A")
    found = read([row], names(MOST_FIELDS))
    assert found is not None and found.columns == dict.fromkeys(row, b"A")
    assert object_reader(names(MOST_FIELDS + 1)) is None
    assert object_reader({"l": names(MOST_FIELDS - 1)}) is not None
    assert object_reader({"l": names(MOST_FIELDS)}) is None
    assert object_reader({"l": {"m": names(MOST_FIELDS - 1)}}) is None


def test_names_outlive_what_they_were_made_of() -> None:
    kinds = {"".join(["na", "me ", str(i)]): TEXT for i in range(MOST_FIELDS)}
    reader = object_reader(kinds)
    assert reader is not None
    row: list[Any] = [{f"name {i}": str(i) for i in range(MOST_FIELDS)}]
    first = reader.read(row)
    del kinds
    gc.collect()
    assert first is not None
    assert reader.read(row) == first
    assert first.columns == {f"name {i}": b"%d" % i for i in range(MOST_FIELDS)}


class Key:
    """A key that is where another is looked for, and that nobody may compare."""

    def __init__(self, name: str) -> None:
        self._hash = hash(name)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            raise AssertionError("it is compared")
        return self is other


@pytest.mark.parametrize("name", ["a", "n", "l"])
def test_a_key_that_isnt_a_text_makes_its_row_odd_and_runs_nothing(name: str) -> None:
    row: Any = {key: value for key, value in good_row().items() if key != name}
    found = read([good_row(), {Key(name): 1, **row}, good_row()])
    assert found is not None
    assert (list(found.odd), found.columns["a"]) == ([1], b"A\x7fA")


def test_so_does_a_key_of_an_entry() -> None:
    found = read([good_row(), good_row() | {"l": [{Key("x"): "X", "y": 1}]}])
    assert found is not None
    assert (list(found.odd), found.columns["l"]) == ([1], Lists([1], {"x": b"X", "y": b"-1"}))


@pytest.mark.parametrize("more", [0, 1])
def test_other_keys_may_be_so_many(more: int) -> None:
    others = {f"z{number}": number for number in range(MOST_OTHERS + more)}
    found = read([good_row(), {**others, **good_row()}])
    assert found is not None and list(found.odd) == [1][:more]


def test_threads_may_ask_at_once() -> None:
    reader, start, wrong = object_reader(KINDS), Barrier(4), []
    assert reader is not None

    def ask(text: str) -> None:
        rows, wanted = [good_row() | {"a": text}] * 1_000, b"\x7f".join([text.encode()] * 1_000)
        start.wait()
        for _ in range(50):
            found = reader.read(rows)
            if found is None or found.columns["a"] != wanted:
                wrong.append(text)

    threads = [Thread(target=ask, args=(letter * 9,)) for letter in "pqrs"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
