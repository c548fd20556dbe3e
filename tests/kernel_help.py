"""With the C kernel and without it: what both come to, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from msgc.native.library import OFF, SWITCH, held_library, library
from msgc.native.weaving import weaver

T = TypeVar("T")

needs_kernel = pytest.mark.skipif(library() is None, reason="the kernel isn't compiled")
# Where there is none, all is done without it, and once.
WAYS = ("without the kernel",) if library() is None else ("with the kernel", "without the kernel")


def by_each(run: Callable[[], T]) -> dict[str, T]:
    """Return what comes of it with the kernel and without, by `WAYS`.

    Processes that are forked meanwhile do the same.
    """
    made: dict[str, T] = {}
    for way in WAYS:
        with _by(way):
            made[way] = run()
    return made


def same(wanted: T) -> dict[str, T]:
    """Return what `by_each` has to return where each way comes to the same."""
    return dict.fromkeys(WAYS, wanted)


@contextmanager
def without_kernel() -> Iterator[None]:
    """Have Python do all that is done meanwhile."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(SWITCH, OFF)
            _forget()
            yield
    finally:
        _forget()


@contextmanager
def _by(way: str) -> Iterator[None]:
    if way == WAYS[-1]:
        with without_kernel():
            yield
    else:
        yield


def _forget() -> None:
    """Have the library opened anew when it is next asked for."""
    for each in (library, held_library, weaver):
        each.cache_clear()
