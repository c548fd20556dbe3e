"""How many bytes of a file are asked for at once."""

from __future__ import annotations

from io import BytesIO

import pytest

from msgc.recipients.blocks import blocks_of
from msgc.recipients.limits import FIRST_BLOCK, MAX_BLOCK, MIN_BLOCK


class Asked(BytesIO):
    """A stream that notes how many bytes it is asked for."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.sizes: list[int] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.sizes.append(size or -1)
        return super().read(size)


def test_a_first_block_is_one_that_a_buffer_keeps_nothing_of() -> None:
    assert FIRST_BLOCK % MIN_BLOCK == MAX_BLOCK % MIN_BLOCK == 0


@pytest.mark.parametrize("has_kernel", [False, True])
@pytest.mark.parametrize("length", [2, 177, 1_009, 12_345])
def test_blocks_are_read_in_steps_of_what_a_buffer_holds(length: int, has_kernel: bool) -> None:
    stream = Asked((b"x" * (length - 1) + b"\n") * (3_000_000 // length))
    blocks = list(blocks_of(stream, False, lambda: has_kernel))
    assert b"".join(block.data for block in blocks) == stream.getvalue()
    assert len(set(stream.sizes)) > 1
    assert not [size for size in stream.sizes if size % MIN_BLOCK]
