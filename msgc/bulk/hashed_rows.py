"""Recipients' rows hashed on their way, for the manifest to say what payloads were made from."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgc.emit.writers import Hash, Hashing
from msgc.recipients.rows import RowsSource

BUFFER = 1 << 16

if TYPE_CHECKING:
    from typing_extensions import Buffer


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
            yield io.BufferedReader(self._tap, BUFFER)

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


class _Tap(io.RawIOBase):
    def __init__(self, stream: BinaryIO, hash: Hash) -> None:
        super().__init__()
        self._stream = stream
        self._hash = hash
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        # A stream of a program's own need have nothing but `read`.
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._hash.update(data)
        self._ended = self._ended or not data
        return len(data)

    @property
    def digest(self) -> str | None:
        return self._hash.hexdigest() if self._ended else None
