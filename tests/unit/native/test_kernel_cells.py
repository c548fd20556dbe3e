"""Plain CSV read by the kernel: the columns that `plain_columns` makes, or nothing."""

from __future__ import annotations

import csv
import io
import os
from threading import Thread

import pytest

from msgc.native.cells import MOST_KEPT, cells_reader
from msgc.native.memory import Memory
from msgc.recipients.plain_cells import plain_columns
from msgc.recipients.written_columns import SEPARATOR_BYTES
from tests.kernel_help import needs_kernel, without_kernel
from tests.unit.recipients.test_plain_cells import DELIMITERS

pytestmark = needs_kernel


def by_kernel(data: bytes, width: int, delimiter: bytes) -> list[bytes] | None:
    """Return what JSON has for all columns, having compared which of them are full."""
    reader = cells_reader([True] * width, delimiter)
    assert reader is not None
    found = reader.read(data)
    if found is None:
        return None
    assert all(column.data.count(SEPARATOR_BYTES) == found.count - 1 for column in found.columns)
    for column in found.columns:
        assert column.is_full == all(column.data.split(SEPARATOR_BYTES))
    return [column.data for column in found.columns]


def by_python(data: bytes, width: int, delimiter: bytes) -> list[bytes] | None:
    columns = plain_columns(data, width, delimiter)
    return columns and [SEPARATOR_BYTES.join(column.escaped()) for column in columns]


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_usual_is_read(delimiter: str, end: str) -> None:
    rows = [["Ann", 'Robert "Bob" 2'], ["", f"a{delimiter}b\nc\r\nd"], ["back\\slash", "日本 🔔"]]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    data = file.getvalue().encode()
    inside = {"\t": b"\\t"}.get(delimiter, delimiter.encode())
    second = [b'Robert \\"Bob\\" 2', b"a%bb\\nc\\r\\nd" % inside, "日本 🔔".encode()]
    expected = [b"Ann\x7f\x7fback\\\\slash", b"\x7f".join(second)]
    assert by_kernel(data, 2, delimiter.encode()) == expected
    assert by_kernel(data.removesuffix(end.encode()), 2, delimiter.encode()) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "\r\n", ",\n", "a\nb\n", "a,b,c\n", "a\nb,c\n", "a,b\nc\n", "a,b\n\nc,d\n"),
        *('a,"b\n', 'a,"b"c\n', 'a,"b" \n', 'a,b"c\n', 'a,b""c\n', 'a,\\"b"\n', 'a,"b"\\\n'),
        *('a,b\n""', 'a,b\n"', 'a,"', 'a,"b""', 'a,"b"""c', 'a, "b"\n'),
        *(
            "a,b\rc,d\n",
            "a,b\r\nc,d\n",
            "a,b\nc,d\r\n",
            "a,b\r\r\nc,d\r\n",
            "a,b\n\rc,d\n",
            "a,b\r",
        ),
        *("a,\0", "a,b\0\n", "a,b\n\0", 'a,"\0"\n', "a,\x01\n", "a,\x1f\n", "a,\x7f\n", "a,\t\n"),
        *("a,\x80\n", "a,\x9f\n", "a,\u202a\n", "a,\u202e\n", "a,\u2066\n", "a,\u2069\n"),
        *('a,"\t"\n', 'a,"\x7f"\n', "a,12345678\x01\n", 'a,"12345678\x0b"\n', "a,12345678\x7f9\n"),
        "a,\n,b\n",
    ],
)
def test_what_isnt_plain_is_left(text: str) -> None:
    assert by_kernel(text.encode(), 2, b",") is None
    assert by_python(text.encode(), 2, b",") is None


@pytest.mark.parametrize(
    "byte",
    [
        *(b"\xff", b"\x80", b"\xc0\xaf", b"\xc3", b"\xe2\x82", b"\xe2\x28\xa1", b"\xe0\x9f\xbf"),
        *(b"\xed\xa0\x80", b"\xf0\x9f\x94", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5"),
    ],
)
def test_what_isnt_utf_8_is_left(byte: bytes) -> None:
    for data in (
        b"a,%b\n",
        b'a,"%b"\n',
        b"%b,b\n",
        b"a,%b",
        b"a,b\n12345678%b,",
        b"a,1234567%b8\n",
    ):
        assert by_kernel(data % byte, 2, b",") is None


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ('a,""\n', [b"a", b""]),
        ('"",""""\n', [b"", b'\\"']),
        ('"""a""",b', [b'\\"a\\"', b"b"]),
        ('a,"\r\n,\r"', [b"a", b"\\r\\n,\\r"]),
        ('a,b\r\n"\n",d\r\n', [b"a\x7f\\n", b"b\x7fd"]),
        ("a\\,\\\n", [b"a\\\\", b"\\\\"]),
        ("12345678,1234567\n123456789,\xa0\u2028\n", None),
        ("\u07ff\u0800\uffff\U00010000\U0010ffff,\u2029\u202f\u2065\u206a\n", None),
    ],
)
def test_what_is_rare_is_read(text: str, columns: list[bytes] | None) -> None:
    made = by_kernel(text.encode(), 2, b",")
    assert made is not None and made == by_python(text.encode(), 2, b",")
    assert columns is None or made == columns


@pytest.mark.parametrize("size", range(1, 40))
def test_cells_of_any_size_are_read_wherever_they_stand(size: int) -> None:
    cell = "abcdefghijklmnopqrstuvwxyz0123456789!#$%"[:size]
    for before in range(9):
        for text in (f"{cell},{cell}\n", f'"{cell}","{cell}"\n', f"{cell},{cell}"):
            data = (f"{'-' * before},x\n" + text).encode()
            assert by_kernel(data, 2, b",") == by_python(data, 2, b",")


@pytest.mark.parametrize(
    "cell", ["\\" * 99, '"' + '""' * 99 + '"', '"' + "\n" * 99 + '"', '"' + '\\\r""' * 33 + '"']
)
@pytest.mark.parametrize("form", ["{0},", ",{0}", "{0},\n{0},", "{0},{0}\n", "{0},1,2", "{0}"])
def test_what_becomes_twice_as_long_has_room(cell: str, form: str) -> None:
    data = form.format(cell).encode()
    assert by_kernel(data, 2, b",") == by_python(data, 2, b",")


def test_only_what_is_kept_is_returned_and_all_is_checked() -> None:
    reader = cells_reader([False, True, False, True], b";")
    assert reader is not None
    found = reader.read(b'"1;";2;3;4\n5;;7;8\n')
    assert found is not None and found.count == 2
    assert [(each.data, each.is_full) for each in found.columns] == [
        (b"2\x7f", False),
        (b"4\x7f8", True),
    ]
    assert reader.read(b"1;2;3\x01;4\n") is None
    assert reader.read(b"1;2;3\n") is None


def test_a_column_that_isnt_kept_tells_that_no_record_is_blank() -> None:
    reader = cells_reader([False, True], b",")
    assert reader is not None
    found = reader.read(b"1,\n2,b\n")
    assert found is not None and [each.data for each in found.columns] == [b"\x7fb"]
    assert reader.read(b"1,\n,b\n") is None


def test_a_block_tells_nothing_of_the_next() -> None:
    reader = cells_reader([True, True], b",")
    assert reader is not None
    for data, is_full in (
        (b"a,\r\n", False),
        (b"a,b\n", True),
        (b"a,b\x01\n", None),
        (b"a,b", True),
    ):
        found = reader.read(data)
        assert (found and found.columns[1].is_full) == is_full


def test_nothing_need_be_kept() -> None:
    reader = cells_reader([False, False], b",")
    assert reader is not None
    found = reader.read(b"a,b\nc,d")
    assert found is not None and (found.count, found.columns) == (2, [])


def test_what_is_read_stays_when_more_is_read() -> None:
    reader = cells_reader([True, True], b",")
    assert reader is not None
    first = reader.read(b"a,b\n")
    for size in (1, 10, 10_000, 3):
        found = reader.read(b"%b,d\n" % (b"\\" * size))
        assert found is not None and found.columns[0].data == b"\\\\" * size
    assert first is not None and [each.data for each in first.columns] == [b"a", b"b"]


def test_threads_may_read_at_once() -> None:
    reader = cells_reader([True, True], b",")
    assert reader is not None
    wrong: list[object] = []

    def read(letter: bytes) -> None:
        for _ in range(200):
            found = reader.read(b"%b,1\n" % (letter * 20) * 200)
            if found is None or set(found.columns[0].data) != {*letter, *SEPARATOR_BYTES}:
                wrong.append(found)

    threads = [Thread(target=read, args=(letter,)) for letter in (b"a", b"b", b"c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_forked_process_has_memory_of_its_own() -> None:
    reader = cells_reader([True, True], b",")
    assert reader is not None
    with reader._rooms.one() as room:
        room.widen(100)
        start = room.columns[0].out
    assert reader.read(b"mine,b\n") is not None
    child = os.fork()
    if child == 0:
        found = reader.read(b"yours,b\n")
        os._exit(found is None or found.columns[0].data != b"yours")
    assert os.waitpid(child, 0)[1] == 0
    with reader._rooms.one() as room:
        assert room.columns[0].out == start
        assert [each.data for each in room.kept()] == [b"mine", b"b"]


def test_memory_is_widened_as_needed() -> None:
    memory = Memory(3)
    starts = memory.widen(100)
    assert len(starts) == 3 and starts[1] - starts[0] >= 100
    assert memory.widen(60) == starts
    wider = memory.widen(1_000_000)
    assert len(wider) == 3 and wider[1] - wider[0] >= 1_000_000


@pytest.mark.parametrize(
    "kept", [[], [True], [False], [True] * (MOST_KEPT + 1), [False] + [True] * (MOST_KEPT + 1)]
)
def test_some_headers_are_left_to_python(kept: list[bool]) -> None:
    assert cells_reader(kept, b",") is None


def test_any_number_of_columns_may_be_left_out() -> None:
    reader = cells_reader([False] * 500 + [True] * MOST_KEPT, b",")
    assert reader is not None
    found = reader.read(b",".join(b"%d" % i for i in range(500 + MOST_KEPT)))
    assert found is not None
    assert [each.data for each in found.columns] == [b"%d" % (500 + i) for i in range(MOST_KEPT)]


def test_without_a_kernel_there_is_no_reader() -> None:
    with without_kernel():
        assert cells_reader([True, True], b",") is None
