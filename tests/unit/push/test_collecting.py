"""The garbage collector while a push goes on, and after it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from msgc.push.collecting import MORE, seldom_collected


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "during"),
    [((700, 9, 8), (MORE, 9, 8)), ((MORE + 1, 9, 8), (MORE + 1, 9, 8)), ((0, 9, 8), (0, 9, 8))],
    ids=["seldom", "more-seldom-already", "never-already"],
)
def test_it_is_called_seldom_and_then_as_before(
    before: tuple[int, int, int], during: tuple[int, int, int]
) -> None:
    gc.set_threshold(*before)
    with pytest.raises(ValueError, match="broken off"), seldom_collected():
        assert gc.get_threshold() == during
        raise ValueError("broken off")
    assert gc.get_threshold() == before
