"""A file's text, of whose bytes a digest is made as they are read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Protocol


class Digest(Protocol):
    """What takes notice of bytes."""

    def update(self, data: memoryview, /) -> None:
        """Take notice of more of them."""


def open_digested(path: Path, digest: Digest) -> io.TextIOWrapper:
    """Open a file of UTF-8 as `csv` wants it, to be read once: a pipe gives all but once.

    Raises OSError.
    """
    stream = io.BufferedReader(_Digested(path, digest))
    return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


class _Digested(io.RawIOBase):
    def __init__(self, path: Path, digest: Digest) -> None:
        self._stream = path.open("rb", buffering=0)
        self._digest = digest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer) or 0
        self._digest.update(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()
