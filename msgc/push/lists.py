"""Lists of those who want no messages, read as often as their files change."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgc.push.ledger.model import KeptList
from msgc.push.suppression import SuppressionError, suppressed_in

# Seconds after a change within which a file's time may not tell of the next one.
BLUR = 2.0
# Size, time of the last change, and which file it is; None for a pipe, which is read once.
State = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read: what is kept of it, and the digests of those who are on it."""

    kept: KeptList
    people: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads lists, each once for what it holds; a pipe gives what it holds but once."""

    _read: dict[Path, tuple[State, ReadList]] = field(default_factory=dict)

    def read(self, path: Path) -> ReadList:
        """Return what a list holds now. Raises SuppressionError."""
        before, known = self._read.get(path, (None, None))
        if known is not None and (before is None or before == _state(path)):
            return known
        state = _state(path)
        people, digest = suppressed_in(path)
        found = ReadList(KeptList(place_of(path), digest, state is not None), people)
        if state is None or time.time() - state[1] / 1e9 > BLUR:
            self._read[path] = state, found
        return found

    def people(self, paths: Iterable[Path]) -> frozenset[bytes]:
        """Return the digests of all who are on the lists now. Raises SuppressionError."""
        return frozenset().union(*(self.read(path).people for path in paths))


def place_of(path: Path) -> str:
    """Return where a list is, by the name that was given: a link may lead elsewhere tomorrow."""
    plain = Path(os.path.normpath(path.absolute()))
    # Without its dots a path may be another one, where a folder of it is a link.
    is_same = plain.exists() and path.exists() and plain.samefile(path)
    return str(plain if is_same else path.absolute())


def _state(path: Path) -> State:
    if path.exists() and not path.is_file():
        return None
    try:
        found = path.stat()
    except OSError as error:
        raise SuppressionError(f"`{path}` can't be read: {error.strerror or error}") from None
    return found.st_size, found.st_mtime_ns, found.st_ino
