"""What rows have under `if` and `for`, by the kernel: the pieces that the definition makes."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit import many_steps, steps
from msgc.native.weaving import Weaver, weaver
from msgc.recipients.written_columns import Written
from tests.kernel_help import by_each, needs_kernel, same

SEPARATOR = b"\x7f"
# As many as the kernel takes at a time.
MOST_COLUMNS = 64

Literals = tuple[bytes, ...]
Order = tuple[int, ...]
Columns = list[list[bytes]]


@pytest.fixture
def weave() -> Weaver:
    found = weaver()
    if found is None:
        pytest.skip("the kernel isn't compiled")
    return found


def quickly(counts: Sequence[int], literals: Literals, order: Order, *columns: object) -> object:
    """Return the pieces, or the error that is raised."""
    try:
        return [*many_steps.woven_pieces(counts, literals, order, *columns)]  # type: ignore[arg-type]
    except ValueError:
        return ValueError


def defined(counts: Sequence[int], literals: Literals, order: Order, columns: Columns) -> object:
    try:
        return [*steps.woven_pieces(counts, literals, order, *columns)]
    except ValueError:
        return ValueError


def require_same(
    counts: Sequence[int], literals: Literals, order: Order, columns: Columns
) -> object:
    """Require what the definition comes to of columns in pieces and in one; return it."""
    wanted = defined(counts, literals, order, columns)
    assert by_each(lambda: quickly(counts, literals, order, *columns)) == same(wanted)
    if all(columns):
        whole = [Written(SEPARATOR.join(each)) for each in columns]
        assert by_each(lambda: quickly(counts, literals, order, *whole)) == same(wanted)
    return wanted


def test_each_row_has_as_many_pieces_as_its_count_tells() -> None:
    columns = [[b"a", b"b", b"c"], [b"1", b"", b"3"]]
    made = require_same([2, 0, 1], (b"<", b"|", b">"), (1, 0), columns)
    assert made == [b"<1|a><|b>", b"", b"<3|c>"]


@pytest.mark.parametrize("counts", [[], [0], [0, 0, 0]])
def test_no_pieces_are_none_of_each_row(counts: list[int]) -> None:
    assert require_same(counts, (b"<", b">"), (0,), [[]]) == [b""] * len(counts)
    assert require_same(counts, (b"<>",), (), []) == [b""] * len(counts)
    assert require_same(counts, (b"<", b">"), (0,), [[b""]]) is ValueError


@pytest.mark.parametrize("counts", [[0, 0, 3], [3, 0, 0], [0, 3, 0], [1, 1, 1], [0, 1, 0, 2, 0]])
def test_rows_of_no_pieces_stand_anywhere(counts: list[int]) -> None:
    require_same(counts, (b"", b""), (0,), [[b"a", b"", b"c"]])
    require_same(counts, (b"", b""), (0,), [[b""] * 3])
    require_same(counts, (b"",), (), [])
    assert len(many_steps.woven_pieces(counts, (b"",), ())) == len(counts)


def test_booleans_tell_of_one_piece_or_none() -> None:
    made = require_same([True, False, True], (b"<", b">"), (0,), [[b"a", b"b"]])
    assert made == [b"<a>", b"", b"<b>"]
    require_same([False], (b"<", b">"), (0,), [[]])
    assert require_same((True, 2, False), (b"x",), (), []) == [b"x", b"xx", b""]


@pytest.mark.parametrize("literals", [(b"\x7f", b""), (b"a\x7fb", b"c"), (b"", b"\x7f\x7f")])
def test_literals_may_hold_the_separator(literals: Literals) -> None:
    require_same([1, 0, 2], literals, (0,), [[b"a", b"b", b"c"]])


@pytest.mark.parametrize("size", [0, 1, 2, 4, 5])
def test_rows_are_never_mixed_up(size: int) -> None:
    good, bad = [b"x", b"y", b"z"], [b"v"] * size
    for columns in ([bad], [good, bad], [bad, good]):
        order = tuple(range(len(columns)))
        literals = (b"|",) * (len(order) + 1)
        assert require_same([1, 0, 2], literals, order, columns) is ValueError


@pytest.mark.parametrize("more", [0, 1])
def test_columns_may_be_more_than_the_kernel_takes(weave: Weaver, more: int) -> None:
    width = MOST_COLUMNS + more
    columns = [[b"%d" % i, b"%d" % -i] for i in range(width)]
    literals, order = (b",",) * (width + 1), tuple(range(width))
    wanted = require_same([2, 0], literals, order, columns)
    made = weave.pieces([2, 0], 2, literals, order, list(map(SEPARATOR.join, columns)))
    assert (made and made.split(SEPARATOR)) == (None if more else wanted)


@pytest.mark.parametrize("size", range(40))
def test_pieces_may_be_of_any_size(size: int) -> None:
    long, short = bytes(range(0x80, 0x80 + size)), b"\xff" * (size // 3)
    columns = [[short, long, b""], [long, b"x", long]]
    require_same([0, 2, 1, 0], (long, short, long), (0, 1), columns)


def test_a_column_may_stand_in_several_places() -> None:
    columns = [[b"a", b"bb"], [b"1", b"2"]]
    require_same([1, 1], (b"<", b"|", b"|", b">"), (0, 1, 0), columns)


@needs_kernel
def test_the_kernel_makes_one_column_of_what_is_plain() -> None:
    made = many_steps.woven_pieces([1, 0, 2], (b"<", b">"), (0,), [b"a", b"b", b"c"])
    assert isinstance(made, Written)
    assert made.data == b"<a>\x7f\x7f<b><c>"


def test_the_buffer_holds_whatever_is_the_most() -> None:
    for size in (1, 70_000, 3, 500_000, 0, 2_000_000):
        require_same([0, 2, 0], (b"<", b">"), (0,), [[b"x" * size, b"y" * (size // 7)]])
    for rows in (1, 100_000, 2):
        require_same([0] * rows + [1], (b"<", b">"), (0,), [[b"x"]])


def test_threads_may_ask_for_pieces_at_once(weave: Weaver) -> None:
    start, wrong, counts = Barrier(4), [], [2, 0, 1] * 1_000

    def ask(letter: bytes) -> None:
        column = SEPARATOR.join([letter] * 3_000)
        wanted = SEPARATOR.join([letter * 4, b"", letter * 2] * 1_000)
        start.wait()
        for _ in range(50):
            if weave.pieces(counts, sum(counts), (letter, b""), (0,), [column]) != wanted:
                wrong.append(letter)

    threads = [Thread(target=ask, args=(letter,)) for letter in (b"p", b"q", b"r", b"s")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


TEXTS = st.binary(max_size=40).map(lambda data: data.replace(SEPARATOR, b""))


@st.composite
def programs(draw: st.DrawFn) -> tuple[list[int], Literals, Order, Columns]:
    """Counts, literals, which column stands behind each but the last, and the columns."""
    counts = draw(st.lists(st.integers(0, 3), max_size=6))
    width, total = draw(st.integers(1, 4)), sum(counts)
    # At times one has a text too many, or too few.
    sizes = [max(0, total + draw(st.sampled_from([0] * 9 + [-1, 1]))) for _ in range(width)]
    columns = [draw(st.lists(TEXTS, min_size=size, max_size=size)) for size in sizes]
    further = draw(st.lists(st.integers(0, width - 1), max_size=5))
    # The definition looks at no column that stands nowhere.
    order = (*range(width), *further)
    pieces = st.one_of(TEXTS, TEXTS, TEXTS, st.binary(max_size=3))
    literals = draw(st.lists(pieces, min_size=len(order) + 1, max_size=len(order) + 1))
    return counts, tuple(literals), order, columns


@given(programs())
def test_pieces_are_woven_as_python_weaves_them(
    program: tuple[list[int], Literals, Order, Columns],
) -> None:
    require_same(*program)
