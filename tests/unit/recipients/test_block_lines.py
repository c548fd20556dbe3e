"""Single lines of a block: those that parting all of it gives, in whatever order."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.recipients.block_lines import BlockLines

PIECES = st.lists(st.sampled_from([b"\n", b"\r", b"a", "é".encode(), b" "]), min_size=1)


@given(PIECES, st.data())
def test_any_line_in_any_order(pieces: list[bytes], data: st.DataObject) -> None:
    block = b"".join(pieces)
    lines = list(BytesIO(block))
    asked = data.draw(st.lists(st.integers(0, len(lines) - 1)))
    single = BlockLines(block)
    assert [single.line(index) for index in asked] == [lines[index] for index in asked]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_the_last_line_has_the_break_that_it_has(end: bytes) -> None:
    assert BlockLines(b"a\n\nb" + end).line(2) == b"b" + end
