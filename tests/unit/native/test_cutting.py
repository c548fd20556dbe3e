"""A column without some of its texts: what is left has as many pieces as there are others."""

from __future__ import annotations

from itertools import combinations

import pytest

from msgc.native import cutting
from msgc.native.cutting import cut
from tests.kernel_help import needs_kernel, without_kernel

SEPARATOR = b"\x7f"
COLUMNS = [[b"a"], [b""], [b"", b""], [b"a", b"bb", b"ccc", b""], [b"", b"x" * 40, b"", b"y"]]


@needs_kernel
@pytest.mark.parametrize("pieces", COLUMNS)
def test_the_others_are_left_in_their_order(pieces: list[bytes]) -> None:
    for count in range(len(pieces)):
        for places in combinations(range(len(pieces)), count):
            left = [piece for place, piece in enumerate(pieces) if place not in places]
            assert cut(SEPARATOR.join(pieces), places) == SEPARATOR.join(left)


@pytest.mark.parametrize("pieces", COLUMNS)
def test_of_a_column_without_texts_there_is_none(pieces: list[bytes]) -> None:
    assert cut(SEPARATOR.join(pieces), range(len(pieces))) is None


@pytest.mark.parametrize("places", [[2], [0, 2], [0, 1, 2], [1, 0], [0, 0], [2**32 - 1]])
def test_places_that_arent_there_or_in_order_are_none(places: list[int]) -> None:
    assert cut(b"a\x7fb", places) is None


def test_without_a_kernel_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    with without_kernel():
        assert cut(b"a\x7fb", [0]) is None
    monkeypatch.setattr(cutting, "library", lambda: None)
    assert cut(b"a\x7fb", [0]) is None
