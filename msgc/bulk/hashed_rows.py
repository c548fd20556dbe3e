"""Recipients' rows hashed on their way, for the manifest to say what payloads were made from."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from msgc.emit.writers import Hash, Hashing
from msgc.recipients.rows import RowsSource

# Bytes that a stream is asked for at once.
MOST = 1 << 22


class HashedRows:
    """A recipients' file or stream, hashed as it is read; of its rows `limit` are read at most."""

    def __init__(
        self, source: RowsSource, limit: int | None = None, hashing: Hashing = hashlib.sha256
    ) -> None:
        self.name = source.name
        self._hashing = hashing
        self._source = source
        self._limit = limit
        self._tap: _Tap | None = None

    def source(self) -> RowsSource:
        """Return the source whose bytes are hashed on their way."""
        return replace(self._source, open=self._open)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        with self._source.open() as stream:
            self._tap = _Tap(stream, self._hashing())
            yield cast(BinaryIO, self._tap)

    @property
    def digest(self) -> str | None:
        """The SHA-256 of the whole in hexadecimal, None of a stream with a limit.

        What is read of that beyond its last row hangs on how it is read.
        """
        whole = self._tap.digest if self._tap else None
        is_file = Path(self.name).is_file()
        if whole is None and is_file:
            with Path(self.name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        return whole if is_file or self._limit is None else None


class _Tap(io.BufferedIOBase):
    """Gives what a stream gives, without a copy of it: a block of rows is near a megabyte."""

    def __init__(self, stream: BinaryIO, hash: Hash) -> None:
        super().__init__()
        self._stream = stream
        self._hash = hash
        self._ended = False

    def readable(self) -> bool:
        return True

    def read1(self, size: int = MOST, /) -> bytes:
        # A stream of a program's own need have nothing but `read`.
        data = self._stream.read(size)
        self._hash.update(data)
        self._ended = self._ended or not data
        return data

    def read(self, size: int | None = -1, /) -> bytes:
        left = sys.maxsize if size is None or size < 0 else size
        pieces: list[bytes] = []
        # Pipes may give less than they are asked for.
        while left > 0 and (data := self.read1(min(left, MOST))):
            pieces.append(data)
            left -= len(data)
        return b"".join(pieces)

    @property
    def digest(self) -> str | None:
        return self._hash.hexdigest() if self._ended else None
