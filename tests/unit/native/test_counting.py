"""How often something stands in bytes, by the kernel and by Python."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from msgc.native.counting import count, count_lines
from msgc.recipients.blocks import Block
from tests.kernel_help import WAYS, by_each

# A counter of the kernel holds 255, and there are 64 of them.
FULL = 64 * 255


def told(number: int) -> dict[str, int | None]:
    """Return what `by_each` has to return: without the kernel, nothing."""
    return dict.fromkeys(WAYS[:-1], number) | {WAYS[-1]: None}


@given(st.binary(max_size=300), st.sampled_from([b"\n", b'"', b"\0", b"\xff"]))
def test_a_byte_is_counted(data: bytes, byte: bytes) -> None:
    assert by_each(lambda: count(data, byte)) == told(data.count(byte))


@pytest.mark.parametrize("size", [0, 63, 64, 65, FULL - 1, FULL, FULL + 1, 2 * FULL + 100])
def test_no_counter_overflows(size: int) -> None:
    assert by_each(lambda: count(b"\n" * size + b"x", b"\n")) == told(size)


@given(st.text("\n\rab", max_size=300).map(str.encode))
@example(b"\r")
@example(b"\r\n" * 40 + b"\r")
@example(b"a" * 63 + b"\r\n")
@example(b"a" * 63 + b"\ra")
def test_lines_are_counted_by_any_of_three_breaks(data: bytes) -> None:
    assert by_each(lambda: count_lines(data)) == told(len(re.findall(rb"\r\n|\r|\n", data)))
    assert by_each(lambda: Block(data).lines()) == dict.fromkeys(
        WAYS, len(re.findall(rb"\r\n|\r|\n", data))
    )


@pytest.mark.parametrize("line", [b"\n", b"\r", b"\r\n"])
def test_no_counter_of_lines_overflows(line: bytes) -> None:
    assert by_each(lambda: count_lines(line * 2 * FULL)) == told(2 * FULL)
