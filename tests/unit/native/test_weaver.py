"""Rows' lines by the kernel: those that Python writes, or None where a column is of other rows."""

from __future__ import annotations

import ctypes
from threading import Barrier, Thread

import pytest

from msgc.emit import many_steps, steps
from msgc.native.library import library
from msgc.native.weaving import PROGRAMS, Weaver, weaver
from msgc.recipients.written_columns import Written
from tests.kernel_help import by_each, same

SEPARATOR = b"\x7f"
# As many as the kernel takes at a time.
MOST_COLUMNS = 64


@pytest.fixture
def weave() -> Weaver:
    found = weaver()
    if found is None:
        pytest.skip("the kernel isn't compiled")
    return found


def in_one(pieces: list[bytes]) -> bytes:
    return SEPARATOR.join(pieces)


def require_same(
    weave: Weaver, literals: tuple[bytes, ...], order: tuple[int, ...], columns: list[list[bytes]]
) -> None:
    count = len(columns[0])
    wanted = steps.woven(count, literals, order, *columns)
    assert weave.lines(count, literals, order, list(map(in_one, columns))) == wanted


def test_literals_stand_around_the_texts_of_each_row(weave: Weaver) -> None:
    made = weave.lines(2, (b"<", b"|", b">\n"), (1, 0), [b"a\x7fb", b"1\x7f22"])
    assert made == b"<1|a>\n<22|b>\n"


@pytest.mark.parametrize("size", range(70))
def test_pieces_may_be_of_any_size(weave: Weaver, size: int) -> None:
    long, short = bytes(range(0x80, 0x80 + size)), b"\xff" * (size // 3)
    require_same(weave, (long, short, long), (0, 1), [[short, long, b""], [long, b"x", long]])


def test_texts_may_be_empty(weave: Weaver) -> None:
    require_same(weave, (b"", b"", b""), (0, 1), [[b""], [b""]])
    require_same(weave, (b"<", b"", b">"), (0, 1), [[b""] * 3, [b"", b"x", b""]])


def test_a_column_may_stand_in_several_places_or_in_none(weave: Weaver) -> None:
    columns = [[b"a", b"bb"], [b"1", b"2"]]
    require_same(weave, (b"<", b"|", b"|", b">"), (0, 0, 0), columns)
    require_same(weave, (b"<", b">"), (1,), columns)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_rows_may_have_no_columns(weave: Weaver, count: int) -> None:
    assert weave.lines(count, (b"x\n",), (), []) == b"x\n" * count


@pytest.mark.parametrize(
    "texts", [[b"a"], [b"a" * 100], [b"a", b""], [b""] * 4, [b"a", b"b", b"c", b"d"]]
)
def test_a_column_of_other_rows_isnt_taken(weave: Weaver, texts: list[bytes]) -> None:
    good, bad = in_one([b"x", b"y", b"z"]), in_one(texts)
    for columns in ([good, bad], [bad, good], [bad, bad]):
        for order in ((0, 1), (0,), (1,), ()):
            literals = (b"|",) * (len(order) + 1)
            assert weave.lines(3, literals, order, columns) is None


def test_no_row_is_written_where_there_is_no_room_for_it() -> None:
    kernel = library()
    if kernel is None:
        pytest.skip("the kernel isn't compiled")
    out, size = ctypes.create_string_buffer(b"." * 9, 9), ctypes.c_size_t
    part = ctypes.c_size_t * 3
    name = ctypes.create_string_buffer(b"1234")
    parts = part(ctypes.addressof(name), 4, 0)
    for room in range(9):
        made = kernel.msgc_weave(size(2), parts, size(1), parts, size(0), out, size(room))
        rows = room // 4
        assert ctypes.c_int32(made).value == (8 if rows == 2 else -1)
        assert out.raw == (b"1234" * rows).ljust(9, b".")


def test_no_rows_have_no_texts(weave: Weaver) -> None:
    assert weave.lines(0, (b"<", b">"), (0,), [b""]) is None


@pytest.mark.parametrize("more", [0, 1])
def test_so_many_columns_are_taken_and_no_more(weave: Weaver, more: int) -> None:
    width = MOST_COLUMNS + more
    columns = [[b"%d" % i, b"%d" % -i] for i in range(width)]
    literals, order = (b",",) * (width + 1), tuple(range(width))
    made = weave.lines(2, literals, order, list(map(in_one, columns)))
    assert made == (None if more else steps.woven(2, literals, order, *columns))


def test_parts_may_be_more_than_columns(weave: Weaver) -> None:
    require_same(weave, (b",",) * 301, (0, 1, 0) * 100, [[b"a", b"b"], [b"", b"c"]])


def test_the_buffer_holds_whatever_is_the_most(weave: Weaver) -> None:
    for size in (1, 70_000, 3, 500_000, 0, 2_000_000):
        require_same(weave, (b"<", b">"), (0,), [[b"x" * size, b"y" * (size // 7)]])


def test_lines_that_are_given_away_stay(weave: Weaver) -> None:
    first = weave.lines(2, (b"<", b">"), (0,), [b"a\x7fb"])
    weave.lines(2, (b"<", b">"), (0,), [b"c\x7fd"])
    assert first == b"<a><b>"


def test_programs_may_be_more_than_are_kept(weave: Weaver) -> None:
    for _ in range(2):
        for number in range(PROGRAMS + 2):
            literal = b"".join([b"%d" % number, b":"])
            require_same(weave, (literal, b"\n"), (0,), [[b"a", b"b"]])


def test_threads_may_ask_for_lines_at_once(weave: Weaver) -> None:
    start, wrong = Barrier(4), []

    def ask(letter: bytes) -> None:
        column = in_one([letter] * 5_000)
        start.wait()
        for _ in range(50):
            if weave.lines(5_000, (letter, b"\n"), (0,), [column]) != (letter * 2 + b"\n") * 5_000:
                wrong.append(letter)

    threads = [Thread(target=ask, args=(letter,)) for letter in (b"p", b"q", b"r", b"s")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_columns_of_a_program_are_in_one_piece_or_in_several() -> None:
    columns = [Written(b"a\x7fb"), [b"1", b"2"], (b"", b"")]
    made = by_each(lambda: many_steps.woven(2, (b"<", b"", b"|", b">"), (1, 2, 0), *columns))
    assert made == same(b"<1|a><2|b>")


def test_what_the_kernel_doesnt_take_is_written_by_python() -> None:
    order = tuple(range(MOST_COLUMNS + 1))
    columns, literals = [[b"a", b"b"] for _ in order], (b"",) * (len(order) + 1)
    wanted = b"a" * len(order) + b"b" * len(order)
    assert by_each(lambda: many_steps.woven(2, literals, order, *columns)) == same(wanted)
    # A separator within a piece parts it in two.
    odd = [[b"a\x7fb", b"c"]]
    assert by_each(lambda: many_steps.woven(2, (b"", b"\n"), (0,), *odd)) == same(b"a\x7fb\nc\n")


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("size", range(4))
def test_rows_are_never_mixed_up(count: int, size: int) -> None:
    given = [[b"x"] * size] if size == 0 else [[b"x"] * size, Written(in_one([b"x"] * size))]

    def refused() -> list[str]:
        return [_refusal(count, column) for column in given]

    assert by_each(refused) == same(["" if size == count else "ValueError"] * len(given))


def _refusal(count: int, column: object) -> str:
    try:
        many_steps.woven(count, (b"<", b">"), (0,), column)  # type: ignore[arg-type]
    except ValueError:
        return "ValueError"
    return ""
