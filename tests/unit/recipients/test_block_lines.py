"""Single lines of a block: those that parting all of it gives, in whatever order."""

from __future__ import annotations

from io import BytesIO
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.recipients import block_lines
from msgc.recipients.block_lines import BlockLines
from tests.kernel_help import needs_kernel

PIECES = st.lists(st.sampled_from([b"\n", b"\r", b"a", "é".encode(), b" "]), min_size=1)


@given(PIECES, st.data())
def test_any_line_in_any_order(pieces: list[bytes], data: st.DataObject) -> None:
    block = b"".join(pieces)
    lines = list(BytesIO(block))
    asked = data.draw(st.lists(st.integers(0, len(lines) - 1)))
    single = BlockLines(block)
    if data.draw(st.booleans()):
        single.find(sorted(data.draw(st.sets(st.integers(0, len(lines) - 1)))))
    assert [single.line(index) for index in asked] == [lines[index] for index in asked]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_the_last_line_has_the_break_that_it_has(end: bytes) -> None:
    assert BlockLines(b"a\n\nb" + end).line(2) == b"b" + end


@needs_kernel
def test_lines_that_were_found_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    single = BlockLines(b"a\n" * 100 + b"b\n")
    single.find([0, 7, 100])
    monkeypatch.setattr(
        block_lines, "islice", lambda lines, before, _: islice(lines, 0, 1 - before)
    )
    assert [single.line(index) for index in (100, 7, 0)] == [b"b\n", b"a\n", b"a\n"]
