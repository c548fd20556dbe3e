"""Memory that the kernel writes to, of which each call has its own while it lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Rooms(Generic[T]):
    """Rooms of one kind, as many as there are calls at once: the kernel lets other threads run."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._free: list[T] = []

    @contextmanager
    def one(self) -> Iterator[T]:
        """Give a room that nobody else has."""
        try:
            room = self._free.pop()
        except IndexError:
            room = self._make()
        try:
            yield room
        finally:
            self._free.append(room)
