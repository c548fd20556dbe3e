"""Which lines of NDJSON the kernel is asked for, and the rows that stand beside its own."""

from __future__ import annotations

import json

import pytest

from msgc.native.lines import LARGEST
from msgc.recipients import kernel_lines
from msgc.recipients.blocks import Block
from msgc.recipients.kernel_lines import MOST_FAILURES, KernelLines
from msgc.recipients.leaves import Checks
from msgc.recipients.limits import MAX_LINE
from msgc.recipients.line_keys import LineKeys
from msgc.recipients.quick_lines import QuickLines
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.written_columns import TextColumn, WholeColumn
from msgc.types import Field, IntegerType, ListType, NumberType, ObjectType, StringType, Type
from tests.kernel_help import by_each, needs_kernel, same

PLAIN: dict[str, Type | None] = {"a": StringType(), "n": IntegerType(), "x": None}
KIND = ObjectType(
    fields={
        "a": Field(StringType(max_length=3)),
        "n": Field(IntegerType(minimum=0)),
        "m": Field(StringType(), optional=True),
    }
)
GOOD = b'{"a":"A","n":1}\n'
# What is no row: whatever Python takes for space.
BLANK = [
    "",
    " ",
    "\t",
    "\r",
    " \t\r",
    "\v",
    "\f",
    "\x1c",
    "\x1f",
    "\x85",
    "\xa0",
    "\u2028",
    "\u3000",
]
NOT_BLANK = ["x", "{}", "\u200b", "\ufeff", "\x00"]


def lines_of(
    data: bytes, kind: ObjectType = KIND
) -> tuple[int, list[int], list[object], list[str]]:
    """Return how many rows a block has, the places of those that are read at once, and all."""
    chunk = QuickLines(kind, Checks({})).chunk(Block(data))
    raw = [repr(chunk.raw(place)) for place in range(chunk.count)]
    return chunk.count, [*chunk.places], chunk.table.rows(), raw


@needs_kernel
def test_texts_and_integers_are_columns_that_know_their_json() -> None:
    found = KernelLines(PLAIN).read(GOOD + b'{"n":-2,"x":1.5,"a":"\\u00e9"}\n?\n')
    assert found is not None
    assert (found.count, list(found.odd), list(found.columns)) == (3, [2], ["a", "n"])
    texts, wholes = found.columns["a"], found.columns["n"]
    assert isinstance(texts, TextColumn) and isinstance(wholes, WholeColumn)
    assert (list(texts), list(wholes)) == (["A", "é"], [1, -2])
    assert (list(texts.written), list(wholes.written)) == (
        [b"A", "é".encode()],
        [b"1", b"-2"],
    )


def test_no_line_that_the_kernel_reads_is_too_long_for_a_row() -> None:
    assert LARGEST < MAX_LINE


@pytest.mark.parametrize("kind", [NumberType(), ListType(StringType()), ObjectType()])
def test_other_values_are_left_to_python(kind: Type) -> None:
    assert KernelLines({**PLAIN, "b": kind}).read(GOOD) is None


def test_without_a_value_that_is_used_all_are() -> None:
    assert KernelLines({"x": None}).read(b'{"x":1}\n') is None
    assert KernelLines({}).read(b"{}\n") is None


@needs_kernel
def test_what_isnt_plain_isnt_tried_for_ever() -> None:
    lines = KernelLines(PLAIN)
    for _ in range(MOST_FAILURES - 1):
        assert lines.read(b"?\n") is None
        assert lines.read(GOOD) is not None
    assert lines.read(b"?\n" * 99) is None
    assert lines.read(GOOD) is None


def test_without_a_kernel_python_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_lines.native, "line_reader", lambda kinds: None)
    assert KernelLines(PLAIN).read(GOOD) is None
    assert lines_of(GOOD)[:3] == (1, [0], [{"a": "A", "n": 1}])


def test_the_kernel_is_told_of_keys_that_every_row_has_and_of_those_that_are_met() -> None:
    keys = LineKeys(with_locale(KIND))
    assert keys.kinds() == {"a": StringType(max_length=3), "n": IntegerType(minimum=0)}
    keys.learn([{"a": "A", "n": 1, "m": "M", "x": 1}])
    assert keys.kinds().keys() == {"a", "n", "x"}
    assert keys.kinds()["x"] is None


@needs_kernel
def test_a_key_that_is_met_is_one_of_plain_lines_from_then_on() -> None:
    quick, line = QuickLines(KIND, Checks({})), GOOD.replace(b"}", b',"x":"X"}')
    assert quick.plain_chunk(Block(line)) is None
    assert list(quick.chunk(Block(line)).places) == [0]
    assert quick.plain_chunk(Block(line)) is not None


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("blank", BLANK)
def test_a_line_that_python_takes_for_blank_is_no_row(blank: str, place: int) -> None:
    lines = [GOOD] * 2
    lines.insert(place, f"{blank}\n".encode())
    made = by_each(lambda: lines_of(b"".join(lines)))
    assert made == same(made["without the kernel"])
    assert all(count == 2 and places == [0, 1] for count, places, *_ in made.values())


@pytest.mark.parametrize("other", NOT_BLANK)
def test_a_line_that_isnt_blank_is_a_row(other: str) -> None:
    made = by_each(lambda: lines_of(GOOD + f"{other}\n".encode() + GOOD))
    assert made == same(made["without the kernel"])
    assert all(count == 3 and places == [0, 2] for count, places, *_ in made.values())


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    ("row", "is_good"),
    [
        ({"a": "abcd", "n": 1}, False),
        ({"a": "abc", "n": -1}, False),
        ({"a": "a\b", "n": 1}, False),
        ({"a": "a", "n": None}, False),
        ({"a": "a", "n": 10**18}, True),
        ({"a": "a", "n": 1, "m": "m"}, True),
        ({"a": "a", "n": 1, "locale": "nl"}, True),
        ({"a": "a", "n": 1.0}, True),
        ({"a": "\x85", "n": 0}, True),
    ],
)
def test_each_row_is_the_one_that_python_reads(
    row: dict[str, object], is_good: bool, end: str
) -> None:
    lines = [json.dumps({"a": f"{i}", "n": i}) for i in range(9)]
    lines.insert(4, json.dumps(row))
    data = ("\n".join(lines) + end).encode()
    made = by_each(lambda: lines_of(data))
    assert len({(count, *raw) for count, _, _, raw in made.values()}) == 1
    for count, places, rows, _ in made.values():
        assert count == 10 and set(range(10)) - {4} <= {*places}
        assert is_good or 4 not in places
        assert rows == [json.loads(lines[place]) for place in places]


@needs_kernel
def test_keys_of_a_files_first_lines_are_known_from_its_first_block_on() -> None:
    quick, line = QuickLines(KIND, Checks({})), GOOD.replace(b"}", b',"x":"X"}')
    block = Block(b"\n" + b"[\n" + line + GOOD)
    assert quick.begin(block)
    chunk = quick.plain_chunk(Block(line + GOOD))
    assert chunk is not None
    assert list(chunk.places) == [0, 1]


def test_a_file_without_lines_has_no_rows() -> None:
    chunk = QuickLines(KIND, Checks({})).chunk(Block(b"", is_last=True))
    assert (chunk.count, list(chunk.places), chunk.others()) == (0, [], ())
