"""What files look like without being read: whether any of them was changed meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from msgc.cache.keys import FILE, NAMES, PLACE, TREE, Fact, below

State = tuple[str, int, tuple[object, ...]]
"""A path, when it was last changed (nanoseconds, 0 where it can't be told), and all else of it."""

# The coarsest unit of a file system's times, in nanoseconds: two changes within it may look alike.
UNIT = 2_000_000_000


def states(facts: Iterable[Fact]) -> list[State]:
    """Return what all facts look like now; OSError where one can't be looked at."""
    return [state for kind, path in facts for state in _STATES[kind](path)]


def are_settled(found: Iterable[State], now: int) -> bool:
    """Tell whether each change after `now` (nanoseconds) makes another state of these."""
    return all(changed < now - UNIT for _, changed, _ in found)


def _file(path: str) -> Iterator[State]:
    try:
        yield _state(path, os.stat(path))
    except (FileNotFoundError, NotADirectoryError):
        yield (path, 0, ())


def _tree(folder: str) -> Iterator[State]:
    for entry in below(folder):
        if entry.is_symlink():
            yield from (*_place(entry.path), *_file(entry.path))
        else:
            yield _state(entry.path, entry.stat())


def _state(path: str, found: os.stat_result) -> State:
    place = (found.st_dev, found.st_ino, found.st_mode)
    return (path, found.st_ctime_ns, (found.st_mtime_ns, found.st_size, *place))


def _place(path: str) -> Iterator[State]:
    yield (path, 0, (os.path.realpath(path), os.path.isdir(path)))


_STATES = {FILE: _file, TREE: _tree, NAMES: _tree, PLACE: _place}
