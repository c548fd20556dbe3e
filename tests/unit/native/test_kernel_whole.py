"""Columns of integers, told by the kernel and by Python."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from msgc.native.whole import are_whole
from msgc.recipients.quick_integers import integers_in
from msgc.recipients.written_columns import TextColumn, WholeColumn, Written
from tests.kernel_help import needs_kernel, without_kernel

SURE = re.compile(rb"(0|-?[1-9][0-9]{0,17})(\x7f(0|-?[1-9][0-9]{0,17}))*")
CELLS = st.from_regex(r"-?[0-9]{1,3}", fullmatch=True) | st.sampled_from(
    [
        *("", "-", "-0", "00", "01", "+1", "1.0", "1e3", "1,2", " 1", "1\0", "\0", "٣", "0x1"),
        *("9" * 18, "9" * 19, "9" * 400, "-" + "9" * 18, str(2**63 - 1), str(2**63)),
    ]
)


@needs_kernel
@given(st.lists(CELLS).map("\x7f".join) | st.text("01-\x7f\0", max_size=30))
def test_integers_are_told_as_they_are_written(text: str) -> None:
    data = text.encode()
    assert are_whole(data) == (SURE.fullmatch(data) is not None)


@needs_kernel
@given(st.lists(CELLS, min_size=1))
def test_cells_are_the_integers_that_python_reads(cells: list[str]) -> None:
    data = "\x7f".join(cells).encode()
    made = integers_in(TextColumn(None, data))
    with without_kernel():
        expected = integers_in(TextColumn(None, data))
    assert (made is None) == (expected is None)
    if made is not None and expected is not None:
        assert (list(made), list(made.written)) == (list(expected), list(expected.written))


@needs_kernel
def test_integers_arent_made_before_they_are_asked_for() -> None:
    made = integers_in(TextColumn(None, b"7\x7f-12\x7f0"))
    assert isinstance(made, WholeColumn) and isinstance(made.written, Written)
    assert made.written.data == b"7\x7f-12\x7f0"
    assert made._values is None and list(made) == [7, -12, 0]


def test_without_a_kernel_nothing_is_told() -> None:
    with without_kernel():
        assert not are_whole(b"1")
        made = integers_in(TextColumn(None, b"1\x7f2"))
    assert made is not None and list(made) == [1, 2]
