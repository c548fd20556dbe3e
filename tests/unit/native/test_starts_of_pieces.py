"""Where texts of a column, or lines of a block, begin: as it is found by parting all of it."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.native.cutting import starts
from tests.kernel_help import needs_kernel, without_kernel

# Many more than are counted at once, and a few about as many.
SIZES = st.integers(0, 5) | st.integers(50, 140)


@needs_kernel
@given(st.lists(SIZES, min_size=1, max_size=200), st.data())
@pytest.mark.parametrize("separator", [b"\x7f", b"\n"])
def test_each_begins_behind_the_one_before(
    separator: bytes, sizes: list[int], data: st.DataObject
) -> None:
    column = separator.join(b"x" * size for size in sizes)
    wanted = list(accumulate([size + 1 for size in sizes[:-1]], initial=0))
    places = data.draw(st.sets(st.integers(0, len(sizes) - 1)).map(sorted))
    assert starts(column, separator, places) == [wanted[place] for place in places]


@needs_kernel
@pytest.mark.parametrize("places", [[2], [0, 2], [1, 0], [2**32 - 1]])
def test_places_that_arent_there_or_in_order_have_none(places: list[int]) -> None:
    assert starts(b"a\x7fb", b"\x7f", places) is None


def test_without_a_kernel_none_is_found() -> None:
    with without_kernel():
        assert starts(b"a\x7fb", b"\x7f", [0]) is None
