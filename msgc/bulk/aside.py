"""What one thread makes is hashed and written by others, while it makes what comes next."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from queue import Queue
from threading import Thread
from typing import BinaryIO, cast

from msgc.emit.writers import Ways

# Pieces of a file that wait for a thread.
MOST_WAITING = 8


class Aside:
    """A thread that does something to pieces of bytes, in the order in which they are added."""

    def __init__(self, work: Callable[[bytes], object]) -> None:
        self._work = work
        self._waiting: Queue[bytes | None] = Queue(MOST_WAITING)
        self._fault: BaseException | None = None
        self._is_over = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def add(self, data: bytes) -> None:
        """Add a piece. Raises what an earlier one has raised."""
        self._raise()
        self._waiting.put(data)

    def wait(self) -> None:
        """Return when all pieces are done. Raises what one of them has raised."""
        self._waiting.join()
        self._raise()

    def end(self) -> None:
        """Do nothing to pieces that still wait; none are added after it."""
        self._is_over = True
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _raise(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        while (data := self._waiting.get()) is not None:
            try:
                # Nothing stands behind a piece that is missing, and who adds pieces isn't held up.
                if self._fault is None and not self._is_over:
                    self._work(data)
            except BaseException as error:
                self._fault = error
            finally:
                self._waiting.task_done()
        # The end of them all is done as well, for who waits after it.
        self._waiting.task_done()


class SideHash:
    """SHA-256 computed aside."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._aside = Aside(self._hash.update)

    def update(self, data: bytes) -> None:
        """Add bytes."""
        self._aside.add(data)

    def hexdigest(self) -> str:
        """Return the digest of all that was added; nothing is added after it."""
        self._aside.wait()
        self._aside.end()
        return self._hash.hexdigest()


class SideStream(io.BufferedIOBase):
    """A stream that is written to aside; it raises what writing raised, later than a plain one.

    All is written, or raised, when `flush` returns.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._written = 0
        self._aside = Aside(self._write)

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._written += len(data)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    def tell(self) -> int:
        """Return how many bytes the stream has been given, those that wait left out."""
        return self._written

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._aside.add(data)
        return len(data)

    def flush(self) -> None:
        if not self.closed:
            self._aside.wait()
            self._stream.flush()

    @property
    def closed(self) -> bool:
        return self._stream.closed

    def close(self) -> None:
        """Close the stream, without what still waits to be written."""
        self._aside.end()
        self._stream.close()


ASIDE = Ways(SideHash, lambda stream: cast(BinaryIO, SideStream(stream)))
"""Hashes and writes a run's files by threads of their own."""
