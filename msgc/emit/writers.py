"""Files that appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from msgc.emit.leftovers import sweep, temporary_name

OWNER_ONLY = 0o600
EVERYONE = 0o644


class Hash(Protocol):
    """Takes bytes, and tells their SHA-256."""

    def update(self, data: bytes) -> None:
        """Add bytes."""

    def hexdigest(self) -> str:
        """Return the digest of all that was added, in hexadecimal."""


Hashing = Callable[[], Hash]
"""Begins a hash."""


def _as_it_is(stream: BinaryIO) -> BinaryIO:
    return stream


@dataclass(frozen=True, slots=True)
class Ways:
    """How what is written is hashed, and how it gets into a file: by this thread, or by others."""

    hashing: Hashing = hashlib.sha256
    stream: Callable[[BinaryIO], BinaryIO] = _as_it_is


PLAIN = Ways()


@dataclass(slots=True)
class Output:
    """A file being written under another name; `lines` and `digest` tell what went in."""

    path: Path
    stream: BinaryIO
    lines: int = 0
    hashing: Hashing = hashlib.sha256
    _hash: Hash | None = None

    def write_line(self, line: bytes) -> None:
        """Add a line and its line break."""
        self.write(line + b"\n", 1)

    def write(self, data: bytes, lines: int) -> None:
        """Add lines, each with its line break."""
        try:
            self.stream.write(data)
        except OSError as error:
            raise _named(error, self.path) from None
        self._hash = self._hash or self.hashing()
        self._hash.update(data)
        self.lines += lines

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written, in hexadecimal."""
        return (self._hash or hashlib.sha256()).hexdigest()


class OutputSet:
    """Several files that belong together: all get their names at the end, or none does."""

    def __init__(self, ways: Ways = PLAIN) -> None:
        self._ways = ways
        self._outputs: list[Output] = []
        self._begun: list[Path] = []
        self._stale: list[Path] = []

    def open(self, path: Path, mode: int = OWNER_ONLY) -> Output:
        """Begin a file that will stand at `path`. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if mode == OWNER_ONLY:
            sweep(str(path))
        temporary = _temporary(path)
        temporary.unlink(missing_ok=True)
        # Noted before it is made: a signal may end the run between the two.
        self._begun.append(temporary)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        stream = self._ways.stream(os.fdopen(descriptor, "wb"))
        output = Output(path, stream, hashing=self._ways.hashing)
        self._outputs.append(output)
        return output

    def remove(self, path: Path) -> None:
        """Let a file of an earlier run go when the new ones take their places."""
        sweep(str(path))
        self._stale.append(path)

    def commit(self) -> None:
        """Flush everything to disk, then give every file its name. Raises OSError."""
        for output in self._outputs:
            with _naming(output.path):
                output.stream.flush()
                os.fsync(output.stream.fileno())
                output.stream.close()
        for path in self._stale:
            path.unlink(missing_ok=True)
        for output in self._outputs:
            with _naming(output.path):
                _temporary(output.path).replace(output.path)

    def abandon(self) -> None:
        """Leave no trace of what was begun."""
        for output in self._outputs:
            _close_quietly(output.stream)
        for temporary in self._begun:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have errors name a file by what it will be called, not by the temporary name or by none."""
    try:
        yield
    except OSError as error:
        raise _named(error, path) from None


def _named(error: OSError, path: Path) -> OSError:
    return OSError(error.errno, error.strerror, str(path))


def _close_quietly(stream: BinaryIO) -> None:
    """Close a stream; on a full disk its last flush fails, and there is nothing left to save."""
    try:
        stream.close()
    except OSError:
        return


def _temporary(path: Path) -> Path:
    return path.with_name(temporary_name(path.name))


@contextmanager
def output_set(ways: Ways = PLAIN) -> Iterator[OutputSet]:
    """Give a set of files that is committed at the end, and abandoned on any exception."""
    outputs = OutputSet(ways)
    try:
        yield outputs
        outputs.commit()
    finally:
        outputs.abandon()


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file in one step, keeping its mode. Raises OSError."""
    path = path.resolve()
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else EVERYONE
    with output_set() as outputs:
        outputs.open(path, mode).stream.write(data)


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step, as UTF-8. Raises OSError."""
    write_bytes(path, text.encode("utf-8"))
